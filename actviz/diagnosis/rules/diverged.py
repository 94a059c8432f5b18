"""The rule for values that are not finite."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.former_settings import loss_at_change
from actviz.diagnosis.growing_functions import function_enlarges, growing_slope_text
from actviz.diagnosis.measured_run import SPIKE_ABOVE, MeasuredRun
from actviz.diagnosis.overflowing_functions import overflow_text, overflowing_functions
from actviz.diagnosis.pace import is_fast
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.structure_of_run import growing_skips_text
from actviz.number_text import compact, figure, whole
from actviz.translation import mark, tr

WHAT, WHY = Choice("diverged"), Choice("diverged.why")


@rule("diverged", mark("diverged"), explains=("dead_layer", "dead_units", EFFECTS))
def diverged(run: MeasuredRun) -> Finding | None:
    """Find that training stopped because values were no longer finite."""
    divergence = run.snapshot.divergence
    if divergence is None:
        return None
    why = explain(run, WHAT, WHY)
    return Finding(
        "diverged",
        tr("Training diverged at step {step}", step=whole(divergence.step))
        if divergence.kept_is_finite
        else tr("Training cannot begin"),
        "critical",
        why.text,
        (
            Evidence(tr("learning rate"), compact(divergence.learning_rate)),
            Evidence(tr("loss"), run.losses),
            Evidence(tr("largest gradient norm"), figure(run.largest_norm)),
        ),
        () if not divergence.layer else ((divergence.layer, divergence.layer),),
        ("loss", "gradient_flow", "network"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


@WHAT.sentence()
def stopped(run: MeasuredRun) -> str | None:
    """Training stopped."""
    divergence = run.snapshot.divergence
    if divergence is None:
        return None
    step = whole(divergence.kept_step)
    if not divergence.layer:
        return tr("Values left the range of numbers, the loss first, so training stopped after step {step}.", step=step)
    return tr(
        "Values left the range of numbers, layer {layer}'s {quantity} first, so training stopped after step {step}.",
        layer=divergence.layer,
        quantity=tr(divergence.quantity),
        step=step,
    )


def _cannot_begin(run: MeasuredRun) -> bool:
    return run.snapshot.divergence is not None and not run.snapshot.divergence.kept_is_finite


@WHY.sentence()
def ruined_before(run: MeasuredRun) -> str | None:
    """The loss was far off already when the settings were changed last: it is not the present ones that did it."""
    if not run.error(loss_at_change(run)) > SPIKE_ABOVE * max(1.0, run.error(run.first_loss)):
        return None
    return tr(
        "The loss was {loss_at_change} at step {changed_at} already, when the settings were changed last: "
        "start again from step 0 to judge the present ones.",
        loss_at_change=figure(loss_at_change(run)),
        changed_at=whole(run.changed_at),
    )


@WHY.sentence("growing_function")
def function_overflows(run: MeasuredRun) -> str | None:
    """An activation is not finite at pre-activations that its layer may have, and values overflowed about there."""
    divergence, overflowing = run.snapshot.divergence, overflowing_functions(run)
    if divergence is None or not overflowing.keys() & {divergence.layer - 1, divergence.layer}:
        return None
    return overflow_text(overflowing)


@WHY.sentence("growing_function")
def slope_grows(run: MeasuredRun) -> str | None:
    """The slope of an activation grows without bound with z, and neither the weights nor the rate are unusual."""
    clause = growing_slope_text(run)
    if clause is None or not function_enlarges(run) or (not _cannot_begin(run) and is_fast(run)):
        return None
    return tr(
        "It is the activation: {clause}, so every layer enlarges a large signal the more, the larger it is.",
        clause=clause,
    )


@WHY.sentence("growing_function")
def function_grows(run: MeasuredRun) -> str | None:
    """The first outputs were far off and differed far more than the inputs, by a steep activation."""
    if not (_cannot_begin(run) or run.overflowing) or not function_enlarges(run):
        return None
    return tr("The activation enlarges the signal from layer to layer.")


@WHY.sentence("growing_function")
def function_enlarges_the_gradient(run: MeasuredRun) -> str | None:
    """The gradient grew from layer to layer at the start, by a steep activation."""
    if not run.first_ratio > run.config.exploding_above or not function_enlarges(run):
        return None
    return tr(
        "Layer 1 got {first_ratio} times the output layer's gradient at the start: the activation's slopes "
        "enlarge it from layer to layer.",
        first_ratio=figure(run.first_ratio),
    )


@WHY.sentence("growing_skips")
def skips_enlarge(run: MeasuredRun) -> str | None:
    """Unscaled branches enlarged the signal, and the first outputs were far off."""
    return growing_skips_text(run) if _cannot_begin(run) or run.overflowing else None


@WHY.sentence("large_weights")
def large_weights(run: MeasuredRun) -> str | None:
    """The first outputs were far off, and differed far more than the inputs."""
    if run.overflowing and np.isfinite(run.amplification):
        return tr(
            "The weights were too large to begin with: the first outputs differed {amplification} times as much "
            "from example to example as the inputs.",
            amplification=figure(run.amplification),
        )
    if not ((_cannot_begin(run) and run.config.init_scale > 1.0) or run.overflowing):
        return None
    return tr("The weights were too large to begin with: they enlarged the signal on its way to the outputs.")


@WHY.sentence("lagging_statistics")
def unmoved_statistics(run: MeasuredRun) -> str | None:
    """The loss is measured by running statistics that no batch has moved, so that nothing is normalised."""
    if not _cannot_begin(run) or not run.statistics_are_unmoved:
        return None
    return tr(
        "The loss is measured by the running statistics, which no batch has moved yet: they are 0 and 1, so "
        "nothing is normalised, and values grow too large on their way through the layers."
    )


@WHY.sentence()
def large_inputs(run: MeasuredRun) -> str | None:
    """Values overflow before the first step, though neither weights nor activations enlarge them."""
    if not _cannot_begin(run):
        return None
    return tr("Nothing in the network is large: the inputs or targets themselves are too large for its numbers.")


@WHY.sentence("long_steps")
def long_steps_since(run: MeasuredRun) -> str | None:
    """The settings were changed, and the loss was in the range of numbers then."""
    divergence = run.snapshot.divergence
    if divergence is None or not run.changed_at:
        return None
    return tr(
        "The loss was {loss_at_change} when the settings were changed last, at step {changed_at}; steps at "
        "learning rate {learning_rate} have led out of the range since.",
        loss_at_change=figure(loss_at_change(run)),
        changed_at=whole(run.changed_at),
        learning_rate=compact(divergence.learning_rate),
    )


@WHY.sentence("long_steps")
def long_steps(run: MeasuredRun) -> str | None:
    """The run began in the range of numbers."""
    divergence = run.snapshot.divergence
    if divergence is None:
        return None
    return tr(
        "The run began with a loss of {first_loss}; steps at learning rate {learning_rate} have led out of the range.",
        first_loss=figure(run.first_loss),
        learning_rate=compact(divergence.learning_rate),
    )
