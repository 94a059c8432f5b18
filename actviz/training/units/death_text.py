"""A death's cause in words: for tooltips, lists and panels alike.

A unit's *largest z* is its largest pre-activation over the training examples that gave it a slope: while that is above
the region without a slope, the unit lives.
"""

from __future__ import annotations

from collections.abc import Sequence

from actviz.number_text import compact, plain, scientific, signed
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause, UnitEvent

UNDER_ANOTHER_FUNCTION = ("activation", "alpha", "prelu_per_unit")
OWN_STEP, EARLIER_LAYERS, UNKNOWN = "its own step was too large", "earlier layers moved", "unknown"
BORN_DEAD = "dead from the start: with its initial weights and bias its slope is zero on every example"


def cause_phrase(cause: Cause) -> str:
    """Say in a few words what killed a unit, with the number and the step."""
    if cause.by_inputs:
        return f"killed by earlier layers, which moved z by {signed(cause.inputs)}, at step {cause.step:,}"
    return f"killed by its own step of {signed(cause.own)} at step {cause.step:,}"


def cause_numbers(cause: Cause) -> str:
    """Return both parts, the larger one first: "own step −1.84, earlier layers +0.31"."""
    own, earlier = f"own step {signed(cause.own, 2)}", f"earlier layers {signed(cause.inputs, 2)}"
    return f"{earlier}, {own}" if cause.by_inputs else f"{own}, {earlier}"


def cause_sentence(cause: Cause) -> str:
    """Tell all of a cause's numbers."""
    return (
        f"Between steps {cause.step_before:,} and {cause.step:,} its largest z, on training example "
        f"{cause.example + 1:,}, went from {plain(cause.z_before)} to {plain(cause.z_after)}: own weights "
        f"{signed(cause.own - cause.own_bias)}, own bias {signed(cause.own_bias)}, earlier layers "
        f"{signed(cause.inputs)}. Learning rate {compact(cause.learning_rate)}, "
        f"update ratio {scientific(cause.update_ratio)}."
    )


def death_story(cause: Cause) -> str:
    """Tell in one sentence what killed a unit; it says no more than the cause's numbers do.

    "So far" is said of a part that would have taken the largest z below zero by itself.
    """
    falls_below_0 = cause.z_before > 0.0 >= cause.z_after
    part = cause.inputs if cause.by_inputs else cause.own
    alone = falls_below_0 and cause.z_before + part <= 0.0
    if cause.by_inputs:
        who = "Earlier layers moved so far that" if alone else "Mostly because earlier layers moved,"
    elif alone:
        who = "Its own weights and bias moved so far that"
    else:
        who = "Mostly because its own weights and bias moved,"
    way = "fell below zero, from" if falls_below_0 else "moved from"
    return (
        f"{who} its largest z {way} {plain(cause.z_before)} to {plain(cause.z_after)}, between steps "
        f"{cause.step_before:,} and {cause.step:,}."
    )


def death_in_brief(cause: Cause) -> str:
    """Return how far the largest z moved, where there is no room for a sentence."""
    return f"largest z {plain(cause.z_before)} → {plain(cause.z_after)}"


def why_unknown(death: UnitEvent, changes: Sequence[Change]) -> str:
    """Say why a death has no cause."""
    if death.pending:
        return "pending, found with the next steps"
    for change in changes:
        if death.seen <= change.step <= death.step and change.changes(*UNDER_ANOTHER_FUNCTION):
            return f"the activation was changed at step {change.step:,}"
    return f"{UNKNOWN}, as too many units changed to compute every cause"


def death_phrase(death: UnitEvent, changes: Sequence[Change]) -> str:
    """Say in a few words why a unit died, or that it is dead from the start."""
    if death.kind == "born dead":
        return BORN_DEAD
    return cause_phrase(death.cause) if death.cause is not None else f"cause: {why_unknown(death, changes)}"
