"""Timeline: every step of the run on one line, with its events; drag it to go back to a step."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from actviz.app.lanes import LaneView
from actviz.training.history.notes import NamedNote
from actviz.ui.plots.ticks import nice_ceiling
from actviz.ui.theme import icons, theme
from actviz.ui.timeline.events import KINDS, N_RARE, Mark, Marks, marks_of
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.text import show_tip, to_the_letter

HEIGHT_PX = 34
EDGE_PX = 8  # of the track, so that the handle is whole at both ends
MOST_NAMED = 6  # events in a tool tip
NEAR_PX = 4
PIN_PX = 4.5  # half the width of a note's mark
NOTE_COLOUR = 3  # among the lanes'
EVENTS = "a death, revival, change, note or new verdict"
TIP_CHARACTERS = 72  # of a note, in a line of a tool tip


class Track(QWidget):
    """The line, with a mark for each event and a handle at the shown step.

    Signals:
        moved(object): the step to show, or None for the newest.
        note_requested(): the user wants to write the note of the shown step.
    """

    moved = Signal(object)
    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("arrowKeys", True)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)
        self.setMouseTracking(True)
        self.setAccessibleName("Timeline")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.newest, self.at = 0, 0
        self.span = 1  # steps from end to end: a round number, so that the line does not move at every step
        self.marks = Marks()
        self._picture = QPixmap()  # of the marks: with every frame only the line and the handle move
        self._pictured: tuple[object, ...] = ()

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(400, HEIGHT_PX)

    def show_run(self, newest: int, at: int, marks: Marks) -> None:
        """Show the newest step, the shown one, and the marks."""
        self.newest, self.at = newest, at
        self.span = max(1, round(nice_ceiling(float(max(newest, 10)))))
        self.marks = marks
        self.setAccessibleDescription(f"step {at:,} of {newest:,}")
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
        """Paint the line as far as the run has come, the marks above it, and the handle."""
        now, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() - 11.0
        end, here = self._x(self.newest), self._x(self.at)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.border))
        painter.drawRoundedRect(QRectF(EDGE_PX, middle - 1.5, self.width() - 2 * EDGE_PX, 3), 1.5, 1.5)
        painter.setBrush(QColor(now.strong_border))
        painter.drawRoundedRect(QRectF(EDGE_PX, middle - 1.5, max(3.0, end - EDGE_PX), 3), 1.5, 1.5)
        painter.setBrush(QColor(now.accent))
        painter.drawRoundedRect(QRectF(EDGE_PX, middle - 1.5, max(3.0, here - EDGE_PX), 3), 1.5, 1.5)
        painter.drawPixmap(0, 0, self._picture_of_marks(middle))
        painter.setPen(theme.pen(now.text if self.hasFocus() else now.card, 1.5))
        painter.setBrush(QColor(now.accent))
        painter.drawEllipse(QRectF(here - 6, middle - 6, 12, 12))

    def _picture_of_marks(self, middle: float) -> QPixmap:
        size, ratio = self.size(), self.devicePixelRatioF()
        shown = self.marks, self.span, size, ratio, theme.current()
        if shown != self._pictured:
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._paint_marks(painter, middle)
            painter.end()
            self._pictured = shown
        return self._picture

    def _paint_marks(self, painter: QPainter, middle: float) -> None:
        """Paint one line for each pixel column: the more deaths (or revivals) in it, the taller."""
        now, marks, bottom = theme.current(), self.marks, middle - 5
        scale = (self.width() - 2 * EDGE_PX) / self.span
        columns = np.rint(EDGE_PX + scale * marks.steps).astype(np.int64)
        deaths, revivals = (marks.counts(kind, columns, self.width()) for kind in ("death", "revival"))
        room = (middle - 9.0) / np.where((deaths > 0) & (revivals > 0), 2.0, 1.0)  # revivals stand on deaths
        foot = np.full(self.width(), bottom)
        for counts, ink in ((deaths, QColor(now.dead)), (revivals, QColor(now.revived))):
            heights = np.where(counts > 0, np.minimum(room, 4.0 + 2.5 * np.log2(counts + 1.0)), 0.0)
            for x in np.flatnonzero(counts).tolist():
                painter.fillRect(QRectF(x, foot[x] - heights[x], 1, heights[x]), ink)
            foot -= heights
        for kind, colour in (("verdict", now.text), ("change", now.accent)):
            for x in np.flatnonzero(marks.counts(kind, columns, self.width())).tolist():
                painter.fillRect(QRectF(x - 2, middle + 4, 4, 4), QColor(colour))
        self._paint_notes(painter, np.flatnonzero(marks.counts("note", columns, self.width())).tolist())

    def _paint_notes(self, painter: QPainter, places: Sequence[int]) -> None:
        """Paint a pin at the upper edge, pointing at its step: a shape and a place of its own."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen(theme.current().card))  # parts it from the deaths behind it
        painter.setBrush(theme.current().lane(NOTE_COLOUR))
        for x in places:
            left, middle, right = x + 0.5 - PIN_PX, x + 0.5, x + 0.5 + PIN_PX
            corners = (left, 0.5), (right, 0.5), (right, 4.5), (middle, 4.5 + PIN_PX), (left, 4.5)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.restore()

    def _x(self, step: float) -> float:
        return EDGE_PX + (self.width() - 2 * EDGE_PX) * step / self.span

    def place_of(self, step: int) -> int:
        """Return where a step is, in pixels from the left."""
        return round(self._x(min(step, self.span)))

    def _note_near(self, x: float) -> int | None:
        """Return the step of the note whose pin is under the mouse."""
        steps = self.marks.steps[self.marks.codes == KINDS.index("note")]
        far = np.abs(EDGE_PX + (self.width() - 2 * EDGE_PX) / self.span * steps - x)
        found = [step for step in steps[far <= PIN_PX] if step <= self.newest]
        return int(min(found, key=lambda step: abs(self._x(step) - x))) if found else None

    def step_at(self, x: float) -> int:
        """Return the step at a place, at most the newest."""
        return min(self.newest, max(0, round((x - EDGE_PX) / max(1, self.width() - 2 * EDGE_PX) * self.span)))

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
            super().keyPressEvent(event)
            return
        step = steps[event.key()]
        if step is not None:
            self._go_to(min(self.newest, max(0, step)))

    def _go_to(self, step: int) -> None:
        if step != self.at:
            # The handle moves at once; the panels follow when the step has been replayed.
            self.show_run(self.newest, step, self.marks)
            self.moved.emit(None if step == self.newest else step)

    def event(self, event: QEvent) -> bool:
        """Show a tool tip with the events near the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event.globalPos(), to_the_letter(self._tip(event.pos().x())), self)
            return True
        return super().event(event)

    def _tip(self, x: int) -> str:
        scale = (self.width() - 2 * EDGE_PX) / self.span
        near = np.flatnonzero(np.abs(EDGE_PX + scale * self.marks.steps - x) <= NEAR_PX)
        if not len(near):
            return f"step {self.step_at(x):,}: click to see the run as it was then, double-click to write a note"
        rare_first = near[np.argsort(self.marks.codes[near] >= N_RARE, kind="stable")]  # then the events of units
        named = [self.marks[i] for i in sorted(rare_first[:MOST_NAMED].tolist())]
        lines = [f"step {mark.step:,}: {_wrapped(mark)}" for mark in named]
        return "\n".join([*lines, *([f"… and {len(near) - MOST_NAMED:,} more"] if len(near) > MOST_NAMED else [])])


def _wrapped(mark: Mark) -> str:
    """Return a mark's text, in lines that are not too long for a tool tip."""
    if mark.kind != "note":
        return mark.text
    lines = [textwrap.fill(line, TIP_CHARACTERS, subsequent_indent="    ") for line in mark.text.split("\n")]
    return "\n    ".join(lines)


