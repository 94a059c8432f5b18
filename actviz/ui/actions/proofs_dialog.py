"""The window of Help › Proofs: published numbers beside measured ones, repeated on request in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QProgressBar,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from actviz.app.proof_runs import ProofRuns
from actviz.app.task import Task
from actviz.lessons.proofs.proof import SEEDS, Outcome, Proof
from actviz.lessons.proofs.proof_file import proofs
from actviz.number_text import plain
from actviz.training.config.text_format import NamedConfig
from actviz.translation import mark, tr, tr_count
from actviz.ui.actions.proof_page import ProofPage, line
from actviz.ui.actions.proof_table import AGREES, DISAGREES, SPOKEN
from actviz.ui.actions.task_progress import time_left
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import set_tip, without_mnemonic

POLL_MS = 50
PATIENCE_S = 0.04  # wait at most this long for a cancelled proof, which ends by itself
TELLS_TIME = 0.05  # of the work: before, the time left is a guess
NO_MEMORY = mark("There is not enough memory for the networks of this proof.")
SIZE, LIST_PX = (980, 620), 270
NOT_YET = "·"
FRAME = QSize(16, 48)  # about, so that the window's frame is on the screen, too
Open = Callable[[Sequence[NamedConfig], str], None]


class ProofsDialog(QDialog):
    """Lists the proofs; it blocks neither window nor training.

    `outcomes` is what has been measured so far, by key, and gets what is measured here; `open_lanes` runs a proof's
    runs side by side in the main window.
    """

    def __init__(self, outcomes: dict[str, Outcome], open_lanes: Open, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Proofs"))
        self._outcomes, self._open_lanes = outcomes, open_lanes
        self._proofs = list(proofs().entries.values())
        self._runs: ProofRuns | None = None
        self._task: Task[None] | None = None
        self._began_s = 0.0
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Proofs"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for proof in self._proofs:
            item = QListWidgetItem()
            set_tip(item, proof.claim)
            self.list.addItem(item)
        self.page = ProofPage()
        self.summary = line()
        self._make_progress()
        self._make_buttons()
        self._lay_out()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self.list.currentRowChanged.connect(self._show_chosen)
        self._mark_list()
        self.list.setCurrentRow(0)
        self._set_running(False)
        faults = proofs().faults
        if faults:
            self._say(faults[0], alarm=True)
        size = QSize(px(SIZE[0]), px(SIZE[1]))
        self.resize(size if parent is None else size.boundedTo(parent.size() - FRAME))

    def _make_progress(self) -> None:
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress of the proof"))
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(px(6))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)

    def _make_buttons(self) -> None:
        self.run_button = push_button(tr("Run"), tr("Repeat the chosen experiment with {seeds} seeds", seeds=SEEDS))
        self.run_button.setObjectName("primary")
        self.all_button = push_button(tr("Run all"), tr("Repeat all experiments, one after another: some minutes"))
        self.cancel_button = push_button(tr("Cancel"), tr("Stop; what has been measured stays"))
        self.lanes_button = push_button(
            tr("Open as lanes"), tr("Train the runs of this proof side by side in the window")
        )
        self.close_button = push_button(
            tr("Close"), tr("Close this window; a proof that is being repeated is stopped (Escape)")
        )
        self.run_button.clicked.connect(self.run_chosen)
        self.all_button.clicked.connect(self.run_all)
        self.cancel_button.clicked.connect(self.cancel)
        self.lanes_button.clicked.connect(self._open_chosen)
        self.close_button.clicked.connect(self.close)
        self.buttons = (
            self.run_button, self.all_button, self.cancel_button, self.lanes_button, self.close_button,
        )  # fmt: skip
        for button in self.buttons:
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        both = QSplitter()
        both.addWidget(self.list)
        both.addWidget(self.page)
        both.setStretchFactor(1, 1)
        both.setSizes([px(LIST_PX), px(SIZE[0] - LIST_PX)])
        both.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in self.buttons[:-1]:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setSpacing(px(8))
        whole.addWidget(both, 1)
        whole.addWidget(self.summary)
        whole.addWidget(self.progress)
        whole.addLayout(foot)

    @property
    def chosen(self) -> Proof | None:
        """The proof on show."""
        row = self.list.currentRow()
        return self._proofs[row] if 0 <= row < len(self._proofs) else None

    @property
    def running(self) -> bool:
        """Whether a proof is being repeated."""
        return self._task is not None

    @Slot()
    def run_chosen(self) -> None:
        """Repeat the proof on show."""
        if self.chosen is not None:
            self._run([self.chosen])

    @Slot()
    def run_all(self) -> None:
        """Repeat all proofs."""
        self._run(self._proofs)

    @Slot()
    def cancel(self) -> None:
        """Stop; what has been measured stays."""
        self._take_outcomes()
        self._stop()
        self._say(tr("Cancelled; what was measured before stays."))

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self._show_chosen()

    def done(self, result: int) -> None:
        """Stop and close; Escape and Close come here."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop and close."""
        self._stop()
        super().closeEvent(event)

    def finish(self) -> None:
        """Close, and wait until the work has ended: the program is about to end."""
        self._stop(2.0)
        self.close()

    def _run(self, chosen: Sequence[Proof]) -> None:
        if self.running or not chosen:
            return
        self._runs = ProofRuns(chosen)
        self._began_s = monotonic()
        self._task = Task(self._runs.work, "proofs")
        self._set_running(True)
        self._poll.start()

    def _stop(self, patience_s: float = PATIENCE_S) -> None:
        self._poll.stop()
        if self._task is not None:
            self._task.cancel()
            self._task.join(patience_s)
            self._task = self._runs = None
            self._set_running(False)

    def _set_running(self, running: bool) -> None:
        focused = self.cancel_button.hasFocus() or self.run_button.hasFocus()
        self.progress.setVisible(running)
        self.progress.setRange(0, 0 if running else 1)
        self.run_button.setEnabled(not running and bool(self._proofs))
        self.all_button.setEnabled(not running and bool(self._proofs))
        self.cancel_button.setEnabled(running)
        if focused:
            (self.cancel_button if running else self.run_button).setFocus()

    @Slot()
    def _on_poll(self) -> None:
        task, runs = self._task, self._runs
        if task is None or runs is None:
            return
        self._take_outcomes()
        if task.done:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(1000 * task.done))
        if task.running:
            if runs.present is not None:
                self._say(tr("{proof} … {time}", proof=runs.present.title, time=self._time_text(task.done)))
            return
        fault = task.fault(tr(NO_MEMORY), tr("The proof stopped by an internal error"))
        last = runs.outcomes[-1] if runs.outcomes else None
        several = len(runs.proofs) > 1
        self._stop()
        if fault is not None:
            self._say(fault, alarm=True)
        elif several:
            agreeing = sum(outcome.agrees for outcome in self._outcomes.values())
            n = len(self._proofs)
            self._say(tr_count("{some} of {n} proof agree.", "{some} of {n} proofs agree.", n, some=agreeing))
        elif last is not None:
            self._say(_sentence(last), alarm=not last.agrees)

    def _time_text(self, done: float) -> str:
        if done < TELLS_TIME:
            return ""
        return time_left((monotonic() - self._began_s) * (1.0 - done) / done)

    def _take_outcomes(self) -> None:
        """Show what has been measured since the last look."""
        new = [] if self._runs is None else [
            outcome for outcome in tuple(self._runs.outcomes)
            if self._outcomes.get(outcome.proof.key) is not outcome
        ]  # fmt: skip
        for outcome in new:
            self._outcomes[outcome.proof.key] = outcome
        if new:
            self._mark_list()
            if self.chosen is not None and self.chosen in [outcome.proof for outcome in new]:
                self.page.show_proof(self.chosen, self._outcomes[self.chosen.key])

    def _mark_list(self) -> None:
        for row, proof in enumerate(self._proofs):
            outcome = self._outcomes.get(proof.key)
            spoken = tr(SPOKEN["" if outcome is None else _mark(outcome)])
            item = self.list.item(row)
            item.setText(f"{_mark(outcome)}  {proof.title}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{proof}, {state}", proof=proof.title, state=spoken))

    @Slot()
    def _show_chosen(self) -> None:
        proof = self.chosen
        if proof is None:
            return
        self.page.show_proof(proof, self._outcomes.get(proof.key))
        self.lanes_button.setEnabled(bool(proof.runs))
        if not self.running:
            outcome = self._outcomes.get(proof.key)
            self._say("" if outcome is None else _sentence(outcome), alarm=outcome is not None and not outcome.agrees)

    @Slot()
    def _open_chosen(self) -> None:
        """Open the runs as lanes; where not all fit side by side, a menu asks which."""
        proof = self.chosen
        if proof is None or not proof.runs:
            return
        if len(proof.lanes) == 1:
            self._open_lanes(proof.lanes[0], proof.title)
            return
        menu = QMenu(self)
        for lanes in proof.lanes:
            names = ", ".join(lane.name for lane in lanes)
            menu.addAction(without_mnemonic(names)).triggered.connect(
                lambda _checked=False, lanes=lanes: self._open_lanes(lanes, proof.title)
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.lanes_button.mapToGlobal(self.lanes_button.rect().topLeft()))

    def _say(self, text: str, alarm: bool = False) -> None:
        self.summary.setStyleSheet(f"color: {theme.current().dead_text};" if alarm else "")
        self.summary.setText(text)


def _mark(outcome: Outcome | None) -> str:
    if outcome is None:
        return NOT_YET
    return AGREES if outcome.agrees else DISAGREES


def _sentence(outcome: Outcome) -> str:
    agreeing = sum(each.agrees for each in outcome.compared)
    return tr_count(
        "{some} of {n} published result agree: {seeds} seeds, {s} s of processor time.",
        "{some} of {n} published results agree: {seeds} seeds, {s} s of processor time.",
        len(outcome.compared),
        some=agreeing,
        seeds=outcome.n_seeds,
        s=plain(outcome.cpu_s, 2),
    )
