"""What every export is made from: ExportedRun, one lane's facts, its measurement, and all of its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from actviz.training.snapshot import HistoryView, RunFacts, Snapshot
from actviz.training.trainer import Trainer

Progress = Callable[[float], None]  # told how much is done (0..1); raises Cancelled when nobody wants the rest


class Cancelled(Exception):
    """The user has called off an export."""


def no_progress(_done: float) -> None:
    """Take no notice of how far an export is."""


@dataclass(frozen=True)
class Remark:
    """One thing that a diagnosis says about a run."""

    title: str
    text: str
    alarming: bool = False


@dataclass(frozen=True, eq=False)
class ExportedRun:
    """One run as it is exported: `snapshot` is the measurement of the step that is shown."""

    name: str  # the lane's
    index: int  # 0 … 3: picks the lane's colour
    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView  # with all events that are remembered
    diagnosis: tuple[Remark, ...] = ()


@dataclass(frozen=True, eq=False)
class Lane:
    """What is exported of one lane: a trainer that nobody else uses, and how the lane is called."""

    trainer: Trainer
    name: str = "A"
    index: int = 0


def exported(trainer: Trainer, name: str = "A", index: int = 0, diagnosis: tuple[Remark, ...] = ()) -> ExportedRun:
    """Measure a trainer and take its history; the trainer is not changed otherwise."""
    snapshot = trainer.measure()
    history = replace(trainer.history.view(), events=tuple(trainer.history.events))
    return ExportedRun(name, index, trainer.facts, snapshot, history, diagnosis)
