"""What steps with former settings have done to a run is not put down to the present ones."""

from __future__ import annotations

from actviz.diagnosis.measured_run import MeasuredRun
from actviz.diagnosis.pace import is_fast
from actviz.training.config.change import Change
from actviz.translation import tr

GENTLER = 0.5  # times the former learning rate
RISEN = 1.1  # times the loss at the change of settings


def loss_at_change(run: MeasuredRun) -> float:
    """Return the loss on the training set at the last census up to the latest change of settings."""
    until = run.history.census_steps <= run.changed_at
    return float(run.history.train_loss[until][-1]) if until.any() else run.first_loss


def change_after_the_damage(run: MeasuredRun) -> Change | None:
    """Return the latest change of settings, if it made the steps gentler and the loss was as high already.

    None where the present rate is still far above the usual one.
    """
    change = run.history.changes[-1] if run.history.changes else None
    if change is None or is_fast(run) or not run.snapshot.loss < RISEN * loss_at_change(run):
        return None
    # where a schedule, not the change, made the steps shorter, both rates are short at the change
    fastest = max(each.before.rate_at(each.step) for each in run.history.changes)
    gentler = run.config.rate_at(change.step) < GENTLER * fastest
    less = any(getattr(run.config, name) < getattr(change.before, name) for name in ("momentum", "weight_decay"))
    return change if gentler or less or change.changes("optimizer") else None


def before_text(change: Change) -> str:
    """Return the end of a sentence on what came before a change."""
    return tr(
        "before the settings were changed ({change}): start again from step 0 to judge the present ones.",
        change=change.text,
    )
