"""Plan: what is to run, as the user edits it.

What is to run is a `Setup`, one specification a lane. Every change makes a new setup; undo and redo go back and forth
between setups. A setup is handed down once it is known that it can run: its values are checked against each other and
against the data, and a file of data is read first, while what runs goes on. A plan by itself runs nothing, so that
editing can be tested without a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from actviz.app import setup_changes
from actviz.app.data_files import DataFiles
from actviz.app.lanes import Setup, single
from actviz.app.setup_changes import Change, Effect, effect_on_lanes
from actviz.app.undo import Entry, UndoHistory
from actviz.data import Data
from actviz.data.reading.choices import DataChoices
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.config.data_fields import CHOICE_FIELDS
from actviz.training.config.text_format import NamedConfig
from actviz.training.examples import check_fits

Run = Callable[[Data | None, Effect], None]  # runs `setup`: given the data of its file, and what that does to the lanes


DATA_SOURCE_FIELDS = frozenset(("dataset", "data_path", *(field.name for field in CHOICE_FIELDS)))


def _run_nothing(_data: Data | None, _effect: Effect) -> None:
    """Let a plan be edited alone."""


class Plan(QObject):
    """The lanes and their settings, which lane the controls show, and all changes of them, which can be undone.

    `run` is called after every change of `setup` by the user. A change that needs a file of data is made when the file
    has been read, on top of the changes made meanwhile; another choice of data takes its place.

    Signals:
        config_changed(): `setup`, `current` or `edits_all` changed, whoever changed it.
        failed(str): one sentence about what could not be done; all is as it was.
    """

    config_changed = Signal()
    failed = Signal(str)

    def __init__(self, config: RunConfig | None = None, run: Run = _run_nothing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setup: Setup = single(config or RunConfig())
        self.current = 0  # the place in the setup of the lane that the controls show
        self.edits_all = False  # changes of settings apply to all lanes
        self.has_begun = False  # there are lanes that run
        self.data: Data | None = None  # that they train on, as far as it is known
        self.files = DataFiles()  # of which a change may wait for one to be read
        self._run = run
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
        if not changes.keys().isdisjoint(DATA_SOURCE_FIELDS):
            self.files.give_up()
        return self._change(lambda: self._edited(changes))

    def use_dataset(self, key: str) -> bool:
        """Train on one of the built-in data sets."""
        return self.set(dataset=key, data_path=None)

    def open_data(self, path: str, choices: DataChoices | None = None) -> bool:
        """Train on the user's own file, with what is said about it; the file in use is read again if it was edited."""
        said = {} if choices is None else vars(choices)
        if path != self.config.data_path or (choices is not None and choices != self.config.choices):
            return self.set(data_path=path, **said)
        self.files.give_up()
        return self.start_again()

    def open_weights(self, path: str, hidden: Sequence[int] | None = None) -> bool:
        """Start from weights in a file, which is read again if it is in use; `hidden` gives the network its shape."""
        if path == self.config.weights_file and hidden is None:
            return self.start_again()
        shape = {} if hidden is None else {"hidden": tuple(hidden)}
        return self.set(weights_file=path, **shape)

    def start_again(self, changes: dict[str, Any] | None = None) -> bool:
        """Start all lanes again at step 0, with some changes; returns False when a value is refused, as `set` does."""
        return self._change(lambda: self._edited(changes or {}), Effect.NEW_RUN)

    def run_instead(self, lanes: Sequence[NamedConfig], text: str) -> bool:
        """Run these lanes from step 0 on instead of the present ones, as an undoable change with this text.

        Returns False, and emits `failed`, when there are too many; nothing has changed then.
        """
        self.files.give_up()

        def make() -> Change | None:
            change = setup_changes.lanes_of(lanes, self.setup, self._latest_key + 1, text)
            return None if change.setup == self.setup else change

        return self._change(make, Effect.NEW_RUN)

    # Lanes

    def edit_lane(self, place: int) -> None:
        """Let the controls show, and change, the lane at this place in the setup."""
        if 0 <= place < len(self.setup) and place != self.current:
            self.current = place
            self.config_changed.emit()

    def edit_all(self, on: bool) -> None:
        """Apply changes to all lanes, or to the current one alone."""
        if on != self.edits_all:
            self.edits_all = on
            self.config_changed.emit()

    def add_lane(self, step: int | None = None, **changes: Any) -> bool:
        """Add a lane that goes on from the current one, at its newest step or an earlier one, with some changes.

        Returns False, and emits `failed`, when there are four already or a value is refused.
        """
        return self._change(
            lambda: setup_changes.lane_added(self.setup, self.current, self._latest_key + 1, step, changes),
            Effect.NONE if step is None else Effect.LIVE,
            current=len(self.setup),
        )

    def remove_lane(self, place: int) -> None:
        """Remove a lane; the last one stays."""
        if len(self.setup) > 1 and 0 <= place < len(self.setup):
            is_before = self.current > place or self.current == len(self.setup) - 1
            self._change(lambda: setup_changes.lane_removed(self.setup, place), current=self.current - is_before)

    def rename_lane(self, place: int, name: str) -> None:
        """Give a lane another name, of at most 24 characters; an empty one is its letter again."""
        self._change(lambda: setup_changes.lane_renamed(self.setup, place, name))

    def colour_lane(self, place: int, index: int) -> None:
        """Give a lane another of the lanes' colours; the lane that has it now gets this one's."""
        self._change(lambda: setup_changes.lane_coloured(self.setup, place, index))

    def draw_weights(self, same: bool) -> None:
        """Let all lanes begin with the same draw of the weights, or each with its own; all start again."""
        self._change(lambda: setup_changes.weights_drawn(self.setup, same))

    # Undo

    @property
    def undo_text(self) -> str | None:
        """Which change would be undone: "learning rate"; None for nothing."""
        return self._undo.done[-1][1] if self._undo.done else None

    @property
    def redo_text(self) -> str | None:
        """Which change would be redone; None for nothing."""
        return self._undo.undone[-1][1] if self._undo.undone else None

    def undo(self) -> None:
        """Undo the last change of settings or lanes."""
        self._exchange(self._undo.done, self._undo.undone)

    def redo(self) -> None:
        """Redo the last undone change."""
        self._exchange(self._undo.undone, self._undo.done)

    # What runs

    def give_up_reading(self) -> None:
        """Forget the change that waits for its file of data; what runs goes on."""
        if self.files.is_reading:
            self.files.give_up()
            self.config_changed.emit()  # controls go back to what is running

    def collect(self) -> None:
        """Make the change that waits for a file of data, if that has been read; called once a frame."""
        fault = self.files.collect()
        if fault is not None:
            self._refuse(fault)

    def begin(self) -> None:
        """Run the setup that the plan was made with.

        Raises:
            BadInput: it cannot run.
        """
        self._go_to(self.setup, self.start_again)

    def follow(self, setup: Setup, current: int, data: Data | None) -> None:
        """Have the lanes of another session, which run already, without a way back."""
        self.files.give_up()
        self.files.release()
        self._undo = UndoHistory()
        self.has_begun, self.edits_all, self.data = True, False, data
        self._have(setup, current)

    def fall_back(self, running: Setup, data: Data | None) -> None:
        """Go back to what runs: memory did not suffice for the present setup, and nobody knows that beforehand."""
        self._undo.forget(running)
        self.data = data
        self._have(running, self.current)
        self.config_changed.emit()

    def close(self) -> bool:
        """Stop reading; True when no thread is left."""
        return self.files.close()

    def _edited(self, changes: dict[str, Any]) -> Change:
        return setup_changes.edited(self.setup, self.current, changes, self.edits_all)

    def _change(
        self, make: Callable[[], Change | None], least: Effect | None = None, current: int | None = None
    ) -> bool:
        """Make a change, at once or when its file has been read; its effect is `least` at least, even if it is none."""

        def go() -> None:
            change, before = make(), self.setup
            if change is None or (change.setup == before and least is None):
                return
            if self._go_to(change.setup, lambda: self._attempt(go), least or Effect.NONE, current):
                if change.setup != before:
                    self._undo.record(before, *change)
                self.config_changed.emit()

        return self._attempt(go)

    def _exchange(self, entries: list[Entry], others: list[Entry]) -> None:
        """Go to the setup of the newest entry, and make the present one an entry of the others."""
        self._undo.end_change()
        if not entries:
            return
        (setup, text), present = entries.pop(), self.setup

        def go() -> None:
            if self.setup is present and self._go_to(setup, lambda: self._attempt(go)):
                others.append((present, text))
                self.config_changed.emit()

        if not self.config.differences(setup[0].config).keys().isdisjoint(DATA_SOURCE_FIELDS):
            self.files.give_up()
        self._attempt(go)

    def _go_to(
        self, new: Setup, again: Callable[[], object], least: Effect = Effect.NONE, current: int | None = None
    ) -> bool:
        """Let another setup run; False when its file must be read before that: `again` is called then.

        Raises:
            BadInput: settings that do not fit the data.
        """
        effect = max(least, effect_on_lanes(self.setup, new)) if self.has_begun else Effect.NEW_RUN
        data, path = self.data, new[0].config.data_path
        if effect is Effect.NEW_RUN:
            data = None if path is None else self.files.get(new[0].config)
            if path is not None and data is None:
                self.files.read(new[0].config, again)
                return False
        for spec in new:
            check_fits(spec.config, data)
        if path is None:
            self.files.release()
        self.data, self.has_begun = data, True
        new = setup_changes.with_origins(new, self.setup, effect)
        self._have(new, self.current if current is None else current)
        self._run(data, effect)
        return True

    def _have(self, setup: Setup, current: int) -> None:
        self.setup = setup
        self.current = min(current, len(setup) - 1)
        self._latest_key = max(self._latest_key, *(spec.key for spec in setup))

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except BadInput as error:
            self._refuse(str(error))
            return False
        return True

    def _refuse(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self.config_changed.emit()  # controls go back to what is running
