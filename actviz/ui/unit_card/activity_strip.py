"""ActivityStrip: on how many examples a unit was on over the run, as a small curve with its deaths and revivals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.arrays import Floats
from actviz.training.snapshot import UnitEvent
from actviz.translation import tr
from actviz.ui.theme import text_size, theme

CAPTION_PX, PAD_PX, MARK_PX = 16, 6.0, 3.0
MOST_MARKS = 200


class ActivityStrip(QWidget):
    """A frame from 0 to 100 % over the steps so far, and a caption above it; there are no other numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.small(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.caption = ""
        self.steps: Floats = np.zeros(0)
        self.shares: Floats = np.zeros(0)
        self._marks: tuple[tuple[int, bool], ...] = ()  # the steps of events, and whether they are deaths
        self._colour = QColor()

    def show_activity(
        self, caption: str, steps: Floats, shares: Floats, events: Sequence[UnitEvent], colour: QColor
    ) -> None:
        """Draw shares (0..1) over steps, and marks at the events up to the last of them."""
        self.caption, self.steps, self.shares, self._colour = caption, steps, shares, colour
        last = float(steps[-1]) if len(steps) else 0.0
        marks = tuple((e.step, e.kind != "revival") for e in events if e.step <= last)
        self._marks = marks[-MOST_MARKS:]
        now = f"{100.0 * shares[-1]:.0f} %" if len(shares) else ""
        self.setAccessibleName(tr("{what}: {share} now", what=caption, share=now) if now else caption)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caption, frame, curve and marks."""
        painter, now = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = text_size.px(CAPTION_PX) if self.caption else 0
        if self.caption:
            painter.setPen(QColor(now.muted))
            painter.drawText(QRectF(0, 0, self.width(), top), Qt.AlignmentFlag.AlignVCenter, self.caption)
        frame = QRectF(0.5, top + 0.5, self.width() - 1, self.height() - top - 1)
        painter.setPen(QPen(QColor(now.border), 1))
        painter.setBrush(QColor(now.sunken))
        painter.drawRoundedRect(frame, 4, 4)
        if len(self.steps) < 1:
            return
        box = frame.adjusted(PAD_PX, PAD_PX, -PAD_PX, -PAD_PX)
        scale = box.width() / max(1.0, float(self.steps[-1]))
        points = [
            QPointF(box.left() + x * scale, box.bottom() - y * box.height())
            for x, y in zip(self.steps.tolist(), self.shares.tolist(), strict=True)
        ]
        painter.setPen(QPen(self._colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawEllipse(points[-1], MARK_PX, MARK_PX)
        for step, died in self._marks:
            self._paint_mark(painter, QPointF(box.left() + step * scale, box.bottom()), died)

    def _paint_mark(self, painter: QPainter, at: QPointF, died: bool) -> None:
        now, r = theme.current(), MARK_PX
        if died:
            painter.setPen(QPen(QColor(now.dead), 1.6))
            x, y = at.x(), at.y()
            painter.drawLines([QLineF(x - r, y - r, x + r, y + r), QLineF(x - r, y + r, x + r, y - r)])
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.revived))
        painter.drawPolygon(QPolygonF([at + QPointF(0, -r - 1), at + QPointF(r + 1, r), at + QPointF(-r - 1, r)]))
