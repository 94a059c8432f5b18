"""Cells' colours: measurements in, arrays of 32-bit colours (n, height, width) out.

Colours are 0xAARRGGBB, opaque, in device pixels, the top row first.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView
from actviz.arrays import Bytes, Floats
from actviz.translation import mark
from actviz.ui.theme.class_colours import class_colour, value_scale
from actviz.ui.theme.palettes import Theme

Pixels = NDArray[np.uint32]
Rgb = NDArray[np.uint8]  # (n, 3)
OWN_MAP, ACTIVE, MEAN = mark("what each unit responds to"), mark("active fraction"), mark("mean activation")
FILLS = (OWN_MAP, ACTIVE, MEAN)
PLAIN = "plain"  # of a folded network: only dead units stand out
LEAST_MAP_PX = 6.0  # smaller cells show a map's mean
LEAST_GAUGE_PX = 9.0  # smaller cells show a fraction by colour alone
# of a map's scale: with a smaller swing a unit is constant, and flat grey; up to the larger one its colours fade in
CONSTANT_SWING, FULL_SWING = 0.02, 0.2
FADES = 16


def has_maps(lane: LaneView) -> bool:
    """Whether units have a map over the input plane: only for two inputs."""
    return lane.present.map_extent is not None


def unit_fill(lane: LaneView, layers: range, kind: str, size: tuple[int, int], side_px: float, theme: Theme) -> Pixels:
    """Return the cells of these hidden layers' units (1-based), one after another; size: (height, width) in pixels."""
    snapshot = lane.snapshot
    units = snapshot.units[layers.start - 1 : layers.stop - 1]
    if kind == PLAIN:
        alive = int(_blend(QColor(*theme.neutral), QColor(theme.accent), np.array([0.35]))[0])
        return np.full((sum(len(u.dead) for u in units), *size), alive, np.uint32)
    if kind == OWN_MAP and snapshot.unit_maps is not None:
        maps = np.concatenate(snapshot.unit_maps[layers.start - 1 : layers.stop - 1])
        table, rows = _faded(theme), 256 * fade(maps)
        if side_px >= LEAST_MAP_PX:
            return np.take(table, resample(maps, *size) + rows[:, None, None])
        return _flat(table[np.rint(maps.mean(axis=(1, 2))).astype(np.intp) + rows], size)
    if kind == ACTIVE:
        return _gauge(np.nan_to_num(np.concatenate([u.active_fraction for u in units])), size, side_px, theme)
    share = np.nan_to_num(np.concatenate([u.mean_activation for u in units])) / mean_scale(lane)
    return _flat(_colours(theme)[signed_bytes(share)], size)


def mean_scale(lane: LaneView) -> float:
    """Return the mean activation that gets the full colour: a power of two, so that it moves in jumps."""
    largest = max(float(np.abs(np.nan_to_num(u.mean_activation)).max()) for u in lane.snapshot.units)
    return float(2.0 ** math.ceil(math.log2(largest))) if 1e-12 < largest < 1e30 else 1.0


def input_fill(lane: LaneView, size: tuple[int, int], theme: Theme) -> Pixels:
    """Return the input's cells: each coordinate's own gradient for 2-D data, else the first training example."""
    facts = lane.present
    height, width = size
    if facts.map_extent is None:
        return _flat(_colours(theme)[signed_bytes(np.nan_to_num(facts.train_x[0]) / 2.0)], size)
    x0, x1, y0, y1 = facts.map_extent
    xs = signed_bytes(_span(x0, x1, width))
    ys = signed_bytes(_span(y0, y1, height))[::-1]
    both = np.stack([np.tile(xs, (height, 1)), np.repeat(ys, width).reshape(height, width)])
    return np.take(_colours(theme), both)


def output_fill(lane: LaneView, size: tuple[int, int], theme: Theme) -> Pixels:
    """Return the output's cells: a class's share in its colour, a predicted value on the learned map's scale."""
    found, facts = lane.snapshot.output_map, lane.present
    n = facts.sizes[-1]
    if found is None:
        return np.full((n, *size), QColor(theme.sunken).rgba(), np.uint32)
    values = np.nan_to_num(np.asarray(found, np.float32))
    if facts.task == "classification":
        shares = resample(np.asarray(np.rint(255.0 * np.clip(values, 0.0, 1.0)), np.uint8), *size)
        ground = QColor(*theme.neutral)
        tables = np.stack([_blend(ground, class_colour(i), np.linspace(0.0, 0.9, 256)) for i in range(n)])
        return np.asarray(tables[np.arange(n)[:, None, None], shares])
    scales = np.array([value_scale(column) for column in np.atleast_2d(facts.own_train_y.T)], np.float32)
    middle, half = scales[:, 0, None, None], scales[:, 1, None, None]
    return np.take(_colours(theme), resample(signed_bytes((values - middle) / half), *size))


