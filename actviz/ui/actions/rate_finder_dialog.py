"""The window of Tools › Find learning rate: the sweep's charts, what follows, and a button that takes a rate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from time import monotonic

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from actviz.app.rate_search import search
from actviz.app.task import Task
from actviz.joined_text import sentences
from actviz.number_text import compact, whole
from actviz.training.rate_finder import RateFinding, SweepStart
from actviz.training.rate_finder.sweep import STEPS
from actviz.translation import mark, tr, tr_count
from actviz.ui.actions.rate_charts import RateCharts
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import PlainLabel, set_tip

POLL_MS = 50
PATIENCE_S = 0.04  # wait at most this long for a cancelled sweep, which ends by itself
TELLS_TIME = 0.1  # of the sweep: before, the time left is a guess
NO_MEMORY = mark("There is not enough memory for a second network of this size.")
FIRST_DEATHS = mark("First rate that kills")
FACTS = (mark("Learns"), mark("Suggested"), FIRST_DEATHS, mark("Diverges"))  # in the order of a finding's rows
HOW = mark("A click in a chart takes the rate there. By keyboard: ← and → move the line, Return takes its rate.")
SIZE = (780, 590)
FRAME = QSize(16, 48)  # about, so that the window's frame is on the screen, too
Ask = Callable[[], Future[SweepStart]]


class RateFinderDialog(QDialog):
    """Sweeps the learning rate on a copy of the run at the moment of `start`; it blocks neither window nor training.

    `ask` promises that copy; `take` makes a rate the lane's, and returns a sentence about what has come of it.
    """

    def __init__(self, ask: Ask, take: Callable[[float], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Find learning rate"))
        self._ask, self._take = ask, take
        self._task: Task[RateFinding] | None = None
        self._began_s = 0.0
        self._alarm = False
        self.finding: RateFinding | None = None
        self.verdict = _line()
        font = self.verdict.font()
        font.setBold(True)
        self.verdict.setFont(font)
        self.remark = _line()
        self.remark.setObjectName("muted")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress of the sweep"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.time = PlainLabel()
        self.time.setObjectName("muted")
        self.time.setFont(theme.tabular(self.time.font()))
        self.time.setMinimumWidth(px(190))
        for part in (self.progress, self.time):
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.charts = RateCharts()
        set_tip(self.charts, tr(HOW))
        self.charts.picked.connect(self.take)
        self.readout = PlainLabel(tr(HOW))
        self.readout.setObjectName("muted")
        self.readout.setFont(theme.tabular(self.readout.font()))
        self.readout.setMinimumWidth(1)
        self.charts.pointed.connect(lambda text: self.readout.setText(text or tr(HOW)))
        self.facts = {name: _line() for name in FACTS}
        self._make_buttons()
        self._lay_out()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._show_facts()
        self.charts.setFocus()
        size = QSize(px(SIZE[0]), px(SIZE[1]))
        self.resize(size if parent is None else size.boundedTo(parent.size() - FRAME))

    def _make_buttons(self) -> None:
        self.take_button = QPushButton(tr("Take"))
        self.take_button.setObjectName("primary")
        set_tip(self.take_button, tr("Set the learning rate to the suggested one; the run goes on with it"))
        self.take_button.clicked.connect(self._take_suggested)
        self.again_button = QPushButton(tr("Again"))
        set_tip(self.again_button, tr("Sweep from the state as it is now"))
        self.again_button.clicked.connect(self.start)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.again_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        set_tip(self.cancel_button, tr("Stop this sweep"))
        self.close_button = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        set_tip(self.close_button, tr("Close this window; a sweep that is going on is stopped (Escape)"))
        self.cancel_button.clicked.connect(self.cancel)
        self.close_button.clicked.connect(self.close)
        for button in self.buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Return in the charts takes the rate at the line

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(0)
        for i, (name, value) in enumerate(self.facts.items()):
            title = PlainLabel(tr(name))
            title.setObjectName("muted")
            title.setFont(theme.small(title.font()))
            title.setBuddy(value)
            value.setAccessibleName(tr(name))
            value.setFont(theme.tabular(value.font()))
            grid.addWidget(title, 0, i)
            grid.addWidget(value, 1, i)
            grid.setColumnStretch(i, 3 if name == FIRST_DEATHS else 2)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.time)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setSpacing(px(6))
        for part in (self.verdict, self.remark):
            column.addWidget(part)
        column.addWidget(self.charts, 1)
        column.addWidget(self.readout)
        column.addLayout(grid)
        column.addLayout(foot)

    @property
    def running(self) -> bool:
        """Whether a sweep is going on."""
        return self._task is not None

    def start(self) -> None:
        """Sweep from the state as it is now; a sweep that is going on is stopped."""
        self._stop()
        self.finding = None
        self.charts.clear()
        self._show_facts()
        self.remark.setText(tr("The run itself is not touched: the steps are taken on a copy."))
        self._say(tr("Sweeping the learning rate, from far too small to where the loss explodes …"))
        self.progress.setRange(0, 0)
        self.time.setText("")
        self._began_s = monotonic()
        self._task = Task(partial(search, self._ask()), "rate-finder")
        self._set_running(True)
        self._poll.start()

    def take(self, rate: float) -> None:
        """Let the lane have this rate."""
        self.remark.setText(f"{compact(rate, 2)} · {self._take(rate)}")

    def show_present(self, rate: float | None) -> None:
        """Mark the rate that is set now."""
        self.charts.show_present(rate)

    def set_colour(self, index: int) -> None:
        """Draw the loss in the colour of the lane that is swept."""
        self.charts.set_colour(index)

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.charts.restyle()
        self._say(self.verdict.text(), self._alarm)

    def cancel(self) -> None:
        """Stop the sweep."""
        self._stop()
        self._say(tr("The sweep was cancelled."))

    def done(self, result: int) -> None:
        """Stop the sweep and close; Escape and Close come here."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the sweep and close."""
        self._stop()
        super().closeEvent(event)

    def finish(self) -> None:
        """Close, and wait until the sweep has ended: the program is about to end."""
        self._stop(1.0)
        self.close()

    def _take_suggested(self) -> None:
        if self.finding is not None and self.finding.suggested is not None:
            self.take(self.finding.suggested)

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
        self.time.setVisible(running)
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
            self.progress.setRange(0, STEPS)
            self.progress.setValue(round(STEPS * task.done))
            self.time.setText(self._time_text(task.done))
        if task.running:
            return
        self._stop()
        if task.result is not None:
            self._show(task.result)
        else:
            fault = task.fault(tr(NO_MEMORY), tr("The sweep stopped by an internal error"))
            self._say(fault or tr("The sweep was cancelled."), alarm=fault is not None)

    def _time_text(self, done: float) -> str:
        step, last = whole(round(STEPS * done)), whole(STEPS)
        if done < TELLS_TIME:
            return tr("step {step} of {last}", step=step, last=last)
        left = whole(max(1, round((monotonic() - self._began_s) * (1.0 - done) / done)))
        return tr("step {step} of {last}, about {n} s left", step=step, last=last, n=left)

    def _say(self, text: str, alarm: bool = False) -> None:
        self._alarm = alarm
        self.verdict.setStyleSheet(f"color: {theme.current().dead_text};" if alarm else "")
        self.verdict.setText(text)

    def _show(self, finding: RateFinding) -> None:
        self.finding = finding
        self._say(finding.sentence)
        self.charts.draw(finding)
        sweep = finding.sweep
        told = [
            tr_count(
                "From step {step}, {n:,} step on a copy.", "From step {step}, {n:,} steps on a copy.",
                len(sweep.rates), step=whole(sweep.step),
            )
        ]  # fmt: skip
        if sweep.can_die and sweep.n_dead_before:
            told.append(
                tr_count(
                    "{n:,} unit that was dead before does not count.",
                    "{n:,} units that were dead before do not count.",
                    sweep.n_dead_before,
                )
            )
        if sweep.config.rate_schedule.varies:
            told.append(tr("A schedule scales the rate that is set."))
        self.remark.setText(sentences(told))
        self._show_facts()

    def _show_facts(self) -> None:
        values = ["–"] * len(FACTS) if self.finding is None else [value for _, value in self.finding.rows]
        for label, value in zip(self.facts.values(), values, strict=True):
            label.setText(value)
        rate = None if self.finding is None else self.finding.suggested
        self.take_button.setEnabled(rate is not None)
        self.take_button.setText(tr("Take") if rate is None else tr("Take {rate}", rate=compact(rate, 2)))


def _line() -> QLabel:
    label = PlainLabel()
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    label.setWordWrap(True)
    return label
