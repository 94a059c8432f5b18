"""The table of data holds the user's own examples up to 5 MB; of larger data it holds only a hash."""

from __future__ import annotations

import sqlite3
from typing import Any, cast

import numpy as np

from actviz.arrays import Floats
from actviz.data import Data
from actviz.data.limits import check_size, check_values
from actviz.frozen import dataclass
from actviz.recording.recorded import Recording, digest
from actviz.recording.schema import only_row, seal, to_json
from actviz.recording.tables.values import array_bytes, count_of, parse_facts, text_of
from actviz.registry import BadInput
from actviz.translation import mark, tr

MOST_DATA_BYTES = 5_000_000  # larger examples stay in their own file


@dataclass(frozen=True, eq=False)
class WrittenData:
    """The examples in the file and their hash; None if the user has none of their own."""

    data: Data | None = None
    digest: str | None = None


def write_data(connection: sqlite3.Connection, recording: Recording, written: WrittenData) -> WrittenData:
    """Bring the examples up to date; return the table's new content."""
    data = recording.data
    if data is None and recording.digest is None:
        if written.digest is not None:
            connection.execute("DELETE FROM data")
        return WrittenData()
    if written.digest is not None and data is written.data:
        return written
    found = recording.digest or (digest(data) if data is not None else "")
    facts: dict[str, Any] = {"digest": found}
    x = y = None
    if data is not None and (_fits_in(data) or recording.lanes[0].initial_config.data_path is None):
        names = (
            "task", "input_names", "class_names", "source", "target_names", "notes", "unsure", "n_test", "is_sample",
        )  # fmt: skip
        facts |= {name: getattr(data, name) for name in names}
        facts |= {"n": len(data.x), "inputs": data.x.shape[1], "targets": data.y.shape[1:]}
        facts["x_type"] = "<f4" if data.x.dtype == np.float32 else "<f8"
        x, y = (
            array_bytes(data.x, facts["x_type"]),
            array_bytes(data.y, "<i8" if data.task == "classification" else "<f8"),
        )
    row = (1, to_json(facts), x, y)
    connection.execute("INSERT OR REPLACE INTO data VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))
    return WrittenData(data, found)


def _fits_in(data: Data) -> bool:
    return bool(data.x.nbytes + data.y.nbytes <= MOST_DATA_BYTES)


def read_data(connection: sqlite3.Connection) -> tuple[Data | None, str | None]:
    """Return the user's own examples, if the file holds them, and their hash.

    Raises:
        BadInput: the examples are invalid.
    """
    if connection.execute("SELECT count(*) FROM data").fetchone()[0] == 0:
        return None, None
    _, text, x, y = only_row(connection, "SELECT id, facts, x, y, seal FROM data", mark("the data"))
    facts = parse_facts(text)
    found = text_of(facts, "digest")
    if x is None:
        return None, found
    n, d = count_of(facts, "n"), count_of(facts, "inputs")
    targets = [int(v) for v in facts["targets"]]
    task = "classification" if facts["task"] == "classification" else "regression"
    kind = np.float32 if facts.get("x_type") == "<f4" else np.float64
    inputs: Floats = np.frombuffer(x, np.dtype(kind).newbyteorder("<")).reshape(n, d).astype(kind)
    given = np.frombuffer(y, "<i8" if task == "classification" else "<f8").reshape(n, *targets)
    classes = tuple(map(str, facts["class_names"]))
    check_size(mark("the data"), max(2, n), d)
    check_values(mark("the data"), inputs)
    if task == "classification":
        if given.ndim != 1 or given.min() < 0 or given.max() >= len(classes) or len(classes) < 2:
            raise BadInput(tr("the data's classes are out of range"))
        target: Any = given.astype(np.int64)
    else:
        if given.ndim != 2:
            raise BadInput(tr("the data's targets must be a table"))
        target = given.astype(np.float64)
        check_size(mark("the data"), max(2, n), d, target.shape[1])
        check_values(mark("the data"), target)
    names = tuple(map(str, facts["input_names"]))
    if len(names) != d:
        raise BadInput(tr("the data's inputs are not all named"))
    of_targets, notes, unsure = (  # older recordings, up to 2026-11, have none
        tuple(map(str, facts.get(name, ()))) for name in ("target_names", "notes", "unsure")
    )
    n_test = count_of(facts, "n_test") if "n_test" in facts else 0
    if n_test >= n:
        raise BadInput(tr("the data have no training examples"))
    return Data(
        inputs, target, cast(Any, task), names, classes, text_of(facts, "source"), of_targets, notes, unsure, n_test,
        facts.get("is_sample") is True,
    ), found  # fmt: skip
