"""The tab bars of the dock area: those that Qt leaves behind are hidden, the others are named and fitted."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar

from actviz.translation import tr
from actviz.ui.theme import theme

NEAR_PX = 8  # bars that are no farther from each other are at one place


def tend(area: QMainWindow, docks: Iterable[QDockWidget]) -> None:
    """Name the tab bars and let three titles fit; hide those that belong to no docks any more."""
    bars = area.findChildren(QTabBar)
    for bar in bars:  # Qt makes them when docks are tabbed, without a name
        bar.setAccessibleName(tr("Panels in this place"))
        if not bar.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            bar.setFont(theme.small(bar.font()))
        for place in range(bar.count()):
            bar.setTabToolTip(place, bar.tabText(place))  # in a narrow place the name is cut
    for bar in left_behind(bars, _groups(area, docks)):
        bar.hide()


def left_behind(bars: Iterable[QTabBar], groups: Collection[Collection[QDockWidget]]) -> list[QTabBar]:
    """Return the bars of no group of docks.

    WORKAROUND Qt 6.11: where docks are placed again while the layout is disabled, the bars of before stay, and are seen
    in the gaps once the area has another size. Of two bars with the same titles, that beside a dock is in use; while
    both are there, neither is told apart, nor seen twice.
    """
    found: list[QTabBar] = []
    kept = [bar for bar in bars if bar.isVisible()]
    for group in groups:
        same = [bar for bar in kept if _titles(bar) == {dock.windowTitle() for dock in group}]
        distances = [min(_distance(bar, dock) for dock in group) for bar in same]
        found += [bar for bar, far in zip(same, distances, strict=True) if far > min(distances) + NEAR_PX]
        kept = [bar for bar in kept if bar not in same]
    return found + kept


def _groups(area: QMainWindow, docks: Iterable[QDockWidget]) -> list[list[QDockWidget]]:
    groups: list[list[QDockWidget]] = []
    for dock in docks:
        if dock.isHidden() or dock.isFloating() or any(dock in group for group in groups):
            continue
        group = [dock, *(other for other in area.tabifiedDockWidgets(dock) if not other.isHidden())]
        if len(group) > 1:
            groups.append(group)
    return groups


def _titles(bar: QTabBar) -> set[str]:
    return {bar.tabText(place) for place in range(bar.count())}


def _distance(bar: QTabBar, dock: QDockWidget) -> int:
    """Return how far the bar is from where the bar of a dock is: under it, at its left edge."""
    place, box = bar.geometry(), dock.geometry()
    return abs(place.left() - box.left()) + abs(place.top() - box.bottom())
