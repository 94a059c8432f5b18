"""GradientHeat: layer × step pictures of log₁₀ gradient RMS, one per lane, and the scale of their colours."""

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
from actviz.ui.plots.crosshair import Crosshair
from actviz.ui.plots.jumping_range import JumpRange
from actviz.ui.plots.plot import Plot
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
    """One lane's heatmap."""

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
        self._named = False
        self.shown: Floats = np.empty((0, 0))  # (columns, layers)
        self.start, self.width = 0.0, 1.0  # steps: of the first column's left edge, of a column
        self.crosshair = Crosshair(self.plot, self.describe)
        self.cursor = CursorLine(self.plot)
        self.plot.on_click(lambda _x, y: picked(round(y)))

    def set_lane(self, lane: LaneView, named: bool) -> None:
        """Read a lane's rows, thinned evenly to as many as a panel has pixels."""
        new = self.lane is None or self.lane.facts is not lane.facts
        self.lane = lane
        rms, steps = lane.history.rms, lane.history.steps
        layers = len(lane.facts.sizes) - 1
        self.plot.widget.setAccessibleName(f"Gradient RMS of every layer by step, lane {lane.name}")
        if new:
            self.steps.reset()
            self.plot.set_y_range(0.5, layers + 0.5)
        if new or named != self._named:
            self._named = named
            self.plot.set_ticks("left", whole_ticks if named else layer_ticks)  # beside others there is no room
            self.plot.left.setWidth(42 if not named else 10 + DIGIT_PX * len(str(layers)))
            self.plot.set_margins(0, 7, 16 if not named else 12, 2)
        self.cursor.show_lanes((lane,))
        self.steps.follow(0.0, float(max(lane.n_steps, 50)))
        every = -(-len(rms) // MAX_COLUMNS) if len(rms) else 1
        # whole columns only: one that is not full yet would change its colour while it fills
        n = len(rms) - len(rms) % every
        self.shown = rms[:n][every - 1 :: every]
        self.width = float(lane.history.stride * every)
        self.start = float(steps[0] - lane.history.stride) if n else 0.0

    def set_picture(self, low: float, high: float) -> None:
        """Draw the rows between two decades."""
        self.image.setVisible(len(self.shown) > 0)
        if len(self.shown):
            self.image.setImage(to_bytes(self.shown.T, low, high), autoLevels=False, levels=(0, 255))
            self.image.setRect(QRectF(self.start, 0.5, self.width * len(self.shown), float(self.shown.shape[1])))

    def set_selected(self, layer: int | None) -> None:
        """Outline a layer's row."""
        if layer is None or self.lane is None or layer >= len(self.lane.facts.sizes):
            self.outline.setData([], [])
            return
        left, right = self.plot.x_range
        self.outline.setData([left, right, right, left, left], [layer + d for d in (-0.5, -0.5, 0.5, 0.5, -0.5)])

    def describe(self, x: float, y: float) -> str:
        """Describe a point of the picture."""
        column = int((x - self.start) // self.width)
        layer = round(y)
        if not (0 <= column < len(self.shown) and 1 <= layer <= self.shown.shape[1]):
            return ""
        step = round(self.start + (column + 1) * self.width)
        rms = self.shown[column, layer - 1]
        size = size_text(rms, rms == 0.0 and self.underflows[layer - 1], plain)
        return f"layer {layer}, step {step:,}\ngradient RMS {size}"

    @property
    def underflows(self) -> Bools:
        """Which layers' zeros are gradients less than float32 can hold, as they are now."""
        assert self.lane is not None
        return self.lane.snapshot.underflows


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
        self._n_shown = 0

    def draw(self, lanes: Sequence[LaneView], low: float, high: float) -> None:
        """Draw every lane's history between two decades."""
        while len(self.pictures) < len(lanes):
            picture = _Picture(self._picked)
            self._grid.addWidget(picture.plot.widget, 1, len(self.pictures))
            self._restyle(picture)
            self.pictures.append(picture)
        if len(lanes) != self._n_shown:  # else Qt would lay out the whole window again
            for i, picture in enumerate(self.pictures):
                picture.plot.widget.setVisible(i < len(lanes))
                self._grid.setColumnStretch(i, 1 if i < len(lanes) else 0)
            self._n_shown = len(lanes)
        zeros: set[bool] = set()  # whether there are some that underflow, and some that do not
        for picture, lane in zip(self.pictures, lanes, strict=False):
            picture.set_lane(lane, len(lanes) > 1)
            picture.set_picture(low, high)
            zeros |= {bool(lost) for lost in picture.underflows[(picture.shown == 0.0).any(axis=0)]}
        filled = any(len(lane.history.steps) for lane in lanes)
        self._captions = ("RMS, layer × step", "RMS by step", "RMS", "") if filled else ("fills in training", "")
        if len(lanes) > 1:
            names = " · ".join(lane.name for lane in lanes)
            self._captions = (f"{self._captions[0]}: {names}", names, "")
        self.scale.set_scale(low, high, "" if not zeros else BRIEF if True in zeros else "0")
        self._write_caption()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the caption where the scale needs the room."""
        super().resizeEvent(event)
        self._write_caption()

    def _write_caption(self) -> None:
        room = self.width() - CAPTION_LEFT_PX - self.scale.needed_px() - 8
        metrics = self._caption.fontMetrics()
        caption = next((c for c in self._captions if metrics.horizontalAdvance(c) <= room), self._captions[-1])
        if self._caption.text() != caption:
            self._caption.setText(caption)

    def set_selected(self, layer: int | None) -> None:
        """Outline the selected layer's row in every picture."""
        for picture in self.pictures[: self._n_shown]:
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
