"""LessonCourse: brings the lanes to where a lesson wants them: to a beginning, to a step, back to a state of before.

To come back to a state the lanes are run again, at full speed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from actviz.app.run_state import State
from actviz.app.session import Session
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.training.snapshot import RunFacts
from actviz.ui.window.frames import Frames


class LessonCourse(QObject):
    """Goes to one state at a time; what the user does meanwhile ends that.

    Signals:
        arrived(): the lanes stand there, paused, and are measured.
        stopped(): they do not, because the user has done something else, or a run has diverged.
    """

    arrived = Signal()
    stopped = Signal()

    def __init__(self, session: Session, frames: Frames, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._frames = session, frames
        self._target: State | None = None
        self._speed: float | None = None
        self._old: list[RunFacts] = []  # what ran before, while another run is awaited
        self._is_own = False  # what is just being done to the session
        self._is_going = False  # the lanes train towards the target
        self._hold: int | None = None  # the step at which they are to wait
        session.updated.connect(self._on_updated)
        session.holds.reached.connect(self._on_held)
        session.playing_changed.connect(self._on_playing)
        session.plan.config_changed.connect(self._on_config_changed)

    @property
    def is_busy(self) -> bool:
        """Whether the lanes are still on their way."""
        return self._target is not None

    @property
    def present(self) -> State:
        """The state that the lanes are in."""
        return State.of(self._session.lanes)

    def go(self, target: State, text: str, speed: float | None = None) -> None:
        """Bring the lanes to a state, at most so many steps a second; `text` names the change for Undo."""
        self.give_up()
        self._target, self._speed = target, speed
        if self._session.view.cursor is not None:
            self._do(lambda: self._session.travel(None))
        present = self.present
        is_newest = [lane.config for lane in present.lanes] == [spec.config for spec in self._session.plan.setup]
        if not (is_newest and present.leads_to(target)):  # else another run is about to take its place
            self._begin(target, text)
        else:
            self._do(self._session.pause)
            self._go_on()

    def give_up(self) -> None:
        """Leave the lanes where they are."""
        if self._target is not None:
            self._target, self._old, self._is_going = None, [], False
            if self._hold is not None:
                self._do(lambda: self._session.holds.at(None))
            self._hold = None

    def _do(self, act: Callable[[], object]) -> None:
        self._is_own = True
        act()
        self._is_own = False

    def _begin(self, target: State, text: str) -> None:
        lanes = [NamedConfig(lane.name, lane.first) for lane in target.lanes]
        plan = self._session.plan
        as_it_is = [lane.config for lane in plan.setup] == [lane.first for lane in target.lanes]
        self._old = [lane.facts for lane in self._session.lanes]
        self._frames.await_run()
        self._do(self._session.pause)
        self._do(lambda: plan.start_again() if as_it_is else plan.run_instead(lanes, text))

    def _stop(self) -> None:
        self.give_up()
        self._frames.picture.release()
        self.stopped.emit()

    def _next_change(self) -> tuple[int, int, RunConfig] | None:
        """Return the next change that is still to be made: its step, its lane's place, and the configuration."""
        assert self._target is not None
        present = self.present
        to_come = [
            (lane.changes[len(now.changes)][0], place, lane.changes[len(now.changes)][1])
            for place, (lane, now) in enumerate(zip(self._target.lanes, present.lanes, strict=False))
            if len(lane.changes) > len(now.changes)
        ]
        return min(to_come, key=lambda each: each[:2], default=None)

    def _go_on(self) -> None:
        """Make the change that is due, or train to the next one or to the end, or arrive."""
        target, present = self._target, self.present
        if target is None or not self._session.lanes:
            return
        change = self._next_change()
        if change is not None and change[0] <= present.step:
            self._make(change[1], change[2])
        elif present.step < target.step:
            self._train_to(target.step if change is None else change[0])
        else:
            self._arrive()

    def _make(self, place: int, config: RunConfig) -> None:
        plan = self._session.plan
        before = plan.setup[place].config
        changes = {name: getattr(config, name) for name in FIELDS if getattr(config, name) != getattr(before, name)}
        self._do(lambda: plan.edit_lane(place))
        if changes:
            self._do(lambda: plan.set(**changes))  # `_on_updated` follows, once the lanes have it

    def _train_to(self, step: int) -> None:
        if self._hold == step and self._is_going:
            return
        self._hold, self._is_going = step, True
        self._session.limit_speed(self._speed)
        self._session.holds.at(step)
        self._do(self._session.play)

    @Slot()
    def _on_held(self) -> None:
        if self._target is not None and self._is_going:
            self._is_going = False
            self._do(self._session.pause)  # what is measured in passing is not enough

    def _arrive(self) -> None:
        """Tell of it, once all is measured where the lanes stand."""
        session = self._session
        if session.playing or not session.view.shows(session.view.needs):
            return
        if self._hold is not None:
            session.holds.at(None)
        self._target, self._hold, self._is_going = None, None, False
        self.arrived.emit()

    @Slot()
    def _on_updated(self) -> None:
        lanes = self._session.lanes
        if self._target is None or any(lane.facts is old for lane in lanes for old in self._old):
            return
        if len(lanes) != len(self._target.lanes):
            return
        self._old = []
        if any(lane.snapshot.divergence is not None for lane in lanes):
            self._stop()
        elif not self._is_going:
            self._go_on()

    @Slot(bool)
    def _on_playing(self, _playing: bool) -> None:
        if self._target is not None and not self._is_own:
            self._stop()

    @Slot()
    def _on_config_changed(self) -> None:
        if self._target is not None and not self._is_own and not self._is_on_the_way():
            self._stop()

    def _is_on_the_way(self) -> bool:
        """Whether the settings are those of one of the states between the beginning and the target."""
        assert self._target is not None
        now = [spec.config for spec in self._session.plan.setup]
        return len(now) == len(self._target.lanes) and all(
            config in (lane.first, *(after for _, after in lane.changes))
            for config, lane in zip(now, self._target.lanes, strict=True)
        )
