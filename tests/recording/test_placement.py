"""A new recording replaces its target whole or not at all."""

import errno
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

from actviz.recording.placement import in_place_of, writing_to
from actviz.recording.schema import SIBLINGS, in_one_sentence, transaction
from actviz.registry import BadInput


def files(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_a_file_takes_the_place_of_another_when_it_is_complete(tmp_path):
    target = tmp_path / "run.actviz"
    target.write_text("old")
    with in_place_of(target) as fresh:
        fresh.write_text("new")
        assert target.read_text() == "old"
    assert files(tmp_path) == {"run.actviz": "new"}


def test_a_log_of_the_file_that_was_there_does_not_outlive_it(tmp_path):
    target = tmp_path / "run.actviz"
    for suffix in ("", *SIBLINGS):
        target.with_name(target.name + suffix).write_text("old")
    with in_place_of(target) as fresh:
        fresh.write_text("new")
    assert files(tmp_path) == {"run.actviz": "new"}


@pytest.mark.parametrize("problem", [OSError, KeyboardInterrupt])
def test_a_file_that_is_not_completed_leaves_the_other_and_nothing_of_itself(tmp_path, problem):
    target = tmp_path / "run.actviz"
    target.write_text("old")

    def write_half():
        with in_place_of(target) as fresh:
            fresh.write_text("half")
            raise problem

    with pytest.raises(problem):
        write_half()
    assert files(tmp_path) == {"run.actviz": "old"}


def is_full(folder):
    with closing(sqlite3.connect(folder / "x.db")) as connection:
        connection.execute("PRAGMA max_page_count = 1")
        connection.execute("CREATE TABLE numbers (n)")


def is_read_only(folder):
    sqlite3.connect(folder / "x.db").close()
    with closing(sqlite3.connect(f"{(folder / 'x.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("CREATE TABLE numbers (n)")


def has_no_folder(folder):
    with closing(sqlite3.connect(folder / "nowhere" / "x.db")) as connection:
        connection.execute("CREATE TABLE numbers (n)")


def is_in_use(folder):
    with closing(sqlite3.connect(folder / "x.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with closing(sqlite3.connect(folder / "x.db", timeout=0)) as connection:
            connection.execute("CREATE TABLE numbers (n)")


def raises(problem):
    def cannot(_folder):
        raise problem

    return cannot


@pytest.mark.parametrize(
    ("fails", "reason"),
    [
        (is_full, "no room left"),
        (raises(OSError(errno.ENOSPC, "No space left on device")), "no room left"),
        (is_read_only, "read-only"),
        (has_no_folder, "cannot be opened or made"),
        (is_in_use, "another program is using it"),
        (raises(PermissionError(errno.EACCES, "Permission denied")), "Permission denied"),
    ],
)
@pytest.mark.parametrize("door", [lambda path: writing_to(path), lambda path: in_one_sentence(path.name)])
def test_what_a_place_cannot_do_is_said_in_one_sentence_and_no_file_is_called_damaged(tmp_path, fails, reason, door):
    with pytest.raises(BadInput, match=rf"run\.actviz cannot be .*{reason}") as found, door(tmp_path / "run.actviz"):
        fails(tmp_path)
    assert "damaged" not in str(found.value)


def test_what_is_written_over_keeps_its_log_when_the_move_fails(tmp_path, monkeypatch):
    target = tmp_path / "run.actviz"
    crash = """
    import os, sqlite3, sys
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE numbers (n)")
    connection.execute("INSERT INTO numbers VALUES (7)")
    os._exit(0)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(crash), target], check=True)
    assert target.with_name("run.actviz-wal").stat().st_size > 0

    def refuse(_self, _target):
        raise PermissionError

    monkeypatch.setattr(type(target), "replace", refuse)
    with pytest.raises(PermissionError), in_place_of(target) as fresh:
        fresh.write_text("new")
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("SELECT n FROM numbers").fetchall() == [(7,)]


def test_a_transaction_that_fails_leaves_nothing():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE numbers (n INTEGER NOT NULL)")
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.executemany("INSERT INTO numbers VALUES (?)", [(1,), (2,), (None,)])
        assert not connection.in_transaction
        assert connection.execute("SELECT * FROM numbers").fetchall() == []
