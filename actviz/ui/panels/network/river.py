"""The gradient river: a band from the loss to the input, as wide as the log of each layer's gradient RMS.

The scale is fixed: below DRY the river runs dry and only its dashed bed is left; above FLOOD it bursts its banks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from actviz.ui.panels.network.geometry import Box
from actviz.ui.theme import Theme

Floats = NDArray[np.floating[Any]]
DRY, FLOOD = 1e-8, 10.0
SPILL_PX = 5.0  # how far beyond each bank a flood goes
LEAST_WIDTH = 0.03  # of the bed, at DRY


def is_flood(rms: float) -> bool:
    """Whether a gradient RMS is above the scale, or not a number."""
    return not math.isfinite(rms) or rms > FLOOD


def is_dry(rms: float) -> bool:
    """Whether a gradient RMS is below the scale."""
    return rms < DRY


def share(rms: float) -> float:
    """Return the river's width as a share of its bed: 0 dry, 1 bank to bank."""
    if is_flood(rms):
        return 1.0
    if is_dry(rms):
        return 0.0
    return max(LEAST_WIDTH, math.log10(rms / DRY) / math.log10(FLOOD / DRY))


def number(rms: float, brief: bool = False) -> str:
    """Return a gradient RMS in few characters, such as 3.2e-7, or 3e-7 where space is scarce."""
    if math.isnan(rms):
        return "NaN"
    if math.isinf(rms):
        return "inf"
    if rms == 0.0:
        return "0"
    mantissa, exponent = f"{rms:.{0 if brief else 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def outline(xs: Sequence[float], shares: Sequence[float], box: Box) -> QPainterPath:
    """Return the water's outline through points at `xs`, smooth, level at the points and beyond both ends."""
    x, y, w, h = box
    middle = y + h / 2
    places = [x, *xs, x + w]
    halves = [half * h / 2 for half in (shares[0], *shares, shares[-1])]
    path = QPainterPath()
    path.moveTo(places[0], middle - halves[0])
    _smooth(path, places, [middle - half for half in halves])
    path.lineTo(places[-1], middle + halves[-1])
    _smooth(path, places[::-1], [middle + half for half in reversed(halves)])
    path.closeSubpath()
    return path


def paint_bed(painter: QPainter, box: Box, theme: Theme) -> None:
    """Draw the bed, which never changes."""
    x, y, w, h = box
    painter.fillRect(QRectF(x, y, w, h), QColor(theme.sunken))
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLines([QLineF(x, y, x + w, y), QLineF(x, y + h, x + w, y + h)])


def paint(painter: QPainter, xs: Sequence[float], rms: Sequence[float], box: Box, colour: QColor, theme: Theme) -> None:
    """Draw water, dry stretches and floods into the bed; `xs` and `rms` are per layer, layer 1 first."""
    _, y, _, h = box
    _dry_bed(painter, xs, rms, box, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_mixed(QColor(theme.sunken), colour, 0.72 if theme.dark else 0.62))
    shares = [share(r) for r in rms]
    painter.drawPath(outline(xs, shares, box))
    floods = _stretches(xs, [is_flood(r) for r in rms], box)
    if floods:
        painter.save()
        clip = QPainterPath()
        for low, high in floods:
            clip.addRect(QRectF(low, y - h, high - low, 3 * h))
        painter.setClipPath(clip)
        painter.setBrush(QColor(theme.dead))
        burst = 1.0 + 2 * SPILL_PX / h
        painter.drawPath(outline(xs, [burst if s == 1.0 else s for s in shares], box))
        painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _dry_bed(painter: QPainter, xs: Sequence[float], rms: Sequence[float], box: Box, theme: Theme) -> None:
    pen = QPen(QColor(theme.muted), 1)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    middle = box[1] + box[3] / 2
    for low, high in _stretches(xs, [is_dry(r) for r in rms], box):
        painter.drawLine(QLineF(low, middle, high, middle))


def _stretches(xs: Sequence[float], flags: Sequence[bool], box: Box) -> list[tuple[float, float]]:
    """Return the x ranges around the flagged points, neighbours joined."""
    x, _, w, _ = box
    bounds = [x, *((a + b) / 2 for a, b in pairwise(xs)), x + w]
    found: list[tuple[float, float]] = []
    for i, flag in enumerate(flags):
        if not flag:
            continue
        if found and found[-1][1] == bounds[i]:
            found[-1] = found[-1][0], bounds[i + 1]
        else:
            found.append((bounds[i], bounds[i + 1]))
    return found


def _smooth(path: QPainterPath, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Lead the path through the points, from the first of them, where it stands."""
    for (x0, y0), (x1, y1) in pairwise(zip(xs, ys, strict=True)):
        middle = (x0 + x1) / 2
        path.cubicTo(middle, y0, middle, y1, x1, y1)  # of numbers: points would cost thrice as much


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    """Return the opaque colour that looks like `colour` at this opacity: opaque water is drawn far faster."""
    red, green, blue = (
        round(a + (b - a) * share)
        for a, b in (
            (ground.red(), colour.red()),
            (ground.green(), colour.green()),
            (ground.blue(), colour.blue()),
        )
    )
    return QColor(red, green, blue)
