"""TaskProgress: the progress of a long task, with a Cancel button."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from actviz.app.task import Task
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.widgets.text import PlainLabel, set_tip, window_title

POLL_MS, SHOWN_AFTER_MS = 40, 400

KNOWN_AFTER_S, LEAST_DONE = 1.0, 0.03  # before, nobody knows how long it will take


def time_left(seconds: float) -> str:
    """Return "about 12 s left", or, for a longer time, "about 3 min left"."""
    if seconds < 90:
        return tr("about {n} s left", n=whole(max(1, round(seconds))))
    return tr("about {n} min left", n=whole(round(seconds / 60)))


class TaskProgress(QDialog):
    """Follows one task until it ends; it comes into view when the task takes a while.

    One that `holds` the window appears at once and blocks the rest of the window.

    Signals:
        ended(): the task has ended; its attributes say how.
    """

    ended = Signal()

    def __init__(self, what: str, task: Task[Any], parent: QWidget, holds: bool = False) -> None:
        super().__init__(parent)
        self.task = task
        self.setWindowTitle(window_title(what))
        self.setAccessibleName(what)
        self._what = what
        self.label = PlainLabel(tr("{what} …", what=what))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How much is done"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        set_tip(self.cancel_button, tr("Stop; a half-written file is deleted"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.bar)
        column.addWidget(buttons)
        self.setMinimumWidth(380)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)
        self._timer.start()
        self._clock = QElapsedTimer()
        self._clock.start()
        if holds:
            self.setWindowModality(Qt.WindowModality.WindowModal)
            self.show()

    def reject(self) -> None:
        """Cancel the task, by the button, Escape or the window's own close button; the end follows."""
        self.task.cancel()
        self.cancel_button.setEnabled(False)
        self.label.setText(tr("Stopping …"))

    def give_up(self) -> None:
        """Cancel the task and wait for it, because the window is being closed."""
        self._timer.stop()
        self.task.cancel()
        self.task.join()
        self._leave()

    def _on_poll(self) -> None:
        self.bar.setValue(round(1000 * self.task.done))
        self._write()
        if not self.task.running:
            self._timer.stop()
            self._leave()
            self.ended.emit()
        elif self.isHidden() and self._clock.hasExpired(SHOWN_AFTER_MS):
            self.show()

    def _write(self) -> None:
        """Say what is done, and how long it will take."""
        done, elapsed_s = self.task.done, self._clock.elapsed() / 1000
        if not self.cancel_button.isEnabled() or elapsed_s < KNOWN_AFTER_S or done < LEAST_DONE:
            return
        left = time_left(elapsed_s * (1 - done) / done)
        self.label.setText(tr("{what} … {time}", what=self._what, time=left))

    def _leave(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()
