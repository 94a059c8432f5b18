"""A half-written database, left by a killed program in the middle of a transaction, is read without changing it.

SQLite stores the old pages of a transaction in a journal beside the file. The next program that opens the file
restores them, which changes the file and needs write access; a reader copies the file and restores the copy.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from actviz.registry import BadInput
from actviz.translation import tr

COPIED = ("-wal", "-journal")  # files beside the database that belong to it
TRIES = 3


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Yield a path that a reader can open: the file itself, or a restored copy of one that it may not restore.

    Raises:
        OSError, sqlite3.Error: the file cannot be copied or restored.
        BadInput: another program keeps changing it.
    """
    if not _needs_restoring(path):
        yield path
        return
    with TemporaryDirectory(prefix="actviz-") as folder:
        copy = Path(folder, "copy.actviz")
        _copy(path, copy)
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # any query restores the pages
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        yield copy


def is_filled(path: Path) -> bool:
    """Whether the file exists and is not empty."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False


def _needs_restoring(path: Path) -> bool:
    if not any(is_filled(path.with_name(path.name + suffix)) for suffix in COPIED):
        return False
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as problem:
            return problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
    return False


def _copy(path: Path, copy: Path) -> None:
    for _ in range(TRIES):
        before = _stamps(path)
        for suffix in ("", *COPIED):
            source = path.with_name(path.name + suffix)
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            if suffix == "" or source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        if _stamps(path) == before:
            return
    raise BadInput(tr("{name} cannot be opened: another program is changing it", name=path.name))


def _stamps(path: Path) -> list[tuple[int, int, int] | None]:
    """Return stamps that differ if the file, or one beside it, is changed, replaced or removed."""
    return [_stamp(path.with_name(path.name + suffix)) for suffix in ("", *COPIED)]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found: os.stat_result = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
