"""A sweep's results in one SQLite file: written run by run, read back, and continued.

A row is committed with the others of its half second, so a process that is killed loses no more than that. The file is
in WAL mode while it is written, so that `actviz sweep --show` reads it at the same time.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from actviz.disk import FileLock, kind_of, of_kind
from actviz.outside_text import file_name, json_value
from actviz.registry import BadInput
from actviz.sweeps.cell import STATES, Cell
from actviz.sweeps.sweep import Place, Sweep
from actviz.told_text import english_of
from actviz.translation import mark, tr
from actviz.version import __version__

FORMAT = 1
CANNOT_BE_READ, CANNOT_BE_WRITTEN = mark("{name} cannot be read: {why}"), mark("{name} cannot be written: {why}")
APPLICATION_ID = 0x61766D70  # "avmp": tells a map from another program's database
MOST_TEXT = 2_000_000  # characters of the sweep's description
_SCHEMA = """
CREATE TABLE sweep (description TEXT NOT NULL, program TEXT NOT NULL);
CREATE TABLE cells (
    first INTEGER NOT NULL, second INTEGER NOT NULL, seed INTEGER NOT NULL,
    state TEXT NOT NULL, step INTEGER NOT NULL, verdict TEXT NOT NULL, seconds REAL NOT NULL, message TEXT NOT NULL,
    measures TEXT NOT NULL,
    PRIMARY KEY (first, second, seed)
) WITHOUT ROWID;
"""
_COLUMNS = "first, second, seed, state, step, verdict, seconds, message, measures"


class MapFile:
    """An open file of results, which one program at a time writes; close it at the end.

    Args:
        path: a file that does not exist yet, or one of the same sweep, which is continued.
        sweep: what is swept.

    Raises:
        BadInput: one sentence: the file is another sweep's, is being written, is damaged, or cannot be written.
    """

    def __init__(self, path: Path, sweep: Sweep) -> None:
        self.path, self.sweep = path, sweep
        if kind_of(path) not in ("", "file"):
            raise BadInput(tr("{name} is {kind}: a map needs a file", name=file_name(path), kind=of_kind(path)))
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        with _told(path, CANNOT_BE_WRITTEN):
            if not self._lock.acquire():
                raise BadInput(tr("{name} is being written by another sweep", name=file_name(path)))
        try:
            with _told(path, CANNOT_BE_WRITTEN):
                self._connection = sqlite3.connect(path, check_same_thread=False)
                self._begin()
        except BaseException:
            self._lock.release()
            raise

    def _begin(self) -> None:
        connection = self._connection
        if not _is_empty(connection):
            there = _description(connection, self.path)
            if there.to_dict() != self.sweep.to_dict():
                raise BadInput(
                    tr("{name} holds another sweep: name another file, or delete it", name=file_name(self.path))
                )
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            return
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.executescript(_SCHEMA)
        text = json.dumps(self.sweep.to_dict(), ensure_ascii=False)
        connection.execute("INSERT INTO sweep VALUES (?, ?)", (text, __version__))
        connection.commit()

    def add(self, cells: Iterable[Cell]) -> None:
        """Write some cells, all or none; one that is there is replaced.

        Raises:
            BadInput: the disk is full, say.
        """
        with _told(self.path, CANNOT_BE_WRITTEN), self._connection:
            self._connection.executemany(
                f"INSERT OR REPLACE INTO cells ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(self._row, cells)
            )

    def _row(self, cell: Cell) -> tuple[Any, ...]:
        values = [_written(cell.values.get(name, math.nan)) for name in self.sweep.measures]
        return (
            *cell.place,
            cell.state,
            cell.step,
            cell.verdict,
            cell.seconds,
            cell.packed or cell.message,
            json.dumps(values),
        )

    def cells(self) -> list[Cell]:
        """Return all cells that are in the file.

        Raises:
            BadInput: the file is damaged.
        """
        with _told(self.path, CANNOT_BE_READ):
            return list(_cells(self._connection, self.sweep, self.path))

    def close(self) -> None:
        """End writing; afterwards the map is one file again."""
        try:
            with _told(self.path, CANNOT_BE_WRITTEN):
                self._connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            self._connection.close()
            self._lock.release()

    def __enter__(self) -> MapFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_map(path: Path) -> tuple[Sweep, list[Cell]]:
    """Return the sweep in a file and its cells, whether or not it is being written.

    Raises:
        BadInput: one sentence: there is no such file, or it is damaged, hostile, or of a newer version.
    """
    if kind_of(path) != "file":
        raise BadInput(tr("{name} cannot be read: there is no such file", name=file_name(path)))
    with (
        _told(path, CANNOT_BE_READ),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        if _is_empty(connection):
            raise BadInput(tr("{name} is no map of a sweep: it is empty", name=file_name(path)))
        sweep = _description(connection, path)
        return sweep, list(_cells(connection, sweep, path))


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def _description(connection: sqlite3.Connection, path: Path) -> Sweep:
    name = file_name(path)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise BadInput(tr("{name} is another program's database, not the map of a sweep", name=name))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise BadInput(tr("{name} was written by a newer actviz, which this one cannot read: update actviz", name=name))
    row = connection.execute("SELECT substr(description, 1, ?) FROM sweep", (MOST_TEXT + 1,)).fetchone()
    if row is None or not isinstance(row[0], str) or len(row[0]) > MOST_TEXT:
        raise BadInput(tr("{name} is damaged: it does not say what was swept", name=name))
    try:
        return Sweep.from_dict(json_value(row[0]))
    except BadInput as fault:
        raise BadInput(tr("{name} is damaged: {fault}", name=name, fault=fault)) from None


def _cells(connection: sqlite3.Connection, sweep: Sweep, path: Path) -> Iterator[Cell]:
    limits = (*sweep.shape, sweep.seeds)
    for row in connection.execute(f"SELECT {_COLUMNS} FROM cells"):
        state, step, verdict, seconds, message, measures = row[3:]
        place = Place(*row[:3])
        texts = all(isinstance(text, str) for text in (verdict, message, measures))
        inside = all(isinstance(at, int) and 0 <= at < n for at, n in zip(place, limits, strict=True))
        if not (texts and inside and state in STATES and isinstance(step, int) and isinstance(seconds, float)):
            raise BadInput(tr("{name} is damaged: it has a run that is none of its sweep", name=file_name(path)))
        packed = message if message.startswith("{") else ""  # older versions wrote the message alone
        message = english_of(packed) if packed else message
        yield Cell(place, state, step, verdict, _values(measures, sweep, path), seconds, message, packed=packed)


def _values(text: str, sweep: Sweep, path: Path) -> dict[str, float]:
    try:
        values = json_value(text)
        if not isinstance(values, list) or len(values) != len(sweep.measures):
            raise ValueError
        return {name: _read(value) for name, value in zip(sweep.measures, values, strict=True)}
    except (ValueError, TypeError):  # BadInput is one
        raise BadInput(tr("{name} is damaged: a run's measures cannot be read", name=file_name(path))) from None


def _written(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _read(value: object) -> float:
    if isinstance(value, str) and value in ("nan", "inf", "-inf"):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError
    return float(value)


@contextmanager
def _told(path: Path, cannot: str) -> Iterator[None]:
    """Turn SQLite's and the disk's errors into one sentence; `cannot` is one of CANNOT_BE_…"""
    name = file_name(path)
    try:
        yield
    except sqlite3.DatabaseError as error:
        text = str(error)
        if "full" in text:
            raise BadInput(
                tr("{name} cannot be written: the disk is full; what was measured before is kept", name=name)
            ) from None
        if "locked" in text:
            raise BadInput(tr("{name} is being written by another program", name=name)) from None
        if isinstance(error, sqlite3.OperationalError) and "no such" not in text:
            raise BadInput(tr(cannot, name=name, why=text)) from None
        raise BadInput(tr("{name} is damaged, or no map of a sweep: {text}", name=name, text=text)) from None
    except OSError as error:
        raise BadInput(tr(cannot, name=name, why=error.strerror)) from None
