"""Notebook: what the user has written about the run. A run that starts again begins an empty one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from actviz.app.lanes import Selection, WindowState
from actviz.app.plan import Plan
from actviz.recording import Recording
from actviz.registry import BadInput
from actviz.training.history.notes import Note, with_note


class Texts(NamedTuple):
    """What the user has written about a run."""

    name: str = ""
    notes: str = ""
    created: str = ""
    step_notes: tuple[Note, ...] = ()  # also those of removed lanes, which may come back

    @classmethod
    def of(cls, recording: Recording) -> Texts:
        """Return what was written about a recorded run."""
        return cls(recording.name, recording.notes, recording.created, recording.step_notes)


class Notebook(QObject):
    """Holds the texts of the run, and those of the one before until the new one has begun.

    Signals:
        changed(): something was written or deleted, or the texts of another run took their place.
        failed(str): one sentence about what could not be written.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, plan: Plan, texts: Texts | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self.texts = texts or Texts()
        self.before: Texts | None = None  # memory may not suffice for the new run: then these hold again

    @property
    def name(self) -> str:
        """The run's name; "" while the user has given it none."""
        return self.texts.name

    @property
    def notes(self) -> str:
        """What the user has written about the run as a whole."""
        return self.texts.notes

    def describe(self, name: str, notes: str) -> None:
        """Give the run a name and notes."""
        created = self.texts.created if name or notes else ""
        self._have(Texts(name, notes, created, self.texts.step_notes))

    @property
    def step_notes(self) -> tuple[Note, ...]:
        """The notes at steps about the lanes that run, and about all of them, by steps."""
        keys = {spec.key for spec in self._plan.setup}
        return tuple(note for note in self.texts.step_notes if note.lane is None or note.lane in keys)

    def write_note(self, step: int, text: str, lane: int | None = None) -> bool:
        """Write a note about a step, in place of the one there; without text, that one is deleted.

        It is about the lane with this key, or about all. Training is not disturbed. Returns False, and emits `failed`,
        when the text is too long, or there are too many notes; all is as it was then.
        """
        try:
            notes = with_note(self.texts.step_notes, Note(step, text, lane))
        except BadInput as error:
            self.failed.emit(str(error))
            return False
        self._have(self.texts._replace(step_notes=notes))
        return True

    def start_again(self) -> None:
        """Begin an empty one for a new run."""
        if self.before is None and self.texts != Texts():
            self.before = self.texts
        self._have(Texts())

    def open(self, texts: Texts) -> None:
        """Hold the texts of another run."""
        self.before = None
        self._have(texts)

    def fall_back(self) -> None:
        """Hold the texts of the run before again: the new one has not begun."""
        if self.before is not None:
            self.open(self.before)

    def settle(self) -> None:
        """Drop the texts of the run before: the new one has begun."""
        self.before = None

    def window_state(self, current: int, cursor: int | None, selection: Selection) -> WindowState:
        """Return what a recording holds of the window's state, with this beside the texts."""
        name, notes, created, step_notes = self.texts
        return WindowState(name, notes, created, current, cursor, selection, step_notes)

    def _have(self, texts: Texts) -> None:
        self.texts = texts
        self.changed.emit()
