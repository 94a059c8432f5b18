"""DataFiles: the user's files of data, read on a thread before anything is trained on them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from actviz.app.task import Task
from actviz.data import Data, load_file

JOIN_S = 0.2  # at the end: reading cannot be interrupted, and its thread holds nothing that must be closed


class Stamp(NamedTuple):
    """Tells a file from what it was before it was changed."""

    changed_ns: int
    size: int


class _Reading(NamedTuple):
    path: str
    stamp: Stamp | None
    task: Task[Data]
    then: Callable[[], object]


class DataFiles:
    """Holds what the file in use contains, and reads another one while training goes on; for the GUI thread.

    One file is read at a time: the user's last choice counts.
    """

    def __init__(self) -> None:
        self._held: tuple[str, Stamp | None, Data] | None = None
        self._just_read = False  # within `then`: the file is used as it was read, even if it is being written
        self._reading: _Reading | None = None
        self._tasks: list[Task[Data]] = []  # also those given up that have not ended

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._reading is not None

    @property
    def being_read(self) -> str | None:
        """The path of the file that is being read."""
        return None if self._reading is None else self._reading.path

    def get(self, path: str) -> Data | None:
        """Return what the file contains; None when it must be read first, or again because it has changed."""
        if self._held is None:
            return None
        held, stamp, data = self._held
        is_same = held == path and (self._just_read or (stamp is not None and stamp == _stamp(path)))
        return data if is_same else None

    def read(self, path: str, then: Callable[[], object]) -> None:
        """Read a file instead of any other; `collect` calls `then` once `get` returns what it contains."""
        self.give_up()
        stamp = _stamp(path)  # first: what is written from now on may not be read
        task = Task(lambda _progress: _loaded(path), "data")
        self._tasks = [*(each for each in self._tasks if each.running), task]
        self._reading = _Reading(path, stamp, task, then)

    def collect(self) -> str | None:
        """Go on with what waits for a file, if it has been read; return one sentence if it cannot be used."""
        if self._reading is None or self._reading.task.running:
            return None
        path, stamp, task, then = self._reading
        self._reading = None
        if task.result is None:
            return task.fault("There is not enough memory for data of this size.", "The file was not read")
        self._held, self._just_read = (path, stamp, task.result), True
        then()
        self._just_read = False
        return None

    def give_up(self) -> None:
        """Forget what waits for a file that is being read."""
        if self._reading is not None:
            self._reading.task.cancel()
            self._reading = None

    def release(self) -> None:
        """Hold no file any more: none is in use."""
        self._held = None

    def close(self) -> bool:
        """Give up; True when no thread is left."""
        self.give_up()
        return sum(not task.join(JOIN_S) for task in self._tasks) == 0


def _loaded(path: str) -> Data:
    data = load_file(path)
    data.columns  # noqa: B018  computed here, on the thread: the window shows hints on them
    return data


def _stamp(path: str) -> Stamp | None:
    with suppress(OSError, ValueError):  # what is wrong with it, reading tells
        found = Path(path).stat()
        return Stamp(found.st_mtime_ns, found.st_size)
    return None
