"""The reader opens a recording without changing it and checks every value."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from actviz.recording.recorded import Recording, Summary
from actviz.recording.recovery import as_it_ran
from actviz.recording.schema import opened
from actviz.recording.tables.data import read_data
from actviz.recording.tables.lanes import read_lanes
from actviz.recording.tables.notes import read_notes
from actviz.recording.tables.session import read_session, read_summary_row


def read_recording(path: str | os.PathLike[str]) -> Recording:
    """Read a session's file, even one that is being written or whose program was killed.

    Settings that name other data than the lanes were trained on are corrected; `remarks` lists the corrections.

    Raises:
        BadInput: the file has a fault, described in one sentence.
    """
    with opened(Path(path)) as connection:
        connection.execute("BEGIN")  # all queries see one moment of a file that may be written meanwhile
        lanes = read_lanes(connection)
        data, digest = read_data(connection)
        notes = read_notes(connection, {lane.key for lane in lanes})
        session = read_session(connection, len(lanes))
    return as_it_ran(Recording(lanes, data=data, digest=digest, step_notes=notes, **session))


def read_summary(path: str | os.PathLike[str]) -> Summary:
    """Read only the summary of a session's file that a list shows.

    Raises:
        BadInput: the file has a fault, described in one sentence.
    """
    with opened(Path(path)) as connection:
        return replace(read_summary_row(connection), step_notes=read_notes(connection))
