"""What a plot of an activation shows of one layer of a lane (`Part`), and the fixed axis of z."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activation import SATURATED_BELOW, Activation, Interval
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.number_text import plain
from actviz.training.measure.histograms import REACH
from actviz.training.unit_state import LayerHistogram
from actviz.translation import tr

HALF = REACH  # the axis goes from -HALF to HALF, and a little further, for the bins of what lies beyond
SHOWN = (-HALF - 0.65, HALF + 0.65)


@dataclass(frozen=True, eq=False)
class Part:
    """One lane's share of the plot: the function of one layer, and its pre-activations where measured."""

    index: int
    name: str
    step: int
    layer: int
    activation: Activation
    alpha: float | None  # the mean one where it is learned
    steepest_alpha: float | None
    learned_alpha: float | None
    histogram: LayerHistogram | None
    flat_fraction: float
    saturated_fraction: float

    @classmethod
    def of(cls, lane: LaneView, layer: int) -> Part:
        """Read the layer (1-based; the last one where there are fewer) from a lane."""
        snapshot = lane.snapshot
        layer = min(layer, len(snapshot.units))
        activation = ACTIVATIONS[snapshot.config.activations[layer - 1]]
        learned = snapshot.prelu_alphas[layer - 1] if layer <= len(snapshot.prelu_alphas) else None
        alpha = snapshot.config.alpha if activation.alpha is not None else None
        steepest = alpha
        if learned is not None:
            alpha, steepest = float(learned.mean()), float(np.abs(learned).max())
        histogram = snapshot.histograms[layer - 1] if snapshot.histograms else None
        units = snapshot.units[layer - 1]
        return cls(
            lane.index,
            lane.name,
            snapshot.step,
            layer,
            activation,
            alpha,
            steepest,
            None if learned is None else alpha,
            histogram,
            histogram.flat_fraction if histogram else 1.0 - float(units.active_fraction.mean()),
            histogram.saturated_fraction if histogram else float(units.saturated_fraction.mean()),
        )

    @classmethod
    def alone(cls, activation: Activation, alpha: float | None) -> Part:
        """Return the part of a function that no layer has yet."""
        return cls(0, "", 0, 0, activation, alpha, alpha, None, None, 0.0, 0.0)

    @property
    def flat(self) -> tuple[Interval, ...]:
        """The intervals of z on which the slope is exactly zero."""
        return self.activation.flat_regions(self.alpha)

    @property
    def largest_slope(self) -> float:
        """The largest φ′ over all z."""
        return self.activation.max_slope(self.alpha)

    @property
    def idle_share(self) -> tuple[float, str]:
        """The share of the pre-activations that pass no gradient ("flat"), or hardly any ("saturated").

        A rectifier such as PReLU does not saturate: its slope below zero is α everywhere, and may be small.
        """
        if self.flat:
            return self.flat_fraction, tr("flat")
        if self.activation.rectifier:
            return self.saturated_fraction, tr("slope < {limit}", limit=plain(self._small_slope))
        return self.saturated_fraction, tr("saturated")

    @property
    def _small_slope(self) -> float:
        return SATURATED_BELOW * self.activation.max_slope(self.steepest_alpha)

    def functions(self, z: Floats) -> tuple[Floats, Floats]:
        """Return φ(z) and φ′(z)."""
        return self.activation.value(z, self.alpha), self.activation.slope(z, self.alpha)

    def at(self, z: float) -> tuple[float, float]:
        """Return φ and φ′ at one z."""
        value, slope = self.functions(np.array([z]))
        return float(value[0]), float(slope[0])

    def edges(self) -> Floats:
        """Return the histogram's bin edges."""
        if self.histogram is None:
            return np.zeros(1)
        return np.linspace(self.histogram.low, self.histogram.high, len(self.histogram.counts) + 1)

    def bins(self) -> tuple[Floats, NDArray[Any]]:
        """Return the bins' middles and counts."""
        if self.histogram is None:
            return np.zeros(0), np.zeros(0, np.int64)
        edges = self.edges()
        return (edges[1:] + edges[:-1]) / 2.0, self.histogram.counts

    def share_below(self, z: float) -> float | None:
        """Return about which share of the pre-activations is below z (values spread evenly in a bin)."""
        if self.histogram is None or not self.histogram.counts.any():
            return None
        sums = np.concatenate(([0], np.cumsum(self.histogram.counts)))
        return float(np.interp(z, self.edges(), sums / sums[-1]))

    def saturated_regions(self, half: float) -> list[tuple[float, float]]:
        """Return where -half <= z <= half has a slope that is small but not in a flat region."""
        near = min(half, 12.0)  # where saturation begins for nearly all functions
        z = distinct(np.concatenate((np.linspace(-half, half, 1201), np.linspace(-near, near, 1201))))
        inside = np.abs(self.activation.slope(z, self.alpha)) < self._small_slope
        for low, high in self.flat:
            inside &= ~((z >= low) & (z <= high))
        changes = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
        starts, ends = changes[::2], changes[1::2] - 1
        return [(float(z[a]), float(z[b])) for a, b in zip(starts, ends, strict=True) if b > a]
