"""The table of lanes holds one row per lane; the other tables hold the lane's history and states."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, field, replace
from typing import Any

from actviz.frozen import dataclass
from actviz.outside_text import one_line
from actviz.recording.recorded import Origin, RecordedLane, Recording
from actviz.recording.schema import LANE_TABLES, check_seal, seal, to_json
from actviz.recording.tables.changes import ChangeRow, change_facts, read_changes, write_changes
from actviz.recording.tables.columns import (
    WrittenColumns,
    column_facts,
    read_activity,
    read_history,
    write_columns,
)
from actviz.recording.tables.starts import read_start, write_start
from actviz.recording.tables.states import Allowance, WrittenStates, read_states, state_facts, write_states
from actviz.recording.tables.values import (
    MOST_LANES,
    NO_STEP,
    config_text,
    count_of,
    count_or_none,
    parse_config,
    parse_facts,
    plain_text,
    text_of,
)
from actviz.registry import BadInput
from actviz.training.config.config import LIVE_FIELDS
from actviz.training.snapshot import Divergence
from actviz.translation import mark, tr


@dataclass(frozen=True)
class WrittenLane:
    """A lane's content in the file."""

    run: int
    states: WrittenStates
    row: tuple[Any, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    columns: WrittenColumns = field(default_factory=WrittenColumns)


def write_lanes(
    connection: sqlite3.Connection, recording: Recording, written: Mapping[int, WrittenLane], allowance: Allowance
) -> dict[int, WrittenLane]:
    """Bring the lanes up to date; delete those that are gone or began another run; return the tables' new content."""
    runs = {lane.key: lane.run for lane in recording.lanes}
    held = {key: lane for key, lane in written.items() if runs.get(key) == lane.run}
    for key in written:
        if key not in held:
            connection.execute("DELETE FROM lanes WHERE key = ?", (key,))
            for table in LANE_TABLES:
                connection.execute(f"DELETE FROM {table} WHERE lane = ?", (key,))
    for place, lane in enumerate(recording.lanes):
        nothing = WrittenLane(lane.run, WrittenStates(lane.rewinds))
        held[lane.key] = _write_lane(connection, lane, place, held.get(lane.key, nothing), allowance)
    return held


def _write_lane(
    connection: sqlite3.Connection, lane: RecordedLane, place: int, written: WrittenLane, allowance: Allowance
) -> WrittenLane:
    changes = write_changes(connection, lane, written.changes)
    columns = write_columns(connection, lane, written.columns)
    states = write_states(connection, lane, written.states, allowance)
    facts = {
        "index": lane.index,
        "dtype": lane.dtype,
        "divergence": None if lane.divergence is None else asdict(lane.divergence),
        "origin": None if lane.origin is None else asdict(lane.origin),
    }
    facts |= column_facts(lane) | change_facts(lane) | state_facts(states)
    configs = config_text(lane.initial_config), config_text(lane.config)
    row = (lane.key, place, plain_text(lane.name), lane.step, *configs, to_json(facts))
    if not written.row:
        write_start(connection, lane)
    if row != written.row:
        connection.execute("INSERT OR REPLACE INTO lanes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
    return WrittenLane(lane.run, states, row, changes, columns)


def read_lanes(connection: sqlite3.Connection) -> tuple[RecordedLane, ...]:
    """Return the lanes in their order.

    Raises:
        BadInput: lanes are missing or damaged, or hold impossible values.
    """
    query = "SELECT key, place, name, step, initial_config, config, facts, seal FROM lanes ORDER BY place"
    rows = [check_seal(mark("a lane"), row) for row in connection.execute(query).fetchmany(MOST_LANES + 1)]
    if not 1 <= len(rows) <= MOST_LANES:
        raise BadInput(
            tr("a session has between 1 and {most} lanes, and this one has {n} or more", most=MOST_LANES, n=len(rows))
        )
    lanes = tuple(_read_lane(connection, row) for row in rows)
    return _with_own_colours(lanes)


def _with_own_colours(lanes: tuple[RecordedLane, ...]) -> tuple[RecordedLane, ...]:
    """Give a free colour to every lane whose colour an earlier lane has."""
    free = sorted(set(range(MOST_LANES)) - {lane.index for lane in lanes})
    own: list[RecordedLane] = []
    for lane in lanes:
        is_used = lane.index in {each.index for each in own}
        own.append(replace(lane, index=free.pop(0)) if is_used else lane)
    return tuple(own)


def _read_lane(connection: sqlite3.Connection, row: tuple[Any, ...]) -> RecordedLane:
    key, _, name, step, initial_text, newest_text, facts_text = row
    facts = parse_facts(facts_text)
    initial, config = parse_config(initial_text), parse_config(newest_text)
    changes = read_changes(connection, key, facts, initial)
    for each in (config, *(change.after for change in changes)):
        if not set(initial.differences(each)) <= LIVE_FIELDS:
            raise BadInput(tr("a lane's changes are not of its network"))
    steps = [change.step for change in changes]
    if not 0 <= step < NO_STEP or steps != sorted(steps) or (steps and not 0 <= steps[0] <= steps[-1] <= step):
        raise BadInput(tr("a lane's steps are out of order"))
    kept, newest = read_states(connection, key, facts)
    for state in (*kept, *([] if newest is None else [newest])):
        if state.step > step or state.n_changes > len(changes):
            raise BadInput(tr("a state is of a step that the run has not reached"))
    history = read_history(connection, key, initial, facts, step)
    history.changes = changes
    return RecordedLane(
        key=int(key),
        index=count_of(facts, "index", MOST_LANES - 1),
        name=one_line(str(name)),
        initial_config=initial,
        config=config,
        step=int(step),
        checkpoint=newest,
        checkpoints=kept,
        stride=count_of(facts, "states_stride"),
        history=history,
        activity=read_activity(connection, key, initial, facts, step),
        origin=_origin(facts.get("origin")),
        divergence=_divergence(facts["divergence"]),
        dtype="float64" if facts["dtype"] == "float64" else "float32",
        given=read_start(connection, key, initial),
    )


def _origin(value: Any) -> Origin | None:
    """Return where a lane branched off; files of before 2026-12 do not say it."""
    return None if value is None else Origin(count_of(value, "key"), count_or_none(value, "step"))


def _divergence(value: Any) -> Divergence | None:
    if value is None:
        return None
    names = ("step", "layer", "kept_step")
    return Divergence(
        **{name: count_of(value, name) for name in names},
        quantity=text_of(value, "quantity"),
        learning_rate=float(value["learning_rate"]),
        kept_is_finite=value["kept_is_finite"] is True,
    )
