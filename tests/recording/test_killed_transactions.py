"""A recording whose program was killed in the middle of a transaction opens, and reading it changes nothing."""

import os
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from actviz.recording import RecordingWriter, annotate, read_recording, read_summary, recording_of
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
DIE = """
    import os, sys
    from actviz.recording import schema as recording_file, writer as recording_writer
    def spoil_and_die(connection, *rest):
        connection.execute("PRAGMA cache_size = 1")  # so that what is begun comes into the file
        for table in ("states", "columns"):
            connection.execute(f"UPDATE {table} SET data = zeroblob(length(data))")
        os._exit(0)
"""
RENAME = "recording_writer.rename_session = spoil_and_die; recording_writer.annotate(sys.argv[1], 'new', '')"
MIGRATE = """
recording_file.check_tables = lambda *_: 1
recording_file.MIGRATIONS[1] = spoil_and_die
recording_writer.annotate(sys.argv[1], 'new', '')
"""


@pytest.fixture(scope="module")
def trainer():
    trainer = Trainer(SMALL)
    trainer.advance(2000)
    return trainer


@pytest.fixture(params=[RENAME, MIGRATE], ids=["rename", "migration"])
def path(request, tmp_path, trainer):
    """A recording with a transaction that is partly in the file and never ended."""
    path = tmp_path / "run.actviz"
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], name="old"))
    whole = path.read_bytes()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", textwrap.dedent(DIE) + request.param, path], env=environment, check=True)
    assert path.read_bytes() != whole
    assert path.with_name("run.actviz-journal").stat().st_size > 0
    return path


def contents(folder):
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_it_opens_with_what_it_held_before_and_reading_changes_nothing(path, trainer):
    before = contents(path.parent)
    assert (read_summary(path).name, read_recording(path).name) == ("old", "old")
    (again,) = read_recording(path).trainers()
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert contents(path.parent) == before


def test_it_opens_where_nothing_may_be_written(path, trainer, monkeypatch, tmp_path_factory):
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("elsewhere")))
    for part in path.parent.iterdir():
        part.chmod(0o400)
    assert read_recording(path).trainers()[0].step == trainer.step


def test_it_can_be_written_to_again(path, trainer):
    annotate(path, "new", "")
    assert (read_summary(path).name, read_recording(path).step) == ("new", trainer.step)
    assert list(contents(path.parent)) == ["run.actviz"]


def test_it_can_be_replaced(path, trainer):
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer], name="third"))
    assert read_summary(path).name == "third"
    assert list(contents(path.parent)) == ["run.actviz"]
