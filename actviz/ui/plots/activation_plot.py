"""The plot of an activation function over a layer's pre-activations, and what is known of them (`Part`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Floats
from actviz.nn.activation import SATURATED_BELOW, Activation, Interval
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.training.unit_state import LayerHistogram
from actviz.ui.plots.histogram_bars import wide_bins
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import nice_ceiling, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import rgb

HIGHEST_SHOWN = 6.5  # φ is cut off here, so that a slope of 1 is visible on the same axis
HISTOGRAM_SHARE = 0.62  # of the plot's height, for the tallest bin
MOST_REGIONS = 4
X_TICK_PX, Y_TICK_PX = 46, 34  # least distances of tick labels
FIRST_RANGES = (3.0, 5.0, 7.0)
N_POINTS = 161
NEARLY_ALL = 0.98  # of a layer's pre-activations are on the axis; all of them where they end before LEAST_REACH
LEAST_REACH = 6.0
X_LABEL = "pre-activation z"
BEYOND_INSET = 0.025  # of the axes, for the triangles at their ends


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

    def reach(self) -> float | None:
        """Return up to which |z| the axis must go to hold nearly all pre-activations."""
        if self.histogram is None:
            return None
        farthest = max(abs(self.histogram.low), abs(self.histogram.high))
        if farthest <= LEAST_REACH or not self.histogram.counts.any():
            return farthest
        edges = np.abs(self.edges())
        outer = np.maximum(edges[1:], edges[:-1])
        order = np.argsort(outer)
        sums = np.cumsum(self.histogram.counts[order])
        return max(LEAST_REACH, float(outer[order][np.searchsorted(sums, NEARLY_ALL * sums[-1])]))

    def beyond(self, half: float) -> tuple[float, float]:
        """Return about how many pre-activations are below -half, and how many above it."""
        below, up_to = self.share_below(-half), self.share_below(half)
        if self.histogram is None or below is None or up_to is None:
            return 0.0, 0.0
        n = float(self.histogram.counts.sum())
        return below * n, (1.0 - up_to) * n

    def saturated_regions(self, half: float) -> list[tuple[float, float]]:
        """Return where -half <= z <= half has a slope that is small but not in a flat region."""
        near = min(half, 12.0)  # where saturation begins for nearly all functions
        z = distinct(np.concatenate((np.linspace(-half, half, 1201), np.linspace(-near, near, 1201))))
        limit = SATURATED_BELOW * self.activation.max_slope(self.steepest_alpha)
        inside = np.abs(self.activation.slope(z, self.alpha)) < limit
        for low, high in self.flat:
            inside &= ~((z >= low) & (z <= high))
        changes = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
        starts, ends = changes[::2], changes[1::2] - 1
        return [(float(z[a]), float(z[b])) for a, b in zip(starts, ends, strict=True) if b > a]


class ActivationPlot(QObject):
    """The plot widget in `plot`, its curves, histogram, regions and marker.

    Signals:
        marker_moved(): the user moved the marker; `marker_z` is its position.
    """

    marker_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plot = Plot(X_LABEL, "")
        self.plot.widget.setAccessibleName("Activation function and slope over the histogram of pre-activations")
        self.plot.set_ticks("left", number_ticks, Y_TICK_PX)
        self.plot.set_ticks("bottom", number_ticks, X_TICK_PX)
        self.half_range = FIRST_RANGES[0]
        self._y_range = (0.0, 1.0)
        self.flat_regions = [self._add_region() for _ in range(MOST_REGIONS)]
        self.saturated_regions = [self._add_region() for _ in range(MOST_REGIONS)]
        self.histograms = [
            self._add(pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center"), -10) for _ in range(MAX_LANES)
        ]
        self._zero = self._add(pg.InfiniteLine(angle=0, movable=False), -20)
        self.slopes = [self._add(pg.PlotCurveItem(antialias=True), 5) for _ in range(MAX_LANES)]
        self.values = [self._add(pg.PlotCurveItem(antialias=True), 10) for _ in range(MAX_LANES)]
        self.marker = self._add(pg.InfiniteLine(pos=1.0, angle=90, movable=True), 20)
        self.marker.addMarker("v", position=1.0, size=9.0)
        self.marker.setCursor(Qt.CursorShape.SizeHorCursor)
        self.dots = self._add(pg.ScatterPlotItem(size=8, pxMode=True, antialias=True), 30)
        self.beyond = self._add(pg.ScatterPlotItem(size=7, pen=None), 15)
        self.beyond.hide()
        self.beyond_text = ""  # which share of the pre-activations
        self.marker.sigPositionChanged.connect(lambda *_: self._marker_changed())
        self.plot.on_click(lambda x, _y: self.marker.setValue(x))
        self._parts: Sequence[Part] = ()
        self._functions_drawn: list[object] = []
        self._box = self.plot.box
        self._box.sigResized.connect(lambda *_: self._draw_histograms())
        self.restyle()

    def _add(self, item: Any, z_value: float) -> Any:
        item.setZValue(z_value)
        self.plot.add(item)
        return item

    def _add_region(self) -> Any:
        region = pg.LinearRegionItem(movable=False, pen=pg.mkPen(None))
        region.hide()
        return self._add(region, -1100)

    @property
    def marker_z(self) -> float:
        """The marker's position."""
        return float(self.marker.value())

    def tint(self, kind: str) -> QColor:
        """Return the ground of a "flat" or a "saturated" region."""
        now = theme.current()
        soft = QColor(now.dead_soft)
        if kind == "flat":
            return _mix(soft, QColor(now.dead), 0.0 if now.dark else 0.08)
        return _mix(soft, QColor(now.card), 0.45 if now.dark else 0.0)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        for kind, regions in (("flat", self.flat_regions), ("saturated", self.saturated_regions)):
            for region in regions:
                region.setBrush(self.tint(kind))
        self._zero.setPen(theme.pen(now.strong_border))
        self.marker.setPen(theme.pen(now.muted))
        self.marker.setHoverPen(theme.pen(now.accent, 2.0))
        self.beyond.setBrush(now.muted)
        self._functions_drawn = []

    # Drawing

    def show_parts(self, parts: Sequence[Part], fresh: bool, least_half: float = 0.0) -> None:
        """Draw the lanes' parts; `fresh` chooses the z range again (another run or layer), ±`least_half` at least."""
        self._parts = parts
        ends = [reach for reach in (part.reach() for part in parts) if reach is not None]
        half = next_range(0.0 if fresh else self.half_range, max(ends, default=least_half))
        shapes: list[object] = [half, *((p.index, p.activation.key, p.alpha, p.steepest_alpha) for p in parts)]
        if shapes != self._functions_drawn:
            self._functions_drawn = shapes
            self.half_range = half
            self._draw_functions()
        self._draw_histograms()
        self._mark_beyond()
        self._draw_dots()

    def _draw_functions(self) -> None:
        half, now = self.half_range, theme.current()
        alone = len(self._parts) == 1
        low, high = 0.0, 1.0
        for i, (curve, slope_curve) in enumerate(zip(self.values, self.slopes, strict=True)):
            curve.setVisible(i < len(self._parts))
            slope_curve.setVisible(i < len(self._parts))
            if i >= len(self._parts):
                continue
            part = self._parts[i]
            z = _grid(part, half)
            value, slope = part.functions(z)
            curve.setData(z, np.clip(value, -1e3, 1e3), pen=theme.pen(now.lane(part.index), 2.0))
            dashed = Qt.PenStyle.DashLine
            slope_curve.setData(z, slope, pen=theme.pen(now.text if alone else now.lane(part.index), 1.4, dashed))
            bottom, top = _ends(part, value, slope)
            low, high = min(low, bottom), max(high, top)
        self._y_range = (-1.1 * nice_ceiling(-low) if low < -0.05 else -0.1 * high, 1.1 * nice_ceiling(high))
        self.plot.set_x_range(-half, half)
        self.plot.set_y_range(*self._y_range)
        self.marker.setBounds((-half, half))
        self._shade()

    def _shade(self) -> None:
        """Tint the flat and saturated regions, where all lanes have the same."""
        half, first = self.half_range, self._parts[0]
        same = all((p.activation, p.alpha) == (first.activation, first.alpha) for p in self._parts)
        flat = [(max(low, -half), min(high, half)) for low, high in first.flat]
        flat = [(low, high) for low, high in flat if low < high]
        for regions, spans in (
            (self.flat_regions, flat if same else []),
            (self.saturated_regions, first.saturated_regions(half) if same else []),
        ):
            for i, region in enumerate(regions):
                region.setVisible(i < len(spans))
                if i < len(spans):
                    region.setRegion(spans[i])

    def _draw_histograms(self) -> None:
        now, alone = theme.current(), len(self._parts) == 1
        bottom, top = self._y_range
        for i, item in enumerate(self.histograms):
            histogram = self._parts[i].histogram if i < len(self._parts) else None
            item.setVisible(histogram is not None)
            if histogram is None:
                continue
            part = self._parts[i]
            edges, counts = wide_bins(histogram, 2.0 * self.half_range / max(1.0, float(self._box.width())))
            height = (top - bottom) * HISTOGRAM_SHARE / max(1, int(counts.max()))
            colour = now.lane(part.index)
            fill = QColor(colour)
            fill.setAlphaF(0.38 if now.dark else 0.30)
            item.setData(
                edges,
                bottom + height * counts,
                fillLevel=bottom if alone else None,
                brush=fill if alone else None,
                pen=pg.mkPen(None) if alone else theme.pen(colour),
            )

    def _mark_beyond(self) -> None:
        """Put a triangle at an end of the axis that pre-activations lie beyond; the axis's name gives their share."""
        half, (bottom, top) = self.half_range, self._y_range
        beyond = np.array([part.beyond(half) for part in self._parts]).sum(axis=0)
        x = np.array([-half, half]) * (1.0 - 2.0 * BEYOND_INSET)
        y = bottom + 2.0 * BEYOND_INSET * (top - bottom)
        marked = beyond > 0.0
        symbols = np.array(["t3", "t2"])
        show_spots(self.beyond, x[marked], np.full(marked.sum(), y), symbol=list(symbols[marked]))
        self.beyond_text = ""
        if marked.any():
            n = sum(int(part.histogram.counts.sum()) for part in self._parts if part.histogram is not None)
            percent = round(100.0 * float(beyond.sum()) / max(1, n))
            self.beyond_text = f"{percent} % beyond" if percent else "under 1 % beyond"
        name = X_LABEL
        if self.beyond_text:
            name = f"{X_LABEL}, {self.beyond_text}"
            name = name if self.plot.x_label_fits(name) else f"z, {self.beyond_text}"
        self.plot.set_x_label(name)

    def _draw_dots(self) -> None:
        now, z = theme.current(), self.marker_z
        heights = [height for part in self._parts for height in part.at(z)]
        brushes = [pg.mkBrush(c) for part in self._parts for c in (now.lane(part.index), QColor(now.card))]
        pens = [theme.pen(now.card, 1.5), theme.pen(now.text, 1.4)] * len(self._parts)
        show_spots(self.dots, [z] * len(heights), heights, brush=brushes, pen=pens)

    def _marker_changed(self) -> None:
        if self._parts:
            self._draw_dots()
            self.marker_moved.emit()


