"""QuestionStrip: a question with buttons for the answers, in a row of its own, that blocks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from actviz.frozen import dataclass
from actviz.translation import tr
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import push_button
from actviz.ui.widgets.text import PlainLabel, set_tip

HEIGHT_PX = 40
MOST_ANSWERS = 3


@dataclass(frozen=True)
class Answer:
    """A button: its word, what it does in a sentence, and what is called when it is chosen."""

    word: str
    tip: str
    slot: Callable[[], object]


class QuestionStrip(QFrame):
    """One question on an amber ground; it goes when it is answered or dismissed, and a later one takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("questionStrip")
        self.setAccessibleName(tr("Question"))
        self.setFixedHeight(px(HEIGHT_PX))
        self._label = PlainLabel()
        self._label.setObjectName("questionText")
        self._label.setWordWrap(True)
        self._label.setMinimumWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(8)
        row.addWidget(self._label, 1)
        self.buttons: list[QPushButton] = []
        self._answers: Sequence[Answer] = ()
        for place in range(MOST_ANSWERS):
            button = push_button("", "")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, place=place: self._answer(place))
            row.addWidget(button)
            self.buttons.append(button)
        self.hide()

    @property
    def text(self) -> str:
        """The question on show, or an empty text."""
        return self._label.text()

    def ask(self, question: str, answers: Sequence[Answer]) -> None:
        """Show a question with its answers, at most MOST_ANSWERS."""
        self._answers = tuple(answers)
        self._label.setText(question)
        self.setAccessibleDescription(question)
        for button, answer in zip(self.buttons, self._answers, strict=False):
            button.setText(answer.word)
            button.setAccessibleName(answer.word)
            set_tip(button, answer.tip)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._answers))
        self.show()

    def dismiss(self) -> None:
        """Take the question back."""
        self._answers = ()
        self._label.setText("")
        self.hide()

    def _answer(self, place: int) -> None:
        slot = self._answers[place].slot
        self.dismiss()
        slot()
