"""EventMarks: the steps at which units died and came back, over the whole run, as marks that do not overprint."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.arrays import Floats, Ints
from actviz.training.snapshot import UnitEvent
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

COLUMN_PX = 8  # one mark of a kind in each column of so many pixels
LEAST_PX, MOST_PX, PER_DOUBLING_PX = 7.0, 11.0, 1.0  # a mark of more events is larger
DEATHS_AT, REVIVALS_AT = 0.32, 0.72  # of the strip under the zero line, from above


class EventMarks:
    """Crosses where units died, triangles where they came back."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.deaths = pg.ScatterPlotItem(symbol="x", pen=None)
        self.revivals = pg.ScatterPlotItem(symbol="t1", pen=None)
        plot.add(self.deaths, self.revivals)
        self._steps: dict[str, Ints] = {"death": np.zeros(0, np.int64), "revival": np.zeros(0, np.int64)}
        self._read: Sequence[UnitEvent] = ()
        self._drawn: object = None
        self._strip = 0.0

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.deaths.setBrush(theme.current().dead)
        self.revivals.setBrush(theme.current().revived)

    def show_events(self, events: Sequence[UnitEvent], strip: float) -> None:
        """Mark events in a strip of this height under the zero line; 0 hides all marks."""
        if events is not self._read:
            self._read = events
            for kind in self._steps:
                self._steps[kind] = np.array([e.step for e in events if e.kind == kind], np.int64)
        self._strip = strip
        self.draw()

    def draw(self) -> None:
        """Draw the marks again where their steps, the axes or the size have changed."""
        shown = self._read, self._strip, self._plot.x_range, self._plot.box.width()
        if shown == self._drawn:
            return
        self._drawn = shown
        for item, kind, place in ((self.deaths, "death", DEATHS_AT), (self.revivals, "revival", REVIVALS_AT)):
            x, n = self._columns(self._steps[kind]) if self._strip else (np.zeros(0), np.zeros(0))
            sizes = np.minimum(MOST_PX, LEAST_PX + PER_DOUBLING_PX * np.log2(n)).tolist() if len(n) else []
            show_spots(item, x, np.full(len(x), -place * self._strip), size=sizes)

    def _columns(self, steps: Ints) -> tuple[Floats, Floats]:
        """Return the mean step and the number of the events in each column that has any."""
        low, high = self._plot.x_range
        per_column = COLUMN_PX * (high - low) / max(1.0, float(self._plot.box.width()))
        seen = steps[(steps >= low) & (steps <= high)]
        _, places, counts = np.unique((seen - low) // per_column, return_inverse=True, return_counts=True)
        sums = np.bincount(places, weights=seen, minlength=len(counts))
        return sums / np.maximum(1, counts), counts.astype(float)

    def near(self, x: float) -> tuple[int, int]:
        """Return how many units died and came back in the column around step x."""
        low, high = self._plot.x_range
        reach = 0.5 * COLUMN_PX * (high - low) / max(1.0, float(self._plot.box.width()))
        found = [int(np.count_nonzero(np.abs(self._steps[kind] - x) <= reach)) for kind in ("death", "revival")]
        return found[0], found[1]
