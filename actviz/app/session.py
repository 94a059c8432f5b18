"""Session: the only owner of the application's state that matters: what runs, what is shown of it and written about it.

It hands the setup of its `plan` down to the worker, and takes out of the mailbox what the worker has measured. Files
are read on threads of their own, and only what was read and can run is handed down: until then all is as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from time import monotonic, thread_time
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from actviz.app.courses import Courses
from actviz.app.holds import Holds
from actviz.app.lanes import LaneView
from actviz.app.mailbox import Delivery, Failure, Mailbox
from actviz.app.notebook import Notebook, Texts
from actviz.app.plan import Plan
from actviz.app.reading import Reading
from actviz.app.recorder import Recorder
from actviz.app.recordings import Opening, Recordings
from actviz.app.replaying import Replaying
from actviz.app.setup_changes import Effect
from actviz.app.shares import ShareClock
from actviz.app.sweeping import Sweeping
from actviz.app.trials import Trials
from actviz.app.view import View
from actviz.app.worker import Worker
from actviz.data import Data
from actviz.diagnosis.findings import Suggestion
from actviz.export.exported_run import Lane
from actviz.joined_text import sentences
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.trainer import Trainer
from actviz.translation import tr

Answer = TypeVar("Answer")


class Session(QObject):
    """The running application, without widgets; lives in the GUI thread.

    Its `plan` is what is to run, its `view` what is shown of it, `replay` the past step by step, its `notebook` what is
    written about it, `recordings` the file it is in, `reading` the files that it waits for, `trials` the suggestions
    that are compared with it, `courses` its distributions over the run, `sweeping` a map of many other runs, `holds`
    the steps at which its lanes wait.

    Signals:
        updated(): lanes hold newer measurements.
        playing_changed(bool): training started or stopped.
        opened(bool): a recorded session runs now; False when it could not be opened, and all is as it was.
        failed(str): one sentence about what could not be done.
    """

    updated = Signal()
    playing_changed = Signal(bool)
    opened = Signal(bool)
    failed = Signal(str)

    def __init__(
        self,
        config: RunConfig | None = None,
        parent: QObject | None = None,
        folder: Path | None = None,
        last: Path | None = None,
        goes_on: bool = True,
    ) -> None:
        """Begin with a configuration, or with the recording `last`; what runs is recorded in `folder`, if there is.

        A recording goes on in its own file, or, without `goes_on`, in a new one.
        """
        super().__init__(parent)
        self.plan = Plan(config, self._run, self)
        self.view = View(self.plan, self)
        self.replay = Replaying(self.view, self.travel, self._show_step, self)
        self.notebook = Notebook(self.plan, parent=self)
        self.trials = Trials(self)
        self.courses = Courses(self)
        self.sweeping = Sweeping(self)
        self.playing = False
        self.speed: float | None = None
        self.steps_per_second = 0.0
        self.share_clock = ShareClock()
        self._mailbox = Mailbox()
        self._closed = False
        self._recorder = Recorder(self._mailbox, folder)
        self._recorder.start()
        self._worker = Worker(self._mailbox, self._recorder)
        self._worker.start()
        self.holds = Holds(self._worker, self)
        self.recordings = Recordings(self._recorder, self)
        self.reading = Reading(self.plan, self.recordings, self._go_on_without)
        for changed in (self.view.selection_changed, self.view.needs_changed):
            changed.connect(self._measure)
        for changed in (self.plan.config_changed, self.view.selection_changed, self.view.cursor_changed):
            changed.connect(self._record_window)
        self.notebook.changed.connect(self._record_window)
        if last is not None:
            self.recordings.open([last], goes_on)
        else:
            self._begin()
        for failed in (
            self.plan.failed,
            self.notebook.failed,
            self.trials.failed,
            self.courses.failed,
            self.sweeping.failed,
        ):
            failed.connect(self.failed)

    @property
    def lanes(self) -> tuple[LaneView, ...]:
        """The lanes as they were measured last."""
        return self.view.lanes

    # Running

    def play(self) -> None:
        """Train until paused, from the newest step on."""
        self.view.set_cursor(None)
        self._worker.play(True)
        self._set_playing(True)

    def pause(self) -> None:
        """Stop training after the present slice."""
        self._worker.play(False)
        self._set_playing(False)

    def toggle(self) -> None:
        """Play or pause; during a replay, that."""
        act = self.replay.toggle if self.replay.active else self.pause if self.playing else self.play
        act()

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._set_playing(False)
        self.view.set_cursor(None)
        self._worker.step(n)

    def reset(self) -> None:
        """Start all lanes again with the same configurations and seed, paused."""
        self.pause()
        self.plan.start_again()

    def rest(self) -> None:
        """Let the present lanes take no more steps; another run, which is about to take their place, plays at once."""
        self._worker.play(False)
        self._set_playing(True)

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so many steps a second; None is unlimited."""
        self.speed = steps_per_second
        self._worker.limit_speed(steps_per_second)

    def ask(self, question: Callable[[Trainer], Answer], lane: int = 0) -> Future[Answer]:
        """Ask the training thread about the present network; see `Worker.ask`. Training goes on."""
        return self._worker.ask(question, lane)

    def copies(self) -> Future[tuple[Lane, ...]]:
        """Promise copies of all lanes at their newest step, for another thread; what runs is not disturbed."""
        return self._worker.copies()

    def close(self) -> bool:
        """Stop training, trials, reading and the recording; True when the threads ended within a few seconds."""
        ended = [
            each.close()
            for each in (self.trials, self.courses, self.sweeping, self.plan, self.recordings, self._worker)
        ]
        self.collect()  # settings for which memory did not suffice are not what was running
        self._closed = True
        return all([self.view.close(), self._recorder.close(), *ended])

    def _begin(self) -> None:
        try:
            self.plan.begin()
        except BadInput as error:  # nobody listens yet
            self._mailbox.fail(Failure(str(error)))

    def _run(self, data: Data | None, effect: Effect) -> None:
        """Let the worker run the plan's setup; what was playing plays on in a new run, too."""
        self._worker.apply(self.plan.setup, data, effect is Effect.NEW_RUN)
        if effect is Effect.NEW_RUN:
            self._worker.play(self.playing)  # at once: the first that is shown of the run is its first step
            self.notebook.start_again()  # first: what was written belongs to the run before
            self.view.set_cursor(None)
            self.holds.dropped.emit()
        elif effect is Effect.LIVE and self.view.cursor is not None:
            self.travel(None)  # the newest network is what was changed

    # Suggestions

    def try_suggestion(self, suggestion: Suggestion) -> None:
        """Measure a suggestion in the background, beside the configuration of the chosen lane at the step on show."""
        lane = self.view.chosen
        config, step = (self.plan.config, 0) if lane is None else (lane.snapshot.config, lane.newest)
        self.trials.start(config, suggestion, step)

    def adopt(self, changes: dict[str, Any]) -> bool:
        """Make a change and start the run again with it, as a trial does; what was playing plays on.

        A user who has gone back in time is given the settings of then, with the change: they are what was tried.
        Returns False, and emits `failed`, when a value is refused; nothing has changed then.
        """
        return self.plan.start_again(self.view.settings_of_then | changes)

    # What is shown

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps, and pause; None follows the newest step again."""
        self.replay.pause()
        if step is not None:
            self.pause()
        self._show_step(step)

    def _show_step(self, step: int | None) -> None:
        self.view.set_cursor(step)
        self._worker.travel(step)

    def _measure(self) -> None:
        self._worker.measure(self.view.needs, self.view.selection.pair)

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    # What is recorded

    def save_session(self, path: Path) -> None:
        """Save everything in a file, and go on recording there."""
        self._record_window()
        self._worker.save_session(path)

    def _record_window(self) -> None:
        self._worker.record_window(self.notebook.window_state(self.plan.current, self.view.cursor, self.view.selection))

    # What comes in

    def collect(self) -> None:
        """Fetch what threads have delivered; called once a frame."""
        if self._closed:
            return
        self.trials.collect()
        self.courses.collect()
        self.sweeping.collect()
        self.plan.collect()
        self.recordings.collect(self._open)
        are_lanes_present = self.recordings.are_running  # else those in the mailbox may be of the session before
        drawing_s = thread_time()  # this thread draws, and does nothing else
        delivery = self._mailbox.collect(drawing_s)
        self._follow(delivery, drawing_s)
        for failure in delivery.failures:
            self.failed.emit(failure.sentence)
        if self.view.show(delivery.lanes if are_lanes_present else None):
            self.updated.emit()
        self.replay.go_on(monotonic())

    def _follow(self, delivery: Delivery, drawing_s: float) -> None:
        """Show what the worker does, if no command is on its way to it: what runs is the truth."""
        report = delivery.report
        self.steps_per_second = report.steps_per_second
        self.share_clock.add(monotonic(), (report.training_s, report.measuring_s, drawing_s), self.playing)
        if report.handled not in (None, self._worker.posted):
            return
        self._set_playing(report.playing)
        if report.running and report.running != self.plan.setup:
            self.notebook.fall_back()
            self.plan.fall_back(report.running, report.data)
        if report.handled is not None:  # a command that failed may have left the run in the past
            self.view.set_cursor(report.cursor)
        self.plan.data = report.data
        self.notebook.settle()
        self.holds.follow(report)

    def _go_on_without(self) -> None:
        """Go on without a session that was to be opened; where nothing runs yet the plan's setup begins."""
        if not self.plan.has_begun:
            self._begin()
        self.opened.emit(False)

    def _open(self, opening: Opening) -> None:
        """Go on with a session that has been read, or tell that it cannot be opened."""
        found = opening.task.result
        if found is None:
            self.failed.emit(opening.fault)
            self._go_on_without()
            return
        recording = found.recording
        generation = self._worker.continue_with(found, opening.paths[0] if opening.goes_on else None)
        self.recordings.come_from(opening, generation)
        self.view.lanes = ()
        self.plan.follow(found.setup, recording.current, found.trainers[0].data)
        self.notebook.open(Texts.of(recording))  # first: the window with what was written before would be recorded
        self._set_playing(False)
        self.view.set_cursor(recording.cursor)
        self.view.select(recording.layer, recording.unit)
        self._record_window()
        if recording.remarks:
            self.failed.emit(tr("{name}: {remarks}", name=opening.paths[0].name, remarks=sentences(recording.remarks)))
        self.plan.config_changed.emit()
        self.opened.emit(True)
