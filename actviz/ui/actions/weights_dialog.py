"""The window of File › Open weights: which array of a file becomes what in the network, before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from actviz.app.task import Task, patiently
from actviz.export.exported_run import Progress
from actviz.joined_text import sentences
from actviz.nn.named_parameter import NamedParameter
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.training.config.layer_widths import format_hidden
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr, tr_count
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel, set_tip, window_title
from actviz.weights.matching import Matching, Row, match

POLL_MS = 20
SIZE_PX = (760, 480)
MOST_SIGNS = 60  # of an array's name
COLUMNS = (mark("In the file"), mark("Shape"), mark("In the network"), mark("Remark"))
NO_MEMORY = mark("There is not enough memory for weights of this size.")
Parameters = Sequence[NamedParameter]
Ask = Callable[[Callable[[Trainer], Parameters]], Future[Parameters]]


class WeightsDialog(QDialog):
    """Shows the matching of a file's arrays with the network; what runs goes on until the weights are taken.

    `ask` runs a function on the training thread, as `Session.ask` does.

    Signals:
        accepted_weights(object): start from the file, with these widths of hidden layers, or None for the present ones.
    """

    accepted_weights = Signal(object)

    def __init__(self, path: str, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = Path(path).name
        self.setWindowTitle(window_title(tr("Open weights of {file}", file=name)))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.matching: Matching | None = None
        self._alarm = False
        self.sentence = _wrapped(tr("Reading {file} …", file=name))
        font = self.sentence.font()
        font.setBold(True)
        self.sentence.setFont(font)
        self.remark = _wrapped("")
        self.remark.setObjectName("muted")
        self.table = _make_table()
        self.shape_button = push_button(
            tr("Take its shape"), tr("Give the network the hidden layers of the file, and start")
        )
        self.cancel_button = push_button(tr("Cancel"), tr("Open nothing; the present run goes on"))
        self.open_button = push_button(
            tr("Start from these"), tr("Start again from step 0 with these weights (Return)")
        )
        self.open_button.setObjectName("primary")
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.shape_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.shape_button.hide()
        self.shape_button.clicked.connect(self._take_shape)
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        column.addWidget(self.remark)
        column.addWidget(self.buttons)
        promised = ask(lambda trainer: trainer.network.twin().named_parameters())
        self._task: Task[Matching] | None = Task(lambda progress: _matched(path, promised, progress), "weights")
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._poll.start()
        self.resize(px(SIZE_PX[0]), px(SIZE_PX[1]))
        self.cancel_button.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether the file is being read."""
        return self._task is not None

    def accept(self) -> None:
        """Start from the weights and close, if they fit."""
        if self.open_button.isEnabled():
            self.accepted_weights.emit(None)
            super().accept()

    def done(self, result: int) -> None:
        """Stop reading and close."""
        self._stop()
        super().done(result)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self._say(self.sentence.text(), self._alarm)

    def _take_shape(self) -> None:
        if self.matching is not None and self.matching.hidden is not None:
            self.accepted_weights.emit(self.matching.hidden)
            super().accept()

    def _stop(self) -> None:
        self._poll.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_poll(self) -> None:
        task = self._task
        if task is None or task.running:
            return
        self._stop()
        if task.result is None:
            not_read = tr("The file was not read")
            fault = task.fault(tr(NO_MEMORY), not_read) or not_read
            self._say(tr("{sentence}.", sentence=fault.rstrip(".。")), alarm=True)
            self.remark.setText(tr("The present run is as it was."))
        else:
            self._show(task.result)

    def _say(self, text: str, alarm: bool = False) -> None:
        self._alarm = alarm
        self.sentence.setStyleSheet(f"color: {theme.current().dead_text};" if alarm else "")
        self.sentence.setText(text)

    def _show(self, found: Matching) -> None:
        self.matching = found
        self.table.setRowCount(len(found.rows))
        for place, row in enumerate(found.rows):
            for column, text in enumerate(_cells(row)):
                item = QTableWidgetItem(text)
                if column == 0 and row.name and text != row.name:
                    set_tip(item, row.name)
                self.table.setItem(place, column, item)
        if found.fault:
            self._say(tr("{sentence}.", sentence=found.fault.rstrip(".。")), alarm=True)
            self.remark.setText(tr("The present run is as it was."))
        else:
            used = sum(bool(row.name and row.parameter) for row in found.rows)
            n_layers = _n_layers(found.rows)
            layers = tr_count("{n:,} layer", "{n:,} layers", n_layers)
            self._say(
                tr_count(
                    "{file} fits: {n:,} array for {layers}.", "{file} fits: {n:,} arrays for {layers}.", used,
                    file=found.file.name, layers=layers,
                )
            )  # fmt: skip
            self.remark.setText(sentences(found.notes))
        if found.hidden is not None:
            self.shape_button.setText(tr("Take its shape, {hidden}", hidden=format_hidden(found.hidden)))
            self.shape_button.show()
        self.open_button.setEnabled(not found.fault)
        (
            self.shape_button if found.hidden is not None else self.cancel_button if found.fault else self.open_button
        ).setFocus()


def _matched(path: str, promised: Future[Parameters], progress: Progress) -> Matching:
    """Read a file, and match it with the network's parameters; runs on the task's thread."""
    from actviz.weights.reading import read_weights

    found = match(read_weights(path), patiently(promised, progress))
    if not found.fault:
        found.given()  # numbers that are not finite are told here, too
    return found


def _cells(row: Row) -> tuple[str, ...]:
    """Return what a row of the table says: name and shape in the file, place in the network, remark."""
    shape = " × ".join(map(whole, row.shape))
    place = row.place[:1].upper() + row.place[1:]
    return one_line(row.name, MOST_SIGNS) or "–", shape or "–", place or "–", row.note


def _n_layers(rows: Sequence[Row]) -> int:
    return sum(bool(row.name) and row.parameter.startswith("weights") for row in rows)


def _make_table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels([tr(column) for column in COLUMNS])
    table.setAccessibleName(tr("The arrays of the file, and what they become in the network"))
    set_tip(table, tr("Layers are found by their names, and take their places by their shapes, in order"))
    table.setFont(theme.tabular(table.font()))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(22))
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    return table


def _wrapped(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
