"""Changes of a setup: of the lanes' settings, of their looks, and of which lanes there are.

They are functions from one setup to another; `effect` says what it means for lanes that run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any, NamedTuple

from actviz.app.lanes import MAX_LANES, LaneSpec, Setup
from actviz.data import DATASETS
from actviz.data.task_changes import TASK_CHANGES
from actviz.recording.recorded import LANE_NAMES, Origin
from actviz.registry import BadInput
from actviz.training.config.config import FIELDS, LIVE_FIELDS, SHARED_FIELDS, RunConfig
from actviz.training.config.run_name import names_apart
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr

LONGEST_NAME = 24  # characters


class Change(NamedTuple):
    """A setup that takes the place of another, and what the change is called in Undo: "learning rate"."""

    setup: Setup
    text: str
    merges: bool = False  # it can continue the change before; see `UndoHistory.record`


def edited(setup: Setup, place: int, changes: Mapping[str, Any], in_all: bool = False) -> Change:
    """Change settings: what all lanes share in all of them, the rest in the lane at this place, or in all.

    Raises:
        BadInput: a value that is refused.
    """
    shared = {name: value for name, value in changes.items() if name in SHARED_FIELDS}
    new = tuple(
        replace(spec, config=with_changes(spec.config, changes if in_all or i == place else shared))
        for i, spec in enumerate(setup)
    )
    if new == setup:
        return Change(setup, "")
    new = _named_again(setup, new)
    differing = list(setup[place].config.differences(new[place].config) or changes)
    field = FIELDS[differing[0]]
    return Change(new, field.label.lower(), merges=len(differing) == 1 and field.kind in ("int", "float"))


def _named_again(old: Setup, new: Setup) -> Setup:
    """Return the setup with the lanes that are called by what tells them apart called by what does so now."""
    before, now = (names_apart([spec.config for spec in setup]) for setup in (old, new))
    return tuple(
        replace(spec, name=now[i][:LONGEST_NAME] or LANE_NAMES[spec.index])
        if spec.name == before[i][:LONGEST_NAME]
        else spec
        for i, spec in enumerate(new)
    )


def given_names(setup: Setup) -> list[str]:
    """Return the name of each lane; an empty one where nobody has given it: what tells it apart, or its letter."""
    apart = names_apart([spec.config for spec in setup])
    own = [(name[:LONGEST_NAME], LANE_NAMES[spec.index]) for name, spec in zip(apart, setup, strict=True)]
    return ["" if spec.name in names else spec.name for names, spec in zip(own, setup, strict=True)]


def lane_added(setup: Setup, place: int, key: int, step: int | None, changes: Mapping[str, Any]) -> Change:
    """Add a lane that branches off the one at this place, at its newest step or an earlier one, with some changes.

    Raises:
        BadInput: there are as many as there can be, or a value is refused.
    """
    if len(setup) >= MAX_LANES:
        raise BadInput(tr("There can be at most {most} lanes: remove one first.", most=MAX_LANES))
    source = setup[place]
    taken = {spec.index for spec in setup}
    index = next(i for i in range(MAX_LANES) if i not in taken)
    lane = LaneSpec(key, index, LANE_NAMES[index], with_changes(source.config, changes), Origin(source.key, step))
    return Change((*setup, lane), tr("lane {name}", name=lane.name))


def lane_removed(setup: Setup, place: int) -> Change:
    """Remove the lane at this place."""
    return Change((*setup[:place], *setup[place + 1 :]), tr("removing lane {name}", name=setup[place].name))


def lane_renamed(setup: Setup, place: int, name: str) -> Change:
    """Give a lane another name, of at most LONGEST_NAME characters; an empty one is its letter again."""
    spec = setup[place]
    new = replace(spec, name=" ".join(name.split())[:LONGEST_NAME] or LANE_NAMES[spec.index])
    return Change((*setup[:place], new, *setup[place + 1 :]), tr("name {name}", name=new.name))


def lane_coloured(setup: Setup, place: int, index: int) -> Change:
    """Give a lane another of the lanes' colours; the lane that has it now gets this one's."""
    before = setup[place].index
    swapped = {before: index, index: before}
    new = tuple(replace(spec, index=swapped.get(spec.index, spec.index)) for spec in setup)
    return Change(new, tr("colour of lane {name}", name=setup[place].name))


def weights_drawn(setup: Setup, same: bool) -> Change:
    """Let all lanes begin with the same draw of the weights, or each with its own."""
    new = tuple(
        replace(spec, config=spec.config.replace(weights_draw=0 if same else i)) for i, spec in enumerate(setup)
    )
    return Change(new, tr("draw of weights"))


def lanes_of(configs: Sequence[NamedConfig], setup: Setup, next_key: int, text: str) -> Change:
    """Put lanes with these configurations in place of the present ones; further lanes get keys from `next_key` on.

    The text says where they come from, such as "scene: The slope is a quarter".

    Raises:
        BadInput: more than there can be.
    """
    if len(configs) > MAX_LANES:
        raise BadInput(
            tr("There can be at most {most} lanes, and the configuration has {n}.", most=MAX_LANES, n=len(configs))
        )
    keys, apart = [spec.key for spec in setup[: len(configs)]], names_apart([lane.config for lane in configs])
    keys += range(next_key, next_key + len(configs) - len(keys))
    new = tuple(
        LaneSpec(key, i, lane.name or apart[i][:LONGEST_NAME] or LANE_NAMES[i], lane.config)
        for i, (key, lane) in enumerate(zip(keys, configs, strict=True))
    )
    return Change(new, text)


class Effect(IntEnum):
    """What a change does to the lanes that run."""

    NONE = 0  # to names, colours, or to which lanes there are
    LIVE = 1  # running networks go on with other settings
    NEW_RUN = 2  # all lanes start again at step 0


def effect(old: RunConfig, new: RunConfig) -> Effect:
    """Return what it does to a running network that one configuration replaces the other."""
    differing = set(old.differences(new))
    if not differing:
        return Effect.NONE
    return Effect.LIVE if differing <= LIVE_FIELDS else Effect.NEW_RUN


def effect_on_lanes(old: Setup, new: Setup) -> Effect:
    """Return what it does to running lanes that one setup replaces the other; they stay comparable."""
    return max((effect(a.config, b.config) for a in old for b in new if a.key == b.key), default=Effect.NONE)


def with_origins(new: Setup, running: Setup, effect: Effect) -> Setup:
    """Return the new setup with the origins that its lanes then have: none where all start again at step 0."""
    if effect is Effect.NEW_RUN:
        return tuple(replace(spec, origin=None) for spec in new)
    known = {spec.key: spec.origin for spec in running}
    return tuple(replace(spec, origin=known.get(spec.key, spec.origin)) for spec in new)


def with_changes(config: RunConfig, changes: Mapping[str, Any]) -> RunConfig:
    """Return the configuration with the changes, and with what must change along with them."""
    if not changes:
        return config
    changes = dict(changes)
    if "activation" in changes and "alpha" not in changes:
        changes["alpha"] = None  # another function's α means something else
    if "hidden" in changes and "activation" not in changes and not isinstance(config.activation, str):
        keys, n = config.activations, len(RunConfig(hidden=changes["hidden"]).hidden)
        changes["activation"] = (*keys[:n], *keys[-1:] * max(0, n - len(keys)))
    changes |= _of_tasks(config, changes)
    if changes.get("momentum") == 0.0 and config.nesterov:
        changes.setdefault("nesterov", False)
    return config.replace(**changes)


def _of_tasks(config: RunConfig, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a change of data does to the change of task, and what another data set as the next task needs.

    A change of task that the new data cannot make ends; without a word on it, the first data set that fits takes turns
    with the run's own.
    """
    key = TASK_CHANGES[changes.get("task_change", config.task_change)]
    own = DATASETS[changes.get("dataset", config.dataset)]
    if changes.get("data_path", config.data_path) is not None:
        return {"task_change": "none"} if "data_path" in changes and "task_change" not in changes else {}
    if key.other_data and "task_dataset" not in changes:
        other = None if config.task_dataset is None else DATASETS[config.task_dataset]
        if other is None or other.shape != own.shape:
            fitting = [each.key for each in DATASETS.values() if each.shape == own.shape and each is not own]
            return {"task_dataset": fitting[0]} if fitting else _no_task(changes)
    return _no_task(changes) if key.for_classes and own.task != "classification" else {}


def _no_task(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {} if "task_change" in changes else {"task_change": "none"}
