"""The course of the loss: whether it falls, stands still, or was lower before, by more than its ups and downs.

Half the run ago is compared with now. A row of the history is the mean loss of `stride` batches.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from actviz.arrays import Floats
from actviz.diagnosis.measured_run import LEARNED_BELOW, MeasuredRun

FEWEST_ROWS = 20  # since the change of settings, from which a course can be told
SHOWN = 5e-3  # of the loss of guessing: a smaller change does not show in two figures
LEAST = 0.01  # of the loss of guessing: a smaller change over half the run is none
SOON = 10.0  # times the drop over half the run, from which a loss takes five more such runs to be half of guessing's
CLEARLY = 0.1  # of the loss half the run ago
SURE = 3.0  # standard errors of the difference
LITTLE = 0.9  # of the loss of guessing: above it, hardly anything was learned
FIRST_STEPS, FIRST_EPOCHS, AT_LAST = 250, 10, 500  # after which something should have been learned; in any case
PATIENCE_STEPS, PATIENCE_EPOCHS = 1000, 20  # after which the loss should be past a first plateau


def loss_falls(run: MeasuredRun) -> bool:
    """Return whether the loss is so much lower than half the run ago that it can soon be half of guessing's."""
    rows = _rows(run)
    if len(rows) < FEWEST_ROWS:
        return False
    left = run.snapshot.loss - LEARNED_BELOW * run.chance
    if not _drop(rows) > max(LEAST * run.chance, SURE * _noise(rows)):
        return False
    # the mean of the last rows lags behind a loss that falls ever faster
    return max(_drop(rows), loss_half_the_run_ago(run)[1] - run.snapshot.loss) > left / SOON


def loss_keeps_falling(run: MeasuredRun) -> bool:
    """Return whether the loss, however far above that of guessing, is clearly lower than half the run ago."""
    rows = _rows(run)
    if len(rows) < FEWEST_ROWS or not loss_is_lower(run):
        return False
    return _drop(rows) > max(LEAST * run.chance, CLEARLY * float(_middle(rows).mean()), SURE * _noise(rows))


def loss_stands_still(run: MeasuredRun) -> bool:
    """Return whether the loss, after many steps, is hardly lower than half the run ago."""
    rows = _rows(run)
    patient = run.steps_since_change >= PATIENCE_STEPS and run.snapshot.epoch >= PATIENCE_EPOCHS
    if run.snapshot.loss > LITTLE * run.chance:
        patient = should_have_learned(run)
    return patient and len(rows) >= FEWEST_ROWS and not loss_falls(run)


def loss_is_lower(run: MeasuredRun) -> bool:
    """Return whether the loss on the training set is lower than half the run ago by enough to show."""
    return loss_half_the_run_ago(run)[1] - run.snapshot.loss > SHOWN * run.chance


def loss_falls_slowly(run: MeasuredRun) -> bool:
    """Return whether the loss is lower, and at this pace needs more than five such runs to be half of guessing's."""
    drop = loss_half_the_run_ago(run)[1] - run.snapshot.loss
    return loss_is_lower(run) and drop < (run.snapshot.loss - LEARNED_BELOW * run.chance) / SOON


def should_have_learned(run: MeasuredRun) -> bool:
    """Return whether there were steps enough to learn something."""
    steps = run.steps_since_change
    return (steps >= FIRST_STEPS and run.snapshot.epoch >= FIRST_EPOCHS) or steps >= AT_LAST


def had_learned(run: MeasuredRun) -> bool:
    """Return whether, with the present settings, the loss on the training set was clearly below that of guessing."""
    losses = run.history.train_loss[run.history.census_steps >= run.changed_at]
    return bool(np.nanmin(losses, initial=np.inf) < LITTLE * run.chance)


def loss_half_the_run_ago(run: MeasuredRun) -> tuple[int, float]:
    """Return the census nearest to half the run ago: how many steps ago it was, and its loss on the training set."""
    steps = run.history.census_steps
    place = int(np.abs(steps - run.changed_at - run.steps_since_change / 2).argmin())
    return run.snapshot.step - int(steps[place]), float(run.history.train_loss[place])


def _rows(run: MeasuredRun) -> Floats:
    """Return the batches' losses since the latest change of settings."""
    first = int(np.searchsorted(run.history.steps, run.changed_at, side="right"))
    return run.history.loss[first:]


def _middle(rows: Floats) -> Floats:
    return rows[int(0.4 * len(rows)) : int(0.6 * len(rows))]


def _end(rows: Floats) -> Floats:
    return rows[int(0.8 * len(rows)) :]


def _drop(rows: Floats) -> float:
    return float(_middle(rows).mean() - _end(rows).mean())


def _noise(rows: Floats) -> float:
    """Return the standard error of the drop; each part's own slope is not noise."""
    return sqrt(sum(_variance(part) / len(part) for part in (_middle(rows), _end(rows))))


def _variance(part: Floats) -> float:
    """Return the variance of neighbouring rows' differences, halved: that of the noise around any slow course."""
    return 0.5 * float(np.mean(np.diff(part) ** 2))
