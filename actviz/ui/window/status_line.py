"""The line at the window's foot: how fast it trains, what is trained, and where the processor time goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStatusBar, QWidget

from actviz.app.shares import Shares
from actviz.joined_text import clauses
from actviz.number_text import fixed, whole
from actviz.training.snapshot import RunFacts
from actviz.translation import tr, tr_count
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

HEIGHT_PX = 24
SAVED_MS = 8000  # for so long it says what was written


class StatusLine(QStatusBar):
    """Three labels of fixed or elastic width, so that no number moves another.

    While something is being read, what it is stands in the place of the run, with a button Cancel. After a file was
    written, a button shows its folder.

    Signals:
        cancelled(): what is being read is not wanted any more.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(px(HEIGHT_PX))
        self.speed, self.run, self.shares = NumberLabel(), NumberLabel(), NumberLabel()
        for label in (self.speed, self.run, self.shares):
            label.setFont(theme.tabular(theme.small(label.font())))
            label.setContentsMargins(8, 0, 8, 0)
        self.run.setMinimumWidth(1)  # gives way, with an ellipsis
        self.speed.setFixedWidth(self.speed.fontMetrics().horizontalAdvance(_speed_text(888_888)) + 24)
        widest = shares_text(Shares(0.44, 0.28, 0.28))
        self.shares.setFixedWidth(self.shares.fontMetrics().horizontalAdvance(widest) + 24)
        self.shares.alignment = Qt.AlignmentFlag.AlignRight
        set_tip(
            self.shares,
            tr(
                "What the program spent its computing time on during the last second: training the network, measuring"
                " it and drawing the window. It trains without a pause all the while."
            ),
        )
        self.task = NumberLabel()
        self.task.setFont(self.run.font())
        self.task.setContentsMargins(8, 0, 8, 0)
        self.task.setMinimumWidth(1)
        cancel_tip = tr("Do not wait for it: what runs goes on")
        self.cancel_button = tool_button("preset", tr("Cancel"), cancel_tip, tr("Cancel reading"))
        self.cancel_button.clicked.connect(self.cancelled)
        self.folder_button = tool_button("preset", tr("Open folder"), tr("Show the file in its folder"))
        self.folder_button.clicked.connect(self._open_folder)
        self._folder: Path | None = None
        self.messageChanged.connect(self._on_message_changed)
        self.addWidget(self.speed)
        self.addWidget(self.cancel_button)
        self.addWidget(self.task, 1)
        self.addWidget(self.run, 1)
        self.addPermanentWidget(self.folder_button)
        self.addPermanentWidget(self.shares)
        self.show_task("")
        self.folder_button.hide()

    def show_task(self, text: str) -> None:
        """Say what is being read; an empty text for nothing."""
        self.task.set_text(text)
        if text and self.currentMessage():
            self.clearMessage()
        self._arrange()

    def _arrange(self) -> None:
        if self.currentMessage():  # Qt hides what is in its place, and shows it again when the message goes
            return
        waits = bool(self.task.text())
        if self.run.isHidden() != waits:
            self.run.setHidden(waits)
        for part in (self.task, self.cancel_button):
            if part.isHidden() == waits:
                part.setVisible(waits)

    def show_saved(self, sentence: str, folder: Path | None) -> None:
        """Say for a while what was written, and offer its folder."""
        self._folder = folder
        self.showMessage(sentence, SAVED_MS)
        self.folder_button.setVisible(folder is not None)

    def show_speed(self, steps_per_second: float | None, replaying: bool = False) -> None:
        """Show the speed; None when paused."""
        if self.task.text() and steps_per_second is None:
            self.speed.set_text(tr("please wait"))
        elif steps_per_second is None:
            self.speed.set_text(tr("replay") if replaying else tr("paused"))
        else:
            self.speed.set_text(_speed_text(steps_per_second))

    def show_shares(self, shares: Shares | None) -> None:
        """Show the shares of the processor time, or nothing."""
        self.shares.set_text("" if shares is None else shares_text(shares))

    def show_run(self, facts: RunFacts) -> None:
        """Show the data set and the size of the network."""
        source = facts.source_text
        data = [source]
        if facts.config.task_change != "none":
            data.append(tr("task {task}", task=facts.task_number + 1))
        examples = tr_count("{n:,} training example", "{n:,} training examples", len(facts.train_x))
        tested = tr("{examples}, {n} for the test", examples=examples, n=whole(len(facts.test_x)))
        units = tr_count("{n:,} unit", "{n:,} units", facts.n_hidden_units)
        layers = clauses((tr_count("{n:,} hidden layer", "{n:,} hidden layers", facts.n_hidden), units))
        size = clauses((layers, tr_count("{n:,} weight", "{n:,} weights", facts.n_weights)))
        self.run.set_text(
            " · ".join((clauses(data), tested, size)),
            " · ".join((clauses(data), examples, size)),
            f"{source} · {layers}",
            f"{source} · {units}",
        )

    @Slot(str)
    def _on_message_changed(self, message: str) -> None:
        if not message:
            self.folder_button.hide()
            self._arrange()

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def shares_text(shares: Shares) -> str:
    """Return the shares in whole percent that add up to 100."""
    measuring, drawing = round(100 * shares.measuring), round(100 * shares.drawing)
    return tr(
        "computing time: training {training} %, measuring {measuring} %, drawing {drawing} %",
        training=100 - measuring - drawing, measuring=measuring, drawing=drawing,
    )  # fmt: skip


def _speed_text(steps_per_second: float) -> str:
    return tr("{n} steps/s", n=fixed(steps_per_second, 0))
