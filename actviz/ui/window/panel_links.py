"""PanelLinks: connects the panels and their docks with the session and the menu View."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.ui.actions.commands import Actions
from actviz.ui.actions.exports import Exports
from actviz.ui.panels.base.panel import Panel
from actviz.ui.unit_card.unit_cards import UnitCards
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.pointed_unit import PointedUnit
from actviz.ui.window.presets import FIRST_PRESET, PRESETS
from actviz.ui.window.sweep_links import SweepLinks

SWEEP_MAP, SWEEP_PRESET = "sweep_map", "map"
CALCULATOR = "why"  # the panel whose tool is the slope calculator


class PanelLinks(QObject):
    """Passes on what a panel asks for, and keeps the ticks of the menu View true."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        docks: DockArea,
        frames: Frames,
        exports: Exports,
        actions: Actions,
        messages: MessageStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._settings, self._docks, self._frames = session, settings, docks, frames
        self._exports, self._actions, self._messages = exports, actions, messages
        self._before_click: tuple[int | None, bool] | None = None  # the step on show, and whether it was training
        self._cards: UnitCards | None = None
        self._pointed_unit = PointedUnit(session, docks, self)
        self._sweep_links = SweepLinks(session, docks, messages, self._show_map, self)
        docks.built.connect(self._on_built)
        docks.seen_changed.connect(self.on_seen_changed)
        docks.preset_changed.connect(self._on_preset_changed)
        session.trials.changed.connect(self._on_trials_changed)
        session.courses.changed.connect(self._on_courses_changed)
        actions.connect("slope_calculator", self._show_calculator)
        actions.connect("reset_layout", partial(docks.apply_preset, FIRST_PRESET))
        for key in PRESETS:
            actions.connect(f"preset.{key}", partial(docks.apply_preset, key))
        for key in docks.docks:
            actions.connect(f"panel.{key}", partial(self._on_toggled, key))

    def connect_cards(self, cards: UnitCards) -> None:
        """Open the card of a unit where a panel asks for it, and the Unit panel where the card asks for that."""
        self._cards = cards
        cards.more_requested.connect(partial(self.show_panel, "unit"))
        self._docks.seen_changed.connect(cards.refresh)

    @Slot(str)
    def show_panel(self, key: str) -> None:
        """Bring a panel to the front; the others stay where they are."""
        self._set_shown(key, True)

    def _show_calculator(self) -> None:
        self.show_panel(CALCULATOR)
        self._docks.panels[CALCULATOR].show_tool()

    def _show_map(self) -> None:
        """Give the sweep's map room, unless it is in view already."""
        if not self._docks.docks[SWEEP_MAP].in_view:
            self._docks.apply_preset(SWEEP_PRESET)

    def _on_toggled(self, key: str) -> None:
        """Bring a panel to the front, or put one away that is there already."""
        self._set_shown(key, not self._docks.docks[key].in_view)

    def _set_shown(self, key: str, shown: bool) -> None:
        self._docks.set_shown(key, shown)
        self.on_seen_changed()

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        """Connect a new panel, and show it what it missed."""
        panel.selected.connect(self._on_selected)
        panel.unit_pointed.connect(self._pointed_unit.point)
        panel.unit_opened.connect(partial(self._open_card, panel))
        panel.save_requested.connect(lambda: self._exports.ask_for_image(panel))
        panel.panel_requested.connect(self.show_panel)
        panel.step_requested.connect(self._on_step_requested)
        panel.try_requested.connect(self._session.try_suggestion)
        panel.cancel_requested.connect(self._session.trials.cancel)
        panel.adopt_requested.connect(self._on_adopt_requested)
        panel.course_requested.connect(self._on_course_requested)
        panel.course_cancelled.connect(self._session.courses.cancel)
        panel.sweep_asked.connect(self._sweep_links.ask)
        panel.restyle()
        panel.show_trials(self._session.trials.view)
        panel.show_courses(self._session.courses.view)
        panel.show_sweep(self._session.sweeping.view)

    def _open_card(self, panel: Panel, layer: int, unit: int, lane: int) -> None:
        if self._cards is not None:
            self._cards.open(panel, layer, unit, lane)

    @Slot(int, int)
    def _on_selected(self, layer: int, unit: int) -> None:
        self._session.view.select(layer if layer > 0 else None, unit if unit >= 0 else None)

    @Slot(object)
    def _on_step_requested(self, step: int | None) -> None:
        """Go to a step of a plot, or, for None, back to what was on show before the last click there."""
        view = self._session.view
        if step is not None:
            self._before_click = view.cursor, self._session.playing
            self._session.travel(None if step >= view.newest else step)
        elif self._before_click is not None:
            (cursor, playing), self._before_click = self._before_click, None
            if playing:
                self._session.play()
            else:
                self._session.travel(cursor)

    @Slot(dict)
    def _on_adopt_requested(self, changes: dict[str, object]) -> None:
        self._messages.dismiss()
        self._session.adopt(changes)

    @Slot()
    def _on_trials_changed(self) -> None:
        for panel in self._docks.built_panels:
            panel.show_trials(self._session.trials.view)

    @Slot()
    def _on_course_requested(self) -> None:
        self._session.courses.start(self._session.copies())

    @Slot()
    def _on_courses_changed(self) -> None:
        for panel in self._docks.built_panels:
            panel.show_courses(self._session.courses.view)

    @Slot()
    def on_seen_changed(self) -> None:
        """Draw the panels that have come into view, and tick the shown ones in the menu."""
        for key, dock in self._docks.docks.items():
            self._actions[f"panel.{key}"].setChecked(dock.in_view)
        self._frames.draw_new()

    @Slot(str)
    def _on_preset_changed(self, key: str) -> None:
        self._settings.preset = key
        self._actions[f"preset.{key}"].setChecked(True)
