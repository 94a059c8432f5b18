"""A session in one file, `.actviz`: an SQLite database that is written while the session runs.

It holds the lanes with their configurations and changes, the per-step columns, the units' births, deaths and revivals
with their causes, states to travel back to, the newest state, notes at steps, and the user's own examples up to 5 MB
(larger ones are read again from their file, which must not have changed). From it the run goes on with the same bits.

    with closing(RecordingWriter("run.actviz")) as writer:
        writer.write(recording_of([trainer]))
    trainer, = read_recording("run.actviz").trainers()

`recorded` says what a recording holds, `recording_file` how it is stored, and `recording_tables`, one file each, turn
the one into the other and back. `recording_writer` keeps a file up to date, `recording_place` opens it and puts it
where it belongs, and `recording_reader` reads it; `recovery` opens what is older or inconsistent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actviz.recording.reader import read_recording, read_summary
from actviz.recording.recorded import GIVEN, RecordedLane, Recording, Summary, check_comparable
from actviz.recording.recovery import recover
from actviz.recording.schema import FILE_FILTER, SUFFIX
from actviz.recording.writer import RecordingLost, RecordingWriter, annotate
from actviz.training.trainer import Trainer

__all__ = [
    "FILE_FILTER",
    "SUFFIX",
    "RecordedLane",
    "Recording",
    "RecordingLost",
    "RecordingWriter",
    "Summary",
    "annotate",
    "check_comparable",
    "read_recording",
    "read_summary",
    "recording_of",
    "recording_of_lanes",
    "recover",
]


def recording_of(trainers: Sequence[Trainer], **rest: Any) -> Recording:
    """Return a recording of trainers that share their examples, as lanes A to D; `rest` are more of its fields."""
    lanes = [RecordedLane.of(trainer, i + 1, i, "ABCD"[i]) for i, trainer in enumerate(trainers)]
    return recording_of_lanes(lanes, trainers[0], **rest)


def recording_of_lanes(lanes: Sequence[RecordedLane], trainer: Trainer, **rest: Any) -> Recording:
    """Return a recording of these lanes, which have the trainer's examples."""
    data = trainer.examples.data
    own = trainer.config.data_path is not None or data.source == GIVEN
    return Recording(tuple(lanes), data.source, data if own else None, **rest)
