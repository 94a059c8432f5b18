"""The plot of an activation function φ and its slope φ′ over a fixed axis of pre-activations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor

from actviz.app.lanes import MAX_LANES
from actviz.arrays import Floats
from actviz.nn.quantiles import distinct
from actviz.translation import mark, tr
from actviz.ui.plots.activation_ground import Ground
from actviz.ui.plots.activation_part import HALF, SHOWN, Part
from actviz.ui.plots.largest_slopes import DrawnFunction, LargestSlopes
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import nice_ceiling, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

HIGHEST_SHOWN = 3.0  # φ is cut off here, so that a slope of 1 is visible on the same axis
X_TICK_PX, Y_TICK_PX = 46, 34  # least distances of tick labels
N_POINTS = 241
Z_LABEL = mark("pre-activation z")


class ActivationPlot(QObject):
    """The plot widget in `plot`: φ and φ′ over -HALF <= z <= HALF, its regions, its marker, and the largest slope.

    Signals:
        marker_moved(): the user moved the marker; `marker_z` is its position.
    """

    marker_moved = Signal()

    def __init__(self, names_z: bool = True) -> None:
        """Make a plot with ticks and a name on the z axis, or one above another plot that has them."""
        super().__init__()
        self.plot = Plot(tr(Z_LABEL) if names_z else "", "")
        self.plot.widget.setAccessibleName(tr("Activation function and slope"))
        self.plot.set_ticks("left", number_ticks, Y_TICK_PX)
        self.plot.set_ticks("bottom", number_ticks, X_TICK_PX)
        if not names_z:
            self.plot.frame.show_axis("bottom", False)
        self._y_range = (0.0, 1.0)
        self.ground = Ground(self.plot)
        self._zero = self._add(pg.InfiniteLine(angle=0, movable=False), -20)
        self.slopes = [self._add(pg.PlotCurveItem(antialias=True), 5) for _ in range(MAX_LANES)]
        self.values = [self._add(pg.PlotCurveItem(antialias=True), 10) for _ in range(MAX_LANES)]
        self.peaks = LargestSlopes(self.plot)
        self.marker = self._add(pg.InfiniteLine(pos=1.0, angle=90, movable=True), 20)
        self.marker.addMarker("v", position=1.0, size=9.0)
        self.marker.setCursor(Qt.CursorShape.SizeHorCursor)
        self.marker.setBounds((-HALF, HALF))
        self.dots = self._add(pg.ScatterPlotItem(size=8, pxMode=True, antialias=True), 30)
        self.marker.sigPositionChanged.connect(lambda *_: self._marker_changed())
        self.plot.on_click(lambda x, _y: self.marker.setValue(x))
        self.plot.set_x_range(*SHOWN)
        self._parts: Sequence[Part] = ()
        self._functions_drawn: list[object] = []
        self.restyle()

    def _add(self, item: Any, z_value: float) -> Any:
        item.setZValue(z_value)
        self.plot.add(item)
        return item

    @property
    def marker_z(self) -> float:
        """The marker's position."""
        return float(self.marker.value())

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.ground.restyle()
        self._zero.setPen(theme.pen(now.strong_border))
        self.marker.setPen(theme.pen(now.muted))
        self.marker.setHoverPen(theme.pen(now.accent, 2.0))
        self._functions_drawn = []

    # Drawing

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Draw the functions of the lanes' parts."""
        self._parts = parts
        shapes: list[object] = [(p.index, p.activation.key, p.alpha, p.steepest_alpha) for p in parts]
        if shapes != self._functions_drawn:
            self._functions_drawn = shapes
            self._draw_functions()
            self.ground.show(parts)
            self._draw_dots()

    def _draw_functions(self) -> None:
        now, alone = theme.current(), len(self._parts) == 1
        low, high = 0.0, 1.0
        curves: list[DrawnFunction] = []
        for i, (curve, slope_curve) in enumerate(zip(self.values, self.slopes, strict=True)):
            curve.setVisible(i < len(self._parts))
            slope_curve.setVisible(i < len(self._parts))
            if i >= len(self._parts):
                continue
            part = self._parts[i]
            z = _grid(part)
            value, slope = part.functions(z)
            curve.setData(z, np.clip(value, -1e3, 1e3), pen=theme.pen(value_colour(part, alone), 2.0))
            colour = QColor(now.text) if alone else now.lane(part.index)
            slope_curve.setData(z, slope, pen=theme.pen(colour, 1.4, Qt.PenStyle.DashLine))
            bottom, top = _ends(part, value, slope)
            low, high = min(low, bottom), max(high, top)
            curves.append(DrawnFunction(z, value, slope, part.largest_slope))
        self._y_range = (-1.1 * nice_ceiling(-low) if low < -0.05 else -0.1 * high, 1.1 * nice_ceiling(high))
        self.plot.set_y_range(*self._y_range)
        self.peaks.show(curves)

    def _draw_dots(self) -> None:
        now, z, alone = theme.current(), self.marker_z, len(self._parts) == 1
        heights = [height for part in self._parts for height in part.at(z)]
        brushes = [pg.mkBrush(c) for part in self._parts for c in (value_colour(part, alone), QColor(now.card))]
        pens = [theme.pen(now.card, 1.5), theme.pen(now.text, 1.4)] * len(self._parts)
        show_spots(self.dots, [z] * len(heights), heights, brush=brushes, pen=pens)

    def _marker_changed(self) -> None:
        if self._parts:
            self._draw_dots()
            self.marker_moved.emit()


def value_colour(part: Part, alone: bool) -> QColor:
    """Return the colour of φ: the accent for a lane alone, whichever it is, as in other panels; else the lane's own."""
    now = theme.current()
    return QColor(now.accent) if alone else now.lane(part.index)


def _grid(part: Part) -> Floats:
    """Return the z to draw at: evenly spaced, and both sides of every corner."""
    low, high = SHOWN
    corners = [0.0, *(z for z in part.activation.corners(part.alpha) if low < z < high)]
    # just beside each corner too, else the slope's jump there would be drawn as a ramp
    corners += [c + sign * 1e-5 for c in corners for sign in (-1.0, 1.0)]
    return distinct(np.concatenate((np.linspace(low, high, N_POINTS), corners)))


def _ends(part: Part, value: Floats, slope: Floats) -> tuple[float, float]:
    """Return the lowest and highest y to show; a bounded function is shown up to its limits."""
    # far out a bounded function is at its limits, a growing one beyond all that is shown
    limits = part.activation.value(np.array([-1e4, 1e4]), part.alpha)
    bounded = limits[np.abs(limits) <= HIGHEST_SHOWN]
    every = np.concatenate((value, slope, bounded))
    return max(-HIGHEST_SHOWN, float(every.min())), min(HIGHEST_SHOWN, float(every.max()))
