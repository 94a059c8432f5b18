"""Session: the only owner of the application's state: lanes and their settings, selection, cursor, what is running.

How the user edits what is to run stands in `plan`. Here the worker is told to take it on, and what it delivers is
taken out of the mailbox; should a setup turn out to be impossible, the session goes back to what is running.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from time import monotonic, thread_time
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from actviz.app.lanes import LaneView, Selection, Setup
from actviz.app.mailbox import Mailbox, Opened
from actviz.app.notebook import Notebook, Texts
from actviz.app.plan import Plan
from actviz.app.recorder import Recorder
from actviz.app.setup_changes import begins_anew, is_live, lanes_of
from actviz.app.shares import ShareClock, Shares
from actviz.app.trials import Trials
from actviz.app.worker import Worker
from actviz.diagnosis.findings import Suggestion
from actviz.export.exported_run import Lane
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.training.history.notes import Note
from actviz.training.trainer import Trainer

Answer = TypeVar("Answer")


class Session(Plan):
    """The running application, without widgets: a plan that runs; lives in the GUI thread.

    Signals, beside those of a plan:
        updated(): lanes hold newer measurements.
        playing_changed(bool): training started or stopped.
        selection_changed(): another layer or unit is followed.
        cursor_changed(): the user went back to a step, or to the newest again.
        notes_changed(): a note at a step was written, changed or deleted, or others took their place.
        recording_changed(): the session is recorded in another file, or has come from another one.
        opened(bool): a recorded session runs now; False when it could not be opened, and all is as it was.
    """

    updated = Signal()
    playing_changed = Signal(bool)
    selection_changed = Signal()
    cursor_changed = Signal()
    opened = Signal(bool)
    notes_changed = Signal()
    recording_changed = Signal()

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
        super().__init__(config, parent)
        self.cursor: int | None = None  # the step that the user has gone back to; None follows the newest
        self.lanes: tuple[LaneView, ...] = ()
        self.playing = False
        self.speed: float | None = None
        self.selection = Selection()
        self.steps_per_second = 0.0
        self._share_clock = ShareClock()
        self._needs: frozenset[str] = frozenset()
        self._mailbox = Mailbox()
        self._notebook = Notebook()
        self._opened: Opened | None = None
        self._known_path: Path | None = None
        self._closed = False
        self._recorder = Recorder(self._mailbox, folder)
        self._recorder.start()
        self._worker = Worker(self._mailbox, self._recorder)
        self._worker.start()
        if last is not None:
            self._worker.open_sessions([last], self.setup, goes_on)
        else:
            self._worker.take_on(self.setup)
        self.trials = Trials(self)
        self.trials.failed.connect(self.failed)

    @property
    def shares(self) -> Shares | None:
        """What the processor time of the last second went into; None while nothing is trained."""
        return self._share_clock.shares

    # Running

    def play(self) -> None:
        """Train until paused, from the newest step on."""
        self._set_cursor(None)
        self._worker.play(True)
        self._set_playing(True)

    def pause(self) -> None:
        """Stop training after the present slice."""
        self._worker.play(False)
        self._set_playing(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._set_playing(False)
        self._set_cursor(None)
        self._worker.step(n)

    def reset(self) -> None:
        """Begin all lanes anew with the same configurations and seed, paused."""
        self.pause()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._set_cursor(None)
        self._worker.take_on(self.setup, anew=True)
        self._forget_texts()

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
        """Stop training, trials and the recording; True when the threads ended within a second or a few.

        What the worker answered last is taken over: settings that it refused are not what was running.
        """
        tried, ended = self.trials.close(), self._worker.close()
        self.collect()
        self._closed = True
        return self._recorder.close() and ended and tried

    # Trying suggestions

    def try_suggestion(self, suggestion: Suggestion) -> None:
        """Measure a suggestion in the background, beside the configuration of the chosen lane at the step on show."""
        lane = self.selection.chosen(self.lanes)
        if lane is None:
            self.trials.start(self.config, suggestion, 0)
        else:
            self.trials.start(lane.snapshot.config, suggestion, lane.newest)

    def adopt(self, changes: dict[str, Any]) -> bool:
        """Make a change and start the run anew with it, as a trial does; what was playing plays on.

        A user who has gone back in time is given the settings of then, with the change: they are what was tried.
        Returns False, and emits `failed`, when a value is refused; nothing has changed then.
        """
        playing, before = self.playing, self.config
        lane = self.selection.chosen(self.lanes)
        if self.cursor is not None and lane is not None:
            then = lane.snapshot.config
            changes = before.differences(then) | {"activation": then.activation, "alpha": then.alpha} | changes
        if not self.set(**changes):
            return False
        if is_live(before, self.config):
            self._begin_anew()
        if playing:
            self._worker.play(True)
        return True

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps, and pause; None follows the newest step again."""
        if step is not None:
            self.pause()
        self._set_cursor(step)
        self._worker.travel(step)

    @property
    def awaits_cursor(self) -> bool:
        """Whether the step that the user has gone to is still to come: the lanes show another."""
        shown = {lane.at for lane in self.lanes if self.cursor is None or self.cursor < lane.newest}
        return bool(shown) and shown != {self.cursor}

    def _set_cursor(self, step: int | None) -> None:
        if step != self.cursor:
            self.cursor = step
            self._mark()
            self.cursor_changed.emit()

    # Recordings

    @property
    def recording_path(self) -> Path | None:
        """The file that holds this session: the one that is written, or the one that was read, until then."""
        if self._opened is not None and self._recorder.generation < self._opened.generation:
            return self._opened.path
        return self._recorder.path

    def open_sessions(self, paths: Sequence[Path]) -> None:
        """Go on with a recorded session, or with several side by side, paused; `opened` tells what came of it."""
        self._worker.open_sessions(paths)

    def save_session(self, path: Path) -> None:
        """Save everything in a file, and go on recording there."""
        self._mark()
        self._worker.save_session(path)

    # What the user writes

    def describe(self, name: str, notes: str) -> None:
        """Give the recording a name and notes; a run that begins anew has none."""
        self._notebook.describe(name, notes)
        self._mark()

    @property
    def name(self) -> str:
        """The recording's name; "" while the user has given it none."""
        return self._notebook.texts.name

    @property
    def notes(self) -> str:
        """What the user has written about the recording as a whole."""
        return self._notebook.texts.notes

    @property
    def step_notes(self) -> tuple[Note, ...]:
        """The notes at steps about the lanes that run, and about all of them, by steps."""
        return self._notebook.step_notes(self.setup)

    def write_note(self, step: int, text: str, lane: int | None = None) -> bool:
        """Write a note about a step, in place of the one there; without text, that one is deleted.

        It is about the lane with this key, or about all. Training is not disturbed. Returns False, and emits `failed`,
        when it is refused; all is as it was then.
        """
        try:
            self._notebook.write(Note(step, text, lane))
        except BadInput as error:
            self.failed.emit(str(error))
            return False
        self._tell_texts()
        return True

    def _mark(self) -> None:
        self._worker.mark(self._notebook.marks(self.current, self.cursor, self.selection))

    def _forget_texts(self) -> None:
        """A new run has no name and no notes; those of the run before stay in its file."""
        self._notebook.begin_anew()
        self._tell_texts()

    def _tell_texts(self) -> None:
        self._mark()
        self.notes_changed.emit()

    # What is to run

    def open_data(self, path: str) -> bool:
        """Train on the user's own file; the file is read in the training thread, a fault comes as `failed`.

        The file in use is read anew: it may have been edited.
        """
        if path == self.config.data_path:
            self._begin_anew()
            return True
        return self.set(data_path=path)

    def run_instead(self, lanes: Sequence[NamedConfig]) -> bool:
        """Run these lanes from step 0 on instead of the present ones, as an undoable change.

        Returns False, and emits `failed`, when there are too many; nothing has changed then.
        """
        try:
            new, text, _ = lanes_of(lanes, self.setup, self._latest_key + 1)
        except BadInput as error:
            self.failed.emit(str(error))
            return False
        if new != self.setup:
            self._undo.note(self.setup, new, text)
            self._worker.take_on(new, anew=True)
            self._take_over(new)
            self._set_cursor(None)
            self._forget_texts()
            self.config_changed.emit()
        return True

    def _show_newest(self) -> None:
        if self.cursor is not None:
            self.travel(None)

    def _go_to_lane(self, place: int) -> None:
        super()._go_to_lane(place)
        self._select_again()
        self._mark()

    def _adopt(self, new: Setup) -> None:
        self._worker.take_on(new, self.setup)
        super()._adopt(new)

    def _take_over(self, new: Setup) -> None:
        old = self.setup
        super()._take_over(new)
        if begins_anew(old, new):
            self._set_cursor(None)  # all begin anew
            self._forget_texts()
        self._select_again()

    # Looking

    @property
    def newest(self) -> int:
        """The newest step of any lane that has been shown."""
        return max((lane.newest for lane in self.lanes), default=0)

    @property
    def step_on_show(self) -> int:
        """The step that the user has gone back to, or the newest one."""
        return self.newest if self.cursor is None else min(self.cursor, self.newest)

    def select(self, layer: int | None, unit: int | None) -> None:
        """Follow a layer (1-based), and a unit of it or None for the layer as a whole."""
        chosen = Selection(layer, unit, self.current).within(self.config.hidden)
        if chosen != self.selection:
            self.selection = chosen
            self._mark()
            self._look()
            self.selection_changed.emit()

    def _select_again(self) -> None:
        """Follow the same unit in the present lane, if it is still there."""
        is_there = self.selection == self.selection.within(self.config.hidden)
        chosen = self.selection if is_there else Selection()
        self.select(chosen.layer, chosen.unit)

    def set_needs(self, needs: frozenset[str]) -> None:
        """Say which extra measurements the visible panels want."""
        if needs != self._needs:
            self._needs = needs
            self._look()

    def _look(self) -> None:
        self._worker.look_at(self._needs, self.selection.layer or 1, self.selection.pair)

    def shows(self, needs: frozenset[str]) -> bool:
        """Whether the lanes hold a full measurement, these extras included, of the step they stand at."""
        snapshots = [lane.snapshot for lane in self.lanes]
        return bool(snapshots) and all(s.units_step == s.step and needs <= s.extras for s in snapshots)

    # What comes in

    def collect(self) -> None:
        """Take what the worker and a trial have delivered; called once a frame."""
        if self._closed:
            return
        self.trials.collect()
        drawing_s = thread_time()  # this thread draws, and does nothing else
        delivery = self._mailbox.collect(drawing_s)
        report = delivery.report
        for opened in delivery.opened:
            self._show_opened(opened)
        self.steps_per_second = report.steps_per_second
        self._share_clock.note(monotonic(), (report.training_s, report.measuring_s, drawing_s), self.playing)
        if report.handled in (None, self._worker.posted):  # no command is on its way: what runs is the truth
            self._set_playing(report.playing)
            if report.running and report.running != self.setup:
                self._take_back(report.running)
            if report.handled is not None:  # a command that failed may have left the run in the past
                self._set_cursor(report.cursor)
            self._notebook.settle()
        for failure in delivery.failures:
            self.failed.emit(failure.sentence)
        if self.recording_path != self._known_path:
            self._known_path = self.recording_path
            self.recording_changed.emit()
        if delivery.lanes is not None:
            self.lanes = delivery.lanes
            self.updated.emit()

    def _show_opened(self, opened: Opened) -> None:
        recording = opened.recording
        if recording is not None:
            self._worker.known_session = opened.number  # what is done from here on is about this one
            self._opened, self.lanes = opened, ()
            self._begin_with(opened.setup, recording.current)
            self._notebook = Notebook(Texts.of(recording))
            self._tell_texts()  # first: a mark with what was written before would be a change to record
            self._set_playing(False)
            self._set_cursor(recording.cursor)
            self.select(recording.layer, recording.unit)
            self._mark()
            self.config_changed.emit()
        self.opened.emit(recording is not None)

    def _take_back(self, running: Setup) -> None:
        """Show what is running, because the worker could not take on a newer setup."""
        self._undo.forget(running)
        before = self._notebook.before
        self._take_over(running)
        if before is not None:  # the new run that they were forgotten for has not begun
            self._notebook = Notebook(before)
            self._tell_texts()
        self.config_changed.emit()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)
