"""NoteDialog: where the user writes, changes or deletes the note of a step; training continues behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.history.notes import MOST_CHARACTERS, Note, check_text, tidy
from actviz.translation import mark, tr
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import PlainLabel, set_tip

WIDTH_CHARACTERS, TEXT_LINES = 62, 4
HINT = mark("Enter saves it, Shift+Enter starts a new line")


class NoteDialog(QDialog):
    """One step's note or, with several lanes, its notes: one about all lanes, and one about each.

    A draft about one lane stays while another one is shown; Save writes every note that was changed.

    Signals:
        written(list): the notes that were changed; an empty text deletes its note.
    """

    written = Signal(list)

    def __init__(self, step: int, notes: Sequence[Note], lanes: Sequence[tuple[int, str]], parent: QWidget) -> None:
        """`notes` are those of the step, `lanes` keys and names."""
        super().__init__(parent)
        self.setObjectName("popover")
        title = tr("Note at step {step}", step=whole(step))
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)  # it is placed over the timeline's handle
        self.step = step
        there = {note.lane: note.text for note in notes}
        # A single lane may have notes from when there were several.
        chosen = len(lanes) > 1 or bool(set(there) - {None})
        keys: list[int | None] = [None, *([key for key, _ in lanes] if chosen else [])]
        self._before = {key: there.get(key, "") for key in keys}
        self._drafts = dict(self._before)
        self._key = next((key for key in keys if self._before[key]), None)
        self.heading = PlainLabel(title)
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self.about = QComboBox()
        self.about.setAccessibleName(tr("What the note is about"))
        set_tip(self.about, tr("Whether the note is about all lanes or about one of them"))
        names = dict(lanes)
        for key in keys:
            self.about.addItem(tr("All lanes") if key is None else tr("Lane {name}", name=names[key]), key)
        self.about.setCurrentIndex(keys.index(self._key))
        self.about.setVisible(len(keys) > 1)
        self.text = QPlainTextEdit(self._drafts[self._key])
        self.text.setObjectName("noteText")
        self.text.setAccessibleName(title)
        set_tip(self.text, tr("The note of this step"))
        self.text.setPlaceholderText(tr("What happens at this step?"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_LINES * self.text.fontMetrics().lineSpacing() + 20)
        self.text.installEventFilter(self)
        self.hint = PlainLabel(tr(HINT))
        self.hint.setFont(theme.small(self.hint.font()))
        self.length = NumberLabel()
        self.length.setFont(theme.tabular(theme.small(self.length.font())))
        self.length.alignment = Qt.AlignmentFlag.AlignRight
        self.length.setFixedWidth(self.length.fontMetrics().horizontalAdvance(_length_text(88_888)) + 4)
        self.delete_button = push_button(tr("Delete"), tr("Delete this note"))
        self.cancel_button = push_button(tr("Cancel"), tr("Change nothing (Esc)"))
        self.save_button = push_button(tr("Save note"), tr("Save the note at its step (Enter)"))
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self._lay_out()
        self.about.currentIndexChanged.connect(self._on_about)
        self.text.textChanged.connect(self._on_text)
        self.delete_button.clicked.connect(self._delete)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._on_text()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self.text.setFocus()

    def _lay_out(self) -> None:
        head, foot, buttons, column = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.about)
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.length)
        buttons.setSpacing(8)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(foot)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH_CHARACTERS * self.fontMetrics().averageCharWidth())

    def show_over(self, place: QPoint, room: QRect) -> None:
        """Show it with the middle of its lower edge at a place on the screen, within a rectangle of the screen."""
        self.adjustSize()
        left = min(place.x() - self.width() // 2, room.right() - self.width() - 8)
        self.move(max(room.left() + 8, left), max(room.top() + 8, place.y() - self.height() - 8))
        self.open()

    def save(self) -> None:
        """Emit the changed notes and close; a text that is too long keeps the dialog open."""
        if self.save_button.isEnabled():
            self.written.emit(self._changed())
            self.accept()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self._on_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save on Enter in the text; with Shift it starts a new line."""
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.save()
                return True
        return super().eventFilter(watched, event)

    def _changed(self) -> list[Note]:
        return [
            Note(self.step, tidy(text), key) for key, text in self._drafts.items() if tidy(text) != self._before[key]
        ]

    def _on_about(self) -> None:
        """Show the note about the other lane; a draft of a new note moves along."""
        key: int | None = self.about.currentData()
        if not self._before[self._key] and not self._drafts[key]:
            self._drafts[key], self._drafts[self._key] = self._drafts[self._key], ""
        self._key = key
        self.text.setPlainText(self._drafts[key])
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        self._on_text()

    def _on_text(self) -> None:
        text = self.text.toPlainText()
        self._drafts[self._key] = text
        self.length.set_text(_length_text(len(tidy(text))))
        self.delete_button.setEnabled(bool(self._before[self._key]))
        problem = ""
        for draft in self._drafts.values():
            try:
                check_text(tidy(draft))
            except BadInput as error:
                problem = str(error)
        self.hint.setText(problem or tr(HINT))
        colour = theme.current().dead_text if problem else theme.current().muted
        self.hint.setStyleSheet(f"color: {colour};")
        self.length.setVisible(not problem)  # the sentence has the number, and needs the room
        self.save_button.setEnabled(not problem)

    def _delete(self) -> None:
        """Delete the shown note, and save the others that were changed."""
        self._drafts[self._key] = ""
        self.written.emit(self._changed())
        self.accept()


def _length_text(n: int) -> str:
    return tr("{n} of {total}", n=whole(n), total=MOST_CHARACTERS)
