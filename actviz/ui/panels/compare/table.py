"""LaneTable: the rows of the lanes, painted; each has two lines, and where it is narrow its numbers take the second."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.translation import tr
from actviz.ui.panels.compare.rows import Cell, LaneRow, Measure
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import Theme
from actviz.ui.widgets.text import lines, show_tip

SIDE_PX, GAP_PX, BAR_PX, PAD_PX, DOT_PX = 10, 6, 3, 3, 8
BEST = "\u2009✓"
WIDEST_CELL = "1/8,800,000"  # what the narrowest cell of a wide table has room for
NARROW_CELL = "88/88 ✓"
BETWEEN = " · "
WORDS_LETTERS = 22  # of a name and what differs, for which a wide table has room
HIGHEST_ROW_PX = 46


class LaneTable(QWidget):
    """A row for each lane; a tool tip has everything on the row under the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[tuple[str, ...], ...] = ()  # of each column, the longest first
        self._widths: tuple[float, ...] = ()
        self.rows: tuple[LaneRow, ...] = ()
        self.chosen = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._take_fonts()

    def show_rows(self, measures: Sequence[Measure], rows: Sequence[LaneRow], chosen: int) -> None:
        """Show these rows; the one at the place `chosen` is the lane that the controls change."""
        heads = tuple(tuple(map(tr, measure.heads)) for measure in measures)
        if (heads, tuple(rows), chosen) == (self.heads, self.rows, self.chosen):
            return
        if len(rows) != len(self.rows):
            self.updateGeometry()
        self.heads, self.rows, self.chosen = heads, tuple(rows), chosen
        self._widths = tuple(measure.width for measure in measures)
        self.setAccessibleName("\n".join(self.text_of(row) for row in self.rows))
        self.update()

    def text_of(self, row: LaneRow) -> str:
        """Return a row as one sentence of its names and numbers."""
        cells = [f"{heads[0]} {_words(cell)}" for heads, cell in zip(self.heads, row.cells, strict=True)]
        return ", ".join(part for part in (row.name, *row.differs, row.verdict, *cells) if part)

    @property
    def is_wide(self) -> bool:
        """Whether the numbers have room beside the name."""
        words = WORDS_LETTERS * self._metrics.averageCharWidth() + 2 * SIDE_PX
        return self.width() >= words + len(self.heads) * (self._metrics.horizontalAdvance(WIDEST_CELL) + GAP_PX)

    @property
    def n_columns(self) -> int:
        """How many of the columns there is room for."""
        least = self._metrics.horizontalAdvance(NARROW_CELL) + GAP_PX
        return max(1, min(len(self.heads), (self.width() - 2 * SIDE_PX) // least))

    def minimumSizeHint(self) -> QSize:
        """Return the room for two lines a lane."""
        return QSize(1, self._head_px + len(self.rows) * 2 * self._line_px)

    def row_box(self, place: int) -> QRect:
        """Return where the row at a place is."""
        height = (self.height() - self._head_px - PAD_PX) // max(1, len(self.rows))
        height = max(2 * self._line_px, min(height, HIGHEST_ROW_PX, 2 * self._line_px + BAR_PX + 3 * PAD_PX))
        return QRect(2, self._head_px + place * height, self.width() - 4, height)

    def changeEvent(self, event: QEvent) -> None:
        """Measure in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def event(self, event: QEvent) -> bool:
        """Show all of the row under the mouse as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for place, row in enumerate(self.rows):
                if self.row_box(place).contains(event.pos()):
                    cells = [f"{heads[0]}: {_words(cell)}" for heads, cell in zip(self.heads, row.cells, strict=True)]
                    told = [part for part in (row.name, BETWEEN.join(row.differs), row.verdict, *cells) if part]
                    show_tip(event.globalPos(), lines(*told), self)
            return True
        return super().event(event)

    def _take_fonts(self) -> None:
        self._small = theme.tabular(theme.small(self.font()))
        self._strong = QFont(self._small)
        self._strong.setWeight(QFont.Weight.Bold)
        self._metrics, self._strong_metrics = QFontMetrics(self._small), QFontMetrics(self._strong)
        self._line_px = self._metrics.ascent() + self._metrics.descent()
        self._head_px = self._line_px + PAD_PX
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the heads of the columns, and the rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        painter.setFont(self._small)
        painter.setPen(QColor(theme.current().muted))
        for (left, width), heads in zip(columns, self.heads, strict=False):
            fits = (head for head in heads if self._metrics.horizontalAdvance(head) <= width)
            painter.drawText(QPoint(left, self._metrics.ascent()), next(fits, heads[-1]))
        for place, row in enumerate(self.rows):
            self._paint_row(painter, row, self.row_box(place), columns, is_chosen=place == self.chosen)

    def _columns(self) -> list[tuple[int, int]]:
        """Return the left edge and the width of each cell that there is room for."""
        n, wide = self.n_columns, self.is_wide
        room = self.width() - 2 * SIDE_PX
        cell = min(120, room * 3 // 5 // n) if wide else room // n
        left = self.width() - SIDE_PX - n * cell if wide else SIDE_PX
        unit = n * cell / sum(self._widths[:n])
        edges = [left + round(unit * sum(self._widths[:place])) for place in range(n + 1)]
        return [(start, end - start - GAP_PX) for start, end in pairwise(edges)]

    def _paint_row(
        self, painter: QPainter, row: LaneRow, box: QRect, columns: Sequence[tuple[int, int]], *, is_chosen: bool
    ) -> None:
        now, wide = theme.current(), self.is_wide
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen and len(self.rows) > 1:
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(QRectF(box).adjusted(0, 0.5, 0, -0.5), 4, 4)
        top = box.top() + (box.height() - 2 * self._line_px - (0 if wide else self._bar_px(box))) // 2
        painter.setBrush(now.lane(row.index))
        painter.drawEllipse(QRectF(SIDE_PX, top + (self._line_px - DOT_PX) / 2, DOT_PX, DOT_PX))
        end = columns[0][0] - GAP_PX if wide else self.width() - SIDE_PX
        self._paint_words(painter, row, top, end)
        cells_top = box.top() + (box.height() - self._line_px - BAR_PX - 2) // 2 if wide else top + self._line_px
        for (left, width), cell in zip(columns, row.cells, strict=False):
            self._paint_cell(painter, cell, QRect(left, cells_top, width, self._line_px), row.index, box)

    def _paint_words(self, painter: QPainter, row: LaneRow, top: int, end: int) -> None:
        """Paint the name, what differs and the verdict: on two lines of a wide table, else on one."""
        now, wide = theme.current(), self.is_wide
        left, base = SIDE_PX + DOT_PX + 5, top + self._metrics.ascent()
        verdict = self._metrics.horizontalAdvance(row.verdict)
        if wide:
            self._paint_text(painter, row.verdict, QPoint(left, base + self._line_px), end, now, sick=row.sick)
        elif left + self._strong_metrics.horizontalAdvance(row.name) + GAP_PX + verdict <= end:
            self._paint_text(painter, row.verdict, QPoint(end - verdict, base), end, now, sick=row.sick)
            end -= verdict + GAP_PX
        painter.setFont(self._strong)
        painter.setPen(QColor(now.text))
        name = self._strong_metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, end - left)
        painter.drawText(QPoint(left, base), name)
        left += self._strong_metrics.horizontalAdvance(name) + GAP_PX
        self._paint_text(painter, self._fitting(row.differs, end - left), QPoint(left, base), end, now, sick=False)

    def _fitting(self, parts: Sequence[str], room: int) -> str:
        """Return as many of the parts as there is room for; the tool tip has them all."""
        forms = [BETWEEN.join(parts), *(BETWEEN.join((*parts[:n], "…")) for n in range(len(parts) - 1, 0, -1))]
        return next((form for form in forms if self._metrics.horizontalAdvance(form) <= room), "")

    def _paint_text(self, painter: QPainter, text: str, at: QPoint, end: int, now: Theme, *, sick: bool) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(now.dead_text if sick else now.muted))
        painter.drawText(at, self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, end - at.x() + 1))

    def _paint_cell(self, painter: QPainter, cell: Cell, box: QRect, index: int, row: QRect) -> None:
        """Paint a number, the best one in bold, and its bar below it where the row is high enough."""
        now = theme.current()
        painter.setFont(self._strong if cell.is_best else self._small)
        painter.setPen(QColor(now.dead_text if cell.is_fault else now.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _words(cell, brief=True))
        if self._bar_px(row) and cell.share > 0.0:
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QRectF(box.left(), box.bottom() + 2, box.width(), BAR_PX)
            painter.setBrush(QColor(now.border))
            painter.drawRect(ground)
            ground.setWidth(box.width() * cell.share)
            painter.setBrush(QColor(now.dead) if cell.is_fault else now.lane(index))
            painter.drawRect(ground)

    def _bar_px(self, row: QRect) -> int:
        return BAR_PX + 2 if self.is_wide or row.height() >= 2 * self._line_px + BAR_PX + 2 * PAD_PX else 0


def _words(cell: Cell, *, brief: bool = False) -> str:
    """Return the text of a cell with what is marked, which is not told by weight and colour alone."""
    if brief:
        return cell.text + BEST if cell.is_best else cell.text
    text = tr("{result} (best)", result=cell.text) if cell.is_best else cell.text
    return tr("{result} (a fault)", result=text) if cell.is_fault else text
