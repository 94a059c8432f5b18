"""Opening recordings that are older or inconsistent: what can be opened is, and a sentence says what could not.

All lanes of a session train on the same examples. Some recordings (up to 2026-11) have lanes whose settings name
other data than they were trained on; the first lane's settings are those that the examples were made by. What a
lane has for itself though lanes share it (another shape, seed or first batch size) is what it was trained with: it
stays, so that the lane is computed again with the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from actviz.data import DATASETS
from actviz.recording.recorded import RecordedLane, Recording
from actviz.registry import BadInput, quoted
from actviz.training.config.config import FIELDS, SHARED_FIELDS
from actviz.training.trainer import Trainer

DATA_FIELDS = ("dataset", "data_path", "n_examples", "noise", "test_fraction", "standardize")  # they make the examples


class Recovered(NamedTuple):
    """What could be opened of a recording: its lanes, one trainer each, and in `recording.remarks` what could not."""

    recording: Recording
    trainers: tuple[Trainer, ...]


def recover(recording: Recording) -> Recovered:
    """Bring as many lanes as possible to where they stood.

    Raises:
        BadInput: examples that are not to be had any more, or no lane that fits them.
    """
    examples = recording.examples()
    lanes: list[RecordedLane] = []
    trainers: list[Trainer] = []
    remarks = list(recording.remarks)
    problems: list[BadInput] = []
    for lane in recording.lanes:
        near = lane.within_reach(examples)
        try:
            trainers.append(near.trainer(examples))
        except BadInput as problem:
            problems.append(problem)
            remarks.append(f"Lane {lane.name} is left out: {problem}.")
            continue
        lanes.append(near)
        if near is not lane:
            remarks.append(
                f"Lane {lane.name} is opened at step {near.step:,}, the last whose state is in the file: to compute all"
                f" steps up to {lane.step:,} again would take too long."
            )
    if not lanes:
        raise problems[0]
    current = min(recording.current, len(lanes) - 1)
    cursor = recording.cursor
    if cursor is not None and cursor > max(lane.step for lane in lanes):
        cursor = None
    found = replace(recording, lanes=tuple(lanes), current=current, cursor=cursor, remarks=tuple(remarks))
    return Recovered(found, tuple(trainers))


def as_it_ran(recording: Recording) -> Recording:
    """Return a recording that was just read with settings that name the data its lanes were trained on."""
    first, *others = recording.lanes
    remarks: list[str] = []
    source = recording.source
    if recording.digest is None and source in DATASETS and first.initial_config.dataset != source:
        remarks.append(_corrected(first, "dataset", source))
        first = first.with_settings({"dataset": source, "data_path": None})
    lanes = [first]
    for lane in others:
        differing = first.initial_config.differences(lane.initial_config)
        data = {name: getattr(first.initial_config, name) for name in DATA_FIELDS if name in differing}
        if data:
            name = next(iter(data))
            remarks.append(_corrected(lane, name, source if name in ("dataset", "data_path") else data[name]))
            lane = lane.with_settings(data)
        own = [name for name in differing if name in SHARED_FIELDS and name not in DATA_FIELDS]
        if own:
            remarks.append(_kept(lane, first, own))
        lanes.append(lane)
    old = max(lane.history.recorded_when_measured for lane in lanes)
    if old:
        remarks.append(
            f"An older version recorded it up to step {old:,}: which deaths, revivals and results the record holds"
            " until there depends on how often the run was measured."
        )
    return replace(recording, lanes=tuple(lanes), remarks=tuple(remarks))


def _corrected(lane: RecordedLane, name: str, ran: Any) -> str:
    said = getattr(lane.initial_config, name)
    return (
        f"Lane {lane.name}'s settings are corrected: they said {FIELDS[name].label.lower()} {quoted(said)}, and it was"
        f" trained with {quoted(ran)}."
    )


def _kept(lane: RecordedLane, first: RecordedLane, names: Sequence[str]) -> str:
    labels = " and ".join(FIELDS[name].label.lower() for name in names)
    return (
        f"Lane {lane.name} began with its own {labels}, which lanes share: it goes on as it was recorded, and cannot be"
        f" compared with lane {first.name} step by step."
    )
