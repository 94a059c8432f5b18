"""Slices: the measure along each axis through the chosen point, with the range over the seeds."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from actviz.arrays import Floats
from actviz.sweeps.order import Point
from actviz.sweeps.results import Scale, SweepMap
from actviz.ui.panels.sweep_map.heat import axis_ticks
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import decade_ticks, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme


class Slice:
    """One plot: the median over the seeds as dots and a line, and the smallest and largest value as a band."""

    def __init__(self) -> None:
        self.plot = Plot("", " ")
        self._low, self._high, self._middle = (pg.PlotDataItem(connect="finite") for _ in range(3))
        self._band = pg.FillBetweenItem(self._low, self._high)
        self._here = pg.InfiniteLine(angle=90, movable=False)
        self.plot.add(self._band, self._low, self._high, self._here, self._middle)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.plot.restyle()
        now, soft = theme.current(), QColor(theme.current().accent)
        soft.setAlpha(60)
        self._band.setBrush(soft)
        for item in (self._low, self._high):
            item.setPen(None)
        self._middle.setPen(theme.pen(now.accent, 1.0))
        self._middle.setSymbol("o")
        self._middle.setSymbolSize(5)
        self._middle.setSymbolPen(None)
        self._middle.setSymbolBrush(QColor(now.accent))
        self._here.setPen(theme.pen(now.muted))

    def draw(self, values: tuple[Floats, Floats, Floats], at: int, label: str, texts: list[str], scale: Scale) -> None:
        """Draw median, smallest and largest value along an axis; `at` is the chosen place on it."""
        middle, low, high = (scale.drawn(each) for each in values)
        places = np.flatnonzero(np.isfinite(middle)).astype(float)
        there = places.astype(int)
        self._low.setData(places, low[there])
        self._high.setData(places, high[there])
        self._middle.setData(places, middle[there])
        self._here.setValue(at)
        self.plot.set_x_label(label)
        self.plot.set_ticks("bottom", axis_ticks(texts))
        self.plot.set_ticks("left", decade_ticks if scale.is_log else number_ticks)
        self.plot.set_x_range(-0.5, len(texts) - 0.5)
        least, most = scale.drawn_range
        margin = 0.06 * (most - least or 1.0)
        self.plot.set_y_range(least - margin, most + margin)


class Slices(QWidget):
    """Both slices side by side; a map of one axis has one."""

    def __init__(self) -> None:
        super().__init__()
        self.across, self.up = Slice(), Slice()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for each in (self.across, self.up):
            row.addWidget(each.plot.widget, 1)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for each in (self.across, self.up):
            each.restyle()

    def draw(self, found: SweepMap, measure: str, point: Point, scale: Scale) -> None:
        """Draw the slices through a point."""
        axes = found.sweep.axes
        low, high = found.ranges(measure)
        every = (found.middles(measure), low, high)
        first, second = point
        along = (every[0][:, second], every[1][:, second], every[2][:, second])
        self.across.draw(along, first, axes[0].label, [axes[0].text(i) for i in range(len(axes[0].values))], scale)
        self.up.plot.widget.setVisible(len(axes) > 1)
        if len(axes) > 1:
            upwards = (every[0][first], every[1][first], every[2][first])
            self.up.draw(upwards, second, axes[1].label, [axes[1].text(i) for i in range(len(axes[1].values))], scale)
