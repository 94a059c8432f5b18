"""The user's own examples in a recording: what they are, how they were read, and their test set."""

import numpy as np
import pytest

from actviz import RunConfig, Trainer, load_data
from actviz.recording import RecordingWriter, read_recording, recording_of

TABLE = "Id,a,b,label\n" + "".join(f"{i},{i * 7 % 11},{i * 5 % 13},{i % 2}\n" for i in range(1, 41))


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text(TABLE)
    return path


def recorded(trainer, path):
    writer = RecordingWriter(path)
    writer.write(recording_of([trainer]))
    writer.close()
    return read_recording(path)


def same(one, other):
    """Whether two trainers have the same examples and come to the same parameters."""
    np.testing.assert_array_equal(one.train_x, other.train_x)
    np.testing.assert_array_equal(one.test_x, other.test_x)
    for trainer in (one, other):
        trainer.advance(20)
    np.testing.assert_array_equal(one.network.parameters, other.network.parameters)


def test_a_run_on_loaded_data_goes_on_and_its_notes_stay(tmp_path, table):
    data = load_data(table, ignore="b")
    trainer = Trainer(RunConfig(hidden=(4,), test_fraction=0.3), data=data)
    trainer.advance(30)
    found = recorded(trainer, tmp_path / "run.actviz")
    (again,) = found.trainers()
    assert (again.data.notes, again.data.unsure) == (data.notes, data.unsure)
    same(trainer, again)
    (once_more,) = recorded(again, tmp_path / "again.actviz").trainers()
    same(again, once_more)


def test_a_test_set_of_their_own_stays_one(tmp_path):
    x = np.random.default_rng(0).integers(0, 256, (30, 8, 8), np.uint8)
    np.savez(tmp_path / "m.npz", x_train=x[:20], y_train=np.arange(20) % 2, x_test=x[20:], y_test=np.arange(10) % 2)
    trainer = Trainer(RunConfig(data_path=tmp_path / "m.npz", hidden=(4,)))
    trainer.advance(10)
    found = recorded(trainer, tmp_path / "run.actviz")
    (tmp_path / "m.npz").unlink()
    (again,) = found.trainers()
    assert len(again.test_x) == 10
    same(trainer, again)


def test_what_was_said_about_a_large_file_is_said_again(tmp_path, table, monkeypatch):
    monkeypatch.setattr("actviz.recording.tables.data.MOST_DATA_BYTES", 100)
    trainer = Trainer(RunConfig(data_path=table, target="b", task="classification", rows=30, hidden=(4,)))
    found = recorded(trainer, tmp_path / "run.actviz")
    assert found.data is None
    (again,) = found.trainers()
    assert again.data.class_names == trainer.data.class_names
    same(trainer, again)