def fade(maps: Bytes) -> NDArray[np.intp]:
    """Return for each map (n, px, px) how much of its colours it keeps, 0 … FADES: none where it is constant."""
    flat = maps.reshape(len(maps), -1)
    swing = (flat.max(axis=1).astype(np.float32) - flat.min(axis=1)) / 127.0
    shares = np.clip((swing - CONSTANT_SWING) / (FULL_SWING - CONSTANT_SWING), 0.0, 1.0)
    return np.asarray(np.ceil(FADES * shares), np.intp)


def signed_bytes(values: Floats) -> Bytes:
    """Map -1 … 1 to 1 … 255, 0 to 128."""
    return np.asarray(np.rint(128.0 + 127.0 * np.clip(values, -1.0, 1.0)), np.uint8)


def resample(maps: Bytes, height: int, width: int) -> Bytes:
    """Resize maps (n, px, px), lowest y first, to (n, height, width), highest y first."""
    n, n_rows, n_columns = maps.shape
    rows = _weights(height, n_rows)[::-1]
    columns = _weights(width, n_columns)
    across = maps.reshape(-1, n_columns).astype(np.float32) @ columns.T  # (n px, width)
    turned = np.ascontiguousarray(across.reshape(n, n_rows, width).transpose(0, 2, 1))
    resized = (turned.reshape(-1, n_rows) @ rows.T).reshape(n, width, height)
    return np.asarray(resized + 0.5, np.uint8).transpose(0, 2, 1)


@lru_cache(maxsize=64)
def _weights(n_out: int, n_in: int) -> NDArray[np.float32]:
    """Return the (n_out, n_in) matrix of a triangle filter, as wide as a pixel of the coarser side."""
    centres = (np.arange(n_out) + 0.5) * n_in / n_out - 0.5
    width = max(1.0, n_in / n_out)
    distance = np.abs(np.clip(centres, 0, n_in - 1)[:, None] - np.arange(n_in)) / width
    weights = np.maximum(0.0, 1.0 - distance)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


def _flat(colours: Pixels, size: tuple[int, int]) -> Pixels:
    return np.broadcast_to(colours[:, None, None], (len(colours), *size)).copy()


def gauge_colours(theme: Theme) -> Rgb:
    """Return the (256, 3) colours of fractions 0 … 1 in small cells."""
    packed = _blend(QColor(*theme.neutral), QColor(theme.accent), np.linspace(0.0, 0.85, 256))
    return np.stack([(packed >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.uint8)


def _gauge(fraction: Floats, size: tuple[int, int], side_px: float, theme: Theme) -> Pixels:
    low, high = QColor(theme.neutral[0], theme.neutral[1], theme.neutral[2]), QColor(theme.accent)
    if side_px < LEAST_GAUGE_PX:
        table = _blend(low, high, np.linspace(0.0, 0.85, 256))
        return _flat(table[np.rint(np.clip(fraction, 0, 1) * 255).astype(np.uint8)], size)
    height, width = size
    empty, full = _blend(low, high, np.array([0.04, 0.62]))
    filled = np.arange(height)[::-1] < np.rint(fraction * height)[:, None]
    return np.repeat(np.where(filled, full, empty).astype(np.uint32)[:, :, None], width, axis=2)


def _span(low: float, high: float, n: int) -> Floats:
    return np.linspace(low, high, n) / max(abs(low), abs(high), 1e-12)


def _colours(theme: Theme) -> Pixels:
    return _packed(theme.diverging().tobytes())


def _faded(theme: Theme) -> Pixels:
    """Return the tables of the values' colours, from all flat grey to full, one after another."""
    return _faded_tables(theme.diverging().tobytes(), theme.constant)


@lru_cache(maxsize=4)
def _faded_tables(table: bytes, constant: str) -> Pixels:
    grey = QColor(constant)
    ground = np.array([grey.red(), grey.green(), grey.blue()], np.float32)
    colours = np.frombuffer(table, np.uint8).reshape(-1, 3)
    shares = np.linspace(0.0, 1.0, FADES + 1)[:, None, None]
    return pack(np.rint(ground + shares * (colours - ground)).reshape(-1, 3))


@lru_cache(maxsize=4)
def _packed(table: bytes) -> Pixels:
    return pack(np.frombuffer(table, np.uint8).reshape(-1, 3))


def pack(rgb: NDArray[Any]) -> Pixels:
    """Turn (n, 3) red, green, blue into opaque 32-bit colours."""
    r, g, b = (rgb[:, i].astype(np.uint32) for i in range(3))
    return np.asarray(0xFF000000 | (r << 16) | (g << 8) | b, np.uint32)


def _blend(low: QColor, high: QColor, share: Floats) -> Pixels:
    ends = np.array([[c.red(), c.green(), c.blue()] for c in (low, high)], float)
    return pack(np.rint(ends[0] + (ends[1] - ends[0]) * share[:, None]))
