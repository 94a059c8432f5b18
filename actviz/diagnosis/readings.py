"""Readings: the two numbers beside the verdict, from the medians and the measurement that the findings rest on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from actviz.diagnosis.findings import Finding, Readings
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.number_text import fraction_text
from actviz.training.measure.underflow_text import ratio_text
from actviz.translation import tr


def readings_of(run: MeasuredRun, findings: Sequence[Finding]) -> Readings:
    """Return how much gradient reaches layer 1, or how much of the signal that vanishes in its place; and dead units.

    Where weight gradients do not tell of it, the findings say which signal vanishes.
    """
    said = {key for finding in findings if finding.key == "vanishing" for key in finding.said}
    kind, ratio = "gradient", run.ratio
    if "vanishing.backward" in said:
        kind, ratio = "backward", run.backward_ratio
    elif "vanishing.forward" in said:
        kind, ratio = "forward", run.forward_ratio
    text = gradient_share(run) if kind == "gradient" else fraction_text(ratio)
    return Readings(kind, None if math.isnan(ratio) else ratio, text, run.snapshot.n_dead, run.n_units)


def gradient_share(run: MeasuredRun) -> str:
    """Return the typical share of the output layer's gradient that reaches layer 1: 1/190,000, 2.6, < 10⁻⁴³ or none."""
    if math.isnan(run.ratio):
        return tr("none")
    return fraction_text(run.ratio) if run.ratio > 0.0 else ratio_text(run.snapshot, run.ratio)


def less_than_text(ratio: str) -> str:
    """Return a ratio as text for the middle of a sentence: a bound, "< 10⁻⁴³", in words."""
    bound = ratio.removeprefix("< ")
    return ratio if bound == ratio else tr("less than {bound}", bound=bound)
