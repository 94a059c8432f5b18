"""The activation panel: φ and φ′ of one layer over the pre-activations that every layer really has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.arrays import Floats
from actviz.number_text import percent, whole
from actviz.translation import mark, tr
from actviz.ui.panels.activation.layer_box import LayerBox
from actviz.ui.panels.activation.readout import MarkerReadout, steady_number
from actviz.ui.panels.activation.ridges import LEFT_PX, LayerRidges, right_px
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.plots.activation_ground import tint
from actviz.ui.plots.activation_part import HALF, Part
from actviz.ui.plots.activation_plot import ActivationPlot, value_colour
from actviz.ui.plots.legend import SAMPLE_PX, Legend, LegendEntry
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import PlainLabel

WIDE_PX = 340
NARROW_PX = 290  # the function's name no longer fits into the legend
LEGENDS_AT_PX = 180, 200  # of height, for one lane and for several; a lower panel has its plots alone
CAPTIONS = (  # the first one that fits
    mark("pre-activation z of every layer"),
    mark("z of every layer"),
    mark("z by layer"),
    "z",
)
FIGURE_SPACE = "\u2007"


@register
class ActivationPanel(Panel):
    """Above, the activation function φ (solid) and its slope φ′ (dashed) of the chosen layer, with the largest slope
    written beside its peak. Below, on the same axis of the pre-activation z, a small histogram for every hidden layer,
    layer 1 at the top: where its values of z are now, over all its units and the whole training set. Each is drawn to
    the same height. The bars at both ends count all values beyond ±6. Where the background is tinted, the slope is
    zero (flat) or below 5 % of its maximum (saturated); the numbers on the right give each layer's share of such
    values. Several lanes are outlines in their own colours.

    Compare the early layers with the late ones, and look for values in the tinted regions. Back-propagation multiplies
    the gradient by the dashed curve at each value: a value in a flat region passes no gradient back, a value in a
    saturated region almost none. Drag the vertical line, or click in the upper plot, to read z, φ(z) and φ′(z); click a
    layer's histogram, or use the list in the header, to choose the layer.
    """

    key = "activation"
    needs = frozenset({"histograms"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer_box = LayerBox()
        self.layer_box.activated.connect(lambda index: self.selected.emit(index + 1, -1))
        self.add_header_widget(self.layer_box)
        self.view = ActivationPlot(names_z=False)
        self.view.plot.left.setWidth(px(LEFT_PX))
        self.ridges = LayerRidges(lambda layer: self.selected.emit(layer, -1), self._describe_layer)
        self.view.plot.zoom.peers = (self.ridges.plot.zoom,)
        self.ridges.plot.zoom.peers = (self.view.plot.zoom,)
        self.view.marker_moved.connect(self._on_marker_moved)
        self._caption, self._shares_name = NumberLabel(), PlainLabel()
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._caption.setMinimumWidth(1)
        for label in (self._caption, self._shares_name):
            label.setObjectName("muted")
            label.setFont(theme.small(label.font()))
        self._caption.set_text(*map(tr, CAPTIONS))
        self.legends = [Legend(most_rows=2) for _ in range(4)]
        self.readout = MarkerReadout()
        self._legend_rows = [QHBoxLayout() for _ in range(4)]
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        for row in self._legend_rows:
            row.setSpacing(0)
            column.addLayout(row)
        names = QHBoxLayout()
        names.setContentsMargins(12, 0, 6, 0)
        names.setSpacing(20)
        names.addWidget(self._caption, 1)
        names.addWidget(self._shares_name)
        column.addWidget(self.view.plot.widget, 9)
        column.addLayout(names)
        column.addWidget(self.ridges.plot.widget, 11)
        column.addWidget(self.readout)
        self._legends_placed = (0, 0, True)  # columns and legends in use, and whether there is one lane
        self._parts: list[Part] = []
        self._layers: list[list[Part]] = []  # of every lane
        self._drawn: tuple[object, ...] = ()
        self._pointed: Selection | None = None  # the unit that the mouse is at in another panel

    # Drawing

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the selected layer of every lane; a lane with fewer layers shows its last one."""
        if not lanes:
            self.set_empty(True)
            return
        deepest = max(lane.facts.n_hidden for lane in lanes)
        layer = min(max(1, selection.layer or 1), deepest)
        drawn = (layer, *(lane.snapshot for lane in lanes))
        if len(drawn) == len(self._drawn) and all(a is b for a, b in zip(drawn, self._drawn, strict=True)):
            return
        self._drawn = drawn
        self.set_empty(False)
        self.layer_box.show_layer(layer, deepest)
        self._layers = [[Part.of(lane, i) for i in range(1, lane.facts.n_hidden + 1)] for lane in lanes]
        self._parts = [layers[min(layer, len(layers)) - 1] for layers in self._layers]
        self._draw_plots(layer)
        self._write_legends()
        self._write_note()
        self._write_readout()

    def _draw_plots(self, layer: int) -> None:
        self.view.plot.set_margins(0, 7, right_px(len(self._parts)), 2)
        self.view.show_parts(self._parts)
        self.ridges.ground.show([part for layers in self._layers for part in layers])
        self.ridges.show(self._layers, layer)
        self._write_names()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.view.restyle()
        self.view.plot.left.setWidth(px(LEFT_PX))
        self.ridges.restyle()
        self._drawn = self._drawn[:1]
        if self._parts:
            self.view.show_parts(self._parts)
            self._write_legends()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the legend out for the new width."""
        super().resizeEvent(event)
        if self._parts:
            self._write_legends()
            self._write_note()
            self._write_readout()

    def _on_marker_moved(self) -> None:
        self.ridges.marker.setValue(self.view.marker_z)
        self._write_readout()

    def show_pointed(self, unit: Selection | None) -> None:
        """Take the unit that the mouse is at in another panel; its pre-activations follow."""
        self._pointed = unit
        self.ridges.show_unit(0, None)
        self._caption.set_text(*map(tr, CAPTIONS))

    def show_pointed_z(self, z: Floats) -> None:
        """Outline that unit's pre-activations over those of its layer."""
        if self._pointed is not None and self._pointed.pair is not None:
            layer, unit = self._pointed.pair
            self.ridges.show_unit(layer, z)
            self._caption.set_text(
                tr("outlined: z of unit {unit} of layer {layer}", unit=unit + 1, layer=layer),
                tr("z of unit {unit}", unit=unit + 1),
            )

    # Words

    def _write_note(self) -> None:
        steps = {part.step for part in self._parts}
        what = ""
        learned = [part.learned_alpha for part in self._parts if part.learned_alpha is not None]
        if self.width() >= WIDE_PX and len(self._parts) == 1 and learned:
            what = tr("mean α {alpha}", alpha=steady_number(learned[0]))
        self.set_note(what, tr("step {step}", step=whole(max(steps))))

    def _write_names(self) -> None:
        """Name the plot of layers, and the shares on its right."""
        words = {part.idle_share[1] for layers in self._layers for part in layers}
        shares = ""
        if len(self._parts) == 1:
            first, *others = sorted(words)
            shares = first
            for other in others:
                shares = tr("{one} or {other}", one=shares, other=other)
        if shares != self._shares_name.text():  # else Qt would lay out the whole window again
            self._shares_name.setText(shares)

    def _describe_layer(self, layer: int) -> str:
        lines = [tr("layer {layer}", layer=layer)]
        for layers in self._layers:
            if layer > len(layers):
                continue
            part = layers[layer - 1]
            name = f"{part.name}: " if len(self._layers) > 1 else ""
            lines.append(f"{name}{part.activation.label}, {_share_text(part).strip(FIGURE_SPACE)}")
            histogram = part.histogram
            if histogram is not None and histogram.counts.any():
                below, above = histogram.counts[[0, -1]] / histogram.counts.sum()
                lines.append(
                    tr(
                        "{below} below −{end}, {above} above {end}",
                        below=percent(below),
                        above=percent(above),
                        end=f"{HALF:.0f}",
                    )
                )
        return "\n".join(lines)

    def _write_legends(self) -> None:
        now, alone = theme.current(), len(self._parts) == 1
        for i, legend in enumerate(self.legends):
            if i >= len(self._parts):
                legend.set_entries(())
            elif alone:
                legend.set_entries(self._entries_alone(self._parts[0]))
            else:
                part = self._parts[i]
                long = f"{part.name} {part.activation.label}, {_share_text(part)}"
                entry = LegendEntry(long, now.lane(part.index).name())
                if SAMPLE_PX + legend.fontMetrics().horizontalAdvance(long) > self.width() - 24:
                    entry = replace(entry, text=f"{part.name}: {_idle_text(part)}")
                legend.set_entries((entry,))
        widest = max(legend.sizeHint().width() for legend in self.legends) + 8
        columns = 1 if alone else max(1, min(len(self._parts), self.width() // widest))
        shown = len(self._parts) if self.height() >= px(LEGENDS_AT_PX[not alone]) else 0
        placed = columns, shown, alone
        if placed != self._legends_placed:  # else Qt would lay out the whole window again
            self._legends_placed = placed
            for i, legend in enumerate(self.legends):
                self._legend_rows[min(3, i // columns)].addWidget(legend)
                legend.setVisible(i < shown)
            self.readout.setVisible(alone or shown > 0)

    def _entries_alone(self, part: Part) -> list[LegendEntry]:
        now = theme.current()
        colour = value_colour(part, alone=True).name()
        kind = "flat" if part.flat else "saturated"
        ground = tint(kind).name()
        label = part.activation.label
        if part.learned_alpha is not None:
            label += f" α {steady_number(part.learned_alpha)}"
        share = _share_text(part)
        shaded = LegendEntry(share, ground, "band")
        slope = LegendEntry(tr("φ′ slope"), now.text, "dash")
        if self.width() < NARROW_PX:  # what is long in a row of its own, if there is too little room
            return [LegendEntry(tr("φ output"), colour), slope, shaded]
        return [shaded, LegendEntry(tr("φ output, {function}", function=label), colour), slope]

    def _write_readout(self) -> None:
        if self._parts:
            self.readout.show_values(self._parts, self.view.marker_z, self.size())

    def table(self) -> list[list[object]]:
        """Return every layer's histogram and both functions at the bins' middles; what lies beyond ±6 comes last."""
        rows: list[list[object]] = [["lane", "step", "layer", "activation", "z", "count", "phi", "slope"]]
        for part in (part for layers in self._layers for part in layers):
            middles, counts = part.bins()
            values, slopes = part.functions(middles)
            head = [part.name, part.step, part.layer, part.activation.key]
            columns = zip(middles.tolist(), counts.tolist(), values.tolist(), slopes.tolist(), strict=True)
            rows += [[*head, *row] for row in list(columns)[1:-1]]
            if len(counts):
                rows += [[*head, f"< -{HALF:.0f}", int(counts[0])], [*head, f"> {HALF:.0f}", int(counts[-1])]]
        return rows


def _share_text(part: Part) -> str:
    """Return the shares as text of constant width: short numbers are followed by spaces."""
    flat, saturated = f"{100 * part.flat_fraction:.0f}", f"{100 * part.saturated_fraction:.0f}"
    if not part.flat:
        return f"{saturated} % {part.idle_share[1]}{FIGURE_SPACE * (3 - len(saturated))}"
    free = FIGURE_SPACE * (3 - len(flat))
    if part.saturated_fraction - part.flat_fraction < 0.005:
        return tr("{share} % flat", share=flat) + free
    text = tr("{flat} % flat, {saturated} % saturated", flat=flat, saturated=saturated)
    return text + free + FIGURE_SPACE * (3 - len(saturated))


def _idle_text(part: Part) -> str:
    """Return the share of values that pass no gradient, or hardly any."""
    share, kind = part.idle_share
    return f"{100 * share:.0f} % {kind}"
