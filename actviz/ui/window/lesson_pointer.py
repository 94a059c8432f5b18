"""LessonPointer: a ring around the place that a lesson speaks of; it covers nothing of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from actviz.ui.panels.base.panel import Panel
from actviz.ui.theme import theme
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.scene_badges import PANELS_OF

RING_PX, BESIDE_PX = 3, 3


class Ring(QWidget):
    """The ring; the mouse does not notice it, and what is inside it is not part of it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("lessonRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def put_around(self, box: QRect) -> None:
        """Stand around a rectangle of the window."""
        outer = box.adjusted(-BESIDE_PX, -BESIDE_PX, BESIDE_PX, BESIDE_PX)
        if self.isVisible() and outer == self.geometry():
            return
        self.setGeometry(outer)
        inner = self.rect().adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner)))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring in the accent's colour."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.current().accent), RING_PX))
        half = RING_PX // 2
        painter.drawRect(self.rect().adjusted(half, half, -half - 1, -half - 1))


class LessonPointer(QObject):
    """Keeps the ring where the place is, while panels move and change."""

    def __init__(self, window: QWidget, docks: DockArea) -> None:
        super().__init__(window)
        self._window, self._docks = window, docks
        self._places: list[tuple[str, int, int | None, int | None]] = []  # the last one is pointed at
        self.ring = Ring(window)

    def point(self, anchor: str, lane: int = 1, layer: int | None = None, unit: int | None = None) -> None:
        """Point at a place; an empty anchor: at none."""
        self._places = [(anchor, lane - 1, layer, unit)] if anchor else []
        self.follow()

    def glance(self, anchor: str, lane: int = 1, layer: int | None = None) -> None:
        """Point at another place for a while; an empty anchor: at the one before again."""
        self._places = self._places[:1] + ([(anchor, lane - 1, layer, None)] if anchor else [])
        if not anchor and len(self._places) == 1 and not self._places[0][0]:
            self._places = []
        elif anchor and len(self._places) == 1:
            self._places = [("", 0, None, None), *self._places]
        self.follow()

    def follow(self) -> None:
        """Stand around the place where it is now, or be hidden while it is not on screen."""
        box = self._box() if self._places and self._places[-1][0] else None
        if box is None:
            self.ring.hide()
        else:
            self.ring.put_around(box)

    def _box(self) -> QRect | None:
        anchor, lane, layer, unit = self._places[-1]
        dock = self._docks.docks[PANELS_OF.get(anchor, anchor)]
        if not dock.in_view or dock.window() is not self._window:
            return None
        part = _part(dock.panel, anchor, lane, layer, unit)
        host, box = part if part is not None else (dock, dock.rect())
        place = QRect(host.mapTo(self._window, box.topLeft()), box.size())
        view = self._docks.parentWidget() or self._docks  # what is scrolled out of it is not pointed at
        seen = place & QRect(view.mapTo(self._window, QPoint()), view.size())
        return None if seen.isEmpty() else seen


def _part(panel: Panel, anchor: str, lane: int, layer: int | None, unit: int | None) -> tuple[QWidget, QRect] | None:
    if layer is not None and unit is not None:
        return panel.unit_place(layer, unit, lane)
    return panel.area_of(anchor, lane, layer)
