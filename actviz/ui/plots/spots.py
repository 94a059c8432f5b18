"""Symbols at points of a plot: those that are finite, and the figure 0 as a symbol."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtGui import QPainterPath


def show_spots(item: Any, x: Any, y: Any, **looks: Any) -> None:
    """Give a ScatterPlotItem its points, those of them that are finite: pyqtgraph casts the others to integers.

    A list among the looks has an entry for each point. Without points the item is hidden, since even an empty one
    takes long to paint.
    """
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    there = np.isfinite(x) & np.isfinite(y)
    if not there.all():
        x, y = x[there], y[there]
        for name, look in looks.items():
            if isinstance(look, list):
                looks[name] = [each for each, kept in zip(look, there, strict=True) if kept]
    if len(x) or item.isVisible():
        item.setVisible(len(x) > 0)
        item.setData(x, y, **looks)


def zero_symbol() -> QPainterPath:
    """Return the figure 0 as a plot symbol of unit size."""
    path = QPainterPath()
    path.addEllipse(-0.28, -0.45, 0.56, 0.9)
    return path
