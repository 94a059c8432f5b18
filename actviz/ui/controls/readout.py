"""Readout: a small label over a number, of one width whatever the number."""

from __future__ import annotations

import math

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from actviz.number_text import fixed, local, scientific
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.term_link import link_term, set_term
from actviz.ui.widgets.text import PlainLabel


class Readout(QWidget):
    """A labelled number; `widest` is the longest value that must fit.

    Labels are marked texts: they are shown in the language in use, and lead to their term.
    """

    def __init__(self, label: str, widest: str, longest_label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._value = PlainLabel(), NumberLabel("–")
        self._label.setObjectName("muted")
        link_term(self._label, f"word:{label}")
        self._label.setFont(theme.small(self._label.font()))
        font = theme.tabular(self._value.font())
        font.setWeight(QFont.Weight.DemiBold)
        self._value.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(self._label)
        column.addWidget(self._value)
        column.addStretch(1)
        label_width = QFontMetrics(self._label.font()).horizontalAdvance(tr(longest_label or label))
        self.setFixedWidth(max(label_width, QFontMetrics(font).horizontalAdvance(widest)) + 4)
        self.set(label, "–")

    @property
    def value(self) -> str:
        """The text of the number."""
        return self._value.text()

    @property
    def label(self) -> str:
        """The text over the number."""
        return self._label.text()

    def set(self, label: str, value: str) -> None:
        """Show a number under a label."""
        shown = tr(label)
        if self._label.text() != shown:
            self._label.setText(shown)
            for part in (self, self._label):
                set_term(part, f"word:{label}")
        if self._value.text() != value:
            self._value.set_text(value)
        self.setAccessibleName(f"{shown} {value}")


def loss_text(loss: float | None) -> str:
    """Return a loss in few characters."""
    if loss is None or math.isnan(loss):
        return "–"
    if math.isinf(loss):
        return "∞"
    magnitude = abs(loss)
    if magnitude and (magnitude < 1e-3 or magnitude >= 1e4):
        return scientific(loss)  # a number that explodes needs the room
    return local(f"{loss:.4f}" if magnitude < 10 else f"{loss:.1f}")


def share_text(share: float | None) -> str:
    """Return a share of one as a percentage."""
    return "–" if share is None or math.isnan(share) else f"{fixed(100 * share, 1)} %"
