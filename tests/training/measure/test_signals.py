"""The signal forward and backward, by layer, against their definitions in float64 and against published runs."""

from contextlib import closing

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.measure.gradient_reading import Spread, signal

CASES = [
    RunConfig(hidden=(12,) * 8),
    RunConfig(hidden=(20, 10, 5), activation=("prelu", "gelu", "tanh")),
    RunConfig(hidden=(16,) * 4, activation="selu", dataset="plane"),
    RunConfig(hidden=(30, 20), dataset="digits", init_scale=3.0),
]


def by_hand(trainer, x, y, parameters):
    """Return signal and backward signal, (L,) each, in float64, of these examples with these parameters."""
    net, matrices = trainer.network, trainer.network.layout.weight_matrices(parameters.astype(np.float64))
    biases = [parameters[place].astype(np.float64) for place in net.layout.biases]
    h, zs = x.astype(np.float64), []
    for i, w in enumerate(matrices):
        zs.append(h @ w + biases[i])
        if i < len(matrices) - 1:
            alpha = None if net.alphas[i] is None else net.alphas[i][:, 0].astype(np.float64)
            h = ACTIVATIONS[trainer.config.activations[i]].value(zs[-1], alpha)
    if y.dtype.kind == "i":
        shares = np.exp(zs[-1] - zs[-1].max(axis=1, keepdims=True))
        delta = shares / shares.sum(axis=1, keepdims=True) - np.eye(zs[-1].shape[1])[y]
    else:
        delta = zs[-1] - y
    deltas = [delta]
    for i in range(len(matrices) - 2, -1, -1):
        alpha = None if net.alphas[i] is None else net.alphas[i][:, 0].astype(np.float64)
        slope = ACTIVATIONS[trainer.config.activations[i]].slope(zs[i], alpha)
        deltas.insert(0, deltas[0] @ matrices[i + 1].T * slope)
    signals = [np.sqrt((z.std(axis=0) ** 2).mean()) for z in zs]
    return np.array(signals), np.array([np.sqrt((d**2).mean()) for d in deltas])


@pytest.mark.parametrize("config", CASES, ids=lambda c: f"{c.activation}-{c.dataset}")
def test_at_step_0_both_signals_are_those_of_the_whole_training_set(config):
    trainer = Trainer(config)
    snapshot = trainer.measure()
    signals, backward = by_hand(trainer, trainer.train_x, trainer.train_y, trainer.network.parameters)
    np.testing.assert_allclose(snapshot.signal, signals, rtol=1e-4)
    np.testing.assert_allclose(snapshot.backward, backward, rtol=1e-4)


def test_after_a_step_both_signals_are_those_of_its_batch_and_the_parameters_before_it():
    config = RunConfig(hidden=(12, 9), batch_size=400, test_fraction=0.2)  # the batch is the whole training set
    trainer = Trainer(config)
    before = trainer.network.parameters.copy()
    trainer.advance(1)
    snapshot = trainer.measure()
    signals, backward = by_hand(trainer, trainer.train_x, trainer.train_y, before)
    np.testing.assert_allclose(snapshot.signal, signals, rtol=1e-4)
    np.testing.assert_allclose(snapshot.backward, backward, rtol=1e-4)


def test_the_backward_signal_of_a_batch_does_not_depend_on_its_size():
    def backward(batch_size):
        trainer = Trainer(RunConfig(hidden=(12, 9), batch_size=batch_size, n_examples=2000))
        trainer.advance(1)
        return trainer.measure().backward

    np.testing.assert_allclose(backward(1600), backward(200), rtol=0.3)


def test_neighbouring_layers_backward_signals_have_the_gain_as_their_ratio():
    trainer = Trainer(RunConfig(hidden=(16,) * 6, activation="tanh"))
    trainer.advance(30)
    s = trainer.measure()
    widths = np.array(trainer.network.sizes[1:])
    np.testing.assert_allclose(s.backward[:-1] / s.backward[1:] * np.sqrt(widths[:-1] / widths[1:]), s.gains, rtol=1e-5)


def test_a_signal_beside_a_large_mean_keeps_its_digits_in_chunks_as_at_once():
    draw = np.random.default_rng(0)
    z = 1e6 + draw.normal(size=(7, 1000)) * np.arange(1, 8)[:, np.newaxis]
    spread = Spread(7)
    for start in range(0, 1000, 130):
        spread.add(z[:, start : start + 130])
    true = np.sqrt((z.std(axis=1) ** 2).mean())
    assert spread.value == pytest.approx(true, rel=1e-9)
    assert signal(z) == pytest.approx(true, rel=1e-9)


def test_examples_that_a_layer_does_not_tell_apart_have_no_signal_there():
    trainer = Trainer(RunConfig(hidden=(6, 6), initializer="zeros"))
    snapshot = trainer.measure()
    assert snapshot.signal.tolist() == [0.0, 0.0, 0.0]
    assert np.isnan(snapshot.forward_ratio)
    assert snapshot.backward[-1] > 0.0
    assert snapshot.backward_ratio == 0.0


def test_where_signal_and_gradient_fade_alike_all_weight_gradients_are_equal_and_only_the_signals_show_it():
    """Glorot and Bengio 2010, eq. 14: a weight's gradient is the signal forward times the signal back."""
    config = RunConfig(
        dataset="digits", hidden=(64,) * 20, activation="tanh", initializer="xavier_normal", init_scale=0.5
    )
    snapshot = Trainer(config).measure()
    assert 0.1 < snapshot.first_last_ratio < 10.0
    assert snapshot.backward_ratio < 1e-4
    assert snapshot.forward_ratio < 1e-4


def test_a_signal_that_overflows_is_measured_without_a_warning():
    trainer = Trainer(RunConfig(hidden=(4, 4), learning_rate=1000.0, init_scale=100.0))
    trainer.advance(20)
    assert len(trainer.measure().signal) == 3


def test_the_record_holds_both_signals_at_the_steps_of_its_results():
    config = RunConfig(hidden=(12, 9), batch_size=400, test_fraction=0.2)  # the batch is the whole training set
    trainer = Trainer(config)
    trainer.advance(300)
    view = trainer.history.view()
    assert view.signal.shape == view.backward.shape == (len(view.census_steps), 3)
    step = int(view.census_steps[-1])
    assert step > 1
    again = Trainer(config)
    again.advance(step)
    found = by_hand(again, again.train_x, again.train_y, again.network.parameters)
    np.testing.assert_allclose(view.signal[-1], found[0], rtol=1e-4)
    np.testing.assert_allclose(view.backward[-1], found[1], rtol=1e-4)
    np.testing.assert_allclose(view.signal[0], Trainer(config).measure().signal, rtol=1e-12)


def test_a_recording_gives_the_signals_back(tmp_path):
    trainer = Trainer(RunConfig(hidden=(6, 6), n_examples=60))
    trainer.advance(150)
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([trainer]))
    (lane,) = read_recording(tmp_path / "run.actviz").lanes
    view, again = trainer.history.view(), lane.history.view()
    assert np.array_equal(again.signal, view.signal)
    assert np.array_equal(again.backward, view.backward)
