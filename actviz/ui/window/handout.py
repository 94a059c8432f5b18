"""Handout: writes a lesson as a hand-out; `handout_sheets` has what is on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from actviz.app.paths import home
from actviz.app.task import Task
from actviz.lessons.lesson import Lesson
from actviz.registry import BadInput
from actviz.translation import tr

if TYPE_CHECKING:
    from actviz.ui.actions.task_progress import TaskProgress
    from actviz.ui.window.handout_sheets import Drawn
    from actviz.ui.window.main_window import MainWindow


class Handout(QObject):
    """Asks where to, goes through the lesson on a thread of its own, draws the pictures, and writes the file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._progress: TaskProgress | None = None
        window.actions_by_key.connect("handout", self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for the file, for the lesson on show."""
        lesson = self._window.lessons.lesson
        if lesson is None:
            self._window.messages.show_message(tr("Open a lesson first: its hand-out is written then."))
            return
        title = tr("Write the hand-out of this lesson")
        name = str(home() / f"{Path(lesson.key).stem}.html")
        path, _ = QFileDialog.getSaveFileName(self._window, title, name, tr("Web page (*.html)"))
        if path:
            self.write(lesson, Path(path))

    def write(self, lesson: Lesson, target: Path) -> None:
        """Write a lesson's hand-out; it is told when it is done."""
        if self._progress is not None:
            return
        from actviz.ui.actions.task_progress import TaskProgress  # few starts need it
        from actviz.ui.window.handout_sheets import gone_through

        task = Task(lambda progress: gone_through(lesson, progress), "handout")
        self._progress = TaskProgress(tr("Measuring the lesson for its hand-out"), task, self._window)
        self._progress.ended.connect(lambda: self._finish(lesson, target, task))

    def finish(self) -> None:
        """Call off what is being written, because the window is being closed."""
        if self._progress is not None:
            self._progress.give_up()
            self._progress = None

    def _finish(self, lesson: Lesson, target: Path, task: Task[list[Drawn]]) -> None:
        from actviz.lessons.handout import write_handout
        from actviz.ui.window.handout_sheets import with_pictures

        self._progress = None
        fault = task.fault(tr("There is not enough memory for a hand-out."))
        if task.result is not None:
            try:
                written = write_handout(lesson, with_pictures(task.result), target)
            except BadInput as problem:
                fault = str(problem)
            else:
                self._window.status.show_saved(tr("The hand-out is in {file}", file=written), written.parent)
        if fault is not None:
            self._window.messages.show_message(fault)
