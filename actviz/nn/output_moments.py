"""Output moments are the mean and variance of an activation's output for standard normal input."""

from __future__ import annotations

import numpy as np

from actviz.nn.activation import Activation
from actviz.nn.normal_expectation import normal_expectation

REACH = 12.0  # the density beyond is below 1e-31: steep functions have their variance far out


def output_moments(activation: Activation, alpha: float | None = None) -> tuple[float, float]:
    """Return E[φ(z)] and Var[φ(z)] for z ~ N(0, 1); NaN where φ oscillates too fast for the quadrature.

    Accurate to 1e-9 for the built-in functions.
    """
    rule = 0.0, 1.0, activation.corners(alpha), activation.feature_width, REACH
    mean, converged = normal_expectation(lambda z: activation.value(z, alpha)[None], *rule)
    variance, also = normal_expectation(lambda z: (activation.value(z, alpha)[None] - mean) ** 2, *rule)
    return (float(mean[0]), float(variance[0])) if converged and also else (np.nan, np.nan)
