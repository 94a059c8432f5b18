"""Recorder: the thread that writes the session into its file while the training goes on.

The training thread hands over copies of what it has; at most one hand-over waits, so that a slow disk makes recordings
rarer and never the training slow. A new run gets a new file, unless there was next to nothing in the one before.
A place that is full costs one sentence, and is tried again from time to time.
"""

from __future__ import annotations

import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QLockFile

from actviz.app.mailbox import Failure, Mailbox
from actviz.app.recording_lock import lock_of
from actviz.app.run_library import prune
from actviz.registry import BadInput
from actviz.training.recording import SUFFIX, Recording, RecordingWriter
from actviz.training.recording_file import remove_siblings

EVERY_S = 0.8  # with what writing takes, nothing older than 2 s is ever missing
COPYING_SHARE, WRITING_SHARE = 0.005, 0.025  # of the time that may go into states, which can be large
RETRY_S = 30.0
BYTES_PER_S = 100e6  # of states written, as long as none has been: about what a slow disk takes
FEW_STEPS = 200  # a run of fewer, without a name or notes, is not worth a file once another has begun


@dataclass(frozen=True, eq=False)
class HandOver:
    """A recording to be written; `generation` counts the times that all lanes began anew."""

    recording: Recording
    generation: int
    target: Path | None = None  # to be saved here from now on, as the user wishes
    has_states: bool = True


class Recorder:
    """Writes recordings in a thread of its own, into files in `folder`; without one, only where the user saves.

    `due`, `wants_states` and `hand_over` are for the training thread, the rest for the window's.
    """

    def __init__(self, mailbox: Mailbox, folder: Path | None) -> None:
        self._mailbox, self._folder = mailbox, folder
        self.path: Path | None = None  # of the file that was written last
        self.generation = -1  # of the run in it
        self._writer: RecordingWriter | None = None
        self._lock: QLockFile | None = None
        self._is_worth_it = False  # the run in the file is to stay when another one begins
        self._states_of = -1  # the generation whose newest states were last asked for
        self._continued: tuple[int, Path] | None = None  # a generation that goes on in a file that is there
        self._waiting: HandOver | None = None
        self._writing = False
        self._failed = False
        self._next, self._next_states = 0.0, 0.0
        self._stop = False
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="actviz-recording", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self, timeout_s: float = 10.0) -> bool:
        """Write what waits and close the file; True when that is done."""
        with self._news:
            self._stop = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def go_on_in(self, path: Path, generation: int) -> None:
        """Record this generation in the file that it was read from, if no other program does."""
        self._continued = generation, path

    # For the training thread

    def records(self, step: int) -> bool:
        """Whether a run of so many steps is recorded: one that has taken none is not."""
        return self._writer is not None or (self._folder is not None and step > 0)

    def due(self, step: int) -> bool:
        """Whether something new should be handed over now."""
        busy = self._waiting is not None or self._writing or perf_counter() < self._next
        return not busy and self.records(step)

    def wants_states(self, generation: int, n_bytes: int) -> bool:
        """Whether the newest states, of this size together, should be handed over too; large ones are so rarely."""
        if generation != self._states_of:
            self._states_of = generation
            self._next_states = perf_counter() + n_bytes / BYTES_PER_S / WRITING_SHARE - EVERY_S
        return perf_counter() >= self._next_states

    def hand_over(self, handed: HandOver, copying_s: float = 0.0) -> None:
        """Leave a recording to be written, in place of one that still waits."""
        now = perf_counter()
        self._next = now + EVERY_S
        if handed.has_states:
            self._next_states = max(self._next_states, now + copying_s / COPYING_SHARE)
        with self._news:
            if handed.target is None and self._waiting is not None and self._waiting.target is not None:
                return  # where the user wants it comes first; newer things follow
            self._waiting = handed
            self._news.notify()

    # In the thread

    def _run(self) -> None:
        try:
            while True:
                with self._news:
                    while self._waiting is None and not self._stop:
                        self._news.wait()
                    handed, self._waiting = self._waiting, None
                    self._writing = handed is not None
                if handed is None:
                    break
                self._take(handed)
                self._writing = False
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            self._mailbox.fail(Failure(f"Recording stopped by an internal error: {type(error).__name__}: {error}"))
            self._folder = None
        finally:
            self._let_go()
            self._writing = False

    def _take(self, handed: HandOver) -> None:
        begin = perf_counter()
        try:
            if handed.target is not None:
                self._save(handed, handed.target)
            else:
                self._write(handed)
            self._failed = False
        except (BadInput, MemoryError) as problem:
            reason = str(problem) or "there is not enough memory"
            if handed.target is not None:
                self._mailbox.fail(Failure(f"The session was not saved: {reason}."))
            elif not self._failed:
                self._failed = True
                self._mailbox.fail(
                    Failure(f"Recording stopped: {reason}; training goes on, and it is tried again every half minute.")
                )
            self._next = perf_counter() + (RETRY_S if self._failed else 0.0)
        if handed.has_states:
            end = perf_counter()
            self._next_states = max(self._next_states, end + (end - begin) / WRITING_SHARE)

    def _write(self, handed: HandOver) -> None:
        if handed.generation != self.generation:
            self._open_for(handed)
        if self._writer is not None:
            self._writer.write(handed.recording, whole=self._stop)
            self._has_written(handed, self._writer)

    def _has_written(self, handed: HandOver, writer: RecordingWriter) -> None:
        self.path, self.generation, recording = writer.path, handed.generation, handed.recording
        written = recording.name or recording.notes or recording.step_notes
        self._is_worth_it = recording.step >= FEW_STEPS or bool(written)

    def _open_for(self, handed: HandOver) -> None:
        """Choose the file for a run that began."""
        goes_on = self._continued
        self._continued = None
        if goes_on is not None and goes_on[0] == handed.generation and self._lock_on(goes_on[1]):
            self._writer = RecordingWriter(goes_on[1], go_on=True)
        elif self._writer is None or not self._is_ours(self._writer.path) or self._is_worth_it:
            self._let_go()
            if self._folder is not None:
                self._start_in(self._folder)

    def _start_in(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise BadInput(f"{folder} cannot be made: {problem.strerror or problem}") from None
        prune(folder)
        path = _new_path(folder)
        self._lock_on(path)
        self._writer = RecordingWriter(path)

    def _save(self, handed: HandOver, target: Path) -> None:
        """Write everything under the user's name and go on there; our own file of it is not needed any more."""
        goes_on = self._writer is not None and handed.generation == self.generation
        if goes_on and target == self.path:
            self._write(handed)
            return
        writer = RecordingWriter(target)
        writer.write(handed.recording)
        former = self.path if goes_on else None
        self._let_go()
        if former is not None and self._is_ours(former):
            with suppress(OSError):
                former.unlink()
                remove_siblings(former)
        self._lock_on(target)
        self._writer = writer
        self._has_written(handed, writer)

    def _let_go(self) -> None:
        """Close the present file."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        self._is_worth_it = False

    def _lock_on(self, path: Path) -> bool:
        """Take the file for this program; False when another has it."""
        lock = lock_of(path)
        if not lock.tryLock(0):
            return False
        self._lock = lock
        return True

    def _is_ours(self, path: Path) -> bool:
        return self._folder is not None and path.parent == self._folder


def _new_path(folder: Path) -> Path:
    stem = datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S")
    path, n = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        n += 1
        path = folder / f"{stem} {n}{SUFFIX}"
    return path
