"""Worker: the thread that trains. Commands come in through a queue, lanes go out through the mailbox.

It trains in slices of a few milliseconds, so that a command never waits long; `lane_training` has what is done in them.
It is a thread of its own and no `Task`, because it lives as long as the session and works through a queue.

A setup that is handed down can run: its values and its data were checked before. Only memory may not suffice for it;
then a sentence is left, and the present lanes go on.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from actviz.app.lane_training import LaneTraining
from actviz.app.lanes import Setup, WindowState
from actviz.app.mailbox import Failure, Mailbox, Report
from actviz.app.program_log import report_exception
from actviz.app.publisher import Wanted
from actviz.app.recorder import Recorder
from actviz.app.reopening import Reopened
from actviz.data import Data
from actviz.export.exported_run import Lane
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr

Command = Callable[[], object]
Answer = TypeVar("Answer")


def _wake_up() -> None:
    """Do nothing: the thread that waits for a command is to stop."""


class Worker:
    """Owns the lanes' training; only its own thread touches that.

    The public methods are for one other thread: they queue a command. A command that fails leaves a sentence in
    the mailbox; the reports there say how many commands are done and which configuration is running.
    """

    def __init__(self, mailbox: Mailbox, recorder: Recorder) -> None:
        self.mailbox = mailbox
        self.posted = 0  # commands given, counted by the thread that gives them
        self._handled = 0
        self._commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="actviz-training", daemon=True)
        self._stop = threading.Event()
        self._ended = threading.Event()
        self._unanswered: set[Future[Any]] = set()
        self._training = LaneTraining(mailbox, recorder)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, timeout_s: float = 1.0) -> bool:
        """Ask the thread to stop and wait for it; True when it has ended."""
        self._stop.set()
        self._commands.put(_wake_up)
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # Commands

    def apply(self, setup: Setup, data: Data | None = None, again: bool = False) -> None:
        """Run these lanes, from step 0 on if `again`; `data` is what the setup's file contains."""
        self._post(partial(self._training.apply, setup, data, again))

    def continue_with(self, reopened: Reopened, goes_on_in: Path | None) -> Future[int]:
        """Go on with recorded lanes instead of the present ones, paused; promise the generation of their record.

        They are recorded in the file `goes_on_in`, or in a new one. Once the promise is kept, lanes in the mailbox are
        these.
        """
        generation: Future[int] = Future()
        self._post(partial(self._continue_with, reopened, goes_on_in, generation))
        return generation

    def travel(self, step: int | None) -> None:
        """Show every lane as it was after so many steps; None shows the newest again."""
        self._post(partial(self._training.travel, step))

    def play(self, playing: bool) -> None:
        """Train, or pause."""
        self._post(partial(self._training.play, playing))

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._post(partial(self._training.step, n))

    def hold_at(self, step: int | None) -> None:
        """Take no step beyond this one until another hold is set; None goes on. A new run has no hold."""
        self._post(partial(self._training.hold_at, step))

    def hold_after(self, n: int) -> None:
        """Take n more steps, and then wait as at `hold_at`."""
        self._post(partial(self._training.hold_after, n))

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so fast; None is unlimited."""
        self._post(partial(self._training.limit_speed, steps_per_second))

    def measure(self, needs: frozenset[str], unit: tuple[int, int] | None = None) -> None:
        """Choose the extra measurements, and the unit (layer, unit) to follow."""
        self._post(partial(self._training.publisher.measure, Wanted(needs, unit)))

    def save_session(self, path: Path) -> None:
        """Write everything into a file, and go on recording there."""
        self._post(partial(self._training.record.hand_over, path))

    def record_window(self, window: WindowState) -> None:
        """Set what a recording is to hold of the window's state."""
        self._post(partial(self._training.record.set_window, window))

    def ask(self, question: Callable[[Trainer], Answer], lane: int = 0) -> Future[Answer]:
        """Let the training thread answer a question about a lane's trainer (or its double at the step on show).

        This is how anything else gets at the present network: the question copies what it wants, quickly, and hands
        back only copies. What it raises is raised by `result`, BadInput where there is no such lane. A worker that
        ends cancels the questions still open.
        """
        return self._promise(lambda: question(self._training.shown(lane)))

    def copies(self) -> Future[tuple[Lane, ...]]:
        """Promise copies of all lanes as they are now, for one other thread to do with what it likes."""
        return self._promise(lambda: self._training.runs.copies(self._training.record.step_notes))

    def _promise(self, answer: Callable[[], Answer]) -> Future[Answer]:
        promised: Future[Answer] = Future()

        def command() -> None:
            self._unanswered.discard(promised)
            if not promised.set_running_or_notify_cancel():
                return
            try:
                promised.set_result(answer())
            except Exception as error:
                promised.set_exception(error)

        self._unanswered.add(promised)
        self._post(command)
        if self._ended.is_set():
            promised.cancel()
        return promised

    def _post(self, command: Command) -> None:
        self.posted += 1
        self._commands.put(command)

    # In the thread

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._handle_commands()
                if not self._stop.is_set():
                    self._training.go_on(self._handled)
            self._keep_last_texts()
            self._training.record.seal()
        except Exception as error:
            report_exception()
            self.mailbox.report(Report(handled=None))
            told = mark("Training stopped by an internal error: {kind}: {error}")
            self.mailbox.fail(Failure(tr(told, kind=type(error).__name__, error=error)))
        finally:
            self._ended.set()
            for answer in list(self._unanswered):
                answer.cancel()

    def _continue_with(self, reopened: Reopened, goes_on_in: Path | None, generation: Future[int]) -> None:
        generation.set_result(self._training.continue_with(reopened, goes_on_in))

    def _handle_commands(self) -> None:
        try:
            self._handle(self._commands.get(timeout=self._training.patience_s()))
            while not self._stop.is_set():
                self._handle(self._commands.get_nowait())
        except queue.Empty:
            return

    def _handle(self, command: Command) -> None:
        command()
        self._handled += 1

    def _keep_last_texts(self) -> None:
        """Record what was written just before the end, unless it is about a run that will not begin any more."""
        while not self._commands.empty():
            command = self._commands.get()
            what = command.func if isinstance(command, partial) else None
            if what in (self._training.apply, self._continue_with):
                return
            if what == self._training.record.set_window:
                command()
