"""What plots share whose x axis is the step: its range, the rows that are drawn, the line at the step on show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from actviz.app.lanes import LaneView
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import nice_ceiling
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

LEAST_STEPS = 50  # the axis goes so far at least
MAX_ROWS = 300  # drawn of a run: more than one a pixel would cost time and show nothing


def step_range(*plots: Plot) -> JumpRange:
    """Return the range of the plots' x axes, from step 0 to a round number."""

    def show(low: float, high: float) -> None:
        for plot in plots:
            plot.set_x_range(low, high)

    return JumpRange(show, lambda _, high: (0.0, nice_ceiling(high)))


def follow_steps(steps: JumpRange, lanes: Sequence[LaneView]) -> None:
    """Let the axis reach to the newest step of the lanes."""
    steps.follow(0.0, float(max(LEAST_STEPS, *(lane.n_steps for lane in lanes))))


def drawn_rows(n_rows: int) -> NDArray[np.int64]:
    """Return which of a run's rows to draw: at most MAX_ROWS, evenly spaced, the latest among them."""
    every = max(1, -(-n_rows // MAX_ROWS))
    return np.arange(n_rows - 1, -1, -every)[::-1]


def rows_near(lanes: Sequence[LaneView], x: float) -> Iterator[tuple[LaneView, int, str]]:
    """Yield each lane that has been measured, its census row nearest to step x, and what to name it by in a text.

    A single lane has no name there.
    """
    for lane in lanes:
        if len(lane.history.census_steps):
            row = int(np.abs(lane.history.census_steps - x).argmin())
            yield lane, row, f"{lane.name}, " if len(lanes) > 1 else ""


class CursorLine:
    """An upright line at the step on show; hidden while that is the newest."""

    def __init__(self, plot: Plot) -> None:
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.setZValue(800)
        self.line.hide()
        plot.add(self.line)
        plot.restyled.append(self)
        self.restyle()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.line.setPen(theme.pen(theme.current().accent, 2.0))

    def show_lanes(self, lanes: Sequence[LaneView]) -> None:
        """Mark the step that the user has gone back to."""
        at = next((lane.at for lane in lanes if lane.at is not None), None)
        self.line.setVisible(at is not None)
        if at is not None:
            self.line.setValue(at)
