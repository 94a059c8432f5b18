"""ActivationCard: a small drawing of φ (solid) and φ′ (dashed) with the function's name."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.translation import tr
from actviz.ui.controls.picture_card import PictureCard
from actviz.ui.theme import theme
from actviz.ui.widgets.term_link import set_term
from actviz.ui.widgets.text import italic, named, paragraphs, rich, set_tip

Z_LIMIT, LOWEST, HIGHEST = 3.0, -1.4, 2.4  # what a drawing shows: z in ±3, φ and φ′ between these
HEIGHT_PX, NAME_LINES = 58, 2


class ActivationCard(PictureCard):
    """One function of the gallery."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self.entry: Activation = ACTIVATIONS[key]
        self.key = key
        super().__init__(self.entry.label.replace(" / ", " "), NAME_LINES, HEIGHT_PX, parent)
        self.setAccessibleName(tr("Activation {name}", name=self.entry.label))
        set_term(self, f"word:{self.entry.label}")
        text = paragraphs(
            named(self.entry.label, f"φ(z) = {self.entry.formula}"),
            tr(self.entry.story),
            named(tr("Solves"), tr(self.entry.solves)),
            named(tr("Costs"), tr(self.entry.costs)),
        )
        drawn = paragraphs(tr("Solid φ, dashed its slope φ′."), italic(tr("Keeps the trained weights.")))
        set_tip(self, rich(text, drawn))

    def draw_picture(self, painter: QPainter, box: QRectF) -> None:
        """Draw both curves."""
        colours = theme.current()
        value, slope = _curves(self.key)
        painter.setClipRect(box.adjusted(-1, -1, 1, 1))
        slope_pen = QPen(QColor(colours.muted), 1.0)
        slope_pen.setDashPattern([3.0, 2.5])
        painter.setPen(slope_pen)
        painter.drawPolyline(_scaled(slope, box))
        painter.setPen(QPen(QColor(colours.accent), 1.6))
        painter.drawPolyline(_scaled(value, box))


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
