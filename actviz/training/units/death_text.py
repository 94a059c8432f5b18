"""A death's cause in words: for tooltips, lists and panels alike.

A unit's *largest z* is its largest pre-activation over the training examples that gave it a slope: while that is above
the region without a slope, the unit lives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from actviz.number_text import compact, plain, scientific, signed
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.turn_facts import TaskEnd

UNDER_ANOTHER_FUNCTION = ("activation", "alpha", "prelu_per_unit")
UNDER_OTHER_LAYERS = (
    *("normalization", "normalization_place", "dropout"),
    *("residual", "residual_place", "residual_scale", "residual_path"),
)
OWN_STEP, EARLIER_LAYERS, UNKNOWN = "its own step was too large", "earlier layers moved", "unknown"
BORN_DEAD = "dead from the start: with its initial weights and bias its slope is zero on every example"
BORN_DEAD_BY_STATISTICS = (
    "dead at step 0: by the running statistics, which no batch had moved then, its slope was zero on every example"
)


def began_by_statistics(config: RunConfig, layer: int = 2) -> bool:
    """Return whether a hidden layer (1-based) was counted at step 0 by running statistics that no batch had moved.

    `config` is that of step 0. Where normalisation stands after the activation, layer 1 does not depend on any.
    """
    return config.normalization == "batch" and (config.normalization_place == "before" or layer > 1)


def since_step_0(config: RunConfig, layer: int = 2) -> str:
    """Return "from the start", or "at step 0" of units that only unmoved statistics made dead."""
    return "at step 0" if began_by_statistics(config, layer) else "from the start"


def born_dead_text(config: RunConfig, layer: int = 2) -> str:
    """Say of a unit of a hidden layer that was dead at step 0, when the settings were these, what was measured."""
    return BORN_DEAD_BY_STATISTICS if began_by_statistics(config, layer) else BORN_DEAD


class OwnParts(NamedTuple):
    """What belongs to a unit's own part of a cause, `own`: all of it, what is not its `own_bias`, and that."""

    step: str
    all: str
    weights: str
    bias: str
    in_brief: str  # the weights again, where there is little room


PLAIN_PARTS = OwnParts("its own step", "its own weights and bias", "own weights", "own bias", "own weights")
_PARTS_BEFORE = {  # the statistics of layer and RMS normalisation are over the layer, so its other units count too
    "batch": OwnParts(
        "its own step",
        "its own weights, γ, β and statistics",
        "own weights, γ and statistics",
        "own β",
        "weights, γ, μ, σ",
    ),
    "layer": OwnParts(
        "its layer's step", "its layer's weights, γ and β", "the layer's weights and γ", "own β", "weights, γ"
    ),
    "rms": OwnParts(
        "its layer's step",
        "its layer's weights, biases and γ",
        "the layer's weights, biases and γ",
        "",
        "weights, biases, γ",
    ),
}


def own_parts(config: RunConfig) -> OwnParts:
    """Return what a unit's own part of a cause is made of in such a network."""
    return _PARTS_BEFORE[config.normalization] if config.architecture.normalizes_before else PLAIN_PARTS


def config_at(death: UnitEvent, changes: Sequence[Change], now: RunConfig) -> RunConfig:
    """Return the configuration in which a unit died; `now` is the one after all changes."""
    return next((change.before for change in changes if change.step >= death.step), now)


def cause_phrase(cause: Cause, own: OwnParts = PLAIN_PARTS) -> str:
    """Say in a few words what killed a unit, with the number and the step."""
    if cause.by_inputs:
        return f"killed by earlier layers, which moved z by {signed(cause.inputs)}, at step {cause.step:,}"
    return f"killed by {own.step} of {signed(cause.own)} at step {cause.step:,}"


def cause_numbers(cause: Cause) -> str:
    """Return both parts, the larger one first: "own step −1.84, earlier layers +0.31"."""
    own, earlier = f"own step {signed(cause.own, 2)}", f"earlier layers {signed(cause.inputs, 2)}"
    return f"{earlier}, {own}" if cause.by_inputs else f"{own}, {earlier}"


def cause_sentence(cause: Cause, own: OwnParts = PLAIN_PARTS) -> str:
    """Tell all of a cause's numbers."""
    bias = f"{own.bias} {signed(cause.own_bias)}, " if own.bias else ""
    return (
        f"Between steps {cause.step_before:,} and {cause.step:,} its largest z, on training example "
        f"{cause.example + 1:,}, went from {plain(cause.z_before)} to {plain(cause.z_after)}: {own.weights} "
        f"{signed(cause.own - cause.own_bias)}, {bias}earlier layers {signed(cause.inputs)}. "
        f"Learning rate {compact(cause.learning_rate)}, update ratio {scientific(cause.update_ratio)}."
    )


def death_story(cause: Cause, own: OwnParts = PLAIN_PARTS) -> str:
    """Tell in one sentence what killed a unit; it says no more than the cause's numbers do.

    "So far" is said of a part that would have taken the largest z below zero by itself.
    """
    falls_below_0 = cause.z_before > 0.0 >= cause.z_after
    part = cause.inputs if cause.by_inputs else cause.own
    alone = falls_below_0 and cause.z_before + part <= 0.0
    if cause.by_inputs:
        who = "Earlier layers moved so far that" if alone else "Mostly because earlier layers moved,"
    elif alone:
        who = f"{own.all[0].upper()}{own.all[1:]} moved so far that"
    else:
        who = f"Mostly because {own.all} moved,"
    way = "fell below zero, from" if falls_below_0 else "moved from"
    return (
        f"{who} its largest z {way} {plain(cause.z_before)} to {plain(cause.z_after)}, between steps "
        f"{cause.step_before:,} and {cause.step:,}."
    )


def death_in_brief(cause: Cause) -> str:
    """Return how far the largest z moved, where there is no room for a sentence."""
    return f"largest z {plain(cause.z_before)} → {plain(cause.z_after)}"


def why_unknown(death: UnitEvent, changes: Sequence[Change], tasks: Sequence[TaskEnd] = ()) -> str:
    """Say why a death has no cause; `tasks` are those of the run that have ended."""
    if death.pending:
        return "pending, found with the next steps"
    if any(end.step == death.step for end in tasks):
        return f"another task began at step {death.step:,}, whose examples give it no slope"
    for change in changes:
        if death.seen <= change.step <= death.step and change.changes(*UNDER_ANOTHER_FUNCTION):
            return f"the activation was changed at step {change.step:,}"
        if death.seen <= change.step <= death.step and change.changes(*UNDER_OTHER_LAYERS):
            return f"normalisation, skips or dropout were changed at step {change.step:,}"
    return f"{UNKNOWN}, as too many units changed to compute every cause"


def death_phrase(
    death: UnitEvent, changes: Sequence[Change], own: OwnParts = PLAIN_PARTS, tasks: Sequence[TaskEnd] = ()
) -> str:
    """Say in a few words why a unit died, or that it is dead from the start."""
    if death.kind == "born dead":
        return BORN_DEAD
    return cause_phrase(death.cause, own) if death.cause is not None else f"cause: {why_unknown(death, changes, tasks)}"
