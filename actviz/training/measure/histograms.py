"""Histograms of pre-activations, in bounded memory: a layer's in fixed bins, a unit's between its own ends."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.training.unit_state import LayerHistogram

REACH = 6.0  # the layers' bins divide -REACH … REACH; one more at each end counts all beyond
PER_UNIT = 4  # bins for one unit of z
LAYER_BINS = round(2 * REACH * PER_UNIT) + 2
BINS = 60  # of a unit's histogram


class Binning:
    """Counts a layer's pre-activations that come a few at a time."""

    def __init__(self) -> None:
        self._counts = np.zeros(LAYER_BINS, np.int64)

    def add(self, z: Floats) -> None:
        """Take in some values; those that are not finite are left out."""
        with np.errstate(over="ignore", invalid="ignore"):
            found = z.ravel() if np.isfinite(z.sum()) else z[np.isfinite(z)]
            bins = found * PER_UNIT
            bins += LAYER_BINS / 2
        np.clip(bins, 0, LAYER_BINS - 1, out=bins)
        self._counts += np.bincount(bins.astype(np.intp), minlength=LAYER_BINS)

    def histogram(self, flat_fraction: float, saturated_fraction: float) -> LayerHistogram:
        """Return what was counted, with the shares of values at which the slope is zero and small."""
        end = REACH + 1.0 / PER_UNIT
        return LayerHistogram(self._counts, -end, end, flat_fraction, saturated_fraction)


def histogram(z: Floats, flat_fraction: float, saturated_fraction: float) -> LayerHistogram:
    """Return the histogram of one unit's pre-activations, between the least and the greatest of them."""
    values = z[np.isfinite(z)].astype(np.float64)
    if not values.size:
        return LayerHistogram(np.zeros(BINS, np.int64), -1.0, 1.0, 0.0, 0.0)
    low, high = float(values.min()), float(values.max())
    if high - low < 1e-6 * max(1.0, abs(low)):
        low, high = low - 0.5, high + 0.5
    bins = ((values - low) * (BINS / (high - low))).astype(np.int64)
    counts = np.bincount(np.minimum(bins, BINS - 1), minlength=BINS)
    return LayerHistogram(counts, low, high, flat_fraction, saturated_fraction)
