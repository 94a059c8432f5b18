"""A small picture of a data set, drawn from its own examples."""

from __future__ import annotations

from functools import cache
from math import isqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from actviz.arrays import Floats
from actviz.data import DATASETS, Data
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour, rgb, signed_image, value_scale

N_SHOWN, N_VALUES, NOISE = 140, 600, 0.04
CELLS = 16  # of a map of values, along its longer side
SPREAD = 2.2  # standard deviations that a picture of points reaches on either side
POINTS_ACROSS = 11.0  # that fit side by side between the middle and the edge of a picture
FEWEST_PIXELS = 64  # of an example that is an image
IMAGES = (3, 2)  # across and down


@cache
def example_data(key: str) -> Data:
    """Return some examples of a built-in data set, always the same ones."""
    entry = DATASETS[key]
    n = N_SHOWN if entry.task == "classification" else N_VALUES
    return entry.generate(n, NOISE if entry.task == "classification" else 0.0, np.random.default_rng(1))


def draw_data(painter: QPainter, box: QRectF, data: Data) -> None:
    """Draw images as images, a regression on the plane as a map of its values, all else as points."""
    side = isqrt(data.n_inputs)
    n = N_SHOWN if data.task == "classification" or data.n_inputs == 1 else N_VALUES
    x = np.asarray(data.x[:n], np.float64)
    y = np.asarray(data.y[:n], np.float64).reshape(len(x), -1)[:, 0]
    if data.n_inputs >= FEWEST_PIXELS and side * side == data.n_inputs:
        _draw_images(painter, box, x, side)
    elif data.task == "regression" and data.n_inputs > 1:
        _draw_values(painter, box, x[:, :2], y)
    else:
        points = x[:, :2] if data.n_inputs > 1 else np.stack((x[:, 0], y), axis=1)
        colours = [class_colour(int(c)) for c in y] if data.class_names else None
        _draw_points(painter, box, points, colours)


def _within_one(values: Floats) -> Floats:
    """Return finite values, columns at most 1 in size: the user's own may be as large as floats can be."""
    values = np.nan_to_num(np.asarray(values, np.float64))
    largest = np.abs(values).max(axis=0)
    return np.asarray(values / np.where(largest > 0, largest, 1.0))


def _centred(points: Floats) -> Floats:
    """Return the points about 0, most of them within -1 … 1."""
    points = _within_one(points)
    middle = np.median(points, axis=0)
    spread = SPREAD * points.std(axis=0)
    return np.asarray(np.clip((points - middle) / np.where(spread > 1e-12, spread, 1.0), -1.0, 1.0))


def _draw_points(painter: QPainter, box: QRectF, points: Floats, colours: list[QColor] | None) -> None:
    reach = min(box.width(), box.height()) / 2 - 1.0
    middle = box.center()
    places = [QPointF(middle.x() + reach * x, middle.y() - reach * y) for x, y in _centred(points)]
    radius = reach / POINTS_ACROSS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for i, place in enumerate(places):
        painter.setBrush(QColor(theme.current().accent) if colours is None else colours[i])
        painter.drawEllipse(place, radius, radius)


def _draw_values(painter: QPainter, box: QRectF, points: Floats, values: Floats) -> None:
    """Fill the box with the value of the nearest example at each place."""
    values = _within_one(values)
    middle, half = value_scale(values)
    down = max(2, round(CELLS * box.height() / box.width()))
    across, up = np.meshgrid(np.linspace(-0.8, 0.8, CELLS), np.linspace(0.8, -0.8, down))
    cells = np.column_stack((across.ravel(), up.ravel()))
    nearest = ((cells[:, None, :] - _centred(points)[None]) ** 2).sum(axis=2).argmin(axis=1)
    pixels = signed_image(((values[nearest] - middle) / half).reshape(down, CELLS))
    _draw_pixels(painter, box, pixels, smooth=True)


def _draw_images(painter: QPainter, box: QRectF, rows: Floats, side: int) -> None:
    """Draw the first examples as dark strokes on the card's ground."""
    across, down = IMAGES
    ground, ink = (np.array(rgb(QColor(c)), np.float64) for c in (theme.current().card, theme.current().text))
    cell = min(box.width() / across, box.height() / down)
    left, top = box.center().x() - cell * across / 2, box.center().y() - cell * down / 2
    for i, row in enumerate(rows[: across * down]):
        row = _within_one(row)
        strength = ((row - row.min()) / (np.ptp(row) or 1.0)).reshape(side, side, 1)
        pixels = np.asarray(ground + strength * (ink - ground), np.uint8)
        place = QRectF(left + cell * (i % across), top + cell * (i // across), cell - 1, cell - 1)
        _draw_pixels(painter, place, pixels, smooth=False)


def _draw_pixels(painter: QPainter, box: QRectF, pixels: NDArray[np.uint8], smooth: bool) -> None:
    height, width = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).tobytes()  # QImage only borrows it
    image = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
    painter.drawImage(box, image)
