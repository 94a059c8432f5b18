"""Dead hidden units over the run, layer by layer, and how saturated the layers are now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.dead_units.dead_counts import ONE_LINE_PX, DeadCounts
from actviz.ui.panels.dead_units.saturation import SaturationBars
from actviz.ui.panels.dead_units.summary import summary, summary_of_several
from actviz.ui.panels.dead_units.wasted import WastedLine
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel

SUMMARY_REST_PX = 26  # margins
WASTED_NEEDS_PX = 150  # a lower panel has no line about wasted capacity
TWO_LINES_PX = 240  # a narrower panel has a summary of three lines
TWO_WASTED_PX = 230  # a lower panel says in one line what is wasted


@register
class DeadUnits(Panel):
    """How many hidden units are dead at each step of the run: their slope is zero on every training example, so they
    get no gradient. The bold line is the total, the areas under it are the layers, layer 1 at the bottom. Marks
    below zero show the steps at which units died (crosses) and came back (triangles); a larger mark stands for more
    of them. The axis ends a bit above the highest count; the line on top gives the number of all units. A click
    shows the window as it was at that step, a double click fits the axes.

    Look for jumps: many units that die within a few steps point to one update that was too large; units that are dead
    from the start point to the initial biases. Sigmoid and tanh have no dead units but saturated ones: the menu shows
    them, as the share of examples on which the slope is under 5 % of its maximum.

    The dashed line, for ReLU networks, is the expected number of dead units at step 0: the mean of up to 256
    networks drawn at random as this one was. For a network too large to be drawn it is an approximation for wide
    layers that assumes the same similarity between all pairs of examples. With one input, no biases and layers of
    equal width, the crosshair also shows the bounds of Lu et al. (2019) on the probability that the whole network is
    dead from the start.

    The last line says how much of the network is wasted: dead units, and silent ones, whose output is next to none
    beside their layer's. The network is measured without the dead and the silent
    units: their constant output, or their mean, goes into the biases of the next layer. Linear units stay: what they
    pass on is needed. The tip has the kinds one by one; the menu turns this measurement off.
    """

    key = "dead_units"
    needs: ClassVar[frozenset[str]] = frozenset({"wasted"})

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._selection = Selection()
        self.summary = WrappedLabel()
        self.summary.setFont(theme.tabular(theme.small(self.summary.font())))
        self.summary.setContentsMargins(12, 0, 8, 0)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.counts = DeadCounts(self.step_requested.emit)
        self.counts.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self.saturation = SaturationBars(lambda layer: self.selected.emit(layer, -1))
        self.wasted = WastedLine()
        self._lay_out()
        self.saturated_action = QAction(tr("Show saturated fraction now"), self, checkable=True)
        self.saturated_action.toggled.connect(self.show_saturated)
        self.menu.addAction(self.saturated_action)
        self.wasted_action = QAction(
            tr("Measure the network without its wasted units"), self, checkable=True, checked=True
        )
        self.wasted_action.toggled.connect(self.measure_wasted)
        self.menu.addAction(self.wasted_action)
        self.set_empty(True)

    def _lay_out(self) -> None:
        views = QWidget()
        self.views = QStackedLayout(views)
        self.views.addWidget(self.counts.plot.widget)
        self.views.addWidget(self.saturation.plot.widget)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.summary)
        column.addWidget(self.wasted)
        column.addWidget(views, 1)

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        self.set_empty(not lanes)
        old = self._lanes
        same = len(lanes) == len(old)
        restarted = not same or any(a.facts is not b.facts for a, b in zip(lanes, old, strict=True))
        measured = restarted or any(
            a.snapshot is not b.snapshot or a.history is not b.history for a, b in zip(lanes, old, strict=True)
        )
        chosen = selection != self._selection
        self._lanes, self._selection = tuple(lanes), selection
        if not lanes:
            return
        if restarted:
            self.counts.reset()
            self.counts.begin(lanes, self.size())
        if measured:
            self._draw_measured()
        if measured or chosen:
            self.saturation.bars.highlight(selection.layer)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.counts.restyle()
        self.wasted.set_colour(theme.current().text)
        self.saturation.plot.restyle()
        if self._lanes:
            self.counts.begin(self._lanes, self.size())
            self._draw_measured()

    def sentence(self, lane: LaneView) -> str:
        """Say how many units are dead."""
        snapshot = lane.snapshot
        return tr(
            "{n} of {all} units are dead at step {step}.",
            n=whole(snapshot.n_dead),
            all=whole(lane.facts.n_hidden_units),
            step=whole(snapshot.units_step),
        )

    def table(self) -> list[list[object]]:
        """Return a row for each lane and census: dead units of every hidden layer."""
        n_hidden = max((lane.facts.n_hidden for lane in self._lanes), default=0)
        rows: list[list[object]] = [["lane", "step", *(f"dead in layer {i + 1}" for i in range(n_hidden))]]
        for lane in self._lanes:
            h = lane.history
            pairs = zip(h.census_steps.tolist(), h.dead.tolist(), strict=True)
            rows += [[lane.name, step, *dead] for step, dead in pairs]
        return rows

    def show_saturated(self, on: bool) -> None:
        """Show each layer's saturated fraction now instead of the dead units over the run."""
        self.saturated_action.setChecked(on)
        self.views.setCurrentIndex(1 if on else 0)
        if self._lanes:
            self._draw_measured()
            self.saturation.bars.highlight(self._selection.layer)

    def measure_wasted(self, on: bool) -> None:
        """Measure the network without its dead and silent units, and show how much of it is wasted."""
        self.wasted_action.setChecked(on)
        vars(self)["needs"] = frozenset({"wasted"} if on else ())  # this panel's own, before the class's widest
        self._show_wasted()

    def _show_wasted(self) -> None:
        self.wasted.setVisible(self.wasted_action.isChecked() and self.height() >= WASTED_NEEDS_PX)

    def fit(self) -> None:
        """Fit both axes to the present values."""
        if self._lanes:
            self.counts.reset()
            self._draw_measured()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the summary where it does not fit on one line."""
        super().resizeEvent(event)
        self._show_wasted()
        if self._lanes:
            self.counts.resize(self.size())
            self._write_texts()

    def _draw_measured(self) -> None:
        if self.saturated_action.isChecked():
            self.saturation.draw(self._lanes)
        else:
            self.counts.draw(self._lanes)
        self.wasted.show_lanes(self._lanes)
        self._write_texts()
        self.set_note("", step_text(lane.snapshot.units_step for lane in self._lanes))

    def _write_texts(self) -> None:
        """Write the summary and what is wasted; how high they are depends on the panel's size alone: nothing jumps."""
        wide, several = self.width() >= ONE_LINE_PX, len(self._lanes) > 1
        n_lines = 1 if wide else 2 if several or self.width() >= TWO_LINES_PX else 3
        if several:
            text = summary_of_several(self._lanes, n_lines, self._text_fits)
        else:
            text = summary(self._lanes[0], self.counts.shows_marks, n_lines, self._text_fits)
        self.summary.set_text(text)
        line = self.summary.fontMetrics().height() + 1
        self.summary.setFixedHeight(n_lines * line + 2)
        n_wasted = 1 if wide or self.height() < TWO_WASTED_PX else 2
        self.wasted.write(lambda text: self._text_fits(text, n_wasted))
        self.wasted.setFixedHeight(n_wasted * line + 2)
        alarming = not several and self._lanes[0].snapshot.n_dead > 0
        self.summary.set_colour(theme.current().dead_text if alarming else theme.current().muted)

    def _text_fits(self, text: str, n_lines: int) -> bool:
        return self.summary.fits(text, n_lines, self.width() - SUMMARY_REST_PX)
