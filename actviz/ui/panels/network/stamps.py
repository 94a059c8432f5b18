"""The marks of a unit's state, drawn once for each cell size and then stamped on the cells.

dead: dark slate ground, vermilion cross · linear: hatched · dormant: dotted border · dropped: struck through. None is
told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from actviz.ui.theme.palettes import Theme

FRAME, DEAD, LINEAR, DORMANT, DROPPED = "frame", "dead", "linear", "dormant", "dropped"
LEAST_FRAME_PX = 6.0  # smaller cells have no border
LEAST_MARK_PX = 3.0  # smaller dead cells are plain slate


@lru_cache(maxsize=128)
def stamp(kind: str, width: int, height: int, ratio: float, theme: Theme) -> QImage:
    """Return the mark for a cell of this size in device pixels."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    side = min(width, height) / ratio
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, side >= LEAST_FRAME_PX)
    mark(painter, kind, QRectF(0, 0, width, height), ratio, side, theme)
    painter.end()
    return image


def radius_px(side: float) -> float:
    """Return the corner radius of a cell, in logical pixels."""
    return 0.0 if side < LEAST_FRAME_PX + 4 else min(3.0, side * 0.12)


def mark(painter: QPainter, kind: str, box: QRectF, ratio: float, side: float, theme: Theme) -> None:
    """Draw a mark into the box; `side` is its shorter side in logical pixels."""
    if kind == DEAD:
        _dead(painter, box, ratio, side, theme)
    elif kind == LINEAR:
        _hatch(painter, box, ratio, side, theme)
    elif kind == DORMANT:
        _dots(painter, box, ratio, side, theme)
    elif kind == DROPPED:
        _strike(painter, box, ratio, side, theme)
    elif side >= LEAST_FRAME_PX:
        _frame(painter, box, QPen(QColor(theme.strong_border), ratio), ratio, side)


def _frame(painter: QPainter, box: QRectF, pen: QPen, ratio: float, side: float) -> None:
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = radius_px(side) * ratio
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def _dead(painter: QPainter, box: QRectF, ratio: float, side: float, theme: Theme) -> None:
    small = side < 10
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.dead_tile))
    radius = radius_px(side) * ratio
    painter.drawRoundedRect(box, radius, radius)
    if side < LEAST_MARK_PX:
        return
    pen = QPen(QColor(theme.dead_cross), (1.0 if side < 7 else 1.4 if small else min(3.0, 1.2 + side / 24)) * ratio)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if small else Qt.PenCapStyle.RoundCap)
    inner = _square(box, 0.8 if small else 0.46)
    painter.setPen(pen)
    painter.drawLines(
        [
            QLineF(inner.topLeft(), inner.bottomRight()),
            QLineF(inner.topRight(), inner.bottomLeft()),
        ]
    )


def _hatch(painter: QPainter, box: QRectF, ratio: float, side: float, theme: Theme) -> None:
    colour = QColor(theme.text)
    colour.setAlphaF(0.36 if side >= 10 else 0.5)
    painter.setPen(QPen(colour, ratio))
    if side < 10:
        inner = _square(box, 0.7)
        painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))
        return
    pitch = ratio * max(4.0, side / 5)
    lines = []
    for i in range(1, int((box.width() + box.height()) / pitch) + 1):
        along = i * pitch  # the line x + y = along, cut off at the edges
        a, b = min(along, box.height()), min(along, box.width())
        lines.append(QLineF(box.x() + along - a, box.y() + a, box.x() + b, box.y() + along - b))
    painter.drawLines(lines)


def _dots(painter: QPainter, box: QRectF, ratio: float, side: float, theme: Theme) -> None:
    width = ratio * (1.0 if side < 24 else 1.5)
    if side >= LEAST_FRAME_PX:
        _frame(painter, box, QPen(QColor(theme.card), width), ratio, side)
    pen = QPen(QColor(theme.muted), width)
    pen.setDashPattern([1.5, 1.5])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    _frame(painter, box, pen, ratio, side)


def _strike(painter: QPainter, box: QRectF, ratio: float, side: float, theme: Theme) -> None:
    """Draw one level line with a rim, far lighter than a dead unit's cross."""
    width, in_px = ratio, box.width() * (0.0 if side < 10 else 0.12)
    line = QLineF(box.left() + in_px, box.center().y(), box.right() - in_px, box.center().y())
    rim = QColor(theme.card)
    rim.setAlphaF(0.7)
    for pen in (QPen(rim, width + 2 * ratio), QPen(QColor(theme.muted), width)):
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(line)


def _square(box: QRectF, share: float) -> QRectF:
    """Return the centred square whose side is this share of the box's shorter side."""
    half = 0.5 * share * min(box.width(), box.height())
    centre = box.center()
    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
