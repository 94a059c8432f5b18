"""RunPicture: the run so far in a strip, with the loss as a line, the dead units as an area, and flags."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QPolygonF

from actviz.app.lanes import MAX_LANES, LaneView
from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.quantiles import quantile
from actviz.number_text import plain, whole
from actviz.training.history.dead_course import DeadCourse, grid
from actviz.training.snapshot import HistoryView
from actviz.translation import tr
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.timeline.events import Mark, Marks

EDGE_PX = 8  # left and right of the line, so that the handle is whole at both ends
BASE_PX = 9  # from the lower edge to the line that the handle runs on
PENNANT_PX = 5
MOST_POINTS = 300  # of a curve
NOTE_COLOUR = 3  # among the lanes'
GAP_PX = 6  # between two flags' words
LEAST_CURVE_PX = 8.0  # of height; a lower strip has flags alone
AREA_ALPHA = 90
THICKER_PX = 0.3  # than a pixel is a curve


@dataclass(frozen=True, eq=False)
class Course:
    """What the strip draws of one lane; loss and dead units are shares of their largest, 0 … 1."""

    index: int  # the lane's colour
    history: HistoryView
    steps: Floats
    loss: Floats
    dead_steps: Floats
    dead: Floats


def course_of(lane: LaneView, dead: DeadCourse) -> Course:
    """Return a lane's curves: the loss over its 95 % quantile, the dead units over all hidden units."""
    h = lane.history
    starts = np.arange(0, len(h.steps), max(1, -(-len(h.steps) // MOST_POINTS)))
    loss = _means(h.loss, starts)
    finite = loss[np.isfinite(loss)]
    top = max(1e-300, 1.05 * quantile(finite, 0.95)) if finite.size else 1.0
    last = int(h.census_steps[-1]) if len(h.census_steps) else 0
    dead_steps = grid(0, last, last, MOST_POINTS)
    return Course(
        lane.index,
        h,
        h.steps[starts].astype(float),
        np.clip(loss / top, 0.0, 1.0),
        dead_steps.astype(float),
        dead.at(lane.facts, h, dead_steps).sum(axis=1) / max(1, lane.facts.n_hidden_units),
    )


def _means(values: Floats, starts: NDArray[np.int64]) -> Floats:
    """Return the means of the finite values from each start to the next; NaN where there is none."""
    if not len(starts):
        return np.zeros(0)
    finite = np.isfinite(values)
    counts = np.add.reduceat(finite.astype(float), starts)
    sums = np.add.reduceat(np.where(finite, values, 0.0), starts)
    return np.asarray(np.where(counts > 0, sums / np.maximum(counts, 1.0), np.nan))


def flag_row_px(font: QFont) -> int:
    """Return the height of the row of flags, at the top."""
    return math.ceil(QFontMetricsF(font).ascent()) + 1


class RunPicture:
    """Paints the strip once for each state of the record; in between it is a picture."""

    def __init__(self) -> None:
        self._courses: tuple[Course, ...] = ()
        self._dead = [DeadCourse() for _ in range(MAX_LANES)]
        self._picture = QPixmap()
        self._pictured: tuple[object, ...] = ()

    def set_lanes(self, lanes: Sequence[LaneView]) -> None:
        """Take on the lanes' records, where they have grown."""
        known = {id(course.history): course for course in self._courses}
        found = tuple(
            known.get(id(lane.history)) or course_of(lane, dead) for lane, dead in zip(lanes, self._dead, strict=False)
        )
        if found != self._courses:
            self._courses = found

    def drawn(self, size: QSize, ratio: float, newest: int, marks: Marks, font: QFont) -> QPixmap:
        """Return the picture, `size` large, of the steps 0 … `newest`."""
        state = self._courses, size, ratio, newest, marks, theme.current(), font
        if state != self._pictured:
            self._pictured = state
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            self._paint(painter, size, max(1, newest), marks)
            painter.end()
        return self._picture

    def _paint(self, painter: QPainter, size: QSize, newest: int, marks: Marks) -> None:
        now, base = theme.current(), float(size.height() - BASE_PX)
        room = base - flag_row_px(painter.font()) - 2.0
        per_step = (size.width() - 2 * EDGE_PX) / newest
        alone = len(self._courses) == 1
        courses = self._courses if room >= LEAST_CURVE_PX else ()
        for course in courses:
            ink = QColor(now.dead) if alone else now.lane(course.index)
            x = EDGE_PX + per_step * course.dead_steps
            ends = np.full(min(1, len(x)), base)
            area = _points(np.concatenate([x[:1], x, x[-1:]]), np.concatenate([ends, base - room * course.dead, ends]))
            soft = QColor(ink)
            soft.setAlpha(AREA_ALPHA if alone else AREA_ALPHA // 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for course in courses:
            painter.setPen(theme.pen(now.accent if alone else now.lane(course.index), 1.0))
            known = np.isfinite(course.loss)
            line = _points(EDGE_PX + per_step * course.steps[known], base - room * course.loss[known])
            for lower in (0.0, THICKER_PX):  # Qt takes fifty times as long for a line that is thicker than a pixel
                painter.drawPolyline(line.translated(0.0, lower))
        self._paint_flags(painter, size, per_step, newest, marks)

    def _paint_flags(self, painter: QPainter, size: QSize, per_step: float, newest: int, marks: Marks) -> None:
        """Paint a pole with a pennant for every flag, and its words where they overprint none of the others'."""
        base, width = float(size.height() - BASE_PX), size.width()
        taken = np.zeros(width + 1, np.bool_)  # by pixel columns
        poles: dict[int, Mark] = {}
        for mark in marks.flags:
            if mark.step <= newest:
                poles.setdefault(round(EDGE_PX + per_step * mark.step), mark)
        for x, mark in poles.items():
            colour = flag_colour(mark.kind)
            painter.setPen(theme.pen(colour, 1.0))
            painter.drawLine(QPointF(x, 1.0), QPointF(x, base))
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, 1.0), QPointF(x + PENNANT_PX, 3.5), QPointF(x, 6.0)]))
            taken[max(0, x - 1) : x + PENNANT_PX] = True
        painter.setPen(QColor(theme.current().text))
        metrics = QFontMetricsF(painter.font())
        for x, mark in poles.items():
            words = math.ceil(metrics.horizontalAdvance(mark.flag))
            for left in (x + PENNANT_PX + 2, x - words - 3):  # where there is no room behind it, before the pole
                span = slice(max(0, left - 1), left + words + 1)
                if left >= 0 and left + words <= width and not taken[span].any():
                    taken[max(0, left - GAP_PX) : left + words + GAP_PX] = True
                    painter.drawText(QPointF(left, metrics.ascent() - 0.5), mark.flag)
                    break


