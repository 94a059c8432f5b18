"""LayerChart: one magnitude of every layer and lane, as bars on a log axis with marks for what the axis cannot show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.translation import tr
from actviz.ui.panels.gradient_flow.magnitudes import GRADIENT, of_layers
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.edge_marks import EdgeMarks, Unshown
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.layer_heat import BARE_AXIS_PX, NARROW_MARGIN_PX
from actviz.ui.plots.plot import LEFT_AXIS_PX, MARGIN_RIGHT_PX
from actviz.ui.plots.ticks import Ticks, decade_ticks

LEAST_WIDTH_PX = 36  # three of them have to fit into a narrow panel


def unnamed_decades(low: float, high: float, count: int) -> Ticks:
    """Return the decades without their labels, for the grid alone."""
    return [(value, "") for value, _ in decade_ticks(low, high, count)]


class LayerChart:
    """The bars of one magnitude. Only the weight gradient's zeros are marked; overflows are marked in all."""

    def __init__(
        self, magnitude: str, picked: Callable[[int], object], describe: Callable[[float, float], str]
    ) -> None:
        self.magnitude = magnitude
        self.bars = LayerBars(tr(magnitude), picked)
        self.plot = self.bars.plot
        self.plot.widget.setMinimumWidth(LEAST_WIDTH_PX)
        self.plot.set_ticks("left", decade_ticks)
        self.marks = EdgeMarks(self.bars)
        self.crosshair = Crosshair(self.plot, describe)
        self._place: tuple[bool, bool] | None = None

    def set_place(self, beside: bool, first: bool) -> None:
        """Stand alone, or `beside` others that share the first one's axis."""
        if (beside, first) != self._place:
            self._place = beside, first
            self.plot.set_ticks("left", decade_ticks if first else unnamed_decades)
            self.plot.left.setWidth(LEFT_AXIS_PX if first else BARE_AXIS_PX)
            self.plot.set_margins(0, 0, NARROW_MARGIN_PX if beside else MARGIN_RIGHT_PX, 2)

    def draw(self, lanes: Sequence[LaneView], quantity: str, low: float, high: float) -> None:
        """Draw the lanes' present values between two decades."""
        tops: list[Floats] = []
        unshown = Unshown()
        for place, lane in enumerate(lanes):
            values = of_layers(lane.snapshot, self.magnitude, quantity)
            x = self.bars.positions(place, len(lanes), len(values))
            finite, zero = np.isfinite(values), values == 0.0
            with np.errstate(divide="ignore", invalid="ignore"):
                logs = np.where(finite & ~zero, np.log10(values), np.nan)
            below = logs < low
            if self.magnitude == GRADIENT:
                lost = lane.snapshot.underflows
                unshown.zeros += list(x[zero & ~lost])
                below = below | lost
            unshown.overflows += list(x[~finite])
            unshown.below += list(x[below])
            unshown.above += list(x[logs > high])
            tops.append(np.clip(logs, low, high))
        self.bars.set_values([lane.index for lane in lanes], tops, low)
        self.marks.show(unshown, low, high, len(lanes))

    def name(self, choices: Sequence[str]) -> None:
        """Name the chart with the first of these names that it has room for, else the last."""
        self.plot.set_y_label(next((text for text in choices if self.plot.y_label_fits(text)), choices[-1]))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.plot.restyle()
        self.marks.restyle()
