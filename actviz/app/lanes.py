"""What the window is shown of a run, and what the user has picked in it."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.training.findings import Diagnosis
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot

MAX_LANES = 4


@dataclass(frozen=True, eq=False)
class LaneView:
    """One lane at one moment: its run's facts, the latest measurement, the columns so far, and what is wrong."""

    index: int  # 0 … 3: picks the lane's colour
    name: str
    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView
    diagnosis: Diagnosis | None = None  # of the latest full measurement


@dataclass(frozen=True)
class Selection:
    """The layer and unit that the user follows; layer is 1-based, unit 0-based, None for none."""

    layer: int | None = None
    unit: int | None = None
