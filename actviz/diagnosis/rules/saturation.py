"""The rule for sigmoid-like units in the flat parts of their activation."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding, capital, layers_text, merged
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggestions
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import figure, percent

SATURATED_SHARE = 0.6  # of a layer's values
WHAT, WHY = Choice("saturation"), Choice("saturation.why")


@rule("saturation", explains=("vanishing", "rate_too_small", "not_learning", "plateau"), effect=True)
def saturation(run: MeasuredRun) -> Finding | None:
    """Find layers of sigmoid-like units whose slope is next to zero."""
    layers = [i for i, share in enumerate(run.saturated, 1) if share > SATURATED_SHARE]
    if not layers or run.learned:
        return None
    worst = int(run.saturated.argmax())
    why = explain(run, WHAT, WHY)
    return Finding(
        "saturation",
        f"{capital(layers_text(merged(layers)))} saturate{'s' if len(layers) == 1 else ''}",
        "warning",
        why.text,
        (
            Evidence(f"saturated in layer {worst + 1}", percent(float(run.saturated[worst]))),
            Evidence("first/last, median", figure(run.ratio)),
            Evidence("loss", run.losses),
        ),
        merged(layers),
        ("activation", "why", "dead_units"),
        suggestions(run.config, why.cause),
        why.cause,
        said=why.said,
    )


def _at_start(run: MeasuredRun) -> bool:
    """Return whether the median slope factor at the start was less than half the activations' largest slope."""
    largest = [ACTIVATIONS[key].max_slope(run.config.alpha) for key in run.config.activations]
    return run.start_slope < 0.5 * median(np.array(largest))


@WHAT.sentence()
def small_slopes(run: MeasuredRun) -> str | None:
    """In a layer, most examples have a slope under 5 % of the largest."""
    if not (run.saturated > SATURATED_SHARE).any():
        return None
    return "Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum."


@WHY.sentence("large_weights")
def from_the_start(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, too, and the weights were enlarged or the biases at 0."""
    if not _at_start(run) or run.config.bias_init != 0.0:
        return None
    return f"At the start the median slope factor was {figure(run.start_slope)}: the initial weights are too large."


@WHY.sentence("large_weights")
def by_the_biases(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, and the biases are not at 0."""
    if not _at_start(run):
        return None
    return (
        f"At the start the median slope factor was {figure(run.start_slope)}, with biases at "
        f"{run.config.bias_init:g} and weights of scale {run.config.init_scale:g}."
    )


@WHY.sentence("long_steps")
def by_steps(run: MeasuredRun) -> str | None:
    """The median slope was larger at the start."""
    if not run.flattened:
        return None
    return (
        f"The median slope factor was {figure(run.start_slope)} at the start and is "
        f"{figure(run.slope_change * run.start_slope)}: steps have pushed the units there."
    )


@WHY.sentence("long_steps")
def not_known(run: MeasuredRun) -> str | None:
    """The slopes at the start were not recorded, or were hardly larger at the median."""
    return f"The gradient shrinks by as much on its way back: first/last {figure(run.ratio)}."
