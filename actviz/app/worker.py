"""Worker: the thread that trains. Commands come in through a queue, lanes go out through the mailbox.

It trains in slices of a few milliseconds, so that a command never waits long, and publishes at most once a
frame and only after the window has taken what was published before, in time for its next frame. While training,
most publications are glances (`Trainer.glance`); a full measurement is taken every FULL_S, or
less often where it is dear: measuring takes at most MEASURING_SHARE of the time. What runs is in `lane_runs`.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from actviz.app.lane_runs import LaneRun, LaneRuns
from actviz.app.lanes import LaneView, Marks, Setup
from actviz.app.mailbox import Failure, Mailbox, Opened, Report
from actviz.app.recorder import HandOver, Recorder
from actviz.app.reopening import reopen
from actviz.app.setup_changes import rebased
from actviz.export.exported_run import Lane
from actviz.registry import BadInput
from actviz.training.diagnosis import diagnose
from actviz.training.notes import named
from actviz.training.trainer import Trainer

SLICE_S = 0.006
FRAME_S = 1 / 30
LEAD_S = 0.012  # before the window's next frame: a slice, and what measuring takes
FULL_S, FULL_AT_LIMIT_S = 0.25, 0.1  # flat out, every measurement and its drawing take time from the training
MEASURING_SHARE = 0.06
RECORDING_PATIENCE_S = 0.2  # paused: how soon what was done last is handed over
Command = Callable[[], None]
Answer = TypeVar("Answer")


@dataclass
class Pace:
    """How fast training goes: the limit, and the measured speed."""

    limit: float | None = None  # steps/s
    steps_per_second: float = 0.0
    step_s: float = 1e-4  # estimate of one step's duration
    owed: float = 0.0  # steps that the limit allows now
    last: float = field(default_factory=time.perf_counter)

    def allowance(self, now: float) -> int:
        """Return how many steps the next slice may take."""
        in_slice = max(1, int(SLICE_S / max(self.step_s, 1e-7)))
        if self.limit is None:
            return in_slice
        self.owed = min(self.owed + (now - self.last) * self.limit, max(1.0, 0.1 * self.limit))
        self.last = now
        return min(in_slice, int(self.owed))

    def took(self, steps: int, seconds: float) -> None:
        """Note how long some steps took."""
        self.owed -= steps
        if steps:
            self.step_s += 0.3 * (seconds / steps - self.step_s)


class Worker:
    """Owns the lanes' runs; only its own thread touches them.

    The public methods are for one other thread: they queue a command. A command that fails leaves a sentence in
    the mailbox; the reports there say how many commands are done and which configuration is running.
    """

    def __init__(self, mailbox: Mailbox, recorder: Recorder) -> None:
        self.mailbox = mailbox
        self._recorder = recorder
        self._marks = Marks()
        self._unrecorded = False  # something was done since the last hand-over
        self._state_is_old = False  # the last hand-over was without the newest states
        self.posted = 0  # commands given, counted by the thread that gives them
        self._handled = 0
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="actviz-training", daemon=True)
        self._stop = threading.Event()
        self._runs = LaneRuns()
        self._cursor: int | None = None  # the step that the user has gone back to
        self._ended = threading.Event()
        self._unanswered: set[Future[Any]] = set()
        self._playing = False
        self._steps_left = 0  # of a "step n" command
        self._pace = Pace()
        self._needs: frozenset[str] = frozenset()
        self._focus: int | None = None
        self._unit: tuple[int, int] | None = None
        self._stale = False  # something changed since the last full publication
        self._moved = False  # steps were taken since the last publication
        self._next_publication = self._next_full = 0.0
        self._shown: tuple[LaneView, ...] = ()  # what was published last
        self._training_s = self._measuring_s = 0.0
        self._window_start, self._window_steps = time.perf_counter(), 0

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, timeout_s: float = 1.0) -> bool:
        """Ask the thread to stop and wait for it; True when it has ended."""
        self._stop.set()
        self._commands.put(lambda: None)
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # Commands

    def take_on(self, setup: Setup, base: Setup = (), anew: bool = False) -> None:
        """Run these lanes, from step 0 on if `anew`; when that fails, the present ones go on.

        `base` is the setup that the caller has changed into this one: should that one have failed meanwhile, only what
        the caller has changed is changed in what is running.
        """
        self._post(partial(self._take_on, setup, base, anew))

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps; None shows the newest again."""
        self._post(lambda: self._travel(step))

    def play(self, playing: bool) -> None:
        """Train, or pause."""
        self._post(lambda: self._set_playing(playing))

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._post(lambda: self._take(n))

    def open_sessions(self, paths: Sequence[Path], otherwise: Setup | None = None, goes_on: bool = False) -> None:
        """Go on with recorded lanes instead of the present ones, paused; `Mailbox.opened` tells what came of it.

        When that fails the present ones go on, or, where there are none, those of `otherwise` begin. `goes_on` records
        them in the file that they came from.
        """
        self._post(partial(self._open, paths, otherwise, goes_on))

    def save_session(self, path: Path) -> None:
        """Write everything into a file, and go on recording there."""
        self._post(lambda: self._hand_over(path))

    def mark(self, marks: Marks) -> None:
        """Note what a recording is to hold of the window's state."""
        self._post(partial(self._mark, marks))

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so fast; None is unlimited."""
        self._post(lambda: self._limit(steps_per_second))

    def look_at(self, needs: frozenset[str], focus: int | None, unit: tuple[int, int] | None = None) -> None:
        """Choose the extra measurements, the layer whose histogram is wanted, and the unit (layer, unit) to follow."""
        self._post(lambda: self._look_at(needs, focus, unit))

    def ask(self, question: Callable[[Trainer], Answer], lane: int = 0) -> Future[Answer]:
        """Let the training thread answer a question about a lane's trainer (or its double at the step on show).

        This is how anything else gets at the present network: the question copies what it wants, quickly, and hands
        back only copies. What it raises is raised by `result`, BadInput where there is no such lane. A worker that
        ends cancels the questions still open.
        """
        answer: Future[Answer] = Future()

        def command() -> None:
            self._unanswered.discard(answer)
            if not answer.set_running_or_notify_cancel():
                return
            try:
                if lane >= len(self._runs.lanes):
                    raise BadInput("There is no network yet.")
                answer.set_result(question(self._runs.lanes[lane].at(self._cursor)))
            except Exception as error:
                answer.set_exception(error)

        self._unanswered.add(answer)
        self._post(command)
        if self._ended.is_set():
            answer.cancel()
        return answer

    def copies(self) -> Future[tuple[Lane, ...]]:
        """Promise copies of all lanes as they are now, for one other thread to do with what it likes."""
        promised: Future[tuple[Lane, ...]] = Future()
        self._post(lambda: self._copy(promised))
        return promised

    def _post(self, command: Command) -> None:
        self.posted += 1
        self._commands.put(command)

    # In the thread

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._handle_commands()
                if self._stop.is_set():
                    break
                if self._has_work:
                    self._train_slice()
                self._publish_if_due()
                self._record_if_due()
            self._take_last_marks()
            if self._unrecorded or self._state_is_old:
                self._hand_over()
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            self.mailbox.report(Report(handled=None))
            self.mailbox.fail(Failure(f"Training stopped by an internal error: {type(error).__name__}: {error}"))
        finally:
            self._ended.set()
            for answer in list(self._unanswered):
                answer.cancel()

    @property
    def _has_work(self) -> bool:
        """Whether there are steps to take; what is to be played may still have to be found."""
        return bool(self._runs.lanes) and (self._playing or self._steps_left > 0)

    def _handle_commands(self) -> None:
        try:
            self._handle(self._commands.get(timeout=self._patience()))
            while not self._stop.is_set():
                self._handle(self._commands.get_nowait())
        except queue.Empty:
            return

    def _handle(self, command: Command) -> None:
        command()
        self._handled += 1

    def _patience(self) -> float | None:
        """How long to wait for a command: not at all while training at full speed."""
        if not self._has_work:
            if not self._stale:
                return RECORDING_PATIENCE_S if self._unrecorded and self._to_record else None
            if not self.mailbox.taken:
                return FRAME_S
            return max(0.001, min(FRAME_S, self._next_publication - time.perf_counter()))
        limit = self._pace.limit
        if limit is None or self._steps_left or self._pace.owed >= 1.0:
            return 1e-9
        return min(0.05, max(1e-9, (1.0 - self._pace.owed) / limit))

    def _train_slice(self) -> None:
        begin, busy = time.perf_counter(), time.thread_time()
        if self._steps_left:
            n = min(self._steps_left, max(1, int(SLICE_S / max(self._pace.step_s, 1e-7))))
        else:
            n = self._pace.allowance(begin)
        if n <= 0:
            return
        going = self._runs.going
        if going and self._pace.limit is None and not self._steps_left:
            n = going[0].trainer.to_a_blocks_end(n)
        done = self._runs.advance(n)
        now = time.perf_counter()
        self._training_s += time.thread_time() - busy
        self._pace.took(done, now - begin)
        self._steps_left = max(0, self._steps_left - n)
        self._window_steps += done
        if done:
            self._stale = self._moved = self._unrecorded = True
        for run in going:
            if run.trainer.divergence is not None:
                self._changed()
                self.mailbox.fail(Failure(self._of_lane(run, str(run.trainer.divergence))))
        if not self._runs.going:
            self._playing, self._steps_left = False, 0
        if not self._playing and not self._steps_left:
            self._changed()

    def _publish_if_due(self) -> None:
        now = time.perf_counter()
        if now - self._window_start >= 0.5:
            busy = self._playing or self._steps_left > 0
            rate = self._window_steps / (now - self._window_start) if busy else 0.0
            self._pace.steps_per_second = rate
            self._window_start, self._window_steps = now, 0
        if self._stale and now >= self._next_publication and self.mailbox.taken:
            full = now >= self._next_full
            if full or (self._moved and now >= self.mailbox.taken_at + FRAME_S - LEAD_S):
                self._publish(now, full)
        self._report()

    def _publish(self, now: float, full: bool) -> None:
        busy = time.thread_time()
        self._moved, self._stale = False, not full
        if full:
            focus = None if self._focus is None else {self._focus}
            moving = self._playing or self._steps_left > 0
            self._shown = tuple(
                _view(run, self._needs, focus, self._unit, self._cursor, moving) for run in self._runs.lanes
            )
        else:
            pairs = zip(self._shown, self._runs.lanes, strict=True)
            self._shown = tuple(_glance(view, run) for view, run in pairs)
        self.mailbox.put(self._shown)
        took = time.perf_counter() - now
        self._measuring_s += time.thread_time() - busy
        if full:
            every = FULL_S if self._pace.limit is None else FULL_AT_LIMIT_S
            self._next_full = now + max(every, took / MEASURING_SHARE)
            took = 0.0  # a glance may follow at the next frame
        self._next_publication = now + max(FRAME_S / 2, took / MEASURING_SHARE)

    def _report(self) -> None:
        looking = self._looking_s
        self.mailbox.report(
            Report(
                self._handled,
                self._runs.setup,
                self._playing,
                self._pace.steps_per_second,
                self._training_s - looking,
                self._measuring_s + looking,
            )
        )

    @property
    def _looking_s(self) -> float:
        return sum(run.trainer.looking_s for run in self._runs.lanes)

    def _take_on(self, setup: Setup, base: Setup, anew: bool) -> None:
        before = self._looking_s
        try:
            fresh = self._runs.take_on(rebased(setup, base, self._runs.setup), anew)
        except BadInput as error:
            self.mailbox.fail(Failure(str(error)))
        except MemoryError:
            self.mailbox.fail(Failure("There is not enough memory for a network or data of this size."))
        else:
            if fresh:
                self._steps_left, self._cursor = 0, None
                self._marks = replace(self._marks, name="", notes="", created="", step_notes=())
        gone = before - self._looking_s  # the clocks of lanes that have ended are not counted any more
        self._training_s -= gone
        self._measuring_s += gone
        self._unrecorded = True
        self._show_others()

    def _show_others(self) -> None:
        self._shown = ()
        self._pace.step_s = SLICE_S  # how long a step takes now is not known: begin with slices of one
        self._changed()

    def _open(self, paths: Sequence[Path], otherwise: Setup | None, goes_on: bool) -> None:
        sentence = "There is not enough memory for this session."
        try:
            found = reopen(paths)
        except (BadInput, MemoryError) as problem:
            self.mailbox.fail(Failure(str(problem) or sentence))
            self.mailbox.opened(Opened(None))
            if otherwise is not None and not self._runs.lanes:
                self._take_on(otherwise, (), anew=True)
            return
        before = self._looking_s
        if self._unrecorded or self._state_is_old:
            self._hand_over()  # the last of what ran before
        self._playing, self._steps_left, self._cursor = False, 0, found.recording.cursor
        self._runs.take_over(found.setup, found.trainers)
        texts = {name: getattr(found.recording, name) for name in ("name", "notes", "created", "step_notes")}
        self._marks = replace(self._marks, **texts)
        self._unrecorded = self._state_is_old = False  # it stands in its file, until something is done
        if goes_on:
            self._recorder.go_on_in(paths[0], self._runs.generation)
        self._training_s -= before - self._looking_s
        self._measuring_s += before - self._looking_s
        path = paths[0] if len(paths) == 1 else None
        self.mailbox.opened(Opened(found.recording, path, self._runs.generation))
        self._show_others()

    # Recording

    def _mark(self, marks: Marks) -> None:
        self._unrecorded |= marks.texts != self._marks.texts  # also while paused; the rest goes along with it
        self._marks = marks

    def _take_last_marks(self) -> None:
        """Take what was written just before the end, unless it is about a run that will not begin any more."""
        while not self._commands.empty():
            command = self._commands.get()
            what = command.func if isinstance(command, partial) else None
            if what in (self._take_on, self._open):
                return
            if what == self._mark:
                command()

    @property
    def _to_record(self) -> int:
        """Steps taken; notes make a run that has taken none as good as one that has."""
        return self._runs.step or int(bool(self._marks.step_notes))

    def _record_if_due(self) -> None:
        if self._unrecorded and self._recorder.due(self._to_record):
            self._hand_over()

    def _hand_over(self, target: Path | None = None) -> None:
        """Hand copies of what there is to the recorder."""
        if not self._runs.lanes or (target is None and not self._recorder.records(self._to_record)):
            return
        begin = time.perf_counter()
        states = (
            target is not None
            or self._stop.is_set()
            or self._recorder.wants_states(self._runs.generation, self._runs.state_bytes)
        )
        try:
            recording = self._runs.recording(self._marks, states)
        except MemoryError:
            self.mailbox.fail(Failure("There is not enough memory for recording; training goes on."))
            return
        self._recorder.hand_over(
            HandOver(recording, self._runs.generation, target, states), time.perf_counter() - begin
        )
        self._unrecorded, self._state_is_old = False, not states

    def _travel(self, step: int | None) -> None:
        if step != self._cursor:
            self._cursor = step
            self._changed()

    def _copy(self, promised: Future[tuple[Lane, ...]]) -> None:
        try:
            lanes = [self._lane_copy(run) for run in self._runs.lanes]
        except MemoryError as error:
            promised.set_exception(error)
        else:
            promised.set_result(tuple(lanes))

    def _lane_copy(self, run: LaneRun) -> Lane:
        about = [note for note in self._marks.step_notes if note.lane in (None, run.spec.key)]
        notes = named(about, {spec.key: spec.name for spec in self._runs.setup})
        return Lane(run.trainer.fork(), run.spec.name, run.spec.index, notes)

    def _of_lane(self, run: LaneRun, sentence: str) -> str:
        return sentence if len(self._runs.lanes) == 1 else f"Lane {run.spec.name}: {sentence}"

    def _set_playing(self, playing: bool) -> None:
        if playing and self._runs.lanes and not self._runs.going:
            run = self._runs.lanes[0]
            sentence = f"{run.trainer.divergence} Lower the learning rate or press Reset to go on."
            self.mailbox.fail(Failure(self._of_lane(run, sentence)))
            playing = False
        self._playing = playing
        if playing:
            self._cursor = None
        self._steps_left = 0
        self._pace.steps_per_second = 0.0
        self._pace.last, self._pace.owed = time.perf_counter(), 1.0
        self._window_start, self._window_steps = time.perf_counter(), 0
        self._changed()

    def _take(self, n: int) -> None:
        self._playing, self._cursor = False, None
        self._steps_left += n

    def _limit(self, steps_per_second: float | None) -> None:
        self._pace.limit = steps_per_second
        self._pace.last, self._pace.owed = time.perf_counter(), 1.0

    def _look_at(self, needs: frozenset[str], focus: int | None, unit: tuple[int, int] | None) -> None:
        if (needs, focus, unit) != (self._needs, self._focus, self._unit):
            self._needs, self._focus, self._unit = needs, focus, unit
            self._changed()

    def _changed(self) -> None:
        self._stale = bool(self._runs.lanes)
        self._next_publication = self._next_full = 0.0


def _view(
    run: LaneRun,
    needs: frozenset[str],
    focus: set[int] | None,
    unit: tuple[int, int] | None,
    cursor: int | None,
    moving: bool,
) -> LaneView:
    trainer, spec, newest = run.at(cursor), run.spec, run.trainer.step
    snapshot, facts = trainer.measure(needs, focus, unit), run.trainer.facts
    history = run.trainer.history.view()
    if trainer is run.trainer:
        diagnosis = run.diagnostician.see(facts, snapshot, history, moving)
        at = None
    else:
        diagnosis, at = diagnose(facts, snapshot, trainer.history.view()), trainer.step
    turns = run.diagnostician.turns
    return LaneView(spec.index, spec.name, facts, snapshot, history, spec.key, newest, at, diagnosis, turns)


def _glance(view: LaneView, run: LaneRun) -> LaneView:
    return replace(view, snapshot=run.trainer.glance(view.snapshot), newest=run.trainer.step)
