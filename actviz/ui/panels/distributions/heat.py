"""CourseHeat: one layer's histogram over the run, step by value, and a line of buttons and words above it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from actviz.app.courses import Course, CoursesView
from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.number_text import whole
from actviz.training.distribution import Distribution
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr
from actviz.ui.panels.distributions.quantities import Quantity, axis_span, default_span, describe, span_of
from actviz.ui.panels.distributions.ridges import axis_px, margin_px
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.plot import Plot
from actviz.ui.plots.step_axis import (
    CursorLine,
    GoTo,
    follow_steps,
    go_to_clicked,
    step_range,
    with_click,
    zoom_together,
)
from actviz.ui.plots.ticks import decade_ticks, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel, set_tip

MOST_ROWS = 200  # of the picture
LEAST_WIDTH_PX = 60
HEAD_PX, HIGHEST_PX = 26, 16_777_215
MEDIAN, ENDS = "#FFFFFF", "#D8D8D8"  # lines over the dark picture, in both themes


def row_edges(layers: Sequence[Distribution], low: float, high: float) -> NDArray[np.float64]:
    """Return the ends of the picture's rows (k + 1,), evenly apart: the widest bins of all columns between two values.

    Half octaves are taken as equally long, which they are to 2 %.
    """
    width = max(found.width or np.log10(2.0) / 2.0 for found in layers)
    while high - low > MOST_ROWS * width:
        width *= 2.0
    return np.asarray(np.arange(np.floor(low / width), np.ceil(high / width) + 1.0) * width, np.float64)


def picture(layers: Sequence[Distribution], edges: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the picture (rows, columns), row 0 the lowest: brighter for a larger share of the column's values.

    Each column reaches its own peak; a square root makes the thin ends of a histogram visible.
    """
    shares = np.array([found.shares(edges) for found in layers]).T
    peaks = shares.max(axis=0)
    return np.asarray(np.rint(255.0 * np.sqrt(shares / np.where(peaks > 0.0, peaks, 1.0))), np.uint8)


def quantile_lines(layers: Sequence[Distribution]) -> Floats:
    """Return 5 %, median and 95 % of every column on the axis of the picture, (3, columns); NaN where there is none."""
    found = np.array([layer.quantiles for layer in layers]).T
    if layers and layers[0].is_logarithmic:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(np.where(found > 0.0, np.log10(found), np.nan))
    return found


# captions, the longest first
NOT_MEASURED = (
    mark("Layer {layer} over the run: the record does not hold it, a replay measures it"),
    mark("Layer {layer} over the run: not measured"),
    mark("Layer {layer} over the run"),
)
MEASURED = (
    mark(
        "Layer {layer} over the run, up to step {step}, each column to its own peak; line: median; dashed: 5 and 95 %"
    ),
    mark("Layer {layer} over the run, up to step {step}; line: median; dashed: 5 and 95 %"),
    mark("Layer {layer} over the run, up to step {step}"),
    mark("Layer {layer}, up to step {step}"),
    mark("up to step {step}"),
)
ONLY_ZEROS = (
    mark(
        "Layer {layer} over the run, no value but 0 up to step {step}, each column to its own peak; "
        "there is nothing to draw"
    ),
    mark("Layer {layer} over the run, no value but 0 up to step {step}; there is nothing to draw"),
    mark("Layer {layer} over the run, no value but 0 up to step {step}"),
    mark("Layer {layer}, no value but 0 up to step {step}"),
    mark("no value but 0 up to step {step}"),
)


