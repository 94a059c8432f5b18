"""The rule for a loss that stays that of guessing."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from actviz.diagnosis.findings import GRADIENT, Evidence, Finding
from actviz.diagnosis.former_settings import before_text, change_after_the_damage
from actviz.diagnosis.loss_course import (
    FIRST_STEPS,
    LITTLE,
    SURE,
    loss_half_the_run_ago,
    loss_keeps_falling,
    should_have_learned,
)
from actviz.diagnosis.measured_run import AMPLIFYING, MeasuredRun, has_few_units
from actviz.diagnosis.mixed_data import mixed_text
from actviz.diagnosis.outlook import is_linear
from actviz.diagnosis.pace import is_too_slow
from actviz.diagnosis.remedies import suggested
from actviz.diagnosis.rule import rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import faded as backward_faded
from actviz.diagnosis.start_of_run import (
    fades_at_start,
    now_text,
    overflow_at_start_text,
    start_backward_ratio,
    start_ratios,
    start_slope,
    typical_factors,
)
from actviz.diagnosis.start_of_run import flattened as slopes_flattened
from actviz.diagnosis.structure_of_run import growing_skips_text, weights_size_counts
from actviz.joined_text import sentences
from actviz.number_text import figure, percent, whole
from actviz.translation import mark, tr

GUESSING = 0.97  # times the loss of guessing: not learned
RIGHT = 0.2  # of the way from the most frequent class's share to 100 %: so many are right by learning
FAR_ABOVE = 2.0  # times the loss of guessing: no plateau near it
NO_GRADIENT = 1e-6  # of the first layer: it takes some 100,000 steps at rate 1 to move a weight by 0.1
WHAT, WHY = Choice("not_learning"), Choice("not_learning.why")


@rule("not_learning", mark("not learning"), effect=True)
def not_learning(run: MeasuredRun) -> Finding | None:
    """Find a loss no better than that of guessing after steps enough to learn something."""
    spiked = run.loss_spike is not None and run.steps_since_change >= FIRST_STEPS
    if not (spiked or should_have_learned(run)):
        return None
    why = explain(run, WHAT, WHY)
    if len(why.said) < 2:
        return None
    return Finding(
        "not_learning",
        _title(run),
        "warning",
        why.text,
        (
            Evidence(tr("loss"), run.losses),
            Evidence(tr("loss of guessing"), figure(run.facts.chance_loss)),
            Evidence(tr(GRADIENT), figure(run.ratio)),
            Evidence(tr("update ratio"), figure(run.update_ratio)),
            *_lowest_loss(run),
        ),
        (),
        ("loss", "learned_map", "gradient_flow"),
        suggested(run, why.cause),
        why.cause,
        said=why.said,
    )


def _title(run: MeasuredRun) -> str:
    if _share_right_beyond_guessing(run):
        return tr("The loss is no better than guessing's")
    return tr("What was learned is lost") if _lowest_loss(run) else tr("Nothing is learned yet")


def _lowest_loss(run: MeasuredRun) -> tuple[Evidence, ...]:
    """Return the lowest loss on the training set after the first step, if it was clearly below that of guessing."""
    lowest = _learned(run, run.history.census_steps > 0)
    return (
        ()
        if lowest is None
        else (
            Evidence(
                tr("lowest loss"),
                tr("{lowest} at step {lowest_2}", lowest=figure(lowest[1]), lowest_2=whole(lowest[0])),
            ),
        )
    )


def _learned(run: MeasuredRun, rows: NDArray[np.bool_]) -> tuple[int, float] | None:
    """Return the step and the loss of the best of these censuses; None if no loss was clearly below guessing's."""
    steps, losses = run.history.census_steps[rows], run.history.train_loss[rows]
    if not np.nanmin(losses, initial=np.inf) < LITTLE * run.chance:
        return None
    best = int(np.nanargmin(losses))
    return int(steps[best]), float(losses[best])


def _share_right_beyond_guessing(run: MeasuredRun) -> str:
    """Return a sentence on a training accuracy far above the share of the most frequent class; "" without one."""
    right = run.snapshot.accuracy
    if right is None:
        return ""
    n = len(run.facts.train_y)
    most = float(np.bincount(run.facts.train_y).max() / n)
    if not right - most > max(RIGHT * (1.0 - most), SURE * sqrt(most * (1.0 - most) / n)):
        return ""
    return tr(
        "Yet {right} are right, where {most} are of the most frequent class.", right=percent(right), most=percent(most)
    )


