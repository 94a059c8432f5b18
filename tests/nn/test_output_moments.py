"""Mean and variance of the output for a standard normal input, against closed forms and sampling-free sums."""

import math

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.output_moments import output_moments

BELL = 1 / math.sqrt(2 * math.pi)
CLOSED = {
    "identity": (0.0, 1.0),
    "relu": (BELL, 0.5 - BELL**2),
    "leaky_relu": (0.99 * BELL, (1 + 0.01**2) / 2 - (0.99 * BELL) ** 2),
    "sigmoid": (0.5, None),
    "tanh": (0.0, None),
    "softsign": (0.0, None),
    "selu": (0.0, 1.0),  # that is what its constants are made for
    "=abs(z)": (2 * BELL, 1 - (2 * BELL) ** 2),
    "=sign(z-0.3)": (math.erf(-0.3 / math.sqrt(2)), 1 - math.erf(0.3 / math.sqrt(2)) ** 2),
    "=exp(z)": (math.exp(0.5), (math.e - 1) * math.e),
    "=z**3": (0.0, 15.0),
    "=where(z > 1.2345, 1, 0)": (0.5 * math.erfc(1.2345 / math.sqrt(2)), None),
}


@pytest.mark.parametrize("key", CLOSED)
def test_mean_and_variance_are_those_of_the_closed_form(key):
    mean, variance = output_moments(ACTIVATIONS[key])
    assert mean == pytest.approx(CLOSED[key][0], abs=1e-9)
    if CLOSED[key][1] is not None:
        assert variance == pytest.approx(CLOSED[key][1], abs=1e-9)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_they_agree_with_a_fine_sum(key):
    z = np.linspace(-12, 12, 2_000_001)
    h, weights = ACTIVATIONS[key].value(z), np.exp(-z * z / 2) * BELL * (z[1] - z[0])
    mean, variance = output_moments(ACTIVATIONS[key])
    assert mean == pytest.approx(weights @ h, abs=1e-6)
    assert variance == pytest.approx(weights @ (h - mean) ** 2, abs=1e-6)


def test_they_follow_alpha():
    assert output_moments(ACTIVATIONS["leaky_relu"], 1.0) == pytest.approx((0.0, 1.0), abs=1e-9)
    assert output_moments(ACTIVATIONS["=max(z, a*z)"], 0.0) == pytest.approx(CLOSED["relu"], abs=1e-9)
