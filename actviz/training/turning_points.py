"""What happened in a run between two steps, in words, and the part of its history that came after one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from actviz.training.snapshot import HistoryView
from actviz.training.turn_facts import Recycled, TaskEnd

OF_STEPS = ("steps", "loss", "loss_low", "loss_high", "rms")
OF_CENSUSES = (
    "census_steps", "dead", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "signal", "backward",
    "mean_activation", "alpha", "update_ratio",
)  # fmt: skip


class TurningPoint(NamedTuple):
    """What happened after `step` steps, and before the next one; `changed` is True for a change of settings."""

    step: int
    text: str
    changed: bool = False


def turning_points(history: HistoryView) -> list[TurningPoint]:
    """Return the changes of settings, the tasks that began and the recyclings, in the order of their steps."""
    changes = [TurningPoint(c.step, c.text, changed=True) for c in history.changes if not c.only_recycles]
    turns: list[Recycled | TaskEnd] = [*history.recycled, *history.tasks]
    return sorted([*changes, *(TurningPoint(t.step, t.text) for t in turns)], key=lambda point: point.step)


def since(history: HistoryView, step: int) -> HistoryView:
    """Return a history without the rows before a step; events and changes stay."""
    rows, censuses = history.steps > step, history.census_steps >= step
    kept = {name: getattr(history, name)[rows] for name in OF_STEPS}
    return replace(history, **kept, **{name: getattr(history, name)[censuses] for name in OF_CENSUSES})
