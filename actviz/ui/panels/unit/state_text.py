"""Texts about a unit: its state in a word or two, and its life in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.joined_text import sentences
from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain, whole
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import SIDES, UnitFacts
from actviz.training.units.death_text import since_step_0
from actviz.training.units.structure_text import evaluation_words
from actviz.translation import tr, tr_count


def brief_state(lane: LaneView, layer: int, unit: int) -> str:
    """Return the same in a few words: "On for 43 %"."""
    units, config = lane.snapshot.units[layer - 1], lane.snapshot.config
    if units.dead[unit] or units.always_on[unit] or units.dormant[unit]:
        return state_of(lane, layer, unit)
    if config.can_die[layer - 1]:
        return tr("On for {share}", share=_share(float(units.active_fraction[unit])))
    saturated = float(units.saturated_fraction[unit])
    return tr("Saturated on {share}", share=_share(saturated)) if saturated else state_of(lane, layer, unit)


def state_of(lane: LaneView, layer: int, unit: int) -> str:
    """Return a unit's state: "Dead since step 131", "Linear: never switches", "On for 43 % of the examples" …"""
    snapshot = lane.snapshot
    units = snapshot.units[layer - 1]
    if units.dead[unit]:
        since = int(snapshot.dead_since[layer - 1][unit]) if snapshot.dead_since else -1
        start = since_step_0(lane.facts.config, layer)
        if since < 0:
            return tr("Dead")
        if since:
            return tr("Dead since step {step}", step=whole(since))
        return tr("Dead {since_step_0}", since_step_0=start)
    if units.always_on[unit]:
        return tr("Linear: never switches")
    if units.dormant[unit]:
        return tr("Nearly silent")
    if snapshot.config.can_die[layer - 1]:
        return tr("On for {share} of the examples", share=_share(float(units.active_fraction[unit])))
    saturated = float(units.saturated_fraction[unit])
    if not saturated:
        return tr("Never saturated")
    return tr("Saturated on {share} of the examples", share=_share(saturated))


def life_sentence(lane: LaneView, facts: UnitFacts | None, layer: int, unit: int, events: Sequence[UnitEvent]) -> str:
    """Return what a living unit learns from, and how often it has died before; `facts` are None until measured."""
    past = life_so_far(events, since_step_0(lane.facts.config, layer))
    return sentences((tr("{sentence}.", sentence=_learning(lane, facts, layer, unit)), past))


def _learning(lane: LaneView, facts: UnitFacts | None, layer: int, unit: int) -> str:
    """Return what a living unit learns from."""
    units, config = lane.snapshot.units[layer - 1], lane.snapshot.config
    active, n = float(units.active_fraction[unit]), len(lane.present.train_x)
    if units.always_on[unit]:
        return _same_slope(lane, facts, SIDES[int(units.linear_side[unit])], units.saturated_fraction[unit] == 1.0)
    if units.dormant[unit]:
        if config.can_die[layer - 1]:
            return tr(
                "On for {share} of the examples; its output is tiny beside its layer's, but it can still learn",
                share=_share(active),
            )
        return tr("Its output is tiny beside its layer's, but it can still learn")
    if config.can_die[layer - 1]:
        counts = {"n": whole(round(active * n)), "all": whole(n)}
        if config.architecture.differs_in_training:
            return tr(
                "Its slope is not zero on {n} of {all} training examples, measured {how}",
                **counts,
                how=evaluation_words(config),
            )
        if active == 1.0:
            return tr("It learns from every training example")
        return tr("It learns from {n} of {all} training examples; on the others its slope is zero", **counts)
    if units.saturated_fraction[unit]:
        return tr("There its slope is under 5 % of the largest, so it hardly learns from them")
    return tr("Its slope is at least 5 % of the largest on every example")


def _same_slope(lane: LaneView, facts: UnitFacts | None, side: str, is_saturated: bool) -> str:
    words = tr("Its slope is the same on every training example")
    if facts is not None:
        slope = plain(_slope_of_all(lane, facts))
        words = tr("Its slope is the same, {slope}, on every training example", slope=slope)
    if side:
        words = tr("{sentence}: z is {side}", sentence=words, side=tr(side))
    return tr("{sentence}; it is saturated", sentence=words) if is_saturated else words


def life_so_far(events: Sequence[UnitEvent], start: str) -> str:
    """Say how often a living unit was dead before, `start` being since step 0; "" for one that never was."""
    deaths, born = (sum(e.kind == kind for e in events) for kind in ("death", "born dead"))
    if deaths:
        last = next(e for e in reversed(events) if e.kind == "death")
        return tr_count(
            "It died once, last at step {step}, and came back.",
            "It died {n:,} times, last at step {step}, and came back.",
            deaths,
            step=whole(last.step),
        )
    if not born:
        return ""
    return tr(
        "It was dead {since_step_0} and came back at step {step}.",
        since_step_0=start,
        step=whole(events[-1].step),
    )


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
