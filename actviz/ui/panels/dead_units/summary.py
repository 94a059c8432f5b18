"""The lines above the plot: how many units are dead, died and came back, or why none can die."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actviz.app.lanes import LaneView
from actviz.joined_text import listed
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.training.snapshot import EventCounts
from actviz.training.units.death_text import since_step_0
from actviz.translation import tr

DEATH_MARK, REVIVAL_MARK = "×", "▲"
TIED = "\N{NO-BREAK SPACE}"

Fits = Callable[[str, int], bool]  # whether a text fits into so many lines


def why_none_die(lane: LaneView) -> str:
    """Return why no unit of the lane can die; "" when one can."""
    used = [ACTIVATIONS[key] for key in dict.fromkeys(lane.snapshot.config.activations)]
    if any(lane.snapshot.config.can_die):
        return ""
    if len(used) == 1:
        return tr("{name} has no region of zero slope, so no unit can be dead.", name=used[0].label)
    names = listed(activation.label for activation in used)
    return tr("{names} have no region of zero slope, so no unit can be dead.", names=names)


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
    n, units = lane.snapshot.n_dead, lane.facts.n_hidden_units
    total = tr("{n} of {all} units dead now", n=n, all=units)
    deaths = died + tr("{n} died", n=whole(counts.deaths))
    revivals = back + tr("{n} came back", n=whole(counts.revivals))
    start = tr("{n} dead {since_step_0}", n=whole(counts.born_dead), since_step_0=since_step_0(lane.facts.config))
    since = [] if first is None else [tr("first death at step {step}", step=whole(first))]
    short = tr("{n} of {all} dead", n=n, all=units)
    forms = ([total, deaths, revivals, start, *since], [total, deaths, revivals, start], [short, deaths, revivals])
    texts = [" · ".join(part.replace(" ", TIED) for part in form) for form in forms]
    return next((text for text in texts if fits(text, n_lines)), texts[-1])


def _of_lane(text: str, lane: LaneView) -> str:
    if why_none_die(lane):
        return tr("{dead} of {all} (cannot die)", dead=text, all=lane.facts.n_hidden_units)
    return tr("{dead} of {all}", dead=text, all=lane.facts.n_hidden_units)


def summary_of_several(lanes: Sequence[LaneView], n_lines: int, fits: Fits) -> str:
    """Return how many units are dead in each lane, in the longest form that fits."""
    sizes = {lane.facts.n_hidden_units for lane in lanes}
    dead = [f"{lane.name}: {lane.snapshot.n_dead}".replace(" ", TIED) for lane in lanes]
    whole = [_of_lane(text, lane).replace(" ", TIED) for text, lane in zip(dead, lanes, strict=True)]
    head = tr("dead of {all}", all=sizes.pop()) if len(sizes) == 1 else tr("dead")
    texts = (" · ".join((tr("dead units"), *whole)), " · ".join((head, *dead)), " · ".join(dead))
    return next((text for text in texts if fits(text, n_lines)), texts[-1])
