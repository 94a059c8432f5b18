"""Bands: the bands around the lanes' mean-field lines, measured one at a time on a thread of their own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from weakref import WeakKeyDictionary

from actviz.app.lanes import LaneView
from actviz.app.task import Task
from actviz.diagnosis.gradient_band import Band, known_band, measured_band
from actviz.export.exported_run import Progress
from actviz.training.config.config import RunConfig
from actviz.training.pieces import Work
from actviz.training.snapshot import RunFacts, Start
from actviz.translation import mark, tr

PATIENCE_S = 0.5  # so long a run is on show first: neither the program's start nor a slider that is dragged waits
REST_S = 0.002  # after each network: the training and the window go first
JOIN_S = 5.0
NO_MEMORY = mark("there is not enough memory to draw networks like this")


class Bands:
    """The bands of a session's lanes; lives in the GUI thread."""

    def __init__(self) -> None:
        self._found: WeakKeyDictionary[Start, Band] = WeakKeyDictionary()
        self._seen_at: WeakKeyDictionary[Start, float] = WeakKeyDictionary()
        self._task: Task[Band] | None = None
        self._of: Start | None = None  # what the task measures the band of
        self._known: list[Start | None] = []  # lanes that lack no band, as they began: nothing is to be done for them

    def added_to(self, lanes: tuple[LaneView, ...]) -> tuple[LaneView, ...]:
        """Return the lanes with all bands that are known, the same tuple where it has them; called once a frame."""
        starts = [lane.history.start for lane in lanes]
        if self._task is not None or starts != self._known:
            self._go_on([(lane.facts, start) for lane, start in zip(lanes, starts, strict=True) if start is not None])
            self._known = starts if all(start is None or start in self._found for start in starts) else []
        bands = [None if start is None else self._found.get(start) for start in starts]
        if all(lane.band is band for lane, band in zip(lanes, bands, strict=True)):
            return lanes
        return tuple(replace(lane, band=band) for lane, band in zip(lanes, bands, strict=True))

    def close(self) -> bool:
        """Stop and wait; True when no thread is left."""
        if self._task is None:
            return True
        self._task.cancel()
        return self._task.join(JOIN_S)

    def _go_on(self, runs: Sequence[tuple[RunFacts, Start]]) -> None:
        now = time.monotonic()
        for facts, start in runs:
            if start not in self._seen_at:
                self._seen_at[start] = now
                known = known_band(facts, start.config)
                if known is not None:
                    self._found[start] = known
        if self._task is not None:
            if all(start is not self._of for _, start in runs):
                self._task.cancel()
            if self._task.running:
                return
            if self._of is not None and not self._task.cancelled:
                self._found[self._of] = self._task.result or Band(None, reason=self._task.fault(tr(NO_MEMORY)) or "")
            self._task = self._of = None
        for facts, start in runs:
            if start not in self._found and now - self._seen_at[start] >= PATIENCE_S:
                self._task, self._of = Task(partial(_measured, facts, start.config), "band"), start
                return


def _measured(facts: RunFacts, config: RunConfig, progress: Progress) -> Band:
    """Draw network by network; runs on the task's thread."""
    work = Work(measured_band(facts, config))
    while not work.is_done:
        progress(0.0)
        time.sleep(REST_S)
        work.go_on()
    return work.result
