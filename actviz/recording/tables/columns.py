"""The table of columns holds a lane's history and its units' activity as numbers in blocks of rows.

When a column grows, only its last block changes and is written again; when it is thinned, all blocks are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, field
from functools import partial
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Ints
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import BLOCK_ROWS, check_seal, seal
from actviz.recording.tables.events import (
    N_CAUSE,
    N_EVENT,
    event_blocks,
    first_place,
    pack_causes,
    pack_events,
    unpack_events,
)
from actviz.recording.tables.turns import fill_turns, turn_columns, turn_facts
from actviz.recording.tables.values import array_bytes, config_text, count_of, parse_config, text_of
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.history.history import CAPACITY, KEPT_EVENTS, CensusColumns, History, StepColumns
from actviz.training.history.unit_activity import FULL, Activity
from actviz.training.layer_row import LayerRow
from actviz.training.snapshot import EventCounts, Start, UnitEvent
from actviz.translation import tr

Blocks = Iterator[tuple[str, int, bytes]]  # name of the column, number of the block, its values
ReadColumn = Callable[..., NDArray[Any]]  # name, kind, shape
PACK = {"events": pack_events, "causes": pack_causes}


@dataclass(frozen=True)
class WrittenColumns:
    """A lane's blocks in the file, by name and number, and the events in each block of events."""

    blocks: Mapping[tuple[str, int], bytes] = field(default_factory=dict)
    events: Mapping[int, tuple[UnitEvent, ...]] = field(default_factory=dict)


