"""LessonList: the lessons with the learner's progress, in the menu and in the offer at a first start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from actviz.app.kept_lesson import KeptLesson
from actviz.app.settings import Settings
from actviz.lessons.lesson import Lesson
from actviz.lessons.lesson_file import lessons
from actviz.lessons.lesson_offer import first_lesson
from actviz.lessons.own_files import LESSON
from actviz.registry import BadInput
from actviz.translation import tr, tr_count
from actviz.ui.panels.lesson.card import Listed
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.widgets.question_strip import Answer, QuestionStrip
from actviz.ui.widgets.text import set_tip, without_mnemonic


class LessonList:
    """Lists the lessons; `begin` is called with the key of the one that is chosen."""

    def __init__(self, settings: Settings, messages: MessageStrip, begin: Callable[[str], object]) -> None:
        self._settings, self._messages, self._begin = settings, messages, begin
        self._listed: list[QAction] = []  # in the menu

    def fill(self, menu: QMenu) -> None:
        """List all lessons in a menu; a file that could not be read is told of."""
        for action in self._listed:
            menu.removeAction(action)
        self._listed = [menu.addSeparator()]
        for each in self.listed():
            named = tr("{lesson} ({progress})", lesson=each.name, progress=each.progress)
            action = menu.addAction(without_mnemonic(named))
            set_tip(action, each.summary)
            action.triggered.connect(partial(self._open, each.key))
            self._listed.append(action)
        if lessons().faults:
            self._messages.show_message(lessons().faults[0])

    def _open(self, key: str, _checked: bool = False) -> None:
        self._begin(key)

    def listed(self) -> list[Listed]:
        """Return the lessons with the learner's progress; those in files of the user's own last, without a number."""
        found = []
        for number, (key, each) in enumerate(lessons().entries.items(), 1):
            found.append(Listed(key, number, each.title, each.summary, self._progress(each)))
        for own in self._settings.own_files:
            if own.kind == LESSON:
                step, done = self._settings.lessons.get(own.path, (0, False))
                progress = tr("step {step}", step=step + 1) if step else tr("done") if done else tr("your own file")
                found.append(Listed(own.path, 0, own.title, own.path, progress))
        return found

    def kept(self, lesson: Lesson) -> KeptLesson:
        """Return what is kept of a lesson that was left; of one whose steps are others now, only the score."""
        kept = self._settings.kept_lessons.get(lesson.key, KeptLesson())
        groups = set(kept.groups)
        if groups <= set(lesson.groups) and len(groups) == len(kept.groups) == lesson.draws:
            of_then = lesson.with_groups(kept.groups) if groups else lesson
            if of_then.mark == kept.mark:
                return kept
        return KeptLesson(score=kept.score)

    def _progress(self, lesson: Lesson) -> str:
        step, done = self._settings.lessons.get(lesson.key, (0, False))
        kept = self.kept(lesson)
        if step and (kept.groups or not lesson.draws):
            of_then = lesson.with_groups(kept.groups) if kept.groups else lesson
            return tr("step {n} of {all}", n=step + 1, all=len(of_then.steps))
        if not done:
            return tr_count("{n} minute", "{n} minutes", lesson.minutes)
        if kept.score is None:
            return tr("done")
        right, asked, solved, tasks = kept.score
        return tr(
            "done: {right} of {asked} right, {solved} of {tasks} cured",
            right=right,
            asked=asked,
            solved=solved,
            tasks=tasks,
        )

    def offer(self, question: QuestionStrip) -> None:
        """Offer the first lesson, to somebody who starts the program for the first time."""
        try:
            first = first_lesson()
        except BadInput:
            return  # the list of lessons tells what is wrong with its file
        begin = Answer(tr("Begin"), first.summary, partial(self._begin, first.key))
        later = Answer(tr("Not now"), tr("Help › Lessons lists them all"), question.dismiss)
        asked = tr("New here? Lesson 1, “{title}”, takes {n} minutes.", title=first.title, n=first.minutes)
        question.ask(asked, (begin, later))
