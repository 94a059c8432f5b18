"""Area: scrolls all of the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from actviz.translation import tr

LEFT_PX, RIGHT_PX = 12, 10  # beside the content; the scroll bar lies within the right one


class Area(QScrollArea):
    """Its content keeps its width whether the scroll bar is there or not; `resized` is called when that is another."""

    def __init__(self, content: QWidget, column: QVBoxLayout, resized: Callable[[], None]) -> None:
        super().__init__()
        self._column, self._resized = column, resized
        self.setObjectName("diagnosisArea")
        self.setAccessibleName(tr("Diagnosis"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self.setMinimumHeight(1)

    def content_width(self) -> int:
        """Return how wide the texts are."""
        return max(1, self.width() - LEFT_PX - RIGHT_PX)

    def settle(self) -> None:
        """Give the content its heights now: until Qt comes to it, cards that are new in it are squeezed."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # of the cards, then of what holds them

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content's width, and fit its texts."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        margins = self._column.contentsMargins()
        if margins.right() != RIGHT_PX - bar:
            margins.setRight(RIGHT_PX - bar)
            self._column.setContentsMargins(margins)
        self._resized()
