"""LessonShow: leads through a lesson in the window: prepares each step, shows its card, and keeps the progress."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.lesson import CHECKED_EVERY, EXPLAIN, PREDICT, RUN, TASK, Goal, Lesson, Step, Symbol
from actviz.lessons.lesson_file import lessons
from actviz.lessons.measures import MEASURES, Seen
from actviz.training.config.config import FIELDS
from actviz.ui.actions.commands import Actions
from actviz.ui.panels.base.panel import Panel
from actviz.ui.panels.lesson import LessonPanel
from actviz.ui.panels.lesson.card import Card, Listed
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.widgets.question_strip import Answer, QuestionStrip
from actviz.ui.widgets.text import set_tip, without_mnemonic
from actviz.ui.window.arrangement_before import ArrangementBefore
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_course import LessonCourse, State
from actviz.ui.window.lesson_pointer import LessonPointer
from actviz.ui.window.scene_show import PANELS_OF, SceneShow
from actviz.ui.window.speed_limit import SpeedLimit

PANEL, BESIDE = "lesson", "diagnosis"  # the card stands where that panel is
DOTS = "…"  # in place of a number that is still to be measured
RUN_SPEED = 150.0  # steps a second, where a step says nothing else


@dataclass
class Visit:
    """What is known of one step in this walk."""

    before: State | None = None  # what runs where its text begins
    after: State | None = None  # and where it has been gone through
    values: Mapping[str, str] = field(default_factory=dict)
    answer: float | None = None  # a prediction
    measured: float | None = None
    is_ready: bool = False  # it was prepared, and its numbers are known
    is_done: bool = False
    fault: str = ""  # of a task's solution
    now: float | None = None  # the task's measure
    was_shown: bool = False  # a task's solution


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
        self.pointer = LessonPointer(window, docks)
        self._arrangement = ArrangementBefore(docks)
        self.chance = Random()
        self._listed: list[QAction] = []
        self._goes_to: int | None = None  # the step that is gone to once the lanes are back where this one ends
        self._shown: Card | None = None
        docks.built.connect(self._on_built)
        session.updated.connect(self._on_updated)
        session.view.cursor_changed.connect(self._on_updated)
        session.opened.connect(self._on_opened)
        frames.timer.timeout.connect(self._follow)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)

    def connect_actions(self, actions: Actions) -> None:
        """Let the commands of lessons, and the menu that lists them, do what they say."""
        actions.connect("lessons", self.show_list)
        actions.connect("leave_lesson", self.leave)
        menu = actions.menu("Help/Lessons")
        menu.aboutToShow.connect(partial(self.fill, menu))

    def fill(self, menu: QMenu) -> None:
        """List all lessons in a menu; a file that could not be read is told of."""
        for action in self._listed:
            menu.removeAction(action)
        self._listed = [menu.addSeparator()]
        for each in self.listed():
            action = menu.addAction(without_mnemonic(f"{each.number} · {each.title} ({each.progress})"))
            set_tip(action, each.summary)
            action.triggered.connect(partial(self.open, each.key))
            self._listed.append(action)
        if lessons().faults:
            self._messages.show_message(lessons().faults[0])

    def listed(self) -> list[Listed]:
        """Return the lessons with the learner's progress."""
        found = []
        for number, (key, each) in enumerate(lessons().entries.items(), 1):
            step, done = self._settings.lessons.get(key, (0, False))
            step = 0 if each.draws else step  # others are drawn each time
            progress = f"step {step + 1} of {len(each.steps)}" if step else f"{each.minutes} minutes"
            found.append(Listed(key, number, each.title, each.summary, "done" if done and not step else progress))
        return found

    @Slot()
    def show_list(self) -> None:
        """Show the list of lessons, in place of the one on show."""
        if self.lesson is not None:
            self._leave()
        with self._docks.at_once():
            self._place_panel()
        self._docks.docks[PANEL].raise_()
        self._panel.show_list(self.listed())

    def offer(self, question: QuestionStrip) -> None:
        """Offer the first lesson, to somebody who starts the program for the first time."""
        first = next(iter(self.listed()), None)
        if first is not None:
            begin = Answer("Begin", first.summary, partial(self.open, first.key))
            later = Answer("Not now", "Help › Lessons lists them all", question.dismiss)
            question.ask(f"New here? Lesson 1, “{first.title}”, takes {first.progress}.", (begin, later))

    # Beginning and leaving

    def open(self, key: str, *_: object) -> None:
        """Begin a lesson, or go on with it where what runs at the step of then was set up."""
        if self.lesson is not None:
            self._leave()
        lesson = lessons().entries[key].drawn(self.chance)
        self._messages.dismiss()
        self._scenes.end()
        self._arrangement.keep(lesson.layout)
        with self._docks.at_once():
            self._docks.apply_preset(lesson.layout, for_reading=True)
            self._place_panel()
        self._docks.docks[PANEL].raise_()  # a tab comes to the front only once it has its place
        self.lesson, self.visits = lesson, {}
        self._settings.lessons.setdefault(key, (0, False))
        step = 0 if lesson.draws else min(self._settings.lessons[key][0], len(lesson.steps) - 1)
        self._enter(lesson.beginning_before(step))
        self._panel.take_focus()

    @Slot()
    def leave(self) -> None:
        """Leave the lesson; the run goes on, and so may the lesson, another time."""
        if self.lesson is None:
            self._docks.set_shown(PANEL, False)
            return
        self._leave()
        self._panel.show_list(self.listed())
        self._docks.set_shown(PANEL, False)

    def _leave(self) -> None:
        self.course.give_up()
        self.pointer.point("")
        self.lesson, self._shown, self._goes_to = None, None, None
        self._frames.more_needs = frozenset()
        self._speed_limit.set(self._settings.speed)

    @property
    def _panel(self) -> LessonPanel:
        panel = self._docks.panels[PANEL]
        assert isinstance(panel, LessonPanel)
        return panel

    def _place_panel(self) -> None:
        """Show the card where the diagnosis is; that stays behind it, as a tab."""
        dock, beside = self._docks.docks[PANEL], self._docks.docks[BESIDE]
        self._docks.set_shown(BESIDE, True)
        if dock.isFloating():
            dock.setFloating(False)
        self._docks.tabifyDockWidget(beside, dock)
        self._docks.set_shown(PANEL, True)

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        if isinstance(panel, LessonPanel):
            panel.main_clicked.connect(self.go_on)
            panel.back_clicked.connect(self.back)
            panel.left.connect(self.leave)
            panel.answered.connect(self.answer)
            panel.solution_clicked.connect(self.solve)
            panel.opened.connect(self.open)
            panel.symbol_pointed.connect(self._point_at_symbol)
            panel.show_list(self.listed())

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
        self._turn_to(step)
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

    def _turn_to(self, step: Step) -> None:
        """Bring what the step points at into view, and point at it."""
        self.pointer.point(step.anchor, step.lane, step.layer, step.unit)
        if step.anchor:
            key = PANELS_OF.get(step.anchor, step.anchor)
            if key != BESIDE:  # the card stands there
                self._docks.set_shown(key, True)
            self._docks.panels[key].turn_to(step.anchor)
            if step.layer is not None:
                self._session.view.select(step.layer, step.unit)

    @property
    def _needs(self) -> frozenset[str]:
        needs = self.step.needs
        asked = self._asked
        return needs if asked is None else needs | asked.needs

    @property
    def _asked(self) -> Step | None:
        """The prediction that the step on show explains."""
        assert self.lesson is not None
        place = self.lesson.prediction_before(self.place) if self.step.kind == EXPLAIN else None
        return None if place is None else self.lesson.steps[place]

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
        return [Seen(lane.snapshot, lane.diagnosis.readings if lane.diagnosis else None) for lane in lanes]

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
            self._panel.show_list(self.listed())
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
        """Make the change that solves the task, and let it train."""
        if self.lesson is None or self.step.kind != TASK or self.step.solution is None:
            return
        solution, plan = dict(self.step.solution), self._session.plan
        self.visit.was_shown = True
        if (plan.start_again if self.step.again else lambda changes: plan.set(**changes))(solution):
            self._session.play()

    @Slot(object)
    def _point_at_symbol(self, symbol: Symbol | None) -> None:
        if symbol is None or not symbol.anchor:
            self.pointer.glance("")
        else:
            self.pointer.glance(symbol.anchor, symbol.lane, symbol.layer)

    # What the run does

    @Slot()
    def _on_updated(self) -> None:
        if self.lesson is None or self.place not in self.visits or self._frames.picture.is_held:
            return
        if self.step.kind == TASK and self.visit.is_ready and not self.course.is_busy:
            self._check_task()
        if not self._soon.isActive():
            self._soon.start()

    def _check_task(self) -> None:
        step, visit, lanes = self.step, self.visit, self._session.lanes
        full = bool(lanes) and all(lane.snapshot.units_step == lane.snapshot.step for lane in lanes)
        if visit.is_done or step.goal is None or visit.before is None or not full or step.goal.lane > len(lanes):
            return
        before, now = visit.before.lanes[step.goal.lane - 1].config, lanes[step.goal.lane - 1].snapshot.config
        touched = next((name for name in step.keep if getattr(before, name) != getattr(now, name)), None)
        visit.fault = "" if touched is None else f"{FIELDS[touched].label} is to stay as it was."
        visit.now = step.goal.value(self._seen)
        is_same = self.course.present.is_like(visit.before)  # at the beginning nothing has been done yet
        if touched is None and not is_same and step.goal.is_kept(self._seen):
            visit.is_done, visit.after = True, self.course.present

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
    def _follow(self) -> None:
        if self.lesson is not None:
            self.pointer.follow()

    @Slot()
    def _show(self) -> None:
        """Show the card as things stand."""
        if self.lesson is None:
            return
        card = self._card()
        if card != self._shown:
            self._shown = card
            self._panel.show_card(card)

    def _card(self) -> Card:
        assert self.lesson is not None
        step, visit, asked = self.step, self.visit, self._asked
        values = visit.values if visit.is_ready else dict.fromkeys(step.names, DOTS)
        answer = visit.answer
        if asked is not None:
            place = self.lesson.prediction_before(self.place)
            answer = self.visits[place].answer if place in self.visits else None
        measured = visit.measured
        return Card(
            self.lesson,
            self.place,
            step.filled(values),
            step.filled_formula(values),
            answer,
            asked,
            measured,
            "" if measured is None or asked is None or not asked.measure else MEASURES[asked.measure].text(measured),
            self.course.is_busy,
            visit.is_done,
            self._is_away,
            "" if step.goal is None else goal_text(step.goal, visit.now),
            visit.fault,
            self._score() if self.lesson.draws and self.place + 1 == len(self.lesson.steps) else "",
        )

    def _score(self) -> str:
        """Say how many predictions were right, and how many tasks were solved without help."""
        assert self.lesson is not None
        steps = self.lesson.steps
        asked = [i for i, step in enumerate(steps) if step.kind == PREDICT]
        tasks = [i for i, step in enumerate(steps) if step.kind == TASK]
        visits = {i: self.visits.get(i, Visit()) for i in (*asked, *tasks)}
        right = sum(visits[i].answer == steps[i].right_choice(math.nan) for i in asked)
        solved = sum(visits[i].is_done and not visits[i].was_shown for i in tasks)
        return f"Right diagnoses: {right} of {len(asked)}. Cures of your own: {solved} of {len(tasks)}."


def goal_text(goal: Goal, now: float | None) -> str:
    """Return a task's goal in words, and how far it is."""
    measure = MEASURES[goal.measure]
    bounds = [f"above {measure.text(goal.above)}"] if goal.above > -float("inf") else []
    bounds += [f"below {measure.text(goal.below)}"] if goal.below < float("inf") else []
    is_now = "" if now is None else f" Now: {measure.text(now)}."
    return f"Goal: {measure.label} {' and '.join(bounds)}.{is_now}"


def _changed(state: State, change: Mapping[str, object]) -> State:
    """Return the state with a change made at its step in every lane."""
    lanes = tuple(
        replace(lane, changes=(*lane.changes, (state.step, lane.config.replace(**change)))) for lane in state.lanes
    )
    return State(lanes, state.step)
