"""The rule for a weight decay that multiplies the weights by less than -1, or wipes them out."""

from __future__ import annotations

from math import exp, log, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.diagnosis.findings import Evidence, Finding
from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import decayed_shares, fast_text, momentum_of
from actviz.diagnosis.remedies import REMEDIES, Remedy, suggested
from actviz.diagnosis.rule import EFFECTS, rule
from actviz.diagnosis.sentence import Choice, explain
from actviz.diagnosis.start_of_run import differences_are_known
from actviz.joined_text import sentences
from actviz.nn.optimizers import OPTIMIZERS, usual_rate
from actviz.number_text import compact, figure, whole
from actviz.training.config.config import RunConfig
from actviz.translation import mark, tr

WIPES_OUT = 0.1  # of each weight in every step
WIPED_AFTER = 3.0  # steps times that share: less than 5 % of a weight is left
STRONG, MARKED = 0.5, 0.05  # decay that is strong in any case, and one that is if it has had the steps to act
SHRUNK = 0.1  # layer 1's signal over that at the start: the gradient does not outweigh the decay
ACTED = 1.0  # steps times that share: of a weight that the gradient leaves alone a third is left
SAME = 1.05  # times that share: the update ratio where nothing but the decay moves the weights, and some more
MADE_UP = 0.5  # times that share: where a step is shorter, the gradient gives back most of what the decay takes
WELL_BELOW = 3.0  # times: a rate below the usual one
FEW_TIMES = 3.0  # times the share that the decay alone would leave
SMALLER = 0.7  # signal over that before: it has shrunk at all
GONE, LONG = 1e-300, 700.0  # of a weight, and ln of the largest share: floats hold no more
WHAT, RATE = Choice("strong_decay"), Choice("strong_decay.rate")


TITLES = {
    "strong_decay.grows_weights": mark("The weight decay makes the weights grow"),
    "strong_decay.shrinks": mark("The weight decay shrinks the weights"),
    "strong_decay.holds": mark("The weight decay holds the weights back"),
}


@rule(
    "strong_decay",
    mark("too much weight decay"),
    explains=("diverged", "dead_layer", "dead_units", "exploding", EFFECTS),
)
def strong_decay(run: MeasuredRun) -> Finding | None:
    """Find that learning rate times weight decay is so large that weights flip and grow, or vanish."""
    config = run.config
    if config.weight_decay == 0.0:
        return None
    why, grows = explain(run, WHAT, RATE), _grows(run)
    if not why.cause:
        return None
    return Finding(
        "strong_decay",
        tr(TITLES.get(why.said[0], mark("The weight decay wipes out the weights"))),
        "critical" if grows else "warning",
        why.text,
        (
            Evidence(tr("weight decay"), compact(config.weight_decay)),
            Evidence(tr(_product_name(run)), compact(run.rate_of_last_step * config.weight_decay, 3)),
            Evidence(tr("layer 1's signal, now/start"), figure(_signal_left(run))),
            Evidence(tr("loss"), run.losses),
        ),
        (),
        ("loss", "network", "gradient_flow"),
        suggested(run, why.cause, *_faster(run)),
        why.cause,
        said=why.said,
    )


def _faster(run: MeasuredRun) -> tuple[Remedy, ...]:
    """Return the remedy that also brings usual steps, where they are short: the decay has cost steps, too."""
    short = run.config.learning_rate <= usual_rate(run.config.optimizer, run.config.momentum) / WELL_BELOW
    return (REMEDIES["no_decay_adam"],) if short else ()


@WHAT.sentence("strong_decay")
def grows_weights(run: MeasuredRun) -> str | None:
    """Without a gradient, the weights would grow from step to step."""
    if not _grows(run):
        return None
    return sentences(
        (_multiplied(run), tr("So the weights change their sign and do not shrink, whatever the gradient is."))
    )


@WHAT.sentence("strong_decay")
def wipes_out(run: MeasuredRun) -> str | None:
    """Within a few steps next to nothing is left of a weight, and the network has not learned."""
    decay = run.config.weight_decay
    wiped = run.rate_of_last_step * decay >= WIPES_OUT and decay * run.summed_rates >= WIPED_AFTER
    if not _multiplies(run.config) or not wiped or run.learned:
        return None
    return sentences((_multiplied(run), tr("What the gradient adds to a weight is lost again within a few steps.")))


@WHAT.sentence("strong_decay")
def outweighs(run: MeasuredRun) -> str | None:
    """The decay is strong, the weights have shrunk, and the network has not learned."""
    decay, left = run.config.weight_decay, _signal_left(run)
    acted = decay >= MARKED and decayed_shares(run) >= WIPED_AFTER
    if not (decay >= STRONG or acted) or run.learned or not left < SHRUNK:
        return None
    what = (
        tr("layer 1's signal is {left} times that at the start", left=figure(left))
        if left > 0.0
        else tr("layer 1's signal is gone")
    )
    return tr(
        "The weight decay pulls every weight towards 0 with {decay} times its size, and the gradient does "
        "not outweigh that: {what}.",
        decay=compact(decay),
        what=what,
    )


@WHAT.sentence("strong_decay")
def shrinks(run: MeasuredRun) -> str | None:
    """A step does little but what the decay does: the signal has shrunk about as the decay alone would have done it."""
    share, left, alone = _share_a_step(run), _signal_left(run, run.changed_at), _left_by_decay_alone(run)
    if not _acts(run) or not _shrinks_as_alone(run):
        return None
    if run.update_ratio <= MADE_UP * share and not _swings(run):
        return None
    text = mark(
        "The gradient hardly makes up for it: layer 1's signal is {left} times that at the start, where the decay "
        "alone would leave {alone}."
    )
    if run.changed_at:
        text = mark(
            "The gradient hardly makes up for it: layer 1's signal is {left} times that at step {step}, where the "
            "decay alone would leave {alone}."
        )
    compared = tr(text, left=figure(left), alone=figure(alone), step=whole(run.changed_at))
    return sentences((_takes(run), compared))


