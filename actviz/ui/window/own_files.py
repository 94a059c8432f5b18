"""OwnFiles: lessons and scenes in files of one's own are opened, and those opened before are listed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from actviz.app.paths import home
from actviz.app.settings import OwnFile
from actviz.disk import kind_of
from actviz.lessons.lesson import Lesson
from actviz.lessons.own_files import LESSON, SCENE, SUFFIX, read_own
from actviz.lessons.scene import Scene
from actviz.registry import BadInput
from actviz.translation import tr
from actviz.ui.widgets.file_kinds import all_files, named_kind
from actviz.ui.widgets.text import set_tip, without_mnemonic
from actviz.ui.window.handout import Handout
from actviz.ui.window.scene_saving import SceneSaving

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

MOST = 8  # that are listed


class OwnFiles(QObject):
    """Opens files; what runs goes on until one has been read and is sound."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._settings, self._messages = window, window.settings, window.messages
        self._scenes, self._lessons, actions = window.scenes, window.lessons, window.actions_by_key
        self.saving = SceneSaving(window)
        self.handout = Handout(window)
        self._listed: list[QAction] = []
        actions.connect("open_lesson", self.ask_for_file)
        menu = actions.menu("Scenes")
        menu.aboutToShow.connect(partial(self._fill, menu))  # after the program's own; lessons are in `LessonList`

    def ask_for_file(self) -> None:
        """Let the user pick a file."""
        kinds = f"{file_filter()};;{all_files()}"
        title = tr("Open a lesson or a scene")
        path, _ = QFileDialog.getOpenFileName(self._window, title, str(self.place()), kinds)
        if path:
            self.open(path)

    def open(self, path: str) -> bool:
        """Open a lesson or a scene; what is wrong with the file is told in one sentence, and nothing else happens."""
        try:
            found = read_own(Path(path))
            if not isinstance(found, (Lesson, Scene)):
                raise BadInput(
                    tr("{file} is a proof: `actviz proofs --check FILE --run` runs it", file=Path(path).name)
                )
        except BadInput as fault:
            self._messages.show_message(str(fault))
            self._forget(path)
            return False
        kind = LESSON if isinstance(found, Lesson) else SCENE
        self.remember(OwnFile(kind, found.key, found.title))
        if isinstance(found, Lesson):
            self._lessons.begin(found)
        else:
            self._lessons.leave()
            self._scenes.show(found)
        return True

    def show(self, kind: str, key: str) -> bool:
        """Open what the command line names: a key of the program's own, or an absolute path."""
        if Path(key).is_absolute():
            return self.open(key)
        self._lessons.open(key) if kind == LESSON else self._scenes.open(key)
        return True

    def remember(self, file: OwnFile) -> None:
        """List a file as the latest that was opened."""
        others = (each for each in self._settings.own_files if each.path != file.path)
        self._settings.own_files = (file, *others)[:MOST]

    def place(self) -> Path:
        """Return the folder that a file dialog begins in."""
        for each in self._settings.own_files:
            if kind_of(Path(each.path).parent) == "folder":
                return Path(each.path).parent
        return home()

    def _forget(self, path: str) -> None:
        """List a file no more that is gone."""
        if not kind_of(Path(path)):
            self._settings.own_files = tuple(each for each in self._settings.own_files if each.path != path)

    def _fill(self, menu: QMenu) -> None:
        for action in self._listed:
            menu.removeAction(action)
        own = [each for each in self._settings.own_files if each.kind == SCENE]
        self._listed = [menu.addSeparator()] if own else []
        for each in own:
            action = menu.addAction(without_mnemonic(each.title))
            set_tip(action, each.path)
            action.setCheckable(True)
            action.setChecked(self._scenes.scene is not None and self._scenes.scene.key == each.path)
            action.triggered.connect(partial(self._open_listed, each.path))
            self._listed.append(action)

    def _open_listed(self, path: str, _checked: bool = False) -> None:
        self.open(path)


def file_filter() -> str:
    """Return the kinds of files, for a file dialog."""
    return named_kind(tr("Lessons and scenes"), f"(*{SUFFIX})")
