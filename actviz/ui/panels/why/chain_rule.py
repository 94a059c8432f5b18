"""ChainRule: a calculator of what a depth and a slope do to a gradient, beside what the running network does."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from actviz.app.lanes import LaneView
from actviz.diagnosis.gradient_attribution import Attribution, running_decades
from actviz.number_text import compact, factor_text, fraction_text, superscript
from actviz.training.measure.underflow_text import AT_LENGTH as UNDERFLOW
from actviz.translation import mark, tr, tr_count
from actviz.ui.panels.why.factor_bars import product_ticks
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.spots import show_spots
from actviz.ui.plots.ticks import count_ticks, nice_ceiling
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import PlainLabel, set_tip
from actviz.ui.widgets.wheel_guard import keep_wheel_for_focus

MOST_DEPTH = 100
SLOPE_STEP, MOST_SLOPE = 0.01, 1.5
SLOPE_MARKS = ((0.25, "sigmoid"), (1.0, "tanh, ReLU"))
MARK_GAP_PX = 10.0  # between the texts of two marks
X_NAMES = (mark("layers back from the loss"), mark("layers back"))  # the longest first
Y_NAMES = (mark("what is left of the gradient"), mark("gradient left"))
CURVE_NEEDS_PX = 225  # a lower calculator has no curve
ROOMY_PX = 178  # a lower one no button and no marks
LEAST_SIZE = (170, 80)
PATIENCE_MS = 300
FIRST_DEPTH, FIRST_SLOPE = 20, 0.25
RESULT_TIMES = (2.4, 2.0, 1.5, 1.2)  # the sizes of the result, in sizes of other text
LONGEST_RESULT = "0.25¹⁰⁰ = 6.2·10⁻⁶¹"


def decades_span(low: float, high: float) -> tuple[float, float]:
    """Return decades around products' log10, 1 among them; at least four."""
    bottom, top = math.floor(min(0.0, low) - 0.2), math.ceil(max(0.0, high) + 0.2)
    return float(min(bottom, top - 4)), float(top)


