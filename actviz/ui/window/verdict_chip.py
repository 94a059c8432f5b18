"""VerdictChip: a small label over a large number or, in a low window, beside it; always of one size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.widgets.term_link import OWN, link_term, set_term
from actviz.ui.window.recent_course import Course

HEIGHT_PX, PADDING_PX, GAP_PX, COURSE_PX = 44, 9, 6, 66
NUMBER_SIZE, COMPACT_NUMBER_SIZE = 1.54, 1.1  # times the label's letters: 20 px beside 13 px
COMPACT_HEIGHT_PX = 26
NO_COURSE = Course((), None)


class VerdictChip(QAbstractButton):
    """A chip such as `Dead units 12 of 96`; a click leads to the panel that explains it.

    `widest_label`, its form `widest_short` for a low window, and `widest` (a number, and the smaller words behind it)
    are the longest that must fit.
    """

    def __init__(
        self, widest_label: str, widest_short: str, widest: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._widest_label, self._widest_short, self._widest = widest_label, widest_short, widest
        self._is_compact, self._short = False, ""
        self.label, self.value, self.unit = "", "–", ""
        self.alarm = False
        self.course = NO_COURSE
        self._shows_course = True
        self._lane: QColor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._take_fonts()
        self._leads = OWN
        link_term(self, spots=lambda: [(self._leads, self.label_box())])

    def label_box(self) -> QRect:
        """Return where the label stands."""
        text, metrics = self._short if self._is_compact else self.label, self._small_metrics
        if self._is_compact:
            base = (self.height() + self._large_metrics.ascent() - self._large_metrics.descent()) / 2
        else:
            base = self._label_top + metrics.ascent()
        return QRect(PADDING_PX, round(base) - metrics.ascent(), metrics.horizontalAdvance(text), metrics.height())

    @property
    def _label_top(self) -> float:
        return (self.height() - self._small_metrics.lineSpacing() - self._large_metrics.ascent()) / 2

    def show_value(self, label: str, short: str, value: str, unit: str, *, alarm: bool, term: str) -> None:
        """Show a number with the smaller words behind it; an alarm has the vermilion ground.

        The label leads to the glossary's page of `term`, words in English.
        """
        self._short = short
        if (label, value, unit, alarm) == (self.label, self.value, self.unit, self.alarm):
            return
        if label != self.label:
            self._leads = f"word:{term}"
            set_term(self, self._leads)
        self.label, self.value, self.unit, self.alarm = label, value, unit, alarm
        self.setText(" ".join(part for part in (label, value, unit) if part))
        self.setAccessibleName(tr("{what}, a fault in the diagnosis", what=self.text()) if alarm else self.text())
        self.update()

    def show_course(self, course: Course) -> None:
        """Show how the number has changed lately."""
        if course is not self.course:
            self.course = course
            self.update()

    def set_lane(self, colour: QColor | None) -> None:
        """Mark whose value it is by the lane's colour; None where there is only one lane."""
        if colour != self._lane:
            self._lane = colour
            self.update()

    def set_compact(self, compact: bool) -> None:
        """Be one line high, or two with the number's course."""
        if compact != self._is_compact:
            self._is_compact = compact
            self._take_fonts()
            self.update()

    def set_course_shown(self, shown: bool) -> None:
        """Have room for the course, or for the number alone."""
        if shown != self._shows_course:
            self._shows_course = shown
            self._take_size()

    def width_with(self, course: bool) -> int:
        """Return the width that either form takes."""
        return 2 * PADDING_PX + self._text_width + (GAP_PX + COURSE_PX if course and not self._is_compact else 0)

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        if self._is_compact:
            return QSize(self.width_with(course=False), max(COMPACT_HEIGHT_PX, self._large_metrics.height() + 4))
        height = self._small_metrics.lineSpacing() + self._large_metrics.ascent() + 8
        return QSize(self.width_with(self._shows_course), max(HEIGHT_PX, height))

    def changeEvent(self, event: QEvent) -> None:
        """Take another size with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def _take_fonts(self) -> None:
        self._small = theme.tabular(theme.small(self.font()))
        self._large = theme.tabular(self.font())
        self._large.setPointSizeF(self.font().pointSizeF() * (COMPACT_NUMBER_SIZE if self._is_compact else NUMBER_SIZE))
        self._large.setWeight(QFont.Weight.DemiBold)
        self._small_metrics, self._large_metrics = QFontMetrics(self._small), QFontMetrics(self._large)
        number, unit = self._widest
        value = self._large_metrics.horizontalAdvance(number) + self._unit_width(unit)
        if self._is_compact:
            self._text_width = self._small_metrics.horizontalAdvance(self._widest_short) + GAP_PX + value
        else:
            self._text_width = max(self._small_metrics.horizontalAdvance(self._widest_label), value)
        self._take_size()

    def _take_size(self) -> None:
        """Have the size of its form; with a fixed one, another text asks for no new layout of the window."""
        self.setFixedSize(self.sizeHint())

    def _unit_width(self, unit: str) -> int:
        return self._small_metrics.horizontalAdvance(unit) + GAP_PX if unit else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, label, number and course."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.hasFocus() or self.underMouse()
        edge = now.dead if self.alarm else now.border
        if active:
            edge = now.dead_text if self.alarm else now.accent
        inset = 1.0 if self.hasFocus() else 0.5
        painter.setPen(QPen(QColor(edge), 2.0 * inset))
        painter.setBrush(QColor(now.dead_soft if self.alarm else now.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        if self._lane is not None:
            painter.fillRect(QRectF(2, 8, 3, self.height() - 16), self._lane)
        if self._is_compact:
            self._paint_line(painter)
            return
        top = self._label_top
        painter.setFont(self._small)
        painter.setPen(QColor(now.dead_text if self.alarm else now.muted))
        painter.drawText(QPointF(PADDING_PX, top + self._small_metrics.ascent()), self.label)
        base = self.height() - top - 1
        left = PADDING_PX + self._large_metrics.horizontalAdvance(self.value) + GAP_PX
        painter.drawText(QPointF(left, base), self.unit)
        painter.setFont(self._large)
        painter.setPen(QColor(now.dead_text if self.alarm else now.text))
        painter.drawText(QPointF(PADDING_PX, base), self.value)
        if self._shows_course:
            box = QRectF(self.width() - PADDING_PX - COURSE_PX, 8, COURSE_PX, self.height() - 16)
            self._paint_course(painter, box)

    def _paint_line(self, painter: QPainter) -> None:
        """Paint label, number and unit on one line."""
        now = theme.current()
        base = (self.height() + self._large_metrics.ascent() - self._large_metrics.descent()) / 2
        left = PADDING_PX
        parts = (
            (self._short, self._small, self._small_metrics, now.muted),
            (self.value, self._large, self._large_metrics, now.text),
            (self.unit, self._small, self._small_metrics, now.muted),
        )
        for text, font, metrics, colour in parts:
            painter.setFont(font)
            painter.setPen(QColor(now.dead_text if self.alarm else colour))
            painter.drawText(QPointF(left, base), text)
            left += metrics.horizontalAdvance(text) + GAP_PX

    def _paint_course(self, painter: QPainter, box: QRectF) -> None:
        """Paint the course as a line, its newest point as a dot, and the limit as a dashed line."""
        now, course = theme.current(), self.course
        if course.limit is not None and course.points:
            y = box.bottom() - course.limit * box.height()
            painter.setPen(QPen(QColor(now.strong_border), 1.0, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if not course.points:
            return
        colour = QColor(now.dead if self.alarm else now.accent)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = [QPointF(box.left() + x * box.width(), box.bottom() - y * box.height()) for x, y in course.points]
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(places[-1], 2.2, 2.2)
