"""UnitCard: a unit's map, its state, what killed it, and whether it can come back, on one small card."""

from __future__ import annotations

from time import perf_counter

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.frozen import dataclass
from actviz.joined_text import sentences
from actviz.nn.activations import ACTIVATIONS
from actviz.number_text import whole
from actviz.training.snapshot import UnitEvent
from actviz.training.unit_state import UnitFacts
from actviz.translation import tr
from actviz.ui.panels.unit.cause import DeathCause, unknown_sentence
from actviz.ui.panels.unit.head import reason_text
from actviz.ui.panels.unit.map import UnitMap
from actviz.ui.panels.unit.state_text import alpha_of, brief_state, state_of
from actviz.ui.theme import icons, text_size, theme
from actviz.ui.unit_card.activity_strip import ActivityStrip
from actviz.ui.unit_card.histogram_strip import HistogramStrip
from actviz.ui.unit_card.layer_shares import LayerShares
from actviz.ui.unit_card.placement import CardPlace
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.fast_wrapped_label import WrappedLabel
from actviz.ui.widgets.text import set_tip

BEAK_PX, RADIUS_PX, PAD_PX, SPACE_PX = 8, 8, 12, 8
LETTERS = 56  # of the small font, that a line of the card holds
PICTURE_PX = 104
REASON_LINES = 2  # beside the picture, above the shares of the earlier layers
MAP_REST_S = 0.15  # from one drawing of the map to the next, while a network trains

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class Visit:
    """A step that a card offers to go to, and why."""

    step: int
    label: str
    tip: str


