"""LayerHeat: layer × step pictures, one per lane and quantity, under one caption and one scale of colours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Floats, Ints
from actviz.frozen import dataclass
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import LEFT_AXIS_PX, Plot
from actviz.ui.plots.step_axis import CursorLine, GoTo, follow_steps, go_to_clicked, with_click, zoom_together
from actviz.ui.plots.ticks import Ticks, layer_ticks, nice_ceiling, number_ticks, whole_ticks
from actviz.ui.plots.zoom import X, Y
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel

MAX_COLUMNS = 400
BARE_AXIS_PX = 6  # of a plot that shares the axis of the one on its left
NARROW_MARGIN_PX = 8  # right of a plot beside others
CAPTION_LEFT_PX = 12
DIGIT_PX = 7
NARROWEST_PX = 36  # four of them have to fit into a narrow panel
STEP_LABEL_PX = 28
LAYER_SPACING_PX = 20
STRIP_PX, LEAST_SCALE_PX = 40, 150  # the colour scale
ZERO, LOWEST, HIGHEST, NON_FINITE = 0, 1, 254, 255  # the picture's values


@dataclass(frozen=True)
class Columns:
    """A quantity over the run in columns of equal width: `values` (columns, L), measured at the steps `at`."""

    values: Floats
    at: Ints
    start: float  # the first column's left edge, in steps
    width: float  # of a column, in steps
    missing: bool = False  # whether the record, of an older version, does not hold its beginning

    @classmethod
    def at_censuses(cls, rows: Floats, steps: Ints, most: int, missing: bool = False) -> Columns:
        """Return what was measured at these steps, (censuses, L), in at most so many columns.

        Each shows the latest up to its end.
        """
        start = int(steps[0]) if len(steps) else 0
        span = int(steps[-1]) - start if len(steps) else 0
        width = 1
        while span > width * most:
            width *= 2  # doubled, so that the columns seldom move
        ends = start + width * np.arange(1, span // width + 1)
        latest = np.searchsorted(steps, ends, side="right") - 1
        return cls(rows[latest], steps[latest], float(start), float(width), missing)


def column_widths(room_px: int, n: int) -> list[int]:
    """Return the widths of so many plots side by side whose axes are equally long; the first one has the labels."""
    inner = (room_px - LEFT_AXIS_PX - (n - 1) * BARE_AXIS_PX) // n  # with the margin
    return [inner + (BARE_AXIS_PX if i else LEFT_AXIS_PX) for i in range(n)]


def in_colours(shares: Floats) -> NDArray[np.uint8]:
    """Turn shares of the scale, 0 … 1, into picture values; NaN becomes ZERO, infinity NON_FINITE."""
    with np.errstate(invalid="ignore"):
        levels = np.clip(shares * (HIGHEST - LOWEST) + LOWEST, LOWEST, HIGHEST)
    levels = np.where(np.isnan(shares), ZERO, np.where(np.isfinite(shares), levels, NON_FINITE))
    return np.asarray(levels, np.uint8)


def look_up_table(signed: bool = False) -> NDArray[np.uint8]:
    """Return the (256, 3) colours of the picture's values in the current theme."""
    now = theme.current()
    table = np.array(now.diverging() if signed else now.sizes(), np.uint8)
    for value, name in ((ZERO, now.strong_border), (NON_FINITE, now.dead)):
        colour = QColor(name)
        table[value] = colour.red(), colour.green(), colour.blue()
    return table


