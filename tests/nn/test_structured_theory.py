"""Mean-field theory with normalisation and skips, against wide networks drawn at random."""

from itertools import pairwise
from math import pi, sqrt

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import Architecture
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import loss_for
from actviz.nn.network import Network
from actviz.nn.structured_theory import structured_mean_field, why_no_theory
from actviz.nn.theory import LayerPrior

WIDTH, BATCH, DEPTH, N_IN = 256, 192, 9, 100
SIZES = (N_IN, *[WIDTH] * DEPTH, 10)
HE = INITIALIZERS["he_normal"]
PRIORS = [LayerPrior(a, b, HE.variances(a, b, 0.0)[0]) for a, b in pairwise(SIZES)]
X = np.random.default_rng(0).normal(size=(BATCH, N_IN))
Y = np.random.default_rng(1).integers(0, 10, BATCH)


def predicted(activation, architecture):
    spread = float((X**2).mean()), float(X.mean()), float(X.var(axis=0).mean())
    functions = [ACTIVATIONS[activation]] * DEPTH
    return structured_mean_field(spread, PRIORS, functions, [None] * DEPTH, architecture, SIZES)


def measured_chi(activation, architecture):
    """Return ‖δ_l‖² / ‖δ_{l+1}‖² of each hidden layer, the geometric mean over some draws."""
    logs = []
    for draw in range(4):
        network = Network(
            SIZES, [ACTIVATIONS[activation]] * DEPTH, loss_for("classification", None), "float64",
            architecture=architecture,
        )  # fmt: skip
        network.initialize(HE, np.random.default_rng(draw), 1.0, 0.0)
        passes = network.propagation(BATCH)
        passes.inputs[...], passes.target[...] = X.T, network.encode(Y)
        passes.run()
        logs.append(np.log(np.diff([0.0, *np.cumsum([(d**2).sum() for d in passes.delta])])))
    course = np.mean(logs, axis=0)
    return np.exp(course[:-1] - course[1:])


def test_relu_with_batch_normalisation_explodes_as_published():
    # Yang et al. 2019: √(π/(π - 1)) = 1.211 for the gradient
    chi = predicted("relu", Architecture("batch")).chi
    assert np.sqrt(chi[1:-1]) == pytest.approx(sqrt(pi / (pi - 1.0)), rel=1e-6)
    assert np.sqrt(measured_chi("relu", Architecture("batch"))[1:-1]).mean() == pytest.approx(1.211, rel=0.01)


@pytest.mark.parametrize("architecture", [
    Architecture("batch"), Architecture("layer"), Architecture("rms"),
    Architecture("batch", "after"), Architecture("layer", "after"), Architecture("rms", "after"),
    Architecture(residual=1), Architecture(residual=2, residual_scale="depth"),
    Architecture("batch", residual=1), Architecture("layer", "after", residual=2),
], ids=str)  # fmt: skip
def test_the_gradient_changes_from_layer_to_layer_as_predicted(architecture):
    field = predicted("tanh", architecture)
    inner = slice(1, -2)
    np.testing.assert_allclose(measured_chi("tanh", architecture)[inner], field.chi[inner], rtol=0.12)


def test_layer_normalisation_lets_relu_keep_its_gradient():
    assert predicted("relu", Architecture("layer")).chi[1:-1] == pytest.approx(1.0)


def test_skips_multiply_by_one_plus_chi():
    # the skip gives 1, the branch He's gain of 2
    chi = predicted("identity", Architecture(residual=1)).chi
    assert chi[2:-2] == pytest.approx(3.0)


@pytest.mark.parametrize("architecture", [
    Architecture(residual=1, residual_place="before"), Architecture(residual=1, residual_scale="learned"),
], ids=str)  # fmt: skip
def test_where_no_theory_is_known_there_is_a_reason(architecture):
    assert why_no_theory(architecture, SIZES, PRIORS, (1.0, 1.0))
    assert not why_no_theory(Architecture(residual=1), SIZES, PRIORS, (1.0, 1.0))


def test_batch_normalisation_after_the_activation_needs_centred_inputs():
    after = Architecture("batch", "after")
    assert not why_no_theory(after, SIZES, PRIORS, (1.0, 1.0))
    assert why_no_theory(after, SIZES, PRIORS, (1.5, 1.0))


def test_skips_over_different_widths_have_no_theory():
    projected = Architecture(residual=1, residual_path="projection")
    assert why_no_theory(projected, (4, 8, 6, 2), [], (1.0, 1.0))
