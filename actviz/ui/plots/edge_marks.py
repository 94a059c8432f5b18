"""EdgeMarks: what bars on a log axis cannot show, which is zeros, overflows and values beyond the axis."""

from __future__ import annotations

from dataclasses import dataclass, field

from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.spots import show_spots, zero_symbol
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

MARK_INSET = 0.06  # of the axis: how far from the edge marks are drawn


@dataclass
class Unshown:
    """The x of bars whose values the axis cannot show."""

    zeros: list[float] = field(default_factory=list)
    overflows: list[float] = field(default_factory=list)
    below: list[float] = field(default_factory=list)
    above: list[float] = field(default_factory=list)


class EdgeMarks:
    """A 0 for an exact zero, a cross for an overflow, a triangle for a value beyond the axis."""

    def __init__(self, bars: LayerBars, z_value: float = 0.0) -> None:
        self._bars = bars
        self.zeros = pg.ScatterPlotItem(symbol=zero_symbol(), size=11, brush=None)
        self.overflows = pg.ScatterPlotItem(symbol="x", size=10)
        self.beyond = pg.ScatterPlotItem(size=8, pen=None)
        for item in (self.zeros, self.overflows, self.beyond):
            item.setZValue(z_value)
            bars.plot.add(item)

    def show(self, at: Unshown, low: float, high: float, n_lanes: int) -> None:
        """Mark these bars of so many lanes at the ends of the axis."""
        inset, bar_px = MARK_INSET * (high - low), self._bars.bar_px(n_lanes)
        show_spots(self.zeros, at.zeros, [low + inset] * len(at.zeros), size=max(4.0, min(11.0, 0.9 * bar_px)))
        show_spots(self.overflows, at.overflows, [high - inset] * len(at.overflows))
        show_spots(
            self.beyond,
            at.below + at.above,
            [low + inset] * len(at.below) + [high - inset] * len(at.above),
            symbol=["t"] * len(at.below) + ["t1"] * len(at.above),
            size=max(3.0, min(8.0, 0.9 * bar_px)),
        )

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.zeros.setPen(theme.pen(now.dead, 2.0))
        self.overflows.setPen(theme.pen(now.dead, 1.0))
        self.overflows.setBrush(now.dead)
        self.beyond.setBrush(now.text)
