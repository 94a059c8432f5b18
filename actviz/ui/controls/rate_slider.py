"""RateSlider: the log slider of the learning rate, and under it where rates are safe, risky, or kill units."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from actviz.translation import mark, tr
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.controls.rate_marks import RateMarks
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

LOW, HIGH = 1e-4, 10.0
SLIDER_PX, SCALE_PX, TICK_PX = 22, 18, 4
HANDLE_PX = 18  # with its border, as the style sheet draws it
CLEAR_PX = 4  # between a word and the next tick


def rate_slider(name: str) -> LogSlider:
    """Return the large slider."""
    slider = LogSlider(name, LOW, HIGH)
    slider.setObjectName("rateSlider")
    slider.setFixedHeight(px(SLIDER_PX))
    return slider


class RateScale(QWidget):
    """Decades, and the zones between the marks with their words; it is painted only when a mark has moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(px(SCALE_PX))
        self.marks: RateMarks | None = None
        self.setAccessibleName(tr("Measured marks of the learning rate"))

    def show_marks(self, marks: RateMarks | None) -> None:
        """Show other marks; None shows none."""
        if marks != self.marks:
            self.marks = marks
            self.update()

    def zones(self) -> list[tuple[str, float, float]]:
        """Return each zone's word, in English, marked, and its ends in pixels; none without marks."""
        if self.marks is None:
            return []
        ends = [self._place(self.marks.risky)] + ([] if self.marks.kills is None else [self._place(self.marks.kills)])
        edges = [0.0, *ends, float(self.width())]
        words = mark("safe"), mark("risky"), mark("kills")
        return [(word, a, b) for word, a, b in zip(words, edges, edges[1:], strict=False) if b > a]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a bar for each zone, ever stronger, with its word where there is room."""
        now, painter = theme.current(), QPainter(self)
        font = theme.small(self.font())
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        colours = {"safe": now.border, "risky": now.strong_border, "kills": now.dead}
        for word, left, right in self.zones():
            painter.fillRect(QRectF(left, 0, right - left - 1.0, TICK_PX - 1), QColor(colours[word]))
            told = tr(word)
            if metrics.horizontalAdvance(told) + CLEAR_PX <= right - left:
                painter.setPen(QPen(QColor(now.dead_text if word == "kills" else now.muted)))
                place = QRectF(left, TICK_PX, right - left, self.height() - TICK_PX)
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, told)
        painter.end()

    def _place(self, rate: float) -> float:
        """Return where the middle of the slider's handle is at this rate, within the widget."""
        share = math.log(rate / LOW) / math.log(HIGH / LOW)
        x = HANDLE_PX / 2 + share * (self.width() - HANDLE_PX)
        return min(max(x, 0.0), float(self.width()))
