"""Why the gradient shrinks or grows: every layer's gain split into its slopes' and its weights' factor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.diagnosis.gradient_attribution import Attribution, attribution, decades, layer_sentence, running_decades
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import factor_text, plain
from actviz.training.snapshot import Snapshot
from actviz.translation import tr
from actviz.ui.panels.base.header import step_text
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.why.chain_rule import ChainRule
from actviz.ui.panels.why.factor_bars import FactorBars, Factors, line_colour
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

CALCULATOR_PX = 264
BESIDE_NEEDS_PX = 600  # a narrower panel shows either the bars or the calculator
LEGEND_NEEDS_PX, LEGEND_ROWS = 150, 3


def largest_slopes(lane: LaneView) -> Floats:
    """Return the largest slope that each hidden layer's activation has, (L-1,)."""
    snapshot = lane.snapshot
    found = []
    for key, learned in zip(snapshot.config.activations, snapshot.prelu_alphas, strict=True):
        alpha = snapshot.config.alpha if learned is None else float(np.abs(learned).max())
        found.append(ACTIVATIONS[key].max_slope(alpha))
    return np.array(found)


@register
class Why(Panel):
    """Why the gradient shrinks or grows on its way back from the loss to layer 1. Each layer multiplies it by two
    factors: one from the weights above, one from the slopes φ′(z) of the layer's own activation. Both are measured.
    Solid bars are slopes, hatched ones weights; where there is normalisation, dotted ones are its part (with dropout's
    and a branch's scale), and a skip counts with the weights. A bar below the line shrinks the gradient, a bar above it
    enlarges it; the dotted line is the largest slope that the activation has anywhere. The line with dots is the
    product of all factors from the last layer to this one, on the right axis: the share of the gradient that is left.

    The sentence on top names the cause: slopes far below 1 call for another activation or for smaller
    pre-activations, small weights for another initialization. A 0 marks a layer that passes no gradient back, a cross
    an overflow, a triangle a value beyond the axis. Point at a layer to read its numbers, click to select it;
    double-click fits the axes.

    The calculator beside it shows what a depth and a slope alone do to a gradient, and what this network really does.
    """

    key = "why"

    def __init__(self) -> None:
        super().__init__()
        self._lanes: tuple[LaneView, ...] = ()
        self._runs: tuple[object, ...] = ()
        self._found: list[Attribution] = []
        self._selection = Selection()
        self.headline = NumberLabel()
        self.headline.setMinimumWidth(1)
        self.headline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.headline.setContentsMargins(12, 2, 8, 2)
        self.headline.setFont(theme.tabular(self.headline.font()))
        self.bars = FactorBars(self._on_picked)
        self.legend = Legend(most_rows=LEGEND_ROWS)
        self.calculator = ChainRule()
        self.crosshair = Crosshair(self.bars.plot, self._describe)
        self.bars.plot.on_click(lambda _x, _y: self.fit(), double=True)
        self._beside, self._instead = True, False  # whether the calculator is wanted in a wide and a narrow panel
        self.switch = self._make_switch()
        self._lay_out()
        self.set_empty(True)
        self.restyle()

    def _make_switch(self) -> QToolButton:
        switch = QToolButton()
        switch.setObjectName("preset")
        switch.setText(tr("Calculator"))
        switch.setCheckable(True)
        set_tip(switch, tr("Show the chain-rule calculator, beside the bars or, in a narrow panel, in their place"))
        switch.setAccessibleName(tr("Chain-rule calculator"))
        switch.clicked.connect(self._on_switched)
        self.add_header_widget(switch)
        return switch

    def _lay_out(self) -> None:
        self.measured = QWidget()
        column = QVBoxLayout(self.measured)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.headline)
        column.addWidget(self.bars.plot.widget, 1)
        column.addWidget(self.legend)
        row = QHBoxLayout(self.body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.measured, 1)
        row.addWidget(self.calculator)
        self._arrange()

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the lanes."""
        self.set_empty(not lanes)
        if not lanes:
            self._lanes = ()
            return
        runs = tuple(lane.facts for lane in lanes)
        if len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True)):
            self._runs = runs
            self.bars.reset()
            self.calculator.reset()
        measured = len(lanes) != len(self._lanes) or any(
            a.snapshot is not b.snapshot for a, b in zip(lanes, self._lanes, strict=True)
        )
        self._lanes, self._selection = tuple(lanes), selection
        if measured:
            self._draw_measured()
        self.bars.highlight(selection.layer)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.bars.restyle()
        self.calculator.restyle()
        if self._lanes:
            self._draw_measured()
            self.bars.highlight(self._selection.layer)

    def table(self) -> list[list[object]]:
        """Return a row for each lane and hidden layer."""
        rows: list[list[object]] = [
            [
                *("lane", "step", "layer", "weight factor", "slope factor", "normalisation factor", "gain"),
                "log10 of the running product",
            ]
        ]
        for lane in self._lanes:
            s = lane.snapshot
            factors = s.weight_factors, s.slope_factors, s.normalization_factors, s.gains
            columns = zip(*factors, running_decades(s.gains), strict=True)
            rows += [[lane.name, s.step, i, *map(float, values)] for i, values in enumerate(columns, 1)]
        return rows

    def fit(self) -> None:
        """Fit the axes to the present values."""
        if self._lanes:
            self.bars.reset()
            self.calculator.reset()
            self._draw_measured()
            self.bars.highlight(self._selection.layer)

    def minimumSizeHint(self) -> QSize:
        """Return the size without the calculator beside the bars, which gives way."""
        least, alone = super().minimumSizeHint(), self.calculator.isHidden() or self.measured.isHidden()
        return least if alone else QSize(least.width() - self.calculator.minimumWidth(), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the calculator beside the bars where there is room for it."""
        super().resizeEvent(event)
        self._arrange()
        if self._lanes:
            self._write_texts()

    def _arrange(self) -> None:
        wide = self.width() >= BESIDE_NEEDS_PX
        wanted = self._beside if wide else self._instead
        self.switch.setChecked(wanted)
        self.calculator.setVisible(wanted)
        self.measured.setVisible(wide or not wanted)
        self.calculator.setMaximumWidth(max(CALCULATOR_PX, int(0.36 * self.width())) if wide else self.maximumWidth())
        self.legend.setVisible(self.height() >= LEGEND_NEEDS_PX)

    def _on_switched(self, wanted: bool) -> None:
        if self.width() >= BESIDE_NEEDS_PX:
            self._beside = wanted
        else:
            self._instead = wanted
        self._arrange()

    def show_tool(self) -> None:
        """Show the calculator."""
        self._beside = self._instead = True
        self._arrange()
        self.calculator.depth_slider.setFocus()

    def _draw_measured(self) -> None:
        self.bars.set_factors(
            [
                Factors(
                    lane.index,
                    decades(lane.snapshot.slope_factors),
                    decades(lane.snapshot.weight_factors),
                    running_decades(lane.snapshot.gains),
                    decades(largest_slopes(lane)),
                    lane.snapshot.underflows[:-1],
                    None if lane.snapshot.structure is None else decades(lane.snapshot.normalization_factors),
                )
                for lane in self._lanes
            ]
        )
        self._found = [_attribution(lane.snapshot) for lane in self._lanes]
        self._write_texts()
        self._write_legend()
        self.calculator.show_measured(list(zip(self._lanes, self._found, strict=True)))
        self.set_note("", step_text(lane.snapshot.step for lane in self._lanes))

    def _write_texts(self) -> None:
        """Write the sentences and the axis's name, as long as there is room for."""
        found = self._found
        if len(found) == 1:
            self.headline.set_text(str(found[0]), *found[0].shorter)
        else:
            pairs = zip(self._lanes, found, strict=True)
            self.headline.set_text("\n".join(self._fitting(lane.name, each) for lane, each in pairs))
        whole = self._lanes[0].snapshot.whole_gradient
        self.bars.name(tr("factor, whole set") if whole else tr("factor, latest batch"), tr("factor"))

    def _fitting(self, name: str, found: Attribution) -> str:
        """Return a lane's sentence in the longest form that fits the width."""
        forms = [f"{name}: {text}" for text in (str(found), *found.shorter, f"×{factor_text(found.total_decades)}")]
        room, metrics = self.width() - 24, self.headline.fontMetrics()
        return next((text for text in forms if metrics.horizontalAdvance(text) <= room), forms[-1])

    def _write_legend(self) -> None:
        now, n = theme.current(), len(self._lanes)
        line = line_colour(self._lanes[0].index, 1).name() if n == 1 else now.muted
        entries = [LegendEntry(lane.name, now.lane(lane.index).name()) for lane in self._lanes] if n > 1 else []
        entries += [
            LegendEntry(tr("slopes"), now.muted, "band"),
            LegendEntry(tr("weights"), now.muted, "hatch"),
            *([LegendEntry(tr("normalisation"), now.muted, "dotted")] if self._is_structured else []),
            LegendEntry(tr("product"), line),
        ]
        if n == 1:
            limit = factor_text(float(decades(largest_slopes(self._lanes[0])).max()))
            words, shorter = tr("largest possible slope, {limit}", limit=limit), tr("slope ≤ {slope}", slope=limit)
            entries.append(LegendEntry(words, now.text, "dash", shorter=shorter))
        self.legend.set_entries(entries)

    @property
    def _is_structured(self) -> bool:
        """Whether a lane's network has normalisation, skips or dropout."""
        return any(lane.snapshot.structure is not None for lane in self._lanes)

    def _describe(self, x: float, _y: float) -> str:
        layer = self.bars.columns.layer_at(x)
        if layer is None:
            return ""
        lines = []
        for lane in self._lanes:
            s = lane.snapshot
            if layer <= len(s.gains):
                name = f"{lane.name}: " if len(self._lanes) > 1 else ""
                weight, slope, lost = (a[layer - 1] for a in (s.weight_factors, s.slope_factors, s.underflows))
                rest = None if s.structure is None else float(s.normalization_factors[layer - 1])
                lines.append(name + layer_sentence(layer, weight, slope, lost, rest))
                lines += skip_lines(s, layer)
                left = running_decades(s.gains)[layer - 1]
                if not (lost and np.isneginf(left)):
                    lines.append(tr("{factor} of the output layer's gradient is left", factor=factor_text(float(left))))
        return "\n".join(lines)

    def _on_picked(self, layer: int) -> None:
        self.selected.emit(layer, -1)


def _attribution(snapshot: Snapshot) -> Attribution:
    rest = None if snapshot.structure is None else snapshot.normalization_factors
    return attribution(snapshot.weight_factors, snapshot.slope_factors, snapshot.underflows, rest)


def skip_lines(snapshot: Snapshot, layer: int) -> list[str]:
    """Say by which ways the gradient comes back to a layer at which a skip begins; nothing for other layers."""
    skips = () if snapshot.structure is None else snapshot.structure.skips
    return [
        tr(
            "‖∂J/∂h‖ {total}: over the branch {branch}, over the skip from layer {last} {skip}",
            total=plain(skip.total),
            branch=plain(skip.branch),
            last=skip.last,
            skip=plain(skip.skip),
        )
        for skip in skips
        if skip.source == layer
    ]
