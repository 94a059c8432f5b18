"""RovingFocus: one Tab stop for a row of buttons, in which the arrow keys move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PRESENCE = {
    QEvent.Type.ShowToParent,
    QEvent.Type.HideToParent,
    QEvent.Type.EnabledChange,
}


class RovingFocus(QObject):
    """Lets Tab reach one widget of a row, the one that had the focus last; the arrow keys, Home and End reach the rest.

    Up and Down belong to a widget of the row that uses them itself, as a list does: `across` leaves them alone. A click
    focuses none of them, so that the keys stay with what had the focus.

    Signals:
        left_downwards(): Down was pressed in a row `across`, in a widget that has no use for it.
    """

    left_downwards = Signal()

    def __init__(self, row: QWidget, across: bool = False) -> None:
        super().__init__(row)
        self._widgets: list[QWidget] = []
        self._stop: QWidget | None = None
        self._across = across

    @property
    def stop(self) -> QWidget | None:
        """The widget that Tab reaches; None while there is none to reach."""
        return self._stop

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Have these widgets, from left to right, in place of those before."""
        for widget in self._widgets:
            if widget not in widgets:
                widget.removeEventFilter(self)
        for widget in widgets:
            if widget not in self._widgets:
                widget.installEventFilter(self)
                widget.setProperty("arrowKeys", True)
        self._widgets = list(widgets)
        self._choose_stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the arrow keys, and follow the focus."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._move(watched, event)
        if kind == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._set_stop(watched)
        elif kind in _PRESENCE:
            self._choose_stop()
        return False

    def _move(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, present = Qt.Key(event.key()), [w for w in self._widgets if _is_present(w)]
        if watched not in present:
            return False
        if self._across and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if key == Qt.Key.Key_Up or not isinstance(watched, QAbstractButton):
                return False
            self.left_downwards.emit()
            return True
        if key in _ENDS:
            present[_ENDS[key]].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _STEPS:
            place = next(i for i, widget in enumerate(present) if widget is watched) + _STEPS[key]
            present[min(max(0, place), len(present) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _choose_stop(self) -> None:
        if self._stop in self._widgets and self._stop is not None and _is_present(self._stop):
            self._set_stop(self._stop)
            return
        self._set_stop(next((widget for widget in self._widgets if _is_present(widget)), None))

    def _set_stop(self, stop: QWidget | None) -> None:
        self._stop = stop
        for widget in self._widgets:
            policy = Qt.FocusPolicy.TabFocus if widget is stop else Qt.FocusPolicy.NoFocus
            if widget.focusPolicy() != policy:
                widget.setFocusPolicy(policy)


def _is_present(widget: QWidget) -> bool:
    return not widget.isHidden() and widget.isEnabled()
