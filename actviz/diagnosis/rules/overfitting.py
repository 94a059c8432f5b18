"""The rule for a network that fits the training set but not the test set."""

from __future__ import annotations

import math

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.rules.saturation import LARGE, saturates_from_the_start
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.structure_of_run import growing_skips_text
from actviz.number_text import figure, percent, whole
from actviz.translation import mark, tr

RISE, GAP = 0.25, 0.1  # test loss over its best, in units of guessing's; training accuracy over the test's
OUTLIERS = 20.0  # losses of guessing on one example, added up: two or three examples that are far off make as much
REMEMBERED = 0.95  # training accuracy
CLEARLY = 0.75  # of the loss of guessing
WHAT, WHY = Choice("overfitting"), Choice("overfitting.why")


@rule("overfitting", mark("overfitting"), effect=True)
def overfitting(run: MeasuredRun) -> Finding | None:
    """Find a test loss that has risen, or a test accuracy far below the training accuracy."""
    s = run.snapshot
    if not (run.learned or _tests_worse_than_guessing(run)):
        return None
    why = explain(run, WHAT, WHY)
    if len(why.said) < 2:
        return None
    evidence = [Evidence(tr("training loss"), figure(s.loss)), Evidence(tr("test loss"), figure(s.test_loss))]
    if _has_risen(run):
        evidence.append(Evidence(tr("best test loss"), figure(_best(run))))
    if s.accuracy is not None:
        evidence.append(
            Evidence(
                tr("training accuracy"),
                tr(
                    "{accuracy}, test {test_accuracy}",
                    accuracy=percent(s.accuracy),
                    test_accuracy=percent(s.test_accuracy),
                ),
            )
        )
    return Finding(
        "overfitting",
        tr("Overfitting"),
        "warning",
        why.text,
        tuple(evidence),
        (),
        ("loss", "learned_map"),
        suggested(run, why.cause),
        why.cause,
        on_test_set=True,
        said=why.said,
    )


def _best(run: MeasuredRun) -> float:
    """Return the least test loss so far."""
    tested = run.history.test_loss[np.isfinite(run.history.test_loss)]
    return min(float(tested.min(initial=math.inf)), run.snapshot.test_loss or math.inf)


def _has_risen(run: MeasuredRun) -> bool:
    s = run.snapshot
    if s.test_loss is None or not len(run.facts.test_x):
        return False
    least = max(RISE, OUTLIERS / len(run.facts.test_x)) * run.chance
    trained = run.history.train_loss
    if s.loss > float(np.nanmin(trained, initial=math.inf)) + RISE * run.chance:  # both rose: steps have led away
        return False
    return s.test_loss > max(_best(run), s.loss) + least


def _tests_worse_than_guessing(run: MeasuredRun) -> bool:
    """Return whether the test loss has risen beyond guessing's while the training loss is clearly below it."""
    return run.snapshot.loss < CLEARLY * run.chance < run.chance < (run.snapshot.test_loss or 0.0) and _has_risen(run)


def _gap(run: MeasuredRun) -> float:
    """Return how far the test accuracy is below the training accuracy, where both are known, else 0."""
    s = run.snapshot
    return 0.0 if s.accuracy is None or s.test_accuracy is None else s.accuracy - s.test_accuracy


@WHAT.sentence()
def test_loss_has_risen(run: MeasuredRun) -> str | None:
    """The test loss is far above its best and above the training loss."""
    if not _has_risen(run):
        return None
    s = run.snapshot
    return tr(
        "The loss is {loss} on the training set and {test_loss} on the test set, where it had been {best}.",
        loss=figure(s.loss),
        test_loss=figure(s.test_loss),
        best=figure(_best(run)),
    )


@WHAT.sentence()
def test_is_worse_than_guessing(run: MeasuredRun) -> str | None:
    """The network has learned the training set, and on the test set it is worse than guessing."""
    s = run.snapshot
    if s.test_loss is None or not run.learned or not s.test_loss > run.chance:
        return None
    if s.test_loss - s.loss < OUTLIERS / len(run.facts.test_x) * run.chance:
        return None
    return tr(
        "The loss is {loss} on the training set and {test_loss} on the test set; guessing has {chance}.",
        loss=figure(s.loss),
        test_loss=figure(s.test_loss),
        chance=figure(run.chance),
    )


@WHAT.sentence()
def test_accuracy_is_lower(run: MeasuredRun) -> str | None:
    """The test accuracy is farther below the training accuracy than chance makes it."""
    n, s = len(run.facts.test_x), run.snapshot
    if not n or _gap(run) <= max(GAP, 1.5 / math.sqrt(n)):  # chance alone gives about a third of that
        return None
    return tr(
        "{accuracy} of the training set are right, and {test_accuracy} of the test set.",
        accuracy=percent(s.accuracy),
        test_accuracy=percent(s.test_accuracy),
    )


@WHY.sentence("large_weights")
def by_large_weights(run: MeasuredRun) -> str | None:
    """Layers saturate, as they did at the start: what they make of an input hardly holds for a similar one."""
    if not saturates_from_the_start(run) or run.input_size > LARGE or growing_skips_text(run) is not None:
        return None
    return tr(
        "{saturated} of a layer's values are saturated, and its slopes were small at the start already: with "
        "weights so large, a small difference of the inputs can switch units over.",
        saturated=percent(float(run.saturated.max())),
    )


@WHY.sentence("memory")
def remembers(run: MeasuredRun) -> str | None:
    """There are at least as many weights as training examples."""
    weights, examples = run.facts.n_weights, len(run.facts.train_x)
    if weights < examples:
        return None
    accuracy = run.snapshot.accuracy
    if accuracy is not None and accuracy < REMEMBERED:
        return tr(
            "{weights} weights for {examples} examples: they can fit what only the training set has.",
            weights=whole(weights),
            examples=whole(examples),
        )
    return tr(
        "{weights} weights can remember {examples} examples one by one.",
        weights=whole(weights),
        examples=whole(examples),
    )


@WHY.sentence("memory")
def fits_noise(run: MeasuredRun) -> str | None:
    """There are fewer weights than training examples."""
    return tr(
        "The network of {n_weights} weights fits what only the training set has.", n_weights=whole(run.facts.n_weights)
    )
