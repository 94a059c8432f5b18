"""Predicted against true values, for a regression that no map can show."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.decision_map import thinned
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import short_number
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

SPREADS = (1.3, 3.0, 10.0, 30.0, 100.0)  # times the true values' half range; the y axis jumps between them


def _labels(facts: RunFacts) -> tuple[str, str]:
    return tr("true {target}", target=facts.target_text), tr("predicted {target}", target=facts.target_text)


class PredictionPlot(QWidget):
    """A point for every training example: its true value across, what the network predicts upwards."""

    def __init__(self, facts: RunFacts) -> None:
        super().__init__()
        self.plot = Plot(*_labels(facts))
        self.identity = pg.PlotCurveItem()
        self.points = pg.ScatterPlotItem(pxMode=True, antialias=True, size=5)
        self.plot.add(self.points, self.identity)
        self.crosshair = Crosshair(self.plot, self._describe)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot.widget)
        self._lane: LaneView | None = None
        self.set_facts(facts)

    def set_facts(self, facts: RunFacts) -> None:
        """Apply a new run's true values."""
        self.rows, _ = thinned(facts)
        self._true: Floats = facts.own_train_y[:, 0]
        self._lane = None  # its predictions are of other examples
        show_spots(self.points, [], [])
        low, high = float(self._true.min()), float(self._true.max())
        self._middle, self._half = (low + high) / 2.0, (high - low) / 2.0 or 1.0
        self._spread = SPREADS[0]
        ends = [self._middle - 1.06 * self._half, self._middle + 1.06 * self._half]
        self.plot.set_x_range(*ends)
        self.identity.setData(ends, ends)
        self._set_y_range()
        self.restyle()

    def _set_y_range(self) -> None:
        reach = self._spread * self._half
        self.plot.set_y_range(self._middle - reach, self._middle + reach)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self.identity.setPen(theme.pen(now.text, 1.2, Qt.PenStyle.DashLine))
        if self._lane is not None:
            self.show_lane(self._lane)

    def show_lane(self, lane: LaneView) -> None:
        """Draw a lane's latest predictions."""
        self._lane = lane
        predicted = lane.snapshot.predictions
        assert predicted is not None
        colour = theme.current().lane(lane.index)
        fill = QColor(colour)
        fill.setAlphaF(0.55)
        self._fit(predicted)
        true, given = self._true[self.rows], predicted[self.rows]
        show_spots(self.points, true, given, brush=pg.mkBrush(fill), pen=pg.mkPen(None))

    def _fit(self, predicted: Floats) -> None:
        """Let the y axis jump when predictions leave it, and back when they need far less."""
        with np.errstate(all="ignore"):
            away = np.abs(predicted - self._middle)
            needed = float(np.max(away[np.isfinite(away)], initial=0.0)) / self._half
        if self._spread * 0.25 <= needed <= self._spread:
            return
        spread = next((s for s in SPREADS if s >= needed), SPREADS[-1])
        if spread != self._spread:
            self._spread = spread
            self._set_y_range()

    def _describe(self, x: float, y: float) -> str:
        true, predicted = tr("true {value}", value=self._text(x)), tr("predicted {value}", value=self._text(y))
        return f"{true}\n{predicted}"

    def _text(self, value: float) -> str:
        """Return a value with decimals enough to tell a hundredth of the true values' range."""
        decimals = max(0, 2 - math.floor(math.log10(self._half)))
        if decimals > 6 or abs(value) >= 1e9:
            return short_number(float(f"{value:.3g}"))
        return f"{value:,.{decimals}f}".replace("-", "−")

    def table(self, name: str) -> list[list[object]]:
        """Return rows of lane, step, true and predicted value of every training example."""
        if self._lane is None or self._lane.snapshot.predictions is None:
            return []
        pairs = zip(self._true.tolist(), self._lane.snapshot.predictions.tolist(), strict=True)
        return [[name, self._lane.snapshot.step, *pair] for pair in pairs]
