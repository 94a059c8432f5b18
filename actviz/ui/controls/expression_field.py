"""ExpressionField: a line of text whose faulty place is underlined."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from actviz.nn.expression.parser import MAX_LENGTH
from actviz.translation import tr
from actviz.ui.theme import theme

WAVE_PX = 2.0


class ExpressionField(QLineEdit):
    """Takes an expression in z, in letters of one width; `mark` underlines a column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() + 1.0)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.setMaxLength(2 * MAX_LENGTH)  # too long a text is answered, not cut without a word
        self.setAccessibleName(tr("Expression in z"))
        self.setMinimumHeight(30)
        self._column: int | None = None

    @property
    def marked(self) -> int | None:
        """The underlined column (1-based), or None."""
        return self._column

    def mark(self, column: int | None) -> None:
        """Underline from this column to the end of its word, or nothing."""
        self._column = column
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a wave under what is faulty."""
        super().paintEvent(event)
        if self._column is None:
            return
        metrics, text = self.fontMetrics(), self.text()
        start = min(self._column - 1, len(text))
        end = start + 1
        while end < len(text) and text[start].isalnum() and (text[end].isalnum() or text[end] == "_"):
            end += 1
        # QLineEdit does not say how far it has scrolled its text; the place of the cursor does.
        origin = self.cursorRect().center().x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = origin + metrics.horizontalAdvance(text[:start])
        right = origin + metrics.horizontalAdvance(text[:end].ljust(end))
        base = self.cursorRect().center().y() + metrics.height() / 2.0
        n = max(2, int((right - left) / WAVE_PX) + 1)
        wave = QPolygonF([QPointF(left + i * WAVE_PX, base + (WAVE_PX if i % 2 else 0.0)) for i in range(n)])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().dead), 1.4, Qt.PenStyle.SolidLine))
        painter.drawPolyline(wave)
