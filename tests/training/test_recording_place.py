"""A file comes into its place whole, or not at all."""

import sqlite3
from contextlib import closing

import pytest

from actviz.registry import BadInput
from actviz.training.recording_file import SIBLINGS, transaction
from actviz.training.recording_place import in_place_of, writing_to


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


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (OSError(28, "No space left on device"), "there is no room left"),
        (sqlite3.OperationalError("database or disk is full"), "there is no room left"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (sqlite3.OperationalError("unable to open database file"), "unable to open database file"),
    ],
)
def test_what_a_place_cannot_do_is_said_in_one_sentence(tmp_path, problem, reason):
    with pytest.raises(BadInput) as found, writing_to(tmp_path / "run.actviz"):
        raise problem
    assert str(found.value) == f"{tmp_path / 'run.actviz'} cannot be written: {reason}"


def test_a_transaction_that_fails_leaves_nothing():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE numbers (n INTEGER NOT NULL)")
        with pytest.raises(sqlite3.IntegrityError), transaction(connection):
            connection.executemany("INSERT INTO numbers VALUES (?)", [(1,), (2,), (None,)])
        assert not connection.in_transaction
        assert connection.execute("SELECT * FROM numbers").fetchall() == []
