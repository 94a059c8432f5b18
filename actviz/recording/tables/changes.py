"""What was changed while a lane trained: of each change its step, what the user was told, and the configuration."""

from __future__ import annotations

import sqlite3
from itertools import zip_longest
from typing import Any

from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import check_seal, seal
from actviz.recording.tables.values import config_text, count_of, parse_config, plain_text
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig

ChangeRow = tuple[int, str, str]  # step, words and configuration, which are empty where there are none
MOST_CHANGES = 1_000_000


def write_changes(
    connection: sqlite3.Connection, lane: RecordedLane, written: tuple[ChangeRow, ...]
) -> tuple[ChangeRow, ...]:
    """Bring a lane's changes up to date; return their rows."""
    if not _begins_with(lane, written):
        connection.execute("DELETE FROM changes WHERE lane = ?", (lane.key,))
        written = ()
    n_changes = max(len(lane.changes), len(lane.history.changes))
    rows = (*written, *(_change_row(lane, i) for i in range(len(written), n_changes)))
    for i in range(len(written), n_changes):
        row = (lane.key, i, *rows[i])
        connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", (*row, seal(*row)))
    return rows


def _begins_with(lane: RecordedLane, rows: tuple[ChangeRow, ...]) -> bool:
    """Say whether a lane's changes are these so far; not so when the run went back and was changed at another step."""
    if not rows:
        return True
    steps = [step for step, _ in lane.changes[: len(rows)]]
    return steps == [row[0] for row in rows] and rows[-1] == _change_row(lane, len(rows) - 1)


def _change_row(lane: RecordedLane, place: int) -> ChangeRow:
    pairs = list(zip_longest(lane.history.changes[place : place + 1], lane.changes[place : place + 1]))
    said, made = pairs[0] if pairs else (None, None)
    step = made[0] if made is not None else said[0] if said is not None else 0
    return step, plain_text(said[1]) if said else "", config_text(made[1]) if made else ""


def change_facts(lane: RecordedLane) -> dict[str, Any]:
    """Return what a lane's row says of its changes."""
    return {"changes": len(lane.changes), "texts": len(lane.history.changes)}


def read_changes(
    connection: sqlite3.Connection, key: int, facts: dict[str, Any]
) -> tuple[tuple[tuple[int, RunConfig], ...], list[tuple[int, str]]]:
    """Return the configurations that a lane was changed to, and the words for the changes, each with its step.

    Raises:
        BadInput: changes that are missing, or to what is no configuration.
    """
    query = "SELECT lane, place, step, what, config, seal FROM changes WHERE lane = ? ORDER BY place"
    rows = [check_seal("a change", row) for row in connection.execute(query, (key,)).fetchmany(MOST_CHANGES)]
    n_made, n_said = count_of(facts, "changes"), count_of(facts, "texts")
    if [row[1] for row in rows] != list(range(max(n_made, n_said))):
        raise BadInput("changes are missing")
    known: dict[str, RunConfig] = {}
    made = tuple((int(row[2]), known.setdefault(row[4], parse_config(row[4]))) for row in rows[:n_made])
    return made, [(int(row[2]), str(row[3])) for row in rows[:n_said]]
