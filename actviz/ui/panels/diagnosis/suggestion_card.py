"""SuggestionCard: a change worth trying, which never changes its size: its result stands in the `TrialBlock`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton, QSizePolicy, QToolButton, QWidget

from actviz.diagnosis.findings import Suggestion
from actviz.diagnosis.trial import TrialResult
from actviz.translation import mark, tr
from actviz.ui.panels.diagnosis.trial_result import compared, result_text
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import NOTHING, bold, paragraphs, rich, set_tip

BAR_PX, LEFT_PX, RIGHT_PX, GAP_PX = 3, 10, 6, 6
SMALLEST_TITLE = 0.72  # of its letters' usual size; a title that needs smaller ones is cut
ONE_LINE_LETTERS = 40  # a card as wide as so many letters shows all on one line
ACTIONS = TRY, CANCEL, ADOPT = mark("Try"), mark("Cancel"), mark("Adopt")


class SuggestionCard(QFrame):
    """One suggestion.

    Signals:
        try_clicked(object): the Suggestion is to be measured.
        cancel_clicked(): its trial is to be stopped.
        adopt_clicked(object): its changes are to be taken on.
        result_clicked(object): the Suggestion's result is to be shown in full.
    """

    try_clicked = Signal(object)
    cancel_clicked = Signal()
    adopt_clicked = Signal(object)
    result_clicked = Signal(object)

    def __init__(self, suggestion: Suggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("suggestionCard")
        self.result: TrialResult | None = None
        self.progress: float | None = None
        self.title = QPushButton()
        self.title.setObjectName("suggestionTitle")
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title.setCursor(Qt.CursorShape.PointingHandCursor)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title.setMinimumWidth(1)
        self.title.clicked.connect(self._on_title)
        self.record = NumberLabel()
        self.record.setObjectName("muted")
        self.record.setMinimumWidth(1)  # a card may become narrower: then it has no record
        self.bar = QProgressBar(self)  # over the lower edge, so that it takes no room
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.action = QToolButton()
        self.action.setObjectName("suggestionAction")
        self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.action.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # as wide as any text needs
        self.action.clicked.connect(self._on_action)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(LEFT_PX, 2, RIGHT_PX, 2)
        self._grid.setHorizontalSpacing(GAP_PX)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._wide: bool | None = None  # None: to be arranged
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._take_fonts()
        self.suggest(suggestion)

    @property
    def running(self) -> bool:
        """Whether its trial is under way."""
        return self.progress is not None

    def suggest(self, suggestion: Suggestion) -> None:
        """Be this suggestion's card from now on: a fifth of the work of making one."""
        self.suggestion = suggestion
        self.title.setAccessibleName(tr("Try {change}", change=suggestion.label))
        self.bar.setAccessibleName(tr("Progress of trying {change}", change=suggestion.label))
        self.action.setText("")  # so that a screen reader reads its name again
        self.show_state(None, None)

    def show_state(self, progress: float | None, result: TrialResult | None) -> None:
        """Show the trial under way (0 to 1; None for none), or what was measured, or neither."""
        self.progress, self.result = progress, result
        self.bar.setVisible(progress is not None)
        if progress is not None:
            self.bar.setValue(round(100 * progress))
            self._name_action(tr(CANCEL), tr("Stop trying {change}", change=self.suggestion.label))
        elif result is not None:
            self._name_action(
                tr(ADOPT),
                tr("Start again from step 0 with {change}; Ctrl+Z undoes it", change=self.suggestion.label),
            )
        else:
            self._name_action(
                tr(TRY), tr("Train the present network and the changed one in the background and compare them")
            )
        self._write_title()
        self._set_tips()

    def changeEvent(self, event: QEvent) -> None:
        """Take another height with another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._take_fonts()

    def _take_fonts(self) -> None:
        small = theme.tabular(theme.small(self.font()))
        self._strong = QFont(self.font())
        self._strong.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(self._strong)
        for part in (self.record, self.action):
            part.setFont(small)
        metrics = QFontMetrics(small)
        self._line_px = metrics.lineSpacing() + 5
        self._grid.setColumnMinimumWidth(2, max(metrics.horizontalAdvance(tr(text)) for text in ACTIONS) + 16)
        self._wide = None
        self._arrange()

    def _arrange(self) -> None:
        """Put the record beside the title, or, where that is too narrow, below it."""
        wide = self.width() >= ONE_LINE_LETTERS * QFontMetrics(self._strong).averageCharWidth()
        if wide == self._wide:
            return
        self._wide = wide
        for part in (self.title, self.record, self.action):
            self._grid.removeWidget(part)
        for line in (0, 1):
            self._grid.setRowMinimumHeight(line, self._line_px if line == (0 if wide else 1) else 0)
        self._grid.addWidget(self.title, 0, 0, 1, 1 if wide else 3)
        self._grid.addWidget(self.record, 0 if wide else 1, 1 if wide else 0)
        self._grid.addWidget(self.action, 0 if wide else 1, 2)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for one line or two, whatever the card shows."""
        title = 0 if self._wide else QFontMetrics(self._strong).lineSpacing()
        return QSize(1, self._line_px + title + 8)

    def _set_tips(self) -> None:
        told = paragraphs(result_text(self.result)) if self.result is not None else NOTHING
        helped = self.suggestion.helped
        text = mark("It {helped} that failed from the same cause.")
        if self.suggestion.of_several:
            text = mark("It {helped} with several unusual settings, of which every other change offered left one.")
        record = NOTHING if helped is None else paragraphs(tr(text, helped=helped))
        set_tip(self.record, rich(record, told))
        set_tip(
            self.title,
            rich(
                paragraphs(bold(self.suggestion.label)),
                paragraphs(self.suggestion.detail),
                record,
                told,
                paragraphs(
                    tr(
                        "Try trains the present network and the changed one from the same seed, in the background; "
                        "nothing of your run is changed. Adopt then starts your run again from step 0 with it."
                    )
                ),
            ),
        )
        set_tip(self, told)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click anywhere on a card do what one on its title does."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_title()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take one line or two; cut the title where it is too long, the record first."""
        super().resizeEvent(event)
        self._arrange()
        self.bar.setGeometry(1, self.height() - BAR_PX - 1, self.width() - 2, BAR_PX)
        self._write_title()

    def _write_title(self) -> None:
        width, label = QFontMetrics(self._strong).horizontalAdvance, self.suggestion.label
        whole = self.width() - LEFT_PX - RIGHT_PX - 2
        room = beside = whole - self._grid.columnMinimumWidth(2) - 2 * GAP_PX
        if self._wide:
            beside -= width(label) + GAP_PX
        self.record.set_text(self._record_in(beside))
        if not self._wide:
            room = whole
        elif self.record.text():
            room -= self.record.sizeHint().width() + GAP_PX
        font = self._font_for(label, room)
        if self.title.font() != font:
            self.title.setFont(font)
        text = self.title.fontMetrics().elidedText(label, Qt.TextElideMode.ElideMiddle, room)  # the end is the number
        if self.title.text() != text:
            self.title.setText(text)

    def _font_for(self, label: str, room: int) -> QFont:
        """Return the title's font, in smaller letters where it is too long; their widths are whole px at every size."""
        font, usual = QFont(self._strong), self._strong.pointSizeF()
        needed = QFontMetrics(font).horizontalAdvance(label)
        size = min(usual, usual * room / max(1, needed))
        while needed > room and size >= SMALLEST_TITLE * usual:
            font.setPointSizeF(size)
            needed, size = QFontMetrics(font).horizontalAdvance(label), 0.97 * size
        return font

    def _record_in(self, room: int) -> str:
        """Return how far the trial is, what it found, or how often the suggestion has helped: what fits."""
        width = self.record.fontMetrics().horizontalAdvance
        return next((form for form in self._records() if width(form) <= room), "")

    def _records(self) -> tuple[str, ...]:
        if self.progress is not None:
            return (f"{100 * self.progress:.0f} %",)
        if self.result is not None:
            found = compared(self.result)
            main = next((each for each in found if each.is_accuracy), found[0])
            return main.text, f"{main.before} → {main.after}"
        helped = self.suggestion.helped
        if helped is None:
            return ()
        short = tr("{n} of {all}", n=helped.helped, all=helped.tried)
        longer = tr("helped in {n_of_all}", n_of_all=short), tr("helped {n_of_all}", n_of_all=short)
        return str(helped), *longer, short, f"{helped.helped}/{helped.tried}"

    def _name_action(self, text: str, tip: str) -> None:
        if self.action.text() != text:
            self.action.setText(text)
            self.action.setAccessibleName(tr("{action}: {what}", action=text, what=self.suggestion.label))
            set_tip(self.action, tip)

    def _on_title(self) -> None:
        if self.running:
            return
        (self.try_clicked if self.result is None else self.result_clicked).emit(self.suggestion)

    def _on_action(self) -> None:
        if self.running:
            self.cancel_clicked.emit()
        elif self.result is None:
            self.try_clicked.emit(self.suggestion)
        else:
            self.adopt_clicked.emit(self.suggestion)
