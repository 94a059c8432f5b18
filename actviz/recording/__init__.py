"""A session in one file, `.actviz`: an SQLite database that is written while the session runs.

It holds the lanes with their configurations and changes, the per-step columns, the units' births, deaths and revivals
with their causes, states to travel back to, the newest state, notes at steps, and the user's own examples up to 5 MB
(larger ones are read again from their file, which must not have changed). From it the run goes on with the same bits.

    with closing(RecordingWriter("run.actviz")) as writer:
        writer.write(recording_of([trainer]))
    trainer, = read_recording("run.actviz").trainers()

`recorded` says what a recording holds, `schema` how it is stored, and `tables`, one file each, turn the one into
the other and back. `writer` keeps a file up to date, `placement` opens it and puts it where it belongs, `lock`
keeps other programs from it and `file_identity` knows it again, `reader` reads it, `half_written` and `recovery`
open what a crash or an older version left. Imports `training` and what is below it; never `diagnosis`.

Decided on 2026-11-24: a recording holds no history in steps but the bounded columns, and states by which every step
comes back; the state of step 0 follows from the configuration. Every row has a seal (CRC-32), because SQLite finds
damage in its own pages' structure, and not in the values. While it is written, what was done last is at most a
second old in the file; states of large networks are written so rarely that they cost 2.5 % of the time at most, and
what came after them is replayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actviz.recording.reader import read_recording, read_summary
from actviz.recording.recorded import GIVEN, LANE_NAMES, RecordedLane, Recording, Summary, check_comparable
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
    lanes = [RecordedLane.of(trainer, i + 1, i, LANE_NAMES[i]) for i, trainer in enumerate(trainers)]
    return recording_of_lanes(lanes, trainers[0], **rest)


def recording_of_lanes(lanes: Sequence[RecordedLane], trainer: Trainer, **rest: Any) -> Recording:
    """Return a recording of these lanes, which have the trainer's examples."""
    data = trainer.examples.data
    own = trainer.config.data_path is not None or data.source == GIVEN
    return Recording(tuple(lanes), data.source, data if own else None, **rest)
