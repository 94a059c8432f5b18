"""The gradient's magnitude, layer by layer: now as bars, and over the whole run as a heatmap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import MAX_LANES, LaneView, Selection
from actviz.diagnosis.theory_at_step_0 import predicted_gradient
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import plain
from actviz.training.measure.underflow_text import size_text
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.gradient_flow.heatmap import GradientHeat
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange, decade_span
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.plot import Floats
from actviz.ui.plots.spots import show_spots, zero_symbol
from actviz.ui.plots.ticks import decade_ticks, layer_ticks, whole_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme

QUANTITIES = {"rms": "gradient RMS", "norm": "gradient norm"}
PATIENCE_MS = 2000  # how long values must stay outside before the axis jumps
HURRY_MS = 250  # and how long where most of the picture would be off the scale: one odd batch is still let pass
FEW_OUTSIDE = 0.25  # of the layers: with more of them outside it is in a hurry
HEAT_NEEDS_PX = 140  # a lower panel shows the bars alone
MARK_INSET = 0.06  # of the axis: how far from the edge marks are drawn
MOST_BEYOND = 4.0  # decades that the axis makes room for beyond the measured values, for the prediction


def magnitudes(snapshot: Snapshot, quantity: str) -> Floats:
    """Return the chosen magnitude of every layer's weight gradient, (L,)."""
    return snapshot.gradient_rms if quantity == "rms" else snapshot.gradient_norms


def finite_decades(values: Floats) -> tuple[float, float] | None:
    """Return log10 of the least and the largest of the finite values above zero; None if there are none."""
    usable = values[np.isfinite(values) & (values > 0.0)]
    return (float(np.log10(usable.min())), float(np.log10(usable.max()))) if usable.size else None


def _patience_ms(values: Floats, span: JumpRange) -> int:
    """Return how long these magnitudes may stay outside the span of decades: not long, where they are many."""
    usable = values[np.isfinite(values) & (values > 0.0)]
    if span.range is None or not usable.size:
        return PATIENCE_MS
    logs, (low, high) = np.log10(usable), span.range
    return HURRY_MS if float(np.mean((logs < low) | (logs > high))) > FEW_OUTSIDE else PATIENCE_MS


def predicted(lane: LaneView, quantity: str) -> tuple[Floats | None, str]:
    """Return log10 of the magnitude (L,) that theory predicts for step 0, or None and why it predicts none."""
    logs, reason = predicted_gradient(lane.facts, lane.history.start)
    if logs is not None and quantity == "norm":
        sizes = np.array(lane.facts.sizes, np.float64)
        logs = logs + 0.5 * np.log10(sizes[1:] * sizes[:-1])
    return logs, reason


