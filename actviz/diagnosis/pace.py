"""The pace of a run: whether its learning rate is far above the usual one, or its steps are too short."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.changes import FAST, SLOW
from actviz.diagnosis.loss_course import LITTLE, should_have_learned
from actviz.diagnosis.measured_once import measured_once
from actviz.diagnosis.measured_run import RECENT_CENSUSES, MeasuredRun
from actviz.nn.optimizers import OPTIMIZERS, usual_rate
from actviz.number_text import compact, figure
from actviz.training.config.config import RunConfig
from actviz.translation import tr

STILL = 1e-5  # update ratio
CREEPING = 1e-4  # update ratio, a tenth of the usual: of a run that creeps, or whose steps are clipped
SHORTENED = 10.0  # times: a clipping that shortens steps by so much makes them short
WEAK_GRADIENT = 1e-2  # largest norm of a layer: below it the gradient, not the rate, is too small
WARMING = 2.0  # times the present rate: a schedule that comes to more is still in its warm-up
FEW_STEPS = 100  # after which a rate can be judged


def is_fast(run: MeasuredRun) -> bool:
    """Return whether the present learning rate is at least FAST times the optimizer's usual one."""
    return run.rate >= FAST * _usual_rate(run)


def fast_text(run: MeasuredRun) -> str | None:
    """Return a sentence on a learning rate that is far above the usual one; None of others."""
    if not is_fast(run):
        return None
    return tr("The {rate}.", rate=rate_text(run))


def rate_text(run: MeasuredRun) -> str:
    """Return a clause that compares the present learning rate with the optimizer's usual one."""
    optimizer = OPTIMIZERS[run.config.optimizer].label
    times = figure(run.rate / _usual_rate(run))
    return tr(
        "{rate_name}, {rate}, is {times} times the usual one of {optimizer}",
        rate_name=run.rate_name,
        rate=compact(run.rate),
        times=times,
        optimizer=optimizer,
    )


@measured_once
def is_too_slow(run: MeasuredRun) -> bool:
    """Return whether the weights hardly change though a gradient reaches them, and the loss had no spike before.

    Where the steps would be as short at the usual rate without clipping, the gradient is small, not the rate. While a
    warm-up lasts, nothing is said of it.
    """
    if run.config.largest_rate_from(run.snapshot.step) > WARMING * run.rate:
        return False
    least = CREEPING if _creeps(run) or _lags(run) or clipped_by(run) >= SHORTENED else STILL
    slow = run.update_ratio < least and run.steps_since_change >= FEW_STEPS
    usual = run.update_ratio * clipped_by(run) * max(1.0, _usual_rate(run) / run.rate)
    arrives = run.ratio > 0.0 and run.largest_norm > WEAK_GRADIENT and not usual < CREEPING
    return slow and arrives and run.loss_spike is None


def clipped_by(run: MeasuredRun) -> float:
    """Return how many times as long, at least, the last step would have been without clipping; 1 without any."""
    return max(1.0, run.largest_norm / run.config.clip_norm) if run.config.clip_norm else 1.0


def clipping_is_to_blame(run: MeasuredRun) -> bool:
    """Return whether steps are clipped, and without clipping would not be short."""
    return clipped_by(run) > 1.0 and run.update_ratio * clipped_by(run) >= CREEPING


def momentum_of(config: RunConfig) -> float:
    """Return the momentum; 0 where the optimizer uses none."""
    return config.momentum if OPTIMIZERS[config.optimizer].uses_momentum else 0.0


def decayed_shares(run: MeasuredRun) -> float:
    """Return the shares of a weight that decay took in the steps since the latest change, added up, with momentum's."""
    return run.summed_rates * run.config.weight_decay / (1.0 - momentum_of(run.config))


def _usual_rate(run: MeasuredRun) -> float:
    return usual_rate(run.config.optimizer, run.config.momentum)


def _lags(run: MeasuredRun) -> bool:
    """Return whether the rate is far below the usual one, and little was learned in steps that should have done.

    A loss above guessing's tells of no steps that are too short unless they lower it all the time.
    """
    little = LITTLE * run.chance < run.snapshot.loss <= run.chance
    return run.rate < SLOW * _usual_rate(run) and little and should_have_learned(run)


def _creeps(run: MeasuredRun) -> bool:
    """Return whether the loss on the training set, not yet below guessing's, has fallen from census to census."""
    rows = run.history.train_loss[run.history.census_steps >= run.changed_at]
    return len(rows) > RECENT_CENSUSES and bool((np.diff(rows) < 0.0).all()) and run.snapshot.loss > run.chance
