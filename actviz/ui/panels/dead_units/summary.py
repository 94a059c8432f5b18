"""The lines above the plot: how many units are dead, died and came back, or why none can die."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actviz.app.lanes import LaneView
from actviz.nn.activations import ACTIVATIONS
from actviz.training.snapshot import EventCounts
from actviz.training.units.death_text import since_step_0

DEATH_MARK, REVIVAL_MARK = "×", "▲"
TIED = "\N{NO-BREAK SPACE}"

Fits = Callable[[str, int], bool]  # whether a text fits into so many lines


def why_none_die(lane: LaneView) -> str:
    """Return why no unit of the lane can die; "" when one can."""
    used = [ACTIVATIONS[key] for key in dict.fromkeys(lane.snapshot.config.activations)]
    if any(lane.snapshot.config.can_die):
        return ""
    names = " and ".join(activation.label for activation in used)
    have = "has" if len(used) == 1 else "have"
    return f"{names} {have} no region of zero slope, so no unit can be dead."


def first_death(lane: LaneView) -> int | None:
    """Return the step of the run's first death, whether that unit has come back or not.

    None where there was none, and where the record no longer holds it.
    """
    if lane.history.first_event:
        return None
    return next((event.step for event in lane.history.events if event.kind == "death"), None)


def summary(lane: LaneView, marked: bool, n_lines: int, fits: Fits) -> str:
    """Return a lane's counts, with the marks in the plot where it is `marked`, in the longest form that fits."""
    reason = why_none_die(lane)
    if reason:
        return reason
    counts = lane.snapshot.counts or EventCounts()
    died, back = (f"{mark} " if marked else "" for mark in (DEATH_MARK, REVIVAL_MARK))
    first = first_death(lane)
    total = f"{lane.snapshot.n_dead} of {lane.facts.n_hidden_units} units dead now"
    deaths, revivals = f"{died}{counts.deaths:,} died", f"{back}{counts.revivals:,} came back"
    start = f"{counts.born_dead:,} dead {since_step_0(lane.facts.config)}"
    since = [] if first is None else [f"first death at step {first:,}"]
    short = f"{lane.snapshot.n_dead} of {lane.facts.n_hidden_units} dead"
    forms = ([total, deaths, revivals, start, *since], [total, deaths, revivals, start], [short, deaths, revivals])
    texts = [" · ".join(part.replace(" ", TIED) for part in form) for form in forms]
    return next((text for text in texts if fits(text, n_lines)), texts[-1])


def summary_of_several(lanes: Sequence[LaneView], n_lines: int, fits: Fits) -> str:
    """Return how many units are dead in each lane, in the longest form that fits."""
    sizes = {lane.facts.n_hidden_units for lane in lanes}
    dead = [f"{lane.name}: {lane.snapshot.n_dead}".replace(" ", TIED) for lane in lanes]
    whole = [
        f"{text} of {lane.facts.n_hidden_units}{' (cannot die)' if why_none_die(lane) else ''}".replace(" ", TIED)
        for text, lane in zip(dead, lanes, strict=True)
    ]
    of = f" of{TIED}{sizes.pop()}" if len(sizes) == 1 else ""
    texts = (" · ".join(("dead units", *whole)), " · ".join((f"dead{of}", *dead)), " · ".join(dead))
    return next((text for text in texts if fits(text, n_lines)), texts[-1])
