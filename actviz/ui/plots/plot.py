"""What all plots share: their look, ticks that never overprint, and the crosshair.

A panel makes its plots with `make_plot`, gives an axis other ticks with `set_ticks` and a rule of `ticks`, keeps
ranges in a `JumpRange` and calls `style_plot` from its `restyle`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QMouseEvent, QPainterPath

from actviz.ui.plots.ticks import TickRule, number_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel, rich

Floats = NDArray[np.floating[Any]]

LEFT_AXIS_PX = 42
TITLE_PX, TITLE_REST_PX = 18, 26  # height of a plot's name; what its margins and the plot's take of the width
ROW_PX = 22  # least distance of tick labels, one above the other
COLUMN_PX = 56  # and side by side
LABEL_NEEDS_PX = 150  # a plot lower than this keeps its ticks but not the x axis's name


def make_plot(x_label: str, y_label: str, x_units: str | None = None) -> pg.PlotWidget:
    """Return an empty plot in the current theme; the y axis's name stands above it, on the left.

    It neither zooms nor scales by itself: set its ranges with `plot.setXRange(…, padding=0)` or a JumpRange.
    """
    plot = pg.PlotWidget(enableMenu=False)  # its menu alone is a quarter of the work
    plot.setMinimumSize(60, 36)  # a dock may be squeezed further than pyqtgraph's own hint allows
    for widget in (plot, plot.viewport()):
        widget.setAcceptDrops(False)
    item = plot.plotItem
    item.setMenuEnabled(False)
    item.hideButtons()
    item.disableAutoRange()
    item.setMouseEnabled(False, False)
    item.vb.setDefaultPadding(0.0)
    item.layout.setContentsMargins(0, 0 if y_label else 7, 16, 2)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.enableAutoSIPrefix(False)
        axis.setStyle(
            tickLength=0,
            autoExpandTextSpace=False,
            autoReduceTextSpace=False,
            hideOverlappingLabels=False,
            tickTextOffset=4,
        )
    item.getAxis("left").setWidth(LEFT_AXIS_PX)
    for still in (item.getAxis("left"), item.getAxis("bottom"), item.titleLabel):
        still.setCacheMode(still.CacheMode.DeviceCoordinateCache)  # text takes longest to draw, and seldom changes
    plot.actviz_frame = _Frame(plot, f"{x_label} ({x_units})" if x_units else x_label, y_label)
    style_plot(plot)
    return plot


def style_plot(plot: pg.PlotWidget) -> None:
    """Take on `theme.current()`: ground, axes, grid, labels and crosshair, but not the panel's curves."""
    plot.setBackground(theme.current().card)
    plot.actviz_frame.restyle()


def set_y_label(plot: pg.PlotWidget, text: str) -> None:
    """Change the name above the plot, when what it shows has changed."""
    plot.actviz_frame.set_y_label(text)


def set_x_label(plot: pg.PlotWidget, text: str) -> None:
    """Change the x axis's name, when what it shows has changed."""
    plot.actviz_frame.set_x_label(text)


def y_label_fits(plot: pg.PlotWidget, text: str) -> bool:
    """Return whether the plot is wide enough for this name above it; a longer one would push the axes out."""
    metrics = QFontMetricsF(theme.small(plot.font()))
    return bool(LEFT_AXIS_PX + metrics.horizontalAdvance(text) + 24 <= plot.width())


def x_label_fits(plot: pg.PlotWidget, text: str) -> bool:
    """Return whether the plot is wide enough for this name under it; a longer one is cut."""
    return bool(QFontMetrics(theme.small(plot.font())).horizontalAdvance(text) <= plot.actviz_frame.room_px)


def set_ticks(plot: pg.PlotWidget, side: str, rule: TickRule, spacing_px: float | None = None) -> None:
    """Give the "left" or "bottom" axis another rule for its ticks."""
    plot.actviz_frame.set_rule(side, rule, spacing_px)