@register
class GradientFlow(Panel):
    """How much gradient reaches each layer: one bar per layer on a log axis, layer 1 (next to the input) on the
    left. Below, the same over the whole run: a row per layer, a column per step, brighter for more gradient.

    Look for a staircase: bars that get shorter by the same amount from right to left mean that every layer
    multiplies the gradient by a number below one, so it vanishes; taller bars on the left mean that it explodes.
    A 0 marks a layer with no gradient at all, a cross one that overflowed, a triangle a value beyond the axis.
    The axis only moves in jumps, two seconds after values have left it, and at once when a quarter of the layers
    have; double-click to fit it.

    The dashed line is what mean-field theory predicts for step 0 from activation, initializer, weight scale and
    widths, beginning at the output layer's measured value. It stays as a reference while the network trains. It holds
    for wide layers and takes each example by itself; where examples pull in opposite directions, their mean gradient
    is smaller. The menu hides it.
    """

    key = "gradient_flow"

    def __init__(self) -> None:
        super().__init__()
        self._quantity = "rms"
        self._lanes: tuple[LaneView, ...] = ()
        self._runs: tuple[RunFacts, ...] = ()
        self._selection = Selection()
        self.bars = LayerBars(QUANTITIES["rms"], self._on_picked)
        plot = self.bars.plot
        plot.set_ticks("left", decade_ticks)
        self.zeros = pg.ScatterPlotItem(symbol=zero_symbol(), size=11, brush=None)
        self.overflows = pg.ScatterPlotItem(symbol="x", size=10)
        self.beyond = pg.ScatterPlotItem(size=8)
        self.outlines = [pg.PlotCurveItem() for _ in range(MAX_LANES)]  # sets the lines apart from the bars
        self.predictions = [pg.PlotCurveItem() for _ in range(MAX_LANES)]
        plot.add(*self.outlines, *self.predictions, self.zeros, self.overflows, self.beyond)
        self.crosshair = Crosshair(plot, self._describe)
        self.range = JumpRange(plot.set_y_range, decade_span, PATIENCE_MS, self)
        self.heat_range = JumpRange(lambda _low, _high: None, decade_span, PATIENCE_MS, self)
        for span in (self.range, self.heat_range):
            span.overdue.connect(self._on_overdue)
        self.heat = GradientHeat(self._on_picked)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(plot.widget, 5)
        column.addWidget(self.heat, 4)
        plot.on_click(lambda _x, _y: self.fit(), double=True)
        self._make_menu()
        self.set_empty(True)
        self.restyle()

    def _make_menu(self) -> None:
        group = QActionGroup(self)
        self.quantity_actions: dict[str, QAction] = {}
        for key, label in QUANTITIES.items():
            action = QAction(f"Show {label}", self, checkable=True, checked=key == self._quantity)
            action.triggered.connect(lambda _checked=False, key=key: self.set_quantity(key))
            group.addAction(action)
            self.menu.addAction(action)
            self.quantity_actions[key] = action
        self.prediction_action = QAction("Show mean-field prediction", self, checkable=True, checked=True)
        self.prediction_action.toggled.connect(lambda _on: self.fit())
        self.menu.addAction(self.prediction_action)
        self.menu.addSeparator()
        self.fit_action = self._add_menu_action("Fit axes", self.fit)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        self.set_empty(not lanes)
        if not lanes:
            self._lanes = ()
            return
        runs = tuple(lane.facts for lane in lanes)
        fresh = len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True))
        if fresh:
            self._runs = runs
            self.bars.plot.set_ticks("bottom", layer_ticks if self._ends_alike else whole_ticks)
            self.range.reset()
            self.heat_range.reset()
        measured = fresh or any(
            a.snapshot is not b.snapshot or a.history is not b.history for a, b in zip(lanes, self._lanes, strict=True)
        )
        chosen = selection != self._selection
        self._lanes, self._selection = tuple(lanes), selection
        if measured:
            self._note_ranges(fresh)
            self._draw_measured()
        if measured or chosen:
            self._draw_selection()

    @property
    def _ends_alike(self) -> bool:
        """Whether the last column is every lane's output layer."""
        return len({len(run.sizes) for run in self._runs}) == 1

    def restyle(self) -> None:
        """Take on `theme.current()`."""
        now = theme.current()
        self.bars.plot.restyle()
        self.zeros.setPen(theme.pen(now.dead, 2.0))
        self.overflows.setPen(theme.pen(now.dead, 1.0))
        self.overflows.setBrush(now.dead)
        self.beyond.setPen(None)
        self.beyond.setBrush(now.text)
        self.heat.restyle()
        if self._lanes:
            self._draw_measured()
            self._draw_selection()

    def table(self) -> list[list[object]]:
        """Return a row for each lane and layer."""
        columns = ["gradient RMS", "gradient norm", "mean-field prediction of the RMS at step 0", "underflow"]
        rows: list[list[object]] = [["lane", "step", "layer", *columns]]
        for lane in self._lanes:
            s = lane.snapshot
            logs, _ = predicted(lane, "rms")
            theory = [""] * len(s.gradient_rms) if logs is None else (10.0**logs).tolist()
            each = zip(s.gradient_rms, s.gradient_norms, theory, s.underflows, strict=True)
            rows += [[lane.name, s.step, i, float(r), float(n), t, bool(u)] for i, (r, n, t, u) in enumerate(each, 1)]
        return rows

    def set_quantity(self, quantity: str) -> None:
        """Show "rms" or "norm" in the bars; the heatmap stays with RMS, which is what is kept of every step."""
        self._quantity = quantity
        self.quantity_actions[quantity].setChecked(True)
        self.fit()

    def fit(self) -> None:
        """Choose the axes anew for what is there."""
        if self._lanes:
            self.range.reset()
            self.heat_range.reset()
            self._note_ranges(whole_run=True)
            self._draw_measured()
            self._draw_selection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a low panel to the bars alone."""
        super().resizeEvent(event)
        self.heat.setVisible(self.height() >= HEAT_NEEDS_PX)
        if self._lanes:
            self._name_plot()

    def _note_ranges(self, whole_run: bool) -> None:
        values = np.concatenate([magnitudes(lane.snapshot, self._quantity) for lane in self._lanes])
        low, high = finite_decades(values) or (-6.0, -1.0)
        for line in self._lines():
            if line is not None:
                low = max(low - MOST_BEYOND, min(low, float(line.min())))
                high = min(high + MOST_BEYOND, max(high, float(line.max())))
        self.range.see(low, high, _patience_ms(values, self.range))
        parts = [lane.snapshot.gradient_rms for lane in self._lanes]
        if whole_run:
            parts += [lane.history.rms.ravel() for lane in self._lanes]
        rms = np.concatenate(parts)
        self.heat_range.see(*(finite_decades(rms) or (-6.0, -1.0)), _patience_ms(rms, self.heat_range))

    def _on_overdue(self) -> None:
        if self._lanes:
            self._draw_measured()
            self._draw_selection()

    def _draw_measured(self) -> None:
        assert self.range.range is not None
        assert self.heat_range.range is not None
        low, high = self.range.range
        inset = MARK_INSET * (high - low)
        tops, zeros, overflows, below, above = [], [], [], [], []
        for place, lane in enumerate(self._lanes):
            values = magnitudes(lane.snapshot, self._quantity)
            x = self.bars.positions(place, len(self._lanes), len(values))
            finite, zero, lost = np.isfinite(values), values == 0.0, lane.snapshot.underflows
            with np.errstate(divide="ignore", invalid="ignore"):
                logs = np.where(finite & ~zero, np.log10(values), np.nan)
            zeros += list(x[zero & ~lost])
            overflows += list(x[~finite])
            below += list(x[(logs < low) | lost])
            above += list(x[logs > high])
            tops.append(np.clip(logs, low, high))
        self.bars.set_values([lane.index for lane in self._lanes], tops, low)
        column_px = self.bars.plot.box.width() / max(1, self.bars.n_layers * len(self._lanes))
        show_spots(self.zeros, zeros, [low + inset] * len(zeros), size=max(4.0, min(11.0, 0.9 * column_px)))
        show_spots(self.overflows, overflows, [high - inset] * len(overflows))
        show_spots(
            self.beyond,
            below + above,
            [low + inset] * len(below) + [high - inset] * len(above),
            symbol=["t"] * len(below) + ["t1"] * len(above),
            size=max(3.0, min(8.0, 0.9 * column_px)),
        )
        self.heat.draw(self._lanes, *self.heat_range.range)
        self._draw_predictions()
        self._name_plot()
        self.set_note(f"step {max(lane.snapshot.step for lane in self._lanes):,}")

    def _lines(self) -> list[Floats | None]:
        """Return each lane's predicted course as it is to be drawn; None where there is none, or it is hidden."""
        shown = self.prediction_action.isChecked()
        return [predicted(lane, self._quantity)[0] if shown else None for lane in self._lanes]

    def _draw_predictions(self) -> None:
        now, lines = theme.current(), self._lines()
        for place, (under, over) in enumerate(zip(self.outlines, self.predictions, strict=True)):
            line = lines[place] if place < len(lines) else None
            for curve in (under, over):
                curve.setVisible(line is not None)
            if line is None:
                continue
            x = self.bars.positions(place, len(lines), len(line))
            colour = now.text if len(lines) == 1 else now.lane(self._lanes[place].index)
            under.setPen(theme.pen(now.card, 4.0))
            over.setPen(theme.pen(colour, 1.6, Qt.PenStyle.DashLine))
            under.setData(x, line)
            over.setData(x, line)

    def _name_plot(self) -> None:
        of = "whole set" if self._lanes[0].snapshot.whole_gradient else "latest batch"
        quantity = QUANTITIES[self._quantity]
        short = quantity.removeprefix("gradient ")
        name = f"{quantity}, {of}"
        if any(line is not None for line in self._lines()):
            longer = [f"{name}; dashed: {what}, step 0" for what in ("mean field", "theory")]
            longer += [f"{what}; - - theory" for what in (name, name.removeprefix("gradient "), short)]
            then = {_changed_functions(lane) for lane in self._lanes} - {""}
            if then:  # the line is that of other functions than are trained now: better said than what the bars are
                which = then.pop() if len(self._lanes) == 1 else "before the change"
                shorter = (f"{what}; dashed: {which}, step 0" for what in (quantity, short))
                longer = [f"{name}; dashed: theory, {which}, step 0", *shorter]
            name = next((text for text in longer if self.bars.plot.y_label_fits(text)), name)
        self.bars.plot.set_y_label(name)

    def _draw_selection(self) -> None:
        self.bars.highlight(self._selection.layer)
        self.heat.set_selected(self._selection.layer)

    def _describe(self, x: float, _y: float) -> str:
        layer = self.bars.layer_at(x)
        if layer is None or not self._lanes:
            return ""
        output = ", the output" if layer == self.bars.n_layers and self._ends_alike else ""
        lines = [f"layer {layer} of {self.bars.n_layers}{output}"]
        for lane in self._lanes:
            values = magnitudes(lane.snapshot, self._quantity)
            if layer <= len(values):
                name = f"{lane.name}: " if len(self._lanes) > 1 else ""
                lost = lane.snapshot.underflows[layer - 1]
                size = size_text(values[layer - 1], lost, plain, self._quantity)
                lines.append(f"{name}{QUANTITIES[self._quantity]} {size}")
                lines += self._describe_prediction(lane, layer, name)
        return "\n".join(lines)

    def _describe_prediction(self, lane: LaneView, layer: int, name: str) -> list[str]:
        if not self.prediction_action.isChecked():
            return []
        logs, reason = predicted(lane, self._quantity)
        if logs is None:
            return [f"{name}no mean-field prediction: {reason}"]
        functions = _changed_functions(lane)
        with_what = f" with {functions}" if functions else ""
        return [f"{name}mean-field prediction at step 0{with_what}: {plain(10.0 ** logs[layer - 1])}"]

    def _on_picked(self, layer: int) -> None:
        self.selected.emit(layer, -1)


def _changed_functions(lane: LaneView) -> str:
    """Return the activation functions that the lane began with, where it has others now; else nothing."""
    start = lane.history.start
    if start is None or start.is_of(lane.snapshot.config):
        return ""
    return _functions(start.config.activations)


def _functions(keys: Sequence[str]) -> str:
    labels = [ACTIVATIONS[key].label for key in dict.fromkeys(keys)]
    return labels[0] if len(labels) == 1 else f"{labels[0]}, …"
