"""UnitTable: the model behind the list of units that died."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from actviz.number_text import whole
from actviz.training.units.death_text import UNKNOWN
from actviz.translation import tr
from actviz.ui.panels.deaths.lives import ORDERS, UnitLife
from actviz.ui.theme import theme
from actviz.ui.widgets.column_table import ROOT, ColumnTable, Index
from actviz.ui.widgets.text import tip_of

COLUMNS = tuple(ORDERS)
LAYER, UNIT, WHAT, LAST, CAUSE, NOW = range(len(COLUMNS))


class UnitTable(ColumnTable):
    """A row for each unit."""

    def __init__(self) -> None:
        super().__init__(tuple(map(tr, COLUMNS)), (LAYER, UNIT, LAST))
        self.lives: list[UnitLife] = []
        self._several = self._brief = self._tight = False
        self._sorted = LAST, True

    def set_order(self, column: int, falling: bool) -> None:
        """Show in the head by which column the rows are sorted."""
        self._sorted = column, falling
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, NOW)

    def set_brief(self, brief: bool, tight: bool) -> None:
        """Say in a few letters what happened, or in still fewer; the tips have all."""
        if (brief, tight) != (self._brief, self._tight):
            self._brief, self._tight = brief, tight
            self._tell_changed()

    def show_lives(self, lives: list[UnitLife], several: bool) -> bool:
        """List these; True when they are other units than before, or in another order."""
        self._several = several
        if [life.key for life in lives] == [life.key for life in self.lives]:
            self.lives = lives
            self._tell_changed()
            return False
        self.beginResetModel()
        self.lives = lives
        self.endResetModel()
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name; the one that sorts the rows is bold, with an arrow where there is room."""
        column, falling = self._sorted
        name = super().headerData(section, orientation, role)
        if section != column or orientation != Qt.Orientation.Horizontal:
            return name
        if role == Qt.ItemDataRole.FontRole:
            font = theme.small(QApplication.font())
            font.setWeight(font.Weight.DemiBold)
            return font
        return f"{name} {'↓' if falling else '↑'}" if role == Qt.ItemDataRole.DisplayRole and not self._brief else name

    def _tell_changed(self) -> None:
        if self.lives:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lives) - 1, NOW))

    def row_of(self, key: tuple[str, int, int]) -> int:
        """Return the row of a unit of a lane, or -1."""
        return next((i for i, life in enumerate(self.lives) if life.key == key), -1)

    # What Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.lives)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, tip, colour or alignment, or what a screen reader says of its row."""
        life, column = self.lives[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(life, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(life.sentence)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return life.sentence
        if role == Qt.ItemDataRole.ForegroundRole:
            now = theme.current()
            if column == CAUSE and life.cause == UNKNOWN:
                return QColor(now.muted)
            return QColor(now.dead_text if column == NOW and life.is_dead else now.text)
        return None

    def text(self, life: UnitLife, column: int) -> str:
        """Return a cell's text."""
        what = life.what_in_brief if self._brief else life.what
        texts = (
            str(life.layer),
            str(life.unit + 1),
            f"{life.lane.name}{'' if self._brief else ':'} {what}" if self._several else what,
            whole(life.latest.step),
            tr(life.cause_in_brief(self._tight) if self._brief else life.cause),
            tr(life.now),
        )
        return texts[column]