def write_columns(connection: sqlite3.Connection, lane: RecordedLane, written: WrittenColumns) -> WrittenColumns:
    """Bring a lane's columns up to date; return their blocks."""
    blocks = {(name, i): data for name, i, data in _blocks(lane)}
    events = event_blocks(lane.history)
    for i, some in events.items():
        known = written.events.get(i) == some  # mostly the same objects, so comparing is fast
        for name, pack in PACK.items():
            blocks[name, i] = written.blocks[name, i] if known else pack(some)
    for name, i in written.blocks.keys() - blocks.keys():
        connection.execute("DELETE FROM columns WHERE lane = ? AND name = ? AND block = ?", (lane.key, name, i))
    for (name, i), data in blocks.items():
        if written.blocks.get((name, i)) != data:
            row = (lane.key, name, i, data)
            connection.execute("INSERT OR REPLACE INTO columns VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))
    return WrittenColumns(blocks, events)


def _blocks(lane: RecordedLane) -> Blocks:
    """Yield every column but the events' in blocks of rows."""
    history, activity = lane.history, lane.activity
    s, c = history.step_columns, history.census_columns
    yield from _cut("steps", s.steps[: s.n], "<i8")
    yield from _cut("loss", s.loss[: s.n], "<f8")
    yield from _cut("rms", s.values[: s.n], "<f8")
    yield from _cut("census_steps", c.steps[: c.n], "<i8")
    yield from _cut("dead", c.dead[: c.n], "<i4")
    yield from _cut("results", c.results[: c.n], "<f8")
    yield from _cut("signals", c.signals[: c.n], "<f8")
    yield from _cut("means", c.means[: c.n], "<f8")
    yield from _cut("updates", c.updates[: c.n], "<f8")
    if _has_alphas(c):
        yield from _cut("alphas", c.alphas[: c.n], "<f8")
    if history.start is not None:
        yield from _cut("start", history.start.rms, "<f8")
        if history.start.factors is not None:
            yield from _cut("start_factors", history.start.factors, "<f8")
    yield from _cut("activity_steps", activity.steps[: activity.n], "<i8")
    yield from _cut("activity", activity.values[: activity.n], "|u1")
    yield from _cut("dead_since", np.concatenate(history.dead_since), "<i8")
    for name, rows, kind in turn_columns(history):
        yield from _cut(name, rows, kind)


def _has_alphas(columns: CensusColumns) -> bool:
    """Whether a slope was learned at any census."""
    return not bool(np.isnan(columns.alphas[: columns.n]).all())


def _cut(name: str, rows: NDArray[Any], kind: str) -> Blocks:
    for block, start in enumerate(range(0, len(rows), BLOCK_ROWS)):
        yield name, block, array_bytes(rows[start : start + BLOCK_ROWS], kind)


def column_facts(lane: RecordedLane) -> dict[str, Any]:
    """Return the part of a lane's row that describes its columns."""
    history, activity = lane.history, lane.activity
    steps, census = history.step_columns, history.census_columns
    return {
        "stride": steps.stride,
        "rows": steps.n,
        "gathered": steps.gathered,
        "census_rows": census.n,
        "has_signals": True,
        "has_means_and_updates": True,
        "has_alphas": _has_alphas(census),
        "has_start_factors": history.start is not None and history.start.factors is not None,
        "thinning": census.thinning,
        "counts": astuple(history.counts),
        "start": None if history.start is None else config_text(history.start.config),
        "activity_rows": activity.n,
        "activity_thinning": activity.thinning,
        "events": len(history.events),
        "recorded_when_measured": history.recorded_when_measured,
    } | turn_facts(history)


def read_history(
    connection: sqlite3.Connection, key: int, config: RunConfig, facts: dict[str, Any], step: int
) -> History:
    """Return the history, up to `step`, of a lane of this configuration, without its changes.

    Raises:
        BadInput: columns are damaged, or hold impossible values.
    """
    column = partial(_column, connection, key)
    history = History(len(config.hidden) + 1, config.hidden)
    _fill_steps(history.step_columns, column, facts, step)
    _fill_censuses(history.census_columns, column, facts, step)
    _fill_units(history, column, facts, config.hidden)
    fill_turns(history, column, facts, step)
    history.recorded_when_measured = min(step, count_of(facts, "recorded_when_measured"))
    if facts["start"] is not None:
        start = parse_config(text_of(facts, "start"))
        has_factors = facts.get("has_start_factors") is True
        factors = column("start_factors", "<f8", (2, len(config.hidden))) if has_factors else None
        history.start = Start(start, column("start", "<f8", (len(config.hidden) + 1,)), factors)
    return history


def _fill_steps(columns: StepColumns, column: ReadColumn, facts: dict[str, Any], step: int) -> None:
    n, stride = count_of(facts, "rows", CAPACITY - 1), count_of(facts, "stride")
    gathered = [float(v) for v in facts["gathered"]]
    if stride < 1 or not 0 <= gathered[0] < stride or len(gathered) != 4:
        raise BadInput(tr("the columns have an impossible thinning"))
    steps = column("steps", "<i8", (n,))
    if not _in_order(steps, step):
        raise BadInput(tr("the steps are out of order"))
    loss, values = column("loss", "<f8", (n, 3)), column("rms", "<f8", (n, columns.values.shape[1]))
    columns.fill(stride, steps, loss, values, gathered)


def _fill_censuses(columns: CensusColumns, column: ReadColumn, facts: dict[str, Any], step: int) -> None:
    n = count_of(facts, "census_rows", CAPACITY - 1)
    every, skip = (int(v) for v in facts["thinning"])
    if every < 1 or not 0 <= skip < every:
        raise BadInput(tr("the columns have an impossible thinning"))
    steps = column("census_steps", "<i8", (n,))
    if not _in_order(steps, step):
        raise BadInput(tr("the censuses are out of order"))
    dead, results = column("dead", "<i4", (n, columns.dead.shape[1])), column("results", "<f8", (n, 4))

    def found(name: str, fact: str, shape: tuple[int, ...]) -> NDArray[Any]:
        recorded = facts.get(fact) is True  # an older version recorded none
        return column(name, "<f8", (n, *shape)) if recorded else np.full((n, *shape), np.nan)

    layers = LayerRow(
        found("signals", "has_signals", columns.signals.shape[1:]),
        found("means", "has_means_and_updates", columns.means.shape[1:]),
        found("alphas", "has_alphas", columns.alphas.shape[1:]),
        found("updates", "has_means_and_updates", columns.updates.shape[1:]),
    )
    columns.fill(steps, dead, results, layers, (every, skip))


def _fill_units(history: History, column: ReadColumn, facts: dict[str, Any], widths: tuple[int, ...]) -> None:
    counts = EventCounts(*(count_of({"counts": n}, "counts") for n in facts["counts"]))
    n = count_of(facts, "events", KEPT_EVENTS)
    first = first_place(counts, n)
    if first < 0:
        raise BadInput(tr("there are more events than were counted"))
    rows = column("events", "<i8", (n, N_EVENT), first // BLOCK_ROWS)
    causes = column("causes", "<f8", (n, N_CAUSE), first // BLOCK_ROWS)
    history.fill_units(column("dead_since", "<i8", (sum(widths),)), unpack_events(rows, causes, widths), counts)


def read_activity(
    connection: sqlite3.Connection, key: int, config: RunConfig, facts: dict[str, Any], step: int
) -> Activity:
    """Return the units' activity, up to `step`, of a lane of this configuration.

    Raises:
        BadInput: columns are damaged, or hold impossible values.
    """
    column = partial(_column, connection, key)
    activity = Activity(config.hidden)
    n = count_of(facts, "activity_rows", len(activity.steps) - 1)
    every, skip = (int(v) for v in facts["activity_thinning"])
    steps = column("activity_steps", "<i8", (n,))
    if every < 1 or not 0 <= skip < every or not _in_order(steps, step):
        raise BadInput(tr("the units' activity is out of order"))
    values = column("activity", "|u1", (n, sum(config.hidden)))
    if (values > FULL).any():
        raise BadInput(tr("the units' activity is beyond 100 %"))
    activity.fill(steps, values, (every, skip))
    return activity


def _column(
    connection: sqlite3.Connection, key: int, name: str, kind: str, shape: tuple[int, ...], first: int = 0
) -> NDArray[Any]:
    """Join the blocks of a column, numbered from `first`, into an array of this shape."""
    query = "SELECT lane, name, block, data, seal FROM columns WHERE lane = ? AND name = ? ORDER BY block"
    blocks = [check_seal(tr("column {name}", name=name), row) for row in connection.execute(query, (key, name))]
    data, n = b"".join(block[3] for block in blocks), prod(shape)
    if [block[2] for block in blocks] != list(range(first, first + len(blocks))):
        raise BadInput(tr("a part of column {name} is missing", name=name))
    if len(data) != n * np.dtype(kind).itemsize:
        raise BadInput(tr("column {name} does not have its {n} values", name=name, n=whole(n)))
    found = np.frombuffer(data, kind).reshape(shape)
    return found.astype(found.dtype.newbyteorder("="))


def _in_order(steps: Ints, last: int) -> bool:
    """Whether the steps strictly increase within 0 to `last`."""
    return not len(steps) or bool(steps[0] >= 0 and steps[-1] <= last and (np.diff(steps) > 0).all())
