"""Legend: colour samples with their names, for the plots of a panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.frozen import dataclass
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.class_colours import shortened
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import set_tip

ROW_PX, LEFT_PX, GAP_PX, SAMPLE_PX = 18, 12, 14, 20
MOST_WIDTHS = 200  # remembered
NAME_LENGTHS = (16, 8, 4, 2)  # characters: what lanes' names are cut to
KINDS = ("line", "dash", "band", "mark", "cross", "dot", "ring", "halo", "triangle", "hatch", "dotted", "none")


@dataclass(frozen=True)
class LegendEntry:
    """A colour and its meaning; `kind` is one of KINDS ("none" is text without a sample).

    Room is reserved for the `widest` text that may replace it, so that the others do not move. Where the text has no
    room in a row of its own, it is the `shorter` one.
    """

    text: str
    colour: str
    kind: str = "line"
    widest: str = ""
    shorter: str = ""


class Legend(QWidget):
    """Samples with their names, beside the data and not over it; the tip has all of them.

    They are in one row, or in as many as they need up to `most_rows`.
    """

    def __init__(
        self, entries: Sequence[LegendEntry] = (), parent: QWidget | None = None, *, most_rows: int = 1
    ) -> None:
        super().__init__(parent)
        self.most_rows = most_rows
        self._widths: dict[str, float] = {}  # of texts in the present font
        self.setFont(theme.small(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(ROW_PX))
        self.entries: tuple[LegendEntry, ...] = ()
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[LegendEntry], told: Sequence[LegendEntry] = ()) -> None:
        """Show these entries from left to right; `told` are those that the tip names, if they are more."""
        if tuple(entries) != self.entries:
            self.entries = tuple(entries)
            names = ", ".join(e.text.strip() for e in told or entries)  # without the spaces that keep widths
            set_tip(self, names)
            self.setAccessibleName(tr("Legend: {names}", names=names))
            self._fit_height()
            self.update()

    def set_named(self, named: Sequence[LegendEntry], others: Sequence[LegendEntry]) -> None:
        """Show the entries of the lanes, and as many of the others as there is room for; the tip has all."""
        told = [*named, *others]
        every = [told, *([*cut, *others] for cut in _cut(named))]
        every += [told[: len(named) + n] for n in range(len(others) - 1, -1, -1)]
        every += _cut(named, distinct=False)
        self.set_entries(next((entries for entries in every if self.fits(entries)), every[-1]), told)

    def fits(self, entries: Sequence[LegendEntry]) -> bool:
        """Return whether there is room for all of these at the present width."""
        return max((row for _, _, row in self._places(entries)), default=0) < self.most_rows

    def sizeHint(self) -> QSize:
        """Return the size at which all entries fit into one row."""
        return QSize(round(sum(self._width(e) + GAP_PX for e in self.entries)), px(ROW_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many entries as fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for entry, x, row in self._places():
            if row >= self.most_rows:
                break
            sample = 0 if entry.kind == "none" else SAMPLE_PX
            if sample:
                _paint_sample(painter, entry, x, (row + 0.5) * px(ROW_PX))
            painter.setPen(QColor(theme.current().muted))
            box = QRectF(x + sample, row * px(ROW_PX), self._width(entry) - sample + 2, px(ROW_PX))
            text = entry.text
            if box.right() > self.width():  # alone in its row, and still too long
                box.setRight(self.width() - 2.0)
                text = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many rows as the new width needs."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        rows = 1 + max((row for _, _, row in self._places()), default=0)
        height = px(ROW_PX) * min(rows, self.most_rows)
        if height != self.height():
            self.setFixedHeight(height)

    def _width(self, entry: LegendEntry) -> float:
        sample = 0 if entry.kind == "none" else SAMPLE_PX
        return sample + max(self._text_width(entry.text), self._text_width(entry.widest))

    def _text_width(self, text: str) -> float:
        """Return a text's width; most texts come again with every measurement."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = QFontMetricsF(self.font()).horizontalAdvance(text)
        return width

    def _places(self, entries: Sequence[LegendEntry] | None = None) -> Iterator[tuple[LegendEntry, float, int]]:
        """Yield every entry, of the present ones or of these, with its left edge and its row."""
        x, row = float(LEFT_PX), 0
        room = self.width() - 4
        for entry in self.entries if entries is None else entries:
            width = self._width(entry)
            if entry.shorter and LEFT_PX + width > room:
                entry = replace(entry, text=entry.shorter, widest="")
                width = self._width(entry)
            if x + width > room and x > LEFT_PX:
                x, row = float(LEFT_PX), row + 1
            yield entry, x, row
            x += width + GAP_PX


def _cut(named: Sequence[LegendEntry], distinct: bool = True) -> list[list[LegendEntry]]:
    """Return the entries with shorter and shorter names, as long as these are told apart."""
    found = []
    for longest in NAME_LENGTHS:
        names = shortened([entry.text for entry in named], longest)
        if not distinct or len(set(names)) == len(names):
            found.append([replace(entry, text=name) for entry, name in zip(named, names, strict=True)])
    return found


def _paint_sample(painter: QPainter, entry: LegendEntry, x: float, middle: float) -> None:
    colour = QColor(entry.colour)
    if entry.kind in ("hatch", "dotted"):
        box = QRectF(x, middle - 4, 16, 8)
        pattern = Qt.BrushStyle.BDiagPattern if entry.kind == "hatch" else Qt.BrushStyle.Dense6Pattern
        painter.fillRect(box, QBrush(colour, pattern))
        painter.setPen(QPen(colour, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        return
    if entry.kind == "band":
        painter.fillRect(QRectF(x, middle - 4, 16, 8), colour)
        return
    if entry.kind in ("dot", "ring", "halo"):
        painter.setPen(QPen(colour, 1.6 if entry.kind == "ring" else 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush if entry.kind == "ring" else colour)
        painter.drawEllipse(QRectF(x + 6, middle - 3, 6, 6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if entry.kind == "halo":
            painter.drawEllipse(QRectF(x + 3, middle - 6, 12, 12))
        return
    if entry.kind == "triangle":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon([QPointF(x + 5, middle + 4), QPointF(x + 13, middle + 4), QPointF(x + 9, middle - 4)])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        return
    pen = QPen(colour, 2.0)
    if entry.kind == "dash":
        pen.setDashPattern([2.0, 1.5])
    painter.setPen(pen)
    if entry.kind == "cross":
        painter.drawLine(QPoint(round(x + 5), round(middle - 3)), QPoint(round(x + 11), round(middle + 3)))
        painter.drawLine(QPoint(round(x + 5), round(middle + 3)), QPoint(round(x + 11), round(middle - 3)))
    elif entry.kind == "mark":
        painter.drawLine(QPoint(round(x + 8), round(middle - 5)), QPoint(round(x + 8), round(middle + 5)))
    else:
        painter.drawLine(QPoint(round(x), round(middle)), QPoint(round(x + 16), round(middle)))
