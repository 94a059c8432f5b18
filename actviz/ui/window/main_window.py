"""The main window: it ties the session to the top bar, the controls and the panels, and draws on the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.data.files import FILE_FILTER
from actviz.recording import FILE_FILTER as SESSION_FILTER
from actviz.training.config.text_format import NamedConfig
from actviz.training.snapshot import RunFacts
from actviz.ui.actions.commands import SPEEDS, Actions, TypingGuard, window_commands
from actviz.ui.actions.exports import Exports
from actviz.ui.actions.lanes import SideBySide
from actviz.ui.actions.notes import StepNotes
from actviz.ui.actions.sessions import SessionFiles, is_session_file
from actviz.ui.controls.column import ControlColumn
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.panels import PANELS
from actviz.ui.panels.base.panel import Panel
from actviz.ui.startup.garbage_collection import GarbageCollection
from actviz.ui.theme import icons, theme
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.widgets.message_strip import MessageStrip, attempt
from actviz.ui.widgets.only_dialog import OnlyDialog, close_all
from actviz.ui.widgets.text import without_mnemonic
from actviz.ui.window import help
from actviz.ui.window.dock_area import FIRST_PRESET, PRESETS, DockArea
from actviz.ui.window.handbook import Handbook
from actviz.ui.window.status_line import StatusLine
from actviz.ui.window.top_bar import TopBar
from actviz.ui.window.window_memory import WindowMemory

if TYPE_CHECKING:
    from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog

FRAME_MS = 33
TRAVEL_MS = 5  # while a step that the user has gone back to is awaited
SAVED_MS = 8000  # so long the status line says what was written
FRAME_KNOWN_MS = 60  # after it is shown, a window knows how large its frame is
SMALLEST_SIZE = (1000, 560)
LABORATORY = "laboratory"  # the panel that a button shows large


class MainWindow(QMainWindow):
    """The window of one session; it owns widgets only."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._garbage = GarbageCollection(self)
        self.session, self.settings = session, settings
        self.setWindowTitle("actviz")
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.actions_by_key = Actions(
            self,
            window_commands(
                [(p.key, p.label, p.tip) for p in PRESETS.values()], [(p.key, p.title) for p in PANELS.values()]
            ),
        )
        self.top_bar = TopBar(self.actions_by_key)
        self.controls = ControlColumn()
        self.docks = DockArea(PANELS.values())
        self.messages = MessageStrip()
        self.timeline = Timeline()
        self.status = StatusLine()
        self.exports = Exports(self, session, lambda: self.docks.seen_panels)
        self._numbers_of: object = None  # the census whose numbers are on show
        self._facts: RunFacts | None = None
        self.gradient_check = OnlyDialog(self._make_gradient_check)
        self.handbook = OnlyDialog(lambda: Handbook(self))
        self.texts: dict[str, OnlyDialog[help.TextDialog]] = {
            "shortcuts": OnlyDialog(lambda: help.shortcuts(self.actions_by_key, self)),
            "about": OnlyDialog(lambda: help.about(self)),
        }
        self._build()
        self._connect_session()
        self._connect_controls()
        self._connect_actions()
        self.side_by_side = SideBySide(session, self.controls.lanes, self.timeline, self.actions_by_key, self)
        self.notes = StepNotes(session, self.timeline, self.actions_by_key, self)
        self.files = SessionFiles(session, settings, self.actions_by_key, self.messages, self)
        self._typing_guard = TypingGuard(self)
        for watched in (self, *self.docks.docks.values()):
            watched.installEventFilter(self._typing_guard)
        self.memory = WindowMemory(self)
        self.memory.restore()
        self._on_config_changed()
        self.frame_timer = QTimer(self)
        self.frame_timer.setInterval(FRAME_MS)
        self.frame_timer.timeout.connect(self._on_frame)
        self.frame_timer.start()

    @property
    def panels(self) -> Mapping[str, Panel]:
        """Every panel by its key, seen or not; one that nobody has seen yet is built when it is looked up."""
        return self.docks.panels

    @property
    def needs(self) -> frozenset[str]:
        """The extra measurements that the panels on screen draw."""
        return frozenset().union(*(panel.needs for panel in self.docks.seen_panels))

    # Building

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 8, 0)
        middle.setSpacing(4)
        middle.addWidget(self.controls)
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 8, 0, 8)
        holder.setSpacing(8)
        holder.addWidget(self.messages)
        holder.addWidget(self.docks)
        middle.addLayout(holder, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.timeline)
        self.setCentralWidget(central)
        self.preset_buttons = self._make_preset_buttons()
        self.menuBar().setCornerWidget(self.preset_buttons)
        self.setStatusBar(self.status)

    def _make_preset_buttons(self) -> QWidget:
        holder = QWidget(self.menuBar())  # setCornerWidget alone does not keep it alive
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(2)
        for key in PRESETS:
            button = QToolButton()
            button.setObjectName("preset")
            button.setDefaultAction(self.actions_by_key[f"preset.{key}"])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        return holder

    def _connect_session(self) -> None:
        self.session.updated.connect(self._on_updated)
        self.session.plan.config_changed.connect(self._on_config_changed)
        self.session.view.cursor_changed.connect(self._set_pace)
        self.session.playing_changed.connect(self._on_playing_changed)
        self.session.view.selection_changed.connect(self._draw)
        self.session.failed.connect(self.messages.show_message)
        self.session.trials.changed.connect(self._on_trials_changed)

    def _connect_controls(self) -> None:
        self.controls.changed.connect(self._apply)
        self.controls.refused.connect(self.messages.show_message)
        self.controls.dataset_picked.connect(self._use_dataset)
        self.controls.open_requested.connect(self.ask_for_data)
        self.controls.compare_requested.connect(lambda: self.toggle_large(LABORATORY))
        self.top_bar.speed_picked.connect(self.limit_speed)
        self.top_bar.gradient_chip_clicked.connect(lambda: self.apply_preset("vanishing"))
        self.top_bar.dead_chip_clicked.connect(lambda: self.apply_preset("dying_relu"))
        self.docks.seen_changed.connect(self._on_seen_changed)
        self.docks.preset_changed.connect(self._on_preset_changed)
        self.docks.built.connect(self._on_built)
        self.exports.saved.connect(self._on_saved)
        self.exports.refused.connect(self.messages.show_message)

    def _connect_actions(self) -> None:
        actions, session = self.actions_by_key, self.session
        slots: dict[str, Any] = {
            "open_data": self.ask_for_data,
            "quit": self.close,
            "undo": self._afresh(session.plan.undo),
            "redo": self._afresh(session.plan.redo),
            "play": self._afresh(session.toggle),
            "step_1": self._afresh(lambda: session.step(1)),
            "step_10": self._afresh(lambda: session.step(10)),
            "step_100": self._afresh(lambda: session.step(100)),
            "reset": self._afresh(session.reset),
            "faster": lambda: self._shift_speed(-1),
            "slower": lambda: self._shift_speed(1),
            "full_screen": self._toggle_full_screen,
            "reset_layout": lambda: self.apply_preset(FIRST_PRESET),
            "check_gradients": self.check_gradients,
            "copy_diagnostics": self._copy_diagnostics,
            "handbook": self._open_handbook,
        }
        slots |= {key: text.open for key, text in self.texts.items()}
        slots |= self.exports.actions
        slots |= {f"speed.{s or 'max'}": lambda s=s: self.limit_speed(s) for s in SPEEDS}
        slots |= {f"theme.{name}": lambda name=name: self.set_theme(name) for name in theme.NAMES}
        slots |= {f"preset.{key}": lambda key=key: self.apply_preset(key) for key in PRESETS}
        slots |= {f"panel.{key}": lambda key=key: self._toggle_panel(key) for key in self.docks.docks}
        for key, slot in slots.items():
            actions.connect(key, slot)

    def _afresh(self, slot: Callable[[], object]) -> Callable[[], None]:
        """Return the slot, with the message strip cleared before: what it said may not be true any more."""

        def run() -> None:
            self.messages.dismiss()
            slot()

        return run

    # What the session says

    @Slot()
    def _on_frame(self) -> None:
        self.session.view.set_needs(self.needs)  # every frame: a panel's switches change what it needs
        self.session.collect()
        if self.session.playing and self.session.lanes:
            self._draw_in_turn()
        self.status.show_speed(self.session.steps_per_second if self.session.playing else None)
        self.status.show_shares(self.session.share_clock.shares)
        self._set_pace()

    @Slot()
    def _set_pace(self) -> None:
        wanted = TRAVEL_MS if self.session.view.awaits_cursor else FRAME_MS
        if self.frame_timer.interval() != wanted:
            self.frame_timer.setInterval(wanted)

    @Slot()
    def _on_updated(self) -> None:
        if self.session.playing:
            return  # it is drawn in turn
        if self.session.view.awaits_cursor:  # the user drags on: this step is one of many
            self._draw_in_turn()
        else:
            self._draw()

    @Slot()
    def _draw(self) -> None:
        if self.session.lanes:
            self._show_numbers()
            self.docks.draw(self.session.lanes, self.session.view.selection)

    def _draw_in_turn(self) -> None:
        if self.session.lanes[0].snapshot.units is not self._numbers_of:
            self._show_numbers()
        self.docks.draw_in_turn(self.session.lanes, self.session.view.selection)

    def _show_numbers(self) -> None:
        self._numbers_of = self.session.lanes[0].snapshot.units
        self.top_bar.show_lanes(self.session.lanes, self.session.plan.current)
        facts = self.session.lanes[0].facts
        if facts is not self._facts:
            self._facts = facts
            self.status.show_run(facts)

    @Slot()
    def _on_config_changed(self) -> None:
        if self.session.lanes:
            self._show_numbers()
        self.controls.refresh(self.session.plan.config)
        for key, text in (("undo", self.session.plan.undo_text), ("redo", self.session.plan.redo_text)):
            self.actions_by_key[key].setEnabled(text is not None)
            self.actions_by_key[key].setText(without_mnemonic(f"{key.capitalize()} {text or 'change'}"))

    @Slot(str)
    def _on_saved(self, sentence: str) -> None:
        self.messages.dismiss()
        self.status.showMessage(sentence, SAVED_MS)

    @Slot(bool)
    def _on_playing_changed(self, playing: bool) -> None:
        self.top_bar.show_playing(playing)
        self.actions_by_key["play"].setText("Pause" if playing else "Play")
        if not playing:
            self._draw()  # whatever has waited for its turn

    # What the user asks for

    @Slot(dict)
    def _apply(self, changes: dict[str, Any]) -> None:
        self.messages.dismiss()
        self.session.plan.set(**changes)

    @Slot(dict)
    def _adopt(self, changes: dict[str, Any]) -> None:
        self.messages.dismiss()
        self.session.adopt(changes)

    @Slot(str)
    def _use_dataset(self, key: str) -> None:
        self.messages.dismiss()
        self.session.plan.use_dataset(key)

    @Slot(object)
    def limit_speed(self, speed: float | None) -> None:
        """Train at most so many steps a second; None is unlimited."""
        self.session.limit_speed(speed)
        self.settings.speed = speed
        self.top_bar.show_speed(speed)
        if speed in SPEEDS:
            self.actions_by_key[f"speed.{'max' if speed is None else int(speed)}"].setChecked(True)

    def apply_preset(self, key: str) -> None:
        """Arrange the panels."""
        self.docks.apply_preset(key)

    def set_theme(self, name: str) -> None:
        """Use a theme: "system", "light" or "dark"."""
        self.settings.theme = name
        theme.apply(cast(QApplication, QApplication.instance()), name)
        self.actions_by_key.restyle()
        self.actions_by_key[f"theme.{name}"].setChecked(True)
        for part in (self.top_bar, self.messages, self.controls, self.docks, self.side_by_side):
            part.restyle()
        for dialog in self.findChildren(QDialog):
            if isinstance(dialog, theme.Restyled):
                dialog.restyle()
        self._draw()

    def follow_system(self) -> None:
        """Take on the desktop's colours if the theme is to follow them."""
        if self.settings.theme == "system" and theme.resolve("system") != theme.current():
            self.set_theme("system")

    def ask_for_data(self) -> None:
        """Let the user pick a data file."""
        kinds = f"{FILE_FILTER};;{SESSION_FILTER};;All files (*)"
        path, _ = QFileDialog.getOpenFileName(self, "Open data", "", kinds)
        if path:
            self.open_data(path)

    def open_data(self, path: str) -> None:
        """Train on a file, or go on with a recorded session; a fault in it is shown, and what runs goes on."""
        if is_session_file(path):
            self.files.open([Path(path)])
            return
        self.messages.dismiss()
        self.session.plan.open_data(path)

    def check_gradients(self) -> None:
        """Compare back-propagation with central differences, in a window beside; training goes on."""
        self.gradient_check.open().start()

    def _make_gradient_check(self) -> GradientCheckDialog:
        from actviz.ui.actions.gradient_check_dialog import GradientCheckDialog  # few starts need it

        return GradientCheckDialog(self.session.ask, self)

    def _copy_diagnostics(self) -> None:
        from actviz.ui.actions.diagnostics import diagnostics  # few starts need it

        configs = [NamedConfig(spec.name, spec.config) for spec in self.session.plan.setup]
        QGuiApplication.clipboard().setText(diagnostics(self.settings, configs))
        self.messages.show_message("The diagnostics are on the clipboard: versions, screen, settings and the log.")

    def _shift_speed(self, places: int) -> None:
        now = SPEEDS.index(self.session.speed) if self.session.speed in SPEEDS else 0
        self.limit_speed(SPEEDS[min(max(now + places, 0), len(SPEEDS) - 1)])

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_panel(self, key: str) -> None:
        self.docks.set_shown(key, self.actions_by_key[f"panel.{key}"].isChecked())
        self._on_seen_changed()

    # Panels

    @Slot(object)
    def _on_built(self, panel: Panel) -> None:
        """Take a new panel in: what it asks for, and what it missed."""
        panel.selected.connect(self._on_selected)
        panel.save_requested.connect(lambda: self.exports.ask_for_image(panel))
        panel.panel_requested.connect(self._show_panel)
        panel.try_requested.connect(self.session.try_suggestion)
        panel.cancel_requested.connect(self.session.trials.cancel)
        panel.adopt_requested.connect(self._adopt)
        panel.restyle()
        panel.show_trials(self.session.trials.view)

    def toggle_large(self, key: str) -> None:
        """Show a panel in place of all others, or put it away again and bring the others back."""
        large = self.docks.maximised == key
        self.docks.set_shown(key, not large)
        if not large:
            self.docks.toggle_maximised(key)
        self._on_seen_changed()

    @Slot(int, int)
    def _on_selected(self, layer: int, unit: int) -> None:
        self.session.view.select(layer if layer > 0 else None, unit if unit >= 0 else None)

    @Slot(str)
    def _show_panel(self, key: str) -> None:
        self.docks.set_shown(key, True)
        self._on_seen_changed()

    @Slot()
    def _on_trials_changed(self) -> None:
        for panel in self.docks.built_panels:
            panel.show_trials(self.session.trials.view)

    @Slot()
    def _on_seen_changed(self) -> None:
        for key, dock in self.docks.docks.items():
            self.actions_by_key[f"panel.{key}"].setChecked(not dock.isHidden())
        if self.session.lanes:
            self.docks.draw_new(self.session.lanes, self.session.view.selection)
        QTimer.singleShot(0, self, self._draw)

    @Slot(str)
    def _on_preset_changed(self, key: str) -> None:
        self.settings.preset = key
        self.actions_by_key[f"preset.{key}"].setChecked(True)

    # Coming and going

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape, where nothing else has a use for it, bring back what a large panel has put away."""
        large = self.docks.maximised
        if event.key() != Qt.Key.Key_Escape or large is None:
            super().keyPressEvent(event)
        elif large == LABORATORY:
            self.toggle_large(LABORATORY)
        else:
            self.docks.toggle_maximised(large)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember everything, stop the training thread and go; a part that fails keeps none of the others from it."""
        for part in (
            self.frame_timer.stop,
            self._settle_controls,
            self._garbage.stop,
            self.exports.close,
            self._end_gradient_check,
            lambda: close_all(self),
            self.session.close,
            self.memory.remember,
            self.memory.save,
        ):
            attempt(part)
        super().closeEvent(event)

    def _open_handbook(self) -> None:
        """Open the handbook on the page of the panel that the mouse is in, or else where it stands."""
        handbook = self.handbook.open()
        panel = next((panel for panel in self.docks.seen_panels if panel.underMouse()), None)
        if panel is not None:
            handbook.show_page(panel.key)

    def _settle_controls(self) -> None:
        """Take on what was put into a field or under a slider's handle a moment ago and waits to be taken on."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        for slider in self.findChildren(LogSlider):
            slider.settle()

    def _end_gradient_check(self) -> None:
        check = self.gradient_check.dialog
        if check is not None:
            check.finish()

    def showEvent(self, event: QShowEvent) -> None:
        """Let no button have the focus at first, so that Space plays; keep the frame on the screen."""
        super().showEvent(event)
        self.docks.setFocus()
        QTimer.singleShot(FRAME_KNOWN_MS, self, self.memory.keep_on_screen)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again, and measure again what the panels need, when the window is no longer an icon."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and hasattr(self, "frame_timer"):
            self.actions_by_key["full_screen"].setChecked(self.isFullScreen())
            self._on_seen_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a single local file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Train on the file, or go on with the session."""
        event.acceptProposedAction()
        self.open_data(event.mimeData().urls()[0].toLocalFile())
