"""LayerBars: one bar per layer, grouped by lane, with the selected layer marked and layers to click."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtGui import QColor

from actviz.arrays import Floats
from actviz.translation import tr
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.ticks import whole_ticks
from actviz.ui.plots.zoom import X
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

GROUP_WIDTH = 0.8  # of the space that a layer has
LAYER_SPACING_PX = 26


def layer_of(layer: int, n_layers: int, *, is_output: bool) -> str:
    """Say which layer the mouse is at: "layer 3 of 8"."""
    if is_output:
        return tr("layer {layer} of {n}, the output", layer=layer, n=n_layers)
    return tr("layer {layer} of {n}", layer=layer, n=n_layers)


class LayerBars:
    """A plot of bars over layers 1 … n; `set_values` draws them.

    `picked(layer)` is called when a layer's column is clicked, above or below the end of its bar as well.
    """

    def __init__(self, y_label: str, picked: Callable[[int], object]) -> None:
        self.plot = Plot(tr("layer"), y_label)
        self.plot.set_ticks("bottom", whole_ticks, LAYER_SPACING_PX)
        self.plot.zoom.keep(X)
        self.n_layers = 0
        self._picked = picked
        self._highlight = pg.BarGraphItem(x=[0], width=1.0, height=[0], pen=None)
        self._highlight.setZValue(-10)
        self._highlight.on_screen_only = True  # see `images.files`
        self._highlight_key: tuple[object, ...] | None = None
        self.bars = pg.BarGraphItem(x=[], width=1.0, height=[], pen=None)
        self.plot.add(self._highlight, self.bars)
        self.plot.on_click(self._on_clicked)

    def set_values(self, lanes: Sequence[int], tops: Sequence[Floats], floor: float) -> None:
        """Draw `tops[i]`, one value a layer, for lane index `lanes[i]`; NaN draws no bar.

        One lane is coloured by depth, several by lane.
        """
        now = theme.current()
        self.set_n_layers(max(len(t) for t in tops))
        x = np.concatenate([self.positions(i, len(lanes), len(t)) for i, t in enumerate(tops)])
        heights = np.concatenate([np.nan_to_num(t - floor, nan=0.0) for t in tops])
        if len(lanes) == 1:
            brushes = [now.depth(k, len(tops[0])) for k in range(len(tops[0]))]
        else:
            brushes = [now.lane(lane) for lane, t in zip(lanes, tops, strict=True) for _ in t]
        self.bars.setOpts(
            x=x, y0=np.full(len(x), floor), height=heights, width=GROUP_WIDTH / len(lanes), brushes=brushes
        )

    def positions(self, place: int, n_lanes: int, n_layers: int) -> Floats:
        """Return the middles of the bars of the lane at this place in the group."""
        shift = ((place + 0.5) / n_lanes - 0.5) * GROUP_WIDTH
        return np.arange(1, n_layers + 1) + shift

    def bar_px(self, n_lanes: int) -> float:
        """Return how wide a bar of one of so many lanes is, with the gap beside it."""
        return float(self.plot.box.width()) / max(1, self.n_layers * n_lanes)

    def highlight(self, layer: int | None) -> None:
        """Mark a layer's column; None marks none."""
        low, high = self.plot.y_range
        colour = theme.current().accent_soft
        key = (layer, low, high, colour)
        if key != self._highlight_key:
            self._highlight_key = key
            shown = layer is not None and 1 <= layer <= self.n_layers
            self._highlight.setVisible(shown)
            if shown:
                self._highlight.setOpts(x=[layer], y0=[low], height=[high - low], width=1.0, brush=QColor(colour))

    def layer_at(self, x: float) -> int | None:
        """Return the layer whose column holds x."""
        layer = round(x)
        return layer if 1 <= layer <= self.n_layers else None

    def set_n_layers(self, n_layers: int) -> None:
        """Make room for layers 1 … n."""
        if n_layers != self.n_layers:
            self.n_layers = n_layers
            self.plot.set_x_range(0.5, n_layers + 0.5)

    def _on_clicked(self, x: float, _y: float) -> None:
        layer = self.layer_at(x)
        if layer is not None:
            self._picked(layer)
