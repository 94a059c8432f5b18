"""What the window is shown of a run, and what the user has picked in it."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.training.snapshot import HistoryView, RunFacts, Snapshot

MAX_LANES = 4


@dataclass(frozen=True, eq=False)
class LaneView:
    """One lane at one moment: its run's facts, the latest measurement, and the columns so far."""

    index: int  # 0 … 3: picks the lane's colour
    name: str
    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView


@dataclass(frozen=True)
class Selection:
    """The layer and unit that the user follows; layer is 1-based, unit 0-based, None for none."""

    layer: int | None = None
    unit: int | None = None

    @property
    def pair(self) -> tuple[int, int] | None:
        """(layer, unit) when a unit is followed, else None."""
        return None if self.layer is None or self.unit is None else (self.layer, self.unit)
