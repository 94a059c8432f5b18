"""The table of notes holds the notes at steps; a new note rewrites all of them."""

from __future__ import annotations

import sqlite3

from actviz.recording.schema import check_seal, seal
from actviz.recording.tables.values import MOST_LANES, NO_STEP, plain_text
from actviz.registry import BadInput
from actviz.training.history.notes import MOST_NOTES, Note, check_text, in_order, tidy
from actviz.translation import mark, tr


def write_notes(connection: sqlite3.Connection, notes: tuple[Note, ...], written: tuple[Note, ...]) -> tuple[Note, ...]:
    """Bring the table up to date; return the notes."""
    if notes != written:
        connection.execute("DELETE FROM notes")
        for i, note in enumerate(notes):
            row = (i, note.step, note.lane, plain_text(note.text))
            connection.execute("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", (*row, seal(*row)))
    return notes


def read_notes(connection: sqlite3.Connection, lanes: set[int] | None = None) -> tuple[Note, ...]:
    """Return the notes in order of steps; `lanes`, if given, are the keys of the lanes that exist.

    Raises:
        BadInput: a note is invalid or about another lane, or there are too many.
    """
    query = "SELECT place, step, lane, text, seal FROM notes ORDER BY place"
    rows = connection.execute(query).fetchmany(MOST_LANES * MOST_NOTES + 1)
    if len(rows) > MOST_LANES * MOST_NOTES:
        raise BadInput(
            tr(
                "it has more than {most} notes, of which each lane has {most_of_lane} at most",
                most=MOST_LANES * MOST_NOTES,
                most_of_lane=MOST_NOTES,
            )
        )
    found = []
    for _, step, lane, text in (check_seal(mark("a note"), row) for row in rows):
        if not isinstance(step, int) or not 0 <= step < NO_STEP:
            raise BadInput(tr("a note is of an impossible step"))
        if not isinstance(text, str) or not tidy(text):
            raise BadInput(tr("a note is no text"))
        if not (lane is None or isinstance(lane, int)) or (lanes is not None and lane not in {None, *lanes}):
            raise BadInput(tr("a note is about a lane that does not exist"))
        check_text(text)
        found.append(Note(step, tidy(text), lane))
    if len({(note.step, note.lane) for note in found}) < len(found):
        raise BadInput(tr("two notes are about the same step"))
    return in_order(found)
