"""Crosshair: the values of a plot at the mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent

from actviz.ui.plots.plot import Plot
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel


class Crosshair(QObject):
    """A vertical line at the mouse with a small text of the values there, which never leaves the plot.

    `describe(x, y)` gets the data coordinates and returns the text, with units; "" hides the crosshair.
    """

    def __init__(self, plot: Plot, describe: Callable[[float, float], str]) -> None:
        super().__init__(plot.widget)
        self._plot, self._widget, self._describe = plot, plot.widget, describe
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.setZValue(900)
        self.line.hide()
        plot.add(self.line)
        self.readout = PlainLabel(parent=self._widget)
        self.readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.readout.setFont(theme.tabular(theme.small(self._widget.font())))
        self.readout.hide()
        plot.restyled.append(self)
        self._widget.viewport().installEventFilter(self)
        self.restyle()

    def restyle(self) -> None:
        """Apply `theme.current()`."""
        now = theme.current()
        self.line.setPen(theme.pen(now.muted))
        self.readout.setStyleSheet(
            f"background: {now.card}; color: {now.text}; border: 1px solid {now.strong_border};"
            " border-radius: 3px; padding: 2px 5px;"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse over the plot."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(event.position().toPoint())
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._hide()
        return super().eventFilter(watched, event)

    def _move(self, position: QPoint) -> None:
        box = self._plot.box
        scene_position = self._widget.mapToScene(position)
        inside = box.sceneBoundingRect().contains(scene_position)
        point = box.mapSceneToView(scene_position)
        text = self._describe(point.x(), point.y()) if inside else ""
        if not text:
            self._hide()
            return
        self.line.setValue(point.x())
        self.line.show()
        self.readout.setText(text)
        self._size_readout()
        width, height = self.readout.width(), self.readout.height()
        right = position.x() + 12 + width <= self._widget.width()
        x = position.x() + 12 if right else position.x() - 12 - width
        y = position.y() - height - 8
        x = max(0, min(x, self._widget.width() - width))
        y = max(0, min(y if y >= 0 else position.y() + 14, self._widget.height() - height))
        self.readout.move(x, y)
        self.readout.show()

    def _size_readout(self) -> None:
        room = self._widget.width()
        self.readout.setWordWrap(False)
        if self.readout.sizeHint().width() <= room:
            self.readout.adjustSize()
        else:
            self.readout.setWordWrap(True)
            self.readout.resize(room, self.readout.heightForWidth(room))

    def _hide(self) -> None:
        if self.readout.isVisible() or self.line.isVisible():
            self.readout.hide()
            self.line.hide()
