"""The rule for values that are not finite."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.number_text import figure


@rule("diverged", explains=("dead_layer", "dead_units", EFFECTS))
def diverged(run: MeasuredRun) -> Finding | None:
    """Find that training stopped because values were no longer finite."""
    divergence = run.snapshot.divergence
    if divergence is None:
        return None
    where = f"layer {divergence.layer}'s {divergence.quantity}" if divergence.layer else "the loss"
    start = not divergence.kept_is_finite or run.overflowing
    by_function = start and run.config.init_scale <= 1.0 and not divergence.kept_is_finite
    cause = "growing_function" if by_function else "large_weights" if start else "long_steps"
    return Finding(
        "diverged",
        f"Training diverged at step {divergence.step:,}" if divergence.kept_is_finite else "Training cannot begin",
        "critical",
        f"Values left the range of numbers, {where} first, so training stopped after step {divergence.kept_step:,}. "
        + (
            "The activation enlarges the signal from layer to layer."
            if by_function
            else "The weights were too large to begin with: every layer enlarged the signal."
            if start
            else f"A step of {divergence.learning_rate:g} times the gradient leads to a larger gradient, and so on."
        ),
        (
            Evidence("learning rate", f"{divergence.learning_rate:g}"),
            Evidence("loss", run.losses),
            Evidence("largest gradient norm", figure(run.largest_norm)),
        ),
        () if not divergence.layer else ((divergence.layer, divergence.layer),),
        ("loss", "gradient_flow", "network"),
        suggestions(run.config, cause),
        cause,
    )
