"""The gradient and the two signals that it is made of, layer by layer: as bars, and over the run as heatmaps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.number_text import plain, whole
from actviz.training.measure.underflow_text import size_text
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.gradient_flow.decades import DecadeRange
from actviz.ui.panels.gradient_flow.heatmap import GradientHeat
from actviz.ui.panels.gradient_flow.layer_chart import LayerChart
from actviz.ui.panels.gradient_flow.magnitudes import (
    ALL,
    CHOICES,
    GRADIENT,
    examples,
    names,
    of_layers,
    recorded,
    shown_by,
    sizes,
    underflows,
)
from actviz.ui.panels.gradient_flow.prediction import (
    PredictionLines,
    band_of,
    first_functions,
    names_with_line,
    predicted,
    prediction_texts,
)
from actviz.ui.panels.gradient_flow.table import layer_table
from actviz.ui.plots.layer_bars import layer_of
from actviz.ui.plots.layer_heat import column_widths
from actviz.ui.plots.ticks import layer_ticks, whole_ticks
from actviz.ui.widgets.choice_button import Switch

HEAT_NEEDS_PX = 140  # a lower panel shows the bars alone
HEAT_ROW_PX = 60  # and what each further row of heatmaps needs
SWITCH_NEEDS_PX = 400  # in a narrower panel the menu alone has the choice of magnitudes


def _depth(runs: Sequence[RunFacts]) -> int:
    return max((len(run.sizes) for run in runs), default=0)


def _size(lane: LaneView, magnitude: str, quantity: str, layer: int) -> str:
    """Return one layer's magnitude as text, or what is known of one that underflows."""
    value = of_layers(lane.snapshot, magnitude, quantity)[layer - 1]
    lost = bool(underflows(lane.snapshot, magnitude)[layer - 1]) and value == 0.0
    return size_text(value, lost, plain, quantity if magnitude == GRADIENT else "rms")


def _measured_on(lanes: Sequence[LaneView]) -> list[str]:
    """Return the examples and the step of each lane's gradient; once, where they are the same."""
    texts = [
        tr("{examples}, step {step}", examples=examples(lane.snapshot), step=whole(lane.snapshot.step))
        for lane in lanes
    ]
    if len(set(texts)) == 1:
        return texts[:1]
    return [f"{lane.name}: {text}" for lane, text in zip(lanes, texts, strict=True)]


