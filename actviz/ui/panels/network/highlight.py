"""What marks the selected unit, and the one under the mouse with its edges and the units at their ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from actviz.app.lanes import Selection
from actviz.ui.panels.network.edges import Bundle, look
from actviz.ui.panels.network.geometry import Column, Geometry
from actviz.ui.theme.palettes import Theme

Hit = tuple[int, int]  # layer (0 is the input), unit
DIMMED = 0.2  # opacity of all that does not belong to the unit under the mouse
LEAST_LIT_OPACITY = 0.3  # of its edges, that they can be followed


def selected_column(painter: QPainter, geometry: Geometry, selection: Selection, colours: Theme) -> None:
    """Draw the ground of the selected layer's column."""
    if selection.layer is None or not 1 <= selection.layer < len(geometry.columns) - 1:
        return
    column = geometry.columns[selection.layer]
    wide = min(column.width + 8, max(column.width, geometry.step - 1))
    top = geometry.cells[1] - 3 if geometry.heading_top is None else geometry.heading_top - 1
    bottom = geometry.cells[1] + geometry.cells[3] + 3
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent_soft))
    painter.drawRoundedRect(QRectF(column.centre - wide / 2, top, wide, bottom - top), 4, 4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def outline(painter: QPainter, geometry: Geometry, hit: Hit | None, colour: QColor, width: float) -> None:
    """Draw a line around one cell."""
    box = _cell(geometry, hit)
    if hit is None or box is None:
        return
    out = 0.5 + width / 2 if geometry.columns[hit[0]].smaller_side >= 9 else width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), 3, 3)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def light_up(
    painter: QPainter, geometry: Geometry, bundles: Sequence[Bundle], tiles: QImage, hit: Hit, colours: Theme
) -> None:
    """Draw, over the dimmed picture, one cell with its edges and the cells at their other ends."""
    layer, unit = hit
    lit = {hit}
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for i, own, other in ((layer - 1, "target", "source"), (layer, "source", "target")):
        if not 0 <= i < len(bundles):
            continue
        bundle = bundles[i]
        mine = np.flatnonzero(getattr(bundle, own) == unit)
        ends = getattr(bundle, other)[mine].tolist()
        lit |= {(layer - 1 if other == "source" else layer + 1, end) for end in ends}
        for k in mine.tolist():
            _draw_edge(painter, geometry.columns[i], geometry.columns[i + 1], bundle, k, colours)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    ratio, corner = tiles.devicePixelRatio(), QPointF(geometry.cells[0], geometry.cells[1])
    for each in lit:
        box = _cell(geometry, each)
        if box is not None:
            source = box.translated(-corner)
            scaled = QRectF(source.x() * ratio, source.y() * ratio, source.width() * ratio, source.height() * ratio)
            painter.drawImage(box, tiles, scaled)


def _cell(geometry: Geometry, hit: Hit | None) -> QRectF | None:
    if hit is None or not 0 <= hit[0] < len(geometry.columns):
        return None
    column = geometry.columns[hit[0]]
    if not 0 <= hit[1] < len(column.lefts):
        return None
    return QRectF(column.lefts[hit[1]], column.tops[hit[1]], column.cell_w, column.cell_h)


def _draw_edge(painter: QPainter, left: Column, right: Column, bundle: Bundle, k: int, colours: Theme) -> None:
    source, target = int(bundle.source[k]), int(bundle.target[k])
    x0, x1 = left.left + left.width, right.left
    y0, y1 = left.tops[source] + left.cell_h / 2, right.tops[target] + right.cell_h / 2
    path = QPainterPath(QPointF(x0, y0))
    path.cubicTo((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1)
    width, opacity = look(float(bundle.strength[k]))
    colour = QColor(colours.accent)
    colour.setAlphaF(max(LEAST_LIT_OPACITY, opacity))
    painter.setPen(QPen(colour, width))
    painter.drawPath(path)
