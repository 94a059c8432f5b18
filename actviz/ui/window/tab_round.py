"""The Tab round of the window: what can be seen, part by part, from the top left to the bottom right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDockWidget, QScrollArea, QTabBar, QWidget


def tab_round(window: QWidget, parts: Sequence[QWidget]) -> list[QWidget]:
    """Return the widgets that Tab reaches in turn: those of each part, then the rest.

    Within a part the docks come in the order of their places, from left to right in each row. What is left out cannot
    be seen, or not by scrolling either: it lies behind the tab of another panel.
    """
    # Not along `nextInFocusChain`: PySide takes what that returns for a child of the widget asked, and calls it deleted
    # as soon as that widget is.
    stops = [widget for widget in window.findChildren(QWidget) if _is_stop(widget, window)]
    return sorted(stops, key=lambda stop: _order(stop, window, parts))


def go_on(window: QWidget, parts: Sequence[QWidget], forth: bool) -> bool:
    """Give the focus to the next widget of the round, or the one before; False when there is none."""
    stops = tab_round(window, parts)
    if not stops:
        return False
    focus = QApplication.focusWidget()
    start = -1 if forth else 0
    place = (stops.index(focus) if focus in stops else start) + (1 if forth else -1)
    stop = stops[place % len(stops)]
    stop.setFocus(Qt.FocusReason.TabFocusReason if forth else Qt.FocusReason.BacktabFocusReason)
    for area in _scroll_areas(stop):
        area.ensureWidgetVisible(stop)
    return True


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    is_reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
    if not is_reached or widget.window() is not window or widget.focusProxy() is not None:
        return False
    surface = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    return not surface.visibleRegion().isEmpty() or _is_scrolled_away(widget)


def _is_scrolled_away(widget: QWidget) -> bool:
    """Whether scrolling brings the widget into sight; it does not bring what is behind the tab of another panel."""
    found = False
    for area in _scroll_areas(widget):
        content = area.widget()
        assert content is not None  # the widget is in it
        box = QRect(widget.mapTo(content, QPoint()), widget.size())
        if not content.rect().intersects(box):
            return False
        found = found or not area.viewport().rect().translated(-content.pos()).intersects(box)
    return found


def _scroll_areas(widget: QWidget) -> list[QScrollArea]:
    """Return the scroll areas that the widget is in, the innermost first."""
    found, parent = [], widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            found.append(parent)
        parent = parent.parentWidget()
    return found


def _order(widget: QWidget, window: QWidget, parts: Sequence[QWidget]) -> tuple[int, int, int, int]:
    """Return the place of a widget's part, then that of its dock, with its header first."""
    part = next((i for i, part in enumerate(parts) if part is widget or part.isAncestorOf(widget)), len(parts))
    holder: QWidget | None = widget
    while holder is not None and not isinstance(holder, (QDockWidget, QTabBar)):
        holder = holder.parentWidget()
    corner = QPoint() if holder is None else holder.mapTo(window, QPoint())
    header = holder.titleBarWidget() if isinstance(holder, QDockWidget) else None
    is_below = header is None or not header.isAncestorOf(widget)
    return part, corner.y(), corner.x(), is_below
