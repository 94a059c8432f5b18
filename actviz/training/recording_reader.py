"""Reading a recording: every value is checked before it is believed, and the file is only read."""

from __future__ import annotations

import json
import os
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from actviz.data import Data
from actviz.data.limits import check_size, check_values
from actviz.registry import BadInput
from actviz.training.activity import FULL, Activity
from actviz.training.config import LIVE_FIELDS, RunConfig
from actviz.training.feed import FeedState
from actviz.training.history import CAPACITY, KEPT_EVENTS, History
from actviz.training.kept_states import TrainerState
from actviz.training.notes import MOST_NOTES, Note, check_text, in_order, tidy
from actviz.training.recorded import RecordedLane, Recording, Summary, check_comparable
from actviz.training.recording_file import BLOCK_ROWS, check_seal, opened
from actviz.training.recording_writer import EVENT_KINDS, N_CAUSE
from actviz.training.snapshot import Cause, Divergence, EventCounts, Start, UnitEvent

MOST_LANES, MOST_CHANGES, MOST_JSON = 4, 1_000_000, 1_000_000
NO_STEP = 1 << 53


def read_recording(path: str | os.PathLike[str]) -> Recording:
    """Read a session's file, also one that is being written or whose program was killed.

    Raises:
        BadInput: in one sentence, for every fault of the file.
    """
    with opened(Path(path)) as connection:
        connection.execute("BEGIN")  # one moment of a file that may be written meanwhile
        facts = _table(_one(connection, "SELECT id, facts, seal FROM session", "the session")[1])
        lanes = _lanes(connection)
        check_comparable([lane.initial_config for lane in lanes])
        data, found = _data(connection)
        return Recording(
            lanes=lanes,
            source=_string(facts, "source"),
            data=data,
            digest=found,
            name=_string(facts, "name"),
            notes=_string(facts, "notes"),
            created=_string(facts, "created"),
            saved=_string(facts, "saved"),
            app_version=_string(facts, "app_version"),
            current=_count(facts, "current", len(lanes) - 1),
            cursor=_optional(facts, "cursor"),
            layer=_optional(facts, "layer"),
            unit=_optional(facts, "unit"),
            step_notes=_notes(connection, {lane.key for lane in lanes}),
        )


def read_summary(path: str | os.PathLike[str]) -> Summary:
    """Read what a list shows of a session's file, and no more than that.

    Raises:
        BadInput: in one sentence, for every fault of the file.
    """
    with opened(Path(path)) as connection:
        facts = _table(_one(connection, "SELECT id, facts, seal FROM summary", "the summary")[1])
        values: dict[str, Any] = {
            name: _count(facts, name) for name in ("depth", "width", "n_lanes", "step", "dead", "units")
        }
        values |= {name: _string(facts, name) for name in ("name", "notes", "created", "saved", "source")}
        keys, curve = facts["activations"], facts["curve"]
        if not all(isinstance(key, str) for key in keys) or not all(isinstance(v, (int, float)) for v in curve):
            raise BadInput("the summary is damaged")
        return Summary(
            **values,
            activations=tuple(keys),
            loss=_number(facts, "loss"),
            accuracy=_number(facts, "accuracy"),
            diverged=facts["diverged"] is True,
            curve=tuple(map(float, curve)),
            step_notes=_notes(connection),
        )


# Values


def _one(connection: sqlite3.Connection, query: str, what: str) -> tuple[Any, ...]:
    rows = connection.execute(query).fetchmany(2)
    if len(rows) != 1:
        raise BadInput(f"{what} is missing")
    return check_seal(what, rows[0])


def _table(text: object) -> dict[str, Any]:
    if not isinstance(text, str) or len(text) > MOST_JSON:
        raise BadInput("it holds text that is too long")
    value = json.loads(text)
    if not isinstance(value, dict):
        raise BadInput("it holds something else than was expected")
    return value


def _config(text: object) -> RunConfig:
    return RunConfig.from_dict(_table(text))


def _string(facts: dict[str, Any], name: str) -> str:
    value = facts[name]
    if not isinstance(value, str):
        raise BadInput(f"{name} must be text")
    return value


def _count(facts: dict[str, Any], name: str, most: int = NO_STEP) -> int:
    value = facts[name]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BadInput(f"{name} must be a whole number between 0 and {most:,}")
    return value


def _optional(facts: dict[str, Any], name: str) -> int | None:
    return None if facts[name] is None else _count(facts, name)


def _number(facts: dict[str, Any], name: str) -> float | None:
    return None if facts[name] is None else float(facts[name])


