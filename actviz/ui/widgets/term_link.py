"""Labels that lead to their term in the glossary: by a click on a dotted underline, which is there on hover, and by F1.

Whoever shows a label calls `link_term`; a control or a panel that only F1 is to explain gets `set_term`. The window,
which opens the glossary, has a method `show_term`; the glossary is read when the mouse first comes to a label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from actviz.lessons.glossary import Term, glossary
from actviz.ui.theme import theme

OWN = ""  # a label whose own words say which term is meant
LINE_PX = 2
Spot = tuple[str, QRect]  # where words lead, and their place in the widget
_LEADS = "leadsToTerm"
_MOUSE = {QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease}
_GONE = {QEvent.Type.Leave, QEvent.Type.Hide, QEvent.Type.WindowDeactivate}


@runtime_checkable
class ShowsTerms(Protocol):
    """A window that opens the glossary."""

    def show_term(self, key: str) -> object:
        """Show a term."""


def set_term(widget: QWidget, leads: str = OWN) -> None:
    """Let F1 explain the widget, and all that is in it.

    `leads` is "setting:NAME", "panel:KEY" or "word:WORDS"; else the widget's own words say which term is meant.
    """
    widget.setProperty(_LEADS, leads)


def link_term(
    label: QWidget, leads: str = OWN, spots: Callable[[], Sequence[Spot]] | None = None, *, patient: bool = False
) -> TermLink:
    """Let a click on a label, and F1, show its term; `leads` is that of `set_term`.

    `spots` returns the words that lead somewhere in a widget that shows more than these. A patient label waits whether
    the click is the first of a double click, which means something else.
    """
    if spots is None:
        set_term(label, leads)
    return TermLink(label, spots, patient)


def own_term(widget: QWidget) -> Term | None:
    """Return the term that a widget itself leads to."""
    leads = widget.property(_LEADS)
    return None if leads is None else _found(str(leads), widget)


def _found(leads: str, widget: QWidget) -> Term | None:
    kind, _, name = leads.partition(":")
    terms = glossary()
    if kind == "setting":
        return terms.of_setting(name)
    if kind == "panel":
        return terms.of_panel(name)
    return terms.of_word(name if kind == "word" else _words(widget))


def term_of(widget: QWidget | None) -> Term | None:
    """Return the term of a widget, or of the nearest one that it is part of."""
    while widget is not None:
        term = own_term(widget)
        if term is not None or widget.isWindow():
            return term
        widget = widget.parentWidget()
    return None


def pointed_term(window: QWidget) -> Term | None:
    """Return the term whose label is underlined now, under the mouse."""
    return next((link.term for link in window.findChildren(TermLink) if link.is_pointed), None)


def _words(widget: QWidget) -> str:
    label = getattr(widget, "label", None)
    return label if isinstance(label, str) else str(getattr(widget, "text", str)())


class TermLink(QObject):
    """Underlines words while the mouse is at them, and follows a click."""

    def __init__(self, label: QWidget, spots: Callable[[], Sequence[Spot]] | None, patient: bool) -> None:
        super().__init__(label)
        self._label, self._spots = label, spots
        self._has_cursor = label.testAttribute(Qt.WidgetAttribute.WA_SetCursor)
        self._line: _Underline | None = None
        self._pressed: QPoint | None = None
        self.term: Term | None = None  # that of the underlined words, and after that of the ones that were last
        self._later: QTimer | None = None
        if patient:
            self._later = QTimer(self, singleShot=True)
            self._later.timeout.connect(self._follow)
        label.setMouseTracking(True)
        label.installEventFilter(self)

    @property
    def is_pointed(self) -> bool:
        """Whether the underline is there."""
        return self._line is not None and self._line.isVisible()

    def spots(self) -> list[tuple[Term, QRect]]:
        """Return the terms that the widget leads to, each with the place of its words."""
        if self._spots is None:
            term = own_term(self._label)
            return [] if term is None else [(term, self._place())]
        found = ((_found(leads, self._label), place) for leads, place in self._spots())
        return [(term, place) for term, place in found if term is not None]

    def _place(self) -> QRect:
        text = _words(self._label)
        metrics, box = QFontMetrics(self._label.font()), self._label.contentsRect()
        width = min(box.width(), metrics.horizontalAdvance(text))
        height = min(box.height(), metrics.height())
        return QRect(box.left(), box.top() + (box.height() - height) // 2, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the underline, hide it, or follow the click; a press on words within a button does not press it."""
        kind = event.type()
        if kind in _GONE:
            self._leave()
        elif kind == QEvent.Type.MouseButtonDblClick and self._later is not None:
            self._later.stop()
            self._pressed = None
        elif kind in _MOUSE and isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        at, kind = event.position().toPoint(), event.type()
        if kind == QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton:
            self._point(at)
        elif event.button() == Qt.MouseButton.LeftButton and kind == QEvent.Type.MouseButtonPress:
            self._point(at)
            self._pressed = at if self.is_pointed else None
            return self._pressed is not None and self._spots is not None
        elif event.button() == Qt.MouseButton.LeftButton and kind == QEvent.Type.MouseButtonRelease:
            pressed, self._pressed = self._pressed, None
            if pressed is None or (at - pressed).manhattanLength() >= QApplication.startDragDistance():
                return False
            if self._later is None:
                self._follow()
            else:
                self._later.start(QApplication.doubleClickInterval())
            return self._spots is not None
        return False

    def _point(self, at: QPoint) -> None:
        term, words = next(((term, place) for term, place in self.spots() if place.contains(at)), (None, QRect()))
        if term is None:
            self._leave()
            return
        self.term = term
        if self._line is None:
            self._line = _Underline(self._label)
        if not self._has_cursor:
            self._label.setCursor(Qt.CursorShape.PointingHandCursor)
        self._line.setGeometry(words.left(), words.bottom() - LINE_PX + 1, words.width(), LINE_PX)
        self._line.show()
        self._line.raise_()

    def _leave(self) -> None:
        if self._line is not None and not self._line.isHidden():
            self._line.hide()
            if not self._has_cursor:
                self._label.unsetCursor()

    def _follow(self) -> None:
        above = self._label.parentWidget()
        while above is not None and not isinstance(above, ShowsTerms):
            above = above.parentWidget()
        if self.term is not None and above is not None:
            self._leave()
            above.show_term(self.term.key)


class _Underline(QWidget):
    """A dotted line over the lower edge of the words; the mouse does not notice it."""

    def __init__(self, label: QWidget) -> None:
        super().__init__(label)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        pen = QPen(QColor(theme.current().accent), 1.0)
        pen.setDashPattern([1.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(0, 0, self.width(), 0)
