"""The confusion matrix: true class by predicted class, painted with counts where they fit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.arrays import Ints
from actviz.number_text import whole
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import rgb, shortened
from actviz.ui.widgets.text import set_tip

LONGEST_NAME = 12
MARGIN_PX = 8
NAMES_NEED_PX = 64  # of cells; a smaller matrix is drawn without its names, which its tip tells
PREDICTED, TRUE = mark("predicted class"), mark("true class")
BARE_TIP = mark("Rows: true class. Columns: predicted class.")


class ConfusionMatrix(QWidget):
    """Rows are true classes, columns predicted ones; a cell's colour is its share of the row.

    Signals:
        pointed(str): what the cell under the mouse holds, "" when the mouse has left.
    """

    pointed = Signal(str)

    def __init__(self, facts: RunFacts) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setAccessibleName(tr("Confusion matrix: true class by predicted class"))
        self.counts: Ints
        self._pointed: tuple[int, int] | None
        self._step = 0
        self._names: list[str] = []
        self.set_facts(facts)

    def set_facts(self, facts: RunFacts) -> None:
        """Apply a new run's class names; its counts follow."""
        self.counts, self._pointed = np.zeros((0, 0), np.int64), None
        self._full_names = facts.class_texts
        self._names = shortened(facts.class_texts, LONGEST_NAME)

    def show_lane(self, lane: LaneView) -> None:
        """Show a lane's latest matrix."""
        assert lane.snapshot.confusion is not None
        self.counts, self._step = lane.snapshot.confusion, lane.snapshot.step
        self.update()
        self._tell()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.update()

    # Geometry

    def _grid(self) -> QRectF:
        """Return the square that holds the cells."""
        left, top = self._names_px
        side = max(8.0, min(self.width() - left, self.height() - top) - MARGIN_PX)
        x = (self.width() - left - side) / 2.0 + left - MARGIN_PX / 2
        y = (self.height() - top - side) / 2.0 + top - MARGIN_PX / 2
        return QRectF(round(x), round(y), side, side)

    @property
    def _names_px(self) -> tuple[float, float]:
        """The room for names at the left and above; none where they would leave too little for the cells."""
        metrics = QFontMetricsF(self.font())
        left = metrics.height() + max((metrics.horizontalAdvance(n) for n in self._names), default=0.0) + 12
        top = 2 * metrics.height() + 10
        has_room = min(self.width() - left, self.height() - top) - MARGIN_PX >= NAMES_NEED_PX
        return (left, top) if has_room else (0.0, 0.0)

    def _cell_at(self, position: QPointF) -> tuple[int, int] | None:
        grid, n = self._grid(), len(self.counts)
        if n == 0 or not grid.contains(position):
            return None
        row = int((position.y() - grid.top()) / grid.height() * n)
        column = int((position.x() - grid.left()) / grid.width() * n)
        return min(row, n - 1), min(column, n - 1)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint cells, counts and class names, as many as there is room for."""
        n = len(self.counts)
        if n == 0:
            return
        painter, grid, now = QPainter(self), self._grid(), theme.current()
        shares = self.counts / np.maximum(1, self.counts.sum(axis=1, keepdims=True))
        picture = _picture(shares)
        painter.drawImage(grid, picture)
        cell = grid.width() / n
        if cell >= 10:
            painter.setPen(QColor(now.card))
            for i in range(1, n):
                at = i * cell
                painter.drawLine(grid.topLeft() + QPointF(0, at), grid.topRight() + QPointF(0, at))
                painter.drawLine(grid.topLeft() + QPointF(at, 0), grid.bottomLeft() + QPointF(at, 0))
        painter.setPen(QColor(now.border))
        painter.drawRect(grid)
        self._paint_counts(painter, grid, shares)
        if self._names_px != (0.0, 0.0):
            self._paint_names(painter, grid)
        if self._pointed is not None:
            row, column = self._pointed
            painter.setPen(theme.pen(now.text, 2.0))
            painter.drawRect(QRectF(grid.left() + column * cell, grid.top() + row * cell, cell, cell))

    def _paint_counts(self, painter: QPainter, grid: QRectF, shares: NDArray[np.float64]) -> None:
        n, now, metrics = len(self.counts), theme.current(), QFontMetricsF(self.font())
        cell = grid.width() / n
        if metrics.horizontalAdvance("0" * len(whole(self.counts.max()))) > cell - 4 or metrics.height() > cell:
            return
        for i, j in np.argwhere(self.counts > 0).tolist():
            painter.setPen(QColor(now.on_accent if shares[i, j] > 0.55 else now.text))
            box = QRectF(grid.left() + j * cell, grid.top() + i * cell, cell, cell)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, whole(self.counts[i, j]))

    def _paint_names(self, painter: QPainter, grid: QRectF) -> None:
        n, now, metrics = len(self.counts), theme.current(), QFontMetricsF(self.font())
        cell, height = grid.width() / n, metrics.height()
        widest = max(metrics.horizontalAdvance(name) for name in self._names)
        painter.setPen(QColor(now.muted))
        right, centre = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignCenter
        for i in range(0, n, max(1, int(np.ceil(height / cell)))):
            box = QRectF(grid.left() - widest - 6, grid.top() + i * cell, widest, cell)
            painter.drawText(_at_least(box, height), right, self._names[i])
        every = max(1, int(np.ceil((widest + 4) / cell)))
        for j in range(0, n, every) if every < n else ():  # one name alone would look like that of all columns
            box = QRectF(grid.left() + j * cell, grid.top() - height - 3, cell, height)
            painter.drawText(_at_least(box, widest + 4), centre, self._names[j])
        predicted = tr(PREDICTED)
        wide = max(grid.width(), metrics.horizontalAdvance(predicted) + 2.0)
        left = min(max(grid.center().x() - wide / 2, 0.0), self.width() - wide)  # a small matrix is narrower than it
        painter.drawText(QRectF(left, grid.top() - 2 * height - 5, wide, height), centre, predicted)
        painter.save()
        painter.translate(grid.left() - widest - height - 8, grid.center().y())
        painter.rotate(-90.0)
        painter.drawText(QRectF(-grid.height() / 2, 0, grid.height(), height), centre, tr(TRUE))
        painter.restore()

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Describe the cell under the mouse."""
        self._point_at(self._cell_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Let go of the cell."""
        self._point_at(None)

    def _point_at(self, cell: tuple[int, int] | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self.update()
            self._tell()

    def _tell(self) -> None:
        if self._pointed is None or max(self._pointed) >= len(self.counts):
            set_tip(self, tr(BARE_TIP))
            self.pointed.emit("")
            return
        row, column = self._pointed
        count, total = int(self.counts[row, column]), int(self.counts[row].sum())
        names = {"true": self._full_names[row], "predicted": self._full_names[column]}
        text = tr("true {true} → {predicted}: {n} of {all}", **names, n=whole(count), all=whole(total))
        if total:
            text += f" ({100 * count / total:.0f} %)"
        set_tip(self, text)
        self.pointed.emit(text)

    def table(self, name: str) -> list[list[object]]:
        """Return rows of lane, step, true class and the counts by predicted class."""
        rows = zip(self._full_names, self.counts.tolist(), strict=False)
        return [[name, self._step, true, *counts] for true, counts in rows]


def _picture(shares: NDArray[np.float64]) -> QImage:
    """Return one pixel a cell, from the sunken ground (0) to the accent (1)."""
    now, n = theme.current(), len(shares)
    low, high = (np.array(rgb(QColor(c)), np.float64) for c in (now.sunken, now.accent))
    pixels = np.full((n, n, 4), 255, np.uint8)
    pixels[..., :3] = low + (shares**0.7)[..., None] * (high - low)
    return QImage(pixels.data, n, n, 4 * n, QImage.Format.Format_RGBA8888).copy()


def _at_least(box: QRectF, size: float) -> QRectF:
    """Return the box, grown about its middle where it is too small for a label."""
    wider, higher = max(0.0, size - box.width()), max(0.0, size - box.height())
    return box.adjusted(-wider / 2, -higher / 2, wider / 2, higher / 2)
