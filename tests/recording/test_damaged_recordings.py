"""Truncated, damaged, newer and hostile files: one clear sentence or the right recording, and never anything else."""

import json
import random
import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from actviz.recording import RecordingWriter, read_recording, read_summary, recording_of
from actviz.recording.schema import APPLICATION_ID, TABLES, VERSION, seal, to_json
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import MOST_CHARACTERS, Note

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
NOTES = (Note(40, "here it stands still"), Note(130, "PReLU from here", 1))


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A small recording, and its trainer."""
    path = tmp_path_factory.mktemp("original") / "run.actviz"
    trainer = Trainer(SMALL)
    trainer.advance(130)
    trainer.apply({"activation": "prelu"})
    trainer.advance(70)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], name="original", notes="a note", step_notes=NOTES))
    return path, trainer


@pytest.fixture
def path(original, tmp_path):
    """A copy to spoil."""
    return shutil.copy(original[0], tmp_path / "run.actviz")


def outcome(read, path):
    """Return the recording, or None and the sentence of the BadInput; any other exception fails the test."""
    try:
        return read(path), ""
    except BadInput as problem:
        return None, str(problem)


def with_trainers(path):
    found = read_recording(path)
    return found, *found.trainers()


def assert_refused_or_right(path, trainer):
    """Check that a spoilt file gives a sentence or the right recording; return whether it opened."""
    read, sentence = outcome(with_trainers, path)
    if read is None:
        assert "run.actviz" in sentence or "lane" in sentence
        assert "\n" not in sentence
        return False
    found, again = read
    assert (found.name, found.notes, found.step_notes, again.step) == ("original", "a note", NOTES, 200)
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert again.history.view().loss.tolist() == trainer.history.view().loss.tolist()
    assert again.history.events == trainer.history.events
    return True


def test_a_file_cut_short_anywhere_is_refused(path):
    data = path.read_bytes()
    for length in [*range(0, 200, 13), *range(200, len(data), len(data) // 150 + 1), len(data) - 1]:
        path.write_bytes(data[:length])
        with pytest.raises(BadInput, match=r"run\.actviz"):
            read_recording(path)
        assert path.read_bytes() == data[:length]


def test_flipped_bytes_are_found(original, path):
    data, draw = path.read_bytes(), random.Random(1)
    outcomes = []
    for _ in range(400):
        spoiled = bytearray(data)
        for _ in range(draw.choice((1, 1, 1, 5, 50))):
            spoiled[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        path.write_bytes(spoiled)
        outcomes.append(assert_refused_or_right(path, original[1]))
    assert outcomes.count(False) > 100


def test_flipped_bytes_in_the_first_page_are_found(original, path):
    data = path.read_bytes()
    for place in range(16, 110):
        for bit in (0, 3, 7):
            spoiled = bytearray(data)
            spoiled[place] ^= 1 << bit
            path.write_bytes(spoiled)
            assert_refused_or_right(path, original[1])


def test_summaries_of_spoiled_files_are_refused_or_right_too(path):
    data, draw, whole = path.read_bytes(), random.Random(2), read_summary(path)
    for _ in range(200):
        spoiled = bytearray(data)
        for _ in range(20):
            spoiled[draw.randrange(len(data))] ^= 255
        path.write_bytes(spoiled)
        read, sentence = outcome(read_summary, path)
        assert read == whole or "run.actviz" in sentence


def spoil(path, *statements):
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
        connection.commit()


def test_a_file_of_a_newer_version_says_so(path):
    spoil(path, f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(BadInput, match=rf"run\.actviz was written by a newer version of actviz \(format {VERSION + 1}"):
        read_recording(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [-1, 0, 1])
def test_a_file_with_the_tables_of_another_version_than_it_says_is_refused(path, version):
    spoil(path, f"PRAGMA user_version = {version}")
    with pytest.raises(BadInput, match="does not have the tables"):
        read_recording(path)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 5000, b"PK\x03\x04" * 99]
)
def test_what_is_no_database_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"run\.actviz"):
        read_recording(path)


def test_another_programs_database_is_refused(path):
    path.unlink()
    spoil(path, "CREATE TABLE session (id INTEGER PRIMARY KEY)")
    with pytest.raises(BadInput, match="is not a session of actviz"):
        read_recording(path)


def test_folders_and_missing_files_are_refused(tmp_path):
    for place, reason in ((tmp_path, "it is a folder"), (tmp_path / "nothing.actviz", "there is no such file")):
        with pytest.raises(BadInput, match=reason):
            read_recording(place)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON lanes BEGIN DELETE FROM states; END",
        "CREATE VIEW v AS SELECT * FROM lanes",
        "CREATE TABLE more (x)",
        "CREATE INDEX i ON lanes (step)",
        "DROP TABLE data",
    ],
)
def test_anything_beside_the_tables_is_refused_for_reading_and_for_going_on(path, statement):
    spoil(path, statement)
    for opening in (read_recording, lambda p: RecordingWriter(p, go_on=True)):
        with pytest.raises(BadInput, match="does not have the tables"):
            opening(path)


def test_a_view_in_place_of_a_table_is_refused(path):
    spoil(
        path,
        "DROP TABLE columns",
        "CREATE VIEW columns AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c",
    )
    with pytest.raises(BadInput, match="does not have the tables"):
        read_recording(path)


def rewrite(path, table, **values):
    """Change a row's values, and seal it again."""
    names = {"lanes": "key, place, name, step, initial_config, config, facts", "session": "id, facts"}
    names |= {"states": "lane, newest, step, config, facts, data", "columns": "lane, name, block, data"}
    names |= {"notes": "place, step, lane, text"}
    columns = names[table].split(", ")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {names[table]} FROM {table}").fetchall()
        row = dict(zip(columns, rows[-1], strict=True)) | values
        where = " AND ".join(f"{name} = ?" for name in columns[:-1])
        sets = ", ".join(f"{name} = ?" for name in [*columns, "seal"])
        new = [row[name] for name in columns]
        done = connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", [*new, seal(*new), *rows[-1][:-1]])
        assert done.rowcount == 1
        connection.commit()


