"""Recorder: the thread that writes the session into its file while the training goes on.

The training thread hands over copies of what it has; of one run at most one hand-over waits, so that a slow disk makes
recordings rarer and never the training slow; the last one of a run that has ended waits until it is written. A new run
gets a new file, unless there was next to nothing in the one before.
A place that is full costs one sentence, and is tried again from time to time.

It is a thread of its own and no `Task`, because it lives as long as the session, holds the file open and locked, and
works through a queue.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import perf_counter

from actviz.app.mailbox import Failure, Mailbox
from actviz.app.program_log import log_recording, report_exception
from actviz.app.run_library import prune
from actviz.disk import FileLock, clear_unfinished
from actviz.frozen import dataclass
from actviz.recording import Recording, RecordingLost, RecordingWriter
from actviz.recording.lock import clear_locks, is_same, locked, locked_new
from actviz.recording.schema import remove_siblings
from actviz.registry import BadInput
from actviz.translation import mark, tr

EVERY_S = 0.8  # with what writing takes, nothing older than 2 s is ever missing
COPYING_SHARE, WRITING_SHARE = 0.005, 0.025  # of the time that may go into states, which can be large
RETRY_S = 30.0
BYTES_PER_S = 100e6  # of states written, as long as none has been: about what a slow disk takes
MOST_WAITING = 8  # hand-overs, of as many runs; the next one waits for the disk


@dataclass(frozen=True, eq=False)
class HandOver:
    """A recording to be written; `generation` counts how often all lanes started again."""

    recording: Recording
    generation: int
    target: Path | None = None  # to be saved here from now on, as the user wishes
    has_states: bool = True
    is_last: bool = False  # of this run: everything is to be in the file
    is_worth_it: bool = True  # the run is to stay when another one begins


class Recorder:
    """Writes recordings in a thread of its own, into files in `folder`; without one, only where the user saves.

    `due`, `wants_states` and `hand_over` are for the training thread, the rest for the window's.
    """

    def __init__(self, mailbox: Mailbox, folder: Path | None) -> None:
        self._mailbox, self._folder = mailbox, folder
        self.path: Path | None = None  # of the file that was written last
        self.generation = -1  # of the run in it
        self._writer: RecordingWriter | None = None
        self._lock: FileLock | None = None  # of the writer's file
        self._is_worth_it = False  # the run in the file is to stay when another one begins
        self._states_of = -1  # the generation whose newest states were last asked for
        self._continued: tuple[int, Path, FileLock] | None = None  # a generation that goes on in a file that is there
        self._waiting: deque[HandOver] = deque()
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
        self._forget_continued()
        place = path.resolve()
        with suppress(BadInput):  # another program records there, or it is read-only: a new file is begun
            self._continued = generation, place, locked(place)

    # For the training thread

    def records(self, step: int) -> bool:
        """Whether a run of so many steps is recorded: one that has taken none is not."""
        return self._writer is not None or (self._folder is not None and step > 0)

    def due(self, step: int) -> bool:
        """Whether something new should be handed over now."""
        busy = bool(self._waiting) or self._writing or perf_counter() < self._next
        return not busy and self.records(step)

    @property
    def is_recording(self) -> bool:
        """Whether there is a file to which the next hand-over goes."""
        return self._writer is not None

    @property
    def has_lost_its_file(self) -> bool:
        """Whether another program has moved or changed the file: all of the run should be handed over once more."""
        writer = self._writer
        return not self._waiting and not self._writing and writer is not None and not writer.is_intact

    def wants_states(self, generation: int, n_bytes: int) -> bool:
        """Whether the newest states, of this size together, should be handed over too; large ones are so rarely."""
        if generation != self._states_of:
            self._states_of = generation
            self._next_states = perf_counter() + n_bytes / BYTES_PER_S / WRITING_SHARE - EVERY_S
        return perf_counter() >= self._next_states

    def hand_over(self, handed: HandOver, copying_s: float = 0.0) -> None:
        """Leave a recording to be written, in place of an older one of the same run that still waits."""
        now = perf_counter()
        self._next = now + EVERY_S
        if handed.has_states:
            self._next_states = max(self._next_states, now + copying_s / COPYING_SHARE)
        with self._news:
            # the newer one holds all that the older has; a wish to save is not dropped
            if self._waiting and self._waiting[-1].target is None and self._is_of_the_same_run(handed):
                self._waiting.pop()
            # here alone the training waits for the disk: a run that was begun and ended must not be lost
            while len(self._waiting) >= MOST_WAITING and self._thread.is_alive():
                self._news.wait(1.0)
            self._waiting.append(handed)
            self._news.notify_all()

    def _is_of_the_same_run(self, handed: HandOver) -> bool:
        return self._waiting[-1].generation == handed.generation

    # In the thread

    def _run(self) -> None:
        try:
            if self._folder is not None:
                clear_unfinished(self._folder)
                clear_locks(self._folder)
            while True:
                with self._news:
                    while not self._waiting and not self._stop:
                        self._news.wait()
                    handed = self._waiting.popleft() if self._waiting else None
                    self._writing = handed is not None
                    self._news.notify_all()
                if handed is None:
                    break
                self._write_or_save(handed)
                self._writing = False
        except Exception as error:
            report_exception()
            told = mark("Recording stopped by an internal error: {kind}: {error}")
            self._mailbox.fail(Failure(tr(told, kind=type(error).__name__, error=error)))
            self._folder = None
        finally:
            self._let_go()
            self._forget_continued()
            self._writing = False

    def _write_or_save(self, handed: HandOver) -> None:
        begin = perf_counter()
        try:
            if handed.target is not None:
                self._save(handed, handed.target)
            else:
                self._write(handed)
            self._failed = False
        except (BadInput, MemoryError) as problem:
            reason = str(problem) or tr("there is not enough memory")
            if handed.target is not None:
                self._mailbox.fail(Failure(tr("The session was not saved: {reason}.", reason=reason)))
            elif not self._failed:
                self._failed = True
                told = mark("Recording stopped: {reason}; training goes on, and it is tried again every half minute.")
                self._mailbox.fail(Failure(tr(told, reason=reason)))
            self._next = perf_counter() + (RETRY_S if self._failed else 0.0)
        if handed.has_states:
            end = perf_counter()
            self._next_states = max(self._next_states, end + (end - begin) / WRITING_SHARE)

    def _write(self, handed: HandOver) -> None:
        if handed.generation != self.generation:
            self._open_for(handed)
        if self._writer is None:
            return
        try:
            self._writer.write(handed.recording, whole=handed.is_last)
        except RecordingLost as lost:
            self._begin_elsewhere(lost, self._writer.path)
            self._writer.write(handed.recording)
        self._has_written(handed, self._writer)

    def _begin_elsewhere(self, lost: BadInput, former: Path) -> None:
        """Go on in another file, to which all is written that the former one held."""
        self.generation = -1  # should this fail, the next hand-over begins a file
        if self._writer is not None:
            self._writer.abandon()
        self._let_go()
        self._start_in(self._folder or former.parent)
        if self._writer is not None:
            place = self._writer.path
            told = mark("{lost}; the whole session goes on in {name}, in {folder}.")
            self._mailbox.fail(Failure(tr(told, lost=lost, name=place.name, folder=place.parent)))

    def _has_written(self, handed: HandOver, writer: RecordingWriter) -> None:
        if writer.path != self.path:
            log_recording(writer.path)
        self.path, self.generation, self._is_worth_it = writer.path, handed.generation, handed.is_worth_it

    def _open_for(self, handed: HandOver) -> None:
        """Choose the file for a run that began."""
        continued = self._continued
        if continued is not None and continued[0] <= handed.generation:  # that of a run to come waits for it
            self._continued = None
            generation, path, lock = continued
            if generation == handed.generation:
                self._let_go()
                self._lock = lock
                try:
                    self._writer = RecordingWriter(path, go_on=True)
                except BadInput as problem:
                    self._begin_elsewhere(problem, path)
                return
            lock.release()
        if self._writer is None or not self._is_ours(self._writer.path) or self._is_worth_it:
            self._let_go()
            if self._folder is not None:
                self._start_in(self._folder)

    def _start_in(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise BadInput(
                tr("{folder} cannot be made: {why}", folder=folder, why=problem.strerror or problem)
            ) from None
        # before the new file has its name: it must not be one of those that go
        prune(folder)
        path, self._lock = locked_new(folder, datetime.now().astimezone().strftime("%Y-%m-%d %H-%M-%S"))
        self._writer = RecordingWriter(path)

    def _save(self, handed: HandOver, target: Path) -> None:
        """Write everything under the user's name and go on there; our own file of it is not needed any more."""
        goes_on = self._writer is not None and handed.generation == self.generation
        if self._writer is not None and is_same(target, self._writer.path):
            if goes_on:
                self._write(handed)
                return
            self._let_go()  # an earlier run, which the user wants to be replaced
        self._forget_continued(target)
        lock = locked(target)
        try:
            writer = RecordingWriter(target)
            writer.write(handed.recording)
        except BaseException:
            lock.release()
            raise
        self._let_go(deleting=goes_on)
        if self._continued is not None and self._continued[0] <= handed.generation:
            self._forget_continued()
        self._writer, self._lock = writer, lock
        self._has_written(handed, writer)

    def _forget_continued(self, target: Path | None = None) -> None:
        """Let go of the file that was to be gone on in; with a target, if that is the file."""
        if self._continued is not None and (target is None or is_same(target, self._continued[1])):
            self._continued[2].release()
            self._continued = None

    def _let_go(self, deleting: bool = False) -> None:
        """Close the present file, or delete it if it is ours."""
        if self._writer is not None:
            self._writer.close()
            if deleting and self._is_ours(self._writer.path):
                with suppress(OSError):
                    self._writer.path.unlink()
                    remove_siblings(self._writer.path)
            self._writer = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        self._is_worth_it = False

    def _is_ours(self, path: Path) -> bool:
        return self._folder is not None and path.parent == self._folder
