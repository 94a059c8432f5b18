"""PredictionLines: the gradient that mean-field theory predicts for step 0, as dashed lines with a band each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Floats
from actviz.diagnosis.theory_at_step_0 import predicted_gradient
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain
from actviz.translation import tr
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

BAND_OPACITY = 0.16  # the bars behind it stay readable
EDGE_OPACITY = 0.5
BAND_Z, LINE_Z = 1.0, 2.0  # above the bars
FARTHEST = 20.0  # decades that an edge is drawn beyond the line: further ones leave every axis


def predicted(lane: LaneView, quantity: str) -> tuple[Floats | None, str]:
    """Return log10 of the magnitude (L,) that theory predicts for step 0, or None and why it predicts none."""
    logs, reason = predicted_gradient(lane.facts, lane.history.start)
    return (None if logs is None else logs + _from_rms(lane, quantity)), reason


def band_of(lane: LaneView, quantity: str) -> Floats | None:
    """Return log10 of the edges (2, L) between which 90 % of networks drawn like the lane's start; None without."""
    start = lane.history.start
    edges = None if lane.band is None or start is None else lane.band.around(start)
    return None if edges is None else edges + _from_rms(lane, quantity)


def prediction_texts(lane: LaneView, quantity: str, layer: int) -> list[str]:
    """Say what is predicted for a layer (1-based) and what its band is, or why there is no prediction."""
    logs, reason = predicted(lane, quantity)
    if logs is None:
        return [tr("no mean-field prediction: {reason}", reason=reason)]
    functions = first_functions(lane)
    size = plain(10.0 ** logs[layer - 1])
    line = tr("mean-field prediction at step 0: {size}", size=size)
    if functions:
        line = tr("mean-field prediction at step 0 with {functions}: {size}", functions=functions, size=size)
    return [line, _band_text(lane, quantity, layer)]


def _band_text(lane: LaneView, quantity: str, layer: int) -> str:
    """Say what the band is in a layer (1-based), or why there is none."""
    edges = band_of(lane, quantity)
    if edges is not None:
        low, high = (plain(10.0**edge) for edge in edges[:, layer - 1])
        return tr("90 % of networks drawn like this start within the band: {low} to {high}", low=low, high=high)
    if lane.band is None:
        return tr("the band around it is being measured")
    return tr("no band around it: {reason}", reason=lane.band.reason)


def _from_rms(lane: LaneView, quantity: str) -> Floats:
    """Return what log10 of the magnitude is above that of the RMS, (L,): the norm is RMS · √(number of weights)."""
    sizes = np.array(lane.facts.sizes, np.float64)
    return np.asarray(0.5 * np.log10(sizes[1:] * sizes[:-1]) * (quantity == "norm"))


def first_functions(lane: LaneView) -> str:
    """Return the activation functions of step 0, which the line is about, where the lane has others now; else ""."""
    start = lane.history.start
    if start is None or start.is_of(lane.snapshot.config):
        return ""
    labels = [ACTIVATIONS[key].label for key in dict.fromkeys(start.config.activations)]
    return labels[0] if len(labels) == 1 else f"{labels[0]}, …"


def names_with_line(names: Sequence[str], lanes: Sequence[LaneView]) -> Iterator[str]:
    """Yield names for a plot that has the line, the longest first; `names` are those of a plot without it."""
    if any(lane.band is not None and lane.band.edges is not None for lane in lanes):
        yield tr("{what}; dashed: expected at the start; band: 90 % of draws", what=names[0])
    yield from (tr("{what}; dashed: expected at the start", what=name) for name in names)
    yield from (tr("{what}; - - expected", what=name) for name in names)


class PredictionLines:
    """A dashed line for each lane over its bars, and the band around it."""

    def __init__(self, bars: LayerBars) -> None:
        self._bars = bars
        self.outlines = [pg.PlotCurveItem() for _ in range(MAX_LANES)]  # sets the lines apart from the bars
        self.lines = [pg.PlotCurveItem() for _ in range(MAX_LANES)]
        self.bands: dict[int, _BandItems] = {}  # by place; made when they are first shown, which is after a start
        self._drawn: tuple[object, ...] = ()  # what is there already: a run's prediction stays from its start on
        bars.plot.add(*self.outlines, *self.lines)
        for curve in (*self.outlines, *self.lines):
            curve.setZValue(LINE_Z)

    def draw(self, lanes: Sequence[LaneView], courses: Sequence[Floats | None], bands: Sequence[Floats | None]) -> None:
        """Draw each lane's predicted log10 magnitudes, (L,), and its band's edges, (2, L); None draws none."""
        now = theme.current()
        values = [None if each is None else each.tobytes() for each in (*courses, *bands)]
        drawn = now, [lane.index for lane in lanes], values
        if drawn == self._drawn:
            return
        self._drawn = drawn
        for place, (under, over) in enumerate(zip(self.outlines, self.lines, strict=True)):
            course = courses[place] if place < len(courses) else None
            for curve in (under, over):
                curve.setVisible(course is not None)
            band = bands[place] if course is not None else None
            if band is None and place in self.bands:
                self.bands[place].hide()
            if course is None:
                continue
            x = self._bars.positions(place, len(lanes), len(course))
            colour = now.text if len(lanes) == 1 else now.lane(lanes[place].index)
            under.setPen(theme.pen(now.card, 4.0))
            over.setPen(theme.pen(colour, 1.6, Qt.PenStyle.DashLine))
            under.setData(x, course)
            over.setData(x, course)
            if band is not None:
                if place not in self.bands:
                    self.bands[place] = _BandItems(self._bars.plot)
                self.bands[place].draw(x, np.clip(band, course.min() - FARTHEST, course.max() + FARTHEST), colour)


class _BandItems:
    """The two edges of a band, and what is between them."""

    def __init__(self, plot: Plot) -> None:
        self.edges = pg.PlotCurveItem(), pg.PlotCurveItem()
        self.between = pg.FillBetweenItem(*self.edges)
        plot.add(self.between, *self.edges)
        for item in (self.between, *self.edges):
            item.setZValue(BAND_Z)

    def draw(self, x: Floats, band: Floats, colour: str | QColor) -> None:
        """Draw the edges (2, L) over x (L,)."""
        self.between.setVisible(True)
        self.between.setBrush(_faint(colour, BAND_OPACITY))
        for edge, values in zip(self.edges, band, strict=True):
            edge.setVisible(True)
            edge.setPen(theme.pen(_faint(colour, EDGE_OPACITY), 1.0))
            edge.setData(x, values)

    def hide(self) -> None:
        """Show nothing."""
        for item in (self.between, *self.edges):
            item.setVisible(False)


def _faint(colour: str | QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint
