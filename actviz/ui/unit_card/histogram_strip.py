"""HistogramStrip: how a unit's pre-activations are spread over the training examples, as small bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.number_text import plain
from actviz.training.unit_state import LayerHistogram
from actviz.translation import tr
from actviz.ui.theme import text_size, theme

CAPTION_PX, FOOT_PX, PAD_PX = 16, 16, 6.0
LEAST_SPREAD = 1e-12


class HistogramStrip(QWidget):
    """Bars in a frame, a line at z = 0 where it is in view, a caption above and the ends of the axis below."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.caption = tr("its pre-activation z over the training examples")
        self.histogram: LayerHistogram | None = None
        self._colour = QColor()

    def show_histogram(self, histogram: LayerHistogram | None, colour: QColor) -> None:
        """Draw a histogram; None draws an empty frame."""
        if histogram is self.histogram and colour == self._colour:
            return
        self.histogram, self._colour = histogram, colour
        told = self.caption
        if histogram is not None:
            ends = {"low": plain(histogram.low), "high": plain(histogram.high)}
            told = tr("{what}, from {low} to {high}", what=self.caption, **ends)
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caption, frame, bars and ends."""
        painter, now, h = QPainter(self), theme.current(), self.histogram
        caption, foot_px = text_size.px(CAPTION_PX), text_size.px(FOOT_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(now.muted))
        painter.drawText(QRectF(0, 0, self.width(), caption), Qt.AlignmentFlag.AlignVCenter, self.caption)
        frame = QRectF(0.5, caption + 0.5, self.width() - 1, self.height() - caption - foot_px - 1)
        painter.setPen(QPen(QColor(now.border), 1))
        painter.setBrush(QColor(now.sunken))
        painter.drawRoundedRect(frame, 4, 4)
        if h is None or not h.counts.any():
            return
        box = frame.adjusted(PAD_PX, PAD_PX, -PAD_PX, 0)
        width, tallest = box.width() / len(h.counts), float(h.counts.max())
        for i, count in enumerate(h.counts.tolist()):
            high = box.height() * count / tallest
            painter.fillRect(
                QRectF(box.left() + i * width, box.bottom() - high, max(1.0, width - 1), high), self._colour
            )
        foot = QRectF(box.left(), frame.bottom(), box.width(), foot_px)
        painter.setPen(QColor(now.muted))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, plain(h.low))
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, plain(h.high))
        spread = h.high - h.low
        if h.low < 0.0 < h.high and spread > LEAST_SPREAD:
            x = box.left() - h.low / spread * box.width()
            painter.setPen(QPen(QColor(now.strong_border), 1))
            painter.drawLine(round(x), round(frame.top()) + 1, round(x), round(frame.bottom()))
            if 0.12 < (x - box.left()) / box.width() < 0.88:
                painter.setPen(QColor(now.muted))
                painter.drawText(QRectF(x - 20, frame.bottom(), 40, foot_px), Qt.AlignmentFlag.AlignCenter, "0")
