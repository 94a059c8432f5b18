"""The widget that shows the lanes' pictures, one above the other, and listens to mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.translation import tr
from actviz.ui.panels.network import tips
from actviz.ui.panels.network.drops import motion_is_wanted
from actviz.ui.panels.network.picture import LanePicture
from actviz.ui.panels.network.stage import Place, Stage
from actviz.ui.panels.network.structure import skip_at
from actviz.ui.theme import theme
from actviz.ui.widgets.term_link import link_term
from actviz.ui.widgets.text import show_tip

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
LEAVE_MS = 120
LEAST_WAIT_MS = 80  # longer than a frame, so that while a network trains its next snapshot is drawn first
FOCUS_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class NetworkCanvas(QWidget):
    """Draws lanes; it owns pixels only.

    Signals:
        opened(int, int, int): the life of a unit (layer, unit as below) of a lane, by its place, is wanted.
        picked(int, int): a hidden layer (1-based) and unit (0-based; -1 for the layer) were clicked or moved to.
        pointed(object): the hidden unit under the mouse, as a Selection; None when the mouse has left it.
    """

    opened = Signal(int, int, int)
    picked = Signal(int, int)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage()
        self.drops = motion_is_wanted()  # whether drops move in the rivers
        self._focus_ring = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.update)
        self._leaving = QTimer(self)  # so that the picture does not flicker while the mouse goes from tile to tile
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(LEAVE_MS)
        self._leaving.timeout.connect(lambda: self._set_hover(None))
        link_term(self, spots=lambda: [(f"word:{word}", place) for word, place in self.stage.legend_words()])
        self.setProperty("arrowKeys", True)  # Right goes to the next layer here, and takes no step
        self.setProperty("asDrawing", False)  # True while a picture of it is made for a file
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that Qt paints nothing behind it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Network picture"))
        self.setMinimumSize(120, 90)
        self.restyle()

    def sizeHint(self) -> QSize:
        """The size in the overview at 1280 × 800."""
        return QSize(800, 440)

    def show_lanes(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw these lanes at the next paint; nothing happens when they are the ones that are drawn already."""
        changed, more_than_rivers = self.stage.show_lanes(lanes, selection)
        if not changed:
            return
        self._lay_out()
        hover = self.stage.hover
        if hover is not None and self.unit_box(hover[1], hover[2], hover[0]) is None:
            self._set_hover(None)
        if more_than_rivers:
            self._later.stop()  # this paint draws the edges
            self.update()
        else:
            for picture in self.pictures:
                self.update(picture.river_rect().toAlignedRect())

    @property
    def pictures(self) -> Sequence[LanePicture]:
        """The lanes' pictures, in their order."""
        return self.stage.pictures

    def set_modes(self, fill: str, edge_kind: str) -> None:
        """Choose the cells' fill and the kind of edges."""
        if (fill, edge_kind) != (self.stage.fill, self.stage.edge_kind):
            self.stage.fill, self.stage.edge_kind = fill, edge_kind
            self.update()

    def show_drops(self, shown: bool) -> None:
        """Let drops move in the rivers, or not."""
        self.drops = shown
        self.update()

    def restyle(self) -> None:
        """Apply the current theme."""
        self.setFont(theme.tabular(theme.small(QApplication.font())))
        self.update()

    def hit(self, position: QPointF) -> Place | None:
        """Return (lane, layer, unit) at a point; unit is -1 beside the cells."""
        return self.stage.hit(position)

    def unit_box(self, layer: int, unit: int, lane: int) -> QRect | None:
        """Return where a unit's tile is; None while there is none."""
        return self.stage.unit_box(layer, unit, lane)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every lane; edges that are not due yet are requested again later."""
        self._lay_out()
        painter = QPainter(self)
        painter.setFont(self.font())
        if self.property("asDrawing"):
            self.stage.paint_drawing(painter)
            painter.end()
            return
        ground, due = self.stage.ground(self.devicePixelRatioF())
        painter.drawPixmap(0, 0, ground)
        for picture in self.pictures:
            picture.paint_river(painter, drops=self.drops)
        if self._focus_ring:
            painter.setPen(QPen(QColor(theme.current().accent), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -2.5, -2.5))
        painter.end()
        if due and not self._later.isActive():
            wait_ms = round(1000 * (min(due) - perf_counter())) + 1
            self._later.start(min(1000, max(LEAST_WAIT_MS, wait_ms)))  # a new snapshot stops it
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Answer the request for a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.tip_at(QPointF(event.pos()))
            if text:
                show_tip(event.globalPos(), text, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def tip_at(self, position: QPointF) -> str:
        """Return the tooltip's words for a point; empty outside every lane."""
        hit = self.hit(position)
        if hit is None:
            return ""
        lane, shape = self.pictures[hit[0]].lane, self.pictures[hit[0]].geometry
        assert lane is not None
        assert shape is not None
        skip = skip_at(lane, shape, position.x(), position.y())
        if skip is not None:
            return tips.skip_tip(lane, skip)
        return tips.unit_tip(lane, hit[1], hit[2]) if hit[2] >= 0 else tips.layer_tip(lane, hit[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the cell under the pointer, and keep an open tooltip up with it."""
        self._hover_over(self.hit(event.position()))
        if QToolTip.isVisible():
            show_tip(event.globalPosition().toPoint(), self.tip_at(event.position()), self)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the cell under the pointer."""
        self._set_hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the unit or layer under the pointer."""
        hit = self.hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or hit is None:
            super().mousePressEvent(event)
            return
        if 1 <= hit[1] <= self._n_hidden():
            self.picked.emit(hit[1], hit[2])
            if hit[2] >= 0:
                self.opened.emit(hit[1], hit[2], hit[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection with the arrow keys; Return opens the life of the unit that is followed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.stage.selection.pair is not None:
            self.opened.emit(*self.stage.selection.pair, min(self.stage.selection.lane, len(self.pictures) - 1))
            return
        move = ARROWS.get(Qt.Key(event.key()))
        if move is None or not self.pictures or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.picked.emit(*self._moved(*move))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keyboard brought the focus here."""
        self._focus_ring = event.reason() in FOCUS_BY_KEY
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Remove the ring."""
        self._focus_ring = False
        self.update()
        super().focusOutEvent(event)

    # Insides

    def _lay_out(self) -> None:
        self.stage.lay_out(self.size(), self.font(), self.devicePixelRatioF())

    def _hover_over(self, hit: Place | None) -> None:
        if hit is not None and hit[2] >= 0:
            self._set_hover(hit)
        elif self.stage.hover is not None and not self._leaving.isActive():
            self._leaving.start()

    def _set_hover(self, hover: Place | None) -> None:
        self._leaving.stop()
        if hover == self.stage.hover:
            return
        self.stage.hover = hover
        is_hidden = hover is not None and 1 <= hover[1] <= self._n_hidden(hover[0])
        self.pointed.emit(Selection(hover[1], hover[2], hover[0]) if hover is not None and is_hidden else None)
        self.update()

    def _n_hidden(self, place: int = 0) -> int:
        lane = self.pictures[place].lane
        return lane.facts.n_hidden if lane is not None else 0

    def _moved(self, right: int, down: int) -> tuple[int, int]:
        lane = self.pictures[0].lane
        assert lane is not None
        if self.stage.selection.layer is None:
            return 1, 0
        layer = min(max(1, self.stage.selection.layer + right), lane.facts.n_hidden)
        unit = self.stage.selection.unit
        if unit is None or unit < 0:
            return (layer, 0) if down else (layer, -1)
        return layer, min(max(0, unit + down), lane.facts.sizes[layer] - 1)