class ChainRule(QWidget):
    """The calculator; `n_layers` and `slope` are those of its sliders, or the network's own after `use_network`."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(*LEAST_SIZE)  # smaller than the sum of its parts, which shrink or hide
        self.n_layers, self.slope = FIRST_DEPTH, FIRST_SLOPE
        self._measured: list[tuple[LaneView, Attribution]] = []
        self.depth_slider = _slider(tr("Depth of the calculation, in layers"), 1, MOST_DEPTH, 10)
        self.slope_slider = _slider(tr("Slope of a layer, in hundredths"), 1, round(MOST_SLOPE / SLOPE_STEP), 5)
        set_tip(self.depth_slider, tr("How many layers the gradient goes back through"))
        set_tip(self.slope_slider, tr("What each layer's slope multiplies the gradient by"))
        self.marks = SlopeMarks(self.slope_slider)
        self.depth_value, self.slope_value = NumberLabel(), NumberLabel()
        self.result = NumberLabel()
        self.network = NumberLabel()
        self.use_button = QPushButton(tr("Use this network's values"))
        set_tip(self.use_button, tr("Set the sliders to the network's depth and to the mean of its slope factors"))
        self.use_button.setAutoDefault(False)
        self.plot = Plot(tr(X_NAMES[-1]), tr(Y_NAMES[-1]))
        self.curve, self.end = pg.PlotCurveItem(antialias=True), pg.ScatterPlotItem(size=8, pen=None)
        self.lane_curves: list[pg.PlotCurveItem] = []
        self._build_plot()
        self.range = JumpRange(self.plot.set_y_range, decades_span, PATIENCE_MS, self.plot.widget)
        self._lay_out()
        self.depth_slider.valueChanged.connect(self._on_depth)
        self.slope_slider.valueChanged.connect(self._on_slope)
        self.use_button.clicked.connect(self.use_network)
        self._show_values()

    def _build_plot(self) -> None:
        self.plot.set_ticks("left", product_ticks)
        self.plot.set_ticks("bottom", count_ticks)
        for item in (self.curve, self.end):
            item.setZValue(10)
            self.plot.add(item)
        Crosshair(self.plot, self._describe)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(12, 0, 12, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        rows = (
            (0, tr("Depth"), self.depth_slider, self.depth_value),
            (1, tr("Slope"), self.slope_slider, self.slope_value),
        )
        for row, name, slider, value in rows:
            label = PlainLabel(name)
            label.setObjectName("muted")
            label.setBuddy(slider)
            value.setFont(theme.tabular(value.font()))
            value.alignment = Qt.AlignmentFlag.AlignRight
            value.setFixedWidth(value.fontMetrics().horizontalAdvance("0.0000"))
            grid.addWidget(label, row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(value, row, 2)
        grid.addWidget(self.marks, 2, 1)
        grid.setColumnStretch(1, 1)
        self.result.setContentsMargins(12, 0, 8, 0)
        self._enlarge_result()
        self.network.setFont(theme.tabular(theme.small(self.network.font())))
        self.network.setContentsMargins(12, 0, 8, 0)
        set_tip(self.network, tr("Measured now; means are geometric, so that their powers are the products"))
        for text in (self.result, self.network):
            text.setMinimumWidth(1)
        below = QVBoxLayout()
        below.setContentsMargins(12, 2, 12, 4)
        below.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addLayout(grid)
        column.addWidget(self.result)
        column.addWidget(self.plot.widget, 1)
        column.addWidget(self.network)
        column.addLayout(below)
        column.addStretch()

    def reset(self) -> None:
        """Let the next measurement choose the axis."""
        self.range.reset()

    def show_measured(self, lanes: Sequence[tuple[LaneView, Attribution]]) -> None:
        """Show what the lanes' networks do to their gradients."""
        self._measured = list(lanes)
        several = len(lanes) > 1
        self.network.set_text("\n".join(_network_text(lane, each, several) for lane, each in lanes))
        self.use_button.setEnabled(self._network_slope is not None)
        self._draw()

    def use_network(self) -> None:
        """Set depth and slope to those of the (first) network."""
        slope = self._network_slope
        if slope is None:
            return
        self.n_layers, self.slope = min(MOST_DEPTH, self._measured[0][1].n_layers), slope
        self._show_values()
        self.range.reset()
        self._draw()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.plot.restyle()
        self._name_axes()
        self.curve.setPen(theme.pen(now.accent, 2.0))
        self.end.setBrush(QColor(now.accent))
        self.marks.update()
        self._draw()

    @property
    def decades(self) -> float:
        """Log10 of the product on show."""
        return self.n_layers * math.log10(self.slope)

    @property
    def _network_slope(self) -> float | None:
        """The geometric mean of the first lane's slope factors; None when it is 0 or not finite."""
        if not self._measured:
            return None
        each = self._measured[0][1]
        if each.stopped_at is not None or not math.isfinite(each.slope_decades):
            return None
        return float(10.0 ** (each.slope_decades / each.n_layers))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._enlarge_result()
        self.plot.widget.setVisible(self.height() >= CURVE_NEEDS_PX)
        self._name_axes()
        for part in (self.marks, self.use_button):
            part.setVisible(self.height() >= ROOMY_PX)

    def _name_axes(self) -> None:
        """Name the axes with the longest names that there is room for."""
        plot, xs, ys = self.plot, list(map(tr, X_NAMES)), list(map(tr, Y_NAMES))
        plot.set_x_label(next((name for name in xs if plot.x_label_fits(name)), xs[-1]))
        plot.set_y_label(next((name for name in ys if plot.y_label_fits(name)), ys[-1]))

    def _enlarge_result(self) -> None:
        """Write the result as large as its longest form fits."""
        font = theme.tabular(self.font())
        font.setBold(True)
        for times in RESULT_TIMES:
            font.setPointSizeF(self.font().pointSizeF() * times)
            if QFontMetricsF(font).horizontalAdvance(LONGEST_RESULT) <= self.width() - 24:
                break
        if font != self.result.font():
            self.result.setFont(font)

    def _on_depth(self, depth: int) -> None:
        self.n_layers = depth
        self._on_moved()

    def _on_slope(self, hundredths: int) -> None:
        self.slope = hundredths * SLOPE_STEP
        self._on_moved()

    def _on_moved(self) -> None:
        self._show_values()
        self.range.reset()  # the user moves the curve: the axis may follow
        self._draw()

    def _show_values(self) -> None:
        for slider, position in (
            (self.depth_slider, self.n_layers),
            (self.slope_slider, round(self.slope / SLOPE_STEP)),
        ):
            slider.blockSignals(True)  # the slope may lie between two of its positions
            slider.setValue(position)
            slider.blockSignals(False)
        self.depth_value.set_text(str(self.n_layers))
        self.slope_value.set_text(compact(self.slope, 3))
        self.result.set_text(f"{compact(self.slope, 3)}{superscript(self.n_layers)} = {factor_text(self.decades)}")

    def _draw(self) -> None:
        now = theme.current()
        products = [np.append(0.0, running_decades(lane.snapshot.gains)[::-1]) for lane, _ in self._measured]
        finite = [p[np.isfinite(p)] for p in products]
        ends = [0.0, self.decades, *(float(f.min()) for f in finite), *(float(f.max()) for f in finite)]
        self.range.follow(min(ends), max(ends))
        deepest = max([self.n_layers, *(len(p) - 1 for p in products)])
        self.plot.set_x_range(0.0, nice_ceiling(1.02 * deepest))
        steps = np.arange(self.n_layers + 1)
        self.curve.setData(steps, steps * math.log10(self.slope))
        show_spots(self.end, [self.n_layers], [self.decades])
        while len(self.lane_curves) < len(products):
            item = pg.PlotCurveItem(connect="finite", antialias=True)
            self.plot.add(item)
            self.lane_curves.append(item)
        for item in self.lane_curves[len(products) :]:
            item.setData([], [])
        for item, product, (lane, _) in zip(self.lane_curves, products, self._measured, strict=False):
            item.setPen(theme.pen(now.lane(lane.index) if len(products) > 1 else now.text, 1.5))
            item.setData(np.arange(len(product)), np.where(np.isfinite(product), product, np.nan))

    def _describe(self, x: float, _y: float) -> str:
        layers = round(x)
        if layers < 0:
            return ""
        left = factor_text(layers * math.log10(self.slope))
        lines = [
            tr_count("{n} layer back", "{n} layers back", layers),
            tr("calculated {factor}", factor=left),
        ]
        for lane, _ in self._measured:
            product = np.append(0.0, running_decades(lane.snapshot.gains)[::-1])
            if layers < len(product):
                name = f"{lane.name}: " if len(self._measured) > 1 else ""
                lines.append(name + tr("measured {factor}", factor=factor_text(float(product[layers]))))
        return "\n".join(lines)


