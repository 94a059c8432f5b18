"""ColumnsTable: the first rows of a file, and above them what each column is; a click changes its role or kind."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from actviz.app.data_look import Look
from actviz.data.column_names import column_text
from actviz.data.reading.contents import value_text
from actviz.number_text import compact, percent, whole
from actviz.translation import mark, tr
from actviz.ui.data_dialog.editing import Edits, kind_edits, kind_text, role_edits, role_text
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.column_table import ROOT, Index
from actviz.ui.widgets.text import paragraphs

USE, KIND, MISSING, VALUES, SPREAD = range(5)
FACTS = mark("Use as"), mark("Kind"), mark("Empty"), mark("Values"), mark("Spread")
EDITS: dict[int, Edits] = {USE: role_edits, KIND: kind_edits}
N_ROWS = 12  # of the file
BINS, MOST_COUNTED = 20, 20_000
WIDTH_PX, WIDEST_PX, SPREAD_PX, ROW_PX, ARROW_PX = 96, 190, 34, 23, 16
FIGURES = 8  # of a cell's number, where the file has as many
LONGEST = 40  # characters of a cell


class ColumnsModel(QAbstractTableModel):
    """The facts of the columns as the first rows, then the first rows of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.look: Look | None = None
        self._spreads: dict[int, tuple[float, ...]] = {}

    def show(self, look: Look | None) -> None:
        """Show another look at a file."""
        same_table = self.look is not None and look is not None and self.look.table is look.table
        if same_table:
            self.look = look
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.look, self._spreads = look, {}
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return the number of facts and of rows of the file on show."""
        if parent.isValid() or self.look is None:
            return 0
        return len(FACTS) + min(N_ROWS, self.look.table.n_rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return the number of columns of the file."""
        return 0 if parent.isValid() or self.look is None else len(self.look.table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's name, a fact's name, or the number of a row."""
        if self.look is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_text(self.look.table.columns[section])
        if section < len(FACTS):
            return tr(FACTS[section])
        lines, row = self.look.table.lines, section - len(FACTS)
        return tr("line {line}", line=whole(lines[row])) if lines is not None else f"{row + 1}"

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a fact or a cell."""
        if self.look is None:
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._fact(row, column) if row < len(FACTS) else self._cell(row - len(FACTS), column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = row >= len(FACTS) and not self.look.table.is_text(column)
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def spread(self, column: int) -> tuple[float, ...]:
        """Return how often values occur, most frequent 1: bins of numbers, or the categories in their order."""
        assert self.look is not None
        if column not in self._spreads:
            self._spreads[column] = _spread(self.look, column)
        return self._spreads[column]

    def _fact(self, row: int, column: int) -> str:
        assert self.look is not None
        found = self.look.understanding.columns[column]
        if row == USE:
            return role_text(self.look, column)
        if row == KIND:
            return kind_text(self.look, column)
        if row == MISSING:
            return percent(found.missing) if found.missing else tr("none")
        if row == VALUES:
            if found.values and found.kind != "yes/no":
                return f"{whole(len(found.values))}: {', '.join(found.values[:6])}"
            if found.range is not None:
                return " … ".join(compact(end, 4 if abs(end) < 1e4 else 7) for end in found.range)
            return tr("many") if not found.values else ", ".join(found.values)
        return ""

    def _cell(self, row: int, column: int) -> str:
        assert self.look is not None
        value = self.look.table.values(column)[row]
        if isinstance(value, str):
            return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
        if np.isnan(value):
            return ""
        number, has_figures = float(value), self.look.table.values(column).dtype != np.float32
        return compact(number, FIGURES) if has_figures and not number.is_integer() else value_text(number)

    def _tip(self, row: int, column: int) -> str | None:
        assert self.look is not None
        found = self.look.understanding.columns[column]
        if row == USE:
            because = tr("Left out because {reason}.", reason=found.reason) if found.reason else ""
            return paragraphs(*filter(None, (because, tr("Click to choose: target, input or left out."))))
        if row == KIND:
            return tr("Click to choose what the column is taken for.")
        return self._fact(row, column) if row == VALUES else None


class ColumnsTable(QTableView):
    """The table of the columns.

    Signals:
        edited(object): the user has chosen other DataChoices in a column's menu.
    """

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns_model = ColumnsModel()
        self.setModel(self.columns_model)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(tr("Columns of the file"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFont(theme.tabular(theme.small(self.font())))
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, heads):
            header.setFont(theme.small(self.font()))
            header.setHighlightSections(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(ROW_PX))
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setMinimumSectionSize(px(56))

    def show_look(self, look: Look | None) -> None:
        """Show what the columns of a file are."""
        other = self.columns_model.look is None or look is None or self.columns_model.look.table is not look.table
        self.columns_model.show(look)
        if other and look is not None:
            self.verticalHeader().resizeSection(SPREAD, px(SPREAD_PX))
            self._fit_columns()
        if look is not None:
            self._bring_targets_into_view(look)

    def _bring_targets_into_view(self, look: Look) -> None:
        """Put the targets first if one of them is out of view; else leave all columns where they are."""
        heads, targets, width = self.horizontalHeader(), look.understanding.targets, self.viewport().width()
        starts = {target: heads.sectionViewportPosition(target) for target in targets}
        if any(start < 0 or start + heads.sectionSize(target) > width for target, start in starts.items()):
            for place, target in enumerate(targets):
                heads.moveSection(heads.visualIndex(target), place)
            self.horizontalScrollBar().setValue(0)

    def menu_of(self, row: int, column: int) -> QMenu | None:
        """Return the menu of a column's role or kind; None for other cells."""
        look = self.columns_model.look
        if look is None or row not in EDITS:
            return None
        menu = QMenu(f"{FACTS[row]}: {column_text(look.table.columns[column])}", self)
        for edit in EDITS[row](look, column):
            action = menu.addAction(edit.text)
            action.setCheckable(True)
            action.setChecked(edit.is_now)
            action.triggered.connect(lambda _checked=False, choices=edit.choices: self.edited.emit(choices))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of a role or kind."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open_menu(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the hand where a click opens a menu."""
        super().mouseMoveEvent(event)
        is_menu = self.indexAt(event.position().toPoint()).row() in EDITS
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_menu else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space opens the menu of the cell; Return is the dialog's."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_F2):
            self._open_menu(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _open_menu(self, index: QModelIndex) -> None:
        menu = self.menu_of(index.row(), index.column()) if index.isValid() else None
        if menu is not None:
            place = self.visualRect(index)
            menu.popup(self.viewport().mapToGlobal(QPoint(place.left(), place.bottom())))

    def _fit_columns(self) -> None:
        """Give each column the width of its name and facts, within bounds; many columns all the same width."""
        heads, n = self.horizontalHeader(), self.columns_model.columnCount()
        heads.setDefaultSectionSize(px(WIDTH_PX))
        if n > 60:
            return
        for column in range(n):
            hint = max(self.sizeHintForColumn(column), heads.sectionSizeHint(column)) + px(14)
            self.setColumnWidth(column, min(max(hint, px(WIDTH_PX)), px(WIDEST_PX)))


class _Cells(QStyledItemDelegate):
    """Paints roles and kinds as something to click, columns by their role, and the spreads as small bars."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size of a text, and of the arrow beside what can be clicked."""
        size = super().sizeHint(option, index)
        return size + QSize(px(ARROW_PX), 0) if index.row() in EDITS else size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, model = theme.current(), index.model()
        assert isinstance(model, ColumnsModel)
        assert model.look is not None
        role = model.look.understanding.columns[index.column()].role
        painter.save()
        if role == "target":
            painter.fillRect(option.rect, QColor(now.accent_soft))
        self.initStyleOption(option, index)
        if index.row() == SPREAD:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = QColor(now.accent if role == "target" else now.strong_border if role == "ignored" else now.muted)
            _paint_bars(painter, QRectF(option.rect).adjusted(5, 3, -8, -3), model.spread(index.column()), colour)
        elif index.row() in EDITS:
            box = QRectF(option.rect).adjusted(3, 2, -5, -2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(now.border), 1.0))
            painter.setBrush(QColor(now.card))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(_colour(role, index.row())))
            self._text(painter, option, box.adjusted(5, 0, -16, 0), str(index.data()))
            painter.drawText(box.adjusted(0, 0, -5, 0), int(_RIGHT), "▾")
        else:
            is_fact = index.row() < len(FACTS)
            painter.setPen(QColor(now.muted if role == "ignored" or is_fact else now.text))
            self._text(painter, option, QRectF(option.rect).adjusted(6, 0, -8, 0), str(index.data()))
        if index.row() == len(FACTS) - 1:
            painter.setPen(QPen(QColor(now.border), 1.0))
            painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    @staticmethod
    def _text(painter: QPainter, option: QStyleOptionViewItem, box: QRectF, text: str) -> None:
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(option.displayAlignment), shown)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _colour(role: str, row: int) -> str:
    now = theme.current()
    if row == USE:
        return now.accent if role == "target" else now.muted if role == "ignored" else now.text
    return now.muted if role == "ignored" else now.text


def _paint_bars(painter: QPainter, box: QRectF, heights: tuple[float, ...], colour: QColor) -> None:
    if not heights:
        return
    wide = min(box.width() / len(heights), 14.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for i, height in enumerate(heights):
        tall = max(1.0, height * box.height()) if height > 0.0 else 0.0
        painter.drawRect(QRectF(box.left() + i * wide, box.bottom() - tall, max(1.0, wide - 1.0), tall))


def _spread(look: Look, column: int) -> tuple[float, ...]:
    """Count bins of numbers, or the known values of texts, over some of the rows."""
    values = look.table.values(column)[:: -(-look.table.n_rows // MOST_COUNTED) or 1]
    if values.dtype == object:
        texts, counts = np.unique(values[values != ""].astype(str), return_counts=True)
        if len(texts) > BINS:
            return ()
    else:
        numbers = values[np.isfinite(values)].astype(np.float64)
        if len(numbers) == 0:
            return ()
        # halves, as the span of doubles may be larger than a double; NumPy refuses bins that are narrower than one
        halves = numbers / 2.0
        span = float(halves.max() - halves.min())
        places = (halves - halves.min()) / span if span > 0.0 else np.full(len(halves), 0.5)
        counts = np.bincount(np.minimum((places * BINS).astype(np.int64), BINS - 1), minlength=BINS)
    largest = max(1, int(counts.max())) if len(counts) else 1
    return tuple((counts / largest).tolist())
