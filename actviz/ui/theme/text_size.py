"""The size of text: that of the screen, times what the user chose; and lengths that follow it.

`apply` sets the program's font. `px` turns a length that was designed for text of 13 px into one for the size in use.
Windows that are open already are brought along by `apply`: fonts and fixed sizes that a widget has of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontDatabase, QScreen
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

SMALLEST_PX, LARGEST_PX = 13.0, 15.0  # on a screen of 1280 px, and on one of 2560
NARROW_SCREEN_PX, WIDE_SCREEN_PX = 1280, 2560
PERCENTS = (100, 110, 125, 150, 175, 200)
UNBOUNDED = 16_777_215  # Qt's QWIDGETSIZE_MAX
_DESIGNED, _GIVEN = "designedLengths", "givenLengths"  # properties of widgets that were resized

_scale = 1.0


def px(length: float) -> int:
    """Return a length, designed for text of 13 px, for the text in use."""
    return round(length * _scale)


def scale() -> float:
    """Return how much larger than 13 px the text in use is."""
    return _scale


def text_px(percent: int, screen: QScreen | None) -> float:
    """Return the height of text: what suits the width of the screen, or the desktop's own if larger, times a share."""
    width = NARROW_SCREEN_PX if screen is None else screen.size().width()
    share = min(1.0, max(0.0, (width - NARROW_SCREEN_PX) / (WIDE_SCREEN_PX - NARROW_SCREEN_PX)))
    suits = SMALLEST_PX + share * (LARGEST_PX - SMALLEST_PX)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF() * _px_per_point(screen)
    return max(suits, system) * percent / 100


def apply(app: QApplication, percent: int, screen: QScreen | None = None) -> bool:
    """Write all text in this share of its usual size; return False if it had it already."""
    global _scale
    screen = screen or app.primaryScreen()
    wanted = text_px(percent, screen)
    points = wanted / _px_per_point(screen)
    font = app.font()
    if abs(font.pointSizeF() - points) < 0.01:
        return False
    widgets = app.allWidgets()
    own = [(widget, widget.font()) for widget in widgets if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    ratio = wanted / SMALLEST_PX / _scale
    font.setPointSizeF(points)
    app.setFont(font)
    for widget in widgets:  # Qt tells them only once its own event loop runs
        app.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))
    for widget, before in own:
        if widget.font().pointSizeF() == before.pointSizeF():  # a size of its own, which does not follow
            larger = widget.font()
            larger.setPointSizeF(before.pointSizeF() * ratio)
            widget.setFont(larger)
    _resize(widgets, _scale, _scale * ratio)
    _scale *= ratio
    return True


def _px_per_point(screen: QScreen | None) -> float:
    return (96.0 if screen is None else screen.logicalDotsPerInchY()) / 72.0


def _resize(widgets: Iterable[QWidget], before: float, after: float) -> None:
    """Give the widgets in windows that have bounds those for the new size."""
    for widget in widgets:
        if widget.isWindow() or isinstance(widget, QDockWidget):  # a dock has bounds of its own making
            continue
        least, most = widget.minimumSize(), widget.maximumSize()
        given = (least.width(), least.height(), most.width(), most.height())
        designed = widget.property(_DESIGNED)
        if designed is None or tuple(widget.property(_GIVEN)) != given:  # no rounded length is rounded again
            designed = [length / before for length in given]
        new = [round(d * after) if 1 < old < UNBOUNDED else old for d, old in zip(designed, given, strict=True)]
        if tuple(new) == given:
            continue
        widget.setProperty(_DESIGNED, designed)
        widget.setProperty(_GIVEN, new)
        widget.setMinimumSize(0, 0)
        widget.setMaximumSize(max(new[0], new[2]), max(new[1], new[3]))
        widget.setMinimumSize(new[0], new[1])
