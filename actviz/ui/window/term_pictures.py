"""The pictures of the glossary, drawn from what the program computes with: no number in them is typed in.

To add a kind of picture: an entry in `lessons.glossary.PICTURES`, and a function here, in `_DRAWN`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from actviz.lessons.glossary import PICTURES, WARM_UP
from actviz.nn.activation import SATURATED_BELOW
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.quantiles import distinct
from actviz.nn.schedules import SCHEDULES, Schedule
from actviz.number_text import compact, percent, plain, power_of_ten
from actviz.translation import mark, tr
from actviz.ui.panels.network.stamps import DEAD, DORMANT, FRAME
from actviz.ui.panels.network.stamps import mark as draw_mark
from actviz.ui.theme import theme

SIZE, TILES_SIZE = QSize(400, 225), QSize(250, 96)
TILE_PX = 56.0
Z_LIMIT, LOWEST, HIGHEST = 5.0, -2.0, 3.0
N_LAYERS, N_STEPS = 10, 100


def term_picture(name: str, ratio: float) -> QImage | None:
    """Return a picture in the theme's colours, for a screen of this ratio; None if there is none of this name."""
    kind, _, what = name.partition(" ")
    if kind not in PICTURES or not PICTURES[kind](what):
        return None
    size = TILES_SIZE if kind == "tile" else SIZE
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.small(theme.tabular(QApplication.font())))
    _DRAWN[kind](painter, QRectF(0, 0, size.width(), size.height()), what)
    painter.end()
    return image


class _Axes:
    """A box in which numbers have their places, with a line at some values and a word beside each."""

    def __init__(self, painter: QPainter, whole: QRectF, x: tuple[float, float], y: tuple[float, float]) -> None:
        metrics = QFontMetricsF(painter.font())
        self._painter, self._x, self._y, self._metrics = painter, x, y, metrics
        self.box = whole.adjusted(metrics.horizontalAdvance("10⁻⁶") + 8, 8, -12, -3 * metrics.lineSpacing() - 6)
        self._below = self.box.bottom() + metrics.lineSpacing() + 4  # the words below begin here
        painter.setPen(QPen(QColor(theme.current().border), 1))
        painter.setBrush(QColor(theme.current().sunken))
        painter.drawRect(self.box)

    def at(self, x: float, y: float) -> QPointF:
        """Return the place of a point."""
        (low, high), (bottom, top) = self._x, self._y
        across, up = (x - low) / (high - low), (y - bottom) / (top - bottom)
        return QPointF(self.box.left() + across * self.box.width(), self.box.bottom() - up * self.box.height())

    def mark_y(self, value: float, text: str) -> None:
        """Draw a level line with a word to the left."""
        place, width = self.at(self._x[0], value), self._metrics.horizontalAdvance(text)
        self._painter.setPen(QPen(QColor(theme.current().grid), 1))
        self._painter.drawLine(place, self.at(self._x[1], value))
        self.write(QPointF(place.x() - width - 5, place.y() + self._metrics.ascent() / 2 - 1), text)

    def mark_x(self, value: float, text: str) -> None:
        """Write a word below a value."""
        place, width = self.at(value, self._y[0]), self._metrics.horizontalAdvance(text)
        self.write(QPointF(place.x() - width / 2, place.y() + self._metrics.ascent() + 4), text)

    def write(self, place: QPointF, text: str, colour: str = "") -> None:
        """Write a word at a place."""
        self._painter.setPen(QColor(colour or theme.current().muted))
        self._painter.drawText(place, text)

    def say(self, *lines: str) -> None:
        """Write what is drawn, in two lines at most, below all."""
        for place, line in enumerate(lines):
            top = self._below + place * self._metrics.lineSpacing()
            self.write(QPointF(self.box.left(), top + self._metrics.ascent()), line)

    def line(self, x: Sequence[float], y: Sequence[float], colour: str, *, dashed: bool = False) -> None:
        """Draw a curve, and nothing outside the box."""
        pen = QPen(QColor(colour), 1.4 if dashed else 2.0)
        if dashed:
            pen.setDashPattern([3.0, 2.5])
        self._painter.save()
        self._painter.setClipRect(self.box)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([self.at(*point) for point in zip(x, y, strict=True)]))
        self._painter.restore()