@WHAT.sentence()
def like_guessing(run: MeasuredRun) -> str | None:
    """The loss is that of a constant output or above, and most answers are not right."""
    s = run.snapshot
    if run.nothing_to_learn or s.loss < GUESSING * run.chance or run.is_mostly_right:
        return None
    loss = tr(
        "After {step} steps the loss is {loss}; guessing has {chance}.",
        step=whole(s.step),
        loss=figure(s.loss),
        chance=figure(run.chance),
    )
    return sentences((loss, _share_right_beyond_guessing(run)))


@WHY.sentence("large_weights")
def enlarged_at_the_start(run: MeasuredRun) -> str | None:
    """The initial weights made the first outputs far off, and the settings are those of then."""
    by_skips = growing_skips_text(run)
    return None if not run.overflowing or run.changed_at or by_skips else overflow_at_start_text(run)


@WHY.sentence("long_steps")
def after_a_spike(run: MeasuredRun) -> str | None:
    """The loss had a spike, with the present settings."""
    if run.loss_spike is None or (run.changed_at and run.spike_is_older):
        return None
    step, peak = run.loss_spike
    since = _learned(run, run.history.census_steps > step)
    if since is not None:
        return tr(
            "The loss had shot up to {peak} by step {step}, and had come down to {since} at step {since_2}: "
            "later steps have led away.",
            peak=figure(peak),
            step=whole(step),
            since=figure(since[1]),
            since_2=whole(since[0]),
        )
    return tr(
        "The loss had shot up to {peak} by step {step}: the steps were too long.", peak=figure(peak), step=whole(step)
    )


@WHY.sentence()
def after_an_earlier_spike(run: MeasuredRun) -> str | None:
    """The loss had a spike before the latest change of settings."""
    if run.loss_spike is None or not run.changed_at:
        return None
    step, peak = run.loss_spike
    return tr(
        "The loss had shot up to {peak} by step {step}, {before}",
        peak=figure(peak),
        step=whole(step),
        before=before_text(run.history.changes[-1]),
    )


@WHY.sentence("short_steps")
def still_falls(run: MeasuredRun) -> str | None:
    """The loss is clearly lower than half the run ago, though still no better than guessing's."""
    if not loss_keeps_falling(run):
        return None
    steps, loss = loss_half_the_run_ago(run)
    return tr(
        "But it falls: {steps} steps ago it was {loss}. More steps, or longer ones, may do.",
        loss=figure(loss),
        steps=whole(steps),
    )


@WHY.sentence("linear")
def linear(run: MeasuredRun) -> str | None:
    """No layer has an activation that bends."""
    if not is_linear(run.config):
        return None
    return tr("Without an activation the whole network is one linear map, which may not be able to do better.")


@WHY.sentence("mixed")
def mixed(run: MeasuredRun) -> str | None:
    """Neighbouring examples hardly agree more than chance has it."""
    return mixed_text(run.facts)


def _smaller_slope(run: MeasuredRun) -> str | None:
    """Return how far the median slope factor has shrunk since the start, if it has by much."""
    if not slopes_flattened(run):
        return None
    now, start = typical_factors(run)[0], start_slope(run)
    return tr("The median slope factor was {start} at the start and is {now}", start=figure(start), now=figure(now))


@WHY.sentence()
def flattened_before(run: MeasuredRun) -> str | None:
    """The median slope factor is far below that at the start, by steps with former settings."""
    change, smaller = change_after_the_damage(run), _smaller_slope(run)
    if change is None or smaller is None:
        return None
    return tr(
        "{smaller}: steps moved the units where they hardly respond, {before}",
        smaller=smaller,
        before=before_text(change),
    )


@WHY.sentence("flattened")
def flattened(run: MeasuredRun) -> str | None:
    """The median slope factor is far below that at the start."""
    smaller = _smaller_slope(run)
    return smaller and tr("{smaller}: steps have moved the units where they hardly respond.", smaller=smaller)


@WHY.sentence("plateau")
def hardly_a_gradient(run: MeasuredRun) -> str | None:
    """Layer 1's gradient is too small to move a weight."""
    if run.first_norm >= NO_GRADIENT:
        return None
    if run.first_norm == 0.0 and not run.snapshot.underflows[0]:
        if run.some_arrives:
            return tr("In most batches no gradient arrives at layer 1.")
        return tr("No gradient arrives at layer 1.")
    if run.first_norm == 0.0:
        return tr("Hardly any gradient arrives: layer 1's norm is less than float32 can hold.")
    return tr("Hardly any gradient arrives: layer 1's norm is {size}.", size=figure(run.first_norm))


@WHY.sentence("long_steps")
def faded(run: MeasuredRun) -> str | None:
    """The backward ratio has shrunk since the start, with the same activations."""
    if not backward_faded(run):
        return None
    return tr(
        "Layer 1's backward signal was {start_backward_ratio} of the output layer's at the start and is "
        "{now}: steps have changed the network so.",
        start_backward_ratio=figure(start_backward_ratio(run)),
        now=now_text(run.backward_ratio),
    )


