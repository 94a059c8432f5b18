"""The rule for sigmoid-like units in the flat parts of their activation."""

from __future__ import annotations

from math import nan

import numpy as np

from actviz.diagnosis.findings import GRADIENT, Evidence, Finding, capital, layers_text, merged
from actviz.diagnosis.former_settings import before_text, change_after_the_damage
from actviz.diagnosis.growing_functions import initial_weights_are_usual
from actviz.diagnosis.loss_course import LITTLE, loss_stands_still
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import REMEDIES, suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import FLATTENED, slopes_at_biases
from actviz.diagnosis.structure_of_run import growing_skips_text
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import median
from actviz.number_text import compact, figure, percent
from actviz.translation import mark, tr, tr_count

SATURATED_SHARE = 0.6  # of a layer's values
LARGE = 5.0  # RMS of the inputs; standardised ones have 1
LONG = 0.03  # update ratio: 30 times the usual one
WHAT, WHY = Choice("saturation"), Choice("saturation.why")


@rule(
    "saturation",
    mark("saturated units"),
    explains=("vanishing", "rate_too_small", "not_learning", "plateau"),
    effect=True,
)
def saturation(run: MeasuredRun) -> Finding | None:
    """Find layers of sigmoid-like units whose slope is next to zero; a note where the network learns with them.

    A network that learns may drive units there; then it is worth a note only if they were there at the start.
    """
    layers = _layers(run)
    if not layers or (run.learned and not saturates_from_the_start(run)):
        return None
    worst = int(run.saturated.argmax())
    why = explain(run, WHAT, WHY)
    return Finding(
        "saturation",
        tr_count("{layers} saturates", "{layers} saturate", len(layers), layers=capital(layers_text(merged(layers)))),
        "note" if run.learned or _follows_a_minimum(run) else "warning",
        why.text,
        (
            Evidence(tr("saturated in layer {worst}", worst=worst + 1), percent(float(run.saturated[worst]))),
            Evidence(tr(GRADIENT), figure(run.ratio)),
            Evidence(tr("loss"), run.losses),
        ),
        merged(layers),
        ("activation", "why", "dead_units"),
        suggested(run, why.cause, *([REMEDIES["bias_zero"]] if slopes_at_biases(run) is not None else [])),
        why.cause,
        said=why.said,
    )


def saturates_from_the_start(run: MeasuredRun) -> bool:
    """Return whether layers saturate whose slopes were small at the start already."""
    return bool(_layers(run)) and _at_start(run)


def _layers(run: MeasuredRun) -> list[int]:
    """Return the saturated layers, 1-based."""
    return [i for i, share in enumerate(run.saturated, 1) if share > SATURATED_SHARE]


def _start_slope(run: MeasuredRun) -> float:
    """Return the median slope factor of these layers at the start; NaN where it is not known."""
    start = run.history.start
    if start is None or start.factors is None or not start.is_of(run.config):
        return nan
    return median(start.factors[1][np.array(_layers(run)) - 1])


def _slope(run: MeasuredRun) -> float:
    return median(run.snapshot.slope_factors[np.array(_layers(run)) - 1])


def _at_start(run: MeasuredRun) -> bool:
    """Return whether these layers' slopes were at the start less than half the largest, at the median."""
    largest = [ACTIVATIONS[run.config.activations[i - 1]].max_slope(run.config.alpha) for i in _layers(run)]
    return _start_slope(run) < 0.5 * median(np.array(largest))


def _steps_do_it(run: MeasuredRun) -> bool:
    """Return whether steps have more than halved the slopes, from weights of the usual size and a mean bias of 0."""
    flattened = _slope(run) < FLATTENED * _start_slope(run)
    return flattened and run.config.bias_init == 0.0 and initial_weights_are_usual(run)


def _follows_a_minimum(run: MeasuredRun) -> bool:
    """Return whether the units got there by short steps in a run that has learned something and now stands still.

    In a minimum weights grow on and on; then the saturation is no cause, and shorter steps do not help.
    """
    learned = run.snapshot.loss < LITTLE * run.chance
    short = run.loss_spike is None and not run.largest_update > LONG
    return learned and short and not _at_start(run) and loss_stands_still(run)


