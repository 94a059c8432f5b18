"""Unit census: the state of every hidden unit over all examples. `units.liveness` follows only which are dead."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats, Ints
from actviz.nn.activation import SATURATED_BELOW
from actviz.nn.network import Network
from actviz.training.measure.histograms import Binning
from actviz.training.unit_state import LayerHistogram, UnitCensus

DORMANT_BELOW = 0.025  # τ of Sokar et al. 2023


class Tally:
    """Sums over examples for one hidden layer; `binning` is for its pre-activations' histogram."""

    def __init__(self, network: Network, i: int, binning: Binning | None = None) -> None:
        n = network.sizes[i + 1]
        self.activation = network.activations[i]
        learned = network.alphas[i]
        self.alpha = network.fixed_alphas[i] if learned is None else learned
        steepest = [network.fixed_alphas[i]] if learned is None else learned.ravel().tolist()
        # (1, 1), or (n, 1) where every unit learns a slope of its own
        self.threshold = SATURATED_BELOW * np.array([[self.activation.max_slope(a)] for a in steepest])
        self.n_examples = 0
        self.active, self.saturated = np.zeros(n, np.int64), np.zeros(n, np.int64)
        self.sum, self.magnitude = np.zeros(n), np.zeros(n)
        self.lowest, self.highest = np.full(n, np.inf), np.full(n, -np.inf)  # slope
        self.lowest_z, self.highest_z = np.full(n, np.inf), np.full(n, -np.inf)
        self.binning = binning

    def add(self, z: Floats, h: Floats) -> None:
        """Take in some examples' pre-activations and outputs, (n, examples)."""
        ones = np.ones(z.shape[1], z.dtype)  # a product with it sums over the examples, quickest of all ways
        self.n_examples += z.shape[1]
        if self.binning is not None:
            self.binning.add(z)
        if self.activation.off_below_zero:
            self._add_rectified(z, h, ones)
            return
        slope = self.activation.slope(z, self.alpha)
        self.active += _counts(~self.activation.is_flat(z, self.alpha, slope), ones)
        if self.activation.piecewise_linear:
            np.minimum(self.lowest, slope.min(axis=1), out=self.lowest)
            np.maximum(self.highest, slope.max(axis=1), out=self.highest)
            np.minimum(self.lowest_z, z.min(axis=1), out=self.lowest_z)
            np.maximum(self.highest_z, z.max(axis=1), out=self.highest_z)
        np.absolute(slope, out=slope)
        self.saturated += _counts(slope < self.threshold, ones)
        self.sum += h.dot(ones)
        self.magnitude += np.absolute(h).dot(ones)

    def _add_rectified(self, z: Floats, h: Floats, ones: Floats) -> None:
        """Do the same for ReLU, whose slope is 0 or 1 and whose output is never negative."""
        active = _counts(z > 0.0, ones)
        self.active += active
        self.saturated += z.shape[1] - active
        total = h.dot(ones)
        self.sum += total
        self.magnitude += total

    @property
    def dead(self) -> Bools:
        """The units without a slope on any example so far, (n,)."""
        return np.asarray(self.active == 0)

    def census(self) -> UnitCensus:
        """Return every unit's state over all examples."""
        n = max(1, self.n_examples)
        magnitude = self.magnitude / n
        mean_magnitude = magnitude.mean()
        linear = self._linear(self.n_examples)
        return UnitCensus(
            active_fraction=self.active / n,
            dead=self.dead,
            always_on=linear,
            linear_side=np.where(linear, self._side(), 0),
            saturated_fraction=self.saturated / n,
            dormant=magnitude <= DORMANT_BELOW * mean_magnitude,
            mean_activation=self.sum / n,
            mean_magnitude=magnitude,
        )

    def _side(self) -> Ints:
        if self.activation.off_below_zero:
            return np.ones(len(self.sum), np.int64)  # a ReLU is linear above 0 only
        return (self.lowest_z > 0.0).astype(np.int64) - (self.highest_z <= 0.0)

    def _linear(self, n: int) -> NDArray[np.bool_]:
        # one slope on every example (for ReLU just active fraction 1)
        if n == 0 or not self.activation.piecewise_linear:
            return np.zeros(len(self.sum), bool)
        if self.activation.off_below_zero:
            return np.asarray(self.active == n)
        return np.asarray((self.lowest == self.highest) & (self.active == n))

    def histogram(self) -> LayerHistogram | None:
        """Return the pre-activations' histogram over all examples, or None where none was wanted."""
        if self.binning is None:
            return None
        total = max(1, self.n_examples * len(self.active))
        return self.binning.histogram(1.0 - float(self.active.sum()) / total, float(self.saturated.sum()) / total)


class ShortTally:
    """Each unit's summed output for one hidden layer, and which units no example has given a slope."""

    def __init__(self, network: Network, i: int) -> None:
        n = network.sizes[i + 1]
        self._activation, learned = network.activations[i], network.alphas[i]
        self._alpha = network.fixed_alphas[i] if learned is None else learned
        self.sum = np.zeros(n)
        self.dead: Bools = np.full(n, self._activation.can_die(network.fixed_alphas[i]))

    def add(self, z: Floats, h: Floats) -> None:
        """Take in some examples' pre-activations and outputs, (n, examples)."""
        self.sum += h.dot(np.ones(z.shape[1], z.dtype))
        if self._activation.off_below_zero:
            self.dead &= z.max(axis=1) <= 0.0
        elif self.dead.any():
            self.dead &= self._activation.is_flat(z, self._alpha).all(axis=1)


def _counts(mask: Bools, ones: Floats) -> NDArray[np.int64]:
    """Count each row's true entries; exact, as whole numbers below 2²⁴ are in float32."""
    return np.asarray(mask.astype(ones.dtype).dot(ones), np.int64)
