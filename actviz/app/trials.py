"""Trials: suggestions tried in the background, one at a time, on a thread of their own that can be stopped at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import field
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from actviz.app.task import Task
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import Trial, TrialResult
from actviz.export.exported_run import Progress
from actviz.frozen import dataclass
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr

REST_S = 0.002  # after each slice: the training and the window go first
JOIN_S = 5.0
KEPT_RESULTS = 50
Key = tuple[RunConfig, Suggestion]


class _Running(NamedTuple):
    """The trial that runs: a suggestion, tried on a configuration."""

    present: RunConfig
    suggestion: Suggestion
    steps_seen: int


@dataclass(frozen=True, eq=False)
class TrialsView:
    """What the window shows of the trials."""

    running: Suggestion | None = None
    present: RunConfig | None = None  # that it is tried on
    progress: float = 0.0  # of the one that runs, 0 to 1
    results: Mapping[Key, TrialResult] = field(default_factory=lambda: MappingProxyType({}))


class Trials(QObject):
    """The trials of a session; lives in the GUI thread.

    Signals:
        changed(): `view` is another: a trial began, went on, was cancelled or has ended.
        failed(str): one sentence about why a trial could not be made.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = TrialsView()
        self._running: _Running | None = None
        self._has_begun = False  # whether `_task` is that of `_running`: it begins when the one before has ended
        self._task: Task[TrialResult] | None = None  # the latest, ended or not
        self._results: dict[Key, TrialResult] = {}

    def start(self, present: RunConfig, suggestion: Suggestion, steps_seen: int) -> None:
        """Try a suggestion; one that is being tried is cancelled."""
        self._stop()
        self._running = _Running(present, suggestion, steps_seen)
        self._begin()
        self._show()

    def _begin(self) -> None:
        if self._running is not None and not self._has_begun and (self._task is None or self._task.join(0.0)):
            self._task, self._has_begun = Task(partial(_try, self._running), "trial"), True

    def cancel(self) -> None:
        """Stop the trial that runs, if any; its thread ends after the slice that it is in."""
        if self._running is not None:
            self._stop()
            self._show()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._running, self._has_begun = None, False

    def collect(self) -> None:
        """Fetch what the thread has done; called once a frame."""
        self._begin()
        if self._running is None or self._task is None or not self._has_begun:
            return
        (present, suggestion, _), task = self._running, self._task
        if task.running:
            if task.done != self.view.progress:
                self._show()
            return
        self._running, self._has_begun = None, False
        if task.result is not None:
            self._results[(present, suggestion)] = task.result
            for key in list(self._results)[:-KEPT_RESULTS]:
                del self._results[key]
        self._show()
        told = mark("{change} could not be tried: there is not enough memory for two networks.")
        fault = task.fault(tr(told, change=suggestion.label), tr("The trial stopped by an internal error"))
        if fault is not None:
            self.failed.emit(fault)

    def close(self) -> bool:
        """Stop and wait; True when no thread is left."""
        self.cancel()
        return self._task is None or self._task.join(JOIN_S)

    def _show(self) -> None:
        running = self._running
        self.view = TrialsView(
            None if running is None else running.suggestion,
            None if running is None else running.present,
            self._task.done if self._task is not None and self._has_begun else 0.0,
            MappingProxyType(dict(self._results)),
        )
        self.changed.emit()


def _try(what: _Running, progress: Progress) -> TrialResult:
    """Train both networks slice by slice; runs on the task's thread.

    Raises:
        BadInput: a suggestion that cannot be tried, in one sentence.
    """
    present, suggestion, steps_seen = what
    progress(0.0)
    try:
        trial = Trial.affordable(present, suggestion, steps_seen)
        while trial.advance():
            progress(trial.progress)
            time.sleep(REST_S)
        return trial.result()
    except BadInput as error:
        raise BadInput(tr("{change} could not be tried: {error}", change=suggestion.label, error=error)) from None
