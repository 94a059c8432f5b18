"""LossCurves: one lane's loss and accuracy, as curves in the two plots of the panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.arrays import Bools, Floats
from actviz.training.snapshot import HistoryView
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.step_axis import MAX_ROWS, drawn_rows
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

SMOOTHING_ROWS = 60  # a window is the run's rows over this
MARK_INSET = 0.05  # of the axis: how far from its edge marks of what is beyond are drawn
MARKS_APART = 0.05  # of the axis, so that they do not run together
BAND_ALPHA = 60
DOTS_APART_PX = 8.0  # where measurements are closer they make a line without dots
JOINED_PX = 24.0  # measurements further apart have no line between them: nobody knows what was there


def smoothed(values: Floats, n_rows: int | None = None) -> Floats:
    """Return the mean over a window centred on each row, shorter at both ends; non-finite rows count for nothing.

    The window has `n_rows` rows, or as many as suit the length of the run.
    """
    window = len(values) // SMOOTHING_ROWS if n_rows is None else n_rows
    if window < 2:
        return values
    finite = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(finite, values, 0.0))])
    counts = np.concatenate([[0], np.cumsum(finite)])
    rows = np.arange(len(values))
    first, last = np.maximum(rows - window // 2, 0), np.minimum(rows + window // 2 + 1, len(values))
    return np.asarray((sums[last] - sums[first]) / np.maximum(counts[last] - counts[first], 1))


def _set_joined(curve: Any, x: Floats, y: Floats, near: Bools) -> None:
    """Give a curve its points, joined where the next one is near and both are finite."""
    known = np.isfinite(y)
    curve.setData(x, y, connect=np.append(near & known[:-1] & known[1:], False)[: len(x)])


class LossCurves:
    """One lane's curves in both plots."""

    def __init__(self, loss_plot: Plot, accuracy_plot: Plot) -> None:
        self.loss_plot = loss_plot
        self.band = pg.PlotCurveItem(fillLevel="enclosed", pen=None)
        self.batch, self.train, self.test = pg.PlotCurveItem(), pg.PlotCurveItem(), pg.PlotCurveItem()
        self.train_accuracy, self.test_accuracy = pg.PlotCurveItem(), pg.PlotCurveItem()
        self.dots = [
            pg.ScatterPlotItem(size=size, pen=None) for size in (5, 4, 5, 4)
        ]  # on the curves, where they are seldom
        self.now = pg.ScatterPlotItem(size=7, pen=None)  # the latest census: all there is at step 0
        self.now_accuracy = pg.ScatterPlotItem(size=7, pen=None)
        self.beyond = pg.ScatterPlotItem(size=8, pen=None)
        train_dots, test_dots = self.dots[:2]
        loss_items = self.band, self.batch, self.train, self.test, test_dots, train_dots, self.now, self.beyond
        for depth, item in enumerate(loss_items):
            item.setZValue(depth)
            loss_plot.add(item)
        accuracy_plot.add(self.train_accuracy, self.test_accuracy, *self.dots[:1:-1], self.now_accuracy)

    def restyle(self, colour: QColor, test_colour: QColor) -> None:
        """Apply the lane's colour, and the colour of its test curves."""
        self.now.setBrush(colour)
        self.now_accuracy.setBrush(colour)
        self.beyond.setBrush(theme.current().text)
        soft = QColor(colour)
        soft.setAlpha(BAND_ALPHA)
        self.band.setBrush(soft)
        soft.setAlpha(150)
        self.batch.setPen(theme.pen(soft, 1.0))
        for train, test in ((self.train, self.test), (self.train_accuracy, self.test_accuracy)):
            train.setPen(theme.pen(colour, 2.0))
            test.setPen(theme.pen(test_colour, 1.0, Qt.PenStyle.DashLine))
        for dots, ink in zip(self.dots, (colour, test_colour) * 2, strict=True):
            dots.setBrush(ink)
        for hollow in self.dots[1::2]:  # on the test set: told from the training set where a lane has one colour
            hollow.setPen(theme.pen(test_colour, 1.0))
            hollow.setBrush(theme.current().card)

    def clear(self) -> None:
        """Draw nothing: the lane is gone."""
        for item in (self.band, self.batch, self.train, self.test, self.train_accuracy, self.test_accuracy):
            item.setData([], [], connect="all")
        for dots in (*self.dots, self.now, self.now_accuracy, self.beyond):
            show_spots(dots, [], [])

    def draw(self, h: HistoryView, scaled: Callable[[Floats], Floats]) -> None:
        """Draw a run; `scaled` turns losses into heights on the axis."""
        self._draw_batches(h, scaled)
        keep = drawn_rows(h.census_steps, self.loss_plot)
        steps = h.census_steps[keep].astype(float)
        near = np.diff(steps) <= JOINED_PX * self.loss_plot.x_per_px
        for curve, column in ((self.train, h.train_loss), (self.test, h.test_loss)):
            _set_joined(curve, steps, scaled(column[keep]), near)
        for curve, column in ((self.train_accuracy, h.train_accuracy), (self.test_accuracy, h.test_accuracy)):
            _set_joined(curve, steps, 100.0 * column[keep], near)
        self._mark_measurements(keep)
        for dot, latest in ((self.now, scaled(h.train_loss[-1:])), (self.now_accuracy, 100.0 * h.train_accuracy[-1:])):
            show_spots(dot, h.census_steps[-1:], latest)
        self._mark_beyond()

    def _draw_batches(self, h: HistoryView, scaled: Callable[[Floats], Floats]) -> None:
        """Draw the batches' losses: a band from the least to the greatest, and their smoothed mean."""
        left, right = self.loss_plot.x_range
        first = max(0, int(np.searchsorted(h.steps, left)) - 1)
        last = min(len(h.steps), int(np.searchsorted(h.steps, right, side="right")) + 1)
        starts = np.arange(first, last, max(1, -(-(last - first) // MAX_ROWS)))
        if len(starts) < 2:
            self.band.setData([], [])
            self.batch.setData([], [])
            return
        low = np.minimum.reduceat(scaled(h.loss_low[:last]), starts)
        high = np.maximum.reduceat(scaled(h.loss_high[:last]), starts)
        x = h.steps[starts].astype(float)
        self.band.setData(np.concatenate([x, x[::-1]]), np.nan_to_num(np.concatenate([high, low[::-1]])))
        self.batch.setData(x, scaled(smoothed(h.loss)[starts]), connect="finite")

    def _mark_measurements(self, rows: NDArray[np.int64]) -> None:
        """Put dots where the curves were measured, if that is so seldom that their lines look like measurements."""
        curves = self.train, self.test, self.train_accuracy, self.test_accuracy
        seldom = len(rows) < self.loss_plot.box.width() / DOTS_APART_PX
        for dots, curve in zip(self.dots, curves, strict=True):
            show_spots(dots, *(curve.getData() if seldom else ((), ())))

    def _mark_beyond(self) -> None:
        """Put a triangle where train, test or the batches' mean loss is off the scale; none runs into the next."""
        (left, right), (low, high) = self.loss_plot.x_range, self.loss_plot.y_range
        width, inset = (right - left) * MARKS_APART, MARK_INSET * (high - low)
        places: dict[tuple[int, bool], float] = {}
        for curve in (self.batch, self.train, self.test):
            x, y = curve.getData()
            if x is not None:
                outside = (y < low) | (y > high)
                for step, value in zip(x[outside].tolist(), y[outside].tolist(), strict=True):
                    places.setdefault((int(step // width), value > high), step)
        show_spots(
            self.beyond,
            list(places.values()),
            [high - inset if above else low + inset for _, above in places],
            symbol=["t1" if above else "t" for _, above in places],
        )
