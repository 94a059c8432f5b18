"""SessionFiles: the commands on recorded sessions: open, save as, recent ones, the run library."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from actviz.app.paths import home, sessions_dir
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.disk import kind_of
from actviz.recording import FILE_FILTER, SUFFIX
from actviz.training.config.run_name import run_name
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.widgets.file_kinds import all_files, named_kind
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.widgets.only_dialog import OnlyDialog
from actviz.ui.widgets.text import set_tip, window_title, without_mnemonic

if TYPE_CHECKING:
    from actviz.ui.actions.run_library_dialog import LibraryDialog

MOST_RECENT = 10
TITLE = "actviz"


class SessionFiles(QObject):
    """Connects the session's recording with the window's menu, dialogs, title and list of recent files."""

    def __init__(
        self, session: Session, settings: Settings, actions: Actions, messages: MessageStrip, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._session, self._settings, self._messages, self._window = session, settings, messages, window
        self.library = OnlyDialog(self._make_library)
        self.recent_menu = QMenu(tr("Recent sessions"), window)
        self.recent_menu.setToolTipsVisible(True)
        actions.insert_menu(self.recent_menu, before="save_session")
        actions.connect("open_session", self.ask_to_open)
        actions.connect("save_session", self.ask_where_to_save)
        actions.connect("library", self.library.open)
        session.recordings.path_changed.connect(self._on_recording_changed)
        session.plan.config_changed.connect(self._show_title)
        self._fill_recent()
        self._show_title()

    def open(self, paths: Sequence[Path]) -> None:
        """Run a recorded session, or several side by side; after an error the present run continues."""
        self._messages.dismiss()
        self._session.recordings.open(paths)

    def save(self, path: Path) -> None:
        """Save everything under this name and continue recording there."""
        self._messages.dismiss()
        self._session.save_session(path)

    def ask_to_open(self) -> None:
        """Let the user pick a session."""
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open session"), str(self._place()), f"{session_kind()};;{all_files()}"
        )
        if path:
            self.open([Path(path)])

    def ask_where_to_save(self) -> None:
        """Let the user pick where the session is saved."""
        dialog = QFileDialog(self._window, tr("Save session as"), str(self._place()), session_kind())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        own = self._session.recordings.path
        dialog.selectFile(own.name if own is not None and own.parent != sessions_dir() else f"session{SUFFIX}")
        if dialog.exec():
            self.save(Path(dialog.selectedFiles()[0]))

    def _make_library(self) -> LibraryDialog:
        from actviz.ui.actions.run_library_dialog import LibraryDialog  # few starts need it

        dialog = LibraryDialog(self._session, sessions_dir(), map(Path, self._settings.recent), self._window)
        dialog.open_requested.connect(self.open)
        return dialog

    def remember(self) -> None:
        """Store in the settings which session the next start opens."""
        path = self._session.recordings.path
        self._settings.last_session = str(path) if path is not None else ""

    @Slot()
    def _on_recording_changed(self) -> None:
        path = self._session.recordings.path
        own = path is not None and path.parent != sessions_dir()
        self._show_title()
        if own:
            self._settings.recent = tuple(dict.fromkeys([str(path), *self._settings.recent]))[:MOST_RECENT]
            self._fill_recent()
        self.remember()
        problem = self._settings.save()  # at once: the program may be killed
        if problem is not None:
            self._messages.show_message(problem)

    @Slot()
    def _show_title(self) -> None:
        """Name what runs in the title: by the user's file, or by what it is."""
        path, plan = self._session.recordings.path, self._session.plan
        if path is not None and path.parent != sessions_dir():
            name = path.stem
        else:
            config = plan.config
            source = config.dataset if config.data_path is None else Path(config.data_path).name
            name = run_name([spec.config for spec in plan.setup], source)
        self._window.setWindowTitle(window_title(f"{name} – {TITLE}"))

    def _place(self) -> Path:
        """Return the folder that a file dialog begins in."""
        for each in self._settings.recent:
            if kind_of(Path(each).parent) == "folder":
                return Path(each).parent
        return home()

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        for each in self._settings.recent:
            action = self.recent_menu.addAction(without_mnemonic(Path(each).name))
            set_tip(action, each)
            action.triggered.connect(lambda _checked=False, each=each: self.open([Path(each)]))
        self.recent_menu.setEnabled(bool(self._settings.recent))


def session_kind() -> str:
    """Return the kind of files that a recorded session is, for a file dialog."""
    return named_kind(tr("actviz sessions"), FILE_FILTER)


def is_session_file(path: str) -> bool:
    """Whether a file's name is that of a recorded session."""
    return path.lower().endswith(SUFFIX)
