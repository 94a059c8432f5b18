"""Plot: what all plots share, which is their look, ticks that never overprint, names, zoom and clicks.

A panel keeps the ranges of its plots in a `JumpRange`, gives an axis other ticks with a rule of `ticks`, and calls
`restyle` from its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

from actviz.translation import tr
from actviz.ui.plots.frame import Frame
from actviz.ui.plots.ticks import TickRule, number_ticks
from actviz.ui.plots.zoom import Range, X, Y, Zoom
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import rich

LEFT_AXIS_PX = 42
TITLE_PX, TITLE_REST_PX = 18, 10  # height of a plot's name; width of its own margins
MARGIN_RIGHT_PX = 16
ROW_PX = 22  # least distance of tick labels, one above the other
COLUMN_PX = 56  # and side by side
LABEL_NEEDS_PX = 150  # a plot lower than this keeps its ticks but not the x axis's name


class Plot:
    """A plot in the current theme, in `widget`; the y axis's name is above it, on the left.

    It does not scale by itself: its ranges are those of `set_x_range` and `set_y_range`, or the part of them that the
    user has zoomed to.
    """

    def __init__(self, x_label: str, y_label: str) -> None:
        self.frame = Frame()
        self.widget, self.box = self.frame.view, self.frame.box
        self.left, self.bottom = self.frame.axis("left"), self.frame.axis("bottom")
        self.x_label, self.y_label = x_label, y_label
        self.restyled: list[theme.Restyled] = []  # what in the plot has colours of its own
        self._rules: dict[str, tuple[TickRule, float]] = {
            "left": (number_ticks, ROW_PX),
            "bottom": (number_ticks, COLUMN_PX),
        }
        self._drawn: tuple[object, ...] | None = None  # ranges and sizes that ticks and grid were drawn for
        self._set_up()
        self.zoom = Zoom(self.widget, self.box)
        self.widget.setAccessibleName(self._usual_name)
        self._grid = pg.PlotCurveItem(connect="pairs")
        self._grid.setZValue(-1000)
        self.add(self._grid)
        self.box.sigRangeChanged.connect(lambda *_: self._update())
        self.box.sigResized.connect(lambda *_: self._update())
        # when an axis moves, Qt repaints what it covers where it is now, and may leave a row of its labels where it was
        self.box.sigResized.connect(lambda *_: self.widget.viewport().update())
        self.restyle()

    def _set_up(self) -> None:
        self.widget.setMinimumSize(60, 36)  # a dock may be squeezed further than pyqtgraph's own hint allows
        for widget in (self.widget, self.widget.viewport()):
            widget.setAcceptDrops(False)
        self.box.disableAutoRange()
        self.box.setMouseEnabled(False, False)
        self.box.setDefaultPadding(0.0)
        self.set_margins(0, 0 if self.y_label else 7, MARGIN_RIGHT_PX, 2)
        for axis in (self.left, self.bottom):
            axis.enableAutoSIPrefix(False)
            axis.setStyle(
                tickLength=0,
                autoExpandTextSpace=False,
                autoReduceTextSpace=False,
                hideOverlappingLabels=False,
                tickTextOffset=4,
            )
        self.left.setWidth(LEFT_AXIS_PX)
        for still in (self.left, self.bottom, self.frame.title):
            still.setCacheMode(still.CacheMode.DeviceCoordinateCache)  # text is the slowest to draw, and seldom changes

    # What is in it

    def add(self, *items: Any) -> None:
        """Add pyqtgraph items, which leave the ranges as they are."""
        for item in items:
            self.box.addItem(item, ignoreBounds=True)

    def remove(self, item: Any) -> None:
        """Remove an item."""
        self.box.removeItem(item)

    def on_click(self, slot: Callable[[float, float], object], double: bool = False) -> None:
        """Call `slot(x, y)` in data coordinates for every left click (or double click) inside the axes."""

        def clicked(event: Any) -> None:
            inside = self.box.sceneBoundingRect().contains(event.scenePos())
            if inside and event.double() == double and event.button() == Qt.MouseButton.LeftButton:
                point = self.box.mapSceneToView(event.scenePos())
                slot(point.x(), point.y())

        self.widget.scene().sigMouseClicked.connect(clicked)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave these px free around axes and names."""
        self.frame.grid.setContentsMargins(left, top, right, bottom)
        self._margin_right = right

    # Axes

    @property
    def x_range(self) -> Range:
        """The ends of the x axis as it is in view, in data coordinates."""
        low, high = self.box.viewRange()[0]
        return low, high

    @property
    def y_range(self) -> Range:
        """The ends of the y axis as it is in view, in data coordinates."""
        low, high = self.box.viewRange()[1]
        return low, high

    def set_x_range(self, low: float, high: float) -> None:
        """Show exactly this range of x, or the part of it that the user has zoomed to."""
        self.zoom.choose(X, low, high)

    def set_y_range(self, low: float, high: float) -> None:
        """Show exactly this range of y, or the part of it that the user has zoomed to."""
        self.zoom.choose(Y, low, high)

    @property
    def x_per_px(self) -> float:
        """How much of the x axis one pixel covers."""
        low, high = self.x_range
        return (high - low) / max(1.0, float(self.box.width()))

    def set_ticks(self, side: str, rule: TickRule, spacing_px: float | None = None) -> None:
        """Give the "left" or "bottom" axis another rule for its ticks."""
        self._rules[side] = (rule, spacing_px or self._rules[side][1])
        self._drawn = None
        self._update()

    # Names

    def set_x_label(self, text: str) -> None:
        """Change the x axis's name, when what it shows has changed."""
        if text != self.x_label:
            self._set_labels(text, self.y_label)

    def set_y_label(self, text: str) -> None:
        """Change the name above the plot, when what it shows has changed."""
        if text != self.y_label:
            self._set_labels(self.x_label, text)

    @property
    def _usual_name(self) -> str:
        """What a screen reader calls the plot, unless its panel has given it another name."""
        if self.y_label and self.x_label:
            return tr("{what} by {variable}", what=self.y_label, variable=self.x_label)
        return self.y_label or self.x_label

    def _set_labels(self, x_label: str, y_label: str) -> None:
        is_usual = self.widget.accessibleName() == self._usual_name
        self.x_label, self.y_label = x_label, y_label
        if is_usual:
            self.widget.setAccessibleName(self._usual_name)
        self._write_labels()

    def x_label_fits(self, text: str) -> bool:
        """Return whether the plot is wide enough for this name under it; a longer one is cut."""
        return QFontMetrics(theme.small(self.widget.font())).horizontalAdvance(text) <= self._name_room_px

    def y_label_fits(self, text: str) -> bool:
        """Return whether the plot is wide enough for this name above it; a longer one would push the axes out."""
        metrics = QFontMetricsF(theme.small(self.widget.font()))
        return metrics.horizontalAdvance(text) <= self._name_room_px + 2

    # Look

    def restyle(self) -> None:
        """Apply `theme.current()`: ground, axes, grid, labels and crosshair, but not the panel's curves."""
        now = theme.current()
        self.widget.setBackground(now.card)
        font = theme.tabular(theme.small(self.widget.font()))
        for axis in (self.left, self.bottom):
            axis.setTickFont(font)
            axis.setTextPen(theme.pen(now.muted))
        self.left.setPen(theme.pen(now.card))
        self.bottom.setPen(theme.pen(now.strong_border))
        self._grid.setPen(theme.pen(now.grid))
        self._drawn = None
        self._write_labels()
        self._update()
        for each in self.restyled:
            each.restyle()

    @property
    def _name_room_px(self) -> int:
        """How wide a name may be, above the plot or under it."""
        return int(self.widget.width() - self.left.minimumWidth()) - TITLE_REST_PX - self._margin_right

    def _write_labels(self) -> None:
        now, small = theme.current(), theme.small(self.widget.font())
        size = f"{small.pointSizeF():.1f}pt"
        metrics, room = QFontMetrics(small), max(40, self._name_room_px)
        if self.y_label:
            # a longer name than there is room for, with the label's own margins, would push the plot over the edge
            fits = self.y_label_fits(self.y_label)
            text = self.y_label if fits else metrics.elidedText(self.y_label, Qt.TextElideMode.ElideRight, room)
            self.frame.set_title(rich(text), px(TITLE_PX), color=now.muted, size=size, justify="left")
            self.frame.title.setMinimumWidth(0)  # else a name written in a wide plot would hold a narrow one open
        named = bool(self.x_label) and self.widget.height() >= LABEL_NEEDS_PX
        name = metrics.elidedText(self.x_label, Qt.TextElideMode.ElideRight, room) if named else ""
        self.bottom.setLabel(rich(name), color=now.muted, **{"font-size": size})
        self.bottom.setHeight(px(32 if named else 18))
        self.bottom.resizeEvent()  # which centres the new name: setLabel leaves it where the old one began

    def _update(self) -> None:
        """Draw ticks and grid for the present ranges and sizes, unless they are drawn for these already."""
        (x0, x1), (y0, y1) = self.x_range, self.y_range
        state = (x0, x1, y0, y1, round(self.box.width()), round(self.box.height()), self.widget.size())
        if state == self._drawn:
            return
        resized = self._drawn is None or self._drawn[-1] != state[-1]
        self._drawn = state  # before the labels, whose new sizes lead here again
        if resized:
            self._write_labels()
        rule, spacing = self._rules["bottom"]
        self.bottom.setTicks([rule(x0, x1, max(2, int(self.box.width() / spacing)))])
        rule, spacing = self._rules["left"]
        left = rule(y0, y1, max(2, int(self.box.height() / spacing)))
        self.left.setTicks([left])
        self._grid.setData(np.tile([x0, x1], len(left)), np.repeat([value for value, _ in left], 2))
