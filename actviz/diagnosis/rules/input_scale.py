"""The rule for inputs whose scale keeps a network from learning."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import REMEDIES, STANDARDIZE_BOTH, Remedy, suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.scale import (
    LARGE,
    SMALL,
    Column,
    hurt_by_large_inputs,
    middle_half,
    odd_input,
    odd_target,
    saturated_by_inputs,
    suffers,
)
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import fades_at_start
from actviz.number_text import figure
from actviz.translation import mark, tr

TITLES = {
    "input_scale.saturates": mark("The inputs are too large"),
    "input_scale.skewed": mark("Some inputs are far too large"),
    "input_scale.large": mark("The inputs are too large"),
    "input_scale.small": mark("The inputs are too small"),
    "input_scale.unlike": mark("The inputs are of very different scales"),
}
WHAT = Choice("input_scale")


@rule(
    "input_scale",
    mark("inputs on a wrong scale"),
    explains=("target_scale", "diverged", "dead_layer", "dead_units", "exploding", EFFECTS),
)
def input_scale(run: MeasuredRun) -> Finding | None:
    """Find large, tiny or very different inputs in a run that does not learn, or that they hurt."""
    column = odd_input(run)
    if column is None or not (suffers(run) or hurt_by_large_inputs(run)) or not _may_be_to_blame(run, column):
        return None
    why = explain(run, WHAT)
    return Finding(
        "input_scale",
        tr(TITLES[why.said[0]]),
        "critical" if run.snapshot.divergence is not None else "warning",
        why.text,
        (
            Evidence(tr("input {column}, mean", column=column.text), figure(column.mean)),
            Evidence(tr("deviation"), figure(column.deviation)),
            *(() if run.loss_spike is None else (Evidence(tr("highest loss of a batch"), figure(run.loss_spike[1])),)),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "activation", "network"),
        suggested(run, why.cause, *_before_others(run, why.cause)),
        why.cause,
        said=why.said,
    )


def _before_others(run: MeasuredRun, cause: str) -> tuple[Remedy, ...]:
    """Return the remedy for inputs and targets where both are of an unusual scale, and the one for skewed inputs.

    Layer normalisation alone helps as often against these, but by less.
    """
    if cause == "skewed_input":
        return (REMEDIES["normalized_network"],)
    return (STANDARDIZE_BOTH,) if odd_target(run) is not None else ()


def _may_be_to_blame(run: MeasuredRun, column: Column) -> bool:
    """Return whether such a scale can do what happened: only large inputs make values overflow.

    Inputs of unlike scales slow learning; they neither kill layers nor make a gradient fade or the loss shoot up. Where
    layer 1's sums are normalised, it does not matter how large all inputs are.
    """
    if run.config.architecture.normalizes_before and not SMALL <= column.size <= LARGE:
        return False
    if column.size > LARGE:
        return True
    if run.snapshot.divergence is not None or run.loss_spike is not None:
        return False
    return column.size < SMALL or not (run.snapshot.dead_layers or fades_at_start(run))


@WHAT.sentence("input_scale")
def saturates(run: MeasuredRun) -> str | None:
    """An input is far larger than 1, and layer 1 was in the flat parts of its activation at the start, as it is now."""
    column = odd_input(run)
    if column is None or column.size <= LARGE or not saturated_by_inputs(run):
        return None
    slope = figure(run.snapshot.slope_factors[0])
    return tr(
        "Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and "
        "there the slope of layer 1's units is next to 0, with a slope factor of {slope}: they hardly "
        "respond to a step of their weights.",
        column=column.text,
        column_2=column.spread,
        slope=slope,
    )


@WHAT.sentence("skewed_input")
def skewed(run: MeasuredRun) -> str | None:
    """An input is far larger than 1 by a few values, next to which the others would be all but equal."""
    column = odd_input(run)
    quartiles = None if column is None or column.size <= LARGE else middle_half(run, column)
    if column is None or quartiles is None:
        return None
    return tr(
        "Input {column} is {column_2}, where about 0 ± 1 is usual, and half of its values lie from "
        "{quartiles} to {quartiles_2}. Standardised, these would be all but equal: take its logarithm in the "
        "file, or leave out the rows with the largest values.",
        column=column.text,
        column_2=column.spread,
        quartiles=figure(quartiles[0]),
        quartiles_2=figure(quartiles[1]),
    )


@WHAT.sentence("input_scale")
def large(run: MeasuredRun) -> str | None:
    """An input is far larger than 1."""
    column = odd_input(run)
    if column is None or column.size <= LARGE:
        return None
    return tr(
        "Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and so "
        "is the gradient of the first weights: a usual step is too long for them.",
        column=column.text,
        column_2=column.spread,
    )


@WHAT.sentence("input_scale")
def small(run: MeasuredRun) -> str | None:
    """All inputs are far smaller than 1."""
    column = odd_input(run)
    if column is None or column.size >= SMALL:
        return None
    return tr(
        "The largest input, {column}, is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as "
        "small, and so is the gradient of the first weights: a usual step is too short for them.",
        column=column.text,
        column_2=column.spread,
    )


@WHAT.sentence("input_scale")
def unlike(run: MeasuredRun) -> str | None:
    """One input varies far more than another."""
    column = odd_input(run)
    if column is None or not SMALL <= column.size <= LARGE:
        return None
    return tr(
        "Input {column} is {column_2}, and another varies less than a hundredth of that. The sums tell "
        "little of it, and its weights get as little gradient.",
        column=column.text,
        column_2=column.spread,
    )
