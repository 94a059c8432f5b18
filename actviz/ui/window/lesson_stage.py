"""LessonStage: where a lesson is shown: its panel in place of Diagnosis, the panels that it speaks of, and the ring."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from actviz.app.view import View
from actviz.lessons.lesson import Step, Symbol
from actviz.ui.panels.lesson import LessonPanel
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_pointer import LessonPointer
from actviz.ui.window.scene_badges import PANELS_OF

PANEL, BESIDE = "lesson", "diagnosis"  # the card stands where that panel is


class LessonStage(QObject):
    """Arranges the window for a lesson."""

    def __init__(self, view: View, docks: DockArea, frames: Frames, window: QWidget) -> None:
        super().__init__(window)
        self._view, self._docks = view, docks
        self.pointer = LessonPointer(window, docks)
        frames.timer.timeout.connect(self._follow)

    @property
    def panel(self) -> LessonPanel:
        """The panel of lessons."""
        panel = self._docks.panels[PANEL]
        assert isinstance(panel, LessonPanel)
        return panel

    def arrange(self, layout: str = "") -> None:
        """Show the panel in front, with the others in this layout; without one they stay where they are."""
        with self._docks.at_once():
            if layout:
                self._docks.apply_preset(layout, for_reading=True)
            self._show_panel()
        self._docks.docks[PANEL].raise_()  # a tab comes to the front only once it has its place

    def put_away(self) -> None:
        """Take the panel away; Diagnosis is where it was."""
        self.pointer.point("")
        self._docks.set_shown(PANEL, False)

    def _show_panel(self) -> None:
        """Show the card where the diagnosis is; that stays behind it, as a tab."""
        dock, beside = self._docks.docks[PANEL], self._docks.docks[BESIDE]
        self._docks.set_shown(BESIDE, True)
        if dock.isFloating():
            dock.setFloating(False)
        self._docks.tabifyDockWidget(beside, dock)
        self._docks.set_shown(PANEL, True)

    def turn_to(self, step: Step) -> None:
        """Bring what the step points at into view, and point at it."""
        self.pointer.point(step.anchor, step.lane, step.layer, step.unit)
        if step.anchor:
            key = PANELS_OF.get(step.anchor, step.anchor)
            if key != BESIDE:  # the card stands there
                self._docks.set_shown(key, True)
            self._docks.panels[key].turn_to(step.anchor)
            if step.layer is not None:
                self._view.select(step.layer, step.unit)

    @Slot(object)
    def point_at_symbol(self, symbol: Symbol | None) -> None:
        """Point at what a formula's part stands for, while the mouse is at it."""
        if symbol is None or not symbol.anchor:
            self.pointer.glance("")
        else:
            self.pointer.glance(symbol.anchor, symbol.lane, symbol.layer)

    @Slot()
    def _follow(self) -> None:
        self.pointer.follow()
