"""Texts about a unit: its state in a word or two, and its life in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import SIDES, UnitFacts
from actviz.training.units.death_text import since_step_0
from actviz.training.units.structure_text import evaluation_words


def state_of(lane: LaneView, layer: int, unit: int) -> str:
    """Return a unit's state: "Dead since step 131", "Linear: never switches", "On for 43 % of the examples" …"""
    snapshot = lane.snapshot
    units = snapshot.units[layer - 1]
    if units.dead[unit]:
        since = int(snapshot.dead_since[layer - 1][unit]) if snapshot.dead_since else -1
        start = since_step_0(lane.facts.config, layer)
        return "Dead" if since < 0 else f"Dead since step {since:,}" if since else f"Dead {start}"
    if units.always_on[unit]:
        return "Linear: never switches"
    if units.dormant[unit]:
        return "Nearly silent"
    if snapshot.config.can_die[layer - 1]:
        return f"On for {_share(float(units.active_fraction[unit]))} of the examples"
    saturated = float(units.saturated_fraction[unit])
    return f"Saturated on {_share(saturated)} of the examples" if saturated else "Never saturated"


def life_sentence(lane: LaneView, facts: UnitFacts | None, layer: int, unit: int, events: Sequence[UnitEvent]) -> str:
    """Return what a living unit learns from, and how often it has died before; `facts` are None until measured."""
    units = lane.snapshot.units[layer - 1]
    active, n = float(units.active_fraction[unit]), len(lane.present.train_x)
    if units.always_on[unit]:
        side = SIDES[int(units.linear_side[unit])]
        slope = "" if facts is None else f", {plain(_slope_of_all(lane, facts))},"
        words = f"Its slope is the same{slope} on every training example{f': z is {side}' if side else ''}"
        words += "; it is saturated" if units.saturated_fraction[unit] == 1.0 else ""
    elif units.dormant[unit]:
        on = f"On for {_share(active)} of the examples; its" if lane.snapshot.config.can_die[layer - 1] else "Its"
        words = f"{on} output is tiny beside its layer's, but it can still learn"
    elif lane.snapshot.config.can_die[layer - 1]:
        words = f"It learns from {round(active * n):,} of {n:,} training examples; on the others its slope is zero"
        words = "It learns from every training example" if active == 1.0 else words
        if lane.snapshot.config.architecture.differs_in_training:
            words = f"Its slope is not zero on {round(active * n):,} of {n:,} training examples, measured "
            words += evaluation_words(lane.snapshot.config)
    elif units.saturated_fraction[unit]:
        words = "There its slope is under 5 % of the largest, so it hardly learns from them"
    else:
        words = "Its slope is at least 5 % of the largest on every example"
    past = life_so_far(events, since_step_0(lane.facts.config, layer))
    return f"{words}. {past}" if past else f"{words}."


def life_so_far(events: Sequence[UnitEvent], start: str) -> str:
    """Say how often a living unit was dead before, `start` being since step 0; "" for one that never was."""
    deaths, born = (sum(e.kind == kind for e in events) for kind in ("death", "born dead"))
    if deaths:
        times = "once" if deaths == 1 else f"{deaths:,} times"
        last = next(e for e in reversed(events) if e.kind == "death")
        return f"It died {times}, last at step {last.step:,}, and came back."
    return f"It was dead {start} and came back at step {events[-1].step:,}." if born else ""


def _share(share: float) -> str:
    """Return a share in whole per cent, with a decimal where it would read 0 or 100 and is not."""
    rough = round(100.0 * share)
    return f"{100.0 * share:.1f} %" if share not in (0.0, 1.0) and rough in (0, 100) else f"{rough} %"


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
