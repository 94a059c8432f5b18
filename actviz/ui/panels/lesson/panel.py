"""What a lesson says, asks and lets one do, step by step; without a lesson, the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from actviz.app.lanes import LaneView, Selection
from actviz.lessons.lesson import PREDICT, TASK
from actviz.number_text import unbroken
from actviz.translation import mark, tr, tr_count
from actviz.ui.panels.base.panel import Panel, register
from actviz.ui.panels.lesson.answers import NumberField, WrappedButton, number_said
from actviz.ui.panels.lesson.card import Card, Listed
from actviz.ui.panels.lesson.lesson_text import (
    awaits_number,
    away_text,
    can_go_on,
    main_text,
    result_text,
    text_of,
)  # fmt: skip
from actviz.ui.theme import icons, theme
from actviz.ui.widgets.buttons import push_button, tool_button
from actviz.ui.widgets.formula import FormulaView
from actviz.ui.widgets.text import PlainLabel, RichLabel, set_tip, without_tags

NARROWEST_PX = 206
WELCOME = mark("Each lesson takes some ten minutes. You predict, then the program measures.")


@register
class LessonPanel(Panel):
    """One step of a lesson: what to look at, a question to answer before it is measured, a run, or a task of your own.

    The numbers in the text are those of the run on show. Return goes on, Back goes to the step before, with the run as
    it was then. You may leave the lesson with Escape, change what you like, and come back: Help › Lessons lists all
    lessons and how far you are in each. A formula's marked parts light up what they stand for.

    Signals:
        main_clicked(): the user wants to go on, run, or come back.
        back_clicked(), left(), hint_clicked(), solution_clicked(): the other buttons.
        again_requested(), handout_requested(): the panel's menu: to begin the lesson again, to write its hand-out.
        answered(float): the place of a choice, or a number, was predicted.
        opened(str): a lesson of the list was chosen.
        symbol_pointed(object): the mouse is at a formula's part, a Symbol; None: no longer.
    """

    key = "lesson"

    main_clicked = Signal()
    back_clicked = Signal()
    left = Signal()
    hint_clicked = Signal()
    again_requested = Signal()
    handout_requested = Signal()
    solution_clicked = Signal()
    answered = Signal(float)
    opened = Signal(str)
    symbol_pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.card: Card | None = None
        self._listed: tuple[Listed, ...] = ()
        self.body.setMinimumWidth(NARROWEST_PX)
        self._pages = QStackedLayout(self.body)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self._made_list())
        self._pages.addWidget(self._made_card())
        self._of_lesson = [
            self._add_menu_action(tr("Begin this lesson again"), self.again_requested.emit),
            self._add_menu_action(tr("Write a hand-out…"), self.handout_requested.emit),
        ]
        self.menu.aboutToShow.connect(self._offer_lesson)
        self.set_empty(False)
        self.restyle()

    # The list

    def _made_list(self) -> QWidget:
        holder, self._list = QWidget(), QVBoxLayout()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 8, 10, 8)
        column.setSpacing(6)
        self.welcome = PlainLabel(tr(WELCOME))
        self.welcome.setWordWrap(True)
        self.welcome.setObjectName("muted")
        column.addWidget(self.welcome)
        self._list.setSpacing(4)
        column.addLayout(self._list)
        column.addStretch(1)
        self.list_buttons: list[WrappedButton] = []
        return _scrolled(holder, tr("Lessons"))

    def show_list(self, listed: Sequence[Listed]) -> None:
        """Show the lessons, and how far the learner is in each."""
        self.card = None
        self.set_note("")
        if tuple(listed) != self._listed:
            self._listed = tuple(listed)
            for button in self.list_buttons:
                self._list.removeWidget(button)
                button.deleteLater()
            self.list_buttons = []
            for each in listed:
                button = WrappedButton(f"{each.name}\n{each.progress}")
                button.setAccessibleName(
                    tr(
                        "Lesson {number}: {title}, {progress}",
                        number=each.number,
                        title=each.title,
                        progress=each.progress,
                    )
                )
                set_tip(button, each.summary)
                button.clicked.connect(partial(self._open, each.key))
                self._list.addWidget(button)
                self.list_buttons.append(button)
        self._pages.setCurrentIndex(0)

    def _offer_lesson(self) -> None:
        for action in self._of_lesson:
            action.setVisible(self.card is not None)

    def _open(self, key: str, _checked: bool = False) -> None:
        self.opened.emit(key)

    # The card

    def _made_card(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(12, 6, 10, 6)
        column.setSpacing(6)
        self.heading, self.text, self.result = PlainLabel(), RichLabel(), RichLabel()
        self.formula, self.legend = FormulaView(), PlainLabel()
        self.hint, self.away = PlainLabel(), PlainLabel()
        strong = QFont(self.heading.font())
        strong.setPointSizeF(strong.pointSizeF() * 1.1)
        strong.setWeight(QFont.Weight.DemiBold)
        self.heading.setFont(strong)
        for label in (self.heading, self.text, self.result, self.legend, self.hint, self.away):
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        for muted in (self.legend, self.away):
            muted.setObjectName("muted")
        self.legend.setFont(theme.small(self.font()))
        self.choice_buttons: list[WrappedButton] = []
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        self.field = NumberField()
        self.field.setPlaceholderText(tr("0.01 or 1/100"))
        self.field.setAccessibleName(tr("Your prediction, a number"))
        self.field.returnPressed.connect(self._read_number)
        self.field.textChanged.connect(lambda _text: self._offer_main())
        self.field_fault = PlainLabel()
        self.field_fault.setObjectName("muted")
        self.formula.pointed.connect(self._on_symbol)
        above: tuple[QWidget, ...] = self.heading, self.text, self.formula, self.legend
        self.solution_button = push_button(tr("Show me"), tr("Make a change that solves the task"))
        self.solution_button.clicked.connect(self.solution_clicked)
        self.hint_button = push_button(tr("Hint"), tr("Show what may help; it comes by itself after two tries"))
        self.hint_button.clicked.connect(self.hint_clicked)
        asking = QHBoxLayout()
        for button in (self.hint_button, self.solution_button):
            asking.addWidget(button)
        below: tuple[QWidget, ...] = self.field, self.field_fault, self.result, self.hint
        for part in above:
            column.addWidget(part)
        column.addLayout(self._choices)
        for part in below:
            column.addWidget(part)
        column.addLayout(asking)
        column.addWidget(self.away)
        column.addStretch(1)
        self._area = _scrolled(holder, tr("The lesson's text"))
        whole, page = QWidget(), QVBoxLayout()
        whole.setLayout(page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._area, 1)
        page.addLayout(self._made_buttons())
        return whole

    def _made_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 6)
        row.setSpacing(4)
        self.back_button = tool_button(
            "quiet", "", tr("Back to the step before, with the run of then"), tr("Step before")
        )
        self.leave_button = tool_button(
            "quiet", "", tr("Leave the lesson; it is kept (Escape)"), tr("Leave the lesson")
        )
        self.main_button = push_button(tr("Go on"), tr("Go on (Return)"))
        self.main_button.setObjectName("primary")
        self.back_button.clicked.connect(self.back_clicked)
        self.leave_button.clicked.connect(self.left)
        self.main_button.clicked.connect(self._on_main)
        row.addWidget(self.back_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.main_button)
        return row

    def show_card(self, card: Card) -> None:
        """Show a step; one that is on show already keeps its place."""
        before, self.card = self.card, card
        is_new = before is None or (before.lesson, before.place) != (card.lesson, card.place)
        step = card.step
        self.set_note(tr("{n} of {all}", n=card.place + 1, all=len(card.lesson.steps)))
        _write(self.heading, step.title or card.lesson.title)
        self.text.set_rich(text_of(card.text))
        self.text.setAccessibleName(without_tags(self.text.text()))
        self.formula.show_formula(card.formula)
        _write(self.legend, "\n".join(symbol.text for symbol in card.symbols))
        if is_new:
            self._make_choices(card)
            self.field.clear()
            self._area.verticalScrollBar().setValue(0)
        for i, button in enumerate(self.choice_buttons):
            button.setChecked(card.answer is not None and int(card.answer) == i)
        self.field.setVisible(step.kind == PREDICT and not step.choices)
        if not self.field.isVisible():
            self.field_fault.hide()
        self.result.set_rich(result_text(card))
        self.result.setVisible(bool(self.result.text()))
        _write(self.hint, tr("Hint: {hint}", hint=unbroken(card.hint)) if card.hint else "")
        _write(self.away, away_text(card))
        offered = {self.hint_button: card.offers_hint, self.solution_button: step.kind == TASK and not card.is_done}
        goes = any(button.hasFocus() and not there for button, there in offered.items())
        if goes:
            self._area.setFocus()  # else Qt would pass it on to another part of the window
        for asked, there in offered.items():
            asked.setVisible(there)
        if card.hint and not is_new and before is not None and not before.hint:
            QTimer.singleShot(0, self._area, self._show_hint)  # once it has its lines
        self.back_button.setEnabled(card.place > 0)
        self.main_button.setText(main_text(card))
        was_ready = self.main_button.isEnabled()
        self._offer_main()
        self._pages.setCurrentIndex(1)
        if is_new or goes or (self.main_button.isEnabled() and not was_ready):
            self._focus()

    def _show_hint(self) -> None:
        self._area.ensureWidgetVisible(self.hint)

    def _offer_main(self) -> None:
        """Enable the main button while there is something that it can do."""
        card = self.card
        is_ready = card is not None and (can_go_on(card) or (awaits_number(card) and bool(self.field.text())))
        if not is_ready and self.main_button.hasFocus():
            self._area.setFocus()  # else Qt would pass it on to another panel
        self.main_button.setEnabled(is_ready)

    def _focus(self) -> None:
        """Give the focus to what is wanted next, if it is in this panel already."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        wanted: QWidget = self.main_button
        if self.card is not None and self.card.step.kind == PREDICT and self.card.answer is None:
            wanted = self.choice_buttons[0] if self.choice_buttons else self.field
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the focus to what is wanted next."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus()

    def _make_choices(self, card: Card) -> None:
        for button in self.choice_buttons:
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.choice_buttons = []
        for i, choice in enumerate(card.step.choices):
            button = WrappedButton(choice.text)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, i))
            self._choices.addWidget(button)
            self.choice_buttons.append(button)

    def _choose(self, place: int, _checked: bool = False) -> None:
        self.answered.emit(float(place))
        if self.main_button.isEnabled():
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_number(self) -> None:
        number = number_said(self.field.text())
        self.field_fault.setVisible(number is None)
        if number is None:
            self.field_fault.setText(tr("This is no number: write one such as 0.01, 1/100 or 1e-2."))
        else:
            self.answered.emit(number)
            self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_main(self) -> None:
        if self.card is not None and awaits_number(self.card):
            self._read_number()
        else:
            self.main_clicked.emit()

    def _on_symbol(self, name: str) -> None:
        symbols = () if self.card is None else self.card.symbols
        self.symbol_pointed.emit(next((each for each in symbols if each.name == name), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Return, wherever in the panel the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.card is not None:
            if self.main_button.isEnabled():
                self._on_main()
        else:
            super().keyPressEvent(event)

    # As a panel

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Nothing: the numbers of a step are those of its own moment."""

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        self.back_button.setIcon(icons.icon("back"))
        self.leave_button.setIcon(icons.icon("close"))
        self.formula.restyle()

    def sentence(self, lane: LaneView) -> str:  # noqa: ARG002 - it speaks of no lane
        """Say which step is on show, with its text."""
        card = self.card
        if card is None:
            return tr_count("{n} lesson to choose from.", "{n} lessons to choose from.", len(self._listed))
        return tr(
            "{title}, step {n} of {all}. {text}",
            title=card.lesson.title,
            n=card.place + 1,
            all=len(card.lesson.steps),
            text=without_tags(self.text.text()),
        )

    def table(self) -> list[list[object]]:
        """Return the lessons of the list, or the steps of the one on show."""
        if self.card is None:
            return [["lesson", "title", "progress"], *([e.number, e.title, e.progress] for e in self._listed)]
        rows: list[list[object]] = [["step", "kind", "title"]]
        return rows + [[i, step.kind, step.title] for i, step in enumerate(self.card.lesson.steps, 1)]


def _scrolled(content: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("diagnosisArea")
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setMinimumHeight(1)
    return area


def _write(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
