"""FocusRing: a frame around whatever the keyboard has the focus on, the same for every kind of widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QSplitter, QWidget
from shiboken6 import isValid

from actviz.ui.theme import theme

WIDTH_PX, GAP_PX, RADIUS_PX = 2, 2, 5
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class FocusRing(QWidget):
    """Lies over the widget with the focus, beside its border where there is room; the mouse does not notice it.

    A widget that was clicked gets none: who uses the mouse knows where it is.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._home = window
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The widget that has a ring now."""
        return self._target

    def follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go to the widget that has got the focus."""
        if not (isValid(self) and isValid(self._home)):  # the window is being deleted, and its focus goes elsewhere
            return
        self._leave()
        if now is None or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        parent = now.parentWidget()
        is_ours = now.window() is self._home or now.window().parent() is not None
        is_stop = bool(now.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if parent is None or isinstance(parent, QSplitter) or not (is_ours and is_stop):
            return
        self._target = now
        now.installEventFilter(self)
        self.setParent(parent)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the widget."""
        if watched is self._target and event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame."""
        painter, half = QPainter(self), WIDTH_PX / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), WIDTH_PX))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS_PX, RADIUS_PX)

    def _place(self) -> None:
        target, parent = self._target, self.parentWidget()
        if target is None or parent is None:
            return
        out = WIDTH_PX + GAP_PX
        frame = target.geometry().adjusted(-out, -out, out, out).intersected(parent.rect())
        self.setGeometry(frame)
        inner = self.rect().adjusted(RADIUS_PX, RADIUS_PX, -RADIUS_PX, -RADIUS_PX)
        self.setMask(QRegion(self.rect()) - QRegion(inner))  # so that what is drawn inside does not paint it again
        self.setVisible(target.isVisibleTo(parent))
        self.raise_()

    def _leave(self) -> None:
        """Go back to the window, so that no parent takes the ring with it when it goes."""
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        self._target = None
        self.hide()
        if self.parentWidget() is not self._home:
            self.setParent(self._home)