@WHAT.sentence("strong_decay")
def holds(run: MeasuredRun) -> str | None:
    """The decay takes at least as much of the weights as a whole step changes them, and the network has not learned.

    What it takes the gradient gives back: the signal has not shrunk as by the decay alone.
    """
    if not _acts(run) or shrinks(run) is not None:
        return None
    changed = tr(
        "The whole of the last step changed the weights by {update} of their size: most of what the gradient adds only "
        "makes up for the decay.",
        update=figure(run.update_ratio),
    )
    return sentences((_takes(run), changed))


def _takes(run: MeasuredRun) -> str:
    """Return a sentence on what the decay takes: of the last step alone, where a schedule varies it."""
    decay, share = compact(run.config.weight_decay), figure(_share_a_step(run))
    if run.config.rate_schedule.varies:
        return tr(
            "In the last step, at a learning rate of {rate}, the weight decay of {decay} took {share} of every weight.",
            rate=figure(run.rate_of_last_step),
            decay=decay,
            share=share,
        )
    return tr("In each step the weight decay of {decay} takes {share} of every weight.", decay=decay, share=share)


def _acts(run: MeasuredRun) -> bool:
    """Whether decay has had the steps to act, moves weights as much as whole steps do, and the network fails."""
    share = _share_a_step(run)
    acted = _multiplies(run.config) and decayed_shares(run) >= ACTED
    moves = run.update_ratio <= SAME * share or (_swings(run) and _shrinks_as_alone(run))
    return acted and not run.learned and moves


def _shrinks_as_alone(run: MeasuredRun) -> bool:
    """Whether the signal has shrunk about as the decay alone would have done it."""
    return _signal_left(run, run.changed_at) < min(FEW_TIMES * _left_by_decay_alone(run), SMALLER)


def _swings(run: MeasuredRun) -> bool:
    """Whether momentum carries weights that nothing but the decay moves past 0 and back: their steps vary much."""
    factors = _factors_by_decay(run.config, run.rate_of_last_step)
    return bool(np.iscomplex(factors).any())


@RATE.sentence()
def fast(run: MeasuredRun) -> str | None:
    """The learning rate is far above the usual one, too."""
    return fast_text(run)


def _share_a_step(run: MeasuredRun) -> float:
    """Return which share of a weight decay took in the last step, once momentum, if any, has built up.

    Where the weights swing, it is the share that their swings lose in a step.
    """
    if _swings(run):
        return 1.0 - float(np.abs(_factors_by_decay(run.config, run.rate_of_last_step)).max())
    return run.rate_of_last_step * run.config.weight_decay / (1.0 - momentum_of(run.config))


def _signal_left(run: MeasuredRun, since: int = 0) -> float:
    """Return layer 1's signal over that at the first census from a step on: its weights, as far as they matter.

    NaN where it is not known.
    """
    if not differences_are_known(run):
        return nan
    rows = run.history.signal[run.history.census_steps >= since]
    before = float(rows[0, 0]) if len(rows) else 0.0
    return float(run.snapshot.signal[0]) / before if before > 0.0 else nan


def _left_by_decay_alone(run: MeasuredRun) -> float:
    """Return which share of a weight the decay leaves, without any gradient, after the steps since the last change.

    Where a schedule changes the rate, each step has factors of its own.
    """
    slowest = [float(np.abs(_factors_by_decay(run.config, rate)).max()) for rate in run.rates]
    log_left = [log(max(each, GONE)) for each in slowest]
    return exp(min(LONG, run.steps_since_change * sum(log_left) / len(log_left)))


def _factors_by_decay(config: RunConfig, rate: float) -> NDArray[Any]:
    """Return the eigenvalues, (2,), of the matrix by which a step maps a weight and its velocity to new ones."""
    momentum, taken = momentum_of(config), rate * config.weight_decay
    velocity = [taken, momentum]
    moved = [taken * (1.0 + momentum), momentum**2] if config.nesterov else velocity
    return np.linalg.eigvals([[1.0 - moved[0], -moved[1]], velocity])


def _multiplied(run: MeasuredRun) -> str:
    rate, decay = run.rate_of_last_step, run.config.weight_decay
    product = f"1 − {compact(rate)}·{compact(decay)} = {compact(1.0 - rate * decay, 3)}"
    if run.config.rate_schedule.varies:
        text = mark(
            "By the decay, the last step multiplied every weight by 1 − its learning rate × weight decay, {product}."
        )
        return tr(text, product=product)
    return tr(
        "By the decay, each step multiplies every weight by 1 − learning rate × weight decay, {product}.",
        product=product,
    )


def _product_name(run: MeasuredRun) -> str:
    if run.config.rate_schedule.varies:
        return mark("last step's learning rate × weight decay")
    return mark("learning rate × weight decay")


def _multiplies(config: RunConfig) -> bool:
    """Whether decay multiplies the weights: in Adam and RMSprop it is part of a gradient that is then normalised."""
    entry = OPTIMIZERS[config.optimizer]
    return entry.uses_momentum or entry.make.decoupled_decay


def _grows(run: MeasuredRun) -> bool:
    """Whether weights without a gradient do not shrink; with momentum that begins at more than a share of 2."""
    config, momentum = run.config, momentum_of(run.config)
    limit = 2.0 * (1.0 + momentum) / (1.0 + 2.0 * momentum if config.nesterov else 1.0)
    return _multiplies(config) and run.rate_of_last_step * config.weight_decay >= limit
