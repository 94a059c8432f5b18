"""Answers: a dialog or menu that waits for an answer, inside of an action, gets one; else it would wait for ever."""

from __future__ import annotations

from alarms import Finding
from draws import Draws
from hand import click, key, point, type_into, widgets
from pool import Pool
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QWidget
from texts import NAMES

TICK_MS = 10
POLITE, PATIENT = 6, 60  # answers until Escape is pressed, and until nothing helps


class Answers(QObject):
    """Watches for a nested event loop: this object's timer can tick inside of an action only if there is one."""

    def __init__(self, pool: Pool) -> None:
        super().__init__()
        self._pool = pool
        self._draws: Draws | None = None
        self._given = 0
        self._tick()

    def begin(self, draws: Draws) -> None:
        """An action begins; these numbers say what is answered."""
        self._draws, self._given = draws, 0

    def end(self) -> None:
        """The action has ended; dialogs that are left open are not answered."""
        self._draws = None

    def _tick(self) -> None:
        QTimer.singleShot(TICK_MS, self._tick)  # first: an answer may open another dialog that waits
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if self._draws is None or waiting is None:
            return
        self._given += 1
        if self._given > PATIENT:
            waiting.close()
            raise Finding(f"{type(waiting).__name__} cannot be left", waiting.windowTitle())
        if self._given > POLITE or self._draws.chance(0.15):
            key(Qt.Key.Key_Escape, to=waiting)
        else:
            self._answer(waiting, self._draws)

    def _answer(self, waiting: QWidget, draws: Draws) -> None:
        if isinstance(waiting, QMenu):
            for _ in range(draws.whole(1, 8)):
                key(Qt.Key.Key_Down, to=waiting)
            key(Qt.Key.Key_Return, to=waiting)
        elif isinstance(waiting, QFileDialog):
            self._choose_file(waiting, draws)
        else:
            for field in waiting.findChildren(QLineEdit)[:1]:
                type_into(field, draws.pick(NAMES))
            buttons = [each for each in widgets() if isinstance(each, QAbstractButton)]
            if buttons and draws.chance(0.6):
                button = draws.pick(buttons)
                click(button, point(button, 0.5, 0.5))
            else:
                key(Qt.Key.Key_Return, to=waiting)

    def _choose_file(self, dialog: QFileDialog, draws: Draws) -> None:
        saves = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
        of_session = "session" in dialog.windowTitle().lower()
        opened = self._pool.sessions if of_session else self._pool.data
        if dialog.fileMode() == QFileDialog.FileMode.Directory:
            opened = [self._pool.folders, self._pool.folders / "missing"]
        path = draws.pick((self._pool.session_targets if of_session else self._pool.targets) if saves else opened)
        (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
        field.setText(str(path))
        key(Qt.Key.Key_Return, to=field)
