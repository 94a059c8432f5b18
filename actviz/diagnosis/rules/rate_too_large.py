"""Steps that overshoot."""

from __future__ import annotations

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.number_text import figure

WORSE = 1.5  # times the loss of guessing and of the start: steps too long


@rule(
    "rate_too_large",
    explains=("saturation", "vanishing", "rate_too_small", "not_learning", "overfitting"),
    silent=True,
    effect=True,
)
def rate_too_large(case: Case) -> Finding | None:
    """The loss is worse than at the start and worse than guessing, because every step overshoots."""
    bar = max(case.chance, case.first_loss)
    if case.steps_taken < 10 or case.recent_loss <= WORSE * bar or case.snapshot.loss <= bar:
        return None
    return Finding(
        "rate_too_large",
        "Learning rate too large",
        "critical",
        f"The loss is {figure(case.recent_loss)} on average, worse than the {figure(case.chance)} of guessing and the "
        f"{figure(case.first_loss)} of the start. Steps overshoot what they aim at, and push units out of their range.",
        (
            Evidence("learning rate", f"{case.config.learning_rate:g}"),
            Evidence("largest update ratio", figure(_largest_update(case))),
            Evidence("loss", case.losses),
        ),
        (),
        ("loss", "activation", "gradient_flow"),
        suggestions(case.config, remedies.OVERSHOOTING),
    )


def _largest_update(case: Case) -> float:
    ratios = case.snapshot.update_ratios
    return float("nan") if ratios is None else float(ratios.max())