class SlopeMarks(QWidget):
    """Ticks under the slope slider, at the largest slopes of well-known activations."""

    def __init__(self, slider: QSlider) -> None:
        super().__init__()
        self._slider = slider
        self.setFont(theme.small(self.font()))
        self.setFixedHeight(self.fontMetrics().height() + 4)
        names = ", ".join(f"{text} {compact(slope)}" for slope, text in SLOPE_MARKS)
        self.setAccessibleName(tr("Largest slopes: {names}", names=names))
        set_tip(self, self.accessibleName())

    def position(self, slope: float) -> float:
        """Return where the slider's handle has its middle for a slope."""
        option = QStyleOptionSlider()
        self._slider.initStyleOption(option)
        handle = self._slider.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self._slider)
        low, high = self._slider.minimum(), self._slider.maximum()
        share = (slope / SLOPE_STEP - low) / (high - low)
        return handle / 2 + share * (self.width() - handle)

    def texts(self) -> list[tuple[float, str]]:
        """Return every mark's left edge and text: as near to its tick as can be, and apart from the one beside it."""
        long = [f"{text} ≤ {compact(slope)}" for slope, text in SLOPE_MARKS]
        names = [text for _, text in SLOPE_MARKS]
        short = [text.partition(",")[0] for text in names]
        for forms in (long, names, short):
            widths = [self.fontMetrics().horizontalAdvance(text) + 2.0 for text in forms]
            lefts = [self.position(slope) - w / 2 for (slope, _), w in zip(SLOPE_MARKS, widths, strict=True)]
            edge = 0.0
            for i, width in enumerate(widths):  # none over the left edge or the one before …
                lefts[i] = max(lefts[i], edge)
                edge = lefts[i] + width + MARK_GAP_PX
            edge = float(self.width())
            for i in reversed(range(len(widths))):  # … nor over the right edge or the one after
                lefts[i] = min(lefts[i], edge - widths[i])
                edge = lefts[i] - MARK_GAP_PX
            if lefts[0] >= 0.0:
                break
        return list(zip(lefts, forms, strict=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ticks and their names."""
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().muted))
        for (slope, _), (left, text) in zip(SLOPE_MARKS, self.texts(), strict=True):
            x = round(self.position(slope))
            painter.drawLine(x, 0, x, 3)
            box = QRectF(left, 3, self.width() - left, self.height() - 3)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _slider(name: str, low: int, high: int, page: int) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setAccessibleName(name)
    slider.setRange(low, high)
    slider.setPageStep(page)
    slider.setMinimumWidth(60)
    keep_wheel_for_focus(slider)
    return slider


def _network_text(lane: LaneView, each: Attribution, several: bool) -> str:
    left = tr(UNDERFLOW) if each.underflows else factor_text(each.total_decades)
    if each.underflows or each.stopped_at is not None or not math.isfinite(each.total_decades):
        if several:
            return tr("{lane}: depth {n} → {left}", lane=lane.name, n=each.n_layers, left=left)
        return tr("This network: depth {n} → {left}", n=each.n_layers, left=left) + "\n\n"
    slope, weight = (factor_text(d / each.n_layers) for d in (each.slope_decades, each.weight_decades))
    means = {"slope": slope, "weights": weight}
    if several:
        return tr(
            "{lane}: depth {n}, {slope} × {weights} a layer → {left}",
            lane=lane.name,
            n=each.n_layers,
            **means,
            left=left,
        )
    share = fraction_text(10.0**each.total_decades) if each.total_decades > -7.0 else left
    arrives = tr("→ {factor} times as much in layer 1", factor=left)
    if each.shrinks:
        arrives = tr("→ {share} reaches layer 1", share=share)
    depth = tr("This network: depth {n}", n=each.n_layers)
    return "\n".join((depth, tr("means: slope {slope}, weights {weights}", **means), arrives))
