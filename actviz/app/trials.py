"""Trials: suggestions tried in the background, one at a time, on a thread of their own that can be stopped at once."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal

from actviz.app.program_log import report_exception
from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import Trial, TrialResult
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig

REST_S = 0.002  # after each slice: the training and the window go first
JOIN_S = 5.0
KEPT_RESULTS = 50
Key = tuple[RunConfig, Suggestion]


@dataclass
class _Job:
    """One trial on its thread; the thread writes, the window reads, each field by one assignment."""

    present: RunConfig
    suggestion: Suggestion
    steps_seen: int
    before: _Job | None  # one that was cancelled and may still be in its last slice
    stop: threading.Event = field(default_factory=threading.Event)
    progress: float = 0.0
    result: TrialResult | None = None
    failure: str | None = None
    thread: threading.Thread | None = None

    def run(self) -> None:
        """Train both networks slice by slice."""
        try:
            if self.before is not None and self.before.thread is not None:
                self.before.thread.join()
                self.before = None
            if self.stop.is_set():
                return
            trial = Trial.affordable(self.present, self.suggestion, self.steps_seen)
            while not self.stop.wait(REST_S) and trial.advance():
                self.progress = trial.progress
            if not self.stop.is_set():
                self.result = trial.result()
        except BadInput as error:
            self.failure = f"{self.suggestion.label} could not be tried: {error}"
        except MemoryError:
            self.failure = f"{self.suggestion.label} could not be tried: there is not enough memory for two networks."
        except Exception as error:
            report_exception()
            self.failure = f"The trial stopped by an internal error: {type(error).__name__}: {error}"


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
        self._job: _Job | None = None  # the one that runs
        self._last: _Job | None = None  # the latest, ended or not
        self._results: dict[Key, TrialResult] = {}

    def start(self, present: RunConfig, suggestion: Suggestion, steps_seen: int) -> None:
        """Try a suggestion; one that is being tried is cancelled."""
        if self._job is not None:
            self._job.stop.set()
        job = _Job(present, suggestion, steps_seen, self._last)
        job.thread = threading.Thread(target=job.run, name="actviz-trial", daemon=True)
        self._job = self._last = job
        job.thread.start()
        self._show()

    def cancel(self) -> None:
        """Stop the trial that runs, if any; its thread ends after the slice that it is in."""
        if self._job is not None:
            self._job.stop.set()
            self._job = None
            self._show()

    def collect(self) -> None:
        """Take what the thread has done; called once a frame."""
        job = self._job
        if job is None:
            return
        if job.thread is not None and job.thread.is_alive():
            if job.progress != self.view.progress:
                self._show()
            return
        self._job = None
        if job.result is not None:
            self._results[(job.present, job.suggestion)] = job.result
            for key in list(self._results)[:-KEPT_RESULTS]:
                del self._results[key]
        self._show()
        if job.failure is not None:
            self.failed.emit(job.failure)

    def close(self) -> bool:
        """Stop and wait; True when no thread is left."""
        self.cancel()
        thread = None if self._last is None else self._last.thread
        if thread is not None:
            thread.join(JOIN_S)
        return thread is None or not thread.is_alive()

    def _show(self) -> None:
        job = self._job
        self.view = TrialsView(
            None if job is None else job.suggestion,
            None if job is None else job.present,
            0.0 if job is None else job.progress,
            MappingProxyType(dict(self._results)),
        )
        self.changed.emit()
