"""Distinct values, median and quantiles: as NumPy has them, without its masked arrays.

`np.unique`, `np.median` and `np.quantile` import them at their first call, to ask whether they were given one: some
20 ms of a start.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def distinct(values: ArrayLike) -> NDArray[Any]:
    """Return the distinct values in ascending order, shape (n,)."""
    return np.unique(values, return_counts=True)[0]  # with counts it does not ask


def median(values: ArrayLike) -> float:
    """Return the median; NaN where one of the values is, and of none."""
    ordered = np.sort(values, axis=None)  # NaN comes last
    n = len(ordered)
    if n == 0 or np.isnan(ordered[-1]):
        return float("nan")
    return float(ordered[(n - 1) // 2 : n // 2 + 1].mean())


def quantile(values: ArrayLike, share: float) -> float:
    """Return what a share (0 … 1) of the values, one at least, lies below, interpolated linearly.

    The values are finite, or NaN, of which NaN comes.
    """
    ordered = np.sort(values, axis=None)
    place = share * (len(ordered) - 1)
    low = int(place)
    if np.isnan(ordered[-1]) or place == low:
        return float(ordered[-1] if np.isnan(ordered[-1]) else ordered[low])
    return float(ordered[low] + (place - low) * (ordered[low + 1] - ordered[low]))
