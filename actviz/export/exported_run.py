"""An ExportedRun holds the data of every export: one lane's facts, its measurement and all of its history."""

from __future__ import annotations

from collections.abc import Callable

from actviz.diagnosis.diagnosis import diagnosis_of, gradient_verdict
from actviz.diagnosis.findings import Finding
from actviz.frozen import dataclass
from actviz.joined_text import parted, sentences
from actviz.training.history.notes import NamedNote
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot
from actviz.training.trainer import Trainer
from actviz.translation import tr

Progress = Callable[[float], None]  # gets the share done (0..1); raises Cancelled to end the export


class Cancelled(Exception):
    """The user has cancelled an export."""


def no_progress(_done: float) -> None:
    """Ignore an export's progress."""


@dataclass(frozen=True)
class Remark:
    """One finding of a run's diagnosis."""

    title: str
    text: str
    alarming: bool = False
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class ExportedRun:
    """One run to export; `snapshot` is the measurement at the exported step."""

    name: str  # the lane's
    index: int  # 0 … 3, of the lane's colour
    facts: RunFacts  # of the task at that step
    first_facts: RunFacts  # of the run's first task
    snapshot: Snapshot
    history: HistoryView  # with all recorded events
    gradient_verdict: str = "healthy"  # of the diagnosis
    tells_of_dead_units: bool = False  # whether a fault in the diagnosis is about them
    diagnosis: tuple[Remark, ...] = ()
    notes: tuple[NamedNote, ...] = ()  # about this lane, and about all lanes


@dataclass(frozen=True, eq=False)
class Lane:
    """One lane to export: a trainer that only the export uses, and the lane's name, colour and notes."""

    trainer: Trainer
    name: str = "A"
    index: int = 0
    notes: tuple[NamedNote, ...] = ()  # about this lane, and about all lanes
    verdict: str = ""  # the key of the verdict on show, which stays while it is still found


def exported(
    trainer: Trainer, name: str = "A", index: int = 0, notes: tuple[NamedNote, ...] = (), verdict: str = ""
) -> ExportedRun:
    """Measure and diagnose a trainer, complete the causes of its record, and copy its history; see Lane."""
    snapshot = trainer.measure({"wasted"})
    trainer.complete_record()
    history = trainer.history.view().with_now(snapshot)
    found = diagnosis_of(trainer.facts, snapshot, history, verdict)
    remarks = tuple(
        Remark(
            finding.title,
            sentences((finding.explanation, _numbers(finding))),
            finding.sick,
            tuple(map(str, finding.suggestions)),
        )
        for finding in found.findings
    )
    of_gradient = gradient_verdict(snapshot, found)
    dead = found.tells_of_dead_units
    return ExportedRun(
        name, index, trainer.facts, trainer.first_facts, snapshot, history, of_gradient, dead, remarks, notes
    )


def _numbers(finding: Finding) -> str:
    numbers = parted(tr("{label} {value}", label=each.label, value=each.value) for each in finding.evidence)
    return tr("({numbers})", numbers=numbers) if numbers else ""
