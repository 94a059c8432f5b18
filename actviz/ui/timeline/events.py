"""Marks: the events of the lanes in the order of their steps; fast for tens of thousands of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from actviz.app.lanes import LaneView
from actviz.training.history.notes import NamedNote
from actviz.training.snapshot import UnitEvent

KINDS = ("note", "change", "verdict", "death", "revival")
N_RARE = 3  # the first three are rare: a tool tip names them before the events of units
_CODES = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Mark:
    """One event, after `step` steps; `kind` is one of KINDS."""

    step: int
    kind: str
    text: str


class Marks:
    """Marks in the order of their steps; `steps` and `codes` (places in KINDS) are (n,).

    A unit's event becomes a Mark, with a text, only when it is looked up.
    """

    def __init__(self, rare: Sequence[Mark] = (), events: Sequence[tuple[Sequence[UnitEvent], str]] = ()) -> None:
        """`rare` are marks of the first kinds; `events` are units' events, each list with the suffix of its texts."""
        self._rare, self._events = tuple(rare), tuple(events)
        each = [events for events, _ in self._events]
        self._starts = np.cumsum([len(self._rare), *map(len, each)])
        steps, codes = np.empty(self._starts[-1], np.int64), np.empty(self._starts[-1], np.int8)
        parts: list[Sequence[Mark] | Sequence[UnitEvent]] = [self._rare, *each]
        end = 0
        for part in parts:
            place = slice(end, end := end + len(part))
            steps[place] = list(map(attrgetter("step"), part))
            codes[place] = [_CODES.get(kind, -1) for kind in map(attrgetter("kind"), part)]
        wanted = np.flatnonzero(codes >= 0)  # "born dead" has no mark: it is at step 0
        self._order: NDArray[np.intp] = wanted[np.argsort(steps[wanted], kind="stable")]
        self.steps, self.codes = steps[self._order], codes[self._order]

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> Mark:
        i = int(self._order[place])
        if i < len(self._rare):
            return self._rare[i]
        source = int(np.searchsorted(self._starts, i, side="right")) - 1
        events, of = self._events[source]
        event = events[i - int(self._starts[source])]
        what = "died" if event.kind == "death" else "revived"
        return Mark(event.step, event.kind, f"layer {event.layer} unit {event.unit + 1} {what}{of}")

    def counts(self, kind: str, columns: NDArray[np.int64], n_columns: int) -> NDArray[np.int64]:
        """Count the marks of a kind in each pixel column (n_columns,); `columns` are the marks' (n,)."""
        mine = columns[self.codes == _CODES[kind]]
        return np.bincount(mine[mine < n_columns], minlength=n_columns)


def marks_of(lanes: Sequence[LaneView], notes: Sequence[NamedNote] = ()) -> Marks:
    """Return the marks of the lanes' events and of the notes."""
    several, rare, events = len(lanes) > 1, [], []
    for lane in lanes:
        of = f" ({lane.name})" if several else ""
        rare += [Mark(c.step, "change", f"changed: {c.text}{of}") for c in lane.history.changes]
        rare += [Mark(each.step, "verdict", f"verdict: {each.title}{of}") for each in lane.verdict_changes]
        events.append((lane.history.events, of))
    for note in notes:
        of = f" ({note.lane})" if note.lane is not None else ""
        rare.append(Mark(note.step, "note", f"note{of}: {note.text}"))
    return Marks(rare, events)
