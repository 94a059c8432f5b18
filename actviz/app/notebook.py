"""Notebook: what the user has written about the run. A run that begins anew begins an empty one."""

from __future__ import annotations

from typing import NamedTuple

from actviz.app.lanes import Marks, Selection, Setup
from actviz.recording import Recording
from actviz.training.history.notes import Note, with_note


class Texts(NamedTuple):
    """What the user has written about a run."""

    name: str = ""
    notes: str = ""
    created: str = ""
    step_notes: tuple[Note, ...] = ()  # also those of lanes that were taken away, which may come back

    @classmethod
    def of(cls, recording: Recording) -> Texts:
        """Return what was written about a recorded run."""
        return cls(recording.name, recording.notes, recording.created, recording.step_notes)


class Notebook:
    """Holds the texts of the run, and those of the one before while the new one may fail to begin."""

    def __init__(self, texts: Texts | None = None) -> None:
        self.texts = texts or Texts()
        self.before: Texts | None = None  # of the run that a new one is to follow, while that may fail

    def describe(self, name: str, notes: str) -> None:
        """Give the run a name and notes."""
        created = self.texts.created if name or notes else ""
        self.texts = Texts(name, notes, created, self.texts.step_notes)

    def write(self, note: Note) -> None:
        """Write a note in place of the one of its step and lane; one without text deletes that.

        Raises:
            BadInput: a text that is too long, or more notes than there can be; nothing is written then.
        """
        self.texts = self.texts._replace(step_notes=with_note(self.texts.step_notes, note))

    def begin_anew(self) -> None:
        """Begin an empty one for a new run; what was there is kept, for that run may fail to begin."""
        if self.before is None and self.texts != Texts():
            self.before = self.texts
        self.texts = Texts()

    def settle(self) -> None:
        """Let go of the texts of the run before: the new one has begun, or they are back."""
        self.before = None

    def step_notes(self, setup: Setup) -> tuple[Note, ...]:
        """Return the notes at steps about these lanes, and about all of them, by steps."""
        keys = {spec.key for spec in setup}
        return tuple(note for note in self.texts.step_notes if note.lane is None or note.lane in keys)

    def marks(self, current: int, cursor: int | None, selection: Selection) -> Marks:
        """Return what a recording holds of the window's state, with this beside the texts."""
        name, notes, created, step_notes = self.texts
        return Marks(name, notes, created, current, cursor, selection, step_notes)
