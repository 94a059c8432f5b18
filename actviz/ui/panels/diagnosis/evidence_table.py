"""Facts: numbers with their names, painted line by line, so that a new number changes no layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.diagnosis.findings import Evidence
from actviz.ui.theme import theme
from actviz.ui.widgets.text import set_tip, to_the_letter

WIDEST_PX = 360  # a number far away from its label is hard to read
GAP_PX, LEADING_PX = 6, 1


class Facts(QWidget):
    """Labels on the left and numbers on the right; where both do not fit, the number has a line of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumWidth(WIDEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.rows: tuple[Evidence, ...] = ()
        self._take_fonts()

    def show_rows(self, rows: Sequence[Evidence]) -> None:
        """Show these numbers."""
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            text = "\n".join(f"{row.label}: {row.value}" for row in rows)
            self.setAccessibleName(text)
            set_tip(self, to_the_letter(text))
            self.update()

    def height_for(self, width_px: int) -> int:
        """Return the height that the numbers need in this width."""
        return self._line_px * sum(2 if self._breaks(row, min(width_px, WIDEST_PX)) else 1 for row in self.rows)

    def changeEvent(self, event: QEvent) -> None:
        """Measure in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def _take_fonts(self) -> None:
        self._small = theme.small(self.font())
        self._numbers = theme.tabular(self._small)
        self._metrics, self._number_metrics = QFontMetrics(self._small), QFontMetrics(self._numbers)
        self._line_px = self._metrics.lineSpacing() + LEADING_PX

    def _breaks(self, row: Evidence, width_px: int) -> bool:
        wanted = self._metrics.horizontalAdvance(row.label) + self._number_metrics.horizontalAdvance(row.value)
        return wanted + GAP_PX > width_px

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter, line, now = QPainter(self), self.rect(), theme.current()
        line.setHeight(self._line_px)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row in self.rows:
            painter.setFont(self._small)
            painter.setPen(QColor(now.muted))
            forms = row.label, re.sub(r" ?[(（][^)）]*[)）]$", "", row.label)  # without "(typical)" where room is short
            fitting = (form for form in forms if self._metrics.horizontalAdvance(form) <= line.width())
            label = next(fitting, self._metrics.elidedText(forms[1], Qt.TextElideMode.ElideRight, line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, label)
            if self._breaks(row, line.width()):
                line.translate(0, self._line_px)
            painter.setFont(self._numbers)
            painter.setPen(QColor(now.text))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, row.value)
            line.translate(0, self._line_px)
