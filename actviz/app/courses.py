"""Courses: the distributions of all lanes over their runs, measured in the background by replaying copies of them.

The record does not hold distributions, and nothing that is shown changes a record. So a course is measured when the
user asks for it: at some 48 steps, each reached from the checkpoint before it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import field
from functools import partial
from types import MappingProxyType

import numpy as np
from PySide6.QtCore import QObject, Signal

from actviz.app.lanes import LaneView
from actviz.app.task import Task, patiently
from actviz.export.exported_run import Lane, Progress
from actviz.frozen import dataclass
from actviz.training.config.change import Change
from actviz.training.distribution import Distributions
from actviz.training.replay import Replay
from actviz.training.trainer import Trainer
from actviz.translation import tr

COLUMNS = 48  # of a course
FEWEST_COLUMNS, MOST_MEASURED = 12, 3000  # layers times columns: a deep network has fewer columns
REST_S = 0.002  # after each column: the training and the window go first
JOIN_S = 5.0


@dataclass(frozen=True, eq=False)
class Course:
    """The distributions of one run at some of its steps, in ascending order."""

    steps: tuple[int, ...]
    distributions: tuple[Distributions, ...]  # one per step
    changes: tuple[Change, ...] = ()  # of the run, when it was measured

    def n_valid(self, lane: LaneView) -> int:
        """Return how many of the steps still are steps of the lane's run, which may have gone another way since."""
        last, now = lane.n_steps, lane.history.changes
        for i in range(max(len(self.changes), len(now))):
            if self.changes[i : i + 1] != now[i : i + 1]:
                last = min([last, *(change.step for change in (*self.changes[i : i + 1], *now[i : i + 1]))])
                break
        return int(np.searchsorted(self.steps, last, side="right"))


@dataclass(frozen=True, eq=False)
class CoursesView:
    """What the window shows of the courses."""

    is_running: bool = False
    progress: float = 0.0  # 0 to 1
    of_runs: Mapping[int, Course] = field(default_factory=lambda: MappingProxyType({}))  # by the number of the run


class Courses(QObject):
    """The courses of a session; lives in the GUI thread.

    Signals:
        changed(): `view` is another: a measurement began, went on, was cancelled or has ended.
        failed(str): one sentence about why it could not be made.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = CoursesView()
        self._task: Task[dict[int, Course]] | None = None
        self._last: Task[dict[int, Course]] | None = None  # the latest, ended or not

    def start(self, copies: Future[tuple[Lane, ...]]) -> None:
        """Measure these lanes, which only this measurement uses; one that is under way is cancelled."""
        if self._task is not None:
            self._task.cancel()
        self._task = self._last = Task(partial(_measure, copies, self._last), "course")
        self._show()

    def cancel(self) -> None:
        """Stop the measurement, if there is one; its thread ends after the column that it is in."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._show()

    def collect(self) -> None:
        """Fetch what the thread has done; called once a frame."""
        task = self._task
        if task is None:
            return
        if task.running:
            if task.done != self.view.progress:
                self._show()
            return
        self._task = None
        self._show(task.result)
        no_memory = tr("The run could not be measured: there is not enough memory for a second network.")
        fault = task.fault(no_memory, tr("The measurement of the run stopped by an internal error"))
        if fault is not None:
            self.failed.emit(fault)

    def close(self) -> bool:
        """Stop and wait; True when no thread is left."""
        self.cancel()
        return self._last is None or self._last.join(JOIN_S)

    def _show(self, found: dict[int, Course] | None = None) -> None:
        of_runs = self.view.of_runs if found is None else MappingProxyType(found)
        task = self._task
        self.view = CoursesView(task is not None, 0.0 if task is None else task.done, of_runs)
        self.changed.emit()


def course_steps(newest: int, n_layers: int) -> list[int]:
    """Return the steps at which a run is measured, evenly from 0 to its newest."""
    n = max(FEWEST_COLUMNS, min(COLUMNS, MOST_MEASURED // n_layers))
    return sorted({round(step) for step in np.linspace(0, newest, n).tolist()})


def course_of(trainer: Trainer, progress: Progress) -> Course:
    """Measure a run at some of its steps; the trainer itself stays where it is."""
    replay, steps = Replay(trainer), course_steps(trainer.step, trainer.network.n_layers)
    measured = []
    for i, step in enumerate(steps):
        progress(i / len(steps))
        found = replay.go_to(step).measure({"distributions"}).distributions
        assert found is not None
        measured.append(found)
        time.sleep(REST_S)
    return Course(tuple(steps), tuple(measured), tuple(trainer.changes))


def _measure(
    copies: Future[tuple[Lane, ...]], before: Task[dict[int, Course]] | None, progress: Progress
) -> dict[int, Course]:
    """Measure all lanes, once a cancelled measurement before has ended; runs on the task's thread."""
    if before is not None:
        before.join(None)
    lanes = patiently(copies, progress)
    found = {}
    for i, lane in enumerate(lanes):
        share = partial(_part_of, progress, i, len(lanes))
        found[lane.trainer.run] = course_of(lane.trainer, share)
    return found


def _part_of(progress: Progress, i: int, n: int, done: float) -> None:
    progress((i + done) / n)
