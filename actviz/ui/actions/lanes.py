"""SideBySide: connects the lanes' tabs, the timeline and their commands with the session."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from actviz.app.session import Session
from actviz.training.history.notes import named
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.controls.lane_tabs import LaneTabs
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:
    from actviz.ui.actions.lane_differences import DifferencesDialog

WHILE_PLAYING_S = 0.4  # the time between two updates: drawing slows training down


class SideBySide(QObject):
    """Carries out the commands on lanes and on the timeline."""

    def __init__(self, session: Session, tabs: LaneTabs, timeline: Timeline, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self.session, self.tabs, self.timeline, self.actions, self._window = session, tabs, timeline, actions, window
        self._plan = session.plan
        self.differences = OnlyDialog(self._make_differences)
        self._time_shown_s = 0.0
        tabs.picked.connect(self._plan.edit_lane)
        tabs.add_requested.connect(self.add_lane)
        tabs.remove_requested.connect(self._plan.remove_lane)
        tabs.rename_requested.connect(self.ask_for_name)
        tabs.colour_picked.connect(self._plan.colour_lane)
        tabs.edit_all_toggled.connect(self._plan.edit_all)
        tabs.same_weights_toggled.connect(self.use_same_weights)
        tabs.differences_requested.connect(self.show_differences)
        timeline.moved.connect(session.travel)
        session.updated.connect(self._on_updated)
        session.playing_changed.connect(self._show_time)
        session.view.cursor_changed.connect(self._show_time)
        session.notebook.changed.connect(self._show_time)
        self._plan.config_changed.connect(self._show_setup)
        self._connect_actions()
        self._show_setup()

    def _connect_actions(self) -> None:
        slots: dict[str, Callable[[], Any]] = {
            "add_lane": self.add_lane,
            "remove_lane": lambda: self._plan.remove_lane(self._plan.current),
            "rename_lane": lambda: self.ask_for_name(self._plan.current),
            "next_lane": lambda: self._plan.edit_lane((self._plan.current + 1) % len(self._plan.setup)),
            "edit_all": lambda: self._plan.edit_all(self.actions["edit_all"].isChecked()),
            "same_weights": lambda: self.use_same_weights(self.actions["same_weights"].isChecked()),
            "differences": self.show_differences,
            "previous_event": self.timeline.go_to_previous,
            "next_event": self.timeline.go_to_next,
            "newest": lambda: self.session.travel(None),
        }
        for key, slot in slots.items():
            self.actions.connect(key, slot)

    def add_lane(self) -> None:
        """Add a lane that continues from the newest step of the chosen one."""
        if self.tabs.weights_box.isChecked():
            self._plan.add_lane()
        else:
            self._plan.add_lane(weights_draw=max(s.config.weights_draw for s in self._plan.setup) + 1)

    @Slot(bool)
    def use_same_weights(self, same: bool) -> None:
        """Give all lanes the same draw of the initial weights, or each its own; all start again from step 0."""
        self._plan.draw_weights(same)

    @Slot(int)
    def ask_for_name(self, place: int) -> None:
        """Let the user name a lane."""
        if place >= len(self._plan.setup):
            return  # it was removed while its menu was open
        spec = self._plan.setup[place]
        name, given = QInputDialog.getText(
            self._window, tr("Rename lane"), tr("Name of the lane:"), QLineEdit.EchoMode.Normal, spec.name
        )
        # The dialog lets events through: another session may have been opened meanwhile.
        places = [i for i, other in enumerate(self._plan.setup) if other.key == spec.key]
        if given and places:
            self._plan.rename_lane(places[0], name)

    def _make_differences(self) -> DifferencesDialog:
        from actviz.ui.actions.lane_differences import DifferencesDialog  # few starts need it

        return DifferencesDialog(self._window)

    @Slot()
    def show_differences(self) -> None:
        """List the settings that differ between the lanes."""
        self.differences.open().show_setup(self._plan.setup)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.tabs.restyle()
        self.timeline.restyle()

    @Slot()
    def _show_setup(self) -> None:
        self.tabs.show_setup(self.session.view.setup, self._plan.current, self._plan.edits_all)
        several = len(self._plan.setup) > 1
        for key in ("remove_lane", "next_lane", "edit_all", "same_weights", "differences"):
            self.actions[key].setEnabled(several)
        self.actions["edit_all"].setChecked(self._plan.edits_all)
        self.actions["same_weights"].setChecked(self.tabs.weights_box.isChecked())
        self.actions["add_lane"].setEnabled(self.tabs.add_button.isEnabled())
        differences = self.differences.dialog
        if differences is not None:
            differences.show_setup(self._plan.setup)

    @Slot()
    def _on_updated(self) -> None:
        if not self.session.playing or perf_counter() >= self._time_shown_s + WHILE_PLAYING_S:
            self._show_time()

    @Slot()
    def _show_time(self) -> None:
        self._time_shown_s = perf_counter()
        notes = named(self.session.notebook.step_notes, {spec.key: spec.name for spec in self._plan.setup})
        self.timeline.show_lanes(self.session.lanes, self.session.view.cursor, notes)
        for key, button in (
            ("previous_event", self.timeline.previous),
            ("next_event", self.timeline.next),
            ("replay", self.timeline.replay),
            ("newest", self.timeline.newest),
            ("note", self.timeline.note),
            ("branch", self.timeline.branch),
        ):
            self.actions[key].setEnabled(button.isEnabled())