# Notes at steps


def _notes(connection: sqlite3.Connection, lanes: set[int] | None = None) -> tuple[Note, ...]:
    """Return the notes by steps; with `lanes`, their keys, a note about any other lane is refused."""
    query = "SELECT place, step, lane, text, seal FROM notes ORDER BY place"
    rows = connection.execute(query).fetchmany(MOST_LANES * MOST_NOTES + 1)
    if len(rows) > MOST_LANES * MOST_NOTES:
        raise BadInput(f"it has more than {MOST_LANES * MOST_NOTES} notes, of which each lane has {MOST_NOTES} at most")
    found = []
    for _, step, lane, text in (check_seal("a note", row) for row in rows):
        if not isinstance(step, int) or not 0 <= step < NO_STEP:
            raise BadInput("a note is of a step that cannot be")
        if not isinstance(text, str) or not tidy(text):
            raise BadInput("a note is no text")
        if not (lane is None or isinstance(lane, int)) or (lanes is not None and lane not in {None, *lanes}):
            raise BadInput("a note is about a lane that is not there")
        check_text(text)
        found.append(Note(step, tidy(text), lane))
    if len({(note.step, note.lane) for note in found}) < len(found):
        raise BadInput("two notes are about the same step")
    return in_order(found)


# Lanes


def _lanes(connection: sqlite3.Connection) -> tuple[RecordedLane, ...]:
    query = "SELECT key, place, name, step, initial_config, config, facts, seal FROM lanes ORDER BY place"
    rows = [check_seal("a lane", row) for row in connection.execute(query).fetchmany(MOST_LANES + 1)]
    if not 1 <= len(rows) <= MOST_LANES:
        raise BadInput(f"a session has between 1 and {MOST_LANES} lanes, and this one has {len(rows)} or more")
    lanes = tuple(_lane(connection, row) for row in rows)
    if len({lane.index for lane in lanes}) < len(lanes):
        raise BadInput("two lanes have the same colour")
    return lanes


def _lane(connection: sqlite3.Connection, row: tuple[Any, ...]) -> RecordedLane:
    key, _, name, step, initial_text, config_text, facts_text = row
    facts = _table(facts_text)
    initial, config = _config(initial_text), _config(config_text)
    changes, texts = _changes(connection, key, facts)
    for each in (config, *(new for _, new in changes)):
        if not set(initial.differences(each)) <= LIVE_FIELDS:
            raise BadInput("a lane's changes are not of its network")
    steps = [at for at, _ in changes]
    if not 0 <= step < NO_STEP or steps != sorted(steps) or (steps and not 0 <= steps[0] <= steps[-1] <= step):
        raise BadInput("a lane's steps are out of order")
    states = _states(connection, key)
    kept = tuple(state for newest, state in states if not newest)
    newest = [state for newest, state in states if newest]
    if len(kept) != _count(facts, "states") or len(newest) > 1:
        raise BadInput("kept states are missing")
    for state in (*kept, *newest):
        if state.step > step or state.n_changes > len(changes):
            raise BadInput("a state is of a step that the run has not come to")
    return RecordedLane(
        key=int(key),
        index=_count(facts, "index", MOST_LANES - 1),
        name=str(name),
        initial_config=initial,
        config=config,
        changes=changes,
        step=int(step),
        state=newest[0] if newest else None,
        kept=kept,
        stride=_count(facts, "states_stride"),
        history=_history(connection, key, initial, facts, step, texts),
        activity=_activity(connection, key, initial, facts, step),
        divergence=_divergence(facts["divergence"]),
        dtype="float64" if facts["dtype"] == "float64" else "float32",
    )


def _changes(
    connection: sqlite3.Connection, key: int, facts: dict[str, Any]
) -> tuple[tuple[tuple[int, RunConfig], ...], list[tuple[int, str]]]:
    query = "SELECT lane, place, step, what, config, seal FROM changes WHERE lane = ? ORDER BY place"
    rows = [check_seal("a change", row) for row in connection.execute(query, (key,)).fetchmany(MOST_CHANGES)]
    n_made, n_said = _count(facts, "changes"), _count(facts, "texts")
    if [row[1] for row in rows] != list(range(max(n_made, n_said))):
        raise BadInput("changes are missing")
    known: dict[str, RunConfig] = {}
    made = tuple((int(row[2]), known.setdefault(row[4], _config(row[4]))) for row in rows[:n_made])
    return made, [(int(row[2]), str(row[3])) for row in rows[:n_said]]


