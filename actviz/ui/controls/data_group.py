"""DataGroup: which data the network learns from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from actviz.data import Data
from actviz.data.column_names import column_in_sentence
from actviz.data.columns import ColumnFacts
from actviz.data.task_changes import TASK_CHANGES
from actviz.number_text import plain, whole
from actviz.outside_text import one_line
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr, tr_count
from actviz.ui.controls.data_gallery import DataGallery
from actviz.ui.controls.group import ControlGroup
from actviz.ui.theme import theme
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import PlainLabel, paragraphs, set_tip

OPEN_TIP = mark("Train on a file of your own: CSV, Excel, NPZ, IDX and others, or drop it on the window (Ctrl+O)")
COLUMNS_TIP = mark("A click shows what its columns are taken as, and changes it.")
CHANGE = mark("Tasks…")
TASK_TIP = mark("Let the task change every so many steps: other labels, inputs in another order, or another data set")
MOST_COLUMNS = 12  # whose facts the tip lists


class DataGroup(ControlGroup):
    """The data sets as pictures; what the user's own file is taken as, and what is odd about it.

    Signals (those of ControlGroup, and):
        dataset_picked(str): a built-in data set was chosen.
        open_requested(): the user wants to open a file.
        columns_requested(): the user wants to see, or change, what the columns of the file in use are taken as.
        task_requested(): the user wants to choose how the task changes while the network trains.
    """

    dataset_picked = Signal(str)
    open_requested = Signal()
    columns_requested = Signal()
    task_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(mark("Data"), parent)
        self.gallery = DataGallery()
        self.gallery.picked.connect(self.dataset_picked)
        self.gallery.own_card.clicked.connect(lambda _checked=False: self.columns_requested.emit())
        self.open_button = tool_button("textLink", tr("Open data…"), tr(OPEN_TIP))
        self.open_button.setFont(theme.small(self.open_button.font()))
        self.open_button.clicked.connect(lambda _checked=False: self.open_requested.emit())
        self.past_label = NumberLabel()
        self.past_label.setObjectName("pastNote")
        self.past_label.setFont(theme.small(self.past_label.font()))
        self.past_label.hide()
        self.task_button = tool_button("textLink", tr(CHANGE), tr(TASK_TIP))
        self.task_button.setFont(theme.small(self.task_button.font()))
        self.task_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard the Run menu leads there
        self.task_button.clicked.connect(lambda _checked=False: self.task_requested.emit())
        self.header.addWidget(self.past_label)
        self.header.addWidget(self.task_button)
        self.header.addWidget(self.open_button)
        self.column.addWidget(self.gallery)
        self.hints = PlainLabel()
        self.hints.setWordWrap(True)
        self.hints.setFont(theme.small(self.hints.font()))
        self.hints.hide()
        self.column.addWidget(self.hints)
        self._task_tip: tuple[str, ...] = (tr(TASK_TIP),)
        self._file = ""
        self._data: Data | None = None
        self._refreshers.append(self._show)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        super().restyle()
        self.gallery.restyle()

    def show_task(self, facts: RunFacts) -> None:
        """Say which task of several is on show, and in the tip since when and what it is."""
        config, number = facts.config, facts.task_number
        if config.task_change == "none":
            self._tell_task(tr(CHANGE), tr(TASK_TIP))
            return
        change, task = TASK_CHANGES[config.task_change], whole(number + 1)
        what = tr(change.label).lower() if number else tr("the data as they are")
        if change.other_data:
            what = facts.source
        step = whole(number * config.task_every)
        told = tr("Task {task}, since step {step}: {what}", task=task, step=step, what=what)
        self._tell_task(tr("task {task}", task=task), told, tr(change.story))

    def _tell_task(self, text: str, *tip: str) -> None:
        if text != self.task_button.text() or tip != self._task_tip:
            self._task_tip = tip
            self.task_button.setText(text)
            self.task_button.setAccessibleName(tip[0])
            set_tip(self.task_button, paragraphs(*tip))
        self.task_button.setVisible(text != CHANGE or self.past_label.isHidden())

    def show_past(self, step: int | None) -> None:
        """Say, in place of the button, that the settings are those of a past step; None for the present."""
        self.past_label.set_text("" if step is None else tr("settings at step {step}", step=whole(step)))
        self.past_label.setVisible(step is not None)
        self.open_button.setVisible(step is None)
        self.task_button.setVisible(step is None or self.task_button.text() != tr(CHANGE))

    def show_data(self, data: Data | None) -> None:
        """Show the picture of the user's data, what they are taken as, and hints; in the tip facts of their columns."""
        self._data = data
        hints = () if data is None else (_taken_as(data), *data.hints)
        self.hints.setText("\n".join(hints))
        self.hints.setVisible(bool(hints))
        rows = [] if data is None else [_column_text(column) for column in data.columns[:MOST_COLUMNS]]
        more = 0 if data is None else len(data.columns) - len(rows)
        own = self.gallery.own_card
        own.show_file(Path(self._file).name, data)
        notes = () if data is None else (*data.notes, *data.unsure)
        set_tip(
            own,
            paragraphs(self._file, tr(COLUMNS_TIP), *notes, *rows, tr("… and {n} more", n=whole(more)) if more else ""),
        )

    def _show(self, config: RunConfig) -> None:
        self._file = config.data_path or ""
        self.gallery.show_key(None if self._file else config.dataset)
        self.show_data(self._data if self._file else None)


def _taken_as(data: Data) -> str:
    """Return what the network learns from the data, and from how many numbers: "class: species, from 4 inputs"."""
    names = ", ".join(map(column_in_sentence, data.target_names)) or "y"
    named = {"names": one_line(names)}
    if data.task == "classification":
        return tr_count("class: {names}, from {n:,} input", "class: {names}, from {n:,} inputs", data.n_inputs, **named)
    if data.n_outputs == 1:
        return tr_count(
            "number: {names}, from {n:,} input", "number: {names}, from {n:,} inputs", data.n_inputs, **named
        )
    return tr_count("numbers: {names}, from {n:,} input", "numbers: {names}, from {n:,} inputs", data.n_inputs, **named)


def _column_text(column: ColumnFacts) -> str:
    """Return the facts of a column in one line: "age: 41 ± 12, 18 to 90"."""
    mean, deviation, least, largest = map(plain, (column.mean, column.deviation, column.least, column.largest))
    return tr(
        "{name}: {mean} ± {deviation}, {least} to {largest}",
        name=column.text,
        mean=mean,
        deviation=deviation,
        least=least,
        largest=largest,
    )
