"""A sweep is run on an executor: what comes first, how much at once, what is tried again, and when it ends."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from actviz.registry import BadInput
from actviz.sweeps.cell import FAILED, Cell, Job, Stopped, failed, job_of, trained_cell, trained_cells
from actviz.sweeps.order import Point, levels, places_of
from actviz.sweeps.results import SAME, SweepMap
from actviz.sweeps.sweep import CHANGING, Place, Sweep
from actviz.sweeps.workers import LocalWorkers
from actviz.told_text import reason
from actviz.translation import parts_kept, tr

TASK_S = 0.3  # of work in one task: long against its overhead, short against a person's patience
MOST_IN_TASK = 64
AHEAD = 2  # tasks that wait for each worker, so that none is idle
ATTEMPTS = 3  # of a run whose worker dies
LOOK_S = 0.1  # between two looks at whether it was stopped or paused
LIGHT = 3e9  # multiplications of a run that this process itself may take while the workers start


@dataclass(eq=False)
class Control:
    """How a sweep is stopped and paused, from any thread."""

    cancelled: threading.Event = field(default_factory=threading.Event)
    paused: threading.Event = field(default_factory=threading.Event)


class Driver:
    """One sweep on its way.

    Args:
        sweep: what is run.
        make_executor: called for an executor, and again where its processes have died.
        n_workers: how many runs the executor takes at once.
        known: cells of an earlier beginning, which are not run again unless they failed.
        control: to stop or pause it.

    A run whose worker dies is tried again, alone, up to three times; then it is a failed cell that says so.
    """

    def __init__(
        self,
        sweep: Sweep,
        make_executor: Callable[[], Executor],
        n_workers: int,
        known: Sequence[Cell] = (),
        control: Control | None = None,
    ) -> None:
        self.map = SweepMap(sweep, (cell for cell in known if cell.state != FAILED))
        self.control = control or Control()
        self._sweep, self._make, self._n_workers = sweep, make_executor, n_workers
        self._executor: Executor | None = None
        self._flying: dict[Future[list[Cell]], list[Job]] = {}
        self._waiting: Iterator[Place] = iter(())
        self._levels = deque(levels(sweep))
        self._suspects: deque[Job] = deque()  # that were with a worker that died: tried one at a time
        self._attempts: dict[Place, int] = {}
        self._seconds, self._n_timed, self._began = 0.0, 0, time.monotonic()
        self._n_before = self.map.n_done

    @property
    def seconds_left(self) -> float | None:
        """How long the rest will take at the pace so far; None before the first run has ended."""
        done = self.map.n_done - self._n_before
        left = self._sweep.n_runs - self.map.n_done - self._sweep.seeds * len(self.map.left_out)
        return (time.monotonic() - self._began) / done * left if done else None

    def cells(self) -> Generator[list[Cell], None, None]:
        """Run the sweep, and yield the cells as they come; to close this iterator stops it.

        Raises:
            BadInput: the executor takes no more work.
        """
        try:
            while not self.control.cancelled.is_set():
                fresh = self._filled()
                if not self._flying and not fresh and not self._suspects and not self._has_more():
                    return
                fresh += self._collected()
                for cell in fresh:
                    self.map.add(cell)
                if fresh:
                    yield fresh
        finally:
            self._stop()

    def _stop(self) -> None:
        for future in self._flying:
            future.cancel()
        if isinstance(self._executor, LocalWorkers):
            self._executor.stop()
        self._flying.clear()

    # What is run next

    def _has_more(self) -> bool:
        return self.control.paused.is_set() or bool(self._levels)

    def _filled(self) -> list[Cell]:
        """Submit as much as the workers take; return cells that need none, as their settings cannot be."""
        fresh: list[Cell] = []
        if self.control.paused.is_set():
            return fresh
        if self._suspects:
            if not self._flying:
                self._submit([self._suspects.popleft()])
            return fresh
        while len(self._flying) < AHEAD * self._n_workers:
            jobs = self._next_jobs(fresh)
            if not jobs:
                break
            self._submit(jobs)
        if not self._n_timed and self._flying:  # the workers are still starting
            fresh += self._first_ones()
        return fresh

    def _next_jobs(self, fresh: list[Cell]) -> list[Job]:
        """Return the jobs of one task: few at the beginning, then some third of a second's work."""
        most = 1
        if self._n_timed:
            most = max(1, min(MOST_IN_TASK, int(TASK_S * self._n_timed / max(self._seconds, 1e-6))))
        jobs: list[Job] = []
        while len(jobs) < most:
            place = self._next_place()
            if place is None:
                break
            try:
                with parts_kept():
                    jobs.append(job_of(self._sweep, place))
            except BadInput as fault:
                fresh.append(failed(place, reason(fault)))
        return jobs

    def _next_place(self) -> Place | None:
        while True:
            for place in self._waiting:
                if place not in self.map.cells:
                    return place
            if not self._levels or (self._sweep.refine == CHANGING and self._flying):
                return None  # which points can be left out is seen when the level before is complete
            self._waiting = self._places(self._levels.popleft())

    def _places(self, level: list[Point]) -> Iterator[Place]:
        change = self.map.changes(self._sweep.measures[0])
        if self._sweep.refine == CHANGING and self.map.n_done:
            left_out = {point for point in level if change(point) < SAME}
            self.map.left_out |= left_out
            level = [point for point in level if point not in left_out]
        return places_of(level, self._sweep.seeds, change)

    def _first_ones(self) -> list[Cell]:
        """Train a run in this process, so that the first cells are there before the workers are."""
        place = self._next_place()
        if place is None:
            return []
        try:
            with parts_kept():
                job = job_of(self._sweep, place)
        except BadInput as fault:
            return [failed(place, reason(fault))]
        hidden = job.config.hidden
        work = sum(a * b for a, b in pairwise(hidden)) * job.config.batch_size * job.steps
        if work > LIGHT:
            self._submit([job])
            return []
        try:
            return [trained_cell(job, self.control.cancelled.is_set)]
        except Stopped:
            return []

    def _submit(self, jobs: list[Job]) -> None:
        try:
            if self._executor is None:
                self._executor = self._make()
            self._flying[self._executor.submit(trained_cells, jobs)] = jobs
        except BrokenExecutor:
            self._suspects.extend(jobs)
            self._begin_again()
        except RuntimeError as fault:  # it was shut down, or its cluster is gone
            raise BadInput(
                tr("the workers take no more runs ({fault}); what was measured is kept", fault=fault)
            ) from None

    # What comes back

    def _collected(self) -> list[Cell]:
        """Wait a moment for tasks, and return the cells of those that have ended."""
        if not self._flying:
            self.control.cancelled.wait(LOOK_S if self.control.paused.is_set() else 0)
            return []
        done, _ = wait(self._flying, timeout=LOOK_S, return_when=FIRST_COMPLETED)
        cells: list[Cell] = []
        broken = False
        for future in done:
            jobs = self._flying.pop(future)
            fault = _fault_of(future)
            if fault is None:
                new = future.result()
                self._seconds += sum(cell.seconds for cell in new)
                self._n_timed += len(new)
                cells += new
            else:
                broken = broken or isinstance(fault, BrokenExecutor)
                cells += self._try_again(jobs, fault, alone=len(jobs) == 1 and not self._flying)
        if broken:
            self._begin_again()
        return cells

    def _try_again(self, jobs: list[Job], fault: BaseException, *, alone: bool) -> list[Cell]:
        """Line up what was with a worker that died; give up what has killed one often enough, and say so."""
        cells = []
        for job in jobs:
            tried = self._attempts[job.place] = self._attempts.get(job.place, 0) + 1
            if tried >= ATTEMPTS and alone:
                why = " ".join(str(fault).split())[:200] or type(fault).__name__
                with parts_kept():
                    told = tr("its worker died {n} times: {why}", n=tried, why=why)
                cells.append(failed(job.place, told))
            else:
                self._suspects.append(job)
        return cells

    def _begin_again(self) -> None:
        """Go on with another executor: this one's processes are gone, and with them all its tasks."""
        for jobs in self._flying.values():
            for job in jobs:
                self._attempts[job.place] = self._attempts.get(job.place, 0) + 1
            self._suspects.extend(jobs)
        self._flying.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=False)
        self._executor = None


def _fault_of(future: Future[Any]) -> BaseException | None:
    return RuntimeError("the task was cancelled") if future.cancelled() else future.exception()
