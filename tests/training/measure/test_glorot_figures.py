"""Figures 6 to 8 of Glorot and Bengio (2010): five tanh layers at step 0, over ten seeds."""

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer

N_HIDDEN = 5
FIVE_LAYERS = RunConfig(dataset="digits", hidden=(64,) * N_HIDDEN, activation="tanh")
SEEDS = range(10)
LINEAR = slice(1, None)  # from the second gain on tanh is nearly a straight line; layer 1's inputs are large


def measured(initializer):
    """Return signal, backward signal and weight gradient of the hidden layers, (seeds, 3, layers)."""
    starts = [Trainer(FIVE_LAYERS.replace(initializer=initializer, seed=seed)).measure() for seed in SEEDS]
    return np.array([[s.signal, s.backward, s.gradient_rms] for s in starts])[..., :N_HIDDEN]


@pytest.fixture(scope="module")
def standard():
    return measured("pytorch")  # U(±1/√fan_in)


@pytest.fixture(scope="module")
def xavier():
    return measured("xavier_uniform")


def gains(magnitudes):
    """Return what a layer multiplies the signal and the backward signal by, (seeds, 4) each."""
    signal, backward, _ = magnitudes.transpose(1, 0, 2)
    return signal[:, 1:] / signal[:, :-1], backward[:, :-1] / backward[:, 1:]


@pytest.mark.parametrize("way", [0, 1], ids=["forward", "back"])
def test_standard_weights_multiply_both_signals_by_the_root_of_a_third_in_every_layer(standard, way):
    found = gains(standard)[way]
    assert (found < 1.0).all()
    assert found[:, LINEAR].mean() == pytest.approx(3.0**-0.5, rel=0.05)


@pytest.mark.parametrize("way", [0, 1], ids=["forward", "back"])
def test_xavier_keeps_both_signals_nearly_as_large_as_they_are(standard, xavier, way):
    found = gains(xavier)[way]
    assert (found > gains(standard)[way]).all()
    assert 0.8 < found[:, LINEAR].mean() < 1.0


@pytest.mark.parametrize("gain", [1.0, 3.0**-0.5], ids=["xavier", "standard"])
def test_the_gain_of_small_signals_is_one_with_xavier_and_the_root_of_a_third_with_standard_weights(gain):
    """Where tanh is a straight line. In layers of one width Xavier's bound is √3/√fan_in, √3 times the standard one."""
    found = []
    for seed in SEEDS:
        trainer = Trainer(FIVE_LAYERS.replace(initializer="xavier_uniform", init_scale=gain, seed=seed))
        trainer.network.weights[0][...] *= 0.01
        s = trainer.measure()
        found += [s.signal[1:N_HIDDEN] / s.signal[: N_HIDDEN - 1], s.gains[: N_HIDDEN - 1]]
    assert np.exp(np.mean(np.log(found))) == pytest.approx(gain, rel=0.06)


@pytest.mark.parametrize("kind", ["standard", "xavier"])
def test_the_weight_gradients_of_all_layers_are_within_a_factor_of_two(kind, request):
    weights = request.getfixturevalue(kind)[:, 2]
    assert (weights.max(axis=1) < 2.0 * weights.min(axis=1)).all()


def test_with_standard_weights_the_signals_fade_where_the_weight_gradients_do_not(standard):
    signal, backward, weights = standard.transpose(1, 0, 2)
    assert (signal[:, -1] < 0.12 * signal[:, 0]).all()  # 3^-2 = 0.11 over four layers
    assert (backward[:, 0] < 0.12 * backward[:, -1]).all()
    assert (weights[:, 0] > 0.5 * weights[:, -1]).all()
