"""The colours of classes and of values, in maps, on points and in tiles: see `palettes` for the colour code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from actviz.arrays import Floats
from actviz.ui.theme import theme

LEVELS = 1024  # of the share of the likelier of two classes
STRENGTH = 0.62  # of a map's colours, so that points stand out from their own ground


def rgb(colour: QColor) -> tuple[int, int, int]:
    """Return red, green and blue, 0 … 255."""
    return colour.red(), colour.green(), colour.blue()


def class_colour(index: int) -> QColor:
    """Return a class's colour, the same in points, maps and output tiles."""
    fixed = theme.current().classes
    if index < len(fixed):
        return QColor(fixed[index])
    return QColor.fromHsvF((0.33 + 0.618 * (index - len(fixed))) % 1.0, 0.45, 0.75)


def class_shares_image(shares: Floats) -> NDArray[np.uint8]:
    """Return (px, px, 3) colours of class shares (C, px, px): the neutral colour where no class prevails."""
    n, shares = len(shares), np.clip(np.nan_to_num(shares), 0.0, 1.0)
    neutral = np.array(theme.current().neutral, np.float32)
    colours = np.array([rgb(class_colour(i)) for i in range(n)], np.float32)
    if n == 2:  # the likelier one's colour: their mixture would be of neither where both are likely
        table = _shades(neutral.tobytes(), colours.tobytes())
        levels = np.asarray(np.maximum(shares[0], shares[1]) * LEVELS + 0.5, np.int32)
        levels += np.where(shares[1] > shares[0], LEVELS + 1, 0)
        return np.take(table, levels, axis=0)
    mixed = np.tensordot(shares, colours, axes=(0, 0))
    return np.asarray(neutral + STRENGTH * _confidence(shares.max(axis=0), n)[..., None] * (mixed - neutral), np.uint8)


def _confidence(largest: Floats, n: int) -> Floats:
    """Return how far the largest of n shares is above all being alike, 0 … 1."""
    return np.asarray(np.clip((largest - 1.0 / n) / (1.0 - 1.0 / n), 0.0, 1.0) ** 0.8)


@lru_cache(maxsize=4)
def _shades(neutral: bytes, colours: bytes) -> NDArray[np.uint8]:
    """Return the colours of the likelier of two classes for its share 0 … 1, those of one class after the other's."""
    ground = np.frombuffer(neutral, np.float32)
    full = np.frombuffer(colours, np.float32).reshape(2, 1, 3)
    confidence = _confidence(np.linspace(0.0, 1.0, LEVELS + 1), 2)[:, None]
    return np.asarray(ground + STRENGTH * confidence * (full - ground), np.uint8).reshape(-1, 3)


def signed_image(values: Floats) -> NDArray[np.uint8]:
    """Return (px, px, 3) colours of values in -1 … 1 from the diverging map; those beyond have the ends' colours."""
    neutral = np.array(theme.current().neutral, np.float32)
    table = theme.current().diverging().astype(np.float32)
    softened = np.asarray(neutral + STRENGTH * (table - neutral), np.uint8)
    within = np.clip(np.nan_to_num(values, nan=0.0), -1.0, 1.0)  # clipped first: the largest would overflow
    return softened[np.asarray(within * 127.5 + 127.5, np.uint8)]


def signed_colour(value: float) -> QColor:
    """Return the full colour of a value in -1 … 1."""
    index = int(np.clip(np.nan_to_num(value), -1.0, 1.0) * 127.5 + 127.5)
    return QColor(*(int(c) for c in theme.current().diverging()[index]))


def value_scale(values: Floats) -> tuple[float, float]:
    """Return middle and half-width of the colour scale for true values: about zero where they straddle it."""
    low, high = float(np.min(values)), float(np.max(values))
    middle = 0.0 if low < 0.0 < high else (low + high) / 2.0
    return middle, max(high - middle, middle - low) or 1.0


def shortened(names: Sequence[str], longest: int) -> list[str]:
    """Return the names, cut with an ellipsis where they have more characters than `longest`."""
    return [name if len(name) <= longest else f"{name[: max(1, longest - 1)]}…" for name in names]
