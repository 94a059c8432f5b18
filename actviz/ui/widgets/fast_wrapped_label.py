"""WrappedLabel: some lines of text that change often, and that never ask for a new layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.number_text import unbroken
from actviz.ui.widgets.fast_label import FastLabel


class WrappedLabel(FastLabel):
    """Plain text, broken into lines at its width, from the top down; its owner gives it its size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wrapped: tuple[object, list[str]] = (None, [])  # what the lines were broken for, and the lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

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

    def fits(self, text: str, n_lines: int, width_px: int) -> bool:
        """Whether a text takes so many lines at most in a label of this width, without its margins."""
        return len(self._broken(text, width_px)) <= n_lines

    def _broken(self, text: str, width: int) -> list[str]:
        layout = QTextLayout(unbroken(text), self.font())  # as long as the text
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines or [""]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, as far apart in any script as the height is reckoned with: Qt gives Chinese ones more."""
        painter, box, metrics = self._painter(), self.contentsRect(), self.fontMetrics()
        painter.setClipRect(self.rect())
        for place, line in enumerate(self.lines()):
            painter.drawText(box.left(), box.top() + metrics.ascent() + place * metrics.lineSpacing(), line)
