"""What a user's hand reaches: it finds widgets by walking the tree, and sends them real mouse, wheel and key events."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
FIELDS = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
SMALLEST_PX = 3
_reached: list[QWidget] = []  # the latest windows: shiboken takes a widget for deleted once its window's wrapper is


def windows() -> list[QWidget]:
    """Return the windows that a click can reach: the popup, or the modal dialog, or all that are visible."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        return [popup]
    if modal is not None:
        return [modal]
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def widgets() -> list[QWidget]:
    """Return all visible, enabled widgets that a click can reach, those that are scrolled out of view included."""
    found = []
    _reached[:] = windows()
    for window in _reached:
        found += [each for each in (window, *window.findChildren(QWidget)) if _can_be_used(each)]
    return found


def by_kind(found: list[QWidget]) -> list[list[QWidget]]:
    """Return the widgets by class and words, so that a button of its own kind is met as often as one of twenty."""
    kinds: dict[str, list[QWidget]] = {}
    for each in found:
        words = getattr(each, "text", None)
        text = words() if callable(words) and not isinstance(each, FIELDS) else ""
        kinds.setdefault(f"{type(each).__name__} {each.objectName()} {text}", []).append(each)
    return [kinds[kind] for kind in sorted(kinds)]


def fields() -> list[QWidget]:
    """Return what can be typed into."""
    return [
        each for each in widgets() if isinstance(each, FIELDS) or (isinstance(each, QComboBox) and each.isEditable())
    ]


def sliders() -> list[QWidget]:
    """Return what can be dragged to a value."""
    return [each for each in widgets() if isinstance(each, QAbstractSlider)]


def scroll_to(widget: QWidget) -> None:
    """Bring a widget into view, as a user would scroll to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def point(widget: QWidget, x: float, y: float) -> QPoint:
    """Return the point at these shares of a widget's width and height."""
    return QPoint(int(x * widget.width()), int(y * widget.height()))


def click(widget: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, double: bool = False) -> None:
    """Click what lies under this point of a widget."""
    target, place = _under(widget, at)
    for event in (QTest.mouseMove, QTest.mousePress, QTest.mouseRelease):
        if not isValid(target):
            return
        if event is QTest.mouseMove:
            QTest.mouseMove(target, place)
        else:
            event(target, button, NO_KEY, place)
    if double and isValid(target):
        QTest.mouseDClick(target, button, NO_KEY, place)


def press(widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """Begin a drag; return the widget that has the mouse, and the point in it."""
    target, place = _under(widget, at)
    QTest.mousePress(target, LEFT, NO_KEY, place)
    return target, place


def move(target: QWidget, to: QPoint) -> None:
    """Go on with a drag."""
    if isValid(target):
        QTest.mouseMove(target, to)


def release(target: QWidget, at: QPoint) -> None:
    """End a drag."""
    if isValid(target):
        QTest.mouseRelease(target, LEFT, NO_KEY, at)


def wheel(widget: QWidget, at: QPoint, notches: int, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
    """Turn the wheel over a point of a widget."""
    target, place = _under(widget, at)
    event = QWheelEvent(
        QPointF(place), QPointF(target.mapToGlobal(place)), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def key(which: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY, to: QWidget | None = None) -> None:
    """Press a key, where the focus is unless said otherwise."""
    target = to or QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
    if target is not None:
        QTest.keyClick(target, which, modifier)


def type_into(field: QWidget, text: str) -> None:
    """Replace what stands in a field by a text; the end of a long one is pasted, as it would be."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    typed, pasted = text[:12], text[12:]
    for letter in typed:
        if not isValid(field):
            return
        if letter == "\n":
            QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        elif letter.isascii() and letter.isprintable():
            QTest.keyClicks(field, letter)
        else:
            pasted = letter + pasted
    if not text:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    if pasted and isValid(field):
        QApplication.clipboard().setText(pasted)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _can_be_used(widget: QWidget) -> bool:
    size = widget.size()
    return widget.isVisible() and widget.isEnabled() and min(size.width(), size.height()) >= SMALLEST_PX


def _under(widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
    """Return what takes a click at this point of a widget, and the point in it."""
    child = widget.childAt(at)
    if child is None and isinstance(widget, QAbstractScrollArea):
        child = widget.viewport()
    return (widget, at) if child is None else (child, child.mapFrom(widget, at))
