"""The histograms of every layer as ridges, and of one layer over the run as a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from actviz.app.courses import CoursesView
from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.training.distribution import Distribution, Distributions
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.distributions.heat import CourseHeat
from actviz.ui.panels.distributions.quantities import (
    QUANTITIES,
    Quantity,
    axis_span,
    default_span,
    describe,
    rows,
    span_of,
)
from actviz.ui.panels.distributions.ridges import RidgePlot
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.choice_button import Switch

PATIENCE_MS = 2000  # how long values must stay outside before the axis jumps
HEAT_NEEDS_PX = 300  # a lower panel shows the ridges alone
INSTEAD_NEEDS_PX = 210  # a narrower header has no room for the choice between ridges and run
SWITCH_NEEDS_PX = 270  # in a narrower panel the menu alone has the choice of quantities
CAPTIONS = (
    mark("each layer's histogram to its own peak; upright line: share of exact zeros"),
    mark("each layer to its own peak; upright line: share of zeros"),
    mark("each layer to its own peak"),
    mark("each to its own peak"),
)
WEIGHTS_CAPTIONS = (
    mark("each layer's histogram to its own peak; dotted: at step 0"),
    mark("filled: now; dotted: step 0"),
    mark("dotted: step 0"),
)
MEASURING = mark("This panel fills with the next measurement.")


@register
class DistributionsPanel(Panel):
    """The values of every layer as a ridge, which is a histogram drawn as a hill: layer 1, next to the input, at the
    top. All layers share the axis below. The choice in the header is between what goes into the units
    (pre-activations), what they give (activations), the backward signals, the weight gradients and the weights.

    Every ridge is scaled to the same height, so that only its place and its shape count, not its peak. The upright
    line at 0, and the number on the right, give the share of values that are exactly 0, which are not part of the
    ridge; on a logarithmic axis, where there is no 0, the line is at the left end. The number is that of non-finite
    values where it begins with ∞. Weights are drawn filled as they are now, and as a dotted outline as they were at
    step 0.

    Look for ridges that get narrower from layer to layer: the signal vanishes. Ridges of backward signals or gradients
    that move to the left towards the top: the gradient vanishes. Activations in two hills at both ends: the units are
    saturated. A long line at 0: ReLUs are off, or dead.

    Below, or by "Over time" in its place where the panel is low, is the selected layer over the whole run: steps from
    left to right, values upwards, brighter where more values are, each column to its own peak. The record does not
    hold this, so the run is measured when you ask for it, by replaying it in the background; the picture ends at the
    step that was the newest then. Click a ridge to select its layer; double-click to fit the axis, which otherwise
    changes only two seconds after values have left it.
    """

    key = "distributions"
    needs = frozenset({"distributions"})

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._runs: tuple[RunFacts, ...] = ()
        self._selection = Selection()
        self._output_of: int | None = None  # the output layer, while it is chosen: it cannot be selected elsewhere
        self._courses: CoursesView | None = None
        self.plots: list[RidgePlot] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self.heat = CourseHeat(self.step_requested.emit)
        self.heat.wanted.connect(self.course_requested)
        self.heat.unwanted.connect(self.course_cancelled)
        self.range = JumpRange(self._set_span, self._choose_span, PATIENCE_MS, self)
        self.range.overdue.connect(self._redraw)
        column = self._column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addLayout(self._row, 5)
        column.addWidget(self.heat, 3)
        self.switch = Switch(tr("quantity"), tr("Quantity"), {entry.key: entry.tip for entry in QUANTITIES.values()})
        self.switch.set_wide(False)
        self.switch.chosen.connect(lambda _key: self._on_chosen())
        self.add_header_widget(self.switch)
        self.instead = self._make_instead()
        self.menu.addMenu(self.switch.menu())
        self.heat_action = QAction(tr("Show over the run"), self, checkable=True, checked=True)
        self.heat_action.toggled.connect(lambda _on: self._arrange())
        self.menu.addAction(self.heat_action)
        self._measure_action = self._add_menu_action(tr("Measure the run"), self.course_requested.emit)
        self.set_empty(True)

    def _make_instead(self) -> QToolButton:
        """Make the button by which a low panel shows either the ridges or the run."""
        button = tool_button(
            "preset", tr("Over time"), tr("Show the chosen layer over the run, in place of the ridges")
        )
        button.setCheckable(True)
        button.hide()
        button.toggled.connect(lambda _on: self._arrange())
        self.add_header_widget(button)
        return button

    @property
    def quantity(self) -> Quantity:
        """The quantity that is shown."""
        return QUANTITIES[self.switch.choice]

    @property
    def layer(self) -> int:
        """The layer whose course is shown."""
        return self._output_of or self._selection.layer or 1

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        if not lanes or any(lane.snapshot.distributions is None for lane in lanes):
            self.set_empty(True, tr(MEASURING) if lanes else tr(self.empty_text))
            self._lanes = ()
            return
        self.set_empty(False)
        runs = tuple(lane.facts for lane in lanes)
        fresh = len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True))
        same = len(lanes) == len(self._lanes) and all(
            a.snapshot.distributions is b.snapshot.distributions and a.at == b.at
            for a, b in zip(lanes, self._lanes, strict=True)
        )
        if same and not fresh and selection == self._selection:
            return
        if fresh:
            self._runs = runs
            self.range.reset()
        if fresh or selection != self._selection:
            self._output_of = None
        self._lanes, self._selection = tuple(lanes), selection
        if fresh:
            self._arrange()
        self._follow_range()
        self._redraw()

    def show_courses(self, courses: CoursesView) -> None:
        """Show how far the measurement of the runs is, and what it has found."""
        found = self._courses is None or courses.of_runs is not self._courses.of_runs
        self._courses = courses
        self.heat.show_courses(courses)
        if found:
            self._draw_heat()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for plot in self.plots:
            plot.restyle()
        self.heat.restyle()

    def table(self) -> list[list[object]]:
        """Return a row for each bin of each layer and lane."""
        ends = ["bin from", "bin to", "count", "values", "zeros", "not finite"]
        table: list[list[object]] = [["lane", "step", "layer", "quantity", *ends]]
        for lane in self._lanes:
            layers, firsts = self._layers(lane)
            step = lane.snapshot.units_step
            table += rows(lane.name, step, self.quantity.name, layers)
            table += rows(lane.name, 0, self.quantity.name, firsts)
        return table

    def fit(self) -> None:
        """Fit the axis to the present values."""
        if self._lanes:
            self.range.reset()
            self._follow_range()
            self._redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the plots for the new size."""
        super().resizeEvent(event)
        self.switch.setVisible(event.size().width() >= SWITCH_NEEDS_PX)
        self._arrange()

    def _on_chosen(self) -> None:
        self._name_plots()
        self.fit()

    def _arrange(self) -> None:
        """Make as many plots as there are lanes; give a low panel to the ridges alone, or to the run."""
        while len(self.plots) < len(self._lanes):
            place = len(self.plots)
            plot = RidgePlot(self._on_picked, partial(self._describe, place))
            plot.plot.on_click(lambda _x, _y: self.fit(), double=True)
            if self.range.range is not None:
                plot.plot.set_x_range(*self.range.range)
            self.plots.append(plot)
            self._row.addWidget(plot.plot.widget, 1)
        low = self.height() < HEAT_NEEDS_PX
        run_alone = low and self.heat_action.isChecked() and self.instead.isChecked()
        for i, plot in enumerate(self.plots):
            plot.set_narrow(len(self._lanes) > 1, self.width() / max(1, len(self._lanes)))
            plot.plot.widget.setVisible(i < len(self._lanes) and not run_alone)
        self.instead.setVisible(low and self.heat_action.isChecked() and self.width() >= INSTEAD_NEEDS_PX)
        self.heat.setVisible(self.heat_action.isChecked() and (run_alone or not low))
        self._measure_action.setEnabled(not self.heat.isHidden())
        self._column.activate()  # at once: how long a name may be depends on the widths
        self._name_plots()
        self._draw_heat()

    def _name_plots(self) -> None:
        alone = WEIGHTS_CAPTIONS if self.quantity.field == "weights" else CAPTIONS
        for plot, lane in zip(self.plots, self._lanes, strict=False):
            names = (_name(lane), lane.name) if len(self._lanes) > 1 else tuple(map(tr, alone))
            plot.plot.set_y_label(next((name for name in names if plot.plot.y_label_fits(name)), names[-1]))
            axis = tuple(map(tr, self.quantity.axis))
            plot.plot.set_x_label(next((name for name in axis if plot.plot.x_label_fits(name)), axis[-1]))

    def _layers(self, lane: LaneView) -> tuple[Sequence[Distribution], Sequence[Distribution]]:
        """Return a lane's distributions, and those of step 0 that are drawn as outlines."""
        found = lane.snapshot.distributions
        assert isinstance(found, Distributions)
        return self.quantity.of(found), found.first_weights if self.quantity.field == "weights" else ()

    def _choose_span(self, low: float, high: float) -> tuple[float, float]:
        return axis_span(self.quantity, low, high)

    def _set_span(self, low: float, high: float) -> None:
        for plot in self.plots:
            plot.plot.set_x_range(low, high)

    def _follow_range(self) -> None:
        layers = [found for lane in self._lanes for part in self._layers(lane) for found in part]
        self.range.follow(*(span_of(layers) or default_span(self.quantity)))

    def _redraw(self) -> None:
        for plot, lane in zip(self.plots, self._lanes, strict=False):
            plot.show(self.quantity, *self._layers(lane), self._output_of or self._selection.layer)
        self._draw_heat()
        if self._lanes:
            examples = {self.quantity.examples(lane.snapshot) for lane in self._lanes}
            of = examples.pop() if len(examples) == 1 else ""
            self.set_note(of, step_text(lane.snapshot.units_step for lane in self._lanes))

    def _draw_heat(self) -> None:
        if self._lanes and self.range.range is not None and not self.heat.isHidden():
            self.heat.draw(self._lanes, self.quantity, self.layer)

    def _describe(self, place: int, layer: int) -> str:
        if place >= len(self._lanes):
            return ""
        lane = self._lanes[place]
        layers, firsts = self._layers(lane)
        name = f"{lane.name}: " if len(self._lanes) > 1 else ""
        values = {"layer": layer, "n": len(layers), "step": whole(lane.snapshot.units_step)}
        head = tr("layer {layer} of {n}, step {step}", **values)
        if layer == len(lane.facts.sizes) - 1:
            head = tr("layer {layer} of {n}, the output, step {step}", **values)
        lines = [name + head]
        lines += describe(layers[layer - 1])
        if firsts:
            lines += [tr("at step 0: {told}", told=line) for line in describe(firsts[layer - 1])[2:]]
        return "\n".join(lines)

    def _on_picked(self, layer: int) -> None:
        hidden = layer < min(len(lane.facts.sizes) for lane in self._lanes) - 1
        self._output_of = None if hidden else layer
        if hidden:
            self.selected.emit(layer, -1)
        self._redraw()


def _name(lane: LaneView) -> str:
    """Return what a lane's plot is called: its name, and its activation where all layers have the same."""
    functions = dict.fromkeys(ACTIVATIONS[key].label for key in lane.snapshot.config.activations)
    return f"{lane.name} · {next(iter(functions))}" if len(functions) == 1 else lane.name
