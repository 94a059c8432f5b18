"""Appearance: the theme, the size of text and the amount of motion, from the settings and the menu View."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from actviz.app.settings import Settings
from actviz.ui.actions.commands import Actions
from actviz.ui.theme import motion, text_size, theme
from actviz.ui.window.dock_area import DockArea


class Appearance(QObject):
    """Applies what the user chose to the window; its parts then get `restyle()`, and all is drawn again."""

    def __init__(
        self,
        settings: Settings,
        actions: Actions,
        docks: DockArea,
        parts: Sequence[theme.Restyled],
        draw: Callable[[], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._settings, self._actions, self._docks, self._window = settings, actions, docks, window
        self._parts, self._draw = (*parts, docks), draw
        self._least_percent = text_size.PERCENTS[0]  # of the size of text, while something is presented
        for name in theme.NAMES:
            actions.connect(f"theme.{name}", partial(self.set_theme, name))
        actions.connect("text_larger", partial(self._shift_text, 1))
        actions.connect("text_smaller", partial(self._shift_text, -1))
        actions.connect("text_usual", partial(self.set_text, text_size.PERCENTS[0]))
        actions.connect("reduced_motion", lambda: self.reduce_motion(actions["reduced_motion"].isChecked()))

    def restore(self) -> None:
        """Apply what the settings say."""
        self.reduce_motion(self._settings.reduced_motion)
        text_size.apply(_application(), self._settings.text_percent)
        self.set_theme(self._settings.theme)
        self._actions[f"language.{self._settings.language}"].setChecked(True)
        self._tick_text()

    def set_theme(self, name: str) -> None:
        """Use a theme: "system", "light" or "dark"."""
        self._settings.theme = name
        theme.apply(_application(), name)
        self._actions.restyle()
        self._actions[f"theme.{name}"].setChecked(True)
        self._restyle()

    @Slot()
    def follow_system(self) -> None:
        """Switch to the desktop's colours if the theme follows them."""
        if self._settings.theme == "system" and theme.resolve("system") != theme.current():
            self.set_theme("system")

    def set_text(self, percent: int) -> None:
        """Write all text in this share of its usual size."""
        self._settings.text_percent = percent
        if text_size.apply(_application(), max(percent, self._least_percent), self._window.screen()):
            self._restyle()
        self._tick_text()

    def write_at_least(self, percent: int) -> None:
        """Write all text at least in this share of its usual size, whatever the settings say."""
        self._least_percent = percent
        self.set_text(self._settings.text_percent)

    @Slot()
    def follow_screen(self) -> None:
        """Write text as large as suits the screen that the window is on."""
        self.set_text(self._settings.text_percent)

    def reduce_motion(self, reduced: bool) -> None:
        """Let nothing move on its own, or as much as the desktop allows."""
        self._settings.reduced_motion = reduced
        motion.reduce(reduced)
        self._actions["reduced_motion"].setChecked(reduced)
        self._docks.setAnimated(not motion.is_reduced())

    def _shift_text(self, places: int) -> None:
        percents, now = text_size.PERCENTS, self._settings.text_percent
        larger, smaller = [p for p in percents if p > now], [p for p in percents if p < now]
        if places > 0 and larger:
            self.set_text(larger[0])
        elif places < 0 and smaller:
            self.set_text(smaller[-1])

    def _tick_text(self) -> None:
        percent = self._settings.text_percent
        self._actions["text_larger"].setEnabled(percent < text_size.PERCENTS[-1])
        self._actions["text_smaller"].setEnabled(percent > text_size.PERCENTS[0])
        self._actions["text_usual"].setEnabled(percent != text_size.PERCENTS[0])

    def _restyle(self) -> None:
        for part in self._parts:
            part.restyle()
        for dialog in self._window.findChildren(QDialog):
            if isinstance(dialog, theme.Restyled):
                dialog.restyle()
        self._draw()


def _application() -> QApplication:
    return cast(QApplication, QApplication.instance())
