"""A death's cause in words: for tooltips, lists and panels alike."""

from __future__ import annotations

from collections.abc import Sequence

from actviz.number_text import compact, plain, scientific, signed
from actviz.training.config.change import Change
from actviz.training.snapshot import Cause, UnitEvent

UNDER_ANOTHER_FUNCTION = ("activation", "alpha", "prelu_per_unit")
OWN_STEP, LAYERS_BELOW = "own step", "layers below"
BORN_DEAD = "born dead: with its initial weights and bias its slope is zero on every example"


def cause_phrase(cause: Cause) -> str:
    """Say in a few words who killed a unit, with the number and the step."""
    if cause.by_inputs:
        return f"killed by the layers below, which moved z by {signed(cause.inputs)}, at step {cause.step:,}"
    return f"killed by its own step of {signed(cause.own)} at step {cause.step:,}"


def cause_words(cause: Cause) -> str:
    """Return which of the two parts was the larger one."""
    return LAYERS_BELOW if cause.by_inputs else OWN_STEP


def cause_numbers(cause: Cause) -> str:
    """Return both parts, the larger one first: "own step −1.84, layers below +0.31"."""
    own, below = f"{OWN_STEP} {signed(cause.own, 2)}", f"{LAYERS_BELOW} {signed(cause.inputs, 2)}"
    return f"{below}, {own}" if cause.by_inputs else f"{own}, {below}"


def cause_sentence(cause: Cause) -> str:
    """Tell all of a cause's numbers."""
    return (
        f"Between steps {cause.step_before:,} and {cause.step:,} its largest z, on training example "
        f"{cause.example:,}, went from {plain(cause.z_before)} to {plain(cause.z_after)}: own weights "
        f"{signed(cause.own - cause.own_bias)}, own bias {signed(cause.own_bias)}, layers below "
        f"{signed(cause.inputs)}. Learning rate {compact(cause.learning_rate)}, "
        f"update ratio {scientific(cause.update_ratio)}."
    )


def why_unknown(death: UnitEvent, changes: Sequence[Change]) -> str:
    """Say why a death has no cause."""
    if death.pending:
        return "pending, found with the next steps"
    for change in changes:
        if death.seen <= change.step <= death.step and change.changes(*UNDER_ANOTHER_FUNCTION):
            return f"the activation was changed at step {change.step:,}"
    return "unknown, as too many units changed to compute every cause"


def death_phrase(death: UnitEvent, changes: Sequence[Change]) -> str:
    """Say in a few words why a unit died or was born dead."""
    if death.kind == "born dead":
        return BORN_DEAD
    return cause_phrase(death.cause) if death.cause is not None else f"cause: {why_unknown(death, changes)}"
