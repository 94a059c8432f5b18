"""UpdateChart: the quantity of every layer and lane now, as bars from a line of reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.joined_text import listed
from actviz.training.layer_row import alpha_spans
from actviz.translation import tr
from actviz.ui.panels.updates.quantities import (
    ALPHA,
    MEAN,
    UPDATE,
    USUAL,
    USUAL_HIGH,
    USUAL_LOW,
    Quantity,
    starting_alpha,
)
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.edge_marks import EdgeMarks, Unshown
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.legend import LegendEntry
from actviz.ui.plots.ticks import decade_ticks, layer_ticks, number_ticks, short_number, whole_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

REFERENCE = {UPDATE: float(np.log10(USUAL)), MEAN: 0.0, ALPHA: 0.0}  # where the bars begin, on the axis

LEAST_BAR = 0.015  # of the axis


def band_colour() -> QColor:
    """Return the colour of the band of usual update ratios, on any ground."""
    colour = QColor(theme.current().accent)
    colour.setAlpha(48)
    return colour


class UpdateChart:
    """Bars that begin at a line: the usual update ratio, or 0; slopes α have their start value as a dashed line."""

    def __init__(self, picked: Callable[[int], object], describe: Callable[[float, float], str]) -> None:
        self.bars = LayerBars(tr(UPDATE), picked)
        self.plot = self.bars.plot
        self.marks = EdgeMarks(self.bars)
        low, high = np.log10(USUAL_LOW), np.log10(USUAL_HIGH)
        self.band = pg.LinearRegionItem((low, high), orientation="horizontal", movable=False, pen=pg.mkPen(None))
        self.band.setZValue(-5)  # over the selected column, under the bars
        self.line = pg.InfiniteLine(angle=0)
        self.line.setZValue(5)
        self.spans = pg.PlotCurveItem(connect="pairs")  # from the least to the largest of a layer's slopes
        self.starts = [pg.InfiniteLine(angle=0) for _ in range(4)]
        self.plot.add(self.band, self.line, self.spans, *self.starts)
        self.crosshair = Crosshair(self.plot, describe)
        self._kind: tuple[object, ...] = ()
        self.restyle()

    def draw(self, lanes: Sequence[LaneView], quantity: Quantity, low: float, high: float) -> None:
        """Draw the lanes' present values between two ends of the axis."""
        shown = [quantity.present(lane)[0] for lane in lanes]
        unshown, tops, begin = Unshown(), list[Floats](), REFERENCE[quantity.key]
        for place, values in enumerate(shown):
            x = self.bars.positions(place, len(lanes), len(values))
            with np.errstate(divide="ignore", invalid="ignore"):
                ends = np.log10(values) if quantity.logarithmic else values
            unshown.zeros += list(x[np.isneginf(ends)] if quantity.logarithmic else [])
            unshown.overflows += list(x[np.isposinf(ends)])
            unshown.below += list(x[np.isfinite(ends) & (ends < low)])
            unshown.above += list(x[np.isfinite(ends) & (ends > high)])
            if quantity.logarithmic:  # a bar that ends where it begins would look like none
                least = LEAST_BAR * (high - low)
                ends = np.where(np.abs(ends - begin) < least, begin + np.copysign(least, ends - begin), ends)
            tops.append(np.clip(np.where(np.isfinite(ends), ends, np.nan), low, high))
        self.bars.set_values([lane.index for lane in lanes], tops, begin)
        self.marks.show(unshown, low, high, len(lanes))
        self._draw_slopes(lanes if quantity.key == ALPHA else ())

    def set_quantity(self, quantity: Quantity, lanes: Sequence[LaneView]) -> None:
        """Prepare the axes for a quantity of these lanes, before their ranges are set."""
        output = quantity.key == UPDATE and len({len(lane.facts.sizes) for lane in lanes}) == 1
        if (quantity.key, output) == self._kind:
            return
        self._kind = quantity.key, output
        self.plot.set_y_range(0.0, 1.0)  # a long linear range has too many decades to name
        self.plot.set_ticks("left", decade_ticks if quantity.logarithmic else number_ticks)
        self.plot.set_ticks("bottom", layer_ticks if output else whole_ticks)
        self.band.setVisible(quantity.key == UPDATE)
        self.line.setValue(REFERENCE[quantity.key])

    def _draw_slopes(self, lanes: Sequence[LaneView]) -> None:
        """Draw where the slopes started, and how far apart those of a layer's units are."""
        starts = list(dict.fromkeys(starting_alpha(lane) for lane in lanes))
        for i, line in enumerate(self.starts):
            line.setVisible(i < len(starts))
            if i < len(starts):
                line.setValue(starts[i])
        x, y = list[float](), list[float]()
        for place, lane in enumerate(lanes):
            _, lowest, highest = alpha_spans(lane.snapshot.prelu_alphas)
            at = self.bars.positions(place, len(lanes), len(lowest))
            apart = highest > lowest
            x += np.repeat(at[apart], 2).tolist()
            y += np.stack([lowest[apart], highest[apart]], axis=1).ravel().tolist()
        self.spans.setData(x, y)

    def legend(self, lanes: Sequence[LaneView], quantity: Quantity) -> list[LegendEntry]:
        """Return what the lines and the band mean."""
        now = theme.current()
        if quantity.key == UPDATE:
            band = band_colour().name(QColor.NameFormat.HexArgb)
            return [LegendEntry(tr("usual: 0.001"), now.text), LegendEntry(tr("healthy updates"), band, "band")]
        if quantity.key == MEAN:
            return [LegendEntry(tr("0: centred"), now.text)]
        starts = listed(short_number(a) for a in dict.fromkeys(starting_alpha(lane) for lane in lanes))
        entries = [LegendEntry(tr("start: {alpha}", alpha=starts), now.text, "dash")]
        if any(lane.snapshot.config.prelu_per_unit for lane in lanes):
            entries.append(LegendEntry(tr("least to largest unit"), now.text, "mark"))
        return entries

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.marks.restyle()
        self.band.setBrush(band_colour())
        self.line.setPen(theme.pen(now.text, 1.4))
        self.spans.setPen(theme.pen(now.text, 2.0))
        for line in self.starts:
            line.setPen(theme.pen(now.text, 1.4, Qt.PenStyle.DashLine))
