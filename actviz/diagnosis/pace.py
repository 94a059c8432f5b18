"""The pace of a run: whether its learning rate is far above the usual one, or its steps are too short."""

from __future__ import annotations

import numpy as np

from actviz.diagnosis.measured_run import RECENT_CENSUSES, MeasuredRun
from actviz.nn.optimizers import usual_rate

FAST = 5.0  # times the usual rate
STILL = 1e-5  # update ratio
CREEPING = 1e-4  # update ratio of a run whose loss falls steadily and is still above guessing's
WEAK_GRADIENT = 1e-2  # largest norm of a layer: below it the gradient, not the rate, is too small
FEW_STEPS = 100  # after which a rate can be judged


def is_fast(run: MeasuredRun) -> bool:
    """Return whether the learning rate is at least FAST times the optimizer's usual one."""
    return run.config.learning_rate >= FAST * _usual_rate(run)


def is_too_slow(run: MeasuredRun) -> bool:
    """Return whether the weights hardly change though a gradient reaches them, and the loss had no spike before.

    Where the steps would be as short at the usual rate without clipping, the gradient is small, not the rate.
    """
    slow = run.update_ratio < (CREEPING if _creeps(run) else STILL) and run.steps_since_change >= FEW_STEPS
    clipped = run.largest_norm / run.config.clip_norm if run.config.clip_norm else 1.0
    usual = run.update_ratio * max(1.0, clipped) * max(1.0, _usual_rate(run) / run.config.learning_rate)
    arrives = run.ratio > 0.0 and run.largest_norm > WEAK_GRADIENT and not usual < CREEPING
    return slow and arrives and run.loss_spike is None


def _usual_rate(run: MeasuredRun) -> float:
    return usual_rate(run.config.optimizer, run.config.momentum)


def _creeps(run: MeasuredRun) -> bool:
    """Return whether the loss on the training set, not yet below guessing's, has fallen from census to census."""
    rows = run.history.train_loss[run.history.census_steps >= run.changed_at]
    return len(rows) > RECENT_CENSUSES and bool((np.diff(rows) < 0.0).all()) and run.snapshot.loss > run.chance
