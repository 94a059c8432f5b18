"""LessonWalk: goes through the steps of one lesson: prepares each, runs it, reads its numbers, checks its task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from actviz.app.run_state import State
from actviz.app.session import Session
from actviz.lessons.lesson import CHECKED_EVERY, PREDICT, RUN, TASK, Lesson, Step
from actviz.lessons.measures import MEASURES, Seen
from actviz.translation import tr
from actviz.ui.panels.lesson.card import Card
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_course import LessonCourse
from actviz.ui.window.lesson_visit import Visit, asked_by, card_of, check_task

RUN_SPEED = 150.0  # steps a second, where a step says nothing else


class LessonWalk(QObject):
    """The lesson on show, if any, the `place` of its step, and what is known of its steps: `visits`.

    Signals:
        entered(): another step is on show.
        changed(): its card has changed.
        ended(): the last step has been gone through.
    """

    entered = Signal()
    changed = Signal()
    ended = Signal()

    def __init__(self, session: Session, frames: Frames, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._frames = session, frames
        self.lesson: Lesson | None = None
        self.place = 0
        self.visits: dict[int, Visit] = {}
        self.course = LessonCourse(session, frames, self)
        self.course.arrived.connect(self._on_arrived)
        self.course.stopped.connect(self._on_stopped)
        self._goes_to: int | None = None  # the step that is gone to once the lanes are back where this one ends
        self._soon = QTimer(self, singleShot=True, interval=0)  # a frame's news are shown once
        self._soon.timeout.connect(self.changed)
        session.updated.connect(self._on_updated)
        session.view.cursor_changed.connect(self._on_updated)

    def begin(self, lesson: Lesson, place: int, visits: Mapping[int, Visit]) -> None:
        """Begin a lesson at a step, with what is known of its steps; or where what runs there was set up."""
        self.lesson, self.visits, self._goes_to = lesson, dict(visits), None
        self._enter(place if self._is_known(place) else lesson.beginning_before(place))

    def _is_known(self, place: int) -> bool:
        """Whether it is known what runs where a step begins."""
        assert self.lesson is not None
        return bool(self.lesson.steps[place].lanes) or self.visits.get(place, Visit()).before is not None

    def leave(self) -> None:
        """Go no further; the run goes on."""
        self.course.give_up()
        self.lesson, self._goes_to = None, None
        self._frames.more_needs = frozenset()

    @property
    def step(self) -> Step:
        """The step on show."""
        assert self.lesson is not None
        return self.lesson.steps[self.place]

    @property
    def visit(self) -> Visit:
        """What is known of the step on show."""
        return self.visits[self.place]

    @property
    def card(self) -> Card | None:
        """The card of the step on show, as things stand."""
        if self.lesson is None:
            return None
        return card_of(self.lesson, self.place, self.visits, is_busy=self.course.is_busy, is_away=self._is_away)

    def _enter(self, place: int) -> None:
        """Show a step that comes for the first time, or again: what it needs is prepared."""
        assert self.lesson is not None
        self.place = place
        step, visit = self.step, self.visits.setdefault(place, Visit())
        later = {i: each.again() for i, each in self.visits.items() if i > place}
        self.visits = {i: each for i, each in self.visits.items() if i <= place} | later
        visit.is_ready, visit.is_done, visit.fault, visit.now = False, False, "", None
        visit.tried = ()
        self._frames.more_needs = self._needs
        self._session.view.set_needs(self._frames.needs)
        self.entered.emit()
        if step.lanes:
            visit.before = State.beginning(step.lanes)
        elif visit.before is None:
            visit.before = self.course.present
        target = visit.before
        if step.change is not None:
            target = _changed(target, step.change)
        self._go(target)
        self.changed.emit()

    def _go(self, target: State, speed: float | None = None) -> None:
        assert self.lesson is not None
        self.course.go(target, tr("lesson: {title}", title=self.lesson.title), speed)

    @property
    def _needs(self) -> frozenset[str]:
        needs = self.step.needs
        asked = self._asked
        return needs if asked is None else needs | asked.needs

    @property
    def _asked(self) -> Step | None:
        return None if self.lesson is None else asked_by(self.lesson, self.place)

    @Slot()
    def _on_arrived(self) -> None:
        if self.lesson is None:
            return
        if self._goes_to is not None:
            place, self._goes_to = self._goes_to, None
            self._enter(place)
            return
        if not self.visit.is_ready:
            self._read()
        elif self.step.kind == RUN:
            self._end_run()
        self.changed.emit()

    def _read(self) -> None:
        """Read the numbers of a step from what runs now."""
        visit, lanes = self.visit, self._seen
        visit.values = self.step.values(lanes)
        visit.is_ready, visit.after = True, self.course.present
        asked = self._asked
        if asked is not None and asked.measure:
            visit.measured = MEASURES[asked.measure].of(lanes[asked.lane - 1])

    @property
    def _seen(self) -> Sequence[Seen]:
        lanes = self._session.lanes
        return [
            Seen(lane.snapshot, lane.diagnosis.readings if lane.diagnosis else None, lane.history) for lane in lanes
        ]

    def _end_run(self) -> None:
        """A part of the run is over: with a condition it goes on until that holds."""
        step, present = self.step, self.course.present
        begun = 0 if self.visit.before is None else self.visit.before.step
        if step.until is not None and not step.until.is_kept(self._seen) and present.step - begun < step.at_most:
            self._go(State(present.lanes, present.step + CHECKED_EVERY), step.speed or RUN_SPEED)
            return
        self.visit.is_done, self.visit.after = True, present

    @Slot()
    def _on_stopped(self) -> None:
        if self.lesson is not None:
            self._goes_to = None
            is_over = any(lane.snapshot.divergence is not None for lane in self._session.lanes)
            if is_over and self.visit.is_ready and self.step.kind == RUN:  # it cannot go on
                self.visit.is_done, self.visit.after = True, self.course.present
            self.changed.emit()

    # What the user does

    @Slot()
    def go_on(self) -> None:
        """Do what the main button says: run, come back, or go to the next step."""
        if self.lesson is None or self.course.is_busy:
            return
        step, visit = self.step, self.visit
        if not visit.is_ready:
            self._enter(self.place)  # the user had stopped it
        elif step.kind == RUN and not visit.is_done:
            self._run()
        elif self._is_away and step.kind != TASK:
            if step.kind == RUN:
                self._go_next()
            elif visit.after is not None:
                self._go(visit.after)
                self.changed.emit()
        elif step.kind == PREDICT and visit.answer is None:
            return
        else:
            self._go_next()

    def _go_next(self) -> None:
        """Go to the next step, from where this one ends; the last one ends the lesson."""
        assert self.lesson is not None
        if self.place + 1 == len(self.lesson.steps):
            self.ended.emit()
            return
        after = self.visit.after
        if self.step.kind == TASK or after is None or after.is_like(self.course.present):
            if self._session.view.cursor is not None:
                self._session.travel(None)
            self._session.pause()
            self._enter(self.place + 1)
            return
        self._goes_to = self.place + 1
        self._go(after)
        self.changed.emit()

    def _run(self) -> None:
        step, before = self.step, self.visit.before
        assert before is not None
        present = self.course.present
        lanes = present.lanes if before.leads_to(present) and present.leads_to(State(before.lanes, 10**9)) else None
        start = before if lanes is None else present
        to = step.to if step.to is not None else start.step + CHECKED_EVERY
        self._go(State(before.lanes, max(to, start.step)), step.speed or RUN_SPEED)
        self.changed.emit()

    @Slot()
    def back(self) -> None:
        """Go back to the step before, with what ran there."""
        if self.lesson is not None and self.place > 0:
            self.course.give_up()
            place = self.place - 1
            if not self._is_known(place):  # the lesson was gone on with in its middle
                place = self.lesson.beginning_before(place)
            self._goes_to = None
            self._enter(place)

    @Slot(float)
    def answer(self, answer: float) -> None:
        """Keep what is predicted at this step."""
        if self.lesson is not None and self.step.kind == PREDICT:
            self.visit.answer = answer
            self.changed.emit()

    @Slot()
    def hint(self) -> None:
        """Show the hint of the task."""
        if self.lesson is not None and self.step.kind == TASK:
            self.visit.is_hinted = True
            self.changed.emit()

    @Slot()
    def solve(self) -> None:
        """Make the change that solves the task; it trains on from there, if that is not enough."""
        if self.lesson is None or self.step.kind != TASK or self.step.solution is None:
            return
        solution, plan = dict(self.step.solution), self._session.plan
        self._session.pause()
        self._session.travel(None)
        is_made = plan.start_again(solution) if self.step.again else plan.set(**solution)
        self.visit.was_shown, self.visit.is_to_train = True, is_made

    def _check_task(self) -> None:
        visit, session = self.visit, self._session
        check_task(self.step, visit, session.lanes, self._seen)
        configs = [lane.snapshot.config for lane in session.lanes]
        is_there = configs == [spec.config for spec in session.plan.setup] and session.view.shows(session.view.needs)
        if visit.is_to_train and is_there:
            visit.is_to_train = False
            if not visit.is_done:
                session.play()

    # What the run does

    @Slot()
    def _on_updated(self) -> None:
        if self.lesson is None or self.place not in self.visits or self._frames.picture.is_held:
            return
        if self.step.kind == TASK and self.visit.is_ready and not self.course.is_busy:
            self._check_task()
        if not self._soon.isActive():
            self._soon.start()

    @property
    def _is_away(self) -> bool:
        """Whether something else is on show than where this step ends."""
        visit = self.visit
        if self.course.is_busy or not visit.is_ready or self.step.kind == TASK:
            return False
        reached = visit.after
        if self.step.kind == RUN and not visit.is_done:
            reached = visit.before
        is_past = self._session.view.cursor is not None
        return is_past or (reached is not None and not reached.is_like(self.course.present))


def _changed(state: State, change: Mapping[str, object]) -> State:
    """Return the state with a change made at its step in every lane."""
    lanes = tuple(
        replace(lane, changes=(*lane.changes, (state.step, lane.config.replace(**change)))) for lane in state.lanes
    )
    return State(lanes, state.step)
