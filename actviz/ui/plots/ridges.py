"""What plots of ridges share, where one histogram per layer stands above the next: rows, thinning, colours, clicks."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QColor

from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import Ticks, whole_ticks
from actviz.ui.plots.zoom import Y
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

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


class RidgeRows:
    """A plot with a row for each layer, layer 1 at the top, a band behind the chosen one, and a column on the right.

    A subclass says how many layers there are and draws their ridges. `picked(layer)` is called for a click,
    `described(layer)` gives the text at the mouse.
    """

    def __init__(
        self, picked: Callable[[int], object], described: Callable[[int], str], layer_spacing_px: float
    ) -> None:
        self.plot = Plot("", "")
        self.plot.box.invertY(True)
        self.plot.zoom.keep(Y)
        self.column = self.plot.frame.axis("right")
        self.column.setStyle(tickLength=0, tickTextOffset=4, hideOverlappingLabels=False, autoExpandTextSpace=False)
        self._in_column: Ticks | None = None  # what is written there
        self._band = pg.PlotCurveItem(connect="all")
        self._band.setZValue(-950)
        self._band.on_screen_only = True  # see `images.files`
        self.plot.add(self._band)
        self.crosshair = Crosshair(self.plot, lambda _x, y: self._describe(y))
        self._picked, self._described, self._layer_spacing_px = picked, described, layer_spacing_px
        self.plot.on_click(self._on_clicked)
        self.plot.box.sigResized.connect(lambda *_: self.redraw())
        self.plot.set_ticks("left", self._layer_ticks, layer_spacing_px)

    @property
    def n_layers(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw everything for the present size and theme."""
        raise NotImplementedError

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.column.setTickFont(theme.tabular(theme.small(self.plot.widget.font())))
        self.column.setTextPen(theme.pen(now.muted))
        self.column.setPen(theme.pen(now.card))
        self._band.setPen(theme.pen(now.accent_soft))
        self._band.setBrush(QColor(now.accent_soft))
        self.redraw()

    def layer_at(self, y: float) -> int | None:
        """Return the layer in whose row y is, its baseline included."""
        layer = math.ceil(y - 0.12)
        return max(1, layer) if layer <= self.n_layers and y > self.plot.y_range[0] else None

    def _draw_band(self, layer: int | None) -> None:
        """Draw the band behind a layer; None: behind none."""
        shown = layer is not None and 1 <= layer <= self.n_layers
        self._band.setVisible(shown)
        if layer is not None and shown:
            self._band.setData(np.array(self.plot.x_range), np.full(2, layer - 1.0), fillLevel=float(layer))

    def _named_layers(self) -> list[int]:
        """Return the layers that are named on the left."""
        low, high = self.plot.y_range
        count = max(2, int(float(self.plot.box.height()) / self._layer_spacing_px))
        return [round(y) for y, _ in self._layer_ticks(low, high, count)]

    def _write_column(self, ticks: Ticks) -> None:
        """Write these texts on the right, where they are others: an axis takes long to paint."""
        if ticks != self._in_column:
            self._in_column = ticks
            self.column.setTicks([ticks])

    def _layer_ticks(self, low: float, high: float, count: int) -> Ticks:
        return whole_ticks(low, min(high, self.n_layers + 0.5), count)

    def _describe(self, y: float) -> str:
        layer = self.layer_at(y)
        return "" if layer is None else self._described(layer)

    def _on_clicked(self, _x: float, y: float) -> None:
        layer = self.layer_at(y)
        if layer is not None:
            self._picked(layer)
