"""SuggestionCard: a change worth trying, its trial under way, and what was measured; one height throughout."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from actviz.training.findings import Suggestion, figure
from actviz.training.trial import Outcome, TrialResult
from actviz.ui import theme
from actviz.ui.number_label import NumberLabel

LINES = 2
BAR_PX = 4
NOT_TRIED = (
    ("not measured yet: Try trains a copy with it,", "not measured yet: Try trains", "not measured yet"),
    ("beside a copy of yours, and compares them", "two copies and compares"),
)


class SuggestionCard(QFrame):
    """One suggestion.

    Signals:
        try_clicked(object): the Suggestion is to be measured.
        cancel_clicked(): its trial is to be stopped.
        adopt_clicked(object): its changes are to be taken on.
    """

    try_clicked = Signal(object)
    cancel_clicked = Signal()
    adopt_clicked = Signal(object)

    def __init__(self, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestionCard")
        self.result: TrialResult | None = None
        self.running = False
        self.title = QPushButton()
        self.title.setObjectName("suggestionTitle")
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title.setMinimumWidth(1)
        font = self.title.font()
        font.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(font)
        self.title.clicked.connect(self._on_title)
        self.lines = [NumberLabel() for _ in range(LINES)]
        small = theme.tabular(theme.small(self.font()))
        for line in self.lines:
            line.setObjectName("muted")
            line.setFont(small)
            line.setMinimumWidth(1)
            line.setFixedHeight(line.fontMetrics().lineSpacing())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR_PX)
        self.bar.setRange(0, 100)
        self.action = QToolButton()
        self.action.setObjectName("suggestionAction")
        self.action.setFont(small)
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action.clicked.connect(self._on_action)
        self._lay_out()
        self.suggest(suggestion)

    def suggest(self, suggestion: Suggestion) -> None:
        """Be this suggestion's card from now on: a fifth of the work of making one."""
        self.suggestion = suggestion
        self.title.setAccessibleName(f"Try {suggestion.label}")
        self.bar.setAccessibleName(f"Progress of trying {suggestion.label}")
        self.action.setText("")  # so that its name is said anew
        self.show_state(None, None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 6, 5)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        head.addWidget(self.action)
        column.addLayout(head)
        column.addSpacing(2)
        for line in self.lines:
            column.addWidget(line)
        foot = QVBoxLayout()  # the bar takes the place of the last line, of the same height
        foot.setContentsMargins(0, (self.lines[-1].height() - BAR_PX) // 2, 4, 0)
        foot.addWidget(self.bar)
        foot.addStretch(1)
        column.addLayout(foot)
        self.bar.hide()
        self.setFixedHeight(column.minimumSize().height())

    def show_state(self, progress: float | None, result: TrialResult | None, of_these: bool = True) -> None:
        """Show the trial under way (0 to 1; None for none), or what was measured, or neither.

        `of_these` tells whether the trial under way is one of the settings on show.
        """
        self.result, self.running = result, progress is not None
        self.bar.setVisible(self.running)
        self.lines[-1].setVisible(not self.running)
        if progress is not None:
            self.bar.setValue(round(100 * progress))
            percent = f"{100 * progress:.0f} %"
            if of_these:
                forms = f"training both from one seed: {percent}", f"training both: {percent}", percent
            else:
                forms = f"with other settings than these: {percent}", f"other settings: {percent}", percent
            self._say(forms, ("",))
            self._name_action("Cancel", f"Stop trying {self.suggestion.label}")
        elif result is not None:
            self._say(*result_lines(result))
            self._name_action("Adopt", f"Start anew with {self.suggestion.label}; Ctrl+Z takes it back")
        else:
            self._say(*NOT_TRIED)
            self._name_action("Try", "Train the present network and the changed one side by side, out of sight")
        self._write_title()
        told = f"<p>{result_text(result)}</p>" if result is not None else ""
        self.title.setToolTip(
            f"<p><b>{self.suggestion.label}</b></p>{told}"
            "<p>Try trains the present network and the changed one from the same seed, in the background; nothing of "
            "your run is changed. Adopt then starts your run anew with it.</p>"
        )
        self.setToolTip(told)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere on a card that has not been measured start its trial."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title where it is too long."""
        super().resizeEvent(event)
        self._write_title()

    def _write_title(self) -> None:
        room = self.width() - 22 - self.action.width()
        text = self.title.fontMetrics().elidedText(
            self.suggestion.label, Qt.TextElideMode.ElideMiddle, room
        )  # the end is the number
        if self.title.text() != text:
            self.title.setText(text)

    def _say(self, *lines: tuple[str, ...]) -> None:
        for label, forms in zip(self.lines, lines, strict=True):
            label.set_text(*forms)

    def _name_action(self, text: str, tip: str) -> None:
        if self.action.text() != text:
            self.action.setText(text)
            self.action.setFixedSize(self.action.fontMetrics().horizontalAdvance(text) + 18, 20)
            self.action.setAccessibleName(f"{text}: {self.suggestion.label}")
            self.action.setToolTip(tip)

    def _on_title(self) -> None:
        if not self.running and self.result is None:
            self.try_clicked.emit(self.suggestion)

    def _on_action(self) -> None:
        if self.running:
            self.cancel_clicked.emit()
        elif self.result is None:
            self.try_clicked.emit(self.suggestion)
        else:
            self.adopt_clicked.emit(self.suggestion)


def result_lines(result: TrialResult) -> tuple[tuple[str, ...], ...]:
    """Return what was measured in two lines, each with shorter forms.

    Loss and accuracy are those of the test set where only that tells whether the change helps.
    """
    before, after = result.before, result.after
    tested = before.diagnosis.verdict.on_test_set
    loss = f"{'test loss' if tested else 'loss'} {_loss(before, tested)} → {_loss(after, tested)}"
    first: tuple[str, ...] = (f"{loss} · {result.steps:,} steps each", loss)
    shares = (before.test_accuracy, after.test_accuracy) if tested else (before.accuracy, after.accuracy)
    if shares[0] is not None and shares[1] is not None:
        accuracy = f"{100 * shares[0]:.0f} → {100 * shares[1]:.0f} %"
        both = f"{loss} · {'test' if tested else 'accuracy'} {accuracy}"
        first = (f"{both} · {result.steps:,} steps each", both, f"{loss} · {accuracy}", loss)
    dead = f"dead {before.n_dead} → {after.n_dead}"
    ratio = f"{figure(before.first_last_ratio)} → {figure(after.first_last_ratio)}"
    second = (
        f"gradient first/last {ratio} · {dead}",
        f"first/last {ratio} · {dead}",
        f"ratio {ratio} · {dead}",
        f"ratio {ratio}",
    )
    return first, second


def result_text(result: TrialResult) -> str:
    """Return what was measured as sentences, with the test set's figures and the verdicts."""
    before, after = result.before, result.after
    parts = [f"loss {_loss(before)} → {_loss(after)}"]
    if before.accuracy is not None and after.accuracy is not None:
        parts.append(f"accuracy {100 * before.accuracy:.1f} → {100 * after.accuracy:.1f} %")
    if before.test_loss is not None and after.test_loss is not None:
        parts.append(f"test loss {_loss(before, tested=True)} → {_loss(after, tested=True)}")
    if before.test_accuracy is not None and after.test_accuracy is not None:
        parts.append(f"test accuracy {100 * before.test_accuracy:.1f} → {100 * after.test_accuracy:.1f} %")
    parts.append(f"first/last {figure(before.first_last_ratio)} → {figure(after.first_last_ratio)}")
    parts.append(f"dead units {before.n_dead}/{before.n_units} → {after.n_dead}/{after.n_units}")
    return (
        f"Measured after {result.steps:,} steps each from the same seed: {', '.join(parts)}. "
        f"Verdict before: {before.diagnosis.verdict.title}; after: {after.diagnosis.verdict.title}."
    )


def _loss(outcome: Outcome, tested: bool = False) -> str:
    if outcome.diverged_at is not None:
        return "diverged"
    return figure(outcome.test_loss if tested else outcome.loss)
