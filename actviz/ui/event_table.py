"""EventTable: the model behind the list of births, deaths and revivals, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.training.death_words import BORN_DEAD, cause_numbers, cause_sentence, why_unknown
from actviz.training.snapshot import UnitEvent
from actviz.ui import theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
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


class Row(NamedTuple):
    """An event in the list, and the lane it befell."""

    event: UnitEvent
    lane: str


@dataclass(frozen=True)
class Filter:
    """Which events are listed; layer 0 is all of them."""

    kind: str = "deaths"
    layer: int = 0
    cause: str = "any"

    def rows(self, lane: LaneView) -> list[Row]:
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
        return [Row(e, lane.name) for e in found]


def still_dead(lane: LaneView, event: UnitEvent) -> bool:
    """Whether the unit has been dead ever since this event."""
    since = lane.snapshot.dead_since
    return event.kind != "revival" and bool(since) and int(since[event.layer - 1][event.unit]) == event.dead_since


class EventTable(QAbstractTableModel):
    """Rows of events; `show_rows` says how many came in at the top, so that who looks on need not be moved."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._lanes: dict[str, LaneView] = {}

    def show_rows(self, rows: Sequence[Row], lanes: Sequence[LaneView]) -> int:
        """Show these rows; return how many were put in before those that stay (-1: all are others)."""
        self._lanes = {lane.name: lane for lane in lanes}
        added = _added(self.rows, rows)
        if added < 0:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
            return -1
        kept = len(rows) - added
        if kept < len(self.rows):
            self.beginRemoveRows(QModelIndex(), kept, len(self.rows) - 1)
            del self.rows[kept:]
            self.endRemoveRows()
        if added:
            self.beginInsertRows(QModelIndex(), 0, added - 1)
            self.rows[:0] = rows[:added]
            self.endInsertRows()
        self.rows = list(rows)  # causes are found later than deaths
        if rows:
            self.dataChanged.emit(self.index(0, CAUSE), self.index(len(rows) - 1, NOW))
        return added

    def place_of(self, event: UnitEvent) -> int:
        """Return the row of an event, or -1."""
        same = (i for i, row in enumerate(self.rows) if _is(row.event, event))
        return next(same, -1)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tip, colour or alignment."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            now = theme.current()
            if column == CAUSE and row.event.cause is None:
                return QColor(now.muted)
            return QColor(now.dead_text if column == NOW and self._still_dead(row) else now.text)
        return None

    def text(self, row: Row, column: int) -> str:
        """Return a cell's text."""
        event = row.event
        if column == STEP:
            return f"{event.step:,}"
        if column == LAYER:
            return str(event.layer)
        if column == UNIT:
            return str(event.unit)
        if column == WHAT:
            return f"{row.lane}: {WHAT_WORDS[event.kind]}" if len(self._lanes) > 1 else WHAT_WORDS[event.kind]
        if column == NOW:
            return "" if event.kind == "revival" else "still dead" if self._still_dead(row) else "revived"
        return self._cause(row, short=True)

    def tip(self, row: Row) -> str:
        """Return all about an event."""
        event = row.event
        found = f"Unit {event.unit} of layer {event.layer} {WHAT_WORDS[event.kind]}"
        when = (
            f" at step {event.step:,}" if event.exact else f" after step {event.seen:,}, found at step {event.step:,}"
        )
        return f"{found}{'' if event.step == 0 else when}. {self._cause(row, short=False)}"

    def _still_dead(self, row: Row) -> bool:
        lane = self._lanes.get(row.lane)
        return lane is not None and still_dead(lane, row.event)

    def _cause(self, row: Row, short: bool) -> str:
        event, lane = row.event, self._lanes.get(row.lane)
        if event.kind == "revival":
            return f"dead since step {event.dead_since:,}" if event.dead_since else "was born dead"
        if event.kind == "born dead":
            return "first weights and bias" if short else BORN_DEAD[0].upper() + BORN_DEAD[1:] + "."
        if event.cause is not None:
            return cause_numbers(event.cause) if short else cause_sentence(event.cause)
        why = why_unknown(event, lane.history.changes if lane is not None else ())
        return why.partition(":")[0] if short else why[0].upper() + why[1:] + "."


def _is(a: UnitEvent, b: UnitEvent) -> bool:
    """Whether both are the same event, whatever has been found out about it."""
    return (a.step, a.layer, a.unit, a.kind) == (b.step, b.layer, b.unit, b.kind)


def _added(old: Sequence[Row], new: Sequence[Row]) -> int:
    """Return how many rows of `new` come before the first of `old`, if the rest go on as they did; else -1."""
    if not old:
        return -1
    first = old[0]
    added = next((i for i, r in enumerate(new) if r.lane == first.lane and _is(r.event, first.event)), -1)
    if added < 0:
        return -1
    kept = len(new) - added
    if kept > len(old):
        return -1
    pairs = zip(old[:kept], new[added:], strict=True)
    return added if all(a.lane == b.lane and (a.event is b.event or _is(a.event, b.event)) for a, b in pairs) else -1


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (STEP, LAYER, UNIT) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
