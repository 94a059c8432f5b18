"""PresetPlacement: puts the docks where a preset has them, and gives them their shares of the area.

Where a row has too little room for all of its panels, some of them stand behind each other, as tabs: none covers
another, and none is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle

from actviz.ui.theme.text_size import px
from actviz.ui.window.dock_order import Order, order_of
from actviz.ui.window.panel_dock import PanelDock
from actviz.ui.window.presets import Cell, Preset, Rows

SIDE_SHARE = 24  # of the width, in percent: the column on the right
READING_SHARES = 29, 66  # of that column's width, and of the height of its first place, where that is to be read in
LOW_PX, LOW_READING_SHARE = 520, 71  # of text of the usual size: in a lower area the text gets this share of the height
MOST_TRIES = 3  # for one room: the panels' least sizes depend on where they stand
PlacedCell = tuple[int, list[PanelDock]]
PlacedRows = list[tuple[int, list[PlacedCell]]]  # as `Rows`, with the docks for their keys


class PresetPlacement:
    """Places the docks at once; their sizes wait for `apply_sizes`, which an area that is not shown yet ignores."""

    def __init__(self, area: QMainWindow, docks: Mapping[str, PanelDock]) -> None:
        self._area, self._docks = area, docks
        self._sizes: list[tuple[list[QDockWidget], list[int], Qt.Orientation]] = []
        self._preset: Preset | None = None
        self.for_reading = False
        self._folded: tuple[int, ...] = ()  # how many cells each row has
        self._tries, self._tried_for = 0, ("", 0, 0)  # how often it was placed again, and for which room
        self._order: Order | None = None  # how the docks stood when the preset had just been placed

    @property
    def settled(self) -> bool:
        """Whether all docks have the sizes that the last preset gives them."""
        return not self._sizes

    def forget_sizes(self) -> None:
        """Leave the docks as large as they are."""
        self._sizes = []
        self._order = order_of(self._area, self._docks.values())

    def forget_preset(self) -> None:
        """Leave the docks where they are, whatever room there is."""
        self._preset, self._sizes, self._order = None, [], None

    def to_place_again(self) -> bool:
        """Whether the preset would have other tabs in the room that there is now, and nobody has moved its docks."""
        if self._preset is None or self._order is None or not self.settled:
            return False
        if _counts(self._fitted(self._preset)[0]) == self._folded:
            return False
        if self._order != order_of(self._area, self._docks.values()):
            return False
        room = self._preset.key, self._room_px, px(1000)
        self._tries = self._tries + 1 if room == self._tried_for else 1
        self._tried_for = room
        return self._tries <= MOST_TRIES

    def apply_sizes(self) -> None:
        """Give the docks their shares."""
        if self._area.isVisible():
            for docks, shares, orientation in self._sizes:
                self._area.resizeDocks(docks, shares, orientation)

    def place(self, preset: Preset, for_reading: bool = False) -> None:
        """Put every dock into its place; those that the preset does not name are hidden.

        The first place of the column on the right is larger where it is to hold a text.
        """
        area, self._sizes = self._area, []
        self._preset, self.for_reading, self._order = preset, for_reading, None
        centre, side = self._fitted(preset)
        self._folded = _counts(centre)
        side_share = READING_SHARES[0] if for_reading else SIDE_SHARE
        if for_reading and len(side) == 2:
            is_low = area.isVisible() and area.height() < px(LOW_PX)
            share = LOW_READING_SHARE if is_low else READING_SHARES[1]
            side = [(share, side[0][1]), (100 - share, side[1][1])]
        first = centre[0][1][0][1][0]
        area.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, first)
        if side:  # before the rows are split, so that the column has the full height
            top = side[0][1][0][1][0]
            area.splitDockWidget(first, top, Qt.Orientation.Horizontal)
        for rows in (centre, side):
            self._place_rows(rows)
        if side:  # last: sizes within the rows move its edge
            self._sizes.append(([first, top], [1000 - 10 * side_share, 10 * side_share], Qt.Orientation.Horizontal))
        placed = {dock for _, cells in (*centre, *side) for _, tabbed in cells for dock in tabbed}
        for dock in self._docks.values():  # the others wait as tabs of the last, so that a stored layout knows them
            if dock not in placed:
                area.tabifyDockWidget(centre[-1][1][-1][1][0], dock)
                dock.hide()

    @property
    def _room_px(self) -> int:
        """The width that there is: the area itself is never less than its docks need."""
        return (self._area.parentWidget() or self._area).width()

    def _fitted(self, preset: Preset) -> tuple[PlacedRows, PlacedRows]:
        """Return the rows in the centre and those at the side, with as many cells as have room beside each other."""
        centre, side = self._known_rows(preset.rows), self._known_rows(preset.side)
        if not self._area.isVisible():  # it has no size yet
            return centre, side
        gap = self._area.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent, None, self._area)
        beside = max((_least_px(cell) + gap for _, cells in side for cell in cells), default=0)
        room = self._room_px - beside
        return [(height, _folded(cells, room, gap)) for height, cells in centre], side

    def _place_rows(self, rows: PlacedRows) -> None:
        """Put rows below each other, beginning where the first dock of the first is."""
        area, horizontal, vertical = self._area, Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        leaders: list[QDockWidget] = [cells[0][1][0] for _, cells in rows]
        for above, leader in pairwise(leaders):
            area.splitDockWidget(above, leader, vertical)
        for _, cells in rows:
            for (_, left), (_, right) in pairwise(cells):
                area.splitDockWidget(left[0], right[0], horizontal)
            for _, tabbed in cells:
                for dock in tabbed[1:]:
                    area.tabifyDockWidget(tabbed[0], dock)
        for _, cells in rows:
            for _, tabbed in cells:
                for dock in tabbed:
                    dock.show()
                tabbed[0].raise_()
            if len(cells) > 1:
                self._sizes.append(([tabbed[0] for _, tabbed in cells], [10 * share for share, _ in cells], horizontal))
        if len(rows) > 1:
            self._sizes.append((leaders, [10 * height for height, _ in rows], vertical))

    def _known_rows(self, rows: Rows) -> PlacedRows:
        known = [(height, self._known(cells)) for height, cells in rows]
        return [(height, cells) for height, cells in known if cells]

    def _known(self, cells: Iterable[Cell]) -> list[tuple[int, list[PanelDock]]]:
        found = [(share, [self._docks[key] for key in keys if key in self._docks]) for share, keys in cells]
        return [(share, docks) for share, docks in found if docks]


def _folded(cells: list[PlacedCell], room: int, gap: int) -> list[PlacedCell]:
    """Return the cells with neighbours put behind each other, those with the fewest panels first, until they fit."""
    while len(cells) > 1 and sum(map(_least_px, cells)) + gap * (len(cells) - 1) > room:
        last = min(range(1, len(cells)), key=lambda i: (len(cells[i - 1][1]) + len(cells[i][1]), -i))
        (left, before), (right, behind) = cells[last - 1], cells[last]
        cells = [*cells[: last - 1], (left + right, [*before, *behind]), *cells[last + 1 :]]
    return cells


def _least_px(cell: PlacedCell) -> int:
    """Return the least width of a cell, in pixels: that of the widest panel which was in view there."""
    return max(dock.minimumSizeHint().width() for dock in cell[1])


def _counts(rows: PlacedRows) -> tuple[int, ...]:
    return tuple(len(cells) for _, cells in rows)
