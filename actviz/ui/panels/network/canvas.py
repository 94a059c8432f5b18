"""The widget that shows the lanes' pictures, one above the other, and listens to mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.ui.panels.network import tips
from actviz.ui.panels.network.drops import motion_is_wanted
from actviz.ui.panels.network.edges import GRADIENT
from actviz.ui.panels.network.fills import OWN_MAP, PLAIN
from actviz.ui.panels.network.geometry import split
from actviz.ui.panels.network.legend import Legend
from actviz.ui.panels.network.picture import LanePicture, same
from actviz.ui.theme import theme
from actviz.ui.widgets.text import show_tip

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
DRAWING_RATIO = 3.0  # pixels of edges and cells in a file, for one on screen
LEAVE_MS = 120
LEAST_WAIT_MS = 80  # longer than a frame, so that while a network trains its next snapshot is drawn first
FOLDED_FROM = 3  # lanes: as many networks under each other would have no tiles to be seen
TWO_ROWS_FROM_PX, ONE_ROW_FROM_PX = 215, 150  # of the legend
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
        self.fill = OWN_MAP
        self.edge_kind = GRADIENT
        self.drops = motion_is_wanted()  # whether drops move in the rivers
        self.pictures: list[LanePicture] = []
        self._selection = Selection()
        self._hover: tuple[int, int, int] | None = None  # lane, layer, unit
        self._focus_ring = False
        self._ground = QPixmap()  # all but the rivers
        self._ground_keys: tuple[object, ...] = ()  # what it shows
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.update)
        self._leaving = QTimer(self)  # so that the picture does not flicker while the mouse goes from tile to tile
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(LEAVE_MS)
        self._leaving.timeout.connect(lambda: self._set_hover(None))
        self.setProperty("arrowKeys", True)  # Right goes to the next layer here, and takes no step
        self.setProperty("asDrawing", False)  # True while a picture of it is made for a file
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that Qt paints nothing behind it
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Network picture")
        self.setMinimumSize(120, 90)
        self.restyle()

    def sizeHint(self) -> QSize:
        """The size in the overview at 1280 × 800."""
        return QSize(800, 440)

    def show_lanes(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw these lanes at the next paint; nothing happens when they are the ones that are drawn already."""
        kept = [p.lane for p in self.pictures]
        same = len(kept) == len(lanes) and all(
            a is not None and a.snapshot is b.snapshot and a.facts is b.facts and a.name == b.name
            for a, b in zip(kept, lanes, strict=True)
        )
        if same and selection == self._selection:
            return
        only_rivers = (
            selection == self._selection
            and len(kept) == len(lanes)
            and all(
                a is not None
                and a.snapshot.measurement == b.snapshot.measurement
                and a.facts is b.facts
                and a.name == b.name
                for a, b in zip(kept, lanes, strict=True)
            )
        )
        self._selection = selection
        del self.pictures[len(lanes) :]
        while len(self.pictures) < len(lanes):
            self.pictures.append(LanePicture())
        for picture, lane in zip(self.pictures, lanes, strict=True):
            picture.set_lane(lane)
        self._lay_out()
        if self._hover is not None and not self._exists(self._hover):
            self._set_hover(None)
        if only_rivers:
            for picture in self.pictures:
                self.update(picture.river_rect().toAlignedRect())
        else:
            self._later.stop()  # this paint draws the edges
            self.update()

    def set_modes(self, fill: str, edge_kind: str) -> None:
        """Choose the cells' fill and the kind of edges."""
        if (fill, edge_kind) != (self.fill, self.edge_kind):
            self.fill, self.edge_kind = fill, edge_kind
            self.update()

    def show_drops(self, shown: bool) -> None:
        """Let drops move in the rivers, or not."""
        self.drops = shown
        self.update()

    def restyle(self) -> None:
        """Apply the current theme."""
        self.setFont(theme.tabular(theme.small(QApplication.font())))
        self.update()

    def hit(self, position: QPointF) -> tuple[int, int, int] | None:
        """Return (lane, layer, unit) at a point; unit is -1 beside the cells."""
        for i, picture in enumerate(self.pictures):
            found = picture.geometry.hit(position.x(), position.y()) if picture.geometry else None
            if found is not None:
                return i, *found
        return None

    def unit_box(self, layer: int, unit: int, lane: int) -> QRect | None:
        """Return where a unit's tile is; None while there is none."""
        shape = self.pictures[lane].geometry if lane < len(self.pictures) else None
        column = next((c for c in shape.columns if c.layer == layer), None) if shape is not None else None
        if column is None or unit >= len(column.tops):
            return None
        left, top = float(column.lefts[unit]), float(column.tops[unit])
        return QRectF(left, top, column.cell_w, column.cell_h).toAlignedRect()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every lane; edges that are not due yet are requested again later."""
        self._lay_out()
        if self.property("asDrawing"):
            self._paint_drawing()
            return
        due = self._update_ground()
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.drawPixmap(0, 0, self._ground)
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

    def _paint_drawing(self) -> None:
        """Draw for a file, nothing selected: words as words; edges, cells and river, which are pixels, finer."""
        painter, named = QPainter(self), len(self.pictures) > 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # the file's pixels may be others than these
        painter.setFont(self.font())
        painter.fillRect(self.rect(), QColor(theme.current().card))
        for picture in self.pictures:
            picture.update_edges(self.edge_kind, DRAWING_RATIO)
            picture.paint_ground(painter, self._lane_fill, Selection(), None, named, DRAWING_RATIO)
            picture.paint_river(painter, DRAWING_RATIO)
        self._paint_legend(painter)
        painter.end()

    def _update_ground(self) -> list[float]:
        """Draw again what is under the river, if it has changed; return when waiting edges will be due."""
        ratio, named = self.devicePixelRatioF(), len(self.pictures) > 1
        due = [p.edges_due_s for p in self.pictures if p.update_edges(self.edge_kind, ratio)]
        hovers = [h[1:] if (h := self._hover) is not None and h[0] == i else None for i in range(len(self.pictures))]
        keys = tuple(
            picture.ground_key(self._lane_fill, self._selection, hover, named, ratio)
            for picture, hover in zip(self.pictures, hovers, strict=True)
        )
        size = self.size() * ratio
        if self._ground.size() == size and len(keys) == len(self._ground_keys):
            if all(same(a, b) for a, b in zip(keys, self._ground_keys, strict=True)):
                return due
        else:
            self._ground = QPixmap(size)
            self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(QColor(theme.current().card))
        painter = QPainter(self._ground)
        painter.setFont(self.font())
        for picture, hover in zip(self.pictures, hovers, strict=True):
            picture.paint_ground(painter, self._lane_fill, self._selection, hover, named)
        self._paint_legend(painter)
        painter.end()
        self._ground_keys = keys
        return due

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
        lane = self.pictures[hit[0]].lane
        assert lane is not None
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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selection.pair is not None:
            self.opened.emit(*self._selection.pair, min(self._selection.lane, len(self.pictures) - 1))
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
        ratio = self.devicePixelRatioF()
        height = self.height() - self._n_rows * self._row_px
        boxes = split(self.width(), height, len(self.pictures))
        for picture, box in zip(self.pictures, boxes, strict=True):
            picture.lay_out(box, self.font(), ratio, self._folded)

    @property
    def _folded(self) -> bool:
        return len(self.pictures) >= FOLDED_FROM

    @property
    def _lane_fill(self) -> str:
        return PLAIN if self._folded else self.fill

    @property
    def _row_px(self) -> int:
        return self.fontMetrics().height() + 4

    @property
    def _n_rows(self) -> int:
        """How many rows of the legend there is room for."""
        if self._folded:
            return 1 if self.height() >= ONE_ROW_FROM_PX else 0
        return 2 if self.height() >= TWO_ROWS_FROM_PX else 1 if self.height() >= ONE_ROW_FROM_PX else 0

    def _paint_legend(self, painter: QPainter) -> None:
        if not self.pictures:
            return
        legend, left, right = Legend(painter, self.pictures, theme.current()), 8.0, self.width() - 8.0
        top = self.height() - self._n_rows * self._row_px + 1.0
        if self._folded and self._n_rows:
            legend.paint_folded(left, right, top)
        elif self._n_rows:
            legend.paint_second(left, right, top + (self._n_rows - 1) * self._row_px, self.fill)
        if self._n_rows == 2:
            legend.paint_first(left, right, top, self.edge_kind)

    def _hover_over(self, hit: tuple[int, int, int] | None) -> None:
        if hit is not None and hit[2] >= 0:
            self._set_hover(hit)
        elif self._hover is not None and not self._leaving.isActive():
            self._leaving.start()

    def _set_hover(self, hover: tuple[int, int, int] | None) -> None:
        self._leaving.stop()
        if hover == self._hover:
            return
        self._hover = hover
        is_hidden = hover is not None and 1 <= hover[1] <= self._n_hidden(hover[0])
        self.pointed.emit(Selection(hover[1], hover[2], hover[0]) if hover is not None and is_hidden else None)
        self.update()

    def _exists(self, hover: tuple[int, int, int]) -> bool:
        place, layer, unit = hover
        shape = self.pictures[place].geometry if place < len(self.pictures) else None
        return shape is not None and layer < len(shape.columns) and unit < len(shape.columns[layer].lefts)

    def _n_hidden(self, place: int = 0) -> int:
        lane = self.pictures[place].lane
        return lane.facts.n_hidden if lane is not None else 0

    def _moved(self, right: int, down: int) -> tuple[int, int]:
        lane = self.pictures[0].lane
        assert lane is not None
        if self._selection.layer is None:
            return 1, 0
        layer = min(max(1, self._selection.layer + right), lane.facts.n_hidden)
        unit = self._selection.unit
        if unit is None or unit < 0:
            return (layer, 0) if down else (layer, -1)
        return layer, min(max(0, unit + down), lane.facts.sizes[layer] - 1)
