"""PictureCard: a small picture with a name below it, one of several to choose from."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px

NAME_SIZE, SMALLEST_NAME_SIZE = 0.85, 0.76  # of the program's text
NAME_MARGIN_PX = 1.5  # on either side of the name, at least
CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureCard(QAbstractButton):
    """A card of a `CardGrid`; a subclass draws the picture. What is chosen is marked by whoever shows the cards.

    Signals:
        arrow_pressed(int, int): columns and rows to move by.
    """

    arrow_pressed = Signal(int, int)

    def __init__(self, name: str, name_lines: int, height_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._name_lines = name, name_lines
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("arrowKeys", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(height_px))

    @property
    def name(self) -> str:
        """What is written below the picture."""
        return self._name

    def set_name(self, name: str) -> None:
        """Write another name below the picture."""
        if name != self._name:
            self._name = name
            self.update()

    def draw_picture(self, painter: QPainter, box: QRectF) -> None:
        """Draw the picture into the box."""
        raise NotImplementedError

    def nextCheckState(self) -> None:
        """Leave the check mark to the one who shows what runs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, choose with Return."""
        move = MOVES.get(Qt.Key(event.key()))
        if move is not None:
            self.arrow_pressed.emit(*move)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture with the name below it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        font = self.fitted_font(self._name)
        height = self._name_lines * QFontMetricsF(font).height()
        painter.save()
        self.draw_picture(painter, QRectF(5, 5, self.width() - 10, self.height() - height - 8))
        painter.restore()
        painter.setFont(font)
        painter.setPen(QColor(theme.current().text if self.isChecked() else theme.current().muted))
        margin = NAME_MARGIN_PX
        place = QRectF(margin, self.height() - height - 3, self.width() - 2 * margin, height)
        painter.drawText(place, CENTRED if self._name_lines > 1 else Qt.AlignmentFlag.AlignCenter, self._name)
        self.paint_focus(painter)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the ground and the border, which is stronger where the card is chosen."""
        now, chosen = theme.current(), self.isChecked()
        edge = now.accent if chosen else now.strong_border if self.underMouse() else now.border
        painter.setPen(QPen(QColor(edge), 2.0 if chosen else 1.0))
        painter.setBrush(QColor(now.accent_soft if chosen else now.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def paint_focus(self, painter: QPainter) -> None:
        """Paint a ring inside the border if the card has the keyboard's focus."""
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.current().text), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)

    def texts(self) -> tuple[str, ...]:
        """Return what is written on the card: its name, and in a subclass what else there is."""
        return (self._name,)

    def has_room(self, width: int) -> bool:
        """Whether every text fits into a card of this width, in the smallest font if need be."""
        return all(self._fits(text, self._font(SMALLEST_NAME_SIZE), width) for text in self.texts())

    def fitted_font(self, text: str) -> QFont:
        """Return the largest font in which the text fits into the card, or the smallest there is."""
        larger = map(self._font, (NAME_SIZE, (NAME_SIZE + SMALLEST_NAME_SIZE) / 2))
        return next((font for font in larger if self._fits(text, font, self.width())), self._font(SMALLEST_NAME_SIZE))

    def _font(self, size: float) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(size * self.font().pointSizeF())
        return font

    def _fits(self, text: str, font: QFont, width: int) -> bool:
        metrics, room = QFontMetricsF(font), width - 2.0 * NAME_MARGIN_PX
        if self._name_lines == 1:
            return metrics.horizontalAdvance(text) <= room
        needed = metrics.boundingRect(QRectF(0, 0, room, self.height()), CENTRED, text)
        return needed.width() <= room and needed.height() <= self._name_lines * metrics.height() + 1
