"""Wheel guard: the wheel scrolls the column under the mouse, and moves a control only while that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class _WheelGuard(QObject):
    """Leaves the wheel to the scroll area while the widget has no focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore a wheel event over a widget that is not being used."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def keep_wheel_for_focus(widget: QWidget) -> None:
    """Let the wheel scroll the column unless the widget has the focus."""
    if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    guard = _WheelGuard(widget)
    widget.installEventFilter(guard)
