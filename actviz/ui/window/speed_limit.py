"""SpeedLimit: the most steps per second, in the top bar, the menu, the settings and the session."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.ui.actions.command_table import SPEEDS
from actviz.ui.actions.commands import Actions
from actviz.ui.window.top_bar import TopBar


class SpeedLimit(QObject):
    """Sets one speed limit in all four places."""

    def __init__(
        self, session: Session, settings: Settings, top_bar: TopBar, actions: Actions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._top_bar, self._actions = session, settings, top_bar, actions
        top_bar.speed_picked.connect(self.set)
        actions.connect("faster", partial(self._shift, -1))
        actions.connect("slower", partial(self._shift, 1))
        for speed in SPEEDS:
            actions.connect(f"speed.{speed or 'max'}", partial(self.set, speed))

    @Slot(object)
    def set(self, speed: float | None) -> None:
        """Train at most this many steps per second; None is unlimited."""
        self._session.limit_speed(speed)
        self._settings.speed = speed
        self._top_bar.show_speed(speed)
        if speed in SPEEDS:
            self._actions[f"speed.{'max' if speed is None else int(speed)}"].setChecked(True)

    def _shift(self, places: int) -> None:
        now = SPEEDS.index(self._session.speed) if self._session.speed in SPEEDS else 0
        self.set(SPEEDS[min(max(now + places, 0), len(SPEEDS) - 1)])
