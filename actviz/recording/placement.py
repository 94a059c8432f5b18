"""Placement opens a recording to write it, and moves a new file to its path when the file is complete.

So a path never leads to half a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from actviz.disk import replacing
from actviz.recording.schema import SIBLINGS, bring_up_to_date, check_file, hindrance, remove_siblings
from actviz.registry import BadInput
from actviz.translation import tr

PAGE_BYTES = 8192
LOG_BYTES = 16_000_000  # the write-ahead log is cut back to this


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open a database that this program made, or create it."""
    connection = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def connect_to_change(path: Path) -> sqlite3.Connection:
    """Open an existing recording and migrate it to this version's tables.

    Raises:
        BadInput: the file is not a recording.
    """
    check_file(path)
    connection = connect_to_write(path)
    try:
        bring_up_to_date(connection, path.name)
    except BaseException:
        connection.close()
        raise
    return connection


def use_log(connection: sqlite3.Connection) -> None:
    """Switch the database to a write-ahead log, so that others can read it while it is written."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")


@contextmanager
def in_place_of(target: Path) -> Iterator[Path]:
    """Yield a path beside the target; its file replaces the target at the end, unless the block raises."""
    with replacing(target) as fresh:
        yield fresh
        _fold_in_log(target)
        remove_siblings(target)  # SQLite would apply the old file's log to the new file


def _fold_in_log(path: Path) -> None:
    """Write the log of a database that was not closed into it, so that it is whole should the next move fail."""
    if not path.is_file() or not any(path.with_name(path.name + suffix).exists() for suffix in SIBLINGS):
        return
    with suppress(sqlite3.Error), closing(connect_to_write(path)) as connection:  # the file need not be a database
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system into one sentence that names the file.

    Raises:
        BadInput: the place cannot be written to, or is full.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise BadInput(tr("{path} cannot be written: {why}", path=path, why=hindrance(problem) or problem)) from None
