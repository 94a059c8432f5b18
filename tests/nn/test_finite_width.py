"""The published distribution of the gradient over draws of narrow ReLU networks (Sussillo and Abbott 2014)."""

from itertools import islice

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.finite_width import drawn_networks, log10_gradient
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import loss_for
from actviz.nn.network import Network
from actviz.nn.norms import norm

N_DRAWS, DEPTH = 400, 20
# inputs so small that all classes are equally likely: else the loss's gradient depends on the output layer's weights
X, Y = np.random.default_rng(1).normal(size=(1, 12)) * 1e-3, np.array([0])


def network(width, n_inputs=12):
    sizes = (n_inputs, *(width,) * DEPTH)
    return Network(sizes, [ACTIVATIONS["relu"]] * (DEPTH - 1), loss_for("classification", None), "float64")


def draws(width, seed=0):
    made = network(width)
    rng = np.random.default_rng(seed)
    return made, islice(drawn_networks(made, INITIALIZERS["he_normal"], 1.0, 0.0, X, Y, rng), N_DRAWS)


@pytest.mark.parametrize(("width", "mean", "deviation"), [(12, -2.28, 1.71), (32, -0.83, 0.92)])
def test_he_loses_gradient_in_narrow_layers_as_published_where_theory_expects_none_to_be_lost(width, mean, deviation):
    """Within three standard errors of the published mean and deviation of ln(|δ₁|/|δ₂₀|)."""
    norms = np.array([[norm(passes.delta[0]), norm(passes.delta[-1])] for passes in draws(width)[1]])
    norms = norms[norms[:, 0] > 0.0]
    logs = np.log(norms[:, 0] / norms[:, 1])
    assert len(logs) > 0.97 * N_DRAWS  # a layer of 12 is dead once in 2¹² draws
    assert logs.mean() == pytest.approx(mean, abs=3.0 * deviation / N_DRAWS**0.5)
    assert logs.std() == pytest.approx(deviation, abs=3.0 * deviation / (2.0 * N_DRAWS) ** 0.5)
    assert logs.mean() < -5.0 * deviation / N_DRAWS**0.5  # mean field says 0


def test_the_gradients_are_relative_to_the_output_layers():
    made, drawn = draws(12)
    for _ in islice(drawn, 5):
        rms = np.array([np.sqrt((g**2).mean()) for g in made.weight_gradients])
        assert log10_gradient(made) == pytest.approx(np.log10(rms / rms[-1]))


def test_a_network_without_any_gradient_has_no_ratios():
    made = network(12)
    next(drawn_networks(made, INITIALIZERS["zeros"], 1.0, 0.0, X, Y, np.random.default_rng(0)))
    assert np.isnan(log10_gradient(made)).all()


def test_he_draws_for_the_slopes_that_are_given():
    made, slopes = network(200, n_inputs=12), [3.0] * (DEPTH - 1)
    rng = np.random.default_rng(0)
    next(drawn_networks(made, INITIALIZERS["he_normal"], 1.0, 0.0, X, Y, rng, slopes))
    assert made.weights[1].var() == pytest.approx(2.0 / (1.0 + 3.0**2) / 200, rel=0.05)
