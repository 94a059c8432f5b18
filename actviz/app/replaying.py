"""Replaying: shows the steps of the past one after another, as they were, at a chosen speed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from actviz.app.view import View

GoTo = Callable[[int | None], object]

SPEEDS = (10, 50, 200, 1000)  # steps per second
MOST_AT_ONCE_S = 0.25  # of a replay that is slower than it should be: then it takes longer, and does not leap


class Replaying(QObject):
    """A replay of the run from the step on show; lives in the GUI thread, and asks for one step at a time.

    `show_step(step)` shows a step; None is the newest, at which the replay ends. It ends too when anybody else shows
    the newest step. `travel(step)` stops the training before it shows a step.

    Signals:
        changed(): it began, was paused, went on, has ended, or has another speed.
    """

    changed = Signal()

    def __init__(self, view: View, travel: GoTo, show_step: GoTo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speed = 50
        self.playing = False
        self.begun_at: int | None = None  # the step that it began at; None while there is no replay
        self._view, self._travel, self._show_step = view, travel, show_step
        self._owed, self._last_s = 0.0, 0.0
        view.cursor_changed.connect(self._on_cursor_changed)

    @property
    def active(self) -> bool:
        """Whether there is a replay, playing or paused."""
        return self.begun_at is not None

    def toggle(self) -> None:
        """Begin at the step on show, at step 0 where that is the newest; or pause, or go on."""
        if not self.active:
            if not self._view.newest:
                return
            self.begun_at = 0 if self._view.cursor is None else self._view.step
            self._travel(self.begun_at)
        self._play(not self.playing)

    def pause(self) -> None:
        """Stay at the step on show; the replay can go on from there."""
        if self.playing:
            self._play(False)

    def stop(self) -> None:
        """End it, and show the step that it began at."""
        if self.begun_at is not None:
            begun_at = self.begun_at
            self._end()
            self._travel(begun_at)

    def set_speed(self, steps_per_second: int) -> None:
        """Replay so many steps a second."""
        if steps_per_second != self.speed:
            self.speed, self._owed = steps_per_second, 0.0
            self.changed.emit()

    def go_on(self, now_s: float) -> None:
        """Ask for the step that is due now, once the one before is on show; called once a frame."""
        elapsed_s, self._last_s = min(now_s - self._last_s, MOST_AT_ONCE_S), now_s
        if not self.playing or self._view.cursor is None:
            return
        self._owed = min(self._owed + elapsed_s * self.speed, max(1.0, MOST_AT_ONCE_S * self.speed))
        n = int(self._owed)
        if n and not self._view.awaits_cursor:
            self._owed -= n
            step = self._view.cursor + n
            self._show_step(step if step < self._view.newest else None)

    def _play(self, playing: bool) -> None:
        self.playing, self._owed = playing, 0.0
        self.changed.emit()

    def _end(self) -> None:
        self.begun_at = None
        self._play(False)

    def _on_cursor_changed(self) -> None:
        if self._view.cursor is None and self.active:
            self._end()
