"""The window of Tools › Check gradients: back-propagation compared with central differences, layer by layer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QBrush, QCloseEvent, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from actviz.app.task import Task, patiently
from actviz.export.exported_run import Progress
from actviz.joined_text import sentences
from actviz.number_text import scientific, whole
from actviz.training.gradient_check import GradientCheck, LayerCheck, Standing, check_gradients, standing
from actviz.training.trainer import Trainer
from actviz.translation import mark, tr, tr_count
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel, set_tip

POLL_MS = 50
PATIENCE_S = 0.04  # wait at most this long for a cancelled check, which ends by itself
NO_MEMORY = mark("There is not enough memory to check a network of this size.")
WHERE = mark("Where")
COLUMNS = (
    mark("Layer"), mark("Largest relative error"), WHERE, mark("Entries checked"), mark("At a kink"),
    mark("Lost in rounding"),
)  # fmt: skip
Ask = Callable[[Callable[[Trainer], Standing]], Future[Standing]]


class GradientCheckDialog(QDialog):
    """Checks the network as it is at the moment of `start`; it blocks neither the window nor the training.

    `ask` runs a function on the training thread, as `Session.ask` does.
    """

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Check gradients"))
        self._ask = ask
        self._task: Task[GradientCheck | None] | None = None
        self._result: GradientCheck | None = None
        self.verdict = _wrapped()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        self.remark = _wrapped()
        self.remark.setObjectName("muted")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress of the check"))
        set_tip(self.progress, tr("Entries of the gradient compared so far"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.table = _make_table()
        self.again_button = QPushButton(tr("Check again"))
        set_tip(self.again_button, tr("Check the network as it is now"))
        self.again_button.clicked.connect(self.start)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.again_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        set_tip(self.cancel_button, tr("Stop this check"))
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        set_tip(self.close_button, tr("Close this window; a check that runs is stopped"))
        self.cancel_button.clicked.connect(self.cancel)
        self.close_button.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for part in (self.verdict, self.progress, self.table, self.remark, self.buttons):
            column.addWidget(part)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self.close_button.setFocus()
        self.resize(680, 440)

    @property
    def running(self) -> bool:
        """Whether a check is going on."""
        return self._task is not None

    def start(self) -> None:
        """Check the network as it is now; a check that still runs is stopped."""
        self._stop()
        self._result = None
        self.table.setRowCount(0)
        self.remark.setText("")
        self._say(tr("Comparing back-propagation with central differences in float64 …"))
        self.progress.setRange(0, 0)
        promised = self._ask(standing)
        self._task = Task(lambda progress: _checked(promised, progress), "gradient-check")
        self._set_running(True)
        self._poll.start()

    def restyle(self) -> None:
        """Apply the theme's colours."""
        if self._result is not None:
            self._show(self._result)
        else:
            self._say(self.verdict.text(), self._alarm)

    def cancel(self) -> None:
        """Stop the check."""
        self._stop()
        self._say(tr("The check was cancelled."))

    def done(self, result: int) -> None:
        """Stop the check and close; Escape and Close come here."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the check and close."""
        self._stop()
        super().closeEvent(event)

    def finish(self) -> None:
        """Close, and wait until the check has ended: the program is about to end."""
        self._stop(1.0)
        self.close()

    def _stop(self, patience_s: float = PATIENCE_S) -> None:
        self._poll.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.join(patience_s)
            self._task = None
        self._set_running(False)

    def _set_running(self, running: bool) -> None:
        focused = self.cancel_button.hasFocus()
        self.progress.setVisible(running)
        self.cancel_button.setEnabled(running)
        self.again_button.setEnabled(not running)
        if not running:
            self.progress.setRange(0, 1)
            if focused:
                self.close_button.setFocus()

    def _on_poll(self) -> None:
        task = self._task
        if task is None:
            return
        if task.done:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * task.done))
        if task.running:
            return
        self._stop()
        if task.result is not None:
            self._show(task.result)
        else:
            fault = task.fault(tr(NO_MEMORY), tr("The check stopped by an internal error"))
            self._say(fault or tr("The check was cancelled."), alarm=fault is not None)

    def _say(self, text: str, alarm: bool = False) -> None:
        self._alarm = alarm
        self.verdict.setStyleSheet(f"color: {theme.current().dead_text};" if alarm else "")
        self.verdict.setText(text)

    def _show(self, check: GradientCheck) -> None:
        self._result = check
        self._say(str(check), alarm=not check.right)
        self.table.setRowCount(len(check.layers))
        for row, layer in enumerate(check.layers):
            for column, text in enumerate(_cells(layer, len(check.layers))):
                self.table.setItem(row, column, _item(text, column, layer.right))
        told = [
            tr_count(
                "Step {step}, {n} training example; errors are relative to the layer's largest gradient entry.",
                "Step {step}, {n} training examples; errors are relative to the layer's largest gradient entry.",
                check.n_examples, step=whole(check.step),
            )
        ]  # fmt: skip
        nearer = [layer.layer for layer in check.layers if layer.through]
        if nearer:
            first = nearer[0]
            told.append(
                tr("The gradient of layer {layer} is too small for differences of the loss in float64.", layer=first)
                if len(nearer) == 1
                else tr(
                    "The gradient of layers {first} to {last} is too small for differences of the loss in float64.",
                    first=first, last=nearer[-1],
                )
            )  # fmt: skip
            told.append(
                tr(
                    "It is compared with differences of what a later layer contributes to the loss; that layer's "
                    "gradient is checked, too."
                )
            )
        self.remark.setText(sentences(told))


def _checked(promised: Future[Standing], progress: Progress) -> GradientCheck | None:
    """Check a network as soon as the training thread has handed it over; runs on the task's thread."""

    def on_progress(done: int, total: int) -> bool:
        progress(done / total)
        return True

    return check_gradients(patiently(promised, progress), on_progress)


def _cells(layer: LayerCheck, n_layers: int) -> tuple[str, ...]:
    return (
        tr("{layer} (output)", layer=layer.layer) if layer.layer == n_layers else str(layer.layer),
        scientific(layer.largest_error) if layer.n_checked else "–",
        layer.worst_entry if layer.largest_error else "–",
        tr("{n} of {total}", n=whole(layer.n_checked), total=whole(layer.n_entries)),
        whole(layer.n_at_kink),
        whole(layer.n_lost),
    )


def _item(text: str, column: int, right: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(
        Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if column == 2 else Qt.AlignmentFlag.AlignRight)
    )
    if column == 1 and not right:
        item.setForeground(QBrush(QColor(theme.current().dead_text)))
    return item


def _make_table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels([tr(column) for column in COLUMNS])
    table.setAccessibleName(tr("Result of the check, layer by layer"))
    set_tip(
        table,
        tr(
            "An entry at a kink of its activation, or too small for differences in float64, is no error: "
            "there is nothing to compare it with"
        ),
    )
    table.setFont(theme.tabular(table.font()))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(22)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setSectionResizeMode(COLUMNS.index(WHERE), QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setHighlightSections(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    return table


def _wrapped() -> QLabel:
    label = PlainLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    label.setMinimumHeight(2 * label.fontMetrics().lineSpacing())
    return label