def on_click(plot: pg.PlotWidget, slot: Callable[[float, float], object], double: bool = False) -> None:
    """Call `slot(x, y)` in data coordinates for every left click (or double click) inside the plot's axes."""

    def clicked(event: Any) -> None:
        box = plot.plotItem.vb
        inside = box.sceneBoundingRect().contains(event.scenePos())
        if inside and event.double() == double and event.button() == Qt.MouseButton.LeftButton:
            point = box.mapSceneToView(event.scenePos())
            slot(point.x(), point.y())

    plot.scene().sigMouseClicked.connect(clicked)


class _Frame:
    """A plot's axes, grid lines and names; keeps the ticks apart at every size."""

    def __init__(self, plot: pg.PlotWidget, x_label: str, y_label: str) -> None:
        self.plot, self.x_label, self.y_label = plot, x_label, y_label
        plot.setAccessibleName(f"{y_label} by {x_label}")
        self.rules: dict[str, tuple[TickRule, float]] = {
            "left": (number_ticks, ROW_PX),
            "bottom": (number_ticks, COLUMN_PX),
        }
        self.crosshairs: list[Crosshair] = []
        self.marks: list[theme.Restyled] = []  # other things in the plot with colours of their own
        self._seen: tuple[object, ...] | None = None
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._grid.setZValue(-1000)
        plot.addItem(self._grid, ignoreBounds=True)
        plot.plotItem.vb.sigRangeChanged.connect(lambda *_: self.update())
        plot.plotItem.vb.sigResized.connect(lambda *_: self.update())
        # when an axis moves, Qt repaints what it covers where it is now, and may leave a row of its labels where it was
        plot.plotItem.vb.sigResized.connect(lambda *_: plot.viewport().update())

    def set_rule(self, side: str, rule: TickRule, spacing_px: float | None) -> None:
        self.rules[side] = (rule, spacing_px or self.rules[side][1])
        self._seen = None
        self.update()

    def set_y_label(self, text: str) -> None:
        if text != self.y_label:
            self.y_label = text
            self.plot.setAccessibleName(f"{text} by {self.x_label}")
            self._write_labels()

    def set_x_label(self, text: str) -> None:
        if text != self.x_label:
            self.x_label = text
            self._write_labels()

    def restyle(self) -> None:
        now, item = theme.current(), self.plot.plotItem
        font = theme.tabular(theme.small(self.plot.font()))
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setTickFont(font)
            axis.setTextPen(theme.pen(now.muted))
            axis.setPen(theme.pen(now.strong_border if side == "bottom" else now.card))
        self._grid.setPen(theme.pen(now.grid))
        self._seen = None
        self._write_labels()
        self.update()
        for each in (*self.crosshairs, *self.marks):
            each.restyle()

    @property
    def room_px(self) -> int:
        """What there is for a name, above the plot or under it."""
        return int(self.plot.width() - self.plot.plotItem.getAxis("left").width()) - TITLE_REST_PX

    def _write_labels(self) -> None:
        now, item = theme.current(), self.plot.plotItem
        size = f"{theme.small(self.plot.font()).pointSizeF():.1f}pt"
        metrics, room = QFontMetrics(theme.small(self.plot.font())), self.room_px
        if self.y_label:
            # a longer name than there is room for, with the label's own margins, would push the plot over the edge
            text = metrics.elidedText(self.y_label, Qt.TextElideMode.ElideRight, max(40, room))
            item.setTitle(rich(text), color=now.muted, size=size, justify="left")
            item.titleLabel.setMaximumHeight(TITLE_PX)
            item.titleLabel.setMinimumWidth(0)  # else a name written in a wide plot would hold a narrow one open
            item.layout.setRowFixedHeight(0, TITLE_PX)
        axis = item.getAxis("bottom")
        named = bool(self.x_label) and self.plot.height() >= LABEL_NEEDS_PX
        name = metrics.elidedText(self.x_label, Qt.TextElideMode.ElideRight, max(40, room)) if named else ""
        axis.setLabel(rich(name), color=now.muted, **{"font-size": size})
        axis.setHeight(32 if named else 18)
        axis.resizeEvent()  # which centres the new name: setLabel leaves it where the old one began

    def update(self) -> None:
        box = self.plot.plotItem.vb
        (x0, x1), (y0, y1) = box.viewRange()
        state = (x0, x1, y0, y1, round(box.width()), round(box.height()), self.plot.size())
        if state == self._seen:
            return
        if self._seen is None or self._seen[-1] != state[-1]:
            self._seen = state
            self._write_labels()
        self._seen = state
        rule, spacing = self.rules["bottom"]
        bottom = rule(x0, x1, max(2, int(box.width() / spacing)))
        rule, spacing = self.rules["left"]
        left = rule(y0, y1, max(2, int(box.height() / spacing)))
        item = self.plot.plotItem
        item.getAxis("bottom").setTicks([bottom])
        item.getAxis("left").setTicks([left])
        levels = np.repeat([value for value, _ in left], 2)
        self._grid.setData(np.tile([x0, x1], len(left)), levels)


