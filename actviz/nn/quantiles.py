"""Distinct values, median and quantiles are computed as in NumPy, but without importing its masked arrays.

`np.unique`, `np.median` and `np.quantile` import masked arrays at their first call, which delays the start by 20 ms.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def distinct(values: ArrayLike) -> NDArray[Any]:
    """Return the distinct values in ascending order, shape (n,)."""
    return np.unique(values, return_counts=True)[0]  # with counts NumPy does not import masked arrays


def median(values: ArrayLike) -> float:
    """Return the median; NaN if a value is NaN or there are no values."""
    ordered = np.sort(values, axis=None)  # NaN comes last
    n = len(ordered)
    if n == 0 or np.isnan(ordered[-1]):
        return float("nan")
    return float(ordered[(n - 1) // 2 : n // 2 + 1].mean())


def quantile(values: ArrayLike, share: float) -> float:
    """Return the quantile of at least one value at `share` (0 … 1), interpolated linearly.

    The values are finite or NaN; the result is NaN if any value is.
    """
    ordered = np.sort(values, axis=None)
    place = share * (len(ordered) - 1)
    low = int(place)
    if np.isnan(ordered[-1]) or place == low:
        return float(ordered[-1] if np.isnan(ordered[-1]) else ordered[low])
    return float(ordered[low] + (place - low) * (ordered[low + 1] - ordered[low]))
