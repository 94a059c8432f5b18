"""Values that are not finite: where they came first, and the state that is kept."""

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer
from actviz.training.snapshot import Divergence

EVERYTHING = frozenset({"weights", "histograms", "unit_maps", "output_map", "confusion", "predictions"})
WILD = [
    RunConfig(learning_rate=1000),
    RunConfig(learning_rate=1000, activation="tanh"),
    RunConfig(learning_rate=3, dataset="plane", hidden=(32,) * 4),
    RunConfig(learning_rate=1000, dataset="plane", hidden=(8, 8)),
    RunConfig(learning_rate=1000, optimizer="adam", activation="prelu"),
    RunConfig(learning_rate=1000, optimizer="rmsprop", activation="leaky_relu"),
    RunConfig(learning_rate=100, activation="prelu", dataset="plane"),
    RunConfig(learning_rate=1000, momentum=0.99, activation="identity", dataset="waves"),
]


def ids(config):
    return f"{config.activation} {config.dataset} {config.optimizer} {config.learning_rate:g}"


@pytest.mark.parametrize("slice_of", [1, 7, 200])
@pytest.mark.parametrize("config", WILD, ids=ids)
def test_whatever_happens_parameters_and_loss_are_finite_after_every_slice(config, slice_of):
    for seed in range(3):
        trainer = Trainer(config.replace(seed=seed))
        while trainer.step < 60 and trainer.divergence is None:
            trainer.advance(slice_of)
            snapshot = trainer.measure(EVERYTHING)
            assert np.isfinite(trainer.network.parameters).all()
            assert np.isfinite(snapshot.loss)
            assert np.isfinite(snapshot.test_loss) or trainer.divergence is None


@pytest.mark.parametrize("config", WILD, ids=ids)
def test_the_divergence_is_the_same_however_the_steps_are_sliced(config):
    found = []
    for slice_of in (1, 7, 200):
        trainer = Trainer(config)
        while trainer.step < 200 and trainer.divergence is None:
            trainer.advance(slice_of)
        found.append((trainer.divergence, trainer.step if trainer.divergence else None))
    assert found[0] == found[1] == found[2]


def test_a_learning_rate_of_a_thousand_diverges_within_a_few_steps_and_keeps_the_last_finite_one():
    trainer = Trainer(RunConfig(learning_rate=1000, seed=3))
    taken = trainer.advance(200)
    d = trainer.divergence
    assert d is not None
    assert taken == trainer.step == d.kept_step < 20
    assert d.step == d.kept_step + 1
    assert d.learning_rate == 1000
    assert trainer.measure().gradient_verdict == "diverged"


def test_the_kept_state_is_the_one_that_the_same_run_had_at_that_step():
    diverged = Trainer(RunConfig(learning_rate=3, dataset="plane", hidden=(32,) * 4))
    diverged.advance(200)
    assert diverged.step >= 1
    short = Trainer(RunConfig(learning_rate=3, dataset="plane", hidden=(32,) * 4))
    short.advance(diverged.step)
    assert np.array_equal(diverged.network.parameters, short.network.parameters)
    assert diverged.history.view().steps[-1] == diverged.step


def test_after_a_divergence_no_step_is_taken_until_something_is_changed():
    trainer = Trainer(RunConfig(learning_rate=3, dataset="plane", hidden=(32,) * 4))
    trainer.advance(200)
    stood_at = trainer.step
    assert trainer.advance(10) == 0
    assert trainer.step == stood_at
    trainer.apply({"learning_rate": 1e-6})
    assert trainer.divergence is None
    assert trainer.config.learning_rate == 1e-6
    assert trainer.advance(10) == 10


def test_weights_of_a_thousand_that_overflow_in_layer_two_are_found_there():
    trainer = Trainer(RunConfig(hidden=(4, 4, 4), activation="identity"))
    trainer.network.weights[0][...] = 1e19
    trainer.network.weights[1][...] = 1e30
    trainer.advance(5)
    assert (trainer.divergence.layer, trainer.divergence.quantity) == (2, "pre-activation")
    assert not trainer.divergence.kept_is_finite
    assert "cannot go on" in str(trainer.divergence)


