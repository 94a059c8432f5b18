"""What happened to each unit over the run: its deaths and revivals in one record, and which records are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from actviz.app.lanes import LaneView
from actviz.training.snapshot import UnitEvent
from actviz.training.units.death_text import (
    EARLIER_LAYERS,
    OWN_STEP,
    UNKNOWN,
    began_by_statistics,
    born_dead_text,
    cause_sentence,
    config_at,
    own_parts,
    since_step_0,
    why_unknown,
)

IN_BRIEF = {EARLIER_LAYERS: "earlier layers", OWN_STEP: "its own step", "activation changed": "changed φ"}
TIGHT = {
    "earlier layers": "its inputs",
    "its own step": "its step",
    "start weights": "start",
    "first statistics": "statistics",
}
FLICKERS = 3  # a unit that died so many times is said to flicker


@dataclass(frozen=True)
class UnitLife:
    """A unit's deaths and revivals, among the events that are kept."""

    lane: LaneView
    layer: int  # 1-based
    unit: int  # 0-based
    deaths: int  # the birth of a unit dead from the start is none
    revivals: int
    born_dead: bool
    latest: UnitEvent  # its latest death, or its birth

    @property
    def key(self) -> tuple[str, int, int]:
        """Which unit it is."""
        return self.lane.name, self.layer, self.unit

    @property
    def is_dead(self) -> bool:
        """Whether the unit is dead at the step on show."""
        return bool(self.lane.snapshot.units[self.layer - 1].dead[self.unit])

    @property
    def _by_statistics(self) -> bool:
        return began_by_statistics(self.lane.facts.config, self.layer)

    @property
    def _start(self) -> str:
        return since_step_0(self.lane.facts.config, self.layer)

    @property
    def what(self) -> str:
        """What happened to it, in a few words."""
        if not self.deaths:
            return f"dead {self._start}"
        if self.deaths < FLICKERS:
            return "died once" if self.deaths == 1 else "died twice"
        return f"flickers, died {self.deaths:,} times"

    @property
    def what_in_brief(self) -> str:
        """The same where there is little room."""
        return f"{self.deaths:,}×" if self.deaths else "start"

    @property
    def cause(self) -> str:
        """What killed it last, in a few words."""
        if self.latest.kind == "born dead":
            return "first statistics" if self._by_statistics else "start weights"
        if self.latest.cause is None:
            why = self._why_unknown
            return "activation changed" if "activation" in why else "new task" if "another task" in why else UNKNOWN
        return EARLIER_LAYERS if self.latest.cause.by_inputs else OWN_STEP

    def cause_in_brief(self, tight: bool) -> str:
        """Return the same where there is little room, or hardly any."""
        words = IN_BRIEF.get(self.cause, self.cause)
        return TIGHT.get(words, words) if tight else words

    @property
    def now(self) -> str:
        """Whether it is dead."""
        return "dead" if self.is_dead else "alive"

    @property
    def sentence(self) -> str:
        """All about it."""
        event = self.latest
        last = ""
        if event.kind != "born dead":
            when = f"at {event.step:,}" if event.exact else f"after {event.seen:,}, found at {event.step:,}"
            last = f", last {when}" if self.deaths > 1 else f" {when}"
        start = f"dead {self._start}, " if self.born_dead and self.deaths else ""
        return f"Layer {self.layer}, unit {self.unit + 1}: {start}{self.what}{last}; now {self.now}. {self._all_causes}"

    @property
    def _all_causes(self) -> str:
        event = self.latest
        own = own_parts(config_at(event, self.lane.history.changes, self.lane.snapshot.config))
        text = cause_sentence(event.cause, own) if event.cause is not None else f"Cause of death {self._why_unknown}."
        born = born_dead_text(self.lane.facts.config, self.layer)
        return f"{born[0].upper()}{born[1:]}." if event.kind == "born dead" else text

    @property
    def _why_unknown(self) -> str:
        return why_unknown(self.latest, self.lane.history.changes, self.lane.history.tasks)


def lives_of(lane: LaneView) -> list[UnitLife]:
    """Return a record for each unit of a lane that ever died or was born dead, as far as events are kept."""
    counts: dict[tuple[int, int], list[int]] = {}  # deaths, revivals, whether born dead
    latest: dict[tuple[int, int], UnitEvent] = {}
    for event in lane.history.events:
        at = event.layer, event.unit
        count = counts.setdefault(at, [0, 0, 0])
        if event.kind == "revival":
            count[1] += 1
        else:
            count[0 if event.kind == "death" else 2] += 1
            latest[at] = event
    return [
        UnitLife(lane, *at, deaths, revivals, bool(born), latest[at])
        for at, (deaths, revivals, born) in counts.items()
        if at in latest  # of a unit whose death is forgotten only the revival may be kept
    ]


KINDS: dict[str, tuple[str, Callable[[UnitLife], bool]]] = {
    "all": ("All units", lambda _: True),
    "dead": ("Dead now", lambda life: life.is_dead),
    "start": ("From the start", lambda life: life.born_dead),
    "flickers": ("Flickering", lambda life: life.deaths >= FLICKERS),
    "back": ("Came back", lambda life: not life.is_dead),
}
CAUSES: dict[str, tuple[str, Callable[[UnitLife], bool]]] = {
    "any": ("Any cause", lambda _: True),
    "own": ("Its own step", lambda life: life.cause == OWN_STEP),
    "earlier": ("Earlier layers", lambda life: life.cause == EARLIER_LAYERS),
    "unknown": ("Unknown", lambda life: life.latest.kind == "death" and life.latest.cause is None),
}
ORDERS: dict[str, Callable[[UnitLife], Any]] = {  # the columns that the list can be sorted by
    "Layer": lambda life: (life.layer, life.unit),
    "Unit": lambda life: (life.unit, life.layer),
    "What": lambda life: (life.deaths, life.latest.step),
    "Last": lambda life: life.latest.step,
    "Cause": lambda life: (life.cause, life.latest.step),
    "Now": lambda life: (life.is_dead, life.latest.step),
}


@dataclass(frozen=True)
class Filter:
    """Which units are listed; layer 0 is all of them."""

    kind: str = "all"
    layer: int = 0
    cause: str = "any"

    def passes(self, life: UnitLife) -> bool:
        """Whether a unit is listed."""
        is_there = not self.layer or life.layer == self.layer
        return is_there and KINDS[self.kind][1](life) and CAUSES[self.cause][1](life)


def ordered(
    lives: Sequence[UnitLife], column: str, falling: bool, places: dict[tuple[str, int, int], int]
) -> list[UnitLife]:
    """Return the lives in the order of a column; those that have a place keep their order, before the others."""
    by_column = sorted(lives, key=ORDERS[column], reverse=falling)
    return sorted(by_column, key=lambda life: places.get(life.key, len(places)))
