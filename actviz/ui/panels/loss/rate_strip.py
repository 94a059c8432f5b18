"""RateStrip: the learning rate over the steps, above the loss: as it was, and as its schedule goes on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.number_text import compact, plain, whole
from actviz.training.config.config import RunConfig
from actviz.translation import tr
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.step_axis import MAX_ROWS
from actviz.ui.plots.ticks import Ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

HEIGHT_PX = 48
ENDS = -0.08, 1.1  # of the axis, times the largest rate
TO_COME = 0.25  # times the steps that were taken: so much of what comes is in view
Settings = list[tuple[int, RunConfig]]  # with the step from which they hold


def settings_of(lane: LaneView) -> Settings:
    """Return the lane's configurations with their first steps."""
    return [(0, lane.facts.config), *((change.step, change.after) for change in lane.history.changes)]


def is_scheduled(lane: LaneView) -> bool:
    """Return whether a schedule has ever set the lane's learning rate."""
    return any(config.rate_schedule.varies for _, config in settings_of(lane))


def rate_at(settings: Settings, step: int) -> float:
    """Return the learning rate of the step that follows the first `step` ones."""
    return next(config for first, config in reversed(settings) if first <= step).rate_at(step)


def rate_text(lane: LaneView, step: int) -> list[str]:
    """Return a line on the rate at a step where the lane has a schedule, else none."""
    return [tr("learning rate {rate}", rate=plain(rate_at(settings_of(lane), step)))] if is_scheduled(lane) else []


class RateStrip:
    """A low plot of each lane's learning rate; `shown` says whether some lane has a schedule."""

    def __init__(self) -> None:
        self._top = 0.0  # the largest rate
        self.plot = Plot("", tr("learning rate"))
        self.plot.widget.setFixedHeight(px(HEIGHT_PX))
        self.plot.widget.hide()
        self.plot.frame.show_axis("bottom", False)
        self.plot.set_margins(0, 0, 16, 2)
        self.plot.set_ticks("left", self._ticks)
        self.shown = False
        self.past: list[pg.PlotCurveItem] = []
        self.coming: list[pg.PlotCurveItem] = []
        self._lanes: tuple[LaneView, ...] = ()
        self._drawn: list[tuple[Settings, tuple[float, float], Floats, Floats]] = []  # what the curves were made of

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        for lane, past, coming in zip(self._lanes, self.past, self.coming, strict=False):
            colour = QColor(now.lane(lane.index) if len(self._lanes) > 1 else now.text)
            past.setPen(theme.pen(colour, 1.5))
            coming.setPen(theme.pen(colour, 1.0, Qt.PenStyle.DotLine))

    @property
    def reach(self) -> int:
        """The step up to which the schedules are to be in view: some way ahead of the newest, until they end."""
        ends = [0]
        for lane in self._lanes if self.shown else ():
            schedule = settings_of(lane)[-1][1].rate_schedule
            ends.append(min(schedule.end, round((1.0 + TO_COME) * lane.n_steps)) if schedule.varies else 0)
        return max(ends)

    def follow(self, lanes: Sequence[LaneView]) -> None:
        """Show these lanes from now on."""
        same = [(lane.index, lane.key) for lane in lanes] == [(lane.index, lane.key) for lane in self._lanes]
        self._lanes = tuple(lanes)
        self.shown = any(map(is_scheduled, lanes))
        while len(self.past) < len(lanes):
            for curves in (self.past, self.coming):
                curves.append(pg.PlotCurveItem())
                self.plot.add(curves[-1])
            self._drawn.append(([], (0.0, 0.0), np.zeros(0), np.zeros(0)))
        for curve in (*self.past[len(lanes) :], *self.coming[len(lanes) :]):
            curve.setData([], [])
        if not same:
            self.restyle()

    def draw(self) -> None:
        """Draw the lanes' rates over the steps in view; only what has changed is computed again."""
        if not self.shown:
            return
        of_lanes = [settings_of(lane) for lane in self._lanes]
        top = max(config.learning_rate for settings in of_lanes for _, config in settings)
        if top != self._top:
            self._top = top
            self.plot.set_y_range(*(end * top for end in ENDS))
        for i, (lane, settings) in enumerate(zip(self._lanes, of_lanes, strict=True)):
            if self._drawn[i][:2] != (settings, self.plot.x_range):
                left, right = self.plot.x_range
                steps = np.unique(np.linspace(max(0.0, left), max(0.0, right), MAX_ROWS).astype(int))
                rates = np.array([rate_at(settings, step) for step in steps.tolist()])
                self._drawn[i] = settings, self.plot.x_range, steps.astype(float), rates
            _, _, x, y = self._drawn[i]
            n = int(np.searchsorted(x, lane.n_steps, side="right"))
            self.past[i].setData(x[:n], y[:n])
            self.coming[i].setData(x[max(0, n - 1) :], y[max(0, n - 1) :])

    def describe(self, x: float) -> str:
        """Return each lane's rate at a step, and whether it is still to come."""
        step, several = max(0, round(x)), len(self._lanes) > 1
        lines = [tr("step {step}", step=whole(step))]
        for lane in self._lanes:
            name = f"{lane.name}: " if several else ""
            rate = plain(rate_at(settings_of(lane), step))
            to_come = step > lane.n_steps
            lines.append(
                name
                + (tr("learning rate {rate}, to come", rate=rate) if to_come else tr("learning rate {rate}", rate=rate))
            )
        return "\n".join(lines)

    def _ticks(self, _low: float, _high: float, _count: int) -> Ticks:
        return [(0.0, "0"), (self._top, compact(self._top, 3))]
