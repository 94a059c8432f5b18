"""Timeline: the run so far over the full width, and above it the step on show, the replay and other buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from actviz.app.lanes import LaneView
from actviz.app.replaying import SPEEDS
from actviz.number_text import whole
from actviz.training.history.notes import NamedNote
from actviz.translation import mark, tr
from actviz.ui.plots.legend import Legend, LegendEntry
from actviz.ui.theme import icons, theme
from actviz.ui.theme.text_size import px
from actviz.ui.timeline.events import Marks, marks_of
from actviz.ui.timeline.run_picture import AREA_ALPHA, flag_colour
from actviz.ui.timeline.track import Track
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.fast_label import NumberLabel
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.text import set_tip

ROW_PX = 26
REPLAY_WORDS = mark("Replay"), mark("Pause"), mark("Go on")


class Timeline(QFrame):
    """The track, the shown step in words, and buttons for events, the replay, notes, branching and the way back.

    Signals:
        moved(object): the step to show, or None for the newest.
        replay_toggled(), replay_stopped(): the replay is to begin, pause or go on; to end where it began.
        replay_speed_picked(int): so many steps a second.
        branch_requested(): the user wants a lane that continues from the shown step.
        note_requested(): the user wants to write the note of the shown step.
    """

    moved = Signal(object)
    replay_toggled = Signal()
    replay_stopped = Signal()
    replay_speed_picked = Signal(int)
    note_requested = Signal()
    branch_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setProperty("past", False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.track = Track()
        self.track.moved.connect(self.moved)
        self.where = NumberLabel()
        self.where.setObjectName("timelineStep")
        self.where.setFont(theme.tabular(theme.small(self.where.font())))
        self.legend = Legend()
        self._make_buttons()
        row = QHBoxLayout()
        row.setSpacing(4)
        left: tuple[QWidget, ...] = self.previous, self.next, self.where
        right: tuple[QWidget, ...] = self.replay, self.speed, self.stop, self.note, self.branch, self.newest
        for widget in left:
            row.addWidget(widget)
        row.addWidget(self.legend, 1)
        self._gap = QWidget()  # in place of the legend
        self._gap.hide()
        row.addWidget(self._gap, 1)
        for widget in right:
            row.addWidget(widget)
        RovingFocus(self, across=True).set_widgets([self.previous, self.next, *right])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.track)
        self._shown_for: list[tuple[object, ...]] = []
        self._marks = Marks()
        self._is_replaying = self._is_playing = False
        self._fix_widths()
        self.restyle()
        self.show_lanes((), None)
        self.show_replay(active=False, playing=False, speed=50)

    def _make_buttons(self) -> None:
        self.previous = self._button(
            "back", tr("Previous event: a death, revival, change, note or new verdict"), tr("Previous event")
        )
        self.next = self._button(
            "forth", tr("Next event: a death, revival, change, note or new verdict"), tr("Next event")
        )
        self.replay = self._button("replay", tr("Replay"), tr("Replay"), tr("Replay"))
        self.speed = QComboBox()
        self.speed.setFixedHeight(px(ROW_PX - 2))
        self.speed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed.setAccessibleName(tr("Speed of the replay in steps per second"))
        set_tip(self.speed, tr("Speed of the replay, in steps per second"))
        for speed in SPEEDS:
            self.speed.addItem(tr("{n} /s", n=whole(speed)), speed)
        self.stop = self._button(
            "stop", tr("Stop the replay: show the step where it began (Escape)"), tr("Stop the replay")
        )
        self.note = self._button(
            "note", tr("Note at this step: write, change or delete it (N)"), tr("Note at this step")
        )
        self.branch = self._button(
            "branch",
            tr("Branch here: add a lane that continues from this step with the settings of then"),
            tr("Branch here"),
            tr("Branch"),
        )
        self.newest = self._button(
            "",
            tr("Return to the newest step and follow it (Escape)"),
            tr("Return to the newest step and follow it (Escape)"),
            tr("Return"),
        )
        self.newest.setProperty("leads", True)  # it can be clicked only in the past, and leads out of it
        self.previous.clicked.connect(self.go_to_previous)
        self.next.clicked.connect(self.go_to_next)
        self.replay.clicked.connect(self.replay_toggled)
        self.stop.clicked.connect(self.replay_stopped)
        self.speed.activated.connect(lambda place: self.replay_speed_picked.emit(SPEEDS[place]))
        self.note.clicked.connect(self.note_requested)
        self.track.note_requested.connect(self.note_requested)
        self.branch.clicked.connect(self.branch_requested)
        self.newest.clicked.connect(lambda: self.moved.emit(None))

    def show_lanes(self, lanes: Sequence[LaneView], cursor: int | None, notes: Sequence[NamedNote] = ()) -> None:
        """Show the lanes' run so far and their events; `cursor` is the step that the user has gone back to."""
        shown_for: list[tuple[object, ...]] = [
            (lane.name, h.events, h.changes, lane.verdict_changes, h.tasks, h.recycled)
            for lane in lanes
            for h in (lane.history,)
        ]
        shown_for.append(tuple(notes))
        if shown_for != self._shown_for:
            self._shown_for, self._marks = shown_for, marks_of(lanes, notes)
        newest = max((lane.newest for lane in lanes), default=0)
        at = newest if cursor is None else min(cursor, newest)
        self.track.show_run(newest, at, self._marks, lanes)
        where = mark("Step {newest}, now") if cursor is None else mark("Step {step} of {newest}: the past")
        self.where.set_text(tr(where, step=whole(at), newest=whole(newest)))
        self._show_past(cursor is not None)
        self.newest.setEnabled(cursor is not None)
        self.replay.setEnabled(newest > 0)
        self.branch.setEnabled(newest > 0)
        self.note.setEnabled(bool(lanes))
        self.previous.setEnabled(self.track.event_before(at) is not None)
        self.next.setEnabled(cursor is not None and self.track.event_after(at) is not None)
        self._write_legend(lanes)

    def set_thin(self, thin: bool) -> None:
        """Leave the run's curves out, or have room for them."""
        self.legend.setVisible(not thin)
        self._gap.setVisible(thin)
        self.track.set_thin(thin)

    def show_replay(self, active: bool, playing: bool, speed: int) -> None:
        """Show whether past steps are being replayed, and how fast."""
        self._is_replaying, self._is_playing = active, playing
        self.speed.setCurrentIndex(SPEEDS.index(speed))
        self.stop.setEnabled(active)
        begin, pause, go_on = REPLAY_WORDS
        word = pause if playing else go_on if active else begin
        self.replay.setText(tr(word))
        self.replay.setAccessibleName(tr("{action}: replay", action=tr(word)))
        self._set_replay_icon()
        tips = {
            begin: tr("Replay the run from the step on show, as it was; now, from step 0 (Ctrl+R)"),
            pause: tr("Pause the replay (Space)"),
            go_on: tr("Go on with the replay (Space)"),
        }
        set_tip(self.replay, tips[word])

    def go_to_previous(self) -> None:
        """Go back to the last event before the step on show."""
        self._go_to(self.track.event_before(self.track.at))

    def go_to_next(self) -> None:
        """Go on to the next event."""
        self._go_to(self.track.event_after(self.track.at))

    def restyle(self) -> None:
        """Apply the theme's colours."""
        for button, icon in (
            (self.previous, "back"),
            (self.next, "forth"),
            (self.stop, "stop"),
            (self.note, "note"),
            (self.branch, "branch"),
        ):
            button.setIcon(icons.icon(icon))
        self._set_replay_icon()
        self.legend.set_entries(())  # the next drawing writes it in the new colours
        self.track.update()

    def _set_replay_icon(self) -> None:
        self.replay.setIcon(icons.icon("pause" if self._is_playing else "play" if self._is_replaying else "replay"))

    def _show_past(self, past: bool) -> None:
        if self.property("past") != past:
            self.setProperty("past", past)
            for widget in (self, self.where):
                widget.style().polish(widget)

    def _write_legend(self, lanes: Sequence[LaneView]) -> None:
        now, kinds = theme.current(), self._marks.kinds
        alone = len(lanes) == 1
        area = QColor(now.dead if alone else now.muted)
        area.setAlpha(2 * AREA_ALPHA if alone else AREA_ALPHA)
        entries = [
            LegendEntry(tr("loss"), now.accent if alone else now.muted),
            LegendEntry(tr("dead units"), area.name(QColor.NameFormat.HexArgb), "band"),
        ]
        words = {"change": tr("change"), "verdict": tr("new verdict"), "note": tr("note")}
        entries += [
            LegendEntry(word, flag_colour(kind).name(), "mark") for kind, word in words.items() if kind in kinds
        ]
        self.legend.set_entries(entries if lanes else ())

    def _go_to(self, step: int | None) -> None:
        if step is not None:
            self.moved.emit(None if step == self.track.newest else step)

    def _button(self, icon: str, tip: str, name: str, text: str = "") -> QToolButton:
        button = tool_button("quiet", text, tip, name)
        button.setProperty("iconOnly", not text)
        button.setFixedHeight(px(ROW_PX - 2))
        if text and icon:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _fix_widths(self) -> None:
        """Reserve the room of the longest words, so that nothing moves."""
        metrics = self.where.fontMetrics()
        widest = tr("Step {step} of {newest}: the past", step="9,999,999", newest="9,999,999")
        self.where.setFixedWidth(metrics.horizontalAdvance(widest) + 12)
        longest = max(self.replay.fontMetrics().horizontalAdvance(tr(word)) for word in REPLAY_WORDS)
        self.replay.setFixedWidth(longest + px(34))