class Timeline(QFrame):
    """The track, the shown step in words, and buttons for events, notes, branching and the newest step.

    Signals:
        moved(object): the step to show, or None for the newest.
        branch_requested(): the user wants a lane that continues from the shown step.
        note_requested(): the user wants to write the note of the shown step.
    """

    moved = Signal(object)
    note_requested = Signal()
    branch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setFixedHeight(HEIGHT_PX)
        self.track = Track()
        self.track.moved.connect(self.moved)
        self.where = NumberLabel()
        self.where.setFont(theme.tabular(theme.small(self.where.font())))
        self.where.setFixedWidth(self.where.fontMetrics().horizontalAdvance("step 99,999,999 of 99,999,999") + 8)
        self.previous = self._button("back", f"Previous event: {EVENTS}")
        self.next = self._button("forth", f"Next event: {EVENTS}")
        self.note = self._button("note", "Note at this step: write, change or delete it (N)")
        self.branch = self._button(
            "branch", "Branch here: add a lane that continues from this step with the present settings; then change one"
        )
        self.branch.setText("Branch")
        self.branch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.branch.setProperty("iconOnly", False)
        self.newest = self._button("", "Return to the newest step and follow it")
        self.newest.setText("Newest")
        self.newest.setProperty("leads", True)  # it can be clicked only in the past, and leads out of it
        self.previous.clicked.connect(self.go_to_previous)
        self.next.clicked.connect(self.go_to_next)
        self.note.clicked.connect(self.note_requested)
        self.track.note_requested.connect(self.note_requested)
        self.branch.clicked.connect(self.branch_requested)
        self.newest.clicked.connect(lambda: self.moved.emit(None))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.track, 1)
        row.addWidget(self.where)
        row.addWidget(self.note)
        row.addWidget(self.branch)
        row.addWidget(self.newest)
        self._shown_for: list[tuple[object, ...]] = []
        self._marks = Marks()
        self.restyle()
        self.show_lanes((), None)

    def show_lanes(self, lanes: Sequence[LaneView], cursor: int | None, notes: Sequence[NamedNote] = ()) -> None:
        """Show the lanes' newest step and their events; `cursor` is the step that the user has gone back to."""
        shown_for: list[tuple[object, ...]] = [
            (lane.name, lane.history.events, lane.history.changes, lane.verdict_changes) for lane in lanes
        ]
        shown_for.append(tuple(notes))
        if shown_for != self._shown_for:
            self._shown_for, self._marks = shown_for, marks_of(lanes, notes)
        newest = max((lane.newest for lane in lanes), default=0)
        at = newest if cursor is None else min(cursor, newest)
        self.track.show_run(newest, at, self._marks)
        self.where.set_text(f"step {at:,} of {newest:,}" if cursor is not None else f"step {newest:,}, the newest")
        self.newest.setEnabled(cursor is not None)
        self.branch.setEnabled(newest > 0)
        self.note.setEnabled(bool(lanes))
        self.previous.setEnabled(self.track.event_before(at) is not None)
        self.next.setEnabled(cursor is not None and self.track.event_after(at) is not None)

    def go_to_previous(self) -> None:
        """Go back to the last event before the step on show."""
        self._go_to(self.track.event_before(self.track.at))

    def go_to_next(self) -> None:
        """Go on to the next event."""
        self._go_to(self.track.event_after(self.track.at))

    def restyle(self) -> None:
        """Apply the theme's colours."""
        self.previous.setIcon(icons.icon("back"))
        self.next.setIcon(icons.icon("forth"))
        self.note.setIcon(icons.icon("note"))
        self.branch.setIcon(icons.icon("branch"))
        self.track.update()

    def _go_to(self, step: int | None) -> None:
        if step is not None:
            self.moved.emit(None if step == self.track.newest else step)

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = tool_button("quiet", "", tip, tip.partition(":")[0])
        button.setProperty("iconOnly", bool(icon))
        button.setFixedHeight(24)
        return button
