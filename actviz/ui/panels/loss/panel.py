"""Loss and accuracy over the whole run, on the training and the test set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.nn.quantiles import distinct, quantile
from actviz.number_text import plain
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange, decade_span
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.plot import Floats, Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.step_line import CursorLine
from actviz.ui.plots.ticks import decade_ticks, nice_ceiling, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import shortened

MAX_COLUMNS = 300
SMOOTHING_ROWS = 60  # a window is the run's rows over this
PATIENCE_MS = 1000  # how long values must stay outside before the axis jumps
LOWEST_LOSS = 1e-12  # log axis: smaller losses are drawn here
NEAR_PX = 5
MARK_INSET = 0.05  # of the axis: how far from its edge marks of what is beyond are drawn
MARKS_APART = 0.05  # of the axis, so that they do not run together
NAME_LENGTHS = (40, 16, 8, 4, 2)  # characters: what lanes' names are cut to where the legend is too narrow
ACCURACY_NEEDS_PX = 150  # a lower body shows the loss alone
BAND_ALPHA = 60


def smoothed(values: Floats, window: int) -> Floats:
    """Return the mean over a window centred on each row, shorter at both ends; non-finite rows count for nothing."""
    if window < 2:
        return values
    finite = np.isfinite(values)
    sums = np.concatenate([[0.0], np.cumsum(np.where(finite, values, 0.0))])
    counts = np.concatenate([[0], np.cumsum(finite)])
    rows = np.arange(len(values))
    first, last = np.maximum(rows - window // 2, 0), np.minimum(rows + window // 2 + 1, len(values))
    return np.asarray((sums[last] - sums[first]) / np.maximum(counts[last] - counts[first], 1))


class _Curves:
    """One lane's curves in both plots."""

    def __init__(self, loss_plot: Plot, accuracy_plot: Plot) -> None:
        self.band = pg.PlotCurveItem(fillLevel="enclosed", pen=None)
        self.batch, self.train, self.test = pg.PlotCurveItem(), pg.PlotCurveItem(), pg.PlotCurveItem()
        self.train_accuracy, self.test_accuracy = pg.PlotCurveItem(), pg.PlotCurveItem()
        self.now = pg.ScatterPlotItem(size=7, pen=None)  # the latest census: all there is at step 0
        self.now_accuracy = pg.ScatterPlotItem(size=7, pen=None)
        self.beyond = pg.ScatterPlotItem(size=8, pen=None)
        for depth, item in enumerate((self.band, self.batch, self.train, self.test, self.now, self.beyond)):
            item.setZValue(depth)
            loss_plot.add(item)
        accuracy_plot.add(self.train_accuracy, self.test_accuracy, self.now_accuracy)

    def restyle(self, colour: QColor) -> None:
        """Take on the lane's colour."""
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
            test.setPen(theme.pen(theme.current().text, 1.0, Qt.PenStyle.DashLine))

    def clear(self) -> None:
        """Draw nothing: the lane is gone."""
        for item in (self.band, self.batch, self.train, self.test, self.train_accuracy, self.test_accuracy):
            item.setData([], [])
        for dots in (self.now, self.now_accuracy, self.beyond):
            show_spots(dots, [], [])


