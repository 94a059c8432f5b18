"""Legend: one row of colour samples with their names, for the plots of a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.ui import theme

ROW_PX = 18
KINDS = ("line", "dash", "band", "mark", "cross", "dot", "ring", "halo", "none")


@dataclass(frozen=True)
class LegendEntry:
    """A colour and what it stands for; `kind` is one of KINDS ("none" is text without a sample)."""

    text: str
    colour: str
    kind: str = "line"


class Legend(QWidget):
    """One row of samples with their names, beside the data and not over it; the tip has all of them."""

    def __init__(self, entries: Sequence[LegendEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.small(self.font()))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW_PX)
        self.entries: tuple[LegendEntry, ...] = ()
        self.set_entries(entries)

    def set_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show these entries from left to right."""
        if tuple(entries) != self.entries:
            self.entries = tuple(entries)
            names = ", ".join(e.text for e in entries)
            self.setToolTip(names)
            self.setAccessibleName(f"Legend: {names}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size at which all entries fit."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(sum(metrics.horizontalAdvance(e.text) + 34 for e in self.entries)), ROW_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many entries as fit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, x, middle = QFontMetricsF(self.font()), 12.0, self.height() / 2.0
        for entry in self.entries:
            width, sample = metrics.horizontalAdvance(entry.text), 0 if entry.kind == "none" else 20
            if x + sample + width > self.width() - 4:
                break
            if sample:
                _paint_sample(painter, entry, x, middle)
            painter.setPen(QColor(theme.current().muted))
            box = QRectF(x + sample, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, entry.text)
            x += width + sample + 14


def _paint_sample(painter: QPainter, entry: LegendEntry, x: float, middle: float) -> None:
    colour = QColor(entry.colour)
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
