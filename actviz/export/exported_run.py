"""What every export is made from: ExportedRun, one lane's facts, its measurement, and all of its history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.findings import Finding
from actviz.training.history.notes import NamedNote
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
    notes: tuple[NamedNote, ...] = ()  # about this lane, and about all lanes


@dataclass(frozen=True, eq=False)
class Lane:
    """What is exported of one lane: a trainer that nobody else uses, and how the lane is called."""

    trainer: Trainer
    name: str = "A"
    index: int = 0
    notes: tuple[NamedNote, ...] = ()  # about this lane, and about all lanes


def exported(trainer: Trainer, name: str = "A", index: int = 0, notes: tuple[NamedNote, ...] = ()) -> ExportedRun:
    """Measure and diagnose a trainer, find the causes that are still wanting, and take its history."""
    snapshot = trainer.measure()
    trainer.complete_record()
    history = trainer.history.view().with_now(snapshot)
    found = diagnosis_of(trainer.facts, snapshot, history)
    remarks = tuple(
        Remark(finding.title, " ".join((finding.explanation, _numbers(finding))), finding.sick)
        for finding in found.findings
    )
    return ExportedRun(name, index, trainer.facts, snapshot, history, remarks, notes)


def _numbers(finding: Finding) -> str:
    numbers = "; ".join(f"{e.label} {e.value}" for e in finding.evidence)
    return f"({numbers})" if numbers else ""
