"""The healthy finding describes a run in which no rule finds anything."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.findings import GRADIENT, Evidence, Finding
from actviz.diagnosis.loss_course import loss_falls
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.rules.dead_units import NOTE_SHARE
from actviz.diagnosis.rules.rate_too_large import WORSE
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import of_total
from actviz.number_text import figure, percent, whole
from actviz.translation import mark, tr, tr_count

RISEN = 1.5  # times the lowest test loss
ABOVE = 1.1  # times the loss of guessing: in two figures more than that
TITLES = {
    "healthy.ready": mark("Ready"),
    "healthy.learned": mark("Healthy"),
    "healthy.nothing_left": mark("Healthy"),
    "healthy.too_early": mark("Too early to say"),
}
WHAT, TEST, DEAD = Choice("healthy"), Choice("healthy.test"), Choice("healthy.dead")


def healthy(run: MeasuredRun) -> Finding:
    """Return the finding for a run in which no rule found anything, with the numbers that support it."""
    s, why = run.snapshot, explain(run, WHAT, TEST, DEAD)
    return Finding(
        "healthy",
        tr(TITLES.get(why.said[0], mark("Nothing wrong so far"))),
        "healthy",
        why.text,
        (
            Evidence(tr(GRADIENT), figure(run.ratio)),
            Evidence(tr("dead units"), of_total(s.n_dead, run.n_units)),
            Evidence(tr("loss"), run.losses if s.step else figure(s.loss)),
            *(() if s.accuracy is None else (Evidence(tr("training accuracy"), percent(s.accuracy)),)),
        ),
        (),
        ("loss", "gradient_flow", "deaths") if s.n_dead else ("loss", "gradient_flow"),
        said=why.said,
        fact=_fact(run),
    )


def _fact(run: MeasuredRun) -> str:
    """Return what is well, in one line; before the first step there is only the title."""
    if run.snapshot.step == 0:
        return ""
    if not run.snapshot.gradient_norms.any() and run.learned:
        return tr("Nothing wrong found: no gradient is left, as nothing is left to learn")
    if _branches_begin(run):
        return tr("Nothing wrong found: gradient comes over skips, as branches begin at 0")
    if (run.snapshot.gradient_norms > 0.0).all():
        return tr("Nothing wrong found: every layer gets gradient")
    return tr("Nothing wrong found: not every layer gets gradient")


def _gradient(run: MeasuredRun) -> str:
    if _branches_begin(run):
        return tr("Only the skips pass gradient, as every branch begins with a factor of 0")
    return (
        tr("Every layer gets gradient")
        if (run.snapshot.gradient_norms > 0.0).all()
        else tr("Not every layer gets gradient")
    )


def _branches_begin(run: MeasuredRun) -> bool:
    """Whether the latest gradient was that of branches whose factor was 0, where they begin."""
    none = {i for i, norm in enumerate(run.snapshot.gradient_norms.tolist(), 1) if norm == 0.0}
    begins = run.steps_since_change <= 1 and run.config.residual_scale == "learned"
    return begins and bool(none) and none <= run.branch_layers


@WHAT.sentence()
def ready(run: MeasuredRun) -> str | None:
    """No step was taken."""
    if run.snapshot.step:
        return None
    return tr("Nothing is wrong with the network before its first step. Press Play to train it.")


@WHAT.sentence()
def nothing_left(run: MeasuredRun) -> str | None:
    """The network has learned until no layer gets any gradient."""
    if not run.learned or run.snapshot.gradient_norms.any():
        return None
    return tr("The loss is {loss}, and no gradient is left.", loss=figure(run.snapshot.loss))


@WHAT.sentence()
def learned(run: MeasuredRun) -> str | None:
    """The loss is far below that of guessing."""
    if not run.learned:
        return None
    loss = run.snapshot.loss
    if loss > 0.0:
        share = figure(loss / run.chance)
        return tr("{gradient}, and the loss is {share} times that of guessing.", gradient=_gradient(run), share=share)
    return tr("{gradient}, and the loss is far below that of guessing.", gradient=_gradient(run))


@WHAT.sentence()
def too_early(run: MeasuredRun) -> str | None:
    """The loss is above that of guessing and of the start."""
    if run.snapshot.loss <= WORSE * max(run.chance, run.first_loss):
        return None
    return tr("The loss is above that of guessing. A few more steps will tell whether it falls.")


@WHAT.sentence()
def falling(run: MeasuredRun) -> str | None:
    """The loss is so much lower than half the run ago that it can soon be far below that of guessing."""
    if not loss_falls(run):
        return None
    text = mark("{gradient}, and the loss is falling. It is not yet far below that of guessing.")
    if _above(run):
        text = mark("{gradient}, and the loss is falling. It is still {share} times that of guessing.")
    return tr(text, gradient=_gradient(run), share=figure(run.snapshot.loss / run.chance))


@WHAT.sentence()
def not_yet(run: MeasuredRun) -> str | None:
    """Neither of these."""
    text = mark("{gradient}. The loss is not yet far below that of guessing; more steps will tell.")
    if _above(run):
        text = mark("{gradient}. The loss is {share} times that of guessing; more steps will tell.")
    return tr(text, gradient=_gradient(run), share=figure(run.snapshot.loss / run.chance))


def _above(run: MeasuredRun) -> bool:
    return run.snapshot.loss > ABOVE * run.chance


@TEST.sentence()
def test_loss_was_lower(run: MeasuredRun) -> str | None:
    """The test loss is far above its best, though too small for a finding of its own."""
    s, tests = run.snapshot, run.history.test_loss
    lowest = float(np.nanmin(tests, initial=np.inf))
    if s.test_loss is None or not s.test_loss > max(RISEN * lowest, s.loss):
        return None
    step = int(run.history.census_steps[int(np.nanargmin(tests))])
    return tr(
        "On the test set the loss is {test_loss}; it was {lowest} at step {step}.",
        test_loss=figure(s.test_loss),
        lowest=figure(lowest),
        step=whole(step),
    )


@DEAD.sentence()
def by_unmoved_statistics(run: MeasuredRun) -> str | None:
    """Units are dead by running statistics that no batch has moved yet."""
    n = run.n_dead_by_statistics
    if not n or not run.statistics_are_unmoved:
        return None
    return tr_count(
        "{n} of {total} units is dead by the running statistics, which no batch has moved yet: they are still 0 and 1. "
        "The first batches will tell.",
        "{n} of {total} units are dead by the running statistics, which no batch has moved yet: they are still 0 and "
        "1. The first batches will tell.",
        n,
        total=run.n_units,
    )


@DEAD.sentence()
def few(run: MeasuredRun) -> str | None:
    """There are dead units, too few for a finding of their own."""
    dead = run.n_dead
    if not dead:
        return None
    values = {"total": run.n_units, "share": percent(NOTE_SHARE)}
    if run.snapshot.step == 0:
        return tr_count(
            "{n} of {total} units is dead from the start, too few to matter (under {share}).",
            "{n} of {total} units are dead from the start, too few to matter (under {share}).",
            dead,
            **values,
        )
    return tr_count(
        "{n} of {total} units is dead, too few to matter (under {share}).",
        "{n} of {total} units are dead, too few to matter (under {share}).",
        dead,
        **values,
    )
