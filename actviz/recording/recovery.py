"""Recovery opens older or inconsistent recordings as far as possible, and reports each omission in one sentence.

All lanes of a session train on the same examples. Some recordings (up to 2026-11) have lanes whose settings name
other data than they were trained on; the examples follow from the first lane's settings. A lane may also differ in
another shared setting (shape, seed or first batch size): it was trained with its own value, which stays, so that the
lane is computed again with the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from actviz.data import DATASETS
from actviz.joined_text import listed
from actviz.number_text import whole
from actviz.recording.recorded import RecordedLane, Recording
from actviz.registry import BadInput, quoted
from actviz.training.config.config import FIELDS, SHARED_FIELDS
from actviz.training.config.data_fields import CHOICE_FIELDS
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr

DATA_FIELDS = (
    "dataset", "data_path", *(field.name for field in CHOICE_FIELDS), "n_examples", "noise", "test_fraction",
    "standardize", "standardize_targets", "task_change", "task_every", "task_dataset",
)  # fmt: skip


class Recovered(NamedTuple):
    """The usable lanes of a recording, one trainer each; `recording.remarks` lists the omissions."""

    recording: Recording
    trainers: tuple[Trainer, ...]


def recover(recording: Recording) -> Recovered:
    """Bring as many lanes as possible back to their recorded steps.

    Raises:
        BadInput: the examples are no longer available, or fit no lane.
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
            remarks.append(tr("Lane {name} is left out: {problem}.", name=lane.name, problem=problem))
            continue
        lanes.append(near)
        if near is not lane:
            told = mark(
                "Lane {name} is opened at step {step}, the last whose state is in the file: to compute all steps up to "
                "{last} again would take too long."
            )
            remarks.append(tr(told, name=lane.name, step=whole(near.step), last=whole(lane.step)))
    if not lanes:
        raise problems[0]
    current = min(recording.current, len(lanes) - 1)
    cursor = recording.cursor
    if cursor is not None and cursor > max(lane.step for lane in lanes):
        cursor = None
    found = replace(recording, lanes=tuple(lanes), current=current, cursor=cursor, remarks=tuple(remarks))
    return Recovered(found, tuple(trainers))


def as_it_ran(recording: Recording) -> Recording:
    """Correct the settings of a recording just read so that they name the data its lanes were trained on."""
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
            lane = lane.with_settings(data | {"standardize_targets": first.initial_config.standardize_targets})
        own = [name for name in differing if name in SHARED_FIELDS and name not in DATA_FIELDS]
        if own:
            remarks.append(_kept(lane, first, own))
        lanes.append(lane)
    old = max(lane.history.recorded_when_measured for lane in lanes)
    if old:
        told = mark(
            "An older version recorded it up to step {step}: which deaths, revivals and results the record holds until "
            "there depends on how often the run was measured."
        )
        remarks.append(tr(told, step=whole(old)))
    return replace(recording, lanes=tuple(lanes), remarks=tuple(remarks))


def _corrected(lane: RecordedLane, name: str, ran: Any) -> str:
    said = getattr(lane.initial_config, name)
    return tr(
        "Lane {name}'s settings are corrected: they said {setting} {said}, and it was trained with {ran}.",
        name=lane.name,
        setting=FIELDS[name].label.lower(),
        said=quoted(said),
        ran=quoted(ran),
    )


def _kept(lane: RecordedLane, first: RecordedLane, names: Sequence[str]) -> str:
    return tr(
        "Lane {name} began with its own {settings}, which lanes share: it goes on as it was recorded, and cannot be "
        "compared with lane {first} step by step.",
        name=lane.name,
        settings=listed(FIELDS[each].label.lower() for each in names),
        first=first.name,
    )
