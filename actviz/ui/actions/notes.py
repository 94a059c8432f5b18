"""StepNotes: connects the notes at steps with the session, the timeline's button and the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Slot
from PySide6.QtWidgets import QMainWindow

from actviz.app.session import Session
from actviz.number_text import whole
from actviz.training.history.notes import NamedNote, Note, named
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.widgets.only_dialog import OnlyDialog

if TYPE_CHECKING:
    from actviz.ui.actions.note_dialog import NoteDialog


class StepNotes(QObject):
    """Opens the dialog for a note, and shows the notes of the step that the user has gone back to."""

    def __init__(self, session: Session, timeline: Timeline, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        self._session, self._timeline, self._window = session, timeline, window
        self._note = OnlyDialog(self._make_dialog, self._show_over_its_step)
        self._message = ""  # that the status line was given last
        actions.connect("note", self.ask_for_note)
        timeline.note_requested.connect(self.ask_for_note)
        session.view.cursor_changed.connect(self._show_notes)
        session.notebook.changed.connect(self._show_notes)

    @property
    def dialog(self) -> NoteDialog | None:
        """The note that is being written; None when there is none."""
        return self._note.dialog

    @Slot()
    def ask_for_note(self) -> None:
        """Let the user write, change or delete the note of the shown step; training continues."""
        if self._session.lanes:
            self._note.open()

    def _make_dialog(self) -> NoteDialog:
        from actviz.ui.actions.note_dialog import NoteDialog  # few starts need it

        session = self._session
        step = session.view.step
        notes = [note for note in session.notebook.step_notes if note.step == step]
        dialog = NoteDialog(step, notes, [(spec.key, spec.name) for spec in session.plan.setup], self._window)
        dialog.written.connect(self._write)
        return dialog

    def _show_over_its_step(self, dialog: NoteDialog) -> None:
        track, window = self._timeline.track, self._window
        place = track.mapToGlobal(QPoint(track.place_of(dialog.step), 0))
        dialog.show_over(place, QRect(window.mapToGlobal(QPoint(0, 0)), window.size()))

    @Slot(list)
    def _write(self, notes: list[Note]) -> None:
        for note in notes:
            self._session.notebook.write_note(note.step, note.text, note.lane)

    @Slot()
    def _show_notes(self) -> None:
        """Show in the status line the notes of the step that the user has gone back to."""
        session, status = self._session, self._window.statusBar()
        names = {spec.key: spec.name for spec in session.plan.setup}
        shown = [note for note in named(session.notebook.step_notes, names) if note.step == session.view.cursor]
        if shown:
            self._message = "   ".join(map(_message, shown))
            status.showMessage(self._message)
        elif self._message and status.currentMessage() == self._message:
            status.clearMessage()


def _message(note: NamedNote) -> str:
    step, text = whole(note.step), " ".join(note.text.split())
    if note.lane is None:
        return tr("Note at step {step}: {text}", step=step, text=text)
    return tr("Note at step {step}, lane {lane}: {text}", step=step, lane=note.lane, text=text)
