"""WindowMemory: the size, panels and controls of the window, restored at the start and stored at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from actviz.ui.widgets.message_strip import attempt
from actviz.ui.window.presets import FIRST_PRESET

if TYPE_CHECKING:
    from actviz.ui.window.main_window import MainWindow

DESIGNED_SIZE = (1280, 800)

SCREEN_SHARE = 0.85


def first_size(room: tuple[int, int]) -> tuple[int, int]:
    """Return how large a new window is on a screen with this much room: 85 % of it, or all where that is too little."""
    shares = [round(SCREEN_SHARE * length) for length in room]
    width, height = (
        min(length, max(share, designed)) for length, share, designed in zip(room, shares, DESIGNED_SIZE, strict=True)
    )
    return width, height


class WindowMemory:
    """Reads a window's size, panels and controls from the settings, and writes them back."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._settings = window, window.settings

    def restore(self) -> None:
        """Arrange the window as it was at the last end, or as it was designed."""
        window, settings = self._window, self._settings
        window.appearance.restore()
        window.resize(*DESIGNED_SIZE)
        if settings.geometry:
            window.restoreGeometry(settings.geometry)
        else:
            self._fit_to_screen()
        window.docks.apply_preset(settings.preset, ahead=not settings.layout)
        if settings.layout and not window.docks.restore_layout(settings.layout):
            window.docks.apply_preset(FIRST_PRESET)
        window.controls.activation.gallery.expand(settings.more_activations)
        window.controls.more.expand(settings.more_settings)
        window.controls.cures.expand(settings.cures)
        window.speed_limit.set(settings.speed)

    def _fit_to_screen(self) -> None:
        screen = QGuiApplication.primaryScreen()
        if screen is not None:
            room = screen.availableSize()
            self._window.resize(*first_size((room.width(), room.height())))

    def keep_on_screen(self) -> None:
        """Shrink the window by its own frame, whose size is not known before it is shown."""
        window = self._window
        screen = window.screen()
        if screen is None or window.windowState() != Qt.WindowState.WindowNoState:
            return
        room, border = screen.availableGeometry(), window.frameGeometry().size() - window.size()
        fitting = window.size().boundedTo(room.size() - border)
        if not border.isNull() and fitting != window.size() and window.size().boundedTo(room.size()) == window.size():
            window.resize(fitting)
            window.move(room.topLeft())

    def remember(self) -> None:
        """Put the state of the window into the settings; a part that fails stops none of the others."""
        for part in (self._window.lessons.keep, self._remember_run, self._remember_layout, self._remember_controls):
            attempt(part)

    def _remember_run(self) -> None:
        self._settings.config = self._window.session.plan.config
        self._window.files.remember()

    def _remember_layout(self) -> None:
        self._settings.geometry = self._window.presenting.geometry()
        self._settings.layout = self._window.presenting.layout()

    def _remember_controls(self) -> None:
        self._settings.more_activations = self._window.controls.activation.gallery.expanded
        self._settings.more_settings = self._window.controls.more.expanded
        self._settings.cures = self._window.controls.cures.expanded

    def save(self) -> None:
        """Write the settings; a failure joins their warnings."""
        problem = self._settings.save()
        if problem is not None:
            self._settings.warnings.append(problem)
