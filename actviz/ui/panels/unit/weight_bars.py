"""SignedBars: named numbers as bars to the left and right of a common zero."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.frozen import dataclass
from actviz.translation import tr
from actviz.ui.theme import text_size, theme
from actviz.ui.theme.palettes import Theme
from actviz.ui.widgets.text import show_tip

ROW_PX, TITLE_PX, MARGIN_PX, GAP_PX = 16, 18, 12, 6
NARROW_PX = 130  # without the numbers; the tips have them


@dataclass(frozen=True)
class SignedBar:
    """One bar; its colour tells its sign, or by its `tone` that it is the cause ("lead") or not ("quiet")."""

    name: str
    value: float
    number: str
    tone: str = ""


class SignedBars(QWidget):
    """A title, and under it as many of the bars as there is room for; not `titled`, only a screen reader tells it."""

    def __init__(self, title: str, titled: bool = True, inset: int = MARGIN_PX) -> None:
        """`inset` is the room at the left and the right."""
        super().__init__()
        self._inset = inset
        self.title = title
        self._tip = ""  # what the title's tip says, if more than the title
        self._titled = titled
        self.bars: tuple[SignedBar, ...] = ()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAccessibleName(title)

    def set_title(self, title: str, tip: str = "") -> None:
        """Name the bars otherwise; `tip` explains it."""
        if (title, tip) != (self.title, self._tip):
            self.title, self._tip = title, tip
            self.setAccessibleName(title)
            self.update()

    def set_bars(self, bars: Sequence[SignedBar]) -> None:
        """Show these bars, from top to bottom."""
        bars = tuple(bars)
        if bars != self.bars:
            self.bars = bars
            self.setAccessibleDescription(", ".join(f"{b.name} {b.number}" for b in bars[:12]))
            self.update()

    @property
    def _top(self) -> int:
        return text_size.px(TITLE_PX) if self._titled else 0

    @property
    def _row(self) -> int:
        return text_size.px(ROW_PX)

    @property
    def n_shown(self) -> int:
        """How many bars there is room for."""
        return max(0, min(len(self.bars), (self.height() - self._top) // self._row))

    def event(self, event: QEvent) -> bool:
        """Describe the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().event(event)

    def tip_at(self, position: QPoint) -> str:
        """Return the words for a point."""
        row = (position.y() - self._top) // self._row
        return f"{self.bars[row].name}: {self.bars[row].number}" if 0 <= row < self.n_shown else self._tip or self.title

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title and bars."""
        painter, now = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, cut = self.fontMetrics(), Qt.TextElideMode.ElideRight
        n, hidden = self.n_shown, len(self.bars) - self.n_shown
        if self._top:
            title = tr("{title}, {n} of {all}", title=self.title, n=n, all=len(self.bars)) if hidden > 0 else self.title
            painter.setPen(QColor(now.muted))
            box = QRectF(self._inset, 0, self.width() - self._inset, self._top)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(title, cut, int(box.width())))
        shown = self.bars[:n]
        if not shown:
            return
        width = self.width() - 2 * self._inset
        number = 0 if self.width() < NARROW_PX else max(46, *(metrics.horizontalAdvance(b.number) for b in shown))
        label = min(max(metrics.horizontalAdvance(b.name) for b in shown) + 2, int(0.46 * width))
        left = self._inset + label + GAP_PX
        room = max(8.0, self.width() - self._inset - left - (number + GAP_PX if number else 0))
        low = min(0.0, *(b.value for b in shown))
        high = max(0.0, *(b.value for b in shown))
        scale = room / (high - low) if high > low else 0.0
        zero = left - low * scale
        for i, bar in enumerate(shown):
            top = self._top + i * self._row
            painter.setPen(QColor(now.text if bar.tone == "lead" else now.muted))
            row = QRectF(self._inset, top, label, self._row)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(bar.name, cut, label))
            if number:
                row = QRectF(self.width() - self._inset - number, top, number, self._row)
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, bar.number)
            ends = sorted((zero, zero + bar.value * scale))
            painter.fillRect(QRectF(ends[0], top + 3, max(1.0, ends[1] - ends[0]), self._row - 6), _colour(bar, now))
        painter.fillRect(QRectF(zero, self._top, 1, len(shown) * self._row), QColor(now.strong_border))


def _colour(bar: SignedBar, now: Theme) -> QColor:
    if bar.tone:
        return QColor(now.dead if bar.tone == "lead" else now.strong_border)
    return QColor(*(now.positive if bar.value > 0 else now.negative))
