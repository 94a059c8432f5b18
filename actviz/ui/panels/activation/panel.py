"""The activation panel: φ and φ′ over the pre-activations that one layer really has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import compact
from actviz.ui.panels.base.header import WIDEST_STEP
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.plots.activation_plot import ActivationPlot, Part
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

WIDE_PX = 340
NARROW_PX = 290  # the step no longer fits into the header
READOUT_LINES_AT_PX = 260
FIGURE_SPACE, MINUS = "\u2007", "−"


@register
class ActivationPanel(Panel):
    """The activation function φ (solid) and its slope φ′ (dashed) over the pre-activation z of one layer. The
    filled histogram behind them shows the values of z in this layer now, over all its units and the whole training
    set. Where the background is tinted, the slope is zero (flat) or below 5 % of its maximum (saturated); the line
    above the plot gives the share of values in these regions. The axis covers nearly all values; a triangle at its
    end marks those beyond it.

    Look for values in the tinted regions. Back-propagation multiplies the gradient by the dashed curve at each value:
    a value in a flat region passes no gradient back, a value in a saturated region almost none. Drag the vertical
    line, or click in the plot, to read z, φ(z) and φ′(z); choose the layer in the header.
    """

    key = "activation"
    needs = frozenset({"histograms"})

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer_box = _LayerBox()
        self.layer_box.activated.connect(lambda index: self.selected.emit(index + 1, -1))
        self.add_header_widget(self.layer_box)
        self.view = ActivationPlot()
        self.view.marker_moved.connect(self._write_readout)
        self.legends = [Legend(most_rows=2) for _ in range(4)]
        self.readout = NumberLabel()
        self.readout.setFont(theme.tabular(theme.small(self.readout.font())))
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.readout.setMinimumWidth(1)
        self.readout.setContentsMargins(12, 0, 12, 4)
        self._legend_rows = [QHBoxLayout() for _ in range(4)]
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        for row in self._legend_rows:
            row.setSpacing(0)
            column.addLayout(row)
        column.addWidget(self.view.plot.widget, 1)
        column.addWidget(self.readout)
        self._legends_placed = (0, 0)  # columns and legends in use
        self._parts: list[Part] = []
        self._drawn: tuple[object, ...] = ()

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
        fresh = self._is_new_subject(drawn, lanes)
        self._drawn = drawn
        self.set_empty(False)
        self.layer_box.show_layer(layer, deepest)
        self._parts = [Part.of(lane, layer) for lane in lanes]
        self.view.show_parts(self._parts, fresh)
        self._write_legends()
        self._write_note()
        self._write_readout()

    def _is_new_subject(self, drawn: tuple[object, ...], lanes: Sequence[LaneView]) -> bool:
        runs = [lane.facts.run for lane in lanes]
        before = [getattr(snapshot, "run", None) for snapshot in self._drawn[1:]]
        return not self._drawn or drawn[0] != self._drawn[0] or runs != before

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.view.restyle()
        self._drawn = self._drawn[:1]
        if self._parts:
            self.view.show_parts(self._parts, fresh=False)
            self._write_legends()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the legend out for the new width."""
        super().resizeEvent(event)
        if self._parts:
            self._write_legends()
            self._write_note()
            self._write_readout()

    # Words

    def _write_note(self) -> None:
        steps = {part.step for part in self._parts}
        text = f"step {max(steps):,}"
        learned = [part.learned_alpha for part in self._parts if part.learned_alpha is not None]
        if self.width() >= WIDE_PX and len(self._parts) == 1 and learned:
            text = f"mean α {_number(learned[0])} · {text}"
        self.set_note("" if self.width() < NARROW_PX else text)

    def _write_legends(self) -> None:
        now, alone = theme.current(), len(self._parts) == 1
        for i, legend in enumerate(self.legends):
            if i >= len(self._parts):
                legend.set_entries(())
            elif alone:
                legend.set_entries(self._entries_alone(self._parts[0]))
            else:
                part = self._parts[i]
                text = f"{part.name} {part.activation.label}, {_share_text(part)}"
                legend.set_entries((LegendEntry(text, now.lane(part.index).name()),))
        widest = max(legend.sizeHint().width() for legend in self.legends) + 8
        columns = 1 if alone else max(1, min(len(self._parts), self.width() // widest))
        if (columns, len(self._parts)) != self._legends_placed:  # else Qt would lay out the whole window again
            self._legends_placed = columns, len(self._parts)
            for i, legend in enumerate(self.legends):
                self._legend_rows[min(3, i // columns)].addWidget(legend)
                legend.setVisible(i < len(self._parts))

    def _entries_alone(self, part: Part) -> list[LegendEntry]:
        now = theme.current()
        colour = now.lane(part.index).name()
        kind = "flat" if part.flat else "saturated"
        tint = self.view.tint(kind).name()
        label = part.activation.label
        if part.learned_alpha is not None:
            label += f" α {_number(part.learned_alpha)}"
        share, wide = _share_text(part), self.width() >= WIDE_PX
        widest = ""
        if self.width() < NARROW_PX:
            widest = f"{share.replace(FIGURE_SPACE, '0')}, {WIDEST_STEP}"
            share = f"{share.strip(FIGURE_SPACE)}, step {part.step:,}"
        shaded = LegendEntry(share, tint, "band", widest)
        if self.width() < NARROW_PX:  # what is long in a row of its own, if there is too little room
            return [LegendEntry("φ", colour), LegendEntry("φ′", now.text, "dash"), shaded]
        return [shaded, LegendEntry(f"φ {label}", colour), LegendEntry("slope φ′" if wide else "φ′", now.text, "dash")]

    def _write_readout(self) -> None:
        if not self._parts:
            return
        z = self.view.marker_z
        lines, every = self._readout_alone(z) if len(self._parts) == 1 else self._readout_of_lanes(z)
        self.readout.set_text("\n".join(lines))
        beyond = self.view.beyond_text
        set_tip(self.readout, "\n".join([*every, f"{beyond} the ends of the axis"] if beyond else every))

    def _readout_alone(self, z: float) -> tuple[list[str], list[str]]:
        """Return the line above the plot, as long as fits, and the whole text."""
        part = self._parts[0]
        value, slope = part.at(z)
        below = part.share_below(z)
        texts = [f"z {_number(z)}", f"φ {_number(value)}  φ′ {_number(slope)}"]
        texts.append("" if below is None else f"≈{100 * below:{FIGURE_SPACE}>3.0f} % of values below z")
        return self._flow(texts)[:1], texts

    def _readout_of_lanes(self, z: float) -> tuple[list[str], list[str]]:
        """Return what every lane's functions are at z, in a short form where there is little room; and all of it."""
        head = f"z {_number(z)}"
        if self.width() < NARROW_PX:
            head = f"step {max(part.step for part in self._parts):,}   {head}"
        pairs = [part.at(z) for part in self._parts]
        names = [part.name for part in self._parts]
        texts = [f"{name}: φ {_number(v)}  φ′ {_number(s)}" for name, (v, s) in zip(names, pairs, strict=True)]
        texts.insert(0, head)
        lines, most_lines = self._flow(texts), 1 if self.height() < READOUT_LINES_AT_PX else 3
        if len(lines) > most_lines:
            values, slopes = zip(*pairs, strict=True)
            short = [head.replace(FIGURE_SPACE, ""), self._row("φ", names, values), self._row("φ′", names, slopes)]
            lines = short[: max(2, most_lines)]
        return lines, texts

    def _flow(self, texts: Sequence[str]) -> list[str]:
        """Return the texts in lines that fit the width."""
        gap = "   "
        if self.width() < NARROW_PX:  # every pixel counts
            texts, gap = [text.replace(f" {FIGURE_SPACE}", " ") for text in texts], "  "
        lines = list(texts[:1])
        for text in texts[1:]:
            longer = f"{lines[-1]}{gap}{text}"
            if self._fits(longer):
                lines[-1] = longer
            else:
                lines.append(text)
        return lines

    def _row(self, what: str, names: Sequence[str], values: Sequence[float]) -> str:
        """Return one quantity of all lanes in one line: with fewer decimals, and then without names, until it fits."""
        for decimals in (3, 2, 1):
            numbers = [_rounded(value, decimals) for value in values]
            text = " ".join((what, *(f"{name} {number}" for name, number in zip(names, numbers, strict=True))))
            if self._fits(text):
                return text
        return " ".join((what, *(_rounded(value, 2) for value in values)))

    def _fits(self, line: str) -> bool:
        return self.readout.fontMetrics().horizontalAdvance(line) <= self.width() - 26

    def table(self) -> list[list[object]]:
        """Return the histograms and both functions at the bins' middles."""
        rows: list[list[object]] = [["lane", "step", "layer", "activation", "z", "count", "phi", "slope"]]
        for part in self._parts:
            middles, counts = part.bins()
            values, slopes = part.functions(middles)
            head = [part.name, part.step, part.layer, part.activation.key]
            columns = zip(middles.tolist(), counts.tolist(), values.tolist(), slopes.tolist(), strict=True)
            rows += [[*head, *row] for row in columns]
        return rows


class _LayerBox(QComboBox):
    """The quiet list of layers in the header: text and an arrow, as wide as its longest entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.small(self.font()))
        self.setMaxVisibleItems(16)
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        self.setAccessibleName("Layer whose pre-activations are shown")
        set_tip(self, "Layer whose pre-activations are shown")
        self.show_layer(1, 1)

    def show_layer(self, layer: int, n_layers: int) -> None:
        """Offer layers 1 … n_layers and show one of them."""
        if self.count() != n_layers:
            self.clear()
            self.addItems([f"layer {i}" for i in range(1, n_layers + 1)])
            self.setFixedHeight(20)
            self.setMinimumWidth(self._width(f"{n_layers} ▾"))
            self.setMaximumWidth(self._width(f"layer {n_layers} ▾"))
            self.updateGeometry()
        if self.currentIndex() != layer - 1:
            self.setCurrentIndex(layer - 1)

    def sizeHint(self) -> QSize:
        """Return the size of the longest entry; in a narrow header the bare number will do."""
        return QSize(self._width(f"layer {self.count()} ▾"), 20)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the layer's name and an arrow, on a soft ground while the mouse or the focus is here."""
        now, painter = theme.current(), QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(QColor(now.text))
        text = f"{self.currentText()} ▾"
        if self._width(text) > self.width():
            text = f"{self.currentIndex() + 1} ▾"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


def _share_text(part: Part) -> str:
    """Return the shares as text of constant width: short numbers are followed by spaces."""
    flat, saturated = f"{100 * part.flat_fraction:.0f}", f"{100 * part.saturated_fraction:.0f}"
    if not part.flat:
        return f"{saturated} % saturated{FIGURE_SPACE * (3 - len(saturated))}"
    free = FIGURE_SPACE * (3 - len(flat))
    if part.saturated_fraction - part.flat_fraction < 0.005:
        return f"{flat} % flat{free}"
    return f"{flat} % flat, {saturated} % saturated{free}{FIGURE_SPACE * (3 - len(saturated))}"


def _rounded(value: float, decimals: int) -> str:
    """Return a number with so many decimals, or three digits of a large one."""
    text = f"{abs(value):.{decimals}f}" if abs(value) < 100 else compact(abs(value), 3)
    return f"{MINUS if value < 0 else ''}{text}"


def _number(value: float) -> str:
    """Return a number of nearly always the same width, six characters and a sign."""
    text = f"{abs(value):.3f}" if abs(value) < 100 else compact(abs(value), 4)
    return f"{MINUS if value < 0 else FIGURE_SPACE}{text:<5}"
