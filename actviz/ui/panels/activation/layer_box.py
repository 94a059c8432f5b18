"""LayerBox: which layer's pre-activations the panel shows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.widgets.text import set_tip


class LayerBox(QComboBox):
    """The quiet list of layers in the header: text and an arrow, as wide as its longest entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.small(self.font()))
        self.setMaxVisibleItems(16)
        self.setStyleSheet("QComboBox { combobox-popup: 0; }")
        what = tr("Layer whose pre-activations are shown")
        self.setAccessibleName(what)
        set_tip(self, what)
        self.show_layer(1, 1)

    def show_layer(self, layer: int, n_layers: int) -> None:
        """Offer layers 1 … n_layers and show one of them."""
        if self.count() != n_layers:
            self.clear()
            self.addItems([tr("layer {layer}", layer=i) for i in range(1, n_layers + 1)])
            self.setFixedHeight(20)
            self.setMinimumWidth(self._width(f"{n_layers} ▾"))
            self.setMaximumWidth(self._width(tr("layer {layer}", layer=n_layers) + " ▾"))
            self.updateGeometry()
        if self.currentIndex() != layer - 1:
            self.setCurrentIndex(layer - 1)

    def sizeHint(self) -> QSize:
        """Return the size of the longest entry; in a narrow header the bare number will do."""
        return QSize(self._width(tr("layer {layer}", layer=self.count()) + " ▾"), 20)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the layer's name and an arrow, on a soft ground while the mouse or the focus is here."""
        now, painter = theme.current(), QPainter(self)
        if self.underMouse() or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(self.rect(), 4, 4)
        painter.setPen(QColor(now.text))
        text = f"{self.currentText()} ▾"
        if self._width(text) > self.width():
            text = f"{self.currentIndex() + 1} ▾"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
