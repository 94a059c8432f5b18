"""DataDialog: what a file of data is taken as, before the network trains on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QProgressBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from actviz.app.data_look import Look, look
from actviz.app.task import Task
from actviz.data.column_names import column_text
from actviz.data.reading.choices import DataChoices
from actviz.joined_text import clauses
from actviz.number_text import compact, whole
from actviz.translation import mark, tr, tr_count
from actviz.ui.data_dialog.columns_table import ColumnsTable
from actviz.ui.data_dialog.reading_row import ReadingRow
from actviz.ui.data_dialog.ways_out import WayOut, ways_out, without_options
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel, Rich, RichLabel, coloured, lines, link, rich, set_tip, window_title

POLL_MS = 20
SIZE_PX = (940, 560)
MOST_NAMED = 3  # columns in one sentence
SAID_PX = 96  # the notes' height at most
NO_MEMORY = mark("There is not enough memory for data of this size.")


class DataDialog(QDialog):
    """A preview of a file with the guess filled in; Return opens it as it is shown. What runs goes on meanwhile.

    Signals:
        accepted_look(object): train on the file of this Look, with its choices.
    """

    accepted_look = Signal(object)

    def __init__(self, path: str, choices: DataChoices | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title(tr("Open {file}", file=Path(path).name)))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._path = path
        self.choices = choices or DataChoices()
        self.look: Look | None = None
        self.ways: list[WayOut] = []  # what the links in the notes lead to
        self._task: Task[Look] | None = None
        self.sentence = PlainLabel(tr("Reading {file} …", file=Path(path).name))
        self.sentence.setWordWrap(True)
        font = self.sentence.font()
        font.setBold(True)
        self.sentence.setFont(font)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(tr("How much of the file is read"))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.said = RichLabel()
        self.said.setWordWrap(True)
        self.said.setFont(theme.small(self.said.font()))
        self.said.linkActivated.connect(self._go)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said_area = QScrollArea()
        self._said_area.setWidget(self.said)
        self._said_area.setWidgetResizable(True)
        self._said_area.setFrameShape(QFrame.Shape.NoFrame)
        self._said_area.setMaximumHeight(px(SAID_PX))
        self._said_area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.reading = ReadingRow()
        self.table = ColumnsTable()
        self.buttons = QDialogButtonBox()
        self.guess_button = push_button(tr("Guess again"), tr("Forget what was chosen here"))
        self.cancel_button = push_button(tr("Cancel"), tr("Open nothing; the present run goes on"))
        self.open_button = push_button(tr("Open"), tr("Train on the file as it is shown (Return)"))
        self.open_button.setObjectName("primary")
        self.open_button.setDefault(True)
        self.buttons.addButton(self.guess_button, QDialogButtonBox.ButtonRole.ResetRole)
        self.buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.guess_button.clicked.connect(lambda: self.choose(DataChoices()))
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(self.progress)
        column.addWidget(self._said_area)
        column.addWidget(self.table, 1)
        column.addWidget(self.reading)
        column.addWidget(self.buttons)
        self.table.edited.connect(self.choose)
        self.reading.edited.connect(self.choose)
        self.reading.refused.connect(self._show_fault)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self.resize(px(SIZE_PX[0]), px(SIZE_PX[1]))
        self.open_button.setFocus()
        self.choose(self.choices)

    @property
    def is_busy(self) -> bool:
        """Whether the file is being read, or looked at with other choices."""
        return self._task is not None

    def choose(self, choices: DataChoices) -> None:
        """Look at the file with these choices."""
        self._stop()
        self.choices = choices
        self.reading.show_choices(choices)
        self._task = look(self._path, choices, self.look)
        self.open_button.setEnabled(False)
        self.guess_button.setEnabled(choices != DataChoices())
        self._poll.start()

    def accept(self) -> None:
        """Hand the look over and close, if there is one and nothing is being read."""
        if self.look is not None and not self.is_busy and self.open_button.isEnabled():
            self.accepted_look.emit(self.look)
            super().accept()

    def done(self, result: int) -> None:
        """Stop reading and close."""
        self._stop()
        super().done(result)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        if self.look is not None:
            self._say(self.look)
        self.table.viewport().update()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._poll.stop()

    def _on_poll(self) -> None:
        task = self._task
        if task is None:
            return
        if task.running:
            self.progress.setValue(round(1000 * task.done))
            return
        self._stop()
        self.progress.hide()
        found = task.result
        if found is None:
            self._show_fault(task.fault(tr(NO_MEMORY), tr("The file was not read")) or "")
            return
        self.look = found
        self.reading.show_look(found)
        self.table.show_look(found)
        self._say(found)
        self.open_button.setEnabled(True)
        if self.focusWidget() in (None, self.cancel_button, self.guess_button):  # the focus left it while it was off
            self.open_button.setFocus()

    def _say(self, found: Look) -> None:
        """Say what the file is taken as, what is unsure about it, and how it was read."""
        sentence = found.understanding.sentence
        self.sentence.setText(
            tr_count(
                "{sentence}; {n:,} row.",
                "{sentence}; {n:,} rows.",
                found.understanding.n_rows,
                sentence=_capital(sentence),
            )
        )
        self.ways = []
        unsure = [
            rich(self._doubt, tr("{sentence}.", sentence=without_options(text)), *self._links(text))
            for text in found.understanding.unsure
        ]
        codes = [rich(self._doubt, _far_outside(value, names), *self._code_link(value)) for value, names in found.codes]
        notes = [
            rich(tr("{sentence}.", sentence=self._begun(without_options(text))), *self._links(text))
            for text in found.understanding.notes
        ]
        self.said.set_rich(lines(*unsure, *codes, *notes))
        self._said_area.setVisible(bool(unsure or codes or notes))

    def _begun(self, sentence: str) -> str:
        """Return the sentence with a capital, unless it begins with the name of a column."""
        names = () if self.look is None else self.look.table.columns
        return sentence if sentence.startswith(tuple(map(column_text, names))) else _capital(sentence)

    @property
    def _doubt(self) -> Rich:
        return coloured(theme.current().past_text, tr("Not sure:"), " ")

    def _links(self, sentence: str) -> list[Rich]:
        """Return a link for each way out that a sentence names."""
        return [self._link(way) for way in ways_out(sentence, self.choices)]

    def _code_link(self, value: float) -> list[Rich]:
        missing = (*self.choices.missing_values, f"{value:g}")
        return [self._link(WayOut(tr("Take it as an empty cell"), replace(self.choices, missing_values=missing)))]

    def _link(self, way: WayOut) -> Rich:
        self.ways.append(way)
        return rich(" ", link(theme.current().accent, str(len(self.ways) - 1), way.text))

    def _go(self, way: str) -> None:
        self.choose(self.ways[int(way)].choices)

    def _show_fault(self, sentence: str) -> None:
        """Say why the file cannot be opened in this way; what was shown before stays."""
        self.sentence.setText(tr("{sentence}.", sentence=without_options(sentence).rstrip(".")))
        self.ways = []
        self.said.set_rich(rich(tr("The present run is as it was."), *self._links(sentence)))
        self._said_area.show()
        set_tip(self.open_button, sentence)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _listed(names: tuple[str, ...]) -> str:
    named = clauses(map(column_text, names[:MOST_NAMED]))
    if len(names) <= MOST_NAMED:
        return named
    return tr("{names} and {n} more", names=named, n=whole(len(names) - MOST_NAMED))


def _far_outside(value: float, names: tuple[str, ...]) -> str:
    return tr("{value} is far outside the rest of {names}.", value=compact(value), names=_listed(names))
