"""The two plots of the Unit panel: its pre-activations, and its active fraction with its deaths and revivals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QColor

from actviz.arrays import Floats
from actviz.nn.activation import Interval
from actviz.number_text import compact, whole
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import LayerHistogram, UnitFacts
from actviz.translation import mark, tr, tr_count
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.histogram_bars import bar_near, wide_bins
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import nice_ceiling, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

TICK_PX, LEFT_TICK_PX = 40, 30
MOST_REGIONS, MOST_MARKS = 2, 200
LEAST_USE = 0.3  # of an axis: below, it is fitted again

EVENTS = {
    "death": mark("died at step {step}"),
    "born dead": mark("dead at step {step}"),
    "revival": mark("revived at step {step}"),
}


class UnitHistogram:
    """How a unit's pre-activation is spread over the training examples; the flat region is tinted."""

    def __init__(self) -> None:
        self.plot = Plot("z", tr("examples by z, %"))
        self.plot.set_ticks("left", number_ticks, LEFT_TICK_PX)
        self.plot.set_ticks("bottom", number_ticks, TICK_PX)
        self.regions = [pg.LinearRegionItem(movable=False, pen=pg.mkPen(None)) for _ in range(MOST_REGIONS)]
        for region in self.regions:
            region.setZValue(-1100)
        self.bars = pg.PlotCurveItem([0.0, 1.0], [0.0], stepMode="center", pen=pg.mkPen(None), fillLevel=0.0)
        self.zero = pg.InfiniteLine(pos=0.0, angle=90)
        self.plot.add(*self.regions, self.bars, self.zero)
        self._range = (0.0, 0.0)
        self._heights = JumpRange(
            lambda _low, high: self.plot.set_y_range(0.0, high), lambda _, high: (0.0, nice_ceiling(high))
        )
        self._histogram: LayerHistogram | None = None
        self._edges: Floats = np.zeros(1)  # of the bars
        self._counts = np.zeros(0, np.int64)
        self._fill = QColor()
        self.plot.box.sigResized.connect(lambda *_: self._draw_bars())
        Crosshair(self.plot, self._describe)
        self.restyle()

    def reset(self) -> None:
        """Let the next values choose the ranges: they are of another unit or run."""
        self._range = (0.0, 0.0)
        self._heights.reset()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        for region in self.regions:
            region.setBrush(QColor(now.dead_soft))
        self.zero.setPen(theme.pen(now.strong_border))

    def show_histogram(self, histogram: LayerHistogram, flat: Sequence[Interval], colour: QColor) -> None:
        """Draw it, and the regions in which the slope is zero."""
        self._histogram = histogram
        self._fit(histogram)
        left, right = self._range
        spans = [(max(a, left), min(b, right)) for a, b in flat]
        spans = [(a, b) for a, b in spans if a < b]
        for i, region in enumerate(self.regions):
            region.setVisible(i < len(spans))
            if i < len(spans):
                region.setRegion(spans[i])
        self._fill = QColor(colour)
        self._fill.setAlphaF(0.75)
        self._draw_bars()

    def _draw_bars(self) -> None:
        """Draw the histogram in bars that can be seen: the axis may be far wider than it, since zero is on it."""
        if self._histogram is None:
            return
        self._edges, self._counts = wide_bins(self._histogram, self._z_per_px)
        percent = 100.0 * self._counts / max(1, int(self._counts.sum()))
        tallest, shown = float(percent.max()), self._heights.range
        # after all examples had one z, in a bar of 100 %, the axis must come back for a spread histogram
        if shown is not None and tallest < LEAST_USE * shown[1]:
            self._heights.fit(0.0, tallest)
        else:
            self._heights.follow(0.0, tallest)
        self.bars.setData(self._edges, percent, brush=self._fill)

    @property
    def _z_per_px(self) -> float:
        left, right = self._range
        return (right - left) / max(1.0, float(self.plot.box.width()))

    def _fit(self, histogram: LayerHistogram) -> None:
        """Let the axis jump when values leave it, or need far less; zero is always on it."""
        low, high = min(0.0, histogram.low), max(0.0, histogram.high)
        left, right = self._range
        if left <= low and high <= right and high - low > LEAST_USE * (right - left):
            return
        spare = 0.12 * (high - low)
        self._range = -nice_ceiling(max(-low, spare)), nice_ceiling(max(high, spare))
        self.plot.set_x_range(*self._range)

    def _describe(self, x: float, _y: float) -> str:
        h = self._histogram
        if h is None or not self._counts.any():
            return ""
        i = bar_near(self._edges, self._counts, x, self._z_per_px)
        if i is None:
            return "\n".join((f"z {compact(x, 3)}", _share_text(0, 1)))
        n, low, high = int(self._counts[i]), float(self._edges[i]), float(self._edges[i + 1])
        ends = _ends(max(h.low, low), min(h.high, high))  # a bar may be wider than its values are spread
        return "\n".join((ends, _share_text(n, int(self._counts.sum()))))


