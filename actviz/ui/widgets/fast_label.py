"""Labels of text that changes often: a change repaints the label alone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget


class FastLabel(QWidget):
    """Plain text that a subclass paints, in place of a QLabel.

    A QLabel asks for a new layout of the whole window at every change of its text, whatever its size policy: with docks
    around it that takes a millisecond or two.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._colour: QColor | None = None

    def text(self) -> str:
        """Return the text on show."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._measure()
            self.update()

    def set_colour(self, colour: str | None) -> None:
        """Write in this colour; None is that of the style sheet."""
        wanted = None if colour is None else QColor(colour)
        if wanted != self._colour:
            self._colour = wanted
            self.update()

    def _measure(self) -> None:
        """Measure the text again; a label whose size depends on it asks for a new layout here."""

    def _painter(self) -> QPainter:
        """Return a painter in the label's colour, with the ground of the style sheet painted."""
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self._colour or self.palette().color(self.foregroundRole()))
        return painter


class NumberLabel(FastLabel):
    """A label as large as its text; it asks for a new layout only when that size changes, not at every figure.

    Where there is too little room for the text, it shows the first of the shorter forms that fits, or else cuts the
    last with an ellipsis.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.alignment = Qt.AlignmentFlag.AlignLeft
        self._shorter: tuple[str, ...] = ()
        self._widest = 0  # of the text's lines
        self._hint = QSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str, *shorter: str) -> None:
        """Show another text, or one of its shorter forms."""
        self._shorter = shorter
        super().set_text(text)

    @property
    def forms(self) -> tuple[str, ...]:
        """The text and its shorter forms."""
        return self._text, *self._shorter

    def sizeHint(self) -> QSize:
        """Return the size of the text."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        """Return the size of the text: it is not cut unless a minimum width allows it."""
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        """Measure the text again in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text."""
        painter, box = self._painter(), self.contentsRect()
        if self._widest <= box.width():
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | self.alignment, self._text)
            return
        metrics, cut = self.fontMetrics(), Qt.TextElideMode.ElideRight
        fitting = (form for form in self.forms if metrics.horizontalAdvance(form) <= box.width())
        text = self._text if "\n" in self._text else next(fitting, self.forms[-1])
        lines = (metrics.elidedText(line, cut, box.width() + 1) for line in text.split("\n"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | self.alignment, "\n".join(lines))

    def _measure(self) -> None:
        margins, metrics = self.contentsMargins(), self.fontMetrics()
        lines = self._text.split("\n")
        self._widest = max(metrics.horizontalAdvance(line) for line in lines)
        height = metrics.lineSpacing()
        if len(lines) > 1:  # they are painted a pixel further apart each, in some fonts
            height = metrics.boundingRect(QRect(), Qt.AlignmentFlag.AlignLeft, self._text).height()
        room = QRect(0, 0, self._widest, height).marginsAdded(margins).size()
        if room != self._hint:
            fits_any_width = self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
            matters = not fits_any_width or room.height() != self._hint.height()
            self._hint = room
            if matters:
                self.updateGeometry()