def min_max_per_column(x: Floats, y: Floats, n_columns: int) -> tuple[Floats, Floats]:
    """Thin evenly spaced rows to the least and the largest value of each pixel column, for a long line."""
    n = len(x)
    rows = n // max(1, n_columns)
    if rows < 4:
        return x, y
    starts = np.arange(0, n, rows)
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    return np.repeat(x[starts], 2), np.stack([low, high], axis=1).ravel()


def show_spots(item: Any, x: Any, y: Any, **looks: Any) -> None:
    """Give a ScatterPlotItem its points, those of them that are finite: pyqtgraph casts the others to integers.

    A list among the looks has an entry for each point. Without points the item is hidden, since even an empty one
    takes long to paint.
    """
    x, y = np.asarray(x, np.float64), np.asarray(y, np.float64)
    there = np.isfinite(x) & np.isfinite(y)
    if not there.all():
        x, y = x[there], y[there]
        for name, look in looks.items():
            if isinstance(look, list):
                looks[name] = [each for each, kept in zip(look, there, strict=True) if kept]
    if len(x) or item.isVisible():
        item.setVisible(len(x) > 0)
        item.setData(x, y, **looks)


def zero_symbol() -> QPainterPath:
    """Return the figure 0 as a plot symbol of unit size."""
    path = QPainterPath()
    path.addEllipse(-0.28, -0.45, 0.56, 0.9)
    return path


class Crosshair(QObject):
    """A vertical line at the mouse with a small text of the values there, which never leaves the plot.

    `describe(x, y)` gets the data coordinates and returns the text, with units; "" hides the crosshair.
    """

    def __init__(self, plot: pg.PlotWidget, describe: Callable[[float, float], str]) -> None:
        super().__init__(plot)
        self._plot, self._describe = plot, describe
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.setZValue(900)
        self.line.hide()
        plot.addItem(self.line, ignoreBounds=True)
        self.readout = PlainLabel(parent=plot)
        self.readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.readout.setFont(theme.tabular(theme.small(plot.font())))
        self.readout.hide()
        plot.actviz_frame.crosshairs.append(self)
        plot.viewport().installEventFilter(self)
        self.restyle()

    def restyle(self) -> None:
        """Take on `theme.current()`."""
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
        box = self._plot.plotItem.vb
        scene_position = self._plot.mapToScene(position)
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
        right = position.x() + 12 + width <= self._plot.width()
        x = position.x() + 12 if right else position.x() - 12 - width
        y = position.y() - height - 8
        x = max(0, min(x, self._plot.width() - width))
        y = max(0, min(y if y >= 0 else position.y() + 14, self._plot.height() - height))
        self.readout.move(x, y)
        self.readout.show()

    def _size_readout(self) -> None:
        room = self._plot.width()
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
