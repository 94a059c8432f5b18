"""The gradient's magnitude, layer by layer: now as bars, and over the whole run as a heatmap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.number_text import plain
from actviz.training.measure.underflow_text import size_text
from actviz.training.snapshot import RunFacts, Snapshot
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.gradient_flow.heatmap import GradientHeat
from actviz.ui.panels.gradient_flow.prediction import PredictionLines, first_functions, names_with_line, predicted
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.edge_marks import EdgeMarks, Unshown
from actviz.ui.plots.jumping_range import JumpRange, decade_span
from actviz.ui.plots.layer_bars import LayerBars
from actviz.ui.plots.ticks import decade_ticks, layer_ticks, whole_ticks

QUANTITIES = {"rms": "gradient RMS", "norm": "gradient norm"}
PATIENCE_MS = 2000  # how long values must stay outside before the axis jumps
HURRY_MS = 250  # and how long where most of the picture would be off the scale: one odd batch is still let pass
FEW_OUTSIDE = 0.25  # of the layers: with more of them outside it is in a hurry
HEAT_NEEDS_PX = 140  # a lower panel shows the bars alone
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


@register
class GradientFlow(Panel):
    """How much gradient reaches each layer: one bar per layer on a log axis, layer 1 (next to the input) on the
    left. Below, the same over the whole run: a row per layer, a column per step, brighter for more gradient.

    Look for a staircase: bars that get shorter by the same amount from right to left mean that every layer
    multiplies the gradient by a number below one, so it vanishes; taller bars on the left mean that it explodes.
    A 0 marks a layer with no gradient at all, a cross an overflow, a triangle a value beyond the axis. The axis
    changes two seconds after values have left it, and at once when a quarter of the layers have; double-click
    fits it.

    The dashed line is what mean-field theory predicts for step 0 from activation, initializer, weight scale and
    widths, starting from the measured value of the output layer. It stays as a reference while the network trains.
    It holds for wide layers and for each example alone; where the gradients of examples point in opposite directions,
    their mean is smaller. The menu hides the line.
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
        self.prediction = PredictionLines(self.bars)
        self.marks = EdgeMarks(self.bars)
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
        self._add_menu_action("Fit axes", self.fit)

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
            self._follow_ranges(fresh)
            self._draw_measured()
        if measured or chosen:
            self._draw_selection()

    @property
    def _ends_alike(self) -> bool:
        """Whether the last column is every lane's output layer."""
        return len({len(run.sizes) for run in self._runs}) == 1

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.bars.plot.restyle()
        self.marks.restyle()
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
        """Show "rms" or "norm" in the bars; the heatmap shows RMS, which the history has for every step."""
        self._quantity = quantity
        self.quantity_actions[quantity].setChecked(True)
        self.fit()

    def fit(self) -> None:
        """Fit the axes to the present values."""
        if self._lanes:
            self.range.reset()
            self.heat_range.reset()
            self._follow_ranges(whole_run=True)
            self._draw_measured()
            self._draw_selection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a low panel to the bars alone."""
        super().resizeEvent(event)
        self.heat.setVisible(self.height() >= HEAT_NEEDS_PX)
        if self._lanes:
            self._name_plot()

    def _follow_ranges(self, whole_run: bool) -> None:
        values = np.concatenate([magnitudes(lane.snapshot, self._quantity) for lane in self._lanes])
        low, high = finite_decades(values) or (-6.0, -1.0)
        for course in self._courses():
            if course is not None:
                low = max(low - MOST_BEYOND, min(low, float(course.min())))
                high = min(high + MOST_BEYOND, max(high, float(course.max())))
        self.range.follow(low, high, _patience_ms(values, self.range))
        parts = [lane.snapshot.gradient_rms for lane in self._lanes]
        if whole_run:
            parts += [lane.history.rms.ravel() for lane in self._lanes]
        rms = np.concatenate(parts)
        self.heat_range.follow(*(finite_decades(rms) or (-6.0, -1.0)), _patience_ms(rms, self.heat_range))

    def _on_overdue(self) -> None:
        if self._lanes:
            self._draw_measured()
            self._draw_selection()

    def _draw_measured(self) -> None:
        assert self.range.range is not None
        assert self.heat_range.range is not None
        low, high = self.range.range
        tops, unshown = [], Unshown()
        for place, lane in enumerate(self._lanes):
            values = magnitudes(lane.snapshot, self._quantity)
            x = self.bars.positions(place, len(self._lanes), len(values))
            finite, zero, lost = np.isfinite(values), values == 0.0, lane.snapshot.underflows
            with np.errstate(divide="ignore", invalid="ignore"):
                logs = np.where(finite & ~zero, np.log10(values), np.nan)
            unshown.zeros += list(x[zero & ~lost])
            unshown.overflows += list(x[~finite])
            unshown.below += list(x[(logs < low) | lost])
            unshown.above += list(x[logs > high])
            tops.append(np.clip(logs, low, high))
        self.bars.set_values([lane.index for lane in self._lanes], tops, low)
        self.marks.show(unshown, low, high, len(self._lanes))
        self.heat.draw(self._lanes, *self.heat_range.range)
        self.prediction.draw(self._lanes, self._courses())
        self._name_plot()
        self.set_note(f"step {max(lane.snapshot.step for lane in self._lanes):,}")

    def _courses(self) -> list[Floats | None]:
        """Return each lane's predicted course as it is to be drawn; None where there is none, or it is hidden."""
        shown = self.prediction_action.isChecked()
        return [predicted(lane, self._quantity)[0] if shown else None for lane in self._lanes]

    def _name_plot(self) -> None:
        of = "whole set" if self._lanes[0].snapshot.whole_gradient else "latest batch"
        quantity = QUANTITIES[self._quantity]
        name = f"{quantity}, {of}"
        if any(course is not None for course in self._courses()):
            names = names_with_line(name, quantity, self._lanes)
            name = next((text for text in names if self.bars.plot.y_label_fits(text)), name)
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
        functions = first_functions(lane)
        with_what = f" with {functions}" if functions else ""
        return [f"{name}mean-field prediction at step 0{with_what}: {plain(10.0 ** logs[layer - 1])}"]

    def _on_picked(self, layer: int) -> None:
        self.selected.emit(layer, -1)
