"""From recordings back to lanes that run: of one session, or of several side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from actviz.app.lanes import MAX_LANES, LaneSpec, Setup
from actviz.app.run_library import is_named_by_time
from actviz.app.setup_changes import LONGEST_NAME
from actviz.recording import Recording, check_comparable, read_recording, recover
from actviz.recording.recorded import LANE_NAMES
from actviz.recording.schema import in_one_sentence
from actviz.registry import BadInput
from actviz.training.config.run_name import names_apart
from actviz.training.history.notes import in_order
from actviz.training.trainer import Trainer
from actviz.translation import tr


class Reopened(NamedTuple):
    """Lanes that are ready to run, one trainer each."""

    recording: Recording
    setup: Setup
    trainers: tuple[Trainer, ...]


def reopen(paths: Sequence[Path]) -> Reopened:
    """Read sessions and bring their lanes to where they stood; several become lanes side by side.

    Raises:
        BadInput: a file that cannot be read, more lanes than there can be, or runs that cannot be compared.
    """
    recordings = [read_recording(path) for path in paths]
    recording = recordings[0] if len(recordings) == 1 else _side_by_side(paths, recordings)
    with in_one_sentence(paths[0].name):
        recording, trainers = recover(recording)
    return Reopened(recording, setup_of(recording), trainers)


def setup_of(recording: Recording) -> Setup:
    """Return what ran in a session when it was recorded."""
    return tuple(LaneSpec(lane.key, lane.index, lane.name, lane.config, lane.origin) for lane in recording.lanes)


def _side_by_side(paths: Sequence[Path], recordings: Sequence[Recording]) -> Recording:
    pairs = [(path, each, lane) for path, each in zip(paths, recordings, strict=True) for lane in each.lanes]
    if len(pairs) > MAX_LANES:
        raise BadInput(
            tr("These sessions have {n} lanes, and at most {most} can run side by side", n=len(pairs), most=MAX_LANES)
        )
    check_comparable([lane.initial_config for _, _, lane in pairs])
    check_comparable([lane.config for _, _, lane in pairs])
    if len({each.digest for each in recordings}) > 1:
        raise BadInput(tr("These sessions were trained on different examples, and cannot run side by side"))
    lanes, notes = [], []
    apart = names_apart([lane.config for _, _, lane in pairs])
    for i, (path, each, lane) in enumerate(pairs):
        own = lane.name if lane.name not in LANE_NAMES else each.name
        given = "" if is_named_by_time(path) else path.stem
        name = (own or given or apart[i] or LANE_NAMES[i])[:LONGEST_NAME]
        lanes.append(replace(lane, key=i + 1, index=i, name=name, origin=None))
        about = {lane.key, None} if lane is each.lanes[0] else {lane.key}  # what was about all, the first tells
        notes += [replace(note, lane=i + 1) for note in each.step_notes if note.lane in about]
    whole = next((each for each in recordings if each.data is not None), recordings[0])
    remarks = tuple(remark for each in recordings for remark in each.remarks)
    return Recording(tuple(lanes), whole.source, whole.data, whole.digest, step_notes=in_order(notes), remarks=remarks)
