"""SceneSaving: what is on show is written as a scene, a file that opens again and shows the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from actviz.app.settings import OwnFile
from actviz.disk import replacing
from actviz.lessons.own_files import SCENE, SUFFIX
from actviz.lessons.scene import Scene, read_scene
from actviz.lessons.scene_writing import files_of, scene_toml, with_title
from actviz.outside_text import file_name
from actviz.registry import BadInput
from actviz.translation import tr
from actviz.ui.widgets.file_kinds import named_kind
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.window.scene_state import scene_on_show

if TYPE_CHECKING:
    from actviz.ui.actions.scene_dialog import SceneDialog
    from actviz.ui.window.main_window import MainWindow


class SceneSaving(QObject):
    """Asks for title, claim and place, and writes the file."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: OnlyDialog[SceneDialog] = OnlyDialog(self._made)
        window.actions_by_key.connect("save_scene", self.ask)

    def ask(self) -> None:
        """Ask for the title and the claim of what is on show now."""
        if self._window.session.lanes:
            self.dialog.open()

    def _made(self) -> SceneDialog:
        from actviz.ui.actions.scene_dialog import SceneDialog  # few starts need it

        window = self._window
        scene = scene_on_show(window.session, window.docks.preset, window.settings.speed)
        dialog = SceneDialog(scene.to or 0, files_of(scene), window)
        dialog.accepted_texts.connect(lambda title, claim: self._ask_where(with_title(scene, title, claim)))
        return dialog

    def _ask_where(self, scene: Scene) -> None:
        window = self._window
        dialog = QFileDialog(window, tr("Save this as a scene"), str(window.own_files.place()))
        dialog.setNameFilter(named_kind(tr("Scenes"), f"(*{SUFFIX})"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(file_name_of(scene.title))
        if dialog.exec() and self.save(scene, Path(dialog.selectedFiles()[0])):
            asked = self.dialog.dialog
            if asked is not None:
                asked.accept()

    def save(self, scene: Scene, path: Path) -> bool:
        """Write a scene, and list it; return whether that was possible."""
        window, name = self._window, file_name(path)
        text = scene_toml(scene, path.absolute().parent)
        try:
            read_scene(text, name)  # what cannot be opened again is not written
            with replacing(path) as fresh:
                fresh.write_text(text, encoding="utf-8")
        except (BadInput, OSError) as problem:
            why = getattr(problem, "strerror", None) or str(problem)
            window.messages.show_message(tr("{file} cannot be written: {why}", file=name, why=why))
            return False
        window.own_files.remember(OwnFile(SCENE, str(path.absolute()), scene.title))
        window.status.show_saved(tr("The scene is in {file}", file=name), path.absolute().parent)
        return True


def file_name_of(title: str) -> str:
    """Return a file's name that is made of a title."""
    plain = "-".join("".join(sign if sign.isalnum() else " " for sign in title).lower().split())
    return f"{plain[:40].strip('-') or 'scene'}{SUFFIX}"
