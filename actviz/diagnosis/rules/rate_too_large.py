"""The rule for a learning rate so large that steps overshoot."""

from __future__ import annotations

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.former_settings import before_text, change_after_the_damage, loss_at_change
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.joined_text import sentences
from actviz.number_text import compact, figure, percent, whole
from actviz.translation import mark, tr

WORSE = 1.5  # times the loss of guessing and of the start: steps too long
GUESSING = 0.97  # times the loss of guessing
USUAL = 1e-3  # update ratio
FEW_STEPS = 10  # after which a rate can be judged
WHAT = Choice("rate_too_large")


@rule(
    "rate_too_large",
    mark("learning rate too large"),
    explains=("saturation", "vanishing", "rate_too_small", "not_learning", "plateau", "overfitting"),
    silent=True,
    effect=True,
)
def rate_too_large(run: MeasuredRun) -> Finding | None:
    """Find a loss above the start's and guessing's, or one above guessing's though most answers are right."""
    why = explain(run, WHAT)
    if not why.said:
        return None
    return Finding(
        "rate_too_large",
        tr("Learning rate too large") if why.cause else tr("Learning rate was too large"),
        "critical",
        why.text,
        (
            Evidence(run.rate_name, compact(run.rate)),
            Evidence(tr("largest update ratio"), figure(run.largest_update)),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "activation", "gradient_flow"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


@WHAT.sentence()
def overshot_before(run: MeasuredRun) -> str | None:
    """The loss is above that of the start and of guessing, since before the settings were changed to gentler ones."""
    change = change_after_the_damage(run)
    if change is None or not _is_above(run):
        return None
    return tr(
        "{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing. It was "
        "{loss_at_change} already {before}",
        on_average=_on_average(run),
        first_loss=figure(run.first_loss),
        chance_loss=figure(run.facts.chance_loss),
        loss_at_change=figure(loss_at_change(run)),
        before=before_text(change),
    )


@WHAT.sentence("long_steps")
def overshoots(run: MeasuredRun) -> str | None:
    """The loss is above that of the start and that of guessing."""
    if not _is_above(run):
        return None
    above = tr(
        "{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing.",
        on_average=_on_average(run),
        first_loss=figure(run.first_loss),
        chance_loss=figure(run.facts.chance_loss),
    )
    if run.largest_update < USUAL:  # no step so short has led there
        return sentences((above, tr("The steps have led uphill: they were so long that they overshot.")))
    return sentences((above, tr("The steps lead uphill: they are so long that they overshoot.")))


def _on_average(run: MeasuredRun) -> str:
    return tr(
        "The batches' loss was {recent_loss} on average over the last {recent_steps} steps",
        recent_loss=figure(run.recent_loss),
        recent_steps=whole(run.recent_steps),
    )


def _is_above(run: MeasuredRun) -> bool:
    bar = max(run.chance, run.first_loss)
    now = run.snapshot.loss
    above = now > WORSE * bar if run.config.dropout else now > bar  # dropout makes the batches' losses large, too
    return run.steps_since_change >= FEW_STEPS and run.recent_loss > WORSE * bar and above


@WHAT.sentence("long_steps")
def too_sure(run: MeasuredRun) -> str | None:
    """Most answers are right, but the loss is that of guessing or above, and the run began with a smaller one."""
    s = run.snapshot
    if run.steps_since_change < FEW_STEPS or run.nothing_to_learn or not run.is_mostly_right:
        return None
    if s.loss < GUESSING * run.chance or run.loss_spike is None:
        return None
    step, peak = run.loss_spike
    return tr(
        "{accuracy} are right, but the loss is {loss}, as guessing has {chance}: the few wrong outputs are "
        "far off. Steps have made the outputs so large, with a loss of {peak} at step {step}.",
        accuracy=percent(s.accuracy),
        loss=figure(s.loss),
        chance=figure(run.chance),
        peak=figure(peak),
        step=whole(step),
    )