@register
class Loss(Panel):
    """The loss over the whole run, and for classes the accuracy below it: solid on the training set, dashed on the
    test set, both measured on all their examples. The pale band is the loss of single batches, from the least to
    the greatest in each stretch of steps, with its smoothed mean inside.

    Look for a loss that does not move at all, the sign of a vanished gradient or a dead layer, and for a test
    curve that turns up while the training curve still falls. Dotted lines mark the steps at which you changed a
    setting; hover over one to read what it was. A triangle at the edge stands where the loss is beyond the axis. The
    log axis (in the menu) shows small losses; double-click fits the axes.
    """

    key = "loss"

    def __init__(self) -> None:
        super().__init__()
        self.logarithmic = False
        self._lanes: tuple[LaneView, ...] = ()
        self.curves: list[_Curves] = []
        self.legend = Legend(most_rows=2)
        self.loss_plot = Plot("step", "loss")
        self.accuracy_plot = Plot("step", "accuracy, %")
        self.accuracy_plot.set_y_range(0.0, 103.0)
        self.change_marks = [pg.PlotCurveItem(connect="pairs") for _ in range(2)]
        self.crosshairs = [Crosshair(plot, self._describe) for plot in (self.loss_plot, self.accuracy_plot)]
        self.cursors = [CursorLine(plot) for plot in (self.loss_plot, self.accuracy_plot)]
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            plot.add(marks)
            plot.on_click(lambda _x, _y: self.fit(), double=True)
        self.steps = JumpRange(self._show_steps, lambda _, high: (0.0, nice_ceiling(high)))
        self.range = JumpRange(self._show_range, self._choose_range, PATIENCE_MS, self)
        self.range.overdue.connect(self._on_overdue)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.loss_plot.widget, 3)
        column.addWidget(self.accuracy_plot.widget, 2)
        self.log_action = QAction("Log axis for the loss", self, checkable=True)
        self.log_action.toggled.connect(self.set_logarithmic)
        self.menu.addAction(self.log_action)
        self.fit_action = self._add_menu_action("Fit axes", self.fit)
        self.set_empty(True)
        self.restyle()

    def draw(self, lanes: Sequence[LaneView], _selection: Selection) -> None:
        """Draw the lanes; the selection does not matter here."""
        self.set_empty(not lanes)
        same = len(lanes) == len(self._lanes)
        if same and all(a.history is b.history for a, b in zip(lanes, self._lanes, strict=True)):
            return
        restarted = not same or any(a.facts is not b.facts for a, b in zip(lanes, self._lanes, strict=True))
        self._lanes = tuple(lanes)
        if not lanes:
            return
        if restarted:
            self.range.reset()
            self.steps.reset()
            self._prepare_curves()
            self._share_height()
        self._draw_measured()

    def restyle(self) -> None:
        """Take on `theme.current()`."""
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            plot.restyle()
            marks.setPen(theme.pen(theme.current().muted, 1.0, Qt.PenStyle.DotLine))
        self._prepare_curves()

    def table(self) -> list[list[object]]:
        """Return a row for each lane and census."""
        names = ["lane", "step", "train loss", "test loss", "train accuracy", "test accuracy"]
        rows: list[list[object]] = [list(names)]
        for lane in self._lanes:
            h = lane.history
            columns = (h.census_steps, h.train_loss, h.test_loss, h.train_accuracy, h.test_accuracy)
            rows += [[lane.name, *row] for row in zip(*(c.tolist() for c in columns), strict=True)]
        return rows

    def set_logarithmic(self, on: bool) -> None:
        """Draw the loss on a log axis, or on a linear one."""
        self.logarithmic = on
        self.log_action.setChecked(on)
        self.loss_plot.set_ticks("left", decade_ticks if on else number_ticks)
        self.loss_plot.set_y_label("loss, log axis" if on else "loss")
        self.fit()

    def fit(self) -> None:
        """Choose the axes anew for what is there."""
        if self._lanes:
            self.range.reset()
            self.steps.reset()
            self._draw_measured()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a low panel to the loss alone."""
        super().resizeEvent(event)
        self._share_height()
        if len(self._lanes) > 1:
            self._write_legend()

    def _share_height(self) -> None:
        classes = any(lane.facts.task == "classification" for lane in self._lanes) or not self._lanes
        both = classes and self.height() >= ACCURACY_NEEDS_PX
        self.accuracy_plot.widget.setVisible(both)
        self.loss_plot.item.showAxis("bottom", not both)
        self.loss_plot.set_margins(0, 0, 16, 7 if both else 2)

    def _prepare_curves(self) -> None:
        now = theme.current()
        while len(self.curves) < len(self._lanes):
            self.curves.append(_Curves(self.loss_plot, self.accuracy_plot))
        for curves in self.curves[len(self._lanes) :]:
            curves.clear()
        several = len(self._lanes) > 1
        for curves, lane in zip(self.curves, self._lanes, strict=False):
            curves.restyle(now.lane(lane.index) if several else QColor(now.accent))
            if several:
                curves.test.setPen(theme.pen(now.lane(lane.index), 1.0, Qt.PenStyle.DashLine))
                curves.test_accuracy.setPen(theme.pen(now.lane(lane.index), 1.0, Qt.PenStyle.DashLine))
        self._write_legend()

    def _write_legend(self) -> None:
        now = theme.current()
        several = len(self._lanes) > 1
        band = QColor(now.muted if several else now.accent)
        band.setAlpha(90)
        entries = [
            LegendEntry("train", now.muted if several else now.accent),
            LegendEntry("test", now.muted if several else now.text, "dash"),
            LegendEntry("batches", band.name(QColor.NameFormat.HexArgb), "band"),
        ]
        if several:
            colours = [now.lane(lane.index).name() for lane in self._lanes]
            for longest in NAME_LENGTHS:  # names give way before an entry would be left out
                names = shortened([lane.name for lane in self._lanes], longest)
                named = [*map(LegendEntry, names, colours), *entries]
                if self.legend.fits(named):
                    break
            entries = named
        self.legend.set_entries(entries)

    def _draw_measured(self) -> None:
        self.steps.see(0.0, float(max(50, *(lane.n_steps for lane in self._lanes))))
        self._note_range()
        for curves, lane in zip(self.curves, self._lanes, strict=False):
            self._draw_lane(curves, lane)
            self._mark_beyond(curves)
        self._draw_changes()
        for cursor in self.cursors:
            cursor.show_lanes(self._lanes)
        self.set_note(f"step {max(lane.snapshot.step for lane in self._lanes):,}")

    def _draw_lane(self, curves: _Curves, lane: LaneView) -> None:
        h = lane.history
        rows = max(1, -(-len(h.steps) // MAX_COLUMNS))
        starts = np.arange(0, len(h.steps), rows)
        if len(starts) > 1:
            low = np.minimum.reduceat(self._scaled(h.loss_low), starts)
            high = np.maximum.reduceat(self._scaled(h.loss_high), starts)
            x = h.steps[starts].astype(float)
            mean = smoothed(h.loss, len(h.steps) // SMOOTHING_ROWS)[starts]
            curves.band.setData(np.concatenate([x, x[::-1]]), np.nan_to_num(np.concatenate([high, low[::-1]])))
            curves.batch.setData(x, self._scaled(mean), connect="finite")
        else:
            curves.band.setData([], [])
            curves.batch.setData([], [])
        every = max(1, -(-len(h.census_steps) // MAX_COLUMNS))
        keep = np.arange(len(h.census_steps) - 1, -1, -every)[::-1]
        steps = h.census_steps[keep].astype(float)
        for curve, column in ((curves.train, h.train_loss), (curves.test, h.test_loss)):
            curve.setData(steps, self._scaled(column[keep]), connect="finite")
        for dot, latest in (
            (curves.now, self._scaled(h.train_loss[-1:])),
            (curves.now_accuracy, 100.0 * h.train_accuracy[-1:]),
        ):
            known = np.isfinite(latest)
            show_spots(dot, steps[-1:][known], latest[known])
        accuracies = ((curves.train_accuracy, h.train_accuracy), (curves.test_accuracy, h.test_accuracy))
        for curve, column in accuracies:
            curve.setData(steps, 100.0 * column[keep], connect="finite")

    def _mark_beyond(self, curves: _Curves) -> None:
        """Put a triangle where train, test or the batches' mean loss is off the scale; none runs into the next."""
        (left, right), (low, high) = self.loss_plot.x_range, self.loss_plot.y_range
        width, inset = (right - left) * MARKS_APART, MARK_INSET * (high - low)
        places: dict[tuple[int, bool], float] = {}
        for curve in (curves.batch, curves.train, curves.test):
            x, y = curve.getData()
            if x is not None:
                outside = (y < low) | (y > high)
                for step, value in zip(x[outside].tolist(), y[outside].tolist(), strict=True):
                    places.setdefault((int(step // width), value > high), step)
        show_spots(
            curves.beyond,
            list(places.values()),
            [high - inset if above else low + inset for _, above in places],
            symbol=["t1" if above else "t" for _, above in places],
        )

    def _on_overdue(self) -> None:
        if self._lanes:
            self._draw_measured()

    def _draw_changes(self) -> None:
        steps = distinct([change.step for lane in self._lanes for change in lane.history.changes])
        x = np.repeat(steps, 2).astype(float)
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            marks.setData(x, np.tile(plot.y_range, len(steps)))

    def _scaled(self, loss: Floats) -> Floats:
        values = np.where(np.isfinite(loss), loss, np.nan)
        return np.log10(np.maximum(values, LOWEST_LOSS)) if self.logarithmic else values

    def _note_range(self) -> None:
        parts = []
        for lane in self._lanes:
            h = lane.history
            parts += [h.train_loss, h.test_loss, smoothed(h.loss, len(h.loss) // SMOOTHING_ROWS)]
        values = self._scaled(np.concatenate(parts))
        values = values[np.isfinite(values)]
        if values.size:
            starts = self._scaled(np.array([lane.history.train_loss[0] for lane in self._lanes]))
            self.range.see(float(values.min()), float(np.nanmax([quantile(values, 0.99), *starts])))
        elif self.range.range is None:
            self.range.see(-2.0 if self.logarithmic else 0.0, 1.0)

    def _choose_range(self, low: float, high: float) -> tuple[float, float]:
        if self.logarithmic:
            return decade_span(low, high)
        return 0.0, nice_ceiling(1.1 * high)

    def _show_range(self, low: float, high: float) -> None:
        self.loss_plot.set_y_range(low, high)

    def _show_steps(self, low: float, high: float) -> None:
        for plot in (self.loss_plot, self.accuracy_plot):
            plot.set_x_range(low, high)

    def _describe(self, x: float, _y: float) -> str:
        lines: list[str] = []
        for lane in self._lanes:
            h = lane.history
            if not len(h.census_steps):
                continue
            i = int(np.abs(h.census_steps - x).argmin())
            name = f"{lane.name}, " if len(self._lanes) > 1 else ""
            lines.append(f"{name}step {h.census_steps[i]:,}")
            lines.append(
                f"loss {plain(h.train_loss[i], 4)} train" + _also(h.test_loss[i], plain(h.test_loss[i], 4) + " test")
            )
            if np.isfinite(h.train_accuracy[i]):
                accuracy = f"{100 * h.train_accuracy[i]:.1f} % train"
                lines.append(accuracy + _also(h.test_accuracy[i], f"{100 * h.test_accuracy[i]:.1f} % test"))
        return "\n".join(lines + self._changes_near(x))

    def _changes_near(self, x: float) -> list[str]:
        reach = NEAR_PX * self.loss_plot.x_per_px
        found = [c for lane in self._lanes for c in lane.history.changes if abs(c.step - x) <= reach]
        return list(dict.fromkeys(f"changed at step {c.step:,}: {c.text}" for c in found))


def _also(value: float, text: str) -> str:
    return f" · {text}" if np.isfinite(value) else ""
