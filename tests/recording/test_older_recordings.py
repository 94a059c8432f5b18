"""Files of format 1, which had one text a lane and no notes at steps: they open, and go on in the present format."""

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from actviz.recording import RecordingWriter, annotate, read_recording, read_summary, recording_of
from actviz.recording.schema import VERSION, seal
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
LANES_1 = (
    "CREATE TABLE lanes (key INTEGER PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL,"
    " step INTEGER NOT NULL, initial_config TEXT NOT NULL, config TEXT NOT NULL, notes TEXT NOT NULL,"
    " facts TEXT NOT NULL, seal INTEGER NOT NULL)"
)


def trained():
    trainer = Trainer(SMALL)
    trainer.advance(150)
    trainer.apply({"activation": "prelu"})
    trainer.advance(50)
    return trainer


def format_1(path, trainer, *texts):
    """Write a file as format 1 had it, with one lane for each of the texts."""
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer] * len(texts), name="old", notes="as a whole"))
    with closing(sqlite3.connect(path)) as old:
        rows = old.execute("SELECT key, place, name, step, initial_config, config, facts FROM lanes").fetchall()
        for statement in ("DROP TABLE lanes", "DROP TABLE notes", LANES_1, "PRAGMA user_version = 1"):
            old.execute(statement)
        for (*first, facts), text in zip(rows, texts, strict=True):
            row = (*first, text, facts)
            old.execute("INSERT INTO lanes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
        old.commit()
    return path


@pytest.fixture
def trainer():
    return trained()


@pytest.fixture
def path(tmp_path, trainer):
    return format_1(tmp_path / "run.actviz", trainer, "what I saw in A", "")


def version_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def test_an_old_file_opens_and_stays_as_it_was(path, trainer):
    before = path.read_bytes()
    found = read_recording(path)
    again, _ = found.trainers()
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert (found.name, found.notes, again.changes) == ("old", "as a whole", trainer.changes)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["run.actviz"]


def test_the_text_of_an_old_files_lane_is_a_note_at_its_step_0(path):
    note = Note(0, "what I saw in A", 1)
    assert read_recording(path).step_notes == read_summary(path).step_notes == (note,)


def test_of_a_text_longer_than_a_note_as_much_is_kept_as_there_is_room_for(tmp_path, trainer):
    path = format_1(tmp_path / "long.actviz", trainer, "x" * 2000)
    assert read_recording(path).step_notes == (Note(0, "x" * 500, 1),)


def test_an_old_file_goes_on_in_the_present_format(path, trainer):
    found = read_recording(path)
    trainer.advance(100)
    with closing(RecordingWriter(path, go_on=True)) as writer:
        assert read_recording(path).step_notes == found.step_notes  # before anything new is written
        writer.write(recording_of([trainer], step_notes=(Note(250, "new"),)))
    assert version_of(path) == VERSION
    again = read_recording(path)
    assert (again.step, again.step_notes) == (300, (Note(250, "new"),))
    assert np.array_equal(again.trainers()[0].network.parameters, trainer.network.parameters)


def test_an_old_file_can_be_given_a_name_and_keeps_all_else(path, trainer):
    annotate(path, "renamed", "still here")
    found = read_recording(path)
    assert (found.name, found.notes, found.step_notes) == ("renamed", "still here", (Note(0, "what I saw in A", 1),))
    assert np.array_equal(found.trainers()[0].network.parameters, trainer.network.parameters)


@pytest.mark.parametrize(
    "spoiling",
    [
        "UPDATE lanes SET notes = 'forged'",
        "CREATE TABLE notes (x)",
        "CREATE TRIGGER t AFTER INSERT ON lanes BEGIN DELETE FROM states; END",
        "DROP TABLE lanes",
    ],
)
def test_an_old_file_that_is_damaged_is_refused_and_left_alone(path, spoiling):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(spoiling)
        connection.commit()
    before = path.read_bytes()
    for opening in (read_recording, lambda p: RecordingWriter(p, go_on=True), lambda p: annotate(p, "x", "")):
        with pytest.raises(BadInput, match=r"run\.actviz (cannot be opened: a lane is damaged|does not have the tabl)"):
            opening(path)
    assert path.read_bytes() == before
