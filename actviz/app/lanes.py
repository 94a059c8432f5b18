"""Lanes: what runs side by side (LaneSpec), and what the window is shown of it (LaneView)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actviz.training.config import RunConfig
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot

MAX_LANES = 4
LANE_NAMES = "ABCD"


@dataclass(frozen=True)
class Origin:
    """Where a lane branched off: from which lane, after which step; None for where that lane stood."""

    key: int
    step: int | None = None


@dataclass(frozen=True)
class LaneSpec:
    """What one lane is to run; lanes of one setup share their data, seed, batches and sizes."""

    key: int  # never used again for another lane
    index: int  # 0 … 3: picks the lane's colour
    name: str
    config: RunConfig
    origin: Origin | None = None  # only looked at when the lane begins


Setup = tuple[LaneSpec, ...]


def single(config: RunConfig) -> Setup:
    """Return the setup of one lane."""
    return (LaneSpec(1, 0, LANE_NAMES[0], config),)


def rebased(setup: Setup, base: Setup, running: Setup) -> Setup:
    """Return the running setup with what differs between `base` and `setup`.

    Raises:
        ConfigError: settings that do not go together.
    """
    bases, present = ({spec.key: spec.config for spec in each} for each in (base, running))
    lanes = []
    for spec in setup:
        before, now = bases.get(spec.key), present.get(spec.key)
        if before is not None and now is not None and before != now:
            spec = replace(spec, config=now.replace(**before.differences(spec.config)))
        lanes.append(spec)
    return tuple(lanes)


@dataclass(frozen=True, eq=False)
class LaneView:
    """One lane at one moment: its run's facts, the latest measurement, and the columns so far."""

    index: int  # 0 … 3: picks the lane's colour
    name: str
    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView  # of the whole run, even when the snapshot is of an earlier step
    key: int = 0
    newest: int = 0  # the step that the run has come to
    at: int | None = None  # the step that the user has gone back to; None while the newest is shown


@dataclass(frozen=True)
class Selection:
    """The layer and unit that the user follows; layer is 1-based, unit 0-based, None for none."""

    layer: int | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Marks:
    """What a recording holds of the window's own state."""

    name: str = ""
    notes: str = ""
    created: str = ""
    current: int = 0
    cursor: int | None = None
    selection: Selection = Selection()
