"""The schema defines the tables of a recording's SQLite database; every row ends with a seal.

Arrays are little-endian blobs, configurations JSON text; nothing is ever unpickled or evaluated. The seal is a
CRC-32 of the row's values, so that a damaged byte is detected instead of read as a measurement. A file from outside
is opened read-only; it must have exactly the tables of its version, without triggers, views or anything else.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import stat
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from actviz.disk import of_kind
from actviz.number_text import whole
from actviz.outside_text import file_name, one_line
from actviz.recording.half_written import is_filled, readable
from actviz.registry import BadInput
from actviz.training.history.notes import shortened
from actviz.translation import mark, tr

SUFFIX = ".actviz"
FILE_FILTER = f"actviz sessions (*{SUFFIX})"
APPLICATION_ID = 0x61766973  # "avis"
VERSION = 4
MAX_FILE_BYTES = 4_000_000_000
SIBLINGS = ("-wal", "-shm", "-journal")
NO_ROOM = mark("there is no room left")
HINDRANCES = {  # by SQLite's codes: faults outside the file
    sqlite3.SQLITE_FULL: NO_ROOM,
    sqlite3.SQLITE_READONLY: mark("it, its folder or its disk is read-only"),
    sqlite3.SQLITE_PERM: mark("access to it is denied"),
    sqlite3.SQLITE_CANTOPEN: mark("it, or a file that belongs beside it, cannot be opened or made there"),
    sqlite3.SQLITE_BUSY: mark("another program is using it"),
    sqlite3.SQLITE_LOCKED: mark("another program is using it"),
    sqlite3.SQLITE_IOERR: mark("the disk reports an error; it may be full"),
    sqlite3.SQLITE_NOLFS: mark("its disk does not hold files of this size"),
}
TABLES = {
    "session": "CREATE TABLE session (id INTEGER PRIMARY KEY, facts TEXT NOT NULL, seal INTEGER NOT NULL)",
    "summary": "CREATE TABLE summary (id INTEGER PRIMARY KEY, facts TEXT NOT NULL, seal INTEGER NOT NULL)",
    "lanes": "CREATE TABLE lanes (key INTEGER PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL,"
    " step INTEGER NOT NULL, initial_config TEXT NOT NULL, config TEXT NOT NULL, facts TEXT NOT NULL,"
    " seal INTEGER NOT NULL)",
    "notes": "CREATE TABLE notes (place INTEGER PRIMARY KEY, step INTEGER NOT NULL, lane INTEGER, text TEXT NOT NULL,"
    " seal INTEGER NOT NULL)",
    "changes": "CREATE TABLE changes (lane INTEGER NOT NULL, place INTEGER NOT NULL, step INTEGER NOT NULL,"
    " config TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (lane, place))",
    "columns": "CREATE TABLE columns (lane INTEGER NOT NULL, name TEXT NOT NULL, block INTEGER NOT NULL,"
    " data BLOB NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (lane, name, block))",
    "states": "CREATE TABLE states (lane INTEGER NOT NULL, newest INTEGER NOT NULL, step INTEGER NOT NULL,"
    " config TEXT NOT NULL, facts TEXT NOT NULL, data BLOB NOT NULL, seal INTEGER NOT NULL,"
    " PRIMARY KEY (lane, newest, step))",
    "starts": "CREATE TABLE starts (lane INTEGER PRIMARY KEY, dtype TEXT NOT NULL, data BLOB NOT NULL,"
    " seal INTEGER NOT NULL)",
    "data": "CREATE TABLE data (id INTEGER PRIMARY KEY, facts TEXT NOT NULL, x BLOB, y BLOB, seal INTEGER NOT NULL)",
}
LANE_TABLES = ("changes", "columns", "states", "starts")  # those with rows per lane
BLOCK_ROWS = 256  # of a column: only changed blocks are written
LANES_1 = (
    "CREATE TABLE lanes (key INTEGER PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL,"
    " step INTEGER NOT NULL, initial_config TEXT NOT NULL, config TEXT NOT NULL, notes TEXT NOT NULL,"
    " facts TEXT NOT NULL, seal INTEGER NOT NULL)"
)
CHANGES_2 = (
    "CREATE TABLE changes (lane INTEGER NOT NULL, place INTEGER NOT NULL, step INTEGER NOT NULL,"
    " what TEXT NOT NULL, config TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (lane, place))"
)
TABLES_3 = {name: sql for name, sql in TABLES.items() if name != "starts"}
TABLES_2 = TABLES_3 | {"changes": CHANGES_2}
OLD_TABLES = {  # by version
    1: {name: sql for name, sql in TABLES_2.items() if name != "notes"} | {"lanes": LANES_1},
    2: TABLES_2,
    3: TABLES_3,
}


def seal(*values: object) -> int:
    """Return a CRC-32 of the values, their types and lengths."""
    crc = 0
    for value in values:
        data = value if isinstance(value, bytes) else repr(value).encode("utf-8", "backslashreplace")
        crc = zlib.crc32(data, zlib.crc32(f"{type(value).__name__} {len(data)}".encode(), crc))
    return crc


def check_seal(name: str, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row without its last value, the seal.

    Raises:
        BadInput: the seal does not match.
    """
    *values, found = row
    if seal(*values) != found:
        raise BadInput(tr("{name} is damaged", name=tr(name)))
    return tuple(values)