def step_ticks(low: float, high: float, count: int) -> Ticks:
    """Return round numbers of steps, twice as far apart as `count`; a narrow picture has one, near the middle."""
    if count >= 5:
        return number_ticks(low, high, count // 2)
    inner = [tick for tick in number_ticks(low, high, 4) if low < tick[0] < high]
    return sorted(inner, key=lambda tick: abs(tick[0] - (low + high) / 2))[:1]


def unnamed_layers(low: float, high: float, count: int) -> Ticks:
    """Return the layers without their labels, for the grid alone."""
    return [(value, "") for value, _ in whole_ticks(low, high, count)]


def inner_step_ticks(low: float, high: float, count: int) -> Ticks:
    """Return the numbers of steps without one at the right end, where a column has no margin for it."""
    return [tick for tick in step_ticks(low, high, count) if tick[0] < low + 0.9 * (high - low)]


class ColourScale(QWidget):
    """The picture's colours from the lowest to the highest value, and the colour of what reads 0 or is not there."""

    def __init__(self, signed: bool) -> None:
        super().__init__()
        self._signed = signed
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(LEAST_SCALE_PX, 16)
        self._span = ("10⁻⁸", "10⁰")
        self._zero = ""
        self.restyle()

    def set_scale(self, low: str, high: str, zero: str) -> None:
        """Show these ends; `zero` names the sample of what reads 0, and is empty where nothing does."""
        if (low, high, zero) != (*self._span, self._zero):
            self._span, self._zero = (low, high), zero
            self.setAccessibleName(tr("Colours from {low} to {high}", low=low, high=high))
            self.setFixedWidth(max(LEAST_SCALE_PX, math.ceil(self.needed_px())))
            self.update()

    def needed_px(self) -> float:
        """Return how much of its width is written on."""
        metrics = QFontMetricsF(self.font())
        texts = sum(metrics.horizontalAdvance(text) for text in self._span)
        zero = 29 + metrics.horizontalAdvance(self._zero) if self._zero else 0.0
        return 16 + 4 + STRIP_PX + 4 + texts + zero

    @property
    def signed(self) -> bool:
        """Whether the colours diverge from a middle at 0."""
        return self._signed

    def set_signed(self, signed: bool) -> None:
        """Show colours that diverge from a middle at 0, or those from dark to bright."""
        if signed != self._signed:
            self._signed = signed
            self.restyle()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        table = np.ascontiguousarray(look_up_table(self._signed)[None, LOWEST : HIGHEST + 1])
        self._strip = QImage(table.data, table.shape[1], 1, table.nbytes, QImage.Format.Format_RGB888).copy()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint: 0 ▪  10⁻⁸ ▬▬▬ 10⁰, flush right."""
        now, painter, metrics = theme.current(), QPainter(self), QFontMetricsF(self.font())
        low, high = self._span
        painter.setPen(QColor(now.muted))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        x = float(self.width() - 16)
        painter.drawText(QRectF(0, 0, x, self.height()), flags, high)
        x -= metrics.horizontalAdvance(high) + 4 + STRIP_PX
        painter.drawImage(QRectF(x, 4, STRIP_PX, self.height() - 8), self._strip)
        x -= 4
        painter.drawText(QRectF(0, 0, x, self.height()), flags, low)
        x -= metrics.horizontalAdvance(low) + 10
        if self._zero:
            painter.fillRect(QRectF(x - 8, 4, 8, 8), QColor(now.strong_border))
            painter.drawText(QRectF(0, 0, x - 11, self.height()), flags, self._zero)


class LayerPicture:
    """The picture of one quantity in one lane. A subclass overrides `describe`.

    A click picks the layer of its row, and goes to its step.
    """

    def __init__(self, picked: Callable[[int], object], go_to: GoTo) -> None:
        self.plot = Plot(tr("step"), "")
        self.plot.widget.setMinimumWidth(NARROWEST_PX)
        self.plot.set_ticks("left", layer_ticks, LAYER_SPACING_PX)
        self.plot.set_ticks("bottom", step_ticks, STEP_LABEL_PX)
        self.image = pg.ImageItem(axisOrder="row-major")
        self.outline = pg.PlotCurveItem()
        self.outline.on_screen_only = True  # see `images.files`
        self.plot.add(self.image, self.outline)
        self.plot.zoom.keep(Y)
        self.lane: LaneView | None = None
        self.columns = Columns(np.empty((0, 0)), np.empty(0, np.int64), 0.0, 1.0)
        self._n_layers = 0
        self._place: tuple[object, ...] = ()
        self.crosshair = Crosshair(self.plot, lambda x, y: with_click(self.describe(x, y), x))
        self.cursor = CursorLine(self.plot)
        self.plot.on_click(lambda _x, y: picked(round(y)))
        go_to_clicked(self.plot, go_to)

    def describe(self, x: float, y: float) -> str:
        """Return the text for a point of the picture, "" for none."""
        raise NotImplementedError

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the column and the layer (1-based) at a point of the picture; None outside it."""
        c, layer = self.columns, round(y)
        column = int((x - c.start) // c.width)
        inside = 0 <= column < len(c.values) and 1 <= layer <= c.values.shape[1]
        return (column, layer) if inside else None

    def set_place(self, layers: int, lanes_beside: bool, magnitude_column: int | None, *, output: bool = True) -> None:
        """Give the layers' axis the room that there is: alone, beside other lanes, or in a column of magnitudes.

        `output` says whether the last row is the output layer's.
        """
        place = layers, lanes_beside, magnitude_column, output
        if place == self._place:
            return
        self._place = place
        if layers != self._n_layers:
            self._n_layers = layers
            self.plot.set_y_range(0.5, layers + 0.5)
        if magnitude_column is not None:
            self.plot.set_ticks("left", unnamed_layers if magnitude_column else whole_ticks)
            self.plot.set_ticks("bottom", inner_step_ticks)
            self.plot.left.setWidth(BARE_AXIS_PX if magnitude_column else LEFT_AXIS_PX)
            self.plot.set_margins(0, 7, NARROW_MARGIN_PX, 2)
            return
        # beside others there is no room for the output's name
        self.plot.set_ticks("left", layer_ticks if output and not lanes_beside else whole_ticks)
        self.plot.set_ticks("bottom", step_ticks)
        self.plot.left.setWidth(LEFT_AXIS_PX if not lanes_beside else 10 + DIGIT_PX * len(str(layers)))
        self.plot.set_margins(0, 7, 16 if not lanes_beside else 12, 2)

    def set_lane(self, lane: LaneView, columns: Columns, name: str) -> None:
        """Show these columns of a lane, which `set_image` colours; `name` is that of the quantity."""
        self.lane, self.columns = lane, columns
        self.plot.widget.setAccessibleName(tr("{name} of every layer by step, lane {lane}", name=name, lane=lane.name))
        self.cursor.show_lanes((lane,))

    def set_image(self, values: NDArray[np.uint8]) -> None:
        """Draw the columns' picture values, (columns, layers)."""
        c = self.columns
        self.image.setVisible(len(c.values) > 0)
        if len(c.values):
            self.image.setImage(values.T, autoLevels=False, levels=(0, 255))
            self.image.setRect(QRectF(c.start, 0.5, c.width * len(c.values), float(c.values.shape[1])))

    def set_selected(self, layer: int | None) -> None:
        """Outline a layer's row."""
        if layer is None or self.lane is None or layer > self._n_layers:
            self.outline.setData([], [])
            return
        left, right = self.plot.zoom.whole(X)
        self.outline.setData([left, right, right, left, left], [layer + d for d in (-0.5, -0.5, 0.5, 0.5, -0.5)])

    def restyle(self, signed: bool) -> None:
        """Apply `theme.current()`."""
        self.plot.restyle()
        self.image.setLookupTable(look_up_table(signed))
        self.outline.setPen(theme.pen(theme.current().accent, 1.0))


P = TypeVar("P", bound=LayerPicture)


class LayerHeat(QWidget, Generic[P]):
    """Small multiples of pictures, which `make` makes, under one caption, one colour scale and one axis of steps."""

    def __init__(self, make: Callable[[], P], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.scale = ColourScale(signed=False)
        self._caption = PlainLabel()
        self._caption.setObjectName("muted")
        self._caption.setFont(theme.small(self._caption.font()))
        self._caption.setContentsMargins(CAPTION_LEFT_PX, 0, 0, 0)
        self._caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.addWidget(self._caption, 0, 0, 1, MAX_LANES)
        self._grid.addWidget(self.scale, 0, 0, 1, MAX_LANES, Qt.AlignmentFlag.AlignRight)
        self.steps = JumpRange(self._show_steps, lambda _, high: (0.0, nice_ceiling(high)))
        self._runs: tuple[RunFacts, ...] = ()
        self._captions: tuple[str, ...] = ("",)
        self.pictures: list[P] = []
        self._shape = (0, 1)  # lanes and quantities that are shown

    def arranged(self, lanes: Sequence[LaneView], n_quantities: int = 1) -> list[P]:
        """Return the pictures to draw: one quantity lane by lane, or several with a row a lane."""
        n_lanes, runs = len(lanes), tuple(lane.facts for lane in lanes)
        n = n_lanes * n_quantities
        if len(self.pictures) < n:
            while len(self.pictures) < n:
                picture = self._make()
                picture.restyle(self.scale.signed)
                self.pictures.append(picture)
            zoom_together([picture.plot for picture in self.pictures])
            self._show_steps(*(self.steps.range or (0.0, 1.0)))
        if len(runs) != len(self._runs) or any(a is not b for a, b in zip(runs, self._runs, strict=True)):
            self._runs = runs
            self.steps.reset()
        follow_steps(self.steps, lanes)
        if (n_lanes, n_quantities) != self._shape:  # else Qt would lay out the whole window again
            self._shape = n_lanes, n_quantities
            self._lay_out()
        return self.pictures[:n]

    def _show_steps(self, low: float, high: float) -> None:
        for picture in self.pictures:
            picture.plot.set_x_range(low, high)

    def set_captions(self, captions: Sequence[str], low: str, high: str, zero: str) -> None:
        """Write the first of the captions that there is room for, and the ends of the scale: see `ColourScale`."""
        self._captions = tuple(captions)
        self.scale.set_scale(low, high, zero)
        self._write_caption()

    def set_signed(self, signed: bool) -> None:
        """Use colours that diverge from a middle at 0, or those from dark to bright."""
        if signed != self.scale.signed:
            self.scale.set_signed(signed)
            self.restyle()

    def _lay_out(self) -> None:
        """Place as many pictures as are shown: lanes side by side, or a row for each lane."""
        n_lanes, n_quantities = self._shape
        n_columns = n_quantities if n_quantities > 1 else n_lanes
        for i, picture in enumerate(self.pictures):
            shown = i < n_lanes * n_quantities
            if shown:
                self._grid.addWidget(picture.plot.widget, 1 + i // n_columns, i % n_columns)
            picture.plot.widget.setVisible(shown)  # after it has a parent: it would be a window of its own
        self._stretch()

    def _stretch(self) -> None:
        n_lanes, n_quantities = self._shape
        for i in range(MAX_LANES):
            self._grid.setRowStretch(1 + i, 1 if i == 0 or (n_quantities > 1 and i < n_lanes) else 0)
        widths = column_widths(self.width(), n_quantities) if n_quantities > 1 else [1] * n_lanes
        for i in range(MAX_LANES):
            self._grid.setColumnStretch(i, max(1, widths[i]) if i < len(widths) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the caption where the scale needs the room."""
        super().resizeEvent(event)
        self._stretch()
        self._write_caption()

    def _write_caption(self) -> None:
        room = self.width() - CAPTION_LEFT_PX - self.scale.needed_px() - 8
        metrics = self._caption.fontMetrics()
        caption = next((c for c in self._captions if metrics.horizontalAdvance(c) <= room), self._captions[-1])
        if self._caption.text() != caption:
            self._caption.setText(caption)

    def set_selected(self, layer: int | None) -> None:
        """Outline the selected layer's row in every picture."""
        for picture in self.pictures[: self._shape[0] * self._shape[1]]:
            picture.set_selected(layer)

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.scale.restyle()
        for picture in self.pictures:
            picture.restyle(self.scale.signed)