def test_an_overflow_in_the_backward_pass_alone_names_the_layer_and_keeps_the_weights():
    """Forward, tiny weights shrink what huge ones make; backward, the huge ones come first."""
    trainer = Trainer(RunConfig(hidden=(4, 4, 4), activation="identity"), data=(np.ones((8, 2)), np.arange(8) % 2))
    net = trainer.network
    for w, size in zip(net.weights, (1e-30, 1e-20, 1e25, 1e25), strict=True):
        w[...] = size * np.resize([1.0, -1.0], w.shape)
    before = net.parameters.copy()
    trainer.advance(3)
    d = trainer.divergence
    assert (d.step, d.kept_step, d.layer, d.quantity) == (1, 0, 2, "gradient")
    assert np.array_equal(trainer.network.parameters, before)
    norms = trainer.measure().gradient_norms
    assert np.isfinite(norms[2:]).all()
    assert not np.isfinite(norms[:2]).all()


def test_an_overflow_in_the_step_itself_names_the_layer_whose_weights_overflowed():
    x, y = np.full((8, 2), 1e3), np.ones(8)
    config = RunConfig(hidden=(4,), activation="identity", learning_rate=1000, batch_size=8)
    trainer = Trainer(config, data=(x, y))
    trainer.network.weights[0][...] = 0  # the loss is ½
    trainer.network.weights[1][...] = 1e33  # dJ/dW of layer 1 is 1e36: finite; a thousandfold is not
    trainer.advance(1)
    d = trainer.divergence
    assert (d.layer, d.quantity, d.step, d.kept_step) == (1, "weights", 1, 0)
    assert np.isfinite(trainer.network.parameters).all()


def test_a_learned_slope_that_overflows_is_found_in_its_layer():
    trainer = Trainer(RunConfig(hidden=(4, 4), activation="prelu"))
    trainer.advance(3)
    trainer.network.alphas[1][...] = np.inf
    trainer.advance(3)
    assert (trainer.divergence.layer, trainer.divergence.quantity) == (2, "weights")
    assert np.isfinite(trainer.network.parameters).all()


def test_a_change_just_before_the_overflow_is_kept_when_the_run_goes_back_beyond_it():
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    trainer.advance(10)
    trainer.network.weights[0][...] = np.nan
    trainer.apply({"momentum": 0.5})
    trainer.advance(1)
    assert trainer.step == 9
    assert trainer.config.momentum == 0.5
    assert np.isfinite(trainer.network.parameters).all()
    trainer.apply({"learning_rate": 0.01})
    assert trainer.advance(5) == 5


def test_a_start_that_is_not_finite_says_so_and_everything_can_still_be_measured():
    trainer = Trainer(RunConfig(init_scale=100, hidden=(32,) * 30))
    assert trainer.advance(5) == 0
    snapshot = trainer.measure(EVERYTHING)
    assert snapshot.gradient_verdict == "diverged"
    assert str(snapshot.divergence).startswith("Training cannot go on from step 0: layer ")


def test_a_diverging_run_kills_no_units_on_paper():
    """NaN is not > 0: a census of parameters that are not finite would find every ReLU dead."""
    for seed in range(5):
        trainer = Trainer(RunConfig(learning_rate=1000, optimizer="adam", seed=seed))
        for _ in range(10):
            trainer.advance(1)
        events = {e.step for e in trainer.history.events}
        assert max(events, default=0) <= trainer.step


def test_large_but_finite_weights_train_on():
    trainer = Trainer(RunConfig(hidden=(8, 8), learning_rate=1e-6))
    trainer.network.parameters[...] *= 1e3
    assert trainer.advance(20) == 20
    assert np.isfinite(trainer.measure().loss)


def test_the_sentence_names_step_layer_learning_rate_and_what_is_shown():
    text = str(Divergence(1201, 3, "gradient", 0.5, 1200))
    assert text == (
        "Training diverged at step 1,201: layer 3's gradient overflowed first, at learning rate 0.5; "
        "what is shown is the last finite state, step 1,200."
    )