def only_row(connection: sqlite3.Connection, query: str, name: str) -> tuple[Any, ...]:
    """Return the only row of a table, without its seal.

    Raises:
        BadInput: the table has no row, or several, or its seal does not match.
    """
    rows = connection.execute(query).fetchmany(2)
    if len(rows) != 1:
        raise BadInput(tr("{name} is missing", name=tr(name)))
    return check_seal(name, rows[0])


def to_json(value: Any) -> str:
    """Return compact JSON; non-finite numbers are written as Python reads them."""
    return json.dumps(value, separators=(",", ":"))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run the block as one transaction: the file gets all of its writes or, if it fails, none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def make_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of a recording in an empty database."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for statement in TABLES.values():
        connection.execute(statement)


def check_tables(connection: sqlite3.Connection, name: str) -> int:
    """Return the version of a recording.

    Raises:
        BadInput: the database is not a recording, is of a newer version, or has other tables.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise BadInput(tr("{name} is not a session of actviz", name=name))
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise BadInput(
            tr(
                "{name} was written by a newer version of actviz (format {version}; this one reads up to {newest})",
                name=name,
                version=version,
                newest=VERSION,
            )
        )
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL LIMIT 100").fetchall()
    # letter by letter: a trigger or a view in a file from outside could run when a table is read
    tables = TABLES if version == VERSION else OLD_TABLES.get(version, {})
    if set(found) != {("table", table, sql) for table, sql in tables.items()} or not tables:
        raise BadInput(tr("{name} does not have the tables of a session of actviz", name=name))
    return version


def bring_up_to_date(connection: sqlite3.Connection, name: str) -> None:
    """Migrate a recording to this version's tables in one transaction; its content stays.

    Raises:
        BadInput: as in `check_tables`, or a row is damaged; then the file is unchanged.
    """
    version = check_tables(connection, name)
    if version == VERSION:
        return
    with transaction(connection):
        _migrate(connection, version)


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    for step in range(version, VERSION):
        MIGRATIONS[step](connection)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _from_1(connection: sqlite3.Connection) -> None:
    """Turn a lane's one text of notes into a note at its step 0, where it can be edited."""
    columns = "key, place, name, step, initial_config, config, notes, facts, seal"
    lanes = [check_seal(mark("a lane"), row) for row in connection.execute(f"SELECT {columns} FROM lanes")]
    connection.execute("DROP TABLE lanes")
    for table in ("lanes", "notes"):
        connection.execute(TABLES[table])
    for i, (key, place, name, step, initial, config, text, facts) in enumerate(lanes):
        row = (key, place, name, step, initial, config, facts)
        connection.execute("INSERT INTO lanes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
        text = shortened(str(text))
        if text:
            note = (i, 0, key, text)
            connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (*note, seal(*note)))


def _from_2(connection: sqlite3.Connection) -> None:
    """Drop the texts of changes, and mark up to which step a lane's record is of the old kind.

    Until format 2 a run recorded its results, deaths and revivals whenever it was measured. Now it records them at
    steps of its own schedule, and dates a death exactly between two measurements.
    """
    columns = "key, place, name, step, initial_config, config, facts, seal"
    lanes = [check_seal(mark("a lane"), row) for row in connection.execute(f"SELECT {columns} FROM lanes")]
    query = "SELECT lane, place, step, what, config, seal FROM changes"
    changes = [check_seal("a change", row) for row in connection.execute(query)]
    made = {lane[0]: int(json.loads(lane[-1])["changes"]) for lane in lanes}
    connection.execute("DROP TABLE changes")
    connection.execute(TABLES["changes"])
    for lane, place, step, _, config in changes:
        # rows beyond the number that the lane's facts tell are left over from a rewind
        if place < made.get(lane, 0):
            change = (lane, place, step, config)
            connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", (*change, seal(*change)))
    for key, place, name, step, initial, config, facts in lanes:
        row = (key, place, name, step, initial, config, to_json(json.loads(facts) | {"recorded_when_measured": step}))
        connection.execute("UPDATE lanes SET facts = ?, seal = ? WHERE key = ?", (row[-1], seal(*row), key))