@WHY.sentence("long_steps")
def had_learned(run: MeasuredRun) -> str | None:
    """With the present settings the loss was clearly below that of guessing already."""
    lowest = _learned(run, run.history.census_steps >= run.changed_at)
    if lowest is None:
        return None
    return tr(
        "The loss had been {lowest} at step {lowest_2}: later steps have led away.",
        lowest=figure(lowest[1]),
        lowest_2=whole(lowest[0]),
    )


@WHY.sentence("plateau")
def had_learned_before(run: MeasuredRun) -> str | None:
    """With other settings the loss was clearly below that of guessing already."""
    lowest = _learned(run, run.history.census_steps >= 0)
    if lowest is None:
        return None
    return tr(
        "The loss had been {lowest} at step {lowest_2}, before the latest change of settings.",
        lowest=figure(lowest[1]),
        lowest_2=whole(lowest[0]),
    )


@WHY.sentence("plateau")
def little_arrives(run: MeasuredRun) -> str | None:
    """Layer 1 gets a tiny part of the gradient or of the backward signal of the last layer."""
    if not min(run.ratio, run.backward_ratio) < run.config.vanishing_below:
        return None
    if not run.ratio < run.config.vanishing_below:
        return tr(
            "Layer 1 gets only {backward_ratio} of the output layer's backward signal.",
            backward_ratio=figure(run.backward_ratio),
        )
    return tr("Little of the gradient arrives: layer 1's norm is {first_norm}.", first_norm=figure(run.first_norm))


@WHY.sentence("small_weights")
def weak_from_the_start(run: MeasuredRun) -> str | None:
    """What fades is a signal that was weak at the start, by the weights more than by the slopes."""
    if not fades_at_start(run) or not weights_size_counts(run):
        return None
    if start_slope(run) <= 0.5 * run.start_weight_factor:
        return None
    return tr("{weak_at_start}: the initial weights hardly let it through.", weak_at_start=_weak_at_start(run))


def _weak_at_start(run: MeasuredRun) -> str:
    forward, backward = start_ratios(run)
    if forward < min(backward, run.first_ratio):
        return tr(
            "At the start the examples' differences shrank to {forward} on their way to the last hidden layer",
            forward=figure(forward),
        )
    return tr("At the start layer 1 got {min} of what the output layer got", min=figure(min(backward, run.first_ratio)))


@WHY.sentence("short_steps")
def short_steps(run: MeasuredRun) -> str | None:
    """The weights hardly change although layer 1 gets a gradient."""
    if not is_too_slow(run):
        return None
    return tr(
        "Layer 1's gradient norm is {first_norm}, but the steps are too short to have led far.",
        first_norm=figure(run.first_norm),
    )


@WHY.sentence("large_weights")
def far_off_from_the_start(run: MeasuredRun) -> str | None:
    """The loss is far above that of guessing, and was so at the start."""
    far_off = min(run.snapshot.loss, run.first_loss) > FAR_ABOVE * run.chance and not run.amplification < AMPLIFYING
    if not far_off or run.changed_at:
        return None
    return tr(
        "The outputs are {error} times as far off as a constant guess, and were {error_2} times at the "
        "start: the initial weights make them large.",
        error=figure(run.error(run.snapshot.loss)),
        error_2=figure(run.error(run.first_loss)),
    )


@WHY.sentence("plateau")
def a_gradient_arrives(run: MeasuredRun) -> str | None:
    """Layer 1 gets a gradient."""
    if not run.first_norm >= NO_GRADIENT:
        return None
    norm, right = figure(run.first_norm), run.snapshot.accuracy
    if run.snapshot.loss > FAR_ABOVE * run.chance:
        return tr(
            "Layer 1's gradient norm is {norm}, but the outputs are {error} times as far off as a constant guess.",
            norm=norm,
            error=figure(run.error(run.snapshot.loss)),
        )
    may_be = tr("it may be a plateau that takes longer")
    if has_few_units(run):
        may_be = tr("it may be a plateau that takes longer, or so few units that they can do no better")
    if _share_right_beyond_guessing(run):
        return tr("Layer 1's gradient norm is {norm}: {may_be}.", norm=norm, may_be=may_be)
    if right is None:
        return tr(
            "Layer 1's gradient norm is {norm}: {may_be}, or data with nothing to learn in it.",
            norm=norm,
            may_be=may_be,
        )
    return tr(
        "Layer 1's gradient norm is {norm}, and {right} are right: {may_be}, or data with nothing to learn in it.",
        norm=norm,
        right=percent(right),
        may_be=may_be,
    )
