"""Waiting: says what is being read, for how long, and offers to give it up; no empty panel asks for Play meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QObject, Slot
from PySide6.QtWidgets import QWidget

from actviz.app.session import Session
from actviz.joined_text import listed
from actviz.translation import tr
from actviz.ui.actions.sessions import is_session_file
from actviz.ui.panels.base.panel import Panel
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.status_line import StatusLine

SOON_MS = 400  # what takes no longer is not spoken of, where something runs already


class Waiting(QObject):
    """Follows the files that the session reads; `follow` is called once a frame."""

    def __init__(
        self, session: Session, docks: DockArea, controls: QWidget, status: StatusLine, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._docks, self._controls, self._status = session, docks, controls, status
        self._files: tuple[str, ...] = ()
        self._is_first = False  # nothing runs before this has been read
        self._clock = QElapsedTimer()
        docks.built.connect(self._on_built)
        status.cancelled.connect(session.reading.give_up)
        self.follow()

    @property
    def text(self) -> str:
        """What is being read; an empty text for nothing."""
        if not self._files:
            return ""
        if self._is_first:
            return tr("Loading your last session")
        names = listed(Path(file).name for file in self._files)
        return (
            tr("Loading {files}", files=names) if is_session_file(self._files[0]) else tr("Reading {file}", file=names)
        )

    @Slot()
    def follow(self) -> None:
        """Say what is being read now."""
        files = self._session.reading.paths
        if files != self._files:
            self._clock.start()
            self._files, self._is_first = files, bool(files) and not self._session.plan.has_begun
            self._controls.setEnabled(not self._is_first)  # they show what does not run
            for panel in self._docks.built_panels:
                self._on_built(panel)
            if not files:
                self._status.show_task("")
        if files and (self._is_first or self._clock.hasExpired(SOON_MS)):
            seconds = self._clock.elapsed() // 1000
            self._status.show_task(
                tr("{what} … {n} s", what=self.text, n=seconds) if seconds else tr("{what} …", what=self.text)
            )

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        panel.set_waiting(tr("{what} …", what=self.text) if self._is_first and self._files else "")
