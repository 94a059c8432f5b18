"""The rule for a loss that stays that of guessing."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import figure

GUESSING = 0.97  # times the loss of guessing: not learned
NO_GRADIENT = 1e-6  # of the first layer: it takes some 100,000 steps at rate 1 to move a weight by 0.1
PATIENCE_STEPS, PATIENCE_EPOCHS = 250, 10  # after which something should have been learned


@rule("not_learning", effect=True)
def not_learning(run: MeasuredRun) -> Finding | None:
    """Find a loss no better than that of guessing after PATIENCE_STEPS steps and PATIENCE_EPOCHS epochs."""
    s = run.snapshot
    fair = run.steps_since_change >= PATIENCE_STEPS and s.epoch >= PATIENCE_EPOCHS
    if not fair or s.loss < GUESSING * run.chance:
        return None
    kinds = [ACTIVATIONS[key] for key in run.config.activations]
    linear = all(kind.piecewise_linear and not kind.rectifier for kind in kinds) and not any(run.config.can_die)
    cause = "long_steps" if run.faded else "plateau"
    if linear:
        cause = "linear"
        why = "Without an activation the whole network is one linear map, which may not be able to do better."
    elif run.loss_spike is not None:
        cause = "long_steps"
        step, peak = run.loss_spike
        why = f"The loss had shot up to {figure(peak)} by step {step:,}: the steps were too long."
    elif run.flattened:
        cause = "flattened"
        slope = figure(run.slope_change * run.start_slope)
        why = (
            f"The median slope was {figure(run.start_slope)} at the start and is {slope}: steps have moved the units "
            "where they hardly respond."
        )
    elif run.first_norm < NO_GRADIENT:
        why = f"Hardly any gradient arrives: layer 1's norm is {figure(run.first_norm)}."
    else:
        why = "A gradient arrives, so it may be a plateau that takes longer, or data with nothing to learn in it."
    return Finding(
        "not_learning",
        "Not learning yet",
        "warning",
        f"After {s.step:,} steps the loss is {figure(s.loss)}; a constant output has {figure(run.chance)}. {why}",
        (
            Evidence("loss", run.losses),
            Evidence("loss of guessing", figure(run.chance)),
            Evidence("first/last, median", figure(run.ratio)),
            Evidence("update ratio", figure(run.update_ratio)),
        ),
        (),
        ("loss", "learned_map", "gradient_flow"),
        suggestions(run.config, cause),
        cause,
    )