def _curve(painter: QPainter, whole: QRectF, key: str) -> None:
    """Draw φ (solid) and φ′ (dashed), and tint where the slope is zero or small."""
    now, entry = theme.current(), ACTIVATIONS[key]
    z = np.linspace(-Z_LIMIT, Z_LIMIT, 401)
    corners = np.array([corner for corner in entry.corners() if abs(corner) < Z_LIMIT])
    z = distinct(np.concatenate([z, corners - 1e-6, corners + 1e-6]))
    value, slope = entry.value(z), entry.slope(z)
    low = max(LOWEST, min(float(value.min()), float(slope.min()), 0.0)) - 0.15
    high = min(HIGHEST, max(float(value.max()), float(slope.max()))) + 0.25
    axes = _Axes(painter, whole, (-Z_LIMIT, Z_LIMIT), (low, high))
    small = np.abs(slope) < SATURATED_BELOW * entry.max_slope()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.dead_soft))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], small.astype(int), [0]])))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        painter.drawRect(QRectF(axes.at(float(z[first]), high), axes.at(float(z[last - 1]), low)))
    for y in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        axes.mark_y(y, str(y).replace("-", "−"))
    for x in (-4, -2, 0, 2, 4):
        axes.mark_x(x, "z = 0" if x == 0 else str(x).replace("-", "−"))
    axes.line(z.tolist(), slope.tolist(), now.muted, dashed=True)
    axes.line(z.tolist(), value.tolist(), now.accent)
    words = tr("φ solid, φ′ dashed; largest slope {slope}", slope=compact(entry.max_slope(), 3))
    tint = tr("tinted: the slope is below {share} of that", share=percent(SATURATED_BELOW))
    axes.say(words, *([tint] if small.any() else []))


def _powers(painter: QPainter, whole: QRectF, what: str) -> None:
    """Draw what is left after each layer, on a log axis from 1."""
    now, base = theme.current(), float(what)
    logs = [n * float(np.log10(base)) for n in range(1, N_LAYERS + 1)]
    far = logs[-1]
    low, high = min(far, 0.0) - 0.3, max(far, 0.0) + 0.3
    axes = _Axes(painter, whole, (0.4, N_LAYERS + 0.6), (low, high))
    for decade in range(int(np.ceil(low)), int(np.floor(high)) + 1):
        axes.mark_y(decade, "1" if decade == 0 else power_of_ten(decade))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(now.accent))
    for n, log in enumerate(logs, 1):
        painter.drawRect(QRectF(axes.at(n - 0.3, 0), axes.at(n + 0.3, log)).normalized())
    for n in (1, N_LAYERS):
        axes.mark_x(n, str(n))
    power = plain(base**N_LAYERS, 4)
    axes.say(tr("{base} to the power of n: {power} for n = {n}", base=compact(base), power=power, n=N_LAYERS))


def _schedule(painter: QPainter, whole: QRectF, key: str) -> None:
    """Draw the factor of the learning rate over a run of N_STEPS steps."""
    if key == WARM_UP:
        schedule, name = Schedule(warmup=N_STEPS // 4), tr("Warm-up")
    else:
        schedule = Schedule(key, steps=N_STEPS, every=N_STEPS // 4)
        name = tr(SCHEDULES[key].label)
    axes = _Axes(painter, whole, (0, N_STEPS), (0, 1.1))
    for y in (0, 1):
        axes.mark_y(y, str(y))
    steps = range(N_STEPS)
    axes.line(list(steps), [schedule.at(t) for t in steps], theme.current().accent)
    axes.mark_x(2, "0")
    axes.mark_x(N_STEPS, str(N_STEPS))
    axes.say(tr("{schedule}: the factor of the learning rate, step by step", schedule=name))


def _tile(painter: QPainter, whole: QRectF, kind: str) -> None:
    """Draw a unit's tile beside one without a mark."""
    now, metrics = theme.current(), QFontMetricsF(painter.font())
    for place, (state, words) in enumerate((("", tr("a live unit")), (kind, tr(_STATES[kind])))):
        box = QRectF(whole.left() + 8 + place * 120, whole.top() + 4, TILE_PX, TILE_PX)
        if state != DEAD:
            painter.fillRect(box, QColor(now.accent_soft))
            if state != DORMANT:
                draw_mark(painter, FRAME, box, 1.0, TILE_PX, now)
        if state:
            draw_mark(painter, state, box, 1.0, TILE_PX, now)
        painter.setPen(QColor(now.muted))
        painter.drawText(QPointF(box.left(), box.bottom() + metrics.ascent() + 6), words)


_STATES = {
    "dead": mark("a dead unit"),
    "linear": mark("a linear unit"),
    "dormant": mark("nearly silent"),
    "dropped": mark("dropped"),
}
_DRAWN: dict[str, Callable[[QPainter, QRectF, str], None]] = {
    "curve": _curve,
    "powers": _powers,
    "schedule": _schedule,
    "tile": _tile,
}
