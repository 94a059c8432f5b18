"""A histogram's bars, wide enough to be seen at the scale of the axis that they are on."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.training.unit_state import LayerHistogram

LEAST_BAR_PX = 1.75
LEAST_ALONE_PX = 3.5  # all values in one bar
NEAR_PX = 4.0  # a pointer this near to a bar is on it


def wide_bins(histogram: LayerHistogram, z_per_px: float) -> tuple[Floats, NDArray[Any]]:
    """Return the edges and counts of bars that are wide enough; each counts as many whole bins as it must.

    Where all of them would be narrower than one bar, that one is centred on their middle and counts everything.
    """
    n, low, high = len(histogram.counts), histogram.low, histogram.high
    least = LEAST_BAR_PX * z_per_px
    together = next((k for k in range(1, n) if n % k == 0 and k * (high - low) >= n * least), n)
    counts = histogram.counts.reshape(-1, together).sum(axis=1)
    if together == n:
        half = max(high - low, LEAST_ALONE_PX * z_per_px) / 2.0
        low, high = (low + high) / 2.0 - half, (low + high) / 2.0 + half
    return np.linspace(low, high, len(counts) + 1), counts


def bar_near(edges: Floats, counts: NDArray[Any], z: float, z_per_px: float) -> int | None:
    """Return the bar at z, or the nearest one with a count a few pixels away; None where there is neither."""
    inside = int(np.searchsorted(edges, z, side="right")) - 1
    if 0 <= inside < len(counts) and counts[inside]:
        return inside
    filled = np.flatnonzero(counts)
    away = np.maximum(edges[filled] - z, z - edges[filled + 1])
    if len(filled) and float(away.min()) <= NEAR_PX * z_per_px:
        return int(filled[away.argmin()])
    return inside if 0 <= inside < len(counts) else None
