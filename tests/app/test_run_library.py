"""The run library finds, describes, deletes and bounds recordings."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from actviz.app import run_library
from actviz.export.exported_run import Cancelled
from actviz.recording import RecordingWriter, read_recording, read_summary, recording_of
from actviz.recording.lock import locked
from actviz.recording.schema import seal, to_json
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(4,), n_examples=40)


def recorded(path, age_s=0.0, **rest):
    trainer = Trainer(SMALL)
    trainer.advance(10)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], **rest))
    now = path.stat().st_mtime
    os.utime(path, (now - age_s, now - age_s))
    return path


def names(folder):
    return sorted(path.name for path in folder.glob("*.actviz"))


def test_runs_are_found_in_the_folder_and_elsewhere_the_newest_first(tmp_path):
    (tmp_path / "a").mkdir()
    old = recorded(tmp_path / "a" / "old.actviz", 100)
    new = recorded(tmp_path / "new.actviz")
    found = run_library.find_runs(tmp_path / "a", [new, old, tmp_path / "gone.actviz"])
    assert [run.path for run in found] == [new, old]


def test_a_run_that_cannot_be_read_is_listed_with_the_reason(tmp_path):
    (tmp_path / "bad.actviz").write_bytes(b"?")
    (run,) = run_library.find_runs(tmp_path, [])
    assert run.summary is None
    assert "bad.actviz is not a session" in run.problem


def test_a_folder_that_is_not_there_has_no_runs(tmp_path):
    assert run_library.find_runs(tmp_path / "nothing", []) == []
    assert run_library.newest(tmp_path / "nothing", []) is None


def test_finding_runs_stops_between_two_of_them_when_nobody_wants_the_list_any_more(tmp_path):
    for name in "abc":
        recorded(tmp_path / f"{name}.actviz")
    told = []

    def progress(done):
        told.append(done)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_library.find_runs(tmp_path, [], progress)
    assert told == [0.0, pytest.approx(1 / 3)]


def test_the_summary_has_the_verdict_and_a_renamed_run_keeps_it(tmp_path):
    path = recorded(tmp_path / "one.actviz", verdict="The gradient vanishes")
    run_library.rename(path, "mine", "")
    assert read_summary(path).verdict == "The gradient vanishes"
    assert read_summary(recorded(tmp_path / "two.actviz")).verdict == ""


def test_a_renamed_run_keeps_everything_else(tmp_path):
    path = recorded(tmp_path / "a.actviz", layer=1)
    run_library.rename(path, "mine", "what I saw")
    found = read_recording(path)
    assert (found.name, found.notes, found.layer, found.step) == ("mine", "what I saw", 1, 10)
    assert read_summary(path).name == "mine"


def test_a_run_that_is_being_recorded_is_neither_renamed_nor_deleted(tmp_path):
    path = recorded(tmp_path / "a.actviz")
    with locked(path):
        for act in (lambda: run_library.rename(path, "x", ""), lambda: run_library.move_to_trash(path)):
            with pytest.raises(BadInput, match="is being recorded"):
                act()
    assert path.exists()


def test_deleting_puts_a_run_into_the_trash(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = recorded(tmp_path / "a.actviz")
    run_library.move_to_trash(path)
    assert not path.exists()
    assert any((tmp_path / "data" / "Trash" / "files").iterdir())


def test_the_oldest_runs_without_a_name_go_first_when_there_are_too_many(tmp_path):
    for i in range(5):
        recorded(tmp_path / f"{i}.actviz", age_s=100 - i, name="kept" if i == 0 else "")
    run_library.prune(tmp_path, most=3)
    assert names(tmp_path) == ["0.actviz", "3.actviz", "4.actviz"]


def test_runs_beyond_the_room_go_too_and_one_in_use_stays(tmp_path):
    paths = [recorded(tmp_path / f"{i}.actviz", age_s=100 - i) for i in range(3)]
    with locked(paths[0]):
        run_library.prune(tmp_path, most_bytes=paths[0].stat().st_size + 10)
    assert names(tmp_path) == ["0.actviz", "2.actviz"]


def test_while_the_clock_is_wrong_the_runs_made_now_are_not_deleted_for_their_age(tmp_path):
    for i in range(3):
        recorded(tmp_path / f"before {i}.actviz", age_s=-1e8)  # the clock has gone back since
    recorded(tmp_path / "now.actviz", age_s=10)
    run_library.prune(tmp_path, most=2)
    assert len(names(tmp_path)) == 4
    recorded(tmp_path / "older.actviz", age_s=1000)
    recorded(tmp_path / "oldest.actviz", age_s=2000)
    run_library.prune(tmp_path, most=2)
    assert names(tmp_path) == ["before 0.actviz", "before 1.actviz", "before 2.actviz", "now.actviz", "older.actviz"]


def test_the_newest_run_is_one_that_no_program_writes(tmp_path):
    recorded(tmp_path / "a.actviz", 50)
    newer = recorded(tmp_path / "b.actviz")
    assert run_library.newest(tmp_path, []) == newer
    with locked(newer):
        assert run_library.newest(tmp_path, []).name == "a.actviz"


def test_a_recording_from_the_future_is_not_the_newest(tmp_path):
    recorded(tmp_path / "future.actviz", -1e8)
    assert run_library.newest(tmp_path, []).name == "future.actviz"
    recorded(tmp_path / "today.actviz")
    assert run_library.newest(tmp_path, []).name == "today.actviz"


def timed(folder, seconds, number=0, **rest):
    """Record a run as the program does by itself, so many seconds long."""
    created = datetime(2026, 11, 28, 12, 0, number, tzinfo=UTC)
    path = recorded(folder / f"2026-11-28 12-00-{number:02}.actviz", created=created.isoformat(), **rest)
    with closing(sqlite3.connect(path)) as connection, connection:
        key, facts = connection.execute("SELECT id, facts FROM summary").fetchone()
        saved = (created + timedelta(seconds=seconds)).isoformat()
        row = key, to_json(json.loads(facts) | {"saved": saved})
        connection.execute("UPDATE summary SET facts = ?, seal = ? WHERE id = ?", (row[1], seal(*row), key))
    return path


def test_a_run_without_a_name_is_called_by_what_ran(tmp_path):
    assert run_library.read_run(timed(tmp_path, 60)).title == "ReLU 1×4 · circle · rate 0.1"
    assert run_library.read_run(timed(tmp_path, 60, 1, name="mine")).title == "mine"
    assert run_library.read_run(recorded(tmp_path / "thesis.actviz")).title == "thesis"


@pytest.mark.parametrize(
    ("seconds", "rest", "short"), [(1, {}, True), (60, {}, False), (1, {"name": "mine"}, False), (2, {}, True)]
)
def test_runs_that_were_left_at_once_are_short(tmp_path, seconds, rest, short):
    assert run_library.read_run(timed(tmp_path, seconds, **rest)).is_short is short


def test_a_file_that_the_user_named_is_never_short(tmp_path):
    assert not run_library.read_run(recorded(tmp_path / "thesis.actviz")).is_short


def test_short_runs_make_room_first(tmp_path):
    long = timed(tmp_path, 60, 1)
    os.utime(long, (1e9, 1e9))
    timed(tmp_path, 1, 2)
    run_library.prune(tmp_path, most=1)
    assert names(tmp_path) == [long.name]
