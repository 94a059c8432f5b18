"""LibraryDialog: every recorded session in a list, to search, sort, open, compare, describe and delete."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from actviz.app import run_library
from actviz.app.run_library import SHORT_S, Run
from actviz.app.session import Session
from actviz.app.task import Task
from actviz.number_text import plain, whole
from actviz.registry import BadInput
from actviz.translation import tr
from actviz.ui.actions.run_list import RunList, ShownRuns
from actviz.ui.actions.run_table import NAME, RUN, RunTable
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel, set_tip

POLL_MS = 30
PATIENCE_S = 0.2  # for a list that is still being read and that nobody waits for any more
SIZE = (1280, 560)
MOST_NAME, MOST_NOTES = 60, 2000


class LibraryDialog(QDialog):
    """A window beside the main one; a thread reads the files that it lists.

    Signals:
        open_requested(list): paths of the sessions to run, one, or several side by side.
    """

    open_requested = Signal(list)

    def __init__(self, session: Session, folder: Path, others: Iterable[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Run library"))
        self._session, self._folder, self._others = session, folder, list(others)
        self.model = RunTable()
        self.shown = ShownRuns(self.model)
        self.search = self._field(tr("Search runs by any words"), tr("Search: data, activation, name, notes …"))
        self.short_box = QCheckBox()
        set_tip(self.short_box, tr("Runs without a name or a note that ended within {n} seconds", n=plain(SHORT_S)))
        self.short_box.hide()
        self.table = RunList(self.shown)
        self.name = self._field(tr("Name of the chosen run"), tr("Name"))
        self.notes = self._field(tr("Notes on the chosen run"), tr("Notes"))
        self.name.setMaxLength(MOST_NAME)
        self.notes.setMaxLength(MOST_NOTES)
        self.message = PlainLabel()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(tr("Message"))
        self.open_button = push_button(tr("Open"), tr("Run the chosen session in place of the present one (Enter)"))
        self.compare_button = push_button(tr("Open as lanes"), tr("Run the chosen sessions side by side"))
        self.save_button = push_button(tr("Save name and notes"), tr("Write name and notes into the run's file"))
        self.trash_button = push_button(tr("Move to trash…"), tr("Put the chosen runs into the trash (Delete)"))
        self._lay_out()
        self._connect()
        self.resize(min(px(SIZE[0]), max(parent.width(), 800)), min(px(SIZE[1]), max(parent.height(), 500)))
        self._reading: Task[list[Run]] | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._on_chosen()
        self.refresh()

    @property
    def chosen(self) -> list[Run]:
        """The selected runs, from top to bottom."""
        return self.table.chosen

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.setStyleSheet(f"QTableView {{ border: 1px solid {theme.current().border}; border-radius: 6px; }}")

    def refresh(self) -> None:
        """Read the list again."""
        self._stop_reading()
        self._reading = Task(lambda progress: run_library.find_runs(self._folder, self._others, progress), "library")
        self._say("" if self.model.runs else tr("Reading the recorded sessions …"))
        self._poll.start()

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading.join(PATIENCE_S)

    # Building

    def _field(self, name: str, placeholder: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        set_tip(field, name)
        field.setPlaceholderText(placeholder)
        field.setClearButtonEnabled(True)
        return field

    def _lay_out(self) -> None:
        described, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for part, stretch in ((self.name, 1), (self.notes, 2), (self.save_button, 0)):
            described.addWidget(part, stretch)
        buttons.addWidget(self.trash_button)
        buttons.addWidget(self.message, 1)
        buttons.addWidget(self.compare_button)
        buttons.addWidget(self.open_button)
        self.open_button.setObjectName("primary")
        for row in (described, buttons):
            row.setSpacing(8)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        searching = QHBoxLayout()
        searching.setSpacing(8)
        searching.addWidget(self.search, 1)
        searching.addWidget(self.short_box)
        column.addLayout(searching)
        column.addWidget(self.table, 1)
        column.addLayout(described)
        column.addLayout(buttons)
        self.restyle()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search)
        self.short_box.toggled.connect(self._on_search)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.table.doubleClicked.connect(self._open)
        self.name.textEdited.connect(self._offer_to_save)
        self.notes.textEdited.connect(self._offer_to_save)
        self.name.returnPressed.connect(self._save)
        self.notes.returnPressed.connect(self._save)
        self.open_button.clicked.connect(self._open)
        self.compare_button.clicked.connect(self._open)
        self.save_button.clicked.connect(self._save)
        self.trash_button.clicked.connect(self.ask_to_delete)
        for keys, slot in ((QKeySequence(Qt.Key.Key_Return), self._open), (QKeySequence("Del"), self.ask_to_delete)):
            shortcut = QShortcut(keys, self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self._session.failed.connect(self._say)
        self._session.opened.connect(self._on_opened)

    # What happens

    @Slot()
    def _on_poll(self) -> None:
        reading = self._reading
        if reading is None or reading.running:
            return
        self._poll.stop()
        runs = reading.result
        if runs is None:
            self._say(reading.fault(tr("There is not enough memory to read the recorded sessions.")) or "")
            return
        paths = {run.path for run in self.chosen}
        self.model.show_runs(runs)
        self._say_what_is_missing()
        self.table.clearSelection()
        for row in range(self.shown.rowCount()):
            index = self.shown.index(row, NAME)
            if index.data(RUN).path in paths:
                self.table.selectRow(row)
        if not self.chosen and self.shown.rowCount():
            self.table.selectRow(0)
        self._on_chosen()
        if not self.chosen:
            self._say_what_is_missing()

    @Slot()
    def _on_search(self) -> None:
        """Show the runs that have all the words, and say so where there is none."""
        self.shown.show_only(self.search.text(), self.short_box.isChecked())
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        n_short = sum(run.is_short for run in self.model.runs)
        self.short_box.setText(tr("Short runs ({n})", n=whole(n_short)))
        self.short_box.setVisible(n_short > 0)
        if not self.model.runs:
            self._say(tr("Nothing has been recorded yet: every run with at least one step will be listed here."))
        elif self.shown.rowCount():
            self._say("")
        elif self.search.text().strip():
            self._say(tr("Nothing found: no run has all these words."))
        else:
            self._say(tr("There are short runs only: tick the box above to see them."))

    @Slot()
    def _on_chosen(self) -> None:
        chosen = self.chosen
        readable = bool(chosen) and all(run.summary is not None for run in chosen)
        summary = chosen[0].summary if len(chosen) == 1 else None
        self.open_button.setEnabled(readable and len(chosen) == 1)
        self.compare_button.setEnabled(readable and len(chosen) > 1)
        self.trash_button.setEnabled(bool(chosen))
        self.save_button.setEnabled(False)
        for field, text in ((self.name, summary and summary.name), (self.notes, summary and summary.notes)):
            field.setText(text or "")
            field.setEnabled(summary is not None)
        self._say(next((run.problem for run in chosen if run.problem), ""))

    @Slot()
    def _open(self, _index: QModelIndex | bool | None = None) -> None:
        chosen = self.chosen
        if chosen and all(run.summary is not None for run in chosen):
            self._say(tr("Opening …"))
            self.open_requested.emit([run.path for run in chosen])

    @Slot(bool)
    def _on_opened(self, done: bool) -> None:
        if done:
            self.close()

    @Slot()
    def _offer_to_save(self) -> None:
        self.save_button.setEnabled(len(self.chosen) == 1)

    @Slot()
    def _save(self) -> None:
        chosen = self.chosen
        if len(chosen) != 1 or not self.save_button.isEnabled():
            return
        run = chosen[0]
        name, notes = " ".join(self.name.text().split()), self.notes.text().strip()
        try:
            if run.path == self._session.recordings.path and run.in_use:
                self._session.notebook.describe(name, notes)
            else:
                run_library.rename(run.path, name, notes)
        except BadInput as problem:
            self._say(str(problem))
            return
        self.save_button.setEnabled(False)
        self.refresh()

    @Slot()
    def ask_to_delete(self) -> QMessageBox | None:
        """Ask whether the chosen runs are to go into the trash."""
        chosen = self.chosen
        if not chosen:
            return None
        box = QMessageBox(QMessageBox.Icon.Question, tr("Move to trash"), "", parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(
            tr("Move “{run}” to the trash?", run=chosen[0].title)
            if len(chosen) == 1
            else tr("Move these {n} runs to the trash?", n=len(chosen))
        )
        yes = box.addButton(tr("Move to trash"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self._delete([run.path for run in chosen]))
        box.open()
        return box

    def _delete(self, paths: list[Path]) -> None:
        problems = []
        for path in paths:
            try:
                run_library.move_to_trash(path)
            except BadInput as problem:
                problems.append(str(problem))
        self.refresh()
        if problems:
            self._say(problems[0])

    @Slot(str)
    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setAccessibleDescription(sentence)

    def done(self, result: int) -> None:
        """Stop reading, and close."""
        self._poll.stop()
        self._stop_reading()
        super().done(result)
