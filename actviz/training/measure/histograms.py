"""Histograms of a layer's pre-activations over all examples, in bounded memory."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.training.unit_state import LayerHistogram

BINS = 60
MOST_KEPT = 1 << 24  # values; of more, the range is found first and they are computed again to be counted


class Binning:
    """Bins `n_values` values that come a few at a time.

    Where they are too many to keep, `is_twofold`: all come once by `add`, then all again by `count`.
    """

    def __init__(self, n_values: int) -> None:
        self.is_twofold = n_values > MOST_KEPT
        self._kept: list[Floats] = []
        self._low, self._high = np.inf, -np.inf
        self._counts = np.zeros(BINS, np.int64)

    def add(self, z: Floats) -> None:
        """Take in some values; those that are not finite are left out."""
        if self.is_twofold:
            self._widen(z[np.isfinite(z)])
        else:
            self._kept.append(z.ravel().copy())

    def _widen(self, values: Floats) -> None:
        if values.size:
            self._low, self._high = min(self._low, float(values.min())), max(self._high, float(values.max()))

    def count(self, z: Floats) -> None:
        """Count some of the values, once the range of all is known."""
        values = z[np.isfinite(z)]
        if not values.size:
            return
        low, high = self._ends
        if high - low > 1e30:  # just before a divergence; float32 would overflow below
            values = values.astype(np.float64)
        bins = ((values - low) * (BINS / (high - low))).astype(np.int64)
        self._counts += np.bincount(np.minimum(bins, BINS - 1).ravel(), minlength=BINS)

    @property
    def _ends(self) -> tuple[float, float]:
        low, high = self._low, self._high
        if high - low < 1e-6 * max(1.0, abs(low)):
            return low - 0.5, high + 0.5
        return low, high

    def histogram(self, flat_fraction: float, saturated_fraction: float) -> LayerHistogram:
        """Return what was counted, with the shares of values at which the slope is zero and small."""
        if self._kept:
            values = np.concatenate(self._kept)
            self._kept = []
            self._widen(values[np.isfinite(values)])
            self.count(values)
        if self._low > self._high:
            return LayerHistogram(np.zeros(BINS, np.int64), -1.0, 1.0, 0.0, 0.0)
        return LayerHistogram(self._counts, *self._ends, flat_fraction, saturated_fraction)


def histogram(z: Floats, flat_fraction: float, saturated_fraction: float) -> LayerHistogram:
    """Return the histogram of pre-activations that are all there."""
    binning = Binning(0)
    binning.add(z)
    return binning.histogram(flat_fraction, saturated_fraction)
