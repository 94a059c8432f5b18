"""Lanes: what runs side by side (LaneSpec), and what the window is shown of it (LaneView)."""

from __future__ import annotations

from collections.abc import Sequence

from actviz.diagnosis.findings import Diagnosis, VerdictChange
from actviz.diagnosis.gradient_band import Band
from actviz.frozen import dataclass
from actviz.recording.recorded import LANE_NAMES, Origin
from actviz.training.config.config import RunConfig
from actviz.training.history.notes import Note
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot

MAX_LANES = 4


@dataclass(frozen=True)
class LaneSpec:
    """What one lane is to run; lanes of one setup share their data, seed, batches and sizes."""

    key: int  # never used again for another lane
    index: int  # 0 … 3: picks the lane's colour
    name: str
    config: RunConfig
    origin: Origin | None = None  # of a lane that branched off another one and has not started again since


Setup = tuple[LaneSpec, ...]


def single(config: RunConfig) -> Setup:
    """Return the setup of one lane."""
    return (LaneSpec(1, 0, LANE_NAMES[0], config),)


@dataclass(frozen=True, eq=False)
class LaneView:
    """One lane at one moment: its run's facts, the latest measurement, the columns so far, and what is wrong.

    `facts` are those of the run's first task and stay the same object while it lasts; `present` those of the task that
    the snapshot belongs to, which may have other examples.
    """

    index: int  # 0 … 3: picks the lane's colour
    name: str
    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView  # of the whole run, even when the snapshot is of an earlier step
    key: int = 0
    newest: int = 0  # the step that the run has come to
    at: int | None = None  # the step that the user has gone back to; None while the newest is shown
    diagnosis: Diagnosis | None = None  # of the latest full measurement
    verdict_changes: tuple[VerdictChange, ...] = ()  # when the verdict changed, over the whole run
    band: Band | None = None  # around the mean-field line; None until it is measured
    task_facts: RunFacts | None = None  # of the snapshot's task; None where the run has only one

    @property
    def present(self) -> RunFacts:
        """The facts of the task on show: its examples are those of the census, the loss and the maps."""
        return self.facts if self.task_facts is None else self.task_facts

    @property
    def n_steps(self) -> int:
        """How many steps there are to draw: all that the run has taken."""
        return max(self.newest, self.snapshot.step)


@dataclass(frozen=True)
class Selection:
    """The layer and unit that the user follows, and in which lane; layer is 1-based, unit 0-based, None for none."""

    layer: int | None = None
    unit: int | None = None
    lane: int = 0  # its place: panels that show one lane at a time show this one

    def chosen(self, lanes: Sequence[LaneView]) -> LaneView | None:
        """Return the lane that is followed; None without lanes."""
        return lanes[min(self.lane, len(lanes) - 1)] if lanes else None

    def within(self, hidden: Sequence[int]) -> Selection:
        """Return what of it there is in a network with hidden layers of these widths."""
        if self.layer is None or not 1 <= self.layer <= len(hidden):
            return Selection(lane=self.lane)
        if self.unit is not None and not 0 <= self.unit < hidden[self.layer - 1]:
            return Selection(self.layer, lane=self.lane)
        return self

    @property
    def pair(self) -> tuple[int, int] | None:
        """(layer, unit) when a unit is followed, else None."""
        return None if self.layer is None or self.unit is None else (self.layer, self.unit)


@dataclass(frozen=True)
class WindowState:
    """What a recording holds of the window's own state."""

    name: str = ""
    notes: str = ""
    created: str = ""
    current: int = 0
    cursor: int | None = None
    selection: Selection = Selection()
    step_notes: tuple[Note, ...] = ()  # also those of lanes that were taken away, which may come back

    @property
    def texts(self) -> tuple[object, ...]:
        """What the user has written, which is to be recorded soon."""
        return self.name, self.notes, self.step_notes
