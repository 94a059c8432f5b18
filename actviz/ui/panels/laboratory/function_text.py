"""FunctionWords: the text about one activation function: formula, story, what it solves and costs, theory."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.nn.theory import critical_sigma_w
from actviz.number_text import compact
from actviz.translation import language, tr
from actviz.ui.panels.laboratory.function_table import Curve
from actviz.ui.theme import theme
from actviz.ui.widgets.text import RichLabel, coloured, lines, named, rich

HEIGHT_PX = 158  # room for the longest of them at the narrowest


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
        texts: list[str] = [named(entry.label, f"φ(z) = {entry.formula}"), tr(entry.story)]
        for name, text in ((tr("Solves"), tr(entry.solves)), (tr("Costs"), tr(entry.costs))):
            if text:
                texts.append(rich(coloured(muted, f"{name} "), text))
        texts.append(rich(coloured(muted, tr("Theory"), " "), _theory(self._curve, language())))
        self.set_rich(lines(*texts))


@lru_cache(maxsize=64)
def _theory(curve: Curve, _language: str) -> str:
    """Return the spread of the weights, σ_w / √fan_in, at which wide layers leave a gradient's size as it is."""
    edge = critical_sigma_w(curve.activation, 0.0, curve.alpha)
    about = edge.reason
    if "q" in about.split():
        about = tr("{reason} (q: the mean square of z)", reason=about)
    if edge.sigma_w is None:
        return tr("at no spread σ_w of the weights does a gradient keep its size: {reason}", reason=about)
    return tr(
        "a gradient keeps its size (χ = 1) at weights of spread σ_w {spread}: {reason}",
        spread=compact(edge.sigma_w, 3),
        reason=about,
    )
