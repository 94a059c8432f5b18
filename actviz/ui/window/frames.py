"""Frames: draws the session on the top bar, the status line and the panels, when the frame timer says so."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QMainWindow

from actviz.app.session import Session
from actviz.training.snapshot import RunFacts
from actviz.ui.unit_card.unit_cards import UnitCards
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.held_picture import HeldPicture
from actviz.ui.window.status_line import StatusLine
from actviz.ui.window.top_bar import TopBar
from actviz.ui.window.verdict_bar import VerdictBar

FRAME_MS = 33
DESCRIBED_MS = 1000  # between two descriptions of the panels for screen readers
TRAVEL_MS = 5  # while the replay of a past step, or a scene's run, is awaited


class Frames(QObject):
    """Collects what the worker has measured, once per frame, and draws it; while paused, draws what changes."""

    def __init__(
        self,
        session: Session,
        top_bar: TopBar,
        verdict_bar: VerdictBar,
        docks: DockArea,
        status: StatusLine,
        unit_cards: UnitCards,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.picture = HeldPicture(window)
        self.picture.released.connect(self.draw)
        self._session, self._top_bar, self._verdict_bar = session, top_bar, verdict_bar
        self._docks, self._status, self._unit_cards = docks, status, unit_cards
        self._shown = 0  # the measurement whose numbers are on show
        self._facts: RunFacts | None = None  # of the run that the status line speaks of
        self._drawn: list[RunFacts] = []  # the runs that the panels show
        self.more_needs: frozenset[str] = frozenset()  # of a lesson's numbers
        session.updated.connect(self._on_updated)
        session.view.selection_changed.connect(self.draw)
        session.view.cursor_changed.connect(self._set_pace)
        session.playing_changed.connect(self._on_moving_changed)
        session.replay.changed.connect(self._on_moving_changed)
        self._described = QElapsedTimer()
        self._described.start()
        self.timer = QTimer(self)
        self.timer.setInterval(FRAME_MS)
        self.timer.timeout.connect(self._on_frame)
        self._soon = QTimer(self, singleShot=True)  # one drawing for all that changes in one go
        self._soon.timeout.connect(self.draw)

    @property
    def needs(self) -> frozenset[str]:
        """The extra measurements that the panels on screen, the card of a unit and a lesson need."""
        return self.more_needs.union(self._unit_cards.needs, *(panel.needs for panel in self._docks.seen_panels))

    @Slot()
    def draw(self) -> None:
        """Draw every panel on screen now, unless the window waits for another run."""
        self._soon.stop()
        if self._session.lanes and not self.picture.is_held:
            self.show_numbers()
            self._drawn = [lane.facts for lane in self._session.lanes]
            self._docks.draw(self._session.lanes, self._session.view.selection)

    @Slot()
    def draw_soon(self) -> None:
        """Draw every panel on screen once what changes now has changed."""
        self._soon.start(0)

    def await_run(self) -> None:
        """Leave the window as it is until another run than the present one can be drawn."""
        self.picture.hold(self._session.lanes)
        self._set_pace()

    def draw_new(self) -> None:
        """Draw the panels that have come into view for the first time now, so that none is painted empty."""
        if self._session.lanes and not self.picture.is_held:
            self._docks.draw_new(self._session.lanes, self._session.view.selection)
        self.draw_soon()

    def show_numbers(self) -> None:
        """Write the numbers of the top bar, the verdict, and what the status line says of the run."""
        if not self._session.lanes:
            return
        first = self._session.lanes[0]
        self._shown = first.snapshot.measurement
        self._top_bar.show_lanes(self._session.lanes, self._session.plan.current)
        self._verdict_bar.show_lanes(self._session.lanes, self._session.plan.current, self._is_moving)
        if first.present is not self._facts:
            self._facts = first.present
            self._status.show_run(first.present)

    @Slot()
    def _on_frame(self) -> None:
        session = self._session
        session.view.set_needs(self.needs)  # every frame: a panel's switches change what it needs
        session.collect()
        if self.picture.is_held:
            self.picture.follow(session.lanes)
        elif self._is_moving and session.lanes:
            self._draw_in_turn()
        self._status.show_speed(session.steps_per_second if session.playing else None, session.replay.playing)
        self._status.show_shares(session.share_clock.shares)
        self._set_pace()
        if self._described.hasExpired(DESCRIBED_MS):
            self._described.start()
            self._docks.describe(session.lanes, session.view.selection)

    @Slot()
    def _set_pace(self) -> None:
        awaits = self._session.view.awaits_cursor and not self._session.replay.playing
        wanted = TRAVEL_MS if awaits or self.picture.is_held else FRAME_MS
        if self.timer.interval() != wanted:
            self.timer.setInterval(wanted)

    @Slot()
    def _on_updated(self) -> None:
        if self._is_moving or self.picture.is_held:
            return  # this frame draws it
        if self._session.view.awaits_cursor:  # the user drags on: this step is one of many
            self._draw_in_turn()
        else:
            self.draw()

    @Slot()
    def _on_moving_changed(self) -> None:
        if not self._is_moving:
            self.draw()  # the panels that were waiting for their turn

    @property
    def _is_moving(self) -> bool:
        """Whether steps follow one another, of the training or of a replay."""
        return self._session.playing or self._session.replay.playing

    def _draw_in_turn(self) -> None:
        if [lane.facts for lane in self._session.lanes] != self._drawn:  # else some panels would show another run
            self.draw()
            return
        if self._session.lanes[0].snapshot.measurement != self._shown:
            self.show_numbers()
        self._docks.draw_in_turn(self._session.lanes, self._session.view.selection)
