"""The factors obey an identity, and the gradient's change is attributed to slopes, weights or both."""

import math

import numpy as np
import pytest

from actviz.diagnosis.gradient_attribution import attribution, decades, layer_sentence, running_decades
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import factor_text
from actviz.training import RunConfig, Trainer


def norms_of_delta(trainer):
    """Return ‖δ_1‖ and ‖δ_L‖ of the latest batch, or of the whole set without one, by NumPy's own norm."""
    passes = trainer._state.stepper.passes
    if trainer.measure().whole_gradient:  # before the first step, and where a divergence was taken back
        passes = trainer.network.propagation(len(trainer.train_x))
        passes.inputs[...], passes.target[...] = trainer._state.train
        passes.run()
    return tuple(np.linalg.norm(passes.delta[i].astype(np.float64)) for i in (0, -1))


@pytest.mark.parametrize("depth", [1, 4, 20, 40])
@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_first_delta_is_the_last_times_all_factors_to_1e_5_in_float32(key, depth):
    trainer = Trainer(RunConfig(hidden=(10,) * depth, activation=key, learning_rate=1e-3, n_examples=200))
    for n_steps in (0, 1, 30):
        trainer.advance(n_steps)
        snapshot = trainer.measure()
        first, last = norms_of_delta(trainer)
        assert first == pytest.approx(last * np.prod(snapshot.weight_factors * snapshot.slope_factors), rel=1e-5)
        assert first == pytest.approx(last * np.prod(snapshot.gains), rel=1e-5)


def test_the_identity_holds_where_the_squares_of_a_float32_gradient_are_zero():
    trainer = Trainer(RunConfig(hidden=(8,) * 40, activation="sigmoid", initializer="xavier_normal"))
    for n_steps in (0, 10):
        trainer.advance(n_steps)
        first, last = norms_of_delta(trainer)
        assert 0.0 < first < 1e-23, "its square is zero in float32"
        assert np.float32(first) ** 2 == 0.0
        assert first == pytest.approx(last * np.prod(trainer.measure().gains), rel=1e-5)


def test_a_slope_factor_never_exceeds_the_largest_slope():
    for key, activation in ACTIVATIONS.items():
        snapshot = Trainer(RunConfig(hidden=(10,) * 4, activation=key)).measure()
        assert (snapshot.slope_factors <= activation.max_slope() * (1 + 1e-6)).all()


def test_the_running_product_is_the_ratio_of_delta_norms():
    trainer = Trainer(RunConfig(hidden=(10,) * 6, activation="tanh"))
    deltas = np.array(trainer._state.last_step.gradient().delta_norms)
    expected = np.log10(deltas[:-1] / deltas[-1])
    np.testing.assert_allclose(running_decades(trainer.measure().gains), expected, atol=1e-12)


def test_twenty_sigmoid_layers_shrink_the_gradient_by_their_slopes():
    trainer = Trainer(RunConfig(hidden=(32,) * 20, activation="sigmoid", initializer="xavier_normal"))
    s = trainer.measure()
    found = attribution(s.weight_factors, s.slope_factors)
    assert found.attributed_to == "slopes"
    assert found.slope_decades < 20 * math.log10(0.25) + 1e-6, "each slope is 0.25 at most"
    assert found.total_decades == pytest.approx(running_decades(s.gains)[0])
    assert factor_text(found.slope_decades) in str(found)
    assert all(factor_text(found.slope_decades) in text for text in found.shorter)


def test_shrinking_is_attributed_to_small_weights_where_the_slopes_are_1():
    s = Trainer(RunConfig(hidden=(16,) * 10, activation="identity", init_scale=0.1)).measure()
    found = attribution(s.weight_factors, s.slope_factors)
    assert (found.attributed_to, found.slope_decades) == ("weights", 0.0)
    assert found.shrinks


def test_growth_is_attributed_to_large_weights_although_slopes_work_against_it():
    found = attribution(np.full(5, 20.0), np.full(5, 0.5))
    assert found.attributed_to == "weights"
    assert not found.shrinks
    assert found.total_decades == pytest.approx(5.0)


def test_shrinking_is_attributed_to_both_when_each_has_a_share():
    found = attribution(np.array([0.1, 0.2, 0.2]), np.array([0.2, 0.1, 0.25]))
    assert found.attributed_to == "both"
    assert found.worst == (1, 2, 3)


def test_a_gradient_that_about_keeps_its_size_is_attributed_to_neither():
    found = attribution(np.array([2.0, 1.0]), np.array([0.5, 0.6]))
    assert found.attributed_to == "none"
    assert all(number in str(found) for number in ("0.6", "0.3", "2"))
    assert all(number in found.shorter[0] for number in ("×0.6", "slopes ×0.3", "weights ×2"))


def test_the_worst_layers_come_worst_first():
    assert attribution(np.ones(4), np.array([0.2, 0.01, 0.3, 0.05])).worst == (2, 4, 1)


def test_a_dead_layer_is_named_and_the_layers_below_it_are_not():
    trainer = Trainer(RunConfig(hidden=(6, 6, 6, 6)))
    trainer.network.weights[2][...], trainer.network.biases[2][...] = 0, -1
    trainer.network.biases[3][...] = 0.5  # alive, although nothing comes to it
    s = trainer.measure()
    found = attribution(s.weight_factors, s.slope_factors)
    assert (found.stopped_at, found.attributed_to, found.worst) == (3, "slopes", (3,))
    assert found.total_decades == -math.inf
    assert "all slopes of layer 3 are 0" in str(found)
    assert (running_decades(s.gains)[:3] == -math.inf).all()


def test_weights_of_zero_stop_the_gradient():
    s = Trainer(RunConfig(hidden=(4, 4), initializer="zeros")).measure()
    found = attribution(s.weight_factors, s.slope_factors)
    assert (found.stopped_at, found.attributed_to) == (2, "weights")
    assert "weights of layer 3" in str(found)


def test_factors_that_are_not_finite_are_an_overflow():
    found = attribution(np.array([1.0, np.inf, 1.0]), np.array([1.0, np.nan, 1.0]))
    assert (found.attributed_to, found.worst) == ("overflow", (2,))
    assert "overflows" in str(found)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.25**20, "9.1·10⁻¹³"),
        (0.41, "0.41"),
        (1.0, "1"),
        (12.34, "12"),
        (123.4, "123"),
        (9.99e-6, "1.0·10⁻⁵"),
        (1500.0, "1.5·10³"),
        (0.0, "0"),
        (np.inf, "infinite"),
    ],
)
def test_factors_are_written_so_that_they_can_be_read(value, text):
    assert factor_text(float(decades(np.array(value)))) == text


@pytest.mark.parametrize(
    ("weight", "slope", "text"),
    [
        (0.22, 0.19, "layer 3 passes on 4.2 % of the gradient: slopes 0.19, weights 0.22"),
        (2.0, 0.9, "layer 3 makes the gradient 1.8 times as large: slopes 0.9, weights 2"),
        (1.0, 1.0, "layer 3 passes on 100 % of the gradient: slopes 1, weights 1"),
        (1.0, 2e-6, "layer 3 passes on 2.0·10⁻⁶ of the gradient: slopes 2.0·10⁻⁶, weights 1"),
        (1.0, 0.0, "layer 3 passes on nothing: all its slopes are 0 where gradient comes"),
        (0.0, 0.0, "no gradient comes to layer 3"),
        (np.nan, 1.0, "in layer 3 the gradient overflows"),
    ],
)
def test_a_layer_is_told_in_a_sentence_with_its_numbers(weight, slope, text):
    assert layer_sentence(3, weight, slope) == text
