"""The gradient river: a band from the loss to the input, as wide as the log of each layer's backward signal.

Its colour says the same again, with the colours of the heatmaps. The scale is fixed: below DRY the river runs dry and
only its dashed bed is left; above FLOOD it bursts its banks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from actviz.arrays import Floats
from actviz.number_text import figure, scientific
from actviz.training.measure.underflow_text import BRIEF
from actviz.ui.panels.network.curve import smooth_rise
from actviz.ui.panels.network.geometry import Box
from actviz.ui.theme.palettes import Theme

DRY, FLOOD = 1e-8, 10.0
SPILL_PX = 5.0  # how far beyond each bank a flood goes
LEAST_WIDTH = 0.03  # of the bed, at DRY
LEVELS = 64  # of the water's colour
FINE = 16  # widths of water in a pixel: so soft are its banks
BANK_PX = 1.2  # of a line along the water, so that dark water shows on a dark bed


def is_flood(size: float) -> bool:
    """Whether a magnitude is above the scale, or not a number."""
    return not math.isfinite(size) or size > FLOOD


def is_dry(size: float) -> bool:
    """Whether a magnitude is below the scale."""
    return size < DRY


def share(size: float) -> float:
    """Return the river's width as a share of its bed: 0 dry, 1 bank to bank."""
    if is_flood(size):
        return 1.0
    if is_dry(size):
        return 0.0
    return max(LEAST_WIDTH, math.log10(size / DRY) / math.log10(FLOOD / DRY))


def number(size: float, brief: bool = False, underflows: bool = False) -> str:
    """Return a magnitude in few characters, such as 0.13 or 3.2·10⁻⁷, or 3·10⁻⁷ where space is scarce."""
    if underflows:
        return BRIEF.replace(" ", "")
    if math.isnan(size):
        return "NaN"
    if math.isinf(size):
        return "inf"
    if 1e-3 <= size < 1e3:
        return f"{size:.1g}" if brief and size < 1.0 else figure(size)
    return scientific(size, 0 if brief else 1)


def half_widths(xs: Sequence[float], shares: Sequence[float], box: Box, ratio: float) -> Floats:
    """Return half the water's width, in logical pixels, in every column of device pixels of the bed.

    It is what `shares` say at `xs`, level there and beyond both ends, and goes smoothly from one to the next.
    """
    between, rise = _stretch_of_columns((box[0], *xs, box[0] + box[2]), box, ratio)
    halves = np.array([shares[0], *shares, shares[-1]]) * (box[3] / 2)
    return np.asarray(halves[between] + np.diff(halves)[between] * rise)


@lru_cache(maxsize=8)  # a lane's changes only with its layout
def _stretch_of_columns(places: tuple[float, ...], box: Box, ratio: float) -> tuple[NDArray[np.intp], Floats]:
    """Return for every column of device pixels which two places it is between, and the way up (0 … 1) from one."""
    x = box[0] + (np.arange(max(1, round(box[2] * ratio))) + 0.5) / ratio
    between = np.clip(np.searchsorted(places, x) - 1, 0, len(places) - 2)
    way = (x - np.array(places)[between]) / np.maximum(np.diff(places), 1e-9)[between]
    return between, smooth_rise(np.clip(way, 0.0, 1.0))


def paint_bed(painter: QPainter, box: Box, theme: Theme) -> None:
    """Draw the bed, which never changes."""
    x, y, w, h = box
    painter.fillRect(QRectF(x, y, w, h), QColor(theme.sunken))
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLines([QLineF(x, y, x + w, y), QLineF(x, y + h, x + w, y + h)])


