"""An animation of a span of steps: what to record (AnimationDialog), and the recording itself (Recorder).

The session travels from step to step, and each time the shown widget is grabbed; so every frame shows what was measured
at its step. A thread writes the frames, and the window stays responsive.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from actviz.app.frames import FrameQueue
from actviz.app.session import Session
from actviz.app.task import Task
from actviz.export.animation import FASTEST, MOST_FRAMES, Frame, check_animation, write_animation
from actviz.export.exported_run import Progress
from actviz.number_text import fixed, whole
from actviz.translation import tr, tr_count
from actviz.ui.images.files import pixmap_of
from actviz.ui.panels.base.panel import Panel
from actviz.ui.widgets.text import PlainLabel, set_tip

POLL_MS = 10
SCALES = (100, 75, 50, 25)  # percent
USUAL_FRAMES = 100


class AnimationDialog(QDialog):
    """Asks what to record, which steps, how large and how fast; it stays open while `refuses` returns True."""

    def __init__(self, session: Session, panels: Sequence[Panel], refuses: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._refuses = refuses
        self.setWindowTitle(tr("Export animation"))
        newest = max(lane.newest for lane in session.lanes)
        self.what = QComboBox()
        self.what.addItem(tr("The whole window"), None)
        for panel in panels:
            self.what.addItem(panel.title, panel)
        self.first, self.last = _number(0, newest, 0), _number(0, newest, newest)
        self.every = _number(1, max(1, newest), max(1, round(newest / USUAL_FRAMES)))
        self.every.setSuffix(tr(" steps"))
        self.size_box = QComboBox()
        for percent in SCALES:
            self.size_box.addItem(f"{percent} %", percent / 100)
        self.speed = _number(1, FASTEST, 10)
        self.summary = PlainLabel()
        self.summary.setObjectName("muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setObjectName("primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        for words, tip, field in (
            (tr("&Record"), tr("The window, or one panel"), self.what),
            (tr("&From step"), tr("The first frame"), self.first),
            (tr("&To step"), tr("The last frame"), self.last),
            (tr("&Every"), tr("Steps from one frame to the next"), self.every),
            (tr("S&ize"), tr("Of the frames, as a share of what is on screen"), self.size_box),
            (tr("Frames a &second"), tr("How fast it plays"), self.speed),
        ):
            set_tip(field, tip)
            form.addRow(words, field)
        form.addRow(self.summary)
        form.addRow(self.buttons)
        for box in (self.first, self.last, self.every, self.speed):
            box.valueChanged.connect(self._sum_up)
        self._sum_up()

    def accept(self) -> None:
        """Close and record, unless something refuses that."""
        if not self._refuses():
            super().accept()

    @property
    def panel(self) -> Panel | None:
        """The panel to record; None is the whole window."""
        panel: Panel | None = self.what.currentData()
        return panel

    @property
    def steps(self) -> range:
        """The steps of the frames."""
        return range(self.first.value(), self.last.value() + 1, self.every.value())

    @property
    def scale(self) -> float:
        """The frames' size as a share of what is on screen."""
        return float(self.size_box.currentData())

    @property
    def frames_per_second(self) -> int:
        """How fast it plays."""
        return self.speed.value()

    def _sum_up(self) -> None:
        n = len(self.steps)
        fits = 1 <= n <= MOST_FRAMES
        if n < 1:
            self.summary.setText(tr("The last step must not come before the first."))
        elif fits:
            seconds = fixed(n / self.frames_per_second, 1)
            self.summary.setText(tr_count("{n:,} frame, {seconds} s", "{n:,} frames, {seconds} s", n, seconds=seconds))
        else:
            self.summary.setText(
                tr(
                    "{n} frames; at most {most} can be recorded: leave out more steps.",
                    n=whole(n), most=whole(MOST_FRAMES),
                )
            )  # fmt: skip
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(fits)


class Recorder(QObject):
    """Lets the session travel through the steps and hands a picture of each to the task that writes them."""

    def __init__(
        self,
        session: Session,
        shown: QWidget,
        steps: Sequence[int],
        scale: float,
        needs: Callable[[], frozenset[str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._steps, self._scale, self._needs = session, shown, list(steps), scale, needs
        self._before = session.view.cursor, session.playing
        self._frames, self._next = FrameQueue(), 0
        self._size: QSize | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._on_poll)

    def start(self, target: Path, frames_per_second: float) -> Task[Sequence[Path]]:
        """Begin, and return the task that writes the frames.

        Raises:
            BadInput: a kind of file that cannot be written.
        """
        check_animation(target)
        n = len(self._steps)

        def work(progress: Progress) -> Sequence[Path]:
            return write_animation(self._frames.frames(progress), n, target, frames_per_second, progress)

        task = Task(work, "animation")
        self._session.travel(self._steps[0])
        self._timer.start()
        return task

    def stop(self) -> None:
        """Stop, and return to the step and the play state from before."""
        if not self._timer.isActive() and self._next < len(self._steps):
            return
        self._timer.stop()
        self._next = len(self._steps)
        cursor, playing = self._before
        self._session.travel(cursor)
        if playing:
            self._session.play()

    def _on_poll(self) -> None:
        if self._frames.full or not self._is_shown(self._steps[self._next]):
            return
        self._frames.put(self._picture())
        self._next += 1
        if self._next == len(self._steps):
            self._frames.end()
            self._timer.stop()
        else:
            self._session.travel(self._steps[self._next])

    def _is_shown(self, step: int) -> bool:
        lanes = self._session.lanes
        there = all(lane.snapshot.step == min(step, lane.newest) for lane in lanes)
        return there and self._session.view.shows(self._needs())

    def _picture(self) -> Callable[[], Frame]:
        """Grab the shown widget; the returned function makes a frame of the first one's size from it."""
        image = pixmap_of(self._shown).toImage()
        if self._size is None:
            self._size = (image.size() * self._scale).expandedTo(QSize(1, 1))
        size = self._size
        return lambda: _frame(image, size)


def _frame(image: QImage, size: QSize) -> Frame:
    """Return the image as an array (height, width, 3) of this size."""
    if image.size() != size:
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def _number(low: int, high: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(low, high)
    box.setValue(value)
    box.setGroupSeparatorShown(True)
    return box
