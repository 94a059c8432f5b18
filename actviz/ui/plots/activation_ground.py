"""Ground: the tinted regions of z in which a function's slope is zero (flat) or small (saturated)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QColor

from actviz.nn.activation import Activation
from actviz.ui.plots.activation_part import SHOWN, Part
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import rgb

MOST_REGIONS = 4


def tint(kind: str) -> QColor:
    """Return the ground of a "flat" or a "saturated" region."""
    now = theme.current()
    soft = QColor(now.dead_soft)
    if kind == "flat":
        return _mix(soft, QColor(now.dead), 0.0 if now.dark else 0.08)
    return _mix(soft, QColor(now.card), 0.45 if now.dark else 0.0)


class Ground:
    """The regions of one plot, where all lanes have the same function."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self.flat: list[pg.LinearRegionItem] = []  # made when they are first wanted
        self.saturated: list[pg.LinearRegionItem] = []
        self._functions: list[tuple[Activation, float | None, float | None]] = []

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for kind, regions in (("flat", self.flat), ("saturated", self.saturated)):
            for region in regions:
                region.setBrush(tint(kind))

    def show(self, parts: Sequence[Part]) -> None:
        """Tint the regions that all parts have; nothing happens where their functions are those of the last time."""
        functions = [(p.activation, p.alpha, p.steepest_alpha) for p in parts]
        if functions == self._functions:
            return
        self._functions = functions
        (low, high), first = SHOWN, parts[0]
        same = all((p.activation, p.alpha) == (first.activation, first.alpha) for p in parts)
        flat = [(max(a, low), min(b, high)) for a, b in first.flat]
        flat = [(a, b) for a, b in flat if a < b]
        self._show_spans("flat", self.flat, flat if same else [])
        self._show_spans("saturated", self.saturated, first.saturated_regions(high) if same else [])

    def _show_spans(self, kind: str, regions: list[pg.LinearRegionItem], spans: Sequence[tuple[float, float]]) -> None:
        regions += [_region(self._plot, kind, span) for span in spans[len(regions) : MOST_REGIONS]]
        for region, span in zip(regions, spans, strict=False):
            region.setRegion(span)
        for i, region in enumerate(regions):
            region.setVisible(i < len(spans))


def _region(plot: Plot, kind: str, span: tuple[float, float]) -> pg.LinearRegionItem:
    region = pg.LinearRegionItem(span, movable=False, brush=tint(kind), pen=pg.mkPen(None))
    region.hide()
    region.setZValue(-1100)
    plot.add(region)
    return region


def _mix(a: QColor, b: QColor, share: float) -> QColor:
    """Return the colour between a (share 0) and b (share 1)."""
    one, two = np.array(rgb(a)), np.array(rgb(b))
    return QColor(*(int(c) for c in np.rint(one + share * (two - one))))
