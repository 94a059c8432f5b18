"""UnitCards: opens the card of a unit beside its place in a panel, lets it follow the run, and closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QWidget

from actviz.app.lanes import LaneView
from actviz.app.session import Session
from actviz.ui.panels.base.panel import Panel
from actviz.ui.unit_card.placement import beside

if TYPE_CHECKING:
    from actviz.ui.unit_card.card import UnitCard


class UnitCards(QObject):
    """There is one card at most; it belongs to the unit that is followed, in one lane and one panel.

    A click anywhere else in its window closes it, as Escape does; it takes the focus from nothing.

    Signals:
        more_requested(): the user wants the Unit panel.
    """

    more_requested = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.card: UnitCard | None = None  # made when it is first wanted
        self._panel: Panel | None = None  # beside whose unit it is; None while it is closed
        self._lane = 0
        self._shown: tuple[object, ...] = ()  # what it was drawn from last
        self._watched: tuple[QObject, ...] = ()  # the window that it is in, for keys and sizes, and for clicks
        session.updated.connect(self.refresh)
        session.view.selection_changed.connect(self.refresh)
        session.playing_changed.connect(self._refresh_all)

    @property
    def is_open(self) -> bool:
        """Whether a card is on show."""
        return self._panel is not None

    @property
    def needs(self) -> frozenset[str]:
        """The extra measurements that the card draws: see `Panel.needs`."""
        return frozenset({"unit"} if self.is_open else ())

    def open(self, panel: Panel, layer: int, unit: int, lane: int) -> None:
        """Show the life of a unit of a lane, by its place, beside where the panel shows it."""
        if self.card is None:
            self.card = self._make_card()
        self._panel, self._lane, self._shown = panel, lane, ()
        self._watch(panel.window())
        if self._session.view.selection.pair == (layer, unit):
            self.refresh()
        else:
            self._session.view.select(layer, unit)  # which brings it here

    def _make_card(self) -> UnitCard:
        from actviz.ui.unit_card.card import UnitCard  # not needed for a start

        card = UnitCard()
        card.closed.connect(self.close)
        card.moved.connect(self._go_to_neighbour)
        card.visited.connect(self._visit)
        card.more_requested.connect(self._show_more)
        return card

    def close(self) -> bool:
        """Take the card away; True when there was one."""
        was_open, self._panel = self.is_open, None
        self._watch(None)
        if self.card is not None:
            if self.card.isAncestorOf(self.card.window().focusWidget() or self.card.window()):
                self.card.window().setFocus()
            self.card.hide()
            self.card.setParent(None)
        return was_open

    def restyle(self) -> None:
        """Apply the theme's colours and fonts: with a new card, whose size depends on them."""
        if self.card is None:
            return
        old, self.card = self.card, None
        panel, pair = self._panel, self._session.view.selection.pair
        old.hide()
        old.setParent(None)
        old.deleteLater()
        if panel is not None and pair is not None:
            self.open(panel, *pair, self._lane)

    @Slot()
    def refresh(self) -> None:
        """Show what is measured now, at the unit's present place; without one the card goes."""
        panel, card = self._panel, self.card
        if panel is None or card is None:
            return
        lane, pair = self._shown_lane(), self._session.view.selection.pair
        found = panel.unit_place(*pair, self._lane) if pair is not None and panel.isVisible() else None
        if lane is None or pair is None or found is None:
            self.close()
            return
        several = len(self._session.lanes) > 1
        shown = lane.snapshot.measurement, lane.present, lane.history.events, lane.at, pair, several
        if shown != self._shown:
            self._shown = shown
            card.show_unit(lane, *pair, several, in_passing=self._session.playing)
        self._put(card, *found)

    @Slot()
    def _refresh_all(self) -> None:
        """Show all of the last measurement, which may have been one in passing."""
        self._shown = ()
        self.refresh()

    def _put(self, card: UnitCard, widget: QWidget, place: QRect) -> None:
        window = widget.window()
        if window.width() < card.width() or window.height() < card.height():  # a small panel that floats
            self._show_more()
            return
        target = QRect(widget.mapTo(window, place.topLeft()), place.size())
        if card.parent() is not window:
            card.setParent(window)
        card.put(beside(card.body_size, target, window.rect()), target)
        if not card.isVisible():
            card.show()
            card.raise_()
            buttons = card.close_button, card.visit_button, card.more_button
            for before, after in zip((window.focusWidget() or widget, *buttons), buttons, strict=False):
                QWidget.setTabOrder(before, after)

    def _shown_lane(self) -> LaneView | None:
        lanes, pair = self._session.lanes, self._session.view.selection.pair
        if pair is None or self._lane >= len(lanes):
            return None
        lane = lanes[self._lane]
        has = pair[0] <= lane.facts.n_hidden and pair[1] < lane.facts.sizes[pair[0]]
        return lane if has else None

    @Slot(int, int)
    def _go_to_neighbour(self, right: int, down: int) -> None:
        lane, pair = self._shown_lane(), self._session.view.selection.pair
        if lane is not None and pair is not None:
            layer = min(max(1, pair[0] + right), lane.facts.n_hidden)
            self._session.view.select(layer, min(max(0, pair[1] + down), lane.facts.sizes[layer] - 1))

    @Slot(int)
    def _visit(self, step: int) -> None:
        self._session.travel(None if step >= self._session.view.newest else step)

    @Slot()
    def _show_more(self) -> None:
        self.close()
        self.more_requested.emit()

    # The window around the card

    def _watch(self, window: QWidget | None) -> None:
        """Watch a window for clicks outside the card, Escape, and another size; None watches none."""
        for each in self._watched:
            each.removeEventFilter(self)
        handle = window.windowHandle() if window is not None else None
        self._watched = tuple(each for each in (window, handle) if each is not None)
        for each in self._watched:
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the card on a click elsewhere, on Escape, and when its window takes another size."""
        if self.card is None or not self.is_open:
            return False
        if isinstance(watched, QWindow):
            if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
                inside = self.card.geometry().contains(event.position().toPoint())
                if not inside:
                    self.close()  # what is clicked may open it again
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() == Qt.Key.Key_Escape and self.close()
        elif event.type() == QEvent.Type.Resize:
            self.close()
        return False
