"""Output moments are the mean and variance of an activation's output for standard normal input."""

from __future__ import annotations

import numpy as np

from actviz.nn.activation import Activation
from actviz.nn.quantiles import distinct

LIMIT, PANEL = 12.0, 0.5  # the density beyond is below 1e-31; panels have this width and end at every corner
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)


def output_moments(activation: Activation, alpha: float | None = None) -> tuple[float, float]:
    """Return E[φ(z)] and Var[φ(z)] for z ~ N(0, 1), by Gauss-Legendre quadrature between the corners.

    Accurate to 1e-9 for the built-in functions: the function is smooth within each panel.
    """
    corners = [z for z in activation.corners(alpha) if abs(z) < LIMIT]
    edges = distinct(np.concatenate((np.arange(-LIMIT, LIMIT + PANEL, PANEL), corners)))
    half = np.diff(edges) / 2.0
    z = (edges[:-1] + half)[:, None] + half[:, None] * _NODES
    weights = half[:, None] * _WEIGHTS * np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi)
    h = activation.value(z, alpha)
    mean = float((weights * h).sum())
    return mean, float((weights * (h - mean) ** 2).sum())
