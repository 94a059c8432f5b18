"""Holds: the steps at which lanes that train wait, so that a change is made after exactly so many steps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from actviz.app.mailbox import Report
from actviz.app.worker import Worker


class Holds(QObject):
    """Sets the one step that no lane goes beyond; it may be a step that they are past, and then they wait at once.

    Signals:
        reached(): the lanes are to go on, and wait.
        dropped(): all lanes start again at step 0, where there is no hold.
    """

    reached = Signal()
    dropped = Signal()

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker

    def at(self, step: int | None) -> None:
        """Let the lanes wait when they come to this step; None lets them go on."""
        self._worker.hold_at(step)

    def after(self, n: int) -> None:
        """Let the lanes take n more steps, not one more, and wait then."""
        self._worker.hold_after(n)

    def follow(self, report: Report) -> None:
        """Tell of lanes that wait; the report knows of every command."""
        if report.is_held:
            self.reached.emit()
