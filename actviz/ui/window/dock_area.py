"""The dock area: one dock for each panel, the presets that arrange them, and what is remembered of it.

Building a panel takes some 30 ms, so the window starts with those that its arrangement shows. A panel that comes
into view is built before it is painted, and what is left is built at leisure, that no click has to wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from time import perf_counter

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.registry import Registry
from actviz.ui.panels.base.panel import Panel, PanelEntry
from actviz.ui.widgets.message_strip import attempt, report
from actviz.ui.window.panel_dock import PanelDock, Panels

LAYOUT_VERSION = 2  # raise it when a panel's key or the meaning of a stored layout changes
MOST_TURNS = 3  # panels that are drawn in turn in one frame
LEISURE_MS = 1000  # after the first frame, the first of the panels that nobody sees yet is built
REST_MS = 100  # and after that the next: some frames are drawn in between
Cell = tuple[int, tuple[str, ...]]  # share of the row's width, and the panels tabbed there
Rows = tuple[tuple[int, tuple[Cell, ...]], ...]  # from top to bottom: share of the height, and cells from left to right
SIDE_SHARE = 24  # of the width, in percent: the column on the right


@dataclass(frozen=True)
class Preset:
    """An arrangement: rows in the centre, and others in a column of full height on their right."""

    key: str
    label: str
    tip: str
    rows: Rows
    side: Rows = ()


PRESETS: Registry[Preset] = Registry("preset")
for _preset in (
    Preset(
        "overview", "Overview", "The network, its gradients, its activations, what it has learned and what is wrong.",
        (
            (57, ((100, ("network",)),)),
            (43, ((35, ("gradient_flow",)), (32, ("activation",)), (33, ("loss",)))),
        ),
        side=((62, ((100, ("diagnosis",)),)), (38, ((100, ("learned_map", "unit", "dead_units")),))),
    ),
    Preset(
        "vanishing", "Vanishing gradient", "Every layer's gradient at large, beside the slopes that shrink it.",
        (
            (52, ((100, ("network",)),)),
            (48, ((38, ("gradient_flow",)), (32, ("why",)), (30, ("activation", "loss")))),
        ),
        side=((64, ((100, ("diagnosis",)),)), (36, ((100, ("learned_map",)),))),
    ),
    Preset(
        "dying_relu", "Dying ReLU", "Which units are dead and since when, beside the pre-activations.",
        (
            (52, ((100, ("network",)),)),
            (48, ((36, ("dead_units", "deaths")), (31, ("activation",)), (33, ("gradient_flow", "loss")))),
        ),
        side=((62, ((100, ("diagnosis",)),)), (38, ((100, ("unit",)),))),
    ),
    Preset(
        "compare", "Compare", "Lanes side by side: networks, gradients, losses, dead units and what they learned.",
        (
            (52, ((100, ("network",)),)),
            (48, ((36, ("gradient_flow", "why")), (34, ("loss",)), (30, ("dead_units", "activation")))),
        ),
        side=((50, ((100, ("diagnosis",)),)), (50, ((100, ("learned_map", "unit")),))),
    ),
):  # fmt: skip
    PRESETS.add(_preset)
FIRST_PRESET = "overview"


class DockArea(QMainWindow):
    """Holds the panels' docks and arranges them.

    Signals:
        built(object): a panel was made.
        all_built(): the last of them was made at leisure.
        seen_changed(): a panel came into view or left it.
        preset_changed(str): a preset was applied.
    """

    built = Signal(object)
    all_built = Signal()
    seen_changed = Signal()
    preset_changed = Signal(str)

    def __init__(self, entries: Iterable[PanelEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("dockArea")
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AnimatedDocks
        )
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.South)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.docks: dict[str, PanelDock] = {}
        self.preset = ""
        self._maximised: tuple[str, QByteArray] | None = None
        self._set_aside: list[PanelDock] = []  # hidden while another is maximised
        self._drawn: dict[str, tuple[float, object]] = {}  # when each was drawn, and the census it then showed
        self._failing: set[str] = set()  # panels whose last drawing failed
        self._in_view: list[PanelDock] | None = None  # asked for twice a frame
        self._newest: object = None  # the census that the last frame brought or kept, and
        self._frames = self._frames_between = 0  # how many came since, and before it since the one before
        self._gave_way = False  # whether the last frame drew none of those that come in turn
        self._sizes: list[tuple[list[QDockWidget], list[int], Qt.Orientation]] = []
        for entry in entries:
            dock = PanelDock(entry, self)
            dock.built.connect(self.built)
            dock.seen_changed.connect(self._on_seen_changed)
            dock.maximise_requested.connect(lambda key=entry.key: self.toggle_maximised(key))
            dock.close_requested.connect(lambda key=entry.key: self.set_shown(key, False))
            dock.topLevelChanged.connect(self._on_floating)
            self.docks[entry.key] = dock
            self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
        self.panels = Panels(self.docks)
        self._errands = [(dock, step) for dock in self.docks.values() for step in (dock.entry.load, dock.build)]
        self._leisure = QTimer(self)
        self._leisure.setSingleShot(True)
        self._leisure.timeout.connect(self._build_another)

    @property
    def built_panels(self) -> list[Panel]:
        """The panels that there are so far."""
        return [dock.panel for dock in self.docks.values() if dock.is_built]

    @property
    def seen_panels(self) -> list[Panel]:
        """The panels on screen now."""
        if self._in_view is None:
            self._in_view = [dock for dock in self.docks.values() if dock.in_view]
        if self.window().isMinimized():  # a dock that floats has a window of its own
            return [dock.panel for dock in self._in_view if dock.seen]
        return [dock.panel for dock in self._in_view]

    @property
    def maximised(self) -> str | None:
        """The key of the panel that fills the area, or None."""
        return None if self._maximised is None else self._maximised[0]

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the panels that can be seen."""
        self._draw_panels(self.seen_panels, lanes, selection)

    def draw_new(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the panels that can be seen and were never drawn: they are not to be painted empty."""
        self._draw_panels([p for p in self.seen_panels if p.key not in self._drawn], lanes, selection)

    def draw_in_turn(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw, for a frame of many, what must move in each, and in turn those whose full measurement is an old one.

        With all of them a frame would last too long. None has its turn in the frame that brings what must move a new
        measurement, which is the longest anyway; in those after it come as many as it takes for all to have been drawn
        a frame before the next is due, but MOST_TURNS at most, those first that have waited longest.
        """
        seen, newest = self.seen_panels, lanes[0].snapshot.units
        self._frames += 1
        if newest is not self._newest:
            self._newest, self._frames_between, self._frames = newest, self._frames, 0
        moving = [p for p in seen if p.every_frame]
        others = [p for p in seen if not p.every_frame]
        self._gave_way = not self._gave_way and any(self._is_late(p, lanes) for p in moving)
        turns = 0 if self._gave_way else min(MOST_TURNS, ceil(len(others) / max(1, self._frames_between - 2)))
        late = [p for p in others if self._is_late(p, lanes)]
        late.sort(key=lambda panel: self._drawn.get(panel.key, (0.0, None))[0])
        self._draw_panels([*moving, *late[:turns]], lanes, selection)

    def _is_late(self, panel: Panel, lanes: Sequence[LaneView]) -> bool:
        return self._drawn.get(panel.key, (0.0, None))[1] is not lanes[0].snapshot.units

    def _draw_panels(self, panels: Iterable[Panel], lanes: Sequence[LaneView], selection: Selection) -> None:
        for panel in panels:
            self._draw_panel(panel, lanes, selection)
            self._drawn[panel.key] = perf_counter(), lanes[0].snapshot.units if lanes else None
        if self._errands and self.isVisible() and not self._leisure.isActive():
            self._leisure.start(LEISURE_MS)

    def _draw_panel(self, panel: Panel, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw one panel; one that fails is reported once, and the others are drawn all the same."""
        try:
            panel.draw(lanes, selection)
        except Exception as error:
            if panel.key not in self._failing:
                self._failing.add(panel.key)
                report(error)
        else:
            self._failing.discard(panel.key)

    def _on_seen_changed(self) -> None:
        self._in_view = None
        self.seen_changed.emit()

    def restyle(self) -> None:
        """Let the panels take on the theme; one that is built later begins with it."""
        for panel in self.built_panels:
            attempt(panel.restyle)

    def _build_another(self) -> None:
        """Import or build one more panel, if there is one left, and come back for the next."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:  # something is being dragged: not now
            self._leisure.start(REST_MS)
            return
        self._errands = [(dock, step) for dock, step in self._errands if not dock.is_built]
        if self._errands:
            _, step = self._errands.pop(0)  # taken off first, so that one that fails is not tried again and again
            step()
            self._leisure.start(REST_MS)
        else:
            self.all_built.emit()

    def apply_preset(self, key: str, ahead: bool = True) -> None:
        """Arrange the docks; an unknown key gives the first preset.

        The panels in front are built ahead, so that they take their places with the sizes they need; not so when a
        stored arrangement follows, which may show others.
        """
        preset = PRESETS[key if key in PRESETS else FIRST_PRESET]
        if ahead:
            for _, keys in (cell for _, cells in (*preset.rows, *preset.side) for cell in cells):
                self.docks[keys[0]].come()
        self._end_maximised()
        self.setUpdatesEnabled(False)
        with self._focus_kept():
            for dock in self.docks.values():
                dock.setFloating(False)
                self.removeDockWidget(dock)
            self._place(preset)
        self.setUpdatesEnabled(True)
        self.preset = preset.key
        self.preset_changed.emit(preset.key)
        self._apply_sizes()
        QTimer.singleShot(0, self, self._settle_sizes)  # once more when the docks have taken their places

    def toggle_maximised(self, key: str) -> None:
        """Let one panel fill the area, or bring the others back."""
        if self._maximised is not None:
            state = self._maximised[1]
            self._end_maximised()
            with self._focus_kept():
                self.restoreState(state, LAYOUT_VERSION)
            return
        self._maximised = (key, self.saveState(LAYOUT_VERSION))
        self._set_aside = [d for k, d in self.docks.items() if k != key and not d.isFloating() and not d.isHidden()]
        with self._focus_kept():
            for dock in self._set_aside:
                dock.hide()
        self.docks[key].maximise_action.setText("Restore")

    def _on_floating(self, floating: bool) -> None:
        """Bring the others back when the maximised panel is taken out: it would leave nothing behind."""
        if floating and self._maximised is not None:
            self._end_maximised()
            for dock in self._set_aside:
                dock.show()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a panel; a shown one comes before the others of its tabs."""
        if self._maximised is not None:
            self.toggle_maximised(key)
        if shown:
            self.docks[key].come()  # before it takes its place, so that it never has another size
        with self._focus_kept():
            self.docks[key].setVisible(shown)
        if shown:
            self.docks[key].raise_()

    @contextmanager
    def _focus_kept(self) -> Iterator[None]:
        """Leave the focus where it is, or here; Qt would give that of a hidden panel to some button."""
        focus = QApplication.focusWidget()
        ours = focus is not None and self.isAncestorOf(focus)
        yield
        if ours:
            assert focus is not None
            (focus if focus.isVisible() else self).setFocus()

    def layout_state(self) -> bytes:
        """Return the arrangement, for the settings (that of before, while a panel is maximised)."""
        state = self.saveState(LAYOUT_VERSION) if self._maximised is None else self._maximised[1]
        return bytes(state.data())

    def restore_layout(self, state: bytes) -> bool:
        """Arrange the docks as they were; False when the state is damaged, of another version, or shows nothing."""
        if not state or not self.restoreState(QByteArray(state), LAYOUT_VERSION):
            return False
        self._sizes = []  # those of a preset applied before the window was shown
        for dock in self.docks.values():
            if not dock.isHidden() and all(other.isHidden() for other in self.tabifiedDockWidgets(dock)):
                dock.come()  # the others are one of several tabs: which of them is in front, showing them tells
        return any(not dock.isHidden() for dock in self.docks.values())

    def showEvent(self, event: QShowEvent) -> None:
        """Give the docks their shares, which Qt cannot know before the window has its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._settle_sizes)

    def hideEvent(self, event: QHideEvent) -> None:
        """Build nothing for a window that is gone."""
        super().hideEvent(event)
        self._leisure.stop()

    def _place(self, preset: Preset) -> None:
        self._sizes = []
        centre, side = self._known_rows(preset.rows), self._known_rows(preset.side)
        first = centre[0][1][0][1][0]
        self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, first)
        if side:  # before the rows are split, so that the column has the full height
            top = side[0][1][0][1][0]
            self.splitDockWidget(first, top, Qt.Orientation.Horizontal)
        for rows in (centre, side):
            self._place_rows(rows)
        if side:  # last: sizes within the rows move its edge
            self._sizes.append(([first, top], [1000 - 10 * SIDE_SHARE, 10 * SIDE_SHARE], Qt.Orientation.Horizontal))
        placed = {dock for _, cells in (*centre, *side) for _, tabbed in cells for dock in tabbed}
        for dock in self.docks.values():  # the others wait as tabs of the last, so that a stored layout knows them
            if dock not in placed:
                self.tabifyDockWidget(centre[-1][1][-1][1][0], dock)
                dock.hide()

    def _place_rows(self, rows: Sequence[tuple[int, list[tuple[int, list[PanelDock]]]]]) -> None:
        """Put rows below each other, beginning where the first dock of the first is."""
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        leaders: list[QDockWidget] = [cells[0][1][0] for _, cells in rows]
        for above, leader in pairwise(leaders):
            self.splitDockWidget(above, leader, vertical)
        for _, cells in rows:
            for (_, left), (_, right) in pairwise(cells):
                self.splitDockWidget(left[0], right[0], horizontal)
            for _, tabbed in cells:
                for dock in tabbed[1:]:
                    self.tabifyDockWidget(tabbed[0], dock)
        for _, cells in rows:
            for _, tabbed in cells:
                for dock in tabbed:
                    dock.show()
                tabbed[0].raise_()
            if len(cells) > 1:
                self._sizes.append(([tabbed[0] for _, tabbed in cells], [10 * share for share, _ in cells], horizontal))
        if len(rows) > 1:
            self._sizes.append((leaders, [10 * height for height, _ in rows], vertical))

    def _known_rows(self, rows: Rows) -> list[tuple[int, list[tuple[int, list[PanelDock]]]]]:
        known = [(height, self._known(cells)) for height, cells in rows]
        return [(height, cells) for height, cells in known if cells]

    def _known(self, cells: Iterable[Cell]) -> list[tuple[int, list[PanelDock]]]:
        found = [(share, [self.docks[key] for key in keys if key in self.docks]) for share, keys in cells]
        return [(share, docks) for share, docks in found if docks]

    def _apply_sizes(self) -> None:
        if not self.isVisible():
            return
        for docks, shares, orientation in self._sizes:
            self.resizeDocks(docks, shares, orientation)

    def _settle_sizes(self) -> None:
        if self.isVisible():
            self._apply_sizes()
            self._sizes = []
        for bar in self.findChildren(QTabBar):  # Qt makes them when docks are tabbed, without a name
            bar.setAccessibleName("Panels in this place")
        self._name_tabs()

    def _name_tabs(self) -> None:
        titles = {dock.windowTitle(): dock.entry.title for dock in self.docks.values()}
        for bar in self.findChildren(QTabBar):
            for i in range(bar.count()):
                bar.setTabToolTip(i, titles.get(bar.tabText(i), ""))

    def _end_maximised(self) -> None:
        if self._maximised is not None:
            self.docks[self._maximised[0]].maximise_action.setText("Maximise")
            self._maximised = None
