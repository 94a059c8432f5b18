"""All cells of a lane in one image: fills by NumPy, the marks of a unit's state stamped on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter

from actviz.app.lanes import LaneView
from actviz.arrays import Bools
from actviz.frozen import dataclass
from actviz.ui.panels.network import fills
from actviz.ui.panels.network.geometry import Box, Column, Geometry
from actviz.ui.panels.network.stamps import (
    DEAD,
    DORMANT,
    DROPPED,
    FRAME,
    LEAST_FRAME_PX,
    LEAST_MARK_PX,
    LINEAR,
    radius_px,
    stamp,
)
from actviz.ui.theme.palettes import Theme

Pixels = NDArray[np.uint32]
Places = NDArray[np.intp]
LEAST_ROUND_PX = 14.0  # smaller cells have a plain border
MOST_STAMPS = 2500  # more marks would look like one area, and cost time


@dataclass(frozen=True, eq=False)
class Place:
    """Where the cells of one layer, or of neighbouring hidden layers with cells of one size, are in the image.

    In device pixels; layer 0 is the input.
    """

    layers: range
    side: float  # a cell's smaller side, in logical pixels
    size: tuple[int, int]  # height, width of a cell
    tops: Places  # (n,)
    lefts: Places
    rows: Places  # (n, height, 1)
    columns: Places  # (n, 1, width)


class TileImage:
    """The cells' image over a lane's cell area, cached between snapshots."""

    def __init__(self) -> None:
        self.image = QImage()
        self._pixels: Pixels = np.empty((0, 0), np.uint32)
        self._placed: tuple[Geometry, float] | None = None
        self._places: list[Place] = []

    def draw(self, lane: LaneView, geometry: Geometry, fill: str, ratio: float, theme: Theme) -> None:
        """Draw all columns again."""
        self._set_up(geometry, ratio)
        border = QColor(theme.strong_border).rgba()
        marked = []
        for place in self._places:
            size, side = place.size, place.side
            cells = self._fill(lane, place, fill, theme)
            marks = _marks(lane, place.layers)
            if LEAST_FRAME_PX <= side < LEAST_ROUND_PX:
                _draw_borders(cells, max(1, round(ratio)), border)
            cells[:, _outside(*size, ratio * radius_px(side))] = 0
            if DEAD in marks:
                cells[marks[DEAD]] = _array(stamp(DEAD, size[1], size[0], ratio, theme))
            self._pixels[place.rows, place.columns] = cells
            marked.append(marks)
        self.image.setDevicePixelRatio(1.0)  # whoever draws it has set another, and stamps are placed in device pixels
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left = MOST_STAMPS
        for place, marks in zip(self._places, marked, strict=True):
            left -= _stamp_all(painter, place, marks, left, ratio, theme)
        painter.end()

    def _set_up(self, geometry: Geometry, ratio: float) -> None:
        if self._placed is None or self._placed[0] is not geometry or self._placed[1] != ratio:
            area = geometry.cells
            height, width = round(area[3] * ratio) + 1, round(area[2] * ratio) + 1
            self.image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            self._pixels = np.frombuffer(self.image.bits(), np.uint32).reshape(height, width)
            self._places = [_place(run, area, height, width, ratio) for run in _runs(geometry.columns)]
            self._placed = geometry, ratio
        self._pixels.fill(0)

    def _fill(self, lane: LaneView, place: Place, fill: str, theme: Theme) -> Pixels:
        if place.layers.start == 0:
            return fills.input_fill(lane, place.size, theme)
        if place.layers.stop == len(lane.facts.sizes):
            return fills.output_fill(lane, place.size, theme)
        return fills.unit_fill(lane, place.layers, fill, place.size, place.side, theme)


def _runs(columns: Sequence[Column]) -> list[Sequence[Column]]:
    """Split the columns: hidden layers with cells of one size stay together, and are drawn by one call."""
    runs: list[list[Column]] = []
    for column in columns:
        before = runs[-1][-1] if runs else None
        hidden = 1 < column.layer < len(columns) - 1
        if before is not None and hidden and (before.cell_h, before.cell_w) == (column.cell_h, column.cell_w):
            runs[-1].append(column)
        else:
            runs.append([column])
    return list(runs)


def _place(run: Sequence[Column], area: Box, height: int, width: int, ratio: float) -> Place:
    first = run[0]
    size = max(1, round(first.cell_h * ratio)), max(1, round(first.cell_w * ratio))
    tops = np.rint((np.concatenate([c.tops for c in run]) - area[1]) * ratio).astype(np.intp)
    lefts = np.rint((np.concatenate([c.lefts for c in run]) - area[0]) * ratio).astype(np.intp)
    rows = np.clip(tops[:, None] + np.arange(size[0]), 0, height - 1)
    columns = np.clip(lefts[:, None] + np.arange(size[1]), 0, width - 1)
    layers = range(first.layer, run[-1].layer + 1)
    return Place(layers, first.smaller_side, size, tops, lefts, rows[:, :, None], columns[:, None, :])


def _marks(lane: LaneView, layers: range) -> dict[str, Bools]:
    """Return which units of these layers carry which mark; nothing for input and output."""
    if not 1 <= layers.start <= lane.facts.n_hidden:
        return {}
    units = lane.snapshot.units[layers.start - 1 : layers.stop - 1]
    dead = np.concatenate([u.dead for u in units])
    found = {
        DEAD: dead,
        LINEAR: np.concatenate([u.always_on for u in units]) & ~dead,
        DORMANT: np.concatenate([u.dormant for u in units]) & ~dead,
    }
    facts = lane.snapshot.structure
    if facts is not None and facts.dropped:
        found[DROPPED] = np.concatenate(facts.dropped[layers.start - 1 : layers.stop - 1]) & ~dead
    return {kind: mask for kind, mask in found.items() if mask.any()}


def _stamp_all(painter: QPainter, place: Place, marks: dict[str, Bools], most: int, ratio: float, theme: Theme) -> int:
    """Stamp frames, hatches and dots on the cells; return the number of stamps."""
    side = place.side
    if side < LEAST_MARK_PX:
        return 0
    wanted = {kind: mask for kind, mask in marks.items() if kind != DEAD}
    if side >= LEAST_ROUND_PX:
        plain = np.ones(len(place.tops), bool)
        for kind in (DEAD, DORMANT):
            if kind in marks:
                plain &= ~marks[kind]
        wanted = {FRAME: plain, **wanted}
    count = 0
    for kind, mask in wanted.items():
        image = stamp(kind, place.size[1], place.size[0], ratio, theme)
        units = np.flatnonzero(mask)
        if count + len(units) > most:
            break
        count += len(units)
        for i in units.tolist():
            painter.drawImage(QPoint(int(place.lefts[i]), int(place.tops[i])), image)
    return count


@lru_cache(maxsize=64)
def _outside(height: int, width: int, radius: float) -> Bools:
    """Return which pixels of a cell lie outside its rounded border."""
    x = np.maximum(0.0, np.abs(np.arange(width) + 0.5 - width / 2) - (width / 2 - radius))
    y = np.maximum(0.0, np.abs(np.arange(height) + 0.5 - height / 2) - (height / 2 - radius))
    return np.asarray(np.hypot(*np.meshgrid(x, y)) > radius - 0.2) if radius else np.zeros((height, width), bool)


def _draw_borders(cells: Pixels, line: int, colour: int) -> None:
    """Draw a plain border into small cells: hundreds of stamps would cost time and look the same."""
    cells[:, :line] = cells[:, -line:] = colour
    cells[:, :, :line] = cells[:, :, -line:] = colour


def _array(image: QImage) -> Pixels:
    flat = np.frombuffer(image.constBits(), np.uint32)
    return flat.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]