@WHAT.sentence()
def harmless(run: MeasuredRun) -> str | None:
    """In a layer, most examples have a slope under 5 % of the largest, and the network has learned."""
    if not _layers(run) or not run.learned:
        return None
    return tr(
        "Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum. The "
        "network learns all the same."
    )


@WHAT.sentence()
def small_slopes(run: MeasuredRun) -> str | None:
    """In a layer, most examples have a slope under 5 % of the largest."""
    if not _layers(run):
        return None
    return tr("Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum.")


@WHY.sentence("input_scale")
def by_the_inputs(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, with inputs far larger than standardised ones."""
    if not _at_start(run) or not run.input_size > LARGE or run.config.architecture.normalizes_before:
        return None
    return tr(
        "At the start the median slope factor was {start_slope}: the inputs, {input_size} in their RMS where "
        "1 is usual, are too large.",
        start_slope=figure(_start_slope(run)),
        input_size=figure(run.input_size),
    )


@WHY.sentence("growing_skips")
def by_skips(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, as unscaled branches made the sums large."""
    why = growing_skips_text(run)
    if not _at_start(run) or why is None:
        return None
    return tr(
        "At the start the median slope factor was {start_slope}. {why}", start_slope=figure(_start_slope(run)), why=why
    )


@WHY.sentence("large_weights")
def from_the_start(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, too, and the weights were enlarged or the biases at 0."""
    if not _at_start(run) or run.config.bias_init != 0.0 or _steps_do_it(run):
        return None
    if run.config.bias_spread and initial_weights_are_usual(run):
        return None
    return tr(
        "At the start the median slope factor was {start_slope}: the initial weights are too large.",
        start_slope=figure(_start_slope(run)),
    )


@WHY.sentence("large_weights")
def by_the_biases(run: MeasuredRun) -> str | None:
    """The median slope at the start was small, and the biases are not at 0."""
    if not _at_start(run) or _steps_do_it(run):
        return None
    bias, spread = compact(run.config.bias_init), compact(run.config.bias_spread)
    return tr(
        "At the start the median slope factor was {start_slope}, with biases at {bias_init} and weights of "
        "scale {init_scale}.",
        start_slope=figure(_start_slope(run)),
        bias_init=f"{bias} ± {spread}" if run.config.bias_spread else bias,
        init_scale=compact(run.config.init_scale),
    )


@WHY.sentence()
def by_former_steps(run: MeasuredRun) -> str | None:
    """The median slope was larger at the start, and steps with former settings have done it."""
    change = change_after_the_damage(run)
    if change is None or not _slope(run) < FLATTENED * _start_slope(run):
        return None
    return tr(
        "The median slope factor was {start_slope} at the start and is {slope}: steps pushed the units there {before}",
        start_slope=figure(_start_slope(run)),
        slope=figure(_slope(run)),
        before=before_text(change),
    )


@WHY.sentence("long_steps")
def by_steps(run: MeasuredRun) -> str | None:
    """The median slope was larger at the start."""
    if not _slope(run) < FLATTENED * _start_slope(run):
        return None
    return tr(
        "The median slope factor was {start_slope} at the start and is {slope}: steps have pushed the units there.",
        start_slope=figure(_start_slope(run)),
        slope=figure(_slope(run)),
    )


@WHY.sentence("large_weights")
def biases_all_along(run: MeasuredRun) -> str | None:
    """The median slope was hardly larger at the start, with biases away from 0."""
    if run.config.bias_init == 0.0 or not _slope(run) >= FLATTENED * _start_slope(run):
        return None
    return tr(
        "The median slope factor was {start_slope} at the start, with biases at {bias_init}, and is {slope}.",
        start_slope=figure(_start_slope(run)),
        bias_init=compact(run.config.bias_init),
        slope=figure(_slope(run)),
    )


@WHY.sentence("long_steps")
def not_known(run: MeasuredRun) -> str | None:
    """The slopes at the start were not recorded, or were hardly larger at the median."""
    return tr("Layer 1 gets {ratio} times the output layer's gradient.", ratio=figure(run.ratio))
