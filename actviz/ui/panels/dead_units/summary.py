"""The lines above the plot: how many units are dead, died and revived, or why none can die."""

from __future__ import annotations

from collections.abc import Callable

from actviz.app.lanes import LaneView
from actviz.nn.activations import ACTIVATIONS
from actviz.training.snapshot import EventCounts

DEATH_MARK, REVIVAL_MARK = "×", "▲"


def why_none_die(lane: LaneView) -> str:
    """Return why no unit of the lane can die; "" when one can."""
    used = [ACTIVATIONS[key] for key in dict.fromkeys(lane.snapshot.config.activations)]
    if any(lane.snapshot.config.can_die):
        return ""
    names = " and ".join(activation.label for activation in used)
    have = "has" if len(used) == 1 else "have"
    return f"{names} {have} no region of zero slope, so no unit can be dead."


def summary(lane: LaneView, wide: bool, several: bool) -> str:
    """Return a lane's counts: on one line, or on two where there is little room; beside other lanes the total."""
    snapshot = lane.snapshot
    if several:
        immune = "" if not why_none_die(lane) or snapshot.n_dead else " (cannot die)"
        return f"{lane.name}: {snapshot.n_dead} of {lane.facts.n_hidden_units} dead{immune}"
    reason = why_none_die(lane)
    if reason:
        return reason
    counts = snapshot.counts or EventCounts()
    total = f"{snapshot.n_dead} of {lane.facts.n_hidden_units} dead"
    rest = f"{counts.deaths:,} died · {counts.revivals:,} revived · {counts.born_dead:,} born dead"
    return f"{total} · {rest}" if wide else f"{total}\n{rest}"


def with_marks(text: str, wide: bool, fits: Callable[[str], bool]) -> str:
    """Name the marks below zero in a summary that counts deaths and revivals, as far as there is room."""
    if " died" not in text:
        return text
    if wide:
        total, died, revived, born_dead = text.split(" · ")
        named = " · ".join((total, f"{DEATH_MARK} {died}", f"{REVIVAL_MARK} {revived}", born_dead))
        return named if fits(named) else text
    total, rest = text.split("\n")
    marks = (f"{total}; {DEATH_MARK} died{comma} {REVIVAL_MARK} revived" for comma in (",", ""))
    return f"{next((line for line in marks if fits(line)), total)}\n{rest}"
