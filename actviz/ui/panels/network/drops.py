"""Drops in the river that move upstream, as fast as the gradient is large."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle

from actviz.arrays import Floats
from actviz.ui.panels.network.geometry import Box
from actviz.ui.startup.pyqtgraph_import import pg

N_DROPS = 16
BEDS_PER_S = 0.3  # the speed in the widest water, in lengths of the bed
STANDSTILL = 0.05  # of the bed's width: in narrower water a drop dries up, and starts again at the loss
LONGEST_S = 0.1  # between two frames; after a longer pause drops go on where they were
DROP_PX = 3.0


def motion_is_wanted() -> bool:
    """Whether the desktop has animations on."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


class Drops:
    """Where the drops are: along the bed (0 the input, 1 the loss, more before they start) and across (-1 … 1)."""

    def __init__(self) -> None:
        self._delays: Floats = (np.arange(N_DROPS) * 5 % N_DROPS + 0.5) / N_DROPS  # so that they start one by one
        self.along = 0.02 + 0.96 * self._delays
        self._across: Floats = 0.7 * np.sin(2.4 * np.arange(N_DROPS))
        self._pen = QPen(QColor(255, 255, 255, 215), DROP_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)

    def move(self, half: Floats, box: Box, elapsed_s: float) -> None:
        """Move all drops; `half` is half the water's width in every column of the bed."""
        width = self._at(half) / (box[3] / 2)
        self.along -= np.minimum(width, 1.0) * (BEDS_PER_S * min(elapsed_s, LONGEST_S))
        ended = (width < STANDSTILL) | (self.along <= 0.0)
        self.along[ended] = 1.0 + self._delays[ended]

    def paint(self, painter: QPainter, half: Floats, box: Box) -> None:
        """Draw the drops that are in the water."""
        x, y, w, h = box
        room = np.maximum(self._at(half) - DROP_PX, 0.0)
        wet = (room > 0.0) & (self.along <= 1.0)
        if not wet.any():
            return
        across = y + h / 2 + self._across * np.minimum(room, h / 2)
        painter.setPen(self._pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.drawPoints(pg.functions.arrayToQPolygonF(x + w * self.along[wet], across[wet]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _at(self, half: Floats) -> Floats:
        return np.take(half, (self.along * len(half)).astype(np.intp), mode="clip")
