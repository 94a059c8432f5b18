"""DeadCourse: how many units of each hidden layer were dead at any step of a run.

Censuses may lie hundreds of steps apart, while events have steps of their own: a layer that died within two steps does
not look as if it had died slowly. The record holds the events of a block of steps once the block is complete; until
then what was measured for the screen tells of it.
"""

from __future__ import annotations

import numpy as np

from actviz.arrays import Ints
from actviz.training.snapshot import HistoryView, UnitEvent

MOST_MEASURED = 600  # kept of what was measured for the screen


class DeadCourse:
    """The dead units of one run at a time; its events are read again only when there are new ones."""

    def __init__(self) -> None:
        self._run: object = None
        self._read: tuple[UnitEvent, ...] = ()
        self._steps: Ints = np.zeros(0, np.int64)
        self._layers: Ints = np.zeros(0, np.int64)
        self._changes: Ints = np.zeros(0, np.int64)  # 1 for a death, -1 for a revival
        self._measured: list[tuple[int, Ints]] = []  # later than what is recorded: step and dead units by layer

    def at(self, run: object, history: HistoryView, steps: Ints) -> Ints:
        """Return how many units were dead at these rising steps: (steps, L-1).

        As far as the record goes these are its events, or its censuses where it has forgotten the oldest events. After
        that they lie on lines between the measurements that this has been given as the last row of the history.
        """
        if history.events is not self._read:
            self._read_events(history.events)
        recorded, now = self._recorded_until(history), int(history.census_steps[-1])
        if run is not self._run:
            self._run, self._measured = run, []
        self._measured = [each for each in self._measured if recorded < each[0] < now]
        self._measured = self._measured[-MOST_MEASURED::2] if len(self._measured) > MOST_MEASURED else self._measured
        if now > recorded:
            self._measured.append((now, history.dead[-1]))
        found = self._on_record(history, np.append(steps, recorded))
        later = steps > recorded
        if later.any() and self._measured:
            x = [recorded, *(step for step, _ in self._measured)]
            rows = np.array([found[-1], *(dead for _, dead in self._measured)])
            lines = [np.interp(steps[later], x, column) for column in rows.T]
            found[:-1][later] = np.rint(np.transpose(lines))
        return found[:-1]

    def _recorded_until(self, history: HistoryView) -> int:
        return int(max([0, *self._steps[-1:].tolist(), *history.census_steps[:-1][-1:].tolist()]))

    def _on_record(self, history: HistoryView, steps: Ints) -> Ints:
        rows = np.maximum(0, np.searchsorted(history.census_steps, steps, side="right") - 1)
        counted = history.dead[rows].astype(np.int64)
        if not len(self._steps):
            return counted
        n_layers = history.dead.shape[1]
        found = self._sums(steps, n_layers)
        if history.first_event:  # those that are forgotten left these units dead
            row = min(int(np.searchsorted(history.census_steps, self._steps[-1])), len(history.dead) - 1)
            found = found + history.dead[row] - self._sums(history.census_steps[row : row + 1], n_layers)
            return np.where((steps >= self._steps[0])[:, np.newaxis], found, counted)
        return found

    def _sums(self, steps: Ints, n_layers: int) -> Ints:
        """Return the deaths less the revivals up to each of the steps, by layer."""
        rows = np.searchsorted(steps, self._steps)  # of the first of these steps that is not before an event
        cells = np.bincount(rows * n_layers + self._layers, self._changes, (len(steps) + 1) * n_layers)
        by_step = cells.reshape(-1, n_layers)[: len(steps)]
        return np.asarray(np.cumsum(by_step, axis=0), np.int64)

    def _read_events(self, events: tuple[UnitEvent, ...]) -> None:
        self._read = events
        rows = [(e.step, e.layer - 1, -1 if e.kind == "revival" else 1) for e in events if not e.pending]
        table: Ints = np.array(rows, np.int64).reshape(-1, 3)
        self._steps, self._layers, self._changes = table[np.argsort(table[:, 0], kind="stable")].T


def grid(low: float, high: float, last: int, n: int) -> Ints:
    """Return at most n + 1 whole steps, evenly spread over the steps from `low` to `high` that are not after `last`."""
    first, end = max(0, int(np.floor(low))), min(last, int(np.ceil(high)))
    every = max(1, -(-(end - first) // n))
    return np.append(np.arange(first, end, every), max(first, end))
