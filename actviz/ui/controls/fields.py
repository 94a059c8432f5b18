"""Typed fields: a number, a whole number, hidden widths. What is typed counts on Return or when focus leaves."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from actviz.number_text import in_points, local
from actviz.outside_text import read_number
from actviz.registry import BadInput
from actviz.training.config.field import Field
from actviz.training.config.layer_widths import format_hidden, parse_hidden
from actviz.training.config.network_shape import MAX_UNITS
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.widgets.text import set_tip
from actviz.ui.widgets.wheel_guard import keep_wheel_for_focus

_STEPS = (1.0, 2.0, 5.0)


def number_text(value: float) -> str:
    """Return a number as the fields show it."""
    return local(f"{value:.6g}") if isinstance(value, float) else str(value)


class TextBox(QAbstractSpinBox):
    """A field that takes any text and steps by its arrows; a subclass says what text and steps mean.

    Signals:
        committed(object): the value of what the user typed or stepped to.
        refused(str): one sentence about text that has no value.
    """

    committed = Signal(object)
    refused = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(theme.tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)
        self.lineEdit().setAcceptDrops(False)
        self.lineEdit().textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)
        self._shown = ""
        self._edited = False
        keep_wheel_for_focus(self)

    def show_text(self, text: str) -> None:
        """Show the running value; text being typed is left alone."""
        self._shown = text
        if not (self._edited and self.hasFocus()):
            self._edited = False
            if self.lineEdit().text() != text:
                self.lineEdit().setText(text)

    def event(self, event: QEvent) -> bool:
        """Leave Space to the window where a number is typed."""
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if is_space and event.type() == QEvent.Type.ShortcutOverride and not self.property("typesWords"):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed; Escape and Return hand the keys back to the window."""
        if event.key() == Qt.Key.Key_Escape:
            self._edited = False
            self.lineEdit().setText(self._shown)
            self.clearFocus()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.clearFocus()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Allow both arrows; the range is checked when a step is made."""
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

    def stepBy(self, steps: int) -> None:
        """Go to a neighbouring value."""
        try:
            value = self.stepped(self.parsed(self.lineEdit().text()), steps)
        except (ValueError, OverflowError):
            return
        self._edited = False
        self.committed.emit(value)

    def parsed(self, text: str) -> object:
        """Return the text's value, or raise ValueError with one sentence."""
        raise NotImplementedError

    def stepped(self, value: object, steps: int) -> object:
        """Return the value so many steps away."""
        raise NotImplementedError

    def _on_edited(self, _text: str) -> None:
        self._edited = True

    def _on_finished(self) -> None:
        if not self._edited:
            return
        self._edited = False
        text = self.lineEdit().text()
        try:
            value = self.parsed(text)
        except ValueError as problem:
            self.lineEdit().setText(self._shown)
            self.refused.emit(str(problem))
            return
        self.lineEdit().setText(self._shown)  # what runs, until the session says that it runs something else
        self.committed.emit(value)


class NumberBox(TextBox):
    """A number within a field's range; `to_text` and `to_value` may show it in another form."""

    def __init__(self, field: Field, step: float = 0.1, parent: QWidget | None = None) -> None:
        super().__init__(tr(field.label), parent)
        self.field = field
        self._step = step

    def parsed(self, text: str) -> object:
        """Read the number in either decimal notation; the field's own rule is checked by the session."""
        if self.field.zero_text and text.strip().lower() == self.field.zero_text:
            return 0.0
        try:
            value = float(read_number(in_points(text)))
        except ValueError:
            told = tr(
                "{setting} must be a number {rule}, got {text}",
                setting=tr(self.field.label),
                rule=self.field.rule,
                text=repr(text.strip()[:40]),
            )
            raise BadInput(told) from None
        if not math.isfinite(value):
            got = repr(text.strip()[:40])
            raise BadInput(tr("{setting} must be a finite number, got {text}", setting=tr(self.field.label), text=got))
        return int(value) if self.field.kind == "int" and value == int(value) else value

    def text_of(self, value: float) -> str:
        """Return a number as this field shows it."""
        return number_text(value) if value or not self.field.zero_text else self.field.zero_text

    def stepped(self, value: object, steps: int) -> object:
        """Go 1, 2, 5, 10 … on a log scale, else by equal steps; never out of the range."""
        assert isinstance(value, (int, float))
        new: float = value
        if self.field.logarithmic:
            for _ in range(abs(steps)):
                new = next_125(new, up=steps > 0, smallest=1.0 if self.field.kind == "int" else 1e-6)
        else:
            new = round(value + steps * self._step, 10)
        new = min(max(new, self.field.low), self.field.high)
        if self.field.low_open and new == self.field.low:
            new = value
        return int(new) if self.field.kind == "int" else float(new)


class CountBox(NumberBox):
    """The number of hidden layers."""

    def __init__(self, low: int, high: int, name: str, tip: str) -> None:
        super().__init__(Field(name, name, tip, "int", low=low, high=high), 1)
        set_tip(self, tip)


class UnitsBox(TextBox):
    """The hidden layers' widths: one number while all are alike, else text such as `32x4,16,8`."""

    def show_hidden(self, hidden: tuple[int, ...]) -> None:
        """Show the widths; `hidden` is what one number is repeated over."""
        self.setProperty("typesWords", True)  # blanks, too
        self._n_layers = len(hidden)
        self.show_text(str(hidden[0]) if len(set(hidden)) == 1 else format_hidden(hidden))
        self.lineEdit().setCursorPosition(0)

    def parsed(self, text: str) -> object:
        """Return the widths: one number counts for every layer."""
        sizes = parse_hidden(text)
        alone = len(sizes) == 1 and not any(sign in text for sign in "x×*,")
        return sizes * self._n_layers if alone else sizes

    def stepped(self, value: object, steps: int) -> object:
        """Widen or narrow every layer."""
        assert isinstance(value, tuple)
        return tuple(min(max(1, width + steps), MAX_UNITS) for width in value)


def next_125(value: float, *, up: bool, smallest: float) -> float:
    """Return the next of … 1, 2, 5, 10, 20 … above or below; from `smallest` down comes 0."""
    if value <= 0:
        return smallest if up else 0.0
    if not up and value <= smallest * (1 + 1e-9):
        return 0.0
    decade = math.floor(math.log10(value) + 1e-9)
    marks = [float(f"{m:g}e{decade + d}") for d in (-1, 0, 1) for m in _STEPS]
    if up:
        return next(mark for mark in marks if mark > value * (1 + 1e-9))
    return next(mark for mark in reversed(marks) if mark < value * (1 - 1e-9))
