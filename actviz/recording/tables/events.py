"""The units' events (born dead, death, revival) and their causes are two of a lane's columns.

An event's place counts from the first event of the run, so that its block stays the same when old ones are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from actviz.recording.schema import BLOCK_ROWS
from actviz.recording.tables.values import array_bytes
from actviz.registry import BadInput
from actviz.training.history.history import History
from actviz.training.snapshot import Cause, EventCounts, UnitEvent
from actviz.translation import tr

EVENT_KINDS = ("born dead", "death", "revival")
N_EVENT, N_CAUSE = 6, 10  # numbers of an event, and of a cause of death


def first_place(counts: EventCounts, n_events: int) -> int:
    """Return the place of the first of the newest `n_events` events; those before it were dropped."""
    return counts.born_dead + counts.deaths + counts.revivals - n_events


def event_blocks(history: History) -> dict[int, tuple[UnitEvent, ...]]:
    """Cut the events into blocks by their places."""
    events = tuple(history.events)
    first = first_place(history.counts, len(events))
    blocks = {}
    for block in range(first // BLOCK_ROWS, -(-(first + len(events)) // BLOCK_ROWS)):
        start = max(0, block * BLOCK_ROWS - first)
        blocks[block] = events[start : (block + 1) * BLOCK_ROWS - first]
    return blocks


def pack_events(events: Sequence[UnitEvent]) -> bytes:
    """Pack N_EVENT integers per event: step, layer (from 1), unit (from 0), kind, seen, dead since."""
    rows = [(e.step, e.layer, e.unit, EVENT_KINDS.index(e.kind), e.seen, e.dead_since) for e in events]
    return array_bytes(np.array(rows, np.int64), "<i8")


def pack_causes(events: Sequence[UnitEvent]) -> bytes:
    """Pack N_CAUSE floats per event, its cause; NaN without a cause."""
    causes = np.full((len(events), N_CAUSE), np.nan)
    for row, event in zip(causes, events, strict=True):
        if event.cause is not None:
            row[:] = astuple(event.cause)[:N_CAUSE]
    return array_bytes(causes, "<f8")


def unpack_events(rows: NDArray[np.int64], causes: NDArray[np.float64], widths: tuple[int, ...]) -> list[UnitEvent]:
    """Return the events of hidden layers of these widths; rows are (n, N_EVENT), causes (n, N_CAUSE).

    Raises:
        BadInput: an event names a unit that does not exist, or an unknown kind.
    """
    units = np.array(widths)
    if len(rows) and not (
        ((rows[:, 1] >= 1) & (rows[:, 1] <= len(units))).all()
        and ((rows[:, 2] >= 0) & (rows[:, 2] < units[rows[:, 1] - 1])).all()
        and ((rows[:, 3] >= 0) & (rows[:, 3] < len(EVENT_KINDS))).all()
    ):
        raise BadInput(tr("events are of units that are not there"))
    return [
        UnitEvent(step, layer, unit, EVENT_KINDS[kind], seen, since, _cause(numbers))
        for (step, layer, unit, kind, seen, since), numbers in zip(rows.tolist(), causes.tolist(), strict=True)
    ]


def _cause(numbers: list[float]) -> Cause | None:
    step_before, step, example, *rest = numbers
    return None if np.isnan(step_before) else Cause(int(step_before), int(step), int(example), *rest)
