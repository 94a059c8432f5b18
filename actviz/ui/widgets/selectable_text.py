"""SelectableText: wrapped text that can be selected, changes often, and never asks for a new layout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from actviz.ui.widgets.text import PlainLabel


class SelectableText(QWidget):
    """A label at the size that its owner gives it.

    A QLabel has the whole window laid out again at every change of its text: here that ends at this widget. Text that
    can be selected takes three times as long to paint, twice: so it can be while the mouse is at it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel()
        self._label.setParent(self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """Return the text on show."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._label.text():
            self._label.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Write in this widget's font: under a style sheet a child does not inherit it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._label.setFont(self.font())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the mouse select."""
        super().enterEvent(event)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def leaveEvent(self, event: QEvent) -> None:
        """Keep what is selected."""
        super().leaveEvent(event)
        if not self._label.hasSelectedText():
            self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the label all of the room."""
        super().resizeEvent(event)
        self._label.setGeometry(self.rect())
