"""Spoilt recordings: bytes, rows, tables; now and then sealed again, so that what is in them is looked at."""

import json
import sqlite3
import tempfile
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

import numpy as np
from mutation import HOSTILE_TEXTS, HOSTILE_VALUES, spoilt_bytes, spoilt_value

from actviz.recording import RecordingWriter, recording_of
from actviz.recording.schema import TABLES, seal
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note

SCHEMA_CHANGES = (
    "CREATE TRIGGER t AFTER INSERT ON lanes BEGIN DELETE FROM states; END",
    "CREATE VIEW v AS SELECT * FROM lanes",
    "CREATE TABLE more (x)",
    "CREATE INDEX i ON lanes (step)",
    "DROP TABLE data",
    "DELETE FROM lanes",
    "DELETE FROM states",
    "DELETE FROM session",
    "PRAGMA user_version = 1",
    "PRAGMA user_version = -9",
    "PRAGMA application_id = 7",
    "ALTER TABLE notes RENAME TO note",
    "ALTER TABLE lanes ADD COLUMN more",
    "DELETE FROM columns WHERE block = 0",
    "INSERT INTO lanes SELECT key + 9, place, name, step, initial_config, config, facts, seal FROM lanes",
)


@cache
def good_files():
    """Return the bytes of a few recordings that are small and differ in what is in them."""
    files = []
    with tempfile.TemporaryDirectory() as folder:
        for i, trainers in enumerate((_one_lane(), _two_lanes(), _given_arrays(), _diverged())):
            path = Path(folder) / f"{i}.actviz"
            with closing(RecordingWriter(path)) as writer:
                writer.write(
                    recording_of(trainers, name="run", notes="n", step_notes=(Note(4, "here"), Note(9, "B", 1)))
                )
            files.append(path.read_bytes())
    return tuple(files)


def _one_lane():
    trainer = Trainer(RunConfig(hidden=(4, 4), n_examples=30, bias_init=-1, learning_rate=0.5))
    trainer.advance(70)
    trainer.apply({"activation": "prelu", "optimizer": "adam"})
    trainer.advance(30)
    return [trainer]


def _two_lanes():
    one = Trainer(RunConfig(hidden=(3,), n_examples=30))
    other = Trainer(one.config.replace(activation="=z*sigmoid(z)", hidden=(3, 2)), examples=one.examples)
    for trainer in (one, other):
        trainer.advance(20)
    return [one, other]


def _given_arrays():
    rng = np.random.default_rng(0)
    trainer = Trainer(RunConfig(hidden=(3,)), data=(rng.normal(size=(20, 2)), rng.normal(size=20)))
    trainer.advance(15)
    return [trainer]


def _diverged():
    trainer = Trainer(RunConfig(hidden=(3, 3), n_examples=30, dataset="plane", learning_rate=900, init_scale=50))
    trainer.advance(40)
    return [trainer]


def recording(rng):
    """Return a recording that is spoilt in one way or another."""
    data = rng.choice(good_files())
    kind = rng.random()
    if kind < 0.35:
        return {"run.actviz": spoilt_bytes(rng, data)}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        for _ in range(rng.choice((1, 1, 2, 4))):
            if kind < 0.45:
                with suppress(sqlite3.Error):  # one may not go with what another has changed
                    connection.execute(rng.choice(SCHEMA_CHANGES))
            else:
                _spoil_row(rng, connection, rng.random() < 0.8)
        data = connection.serialize()
    return {"run.actviz": spoilt_bytes(rng, data) if rng.random() < 0.05 else data}


def _spoil_row(rng, connection, sealed):
    table = rng.choice(list(TABLES))
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    rows = connection.execute(f"SELECT rowid, {', '.join(columns)} FROM {table}").fetchall()
    if not rows:
        return
    rowid, *values = rng.choice(rows)
    at = rng.randrange(len(columns) - 1)
    values[at] = _spoilt(rng, values[at])
    if sealed:
        values[-1] = seal(*values[:-1])
    elif rng.random() < 0.3:
        values[-1] = rng.choice((None, "x", 0, b"\0"))
    with suppress(sqlite3.Error, OverflowError, UnicodeEncodeError):  # what SQLite itself does not take
        connection.execute(
            f"UPDATE {table} SET {', '.join(f'{c} = ?' for c in columns)} WHERE rowid = ?", (*values, rowid)
        )


def _spoilt(rng, value):
    kind = rng.random()
    if isinstance(value, str) and value.startswith("{") and kind < 0.8:
        with suppress(ValueError):  # it may have been spoilt before
            return json.dumps(spoilt_value(rng, json.loads(value)))
    if isinstance(value, str) and kind < 0.2:
        return rng.choice(HOSTILE_TEXTS)
    if isinstance(value, bytes) and kind < 0.8:
        return _spoilt_array(rng, value)
    if isinstance(value, int) and kind < 0.5:
        return rng.choice((value + 1, value - 1, value * 2, -value, value + 2**40))
    return rng.choice([v for v in HOSTILE_VALUES if v is None or isinstance(v, (int, float, str))] + [b"", b"\0" * 8])


def _spoilt_array(rng, value):
    if len(value) >= 8 and rng.random() < 0.5:
        at = 8 * rng.randrange(len(value) // 8)
        number = rng.choice(
            (b"\xff" * 8, b"\0\0\0\0\0\0\xf0\x7f", b"\0\0\0\0\0\0\xf4\x7f", b"\xff" * 7 + b"\x7f", b"\0" * 8)
        )
        return value[:at] + number + value[at + 8 :]
    return rng.choice(
        (value[:-1], value[:-8], value + value, b"", value + b"\0", value[: len(value) // 2], spoilt_bytes(rng, value))
    )