def next_range(present: float, needed: float) -> float:
    """Return ± which z range shows values up to `needed`: 3, 5, 7, 10, 20, 50 …; it shrinks late, not at once."""
    if present and 0.3 * present <= needed <= present:
        return present
    steps = [*FIRST_RANGES, *(m * 10.0**power for power in range(1, 38) for m in (1.0, 2.0, 5.0))]
    return next((s for s in steps if s >= needed), steps[-1])


def _grid(part: Part, half: float) -> Floats:
    """Return the z to draw at: evenly spaced, and both sides of every corner."""
    corners = [0.0, *(z for z in part.activation.corners(part.alpha) if abs(z) < half)]
    # just beside each corner too, else the slope's jump there would be drawn as a ramp
    corners += [c + sign * 1e-6 * half for c in corners for sign in (-1.0, 1.0)]
    fine = np.linspace(-min(half, 10.0), min(half, 10.0), N_POINTS)  # where smooth functions bend
    return distinct(np.concatenate((np.linspace(-half, half, 41), fine, corners)))


def _ends(part: Part, value: Floats, slope: Floats) -> tuple[float, float]:
    """Return the lowest and highest y to show; a bounded function is shown up to its limits."""
    # far out a bounded function is at its limits, a growing one beyond all that is shown
    limits = part.activation.value(np.array([-1e4, 1e4]), part.alpha)
    bounded = limits[np.abs(limits) <= HIGHEST_SHOWN]
    every = np.concatenate((value, slope, bounded))
    return max(-HIGHEST_SHOWN, float(every.min())), min(HIGHEST_SHOWN, float(every.max()))


def _mix(a: QColor, b: QColor, share: float) -> QColor:
    """Return the colour between a (share 0) and b (share 1)."""
    one, two = np.array(rgb(a)), np.array(rgb(b))
    return QColor(*(int(c) for c in np.rint(one + share * (two - one))))
