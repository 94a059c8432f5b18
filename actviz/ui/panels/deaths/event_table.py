"""EventTable: the model behind the list of births, deaths and revivals, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.training.snapshot import UnitEvent
from actviz.training.units.death_text import BORN_DEAD, cause_numbers, cause_sentence, cause_words, why_unknown
from actviz.ui.theme import theme
from actviz.ui.widgets.column_table import ROOT, ColumnTable, Index
from actviz.ui.widgets.text import tip_of

COLUMNS = ("Step", "Layer", "Unit", "What", "Cause", "Now")
STEP, LAYER, UNIT, WHAT, CAUSE, NOW = range(len(COLUMNS))
WHAT_WORDS = {"death": "died", "revival": "revived", "born dead": "born dead"}
KINDS = {
    "deaths": ("Deaths", ("death", "born dead")),
    "still": ("Still dead", ("death", "born dead")),
    "born": ("Born dead", ("born dead",)),
    "revivals": ("Revivals", ("revival",)),
    "all": ("All changes", ("death", "born dead", "revival")),
}
CAUSES = {"any": "Any cause", "own": "Own step", "below": "Layers below", "unknown": "Not found out"}


@dataclass(frozen=True)
class Filter:
    """Which events are listed; layer 0 is all of them."""

    kind: str = "deaths"
    layer: int = 0
    cause: str = "any"

    def events(self, lane: LaneView) -> list[UnitEvent]:
        """Return a lane's events that pass, the newest first."""
        kinds, layer = KINDS[self.kind][1], self.layer
        found = [e for e in reversed(lane.history.events) if e.kind in kinds and (not layer or e.layer == layer)]
        if self.kind == "still":
            found = [e for e in found if still_dead(lane, e)]
        if self.cause == "unknown":
            found = [e for e in found if e.kind == "death" and e.cause is None]
        elif self.cause != "any":
            below = self.cause == "below"
            found = [e for e in found if e.cause is not None and e.cause.by_inputs == below]
        return found


def still_dead(lane: LaneView, event: UnitEvent) -> bool:
    """Whether the unit has been dead ever since this event."""
    since = lane.snapshot.dead_since
    return event.kind != "revival" and bool(since) and int(since[event.layer - 1][event.unit]) == event.dead_since


class EventTable(ColumnTable):
    """Rows of events; `show_rows` says how many came in at the top, so that the row in view need not move."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, (STEP, LAYER, UNIT))
        self.events: list[UnitEvent] = []
        self.names: list[str] = []  # of each event's lane
        self._lanes: dict[str, LaneView] = {}
        self._brief = False

    def set_brief(self, brief: bool) -> None:
        """Show causes in two words, without their numbers, or with them; the tips have all."""
        if brief != self._brief:
            self._brief = brief
            if self.events:
                self.dataChanged.emit(self.index(0, CAUSE), self.index(len(self.events) - 1, CAUSE))

    def show_events(self, events: list[UnitEvent], names: list[str], lanes: Sequence[LaneView]) -> int:
        """Show these events; return how many were put in before those that stay (-1: all are others)."""
        self._lanes = {lane.name: lane for lane in lanes}
        added = self._added(events, names)
        if added < 0:
            self.beginResetModel()
            self.events, self.names = events, names
            self.endResetModel()
            return -1
        kept = len(events) - added
        if kept < len(self.events):
            self.beginRemoveRows(QModelIndex(), kept, len(self.events) - 1)
            del self.events[kept:], self.names[kept:]
            self.endRemoveRows()
        if added:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self.events, self.names = events, names
            self.endInsertRows()
        self.events, self.names = events, names  # causes are found later than deaths
        if events:
            self.dataChanged.emit(self.index(0, CAUSE), self.index(len(events) - 1, NOW))
        return added

    def _added(self, events: list[UnitEvent], names: list[str]) -> int:
        """Return how many new events precede the first that is shown now, if the others are unchanged; else -1."""
        if not self.events:
            return -1
        first, name = self.events[0], self.names[0]
        same = (i for i, e in enumerate(events) if (e is first or _is(e, first)) and names[i] == name)
        added = next(same, -1)
        kept = len(events) - added
        if added < 0 or kept > len(self.events) or self.names[:kept] != names[added:]:
            return -1
        pairs = zip(self.events[:kept], events[added:], strict=True)
        return added if all(a is b or _is(a, b) for a, b in pairs) else -1

    def place_of(self, event: UnitEvent) -> int:
        """Return the row of an event, or -1."""
        return next((i for i, e in enumerate(self.events) if e is event or _is(e, event)), -1)

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tip, colour or alignment."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._in_brief(row) if self._brief and column == CAUSE else self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(self.tip(row))
        if role == Qt.ItemDataRole.ForegroundRole:
            now = theme.current()
            if column == CAUSE and self.events[row].cause is None:
                return QColor(now.muted)
            return QColor(now.dead_text if column == NOW and self._still_dead(row) else now.text)
        return None

    def text(self, row: int, column: int) -> str:
        """Return a cell's text."""
        event = self.events[row]
        if column == STEP:
            return f"{event.step:,}"
        if column == LAYER:
            return str(event.layer)
        if column == UNIT:
            return str(event.unit + 1)
        if column == WHAT:
            return f"{self.names[row]}: {WHAT_WORDS[event.kind]}" if len(self._lanes) > 1 else WHAT_WORDS[event.kind]
        if column == NOW:
            return "" if event.kind == "revival" else "still dead" if self._still_dead(row) else "revived"
        return self._cause(row, short=True)

    def tip(self, row: int) -> str:
        """Return all about an event."""
        event = self.events[row]
        found = f"Unit {event.unit + 1} of layer {event.layer} {WHAT_WORDS[event.kind]}"
        when = (
            f" at step {event.step:,}" if event.exact else f" after step {event.seen:,}, found at step {event.step:,}"
        )
        return f"{found}{'' if event.step == 0 else when}. {self._cause(row, short=False)}"

    def _still_dead(self, row: int) -> bool:
        lane = self._lanes.get(self.names[row])
        return lane is not None and still_dead(lane, self.events[row])

    def _in_brief(self, row: int) -> str:
        event = self.events[row]
        if event.kind == "born dead":
            return WHAT_WORDS[event.kind]
        if event.kind == "revival" and event.dead_since:
            return f"dead since {event.dead_since:,}"
        return self._cause(row, short=True) if event.cause is None else cause_words(event.cause)

    def _cause(self, row: int, short: bool) -> str:
        event, lane = self.events[row], self._lanes.get(self.names[row])
        if event.kind == "revival":
            return f"dead since step {event.dead_since:,}" if event.dead_since else "was born dead"
        if event.kind == "born dead":
            return "initial weights and bias" if short else BORN_DEAD[0].upper() + BORN_DEAD[1:] + "."
        if event.cause is not None:
            return cause_numbers(event.cause) if short else cause_sentence(event.cause)
        why = why_unknown(event, lane.history.changes if lane is not None else ())
        return why.partition(",")[0] if short else why[0].upper() + why[1:] + "."


def _is(a: UnitEvent, b: UnitEvent) -> bool:
    """Whether both are the same event, even if its cause was found later."""
    return (a.step, a.layer, a.unit, a.kind) == (b.step, b.layer, b.unit, b.kind)
