"""LessonShow: opens and leaves lessons in the window, shows the cards of their steps, and keeps the progress."""

from __future__ import annotations

from functools import partial
from random import Random

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from actviz.app.kept_lesson import KeptLesson
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.lessons.lesson import Lesson, Step
from actviz.lessons.own_files import lesson_of
from actviz.registry import BadInput
from actviz.ui.actions.commands import Actions
from actviz.ui.panels.base.panel import Panel
from actviz.ui.panels.lesson import LessonPanel
from actviz.ui.panels.lesson.card import Card
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_list import LessonList
from actviz.ui.window.lesson_stage import LessonStage
from actviz.ui.window.lesson_visit import Visit, score
from actviz.ui.window.lesson_walk import LessonWalk
from actviz.ui.window.scene_show import SceneShow
from actviz.ui.window.speed_limit import SpeedLimit


class LessonShow(QObject):
    """The lesson on show, if any: `lesson`; `walk` goes through its steps."""

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
        self._session, self._settings = session, settings
        self._speed_limit, self._scenes, self._messages = speed_limit, scenes, messages
        self.walk = LessonWalk(session, frames, self)
        self.walk.entered.connect(self._on_entered)
        self.walk.ended.connect(self._on_ended)
        self.stage = LessonStage(session.view, docks, frames, window)
        self.list = LessonList(settings, messages, self.open)
        self.chance = Random()
        self._shown: Card | None = None
        self.walk.changed.connect(self._show)
        docks.built.connect(self._on_built)
        session.opened.connect(self._on_opened)

    def connect_actions(self, actions: Actions) -> None:
        """Let the commands of lessons, and the menu that lists them, do what they say."""
        actions.connect("lessons", self.show_list)
        actions.connect("leave_lesson", self.leave)
        self._handout = actions["handout"]
        menu = actions.menu("Help/Lessons")
        menu.aboutToShow.connect(partial(self.list.fill, menu))

    @property
    def lesson(self) -> Lesson | None:
        """The lesson on show."""
        return self.walk.lesson

    @property
    def place(self) -> int:
        """The place of the step on show."""
        return self.walk.place

    @property
    def step(self) -> Step:
        """The step on show."""
        return self.walk.step

    @property
    def visit(self) -> Visit:
        """What is known of the step on show."""
        return self.walk.visit

    @Slot()
    def show_list(self) -> None:
        """Show the list of lessons, in place of the one on show."""
        if self.lesson is not None:
            self._leave()
        self.stage.arrange()
        self._panel.show_list(self.list.listed())

    # Beginning and leaving

    def open(self, key: str, *_: object) -> None:
        """Begin a lesson of the program's own, or in a file of one's own; one that is wrong is told of."""
        try:
            lesson = lesson_of(key)
        except BadInput as fault:
            self._messages.show_message(str(fault))
            return
        self.begin(lesson)

    def begin(self, lesson: Lesson) -> None:
        """Begin a lesson, or go on with it at the step where it was left, with the answers and the run of then."""
        if not self._session.lanes:  # the program has just been started
            again = partial(self.begin, lesson)
            self._session.updated.connect(again, Qt.ConnectionType.SingleShotConnection)
            return
        if self.lesson is not None:
            self._leave()
        kept = self.list.kept(lesson)
        lesson = lesson.with_groups(kept.groups) if kept.groups else lesson.drawn(self.chance)
        self._messages.dismiss()
        self._scenes.end()
        self.stage.arrange(lesson.layout)
        step, _ = self._settings.lessons.setdefault(lesson.key, (0, False))
        step = 0 if lesson.draws and not kept.groups else min(step, len(lesson.steps) - 1)
        self.walk.begin(lesson, step, {place: Visit.of(visit) for place, visit in kept.visits.items()})
        self._show()
        self._panel.take_focus()

    @Slot()
    def begin_again(self) -> None:
        """Begin the lesson on show at its first step; what was answered is forgotten, a score stays."""
        if self.lesson is None:
            return
        key = self.lesson.key
        self._leave()
        done, kept = self._settings.lessons[key][1], self._settings.kept_lessons[key]
        self._settings.lessons[key] = (0, done)
        self._settings.kept_lessons[key] = KeptLesson(score=kept.score)
        self.open(key)

    @Slot()
    def leave(self) -> None:
        """Leave the lesson; the run goes on, and so may the lesson, another time."""
        if self.lesson is None:
            self.stage.put_away()
            return
        self._leave()
        self._panel.show_list(self.list.listed())
        self.stage.put_away()

    def keep(self) -> None:
        """Put what is known of the steps of the lesson on show into the settings."""
        lesson = self.lesson
        if lesson is not None:
            visits = {place: visit.kept(lesson.steps[place]) for place, visit in self.walk.visits.items()}
            before = self._settings.kept_lessons.get(lesson.key, KeptLesson())
            groups = tuple(lesson.groups) if lesson.draws else ()
            self._settings.kept_lessons[lesson.key] = KeptLesson(lesson.mark, groups, visits, before.score)

    def _leave(self) -> None:
        self.keep()
        self.walk.leave()
        self.stage.pointer.point("")
        self._shown = None
        self._speed_limit.set(self._settings.speed)

    @Slot()
    def _on_ended(self) -> None:
        assert self.lesson is not None
        lesson, visits = self.lesson, self.walk.visits
        self._leave()
        self._settings.lessons[lesson.key] = (0, True)
        self._settings.kept_lessons[lesson.key] = KeptLesson(score=score(lesson, visits) if lesson.draws else None)
        self._panel.show_list(self.list.listed())

    @Slot()
    def _on_entered(self) -> None:
        assert self.lesson is not None
        done = self._settings.lessons[self.lesson.key][1]
        self._settings.lessons[self.lesson.key] = (self.place, done)
        self.stage.turn_to(self.step)

    @property
    def _panel(self) -> LessonPanel:
        return self.stage.panel

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        if isinstance(panel, LessonPanel):
            panel.main_clicked.connect(self.walk.go_on)
            panel.back_clicked.connect(self.walk.back)
            panel.left.connect(self.leave)
            panel.answered.connect(self.walk.answer)
            panel.solution_clicked.connect(self.walk.solve)
            panel.hint_clicked.connect(self.walk.hint)
            panel.again_requested.connect(self.begin_again)
            panel.handout_requested.connect(self._handout.trigger)
            panel.opened.connect(self.open)
            panel.symbol_pointed.connect(self.stage.point_at_symbol)
            panel.show_list(self.list.listed())

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:
        if is_open and self.lesson is not None:  # another session has taken its place
            self.leave()

    @Slot()
    def _show(self) -> None:
        """Show the card as things stand."""
        card = self.walk.card
        if card is not None and card != self._shown:
            self._shown = card
            self._panel.show_card(card)
