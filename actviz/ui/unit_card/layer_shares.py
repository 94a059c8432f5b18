"""LayerShares: how far the steps of each earlier layer moved a unit's largest z, as a small row of bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.joined_text import clauses
from actviz.number_text import signed
from actviz.translation import tr
from actviz.ui.theme import text_size, theme
from actviz.ui.widgets.text import show_tip

CAPTION_PX, HEIGHT_PX, WIDEST_PX = 15, 48, 18.0


class LayerShares(QWidget):
    """A bar for each earlier layer, layer 1 on the left; those that moved it the way it went are vermilion."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.tabular(theme.small(self.font())))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._caption_px = text_size.px(CAPTION_PX)
        self.setFixedHeight(text_size.px(HEIGHT_PX))
        self.shares: tuple[float, ...] = ()

    def show_shares(self, shares: Sequence[float]) -> None:
        """Show by what each layer moved z, layer 1 first."""
        if tuple(shares) == self.shares:
            return
        self.shares = tuple(shares)
        self.setAccessibleName(tr("How far each earlier layer moved its largest z"))
        told = (tr("layer {layer} {share}", layer=i, share=signed(share)) for i, share in enumerate(shares, 1))
        self.setAccessibleDescription(clauses(told))
        self.update()

    @property
    def caption(self) -> str:
        """What the bars are of."""
        if len(self.shares) > 1:
            return tr("moved by layer 1 … {layer}", layer=len(self.shares))
        return tr("moved by layer 1")

    def tip_at(self, x: float) -> str:
        """Return the words for the bar at a place."""
        if not self.shares:
            return ""
        layer = min(len(self.shares), max(1, 1 + int(x / self._pitch)))
        return tr("Layer {layer} moved its largest z by {share}.", layer=layer, share=signed(self.shares[layer - 1]))

    @property
    def _pitch(self) -> float:
        return min(WIDEST_PX, self.width() / max(1, len(self.shares)))

    def event(self, event: QEvent) -> bool:
        """Describe the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_tip(event.globalPos(), self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint caption and bars."""
        if not self.shares:
            return
        painter, now, pitch = QPainter(self), theme.current(), self._pitch
        painter.setPen(QColor(now.muted))
        painter.drawText(QRectF(0, 0, self.width(), self._caption_px), Qt.AlignmentFlag.AlignVCenter, self.caption)
        low, high = min(0.0, *self.shares), max(0.0, *self.shares)
        scale = (self.height() - self._caption_px - 2) / (high - low) if high > low else 0.0
        zero, goes_down = self._caption_px + 1 + high * scale, sum(self.shares) < 0.0
        gap = 3.0 if pitch >= 8.0 else 1.0 if pitch >= 3.0 else 0.0
        for i, share in enumerate(self.shares):
            top, bottom = sorted((zero, zero - share * scale))
            colour = now.dead if (share < 0.0) == goes_down else now.strong_border
            painter.fillRect(QRectF(i * pitch, top, pitch - gap, max(1.0, bottom - top)), QColor(colour))
        painter.fillRect(QRectF(0, zero, len(self.shares) * pitch - gap, 1), QColor(now.strong_border))
