"""Sweeping: a sweep in the background, on this machine's other processors, and the map that grows from it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from actviz.app.paths import config_dir
from actviz.app.task import Task
from actviz.export.exported_run import Progress
from actviz.frozen import dataclass
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer
from actviz.translation import tr

if TYPE_CHECKING:  # a window without a map does without processes and SQLite's reader
    from actviz.sweeps.cell import Cell
    from actviz.sweeps.results import SweepMap
    from actviz.sweeps.sweep import Sweep
    from actviz.sweeps.theory_lines import TheoryLine

JOIN_S = 10.0
AROUND_S = 14.0  # what a map around the present settings may take
LEAST_STEPS, MOST_STEPS, TRIED_STEPS = 20, 500, 40
RUN_S = 0.006  # of a run besides its steps


@dataclass(frozen=True, eq=False)
class SweepView:
    """What the window shows of a sweep; `version` changes with every cell, since the maps themselves grow."""

    map: SweepMap | None = None
    other: SweepMap | None = None  # that it is compared with
    lines: tuple[TheoryLine, ...] = ()  # those that had to be measured
    is_running: bool = False
    is_paused: bool = False
    seconds_left: float | None = None
    file: Path | None = None
    version: int = 0


class Sweeping(QObject):
    """The sweep of the window, one at a time; lives in the GUI thread.

    It leaves a processor to the window and the run that trains there, and its processes give way to all others. What
    it measures is kept in a file, so the same sweep goes on where it was stopped.

    Signals:
        changed(): `view` is another.
        failed(str): one sentence about why a sweep could not be run, or a map not be read.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = SweepView()
        self._cancelled, self._paused = threading.Event(), threading.Event()
        self._task: Task[None] | None = None
        self._next: Callable[[Progress], None] | None = None  # begins when the processes of the one before have ended
        self._cells: queue.SimpleQueue[tuple[int, Sweep, Path, Sequence[Cell], float | None]] = queue.SimpleQueue()
        self._measured: Sweep | None = None  # that `_line_task` measures lines for, or has
        self._line_task: Task[tuple[TheoryLine, ...]] | None = None
        self._number = 0  # of the present sweep: what a former one still delivers is not taken

    def start(self, sweep: Sweep, path: Path | None = None) -> None:
        """Run a sweep in the place of the present one; results go to `path`, or to the file that it has among maps."""
        self._begin(lambda: sweep, path)

    def map_around(self, config: RunConfig, cause: str) -> None:
        """Map the surroundings of a configuration on the axes that are natural for a cause."""
        self._begin(partial(_around, config, cause), None)

    def _begin(self, make: Callable[[], Sweep], path: Path | None) -> None:
        self.cancel()
        self._number += 1
        self._cancelled, self._paused = threading.Event(), threading.Event()
        self.view = SweepView(is_running=True, other=self.view.other, version=self.view.version + 1)
        self._measured = None
        self._next = partial(_run, make, path, (self._cancelled, self._paused), partial(self._deliver, self._number))
        self._begin_next()
        self.changed.emit()

    def _begin_next(self) -> None:
        if self._next is not None and (self._task is None or not self._task.running):
            self._task, self._next = Task(self._next, "sweep"), None

    def open(self, path: Path) -> None:
        """Show the map in a file; what it lacks is measured when the sweep is continued."""
        found = self._read(path)
        if found is not None:
            self.cancel()
            self._number += 1
            self.view = SweepView(found, self.view.other, file=path, version=self.view.version + 1)
            self.changed.emit()

    def compare(self, path: Path | None) -> None:
        """Show the map in a file beside the present one; None: no longer."""
        found = None if path is None else self._read(path)
        if path is None or found is not None:
            self._show(replace(self.view, other=found))

    def go_on(self) -> None:
        """Measure what the map on show lacks."""
        if self.view.map is not None and not self.view.is_running:
            self.start(self.view.map.sweep, self.view.file)

    def pause(self, paused: bool) -> None:
        """Begin no more runs, or go on; those that are on their way are finished."""
        (self._paused.set if paused else self._paused.clear)()
        self._show(replace(self.view, is_paused=paused and self.view.is_running))

    def cancel(self) -> None:
        """Stop the sweep; what was measured stays on the map and in its file."""
        self._cancelled.set()
        self._next = None
        if self._task is not None:
            self._task.cancel()

    def collect(self) -> None:
        """Fetch what has been measured; called once a frame."""
        self._collect_lines()
        self._begin_next()
        if self._task is None:
            return
        has_ended = not self._task.running and self._next is None  # before the last cells are taken
        from actviz.sweeps.results import SweepMap

        fresh = False
        while not self._cells.empty():
            number, sweep, path, cells, left = self._cells.get()
            if number != self._number:
                continue
            found = self.view.map
            if found is None or found.sweep is not sweep:
                found = SweepMap(sweep)
            for cell in cells:
                found.add(cell)
            self.view = replace(self.view, map=found, file=path, seconds_left=left, version=self.view.version + 1)
            fresh = True
        if has_ended and self.view.is_running:
            fault = self._task.fault(
                tr("There is not enough memory for this sweep."), tr("The sweep stopped by an internal error")
            )
            self.view = replace(self.view, is_running=False, is_paused=False, seconds_left=None)
            fresh = True
            if fault is not None:
                self.failed.emit(fault)
        if fresh:
            self.changed.emit()

    def _collect_lines(self) -> None:
        """Measure the lines of the map on show in the background, once for each, and fetch them."""
        sweep = None if self.view.map is None else self.view.map.sweep
        if sweep is not None and sweep is not self._measured:
            from actviz.sweeps.curvature import curvature_lines, has_curvature_line

            self._stop_lines()
            self._measured = sweep
            if has_curvature_line(sweep):
                self._line_task = Task(partial(curvature_lines, sweep), "curvature")
        if self._line_task is not None and not self._line_task.running:
            found, self._line_task = self._line_task.result, None
            if found:
                self._show(replace(self.view, lines=found))

    def _stop_lines(self) -> None:
        if self._line_task is not None:
            self._line_task.cancel()

    def close(self) -> bool:
        """Stop and wait; True when no thread and no process is left."""
        self.cancel()
        self._stop_lines()
        tasks = [task for task in (self._task, self._line_task) if task is not None]
        ended = [task.join(JOIN_S) for task in tasks]  # waits for both
        return all(ended)

    def _read(self, path: Path) -> SweepMap | None:
        from actviz.sweeps.map_file import read_map
        from actviz.sweeps.results import SweepMap

        try:
            sweep, cells = read_map(path)
        except BadInput as fault:
            self.failed.emit(str(fault))
            return None
        return SweepMap(sweep, cells)

    def _deliver(self, number: int, sweep: Sweep, path: Path, cells: Sequence[Cell], left: float | None) -> None:
        self._cells.put((number, sweep, path, cells, left))

    def _show(self, view: SweepView) -> None:
        self.view = replace(view, version=self.view.version + 1)
        self.changed.emit()


