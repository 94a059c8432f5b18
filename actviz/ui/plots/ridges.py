"""What plots of ridges share, where one histogram per layer stands above the next: rows, thinning, colours."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QColor

RIDGE_PX = 34.0  # a ridge's height, where layers have less room than that
FULL_ROWS, MOST_ROWS = 0.86, 3.4  # its height in rows: where there is room, and at most
LEAST_ROW_PX = 3.0  # layers that would be closer are left out
FILL = {False: 0.42, True: 0.5}  # how much of a ridge's colour its area has, in the light and in the dark theme


def ridge_rows(height_px: float, n_layers: int) -> float:
    """Return a ridge's height in rows: layers with little room overlap."""
    row_px = max(1.0, height_px) / (n_layers + 1)
    return float(min(MOST_ROWS, max(FULL_ROWS, RIDGE_PX / row_px)))


def layer_stride(height_px: float, n_layers: int) -> int:
    """Return n where there is room for every n-th layer."""
    return max(1, math.ceil(LEAST_ROW_PX * (n_layers + 1) / max(1.0, height_px)))


def blended(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return so much of a colour on a ground, without transparency: a ridge hides what is behind it."""
    above, below = (np.array([each.red(), each.green(), each.blue()]) for each in (colour, ground))
    red, green, blue = np.rint(share * above + (1.0 - share) * below).astype(int).tolist()
    return QColor(red, green, blue)
