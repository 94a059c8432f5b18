"""The rule for targets of a regression whose scale keeps a network from learning."""

from __future__ import annotations

import math

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.scale import LARGE, SMALL, Column, odd_target, suffers
from actviz.diagnosis.sentence import Choice, explain
from actviz.nn.optimizers import OPTIMIZERS
from actviz.number_text import figure
from actviz.translation import mark, tr

TITLES = {
    "target_scale.far": mark("The targets are too large"),
    "target_scale.large": mark("The targets are too large"),
    "target_scale.small": mark("The targets are too small"),
    "target_scale.shifted": mark("The targets are far from 0"),
}
WHAT = Choice("target_scale")


@rule(
    "target_scale",
    mark("targets on a wrong scale"),
    explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS),
)
def target_scale(run: MeasuredRun) -> Finding | None:
    """Find targets that are huge, tiny or far from 0 in units of their deviation, in a run that does not learn."""
    column = odd_target(run)
    if column is None or not suffers(run):
        return None
    why = explain(run, WHAT)
    return Finding(
        "target_scale",
        tr(TITLES[why.said[0]]),
        "critical" if run.snapshot.divergence is not None else "warning",
        why.text,
        (
            Evidence(tr("{column}, mean", column=column.text), figure(column.mean)),
            Evidence(tr("deviation"), figure(column.deviation)),
            Evidence(tr("first outputs off by"), figure(_first_error(run))),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "learned_map"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


def _first_error(run: MeasuredRun) -> float:
    """Return the root of the first outputs' mean square error."""
    return math.sqrt(2.0 * max(0.0, run.first_loss))


def _where(run: MeasuredRun, column: Column) -> str:
    """Return what the targets are, and how far the first outputs were from them."""
    away = _first_error(run)
    if column.deviation > 0.0:
        return tr(
            "The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}, "
            "{times} times the targets' deviation",
            column=column.text,
            moments=column.spread,
            away=figure(away),
            times=figure(away / column.deviation),
        )
    return tr(
        "The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}",
        column=column.text,
        moments=column.spread,
        away=figure(away),
    )


@WHAT.sentence("target_scale")
def far(run: MeasuredRun) -> str | None:
    """The targets are far larger than 1, and the steps of the optimizer do not grow with the gradient."""
    column, optimizer = odd_target(run), OPTIMIZERS[run.config.optimizer]
    if column is None or column.size <= LARGE or optimizer.key == "sgd" or run.snapshot.divergence is not None:
        return None
    return tr(
        "{where}. A step of {optimizer} moves a weight by about the learning rate, however large the "
        "gradient is: it takes many to bring the outputs there.",
        where=_where(run, column),
        optimizer=optimizer.label,
    )


@WHAT.sentence("target_scale")
def large(run: MeasuredRun) -> str | None:
    """The targets are far larger than 1."""
    column = odd_target(run)
    if column is None or column.size <= LARGE:
        return None
    return tr("{where}: every gradient is as large, and a usual step is too long.", where=_where(run, column))


@WHAT.sentence("target_scale")
def small(run: MeasuredRun) -> str | None:
    """The targets are far smaller than 1."""
    column = odd_target(run)
    if column is None or column.size >= SMALL:
        return None
    return tr("{where}: what tells the targets apart adds next to nothing to the gradient.", where=_where(run, column))


@WHAT.sentence("target_scale")
def shifted(run: MeasuredRun) -> str | None:
    """The targets vary far less than they are away from 0."""
    column = odd_target(run)
    if column is None or not SMALL <= column.size <= LARGE:
        return None
    return tr(
        "{where}: the gradient teaches their mean first, and hardly what tells them apart.", where=_where(run, column)
    )
