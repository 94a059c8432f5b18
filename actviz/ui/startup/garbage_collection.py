"""Garbage: Python's cyclic garbage is collected in the window's thread, between two events.

By default Python collects in whatever thread and at whatever moment an allocation passes a threshold. The garbage may
include a dialog or a panel. Deleting its widgets while Qt walks through all of them (as `QApplication.setStyle` does),
or from the training thread, ends the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from actviz.app.heap import tidy_heap

EVERY_MS = 100
TIDY_EVERY_MS = 10_000  # it takes 2 to 7 ms


class GarbageCollection(QObject):
    """Collects as Python would, by its own counts and thresholds, but only when its timer's turn comes.

    Every TIDY_EVERY_MS, free memory goes back to the system. It begins at once and ends with `stop`, which restores
    Python's own collection.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()
        self._tidying = QTimer(self)
        self._tidying.setInterval(TIDY_EVERY_MS)
        self._tidying.timeout.connect(tidy_heap)
        self._tidying.start()

    def stop(self) -> None:
        """Let Python collect by itself again, if it did before."""
        self._timer.stop()
        self._tidying.stop()
        if self._was_automatic:
            gc.enable()


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold has been passed, with all younger ones."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if due[0]:
        gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)
