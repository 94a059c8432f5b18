"""Zoom: the part of a plot that is in view. The wheel zooms, dragging pans, a double click shows all again.

In a plot that has the focus + and − zoom, the arrow keys pan what is zoomed, 0 shows all again, and Page Down goes to
the next plot.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from actviz.translation import tr
from actviz.ui.widgets.buttons import tool_button

Range = tuple[float, float]

X, Y = 0, 1
PER_NOTCH = 0.8  # of the range stays in view when the wheel turns by a notch
NOTCH = 120  # in Qt's unit of wheels
LEAST_SHARE = 1e-4  # of the whole range, which can be zoomed to
PER_ARROW = 0.1  # of the part in view, that an arrow key moves it
_IN, _OUT = {Qt.Key.Key_Plus, Qt.Key.Key_Equal}, {Qt.Key.Key_Minus, Qt.Key.Key_Underscore}  # + is on = in many layouts
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Down: (1, -1), Qt.Key.Key_Up: (1, 1)}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
CLICK_PX = 5  # a mouse that moves further with its button down does not click: pyqtgraph's own limit


def shifted_into(view: Range, whole: Range) -> Range | None:
    """Return a view of the same span within the whole range; None where that is the whole range."""
    span = view[1] - view[0]
    if span >= whole[1] - whole[0]:
        return None
    low = min(max(view[0], whole[0]), whole[1] - span)
    return low, low + span


def common(view: Range, whole: Range) -> Range | None:
    """Return what a view has in common with the whole range; None where that is nothing, or everything."""
    low, high = max(view[0], whole[0]), min(view[1], whole[1])
    is_part = high - low > LEAST_SHARE * (whole[1] - whole[0]) and (low, high) != whole
    return (low, high) if is_part else None


class Zoom(QObject):
    """The ranges that a panel has chosen for a plot, and what part of them the user has zoomed to.

    Inside the axes the wheel zooms `wheel_axes`, beside one of `axes` that one alone. What was zoomed to stays when the
    panel chooses other ranges, as long as it is a part of them. Plots in `peers` have the same x axis.

    Signals:
        changed(): the user has zoomed, panned, or shows all again.
    """

    changed = Signal()

    def __init__(self, widget: Any, box: Any) -> None:
        super().__init__(widget)
        self._widget, self._box = widget, box
        self._whole: list[Range] = [tuple(each) for each in box.viewRange()]
        self._views: list[Range | None] = [None, None]
        self.axes: tuple[int, ...] = (X, Y)
        self.wheel_axes: tuple[int, ...] = (X, Y)
        self.peers: tuple[Zoom, ...] = ()
        self._pointer = Qt.CursorShape.ArrowCursor
        self._pressed: QPointF | None = None  # where the mouse was at the latest event, while its button is down
        self._begun: QPointF | None = None  # where the button went down
        self.fit_button = tool_button("fit", tr("Fit"), tr("Show the whole axes again (double-click)"))
        self.fit_button.setParent(widget)
        self.fit_button.clicked.connect(self.show_all)
        self.fit_button.hide()
        self._widget.viewport().installEventFilter(self)
        self._widget.installEventFilter(self)
        self._widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # Ranges

    def choose(self, axis: int, low: float, high: float) -> None:
        """Take the whole range of an axis from the panel; what the user has zoomed to stays, if it is a part of it."""
        self._whole[axis] = (low, high)
        view = self._views[axis]
        self._set(axis, None if view is None else common(view, (low, high)))

    def whole(self, axis: int) -> Range:
        """Return the range that the panel has chosen."""
        return self._whole[axis]

    @property
    def is_zoomed(self) -> bool:
        """Whether a part is in view."""
        return self._views != [None, None]

    def show_all(self) -> None:
        """Show the whole ranges again, in the peers as well."""
        if self.is_zoomed:
            self._set(X, None)
            self._set(Y, None)
            self._tell()

    def zoom(self, axis: int, factor: float, around: float) -> None:
        """Show so many times the present range of an axis; the value `around` keeps its place."""
        low, high = self._views[axis] or self._whole[axis]
        whole = self._whole[axis]
        span = max((high - low) * factor, LEAST_SHARE * (whole[1] - whole[0]))
        share = (around - low) / (high - low) if high > low else 0.5
        start = around - share * span
        self._set(axis, shifted_into((start, start + span), whole))

    def pan(self, axis: int, by: float) -> None:
        """Move a part that is in view; a whole range stays where it is."""
        view = self._views[axis]
        if view is not None:
            self._set(axis, shifted_into((view[0] + by, view[1] + by), self._whole[axis]))

    def _set(self, axis: int, view: Range | None) -> None:
        self._views[axis] = view
        low, high = view or self._whole[axis]
        if axis == X:
            self._box.setXRange(low, high, padding=0)
        else:
            self._box.setYRange(low, high, padding=0)
        self._widget.setProperty("arrowKeys", self.is_zoomed)  # else an arrow is a shortcut of the window
        self._show_button()

    def _tell(self) -> None:
        for peer in self.peers:
            if peer._views[X] != self._views[X]:
                peer._set(X, self._views[X])
                peer.changed.emit()
        self.changed.emit()

    # Keyboard

    @property
    def takes_keys(self) -> bool:
        """Whether there is anything to zoom, and it is in sight."""
        return bool(self.wheel_axes) and bool(self._widget.isVisible())

    def focus(self) -> None:
        """Give the plot the focus, as a key does."""
        self._widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if event.modifiers() & ~plain:
            return False
        if key in _IN or key in _OUT:
            for axis in self.wheel_axes:
                middle = sum(self._views[axis] or self._whole[axis]) / 2.0
                self.zoom(axis, PER_NOTCH if key in _IN else 1.0 / PER_NOTCH, middle)
            self._tell()
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key in _ARROWS and self.is_zoomed:
            axis, sign = _ARROWS[key]
            low, high = self._views[axis] or self._whole[axis]
            self.pan(axis, sign * PER_ARROW * (high - low))
            self._tell()
        elif key in _PAGES:
            self._turn_to(_PAGES[key])
        else:
            return False
        return True

    def _turn_to(self, by: int) -> None:
        """Give the focus to the next plot, or the one before, of the panel, or else of the window."""
        home = self._widget.parentWidget()
        while home is not None:
            plots = [zoom for zoom in home.findChildren(Zoom) if zoom.takes_keys]
            if len(plots) > 1:
                plots[(plots.index(self) + by) % len(plots)].focus()
                return
            home = home.parentWidget()

    # Mouse

    def keep(self, axis: int) -> None:
        """Leave an axis whole, as one of layers, whose last is told by its place."""
        self.axes = self.wheel_axes = (1 - axis,)

    def set_pointer(self, shape: Qt.CursorShape) -> None:
        """Show this shape of the mouse over the plot, where it does not pan."""
        self._pointer = shape
        self._widget.viewport().setCursor(shape)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom and pan; clicks are left to the plot. A plot is in the Tab round while it has the focus."""
        kind = event.type()
        if watched == self._widget:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                is_in = kind == QEvent.Type.FocusIn
                self._widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_in else Qt.FocusPolicy.ClickFocus)
            return False
        if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            return self._turn(event)
        if isinstance(event, QMouseEvent):
            if kind == QEvent.Type.MouseMove:
                self._move(event)
            elif event.button() == Qt.MouseButton.LeftButton:
                if kind == QEvent.Type.MouseButtonDblClick and self._axes_at(event.position()):
                    self.show_all()
                elif kind == QEvent.Type.MouseButtonPress and self._can_pan(event.position()):
                    self._begun = self._pressed = event.position()
                elif kind == QEvent.Type.MouseButtonRelease and self._begun is not None:
                    self._begun = self._pressed = None
                    self._widget.viewport().setCursor(self._pointer)
        elif kind == QEvent.Type.Resize:
            self._place_button()
        return super().eventFilter(watched, event)

    def _turn(self, event: QWheelEvent) -> bool:
        axes, notches = self._axes_at(event.position()), event.angleDelta().y() / NOTCH
        if not axes or not notches:
            return False
        point = self._value_at(event.position())
        for axis in axes:
            self.zoom(axis, PER_NOTCH**notches, point[axis])
        self._tell()
        event.accept()
        return True

    def _axes_at(self, place: QPointF) -> tuple[int, ...]:
        """Return the axes that the wheel zooms at a place of the viewport; none between the axes and beyond them."""
        area, point = self._box.sceneBoundingRect(), self._widget.mapToScene(place.toPoint())
        inside_x, inside_y = area.left() <= point.x() <= area.right(), area.top() <= point.y() <= area.bottom()
        if inside_x and inside_y:
            return self.wheel_axes
        is_below, is_left = inside_x and point.y() > area.bottom(), inside_y and point.x() < area.left()
        return tuple(axis for axis, is_beside in ((X, is_below), (Y, is_left)) if is_beside and axis in self.axes)

    def _value_at(self, place: QPointF) -> Range:
        point = self._box.mapSceneToView(self._widget.mapToScene(place.toPoint()))
        return point.x(), point.y()

    def _can_pan(self, place: QPointF) -> bool:
        """Whether a part is in view, and nothing that can be dragged itself is under the mouse."""
        if not self.is_zoomed or not self._axes_at(place):
            return False
        return not any(getattr(item, "movable", False) for item in self._widget.items(place.toPoint()))

    def _move(self, event: QMouseEvent) -> None:
        if self._begun is None or self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._pressed is self._begun:
            if (event.position() - self._begun).manhattanLength() <= CLICK_PX:
                return
            self._widget.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        before, now = self._value_at(self._pressed), self._value_at(event.position())
        self._pressed = event.position()
        for axis in (X, Y):
            self.pan(axis, before[axis] - now[axis])
        self._tell()

    # The button

    @contextmanager
    def without_button(self) -> Iterator[None]:
        """Leave the button out, for a picture."""
        self.fit_button.setVisible(False)
        try:
            yield
        finally:
            self._show_button()

    def _show_button(self) -> None:
        if self.fit_button.isHidden() == self.is_zoomed:
            self.fit_button.setVisible(self.is_zoomed)
            self._place_button()

    def _place_button(self) -> None:
        if not self.fit_button.isHidden():
            self.fit_button.adjustSize()
            self.fit_button.move(max(0, self._widget.width() - self.fit_button.width() - 4), 1)
            self.fit_button.raise_()
