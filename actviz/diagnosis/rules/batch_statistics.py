"""The rule for batch statistics that mislead: running ones that lag, or batches too small to normalise by."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.loss_course import FIRST_STEPS as STEPS_ENOUGH
from actviz.diagnosis.loss_course import LITTLE, loss_stands_still
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.structure_of_run import TINY_BATCH, TWO_ALIKE, two_are_normalized
from actviz.joined_text import of_total
from actviz.nn.architecture import MOMENTUM
from actviz.nn.normalization import EPSILON
from actviz.number_text import compact, figure, percent, whole
from actviz.translation import mark, tr

LAG, MARKED = 1.5, 0.1  # times the batches' loss; of the loss of guessing
FIRST_STEPS = 50  # after which (1 − MOMENTUM)⁵⁰ = 0.5 % is left of the first statistics
SOME_UNITS = 0.1  # of all units
GUESSING = 0.97  # times the loss of guessing
TITLES = {
    "batch_statistics.tiny_batch": mark("The batches are too small to normalise by"),
    "batch_statistics.two_alike": mark("The batches are too small to normalise by"),
}
LATE, EARLY = mark("The running statistics mislead"), mark("The running statistics lag")
WHAT, WHY = Choice("batch_statistics"), Choice("batch_statistics.why")


@rule(
    "batch_statistics",
    mark("batch statistics that mislead"),
    explains=("dead_layer", "dead_units", "overfitting", EFFECTS),
)
def batch_statistics(run: MeasuredRun) -> Finding | None:
    """Find results by the running statistics far worse than those on batches, or batches too small to normalise by.

    A note in the first steps, when the running statistics must lag.
    """
    if run.config.normalization != "batch" or run.learned or not run.steps_since_change:
        return None
    why = explain(run, WHAT, WHY)
    if len(why.said) < 2:
        return None
    sick = why.said[0] in TITLES or _fails_by_statistics_alone(run)
    return Finding(
        "batch_statistics",
        tr(TITLES.get(why.said[0], LATE if _is_late(run) else EARLY)),
        "warning" if sick else "note",
        why.text,
        (
            Evidence(tr("loss by running statistics"), figure(run.snapshot.loss)),
            Evidence(tr("batches' loss, by their own"), figure(run.recent_loss)),
            Evidence(
                tr("dead by running statistics alone"),
                of_total(run.n_dead_by_statistics, run.n_units),
            ),
            Evidence(tr("batch size"), str(run.config.batch_size)),
        ),
        (),
        ("loss", "network", "dead_units"),
        suggested(run, why.cause) if sick else (),
        why.cause,
        said=why.said,
    )


def _loss_is_behind(run: MeasuredRun) -> bool:
    """Whether the loss on the training set is far above that of the batches."""
    loss, batches = run.snapshot.loss, run.recent_loss
    return loss > LAG * batches and loss - batches > MARKED * run.chance


def _fails_by_statistics_alone(run: MeasuredRun) -> bool:
    return _loss_is_behind(run) and _is_late(run) and run.snapshot.loss >= GUESSING * run.chance


def _is_late(run: MeasuredRun) -> bool:
    return run.steps_since_change >= FIRST_STEPS


def _constants(run: MeasuredRun) -> int:
    """Return how many units hardly vary over the latest batch, where they are normalised after the activation."""
    facts = run.snapshot.structure
    if facts is None or run.config.normalization_place != "after":
        return 0
    return sum(int(np.count_nonzero(variances < EPSILON)) for variances in facts.batch_variances)


@WHAT.sentence()
def two_alike(run: MeasuredRun) -> str | None:
    """Two examples are normalised to −1 and 1."""
    return tr(TWO_ALIKE) if two_are_normalized(run) else None


@WHAT.sentence()
def loss_is_behind(run: MeasuredRun) -> str | None:
    """The loss on the training set is far above that of the batches."""
    if not _loss_is_behind(run):
        return None
    if run.recent_steps <= 1:
        return tr(
            "By the running statistics the loss on the training set is {loss}; the batches, by their own, had "
            "{recent}.",
            loss=figure(run.snapshot.loss),
            recent=figure(run.recent_loss),
        )
    return tr(
        "By the running statistics the loss on the training set is {loss}; the batches, by their own, had {recent} on "
        "average over the last {steps} steps.",
        loss=figure(run.snapshot.loss),
        recent=figure(run.recent_loss),
        steps=whole(run.recent_steps),
    )


@WHAT.sentence()
def dead_by_statistics(run: MeasuredRun) -> str | None:
    """Many units are dead by the running statistics, and had a slope on the latest batch."""
    n = run.n_dead_by_statistics
    if n < SOME_UNITS * run.n_units:
        return None
    return tr(
        "{n} of {n_units} units are dead by the running statistics alone: on the latest batch, by its own, "
        "they had a slope, and so they get gradient.",
        n=n,
        n_units=run.n_units,
    )


@WHAT.sentence()
def tiny_batch(run: MeasuredRun) -> str | None:
    """A few examples are normalised by their own mean and deviation, and the network does not learn."""
    n = run.config.batch_size
    fails = run.steps_since_change >= STEPS_ENOUGH and run.snapshot.loss > LITTLE * run.chance
    if n > TINY_BATCH or not (fails or loss_stands_still(run)) or run.loss_spike is not None:
        return None
    return tr(
        "Mean and deviation of {n} examples are mostly chance: the same example is normalised otherwise in "
        "every batch, and otherwise again by the running statistics.",
        n=n,
    )


@WHY.sentence("normalized_constants")
def constants(run: MeasuredRun) -> str | None:
    """Normalisation after the activation divides units that hardly vary."""
    n = _constants(run)
    if n < SOME_UNITS * run.n_units:
        return None
    return tr(
        "{n} of {n_units} units gave next to the same for all examples of the latest batch, as units do that "
        "are dead or nearly so. After the activation, normalisation divides by √(variance + {epsilon}): "
        "whatever such a unit says once becomes up to {epsilon_2} times as large.",
        n=n,
        n_units=run.n_units,
        epsilon=compact(EPSILON),
        epsilon_2=figure(EPSILON ** (-0.5)),
    )


@WHY.sentence("tiny_batch")
def chance(run: MeasuredRun) -> str | None:
    """The batches are tiny."""
    if run.config.batch_size > TINY_BATCH:
        return None
    return tr(
        "A batch has {batch_size} examples, where 16 or more tell the statistics of all.",
        batch_size=run.config.batch_size,
    )


@WHY.sentence("lagging_statistics")
def first_steps(run: MeasuredRun) -> str | None:
    """The running statistics still hold a part of what they began with."""
    n = run.steps_since_change
    if _is_late(run) or run.changed_at:
        return None
    one, many = (
        mark(
            "Each step moves the running statistics a tenth of the way to its batch's: {share} of what they began "
            "with, 0 and 1, is still in them. More steps will tell."
        ),
        mark(
            "Each step moves the running statistics a tenth of the way to its batch's: {share} of what they began "
            "with, 0 and 1, are still in them. More steps will tell."
        ),
    )
    return tr(one if n > 1 else many, share=percent((1.0 - MOMENTUM) ** n))


@WHY.sentence("lagging_statistics")
def moving_on(run: MeasuredRun) -> str | None:
    """The running statistics are an average over the latest batches."""
    return tr(
        "The running statistics are an average over the latest batches, with weights that have moved on "
        "since; the largest update ratio of a layer is {largest_update}.",
        largest_update=figure(run.largest_update),
    )
