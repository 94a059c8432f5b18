"""GradientHeat: layer × step pictures of log₁₀ magnitudes, one per lane and magnitude, and their colours' scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Bools, Floats
from actviz.number_text import plain
from actviz.training.measure.underflow_text import BRIEF, size_text
from actviz.ui.panels.gradient_flow.layer_chart import BARE_AXIS_PX, NARROW_MARGIN_PX, column_widths
from actviz.ui.panels.gradient_flow.magnitudes import GRADIENT, Columns, names, over_time, underflows
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import LEFT_AXIS_PX, Plot
from actviz.ui.plots.step_axis import CursorLine
from actviz.ui.plots.ticks import Ticks, layer_ticks, nice_ceiling, number_ticks, whole_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel

MAX_COLUMNS = 400
CAPTION_LEFT_PX = 12
DIGIT_PX = 7
NARROWEST_PX = 36  # four of them have to fit into a narrow panel
STEP_LABEL_PX = 28
LAYER_SPACING_PX = 20
STRIP_PX, LEAST_SCALE_PX = 40, 150  # the colour scale
ZERO, LOWEST, HIGHEST, NON_FINITE = 0, 1, 254, 255  # the picture's values


def to_bytes(rms: Floats, low: float, high: float) -> NDArray[np.uint8]:
    """Turn magnitudes into picture values between two decades; zero and non-finite have values of their own."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (np.log10(rms) - low) / (high - low)
        levels = np.clip(share * (HIGHEST - LOWEST) + LOWEST, LOWEST, HIGHEST)
    levels = np.where(rms == 0.0, ZERO, np.where(np.isfinite(rms), levels, NON_FINITE))
    return np.asarray(levels, np.uint8)


def look_up_table() -> NDArray[np.uint8]:
    """Return the (256, 3) colours of the picture's values in the current theme."""
    now = theme.current()
    table = pg.colormap.get("magma").getLookupTable(0.08, 0.96, 256, alpha=False).astype(np.uint8)
    for value, name in ((ZERO, now.strong_border), (NON_FINITE, now.dead)):
        colour = QColor(name)
        table[value] = colour.red(), colour.green(), colour.blue()
    return np.asarray(table, np.uint8)


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
    """The heatmap's colours from the lowest to the highest decade, and the colour of an exact zero."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(LEAST_SCALE_PX, 16)
        self._span = (-8.0, 0.0)
        self._zero = ""
        self.restyle()

    def set_scale(self, low: float, high: float, zero: str) -> None:
        """Show this span of decades; `zero` names the sample of what reads 0, and is empty where nothing does."""
        if (low, high, zero) != (*self._span, self._zero):
            self._span, self._zero = (low, high), zero
            self.setAccessibleName(f"Colours from 1e{low:.0f} to 1e{high:.0f}")
            self.setFixedWidth(max(LEAST_SCALE_PX, math.ceil(self.needed_px())))
            self.update()

    def needed_px(self) -> float:
        """Return how much of its width is written on."""
        metrics = QFontMetricsF(self.font())
        texts = sum(metrics.horizontalAdvance(f"1e{v:.0f}") for v in self._span)
        zero = 29 + metrics.horizontalAdvance(self._zero) if self._zero else 0.0
        return 16 + 4 + STRIP_PX + 4 + texts + zero

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        table = np.ascontiguousarray(look_up_table()[None, LOWEST : HIGHEST + 1])
        self._strip = QImage(table.data, table.shape[1], 1, table.nbytes, QImage.Format.Format_RGB888).copy()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint: 0 ▪  1e-8 ▬▬▬ 1e0, flush right."""
        now, painter, metrics = theme.current(), QPainter(self), QFontMetricsF(self.font())
        low, high = (f"1e{v:.0f}" for v in self._span)
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


