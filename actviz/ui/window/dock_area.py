"""DockArea: one dock for each panel, their arrangement, and the state that is stored of it.

Building a panel takes some 30 ms, so the window starts with those that its arrangement shows. A panel that comes
into view is built before it is painted. The rest are built while the program is idle, so that no click waits for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

from actviz.app.lanes import LaneView, Selection
from actviz.ui.panels.base.panel import Panel, PanelEntry
from actviz.ui.widgets.message_strip import attempt
from actviz.ui.window import tab_bars
from actviz.ui.window.panel_dock import PanelDock, Panels
from actviz.ui.window.panel_drawing import PanelDrawing
from actviz.ui.window.preset_placement import PresetPlacement
from actviz.ui.window.presets import FIRST_PRESET, PRESETS

LAYOUT_VERSION = 2  # raise it when a panel's key or the meaning of a stored layout changes
IDLE_MS = 1000  # from the first frame to the building of the first panel that is not in view
REST_MS = 100  # from one such panel to the next: some frames are drawn in between


class DockArea(QMainWindow):
    """Holds the panels' docks, arranges them and has their panels drawn.

    Signals:
        built(object): a panel was made.
        all_built(): the last of them was made.
        seen_changed(): a panel came into view or left it.
        preset_changed(str): a preset was applied.
        brought(object): a dock was asked for and is in view now.
    """

    built = Signal(object)
    all_built = Signal()
    seen_changed = Signal()
    preset_changed = Signal(str)
    brought = Signal(object)

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
        self._in_view: list[Panel] | None = None  # None: to be found again; it is needed twice a frame
        self._drawing = PanelDrawing()
        for entry in entries:
            dock = PanelDock(entry, self)
            dock.built.connect(self.built)
            dock.seen_changed.connect(self._on_seen_changed)
            dock.maximise_requested.connect(lambda key=entry.key: self.toggle_maximised(key))
            dock.close_requested.connect(lambda key=entry.key: self.set_shown(key, False))
            dock.topLevelChanged.connect(self._on_floating)
            self.docks[entry.key] = dock
            self.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, dock)
        self.placement = PresetPlacement(self, self.docks)
        self._refit_timer = QTimer(self)
        self._refit_timer.setSingleShot(True)
        self._refit_timer.timeout.connect(self._fit_preset)
        self.panels = Panels(self.docks)
        self._to_build = [(dock, step) for dock in self.docks.values() for step in (dock.entry.load, dock.build)]
        self.idle_timer = QTimer(self)
        self.idle_timer.setSingleShot(True)
        self.idle_timer.timeout.connect(self._build_another)

    @property
    def built_panels(self) -> list[Panel]:
        """The panels that there are so far."""
        return [dock.panel for dock in self.docks.values() if dock.is_built]

    @property
    def seen_panels(self) -> list[Panel]:
        """The panels on screen now."""
        if self._in_view is None:
            self._in_view = [dock.panel for dock in self.docks.values() if dock.in_view]
        if self.window().isMinimized():  # a dock that floats has a window of its own
            return [dock.panel for dock in self.docks.values() if dock.seen]
        return self._in_view

    @property
    def maximised(self) -> str | None:
        """The key of the panel that fills the area, or None."""
        return None if self._maximised is None else self._maximised[0]

    def draw(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the panels on screen."""
        self._drawing.draw(self.seen_panels, lanes, selection)
        self._build_when_idle()

    def draw_new(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw the panels on screen that were never drawn."""
        self._drawing.draw_new(self.seen_panels, lanes, selection)
        self._build_when_idle()

    def draw_in_turn(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Draw, for one frame of many, some of the panels on screen; see `PanelDrawing`."""
        self._drawing.draw_in_turn(self.seen_panels, lanes, selection)
        self._build_when_idle()

    def describe(self, lanes: Sequence[LaneView], selection: Selection) -> None:
        """Tell screen readers what the panels on screen show."""
        for panel in self.seen_panels:
            attempt(partial(panel.describe, lanes, selection))

    def _build_when_idle(self) -> None:
        if self._to_build and self.isVisible() and not self.idle_timer.isActive():
            self.idle_timer.start(IDLE_MS)

    def _on_seen_changed(self) -> None:
        self._in_view = None
        self.seen_changed.emit()

    def restyle(self) -> None:
        """Apply the theme to the panels; one that is built later starts with it."""
        for panel in self.built_panels:
            attempt(panel.restyle)
        self._refit_timer.start(REST_MS)

    def _build_another(self) -> None:
        """Import or build one more panel, if there is one left, and come back for the next."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:  # something is being dragged: not now
            self.idle_timer.start(REST_MS)
            return
        self._to_build = [(dock, step) for dock, step in self._to_build if not dock.is_built]
        if self._to_build:
            _, step = self._to_build.pop(0)  # taken off first, so that one that fails is not tried again and again
            step()
            self.idle_timer.start(REST_MS)
        else:
            self.all_built.emit()

    def apply_preset(self, key: str, ahead: bool = True, for_reading: bool = False) -> None:
        """Arrange the docks; an unknown key gives the first preset; `for_reading`: see `PresetPlacement.place`.

        The panels in front are built ahead, so that they take their places with the sizes they need; not so when a
        stored arrangement follows, which may show others.
        """
        preset = PRESETS[key if key in PRESETS else FIRST_PRESET]
        if ahead:
            for _, keys in (cell for _, cells in (*preset.rows, *preset.side) for cell in cells):
                self.docks[keys[0]].come()
        self._end_maximised()
        with self.at_once(), self._focus_kept():
            for dock in self.docks.values():
                if dock.isFloating():  # asked in vain it costs a polish of all that is in it
                    dock.setFloating(False)
                self.removeDockWidget(dock)
            self.placement.place(preset, for_reading)
        self.preset = preset.key
        self.preset_changed.emit(preset.key)
        QTimer.singleShot(0, self, self._settle_sizes)  # once more when the docks have taken their places

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Lay the docks out once, after all that is done to them; else each step gives all of them other sizes."""
        layout = self.layout()
        assert layout is not None  # a QMainWindow has one
        if not layout.isEnabled():  # part of something larger
            yield
            return
        self.setUpdatesEnabled(False)
        layout.setEnabled(False)
        for dock in self.docks.values():
            dock.await_place(True)
        try:
            yield
        finally:
            layout.setEnabled(True)
            layout.activate()
            for dock in self.docks.values():
                dock.await_place(False)
            self.placement.apply_sizes()
            self.setUpdatesEnabled(True)

    def toggle_maximised(self, key: str) -> None:
        """Make one panel fill the area, or bring the others back."""
        if self._maximised is not None:
            state = self._maximised[1]
            self._end_maximised()
            with self._focus_kept():
                self.restoreState(state, LAYOUT_VERSION)
            return
        self._maximised = (key, self.saveState(LAYOUT_VERSION))  # before: one that was put away is so again
        if not self.docks[key].in_view:
            self.docks[key].come()
            self.docks[key].show()
        self._set_aside = [d for k, d in self.docks.items() if k != key and not d.isFloating() and not d.isHidden()]
        with self._focus_kept():
            for dock in self._set_aside:
                dock.hide()
        self.docks[key].set_large(True)

    def _on_floating(self, floating: bool) -> None:
        """Bring the others back when the maximised panel floats: the area would be empty."""
        if floating and self._maximised is not None:
            self._end_maximised()
            for dock in self._set_aside:
                dock.show()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a panel; a shown one comes before the others of its tabs."""
        if self._maximised is not None:
            self.toggle_maximised(key)
        if shown:
            # Before the dock is shown: an empty one would first take another size, and the panels would jump.
            self.docks[key].come()
        with self._focus_kept():
            self.docks[key].setVisible(shown)
        if shown:
            self.docks[key].raise_()
            self.brought.emit(self.docks[key])

    @contextmanager
    def _focus_kept(self) -> Iterator[None]:
        """Keep the focus where it is, or take it; Qt would pass that of a hidden panel to some button."""
        focus = QApplication.focusWidget()
        ours = focus is not None and self.isAncestorOf(focus)
        yield
        if ours:
            assert focus is not None
            (focus if focus.isVisible() else self).setFocus()

    def layout_state(self) -> bytes:
        """Return the arrangement for the settings; while a panel is maximised, the one before."""
        state = self.saveState(LAYOUT_VERSION) if self._maximised is None else self._maximised[1]
        return bytes(state.data())

    def restore_layout(self, state: bytes) -> bool:
        """Arrange the docks as they were; False when the state is damaged, of another version, or shows nothing."""
        if not state or not self.restoreState(QByteArray(state), LAYOUT_VERSION):
            return False
        self.placement.forget_preset()  # one that was applied before the window was shown
        for dock in self.docks.values():
            if not dock.isHidden() and all(other.isHidden() for other in self.tabifiedDockWidgets(dock)):
                # Docks behind each other come later: only showing them tells which is in front.
                dock.come()
        return any(not dock.isHidden() for dock in self.docks.values())

    def showEvent(self, event: QShowEvent) -> None:
        """Give the docks their shares, which depend on the size that the window has only now."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._settle_sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the preset's docks for the new room once nothing moves any more."""
        super().resizeEvent(event)
        self._refit_timer.start(REST_MS)

    def _fit_preset(self) -> None:
        """Put some of a preset's panels behind others where the area has become too narrow, or side by side again."""
        if self.isVisible() and self._maximised is None and self.placement.to_place_again():
            self.apply_preset(self.preset, for_reading=self.placement.for_reading)

    def hideEvent(self, event: QHideEvent) -> None:
        """Build nothing for a window that is closed."""
        super().hideEvent(event)
        self.idle_timer.stop()

    def _settle_sizes(self) -> None:
        """Give the docks their shares, and the tabs their places."""
        if self.isVisible():
            self.placement.apply_sizes()
            self.placement.forget_sizes()
            self._fit_preset()
        self.tend_tabs()

    def tend_tabs(self) -> None:
        """Name the tab bars, and hide those that are in no use; after a change of the area's size, too."""
        tab_bars.tend(self, self.docks.values())

    def _end_maximised(self) -> None:
        if self._maximised is not None:
            self.docks[self._maximised[0]].set_large(False)
            self._maximised = None
