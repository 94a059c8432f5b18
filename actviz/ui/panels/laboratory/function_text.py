"""FunctionWords: the text about one activation function: formula, story, what it solves and costs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.ui.panels.laboratory.function_table import Curve
from actviz.ui.theme import theme
from actviz.ui.widgets.text import RichLabel, coloured, lines, named, rich

HEIGHT_PX = 122  # room for the longest of them at the narrowest


class FunctionWords(RichLabel):
    """A text of fixed height, so that nothing moves from one function to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
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
        """Apply the theme's colours."""
        if self._curve is None:
            return
        entry, muted = self._curve.activation, theme.current().muted
        texts: list[str] = [named(entry.label, f"φ(z) = {entry.formula}"), entry.story]
        for name, text in (("Solves", entry.solves), ("Costs", entry.costs)):
            if text:
                texts.append(rich(coloured(muted, f"{name} "), text))
        self.set_rich(lines(*texts))
