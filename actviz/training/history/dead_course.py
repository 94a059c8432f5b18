"""DeadCourse: how many units of each hidden layer were dead at any step, counted from the events of a run.

Censuses may lie hundreds of steps apart, while events have steps of their own: a layer that died within two steps does
not look as if it had died slowly.
"""

from __future__ import annotations

import numpy as np

from actviz.arrays import Ints
from actviz.training.snapshot import HistoryView, UnitEvent


class DeadCourse:
    """The dead units of one run; its events are read again only when there are new ones."""

    def __init__(self) -> None:
        self._read: tuple[UnitEvent, ...] = ()
        self._steps: Ints = np.zeros(0, np.int64)
        self._layers: Ints = np.zeros(0, np.int64)
        self._changes: Ints = np.zeros(0, np.int64)  # 1 for a death, -1 for a revival

    def at(self, history: HistoryView, steps: Ints) -> Ints:
        """Return how many units were dead at these rising steps: (steps, L-1).

        Before the oldest event that is still known, and from the last census on, it is what the censuses counted.
        """
        if history.events is not self._read:
            self._read_events(history.events)
        rows = np.maximum(0, np.searchsorted(history.census_steps, steps, side="right") - 1)
        counted = history.dead[rows]
        if not len(self._steps):
            return counted
        n_layers, last = history.dead.shape[1], history.census_steps[-1]
        found, known = self._sums(steps, n_layers), steps < last
        if history.first_event:  # those that are forgotten left these units dead
            found = found + history.dead[-1] - self._sums(np.array([last]), n_layers)
            known = known & (steps >= self._steps[0])
        return np.where(known[:, np.newaxis], found, counted)

    def _sums(self, steps: Ints, n_layers: int) -> Ints:
        """Return the deaths less the revivals up to each of the steps, by layer."""
        rows = np.searchsorted(steps, self._steps)  # of the first of these steps that is not before an event
        cells = np.bincount(rows * n_layers + self._layers, self._changes, (len(steps) + 1) * n_layers)
        by_step = cells.reshape(-1, n_layers)[: len(steps)]
        return np.asarray(np.cumsum(by_step, axis=0), np.int64)

    def _read_events(self, events: tuple[UnitEvent, ...]) -> None:
        self._read = events
        rows = [(event.step, event.layer - 1, -1 if event.kind == "revival" else 1) for event in events]
        table: Ints = np.array(rows, np.int64).reshape(-1, 3)
        self._steps, self._layers, self._changes = table[np.argsort(table[:, 0], kind="stable")].T


def grid(low: float, high: float, last: int, n: int) -> Ints:
    """Return at most n + 1 whole steps, evenly spread over the steps from `low` to `high` that are not after `last`."""
    first, end = max(0, int(np.floor(low))), min(last, int(np.ceil(high)))
    every = max(1, -(-(end - first) // n))
    return np.append(np.arange(first, end, every), max(first, end))
