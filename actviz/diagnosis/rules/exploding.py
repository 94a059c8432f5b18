"""A gradient, or a signal, that grows from layer to layer."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis import remedies
from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.run_facts import Case
from actviz.number_text import figure

STILL_LOUD = 5.0  # times the error of guessing


@rule("exploding", explains=("rate_too_large", "saturation", "not_learning", "overfitting"))
def exploding(case: Case) -> Finding | None:
    """The gradient, or the signal itself, grows from layer to layer."""
    s = case.snapshot
    growing = case.ratio > case.config.exploding_above or not np.isfinite(s.gradient_norms).all()
    error = case.error(s.loss)
    loud = error > STILL_LOUD and case.overflowing
    if not (growing or loud):
        return None
    if growing:
        text = (
            f"Layer 1 gets {figure(case.ratio)} times the gradient of the last layer, as every layer enlarges it on "
            "its way back. A step that suits the last layers throws the first ones far off."
        )
    else:
        text = (
            f"The outputs are off {figure(error)} times as far as a mere guess, as every layer enlarges the signal. "
            "So every gradient is as large, and steps overshoot."
        )
    return Finding(
        "exploding",
        "The gradient explodes" if growing else "The signal explodes",
        "critical",
        text,
        (
            Evidence("first/last, median", figure(case.ratio)),
            Evidence("largest gradient norm", figure(case.largest_norm)),
            Evidence("loss", case.losses),
        ),
        (),
        ("gradient_flow", "why", "network"),
        suggestions(
            case.config,
            (
                remedies.scale_one,
                remedies.initializer("xavier_normal"),
                remedies.clip(1.0),
                remedies.rate(1 / 10),
                remedies.fewer_layers,
            ),
        ),
    )
