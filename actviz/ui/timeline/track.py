"""Track: every step of the run on one line, with the loss, the dead units and flags; drag it to go back to a step."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from actviz.app.lanes import LaneView
from actviz.number_text import whole
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.timeline.events import KINDS, N_RARE, Mark, Marks
from actviz.ui.timeline.run_picture import BASE_PX, EDGE_PX, PENNANT_PX, RunPicture, words_at
from actviz.ui.widgets.text import show_tip, to_the_letter

HEIGHT_PX, THIN_PX = 42, 24
MOST_NAMED = 6  # events in a tool tip
NEAR_PX = 4
TIP_CHARACTERS = 72  # of a note, in a line of a tool tip


class Track(QAbstractSlider):
    """The line from step 0 to now, and a handle at the shown step; a slider for screen readers.

    Signals:
        moved(object): the step to show, or None for the newest.
        note_requested(): the user wants to write the note of the shown step.
    """

    moved = Signal(object)
    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("arrowKeys", True)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Timeline"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.small(self.font()))
        self.setFixedHeight(px(HEIGHT_PX))
        self.newest, self.at = 0, 0
        self.marks = Marks()
        self._lanes: Sequence[LaneView] = ()
        self._picture = RunPicture()

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(400, self.height())

    def set_thin(self, thin: bool) -> None:
        """Have room for flags alone, or for the run's curves too."""
        self.setFixedHeight(px(THIN_PX if thin else HEIGHT_PX))

    def show_run(self, newest: int, at: int, marks: Marks, lanes: Sequence[LaneView] = ()) -> None:
        """Show the run from step 0 to the newest, the shown step, and the marks."""
        self.marks, self._lanes = marks, lanes
        self._picture.set_lanes(lanes)
        self._show_step(newest, at)

    def _show_step(self, newest: int, at: int) -> None:
        self.newest, self.at = newest, at
        self.setRange(0, newest)
        self.setValue(at)
        steps = {"step": whole(at), "newest": whole(newest)}
        past, now = tr("step {step} of {newest}, the past", **steps), tr("step {step} of {newest}, the newest", **steps)
        self.setAccessibleDescription(past if at < newest else now)
        self.update()

    def event_after(self, step: int) -> int | None:
        """Return the step of the next event after this one."""
        i = int(np.searchsorted(self.marks.steps, step, side="right"))
        found = int(self.marks.steps[i]) if i < len(self.marks) else None
        # A lane that had advanced further may have been removed.
        return None if found is None or found > self.newest else found

    def event_before(self, step: int) -> int | None:
        """Return the step of the last event before this one."""
        i = int(np.searchsorted(self.marks.steps, step))
        return int(self.marks.steps[i - 1]) if i else None

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the run so far, the line under it, and the handle with an upright line at the shown step."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_past = self.at < self.newest
        base, here = float(self.height() - BASE_PX), self._x(self.at)
        colour = QColor(now.past if is_past else now.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.strong_border))
        painter.drawRoundedRect(QRectF(EDGE_PX, base - 1.5, self.width() - 2 * EDGE_PX, 3), 1.5, 1.5)
        size = self.size()
        picture = self._picture.drawn(size, self.devicePixelRatioF(), self.newest, self.marks, self.font())
        painter.drawPixmap(0, 0, picture)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(EDGE_PX, base - 1.5, max(3.0, here - EDGE_PX), 3), 1.5, 1.5)
        if is_past:
            painter.setPen(theme.pen(now.past, 2.0))
            painter.drawLine(QPointF(here, 1.0), QPointF(here, base))
        painter.setPen(theme.pen(now.text if self.hasFocus() else now.card, 1.5))
        painter.drawEllipse(QRectF(here - 6, base - 6, 12, 12))

    def _x(self, step: float) -> float:
        return EDGE_PX + self._per_step * step

    @property
    def _per_step(self) -> float:
        return (self.width() - 2 * EDGE_PX) / max(1, self.newest)

    def place_of(self, step: int) -> int:
        """Return where a step is, in pixels from the left."""
        return round(self._x(min(step, self.newest)))

    def _note_near(self, x: float) -> int | None:
        """Return the step of the note whose flag is under the mouse."""
        steps = self.marks.steps[self.marks.codes == KINDS.index("note")]
        far = np.abs(EDGE_PX + self._per_step * steps + PENNANT_PX / 2 - x)
        found = [step for step in steps[far <= PENNANT_PX] if step <= self.newest]
        return int(min(found, key=lambda step: abs(self._x(step) - x))) if found else None

    def step_at(self, x: float) -> int:
        """Return the step at a place, at most the newest."""
        return min(self.newest, max(0, round((x - EDGE_PX) / self._per_step)))

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self._go_to(self.step_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for the note of the step under the mouse, to which the first click has led."""
        if event.button() == Qt.MouseButton.LeftButton:
            step = self._note_near(event.position().x())
            if step is not None:
                self._go_to(step)
            self.note_requested.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(self.step_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to others: a turn by accident would leave the present."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by a step, by a hundredth of the run (Page), to its ends, or to events (Up and Down)."""
        page = max(1, self.newest // 100)
        steps: dict[int, int | None] = {
            Qt.Key.Key_Left: self.at - 1,
            Qt.Key.Key_Right: self.at + 1,
            Qt.Key.Key_PageUp: self.at - page,
            Qt.Key.Key_PageDown: self.at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.newest,
            Qt.Key.Key_Up: self.event_before(self.at),
            Qt.Key.Key_Down: self.event_after(self.at),
        }
        if event.key() not in steps:
            event.ignore()
            return
        step = steps[event.key()]
        if step is not None:
            self._go_to(min(self.newest, max(0, step)))

    def _go_to(self, step: int) -> None:
        if step != self.at:
            # The handle moves at once; the panels follow when the step has been replayed.
            self._show_step(self.newest, step)
            self.moved.emit(None if step == self.newest else step)

    def event(self, event: QEvent) -> bool:
        """Show a tool tip with the events near the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event.globalPos(), to_the_letter(self.tip_at(event.pos().x())), self)
            return True
        return super().event(event)

    def tip_at(self, x: int) -> str:
        """Return what the tool tip at a place says: the step, what was measured there, and the events near it."""
        near = np.flatnonzero(np.abs(EDGE_PX + self._per_step * self.marks.steps - x) <= NEAR_PX)
        rare_first = near[np.argsort(self.marks.codes[near] >= N_RARE, kind="stable")]  # then the events of units
        named = [self.marks[i] for i in sorted(rare_first[:MOST_NAMED].tolist())]
        step = self.step_at(x)
        lines = [tr("step {step}", step=whole(step)), *words_at(self._lanes, step)]
        lines += [tr("step {step}: {what}", step=whole(each.step), what=_wrapped(each)) for each in named]
        if len(near) > MOST_NAMED:
            lines.append(tr("… and {n} more", n=whole(len(near) - MOST_NAMED)))
        return "\n".join([*lines, tr("click: see the run as it was then; double-click: write a note")])


def _wrapped(mark: Mark) -> str:
    """Return a mark's text, in lines that are not too long for a tool tip."""
    if mark.kind != "note":
        return mark.text
    lines = [textwrap.fill(line, TIP_CHARACTERS, subsequent_indent="    ") for line in mark.text.split("\n")]
    return "\n    ".join(lines)
