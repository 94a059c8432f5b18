"""A recording survives another program that deletes, renames, replaces or changes it while it is written."""

import os
import shutil
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest

from actviz.recording import RecordingLost, RecordingWriter, read_recording, read_summary, recording_of
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(6, 6), n_examples=60)


@pytest.fixture
def trainer():
    return Trainer(SMALL)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.actviz"


@pytest.fixture
def writer(path, trainer):
    """A writer that has written twice, so that the new rows are in the log."""
    with closing(RecordingWriter(path)) as writer:
        for _ in range(2):
            trainer.advance(300)
            writer.write(recording_of([trainer]))
        yield writer


@pytest.fixture
def other(tmp_path):
    """Another recording."""
    trainer = Trainer(SMALL.replace(seed=4))
    trainer.advance(50)
    with closing(RecordingWriter(tmp_path / "other.actviz")) as writer:
        writer.write(recording_of([trainer], name="other"))
    return tmp_path / "other.actviz"


def delete(path, _other):
    path.unlink()


def rename(path, _other):
    path.rename(path.with_name("renamed.actviz"))


def replace(path, other):
    shutil.copy(other, path.with_name("copy"))
    path.with_name("copy").replace(path)


def copy_over(path, other):
    shutil.copyfile(other, path)


def cut(path, _other):
    os.truncate(path, 5000)


def empty(path, _other):
    os.truncate(path, 0)


def overwrite_the_end(path, _other):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size - 3000)
        file.write(b"?" * 3000)


def delete_the_log(path, _other):
    path.with_name(path.name + "-wal").unlink()


def cut_the_log(path, _other):
    os.truncate(path.with_name(path.name + "-wal"), 0)


def delete_all(path, _other):
    for part in path.parent.glob("run*"):
        part.unlink()


HARMS = [delete, rename, replace, copy_over, cut, empty, overwrite_the_end, delete_the_log, cut_the_log, delete_all]


@pytest.mark.parametrize("harm", HARMS)
def test_it_is_noticed_at_the_next_write_and_between(path, trainer, writer, other, harm):
    assert writer.is_intact
    harm(path, other)
    assert not writer.is_intact
    trainer.advance(100)
    with pytest.raises(RecordingLost, match=r"run\.actviz was deleted, renamed or changed"):
        writer.write(recording_of([trainer]))


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("end", ["abandon", "close"])
def test_what_the_other_program_made_stays_as_it_is_with_nothing_of_ours_beside_it(path, writer, other, harm, end):
    harm(path, other)
    made = path.read_bytes() if path.exists() and "log" not in harm.__name__ else None
    getattr(writer, end)()
    assert {each.name for each in path.parent.iterdir()} <= {"run.actviz", "renamed.actviz", "other.actviz"}
    if made is not None:
        assert path.read_bytes() == made


@pytest.mark.parametrize("harm", [replace, copy_over])
def test_a_recording_in_its_place_opens_as_what_it_is(path, writer, other, harm):
    harm(path, other)
    writer.abandon()
    assert (read_summary(path).name, read_recording(path).step) == ("other", 50)


def test_a_file_that_was_only_renamed_has_all_that_was_written(path, trainer, writer):
    rename(path, None)
    writer.abandon()
    (again,) = read_recording(path.with_name("renamed.actviz")).trainers()
    assert again.step == trainer.step
    assert np.array_equal(again.network.parameters, trainer.network.parameters)


def test_readers_do_no_harm(path, trainer, writer):
    """Neither readers of this program nor of others, which would delete the log if this one lost its locks."""
    for _ in range(3):
        read_recording(path)
        read_summary(path)
        reader = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM lanes'); c.close()"
        subprocess.run([sys.executable, "-c", reader, path], check=True)
        assert writer.is_intact
        trainer.advance(100)
        writer.write(recording_of([trainer]))
        assert path.with_name("run.actviz-wal").exists()
    assert read_recording(path).step == trainer.step


def test_a_write_that_fails_for_want_of_room_is_no_loss(trainer, writer):
    pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
    writer._connection.execute(f"PRAGMA max_page_count = {pages}")
    trainer.advance(20_000)
    with pytest.raises(ValueError, match="no room left"):
        writer.write(recording_of([trainer]))
    assert writer.is_intact
