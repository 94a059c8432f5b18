"""What happened to each unit over the run: its deaths and revivals in one record, and which records are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.training.snapshot import UnitEvent
from actviz.training.units.death_text import (
    EARLIER_LAYERS,
    OWN_STEP,
    UNDER_ANOTHER_FUNCTION,
    UNDER_OTHER_LAYERS,
    UNKNOWN,
    began_by_statistics,
    born_dead_text,
    cause_sentence,
    config_at,
    own_parts,
    since_step_0,
    why_unknown,
)
from actviz.translation import mark, tr

# causes, in English: each is marked, and shown in the language in use
START_WEIGHTS, FIRST_STATISTICS = mark("start weights"), mark("first statistics")
OTHER_FUNCTION, OTHER_TASK = mark("activation changed"), mark("new task")
IN_BRIEF = {EARLIER_LAYERS: mark("earlier layers"), OWN_STEP: mark("its own step"), OTHER_FUNCTION: mark("changed φ")}
TIGHT = {
    "earlier layers": mark("its inputs"),
    "its own step": mark("its step"),
    START_WEIGHTS: mark("start"),
    FIRST_STATISTICS: mark("statistics"),
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
            return tr("dead {since_step_0}", since_step_0=self._start)
        if self.deaths < FLICKERS:
            return tr("died once") if self.deaths == 1 else tr("died twice")
        return tr("flickers, died {n} times", n=whole(self.deaths))

    @property
    def what_in_brief(self) -> str:
        """The same where there is little room."""
        return f"{whole(self.deaths)}×" if self.deaths else tr("start")

    @property
    def cause(self) -> str:
        """What killed it last, in a few words: English ones, which are marked."""
        if self.latest.kind == "born dead":
            return FIRST_STATISTICS if self._by_statistics else START_WEIGHTS
        if self.latest.cause is None:
            return self._unmeasured_cause
        return EARLIER_LAYERS if self.latest.cause.by_inputs else OWN_STEP

    @property
    def _unmeasured_cause(self) -> str:
        """What is known of a death without a measured cause."""
        history, death = self.lane.history, self.latest
        if death.pending:
            return UNKNOWN
        if any(end.step == death.step for end in history.tasks):
            return OTHER_TASK
        then = [change for change in history.changes if death.seen <= change.step <= death.step]
        telling = next((c for c in then if c.changes(*UNDER_ANOTHER_FUNCTION, *UNDER_OTHER_LAYERS)), None)
        return OTHER_FUNCTION if telling is not None and telling.changes(*UNDER_ANOTHER_FUNCTION) else UNKNOWN

    def cause_in_brief(self, tight: bool) -> str:
        """Return the same where there is little room, or hardly any."""
        words = IN_BRIEF.get(self.cause, self.cause)
        return TIGHT.get(words, words) if tight else words

    @property
    def now(self) -> str:
        """Whether it is dead, in English, marked."""
        return mark("dead") if self.is_dead else mark("alive")

    @property
    def sentence(self) -> str:
        """All about it."""
        return tr(
            "Layer {layer}, unit {unit}: {what}; now {now}. {causes}",
            layer=self.layer,
            unit=self.unit + 1,
            what=self._what_and_when,
            now=tr(self.now),
            causes=self._all_causes,
        )

    @property
    def _what_and_when(self) -> str:
        event, told = self.latest, self.what
        if event.kind != "born dead":
            when = tr("at {step}", step=whole(event.step))
            if not event.exact:
                when = tr("after {seen}, found at {step}", seen=whole(event.seen), step=whole(event.step))
            several = self.deaths > 1
            told = (
                tr("{what}, last {when}", what=told, when=when)
                if several
                else tr("{what} {when}", what=told, when=when)
            )
        if self.born_dead and self.deaths:
            return tr("dead {since_step_0}, {what}", since_step_0=self._start, what=told)
        return told

    @property
    def _all_causes(self) -> str:
        event = self.latest
        own = own_parts(config_at(event, self.lane.history.changes, self.lane.snapshot.config))
        if event.cause is not None:
            text = cause_sentence(event.cause, own)
        else:
            text = tr("Cause of death {unknown}.", unknown=self._why_unknown)
        born = born_dead_text(self.lane.facts.config, self.layer)
        return tr("{sentence}.", sentence=f"{born[0].upper()}{born[1:]}") if event.kind == "born dead" else text

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
    "all": (mark("All units"), lambda _: True),
    "dead": (mark("Dead now"), lambda life: life.is_dead),
    "start": (mark("From the start"), lambda life: life.born_dead),
    "flickers": (mark("Flickering"), lambda life: life.deaths >= FLICKERS),
    "back": (mark("Came back"), lambda life: not life.is_dead),
}
CAUSES: dict[str, tuple[str, Callable[[UnitLife], bool]]] = {
    "any": (mark("Any cause"), lambda _: True),
    "own": (mark("Its own step"), lambda life: life.cause == OWN_STEP),
    "earlier": (mark("Earlier layers"), lambda life: life.cause == EARLIER_LAYERS),
    "unknown": (mark("Unknown"), lambda life: life.latest.kind == "death" and life.latest.cause is None),
}
ORDERS: dict[str, Callable[[UnitLife], Any]] = {  # the columns that the list can be sorted by
    mark("Layer"): lambda life: (life.layer, life.unit),
    mark("Unit"): lambda life: (life.unit, life.layer),
    mark("What"): lambda life: (life.deaths, life.latest.step),
    mark("Last"): lambda life: life.latest.step,
    mark("Cause"): lambda life: (life.cause, life.latest.step),
    mark("Now"): lambda life: (life.is_dead, life.latest.step),
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
