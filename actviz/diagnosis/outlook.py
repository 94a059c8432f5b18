"""The outlook of a configuration: whether, by theory, its network would pass the gradient on at the start."""

from __future__ import annotations

from functools import lru_cache
from math import exp, inf, log, log10

import numpy as np

from actviz.diagnosis.theory_at_step_0 import below_zero_slopes
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.normal_expectation import NotConverged
from actviz.nn.theory import moments
from actviz.training.config.config import RunConfig

LEAST, MOST = 0.05, 70.0  # layer 1's backward signal over the last hidden layer's
STEP = 0.05  # of ln q: variances are rounded so, as the moments of a layer take a millisecond


def passes_gradient_on(config: RunConfig) -> bool:
    """Return whether theory lets layer 1 get between LEAST and MOST of the last layer's backward signal.

    True where no theory holds.
    """
    if not config.draws_weights or not config.architecture.is_plain:
        return True
    network = config.hidden, config.activations, config.alpha
    decades = backward_decades(*network, config.initializer, config.init_scale, config.bias_init, config.bias_spread)
    return decades is None or log10(LEAST) < decades < log10(MOST)


def is_linear(config: RunConfig) -> bool:
    """Return whether no layer has an activation that bends."""
    if config.normalization in ("layer", "rms"):  # which divide each example by a number of its own
        return False
    kinds = [ACTIVATIONS[key] for key in config.activations]
    return all(kind.piecewise_linear and not kind.rectifier for kind in kinds) and not any(config.can_die)


@lru_cache(maxsize=1024)
def backward_decades(
    hidden: tuple[int, ...],
    activations: tuple[str, ...],
    alpha: float | None,
    initializer: str,
    scale: float,
    bias: float,
    bias_spread: float = 0.0,
) -> float | None:
    """Return log10 of layer 1's backward signal over that of the last layer, for inputs of mean square 1.

    It is mean-field theory's, less what layers of rectifiers lose by being narrow: ln of the square of the gradient
    varies by about 5/(max(N, 6) - 4) a layer of N units, and its mean is lower by half of that (Sussillo and Abbott
    2014). None where the theory does not hold for the initializer, or a function of the user's own.
    """
    variances = INITIALIZERS[initializer].variances
    if variances is None or any(key.startswith("=") for key in activations):
        return None
    slopes = below_zero_slopes(RunConfig(hidden=hidden, activation=activations, alpha=alpha))
    gains = []
    for n_in, n_out, slope in zip((hidden[0], *hidden), hidden, slopes, strict=False):
        gains.append(variances(n_in, n_out, slope)[0] * n_in * scale**2)
    square, decades = 1.0, 0.0
    for layer, (key, gain, n) in enumerate(zip(activations, gains, hidden, strict=True)):
        q = gain * square + bias_spread**2
        if not 0.0 < q < inf:
            return -inf if q == 0.0 else inf
        found = _moments(key, round(log(q) / STEP), bias, alpha)
        if found is None:
            return None
        square, slope = found
        chi = slope * (gains[layer + 1] if layer + 1 < len(gains) else 1.0)
        if not (np.isfinite(chi) and np.isfinite(square)):
            return inf
        if chi <= 0.0:
            return -inf
        decades += 0.5 * log10(chi)
        if ACTIVATIONS[key].rectifier:
            decades -= 5.0 / (max(n, 6) - 4) / 4.0 / log(10.0)
    return float(decades)


@lru_cache(maxsize=4096)
def _moments(key: str, place: int, bias: float, alpha: float | None) -> tuple[float, float] | None:
    """Return the mean squares of φ and φ′ at the variance exp(STEP · place), None if an integral does not converge."""
    kind = ACTIVATIONS[key]
    try:
        with np.errstate(all="ignore"):
            return moments(kind, exp(STEP * place), bias, alpha if kind.alpha is not None else None)
    except NotConverged:
        return None
