"""The rule for a loss that stands still although the network has not learned much."""

from __future__ import annotations

from math import isfinite

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.loss_course import loss_falls_slowly, loss_half_the_run_ago, loss_is_lower, loss_stands_still
from actviz.diagnosis.measured_run import MeasuredRun, has_few_units
from actviz.diagnosis.mixed_data import mixed_text, noise_text
from actviz.diagnosis.outlook import is_linear
from actviz.diagnosis.pace import is_too_slow
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import fades_at_start
from actviz.number_text import figure, whole
from actviz.translation import mark, tr

AT_REST = 1e-2  # largest gradient norm of a layer: hardly anything pushes the weights
GUESSING = 0.97  # times the loss of guessing: above it the rule `not_learning` decides
RECOVERED = 10.0  # times the ratio that counts as vanishing
LONG = 0.03  # update ratio: 30 times the usual one
WHAT, WHY = Choice("plateau"), Choice("plateau.why")


@rule("plateau", mark("the loss stands still"), explains=("vanishing", "overfitting"), effect=True)
def plateau(run: MeasuredRun) -> Finding | None:
    """Find a loss that is below guessing's, far above 0, and no lower than half the run ago.

    A signal that has faded since the start, and steps that are too short, are faults of their own.
    """
    some = run.snapshot.loss < GUESSING * run.chance and not run.learned
    if not some or run.nothing_to_learn or _fades(run) or is_too_slow(run) or not loss_stands_still(run):
        return None
    why = explain(run, WHAT, WHY)
    return Finding(
        "plateau",
        _title(run),
        "warning",
        why.text,
        (
            Evidence(tr("loss half the run ago"), figure(loss_half_the_run_ago(run)[1])),
            Evidence(tr("loss of guessing"), figure(run.facts.chance_loss)),
            Evidence(tr("largest gradient norm"), figure(run.largest_norm)),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "learned_map", "gradient_flow"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


def _title(run: MeasuredRun) -> str:
    if not loss_is_lower(run):
        return tr("The loss stands still")
    return tr("The loss hardly falls") if loss_falls_slowly(run) else tr("The batches' losses hardly fall")


def _fades(run: MeasuredRun) -> bool:
    """Return whether a signal that faded at the start has not recovered by much."""
    ratios = [ratio for ratio in (run.ratio, run.backward_ratio, run.forward_ratio) if isfinite(ratio)]
    return fades_at_start(run) and min(ratios, default=0.0) < RECOVERED * run.config.vanishing_below


@WHAT.sentence()
def no_lower(run: MeasuredRun) -> str | None:
    """The loss is no lower than half the run ago, or by too little to show."""
    if not loss_stands_still(run) or loss_is_lower(run):
        return None
    return tr(
        "The loss is {loss} times that of guessing, and hardly lower, if at all, than "
        "{loss_half_the_run_ago} steps ago.",
        loss=figure(run.snapshot.loss / run.chance),
        loss_half_the_run_ago=whole(loss_half_the_run_ago(run)[0]),
    )


@WHAT.sentence()
def hardly_lower(run: MeasuredRun) -> str | None:
    """The loss is a little lower than half the run ago."""
    if not loss_stands_still(run) or not loss_falls_slowly(run):
        return None
    return tr(
        "{then_and_now}: at this pace it takes many times the steps so far to be half of it.",
        then_and_now=_then_and_now(run),
    )


@WHAT.sentence()
def up_and_down(run: MeasuredRun) -> str | None:
    """The loss is lower than half the run ago, but the mean of the batches' losses hardly is."""
    if not loss_stands_still(run):
        return None
    return tr(
        "{then_and_now}, but the batches' losses, which go up and down, hardly show it.",
        then_and_now=_then_and_now(run),
    )


def _then_and_now(run: MeasuredRun) -> str:
    steps, loss = loss_half_the_run_ago(run)
    now, then = run.snapshot.loss / run.chance, loss / run.chance
    return tr(
        "The loss is {now} times that of guessing. It was {then} times that {steps} steps ago",
        now=figure(now),
        then=figure(then),
        steps=whole(steps),
    )


@WHY.sentence("linear")
def linear(run: MeasuredRun) -> str | None:
    """No layer has an activation that bends."""
    return tr("Without an activation the whole network is one linear map.") if is_linear(run.config) else None


@WHY.sentence("long_steps")
def long_steps(run: MeasuredRun) -> str | None:
    """Steps are far longer than usual."""
    usual = min(run.largest_update, run.typical_update)
    if not usual > LONG:
        return None
    return tr(
        "A step typically changes a layer's weights by {usual} of their size, where about 0.001 is usual: "
        "too much to settle in a minimum.",
        usual=figure(usual),
    )


@WHY.sentence("mixed")
def mixed(run: MeasuredRun) -> str | None:
    """Neighbouring examples hardly agree more than chance has it."""
    return mixed_text(run.facts)


@WHY.sentence("mixed")
def noisy(run: MeasuredRun) -> str | None:
    """The data were generated with noise, and neighbouring examples tell no more than the network."""
    return noise_text(run.facts, run.snapshot.loss / run.chance)


@WHY.sentence("local_minimum")
def at_rest(run: MeasuredRun) -> str | None:
    """Hardly anything pushes the weights."""
    if run.largest_norm > AT_REST:
        return None
    return tr(
        "No layer's gradient norm is above {largest_norm}: the weights are in a local minimum or on a "
        "plateau, {unless}.",
        largest_norm=figure(run.largest_norm),
        unless=_unless(run),
    )


@WHY.sentence("local_minimum")
def pushed(run: MeasuredRun) -> str | None:
    """The batches still push the weights."""
    if loss_is_lower(run):
        return tr(
            "The batches' gradients, of norm {largest_norm}, lead downhill only slowly, as on a plateau, {unless}.",
            largest_norm=figure(run.largest_norm),
            unless=_unless(run),
        )
    return tr(
        "The batches' gradients, of norm {largest_norm}, hardly lead downhill: a plateau or a local minimum, {unless}.",
        largest_norm=figure(run.largest_norm),
        unless=_unless(run),
    )


def _unless(run: MeasuredRun) -> str:
    if has_few_units(run):
        return tr("unless the data, or so few units, allow no more")
    return tr("unless the data allow no more")
