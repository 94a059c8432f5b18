"""What a network that is not plain has beside its units: skips as arcs over their blocks, and marks of normalisation.

An arc carries what comes back over the skip: it has the river's scale of widths and colours. The mark of a normalised
layer is a bar under its column; the half that is full says where the normalisation is: on the left, on the way in, or
on the right, on the way out.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from actviz.app.lanes import LaneView
from actviz.training.structure_facts import SkipShare
from actviz.ui.panels.network.geometry import Geometry
from actviz.ui.panels.network.river import is_dry, is_flood, share
from actviz.ui.theme.palettes import Theme

WIDEST_ARC_PX, BANK_PX = 8.0, 1.0
MARK_PX, MARK_WIDTH_PX, NARROWEST_MARK_PX = 4.0, 22.0, 3.0


def skips(lane: LaneView) -> tuple[SkipShare, ...]:
    """Return what comes back over each skip; none of a plain network."""
    facts = lane.snapshot.structure
    return () if facts is None else facts.skips


def skip_at(lane: LaneView, geometry: Geometry, x: float, y: float) -> SkipShare | None:
    """Return the skip whose arc is at a point."""
    top, height = geometry.arcs
    if not height or not top - 2 <= y < top + height:
        return None
    columns = geometry.columns
    return next((s for s in skips(lane) if columns[s.source].centre <= x < columns[s.last].centre), None)


def paint_arcs(painter: QPainter, lane: LaneView, geometry: Geometry, theme: Theme) -> None:
    """Draw every skip's arc."""
    facts, (top, height) = lane.snapshot.structure, geometry.arcs
    if facts is None or not height:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for skip in facts.skips:
        left, right = (geometry.columns[i].centre for i in (skip.source, skip.last))
        paint_arc(painter, left, right, (top, height), facts.skip_signal(skip, lane.facts.sizes[skip.source]), theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_arc(
    painter: QPainter, left: float, right: float, strip: tuple[float, float], size: float, theme: Theme
) -> None:
    """Draw an arc between two places into a strip (top, height), dashed where nothing comes back."""
    top, height = strip
    widest = min(WIDEST_ARC_PX, 0.4 * height, 0.4 * (right - left))
    width = max(1.0, widest * share(size))
    gap = min(2.0, 0.1 * (right - left))  # between the feet of two arcs
    foot, head = top + height, top + width / 2 + BANK_PX
    rise = min(foot - head, 0.75 * (right - left)) / 0.75  # a cubic reaches three quarters of its handles' height
    path = QPainterPath(QPointF(left + gap + width / 2, foot))
    path.cubicTo(
        left + gap + width / 2, foot - rise, right - gap - width / 2, foot - rise, right - gap - width / 2, foot
    )
    if is_dry(size):
        pen = QPen(QColor(theme.muted), 1)
        pen.setDashPattern([3, 3])
        painter.strokePath(path, pen)
        return
    colour = (
        QColor(theme.dead) if is_flood(size) else QColor(*(int(c) for c in theme.sizes()[round(255 * share(size))]))
    )
    for pen in (QPen(QColor(theme.muted), width + 2 * BANK_PX), QPen(colour, width)):
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, pen)


def paint_marks(painter: QPainter, lane: LaneView, geometry: Geometry, theme: Theme) -> None:
    """Draw the mark of every normalised layer, where the layers are not too close."""
    facts, config = lane.snapshot.structure, lane.snapshot.config
    if facts is None or not facts.gammas or not geometry.mark_top:
        return
    for column in geometry.columns[1:-1]:
        width = min(MARK_WIDTH_PX, column.width, geometry.step - 2)
        if width >= NARROWEST_MARK_PX:
            box = QRectF(column.centre - width / 2, geometry.mark_top, width, MARK_PX)
            paint_mark(painter, box, config.normalization_place == "before", theme)


def paint_mark(painter: QPainter, box: QRectF, before: bool, theme: Theme) -> None:
    """Draw one mark, full on the left where the normalisation is before the activation, or else on the right."""
    painter.fillRect(box, QColor(theme.border))
    half = box.width() / 2
    full = QRectF(box.left() if before else box.left() + half, box.top(), half, box.height())
    painter.fillRect(full, QColor(theme.accent))
