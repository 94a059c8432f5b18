"""RidgePlot: the histograms of every layer of one lane as ridges above each other, layer 1 at the top."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.number_text import percent, power_of_ten
from actviz.training.distribution import Distribution
from actviz.translation import tr
from actviz.ui.panels.distributions.quantities import Quantity, percent_of
from actviz.ui.plots.plot import LEFT_AXIS_PX
from actviz.ui.plots.ridges import FILL, FULL_ROWS, RidgeRows, blended, layer_stride, ridge_rows
from actviz.ui.plots.ticks import Ticks, layer_ticks, number_ticks, whole_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

MOST_ON_AXIS = 90  # bins
LAYER_SPACING_PX = 15
ZEROS_PX, NARROW_ZEROS_PX, NO_ZEROS_PX = 54, 50, 8  # the column of zeros
ZEROS_NEED_PX = 140  # of a plot with such a column
NARROW_AXIS_PX = 34
TOP_PX = 14.0  # above the first ridge, for the name of that column
LEAST_WIDTH_PX = 60
Curve = tuple[NDArray[np.float64], NDArray[np.float64]]


def frequency_polygon(found: Distribution, axis_length: float = 0.0) -> Curve:
    """Return a line through the bins' middles, from 0 at the first one's edge to 0 at the last one's.

    Its height is the share of values per unit of the axis.

    The fewer values there are, and the longer the axis, the more bins are put together.
    """
    most = max(10, round(4.0 * max(1, found.n) ** (1 / 3)))
    edges, counts = found.merged(most, axis_length / MOST_ON_AXIS)
    if not len(counts):
        return np.zeros(0), np.zeros(0)
    widths = np.diff(edges)
    x = np.concatenate([edges[:1], edges[:-1] + widths / 2.0, edges[-1:]])
    return x, np.concatenate([[0.0], counts / (widths * max(1, found.n)), [0.0]])


def value_ticks(low: float, high: float, count: int) -> Ticks:
    """Return round numbers, at least two of them."""
    found = (number_ticks(low, high, n) for n in range(count, count + 4))
    return next((ticks for ticks in found if len(ticks) > 1), [])


def inner_decades(low: float, high: float, count: int) -> Ticks:
    """Return whole decades, evenly apart, whose labels do not stick out at the ends of the axis; at least two."""
    side = 0.05 * (high - low)
    for n in range(count, count + 4):
        step = max(1, math.ceil((high - low) / n))
        places = range(math.ceil((low + side) / step), math.floor((high - side) / step) + 1)
        if len(places) > 1:
            return [(float(i * step), power_of_ten(i * step)) for i in places]
    return []


def axis_px(narrow: bool) -> int:
    """Return the width of the axis on the left, which is less where several plots are side by side."""
    return NARROW_AXIS_PX if narrow else LEFT_AXIS_PX


def margin_px(narrow: bool, plot_px: float) -> int:
    """Return the width of the column of zeros on the right of a plot so wide; none fits beside the narrowest."""
    if plot_px < ZEROS_NEED_PX:
        return NO_ZEROS_PX
    return NARROW_ZEROS_PX if narrow else ZEROS_PX


class RidgePlot(RidgeRows):
    """Ridges over one value axis; each is as high as the others, whatever its histogram's peak."""

    def __init__(self, picked: Callable[[int], object], described: Callable[[int], str]) -> None:
        self.layers: Sequence[Distribution] = ()
        self._firsts: Sequence[Distribution] = ()
        self._quantity: Quantity | None = None
        self._selected: int | None = None
        self._shows_zeros = True
        self.ends_in_output = False
        super().__init__(picked, described, LAYER_SPACING_PX)
        self.plot.widget.setMinimumWidth(LEAST_WIDTH_PX)
        self.ridges: list[pg.PlotCurveItem] = []
        self.outlines: list[pg.PlotCurveItem] = []
        self.needles = pg.PlotCurveItem(connect="pairs")
        self.needles.setZValue(700)
        self.origin = pg.InfiniteLine(0.0, angle=90, movable=False)
        self.origin.setZValue(-900)
        self.plot.add(self.origin, self.needles)
        self.restyle()

    @property
    def n_layers(self) -> int:
        """How many rows there are."""
        return len(self.layers)

    def show(
        self, quantity: Quantity, layers: Sequence[Distribution], firsts: Sequence[Distribution], selected: int | None
    ) -> None:
        """Draw the layers' distributions; `firsts` are drawn as outlines over them."""
        if quantity is not self._quantity:
            self._quantity = quantity
            self.plot.set_ticks("bottom", inner_decades if quantity.of_gradient else value_ticks)
            self.origin.setVisible(not quantity.of_gradient)
        self.layers, self._firsts, self._selected = layers, firsts, selected
        self.ends_in_output = quantity.field != "activations"
        self.redraw()

    def set_narrow(self, narrow: bool, plot_px: float) -> None:
        """Give the axes less room, where several plots, each so wide, are side by side."""
        self._shows_zeros = plot_px >= ZEROS_NEED_PX
        self.column.setWidth(margin_px(narrow, plot_px))
        self.plot.left.setWidth(axis_px(narrow))
        self.plot.set_margins(0, 0, 0, 2)

    def redraw(self) -> None:
        """Draw everything for the present size, axis and theme."""
        n = len(self.layers)
        if not n or self._quantity is None:
            return
        height_px = float(self.plot.box.height())
        rows, stride = ridge_rows(height_px, n), layer_stride(height_px, n)
        top_rows = TOP_PX * (n + rows + 0.3) / max(1.0, height_px - TOP_PX)
        self.plot.set_y_range(1.0 - rows - top_rows, n + 0.3)
        self._fill_pools(n)
        for i in range(n):
            drawn = i % stride == 0 or i == n - 1 or i + 1 == self._selected
            self._draw_layer(i, rows, drawn)
        self._draw_needles(rows)
        self._draw_band(self._selected)
        self._write_zeros()

    def _fill_pools(self, n: int) -> None:
        while len(self.ridges) < n:
            for pool, above in ((self.ridges, 0.0), (self.outlines, 0.5)):
                curve = pg.PlotCurveItem(antialias=True)
                curve.setZValue(len(self.ridges) + above - (1 if above else 0))
                pool.append(curve)
                self.plot.add(curve)
        for curve in (*self.ridges[n:], *self.outlines[n:]):
            curve.setVisible(False)

    def _draw_layer(self, i: int, rows: float, drawn: bool) -> None:
        now, layer = theme.current(), i + 1
        low, high = self.plot.x_range
        curves = [(self.ridges[i], frequency_polygon(self.layers[i], high - low))]
        if i < len(self._firsts):
            curves.append((self.outlines[i], frequency_polygon(self._firsts[i], high - low)))
        else:
            self.outlines[i].setVisible(False)
        peak = max((float(y.max()) for _, (_, y) in curves if len(y)), default=0.0)
        colour, is_selected = now.depth(i, len(self.layers)), layer == self._selected
        for curve, (x, y) in curves:
            curve.setVisible(drawn and peak > 0.0 and len(x) > 0)
            if peak > 0.0:
                curve.setData(x, layer - rows * y / peak, fillLevel=layer)
        ridge, outline = self.ridges[i], self.outlines[i]
        ridge.setBrush(blended(colour, QColor(now.card), FILL[now.dark]))
        pen = theme.pen(now.accent if is_selected else colour, 2.0 if is_selected else 1.0)
        ridge.setPen(pen)
        ridge.setShadowPen(None if is_selected else pen)  # the line a second time: Qt is slow with 1.3 px, not with 1
        outline.setPen(theme.pen(now.text, 1.0, Qt.PenStyle.DotLine))

    def _draw_needles(self, rows: float) -> None:
        """Draw the share of exact zeros of each layer as an upright line: at 0, or at the left end of log axes."""
        assert self._quantity is not None
        low, _ = self.plot.x_range
        x = low + 2.0 * self.plot.x_per_px if self._quantity.of_gradient else 0.0
        zeros = [(i, found.zero_share) for i, found in enumerate(self.layers, 1) if found.zeros]
        most = min(rows, FULL_ROWS)  # so that those of two layers do not merge
        ends = [(i, i - most * share) for i, share in zeros]
        self.needles.setData(np.full(2 * len(ends), x), np.array(ends, np.float64).ravel())

    def _layer_ticks(self, low: float, high: float, count: int) -> Ticks:
        return (layer_ticks if self.ends_in_output else whole_ticks)(low, high, count)

    def _write_zeros(self) -> None:
        """Write the share of zeros, or of non-finite values, beside the layers that are named."""
        (low, high), height_px = self.plot.y_range, float(self.plot.box.height())
        ticks: Ticks = []
        for layer in self._named_layers():
            found = self.layers[layer - 1]
            text = percent_of(found.zero_share) if found.zeros else ""
            ticks.append((float(layer), f"∞ {percent(found.non_finite_share)}" if found.non_finite else text))
        if not self._shows_zeros:
            ticks = []
        elif any(text for _, text in ticks):
            ticks.append((low + 8.0 * (high - low) / max(1.0, height_px), tr("zeros")))
        self._write_column(ticks)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.needles.setPen(theme.pen(now.text, 2.0))
        self.origin.setPen(theme.pen(now.strong_border))
        super().restyle()
