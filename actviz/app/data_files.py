"""DataFiles: the user's files of data, read on a thread before anything is trained on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from actviz.app.data_look import Look, Stamps, stamps_of
from actviz.app.task import Task
from actviz.data import Data
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.training.config.config import RunConfig
from actviz.translation import tr

JOIN_S = 0.2  # at the end: reading cannot be interrupted, and its thread holds nothing that must be closed


class _Wanted(NamedTuple):
    """The examples of a file, as a configuration wants them."""

    path: str
    choices: DataChoices
    seed: int  # of the sample, if one is drawn

    @classmethod
    def of(cls, config: RunConfig) -> _Wanted:
        assert config.data_path is not None
        return cls(config.data_path, config.choices, config.seed)

    def stamps(self) -> Stamps:
        """Return the stamp of each of its files."""
        return stamps_of(self.path, self.choices)


class _Reading(NamedTuple):
    wanted: _Wanted
    stamps: Stamps
    task: Task[Data]
    then: Callable[[], object]


class DataFiles:
    """Holds the examples of the file in use, and reads another one while training goes on; for the GUI thread.

    One file is read at a time: the user's last choice counts.
    """

    def __init__(self) -> None:
        self._held: tuple[_Wanted, Stamps, Data] | None = None
        self._just_read = False  # within `then`: the file is used as it was read, even if it is being written
        self._reading: _Reading | None = None
        self._tasks: list[Task[Data]] = []  # also those given up that have not ended
        self._seen: Look | None = None  # a table that was just read, and need not be read again

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._reading is not None

    @property
    def being_read(self) -> str | None:
        """The path of the file that is being read."""
        return None if self._reading is None else self._reading.wanted.path

    def get(self, config: RunConfig) -> Data | None:
        """Return the examples of the configuration's file; None when it must be read first.

        It is read again when it has changed, when something else is said about it, and, if the examples are a sample of
        its rows, for another seed.
        """
        if self._held is None:
            return None
        held, stamps, data = self._held
        wanted = _Wanted.of(config)
        if not data.is_sample:
            wanted = wanted._replace(seed=held.seed)
        is_same = held == wanted and (self._just_read or (None not in stamps and stamps == wanted.stamps()))
        return data if is_same else None

    def expect(self, seen: Look | None) -> None:
        """Use this table for the next file to be read, if it is that file; None forgets one that was not needed."""
        self._seen = seen

    def read(self, config: RunConfig, then: Callable[[], object]) -> None:
        """Read the configuration's file instead of any other; `collect` calls `then` once `get` returns examples."""
        self.give_up()
        wanted = _Wanted.of(config)
        stamps = wanted.stamps()  # first: what is written from now on may not be read
        seen, self._seen = self._seen, None
        if seen is not None and (seen.path, seen.choices, seen.stamps) != (wanted.path, wanted.choices, stamps):
            seen = None
        task = Task(lambda progress: _loaded(wanted, seen, progress), "data")
        self._tasks = [*(each for each in self._tasks if each.running), task]
        self._reading = _Reading(wanted, stamps, task, then)

    def collect(self) -> str | None:
        """Go on with what waits for a file, if it has been read; return one sentence if it cannot be used."""
        if self._reading is None or self._reading.task.running:
            return None
        wanted, stamps, task, then = self._reading
        self._reading = None
        self._tasks = [each for each in self._tasks if each.running]  # one that has ended holds what it read
        if task.result is None:
            return task.fault(tr("There is not enough memory for data of this size."), tr("The file was not read"))
        self._held, self._just_read = (wanted, stamps, task.result), True
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


def _loaded(wanted: _Wanted, seen: Look | None, progress: Progress) -> Data:
    from actviz.data.reading.examples import to_data  # not every start opens a file
    from actviz.data.reading.loading import load_chosen

    data = load_chosen(*wanted, progress) if seen is None else to_data(seen.table, seen.understanding, wanted.seed)
    data.columns  # noqa: B018  computed here, on the thread: the window shows hints on them
    return data
