"""Plan: what is to run, as the user edits it.

What is to run is a `Setup`, one specification a lane. Every change makes a new setup; undo and redo go back and forth
between setups. A plan by itself runs nothing, so that editing can be tested without a thread.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from actviz.app import setup_changes
from actviz.app.lanes import Setup, single
from actviz.app.setup_changes import Change
from actviz.app.undo import UndoHistory
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig


class Plan(QObject):
    """The lanes and their settings, which lane the controls show, and all changes of them, which can be undone.

    What runs a plan (see `Session`) extends the four methods that end this class.

    Signals:
        config_changed(): `setup`, `current` or `edits_all` changed, whoever changed it.
        failed(str): one sentence about what could not be done; all is as it was.
    """

    config_changed = Signal()
    failed = Signal(str)

    def __init__(self, config: RunConfig | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setup: Setup = single(config or RunConfig())
        self.current = 0  # the place in the setup of the lane that the controls show
        self.edits_all = False  # a change of settings is for every lane
        self._latest_key = self.setup[0].key
        self._undo = UndoHistory()

    @property
    def config(self) -> RunConfig:
        """The configuration of the lane that the controls show."""
        return self.setup[self.current].config

    # Settings

    def set(self, **changes: Any) -> bool:
        """Change settings: live ones in the running network, others by a new run of all lanes.

        What all lanes share is changed in all, the rest in the current lane, or in all while `edits_all`.
        Returns False, and emits `failed`, when a value is refused; nothing has changed then.
        """
        try:
            change = setup_changes.edited(self.setup, self.current, changes, self.edits_all)
        except BadInput as error:
            self.failed.emit(str(error))
            self.config_changed.emit()  # controls go back to what is running
            return False
        if change.setup != self.setup:
            self._show_newest()
        self._change(change)
        return True

    def use_dataset(self, key: str) -> bool:
        """Train on one of the built-in data sets."""
        return self.set(dataset=key, data_path=None)

    # Lanes

    def edit_lane(self, place: int) -> None:
        """Let the controls show, and change, the lane at this place in the setup."""
        if 0 <= place < len(self.setup) and place != self.current:
            self._go_to_lane(place)
            self.config_changed.emit()

    def edit_all(self, on: bool) -> None:
        """Let a change of settings be for all lanes, or for the current one alone."""
        if on != self.edits_all:
            self.edits_all = on
            self.config_changed.emit()

    def add_lane(self, step: int | None = None, **changes: Any) -> bool:
        """Add a lane that goes on from the current one, at its newest step or an earlier one, with some changes.

        Returns False, and emits `failed`, when there are four already or a value is refused.
        """
        try:
            change = setup_changes.lane_added(self.setup, self.current, self._latest_key + 1, step, changes)
        except BadInput as error:
            self.failed.emit(str(error))
            return False
        if step is not None:
            self._show_newest()
        self.current = len(self.setup)
        self._change(change)
        return True

    def remove_lane(self, place: int) -> None:
        """Take a lane away; the last one stays."""
        if len(self.setup) > 1 and 0 <= place < len(self.setup):
            self.current -= self.current > place or self.current == len(self.setup) - 1
            self._change(setup_changes.lane_removed(self.setup, place))

    def rename_lane(self, place: int, name: str) -> None:
        """Give a lane another name, of at most 24 characters; an empty one is its letter again."""
        self._change(setup_changes.lane_renamed(self.setup, place, name))

    def colour_lane(self, place: int, index: int) -> None:
        """Give a lane another of the lanes' colours; the lane that has it now takes this one's."""
        self._change(setup_changes.lane_coloured(self.setup, place, index))

    def draw_weights(self, same: bool) -> None:
        """Let all lanes begin with the same draw of the weights, or each with its own; all begin anew."""
        self._change(setup_changes.weights_drawn(self.setup, same))

    def restore_setup(self, setup: Setup) -> None:
        """Run these lanes instead of the present ones, as an undoable change."""
        self._change(Change(setup, "lanes"))

    # Undo

    @property
    def undo_text(self) -> str | None:
        """What would be taken back: "learning rate"; None for nothing."""
        return self._undo.undo_text

    @property
    def redo_text(self) -> str | None:
        """What would be made again; None for nothing."""
        return self._undo.redo_text

    def undo(self) -> None:
        """Take back the last change of settings or lanes."""
        setup = self._undo.undo(self.setup)
        if setup is not None:
            self._adopt(setup)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        setup = self._undo.redo(self.setup)
        if setup is not None:
            self._adopt(setup)

    def _begin_with(self, setup: Setup, current: int) -> None:
        """Have these lanes instead, without a way back."""
        self.setup, self.current, self.edits_all = setup, current, False
        self._latest_key = max(self._latest_key, *(spec.key for spec in setup))
        self._undo = UndoHistory()

    def _change(self, change: Change) -> None:
        if change.setup != self.setup:
            self._undo.note(self.setup, *change)
            self._adopt(change.setup)

    # What runs a plan has more to do here

    def _show_newest(self) -> None:
        """Come back from an earlier step: the newest network is about to be changed."""

    def _go_to_lane(self, place: int) -> None:
        self.current = place

    def _adopt(self, new: Setup) -> None:
        """Go over to another setup because the user wants it."""
        self._take_over(new)
        self.config_changed.emit()

    def _take_over(self, new: Setup) -> None:
        """Go over to another setup, whoever wants it."""
        self.setup = new
        self._latest_key = max(self._latest_key, *(spec.key for spec in new))
        self.current = min(self.current, len(new) - 1)
