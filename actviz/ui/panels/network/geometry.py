"""Where everything in one lane's picture is: columns of cells, headings, river, numbers. No painting here.

Lengths are logical pixels; cells are snapped to device pixels. Columns are 0 (input) … L (output). When tiles
would be too small or too close for edges, the hidden columns become a *mosaic*: cells without gaps that fill
their column, several abreast in a wide layer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.quantiles import median

Box = tuple[float, float, float, float]  # x, y, width, height
LEAST_TILE_PX, LARGEST_TILE_PX = 7.0, 72.0
LEAST_EDGE_GAP_PX, NARROWEST_EDGE_GAP_PX = 15.0, 9.0  # between tiles; between the blocks of a mosaic
SPACED_STEP_PX = 24.0  # from this distance on the columns of a mosaic leave a gap for edges
MOST_INPUT_TILES = 16
ARCS_PX, ARCS_SHARE = 24.0, 0.09  # height of the strip of arcs, and at most of a lane's
MARKS_PX = 4.0  # more room below the cells, where layers are marked


@dataclass(frozen=True)
class Metrics:
    """What the layout must know of the font and the screen."""

    line_px: float  # height of a line of text
    heading_px: float  # width of the widest of "input" and "output"
    ratio: float = 1.0  # device pixels per logical pixel
    gutter_px: float = 0.0  # width of the words beside the network, 0 for none
    has_arcs: bool = False  # whether there are skips, whose arcs need room above the cells
    has_marks: bool = False  # whether layers are normalised, which is marked below the cells

    def snap(self, value: float) -> float:
        """Return the nearest position on the device's pixel grid."""
        return round(value * self.ratio) / self.ratio

    def floor(self, value: float) -> float:
        """Return the largest length in whole device pixels, one at least."""
        return max(1.0, math.floor(value * self.ratio + 1e-6)) / self.ratio


@dataclass(frozen=True, eq=False)
class Column:
    """One layer's cells: left and top of each, all of one size."""

    layer: int
    centre: float
    left: float
    width: float
    lefts: Floats  # (n,)
    tops: Floats  # (n,)
    cell_w: float
    cell_h: float

    @property
    def smaller_side(self) -> float:
        """The cell's shorter side."""
        return min(self.cell_w, self.cell_h)

    @property
    def pitch(self) -> float:
        """The vertical distance from one row of cells to the next."""
        below = self.tops[self.tops > self.tops[0] + 0.5]
        return float(below[0] - self.tops[0]) if below.size else 2.0 * self.cell_h

    def unit_at(self, x: float, y: float) -> int:
        """Return the cell at a point, or -1."""
        inside = (self.lefts <= x) & (x < self.lefts + self.cell_w) & (self.tops <= y) & (y < self.tops + self.cell_h)
        found = np.flatnonzero(inside)
        return int(found[0]) if found.size else -1


