"""FactorBars: what each layer's slopes and weights multiply the gradient by, and the running product of it all.

The bars have the left axis, log10 about a factor of 1. The running product, which grows far beyond any single
factor, has the right axis: the same zero line, and a whole number of times as many decades.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.number_text import power_of_ten
from actviz.translation import tr
from actviz.ui.plots.edge_marks import EdgeMarks, Unshown
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.layer_bars import GROUP_WIDTH, LayerBars
from actviz.ui.plots.plot import ROW_PX, TITLE_PX, Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import Ticks, decade_ticks, short_number
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

MARKERS_NEED_PX = 9  # of a layer's column: below, the product is a line without markers
RIGHT_AXIS_PX, NAMES_APART_PX = 50, 16
NAME_PX = 8  # half a tick's height
OUTLINES_NEED_PX = 4.0  # of a bar
COARSENESS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # decades of the right axis for one of the left
PATIENCE_MS = 300  # the axes only ever grow, so they may do so soon


@dataclass(frozen=True, eq=False)
class Factors:
    """One lane's factors as log10, (L-1,) each, layer 1 first; -inf is a factor of 0, NaN or inf an overflow."""

    lane: int
    slopes: Floats
    weights: Floats
    product: Floats  # of all gains from the last layer down to this one
    largest_slopes: Floats  # what the activations allow
    lost: Bools  # where a 0 is a gradient less than float32 can hold
    normalization: Floats | None = None  # of a network that is not plain

    @property
    def parts(self) -> tuple[Floats, ...]:
        """The factors whose product is the gain."""
        parts = self.slopes, self.weights
        return parts if self.normalization is None else (*parts, self.normalization)


def factor_span(low: float, high: float) -> tuple[float, float]:
    """Return half decades around factors' log10: at least from 0.1 to 3.2."""
    return (min(-1.0, math.floor(2.0 * (low - 0.05)) / 2.0), max(0.5, math.ceil(2.0 * (high + 0.05)) / 2.0))


def product_span(low: float, high: float) -> tuple[float, float]:
    """Return decades around the running product's log10, with some to spare."""
    return (math.floor(1.2 * min(0.0, low)), math.ceil(1.2 * max(0.0, high)))


def factor_ticks(low: float, high: float, count: int) -> Ticks:
    """Return the factors 0.1, 1, 10 … of an axis that carries log10, with 0.2 and 0.5 between where there is room."""
    for digits in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        values = [
            round(d * 10.0**k, 12) for k in range(math.floor(low) - 1, math.ceil(high) + 1) for d in digits if k > -9
        ]
        ticks = [(math.log10(v), short_number(v)) for v in values if low - 1e-9 <= math.log10(v) <= high + 1e-9]
        if len(ticks) <= count and high - low <= 8.0:
            return ticks
    return decade_ticks(low, high, count)


class _Marks:
    """One lane's bars and line."""

    def __init__(self, plot: Plot) -> None:
        self.slopes = pg.BarGraphItem(x=[], width=1.0, height=[], pen=None)
        self.weights = pg.BarGraphItem(x=[], width=1.0, height=[], pen=None)
        self.normalization = pg.BarGraphItem(x=[], width=1.0, height=[], pen=None)
        self.largest = pg.PlotCurveItem(connect="pairs")
        self.product = pg.PlotCurveItem(connect="finite", antialias=True)
        self.dots = pg.ScatterPlotItem(size=5, pen=None)
        self.bars = self.slopes, self.weights, self.normalization
        for depth, item in enumerate((*self.bars, self.largest, self.product, self.dots)):
            item.setZValue(depth)
            plot.add(item)

    def show(self, shown: bool) -> None:
        for item in (*self.bars, self.largest, self.product, self.dots):
            item.setVisible(shown)