def flag_colour(kind: str) -> QColor:
    """Return the colour of the flags of a kind."""
    now = theme.current()
    return now.lane(NOTE_COLOUR) if kind == "note" else QColor(now.accent if kind == "change" else now.muted)


def _points(x: Floats, y: Floats) -> QPolygonF:
    # pyqtgraph writes into the memory of the polygon, and an empty one has none
    return pg.functions.arrayToQPolygonF(x, y) if len(x) else QPolygonF()


def words_at(lanes: Sequence[LaneView], step: int) -> list[str]:
    """Return a line for each lane: its loss and dead units at the step nearest to this one that was measured."""
    lines = []
    for lane in lanes:
        h, name = lane.history, f"{lane.name}: " if len(lanes) > 1 else ""
        if len(h.census_steps) and step <= lane.n_steps:
            row = int(np.abs(h.census_steps - step).argmin())
            dead, units = int(h.dead[row].sum()), lane.facts.n_hidden_units
            values = {"dead": dead, "units": units, "step": whole(h.census_steps[row])}
            told = tr("{dead} of {units} units dead (measured at step {step})", **values)
            if np.isfinite(h.train_loss[row]):
                loss = plain(float(h.train_loss[row]))
                told = tr("loss {loss}, {dead} of {units} units dead (measured at step {step})", loss=loss, **values)
            lines.append(name + told)
    return lines
