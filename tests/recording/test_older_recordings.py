"""Files of older formats open and go on in the present one.

Format 1 had one text a lane and no notes at steps; format 2 kept words beside every change of settings, and its record
depended on when the run was measured.
"""

import json
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from actviz.recording import RecordingWriter, annotate, read_recording, read_summary, recording_of
from actviz.recording.schema import VERSION, seal, to_json
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
LANES_1 = (
    "CREATE TABLE lanes (key INTEGER PRIMARY KEY, place INTEGER NOT NULL, name TEXT NOT NULL,"
    " step INTEGER NOT NULL, initial_config TEXT NOT NULL, config TEXT NOT NULL, notes TEXT NOT NULL,"
    " facts TEXT NOT NULL, seal INTEGER NOT NULL)"
)
CHANGES_2 = (
    "CREATE TABLE changes (lane INTEGER NOT NULL, place INTEGER NOT NULL, step INTEGER NOT NULL,"
    " what TEXT NOT NULL, config TEXT NOT NULL, seal INTEGER NOT NULL, PRIMARY KEY (lane, place))"
)
COLUMNS = "key, place, name, step, initial_config, config"


def trained():
    trainer = Trainer(SMALL)
    trainer.advance(150)
    trainer.apply({"activation": "prelu"})
    trainer.advance(50)
    return trainer


def in_format_2(path):
    """Turn a file back into format 2."""
    with closing(sqlite3.connect(path)) as old:
        rows = old.execute("SELECT lane, place, step, config FROM changes").fetchall()
        for statement in ("DROP TABLE starts", "DROP TABLE changes", CHANGES_2, "PRAGMA user_version = 2"):
            old.execute(statement)
        for *first, config in rows:
            row = (*first, "learning_rate 0.1", config)
            old.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
        for *first, facts in old.execute(f"SELECT {COLUMNS}, facts FROM lanes").fetchall():
            told = json.loads(facts)
            for fact in ("recorded_when_measured", "has_signals", "has_means_and_updates", "has_alphas"):
                del told[fact]
            row = (*first, to_json(told))
            old.execute("UPDATE lanes SET facts = ?, seal = ? WHERE key = ?", (row[-1], seal(*row), row[0]))
        old.execute("DELETE FROM columns WHERE name IN ('signals', 'means', 'updates', 'alphas')")
        old.commit()
    return path


def format_1(path, trainer, *texts):
    """Write a file of format 1 with one lane for each of the texts."""
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer] * len(texts), name="old", notes="as a whole"))
    in_format_2(path)
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


@pytest.fixture
def path_2(tmp_path, trainer):
    path = tmp_path / "two.actviz"
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
    return in_format_2(path)


def test_a_file_of_format_2_opens_with_its_changes_and_says_what_its_record_depended_on(path_2, trainer):
    found = read_recording(path_2)
    (again,) = found.trainers()
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert list(again.changes) == list(trainer.changes) != []
    assert len(found.remarks) == 1
    assert found.lanes[0].history.recorded_when_measured == trainer.step
    assert np.isnan(found.lanes[0].history.view().signal).all()  # they were not measured


def test_going_on_from_a_file_of_format_2_the_step_up_to_which_its_record_is_old_stays(path_2):
    old = trained().step
    (again,) = read_recording(path_2).trainers()
    again.advance(100)
    with closing(RecordingWriter(path_2, go_on=True)) as writer:
        writer.write(recording_of([again]))
    assert version_of(path_2) == VERSION
    (lane,) = read_recording(path_2).lanes
    assert (lane.step, lane.history.recorded_when_measured) == (old + 100, old)
    assert list(lane.changes) == list(again.changes)


def test_a_recording_of_this_version_has_nothing_to_remark(tmp_path, trainer):
    with closing(RecordingWriter(tmp_path / "new.actviz")) as writer:
        writer.write(recording_of([trainer]))
    assert read_recording(tmp_path / "new.actviz").remarks == ()