@register
class GradientFlow(Panel):
    """How much gradient reaches each layer: one bar per layer on a log axis, layer 1 (next to the input) on the
    left. Below, the same over the whole run: a row per layer, a column per step, brighter for more gradient.

    The choice in the header, or in the menu, is between three magnitudes, and all of them on one scale. The signal is
    how much a layer's pre-activations still differ from example to example. The backward signal is how much the loss
    of an example would change with a pre-activation. A weight's gradient is made of the two: when both fade alike, the
    weight gradients of all layers are equally small, and only the signals show that anything fades.

    Look for a staircase: bars that get shorter by the same amount from right to left mean that every layer
    multiplies the gradient by a number below one, so it vanishes; taller bars on the left mean that it explodes. The
    signal fades the other way, from the left to the right. A cross marks an overflow, a triangle a value beyond the
    axis, a 0 a layer with no weight gradient at all. Bars and colours have one scale, from 10⁻⁸ to 1 at least. It grows
    two seconds after values have left it, and at once when a quarter of the layers have; double-click fits it. A click
    in the heatmap goes to its step and selects its layer.

    The dashed line is the weight gradient that mean-field theory predicts for step 0 from activation, initializer,
    weight scale and widths, starting from the measured value of the output layer. It stays as a reference while the
    network trains, until the activation is changed. It holds for wide layers and for each example alone; where the
    gradients of examples point in opposite directions, their mean is smaller.

    The band around it is measured, by drawing some hundred networks like this one: nine in ten of them start within
    it. The narrower the layers, the more one draw differs from the next, and the wider the band; a line along its edge
    means that these layers are too narrow for the theory. A bar outside of the band is what this draw of the
    weights, or training since, has made of it. The menu hides the line and its band.
    """

    key = "gradient_flow"

    def __init__(self) -> None:
        super().__init__()
        self._quantity = "rms"
        self._lanes: tuple[LaneView, ...] = ()
        self._runs: tuple[RunFacts, ...] = ()
        self._selection = Selection()
        self.charts: dict[str, LayerChart] = {}  # made when they are first shown: each takes 20 ms of a start
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self.gradient = self._made(GRADIENT)
        self.prediction = PredictionLines(self.gradient.bars)
        self.range = DecadeRange(self._set_decades, self)  # of bars and heatmaps
        self.range.overdue.connect(self._draw_again)
        self.heat = GradientHeat(self._on_picked, self.step_requested.emit)
        column = self._column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addLayout(self._row, 5)
        column.addWidget(self.heat, 4)
        self.switch = Switch(tr("magnitude"), tr("Magnitude"), CHOICES)
        self.switch.set_wide(False)
        self.switch.chosen.connect(self._on_chosen)
        self.add_header_widget(self.switch)
        self._make_menu()
        self._arrange()
        self.set_empty(True)
        self.restyle()

    def _made(self, key: str) -> LayerChart:
        chart = LayerChart(key, self._on_picked, partial(self._describe, magnitude=key))
        self._row.insertWidget(min(shown_by(ALL).index(key), self._row.count()), chart.plot.widget)
        chart.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self.charts[key] = chart
        return chart

    def _make_menu(self) -> None:
        self.menu.addMenu(self.switch.menu())
        group = QActionGroup(self)
        self.quantity_actions: dict[str, QAction] = {}
        for key, label in (("rms", tr("Show gradient RMS")), ("norm", tr("Show gradient norm"))):
            action = QAction(label, self, checkable=True, checked=key == self._quantity)
            action.triggered.connect(lambda _checked=False, key=key: self.set_quantity(key))
            group.addAction(action)
            self.menu.addAction(action)
            self.quantity_actions[key] = action
        self.prediction_action = QAction(
            tr("Show mean-field prediction and its band"), self, checkable=True, checked=True
        )
        self.prediction_action.toggled.connect(lambda _on: self._show_others())
        self.menu.addAction(self.prediction_action)
        self.menu.addSeparator()

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        self.set_empty(not lanes)
        if not lanes:
            self._lanes = ()
            return
        runs = tuple(lane.facts for lane in lanes)
        fresh = len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True))
        if fresh:
            if _depth(runs) != _depth(self._runs):  # else the scale stays, so that one run can be held beside the next
                self.range.start_again()
            self._runs = runs
        measured = fresh or any(
            a.snapshot is not b.snapshot or a.history is not b.history or a.band is not b.band
            for a, b in zip(lanes, self._lanes, strict=True)
        )
        chosen = selection != self._selection
        self._lanes, self._selection = tuple(lanes), selection
        if fresh:
            self._arrange()
        if measured:
            self._follow_range(whole_run=fresh)
            self._draw_measured()
        if measured or chosen:
            self._draw_selection()

    @property
    def _ends_alike(self) -> bool:
        """Whether the last column is every lane's output layer."""
        return len({len(run.sizes) for run in self._runs}) == 1

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for chart in self.charts.values():
            chart.restyle()
        self.heat.restyle()
        self._draw_again()

    def sentence(self, lane: LaneView) -> str:
        """Say how large the gradient is at both ends."""
        sizes, lost = lane.snapshot.gradient_rms, lane.snapshot.underflows
        first, last = (size_text(float(sizes[end]), bool(lost[end]), plain) for end in (0, -1))
        return tr(
            "Weight gradient (RMS) {first} at layer 1 and {last} at the output, step {step}.",
            first=first,
            last=last,
            step=whole(lane.snapshot.step),
        )

    def table(self) -> list[list[object]]:
        """Return a row for each lane and layer."""
        return layer_table(self._lanes)

    def set_quantity(self, quantity: str) -> None:
        """Show "rms" or "norm" in the weight gradient's bars; its heatmap shows RMS, which the record has."""
        self._quantity = quantity
        self.quantity_actions[quantity].setChecked(True)
        self._show_others()

    def fit(self) -> None:
        """Fit the scale to the run's values."""
        self.range.fit_next()
        self._show_others()

    def _show_others(self) -> None:
        """Draw other magnitudes, or the same on another scale."""
        if self._lanes:
            self._follow_range(whole_run=True)
            self._draw_again()

    @property
    def magnitudes(self) -> tuple[str, ...]:
        """The magnitudes that are shown, from left to right."""
        return shown_by(self.switch.choice)

    def _on_chosen(self, _choice: str) -> None:
        for action in (*self.quantity_actions.values(), self.prediction_action):
            action.setEnabled(GRADIENT in self.magnitudes)
        self._arrange()
        self._show_others()

    def _arrange(self) -> None:
        """Show the chosen charts side by side, with axes of one length; give a low panel to the bars alone."""
        chosen = self.magnitudes
        named_output = self._ends_alike and len(chosen) == 1  # beside others it would be cut
        widths = dict(zip(chosen, column_widths(self.body.width(), len(chosen)), strict=True))
        for key in chosen:
            if key not in self.charts:
                made = self._made(key)
                if self.range.range is not None:
                    made.plot.set_y_range(*self.range.range)
        for key, chart in self.charts.items():
            chart.plot.widget.setVisible(key in chosen)
            chart.plot.set_ticks("bottom", layer_ticks if named_output else whole_ticks)
            chart.set_place(len(chosen) > 1, key == chosen[0])
            self._row.setStretchFactor(chart.plot.widget, max(1, widths.get(key, 1)))
        n_rows = len(self._lanes) if len(chosen) > 1 else 1
        self.heat.setVisible(self.height() >= HEAT_NEEDS_PX + HEAT_ROW_PX * (n_rows - 1))
        self._column.activate()  # at once: how long a name may be depends on the widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the charts for the new size."""
        super().resizeEvent(event)
        self.switch.setVisible(event.size().width() >= SWITCH_NEEDS_PX)
        self._arrange()
        if self._lanes:
            self._name_charts()

    def _set_decades(self, low: float, high: float) -> None:
        for chart in self.charts.values():
            chart.plot.set_y_range(low, high)

    def _follow_range(self, whole_run: bool) -> None:
        shown = [(lane, key) for lane in self._lanes for key in self.magnitudes]
        parts = [of_layers(lane.snapshot, key, self._quantity) for lane, key in shown]
        if whole_run:
            parts += [recorded(lane, key).ravel() for lane, key in shown]
        self.range.follow_values(np.concatenate(parts), self._courses(), at_once=whole_run)

    def _draw_again(self) -> None:
        if self._lanes:
            self._draw_measured()
            self._draw_selection()

    def _draw_measured(self) -> None:
        assert self.range.range is not None
        for key in self.magnitudes:
            self.charts[key].draw(self._lanes, self._quantity, *self.range.range)
        self.heat.draw(self._lanes, self.magnitudes, *self.range.range)
        self.prediction.draw(self._lanes, self._courses(), [band_of(lane, self._quantity) for lane in self._lanes])
        self._name_charts()
        of = examples(self._lanes[0].snapshot) if len(self.magnitudes) > 1 else ""
        self.set_note(of, step_text(lane.snapshot.step for lane in self._lanes))

    def _courses(self) -> list[Floats | None]:
        """Return each lane's predicted course as it is to be drawn; None where there is none, or it is hidden."""
        shown = self.prediction_action.isChecked() and GRADIENT in self.magnitudes
        # with other functions than those that it is about, the line looks like an aim that was missed
        drawn = [shown and not first_functions(lane) for lane in self._lanes]
        return [predicted(lane, self._quantity)[0] if d else None for lane, d in zip(self._lanes, drawn, strict=True)]

    def _name_charts(self) -> None:
        """Name each chart after its magnitude, with the examples where it stands alone: else the header has them."""
        several = len(self.magnitudes) > 1
        of = examples(self._lanes[0].snapshot, brief=True)
        for key in self.magnitudes:
            called = names(key, self._quantity)
            alone = sizes(self._quantity, of)
            if key != GRADIENT:
                alone = (tr("{size}, {examples}", size=tr(key), examples=of), tr(key))
            shown = called if several else alone
            if key == GRADIENT and any(course is not None for course in self._courses()):
                shown = (*names_with_line(called[1:2] if several else alone, self._lanes), *shown)
            self.charts[key].name(shown)

    def _draw_selection(self) -> None:
        for key in self.magnitudes:
            self.charts[key].bars.highlight(self._selection.layer)
        self.heat.set_selected(self._selection.layer)

    def _describe(self, x: float, _y: float, magnitude: str = GRADIENT) -> str:
        bars = self.charts[magnitude].bars
        layer = bars.layer_at(x)
        if layer is None or not self._lanes:
            return ""
        lines = [layer_of(layer, bars.n_layers, is_output=layer == bars.n_layers and self._ends_alike)]
        for lane in self._lanes:
            if layer < len(lane.facts.sizes):
                name = f"{lane.name}: " if len(self._lanes) > 1 else ""
                size = _size(lane, magnitude, self._quantity, layer)
                lines.append(f"{name}{names(magnitude, self._quantity)[0]} {size}")
                if magnitude == GRADIENT and self.prediction_action.isChecked():
                    lines += [f"{name}{text}" for text in prediction_texts(lane, self._quantity, layer)]
        return "\n".join([*lines, *_measured_on(self._lanes)])

    def _on_picked(self, layer: int) -> None:
        self.selected.emit(layer, -1)