def map_path(sweep: Sweep) -> Path:
    """Return the file in which the window keeps a sweep: the same for the same sweep."""
    import hashlib
    import json
    import re

    name = re.sub(r"[^a-z0-9]+", "-", sweep.title.lower()).strip("-")[:40] or "map"
    digest = hashlib.sha256(json.dumps(sweep.to_dict(), sort_keys=True).encode()).hexdigest()[:10]
    return config_dir() / "maps" / f"{name}-{digest}.sqlite"


Deliver = Callable[["Sweep", Path, "Sequence[Cell]", float | None], None]


def _run(
    make: Callable[[], Sweep],
    path: Path | None,
    signs: tuple[threading.Event, threading.Event],
    deliver: Deliver,
    progress: Progress,
) -> None:
    """Run a sweep; on the task's thread.

    Raises:
        BadInput: its file or its workers cannot be had, in one sentence.
    """
    from actviz.sweeps.driver import Control, Driver
    from actviz.sweeps.map_file import MapFile
    from actviz.sweeps.workers import LocalWorkers, cores

    sweep = make()
    path = path or map_path(sweep)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            tr("the folder {folder} cannot be made: {why}", folder=path.parent, why=error.strerror)
        ) from None
    n_workers = max(1, cores() - 1)
    with MapFile(path, sweep) as file:
        driver = Driver(sweep, partial(LocalWorkers, n_workers), n_workers, file.cells(), Control(*signs))
        deliver(sweep, path, list(driver.map.cells.values()), None)
        running = driver.cells()
        try:
            for cells in running:
                file.add(cells)
                deliver(sweep, path, cells, driver.seconds_left)
                progress(driver.map.n_done / sweep.n_runs)
        finally:
            running.close()


def _around(config: RunConfig, cause: str) -> Sweep:
    """Return the sweep around a configuration, with as many steps as there is time for."""
    from actviz.sweeps.around import around
    from actviz.sweeps.workers import cores

    what = around(config, cause, 0)
    trainer = Trainer(config)
    began = time.thread_time()
    trainer.advance(TRIED_STEPS)
    step_s = (time.thread_time() - began) / TRIED_STEPS
    each_s = AROUND_S * max(1, cores() - 1) / what.n_runs - RUN_S
    steps = int(min(MOST_STEPS, max(LEAST_STEPS, each_s / max(step_s, 1e-7))))
    return replace(what, steps=steps)
