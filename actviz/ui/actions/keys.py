"""Keys: which of a window's keys are shortcuts, and which belong to the widget that has the focus.

Space, R and the other plain keys are shortcuts everywhere but in text fields: a list, a table or a button that has
the focus does not keep them, nor does one that was hidden with it. So Return presses what has the focus. An arrow
belongs to what moves by arrows: a slider, a list, a picture, a row of buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

_UP_DOWN = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_MOVES = _UP_DOWN | {Qt.Key.Key_Left, Qt.Key.Key_Right}
_RETURNS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Keys(QObject):
    """Event filter for the windows of the program, dialogs excepted; it sees what the focused widget left."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave a key to the focused widget that has a use for it, and press that widget with Return."""
        if not isinstance(event, QKeyEvent):
            return False
        focus = QApplication.focusWidget()
        if event.type() == QEvent.Type.ShortcutOverride and has_use_for(focus, event):
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and event.key() in _RETURNS and press(focus)


def has_use_for(widget: QWidget | None, event: QKeyEvent) -> bool:
    """Whether the widget itself handles this key.

    One that takes arrows has the property `arrowKeys`; a number field in which words are typed has `typesWords`.
    """
    key = event.key()
    if widget is None or not widget.isVisible():
        return False
    if event.modifiers() & _COMMANDING or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return False
    if isinstance(widget, QAbstractSpinBox):
        return key != Qt.Key.Key_Space or bool(widget.property("typesWords"))
    if isinstance(widget, (QLineEdit, QTextEdit, QPlainTextEdit)):
        return True
    if isinstance(widget, QComboBox) and widget.isEditable():
        return True
    if widget.property("arrowKeys") or isinstance(widget, QAbstractSlider):
        return key in _MOVES
    return isinstance(widget, (QComboBox, QAbstractItemView)) and key in _UP_DOWN


def press(widget: QWidget | None) -> bool:
    """Do what a click on the widget does; return whether it does anything."""
    if widget is None or not widget.isVisible() or not widget.isEnabled():
        return False
    if isinstance(widget, QToolButton) and widget.menu() is not None:
        is_menu = widget.popupMode() == QToolButton.ToolButtonPopupMode.InstantPopup
        widget.showMenu() if is_menu else widget.click()
    elif isinstance(widget, QAbstractButton):
        widget.click()
    elif isinstance(widget, QComboBox):
        widget.showPopup()
    elif isinstance(widget, QAbstractItemView):
        return _tick(widget)
    else:
        return False
    return True


def _tick(view: QAbstractItemView) -> bool:
    """Tick the current entry of a list, if it can be ticked."""
    index = view.currentIndex().siblingAtColumn(0)
    model = view.model()
    if model is None or not index.isValid() or not model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
        return False
    ticked = Qt.CheckState(model.data(index, Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
    new = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
    return model.setData(index, new, Qt.ItemDataRole.CheckStateRole)