def paint(
    painter: QPainter, xs: Sequence[float], backward: Sequence[float], box: Box, theme: Theme, ratio: float
) -> Floats:
    """Draw water, dry stretches and floods into the bed; `xs` and `backward` are per layer, layer 1 first.

    The columns of pixels are taken from a table of all widths: QPainter takes far longer for soft edges, thirty times
    a second. Returns half the water's width in every column of device pixels.
    """
    x, y, _, h = box
    if any(map(is_dry, backward)):
        _dry_bed(painter, xs, backward, box, theme)
    shares = [share(r) for r in backward]
    half = half_widths(xs, shares, box, ratio)
    places = np.rint(half * FINE).astype(np.intp)
    if any(map(is_flood, backward)):
        burst = 1.0 + 2 * SPILL_PX / h
        burst_half = half_widths(xs, [burst if s == 1.0 else s for s in shares], box, ratio)
        for left, right in _stretches(xs, map(is_flood, backward), box):
            low, high = round((left - x) * ratio), round((right - x) * ratio)
            half[low:high] = burst_half[low:high]
            places[low:high] = _n_widths(h) + np.rint(half[low:high] * FINE).astype(np.intp)
    pixels = np.take(_columns(y, h, ratio, theme), places, axis=1, mode="clip")
    image = QImage(pixels.data, pixels.shape[1], pixels.shape[0], QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    painter.drawImage(QPointF(x, _top(y, ratio)), image)
    return half


def _top(y: float, ratio: float) -> float:
    """Return where the image begins: above a flood, where a row of device pixels does."""
    return math.floor((y - SPILL_PX - 1) * ratio) / ratio


def _n_widths(h: float) -> int:
    """Return how many widths the table has of water within the banks of a bed so high."""
    return math.ceil(h / 2 * FINE) + 1


@lru_cache(maxsize=8)  # one for each lane, which changes only with the layout
def _columns(y: float, h: float, ratio: float, theme: Theme) -> NDArray[np.uint32]:
    """Return (rows, widths) premultiplied colours of a column of water, width by width, then those of a flood."""
    n = _n_widths(h)
    half = np.arange(n + math.ceil(SPILL_PX * FINE) + 1) / FINE
    levels = np.concatenate([np.rint(half[:n] * (2 * LEVELS / h)).astype(np.intp), np.full(len(half), LEVELS + 1)])
    half = np.concatenate([half[:n], half])
    below_top = np.arange(math.ceil((h + 2 * SPILL_PX + 3) * ratio)) + 0.5
    from_middle = np.abs(below_top - (y + h / 2 - _top(y, ratio)) * ratio)
    reach = half * ratio + np.minimum(0.5, half * ratio)  # to the outer rim of a bank that is a pixel soft
    cover = np.subtract.outer(-255.0 * from_middle, -255.0 * reach)
    places = np.clip(cover, 0.0, 255.0).astype(np.intp)
    places += np.where(cover < 255.0 * (1.0 + BANK_PX * ratio), 256 * (LEVELS + 2), 256 * levels)
    return np.asarray(_inks(theme)[places], np.uint32)


@lru_cache(maxsize=4)
def _inks(theme: Theme) -> NDArray[np.uint32]:
    """Return the premultiplied colours for 0 … 255 of the water at each level, of a flood and of a bank."""
    water = theme.sizes()[np.linspace(0, 255, LEVELS + 1).astype(np.intp)]
    others = [(c.red(), c.green(), c.blue()) for c in (QColor(theme.dead), QColor(theme.muted))]
    shares = np.linspace(0.0, 1.0, 256)[:, None]
    inks = np.concatenate([np.rint(shares * colour) for colour in (*water, *others)]).astype(np.uint32)
    alpha = np.tile(np.arange(256, dtype=np.uint32), LEVELS + 3)
    return np.asarray((alpha << 24) | (inks[:, 0] << 16) | (inks[:, 1] << 8) | inks[:, 2], np.uint32)


def _dry_bed(painter: QPainter, xs: Sequence[float], backward: Sequence[float], box: Box, theme: Theme) -> None:
    pen = QPen(QColor(theme.muted), 1)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    middle = box[1] + box[3] / 2
    for low, high in _stretches(xs, map(is_dry, backward), box):
        painter.drawLine(QLineF(low, middle, high, middle))


def _stretches(xs: Sequence[float], flags: Iterable[bool], box: Box) -> list[tuple[float, float]]:
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