def _divergence(value: Any) -> Divergence | None:
    if value is None:
        return None
    names = ("step", "layer", "kept_step")
    return Divergence(
        **{name: _count(value, name) for name in names},
        quantity=_string(value, "quantity"),
        learning_rate=float(value["learning_rate"]),
        kept_is_finite=value["kept_is_finite"] is True,
    )


# History


def _history(
    connection: sqlite3.Connection,
    key: int,
    config: RunConfig,
    facts: dict[str, Any],
    step: int,
    texts: list[tuple[int, str]],
) -> History:
    n_hidden, n_units = len(config.hidden), sum(config.hidden)
    rows, census = (_count(facts, name, CAPACITY - 1) for name in ("rows", "census_rows"))
    counts = EventCounts(*(_count({"counts": n}, "counts") for n in facts["counts"]))
    n_events = _count(facts, "events", KEPT_EVENTS)
    first = counts.born_dead + counts.deaths + counts.revivals - n_events

    def read(name: str, kind: str, n: int, width: int = 1, start: int = 0) -> NDArray[Any]:
        found = _column(connection, key, name, kind, n * width, start // BLOCK_ROWS)
        return found.reshape(n, width) if width > 1 or name in _TABLES else found

    history = History(n_hidden + 1, config.hidden)
    gathered = [float(v) for v in facts["gathered"]]
    every, skip = (int(v) for v in facts["thinning"])
    stride = _count(facts, "stride")
    if stride < 1 or every < 1 or not 0 <= skip < every or not 0 <= gathered[0] < stride or len(gathered) != 4:
        raise BadInput("the columns are thinned in a way that cannot be")
    steps, census_steps = read("steps", "<i8", rows), read("census_steps", "<i8", census)
    for name, found in (("steps", steps), ("censuses", census_steps)):
        if len(found) and (found[0] < 0 or found[-1] > step or (np.diff(found) <= 0).any()):
            raise BadInput(f"the {name} are out of order")
    history.step_columns.fill(
        stride, steps, read("loss", "<f8", rows, 3), read("rms", "<f8", rows, n_hidden + 1), gathered
    )
    history.census_columns.fill(
        census_steps,
        read("dead", "<i4", census, n_hidden),
        read("results", "<f8", census, 4),
        (every, skip),
    )
    events = _events(connection, key, n_events, first, config)
    history.fill_units(read("dead_since", "<i8", n_units), events, counts)
    history.changes = texts
    if facts["start"] is not None:
        history.start = Start(_config(_string(facts, "start")), read("start", "<f8", n_hidden + 1))
    return history


def _activity(
    connection: sqlite3.Connection, key: int, config: RunConfig, facts: dict[str, Any], step: int
) -> Activity:
    activity = Activity(config.hidden)
    rows = _count(facts, "activity_rows", len(activity.steps) - 1)
    every, skip = (int(v) for v in facts["activity_thinning"])
    steps = _column(connection, key, "activity_steps", "<i8", rows)
    ordered = not rows or (steps[0] >= 0 and steps[-1] <= step and (np.diff(steps) > 0).all())
    if every < 1 or not 0 <= skip < every or not ordered:
        raise BadInput("the units' activity is out of order")
    values = _column(connection, key, "activity", "|u1", rows * sum(config.hidden))
    if (values > FULL).any():
        raise BadInput("the units' activity is beyond 100 %")
    activity.fill(steps, values.reshape(rows, sum(config.hidden)), (every, skip))
    return activity


_TABLES = frozenset({"loss", "rms", "dead", "results"})


def _column(connection: sqlite3.Connection, key: int, name: str, kind: str, n: int, first: int = 0) -> NDArray[Any]:
    """Return n values out of all blocks of a column."""
    query = "SELECT lane, name, block, data, seal FROM columns WHERE lane = ? AND name = ? ORDER BY block"
    blocks = [check_seal(f"column {name}", row) for row in connection.execute(query, (key, name))]
    data = b"".join(block[3] for block in blocks)
    if [block[2] for block in blocks] != list(range(first, first + len(blocks))):
        raise BadInput(f"a part of column {name} is missing")
    if len(data) != n * np.dtype(kind).itemsize:
        raise BadInput(f"column {name} does not have its {n:,} values")
    found = np.frombuffer(data, kind)
    return found.astype(found.dtype.newbyteorder("="))


def _events(connection: sqlite3.Connection, key: int, n: int, first: int, config: RunConfig) -> list[UnitEvent]:
    if first < 0:
        raise BadInput("there are more events than were counted")
    start = first // BLOCK_ROWS
    rows = _column(connection, key, "events", "<i8", 6 * n, start).reshape(n, 6)
    widths = np.array(config.hidden)
    if n and not (
        ((rows[:, 1] >= 1) & (rows[:, 1] <= len(widths))).all()
        and ((rows[:, 2] >= 0) & (rows[:, 2] < widths[rows[:, 1] - 1])).all()
        and ((rows[:, 3] >= 0) & (rows[:, 3] < len(EVENT_KINDS))).all()
    ):
        raise BadInput("events are of units that are not there")
    numbers = _column(connection, key, "causes", "<f8", N_CAUSE * n, start).reshape(n, N_CAUSE)
    causes = [None if np.isnan(row[0]) else _cause(row.tolist()) for row in numbers]
    return [
        UnitEvent(step, layer, unit, EVENT_KINDS[kind], seen, since, cause)
        for (step, layer, unit, kind, seen, since), cause in zip(rows.tolist(), causes, strict=True)
    ]


def _cause(values: list[float]) -> Cause:
    step_before, step, example, *rest = values
    return Cause(int(step_before), int(step), int(example), *rest)


# States and data


def _states(connection: sqlite3.Connection, key: int) -> list[tuple[bool, TrainerState]]:
    query = "SELECT lane, newest, step, config, facts, data, seal FROM states WHERE lane = ? ORDER BY newest, step"
    configs: dict[str, RunConfig] = {}
    found = []
    for row in connection.execute(query, (key,)):
        _, newest, step, config, facts, data = check_seal("a state", row)
        if config not in configs:
            configs[config] = _config(config)
        found.append((bool(newest), _state(int(step), configs[config], _table(facts), data)))
    return found


def _state(step: int, config: RunConfig, facts: dict[str, Any], data: bytes) -> TrainerState:
    dtype = np.dtype("<f8" if facts["dtype"] == "float64" else "<f4")
    n, n_examples = _count(facts, "parameters"), _count(facts, "examples")
    slots = [str(name) for name in facts["slots"]]
    ends = np.cumsum([0, *[n * dtype.itemsize] * (1 + len(slots)), 4 * n_examples]).tolist()
    if len(data) != ends[-1] or not 0 <= step < NO_STEP:
        raise BadInput("a state has another size than it says")
    parts = [memoryview(data)[a:b] for a, b in pairwise(ends)]
    vectors = [np.frombuffer(part, dtype).astype(dtype.newbyteorder("=")) for part in parts[:-1]]
    rng = facts["rng"]
    if not isinstance(rng, dict):
        raise BadInput("a state has no random numbers")
    order = np.frombuffer(parts[-1], "<i4").astype(np.int64)
    feed = FeedState(order, _count(facts, "position"), _count(facts, "seen"), rng)
    return TrainerState(
        step,
        config,
        vectors[0],
        dict(zip(slots, vectors[1:], strict=True)),
        _count(facts, "count"),
        feed,
        _count(facts, "changes"),
    )


def _data(connection: sqlite3.Connection) -> tuple[Data | None, str | None]:
    """Return the user's own examples, where the file holds them, and what tells them from others."""
    if connection.execute("SELECT count(*) FROM data").fetchone()[0] == 0:
        return None, None
    _, text, x, y = _one(connection, "SELECT id, facts, x, y, seal FROM data", "the data")
    facts = _table(text)
    found = _string(facts, "digest")
    if x is None:
        return None, found
    n, d = _count(facts, "n"), _count(facts, "inputs")
    targets = [int(v) for v in facts["targets"]]
    task = "classification" if facts["task"] == "classification" else "regression"
    inputs = np.frombuffer(x, "<f8").reshape(n, d).astype(np.float64)
    given = np.frombuffer(y, "<i8" if task == "classification" else "<f8").reshape(n, *targets)
    classes = tuple(map(str, facts["class_names"]))
    check_size("the data", max(2, n), d)
    check_values("the data", inputs)
    if task == "classification":
        if given.ndim != 1 or given.min() < 0 or given.max() >= len(classes) or len(classes) < 2:
            raise BadInput("the data's classes are out of range")
        target: Any = given.astype(np.int64)
    else:
        if given.ndim != 2:
            raise BadInput("the data's targets must be a table")
        target = given.astype(np.float64)
        check_size("the data", max(2, n), d, target.shape[1])
        check_values("the data", target)
    names = tuple(map(str, facts["input_names"]))
    if len(names) != d:
        raise BadInput("the data's inputs are not all named")
    return Data(inputs, target, cast(Any, task), names, classes, _string(facts, "source")), found
