"""ActivationCard: a small drawing of φ (solid) and φ′ (dashed) with the function's name."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.ui.controls.edge_of_chaos import edge_tip
from actviz.ui.theme import theme
from actviz.ui.widgets.text import NOTHING, Rich, italic, named, paragraphs, rich, set_tip

Z_LIMIT, LOWEST, HIGHEST = 3.0, -1.4, 2.4  # what a drawing shows: z in ±3, φ and φ′ between these
HEIGHT_PX, LABEL_PX = 54, 16


class ActivationCard(QAbstractButton):
    """One entry of the gallery.

    Signals:
        arrow_pressed(int, int): columns and rows to move by.
    """

    arrow_pressed = Signal(int, int)

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: Activation = ACTIVATIONS[key]
        self.key = key
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("arrowKeys", True)
        self.setMinimumWidth(40)
        self.setFixedHeight(HEIGHT_PX)
        self.setText(self.entry.label)
        self.setAccessibleName(f"Activation {self.entry.label}")
        set_tip(self, self._tip())

    def event(self, event: QEvent) -> bool:
        """Compute the edge of chaos only when the tool tip opens: it takes some milliseconds per function."""
        if event.type() == QEvent.Type.ToolTip:
            set_tip(self, self._tip(edge_tip(self.entry)))
        return super().event(event)

    def _tip(self, edge: Rich = NOTHING) -> Rich:
        entry = self.entry
        text = paragraphs(
            named(entry.label, f"φ(z) = {entry.formula}"),
            entry.story,
            named("Solves", entry.solves),
            named("Costs", entry.costs),
        )
        return rich(text, edge, paragraphs("Solid φ, dashed its slope φ′.", italic("Changes the running network.")))

    def nextCheckState(self) -> None:
        """Leave the check mark to the gallery, which shows what runs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the gallery by the arrow keys."""
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            self.arrow_pressed.emit(*move)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, curves and name."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.isChecked() or self.hasFocus()
        edge = colours.accent if marked else colours.strong_border if self.underMouse() else colours.border
        painter.setPen(QPen(QColor(edge), 2.0 if marked else 1.0))
        painter.setBrush(QColor(colours.accent_soft if self.isChecked() else colours.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        picture = QRectF(6, 5, self.width() - 12, self.height() - LABEL_PX - 8)
        self._draw_curves(painter, picture)
        painter.setFont(self._label_font())
        painter.setPen(QColor(colours.text if self.isChecked() else colours.muted))
        where = QRectF(2, self.height() - LABEL_PX - 3, self.width() - 4, LABEL_PX)
        painter.drawText(where, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _draw_curves(self, painter: QPainter, box: QRectF) -> None:
        colours = theme.current()
        value, slope = _curves(self.key)
        painter.save()
        painter.setClipRect(box.adjusted(-1, -1, 1, 1))
        slope_pen = QPen(QColor(colours.muted), 1.0)
        slope_pen.setDashPattern([3.0, 2.5])
        painter.setPen(slope_pen)
        painter.drawPolyline(_scaled(slope, box))
        painter.setPen(QPen(QColor(colours.accent), 1.6))
        painter.drawPolyline(_scaled(value, box))
        painter.restore()

    def _label_font(self) -> QFont:
        font = theme.small(self.font())
        wanted, room = QFontMetrics(font).horizontalAdvance(self.text()), self.width() - 6
        if wanted > room > 0:
            font.setPointSizeF(max(5.5, font.pointSizeF() * room / wanted))
        return font


@lru_cache(maxsize=64)
def _curves(key: str) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    z = np.linspace(-Z_LIMIT, Z_LIMIT, 61)
    entry = ACTIVATIONS[key]
    corners = np.array([corner for corner in entry.corners() if abs(corner) < Z_LIMIT])
    z = distinct(np.concatenate([z, corners - 1e-6, corners + 1e-6]))  # a kink's step stands upright
    x = (z + Z_LIMIT) / (2 * Z_LIMIT)
    value, slope = ((HIGHEST - y) / (HIGHEST - LOWEST) for y in (entry.value(z), entry.slope(z)))
    return list(zip(x.tolist(), value.tolist(), strict=True)), list(zip(x.tolist(), slope.tolist(), strict=True))


def _scaled(points: list[tuple[float, float]], box: QRectF) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])