def facts_of(path, table):
    with closing(sqlite3.connect(path)) as connection:
        return json.loads(connection.execute(f"SELECT facts FROM {table} ORDER BY rowid").fetchall()[-1][0])


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("states", {"parameters": 10**12}),
        ("states", {"parameters": -1}),
        ("states", {"slots": ["velocity", "velocity"]}),
        ("states", {"slots": {"a": 1}}),
        ("states", {"rng": {"bit_generator": "PCG64", "state": {"state": -(10**80), "inc": "x"}}}),
        ("states", {"rng": {"bit_generator": "MT19937"}}),
        ("states", {"rng": 3}),
        ("states", {"position": 10**6}),
        ("states", {"changes": 99}),
        ("lanes", {"rows": 10**9}),
        ("lanes", {"rows": 5}),
        ("lanes", {"stride": 0}),
        ("lanes", {"gathered": [0]}),
        ("lanes", {"thinning": [1, 7]}),
        ("lanes", {"counts": [-1, 0, 0]}),
        ("lanes", {"counts": "abc"}),
        ("lanes", {"events": 9_999}),
        ("lanes", {"divergence": {"step": "soon"}}),
        ("lanes", {"index": 17}),
        ("lanes", {"changes": 500_000}),
        ("session", {"current": 3}),
        ("session", {"cursor": -4}),
        ("session", {"name": ["x"]}),
    ],
)
def test_values_that_cannot_be_are_refused_though_their_seal_is_right(path, original, table, change):
    rewrite(path, table, facts=to_json(facts_of(path, table) | change))
    assert not assert_refused_or_right(path, original[1])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"step": -1}, "note .* step"),
        ({"step": 1 << 60}, "note .* step"),
        ({"step": "soon"}, "note .* step"),
        ({"step": 40.5}, "note .* step"),
        ({"lane": 9}, "note .* lane"),
        ({"lane": "A"}, "note .* lane"),
        ({"step": 40, "lane": None}, "two notes are about the same step"),
        ({"text": b"\0\1"}, "a note is no text"),
        ({"text": "\0\x1b\n "}, "a note is no text"),
        ({"text": "x" * (MOST_CHARACTERS + 1)}, "A note has at most 500 characters, and this one has 501"),
        ({"text": "x\n" * 200}, "A note has at most 8 lines"),
        ({"text": "x" * 3_000_000}, "A note has at most 500 characters, and this one has 3,000,000"),
    ],
)
def test_notes_that_cannot_be_are_refused_in_one_sentence(path, change, sentence):
    rewrite(path, "notes", **change)
    with pytest.raises(BadInput, match=sentence) as refused:
        read_recording(path)
    assert "run.actviz" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_more_notes_than_there_can_be_are_refused(path):
    rows = [(i, i, None, "x") for i in range(10, 1000)]
    spoil(path, *(("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (*row, seal(*row))) for row in rows))
    for read in (read_recording, read_summary):
        with pytest.raises(BadInput, match="more than 800 notes"):
            read(path)


def test_what_steers_a_terminal_is_taken_out_of_a_note(path):
    rewrite(path, "notes", text="\x1b[2Jgone\x07")
    assert read_recording(path).step_notes[-1].text == "[2Jgone"


@pytest.mark.parametrize(
    "config",
    [
        '{"hidden": [4096, 4096, 4096, 4096, 4096]}',
        '{"hidden": [5, 5]}',
        '{"activation": [["relu"]]}',
        '{"seed": 1e999}',
        '{"unknown": 1}',
        "[" * 50_000,
        "{" + " " * 2_000_000 + "}",
        "3",
    ],
)
def test_configurations_that_cannot_be_are_refused(path, original, config):
    rewrite(path, "lanes", initial_config=config)
    assert not assert_refused_or_right(path, original[1])


def test_a_state_larger_than_the_file_is_refused(path, original):
    spoil(path, "UPDATE states SET data = zeroblob(100)")
    assert not assert_refused_or_right(path, original[1])


def test_a_state_of_another_network_is_refused(path, tmp_path):
    other = Trainer(SMALL.replace(hidden=(7, 6)))
    other.advance(64)
    with closing(RecordingWriter(tmp_path / "other.actviz")) as writer:
        writer.write(recording_of([other]))
    with closing(sqlite3.connect(tmp_path / "other.actviz")) as connection:
        row = connection.execute("SELECT lane, 1, step, config, facts, data FROM states").fetchone()
    spoil(path, "DELETE FROM states WHERE newest = 1")
    spoil(path, ("INSERT INTO states VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row))))
    with pytest.raises(BadInput, match=r"is of another network"):
        read_recording(path).trainers()


def test_the_tables_of_a_file_are_those_that_are_documented(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in found} == set(TABLES)


# A place that is full


def test_when_the_disk_is_full_the_file_stays_as_it_was_and_goes_on_when_there_is_room(tmp_path):
    path, trainer = tmp_path / "run.actviz", Trainer(SMALL)
    trainer.advance(100)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], name="first"))
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
        writer._connection.execute(f"PRAGMA max_page_count = {pages}")
        trainer.advance(20_000)
        with pytest.raises(BadInput, match=r"run\.actviz cannot be written: there is no room left"):
            writer.write(recording_of([trainer], name="second"))
        assert (read_recording(path).step, read_recording(path).name) == (100, "first")
        writer._connection.execute("PRAGMA max_page_count = 100000")
        writer.write(recording_of([trainer], name="third"))
    (again,) = read_recording(path).trainers()
    assert again.step == 20_100
    assert np.array_equal(again.network.parameters, trainer.network.parameters)


def test_a_place_that_cannot_be_written_to_gives_one_sentence_and_no_file(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BadInput, match="cannot be written"):
        RecordingWriter(tmp_path / "file" / "run.actviz").write(recording_of([Trainer(SMALL)]))
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["file"]


def test_what_sqlite_says_of_a_damaged_table_is_in_plain_signs(path):
    spoil(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'TABLE', char(1)) WHERE name = 'notes'",
    )
    read, sentence = outcome(read_recording, path)
    assert read is None
    assert sentence.isprintable()


def test_a_lanes_name_of_signs_that_cannot_be_printed_is_shown_in_plain_ones(path):
    rewrite(path, "lanes", name="a\0b\n\x1b[31m")
    assert read_recording(path).lanes[0].name == "a?b??[31m"
