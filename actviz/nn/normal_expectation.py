"""Expectations of functions of a normal variable, by adaptive Gauss-Legendre quadrature.

The first intervals end at the corners of the function, where its slope may jump, and are shorter near them.
Gauss-Hermite nodes would lose four digits at a corner, and miss the values near 0 if Z is wide. An interval is halved
until its halves agree with it, so that a function that oscillates gets as many nodes as it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.nn.quantiles import distinct

REACH = 9.0  # deviations to both sides: beyond them lies 2e-19 of a normal distribution
# Gauss-Legendre on -1 … 1 by Golub and Welsch's eigenvectors: importing numpy.polynomial would delay every start
_BESIDE = np.arange(1, 12) / np.sqrt(4.0 * np.arange(1, 12) ** 2 - 1.0)
GAUSS_NODES, _VECTORS = np.linalg.eigh(np.diag(_BESIDE, 1) + np.diag(_BESIDE, -1))
GAUSS_WEIGHTS = 2.0 * _VECTORS[0] ** 2
AROUND_CORNERS = np.concatenate([[0.0], *([-d, d] for d in 0.25 * 2.0 ** np.arange(8))])  # in z: ±¼ … ±32
AGREES = 1e-10  # of the expectation of |f|: an interval that differs less from its halves is not halved again
CONVERGED = 1e-5  # of the expectation of |f|: the sum of the differences that may remain
MOST_NODES, MOST_FIRST = 1 << 20, 1 << 13  # evaluations in all, and intervals to begin with


class NotConverged(ArithmeticError):
    """A function oscillates too fast for the quadrature; the message is a clause without a full stop."""


@np.errstate(all="ignore")  # where f leaves the float range the expectation is infinite or NaN
def normal_expectation(
    f: Callable[[Floats], Floats],
    mean: float,
    deviation: float,
    corners: Sequence[float] = (),
    widest: float = np.inf,
    reach: float = REACH,
) -> tuple[Floats, bool]:
    """Return E f(Z) for Z ~ N(mean, deviation²), (k,), and whether the quadrature converged.

    Args:
        f: takes z (n,) and returns k values at each, (k, n).
        mean: of Z.
        deviation: of Z.
        corners: the z at which f or its slope may jump, as far as they are known.
        widest: the width in z of the first intervals: f has no features so narrow but at its corners and near 0.
        reach: deviations to both sides over which f is integrated.
    """
    if deviation == 0.0 or not np.isfinite(deviation):
        return f(np.array([mean + deviation]))[:, 0], True
    n_first = int(max(4.0 * reach, min(MOST_FIRST, 2.0 * reach * deviation / widest)))
    near = (np.concatenate([corner + AROUND_CORNERS for corner in (0.0, *corners)]) - mean) / deviation
    edges = distinct(np.concatenate([np.linspace(-reach, reach, n_first + 1), near[np.abs(near) < reach]]))

    def over(low: Floats, high: Floats) -> tuple[Floats, Floats]:  # the integrals of f and |f|, (k, intervals)
        half = (high - low) / 2.0
        t = (low + half)[:, None] + half[:, None] * GAUSS_NODES
        density = half[:, None] * GAUSS_WEIGHTS * np.exp(-0.5 * t * t) / np.sqrt(2.0 * np.pi)
        values = f(mean + deviation * t.ravel()).reshape(-1, *t.shape) * density
        return values.sum(axis=2), np.absolute(values).sum(axis=2)

    low, high = edges[:-1], edges[1:]
    whole, size = over(low, high)
    total, scale, left = np.zeros(len(whole)), size.sum(axis=1, keepdims=True), MOST_NODES
    while True:
        middle = (low + high) / 2.0
        left -= 2 * len(low) * len(GAUSS_NODES)
        (lower, lower_size), (upper, upper_size) = over(low, middle), over(middle, high)
        scale = np.maximum(scale, (lower_size + upper_size).sum(axis=1, keepdims=True))
        off = np.absolute(lower + upper - whole)
        # a value that is not finite makes no interval worth halving: infinity and NaN stay what they are
        again = (off > AGREES * scale).any(axis=0) & np.isfinite(off).all(axis=0)
        total += (lower + upper)[:, ~again].sum(axis=1)
        low, middle, high = low[again], middle[again], high[again]
        if left < 4 * len(low) * len(GAUSS_NODES):
            total += (lower + upper)[:, again].sum(axis=1)
            return total, bool((off[:, again].sum(axis=1) <= CONVERGED * scale[:, 0]).all())
        if not low.size:
            return total, True
        whole = np.concatenate([lower[:, again], upper[:, again]], axis=1)
        low, high = np.concatenate([low, middle]), np.concatenate([middle, high])
