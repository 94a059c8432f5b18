"""SuggestionCard: a change worth trying, its trial under way, and what was measured.

It is one line high until it is tried, and from then on as high as what will have been measured needs.
"""

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

from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import TrialResult
from actviz.ui.panels.diagnosis.trial_result import ResultLines, result_text
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import NOTHING, bold, paragraphs, rich, set_tip

BAR_PX, SIDES_PX, ACTION_PX, HEAD_GAP_PX = 4, 16, 20, 6
SMALL_PX = ACTION_PX + 8  # the height of a card that has not been tried


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
        small = theme.tabular(theme.small(self.font()))
        self.record = NumberLabel()
        self.record.setObjectName("muted")
        self.record.setFont(small)
        self.record.setMinimumWidth(1)  # a card may become narrower: then it has no record
        self.progress = NumberLabel()
        self.progress.setObjectName("muted")
        self.progress.setFont(small)
        self.progress.setMinimumWidth(1)
        self.progress.setFixedHeight(self.progress.fontMetrics().lineSpacing())
        self.measured = ResultLines()
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
        self.action.setText("")  # so that a screen reader reads its name again
        self.show_state(None, None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDES_PX - 6, 3, 6, 3)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(HEAD_GAP_PX)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.record)
        head.addWidget(self.action)
        column.addLayout(head)
        column.addWidget(self.measured)
        column.addWidget(self.progress)
        column.addWidget(self.bar)
        column.addStretch(1)

    def _keep_height(self) -> None:
        """Be as high as the state needs."""
        height = SMALL_PX
        if self.running or self.result is not None:
            lines = self.measured.height_for(self.width() - SIDES_PX)
            self.measured.setFixedHeight(lines)
            height += lines + 2
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)

    def show_state(self, progress: float | None, result: TrialResult | None, of_these: bool = True) -> None:
        """Show the trial under way (0 to 1; None for none), or what was measured, or neither.

        `of_these` tells whether the trial under way is one of the settings on show.
        """
        self.result, self.running = result, progress is not None
        self.bar.setVisible(self.running)
        self.progress.setVisible(self.running)
        self.measured.setVisible(result is not None)
        self._keep_height()
        if progress is not None:
            self.bar.setValue(round(100 * progress))
            percent = f"{100 * progress:.0f} %"
            if of_these:
                forms = f"training both from one seed: {percent}", f"training both: {percent}", percent
            else:
                forms = f"with other settings than these: {percent}", f"other settings: {percent}", percent
            self.progress.set_text(*forms)
            self._name_action("Cancel", f"Stop trying {self.suggestion.label}")
        elif result is not None:
            self.measured.show_result(result)
            self._name_action("Adopt", f"Start again from step 0 with {self.suggestion.label}; Ctrl+Z undoes it")
        else:
            self._name_action("Try", "Train the present network and the changed one in the background and compare them")
        self._write_title()
        told = paragraphs(result_text(result)) if result is not None else NOTHING
        helped = self.suggestion.helped
        record = NOTHING if helped is None else paragraphs(f"It {helped} that failed from the same cause.")
        set_tip(self.record, record)
        set_tip(
            self.title,
            rich(
                paragraphs(bold(self.suggestion.label)),
                record,
                told,
                paragraphs(
                    "Try trains the present network and the changed one from the same seed, in the background; nothing "
                    "of your run is changed. Adopt then starts your run again from step 0 with it."
                ),
            ),
        )
        set_tip(self, told)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere on a card that has not been measured start its trial."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title where it is too long, the record first, and break the lines again."""
        super().resizeEvent(event)
        self._keep_height()
        self._write_title()

    def _write_title(self) -> None:
        width, label = self.title.fontMetrics().horizontalAdvance, self.suggestion.label
        room = self.width() - 22 - self.action.width()
        record = self._record_in(room - width(label) - 2 * HEAD_GAP_PX)
        self.record.set_text(record)
        self.record.setVisible(bool(record))
        if record:
            room -= self.record.sizeHint().width() + HEAD_GAP_PX
        text = self.title.fontMetrics().elidedText(label, Qt.TextElideMode.ElideMiddle, room)  # the end is the number
        if self.title.text() != text:
            self.title.setText(text)

    def _record_in(self, room: int) -> str:
        """Return how often the suggestion has helped, in the longest form that fits."""
        helped = self.suggestion.helped
        if helped is None:
            return ""
        short = f"{helped.helped} of {helped.tried}"
        forms = (str(helped), f"helped in {short}", short, f"{helped.helped}/{helped.tried}")
        width = self.record.fontMetrics().horizontalAdvance
        return next((form for form in forms if width(form) <= room), "")

    def _name_action(self, text: str, tip: str) -> None:
        if self.action.text() != text:
            self.action.setText(text)
            self.action.setFixedSize(self.action.fontMetrics().horizontalAdvance(text) + 18, ACTION_PX)
            self.action.setAccessibleName(f"{text}: {self.suggestion.label}")
            set_tip(self.action, tip)

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
