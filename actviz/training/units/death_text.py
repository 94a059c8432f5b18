"""A death's cause in words: for tooltips, lists and panels alike.

A unit's *largest z* is its largest pre-activation over the training examples that gave it a slope: while that is above
the region without a slope, the unit lives.
"""

from __future__ import annotations

from collections.abc import Sequence

from actviz.frozen import dataclass
from actviz.joined_text import clauses
from actviz.number_text import compact, plain, scientific, signed, whole
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import Cause, UnitEvent
from actviz.training.turn_facts import TaskEnd
from actviz.translation import looked_up, mark, tr

UNDER_ANOTHER_FUNCTION = ("activation", "alpha", "prelu_per_unit")
UNDER_OTHER_LAYERS = (
    *("normalization", "normalization_place", "dropout"),
    *("residual", "residual_place", "residual_scale", "residual_path"),
)
OWN_STEP, EARLIER_LAYERS = mark("its own step was too large"), mark("earlier layers moved")
UNKNOWN = mark("unknown")
BORN_DEAD = mark("dead from the start: with its initial weights and bias its slope is zero on every example")
BORN_DEAD_BY_STATISTICS = mark(
    "dead at step 0: by the running statistics, which no batch had moved then, its slope was zero on every example"
)


def began_by_statistics(config: RunConfig, layer: int = 2) -> bool:
    """Return whether a hidden layer (1-based) was counted at step 0 by running statistics that no batch had moved.

    `config` is that of step 0. Where normalisation stands after the activation, layer 1 does not depend on any.
    """
    return config.normalization == "batch" and (config.normalization_place == "before" or layer > 1)


def since_step_0(config: RunConfig, layer: int = 2) -> str:
    """Return "from the start", or "at step 0" of units that only unmoved statistics made dead."""
    return tr("at step 0") if began_by_statistics(config, layer) else tr("from the start")


def born_dead_text(config: RunConfig, layer: int = 2) -> str:
    """Say of a unit of a hidden layer that was dead at step 0, when the settings were these, what was measured."""
    return tr(BORN_DEAD_BY_STATISTICS if began_by_statistics(config, layer) else BORN_DEAD)


@looked_up("step", "all", "weights", "bias", "in_brief")
@dataclass(frozen=True)
class OwnParts:
    """What belongs to a unit's own part of a cause, `own`: all of it, what is not its `own_bias`, and that."""

    step: str
    all: str
    weights: str
    bias: str
    in_brief: str  # the weights again, where there is little room


PLAIN_PARTS = OwnParts(
    mark("its own step"), mark("its own weights and bias"), mark("own weights"), mark("own bias"), mark("own weights")
)
_PARTS_BEFORE = {  # the statistics of layer and RMS normalisation are over the layer, so its other units count too
    "batch": OwnParts(
        mark("its own step"),
        mark("its own weights, γ, β and statistics"),
        mark("own weights, γ and statistics"),
        mark("own β"),
        mark("weights, γ, μ, σ"),
    ),
    "layer": OwnParts(
        mark("its layer's step"),
        mark("its layer's weights, γ and β"),
        mark("the layer's weights and γ"),
        mark("own β"),
        mark("weights, γ"),
    ),
    "rms": OwnParts(
        mark("its layer's step"),
        mark("its layer's weights, biases and γ"),
        mark("the layer's weights, biases and γ"),
        "",
        mark("weights, biases, γ"),
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
    step = whole(cause.step)
    if cause.by_inputs:
        moved = signed(cause.inputs)
        return tr("killed by earlier layers, which moved z by {moved}, at step {step}", moved=moved, step=step)
    return tr("killed by {what} of {moved} at step {step}", what=own.step, moved=signed(cause.own), step=step)


def cause_numbers(cause: Cause) -> str:
    """Return both parts, the larger one first: "own step −1.84, earlier layers +0.31"."""
    own = tr("own step {moved}", moved=signed(cause.own, 2))
    earlier = tr("earlier layers {moved}", moved=signed(cause.inputs, 2))
    return clauses((earlier, own) if cause.by_inputs else (own, earlier))


def cause_sentence(cause: Cause, own: OwnParts = PLAIN_PARTS) -> str:
    """Tell all of a cause's numbers."""
    parts = [(own.weights, cause.own - cause.own_bias), (own.bias, cause.own_bias)]
    moves = [tr("{part} {moved}", part=part, moved=signed(moved)) for part, moved in parts if part]
    return tr(
        "Between steps {first} and {last} its largest z, on training example {example}, went from {before} to {after}: "
        "{moves}. Learning rate {rate}, update ratio {ratio}.",
        first=whole(cause.step_before),
        last=whole(cause.step),
        example=whole(cause.example + 1),
        before=plain(cause.z_before),
        after=plain(cause.z_after),
        moves=clauses([*moves, tr("earlier layers {moved}", moved=signed(cause.inputs))]),
        rate=compact(cause.learning_rate),
        ratio=scientific(cause.update_ratio),
    )


def death_story(cause: Cause, own: OwnParts = PLAIN_PARTS) -> str:
    """Tell in one sentence what killed a unit; it says no more than the cause's numbers do.

    "So far" is said of a part that would have taken the largest z below zero by itself.
    """
    falls_below_0 = cause.z_before > 0.0 >= cause.z_after
    part = cause.inputs if cause.by_inputs else cause.own
    alone = falls_below_0 and cause.z_before + part <= 0.0
    if cause.by_inputs:
        why = tr("Earlier layers moved so far that") if alone else tr("Mostly because earlier layers moved,")
    elif alone:
        why = tr("{part} moved so far that", part=f"{own.all[0].upper()}{own.all[1:]}")
    else:
        why = tr("Mostly because {part} moved,", part=own.all)
    told = mark("{why} its largest z moved from {before} to {after}, between steps {first} and {last}.")
    if falls_below_0:
        told = mark("{why} its largest z fell below zero, from {before} to {after}, between steps {first} and {last}.")
    steps = {"first": whole(cause.step_before), "last": whole(cause.step)}
    return tr(told, why=why, before=plain(cause.z_before), after=plain(cause.z_after), **steps)


def death_in_brief(cause: Cause) -> str:
    """Return how far the largest z moved, where there is no room for a sentence."""
    return tr("largest z {before} → {after}", before=plain(cause.z_before), after=plain(cause.z_after))


def why_unknown(death: UnitEvent, changes: Sequence[Change], tasks: Sequence[TaskEnd] = ()) -> str:
    """Say why a death has no cause; `tasks` are those of the run that have ended."""
    if death.pending:
        return tr("pending, found with the next steps")
    if any(end.step == death.step for end in tasks):
        return tr("another task began at step {step}, whose examples give it no slope", step=whole(death.step))
    for change in changes:
        if death.seen <= change.step <= death.step and change.changes(*UNDER_ANOTHER_FUNCTION):
            return tr("the activation was changed at step {step}", step=whole(change.step))
        if death.seen <= change.step <= death.step and change.changes(*UNDER_OTHER_LAYERS):
            return tr("normalisation, skips or dropout were changed at step {step}", step=whole(change.step))
    return tr("unknown, as too many units changed to compute every cause")


def death_phrase(
    death: UnitEvent, changes: Sequence[Change], own: OwnParts = PLAIN_PARTS, tasks: Sequence[TaskEnd] = ()
) -> str:
    """Say in a few words why a unit died, or that it is dead from the start."""
    if death.kind == "born dead":
        return tr(BORN_DEAD)
    if death.cause is not None:
        return cause_phrase(death.cause, own)
    return tr("cause: {why}", why=why_unknown(death, changes, tasks))