@dataclass(frozen=True, eq=False)
class Geometry:
    """The layout of one lane inside `box`."""

    box: Box
    columns: tuple[Column, ...]
    cells: Box  # the area of tiles and edges
    mosaic: bool
    edge_gap: float  # the usual distance between the cells of neighbouring columns; 0 where there are no edges
    step: float  # distance from one hidden column to the next
    heading_top: float | None  # None where the layers are not numbered
    river: Box
    number_top: float | None
    line_px: float
    words: Box = (0.0, 0.0, 0.0, 0.0)  # the place of the lane's name and of what is told of it
    folded: bool = False  # a river under a strip of cells, the words beside both
    arcs: tuple[float, float] = (0.0, 0.0)  # top and height of the strip of skips' arcs; height 0 for none
    mark_top: float = 0.0  # of the normalised layers' marks; 0 for none

    @property
    def shows_edges(self) -> bool:
        """Whether there is room for edges between the columns."""
        return self.edge_gap >= NARROWEST_EDGE_GAP_PX

    def layer_at(self, x: float) -> int:
        """Return the layer whose column is nearest."""
        return int(np.argmin([abs(c.centre - x) for c in self.columns]))

    def hit(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (layer, unit) at a point, unit -1 beside the cells; None outside the lane."""
        bx, by, bw, bh = self.box
        if not (bx <= x < bx + bw and by <= y < by + bh):
            return None
        layer = self.layer_at(x)
        return layer, self.columns[layer].unit_at(x, y)


def build(box: Box, sizes: Sequence[int], metrics: Metrics) -> Geometry:
    """Lay out a network of `sizes` (n_0 … n_L) in the box, beside the gutter with its words."""
    gutter, line = metrics.gutter_px, metrics.line_px
    x, y, w, h = box[0] + gutter, box[1], box[2] - gutter, box[3]
    number_top = y + h - line - 3 if h >= 120 else None
    bottom = y + h - 10 if number_top is None else number_top - 6
    arcs_px = metrics.snap(min(ARCS_PX, ARCS_SHARE * h)) if metrics.has_arcs else 0.0
    cells_top = metrics.snap(y + line + 8 + arcs_px)
    river_h = metrics.snap(min(108.0, max(18.0, 0.18 * h)))
    river_top = metrics.snap(bottom - river_h)
    below = river_top - 9 - (MARKS_PX if metrics.has_marks else 0.0)
    cells = (x, cells_top, w, max(8.0, below - cells_top))
    columns, step = _tile_columns(cells, sizes, metrics)
    others, other_step = _mosaic_columns(cells, sizes, metrics)
    larger = not columns or _smallest(others) >= 1.4 * _smallest(columns)
    mosaic = not columns or (larger and _edge_gap(others) >= LEAST_EDGE_GAP_PX)
    if mosaic:
        columns, step = others, other_step
    return Geometry(
        box=box,
        columns=tuple(columns),
        cells=cells,
        mosaic=mosaic,
        edge_gap=_edge_gap(columns),
        step=step,
        heading_top=y + 3,
        river=(x + 8, river_top, w - 16, river_h),
        number_top=number_top,
        line_px=line,
        words=(box[0] + 8, cells_top, max(0.0, gutter - 8), river_top + river_h - cells_top),
        arcs=(y + line + 5, arcs_px),
        mark_top=metrics.snap(below + 4) if metrics.has_marks else 0.0,
    )


def build_folded(box: Box, sizes: Sequence[int], metrics: Metrics, heading_px: float = 0.0) -> Geometry:
    """Lay out a low network: cells over a thin river, without edges, and its words in a gutter beside both.

    `heading_px` is the height of the row of layer numbers at the top of the box, 0 for none.
    """
    gutter, line = min(metrics.gutter_px, 0.3 * box[2]), metrics.line_px
    x, y, w, h = box[0] + gutter, box[1] + heading_px, box[2] - gutter, box[3] - heading_px
    number_top = y + h - line - 3 if h >= 5.5 * line else None
    bottom = y + h - 4 if number_top is None else number_top - 3
    river_h = metrics.floor(min(26.0, max(6.0, 0.22 * (bottom - y))))
    river_top = metrics.snap(bottom - river_h)
    cells = (x, metrics.snap(y + 2), w, max(6.0, river_top - 4 - metrics.snap(y + 2)))
    columns, step = _mosaic_columns(cells, sizes, metrics, edges=False)
    return Geometry(
        box=box,
        columns=tuple(columns),
        cells=cells,
        mosaic=True,
        edge_gap=0.0,
        step=step,
        heading_top=box[1] + 3 if heading_px else None,
        river=(x + 8, river_top, w - 16, river_h),
        number_top=number_top,
        line_px=line,
        words=(box[0] + 8, y, gutter - 8, h),
        folded=True,
    )


def thin_out(
    centres: Sequence[float],
    widths: Sequence[float],
    occupied: Sequence[tuple[float, float]] = (),
    from_end: bool = False,
) -> list[int]:
    """Return which labels to show so that none overprints another: every 1st, 2nd, 5th … and the far end if it fits.

    They are counted from the first label (1, 3, 5 …; 1, 5, 10 …), or from the last one back; indices are
    0-based and rising. Ranges in `occupied` are kept free.
    """
    n = len(centres)
    if not n:
        return []
    apart = max(widths) + 8
    step = (centres[-1] - centres[0]) / max(1, n - 1)
    stride = next((s * 10**e for e in range(4) for s in (1, 2, 5) if s * 10**e * step >= apart), n)
    if from_end:
        order = [*range(n - 1, -1, -stride), 0]
    else:
        order = list(range(0, n, stride)) if stride <= 2 else [0, *range(stride - 1, n, stride)]
    taken = list(occupied)
    kept = []
    for i in order:
        low, high = centres[i] - widths[i] / 2 - 4, centres[i] + widths[i] / 2 + 4
        if i not in kept and all(high <= a or low >= b for a, b in taken):
            kept.append(i)
            taken.append((low, high))
    return sorted(kept)


def split(width: float, height: float, n_lanes: int, heading_px: float = 0.0) -> list[Box]:
    """Return one box per lane, one above the other; the first is higher by its heading."""
    each = (height - heading_px) / max(1, n_lanes)
    rest = [(0.0, heading_px + i * each, width, each) for i in range(1, n_lanes)]
    return [(0.0, 0.0, width, heading_px + each), *rest][:n_lanes]


def _smallest(columns: Sequence[Column]) -> float:
    return min(column.smaller_side for column in columns[1:-1])


def _edge_gap(columns: Sequence[Column]) -> float:
    """Return the usual distance between the cells of neighbouring columns."""
    return median([right.left - (left.left + left.width) for left, right in pairwise(columns)])


def _tile_columns(cells: Box, sizes: Sequence[int], m: Metrics) -> tuple[list[Column], float]:
    x, _, w, h = cells
    margin = max(14.0, m.heading_px / 2 + 8)
    picture = _input_picture_px(cells, sizes[0])
    tallest = max(max(sizes[1:]), 1 if picture else sizes[0])
    tile = min(h / tallest / 1.14, 0.5 * (w - 2 * margin) / (len(sizes) - 1), LARGEST_TILE_PX)
    margin = max(margin, tile / 2 + 12)
    first = max(margin, picture / 2 + 8)
    step = (w - first - margin) / (len(sizes) - 1)
    tile = m.floor(min(tile, step - LEAST_EDGE_GAP_PX))
    if tile < LEAST_TILE_PX:
        return [], step
    columns = [_block(0, sizes[0], x + first, cells, picture, m, 1.0)] if picture else []
    for layer, n in list(enumerate(sizes))[len(columns) :]:
        pitch = min(h / n, 2.3 * tile)
        columns.append(_stack(layer, n, x + first + layer * step, cells, tile, pitch, m))
    return columns, step


def _input_picture_px(cells: Box, n: int) -> float:
    """Return the width of the block that stands for many inputs; 0 when they are few enough for tiles."""
    return min(96.0, 0.15 * cells[2], 0.6 * cells[3]) if n > MOST_INPUT_TILES else 0.0


def _stack(layer: int, n: int, centre: float, cells: Box, tile: float, pitch: float, m: Metrics) -> Column:
    left = m.snap(centre - tile / 2)
    middle = cells[1] + cells[3] / 2
    pitch = m.floor(pitch) if m.floor(pitch) > tile else pitch
    first = middle - (n - 1) * pitch / 2 - tile / 2
    tops = np.array([m.snap(first + i * pitch) for i in range(n)])
    return Column(layer, left + tile / 2, left, tile, np.full(n, left), tops, tile, tile)


def _mosaic_columns(cells: Box, sizes: Sequence[int], m: Metrics, edges: bool = True) -> tuple[list[Column], float]:
    x, _, w, _ = cells
    margin = max(14.0, m.heading_px / 2 + 8)
    n_hidden = len(sizes) - 2
    end = min(26.0, max(12.0, 0.05 * w), 2 * margin - 8)
    picture = _input_picture_px(cells, sizes[0]) or end
    centre = max(margin, picture / 2 + 8)
    first, last = x + centre + picture / 2 + 10, x + w - margin - end / 2 - 10
    step = max(0.25, (last - first) / n_hidden)
    narrow = 2.0 if step >= 14 else 1.0 if step >= 4 else 0.0
    wide = 0.4 * step if edges else min(12.0, 0.1 * step)
    gap = wide if step >= SPACED_STEP_PX else narrow
    columns = [_block(0, sizes[0], x + centre, cells, picture, m, 1.0)]
    for i, n in enumerate(sizes[1:-1]):
        centre = first + (i + 0.5) * step
        columns.append(_block(i + 1, n, centre, cells, step - gap, m, 1.2 if step >= 40 else math.inf))
    columns.append(_block(len(sizes) - 1, sizes[-1], x + w - margin, cells, end, m, 1.0))
    return columns, step


def _block(layer: int, n: int, centre: float, cells: Box, width: float, m: Metrics, widest: float) -> Column:
    """Pack n cells into rows as large as they can be; `widest` is the largest width-to-height ratio."""
    height = cells[3]
    root = math.isqrt(n)
    square = layer == 0 and n > MOST_INPUT_TILES and root * root == n  # most likely an image
    abreast = root if square else _abreast(n, width, height)
    rows = -(-n // abreast)
    cell_w, cell_h = width / abreast, height / rows
    cell_w = min(cell_w, widest * cell_h, LARGEST_TILE_PX)
    tallest = 1.0 if widest == 1.0 else 1.6 if cell_w >= 10 else 5.0
    cell_h = min(cell_h, cell_w * tallest, LARGEST_TILE_PX)
    pitch_w, pitch_h = _pitch(cell_w, m), _pitch(cell_h, m)
    left = m.snap(centre - abreast * pitch_w / 2)
    top = m.snap(cells[1] + (height - rows * pitch_h) / 2)
    index = np.arange(n)
    lefts = _snapped(left + (index % abreast) * pitch_w, m)
    tops = _snapped(top + (index // abreast) * pitch_h, m)
    between_w = 1 / m.ratio if abreast > 1 and pitch_w >= 5 else 0.0
    between_h = 1 / m.ratio if pitch_h >= 5 else 0.0
    return Column(
        layer,
        left + abreast * pitch_w / 2,
        left,
        abreast * pitch_w,
        lefts,
        tops,
        m.floor(pitch_w) - between_w,
        m.floor(pitch_h) - between_h,
    )


def _abreast(n: int, width: float, height: float) -> int:
    def side(k: int) -> float:
        return min(width / k, height / -(-n // k))

    return max(range(1, min(n, 512) + 1), key=lambda k: (side(k), -k))


def _pitch(length: float, m: Metrics) -> float:
    return m.floor(length) if length * m.ratio >= 3 else length


def _snapped(values: Floats, m: Metrics) -> Floats:
    return np.asarray(np.round(values * m.ratio) / m.ratio)
