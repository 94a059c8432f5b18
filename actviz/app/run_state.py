"""The state that runs are in: what they began with, what was changed at which step, and how far they are.

Runs repeat bit for bit, so that is enough to come back to a state: the lanes are run again. It is kept in files as
plain values, in which a configuration has only the fields that differ from what it follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import NamedConfig


@dataclass(frozen=True)
class LaneState:
    """One lane: its name, its configuration at step 0, and those that replaced it, with their steps."""

    name: str
    first: RunConfig
    changes: tuple[tuple[int, RunConfig], ...] = ()

    @property
    def config(self) -> RunConfig:
        """The configuration at the end."""
        return self.changes[-1][1] if self.changes else self.first


@dataclass(frozen=True)
class State:
    """All lanes, and the step they stand at."""

    lanes: tuple[LaneState, ...]
    step: int = 0

    @classmethod
    def of(cls, lanes: Sequence[LaneView]) -> State:
        """Return the newest state of lanes."""
        found = tuple(
            LaneState(lane.name, lane.facts.config, tuple((c.step, c.after) for c in lane.history.changes))
            for lane in lanes
        )
        return cls(found, max((lane.newest for lane in lanes), default=0))

    @classmethod
    def beginning(cls, lanes: Sequence[NamedConfig]) -> State:
        """Return the state of lanes that are about to begin."""
        return cls(tuple(LaneState(name, config) for name, config in lanes))

    def is_like(self, other: State) -> bool:
        """Whether they are the same, whatever the lanes are called."""
        return self.step == other.step and self._runs == other._runs

    def leads_to(self, other: State) -> bool:
        """Whether training on from here is one way to the other state."""
        return self.step <= other.step and all(
            mine.first == others.first and mine.changes == others.changes[: len(mine.changes)]
            and all(at >= self.step for at, _ in others.changes[len(mine.changes) :])
            for mine, others in zip(self.lanes, other.lanes, strict=False)
        ) and len(self.lanes) == len(other.lanes)  # fmt: skip

    @property
    def _runs(self) -> tuple[tuple[RunConfig, tuple[tuple[int, RunConfig], ...]], ...]:
        return tuple((lane.first, lane.changes) for lane in self.lanes)

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain values, ready for JSON."""
        return {"step": self.step, "lanes": [_plain_lane(lane) for lane in self.lanes]}

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> State:
        """Return the state of `to_plain`'s form.

        Raises:
            ValueError, TypeError, LookupError, AttributeError: it is not of that form, or a setting breaks its rule.
        """
        step = values["step"]
        if type(step) is not int or step < 0:
            raise ValueError("a state's step must be a whole number")
        return cls(tuple(_lane(each) for each in values["lanes"]), step)


def _plain_lane(lane: LaneState) -> dict[str, Any]:
    before = RunConfig.from_dict({})
    first, changes, before = _plain(before.differences(lane.first)), [], lane.first
    for step, config in lane.changes:
        changes.append([step, _plain(before.differences(config))])
        before = config
    return {"name": lane.name, "first": first, "changes": changes}


def _plain(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changes.items()}


def _lane(values: Mapping[str, Any]) -> LaneState:
    name = values["name"]
    if not isinstance(name, str):
        raise TypeError("a lane's name must be text")
    first = config = RunConfig.from_dict(values["first"])
    changes = []
    for step, changed in values["changes"]:
        if type(step) is not int or step < 0:
            raise ValueError("a change's step must be a whole number")
        config = config.replace(**{k: tuple(v) if isinstance(v, list) else v for k, v in changed.items()})
        changes.append((step, config))
    return LaneState(name, first, tuple(changes))
