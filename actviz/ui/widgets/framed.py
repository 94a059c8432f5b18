"""Framed: a widget with room around its layout, where a frame can be painted without moving anything."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from actviz.ui.theme import theme

FRAME_PX = 3.0
ROUNDING_PX = 6.0


class Framed(QWidget):
    """Paints an amber frame in its margins, which are at least 4 px wide, while the past is on show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_framed = False

    def set_framed(self, framed: bool) -> None:
        """Show the frame, or none."""
        if framed != self.is_framed:
            self.is_framed = framed
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame at the edge."""
        if self.is_framed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.pen(theme.current().past, FRAME_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = FRAME_PX / 2
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, ROUNDING_PX, ROUNDING_PX)