class UnitCard(QWidget):
    """A card of one size, whatever it says, with a beak that points at the unit; it covers no part of its window else.

    Signals:
        moved(int, int): the user wants a neighbour: so many layers to the right, and units down.
        visited(int): the user wants to see this step.
        more_requested(): the user wants the Unit panel.
        closed(): the user wants the card to go.
    """

    moved = Signal(int, int)
    visited = Signal(int)
    more_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("arrowKeys", True)
        self.name, self.state = NumberLabel(), NumberLabel()
        self.reason = WrappedLabel()
        self.map, self.small_strip, self.strip = UnitMap(titled=False), ActivityStrip(), ActivityStrip()
        self.spread, self.shares = HistogramStrip(), LayerShares()
        self.cause = DeathCause(inset=0)
        self.close_button = tool_button("quiet", "", tr("Close (Escape)"), tr("Close"))
        self.visit_button = tool_button("tool", "", "")
        self.more_button = tool_button("tool", tr("Unit panel"), tr("Show all about this unit in the panel Unit"))
        self._visit: Visit | None = None
        self._events_for: object = None  # the run's events and the unit that these are of
        self._events: list[UnitEvent] = []
        self._map_of: object = None  # the run and the unit whose map is on show
        self._map_drawn_at = 0.0
        self._place = CardPlace(QPoint(), "left")
        self._points_at = 0  # along the side with the beak
        self._build()
        self.close_button.clicked.connect(self.closed)
        self.more_button.clicked.connect(self.more_requested)
        self.visit_button.clicked.connect(self._on_visit)
        self.close_button.setIcon(icons.icon("close"))

    def _build(self) -> None:
        small, bold = theme.tabular(theme.small(self.font())), theme.tabular(self.font())
        bold.setWeight(bold.Weight.DemiBold)
        for label in (self.name, self.state):
            label.setMinimumWidth(1)
        self.name.setFont(small)
        self.name.setObjectName("muted")
        self.state.setFont(bold)
        self.reason.setFont(small)
        width = max(312, round(LETTERS * self.reason.fontMetrics().averageCharWidth()))
        self.close_button.setFixedSize(text_size.px(24), text_size.px(24))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.close_button)
        holder = QWidget()
        self._pictures = QStackedLayout(holder)  # without a widget it would show its first part as a window
        for picture in (self.map, self.small_strip):
            self._pictures.addWidget(picture)
        side = text_size.px(PICTURE_PX)
        holder.setFixedSize(side, side)
        self.picture = holder
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.state)
        words.addWidget(self.reason, 1)
        words.addWidget(self.shares)
        middle = QHBoxLayout()
        middle.setSpacing(PAD_PX)
        middle.addWidget(holder)
        middle.addLayout(words, 1)
        below = QWidget()
        self._below = QStackedLayout(below)
        for part in (self.cause, self.strip, self.spread):
            self._below.addWidget(part)
        below.setFixedHeight(self.cause.height_for(width))
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_PX)
        foot.addWidget(self.visit_button)
        foot.addStretch(1)
        foot.addWidget(self.more_button)
        kept = self.visit_button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.visit_button.setSizePolicy(kept)
        self.visit_button.hide()
        column = QVBoxLayout(self)
        edge = BEAK_PX + PAD_PX
        column.setContentsMargins(edge, edge - 8, edge, edge)
        column.setSpacing(SPACE_PX)
        column.addLayout(head)
        column.addLayout(middle)
        column.addWidget(below)
        column.addLayout(foot)
        self.shares.hide()
        self.setFixedSize(QSize(width + 2 * edge, self.sizeHint().height()))
        self._words_px = width - side - PAD_PX

    # What it says

    def show_unit(self, lane: LaneView, layer: int, unit: int, several: bool, in_passing: bool = False) -> None:
        """Tell the life of a unit of a lane, as far as it is measured; the lane is named where there are several.

        While it trains, a measurement is one `in_passing`: the map is not drawn again for each.
        """
        snapshot, at = lane.snapshot, (layer, unit)
        found = snapshot.unit
        facts = found if found is not None and (found.layer, found.unit) == at else None
        events = self._events_of(lane, at)
        now, dead = theme.current(), bool(snapshot.units[layer - 1].dead[unit])
        function = ACTIVATIONS[snapshot.config.activations[layer - 1]].label
        name = " · ".join((tr("Layer {layer}, unit {unit}", layer=layer, unit=unit + 1), function))
        self.name.set_text(f"{lane.name}: {name}" if several else name)
        state = state_of(lane, layer, unit)
        self.state.set_text(state, brief_state(lane, layer, unit))
        self.state.set_colour(now.dead_text if dead else now.text)
        past = [e for e in events if e.step <= snapshot.units_step and e.kind != "revival"]
        death = past[-1] if dead and past else None
        is_known = death is not None and death.cause is not None
        h = lane.history
        unknown = death is not None and not is_known
        why = unknown_sentence(death, h.changes, snapshot.config, h.tasks) if death and unknown else ""
        self.reason.set_text(sentences((why, reason_text(lane, at, facts, events))))
        can_die = snapshot.config.can_die[layer - 1]
        self._below.setCurrentWidget(self.cause if is_known else self.strip if can_die else self.spread)
        if death is not None and is_known:
            self.cause.show_death(death, lane.history.changes, snapshot.config, lane.history.tasks)
        self._show_shares(death)
        if not (in_passing and self._map_rests(lane, at)):
            self._show_map(lane, at, facts)
        self._show_pictures(lane, at, facts, events, with_curve_below=not is_known)
        self._offer(_visit(lane, death, events))
        self.setAccessibleName(tr("Life of {unit}", unit=self.name.text()))
        told = [tr("{sentence}.", sentence=self.state.text()), self.reason.text()]
        if is_known:
            told += [tr("{sentence}.", sentence=self.cause.answer.text()), self.cause.story.text()]
        self.setAccessibleDescription(sentences(told))

    def _show_shares(self, death: UnitEvent | None) -> None:
        """Show what each earlier layer did, where they killed the unit and the words leave room."""
        cause = None if death is None else death.cause
        killed = cause is not None and cause.by_inputs and bool(cause.by_layer)
        has_room = self.reason.fits(self.reason.text(), REASON_LINES, self._words_px)
        self.shares.setVisible(killed and has_room)
        if cause is not None and killed:
            self.shares.show_shares(cause.by_layer)

    def _events_of(self, lane: LaneView, at: tuple[int, int]) -> list[UnitEvent]:
        if self._events_for != (lane.history.events, at):
            self._events_for = lane.history.events, at
            self._events = [e for e in lane.history.events if (e.layer, e.unit) == at]
        return self._events

    def _show_pictures(
        self,
        lane: LaneView,
        at: tuple[int, int],
        facts: UnitFacts | None,
        events: list[UnitEvent],
        with_curve_below: bool,
    ) -> None:
        has_map = lane.facts.map_extent is not None
        self.picture.setVisible(has_map or not with_curve_below)
        self._pictures.setCurrentWidget(self.map if has_map else self.small_strip)
        snapshot, (layer, unit) = lane.snapshot, at
        colour = theme.current().lane(lane.index)
        if not snapshot.config.can_die[layer - 1]:
            self.spread.show_histogram(None if facts is None else facts.histogram, colour)
        elif with_curve_below or not has_map:
            strip = self.strip if with_curve_below else self.small_strip
            caption = tr("it is on for: 0 to 100 % of the examples, over the run") if with_curve_below else ""
            share = float(snapshot.units[layer - 1].active_fraction[unit])
            earlier = np.zeros((2, 0)) if facts is None else np.stack([facts.activity_steps, facts.activity])
            steps, shares = np.append(earlier, [[snapshot.units_step], [share]], axis=1).astype(float)
            # measurements are far apart in a long run; at its deaths, too, its share is known: it is 0
            died = [e.step for e in events if e.kind != "revival" and e.step <= snapshot.units_step]
            steps, shares = np.append(steps, died), np.append(shares, np.zeros(len(died)))
            order = np.argsort(steps, kind="stable")
            steps, shares = steps[order], shares[order]
            strip.show_activity(caption, steps, shares, events, colour)

    def _map_rests(self, lane: LaneView, at: tuple[int, int]) -> bool:
        return self._map_of == (lane.present, at) and perf_counter() - self._map_drawn_at < MAP_REST_S

    def _show_map(self, lane: LaneView, at: tuple[int, int], facts: UnitFacts | None) -> None:
        layer, unit = at
        if lane.facts.map_extent is None:
            return
        if facts is not None and facts.z_map is not None and facts.h_map is not None:
            activation = ACTIVATIONS[lane.snapshot.config.activations[layer - 1]]
            self.map.show_map(lane.present, activation, alpha_of(lane, facts), facts.z_map, facts.h_map)
        elif self._map_of != (lane.present, at):  # until it is measured, what the network's tile shows
            maps = lane.snapshot.unit_maps
            self.map.show_coarse(lane.present, None if maps is None else maps[layer - 1][unit])
        self._map_of, self._map_drawn_at = (lane.present, at), perf_counter()

    def _on_visit(self) -> None:
        if self._visit is not None:
            self.visited.emit(self._visit.step)

    def _offer(self, visit: Visit | None) -> None:
        if visit == self._visit:
            return
        self._visit = visit
        self.visit_button.setVisible(visit is not None)
        if visit is not None:
            self.visit_button.setText(visit.label)
            set_tip(self.visit_button, visit.tip)

    # Where it is

    @property
    def body_size(self) -> QSize:
        """The size of the card without its beak."""
        return self.size() - QSize(2 * BEAK_PX, 2 * BEAK_PX)

    def put(self, place: CardPlace, target: QRect) -> None:
        """Move to a place in the parent, with the beak towards the target's middle."""
        self._place = place
        corner = place.corner - QPoint(BEAK_PX, BEAK_PX)
        middle = target.center() - corner
        self._points_at = middle.y() if place.pointing in ("left", "right") else middle.x()
        if self.pos() != corner:
            self.move(corner)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card's ground with its beak, and the line above the cause."""
        painter, now = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.strong_border), 1))
        painter.setBrush(QColor(now.card))
        painter.drawPath(_outline(self.rect(), self._place.pointing, self._points_at))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks on the card from what is behind it."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, go to a neighbour with the arrow keys; leave all else to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in ARROWS:
            self.moved.emit(*ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _outline(whole: QRect, pointing: str, points_at: float) -> QPainterPath:
    """Return the card's edge with its beak, which points at this place along its side."""
    box = QRectF(whole).adjusted(BEAK_PX + 0.5, BEAK_PX + 0.5, -BEAK_PX - 0.5, -BEAK_PX - 0.5)
    path, beak = QPainterPath(), QPainterPath()
    path.addRoundedRect(box, RADIUS_PX, RADIUS_PX)
    upright = pointing in ("left", "right")
    low, high = (box.top(), box.bottom()) if upright else (box.left(), box.right())
    at = min(max(points_at, low + RADIUS_PX + BEAK_PX), high - RADIUS_PX - BEAK_PX)
    edge, out = {
        "left": (box.left(), -1.0),
        "right": (box.right(), 1.0),
        "up": (box.top(), -1.0),
        "down": (box.bottom(), 1.0),
    }[pointing]
    corners = [(at - BEAK_PX, edge - out), (at, edge + out * (BEAK_PX - 1)), (at + BEAK_PX, edge - out)]
    beak.addPolygon(QPolygonF([QPointF(b, a) if upright else QPointF(a, b) for a, b in corners]))
    beak.closeSubpath()
    return path.united(beak)


def _see(step: int) -> str:
    return tr("See step {step}", step=whole(step))


def _visit(lane: LaneView, death: UnitEvent | None, events: list[UnitEvent]) -> Visit | None:
    """Return the step that explains most: of a dead unit the one before its death, of a living one that of a death."""
    if death is not None:
        if not death.step:
            return None
        before = death.step - 1 if death.exact else death.seen
        tip = tr("The last step at which it was seen alive: then take a step ahead")
        return Visit(before, _see(before), tip)
    deaths = [e for e in events if e.kind == "death"]
    coming = [e for e in deaths if e.step > lane.snapshot.units_step]
    if coming:
        step = coming[0].step
        return Visit(step, _see(step), tr("The step at which it dies"))
    if deaths:
        step = deaths[-1].step
        return Visit(step, _see(step), tr("The step at which it died last"))
    return None
