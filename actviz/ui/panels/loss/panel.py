"""Loss and accuracy over the whole run, on the training and the test set."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.nn.quantiles import distinct, quantile
from actviz.number_text import plain, whole
from actviz.training.turning_points import TurningPoint, turning_points
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.loss.curves import LossCurves, smoothed
from actviz.ui.panels.loss.rate_strip import HEIGHT_PX, RateStrip, rate_text
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange, decade_span
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.step_axis import CursorLine, follow_steps, go_to_clicked, rows_near, step_range, with_click
from actviz.ui.plots.ticks import decade_ticks, nice_ceiling, number_ticks
from actviz.ui.plots.zoom import Y
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

PATIENCE_MS = 1000  # how long values must stay outside before the axis jumps
LOWEST_LOSS = 1e-12  # log axis: smaller losses are drawn here
NEAR_PX = 5
RATE_NEEDS_PX = 170  # a lower body has no strip of the learning rate
ACCURACY_NEEDS_PX = 150  # a lower body shows the loss alone


@register
class Loss(Panel):
    """The loss over the whole run, and for classes the accuracy below it: solid on the training set, dashed on the
    test set, both measured on all their examples. The pale band is the loss of single batches, from the smallest to
    the largest in each interval of steps, with its smoothed mean inside.

    Look for a loss that does not change at all, the sign of a vanished gradient or a dead layer, and for a test
    curve that rises while the training curve still falls. Dotted lines mark the steps at which you changed a
    setting, another task began or units were recycled; point at one to read which. A triangle at the edge marks a loss
    beyond the axis. The log axis (in the menu) shows small losses.

    Where the learning rate follows a schedule or a warm-up, a strip above the loss shows it: solid as it was, dotted
    as it goes on.

    Where training and test loss are seldom measured, a dot marks each measurement, hollow on the test set. Dots far
    apart have no line between them: nothing is known there but the batches.
    A click shows the whole window as it was at that step. The wheel zooms into the steps, and beside the loss axis into
    the losses; drag to pan; double-click shows all again and fits the axes.
    """

    key = "loss"

    def __init__(self) -> None:
        super().__init__()
        self.logarithmic = False
        self._lanes: tuple[LaneView, ...] = ()
        self.curves: list[LossCurves] = []
        self.legend = Legend(most_rows=2)
        self.loss_plot = Plot(tr("step"), tr("loss"))
        self.accuracy_plot = Plot(tr("step"), tr("accuracy, %"))
        self.accuracy_plot.set_y_range(0.0, 103.0)
        self.rate = RateStrip()
        self.change_marks = [pg.PlotCurveItem(connect="pairs") for _ in range(2)]
        self.crosshairs = [
            Crosshair(plot, lambda x, y: with_click(self._describe(x, y), x))
            for plot in (self.loss_plot, self.accuracy_plot)
        ]
        self.crosshairs.append(Crosshair(self.rate.plot, lambda x, _y: with_click(self.rate.describe(x), x)))
        self.cursors = [CursorLine(plot) for plot in (self.loss_plot, self.accuracy_plot, self.rate.plot)]
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            plot.add(marks)
            plot.on_click(lambda _x, _y: self.fit(), double=True)
            plot.zoom.changed.connect(self._draw_curves)
            go_to_clicked(plot, self.step_requested.emit)
        self.rate.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self.rate.plot.zoom.changed.connect(self.rate.draw)
        go_to_clicked(self.rate.plot, self.step_requested.emit)
        self.steps = step_range(self.loss_plot, self.accuracy_plot, self.rate.plot)
        self.range = JumpRange(self._show_range, self._choose_range, PATIENCE_MS, self)
        self.range.overdue.connect(self._on_overdue)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.rate.plot.widget)
        column.addWidget(self.loss_plot.widget, 3)
        column.addWidget(self.accuracy_plot.widget, 2)
        self.log_action = QAction(tr("Log axis for the loss"), self, checkable=True)
        self.log_action.toggled.connect(self.set_logarithmic)
        self.menu.addAction(self.log_action)
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
        shown = self.rate.shown
        self.rate.follow(lanes)
        if not lanes:
            return
        if self.rate.shown != shown:
            self._share_height()
        if restarted:
            self.range.reset()
            self.steps.reset()
            self._write_labels()
            self._prepare_curves()
            self._share_height()
        self._draw_measured()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            plot.restyle()
            marks.setPen(theme.pen(theme.current().muted, 1.0, Qt.PenStyle.DotLine))
        self.rate.plot.restyle()
        self.rate.restyle()
        self._write_labels()
        self._prepare_curves()

    def sentence(self, lane: LaneView) -> str:
        """Say what loss and accuracy are."""
        snapshot = lane.snapshot
        values = {"loss": plain(snapshot.loss), "step": whole(snapshot.units_step)}
        if snapshot.accuracy is None:
            return tr("Loss {loss} on the training set at step {step}.", **values)
        accuracy = f"{100 * snapshot.accuracy:.1f} %"
        return tr("Loss {loss}, accuracy {accuracy} on the training set at step {step}.", **values, accuracy=accuracy)

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
        self._write_labels()
        self.fit()

    def _write_labels(self) -> None:
        standardised = bool(self._lanes) and self._lanes[0].facts.target_units is not None
        names = [tr("loss")]
        if standardised:
            names = [self._lanes[0].facts.loss_text, tr("loss, standardised"), tr("standardised")]
        names = [tr("{what}, log axis", what=name) if self.logarithmic else name for name in names]
        for plot, forms in ((self.loss_plot, names), (self.accuracy_plot, [tr("accuracy, %"), tr("acc., %")])):
            plot.set_y_label(next((name for name in forms if plot.y_label_fits(name)), forms[-1]))

    def fit(self) -> None:
        """Fit the axes to the present values."""
        if self._lanes:
            self.range.reset()
            self.steps.reset()
            self._draw_measured()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a low panel to the loss alone."""
        super().resizeEvent(event)
        self._write_labels()
        self._share_height()
        if len(self._lanes) > 1:
            self._write_legend()

    def _share_height(self) -> None:
        classes = any(lane.facts.task == "classification" for lane in self._lanes) or not self._lanes
        with_rate = self.rate.shown and self.height() >= RATE_NEEDS_PX
        self.rate.plot.widget.setVisible(with_rate)
        both = classes and self.height() >= ACCURACY_NEEDS_PX + (px(HEIGHT_PX) if with_rate else 0)
        self.accuracy_plot.widget.setVisible(both)
        self.loss_plot.frame.show_axis("bottom", not both)
        self.loss_plot.set_margins(0, 0, 16, 7 if both else 2)

    def _prepare_curves(self) -> None:
        now = theme.current()
        while len(self.curves) < len(self._lanes):
            self.curves.append(LossCurves(self.loss_plot, self.accuracy_plot))
        for curves in self.curves[len(self._lanes) :]:
            curves.clear()
        several = len(self._lanes) > 1
        for curves, lane in zip(self.curves, self._lanes, strict=False):
            colour = now.lane(lane.index)
            curves.restyle(*((colour, colour) if several else (QColor(now.accent), QColor(now.text))))
        self._write_legend()

    def _write_legend(self) -> None:
        now = theme.current()
        several = len(self._lanes) > 1
        band = QColor(now.muted if several else now.accent)
        band.setAlpha(90)
        entries = [
            LegendEntry(tr("train"), now.muted if several else now.accent),
            LegendEntry(tr("test"), now.muted if several else now.text, "dash"),
            LegendEntry(tr("batches"), band.name(QColor.NameFormat.HexArgb), "band"),
        ]
        if several:
            colours = [now.lane(lane.index).name() for lane in self._lanes]
            named = [LegendEntry(lane.name, colour) for lane, colour in zip(self._lanes, colours, strict=True)]
            self.legend.set_named(named, entries)
        else:
            self.legend.set_entries(entries)

    def _draw_measured(self) -> None:
        follow_steps(self.steps, self._lanes, self.rate.reach)
        self._follow_range()
        self._draw_curves()
        self.rate.draw()
        self._draw_changes()
        for cursor in self.cursors:
            cursor.show_lanes(self._lanes)
        self.set_note("", step_text(lane.snapshot.units_step for lane in self._lanes))

    def _draw_curves(self) -> None:
        for curves, lane in zip(self.curves, self._lanes, strict=False):
            curves.draw(lane.history, self._scaled)

    def _on_overdue(self) -> None:
        if self._lanes:
            self._draw_measured()

    def _draw_changes(self) -> None:
        seen = [lane.history for lane in self._lanes]
        turns = [turn.step for h in seen for turn in h.tasks] + [turn.step for h in seen for turn in h.recycled]
        steps = distinct([*turns, *(change.step for h in seen for change in h.changes)])
        x = np.repeat(steps, 2).astype(float)
        for plot, marks in zip((self.loss_plot, self.accuracy_plot), self.change_marks, strict=True):
            marks.setData(x, np.tile(plot.zoom.whole(Y), len(steps)))

    def _scaled(self, loss: Floats) -> Floats:
        values = np.where(np.isfinite(loss), loss, np.nan)
        return np.log10(np.maximum(values, LOWEST_LOSS)) if self.logarithmic else values

    def _follow_range(self) -> None:
        parts = []
        for lane in self._lanes:
            h = lane.history
            parts += [h.train_loss, h.test_loss, smoothed(h.loss)]
        values = self._scaled(np.concatenate(parts))
        values = values[np.isfinite(values)]
        if values.size:
            # the highest 1 % may leave the axis: a single spike would press the rest of the curve flat
            starts = self._scaled(np.array([lane.history.train_loss[0] for lane in self._lanes]))
            self.range.follow(float(values.min()), float(np.nanmax([quantile(values, 0.99), *starts])))
        elif self.range.range is None:
            self.range.follow(-2.0 if self.logarithmic else 0.0, 1.0)

    def _choose_range(self, low: float, high: float) -> tuple[float, float]:
        if self.logarithmic:
            return decade_span(low, high)
        return 0.0, nice_ceiling(1.1 * high)

    def _show_range(self, low: float, high: float) -> None:
        self.loss_plot.set_y_range(low, high)

    def _describe(self, x: float, _y: float) -> str:
        lines: list[str] = []
        for lane, i, name in rows_near(self._lanes, x):
            h = lane.history
            lines.append(name + tr("step {step}", step=whole(h.census_steps[i])))
            lines.append(_loss_text(float(h.train_loss[i]), float(h.test_loss[i])))
            if np.isfinite(h.train_accuracy[i]):
                lines.append(_accuracy_text(float(h.train_accuracy[i]), float(h.test_accuracy[i])))
            lines += rate_text(lane, int(h.census_steps[i]))
        return "\n".join(lines + self._changes_near(x))

    def _changes_near(self, x: float) -> list[str]:
        reach = NEAR_PX * self.loss_plot.x_per_px
        points = [point for lane in self._lanes for point in turning_points(lane.history)]
        near = [point for point in points if abs(point.step - x) <= reach]
        return list(dict.fromkeys(_turn_text(p) for p in near))


def _loss_text(train: float, test: float) -> str:
    if not np.isfinite(test):
        return tr("loss {train} train", train=plain(train, 4))
    return tr("loss {train} train · {test} test", train=plain(train, 4), test=plain(test, 4))


def _accuracy_text(train: float, test: float) -> str:
    shares = {"train": f"{100 * train:.1f} %", "test": f"{100 * test:.1f} %"}
    if not np.isfinite(test):
        return tr("{train} train", train=shares["train"])
    return tr("{train} train · {test} test", **shares)


def _turn_text(point: TurningPoint) -> str:
    values = {"step": whole(point.step), "what": point.text}
    return tr("changed at step {step}: {what}", **values) if point.changed else tr("step {step}: {what}", **values)
