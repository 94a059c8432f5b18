"""HeldPicture: the window keeps what it shows while a scene is made ready, and then shows all of it at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from actviz.app.lanes import LaneView
from actviz.training.snapshot import RunFacts

LONGEST_MS = 400  # for a run that takes longer to be measured, the window would look dead


class HeldPicture(QObject):
    """Keeps a window unpainted until other runs are there than those of a moment ago, LONGEST_MS at most.

    Without it one would see the new arrangement with the panels of the old run, and each panel change after that.

    Signals:
        released(): the window is painted again, and what it shows is to be drawn.
    """

    released = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._old: list[RunFacts] = []
        self._longest = QTimer(self, singleShot=True)
        self._longest.timeout.connect(self.release)
        self.is_held = False

    def hold(self, lanes: Sequence[LaneView]) -> None:
        """Paint nothing until other runs than those of these lanes are there."""
        self._old = [lane.facts for lane in lanes]
        self._longest.start(LONGEST_MS)
        if not self.is_held:
            self.is_held = True
            self._set_painted(False)

    def follow(self, lanes: Sequence[LaneView]) -> None:
        """Release the window if these are other runs."""
        if self.is_held and lanes and not any(lane.facts is old for lane in lanes for old in self._old):
            self.release()

    def release(self) -> None:
        """Draw and paint what there is."""
        if self.is_held:
            self._longest.stop()
            self.is_held, self._old = False, []
            self.released.emit()
            self._set_painted(True)

    def _set_painted(self, painted: bool) -> None:
        content = self._window.centralWidget()
        # not the window itself: Qt would lose a paint request that comes meanwhile, and paint never again
        if content is not None:
            content.setUpdatesEnabled(painted)
