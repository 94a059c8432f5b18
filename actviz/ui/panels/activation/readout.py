"""MarkerReadout: what the functions are at the marker, in the lines that there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from actviz.number_text import compact
from actviz.translation import tr
from actviz.ui.plots.activation_part import Part
from actviz.ui.theme import theme
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import set_tip

NARROW_PX = 290  # of the panel: below it every pixel counts
LINES_AT_PX = 260  # of the panel's height: with less there is one line
FIGURE_SPACE, MINUS = "\u2007", "−"


class MarkerReadout(NumberLabel):
    """z, φ(z) and φ′(z) of each lane; the tip has all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(1)
        self.setContentsMargins(12, 0, 12, 4)
        self._room = QSize()

    def show_values(self, parts: Sequence[Part], z: float, room: QSize) -> None:
        """Show the functions of these parts, one for each lane, at z; `room` is the panel's size."""
        self._room = room
        lines, every = self._alone(parts[0], z) if len(parts) == 1 else self._of_lanes(parts, z)
        self.set_text("\n".join(lines))
        set_tip(self, "\n".join(every))

    def _alone(self, part: Part, z: float) -> tuple[list[str], list[str]]:
        """Return the line above the plot, as long as fits, and the whole text."""
        value, slope = part.at(z)
        below = part.share_below(z)
        texts = [f"z {steady_number(z)}", f"φ {steady_number(value)}  φ′ {steady_number(slope)}"]
        share = "" if below is None else f"{100 * below:{FIGURE_SPACE}>3.0f}"
        texts.append(tr("≈{share} % of values below z", share=share) if share else "")
        return self._flow(texts)[:1], texts

    def _of_lanes(self, parts: Sequence[Part], z: float) -> tuple[list[str], list[str]]:
        """Return what every lane's functions are at z, in a short form where there is little room; and all of it."""
        head = f"z {steady_number(z)}"
        pairs = [part.at(z) for part in parts]
        names = [part.name for part in parts]
        texts = [
            f"{name}: φ {steady_number(v)}  φ′ {steady_number(s)}" for name, (v, s) in zip(names, pairs, strict=True)
        ]
        texts.insert(0, head)
        lines, most_lines = self._flow(texts), 1 if self._room.height() < LINES_AT_PX else 3
        if len(lines) > most_lines:
            values, slopes = zip(*pairs, strict=True)
            short = [head.replace(FIGURE_SPACE, ""), self._row("φ", names, values), self._row("φ′", names, slopes)]
            lines = short[: max(2, most_lines)]
        return lines, texts

    def _flow(self, texts: Sequence[str]) -> list[str]:
        """Return the texts in lines that fit the width."""
        gap = "   "
        if self._room.width() < NARROW_PX:  # every pixel counts
            texts, gap = [text.replace(f" {FIGURE_SPACE}", " ") for text in texts], "  "
        lines = list(texts[:1])
        for text in texts[1:]:
            longer = f"{lines[-1]}{gap}{text}"
            if self._fits(longer):
                lines[-1] = longer
            else:
                lines.append(text)
        return lines

    def _row(self, what: str, names: Sequence[str], values: Sequence[float]) -> str:
        """Return one quantity of all lanes in one line: with fewer decimals, and then without names, until it fits."""
        for decimals in (3, 2, 1):
            numbers = [_rounded(value, decimals) for value in values]
            text = " ".join((what, *(f"{name} {number}" for name, number in zip(names, numbers, strict=True))))
            if self._fits(text):
                return text
        return " ".join((what, *(_rounded(value, 2) for value in values)))

    def _fits(self, line: str) -> bool:
        return self.fontMetrics().horizontalAdvance(line) <= self._room.width() - 26


def _rounded(value: float, decimals: int) -> str:
    """Return a number with so many decimals, or three digits of a large one."""
    text = f"{abs(value):.{decimals}f}" if abs(value) < 100 else compact(abs(value), 3)
    return f"{MINUS if value < 0 else ''}{text}"


def steady_number(value: float) -> str:
    """Return a number of nearly always the same width, six characters and a sign."""
    text = f"{abs(value):.3f}" if abs(value) < 100 else compact(abs(value), 4)
    return f"{MINUS if value < 0 else FIGURE_SPACE}{text:<5}"
