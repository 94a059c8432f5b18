"""LessonShow: leads through a lesson in the window: prepares each step, shows its card, and keeps the progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from random import Random

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.lesson import CHECKED_EVERY, PREDICT, RUN, TASK, Lesson, Step
from actviz.lessons.lesson_file import lessons
from actviz.lessons.measures import MEASURES, Seen
from actviz.ui.actions.commands import Actions
from actviz.ui.panels.base.panel import Panel
from actviz.ui.panels.lesson import LessonPanel
from actviz.ui.panels.lesson.card import Card
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_course import LessonCourse, State
from actviz.ui.window.lesson_list import LessonList
from actviz.ui.window.lesson_stage import LessonStage
from actviz.ui.window.lesson_visit import Visit, asked_by, card_of, check_task
from actviz.ui.window.scene_show import SceneShow
from actviz.ui.window.speed_limit import SpeedLimit

RUN_SPEED = 150.0  # steps a second, where a step says nothing else


class LessonShow(QObject):
    """The lesson on show, if any: `lesson`, and the `place` of its step."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        docks: DockArea,
        frames: Frames,
        speed_limit: SpeedLimit,
        scenes: SceneShow,
        messages: MessageStrip,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._docks, self._frames = session, settings, docks, frames
        self._speed_limit, self._scenes, self._messages = speed_limit, scenes, messages
        self.lesson: Lesson | None = None
        self.place = 0
        self.visits: dict[int, Visit] = {}
        self.course = LessonCourse(session, frames, self)
        self.course.arrived.connect(self._on_arrived)
        self.course.stopped.connect(self._on_stopped)
        self.stage = LessonStage(session.view, docks, frames, window)
        self.list = LessonList(settings, messages, self.open)
        self.chance = Random()
        self._goes_to: int | None = None  # the step that is gone to once the lanes are back where this one ends
        self._shown: Card | None = None
        docks.built.connect(self._on_built)
        session.updated.connect(self._on_updated)
        session.view.cursor_changed.connect(self._on_updated)
        session.opened.connect(self._on_opened)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)

    def connect_actions(self, actions: Actions) -> None:
        """Let the commands of lessons, and the menu that lists them, do what they say."""
        actions.connect("lessons", self.show_list)
        actions.connect("leave_lesson", self.leave)
        menu = actions.menu("Help/Lessons")
        menu.aboutToShow.connect(partial(self.list.fill, menu))

    @Slot()
    def show_list(self) -> None:
        """Show the list of lessons, in place of the one on show."""
        if self.lesson is not None:
            self._leave()
        self.stage.arrange()
        self._panel.show_list(self.list.listed())

    # Beginning and leaving

    def open(self, key: str, *_: object) -> None:
        """Begin a lesson, or go on with it where what runs at the step of then was set up."""
        if self.lesson is not None:
            self._leave()
        lesson = lessons().entries[key].drawn(self.chance)
        self._messages.dismiss()
        self._scenes.end()
        self.stage.arrange(lesson.layout)
        self.lesson, self.visits = lesson, {}
        self._settings.lessons.setdefault(key, (0, False))
        step = 0 if lesson.draws else min(self._settings.lessons[key][0], len(lesson.steps) - 1)
        self._enter(lesson.beginning_before(step))
        self._panel.take_focus()

    @Slot()
    def leave(self) -> None:
        """Leave the lesson; the run goes on, and so may the lesson, another time."""
        if self.lesson is None:
            self.stage.put_away()
            return
        self._leave()
        self._panel.show_list(self.list.listed())
        self.stage.put_away()

    def _leave(self) -> None:
        self.course.give_up()
        self.stage.pointer.point("")
        self.lesson, self._shown, self._goes_to = None, None, None
        self._frames.more_needs = frozenset()
        self._speed_limit.set(self._settings.speed)

    @property
    def _panel(self) -> LessonPanel:
        return self.stage.panel

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        if isinstance(panel, LessonPanel):
            panel.main_clicked.connect(self.go_on)
            panel.back_clicked.connect(self.back)
            panel.left.connect(self.leave)
            panel.answered.connect(self.answer)
            panel.solution_clicked.connect(self.solve)
            panel.opened.connect(self.open)
            panel.symbol_pointed.connect(self.stage.point_at_symbol)
            panel.show_list(self.list.listed())

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:
        if is_open and self.lesson is not None:  # another session has taken its place
            self.leave()

    # Steps

    @property
    def step(self) -> Step:
        """The step on show."""
        assert self.lesson is not None
        return self.lesson.steps[self.place]

    @property
    def visit(self) -> Visit:
        """What is known of the step on show."""
        return self.visits[self.place]

    def _enter(self, place: int) -> None:
        """Show a step that comes for the first time, or again: what it needs is prepared."""
        assert self.lesson is not None
        self.place = place
        step, visit = self.step, self.visits.setdefault(place, Visit())
        self.visits = {i: each for i, each in self.visits.items() if i <= place or self.lesson.steps[i].kind == PREDICT}
        visit.is_ready, visit.is_done, visit.fault, visit.now = False, False, "", None
        done = self._settings.lessons[self.lesson.key][1]
        self._settings.lessons[self.lesson.key] = (place, done)
        self._frames.more_needs = self._needs
        self._session.view.set_needs(self._frames.needs)
        self.stage.turn_to(step)
        if step.lanes:
            visit.before = State.beginning(step.lanes)
        elif visit.before is None:
            visit.before = self.course.present
        target = visit.before
        if step.change is not None:
            target = _changed(target, step.change)
        self._go(target)
        self._show()

    def _go(self, target: State, speed: float | None = None) -> None:
        assert self.lesson is not None
        self.course.go(target, f"lesson: {self.lesson.title}", speed)

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
        self._show()

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
            self._show()

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
                self._show()
        elif step.kind == PREDICT and visit.answer is None:
            return
        else:
            self._go_next()

    def _go_next(self) -> None:
        """Go to the next step, from where this one ends; the last one ends the lesson."""
        assert self.lesson is not None
        if self.place + 1 == len(self.lesson.steps):
            self._settings.lessons[self.lesson.key] = (0, True)
            self._leave()
            self._panel.show_list(self.list.listed())
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
        self._show()

    def _run(self) -> None:
        step, before = self.step, self.visit.before
        assert before is not None
        present = self.course.present
        lanes = present.lanes if before.leads_to(present) and present.leads_to(State(before.lanes, 10**9)) else None
        start = before if lanes is None else present
        to = step.to if step.to is not None else start.step + CHECKED_EVERY
        self._go(State(before.lanes, max(to, start.step)), step.speed or RUN_SPEED)
        self._show()

    @Slot()
    def back(self) -> None:
        """Go back to the step before, with what ran there."""
        if self.lesson is not None and self.place > 0:
            self.course.give_up()
            place = self.place - 1
            if place not in self.visits:  # the lesson was gone on with in its middle
                place = self.lesson.beginning_before(place)
            self._goes_to = None
            self._enter(place)

    @Slot(float)
    def answer(self, answer: float) -> None:
        """Keep what is predicted at this step."""
        if self.lesson is not None and self.step.kind == PREDICT:
            self.visit.answer = answer
            self._show()

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

    @Slot()
    def _show(self) -> None:
        """Show the card as things stand."""
        if self.lesson is None:
            return
        busy, away = self.course.is_busy, self._is_away
        card = card_of(self.lesson, self.place, self.visits, is_busy=busy, is_away=away)
        if card != self._shown:
            self._shown = card
            self._panel.show_card(card)


def _changed(state: State, change: Mapping[str, object]) -> State:
    """Return the state with a change made at its step in every lane."""
    lanes = tuple(
        replace(lane, changes=(*lane.changes, (state.step, lane.config.replace(**change)))) for lane in state.lanes
    )
    return State(lanes, state.step)
