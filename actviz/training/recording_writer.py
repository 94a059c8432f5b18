"""RecordingWriter: writes a session into its file, again and again while it runs; only what is new is written.

Every write is one transaction: whatever happens, the file holds the last one that was completed.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import zip_longest
from math import ceil, inf
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz import __version__
from actviz.data import Data
from actviz.training.config import RunConfig
from actviz.training.kept_states import FIRST_STRIDE, TrainerState
from actviz.training.notes import Note
from actviz.training.recorded import RecordedLane, Recording, digest, summary
from actviz.training.recording_file import (
    BLOCK_ROWS,
    LANE_TABLES,
    TABLES,
    check_seal,
    in_one_sentence,
    make_tables,
    seal,
    to_json,
    transaction,
)
from actviz.training.recording_place import connect_to_change, connect_to_write, in_place_of, use_log, writing_to
from actviz.training.snapshot import UnitEvent

Blocks = Iterator[tuple[str, int, bytes]]
MOST_STATES, MOST_STATE_BYTES = 128, 20_000_000  # kept states of a lane in the file
NEW_STATES, NEW_BYTES = 16, 1_000_000  # of a lane, and of all, in one write: more would be felt while training
MOST_DATA_BYTES = 5_000_000  # of the user's own examples; larger ones stay in their own file
EVENT_KINDS = ("born dead", "death", "revival")
N_CAUSE = 10  # numbers of a cause of death


@dataclass
class _WrittenLane:
    """What the file holds of a lane."""

    run: int
    rewinds: int
    row: tuple[Any, ...] | None = None
    changes: list[tuple[Any, ...]] = field(default_factory=list)
    blocks: dict[tuple[str, int], bytes] = field(default_factory=dict)
    events: dict[int, tuple[UnitEvent, ...]] = field(default_factory=dict)  # by block
    states: list[tuple[int, int]] = field(default_factory=list)  # step, size in bytes
    stride: int = FIRST_STRIDE
    has_gaps: bool = False  # states that were due were left out, to save time

    def copy(self) -> _WrittenLane:
        """Return one of its own."""
        return replace(
            self,
            changes=list(self.changes),
            blocks=dict(self.blocks),
            events=dict(self.events),
            states=list(self.states),
        )


class RecordingWriter:
    """Keeps one file up to date.

    Args:
        path: the file; one that is there is replaced, when the first write is complete.
        go_on: keep the file, a recording, and replace what is in it, in one transaction.

    Raises:
        BadInput: for `go_on`, a file that is no recording.
    """

    def __init__(self, path: str | os.PathLike[str], go_on: bool = False) -> None:
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        self._lanes: dict[int, _WrittenLane] = {}
        self._data: Data | None = None
        self._digest: str | None = None
        self._notes: tuple[Note, ...] = ()  # that the file holds
        self._created = ""
        self._credit = 0.0  # bytes of kept states that may be written
        if go_on:
            self._open_existing()

    def write(self, recording: Recording, whole: bool = True) -> None:
        """Bring the file up to date; unless `whole`, with a few of the kept states only, so that it takes little time.

        Raises:
            BadInput: the place cannot be written to, or is full; the file is as it was.
        """
        self._credit = inf if whole else min(self._credit, 4.0 * NEW_BYTES) + NEW_BYTES
        before = {key: lane.copy() for key, lane in self._lanes.items()}, self._data, self._digest, self._notes
        with writing_to(self.path):
            try:
                if self._connection is None:
                    self._begin(recording)
                else:
                    self._write(self._connection, recording)
            except BaseException:
                self._lanes, self._data, self._digest, self._notes = before
                raise

    @property
    def is_open(self) -> bool:
        """Whether there is a file, to which the next write goes."""
        return self._connection is not None

    def copy_to(self, path: str | os.PathLike[str]) -> None:
        """Leave a copy of the file as it stands under another name.

        Raises:
            BadInput: the place cannot be written to, or is full; a file that is there stays as it is.
        """
        target = Path(path)
        assert self._connection is not None, "nothing was written yet"
        with (
            writing_to(target),
            in_place_of(target) as fresh,
            closing(sqlite3.connect(fresh, isolation_level=None)) as copy,
        ):
            self._connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Close the file, which then stands by itself, without a log beside it."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.Error:
                return  # there is no room to tidy up: the log stays beside the file, and is read with it
            finally:
                connection.close()

    # Opening

    def _open_existing(self) -> None:
        with in_one_sentence(self.path.name):
            connection = connect_to_change(self.path)
            try:
                use_log(connection)
            except BaseException:
                connection.close()
                raise
        self._connection = connection

    def _begin(self, recording: Recording) -> None:
        """Make the file."""
        with in_place_of(self.path) as fresh, closing(connect_to_write(fresh)) as connection:
            make_tables(connection)
            self._write(connection, recording)
        connection = connect_to_write(self.path)
        use_log(connection)
        self._connection = connection

    # Writing

    def _write(self, connection: sqlite3.Connection, recording: Recording) -> None:
        with transaction(connection):
            if not self._lanes:  # the first write into this file
                for table in TABLES:
                    connection.execute(f"DELETE FROM {table}")
            self._created = recording.created or self._created or _now()
            stamped = replace(recording, created=self._created, saved=_now(), app_version=__version__)
            self._write_session(connection, stamped)
            self._write_notes(connection, stamped)
            self._write_data(connection, stamped)
            self._write_lanes(connection, stamped)

    def _write_session(self, connection: sqlite3.Connection, recording: Recording) -> None:
        names = ("name", "notes", "created", "saved", "app_version", "source", "current", "cursor", "layer", "unit")
        session = to_json({name: getattr(recording, name) for name in names})
        shown = asdict(summary(replace(recording, step_notes=())))
        del shown["step_notes"]  # they have a table of their own
        for table, facts in (("session", session), ("summary", to_json(shown))):
            row = (1, facts)
            connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (*row, seal(*row)))

    def _write_notes(self, connection: sqlite3.Connection, recording: Recording) -> None:
        if recording.step_notes == self._notes:
            return
        connection.execute("DELETE FROM notes")
        for i, note in enumerate(recording.step_notes):
            row = (i, note.step, note.lane, _text(note.text))
            connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))
        self._notes = recording.step_notes

    def _write_data(self, connection: sqlite3.Connection, recording: Recording) -> None:
        data = recording.data
        if data is None and recording.digest is None:
            if self._digest is not None:
                connection.execute("DELETE FROM data")
            self._data = self._digest = None
            return
        if self._digest is not None and data is self._data:
            return
        self._data, self._digest = data, recording.digest or (digest(data) if data is not None else "")
        facts: dict[str, Any] = {"digest": self._digest}
        x = y = None
        if data is not None and (_fits_in(data) or recording.lanes[0].initial_config.data_path is None):
            names = ("task", "input_names", "class_names", "source")
            facts |= {name: getattr(data, name) for name in names}
            facts |= {"n": len(data.x), "inputs": data.x.shape[1], "targets": data.y.shape[1:]}
            x, y = _bytes(data.x, "<f8"), _bytes(data.y, "<i8" if data.task == "classification" else "<f8")
        row = (1, to_json(facts), x, y)
        connection.execute("INSERT OR REPLACE INTO data VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))

    def _write_lanes(self, connection: sqlite3.Connection, recording: Recording) -> None:
        present = {lane.key: lane for lane in recording.lanes}
        for key, written in list(self._lanes.items()):
            if key not in present or present[key].run != written.run:
                connection.execute("DELETE FROM lanes WHERE key = ?", (key,))
                for table in LANE_TABLES:
                    connection.execute(f"DELETE FROM {table} WHERE lane = ?", (key,))
                del self._lanes[key]
        for place, lane in enumerate(recording.lanes):
            written = self._lanes.setdefault(lane.key, _WrittenLane(lane.run, lane.rewinds))
            self._write_lane(connection, lane, place, written)

    def _write_lane(
        self, connection: sqlite3.Connection, lane: RecordedLane, place: int, written: _WrittenLane
    ) -> None:
        if lane.rewinds != written.rewinds:  # the run went back: states of what never happened now may be among them
            connection.execute("DELETE FROM states WHERE lane = ?", (lane.key,))
            written.states.clear()
            written.rewinds, written.stride = lane.rewinds, FIRST_STRIDE
        self._write_changes(connection, lane, written)
        self._write_columns(connection, lane, written)
        self._write_states(connection, lane, written)
        row = (
            lane.key,
            place,
            _text(lane.name),
            lane.step,
            _config_text(lane.initial_config),
            _config_text(lane.config),
            to_json(_facts(lane, written)),
        )
        if row != written.row:
            connection.execute("INSERT OR REPLACE INTO lanes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
            written.row = row

    def _write_changes(self, connection: sqlite3.Connection, lane: RecordedLane, written: _WrittenLane) -> None:
        n, key = len(written.changes), lane.key
        ends = len(lane.changes), len(lane.history.changes)
        tail = written.changes[-1:] == [_change(lane, n - 1)] if n and n <= max(ends) else not n
        rows = written.changes + [_change(lane, i) for i in range(n, max(ends))]
        if not tail or _moved(lane, written.changes):
            rows = [_change(lane, i) for i in range(max(ends))]
            connection.execute("DELETE FROM changes WHERE lane = ?", (key,))
            n = 0
        for i in range(n, len(rows)):
            row = (key, i, *rows[i])
            connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
        written.changes = rows

    def _write_columns(self, connection: sqlite3.Connection, lane: RecordedLane, written: _WrittenLane) -> None:
        blocks = {(name, i): data for name, i, data in _blocks(lane)}
        events = _event_blocks(lane)
        for i, some in events.items():
            known = written.events.get(i) == some  # the same objects, mostly, so that this takes no time
            for name in ("events", "causes"):
                blocks[name, i] = written.blocks[name, i] if known else _pack_events(name, some)
        written.events = events
        for name, i in written.blocks.keys() - blocks.keys():
            connection.execute("DELETE FROM columns WHERE lane = ? AND name = ? AND block = ?", (lane.key, name, i))
        for (name, i), data in blocks.items():
            if written.blocks.get((name, i)) != data:
                row = (lane.key, name, i, data)
                connection.execute("INSERT OR REPLACE INTO columns VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))
        written.blocks = blocks

    def _write_states(self, connection: sqlite3.Connection, lane: RecordedLane, written: _WrittenLane) -> None:
        key, states = lane.key, written.states
        if self._credit == inf and written.has_gaps:
            connection.execute("DELETE FROM states WHERE lane = ? AND newest = 0", (key,))
            states.clear()
            written.stride, written.has_gaps = FIRST_STRIDE, False
        new = self._affordable(lane, written)
        for state in new:
            if states and state.step < states[-1][0] + written.stride:
                continue
            _insert_state(connection, key, False, state)
            states.append((state.step, state.n_bytes))
            while len(states) > MOST_STATES or sum(size for _, size in states) > MOST_STATE_BYTES:
                dropped = [(key, step) for step, _ in states[1::2]]
                connection.executemany("DELETE FROM states WHERE lane = ? AND newest = 0 AND step = ?", dropped)
                del states[1::2]
                written.stride *= 2
        if lane.state is not None:
            connection.execute("DELETE FROM states WHERE lane = ? AND newest = 1", (key,))
            _insert_state(connection, key, True, lane.state)

    def _affordable(self, lane: RecordedLane, written: _WrittenLane) -> list[TrainerState]:
        """Choose among the kept states that are due, evenly, as many as may be written now."""
        due = written.states[-1][0] + written.stride if written.states else 0
        new = [state for state in lane.kept if state.step >= due and state.n_bytes <= MOST_STATE_BYTES // 2]
        total = sum(state.n_bytes for state in new)
        if not new or self._credit == inf:
            return new
        if self._credit <= 0.0:
            written.has_gaps = True
            return []
        every = max(1, -(-len(new) // NEW_STATES), ceil(total / self._credit))
        chosen = new[::-1][::every][::-1]
        written.has_gaps |= len(chosen) < len(new)
        self._credit -= sum(state.n_bytes for state in chosen)
        return chosen


def annotate(path: str | os.PathLike[str], name: str, notes: str) -> None:
    """Give a recording that is not open anywhere a name and notes.

    Raises:
        BadInput: a file that is no recording, or cannot be written to.
    """
    target = Path(path)
    new = {"name": _text(name), "notes": _text(notes)}
    with in_one_sentence(target.name), closing(connect_to_change(target)) as connection, transaction(connection):
        for table in ("session", "summary"):
            ((key, facts),) = [
                check_seal("the session", row)
                for row in connection.execute(f"SELECT id, facts, seal FROM {table}").fetchmany(2)
            ]
            row = (key, to_json(json.loads(facts) | new))
            connection.execute(f"UPDATE {table} SET facts = ?, seal = ? WHERE id = ?", (row[1], seal(*row), key))


def _insert_state(connection: sqlite3.Connection, lane: int, newest: bool, state: TrainerState) -> None:
    slots = sorted(state.optimizer_state)
    facts = {
        "dtype": str(state.parameters.dtype),
        "parameters": len(state.parameters),
        "slots": slots,
        "examples": len(state.feed.order),
        "count": state.optimizer_count,
        "position": state.feed.position,
        "seen": state.feed.examples_seen,
        "rng": state.feed.rng_state,
        "changes": state.n_changes,
    }
    kind = "<f8" if state.parameters.dtype == np.float64 else "<f4"
    vectors = [state.parameters, *(state.optimizer_state[name] for name in slots)]
    data = b"".join([*(_bytes(v, kind) for v in vectors), _bytes(state.feed.order, "<i4")])
    row = (lane, int(newest), state.step, _config_text(state.config), to_json(facts), data)
    connection.execute("INSERT INTO states VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))


@lru_cache(maxsize=64)
def _config_text(config: RunConfig) -> str:
    return to_json(config.to_dict())


def _facts(lane: RecordedLane, written: _WrittenLane) -> dict[str, Any]:
    steps, census, counts = lane.history.step_columns, lane.history.census_columns, lane.history.counts
    return {
        "index": lane.index,
        "dtype": lane.dtype,
        "divergence": None if lane.divergence is None else asdict(lane.divergence),
        "stride": steps.stride,
        "rows": steps.n,
        "gathered": steps.gathered,
        "census_rows": census.n,
        "thinning": census.thinning,
        "counts": astuple(counts),
        "start": None if lane.history.start is None else _config_text(lane.history.start.config),
        "activity_rows": lane.activity.n,
        "activity_thinning": lane.activity.thinning,
        "events": len(lane.history.events),
        "changes": len(lane.changes),
        "texts": len(lane.history.changes),
        "states": len(written.states),
        "states_stride": written.stride,
    }


def _change(lane: RecordedLane, place: int) -> tuple[int, str, str]:
    """Return a change's step, words and configuration, empty where there are none."""
    pairs = list(zip_longest(lane.history.changes[place : place + 1], lane.changes[place : place + 1]))
    said, made = pairs[0] if pairs else (None, None)
    step = made[0] if made is not None else said[0] if said is not None else 0
    return step, _text(said[1]) if said else "", _config_text(made[1]) if made else ""


