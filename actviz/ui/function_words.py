"""FunctionWords: what is to be said about one activation function: formula, story, what it solves and costs."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from actviz.ui import theme
from actviz.ui.function_table import Curve

HEIGHT_PX = 122  # room for the longest of them at the narrowest


class FunctionWords(QLabel):
    """A text of fixed height, so that nothing moves from one function to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setContentsMargins(12, 4, 12, 4)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._curve: Curve | None = None

    def show_function(self, curve: Curve) -> None:
        """Show a function's words."""
        self._curve = curve
        self.restyle()

    def restyle(self) -> None:
        """Take on the theme's colours."""
        if self._curve is None:
            return
        entry, muted = self._curve.activation, theme.current().muted
        lines = [f"<b>{html.escape(entry.label)}</b>&nbsp;&nbsp; φ(z) = {html.escape(entry.formula)}"]
        lines += [html.escape(entry.story)]
        for name, text in (("Solves", entry.solves), ("Costs", entry.costs)):
            if text:
                lines.append(f"<span style='color:{muted}'>{name}</span>&nbsp; {html.escape(text)}")
        self.setText("<br>".join(lines))
