"""WrappedLabel: some lines of text that change often, and that never ask for a new layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget


class WrappedLabel(QWidget):
    """Plain text, broken into lines at its width, from the top down; whoever places it gives it its size.

    A QLabel lays the whole window out anew at every change of its text, whatever its size policy: with docks around it
    that takes a millisecond or two.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._colour: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """Return the text on show."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()

    def set_colour(self, colour: str | None) -> None:
        """Write in this colour; None is that of the style sheet."""
        wanted = None if colour is None else QColor(colour)
        if wanted != self._colour:
            self._colour = wanted
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many lines as there is room for."""
        painter, box = QPainter(self), self.contentsRect()
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self._colour or self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags | Qt.TextFlag.TextWordWrap, self._text)
