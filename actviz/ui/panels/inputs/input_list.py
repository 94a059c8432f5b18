"""InputList: every input of the data as a row with its name and the distribution of its values by class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from actviz.number_text import compact
from actviz.training.snapshot import RunFacts
from actviz.translation import tr
from actviz.ui.panels.inputs.counts import BINS, InputCounts, input_counts, telling_pair
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import class_colour, signed_colour, value_scale
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import paragraphs, show_tip

ROW_PX, TALLEST_PX, NAME_SHARE, MARGIN_PX = 32, 76, 0.42, 8
ACROSS, UP = "→", "↑"  # which axis of the map a chosen input is on


class InputList(QAbstractScrollArea):
    """The rows. A click, or Return, puts an input on the axis of the map that was changed longer ago.

    Signals:
        chosen(int, int): the inputs of the map, from 0: across, and up.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inputList")
        self.setAccessibleName(tr("Inputs"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("arrowKeys", True)
        self.viewport().setAutoFillBackground(False)
        self.setFont(theme.tabular(theme.small(self.font())))
        self.pair = (0, 1)
        self.current = 0  # the row that the keyboard is at
        self._turn = 0  # which of the pair the next choice replaces
        self._facts: RunFacts | None = None
        self._counts: dict[int, InputCounts] = {}

    def show_facts(self, facts: RunFacts) -> None:
        """Show the inputs of a run."""
        if facts is self._facts:
            return
        others = self._facts is None or self._facts.input_texts != facts.input_texts
        self._facts, self._counts = facts, {}
        if others:
            self.pair, self._turn = telling_pair(facts), 0
            self.current = self.pair[0]
        self._fit()
        if others:
            self._reveal(self.current)
        self.viewport().update()

    def counts_of(self, which: int) -> InputCounts:
        """Return the distribution of an input; it is counted when it is first looked at."""
        assert self._facts is not None
        if which not in self._counts:
            self._counts[which] = input_counts(self._facts, which)
        return self._counts[which]

    def choose(self, which: int) -> None:
        """Put an input on one of the map's axes."""
        self.current = which
        if self._facts is not None and which not in self.pair:
            across, up = self.pair
            self.pair = (which, up) if self._turn == 0 else (across, which)
            self._turn = 1 - self._turn
            self.chosen.emit(*self.pair)
        self.viewport().update()

    # Painting

    @property
    def _row_px(self) -> int:
        """The rows' height: a few rows fill the list."""
        n = 1 if self._facts is None else len(self._facts.input_texts)
        return min(max(self.viewport().height() // n, px(ROW_PX)), px(TALLEST_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows that are in view."""
        if self._facts is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = self.verticalScrollBar().value() // self._row_px
        last = (self.verticalScrollBar().value() + self.viewport().height()) // self._row_px
        for which in range(first, min(last + 1, len(self._facts.input_texts))):
            self._paint_row(painter, which)
        painter.end()

    def row_rect(self, which: int) -> QRect:
        """Return where a row is in the viewport."""
        top = which * self._row_px - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._row_px)

    def _paint_row(self, painter: QPainter, which: int) -> None:
        assert self._facts is not None
        now, row = theme.current(), self.row_rect(which).adjusted(2, 1, -2, -1)
        if which in self.pair:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(QRectF(row), 4, 4)
        if which == self.current and self.hasFocus():
            painter.setPen(QPen(QColor(now.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4)
        wide = int(NAME_SHARE * row.width())
        place = row.adjusted(MARGIN_PX, 0, wide - row.width(), 0)
        mark = ""
        if which in self.pair:
            mark = f"{ACROSS if which == self.pair[0] else UP} "
        font = QFont(self.font())
        font.setBold(which in self.pair)
        painter.setFont(font)
        painter.setPen(QColor(now.text))
        name = QFontMetrics(font).elidedText(
            mark + self._facts.input_texts[which], Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        self._paint_counts(painter, QRectF(row).adjusted(wide + 4, 3, -MARGIN_PX, -2), self.counts_of(which))

    def _paint_counts(self, painter: QPainter, box: QRectF, counts: InputCounts) -> None:
        now = theme.current()
        painter.setPen(QPen(QColor(now.border), 1.0))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        tallest, wide = float(counts.shares.max()) or 1.0, box.width() / BINS
        if counts.targets is not None:
            self._paint_values(painter, box, counts, tallest)
            return
        for i, shares in enumerate(counts.shares):
            tops = [box.bottom() - box.height() * float(share) / tallest for share in shares]
            steps = [QPointF(box.left() + (k + side) * wide, top) for k, top in enumerate(tops) for side in (0, 1)]
            outline = QPolygonF([box.bottomLeft(), *steps, box.bottomRight()])
            colour = class_colour(i)
            painter.setPen(QPen(colour, 1.2))
            soft = QColor(colour)
            soft.setAlphaF(0.25 if len(counts.shares) <= 3 else 0.08)
            painter.setBrush(soft)
            painter.drawPolyline(outline)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(outline)

    def _paint_values(self, painter: QPainter, box: QRectF, counts: InputCounts, tallest: float) -> None:
        """Paint bars in the colours of the mean targets of their examples."""
        assert self._facts is not None
        assert counts.targets is not None
        middle, half = value_scale(self._facts.own_train_y[:, 0])
        wide = box.width() / BINS
        painter.setPen(QPen(QColor(theme.current().muted), 0.5))
        for k, share in enumerate(counts.shares[0]):
            if share > 0.0:
                height = box.height() * float(share) / tallest
                painter.setBrush(signed_colour(float(np.clip((counts.targets[k] - middle) / half, -1.0, 1.0))))
                painter.drawRect(QRectF(box.left() + k * wide, box.bottom() - height, wide, height))

    # Mouse and keyboard

    def row_at(self, y: float) -> int | None:
        """Return the row at a height of the viewport."""
        which = int(y + self.verticalScrollBar().value()) // self._row_px
        return which if self._facts is not None and 0 <= which < len(self._facts.input_texts) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row."""
        which = self.row_at(event.position().y())
        if which is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(which)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, choose with Return."""
        n = 0 if self._facts is None else len(self._facts.input_texts)
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}
        move = moves.get(Qt.Key(event.key()))
        if move is not None and n:
            self.current = min(max(self.current + move, 0), n - 1)
            self._reveal(self.current)
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and n:
            self.choose(self.current)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the row's numbers at the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            which = self.row_at(event.pos().y())
            show_tip(event.globalPos(), "" if which is None else self.tip_of(which), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_of(self, which: int) -> str:
        """Return an input's name and numbers, and what a click does."""
        assert self._facts is not None
        counts = self.counts_of(which)
        numbers = tr(
            "{least} to {largest}, mean {mean}, deviation {deviation}",
            least=compact(counts.least, 4),
            largest=compact(counts.largest, 4),
            mean=compact(counts.mean, 4),
            deviation=compact(counts.deviation, 3),
        )
        return paragraphs(self._facts.input_texts[which], numbers, tr("A click puts it on an axis of the map."))

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll as far as there are rows."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for three rows at least."""
        return QSize(px(120), 3 * px(ROW_PX))

    def _fit(self) -> None:
        n = 0 if self._facts is None else len(self._facts.input_texts)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, n * self._row_px - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._row_px)

    def _reveal(self, which: int) -> None:
        bar, top = self.verticalScrollBar(), which * self._row_px
        if top < bar.value():
            bar.setValue(top)
        elif top + self._row_px > bar.value() + self.viewport().height():
            bar.setValue(top + self._row_px - self.viewport().height())
