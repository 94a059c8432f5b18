"""Edges between the units: which ones are drawn, how strongly, and an image of them.

Strokes are summed by NumPy: in each column of pixels a stroke marks the ends of its vertical span, and a
running sum down the column fills all spans at once. That takes any stroke width, and a few milliseconds where
QPainter takes hundreds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from actviz.arrays import Floats, Ints
from actviz.frozen import dataclass
from actviz.translation import mark
from actviz.ui.panels.network.curve import smooth_rise
from actviz.ui.panels.network.geometry import Column, Geometry
from actviz.ui.theme.palettes import Theme

WEIGHT, GRADIENT, UPDATE, OFF = mark("weight"), mark("gradient"), mark("update"), mark("off")
KINDS = (GRADIENT, WEIGHT, UPDATE, OFF)
MOST_EDGES = 1500  # more would look like one area: then the strongest of each layer
MOST_IN_NARROW_GAPS, NARROW_GAP_PX = 400, 24.0
MOST_EDGES_A_LAYER = 256
# log10 of the gradient, or of the last step's change of a weight, that is invisible, and of that at full strength
DECADES = {GRADIENT: (-7.0, -1.0), UPDATE: (-9.0, -3.0)}
LEAST_STRENGTH = 0.06
INK_STEPS = 96.0  # of a pixel's ink for one stroke at full strength


@dataclass(frozen=True, eq=False)
class Bundle:
    """The drawn edges of one layer: (n,) source and target units, strength 0 … 1."""

    source: Ints
    target: Ints
    strength: Floats


@dataclass(frozen=True, eq=False)
class Choice:
    """Which edges are drawn: `n_chosen` of `n_all`, layer by layer without those too weak to be seen."""

    bundles: list[Bundle]
    n_chosen: int
    n_all: int
    full: float  # the size that is drawn at full strength


NOTHING = Choice([], 0, 0, 0.0)


def most_edges(geometry: Geometry) -> int:
    """Return how many edges can be told apart: fewer in the narrow gaps between blocks of cells."""
    return MOST_IN_NARROW_GAPS if geometry.mosaic and geometry.edge_gap < NARROW_GAP_PX else MOST_EDGES


def quotas(counts: Sequence[int], most: int = MOST_EDGES) -> list[int]:
    """Share `most` edges out among layers with `counts` edges: small layers whole, the rest evenly."""
    result = [0] * len(counts)
    left = most
    for place, i in enumerate(sorted(range(len(counts)), key=counts.__getitem__)):
        result[i] = min(counts[i], MOST_EDGES_A_LAYER, left // (len(counts) - place))
        left -= result[i]
    return result


def choose(values: Sequence[Floats], kind: str, most: int = MOST_EDGES) -> Choice:
    """Pick each layer's strongest edges; `values` are (fan_in, fan_out) weights, gradients or updates."""
    flats = [_finite(v) for v in values]
    largest = max((float(np.abs(flat).max()) for flat in flats), default=0.0)
    bundles = []
    shares = quotas([v.size for v in values], most)
    for v, flat, quota in zip(values, flats, shares, strict=True):
        size = np.abs(flat)
        picked = np.argpartition(size, -quota)[-quota:] if quota < size.size else np.arange(size.size)
        strength = _strength(size[picked], kind, largest)
        seen = strength >= LEAST_STRENGTH
        picked, strength = picked[seen], strength[seen]
        source, target = np.divmod(picked, v.shape[1])
        bundles.append(Bundle(source, target, strength))
    full = largest if kind == WEIGHT else 10.0 ** DECADES[kind][1]
    return Choice(bundles, sum(shares), sum(v.size for v in values), full)


def _finite(values: Floats) -> NDArray[np.float32]:
    return np.clip(np.nan_to_num(values, nan=0.0).ravel(), -1e38, 1e38).astype(np.float32)


def _strength(size: Floats, kind: str, largest: float) -> Floats:
    if kind == WEIGHT:
        return (size / largest) ** 0.75 if largest > 0 else np.zeros_like(size)
    low, high = DECADES[kind]
    with np.errstate(divide="ignore"):
        return np.clip((np.log10(size) - low) / (high - low), 0.0, 1.0)


def image(geometry: Geometry, bundles: Sequence[Bundle], ratio: float, theme: Theme) -> QImage:
    """Return the image to draw on the cell area, in device pixels."""
    return next(found for found in drawing(geometry, bundles, ratio, theme) if found is not None)


