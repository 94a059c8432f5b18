import math

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.born_dead import born_dead_bounds, expected_dead_shares, is_relu
from actviz.nn.theory import LayerPrior

SIMULATED = {2: 0.873, 3: 0.579, 4: 0.296, 5: 0.131, 8: 0.0089, 10: 0.0015}  # ten layers, no biases, one input


@pytest.mark.parametrize("width", SIMULATED)
def test_the_bounds_hold_what_was_simulated(width):
    lower, upper = born_dead_bounds(width, 10)
    assert lower <= SIMULATED[width] <= upper


def test_one_hidden_layer_is_dead_when_all_its_units_are_off_on_one_side_at_most():
    assert born_dead_bounds(3, 1) == (0.0, 0.0)
    lower, upper = born_dead_bounds(3, 2)
    assert 0.0 <= lower <= upper == pytest.approx(2.0**-3)


def test_deeper_and_narrower_networks_are_born_dead_more_often():
    for bound in (0, 1):
        deeper = [born_dead_bounds(4, layers)[bound] for layers in (3, 10, 30, 100)]
        wider = [born_dead_bounds(width, 10)[bound] for width in (2, 4, 8, 64, 4096)]
        assert deeper == sorted(deeper)
        assert wider == sorted(wider, reverse=True)


def he(n, width=100):
    return [LayerPrior(width, width, 2 / width)] * n


def test_a_single_example_leaves_half_of_all_units_off():
    assert expected_dead_shares(1.0, 1.0, 1, he(4)) == pytest.approx([0.5] * 4)
    assert expected_dead_shares(1.0, 1.0, 1000, he(1)) == pytest.approx([0.5], abs=1e-3)


def test_independent_examples_must_all_be_off():
    assert expected_dead_shares(1.0, 0.0, 5, he(1)) == pytest.approx([0.5**5], rel=1e-6)


@pytest.mark.parametrize("cosine", [0.0, 0.3, 0.9])
def test_two_examples_are_both_off_as_often_as_the_angle_between_them_says(cosine):
    """Sheppard 1899: P = ¼ + arcsin(c) / 2π; and He's ReLU layers map c by the arc-cosine kernel."""
    c, expected = cosine, []
    for _ in range(5):
        expected.append(0.25 + math.asin(c) / (2 * math.pi))
        c = (math.sqrt(1 - c * c) + c * (math.pi - math.acos(c))) / math.pi
    assert expected_dead_shares(1.0, cosine, 2, he(5)) == pytest.approx(expected, rel=1e-5)


def test_shared_biases_switch_units_off_together():
    """Brute force: correlated normal pre-activations, two layers with random and shifted biases."""
    layers = [LayerPrior(400, 400, 1 / 400, 0.3, -0.5), LayerPrior(400, 400, 1 / 400, 0.3, -0.5)]
    rng, n = np.random.default_rng(0), 6
    x = rng.normal(size=(n, 400)) + 1.0  # mean square 2, cosine ½
    dead = np.zeros(2)
    for _ in range(60):
        h = x
        for i, prior in enumerate(layers):
            z = h @ rng.normal(0, 1 / 20, (400, 400)) + rng.normal(prior.bias_mean, math.sqrt(0.3), 400)
            dead[i] += (z <= 0).all(axis=0).mean() / 60
            h = np.maximum(z, 0)
    assert expected_dead_shares(2.0, 0.5, n, layers) == pytest.approx(dead, rel=0.05)


def test_without_weights_the_biases_alone_decide():
    silent = LayerPrior(5, 5, 0.0)
    assert expected_dead_shares(1.0, 0.0, 9, [silent, silent]) == [1.0, 1.0]
    assert expected_dead_shares(1.0, 0.0, 9, [LayerPrior(5, 5, 0.0, 0.0, 1.0)]) == [0.0]


def test_signals_that_leave_the_range_of_numbers_change_no_share():
    loud = [LayerPrior(100, 100, 2e4 / 100)] * 200
    assert expected_dead_shares(1.0, 0.3, 50, loud) == pytest.approx(expected_dead_shares(1.0, 0.3, 50, he(200)))


def test_relu_is_known_by_what_it_does():
    assert [key for key, activation in ACTIVATIONS.items() if is_relu(activation)] == ["relu"]
    without_slope = {key for key, activation in ACTIVATIONS.items() if is_relu(activation, 0.0)}
    assert without_slope == {"relu", "leaky_relu", "prelu", "elu"}
    assert is_relu(ACTIVATIONS["=max(z, a*z)"], 0.0)
    assert is_relu(ACTIVATIONS["=relu(z)"])
    assert not is_relu(ACTIVATIONS["=max(z, a*z)"], 0.1)
    assert not is_relu(ACTIVATIONS["=where(z>0, z*z, 0)"])
