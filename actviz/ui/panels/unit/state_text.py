"""Texts about a unit: its state in a word or two, and its life in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import UnitFacts


def state_of(lane: LaneView, layer: int, unit: int) -> str:
    """Return a unit's state, such as "Dead since step 131", "Born dead", "Linear, always above 0" or "Alive"."""
    snapshot = lane.snapshot
    units = snapshot.units[layer - 1]
    if units.dead[unit]:
        since = int(snapshot.dead_since[layer - 1][unit]) if snapshot.dead_since else -1
        return "Dead" if since < 0 else f"Dead since step {since:,}" if since else "Born dead"
    if units.always_on[unit]:
        linear = units.linear_text(unit).capitalize()
        return f"{linear}, dormant" if units.dormant[unit] else linear
    return "Dormant" if units.dormant[unit] else "Alive"


def life_sentence(lane: LaneView, facts: UnitFacts, events: Sequence[UnitEvent]) -> str:
    """Return how active a living unit is, and how often it has died before."""
    unit, units = facts.unit, lane.snapshot.units[facts.layer - 1]
    if lane.snapshot.config.can_die[facts.layer - 1]:
        words = f"Active on {100.0 * float(units.active_fraction[unit]):.1f} % of the training examples"
        if units.always_on[unit]:
            words += f": its slope is the same on all of them, so that it has become {units.linear_text(unit)}"
    elif units.always_on[unit]:
        words = f"Its slope is {plain(_slope_of_all(lane, facts))} on every training example: it has become "
        words += units.linear_text(unit)
        if units.saturated_fraction[unit] == 1.0:
            words += ", and saturated"
    else:
        words = f"Saturated on {100.0 * float(units.saturated_fraction[unit]):.1f} % of the training examples"
    if units.dormant[unit] and not units.always_on[unit]:
        words += ", but tiny beside its layer; it still has a gradient"
    deaths, born = (sum(e.kind == kind for e in events) for kind in ("death", "born dead"))
    past = [f"was born dead and revived at step {events[-1].step:,}"] if born and not deaths else []
    if deaths:
        times = "once" if deaths == 1 else f"{deaths:,} times"
        past = [f"died {times}, last at step {[e for e in events if e.kind == 'death'][-1].step:,}, and came back"]
    return f"{words}." if not past else f"{words}. It {past[0]}."


def alpha_of(lane: LaneView, facts: UnitFacts) -> float | None:
    """Return the unit's α; None for an activation without one."""
    learned = lane.snapshot.prelu_alphas[facts.layer - 1]
    if learned is not None:
        return float(learned[min(facts.unit, len(learned) - 1)])  # one a layer, or one a unit
    return None if _activation(lane, facts.layer).alpha is None else lane.snapshot.config.alpha


def _activation(lane: LaneView, layer: int) -> Activation:
    return ACTIVATIONS[lane.snapshot.config.activations[layer - 1]]


def _slope_of_all(lane: LaneView, facts: UnitFacts) -> float:
    """Return the slope that a linear unit has on every training example."""
    middle = (facts.histogram.low + facts.histogram.high) / 2.0  # of the one piece that holds every z
    return float(_activation(lane, facts.layer).slope(np.array([middle]), alpha_of(lane, facts))[0])