def _from_3(connection: sqlite3.Connection) -> None:
    """Add the table of given weights: until format 3, all weights were drawn."""
    connection.execute(TABLES["starts"])


# from a version to the next one
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _from_1, 2: _from_2, 3: _from_3}


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a recording read-only.

    Raises:
        BadInput: the file does not exist, is not a recording, is of a newer version, or is damaged.
    """
    name = file_name(path)
    with in_one_sentence(name):
        check_file(path)
        with readable(path) as place:
            connection = _connect_to_read(place)
            try:
                version = check_tables(connection, name)
                if version < VERSION:
                    connection = _migrated(connection, version)
                yield connection
            finally:
                connection.close()


def check_file(path: Path) -> None:
    """Check kind and size of a file without opening it.

    A process that opens and closes a file loses the locks that SQLite holds on it in that process: another program
    would then delete the log of a running recording.

    Raises:
        BadInput: the file cannot be a recording.
        OSError: its kind cannot be read.
    """
    try:
        mode, size = path.stat().st_mode, path.stat().st_size
    except FileNotFoundError:
        raise BadInput(tr("{name} cannot be read: there is no such file", name=file_name(path))) from None
    if not stat.S_ISREG(mode):
        raise BadInput(tr("{name} cannot be read: it is {kind}", name=file_name(path), kind=of_kind(path)))
    if size > MAX_FILE_BYTES:
        raise BadInput(
            tr(
                "{name} has {size} bytes, and at most {most} can be read",
                name=file_name(path),
                size=whole(size),
                most=whole(MAX_FILE_BYTES),
            )
        )


def _connect_to_read(path: Path) -> sqlite3.Connection:
    log = path.with_name(path.name + "-wal")
    has_log = is_filled(log)  # it is open somewhere, or was when its program was killed
    # immutable: SQLite needs neither locks nor files beside it, but would ignore a log
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if has_log else '&immutable=1'}"
    connection = sqlite3.connect(uri, uri=True, timeout=5.0)
    largest = path.stat().st_size + (log.stat().st_size if has_log else 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(1_000_000, min(largest, 1_000_000_000)))
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _migrated(old: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """Return a copy in memory with this version's tables; the file itself is unchanged."""
    new = sqlite3.connect(":memory:", isolation_level=None)
    try:
        old.backup(new)
        new.execute("PRAGMA trusted_schema = OFF")
        _migrate(new, version)
    except BaseException:
        new.close()
        raise
    old.close()
    return new


@contextmanager
def in_one_sentence(name: str) -> Iterator[None]:
    """Turn any error of reading a file into one sentence that names it.

    Raises:
        BadInput: instead of the error, naming the file.
    """
    try:
        yield
    except BadInput as problem:
        text = str(problem)
        raise BadInput(text if name in text else tr("{name} cannot be opened: {text}", name=name, text=text)) from None
    except MemoryError:
        raise BadInput(tr("{name} does not fit into memory", name=name)) from None
    except OSError as problem:
        raise BadInput(tr("{name} cannot be read: {why}", name=name, why=hindrance(problem))) from None
    except sqlite3.Error as problem:
        raise BadInput(_sentence(name, problem)) from None
    except (ArithmeticError, AssertionError, LookupError, RecursionError, TypeError, ValueError):
        raise BadInput(tr("{name} is damaged: it holds impossible values", name=name)) from None


def hindrance(problem: sqlite3.Error | OSError) -> str:
    """Return what prevents a sound file from being read or written; "" if the file itself is at fault."""
    if isinstance(problem, OSError):
        return tr(NO_ROOM) if problem.errno in (errno.ENOSPC, errno.EDQUOT) else problem.strerror or str(problem)
    code = error_code(problem)
    return tr(HINDRANCES[code]) if code in HINDRANCES else ""


def error_code(problem: sqlite3.Error) -> int | None:
    """Return SQLite's primary code of an error; None for an error of the Python module."""
    code: int | None = getattr(problem, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _sentence(name: str, problem: sqlite3.Error) -> str:
    reason = hindrance(problem)
    if reason:
        writing = error_code(problem) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)
        told = mark("{name} cannot be written: {why}") if writing else mark("{name} cannot be opened: {why}")
        return tr(told, name=name, why=reason)
    if error_code(problem) == sqlite3.SQLITE_NOTADB:
        return tr("{name} is not a session of actviz", name=name)
    fault = one_line(str(problem), 160)
    return tr("{name} is damaged or no session of actviz ({fault})", name=name, fault=fault)


def remove_siblings(path: Path) -> None:
    """Remove the files that SQLite leaves beside a database that was not closed."""
    for suffix in SIBLINGS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()
