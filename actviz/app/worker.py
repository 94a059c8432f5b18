"""Worker: the thread that trains. Commands come in through a queue, lanes go out through the mailbox.

It trains in slices of a few milliseconds, so that a command never waits long. What runs is in `lane_runs`, how many
steps a slice has in `pace`; between slices, `publisher` measures what the window is to show, and `run_record` gives the
recorder what is to be kept.

A command is about the run that its caller knows. A session that is opened takes the run's place after all commands that
were given while its file was read; those that its caller gives after that, before having heard of it, are dropped.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from actviz.app.lane_runs import LaneRun, LaneRuns
from actviz.app.lanes import Marks, Setup
from actviz.app.mailbox import Failure, Mailbox, Opened, Report
from actviz.app.notebook import Texts
from actviz.app.pace import NO_TIME_S, Pace
from actviz.app.program_log import report_exception
from actviz.app.publisher import Publisher, Wanted
from actviz.app.recorder import Recorder
from actviz.app.reopening import Reopened, reopen
from actviz.app.run_record import RunRecord
from actviz.app.setup_changes import rebased
from actviz.export.exported_run import Lane
from actviz.registry import BadInput
from actviz.training.trainer import Trainer

RECORDING_PATIENCE_S = 0.2  # paused: how soon what was done last is handed over
WATCHING_PATIENCE_S = 1.0  # paused: how often the recording is checked for what other programs do to it
Action = Callable[[], None]
Answer = TypeVar("Answer")


def _do_nothing() -> None:
    """Take the place of a command that is not needed any more."""


class Command(NamedTuple):
    """What the thread is to do, or, when the opened session that it is about (if any) does not run, the other."""

    do: Action
    session: int | None = None
    otherwise: Action = _do_nothing


class Worker:
    """Owns the lanes' runs; only its own thread touches them.

    The public methods are for one other thread: they queue a command. A command that fails leaves a sentence in
    the mailbox; the reports there say how many commands are done and which configuration is running.
    """

    def __init__(self, mailbox: Mailbox, recorder: Recorder) -> None:
        self.mailbox = mailbox
        self.posted = 0  # commands given, counted by the thread that gives them
        self.known_session = 0  # the latest opened session that this thread has heard of, see `Opened.number`
        self._session = 0  # the one that runs: so many have been opened
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
        self._publisher = Publisher(mailbox, self._runs)
        self._record = RunRecord(mailbox, self._runs, recorder)
        self._training_s = 0.0  # processor time, with the looks that the trainers take meanwhile

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, timeout_s: float = 1.0) -> bool:
        """Ask the thread to stop and wait for it; True when it has ended."""
        self._stop.set()
        self._commands.put(Command(_do_nothing))
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # Commands

    def take_on(self, setup: Setup, base: Setup = (), anew: bool = False) -> None:
        """Run these lanes, from step 0 on if `anew`; when that fails, the present ones go on.

        `base` is the setup that the caller has changed into this one: should that one have failed meanwhile, only what
        the caller has changed is changed in what is running.
        """
        self._post_about_run(partial(self._take_on, setup, base, anew))

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps; None shows the newest again."""
        self._post_about_run(partial(self._travel, step))

    def play(self, playing: bool) -> None:
        """Train, or pause."""
        self._post_about_run(partial(self._set_playing, playing))

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._post_about_run(partial(self._take, n))

    def open_sessions(self, paths: Sequence[Path], otherwise: Setup | None = None, goes_on: bool = False) -> None:
        """Go on with recorded lanes instead of the present ones, paused; `Mailbox.opened` tells what came of it.

        When that fails the present ones go on, or, where there are none, those of `otherwise` begin. `goes_on` records
        them in the file that they came from.
        """
        self._post(partial(self._open, paths, otherwise, goes_on))

    def save_session(self, path: Path) -> None:
        """Write everything into a file, and go on recording there."""
        sentence = f"The session was not saved in {path.name}: another one was opened meanwhile."
        self._post_about_run(partial(self._record.hand_over, path), lambda: self.mailbox.fail(Failure(sentence)))

    def mark(self, marks: Marks) -> None:
        """Note what a recording is to hold of the window's state."""
        self._post_about_run(partial(self._record.mark, marks))

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so fast; None is unlimited."""
        self._post(lambda: self._pace.limit_to(steps_per_second, time.perf_counter()))

    def look_at(self, needs: frozenset[str], focus: int | None, unit: tuple[int, int] | None = None) -> None:
        """Choose the extra measurements, the layer whose histogram is wanted, and the unit (layer, unit) to follow."""
        self._post(lambda: self._publisher.look_at(Wanted(needs, focus, unit)))

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
        self._post_about_run(command, partial(_refuse, answer))
        if self._ended.is_set():
            answer.cancel()
        return answer

    def copies(self) -> Future[tuple[Lane, ...]]:
        """Promise copies of all lanes as they are now, for one other thread to do with what it likes."""
        promised: Future[tuple[Lane, ...]] = Future()
        self._post_about_run(partial(self._copy, promised), partial(_refuse, promised))
        return promised

    def _post_about_run(self, command: Action, otherwise: Action = _do_nothing) -> None:
        """Queue a command about the run that the caller knows; should another have taken its place, do the other."""
        self._post(command, self.known_session, otherwise)

    def _post(self, command: Action, session: int | None = None, otherwise: Action = _do_nothing) -> None:
        self.posted += 1
        self._commands.put(Command(command, session, otherwise))

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
                self._report()
                self._record.hand_over_if_due()
            self._take_last_marks()
            self._record.seal()
        except Exception as error:
            report_exception()
            self.mailbox.report(Report(handled=None))
            self.mailbox.fail(Failure(f"Training stopped by an internal error: {type(error).__name__}: {error}"))
        finally:
            self._ended.set()
            for answer in list(self._unanswered):
                answer.cancel()

    @property
    def _is_moving(self) -> bool:
        return self._playing or self._steps_left > 0

    @property
    def _has_work(self) -> bool:
        """Whether there are steps to take; what is to be played may still have to be found."""
        return bool(self._runs.lanes) and self._is_moving

    def _handle_commands(self) -> None:
        try:
            self._handle(self._commands.get(timeout=self._patience()))
            while not self._stop.is_set():
                self._handle(self._commands.get_nowait())
        except queue.Empty:
            return

    def _handle(self, command: Command) -> None:
        (command.do if self._is_about_present(command) else command.otherwise)()
        self._handled += 1

    def _is_about_present(self, command: Command) -> bool:
        return command.session in (None, self._session)

    def _patience(self) -> float | None:
        """How long to wait for a command: not at all while training at full speed."""
        if self._has_work:
            return NO_TIME_S if self._steps_left else self._pace.patience_s
        if self._publisher.is_stale:
            return self._publisher.patience_s(time.perf_counter())
        if self._record.awaits_recorder:
            return RECORDING_PATIENCE_S
        return WATCHING_PATIENCE_S if self._record.has_file else None

    def _train_slice(self) -> None:
        begin, busy = time.perf_counter(), time.thread_time()
        n = min(self._steps_left, self._pace.slice_steps) if self._steps_left else self._pace.allowance(begin)
        if n <= 0:
            return
        going = self._runs.going
        if going and self._pace.limit is None and not self._steps_left:
            n = going[0].trainer.to_a_blocks_end(n)
        done = self._runs.advance(n)
        now = time.perf_counter()
        self._training_s += time.thread_time() - busy
        self._pace.took(done, now - begin)
        self._steps_left = max(0, self._steps_left - (done or n))  # a lane that is behind takes fewer at once
        if done:
            self._publisher.note_steps()
            self._record.note_work()
        for run in going:
            if run.trainer.divergence is not None:
                self._publisher.note_change()
                self.mailbox.fail(Failure(self._of_lane(run, str(run.trainer.divergence))))
        if not self._runs.going:
            self._playing, self._steps_left = False, 0
        if not self._is_moving:
            self._publisher.note_change()

    def _publish_if_due(self) -> None:
        now = time.perf_counter()
        self._pace.measure(now, self._is_moving)
        self._publisher.publish_if_due(now, self._cursor, self._is_moving, limited=self._pace.limit is not None)

    def _report(self) -> None:
        looking = self._looking_s
        self.mailbox.report(
            Report(
                self._handled,
                self._runs.setup,
                self._playing,
                self._pace.steps_per_second,
                self._training_s - looking,
                self._publisher.measuring_s + looking,
                self._cursor,
            )
        )

    @property
    def _looking_s(self) -> float:
        return sum(run.trainer.looking_s for run in self._runs.lanes)

    def _take_on(self, setup: Setup, base: Setup, anew: bool) -> None:
        before = self._looking_s
        try:
            wanted = rebased(setup, base, self._runs.setup)
            if self._runs.begins_anew(wanted, anew):
                self._record.seal()  # the last moments of the run that it replaces
            fresh = self._runs.take_on(wanted, anew)
        except BadInput as error:
            self.mailbox.fail(Failure(str(error)))
        except MemoryError:
            self.mailbox.fail(Failure("There is not enough memory for a network or data of this size."))
        else:
            if fresh:
                self._steps_left, self._cursor = 0, None
                self._record.begin_anew()
        self._record.note_work()
        self._note_other_lanes(before)

    def _note_other_lanes(self, looking_s: float) -> None:
        """Take note that other lanes may be running than those that had spent so much time on looking."""
        gone = looking_s - self._looking_s  # the clocks of lanes that have ended are not counted any more
        self._training_s -= gone
        self._publisher.measuring_s += gone
        self._publisher.note_other_lanes()
        self._pace.forget_step()

    def _open(self, paths: Sequence[Path], otherwise: Setup | None, goes_on: bool) -> None:
        """Read sessions, and let them take the place of what runs when the commands given meanwhile are done."""
        sentence = "There is not enough memory for this session."
        try:
            found = reopen(paths)
        except (BadInput, MemoryError) as problem:
            self.mailbox.fail(Failure(str(problem) or sentence))
            self.mailbox.opened(Opened(None))
            if otherwise is not None and not self._runs.lanes:
                self._take_on(otherwise, (), anew=True)
        else:
            self._commands.put(Command(partial(self._take_over, found, paths, goes_on)))
            self._handled -= 1  # it is done when that is done

    def _take_over(self, found: Reopened, paths: Sequence[Path], goes_on: bool) -> None:
        before = self._looking_s
        self._record.seal()  # what ran before
        self._session += 1
        self._playing, self._steps_left, self._cursor = False, 0, found.recording.cursor
        self._runs.take_over(found.setup, found.trainers)
        self._record.take_over(Texts.of(found.recording), paths[0] if goes_on else None)
        path = paths[0] if len(paths) == 1 else None
        self.mailbox.opened(Opened(found.recording, path, self._runs.generation, self._runs.setup, self._session))
        if found.recording.remarks:
            self.mailbox.fail(Failure(f"{paths[0].name}: {' '.join(found.recording.remarks)}"))
        self._note_other_lanes(before)

    def _take_last_marks(self) -> None:
        """Take what was written just before the end, unless it is about a run that will not begin any more."""
        while not self._commands.empty():
            command = self._commands.get()
            what = command.do.func if isinstance(command.do, partial) else None
            if what in (self._take_on, self._open, self._take_over):
                return
            if what == self._record.mark and self._is_about_present(command):
                command.do()

    def _travel(self, step: int | None) -> None:
        if step != self._cursor:
            self._cursor = step
            self._publisher.note_change()

    def _copy(self, promised: Future[tuple[Lane, ...]]) -> None:
        try:
            lanes = self._runs.copies(self._record.step_notes)
        except MemoryError as error:
            promised.set_exception(error)
        else:
            promised.set_result(lanes)

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
        self._pace.begin(time.perf_counter())
        self._publisher.note_change()

    def _take(self, n: int) -> None:
        self._playing, self._cursor = False, None
        self._steps_left += n


def _refuse(answer: Future[Any]) -> None:
    if answer.set_running_or_notify_cancel():
        answer.set_exception(BadInput("Another session was opened meanwhile."))