def drawing(geometry: Geometry, bundles: Sequence[Bundle], ratio: float, theme: Theme) -> Iterator[QImage | None]:
    """Draw the image part by part: yield None after each part, and the image at last."""
    width, height = round(geometry.cells[2] * ratio) + 1, round(geometry.cells[3] * ratio) + 1
    ink = np.zeros((height, width), np.float32)  # how much of it there is in each pixel
    for (left, right), bundle in zip(pairwise(geometry.columns), bundles, strict=True):
        x0, x1 = (round((x - geometry.cells[0]) * ratio) for x in (left.left + left.width, right.left))
        if x1 - x0 >= 2 and bundle.strength.size:
            strokes = _strokes(left, right, bundle, geometry.cells[1], x1 - x0, ratio)
            ink[:, x0:x1] = _filled(*strokes, height, x1 - x0)
            yield None
    pixels = np.take(_table(theme.accent), np.minimum(ink * INK_STEPS, 255.0).astype(np.uint8))
    yield QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def look(strength: float) -> tuple[float, float]:
    """Return an edge's thickness in px and its opacity, where edges have room."""
    return 0.7 + 1.5 * strength**2, _opacity(1.35 * strength**2.5)


def _filled(top: Floats, bottom: Floats, ink: Floats, height: int, gap: int) -> Floats:
    """Fill the vertical spans between `top` and `bottom` (n, gap), with soft ends, and sum them."""
    # A span adds its ink at its top and subtracts it at its bottom, each split over two pixels by the fraction that it
    # covers; the running sum down a column is then the ink in every pixel, without a loop over spans.
    columns = np.arange(gap, dtype=np.int32) * height  # one after another, so that the running sum is along memory
    places = np.empty((4, *top.shape), np.intp)
    amounts = np.empty((4, *top.shape))
    for i, (edge, sign) in enumerate(((top, ink), (bottom, -ink))):
        y = np.clip(edge, 0.0, height - 1.01)
        row = y.astype(np.int32)
        below = (y - row) * sign
        np.add(row, columns, out=places[2 * i])
        np.add(places[2 * i], 1, out=places[2 * i + 1])
        np.subtract(sign, below, out=amounts[2 * i])
        amounts[2 * i + 1] = below
    ends = np.bincount(places.ravel(), amounts.ravel(), height * gap)
    summed = ends.reshape(gap, height).cumsum(axis=1)
    filled: Floats = np.maximum(summed, 0.0).T.astype(np.float32)
    return filled


def _strokes(
    left: Column, right: Column, bundle: Bundle, cells_top: float, gap: int, ratio: float
) -> tuple[Floats, Floats, Floats]:
    """Return tops and bottoms of the strokes (n, gap) in device pixels, and their ink (n, 1)."""
    strength = bundle.strength[:, None].astype(np.float32)
    y0, y1 = (
        ((column.tops[ends] + column.cell_h / 2 - cells_top)[:, None] * ratio).astype(np.float32)
        for column, ends in ((left, bundle.source), (right, bundle.target))
    )
    rise, slope = _curve(gap)
    fine = min(1.0, max(0.45, min(left.pitch, right.pitch) / 20))  # thinner where cells are closer
    thickness = (0.7 + 1.5 * strength**2 * fine) * ratio
    half = 0.5 * thickness * np.sqrt(1.0 + ((y1 - y0) * slope) ** 2)
    middle = y0 + (y1 - y0) * rise
    return middle - half, middle + half, 1.35 * (0.35 + 0.65 * fine) * strength**2.5


@lru_cache(maxsize=64)
def _curve(gap: int) -> tuple[Floats, Floats]:
    """Return height (0 … 1) and slope of the cubic with level ends, in the middle of each of `gap` pixels."""
    edges = smooth_rise(np.arange(gap + 1) / gap)
    middle = np.asarray(0.5 * (edges[1:] + edges[:-1]), np.float32)
    return middle[None, :], np.diff(edges).astype(np.float32)[None, :]


@lru_cache(maxsize=16)
def _table(colour: str) -> NDArray[np.uint32]:
    """Return premultiplied colours for ink 0 … 255: the more ink, the closer to the colour itself."""
    alpha = _opacity(np.arange(256) / INK_STEPS)
    c = QColor(colour)
    a, r, g, b = (np.rint(alpha * v).astype(np.uint32) for v in (255, c.red(), c.green(), c.blue()))
    return np.asarray((a << 24) | (r << 16) | (g << 8) | b, np.uint32)


def _opacity(ink: Any) -> Any:
    return 0.92 * (1.0 - np.exp(-1.25 * ink))
