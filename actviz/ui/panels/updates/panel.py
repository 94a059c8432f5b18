"""Every layer's update ratio, mean activation or learned slope: now, and over the whole run."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.number_text import whole
from actviz.training.layer_row import alpha_spans
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.updates.chart import UpdateChart
from actviz.ui.panels.updates.heatmap import UpdateHeat
from actviz.ui.panels.updates.quantities import (
    ALPHA,
    MEAN,
    QUANTITIES,
    UPDATE,
    USUAL_HIGH,
    USUAL_LOW,
    Quantity,
    learning_alpha,
    starting_alpha,
)
from actviz.ui.plots.jumping_range import JumpRange, decade_span
from actviz.ui.plots.layer_bars import layer_of
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.plots.ticks import nice_ceiling
from actviz.ui.theme import theme
from actviz.ui.widgets.choice_button import Switch

PATIENCE_MS = 2000  # how long values must stay outside before the axis jumps
HEAT_NEEDS_PX = 170  # a lower panel shows the bars alone
SWITCH_NEEDS_PX = 340  # in a narrower panel the menu alone has the choice
ALPHA_STEP = 0.05  # the colours of slopes reach to a multiple of it
MOST_OVER_MEDIAN = 50.0  # the axis of mean activations reaches to so many medians of their sizes at most
LEAST_SIZE = 0.1  # that the axis of a quantity that can be negative reaches to
PARTS = {"updates": UPDATE, "means": MEAN, "alphas": ALPHA}  # by the anchors of captions
NO_ALPHA = mark(
    "No slope α is learned in this network. Choose PReLU as the activation: its slope below zero is learned."
)
NO_UPDATE = mark("No step has been taken yet. Press Play: this panel fills with the first update.")


def signed_span(low: float, high: float) -> tuple[float, float]:
    """Return round ends of an axis that has 0 in it, with room beyond the values."""
    top = nice_ceiling(max(LEAST_SIZE, 1.15 * high)) if high > 0.0 or low >= 0.0 else 0.0
    bottom = nice_ceiling(max(LEAST_SIZE, -1.15 * low)) if low < 0.0 else 0.0
    return -max(bottom, 0.12 * top), max(top, 0.12 * bottom)


NAMES = {  # of the chart, the longest first
    UPDATE: (
        mark("update : weight of the latest step"),
        mark("update : weight, latest step"),
        UPDATE,
        mark("update"),
    ),
    MEAN: (mark("mean activation over the training set"), mark("mean activation, training set"), MEAN, mark("mean")),
    ALPHA: (mark("learned slope α of each hidden layer"), mark("learned slope α"), "α"),
}


@register
class Updates(Panel):
    """How far each step moves the weights of each layer, compared with their size: the update : weight ratio of the
    latest step, one bar per layer on a log axis. Bars begin at 0.001, which is usual; the pale band, healthy updates,
    reaches from 0.0001 to 0.01. Below, the same over the whole run: a row per layer, a column per step, brighter for
    larger updates.

    Bars that hang far below the band belong to layers that hardly learn: the learning rate is too low for them, or
    their gradient has vanished. Bars that stand above it belong to layers that are thrown about: the learning rate is
    too high. A 0 marks a layer that did not move at all, a cross an overflow, a triangle a value beyond the axis.

    The choice in the header, or in the menu, shows two more quantities. The mean activation is the mean of a layer's
    outputs over its units and all training examples. Where it is far from 0, all units of the next layer get the same
    push; ELU and tanh keep it nearer to 0 than ReLU and sigmoid do. PReLU α is the slope below zero that each layer,
    or each unit, has learned; the dashed line is where it started.

    A click in the picture below goes to its step and selects its layer; double-click fits the axes.

    The record holds these quantities at its censuses, with the update ratio of the step
    that followed.
    """

    key = "updates"

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._runs: tuple[RunFacts, ...] = ()
        self._selection = Selection()
        self.legend = Legend(most_rows=2)
        self.chart = UpdateChart(self._on_picked, self._describe)
        self.chart.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self.heat = UpdateHeat(self._on_picked, self.step_requested.emit)
        self.range = JumpRange(self.chart.plot.set_y_range, self._choose, PATIENCE_MS, self)
        self.heat_range = JumpRange(lambda _low, _high: None, self._choose_colours, PATIENCE_MS, self)
        for span in (self.range, self.heat_range):
            span.overdue.connect(self._draw_measured)
        column = self._column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.legend)
        column.addWidget(self.chart.plot.widget, 5)
        column.addWidget(self.heat, 4)
        self.switch = Switch(tr("quantity"), tr("Quantity"), {key: each.tip for key, each in QUANTITIES.items()})
        self.switch.set_wide(False)
        self.switch.chosen.connect(self._on_chosen)
        self.add_header_widget(self.switch)
        self.menu.addMenu(self.switch.menu())
        self.set_empty(True)
        self.restyle()

    @property
    def quantity(self) -> Quantity:
        """What is shown."""
        return QUANTITIES[self.switch.choice]

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        runs = tuple(lane.facts for lane in lanes)
        fresh = len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True))
        measured = fresh or any(
            a.snapshot is not b.snapshot or a.history is not b.history for a, b in zip(lanes, self._lanes, strict=True)
        )
        chosen = selection != self._selection
        self._lanes, self._runs, self._selection = tuple(lanes), runs, selection
        if fresh:
            self.range.reset()
            self.heat_range.reset()
        if measured:
            self._draw_measured()
        elif chosen:
            self._draw_selection()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.chart.restyle()
        self.heat.restyle()
        self._draw_measured()

    def table(self) -> list[list[object]]:
        """Return a row for each lane and layer, with all quantities."""
        rows: list[list[object]] = [
            ["lane", "step", "layer", "update : weight", "mean activation", "PReLU α", "least α", "largest α"]
        ]
        for lane in self._lanes:
            s, nothing = lane.snapshot, [[np.nan]]
            updates, _ = QUANTITIES[UPDATE].present(lane)
            hidden = np.concatenate([s.mean_activation[np.newaxis], alpha_spans(s.prelu_alphas)])
            each = np.concatenate([updates[np.newaxis], np.concatenate([hidden, nothing * 4], axis=1)]).T.tolist()
            rows += [
                [lane.name, s.step, i, *("" if np.isnan(v) else v for v in values)] for i, values in enumerate(each, 1)
            ]
        return rows

    def turn_to(self, anchor: str) -> None:
        """Show the quantity that a caption speaks of."""
        if PARTS[anchor] != self.switch.choice:
            self.switch.choose(PARTS[anchor])

    def fit(self) -> None:
        """Fit the axes to the present values."""
        self.range.reset()
        self.heat_range.reset()
        self._draw_measured()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self.switch.setVisible(event.size().width() >= SWITCH_NEEDS_PX)
        self.heat.setVisible(event.size().height() >= HEAT_NEEDS_PX)
        if self.shown:
            self._column.activate()  # at once: how long a name may be depends on the width
            self._name_chart()
            self._write_legend()

    def _on_chosen(self, _choice: str) -> None:
        self.fit()

    @property
    def shown(self) -> Sequence[LaneView]:
        """The lanes that have the quantity."""
        return learning_alpha(self._lanes) if self.quantity.key == ALPHA else self._lanes

    def _draw_measured(self) -> None:
        lanes, quantity = self.shown, self.quantity
        if not lanes:
            self.set_empty(True, tr(NO_ALPHA) if self._lanes else tr(self.empty_text))
            self.set_note("")
            return
        present = [quantity.present(lane) for lane in lanes]
        known = any(np.isfinite(values).any() for values, _ in present)
        if (
            quantity.key == UPDATE
            and not known
            and not any(np.isfinite(quantity.recorded(lane.history)).any() for lane in lanes)
        ):
            self.set_empty(True, tr(NO_UPDATE))
            self.set_note("", step_text([0]))
            return
        self.set_empty(False)
        self.chart.set_quantity(quantity, lanes)
        now = [values for values, _ in present]
        self._follow(self.range, now)
        self._follow(self.heat_range, [*now, *(quantity.over_time(lane).values for lane in lanes)])
        assert self.range.range is not None
        assert self.heat_range.range is not None
        self.chart.draw(lanes, quantity, *self.range.range)
        low, high = self.heat_range.range
        if not quantity.logarithmic:  # the colours diverge from 0, or from where the slopes began
            middle = starting_alpha(lanes[0]) if quantity.key == ALPHA else 0.0
            reach = max(middle - low, high - middle)
            low, high = middle - reach, middle + reach
        self.heat.draw(lanes, quantity, low, high)
        self._name_chart()
        self._write_legend()
        self.set_note("", step_text(step for _, step in present))
        self._draw_selection()

    def _follow(self, span: JumpRange, parts: Sequence[Floats]) -> None:
        values = np.concatenate([part.ravel() for part in parts])
        if self.quantity.key == UPDATE:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.append(np.log10(values), np.log10([USUAL_LOW, USUAL_HIGH]))
        elif self.quantity.key == ALPHA and span is self.range:
            spans = [alpha_spans(lane.snapshot.prelu_alphas).ravel() for lane in self.shown]
            values = np.concatenate([values, *spans, [starting_alpha(lane) for lane in self.shown]])
        values = values[np.isfinite(values)]
        low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
        if self.quantity.key == ALPHA and span is self.heat_range:
            starts = [starting_alpha(lane) for lane in self.shown]
            low, high = min(low, min(starts) - LEAST_SIZE), max(high, max(starts) + LEAST_SIZE)
        if self.quantity.key == MEAN and values.size:  # one layer that explodes would press the others flat
            most = MOST_OVER_MEDIAN * max(LEAST_SIZE, float(np.median(np.abs(values))))
            low, high = max(low, -most), min(high, most)
        span.follow(low, high)

    def _choose(self, low: float, high: float) -> tuple[float, float]:
        return decade_span(low, high) if self.quantity.logarithmic else signed_span(low, high)

    def _choose_colours(self, low: float, high: float) -> tuple[float, float]:
        if self.quantity.key == ALPHA:
            return math.floor(low / ALPHA_STEP) * ALPHA_STEP, math.ceil(high / ALPHA_STEP) * ALPHA_STEP
        return self._choose(low, high)

    def _name_chart(self) -> None:
        names = [tr(name) for name in NAMES[self.quantity.key]]
        plot = self.chart.plot
        plot.set_y_label(next((name for name in names if plot.y_label_fits(name)), names[-1]))

    def _write_legend(self) -> None:
        entries = self.chart.legend(self.shown, self.quantity)
        if len(self._lanes) > 1 and self.shown:
            colours = [theme.current().lane(lane.index).name() for lane in self.shown]
            named = [LegendEntry(lane.name, c, "band") for lane, c in zip(self.shown, colours, strict=True)]
            self.legend.set_named(named, entries)
        else:
            self.legend.set_entries(entries)

    def _draw_selection(self) -> None:
        self.chart.bars.highlight(self._selection.layer)
        self.heat.set_selected(self._selection.layer)

    def _describe(self, x: float, _y: float) -> str:
        bars, quantity = self.chart.bars, self.quantity
        layer = bars.layer_at(x)
        if layer is None or not self.shown:
            return ""
        is_output = any(layer == len(lane.facts.sizes) - 1 for lane in self.shown)
        lines = [layer_of(layer, bars.n_layers, is_output=is_output)]
        for lane in self.shown:
            values, step = quantity.present(lane)
            if layer > len(values):
                continue
            name = f"{lane.name}: " if len(self._lanes) > 1 else ""
            value = values[layer - 1]
            text = "–" if np.isnan(value) else quantity.text(value)
            told = tr("{what} {value}, step {step}", what=tr(quantity.key), value=text, step=whole(step))
            lines.append(name + told)
            if quantity.key == ALPHA:
                _, least, largest = alpha_spans(lane.snapshot.prelu_alphas)[:, layer - 1]
                if largest > least:
                    ends = {"least": quantity.text(least), "largest": quantity.text(largest)}
                    lines.append(name + tr("units {least} to {largest}", **ends))
                lines.append(name + tr("start {alpha}", alpha=quantity.text(starting_alpha(lane))))
        if quantity.key == UPDATE:
            lines.append(tr("healthy: about 0.001, from 0.0001 to 0.01"))
        return "\n".join(lines)

    def _on_picked(self, layer: int) -> None:
        self.selected.emit(layer, -1)
