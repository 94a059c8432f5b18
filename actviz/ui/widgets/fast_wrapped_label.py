"""WrappedLabel: some lines of text that change often, and that never ask for a new layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextLayout
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
        self._wrapped: tuple[object, list[str]] = (None, [])  # what for, and the lines
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

    def lines(self) -> list[str]:
        """Return the lines that there is room for; the last one ends with an ellipsis where more would follow."""
        box, metrics = self.contentsRect(), self.fontMetrics()
        state = (self._text, box.width(), box.height(), self.font().key())
        if self._wrapped[0] != state:
            most = max(1, (box.height() + metrics.leading()) // metrics.lineSpacing())
            every = [line for part in self._text.split("\n") for line in self._broken(part, box.width())]
            lines = every[:most]
            if len(every) > most:
                rest = " ".join((lines[-1], every[most]))
                lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
            self._wrapped = state, lines
        return self._wrapped[1]

    def _broken(self, text: str, width: int) -> list[str]:
        layout = QTextLayout(text, self.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines or [""]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter, box = QPainter(self), self.contentsRect()
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self._colour or self.palette().color(self.foregroundRole()))
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags, "\n".join(self.lines()))
