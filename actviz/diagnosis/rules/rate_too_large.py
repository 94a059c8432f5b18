"""The rule for a learning rate so large that steps overshoot."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.number_text import figure

WORSE = 1.5  # times the loss of guessing and of the start: steps too long


@rule(
    "rate_too_large",
    explains=("saturation", "vanishing", "rate_too_small", "not_learning", "overfitting"),
    silent=True,
    effect=True,
)
def rate_too_large(run: MeasuredRun) -> Finding | None:
    """Find a loss above that of the start and that of guessing: every step overshoots."""
    bar = max(run.chance, run.first_loss)
    if run.steps_since_change < 10 or run.recent_loss <= WORSE * bar or run.snapshot.loss <= bar:
        return None
    return Finding(
        "rate_too_large",
        "Learning rate too large",
        "critical",
        f"The loss is {figure(run.recent_loss)} on average, worse than the {figure(run.chance)} of guessing and the "
        f"{figure(run.first_loss)} of the start. Steps overshoot the minimum, and push units out of their range.",
        (
            Evidence("learning rate", f"{run.config.learning_rate:g}"),
            Evidence("largest update ratio", figure(_largest_update(run))),
            Evidence("loss", run.losses),
        ),
        (),
        ("loss", "activation", "gradient_flow"),
        suggestions(run.config, "long_steps"),
        "long_steps",
    )


def _largest_update(run: MeasuredRun) -> float:
    ratios = run.snapshot.update_ratios
    return float("nan") if ratios is None else float(ratios.max())
