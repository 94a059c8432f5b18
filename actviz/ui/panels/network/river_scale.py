"""What is written over the river: lines for decades, the waterline below which a signal has vanished, and the factors.

It changes with a measurement only, and so it is kept as a picture between frames.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap

from actviz.number_text import figure
from actviz.ui.panels.network.geometry import Box
from actviz.ui.panels.network.river import DRY, FLOOD, share
from actviz.ui.theme.palettes import Theme

DECADES = round(math.log10(FLOOD / DRY))
LEAST_DECADE_PX = 5.0  # between lines; else every third
LABEL_PX, RIM_PX = 10.0, 3.6  # of ground beside a label, and to the next one
LEAST_BED_PX, LEAST_FACTORS_PX = 20.0, 32.0  # of height, for the waterline with its name, and for the factors


def factor(before: float, after: float) -> str:
    """Return what happens to the backward signal on its way back, such as ÷ 4.1 or × 1.3; empty where unknown."""
    if not (0.0 < before < math.inf and 0.0 < after < math.inf):
        return ""
    ratio = before / after
    return f"÷ {figure(ratio)}" if ratio >= 1.0 else f"× {figure(1.0 / ratio)}"


def factors(backward: Sequence[float]) -> list[str]:
    """Return the factors from the last layer's on back, (L-1,), that between layers 1 and 2 first."""
    return [factor(after, before) for before, after in pairwise(backward)]


def mean_factor(backward: Sequence[float]) -> str:
    """Return the geometric mean of the factors, in words."""
    n = len(backward) - 1
    if n < 1 or not (0.0 < backward[0] < math.inf and 0.0 < backward[-1] < math.inf):
        return ""
    text = factor((backward[-1] / backward[0]) ** (1.0 / n), 1.0)
    return f"{text} per layer"


def waterline(backward: Sequence[float], below: float) -> float:
    """Return the share of the bed at which the signal is `below` times the output layer's; 0 off the scale."""
    last = backward[-1]
    return share(last * below) if math.isfinite(last) else 0.0


def picture(
    xs: Sequence[float], backward: Sequence[float], below: float, box: Box, font: QFont, theme: Theme, ratio: float
) -> QPixmap:
    """Return the picture over the bed; `xs` and `backward` are per layer, `below` is the ratio called vanishing."""
    _, _, w, h = box
    pixmap = QPixmap(math.ceil(w * ratio), math.ceil(h * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(font)
    _draw_decades(painter, w, h, theme)
    at = waterline(backward, below)
    if at > 0.0 and h >= LEAST_BED_PX:
        _draw_waterline(painter, at, w, h, theme)
    if h >= LEAST_FACTORS_PX:
        _draw_factors(painter, [x - box[0] for x in xs], backward, w, h, theme)
    painter.end()
    return pixmap


def _draw_decades(painter: QPainter, w: float, h: float, theme: Theme) -> None:
    each = h / 2 / DECADES
    stride = 1 if each >= LEAST_DECADE_PX else 3
    colour = QColor(theme.text)
    colour.setAlphaF(0.12)
    painter.setPen(QPen(colour, 1))
    rows = [side * d * each for d in range(stride, DECADES, stride) for side in (-1, 1)]
    painter.drawLines([QLineF(0, round(h / 2 + row) + 0.5, w, round(h / 2 + row) + 0.5) for row in rows])


def _draw_waterline(painter: QPainter, at: float, w: float, h: float, theme: Theme) -> None:
    rows = [round(h / 2 + side * at * h / 2) + 0.5 for side in (-1, 1)]
    lines = [QLineF(0, y, w, y) for y in rows]
    under = QColor(theme.card)
    under.setAlphaF(0.55)
    painter.setPen(QPen(under, 3))
    painter.drawLines(lines)
    pen = QPen(QColor(theme.dead), 1.4)
    pen.setDashPattern([5, 3])
    painter.setPen(pen)
    painter.drawLines(lines)
    line = painter.fontMetrics().height()
    _write(painter, "vanishes below", 4.0, max(1.0, rows[0] - line - 1), theme.dead_text, theme)


def _draw_factors(
    painter: QPainter, xs: Sequence[float], backward: Sequence[float], w: float, h: float, theme: Theme
) -> None:
    """Write the factor between every two columns, or where there is no room the mean of all."""
    metrics = painter.fontMetrics()
    top = h - metrics.height() - 2
    texts = factors(backward)
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
    step = (xs[-1] - xs[0]) / max(1, len(xs) - 1)
    if widest + 2 * LABEL_PX <= step:
        for text, (left, right) in zip(texts, pairwise(xs), strict=True):
            if text:
                _write(painter, text, (left + right) / 2 - metrics.horizontalAdvance(text) / 2, top, theme.text, theme)
        return
    text = mean_factor(backward)
    if text:
        _write(painter, text, w / 2 - metrics.horizontalAdvance(text) / 2, top, theme.text, theme)


def _write(painter: QPainter, text: str, left: float, top: float, colour: str, theme: Theme) -> None:
    """Write with a rim in the card's colour, so that it can be read over water and bed alike and hides little."""
    start = QPointF(round(left), top + painter.fontMetrics().ascent())
    letters = QPainterPath()
    letters.addText(start, painter.font(), text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    rim = QPen(QColor(theme.card), RIM_PX)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(letters, rim)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QColor(colour))
    painter.drawText(start, text)