def _moved(lane: RecordedLane, rows: list[tuple[Any, ...]]) -> bool:
    """Say whether a change that is written is now said to have been made at another step: the run went back."""
    steps = [step for step, _ in lane.changes[: len(rows)]]
    return len(steps) < len(rows) or steps != [row[0] for row in rows]


def _blocks(lane: RecordedLane) -> Blocks:
    """Yield every column of the history but the events in blocks of rows: name, number of the block, bytes."""
    history = lane.history
    s, c = history.step_columns, history.census_columns
    yield from _cut("steps", s.steps[: s.n], "<i8")
    yield from _cut("loss", s.loss[: s.n], "<f8")
    yield from _cut("rms", s.values[: s.n], "<f8")
    yield from _cut("census_steps", c.steps[: c.n], "<i8")
    yield from _cut("dead", c.dead[: c.n], "<i4")
    yield from _cut("results", c.results[: c.n], "<f8")
    if history.start is not None:
        yield from _cut("start", history.start.rms, "<f8")
    yield from _cut("activity_steps", lane.activity.steps[: lane.activity.n], "<i8")
    yield from _cut("activity", lane.activity.values[: lane.activity.n], "|u1")
    yield from _cut("dead_since", np.concatenate(history.dead_since), "<i8")


def _event_blocks(lane: RecordedLane) -> dict[int, tuple[UnitEvent, ...]]:
    """Cut the events into blocks by their places among all there ever were."""
    counts, events = lane.history.counts, tuple(lane.history.events)
    first = counts.born_dead + counts.deaths + counts.revivals - len(events)  # so many are forgotten
    blocks = {}
    for block in range(first // BLOCK_ROWS, -(-(first + len(events)) // BLOCK_ROWS)):
        start = max(0, block * BLOCK_ROWS - first)
        blocks[block] = events[start : (block + 1) * BLOCK_ROWS - first]
    return blocks


def _pack_events(name: str, events: tuple[UnitEvent, ...]) -> bytes:
    if name == "events":
        return _bytes(np.array([_event(event) for event in events], np.int64), "<i8")
    causes = np.full((len(events), N_CAUSE), np.nan)
    for row, event in zip(causes, events, strict=True):
        if event.cause is not None:
            row[:] = astuple(event.cause)
    return _bytes(causes, "<f8")


def _event(event: UnitEvent) -> tuple[int, ...]:
    return event.step, event.layer, event.unit, EVENT_KINDS.index(event.kind), event.seen, event.dead_since


def _cut(name: str, rows: NDArray[Any], kind: str) -> Blocks:
    for block, start in enumerate(range(0, len(rows), BLOCK_ROWS)):
        yield name, block, _bytes(rows[start : start + BLOCK_ROWS], kind)


def _bytes(array: NDArray[Any], kind: str) -> bytes:
    return np.ascontiguousarray(array, kind).tobytes()


def _fits_in(data: Data) -> bool:
    return bool(data.x.nbytes + data.y.nbytes <= MOST_DATA_BYTES)


def _text(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