def _ends(low: float, high: float) -> str:
    """Return the ends of a bar's values, with as many digits as it needs for the two to differ."""
    digits = next((d for d in range(3, 9) if f"{low:.{d}g}" != f"{high:.{d}g}"), 9)
    return tr("z {low} to {high}", low=f"{low:.{digits}g}", high=f"{high:.{digits}g}").replace("-", "−")


def _share_text(n: int, total: int) -> str:
    share = f"{100.0 * n / total:.1f} %"
    return tr_count("{n:,} example, {share}", "{n:,} examples, {share}", n, share=share)


class UnitActivity:
    """A unit's active fraction over the run, with crosses at its deaths and triangles at its revivals."""

    def __init__(self) -> None:
        self._can_die = True
        self.plot = Plot(tr("step"), tr("active on, % of examples"))
        self.plot.set_ticks("left", number_ticks, LEFT_TICK_PX)
        self.curve = pg.PlotCurveItem()
        self.now = pg.ScatterPlotItem(size=7, pen=None)
        self.deaths = pg.ScatterPlotItem(symbol="x", size=9, pen=None)
        self.revivals = pg.ScatterPlotItem(symbol="t1", size=9, pen=None)
        self.plot.add(self.curve, self.now, self.deaths, self.revivals)
        self.plot.set_y_range(-9.0, 106.0)
        self._steps = JumpRange(self.plot.set_x_range, lambda _, high: (0.0, nice_ceiling(high)))
        self._x, self._y = np.zeros(0), np.zeros(0)
        self._events: Sequence[UnitEvent] = ()
        Crosshair(self.plot, self._describe)
        self.restyle()

    def reset(self) -> None:
        """Let the next values choose the range."""
        self._steps.reset()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.deaths.setBrush(now.dead)
        self.revivals.setBrush(now.revived)

    def show_activity(
        self,
        facts: UnitFacts,
        events: Sequence[UnitEvent],
        now: tuple[int, float],
        colour: QColor,
        can_die: bool,
    ) -> None:
        """Draw the measurements so far, the unit's own events, and (step, active fraction) now."""
        self._events = events
        self._can_die = can_die  # one that is never off is not called active
        self.plot.set_y_label(tr("active on, % of examples") if can_die else tr("slope not 0 on, % of examples"))
        self._x = np.append(facts.activity_steps, now[0]).astype(float)
        self._y = 100.0 * np.append(facts.activity, now[1])
        self._steps.follow(0.0, max(50.0, float(self._x[-1])))
        self.curve.setData(self._x, self._y, pen=theme.pen(colour, 1.6))
        show_spots(self.now, self._x[-1:], self._y[-1:], brush=colour)
        for item, kinds in ((self.deaths, ("death", "born dead")), (self.revivals, ("revival",))):
            at = [float(e.step) for e in events if e.kind in kinds][-MOST_MARKS:]
            show_spots(item, at, [0.0] * len(at))

    def _describe(self, x: float, _y: float) -> str:
        if not len(self._x):
            return ""
        i = int(np.abs(self._x - x).argmin())
        values = {"step": whole(int(self._x[i])), "share": f"{self._y[i]:.1f} %"}
        active, sloped = (
            tr("step {step}: active on {share}", **values),
            tr("step {step}: slope not 0 on {share}", **values),
        )
        lines = [active if self._can_die else sloped]
        x0, x1 = self.plot.x_range
        near = [e for e in self._events if abs(e.step - x) < 0.02 * (x1 - x0)]
        lines += [tr(EVENTS[e.kind], step=whole(e.step)) for e in near[-3:]]
        return "\n".join(lines)
