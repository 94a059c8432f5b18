"""CursorLine: where in time the user has gone back to, in plots whose x axis is the step."""

from __future__ import annotations

from collections.abc import Sequence

from actviz.app.lanes import LaneView
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme


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
        """Take on `theme.current()`."""
        self.line.setPen(theme.pen(theme.current().accent, 2.0))

    def show_lanes(self, lanes: Sequence[LaneView]) -> None:
        """Stand where the lanes have been gone back to."""
        at = next((lane.at for lane in lanes if lane.at is not None), None)
        self.line.setVisible(at is not None)
        if at is not None:
            self.line.setValue(at)
