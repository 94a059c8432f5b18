"""Recordings: the file that the session is recorded in, and those that are being opened in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from actviz.app.recorder import Recorder
from actviz.app.reopening import Reopened, reopen
from actviz.app.task import Task
from actviz.frozen import dataclass
from actviz.translation import tr

JOIN_S = 1.0  # at the end: reading cannot be interrupted, and changes no file


@dataclass(frozen=True, eq=False)
class Opening:
    """Sessions that are opened together, as lanes side by side."""

    paths: Sequence[Path]
    goes_on: bool  # in the file that they came from; else in a new one
    task: Task[Reopened]

    @property
    def fault(self) -> str:
        """Why it cannot be opened, in one sentence."""
        no_memory, internal = tr("There is not enough memory for this session."), tr("The session was not opened")
        return self.task.fault(no_memory, internal) or ""


class Recordings(QObject):
    """Knows where the session is recorded, and reads others, each on a thread, while what runs goes on.

    Signals:
        path_changed(): the session is recorded in another file, or has come from another one.
    """

    path_changed = Signal()

    def __init__(self, recorder: Recorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._openings: list[Opening] = []
        self._left: list[Opening] = []  # given up, and perhaps not ended yet
        self._origin: Path | None = None  # the one file that the present run came from
        self._generation: Future[int] | None = None  # of that run, see `LaneRuns`; promised by the worker
        self._known_path: Path | None = None

    @property
    def path(self) -> Path | None:
        """The file that holds this session: the one that is written, or the one that was read, until then."""
        generation = self._generation
        is_new = generation is not None and generation.done() and self._recorder.generation >= generation.result()
        return self._recorder.path if is_new or self._origin is None else self._origin

    @property
    def is_reading(self) -> bool:
        """Whether a session is being read."""
        return bool(self._openings)

    @property
    def being_read(self) -> Sequence[Path]:
        """The files of the session that is being read; none if nothing is."""
        return self._openings[0].paths if self._openings else ()

    def give_up(self) -> bool:
        """Read no session any more; True if one was being read."""
        openings, self._openings = self._openings, []
        for opening in openings:
            opening.task.cancel()
        self._left = [*(each for each in self._left if each.task.running), *openings]
        return bool(openings)

    @property
    def are_running(self) -> bool:
        """Whether the worker runs the session that was opened last, if there was one."""
        return self._generation is None or self._generation.done()

    def open(self, paths: Sequence[Path], goes_on: bool = False) -> None:
        """Read a recorded session, or several to run side by side, in their own file if it `goes_on`."""
        self._openings.append(Opening(paths, goes_on, Task(lambda _progress: reopen(paths), "opening")))

    def collect(self, show: Callable[[Opening], None]) -> None:
        """Show what has been read, or cannot be, in the order in which it was to be opened."""
        while self._openings and not self._openings[0].task.running:
            show(self._openings.pop(0))
        if self.path != self._known_path:
            self._known_path = self.path
            self.path_changed.emit()

    def come_from(self, opening: Opening, generation: Future[int]) -> None:
        """Remember which file the lanes came from that the worker is to go on with."""
        self._origin = opening.paths[0] if len(opening.paths) == 1 else None
        self._generation = generation

    def close(self) -> bool:
        """Stop reading; True when no thread is left."""
        self.give_up()
        return sum(not opening.task.join(JOIN_S) for opening in self._left) == 0
