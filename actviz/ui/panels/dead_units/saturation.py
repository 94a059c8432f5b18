"""SaturationBars: the mean saturated fraction of every hidden layer, at the step on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.translation import tr
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.layer_bars import LayerBars

BAR_NEEDS = 0.008  # share: shorter bars are drawn this long, so that a layer at 0 % is still visible


class SaturationBars:
    """A bar per layer, in per cent; `picked(layer)` is called when a layer's column is clicked."""

    def __init__(self, picked: Callable[[int], object]) -> None:
        self.bars = LayerBars(tr("mean saturated fraction, %"), picked)
        self.plot = self.bars.plot
        self.plot.set_y_range(0.0, 103.0)
        self._lanes: Sequence[LaneView] = ()
        Crosshair(self.plot, self._describe)

    def draw(self, lanes: Sequence[LaneView]) -> None:
        """Draw the lanes' layers."""
        self._lanes = lanes
        tops = [
            np.array([100.0 * max(BAR_NEEDS, u.saturated_fraction.mean()) for u in lane.snapshot.units])
            for lane in lanes
        ]
        self.bars.set_values([lane.index for lane in lanes], tops, 0.0)

    def _describe(self, x: float, _y: float) -> str:
        layer = self.bars.layer_at(x)
        if layer is None:
            return ""
        lines = [tr("layer {layer}", layer=layer)]
        for lane in self._lanes:
            if layer <= len(lane.snapshot.units):
                name = f"{lane.name}: " if len(self._lanes) > 1 else ""
                share = 100.0 * float(lane.snapshot.units[layer - 1].saturated_fraction.mean())
                lines.append(name + tr("saturated on {share} % of examples", share=f"{share:.1f}"))
        return "\n".join(lines)
