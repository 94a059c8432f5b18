"""Program: the real window with a real session, opened and closed as a start and an end of the application do."""

from __future__ import annotations

import threading
from pathlib import Path

from alarms import Alarms, Finding
from pool import TINY, Pool
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from actviz.app.paths import sessions_dir
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.recording import read_recording
from actviz.ui.application.application import last_session, make_window
from actviz.ui.window.main_window import MainWindow

SPEED = 300.0


class Program:
    """What the actions work on: the application, its window and session, and the files around it."""

    window: MainWindow
    session: Session

    def __init__(self, app: QApplication, alarms: Alarms, folder: Path) -> None:
        self.app, self.alarms = app, alarms
        self.pool, self.compared = Pool(folder), 0  # lanes compared with the truth so far
        self.open()

    def open(self) -> None:
        """Open the window on the last session, or on a small network."""
        settings = Settings.load()
        if settings.warnings:
            raise Finding("settings do not come back", "\n".join(settings.warnings))
        first = settings.config is None
        last = last_session(settings)
        config = (settings.config or TINY).replace(data_path=None)
        self.session = Session(config, folder=sessions_dir(), last=last, goes_on=True)
        if first:
            settings.speed = SPEED
        self.window = make_window(self.session, settings)
        for told in (self.session.failed, self.window.exports.refused):
            told.connect(self.alarms.on_sentence)
        self.window.resize(1100, 700)
        self.window.show()
        if first:
            self.session.play()

    @property
    def is_open(self) -> bool:
        """Whether the window is there; a click in the menu may have closed it."""
        return self.window.isVisible()

    def close(self, by_command: bool = True) -> None:
        """Close the window.

        Raises:
            Finding: it stays.
        """
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()  # as a click anywhere else would
        if by_command and not self.is_blocked:
            self.window.actions_by_key["quit"].trigger()
        else:
            self.window.close()
        if self.is_open:
            raise Finding("the window does not close")

    def check_closed(self) -> None:
        """See that all was saved at the window's end and that nothing of it is left.

        Raises:
            Finding: settings that were not saved, a thread that goes on, a window that stays.
        """
        saved = Settings.load()
        if saved.warnings or saved.config != self.session.plan.config or saved.geometry is None:
            raise Finding(
                "closing saved no settings", f"{saved.config}, not {self.session.plan.config}: {saved.warnings}"
            )
        self._check_sealed()
        going = [each.name for each in threading.enumerate() if each.name.startswith("actviz-")]
        if going:
            raise Finding("a thread goes on after closing", ", ".join(going))
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [_told(each) for each in QApplication.topLevelWidgets() if each.isVisible()]
        if left:
            raise Finding(f"after closing {left[0]} is still there", "\n".join(left))

    def _check_sealed(self) -> None:
        """See that the recording holds every step that was on show."""
        path, shown = self.session.recordings.path, [(lane.facts.config, lane.newest) for lane in self.session.lanes]
        if path is None or not path.exists():
            return
        held = [(lane.initial_config, lane.step) for lane in read_recording(path).lanes]
        if [config for config, _ in held] != [config for config, _ in shown]:
            return  # the last command was given too late to be carried out, or came too late to be shown
        if any(recorded < newest for (_, recorded), (_, newest) in zip(held, shown, strict=True)):
            raise Finding("the last steps are not in the recording", f"{held}, shown {shown}")

    @property
    def is_blocked(self) -> bool:
        """Whether a menu or a dialog keeps the user from the main window."""
        return QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None

    def choose(self, key: str) -> None:
        """Choose a command, by its keys if it has some, as long as nothing keeps the user from it."""
        action = self.window.actions_by_key[key]
        if self.is_blocked or not action.isEnabled():
            return
        keys = action.shortcut()
        if keys.count() == 1 and QApplication.focusWidget() is None:
            QTest.keySequence(self.window, QKeySequence(keys))
        else:
            action.trigger()


def _told(widget: QWidget) -> str:
    """Say which widget this is."""
    inside = ", ".join(type(each).__name__ for each in widget.findChildren(QWidget)[:8])
    return (
        f"{type(widget).__name__} {widget.objectName()!r}, {widget.windowTitle()!r}, with {inside or 'nothing'} in it"
    )
