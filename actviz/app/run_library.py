"""The run library: recorded sessions in the program's own folder and wherever the user saved them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import time

from PySide6.QtCore import QFile

from actviz.disk import kind_of
from actviz.export.exported_run import Progress, no_progress
from actviz.frozen import dataclass
from actviz.recording import SUFFIX, Summary, annotate, read_summary
from actviz.recording.lock import is_in_use, locked
from actviz.recording.schema import SIBLINGS, remove_siblings
from actviz.registry import BadInput
from actviz.translation import tr

SHORT_S = 2.0
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d-\d\d-\d\d( \d+)?")
MOST_SESSIONS, MOST_BYTES = 30, 1_000_000_000  # in the program's own folder


@dataclass(frozen=True)
class Run:
    """A recorded session in a list: what is known of it, or why it cannot be read."""

    path: Path
    summary: Summary | None
    problem: str = ""
    changed: float = 0.0  # seconds since 1970
    in_use: bool = False

    @property
    def title(self) -> str:
        """Its name, that of its file if the user chose it, or what ran: "ReLU 8×12 · circle · rate 0.3"."""
        found = self.summary
        if found is None or (not found.name and not is_named_by_time(self.path)):
            return self.path.stem
        return found.name or found.title or self.path.stem

    @property
    def is_short(self) -> bool:
        """Whether it was left at once: recorded for two seconds at most, without a name, notes or a file of its own."""
        found = self.summary
        if found is None or self.in_use or _is_named(self) or not is_named_by_time(self.path):
            return False
        return _seconds_between(found.created, found.saved) <= SHORT_S


def is_named_by_time(path: Path) -> bool:
    """Whether a file has the name that the program gives: of the time at which it was begun."""
    return _TIME.fullmatch(path.stem) is not None


def _seconds_between(begin: str, end: str) -> float:
    """Return the time between two moments in ISO 8601; infinity where one is not known."""
    with suppress(ValueError, TypeError):
        return (datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds()
    return math.inf


def find_runs(folder: Path, others: Iterable[Path], progress: Progress = no_progress) -> list[Run]:
    """Return the sessions in the folder and the other ones that are there, the newest first."""
    paths = dict.fromkeys([*_recordings(folder), *(path for path in others if kind_of(path) == "file")])
    runs = []
    for i, path in enumerate(paths):
        progress(i / len(paths))
        runs.append(read_run(path))
    return sorted(runs, key=lambda run: -run.changed)


def read_run(path: Path) -> Run:
    """Return what a list shows of one session."""
    try:
        changed = changed_at(path)
        return Run(path, read_summary(path), "", changed, is_in_use(path))
    except BadInput as problem:
        return Run(path, None, str(problem), changed)
    except OSError as problem:
        return Run(path, None, tr("{name} cannot be read: {why}", name=path.name, why=problem.strerror or problem))


def changed_at(path: Path) -> float:
    """Return when a recording was written last, in seconds since 1970.

    Raises:
        OSError: it is not there.
    """
    log = path.with_name(path.name + "-wal")  # what is new stands there at first
    return max(path.stat().st_mtime, log.stat().st_mtime if log.exists() else 0.0)


def newest(folder: Path, others: Iterable[Path]) -> Path | None:
    """Return the recording that was written last and that no program writes now; None for none.

    Times in the future come from a clock that was wrong, and count less than any other.
    """
    now = time()
    found = [(changed_at(path), path) for path in {*_recordings(folder), *others} if kind_of(path) == "file"]
    latest_first = sorted(((at <= now, at, path) for at, path in found), reverse=True)
    return next((path for _, _, path in latest_first if not is_in_use(path)), None)


def rename(path: Path, name: str, notes: str) -> None:
    """Give a session a name and notes.

    Raises:
        BadInput: it is being recorded, or cannot be written to.
    """
    place = path.resolve()
    with locked(place):
        annotate(place, name, notes)


def move_to_trash(path: Path) -> None:
    """Put a session into the desktop's trash.

    Raises:
        BadInput: it is being recorded, or there is no trash.
    """
    with locked(path):
        for part in (*(path.with_name(path.name + suffix) for suffix in SIBLINGS), path):
            if part.exists() and not QFile(str(part)).moveToTrash():
                raise BadInput(tr("{name} could not be put into the trash", name=path.name))


def prune(folder: Path, most: int = MOST_SESSIONS - 1, most_bytes: int = MOST_BYTES) -> None:
    """Delete sessions from the program's own folder until at most so many are left.

    Those that were left at once go first, then those without a name or notes, the oldest before the others. Those from
    the future are neither counted nor deleted: the clock is wrong or was, and nobody knows how old they are.
    """
    now = time()
    found = [read_run(path) for path in _recordings(folder)]
    runs = sorted(found, key=lambda run: (not run.is_short, _is_named(run), run.changed))
    runs = [run for run in runs if not run.in_use and run.changed <= now]
    total = sum(_size(run.path) for run in runs)
    for i, run in enumerate(runs):
        if len(runs) - i <= most and total <= most_bytes:
            return
        total -= _size(run.path)
        with suppress(OSError, BadInput), locked(run.path):  # by now another program may have taken it
            run.path.unlink()
            remove_siblings(run.path)


def _is_named(run: Run) -> bool:
    found = run.summary
    return found is not None and bool(found.name or found.notes or found.step_notes)


def _recordings(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())
    return []


def _size(path: Path) -> int:
    parts = (path, *(path.with_name(path.name + suffix) for suffix in SIBLINGS))
    with suppress(OSError):
        return sum(part.stat().st_size for part in parts if part.exists())
    return 0
