"""A recording stores a session in one file, `.actviz`: an SQLite database that is written while the session runs.

It holds the lanes with their configurations and changes, the per-step columns, the units' events (born dead, death,
revival) with their causes, checkpoints, the newest state, notes at steps, and the user's own examples up to 5 MB
(larger ones are read again from their file, which must not have changed). A run read from it continues bit for bit.

    with closing(RecordingWriter("run.actviz")) as writer:
        writer.write(recording_of([trainer]))
    trainer, = read_recording("run.actviz").trainers()

`recorded` defines the contents of a recording, `schema` its tables, and `tables`, one file each, convert between the
two. `writer` keeps a file up to date, `placement` opens it and moves it to its path, `lock` keeps other programs out
and `file_identity` detects a replaced file; `reader` reads it, `half_written` and `recovery` open the files of a
crash or of an older version. Imports `training` and the packages below it; never `diagnosis`.

Decided on 2026-11-24: a recording holds the bounded columns and checkpoints, from which any step is computed again;
the state of step 0 follows from the configuration, or from given weights, which it holds too. Every row has a checksum,
its seal (CRC-32), because SQLite detects damage in the structure of its pages but not in the values. While a session
runs, its file is at most a second behind; checkpoints of large networks are written so rarely that they cost at most
2.5 % of the time, and the steps after them are replayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from actviz.recording.reader import read_recording, read_summary
from actviz.recording.recorded import LANE_NAMES, RecordedLane, Recording, Summary, check_comparable
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
    """Return a recording of trainers that share their examples, as lanes A to D; `rest` are further fields."""
    lanes = [RecordedLane.of(trainer, i + 1, i, LANE_NAMES[i]) for i, trainer in enumerate(trainers)]
    return recording_of_lanes(lanes, trainers[0], **rest)


def recording_of_lanes(lanes: Sequence[RecordedLane], trainer: Trainer, **rest: Any) -> Recording:
    """Return a recording of these lanes, which share the trainer's examples."""
    data = trainer.examples.data
    own = trainer.config.data_path is not None or trainer.examples.is_given
    return Recording(tuple(lanes), data.source, data if own else None, **rest)
