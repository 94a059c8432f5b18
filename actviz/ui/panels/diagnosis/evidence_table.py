"""Facts: numbers with their names, painted line by line, so that a new number changes no layout."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from actviz.diagnosis.findings import Evidence
from actviz.ui.theme import theme
from actviz.ui.widgets.text import set_tip, to_the_letter

WIDEST_PX = 360  # a number far away from its label is hard to read
GAP_PX, LEADING_PX = 6, 1


class Facts(QWidget):
    """Labels on the left and numbers on the right; a label has all the room that its number leaves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST_PX)
        self.setFont(theme.small(self.font()))
        self.rows: tuple[Evidence, ...] = ()
        self.n_shown = 0
        self.line_px = self.fontMetrics().lineSpacing() + LEADING_PX

    def show_rows(self, rows: Sequence[Evidence]) -> None:
        """Show these numbers, the first `n_shown` of them; the tool tip has all."""
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            text = "\n".join(f"{row.label}: {row.value}" for row in rows)
            self.setAccessibleName(text)
            set_tip(self, to_the_letter(text))
            self.update()

    def set_lines(self, n: int) -> None:
        """Have room for so many lines, or none at all."""
        if n != self.n_shown:
            self.n_shown = n
            self.setFixedHeight(n * self.line_px)
            self.setVisible(n > 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines that there is room for."""
        painter, box = QPainter(self), self.rect()
        numbers = theme.tabular(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        for i, row in enumerate(self.rows[: self.n_shown]):
            line = box.adjusted(0, i * self.line_px, 0, 0)
            line.setHeight(self.line_px)
            painter.setFont(numbers)
            painter.setPen(QColor(theme.current().text))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, row.value)
            room = line.width() - painter.fontMetrics().horizontalAdvance(row.value) - GAP_PX
            painter.setFont(self.font())
            painter.setPen(QColor(theme.current().muted))
            label = self.fontMetrics().elidedText(row.label, Qt.TextElideMode.ElideRight, room)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, label)
