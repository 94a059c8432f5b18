"""VerdictChip: a label, a number and a verdict on one ground, always in view and of one size."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from actviz.ui.theme import theme

PADDING_PX, HEIGHT_PX, GAP_PX = 9, 38, 8


class VerdictChip(QAbstractButton):
    """A chip such as `Gradient first/last 3.2e-07  VANISHING`; a click leads to the panels that explain it.

    `widest` is the longest value that keeps its full letter width, `widest_label` the longest label. `stacked` writes
    label over value.
    """

    def __init__(self, label: str, widest: str, widest_label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._widest_label = widest_label or label
        self._widest = widest
        self.value = "–"
        self.alarm = False
        self._stacked = False
        self._lane: QColor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_value("–", alarm=False)
        self.set_stacked(False)

    def set_label(self, label: str) -> None:
        """Show another label, no longer than the widest."""
        if label != self.label:
            self.label = label
            self.setText("")  # else the same value under another label would be taken for no change
            self.update()

    def set_value(self, value: str, *, alarm: bool) -> None:
        """Show a value; an alarm has the vermilion ground."""
        if (value, alarm) == (self.value, self.alarm) and self.text():
            return
        self.value, self.alarm = value, alarm
        self.setText(f"{self.label} {value}")
        self.setAccessibleName(self.text())
        self.update()

    def set_lane(self, colour: QColor | None) -> None:
        """Mark whose value it is by the lane's colour; None where there is only one lane."""
        if colour != self._lane:
            self._lane = colour
            self.update()

    def set_stacked(self, stacked: bool) -> None:
        """Write label and value on two lines, or on one."""
        self._stacked = stacked
        self.setFixedSize(self.width_for(stacked), HEIGHT_PX)
        self.update()

    def width_for(self, stacked: bool) -> int:
        """Return the width that either form takes."""
        label = QFontMetrics(self._label_font()).horizontalAdvance(self._widest_label)
        value = QFontMetrics(self._value_font()).horizontalAdvance(self._widest)
        return 2 * PADDING_PX + (max(label, value) if stacked else label + GAP_PX + value)

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(self.width_for(self._stacked), HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, label and value."""
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.dead if self.alarm else colours.border
        if self.hasFocus() or self.underMouse():
            edge = colours.dead_text if self.alarm else colours.accent
        painter.setPen(QPen(QColor(edge), 1.0))
        painter.setBrush(QColor(colours.dead_soft if self.alarm else colours.sunken))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._lane is not None:
            painter.fillRect(QRectF(2, 8, 3, self.height() - 16), self._lane)
        inner = QRectF(self.rect()).adjusted(PADDING_PX, 4, -PADDING_PX, -4)
        left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
        top, bottom = QRectF(inner), QRectF(inner)
        if self._stacked:
            top.setHeight(inner.height() / 2)
            bottom.setTop(top.bottom())
        painter.setFont(self._label_font())
        painter.setPen(QColor(colours.dead_text if self.alarm else colours.muted))
        painter.drawText(top, left | middle, self.label)
        painter.setFont(self._fitted(self._value_font(), self._value_room()))
        painter.setPen(QColor(colours.dead_text if self.alarm else colours.text))
        painter.drawText(bottom, (left if self._stacked else Qt.AlignmentFlag.AlignRight) | middle, self.value)
        painter.end()

    def _value_room(self) -> int:
        room = self.width() - 2 * PADDING_PX
        if self._stacked:
            return room
        return room - GAP_PX - QFontMetrics(self._label_font()).horizontalAdvance(self.label)

    def _label_font(self) -> QFont:
        return theme.small(self.font())

    def _value_font(self) -> QFont:
        font = theme.tabular(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _fitted(self, font: QFont, room: int) -> QFont:
        wanted = QFontMetrics(font).horizontalAdvance(self.value)
        if wanted > room > 0:
            font.setPointSizeF(max(5.5, font.pointSizeF() * room / wanted))
        return font
