"""What a census records of every layer: the update ratio, the mean activation and the learned slopes."""

from contextlib import closing

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.layer_row import alpha_spans

RUNS = [
    RunConfig(hidden=(12, 9), learning_rate=0.05),
    RunConfig(hidden=(12, 9), activation="prelu", prelu_per_unit=True, optimizer="adam", learning_rate=0.01),
    RunConfig(hidden=(12, 9), activation=("prelu", "elu"), optimizer="adamw", weight_decay=0.1, learning_rate=0.01),
    RunConfig(hidden=(20,) * 3, n_examples=20_000, batch_size=64),  # whose examples are gone through in rounds
]


def weights_at(config, step):
    trainer = Trainer(config)
    trainer.advance(step)
    return trainer, [w.astype(np.float64) for w in trainer.network.weights]


@pytest.mark.parametrize("config", RUNS, ids=lambda c: f"{c.activation}-{c.n_examples}")
def test_the_record_holds_the_update_ratio_of_the_step_that_follows_each_census(config):
    trainer = Trainer(config)
    trainer.advance(700)
    view = trainer.history.view()
    known = np.flatnonzero(np.isfinite(view.update_ratio).all(axis=1))
    assert len(known) >= len(view.census_steps) - 1 >= 1
    for row in (known[0], known[-1]):
        step = int(view.census_steps[row])
        (_, before), (_, after) = weights_at(config, step), weights_at(config, step + 1)
        ratios = [np.linalg.norm(b - a) / np.linalg.norm(b) for a, b in zip(before, after, strict=True)]
        np.testing.assert_allclose(view.update_ratio[row], ratios, rtol=2e-3)


@pytest.mark.parametrize("config", RUNS, ids=lambda c: f"{c.activation}-{c.n_examples}")
def test_mean_activation_and_learned_slopes_are_those_of_the_censuss_own_step(config):
    trainer = Trainer(config)
    trainer.advance(700)
    view = trainer.history.view()
    for row in (0, len(view.census_steps) - 1):
        at, _ = weights_at(config, int(view.census_steps[row]))
        h = at.train_x.astype(np.float64)
        for i, width in enumerate(config.hidden):
            alpha = at.network.alphas[i]
            slope = None if alpha is None else alpha[:, 0].astype(np.float64)
            z = h @ at.network.weights[i] + at.network.biases[i]
            h = ACTIVATIONS[config.activations[i]].value(z, slope)
            assert h.shape[1] == width
            assert view.mean_activation[row, i] == pytest.approx(h.mean(), rel=1e-3, abs=1e-6)
            if alpha is None:
                assert np.isnan(view.alpha[row, :, i]).all()
            else:
                np.testing.assert_allclose(view.alpha[row, :, i], [alpha.mean(), alpha.min(), alpha.max()], rtol=1e-6)


def test_the_present_measurement_is_the_last_row():
    trainer = Trainer(RUNS[1])
    trainer.advance(333)
    snapshot = trainer.measure()
    view = trainer.history.view().with_now(snapshot)
    assert view.census_steps[-1] == 333
    assert np.array_equal(view.update_ratio[-1], snapshot.update_ratios)
    assert np.array_equal(view.mean_activation[-1], snapshot.mean_activation)
    assert np.array_equal(view.alpha[-1], alpha_spans(snapshot.prelu_alphas))


def test_elus_mean_activation_stays_nearer_to_zero_than_relus():
    def size(activation):
        trainer = Trainer(RunConfig(hidden=(32,) * 6, activation=activation, learning_rate=0.02))
        trainer.advance(600)
        return np.abs(trainer.history.view().mean_activation[-1])

    elu, relu = size("elu"), size("relu")
    assert (elu < relu).all()
    assert elu.mean() < 0.7 * relu.mean()


@pytest.mark.parametrize("config", RUNS[:2], ids=lambda c: c.activation)
def test_a_recording_gives_the_layers_back_and_goes_on_recording_them(config, tmp_path):
    trainer = Trainer(config)
    trainer.advance(150)
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([trainer]))
    (lane,) = read_recording(tmp_path / "run.actviz").lanes
    view, again = trainer.history.view(), lane.history.view()
    for name in ("update_ratio", "mean_activation", "alpha"):
        assert np.array_equal(getattr(again, name), getattr(view, name), equal_nan=True), name
