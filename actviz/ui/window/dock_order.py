"""How docks stand to each other: which are behind each other, as tabs, and which places are left of or above which."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from PySide6.QtWidgets import QDockWidget, QMainWindow

Place = frozenset[str]  # the names of the docks there, one behind the other
Order = tuple[frozenset[Place], frozenset[tuple[str, Place, Place]]]


def order_of(area: QMainWindow, docks: Iterable[QDockWidget]) -> Order:
    """Return the places, and the pairs of them with what holds for them; their sizes do not matter."""
    places = {}
    for dock in docks:
        if dock.isHidden() or dock.isFloating():
            continue
        group = [dock, *(other for other in area.tabifiedDockWidgets(dock) if not other.isHidden())]
        place = frozenset(each.objectName() for each in group)
        if dock.geometry().right() >= 0 or place not in places:  # Qt puts those behind a tab out of sight
            places[place] = dock.geometry()
    pairs = set()
    for (one, box), (other, beside) in permutations(places.items(), 2):
        if box.right() < beside.left():
            pairs.add(("left", one, other))
        if box.bottom() < beside.top():
            pairs.add(("above", one, other))
    return frozenset(places), frozenset(pairs)
