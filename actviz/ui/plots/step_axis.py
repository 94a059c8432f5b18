"""What plots share whose x axis is the step: its range, the rows that are drawn, the line at the step on show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from actviz.app.lanes import LaneView
from actviz.arrays import Ints
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import nice_ceiling
from actviz.ui.plots.zoom import X
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

LEAST_STEPS = 50  # the axis goes so far at least
MAX_ROWS = 300  # drawn of a run: more than one a pixel would cost time and show nothing


def step_range(*plots: Plot) -> JumpRange:
    """Return the range of the plots' x axes, from step 0 to a round number; they are zoomed together."""
    zoom_together(plots)

    def show(low: float, high: float) -> None:
        for plot in plots:
            plot.set_x_range(low, high)

    return JumpRange(show, lambda _, high: (0.0, nice_ceiling(high)))


def zoom_together(plots: Sequence[Plot]) -> None:
    """Let the wheel zoom the steps of all these plots."""
    zooms = [plot.zoom for plot in plots]
    for zoom in zooms:
        zoom.wheel_axes = (X,)  # beside its axis the wheel zooms y
        zoom.peers = tuple(other for other in zooms if other is not zoom)


GoTo = Callable[[int | None], object]


def go_to_clicked(plot: Plot, go_to: GoTo) -> None:
    """Call `go_to` with the step of every click, and with None when it turns out to be the first of a double click."""
    plot.zoom.set_pointer(Qt.CursorShape.PointingHandCursor)
    plot.on_click(lambda x, _y: go_to(max(0, round(x))))
    plot.on_click(lambda _x, _y: go_to(None), double=True)


def with_click(text: str, x: float) -> str:
    """Return a text at the mouse with a line that says what a click does there."""
    if not text:
        return ""
    return "\n".join((text, tr("click: go to step {step}", step=whole(max(0, round(x))))))


def follow_steps(steps: JumpRange, lanes: Sequence[LaneView], further: int = 0) -> None:
    """Let the axis reach to the newest step of the lanes, or further, to a step that is still to come."""
    steps.follow(0.0, float(max(LEAST_STEPS, further, *(lane.n_steps for lane in lanes))))


def drawn_rows(steps: Ints, plot: Plot) -> NDArray[np.int64]:
    """Return which of the rows at these steps to draw: at most MAX_ROWS, evenly spaced, the latest among them.

    They are those in view, with one beside them on either side.
    """
    low, high = plot.x_range
    first = max(0, int(np.searchsorted(steps, low)) - 1)
    last = min(len(steps), int(np.searchsorted(steps, high, side="right")) + 1)
    every = max(1, -(-(last - first) // MAX_ROWS))
    return np.arange(last - 1, first - 1, -every)[::-1]


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
