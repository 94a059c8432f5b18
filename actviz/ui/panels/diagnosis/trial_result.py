"""ResultLines: what a trial has measured, before → after, the better one in bold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.diagnosis.trial import Outcome, TrialResult
from actviz.frozen import dataclass
from actviz.joined_text import clauses
from actviz.number_text import figure, fraction_text, whole
from actviz.translation import mark, tr
from actviz.ui.theme import theme

BETWEEN, ARROW, NO_GRADIENT = " · ", " → ", mark("none")
RATIO = mark("gradient")  # of layer 1 over the output layer's, as the verdict bar has it

RELATIVE_LOSS = mark("loss ÷ guessing's")


@dataclass(frozen=True)
class Comparison:
    """One measure of both networks as text; `better` is "before", "after", or empty where neither is."""

    label: str
    before: str
    after: str
    better: str = ""
    is_accuracy: bool = False

    @property
    def text(self) -> str:
        """The line without bold, such as "train accuracy 52 → 100 %"."""
        return f"{self.label} {self.before}{ARROW}{self.after}"

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """Text and whether it is bold, one after the other."""
        before, after = (self.before, self.better == "before"), (self.after, self.better == "after")
        return (f"{self.label} ", False), before, (ARROW, False), after


class ResultLines(QWidget):
    """Comparisons and a last sentence, as many on a line as there is room for; its owner sets its height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFont(theme.tabular(theme.small(self.font())))
        self.comparisons: tuple[Comparison, ...] = ()
        self.last = ""

    def show_result(self, result: TrialResult | None) -> None:
        """Show what was measured."""
        self.comparisons = () if result is None else compared(result)
        self.last = "" if result is None else tr("both after {n} steps", n=whole(result.steps))
        self.setAccessibleName(self.text())
        self.update()

    def text(self) -> str:
        """Return all that is on show."""
        return BETWEEN.join([*(each.text for each in self.comparisons), *([self.last] if self.last else [])])

    def height_for(self, width_px: int) -> int:
        """Return the height that a result may need in this width: the same for each."""
        widths = [self._width(each) for each in _widest()]
        return len(flowed(widths, self._metrics(False).horizontalAdvance(BETWEEN), width_px)) * self._line_px()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter, gap = QPainter(self), self._metrics(False).horizontalAdvance(BETWEEN)
        entries = [each.pieces for each in self.comparisons] + ([((self.last, False),)] if self.last else [])
        lines = flowed([self._width(entry) for entry in entries], gap, self.width())
        for row, line in enumerate(lines):
            x, y = 0, row * self._line_px() + self._metrics(False).ascent()
            for place in line:
                if x:
                    x = self._paint(painter, x, y, (BETWEEN, False))
                for piece in entries[place]:
                    x = self._paint(painter, x, y, piece)

    def _paint(self, painter: QPainter, x: int, y: int, piece: tuple[str, bool]) -> int:
        text, bold = piece
        painter.setFont(self._font(bold))
        painter.setPen(QColor(theme.current().text if bold else theme.current().muted))
        painter.drawText(x, y, text)
        return x + self._metrics(bold).horizontalAdvance(text)

    def _width(self, pieces: Sequence[tuple[str, bool]]) -> int:
        return sum(self._metrics(bold).horizontalAdvance(text) for text, bold in pieces)

    def _line_px(self) -> int:
        return self._metrics(False).lineSpacing()

    def _metrics(self, bold: bool) -> QFontMetrics:
        return QFontMetrics(self._font(bold))

    def _font(self, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def flowed(widths: Sequence[int], gap: int, room: int) -> list[list[int]]:
    """Return the places of the entries on each line: as many as fit, one at least."""
    lines: list[list[int]] = []
    left = -1
    for place, width in enumerate(widths):
        if lines and width + gap <= left:
            lines[-1].append(place)
            left -= width + gap
        else:
            lines.append([place])
            left = room - width
    return lines


def compared(result: TrialResult) -> tuple[Comparison, ...]:
    """Return loss, accuracy, gradient ratio and dead units of both networks.

    Loss and accuracy are those of the test set where only that tells whether the change helps.
    """
    before, after = result.before, result.after
    tested = before.diagnosis.verdict.on_test_set and after.test_loss is not None
    loss, accuracy = (tr("test loss"), tr("test accuracy")) if tested else (tr("train loss"), tr("train accuracy"))
    entries = [_relative_losses(result)] if _units_differ(result) else [_losses(result, loss, tested)]
    shares = (before.test_accuracy, after.test_accuracy) if tested else (before.accuracy, after.accuracy)
    if shares[0] is not None and shares[1] is not None:
        texts = f"{100 * shares[0]:.0f}", f"{100 * shares[1]:.0f} %"
        entries.append(Comparison(accuracy, *texts, _better(shares[0], shares[1]), is_accuracy=True))
    inside = [float(_inside(outcome)) for outcome in (before, after)]
    entries.append(Comparison(tr(RATIO), _ratio(before), _ratio(after), _better(*inside)))
    entries.append(
        Comparison(tr("dead units"), str(before.n_dead), str(after.n_dead), _better(-before.n_dead, -after.n_dead))
    )
    return tuple(e if _differ(e) else replace(e, better="") for e in entries)


def result_text(result: TrialResult) -> str:
    """Return what was measured as sentences, with the test set's figures and the verdicts."""
    before, after = result.before, result.after
    losses = {"before": _loss(before), "after": _loss(after)}
    parts = [_relative_losses(result).text if _units_differ(result) else tr("loss {before} → {after}", **losses)]
    if before.accuracy is not None and after.accuracy is not None:
        shares = {"before": f"{100 * before.accuracy:.1f}", "after": f"{100 * after.accuracy:.1f}"}
        parts.append(tr("training accuracy {before} → {after} %", **shares))
    if before.test_loss is not None and after.test_loss is not None:
        losses = {"before": _loss(before, tested=True), "after": _loss(after, tested=True)}
        parts.append(tr("test loss {before} → {after}", **losses))
    if before.test_accuracy is not None and after.test_accuracy is not None:
        shares = {"before": f"{100 * before.test_accuracy:.1f}", "after": f"{100 * after.test_accuracy:.1f}"}
        parts.append(tr("test accuracy {before} → {after} %", **shares))
    parts.append(tr("gradient, layer 1 ÷ output {before} → {after}", before=_ratio(before), after=_ratio(after)))
    dead = {"before": f"{before.n_dead}/{before.n_units}", "after": f"{after.n_dead}/{after.n_units}"}
    parts.append(tr("dead units {before} → {after}", **dead))
    return tr(
        "Measured after {n} steps each from the same seed, your settings → with the change: {results}. "
        "Verdict before: {before}; after: {after}.",
        n=whole(result.steps),
        results=clauses(parts),
        before=before.diagnosis.verdict.title,
        after=after.diagnosis.verdict.title,
    )


def _units_differ(result: TrialResult) -> bool:
    """Whether one of the two losses is of standardised targets and the other is not."""
    return result.before.config.standardize_targets != result.after.config.standardize_targets


def _losses(result: TrialResult, label: str, tested: bool) -> Comparison:
    before, after = result.before, result.after
    better = _better(-_loss_value(before, tested), -_loss_value(after, tested))
    return Comparison(label, _loss(before, tested), _loss(after, tested), better)


def _relative_losses(result: TrialResult) -> Comparison:
    """Compare the losses in units of guessing's."""
    both = [each.relative_loss for each in (result.before, result.after)]
    before, after = (tr("diverged") if math.isinf(value) else figure(value) for value in both)
    return Comparison(tr(RELATIVE_LOSS), before, after, _better(-both[0], -both[1]))


def _differ(entry: Comparison) -> bool:
    return entry.before != entry.after.removesuffix(" %")


def _better(before: float, after: float) -> str:
    """Return which of two is the larger."""
    return "" if before == after else "before" if before > after else "after"


def _loss_value(outcome: Outcome, tested: bool) -> float:
    value = outcome.test_loss if tested else outcome.loss
    return math.inf if outcome.diverged_at is not None or value is None or math.isnan(value) else value


def _loss(outcome: Outcome, tested: bool = False) -> str:
    if outcome.diverged_at is not None:
        return tr("diverged")
    return figure(outcome.test_loss if tested else outcome.loss)


def _ratio(outcome: Outcome) -> str:
    ratio = outcome.first_last_ratio
    if math.isnan(ratio):
        return tr(NO_GRADIENT)
    return fraction_text(ratio) if ratio > 0.0 else outcome.ratio_text  # which may be a bound


def _inside(outcome: Outcome) -> bool:
    """Whether the gradient neither vanishes nor explodes, by the limits of its configuration."""
    return outcome.config.vanishing_below <= outcome.first_last_ratio <= outcome.config.exploding_above


def _widest() -> list[tuple[tuple[str, bool], ...]]:
    """Return the pieces of entries as wide as they may become."""
    widest = (
        Comparison(tr(RELATIVE_LOSS), "8.8·10⁻⁸⁸", "8.8·10⁻⁸⁸", "after"),
        Comparison(tr("train accuracy"), "88", "100 %", "after"),
        Comparison(tr(RATIO), "8.8·10⁻⁸⁸", "8.8", "after"),
        Comparison(tr("dead units"), "88", "88", "after"),
    )
    return [*(entry.pieces for entry in widest), ((tr("both after {n} steps", n="8,800"), False),)]
