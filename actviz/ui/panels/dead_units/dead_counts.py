"""DeadCounts: the dead units over the run, as areas by layer, and the steps at which units died and revived."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.nn.quantiles import distinct
from actviz.number_text import whole
from actviz.training.history.dead_course import DeadCourse, grid
from actviz.translation import tr
from actviz.ui.panels.dead_units.event_marks import EventMarks
from actviz.ui.panels.dead_units.expected import expectation_lines, expected_dead
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.step_axis import (
    MAX_ROWS,
    CursorLine,
    GoTo,
    follow_steps,
    go_to_clicked,
    step_range,
    with_click,
)
from actviz.ui.plots.ticks import count_ticks, nice_ceiling
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

MAX_AREAS = 16  # more layers are stacked in groups of neighbours
MARK_STRIP = 0.16  # of the height: room under the zero line for the marks of deaths and revivals
BELOW_SEVERAL = 0.04  # of the height: else a line at 0, of a lane without dead units, would be cut in half
MARKS_NEED_PX = 170  # a lower panel shows the counts alone
ONE_LINE_PX = 430  # a narrower panel has shorter texts
LEAST_COUNTS = 8  # the axis of dead units reaches at least so far, or to all units


def grouped(dead: Floats, n_groups: int) -> Floats:
    """Sum the columns of neighbouring layers into at most `n_groups` columns."""
    n_layers = dead.shape[1]
    if n_layers <= n_groups:
        return dead
    starts = distinct(np.linspace(0, n_layers, n_groups, endpoint=False).astype(int))
    return np.asarray(np.add.reduceat(dead, starts, axis=1))


class DeadCounts:
    """The plot: for one lane areas by layer and marks of its events, for several a line each."""

    def __init__(self, go_to: GoTo) -> None:
        self._lanes: Sequence[LaneView] = ()
        self._strip = 0.0  # of the height, below zero: MARK_STRIP while marks are in view
        self._wide = True
        self.plot = Plot(tr("step"), tr("dead units by layer"))
        self.plot.set_ticks("left", count_ticks, 16)
        self.areas = [pg.PlotCurveItem(fillLevel="enclosed", pen=None) for _ in range(MAX_AREAS)]
        self.totals: list[pg.PlotCurveItem] = []
        self._courses: list[DeadCourse] = []  # one for each lane
        self.now = pg.ScatterPlotItem(size=7, pen=None)  # the latest census: all there is at step 0
        self.zero_line = pg.InfiniteLine(pos=0.0, angle=0)
        self.expected_line = pg.InfiniteLine(pos=0.0, angle=0)
        self.plot.add(*self.areas, self.zero_line, self.expected_line, self.now)
        self.marks = EventMarks(self.plot)
        self.crosshair = Crosshair(self.plot, lambda x, y: with_click(self.describe(x, y), x))
        self.cursor_line = CursorLine(self.plot)
        self.steps = step_range(self.plot)
        self.plot.zoom.changed.connect(self._draw_curves)
        go_to_clicked(self.plot, go_to)
        self.counts = JumpRange(lambda _low, high: self._show_counts_to(high), self._choose_counts)
        self.restyle()

    def restyle(self) -> None:
        """Apply `theme.current()`; `begin` and `draw` follow."""
        now = theme.current()
        self.plot.restyle()
        self.zero_line.setPen(theme.pen(now.strong_border))
        self.expected_line.setPen(theme.pen(now.text, 1.4, Qt.PenStyle.DashLine))
        self.marks.restyle()

    def reset(self) -> None:
        """Let the next drawing choose both axes."""
        self.steps.reset()
        self.counts.reset()

    def begin(self, lanes: Sequence[LaneView], size: QSize) -> None:
        """Prepare as many curves and areas as these lanes need, in their colours; `size` is the panel's."""
        self._lanes = lanes
        now, several = theme.current(), len(lanes) > 1
        while len(self.totals) < len(lanes):
            self._courses.append(DeadCourse())
            self.totals.append(pg.PlotCurveItem())
            self.plot.add(self.totals[-1])
        for i, total in enumerate(self.totals):
            total.setVisible(i < len(lanes))
            if i < len(lanes):
                total.setPen(theme.pen(now.lane(lanes[i].index) if several else QColor(now.text), 2.0))
        n_areas = 0 if several else min(MAX_AREAS, lanes[0].facts.n_hidden)
        for i, area in enumerate(self.areas):
            area.setVisible(i < n_areas)
            area.setBrush(now.depth(i, n_areas + 1))
        self._make_room_for_marks(size)

    def resize(self, size: QSize) -> None:
        """Show what there is room for in a panel of this size."""
        self._make_room_for_marks(size)
        self._name_plot()

    @property
    def shows_marks(self) -> bool:
        """Whether the marks of deaths and revivals are in view."""
        return self._strip > 0.0

    def _make_room_for_marks(self, size: QSize) -> None:
        self._wide = size.width() >= ONE_LINE_PX
        marked = len(self._lanes) == 1 and size.height() >= MARKS_NEED_PX
        self._strip = MARK_STRIP if marked else 0.0
        if self.counts.range is not None:
            self._show_counts_to(self.counts.range[1])
            self._show_marks()

    def _show_counts_to(self, top: float) -> None:
        below = BELOW_SEVERAL if len(self._lanes) > 1 else self._strip
        self.plot.set_y_range(-below * top, 1.02 * top)

    def _choose_counts(self, _low: float, high: float) -> tuple[float, float]:
        """Reach to all units where many are dead; to an eighth of them, or a bit over the highest, where few are."""
        most = max((lane.facts.n_hidden_units for lane in self._lanes), default=1)
        return 0.0, float(min(most, nice_ceiling(max(LEAST_COUNTS, most / 8, 1.25 * high))))

    def draw(self, lanes: Sequence[LaneView]) -> None:
        """Draw the lanes, which are those of the last `begin`, with their latest measurements."""
        self._lanes = lanes
        about = expected_dead(lanes[0]) if len(lanes) == 1 else None
        self.cursor_line.show_lanes(lanes)
        highest = [lane.history.dead.sum(axis=1).max(initial=0) for lane in lanes]
        self.counts.follow(0.0, float(max(*highest, about or 0.0, 0.0)))
        follow_steps(self.steps, lanes)
        self._name_plot()
        self.expected_line.setVisible(about is not None)
        if about is not None:
            self.expected_line.setValue(about)
        self._draw_curves()

    def _draw_curves(self) -> None:
        self._draw_totals()
        if len(self._lanes) == 1:
            self._draw_layers()
        self._show_marks()

    def _show_marks(self) -> None:
        top = self.counts.range[1] if self.counts.range is not None else 1.0
        events = self._lanes[0].history.events if len(self._lanes) == 1 else ()
        self.marks.show_events(events, self._strip * top)

    def _draw_totals(self) -> None:
        latest = [(lane.history.census_steps[-1:], lane.history.dead[-1:].sum(axis=1)) for lane in self._lanes]
        brushes = [total.opts["pen"].color() for total in self.totals[: len(latest)]]
        points = [(x[0], y[0], brush) for (x, y), brush in zip(latest, brushes, strict=True) if len(x)]
        show_spots(self.now, [x for x, _, _ in points], [y for _, y, _ in points], brush=[b for *_, b in points])
        for i, total in enumerate(self.totals[: len(self._lanes)]):
            steps, dead = self._dead(i)
            total.setData(steps, dead.sum(axis=1))

    def _dead(self, place: int) -> tuple[Floats, Floats]:
        """Return steps in view of a lane's run, and the dead units of its layers at each of them (steps, layers)."""
        lane = self._lanes[place]
        steps = grid(*self.plot.x_range, int(lane.history.census_steps[-1]), MAX_ROWS)
        return steps.astype(float), self._courses[place].at(lane.facts, lane.history, steps).astype(float)

    def _draw_layers(self) -> None:
        """Stack the layers' counts, layer 1 at the bottom."""
        steps, dead = self._dead(0)
        tops = np.cumsum(grouped(dead, MAX_AREAS), axis=1)
        floor = np.zeros(len(steps))
        # an area's outline runs along its top to the right, and back along the top of the area below
        around = np.concatenate([steps, steps[::-1]])
        for area, top in zip(self.areas, tops.T, strict=False):
            area.setData(around, np.concatenate([top, floor[::-1]]))
            floor = top

    def _name_plot(self) -> None:
        name = tr("dead units") if len(self._lanes) > 1 else tr("dead units by layer")
        first = self._first_marked_step() if len(self._lanes) == 1 else None
        if first is not None and self._wide:
            name = tr("{what}; marks from step {step}", what=name, step=whole(first))
        if len(self._lanes) == 1 and expected_dead(self._lanes[0]) is not None:
            longer = tr("{what}; dashed: approx. expected at step 0", what=name)
            shorter = [tr("{what}; - - expected", what=what) for what in (name, tr("dead units"), tr("dead"))]
            name = next((text for text in (longer, *shorter) if self.plot.y_label_fits(text)), name)
        names = name, tr("dead units"), tr("dead")
        self.plot.set_y_label(next((text for text in names if self.plot.y_label_fits(text)), names[-1]))

    def _first_marked_step(self) -> int | None:
        """Return the step of the oldest mark where older events have none; None where all events are marked."""
        history = self._lanes[0].history
        return history.events[0].step if history.first_event and history.events else None

    def describe(self, x: float, _y: float) -> str:
        """Return the counts at step x, and what theory expects at step 0."""
        lines: list[str] = []
        for lane, course in zip(self._lanes, self._courses, strict=False):
            step = min(max(0, round(x)), int(lane.history.census_steps[-1]))
            dead = course.at(lane.facts, lane.history, np.array([step]))[0]
            name = f"{lane.name}, " if len(self._lanes) > 1 else ""
            lines.append(
                name
                + tr("step {step}: {n} of {all} dead", step=whole(step), n=dead.sum(), all=lane.facts.n_hidden_units)
            )
            if len(self._lanes) == 1 and dead.any():
                worst = np.argsort(-dead, kind="stable")[:3]
                lines += [tr("layer {layer}: {n} dead", layer=k + 1, n=dead[k]) for k in sorted(worst) if dead[k]]
        if len(self._lanes) == 1:
            died, back = self.marks.near(x) if self.shows_marks else (0, 0)
            if died or back:
                lines.append(tr("near here {died} died, {back} came back", died=whole(died), back=whole(back)))
            oldest = self._first_marked_step()
            if oldest and x < oldest:
                lines.append(tr("marks begin at step {step}", step=whole(oldest)))
            lines += expectation_lines(self._lanes[0])
        return "\n".join(lines)