class _Picture:
    """The heatmap of one magnitude in one lane."""

    def __init__(self, picked: Callable[[int], object]) -> None:
        self.plot = Plot("step", "")
        self.plot.widget.setMinimumWidth(NARROWEST_PX)
        self.plot.set_ticks("left", layer_ticks, LAYER_SPACING_PX)
        self.plot.set_ticks("bottom", step_ticks, STEP_LABEL_PX)
        self.image = pg.ImageItem(axisOrder="row-major")
        self.outline = pg.PlotCurveItem()
        self.outline.on_screen_only = True  # see `images.files`
        self.plot.add(self.image, self.outline)
        self.steps = JumpRange(self.plot.set_x_range, lambda _, high: (0.0, nice_ceiling(high)))
        self.lane: LaneView | None = None
        self.magnitude = GRADIENT
        self._place: tuple[object, ...] = ()
        self.columns = Columns(np.empty((0, 0)), np.empty(0, np.int64), 0.0, 1.0)
        self.crosshair = Crosshair(self.plot, self.describe)
        self.cursor = CursorLine(self.plot)
        self.plot.on_click(lambda _x, y: picked(round(y)))

    def set_place(self, layers: int, lanes_beside: bool, magnitude_column: int | None) -> None:
        """Give the layers' axis the room that there is: alone, beside other lanes, or in a column of magnitudes."""
        if (layers, lanes_beside, magnitude_column) == self._place:
            return
        self._place = layers, lanes_beside, magnitude_column
        if magnitude_column is not None:
            self.plot.set_ticks("left", unnamed_layers if magnitude_column else whole_ticks)
            self.plot.set_ticks("bottom", inner_step_ticks)
            self.plot.left.setWidth(BARE_AXIS_PX if magnitude_column else LEFT_AXIS_PX)
            self.plot.set_margins(0, 7, NARROW_MARGIN_PX, 2)
            return
        self.plot.set_ticks("left", whole_ticks if lanes_beside else layer_ticks)  # beside others there is no room
        self.plot.set_ticks("bottom", step_ticks)
        self.plot.left.setWidth(LEFT_AXIS_PX if not lanes_beside else 10 + DIGIT_PX * len(str(layers)))
        self.plot.set_margins(0, 7, 16 if not lanes_beside else 12, 2)

    def set_lane(self, lane: LaneView, magnitude: str) -> None:
        """Read a lane's rows, thinned evenly to as many as a panel has pixels."""
        if self.lane is None or self.lane.facts is not lane.facts:
            self.steps.reset()
            self.plot.set_y_range(0.5, len(lane.facts.sizes) - 0.5)
        self.lane, self.magnitude = lane, magnitude
        name = names(magnitude, "rms")[0]
        self.plot.widget.setAccessibleName(f"{name} of every layer by step, lane {lane.name}")
        self.cursor.show_lanes((lane,))
        self.steps.follow(0.0, float(max(lane.n_steps, 50)))
        self.columns = over_time(lane, magnitude, MAX_COLUMNS)

    def set_picture(self, low: float, high: float) -> None:
        """Draw the rows between two decades."""
        c = self.columns
        self.image.setVisible(len(c.values) > 0)
        if len(c.values):
            self.image.setImage(to_bytes(c.values.T, low, high), autoLevels=False, levels=(0, 255))
            self.image.setRect(QRectF(c.start, 0.5, c.width * len(c.values), float(c.values.shape[1])))

    def set_selected(self, layer: int | None) -> None:
        """Outline a layer's row."""
        if layer is None or self.lane is None or layer >= len(self.lane.facts.sizes):
            self.outline.setData([], [])
            return
        left, right = self.plot.x_range
        self.outline.setData([left, right, right, left, left], [layer + d for d in (-0.5, -0.5, 0.5, 0.5, -0.5)])

    def describe(self, x: float, y: float) -> str:
        """Describe a point of the picture."""
        c = self.columns
        column = int((x - c.start) // c.width)
        layer = round(y)
        if not (0 <= column < len(c.values) and 1 <= layer <= c.values.shape[1]):
            return ""
        value = c.values[column, layer - 1]
        size = size_text(value, value == 0.0 and self.underflows[layer - 1], plain)
        of = "whole training set" if c.at[column] == 0 else "batch"
        return f"layer {layer}\n{names(self.magnitude, 'rms')[0]} {size}\n{of} of step {c.at[column]:,}"

    @property
    def has_zero(self) -> tuple[bool, bool]:
        """Whether some values of 0 underflow, and whether some are 0 in truth."""
        lost = self.underflows[(self.columns.values == 0.0).any(axis=0)]
        return bool(lost.any()), bool((~lost).any())

    @property
    def underflows(self) -> Bools:
        """Which layers' zeros are less than float32 can hold, as they are now."""
        assert self.lane is not None
        return underflows(self.lane.snapshot, self.magnitude)


class GradientHeat(QWidget):
    """Small multiples of layer × step pictures under one caption and colour scale."""

    def __init__(self, picked: Callable[[int], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = ColourScale()
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
        self._picked = picked
        self._captions: tuple[str, ...] = ("",)
        self.pictures: list[_Picture] = []
        self._shape = (0, 1)  # lanes and magnitudes that are shown

    def draw(self, lanes: Sequence[LaneView], magnitudes: Sequence[str], low: float, high: float) -> None:
        """Draw every lane's history between two decades: one magnitude lane by lane, several with a row a lane."""
        shown = [(lane, key) for lane in lanes for key in magnitudes]
        while len(self.pictures) < len(shown):
            picture = _Picture(self._picked)
            self._restyle(picture)
            self.pictures.append(picture)
        if (len(lanes), len(magnitudes)) != self._shape:  # else Qt would lay out the whole window again
            self._shape = len(lanes), len(magnitudes)
            self._lay_out()
        several = len(magnitudes) > 1
        for i, (picture, (lane, key)) in enumerate(zip(self.pictures, shown, strict=False)):
            place = i % len(magnitudes) if several else None
            picture.set_place(len(lane.facts.sizes) - 1, len(lanes) > 1, place)
            picture.set_lane(lane, key)
            picture.set_picture(low, high)
        pictures = self.pictures[: len(shown)]
        lost, zero = (any(flags) for flags in zip(*(picture.has_zero for picture in pictures), strict=True))
        self._captions = self._words(lanes, magnitudes, [picture.columns for picture in pictures])
        self.scale.set_scale(low, high, BRIEF if lost else "0" if zero else "")
        self._write_caption()

    def _words(self, lanes: Sequence[LaneView], magnitudes: Sequence[str], drawn: Sequence[Columns]) -> tuple[str, ...]:
        """Return the captions, the longest first."""
        if any(columns.missing and not len(columns.values) for columns in drawn):
            what = "the signals" if len(magnitudes) > 1 else f"the {magnitudes[0]}"
            return f"This older recording does not hold {what}.", f"{what} not recorded", "not recorded", ""
        if not any(len(columns.values) for columns in drawn):
            return "fills in training", ""
        several = len(magnitudes) > 1
        name, *shorter = ("RMS",) if several or magnitudes[0] == GRADIENT else names(magnitudes[0], "rms")
        captions: tuple[str, ...] = (f"{name}, layer × step", f"{name} by step", name, *shorter, "")
        if len(lanes) > 1:
            lane_names = " · ".join(lane.name for lane in lanes)
            captions = (f"{captions[0]}: {lane_names}", lane_names, "")
        return captions

    def _lay_out(self) -> None:
        """Place as many pictures as are shown: lanes side by side, or a row for each lane."""
        n_lanes, n_magnitudes = self._shape
        n_columns = n_magnitudes if n_magnitudes > 1 else n_lanes
        for i, picture in enumerate(self.pictures):
            shown = i < n_lanes * n_magnitudes
            if shown:
                self._grid.addWidget(picture.plot.widget, 1 + i // n_columns, i % n_columns)
            picture.plot.widget.setVisible(shown)  # after it has a parent: it would be a window of its own
        self._stretch()

    def _stretch(self) -> None:
        n_lanes, n_magnitudes = self._shape
        for i in range(MAX_LANES):
            self._grid.setRowStretch(1 + i, 1 if i == 0 or (n_magnitudes > 1 and i < n_lanes) else 0)
        widths = column_widths(self.width(), n_magnitudes) if n_magnitudes > 1 else [1] * n_lanes
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
            self._restyle(picture)

    def _restyle(self, picture: Any) -> None:
        picture.plot.restyle()
        picture.image.setLookupTable(look_up_table())
        picture.outline.setPen(theme.pen(theme.current().accent, 1.0))
