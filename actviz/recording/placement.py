"""How a recording is opened to be written, and how it comes into its place.

A new file gets its name when it is complete, so that a name never stands for half a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from actviz.disk import replacing
from actviz.recording.schema import SIBLINGS, bring_up_to_date, check_file, hindrance, remove_siblings
from actviz.registry import BadInput

PAGE_BYTES = 8192
LOG_BYTES = 16_000_000  # the write-ahead log is cut back to this


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open a database that this program has made, or is to make."""
    connection = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def connect_to_change(path: Path) -> sqlite3.Connection:
    """Open a recording that is there, with this version's tables.

    Raises:
        BadInput: a file that is no recording.
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
    """Let others read the file while it is written."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")


@contextmanager
def in_place_of(target: Path) -> Iterator[Path]:
    """Give a path beside the target for a file that takes the target's place at the end; unless it fails."""
    with replacing(target) as fresh:
        yield fresh
        _fold_in_log(target)
        remove_siblings(target)  # a log of the file that was there would be taken for one of the new file


def _fold_in_log(path: Path) -> None:
    """Let a database that was not closed have what stands beside it: should the next move fail, it is whole."""
    if not path.is_file() or not any(path.with_name(path.name + suffix).exists() for suffix in SIBLINGS):
        return
    with suppress(sqlite3.Error), closing(connect_to_write(path)) as connection:  # it may be anything, not a database
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn whatever the place of a file may raise into one sentence that names it.

    Raises:
        BadInput: the place cannot be written to, or is full.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise BadInput(f"{path} cannot be written: {hindrance(problem) or problem}") from None
