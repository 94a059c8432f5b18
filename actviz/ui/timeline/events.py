"""Marks: the events of the lanes in the order of their steps; fast for tens of thousands of events."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.training.config.change import Change, value_text
from actviz.training.config.config import FIELDS
from actviz.training.history.notes import NamedNote
from actviz.training.snapshot import UnitEvent
from actviz.translation import mark, tr, tr_count

KINDS = ("note", "change", "verdict", "death", "revival")
N_RARE = 3  # the first three are rare: a tool tip names them before the events of units
SHORT_NAMES = {"learning_rate": mark("rate"), "weight_decay": mark("decay"), "batch_size": mark("batch")}
LONGEST_NOTE = 24  # characters of it on the timeline
_CODES = {kind: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Mark:
    """One event, after `step` steps; `kind` is one of KINDS, `flag` the few words that stand on the timeline."""

    step: int
    kind: str
    text: str
    flag: str = ""


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
        where = {"layer": event.layer, "unit": event.unit + 1}
        died = event.kind == "death"
        text = (
            tr("layer {layer} unit {unit} died", **where) if died else tr("layer {layer} unit {unit} revived", **where)
        )
        return Mark(event.step, event.kind, text + of)

    @property
    def kinds(self) -> set[str]:
        """The kinds of the rare marks that there are."""
        return {mark.kind for mark in self._rare}

    @property
    def flags(self) -> list[Mark]:
        """The rare marks, those of the kinds first that come first in KINDS, and the latest first within a kind."""
        return sorted(self._rare, key=lambda mark: (_CODES[mark.kind], -mark.step))


def change_flag(change: Change) -> str:
    """Return what a change is called on the timeline: "ReLU", "rate 0.3", "momentum 0.9", "3 settings"."""
    names = list(change.before.differences(change.after))
    if set(names) <= {"activation", "alpha"} and "activation" in names:
        return value_text("activation", change.after) if len(set(change.after.activations)) == 1 else tr("activations")
    if len(names) != 1:
        return tr_count("{n} setting", "{n} settings", len(names))
    name = tr(SHORT_NAMES[names[0]]) if names[0] in SHORT_NAMES else tr(FIELDS[names[0]].label).lower()
    return f"{name} {value_text(names[0], change.after)}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_NOTE else f"{line[: LONGEST_NOTE - 1]}…"


def marks_of(lanes: Sequence[LaneView], notes: Sequence[NamedNote] = ()) -> Marks:
    """Return the marks of the lanes' events and of the notes."""
    several, rare, events = len(lanes) > 1, [], []
    for lane in lanes:
        of = f" ({lane.name})" if several else ""
        history = lane.history
        rare += [
            Mark(c.step, "change", tr("changed: {what}", what=c.text) + of, f"{change_flag(c)}{of}")
            for c in history.changes
            if not c.only_recycles
        ]
        rare += [
            Mark(t.step, "change", f"{t.text}{of}", tr("task {task}", task=t.task + 2) + of) for t in history.tasks
        ]
        rare += [
            Mark(r.step, "change", f"{r.text}{of}", tr("recycled {n}", n=r.n) + of) for r in history.recycled if r.n
        ]
        rare += [
            Mark(v.step, "verdict", tr("verdict: {title}", title=v.title) + of, f"{v.title}{of}")
            for v in lane.verdict_changes
        ]
        events.append((lane.history.events, of))
    for note in notes:
        told = tr("note: {text}", text=note.text)
        if note.lane is not None:
            told = tr("note ({lane}): {text}", lane=note.lane, text=note.text)
        rare.append(Mark(note.step, "note", told, _shortened(note.text)))
    return Marks(rare, events)