class FactorBars:
    """The plot; `picked(layer)` is called when a layer's column is clicked."""

    def __init__(self, picked: Callable[[int], object]) -> None:
        self.columns = LayerBars(tr("factor"), picked)
        self.columns.bars.hide()  # two bars a layer replace it
        self.plot = self.columns.plot
        self.marks: list[_Marks] = []
        self.coarseness = 1
        self._factors: tuple[Factors, ...] = ()
        self.plot.set_ticks("left", factor_ticks)
        self.zero_line = pg.InfiniteLine(0.0, angle=0)
        self.zero_line.setZValue(20)
        self.plot.add(self.zero_line)
        self.edge_marks = EdgeMarks(self.columns, z_value=20)
        self.range = JumpRange(self._show_range, factor_span, PATIENCE_MS, self.plot.widget)
        self.product_range = JumpRange(lambda _low, _high: None, product_span, PATIENCE_MS, self.plot.widget)
        for span in (self.range, self.product_range):
            span.overdue.connect(lambda: self.set_factors(self._factors))
        self._make_right_axis()

    def _make_right_axis(self) -> None:
        self.right = self.plot.frame.axis("right")
        self.right.enableAutoSIPrefix(False)
        self.right.setStyle(tickLength=0, autoExpandTextSpace=False, autoReduceTextSpace=False, tickTextOffset=4)
        self.right.setWidth(px(RIGHT_AXIS_PX))
        self.plot.set_margins(0, 0, 4, 2)
        self.right_name = pg.LabelItem(justify="left")
        self.right_name.setCacheMode(self.right_name.CacheMode.DeviceCoordinateCache)
        self.plot.frame.grid.addItem(self.right_name, 0, 2)
        self.plot.box.sigResized.connect(lambda *_: self._write_right_ticks())

    def reset(self) -> None:
        """Let the next factors choose the axes."""
        self.range.reset()
        self.product_range.reset()
        self.coarseness = 1

    def set_factors(self, factors: Sequence[Factors]) -> None:
        """Draw the lanes' factors."""
        self._factors = tuple(factors)
        self._follow_ranges()
        self.columns.set_n_layers(max(len(f.slopes) for f in factors))
        while len(self.marks) < len(factors):
            self.marks.append(_Marks(self.plot))
        for marks in self.marks[len(factors) :]:
            marks.show(False)
        assert self.range.range is not None
        low, high = self.range.range
        unshown = Unshown()
        for place, (marks, each) in enumerate(zip(self.marks, factors, strict=False)):
            marks.show(True)
            x = self.columns.positions(place, len(factors), len(each.slopes))
            self._draw_lane(marks, each, x, len(factors))
            gains = np.sum(each.parts, axis=0)
            unshown.zeros += list(x[np.isneginf(gains) & ~each.lost])
            unshown.overflows += list(x[np.isnan(gains) | np.isposinf(gains)])
            bottom, top = _ends(each)
            unshown.below += list(x[np.isneginf(gains) & each.lost])
            unshown.below += list(x[np.isfinite(gains) & (np.minimum(bottom, each.product / self.coarseness) < low)])
            unshown.above += list(x[np.isfinite(gains) & (np.maximum(top, each.product / self.coarseness) > high)])
        self.edge_marks.show(unshown, low, high, len(factors))

    def name(self, *names: str) -> None:
        """Name the left axis with the first of these that ends before the right axis's name, else the last."""
        metrics = QFontMetricsF(theme.small(self.plot.widget.font()))
        room = self.plot.widget.width() - self.plot.left.minimumWidth() - px(RIGHT_AXIS_PX) - NAMES_APART_PX
        self.plot.set_y_label(next((text for text in names if metrics.horizontalAdvance(text) <= room), names[-1]))

    def highlight(self, layer: int | None) -> None:
        """Mark a layer's column; None marks none."""
        self.columns.highlight(layer)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.zero_line.setPen(theme.pen(now.muted, 1.0))
        self.edge_marks.restyle()
        self.right.setWidth(px(RIGHT_AXIS_PX))
        self.right.setTickFont(theme.tabular(theme.small(self.plot.widget.font())))
        self.right.setTextPen(theme.pen(now.muted))
        self.right.setPen(theme.pen(now.card))
        size = theme.small(self.plot.widget.font()).pointSizeF()
        self.right_name.setText(tr("product"), color=now.muted, size=f"{size:.1f}pt")
        self.right_name.setMinimumWidth(0)  # the axis under it says how wide the column is
        self.right_name.setMaximumWidth(px(RIGHT_AXIS_PX))
        self.right_name.setMaximumHeight(px(TITLE_PX))
        if self._factors:
            self.set_factors(self._factors)

    def _follow_ranges(self) -> None:
        bottoms, tops = (np.concatenate(each) for each in zip(*map(_ends, self._factors), strict=True))
        products = np.concatenate([f.product for f in self._factors])
        self.range.follow(_least(bottoms), -_least(-tops))
        self.product_range.follow(_least(products), -_least(-products))
        assert self.range.range is not None
        assert self.product_range.range is not None
        (low, high), (least, greatest) = self.range.range, self.product_range.range
        # both axes share the line of factor 1 and the grid: the right one has k decades for each of the left one
        fitting = (k for k in COARSENESS if k * low <= least and greatest <= k * high)
        coarseness = next(fitting, COARSENESS[-1])
        if coarseness != self.coarseness:
            self.coarseness = coarseness
            self._write_right_ticks()

    def _draw_lane(self, marks: _Marks, each: Factors, x: Floats, n_lanes: int) -> None:
        assert self.range.range is not None
        low, high = self.range.range
        width = GROUP_WIDTH / n_lanes
        # bars to the same side are stacked, away from a factor of 1
        above, below = np.zeros_like(x), np.zeros_like(x)
        for bar, part in zip(marks.bars, each.parts, strict=False):
            sizes = np.where(np.isfinite(part), part, 0.0)  # a factor of 0 has a mark
            start = np.where(sizes > 0.0, above, below)
            ends = np.clip(start + sizes, low, high)
            bar.setOpts(x=x, y0=start, height=ends - start, width=width)
            above, below = np.maximum(above, ends), np.minimum(below, ends)
        marks.normalization.setVisible(each.normalization is not None)
        edges = np.stack([x - width / 2, x + width / 2], axis=1).ravel()
        marks.largest.setData(edges, np.repeat(each.largest_slopes, 2))
        product = np.where(np.isfinite(each.product), each.product, np.nan) / self.coarseness
        line_x, line_y = np.append(x, len(x) + 0.5), np.append(product, 0.0)  # 1 at the last layer
        marks.product.setData(line_x, np.clip(line_y, low, high))
        shown = np.isfinite(product) & (self.columns.bar_px(n_lanes=1) >= MARKERS_NEED_PX)
        show_spots(marks.dots, x[shown], np.clip(product, low, high)[shown])
        self._colour(marks, each.lane, n_lanes)

    def _colour(self, marks: _Marks, lane: int, n_lanes: int) -> None:
        """Slopes are solid grey, weights hatched: colours tell lanes apart, on lines and outlines."""
        grey, line = QColor(theme.current().muted), line_colour(lane, n_lanes)
        outlined = n_lanes > 1 and self.columns.bar_px(n_lanes) >= OUTLINES_NEED_PX
        marks.slopes.setOpts(brush=grey, pen=theme.pen(line, 1.4) if outlined else None)
        marks.weights.setOpts(
            brush=QBrush(grey, Qt.BrushStyle.BDiagPattern),
            pen=theme.pen(line, 1.4) if outlined else theme.pen(grey, 1.0),
        )
        marks.normalization.setOpts(brush=QBrush(grey, Qt.BrushStyle.Dense6Pattern), pen=theme.pen(grey, 1.0))
        marks.largest.setPen(theme.pen(line, 1.0, Qt.PenStyle.DotLine))
        marks.product.setPen(theme.pen(line, 2.0))
        marks.dots.setBrush(line)

    def _show_range(self, low: float, high: float) -> None:
        self.plot.set_y_range(low, high)
        self._write_right_ticks()

    def _write_right_ticks(self) -> None:
        low, high = self.plot.y_range
        height = max(1.0, float(self.plot.box.height()))
        k, room = self.coarseness, max(2, int(height / ROW_PX))
        highest = high - NAME_PX / height * (high - low)  # a tick above it would run into the axis's name
        ticks = product_ticks(k * low, k * high, room, k)
        self.right.setTicks([[(value, text) for value, text in ticks if value <= highest or not value]])


def product_ticks(low: float, high: float, count: int, coarseness: int = 1) -> Ticks:
    """Return decades, 1 always among them, of an axis that has `coarseness` decades for one of those it is beside."""
    for step in COARSENESS:
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first + 1 <= count:
            return [(i * step / coarseness, power_of_ten(i * step) if i else "1") for i in range(first, last + 1)]
    return [(0.0, "1")]


def line_colour(lane: int, n_lanes: int) -> QColor:
    """Return the colour of a lane's product, and of the outlines of its bars."""
    now = theme.current()
    return QColor(now.text) if n_lanes == 1 else now.lane(lane)


def _ends(factors: Factors) -> tuple[Floats, Floats]:
    """Return how far down and up each layer's two bars reach, stacked with their signs."""
    both = np.stack(factors.parts)
    return np.minimum(both, 0.0).sum(axis=0), np.maximum(both, 0.0).sum(axis=0)


def _least(values: Floats) -> float:
    finite = values[np.isfinite(values)]
    return float(finite.min()) if finite.size else 0.0
