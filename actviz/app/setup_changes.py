"""Changes of a setup: of the lanes' settings, of their looks, and of which lanes there are.

They are functions from one setup to another; whether the other can be run, the worker finds out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from actviz.app.lanes import MAX_LANES, LaneSpec, Origin, Setup
from actviz.recording.recorded import LANE_NAMES
from actviz.registry import BadInput
from actviz.training.config.config import FIELDS, LIVE_FIELDS, SHARED_FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig

LONGEST_NAME = 24  # characters


class Change(NamedTuple):
    """A setup that takes the place of another, and what the change is called when it is undone: "learning rate"."""

    setup: Setup
    text: str
    merges: bool = False  # it can go on with the change before; see `UndoHistory.note`


def edited(setup: Setup, place: int, changes: Mapping[str, Any], in_all: bool = False) -> Change:
    """Change settings: what all lanes share in all of them, the rest in the lane at this place, or in all.

    Raises:
        BadInput: a value that is refused.
    """
    shared = {name: value for name, value in changes.items() if name in SHARED_FIELDS}
    new = tuple(
        replace(spec, config=_with(spec.config, changes if in_all or i == place else shared))
        for i, spec in enumerate(setup)
    )
    if new == setup:
        return Change(setup, "")
    differing = list(setup[place].config.differences(new[place].config) or changes)
    field = FIELDS[differing[0]]
    return Change(new, field.label.lower(), merges=len(differing) == 1 and field.kind in ("int", "float"))


def lane_added(setup: Setup, place: int, key: int, step: int | None, changes: Mapping[str, Any]) -> Change:
    """Add a lane that branches off the one at this place, at its newest step or an earlier one, with some changes.

    Raises:
        BadInput: there are as many as there can be, or a value is refused.
    """
    if len(setup) >= MAX_LANES:
        raise BadInput(f"There can be at most {MAX_LANES} lanes: remove one first.")
    source = setup[place]
    taken = {spec.index for spec in setup}
    index = next(i for i in range(MAX_LANES) if i not in taken)
    lane = LaneSpec(key, index, LANE_NAMES[index], _with(source.config, changes), Origin(source.key, step))
    return Change((*setup, lane), f"lane {lane.name}")


def lane_removed(setup: Setup, place: int) -> Change:
    """Take the lane at this place away."""
    return Change((*setup[:place], *setup[place + 1 :]), f"removing lane {setup[place].name}")


def lane_renamed(setup: Setup, place: int, name: str) -> Change:
    """Give a lane another name, of at most LONGEST_NAME characters; an empty one is its letter again."""
    spec = setup[place]
    new = replace(spec, name=" ".join(name.split())[:LONGEST_NAME] or LANE_NAMES[spec.index])
    return Change((*setup[:place], new, *setup[place + 1 :]), f"name {new.name}")


def lane_coloured(setup: Setup, place: int, index: int) -> Change:
    """Give a lane another of the lanes' colours; the lane that has it now takes this one's."""
    before = setup[place].index
    swapped = {before: index, index: before}
    new = tuple(replace(spec, index=swapped.get(spec.index, spec.index)) for spec in setup)
    return Change(new, f"colour of lane {setup[place].name}")


def weights_drawn(setup: Setup, same: bool) -> Change:
    """Let all lanes begin with the same draw of the weights, or each with its own."""
    new = tuple(
        replace(spec, config=spec.config.replace(weights_draw=0 if same else i)) for i, spec in enumerate(setup)
    )
    return Change(new, "draw of weights")


def lanes_of(configs: Sequence[NamedConfig], setup: Setup, next_key: int) -> Change:
    """Put lanes with these configurations in place of the present ones; further lanes get keys from `next_key` on.

    Raises:
        BadInput: more than there can be.
    """
    if len(configs) > MAX_LANES:
        raise BadInput(f"There can be at most {MAX_LANES} lanes, and the configuration has {len(configs)}.")
    keys = [spec.key for spec in setup[: len(configs)]]
    keys += range(next_key, next_key + len(configs) - len(keys))
    new = tuple(
        LaneSpec(key, i, lane.name or LANE_NAMES[i], lane.config)
        for i, (key, lane) in enumerate(zip(keys, configs, strict=True))
    )
    return Change(new, "configuration")


def rebased(setup: Setup, base: Setup, running: Setup) -> Setup:
    """Return the running setup with what differs between `base` and `setup`.

    A lane that is new in `setup` differs from the lane that it branches off, and in what lanes share from any.

    Raises:
        ConfigError: settings that do not go together.
    """
    bases, present = ({spec.key: spec.config for spec in each} for each in (base, running))
    both = [key for key in bases if key in present]
    lanes = []
    for spec in setup:
        keys = [spec.key] if spec.key in bases or spec.origin is None else [spec.origin.key]
        known = next((key for key in keys if key in both), None)
        if known is not None or both:
            key = known if known is not None else both[0]
            failed = bases[key].differences(present[key])  # what `setup` was built on, and is not so
            back = {
                name: value
                for name, value in failed.items()
                if getattr(spec.config, name) == getattr(bases[key], name)
                and (known is not None or name in SHARED_FIELDS)
            }
            spec = replace(spec, config=spec.config.replace(**back))
        lanes.append(spec)
    return tuple(lanes)


def begins_anew(old: Setup, new: Setup) -> bool:
    """Say whether all lanes begin anew when one setup takes the other's place."""
    return any(not is_live(a.config, b.config) for a in old for b in new if a.key == b.key)


def is_live(old: RunConfig, new: RunConfig) -> bool:
    """Say whether a running network can go from one configuration to the other."""
    return set(old.differences(new)) <= LIVE_FIELDS


def _with(config: RunConfig, changes: Mapping[str, Any]) -> RunConfig:
    """Return the configuration with the changes, and with what must change along with them."""
    if not changes:
        return config
    changes = dict(changes)
    if "activation" in changes and "alpha" not in changes:
        changes["alpha"] = None  # another function's α means something else
    if "hidden" in changes and "activation" not in changes and not isinstance(config.activation, str):
        keys, n = config.activations, len(RunConfig(hidden=changes["hidden"]).hidden)
        changes["activation"] = (*keys[:n], *keys[-1:] * max(0, n - len(keys)))
    if changes.get("momentum") == 0.0 and config.nesterov:
        changes.setdefault("nesterov", False)
    return config.replace(**changes)
