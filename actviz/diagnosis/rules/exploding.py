"""The rule for a gradient, or a signal, that grows from layer to layer."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.number_text import figure

FAR_OFF = 5.0  # times the error of guessing


@rule("exploding", explains=("rate_too_large", "saturation", "not_learning", "overfitting"))
def exploding(run: MeasuredRun) -> Finding | None:
    """Find a gradient, or a signal, that grows from layer to layer."""
    s = run.snapshot
    growing = run.ratio > run.config.exploding_above or not np.isfinite(s.gradient_norms).all()
    error = run.error(s.loss)
    far_off = error > FAR_OFF and run.overflowing
    if not (growing or far_off):
        return None
    cause = "growing_gradient" if growing else "large_weights"
    if growing:
        text = (
            f"Layer 1 gets {figure(run.ratio)} times the gradient of the last layer, as every layer enlarges it on "
            "its way back. A step that suits the last layers is far too long for the first ones."
        )
    else:
        text = (
            f"The outputs err by {figure(error)} times as much as a constant guess: every layer enlarges the signal. "
            "So every gradient is as large, and steps overshoot."
        )
    return Finding(
        "exploding",
        "The gradient explodes" if growing else "The signal explodes",
        "critical",
        text,
        (
            Evidence("first/last, median", figure(run.ratio)),
            Evidence("largest gradient norm", figure(run.largest_norm)),
            Evidence("loss", run.losses),
        ),
        (),
        ("gradient_flow", "why", "network"),
        suggestions(run.config, cause),
        cause,
    )