class HeatPlot:
    """The heat map of one lane."""

    def __init__(self, go_to: GoTo) -> None:
        self.plot = Plot(tr("step"), "")
        self.plot.widget.setMinimumWidth(LEAST_WIDTH_PX)
        self.image = pg.ImageItem(axisOrder="row-major")
        self.lines = [pg.PlotCurveItem(antialias=True, connect="finite") for _ in range(3)]
        self.plot.add(self.image, *self.lines)
        self.cursor = CursorLine(self.plot)
        self.steps = step_range(self.plot)
        self.crosshair = Crosshair(self.plot, lambda x, y: with_click(self._describe(x, y), x))
        go_to_clicked(self.plot, go_to)
        self.layers: Sequence[Distribution] = ()
        self._at: tuple[int, ...] = ()
        self._quantity: Quantity | None = None
        self._layer = 1
        self._facts: RunFacts | None = None
        self.restyle()

    def set_course(self, lane: LaneView, course: Course | None, quantity: Quantity, layer: int) -> int:
        """Take on a layer's course as far as it holds; return how many columns there are."""
        if lane.facts is not self._facts:
            self._facts = lane.facts
            self.steps.reset()
        follow_steps(self.steps, (lane,))
        self.cursor.show_lanes((lane,))
        if quantity is not self._quantity:
            self.plot.set_ticks("left", decade_ticks if quantity.of_gradient else number_ticks)
        self._quantity, self._layer = quantity, layer
        n = 0 if course is None else course.n_valid(lane)
        columns = [] if course is None else [quantity.of(found) for found in course.distributions[:n]]
        if columns and layer > len(columns[0]):
            columns = []
        self.layers = [found[layer - 1] for found in columns]
        self._at = () if course is None else course.steps[: len(columns)]
        for item in (self.image, *self.lines):
            item.setVisible(self.has_values)
        return len(columns)

    def show(self, low: float, high: float) -> None:
        """Draw the course between two values."""
        self.plot.set_y_range(low, high)
        if not self._at:
            return
        edges = row_edges(self.layers, low, high)
        self.image.setImage(picture(self.layers, edges), autoLevels=False, levels=(0, 255))
        left, width = self._at[0] - self._width / 2.0, self._width * len(self._at)
        self.image.setRect(QRectF(left, edges[0], width, edges[-1] - edges[0]))
        for line, values in zip(self.lines, quantile_lines(self.layers), strict=True):
            line.setData(np.array(self._at, np.float64), values)

    @property
    def has_values(self) -> bool:
        """Whether any column has a finite value other than zero, which there is a picture of."""
        return any(len(found.counts) for found in self.layers)

    @property
    def _width(self) -> float:
        """The width of a column, in steps: they are evenly apart."""
        return max(1.0, (self._at[-1] - self._at[0]) / max(1, len(self._at) - 1))

    def _describe(self, x: float, _y: float) -> str:
        if not self._at or not -0.5 <= (x - self._at[0]) / self._width <= len(self._at) - 0.5:
            return ""
        assert self._quantity is not None
        nearest = int(np.abs(np.array(self._at) - x).argmin())
        values = {"layer": self._layer, "quantity": tr(self._quantity.name), "step": whole(self._at[nearest])}
        head = tr("layer {layer}, {quantity}, step {step}", **values)
        if self._quantity.of_gradient and self._at[nearest] == 0:
            head = tr("layer {layer}, {quantity}, step {step}, whole training set", **values)
        return "\n".join([head, *describe(self.layers[nearest])])

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.plot.restyle()
        table = pg.colormap.get("magma").getLookupTable(0.03, 0.97, 256, alpha=False)
        self.image.setLookupTable(table)
        dash = Qt.PenStyle.DashLine
        for line, pen in zip(
            self.lines, (theme.pen(ENDS, 1.0, dash), theme.pen(MEDIAN, 1.6), theme.pen(ENDS, 1.0, dash)), strict=True
        ):
            line.setPen(pen)


