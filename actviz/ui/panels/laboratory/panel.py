"""The activation laboratory: any functions' φ and φ′ over each other, and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.translation import mark, tr
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.laboratory.function_table import Curve, FunctionTable
from actviz.ui.panels.laboratory.function_text import FunctionWords
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.choice_button import Switch

FIRST_CHECKED = ("sigmoid", "tanh", "relu", "leaky_relu", "gelu")
HALF_RANGE = 4.0  # of z
RANGES = {"φ": (-2.0, 4.0), "φ′": (-0.35, 1.85)}  # what is shown of them
BOTH = mark("both")
CHOICES = {
    "φ": mark("the functions"),
    "φ′": mark("their slopes"),
    BOTH: mark("the functions and, beside them, their slopes"),
}
BESIDE_PX = 700  # a panel so wide has the table beside the plots
WORDS_NEED_PX = 400
DIMMED = 0.45  # opacity of the others while one is looked at


@register
class LaboratoryPanel(Panel):
    """Activation functions φ and their slopes φ′ in one plot: tick any of them in the table. Nothing here is measured
    on the network; the function that it uses is in bold, and drawn with its α.

    The table gives the largest slope, where the slope is exactly zero (flat), where it is below 5 % of the largest
    (saturated), whether a unit can die, and the mean and the variance of the output when z is standard normal. A mean
    far from 0 shifts the next layer's input; a variance far below 1 makes the signal fade from layer to layer unless
    the weights compensate for it. A largest slope below 1 makes the gradient fade on its way back.

    Point at a curve or a row to highlight it and to read which problem it solves and what it costs.
    """

    key = "laboratory"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Switch(tr("show"), tr("What is drawn"), CHOICES)
        self.switch.entries[BOTH].trigger()
        self.add_header_widget(self.switch)
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._bench: Bench | None = None
        self._used: tuple[tuple[str, float | None], ...] = ()
        self.set_empty(False)

    @property
    def bench(self) -> Bench:
        """The plots and the table, made when they are first shown: most starts never need them."""
        if self._bench is None:
            self._bench = Bench(self.switch)
            self._column.addWidget(self._bench)
        return self._bench

    def draw(self, lanes: Sequence[LaneView], _selection: Selection) -> None:
        """Mark the functions in use; nothing else here depends on the run."""
        used = dict.fromkeys(
            (key, lane.snapshot.config.alpha if ACTIVATIONS[key].alpha is not None else None)
            for lane in lanes
            for key in lane.snapshot.config.activations
        )
        if lanes:
            names = ", ".join(ACTIVATIONS[key].label for key, _ in used)
            step = tr("step {step}", step=whole(lanes[0].snapshot.step))
            self.set_note(tr("in use: {names}", names=names), step)
        if tuple(used) != self._used:
            self._used = tuple(used)
            self.bench.show_used(dict(self._used))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        if self._bench is not None:
            self._bench.restyle()

    def table(self) -> list[list[object]]:
        """Return the table's row of every function."""
        return self.bench.functions.rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the switch where there is little room."""
        super().resizeEvent(event)
        self.switch.set_wide(self.width() >= BESIDE_PX)

    def showEvent(self, event: QShowEvent) -> None:
        """Make plots and table."""
        self.bench.show()
        super().showEvent(event)


class Bench(QWidget):
    """The plots over each other or side by side, the table of functions, and the words about one of them."""

    def __init__(self, switch: Switch) -> None:
        super().__init__()
        self.switch = switch
        self.switch.chosen.connect(lambda _key: self._arrange())
        self.plots = {what: Plot(tr("pre-activation z"), f"{what}(z)") for what in RANGES}
        for what, plot in self.plots.items():
            plot.set_x_range(-HALF_RANGE, HALF_RANGE)
            plot.set_y_range(*RANGES[what])
            Crosshair(plot, partial(self.describe, what))
        self.functions = FunctionTable()
        self.functions.checked_changed.connect(self._draw_curves)
        self.functions.pointed_at.connect(self.single_out)
        self.words = FunctionWords()
        self.lines: dict[tuple[str, str], Any] = {}  # by what is drawn, and the function's key
        self.singled_out: str | None = None
        self._build()
        self.functions.show_functions([Curve(key, None) for key in ACTIVATIONS], ())
        self.functions.check(FIRST_CHECKED)
        self.single_out("relu")

    def show_used(self, alphas: Mapping[str, float | None]) -> None:
        """List these functions in use, with the α that they have, among all others."""
        keys = dict.fromkeys((*ACTIVATIONS, *alphas))
        self.functions.show_functions([Curve(key, alphas.get(key)) for key in keys], tuple(alphas))
        self._draw_curves()
        self.single_out(next(iter(alphas), "relu"))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for plot in self.plots.values():
            plot.restyle()
        self.functions.restyle()
        self.words.restyle()
        self._paint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table beside the plots, or beneath them where there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._plot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._plot_row.setSpacing(0)
        for plot in self.plots.values():
            self._plot_row.addWidget(plot.widget, 1)
        for each in (self.functions, self.words):
            each.setMaximumWidth(BESIDE_PX)  # in a large window the plots get the rest
        facts = QVBoxLayout()
        facts.setSpacing(4)
        facts.addWidget(self.functions, 100)
        facts.addWidget(self.words)
        facts.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 2, 4, 0)
        self._row.setSpacing(4)
        self._row.addLayout(self._plot_row, 35)
        self._row.addLayout(facts, 65)

    def _arrange(self) -> None:
        beside = self.width() >= BESIDE_PX
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._plot_row.setDirection(direction.TopToBottom if beside else direction.LeftToRight)
        for what, plot in self.plots.items():
            plot.widget.setVisible(self.switch.shown in (what, BOTH))
        self.words.setVisible(self.height() >= WORDS_NEED_PX)

    def _draw_curves(self) -> None:
        shown = {curve.key: curve for curve in self.functions.checked()}
        for what, plot in self.plots.items():
            for key in [key for drawn, key in self.lines if drawn == what and key not in shown]:
                plot.remove(self.lines.pop((what, key)))
            for curve in shown.values():
                line = self.lines.get((what, curve.key))
                if line is None:
                    line = self.lines[what, curve.key] = pg.PlotCurveItem(antialias=True)
                    plot.add(line)
                z = curve.grid(HALF_RANGE)
                values = curve.values(z) if what == "φ" else curve.slopes(z)
                line.setData(z, np.clip(values, -100.0, 100.0))
        self._paint()

    def _paint(self) -> None:
        alone = self.singled_out in {key for _, key in self.lines}
        for (_, key), line in self.lines.items():
            look = self.functions.look(key)
            this = key == self.singled_out
            colour = look.colour()
            colour.setAlphaF(DIMMED if alone and not this else 1.0)
            line.setPen(theme.pen(colour, 3.0 if this else 1.8, look.style))
            line.setZValue(10 if this else 5)

    def single_out(self, key: str) -> None:
        """Highlight one function's curves, and show the text about it."""
        self.singled_out = key
        self.functions.point_at(key)
        self.words.show_function(self.functions.curve(key))
        self._paint()

    def describe(self, what: str, z: float, y: float) -> str:
        """Single out the curve next to the mouse; return its values there."""
        curves = self.functions.checked()
        if not curves:
            return ""
        at = np.array([z])
        heights = [float((curve.values(at) if what == "φ" else curve.slopes(at))[0]) for curve in curves]
        nearest = curves[int(np.argmin(np.abs(np.array(heights) - y)))]
        if nearest.key != self.singled_out:
            self.single_out(nearest.key)
        value, slope = float(nearest.values(at)[0]), float(nearest.slopes(at)[0])
        return f"{nearest.label}   z {z:.2f}   φ {value:.3f}   φ′ {slope:.3f}".replace("-", "−")
