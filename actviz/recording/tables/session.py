"""The tables of the session and of its summary hold one row each."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, replace
from typing import Any

from actviz.recording.recorded import Recording, Summary, summary
from actviz.recording.schema import check_seal, only_row, seal, to_json
from actviz.recording.tables.values import (
    count_of,
    count_or_none,
    number_or_none,
    parse_facts,
    plain_text,
    text_of,
)
from actviz.registry import BadInput
from actviz.translation import mark, tr

TEXTS = ("name", "notes", "created", "saved", "app_version", "source")
PLACES = ("cursor", "layer", "unit")  # the user's selection, if any: layer from 1, unit from 0
SUMMARY_TEXTS = ("name", "notes", "created", "saved", "source")
LATER_TEXTS = ("verdict", "verdict_key", "language", "title")  # of the summary: older versions left them out
SUMMARY_COUNTS = ("depth", "width", "n_lanes", "step", "dead", "units")


def write_session(connection: sqlite3.Connection, recording: Recording) -> None:
    """Write both rows."""
    session = to_json({name: getattr(recording, name) for name in (*TEXTS, "current", *PLACES)})
    shown = asdict(summary(replace(recording, step_notes=())))
    del shown["step_notes"]  # they have a table of their own
    for table, facts in (("session", session), ("summary", to_json(shown))):
        row = (1, facts)
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", (*row, seal(*row)))


def rename_session(connection: sqlite3.Connection, name: str, notes: str) -> None:
    """Set the name and the notes in both rows.

    Raises:
        BadInput: a row is damaged.
    """
    new = {"name": plain_text(name), "notes": plain_text(notes)}
    for table in ("session", "summary"):
        ((key, facts),) = [
            check_seal(mark("the session"), row)
            for row in connection.execute(f"SELECT id, facts, seal FROM {table}").fetchmany(2)
        ]
        row = (key, to_json(json.loads(facts) | new))
        connection.execute(f"UPDATE {table} SET facts = ?, seal = ? WHERE id = ?", (row[1], seal(*row), key))


def read_session(connection: sqlite3.Connection, n_lanes: int) -> dict[str, Any]:
    """Return the session's texts and the user's selection as fields of a Recording with `n_lanes` lanes.

    Raises:
        BadInput: the row is missing, or holds impossible values.
    """
    facts = parse_facts(only_row(connection, "SELECT id, facts, seal FROM session", mark("the session"))[1])
    found: dict[str, Any] = {name: text_of(facts, name) for name in TEXTS}
    found |= {name: count_or_none(facts, name) for name in PLACES}
    return found | {"current": count_of(facts, "current", n_lanes - 1)}


def read_summary_row(connection: sqlite3.Connection) -> Summary:
    """Return the session's summary, without the notes at steps.

    Raises:
        BadInput: the row is missing, or holds impossible values.
    """
    facts = parse_facts(only_row(connection, "SELECT id, facts, seal FROM summary", mark("the summary"))[1])
    values: dict[str, Any] = {name: count_of(facts, name) for name in SUMMARY_COUNTS}
    values |= {name: text_of(facts, name) for name in (*SUMMARY_TEXTS, *(set(LATER_TEXTS) & facts.keys()))}
    keys, curve = facts["activations"], facts["curve"]
    if not all(isinstance(key, str) for key in keys) or not all(isinstance(v, (int, float)) for v in curve):
        raise BadInput(tr("the summary is damaged"))
    return Summary(
        **values,
        activations=tuple(keys),
        loss=number_or_none(facts, "loss"),
        accuracy=number_or_none(facts, "accuracy"),
        diverged=facts["diverged"] is True,
        curve=tuple(map(float, curve)),
    )