class CourseHeat(QWidget):
    """The heat maps of all lanes below a line of words and a button; the line alone while nothing was measured.

    Signals:
        wanted(): the runs are to be measured.
        unwanted(): that is to be stopped.
    """

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, go_to: GoTo) -> None:
        super().__init__()
        self._go_to = go_to
        self.heats: list[HeatPlot] = []
        self._courses = CoursesView()
        self.button = QPushButton()
        self.button.setFixedHeight(24)
        self.button.clicked.connect(self.toggle)
        set_tip(self.button, tr("Measure all lanes at some 48 steps, by a replay in the background"))
        self.caption = PlainLabel()
        self.caption.setObjectName("muted")
        self.caption.setFont(theme.small(self.caption.font()))
        self.caption.setMinimumWidth(1)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 8, 0)
        head.addWidget(self.caption, 1)
        head.addWidget(self.button)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._row, 1)
        self._captions: tuple[str, ...] = ("",)
        self._is_measured = False
        self._set_low(True)
        self.show_courses(self._courses)

    def toggle(self) -> None:
        """Ask for the measurement, or, while it runs, for its end."""
        (self.unwanted if self._courses.is_running else self.wanted).emit()

    def show_courses(self, courses: CoursesView) -> None:
        """Show how far the measurement is; `draw` shows what it has found."""
        self._courses = courses
        self._write_button()

    def _write_button(self) -> None:
        first, again = tr("Measure the run"), tr("Measure again")
        running, begin = self._courses.is_running, again if self._is_measured else first
        self.button.setText(tr("Cancel ({share})", share=f"{self._courses.progress:.0%}") if running else begin)
        metrics = self.button.fontMetrics()
        widest = max(metrics.horizontalAdvance(text) for text in (first, again, tr("Cancel ({share})", share="100%")))
        self.button.setFixedWidth(widest + 28)

    def _set_low(self, low: bool) -> None:
        """Take no more room than the line of words needs, while there is no picture."""
        self.setMaximumHeight(HEAD_PX if low else HIGHEST_PX)

    @property
    def is_measured(self) -> bool:
        """Whether there is a picture of some lane."""
        return self._is_measured

    def draw(self, lanes: Sequence[LaneView], quantity: Quantity, layer: int) -> None:
        """Draw one layer's course in every lane, on one axis."""
        narrow = len(lanes) > 1
        while len(self.heats) < len(lanes):
            heat = HeatPlot(self._go_to)
            self.heats.append(heat)
            self._row.addWidget(heat.plot.widget, 1)
            zoom_together([each.plot for each in self.heats])
        ends = []
        for i, heat in enumerate(self.heats):
            if i >= len(lanes):
                heat.plot.widget.hide()
                continue
            heat.plot.left.setWidth(axis_px(narrow))
            heat.plot.set_margins(0, 4, margin_px(narrow, self.width() / len(lanes)), 2)
            course = self._courses.of_runs.get(lanes[i].facts.run)
            n = heat.set_course(lanes[i], course, quantity, layer)
            if course is not None and n:
                ends.append(course.steps[n - 1])
        shown = self.heats[: len(lanes)]
        low, high = span_of(found for heat in shown for found in heat.layers) or default_span(quantity)
        for heat in shown:
            heat.show(*axis_span(quantity, low, high))
        self._is_measured = bool(ends)
        for heat in shown:
            heat.plot.widget.setVisible(self._is_measured)
        self._set_low(not ends)
        self._captions = tuple(tr(form, layer=layer) for form in NOT_MEASURED)
        if ends:
            steps = " · ".join(whole(end) for end in (ends if len(set(ends)) > 1 else ends[:1]))
            forms = MEASURED if any(heat.has_values for heat in shown) else ONLY_ZEROS
            self._captions = tuple(tr(form, layer=layer, step=steps) for form in forms)
        set_tip(self.caption, self._captions[0])
        self._write_button()
        self._write_caption()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the caption where there is little room."""
        super().resizeEvent(event)
        self._write_caption()

    def _write_caption(self) -> None:
        room, metrics = self.width() - 34 - self.button.width(), self.caption.fontMetrics()
        fitting = (text for text in self._captions if metrics.horizontalAdvance(text) <= room)
        self.caption.setText(next(fitting, self._captions[-1]))

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        for heat in self.heats:
            heat.restyle()
