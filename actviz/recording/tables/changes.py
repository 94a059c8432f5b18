"""The table of changes made while a lane trained holds each change's step and the configuration from there on."""

from __future__ import annotations

import sqlite3
from typing import Any

from actviz.recording.recorded import RecordedLane
from actviz.recording.schema import check_seal, seal
from actviz.recording.tables.values import config_text, count_of, parse_config
from actviz.registry import BadInput
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr

ChangeRow = tuple[int, str]  # step and configuration
MOST_CHANGES = 1_000_000


def write_changes(
    connection: sqlite3.Connection, lane: RecordedLane, written: tuple[ChangeRow, ...]
) -> tuple[ChangeRow, ...]:
    """Bring a lane's changes up to date; return their rows."""
    n = len(written)
    is_same = [change.step for change in lane.changes[:n]] == [step for step, _ in written]
    if n and not (is_same and written[-1] == _row(lane.changes[n - 1])):  # the lane went back and made other changes
        connection.execute("DELETE FROM changes WHERE lane = ?", (lane.key,))
        written, n = (), 0
    rows = (*written, *map(_row, lane.changes[n:]))
    for place, row in enumerate(rows[n:], n):
        values = (lane.key, place, *row)
        connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?)", (*values, seal(*values)))
    return rows


def _row(change: Change) -> ChangeRow:
    return change.step, config_text(change.after)


def change_facts(lane: RecordedLane) -> dict[str, Any]:
    """Return the part of a lane's row that describes its changes."""
    return {"changes": len(lane.changes)}


def read_changes(connection: sqlite3.Connection, key: int, facts: dict[str, Any], initial: RunConfig) -> list[Change]:
    """Return a lane's changes, the first of which replaced the configuration `initial`.

    Raises:
        BadInput: changes are missing, or have no valid configuration.
    """
    query = "SELECT lane, place, step, config, seal FROM changes WHERE lane = ? ORDER BY place"
    rows = [check_seal(mark("a change"), row) for row in connection.execute(query, (key,)).fetchmany(MOST_CHANGES)]
    if [row[1] for row in rows] != list(range(count_of(facts, "changes"))):
        raise BadInput(tr("changes are missing"))
    known: dict[str, RunConfig] = {}
    changes: list[Change] = []
    for _, _, step, text in rows:
        if text not in known:
            known[text] = parse_config(text)
        before = changes[-1].after if changes else initial
        changes.append(Change(int(step), before, known[text]))
    return changes
