"""The result of every task of a run, and how many of its units were dead or nearly silent at the task's end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.number_text import plain, whole
from actviz.training.snapshot import RunFacts
from actviz.training.turn_facts import TaskEnd
from actviz.translation import mark, tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import nice_ceiling, whole_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

NO_TASKS = mark("This run has one task. “Tasks…”, in the Data group, lets labels, inputs or data change.")
NO_END = mark("No task has ended yet. The first point comes at step {step}.")
RESULTS_NEED_PX = 150  # a lower panel shows the units alone
DOT_PX = 5
FEWEST = 4  # tasks that the axis has room for
Values = Callable[[TaskEnd], float]


def _result(end: TaskEnd) -> float:
    return end.results.loss if end.results.accuracy is None else 100.0 * end.results.accuracy


def _dead(end: TaskEnd) -> float:
    return float(end.dead.sum())


def _dormant(end: TaskEnd) -> float:
    return float(end.dormant.sum())


@register
class Tasks(Panel):
    """What each task left behind, where the task changes while the network trains. Above, the training accuracy (or,
    in a regression, the loss) at the last step of each task. Below, how many hidden units were dead then (solid), and
    how many nearly silent (dashed): their mean output was at most 0.025 of their layer's.

    Look for results that sink from task to task while more and more units are dead or silent: the network loses its
    plasticity, and learns each new task worse than a fresh one would. Recycling gives such units a new start. A click
    shows the window as it was at the end of that task.
    """

    key = "tasks"

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self.legend = Legend(most_rows=2)
        self.results_plot, self.units_plot = (
            Plot(tr("task"), name) for name in (tr("accuracy, %"), tr("dead and silent units"))
        )
        self.results: list[pg.PlotDataItem] = []
        self.dead: list[pg.PlotDataItem] = []
        self.dormant: list[pg.PlotDataItem] = []
        self.crosshairs = [Crosshair(plot, self._describe) for plot in (self.results_plot, self.units_plot)]
        for plot in (self.results_plot, self.units_plot):
            plot.set_ticks("bottom", whole_ticks)
            plot.on_click(lambda x, _y: self.go_to(x))
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.legend)
        column.addWidget(self.results_plot.widget, 1)
        column.addWidget(self.units_plot.widget, 1)
        self.set_empty(True)
        self.restyle()

    def draw(self, lanes: Sequence[LaneView], _selection: Selection) -> None:
        """Draw the lanes' tasks, if any has ended since; the selection does not matter here."""
        self._lanes = tuple(lanes)
        if not any(lane.history.tasks for lane in lanes):
            self.set_empty(True, _nothing(lanes[0].facts) if lanes else tr(self.empty_text))
            self.set_note("")
            self._drawn = ()
            return
        self.set_empty(False)
        self.set_note("", step_text(lane.snapshot.units_step for lane in lanes))
        drawn = tuple(part for lane in lanes for part in (lane.facts, lane.name, lane.index, lane.history.tasks))
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw_tasks()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for plot in (self.results_plot, self.units_plot):
            plot.restyle()
        if self._drawn:
            self._draw_tasks()

    def sentence(self, lane: LaneView) -> str:
        """Say how the latest task ended."""
        if not lane.history.tasks:
            return tr("No task has ended yet.")
        end = lane.history.tasks[-1]
        return tr(
            "Task {task} ended at step {step} with {results}, {dead} units dead and {silent} nearly silent.",
            task=end.task + 1,
            step=whole(end.step),
            results=end.results.text,
            dead=whole(int(end.dead.sum())),
            silent=whole(int(end.dormant.sum())),
        )

    def table(self) -> list[list[object]]:
        """Return a row for each lane and task that has ended."""
        names = ["lane", "task", "step", "train loss", "train accuracy", "test loss", "test accuracy"]
        rows: list[list[object]] = [[*names, "dead", "nearly silent"]]
        for lane in self._lanes:
            for end in lane.history.tasks:
                results = ["" if value is None else value for value in end.results]
                counts = [int(end.dead.sum()), int(end.dormant.sum())]
                rows.append([lane.name, end.task + 1, end.step, *results, *counts])
        return rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a low panel to the units alone."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        both = self.height() >= RESULTS_NEED_PX
        self.results_plot.widget.setVisible(both)
        self.results_plot.frame.show_axis("bottom", not both)

    def _draw_tasks(self) -> None:
        ends = [lane.history.tasks for lane in self._lanes]
        most = max(end.task + 1 for tasks in ends for end in tasks)
        first = min(tasks[0].task + 1 for tasks in ends if tasks)
        for plot in (self.results_plot, self.units_plot):
            plot.set_x_range(first - 0.5, max(most, first + FEWEST - 1) + 0.5)
        classes = self._lanes[0].facts.task == "classification"
        self.results_plot.set_y_label(
            tr("accuracy at each task's end, %") if classes else tr("loss at each task's end")
        )
        highest = max((_result(end) for tasks in ends for end in tasks if np.isfinite(_result(end))), default=1.0)
        self.results_plot.set_y_range(0.0, 103.0 if classes else nice_ceiling(1.1 * highest))
        units = max(max(_dead(end), _dormant(end)) for tasks in ends for end in tasks)
        self.units_plot.set_y_range(0.0, nice_ceiling(1.1 * max(4.0, units)))
        now, several = theme.current(), len(self._lanes) > 1
        colours = [now.lane(lane.index) for lane in self._lanes]
        self._show(self.results, self.results_plot, _result, colours if several else [QColor(now.accent)])
        self._show(self.dead, self.units_plot, _dead, colours if several else [QColor(now.dead_text)])
        self._show(self.dormant, self.units_plot, _dormant, colours if several else [QColor(now.muted)], dashed=True)
        self._write_legend(classes)
        self._share_height()

    def _show(
        self, items: list[pg.PlotDataItem], plot: Plot, of: Values, colours: Sequence[QColor], dashed: bool = False
    ) -> None:
        while len(items) < len(self._lanes):
            items.append(pg.PlotDataItem(symbol="o", symbolSize=DOT_PX))
            plot.add(items[-1])
        for item in items[len(self._lanes) :]:
            item.setData([], [])
        for item, lane, colour in zip(items, self._lanes, colours, strict=False):
            tasks = lane.history.tasks
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            item.setPen(theme.pen(colour, 1.5, style))
            item.setSymbolPen(theme.pen(colour, 1.0))
            item.setSymbolBrush(QColor(theme.current().card) if dashed else colour)
            values: Floats = np.array([of(end) for end in tasks])
            item.setData(np.array([end.task + 1.0 for end in tasks]), values)

    def _write_legend(self, classes: bool) -> None:
        now, several = theme.current(), len(self._lanes) > 1
        entries = [
            LegendEntry(tr("dead"), now.muted if several else now.dead_text),
            LegendEntry(tr("nearly silent"), now.muted, "dash"),
        ]
        if several:
            named = [LegendEntry(lane.name, now.lane(lane.index).name()) for lane in self._lanes]
            self.legend.set_named(named, entries)
        else:
            self.legend.set_entries([LegendEntry(tr("accuracy") if classes else tr("loss"), now.accent), *entries])

    def _near(self, x: float) -> list[tuple[LaneView, TaskEnd]]:
        """Return the task whose point is nearest, of each lane that has it."""
        number = round(x) - 1
        return [(lane, end) for lane in self._lanes for end in lane.history.tasks if end.task == number]

    def go_to(self, x: float) -> None:
        """Ask for the step at which the task at this place of the axis ended."""
        near = self._near(x)
        if near:
            self.step_requested.emit(near[0][1].step - 1)  # at its own step the next task has begun

    def _describe(self, x: float, _y: float) -> str:
        near = self._near(x)
        if not near:
            return ""
        lines = [tr("task {task}, ended at step {step}", task=near[0][1].task + 1, step=whole(near[0][1].step))]
        for lane, end in near:
            name = f"{lane.name}: " if len(self._lanes) > 1 else ""
            results = tr("loss {loss}", loss=plain(end.results.loss))
            if end.results.accuracy is not None:
                accuracy = f"{100 * end.results.accuracy:.1f} %"
                results = tr("loss {loss}, accuracy {accuracy}", loss=plain(end.results.loss), accuracy=accuracy)
            lines.append(f"{name}{results}")
            counts = {"dead": whole(int(end.dead.sum())), "silent": whole(int(end.dormant.sum()))}
            lines.append(name + tr("{dead} dead, {silent} nearly silent", **counts))
        return "\n".join(lines)


def _nothing(facts: RunFacts) -> str:
    if facts.config.task_change == "none":
        return tr(NO_TASKS)
    return tr(NO_END, step=whole(facts.config.task_every))
