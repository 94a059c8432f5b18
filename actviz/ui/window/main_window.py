"""MainWindow: makes the parts of the window, arranges them, and connects them with the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.translation import tr
from actviz.ui.actions.command_table import window_commands
from actviz.ui.actions.commands import Actions
from actviz.ui.actions.exports import Exports
from actviz.ui.actions.gradient_check import GradientCheck
from actviz.ui.actions.keys import Keys
from actviz.ui.actions.lanes import SideBySide
from actviz.ui.actions.notes import StepNotes
from actviz.ui.actions.past import Past
from actviz.ui.actions.rate_finder import RateFinder
from actviz.ui.actions.recycling import Recycling
from actviz.ui.actions.sessions import SessionFiles
from actviz.ui.actions.weights_opening import WeightsOpening
from actviz.ui.controls.column import ControlColumn
from actviz.ui.controls.log_slider import LogSlider
from actviz.ui.panels import PANELS
from actviz.ui.panels.base.panel import Panel
from actviz.ui.startup.garbage_collection import GarbageCollection
from actviz.ui.theme import text_size
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.unit_card.unit_cards import UnitCards
from actviz.ui.widgets.framed import Framed
from actviz.ui.widgets.message_strip import MessageStrip, attempt
from actviz.ui.widgets.only_dialog import close_all
from actviz.ui.widgets.question_strip import QuestionStrip
from actviz.ui.widgets.text import set_tip, without_mnemonic
from actviz.ui.window.action_texts import redo_text, replay_tip, return_tip, undo_text
from actviz.ui.window.appearance import Appearance
from actviz.ui.window.data_opening import DataOpening
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.dock_scroll import DockScroll
from actviz.ui.window.focus_ring import FocusRing
from actviz.ui.window.frames import Frames
from actviz.ui.window.help import Help
from actviz.ui.window.lesson_show import LessonShow
from actviz.ui.window.low_window import LowWindow
from actviz.ui.window.own_files import OwnFiles
from actviz.ui.window.panel_links import PanelLinks
from actviz.ui.window.presenting import Presenting
from actviz.ui.window.presets import PRESETS
from actviz.ui.window.scene_show import SceneButtons, SceneShow
from actviz.ui.window.scene_strip import SceneStrip
from actviz.ui.window.speed_limit import SpeedLimit
from actviz.ui.window.status_line import StatusLine
from actviz.ui.window.tab_round import go_on
from actviz.ui.window.top_bar import TopBar
from actviz.ui.window.verdict_bar import VerdictBar
from actviz.ui.window.waiting import Waiting
from actviz.ui.window.window_memory import WindowMemory

if TYPE_CHECKING:
    from actviz.ui.window.search import Search

FRAME_KNOWN_MS = 60  # after it is shown, a window knows how large its frame is
SMALLEST_SIZE = (1000, 560)
LABORATORY = "laboratory"  # the panel that a button shows large


class MainWindow(QMainWindow):
    """The window of one session; it owns widgets only.

    It is longer than other classes, because all parts of the window meet here, and all of Qt's events of a window.
    """

    def __init__(self, session: Session, settings: Settings) -> None:
        text_size.apply(cast(QApplication, QApplication.instance()), settings.text_percent)  # lengths depend on it
        super().__init__()
        self._garbage = GarbageCollection(self)
        self.session, self.settings = session, settings
        self.setWindowTitle("actviz")
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST_SIZE)
        presets = [(p.key, p.label, p.tip) for p in PRESETS.values()]
        panels = [(p.key, p.title) for p in PANELS.values()]
        self.actions_by_key = Actions(self, window_commands(presets, panels))
        self.top_bar = TopBar(self.actions_by_key)
        self.verdict_bar = VerdictBar()
        self.controls = ControlColumn()
        self.docks = DockArea(PANELS.values())
        self.messages = MessageStrip()
        self.question = QuestionStrip()
        self.scene_strip = SceneStrip()
        self.centre = Framed()
        self.timeline = Timeline()
        self.low_window = LowWindow(self, self.verdict_bar, self.scene_strip, self.timeline)
        self.status = StatusLine()
        self.exports = Exports(self, session, lambda: self.docks.seen_panels)
        self.unit_cards = UnitCards(session, self)
        self.frames = Frames(session, self.top_bar, self.verdict_bar, self.docks, self.status, self.unit_cards, self)
        self.gradient_check = GradientCheck(session, self.actions_by_key, self)
        self.rate_finder = RateFinder(session, self.actions_by_key, self._apply, self)
        self.help = Help(session, settings, self.docks, self.actions_by_key, self.messages, self)
        self._build()
        self._connect_session()
        self._connect_controls()
        self._connect_actions()
        self.speed_limit = SpeedLimit(session, settings, self.top_bar, self.actions_by_key, self)
        self.panel_links = PanelLinks(
            session, settings, self.docks, self.frames, self.exports, self.actions_by_key, self.messages, self
        )
        self.panel_links.connect_cards(self.unit_cards)
        self.scenes = SceneShow(
            session, self.docks, self.frames, self.speed_limit, self.scene_strip, self.messages, self
        )
        self.scenes.connect_actions(self.actions_by_key)
        self.lessons = LessonShow(
            session, settings, self.docks, self.frames, self.speed_limit, self.scenes, self.messages, self
        )
        self.lessons.connect_actions(self.actions_by_key)
        scene_list = self.actions_by_key.menu("Scenes")
        self.scene_buttons = SceneButtons(self.scenes, scene_list, self.menuBar())  # setCornerWidget does not own it
        self.menuBar().setCornerWidget(self.scene_buttons)
        self.side_by_side = SideBySide(session, self.controls.lanes, self.timeline, self.actions_by_key, self)
        self.past = Past(session, self.timeline, self.controls, self.centre, self.question, self.actions_by_key, self)
        self.recycling = Recycling(session, self.past, self.actions_by_key, self.messages, self)
        self.notes = StepNotes(session, self.timeline, self.actions_by_key, self)
        self.files = SessionFiles(session, settings, self.actions_by_key, self.messages, self)
        self.weights = WeightsOpening(session, self.actions_by_key, self.messages, self)
        self.own_files = OwnFiles(self)
        self.data = DataOpening(session.plan, self.files, self.weights, self.own_files, self.messages, self)
        self.presenting = Presenting(self)
        self.appearance = Appearance(
            settings,
            self.actions_by_key,
            self.docks,
            (
                self.top_bar,
                self.verdict_bar,
                self.messages,
                self.scene_strip,
                self.low_window,
                self.controls,
                self.side_by_side,
                self.unit_cards,
                self.scene_buttons,
                self.presenting,
            ),
            self.frames.draw,
            self,
        )
        self._keys = Keys(self)
        for watched in (self, *self.docks.docks.values()):
            watched.installEventFilter(self._keys)
        self.focus_ring = FocusRing(self)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self.focus_ring.follow)
        self.waiting = Waiting(session, self.docks, self.controls, self.status, self)
        self.frames.timer.timeout.connect(self.waiting.follow)
        self.memory = WindowMemory(self)
        self.memory.restore()
        self._on_config_changed()
        self.frames.timer.start()

    @property
    def panels(self) -> Mapping[str, Panel]:
        """Every panel by its key; looking one up builds it."""
        return self.docks.panels

    @cached_property
    def search(self) -> Search:
        """The search, made when it is first asked for."""
        from actviz.ui.window.search import Search

        return Search(self)

    # Building

    def _build(self) -> None:
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.controls)
        holder = QVBoxLayout(self.centre)
        holder.setContentsMargins(4, 6, 8, 6)
        holder.setSpacing(6)
        holder.addWidget(self.verdict_bar)
        holder.addWidget(self.messages)
        holder.addWidget(self.question)
        holder.addWidget(self.scene_strip)
        holder.addWidget(DockScroll(self.docks), 1)
        middle.addWidget(self.centre, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        column.addWidget(self.timeline)
        self.setCentralWidget(central)
        self.setStatusBar(self.status)

    def _connect_session(self) -> None:
        self.session.plan.config_changed.connect(self._on_config_changed)
        self.session.updated.connect(self._on_updated)
        self.session.playing_changed.connect(self._show_playing)
        self.session.replay.changed.connect(self._show_playing)
        self.session.view.cursor_changed.connect(self._show_playing)
        self.session.failed.connect(self.messages.show_message)

    def _connect_controls(self) -> None:
        self.controls.changed.connect(self._apply)
        self.controls.refused.connect(self.messages.show_message)
        self.controls.dataset_picked.connect(self._use_dataset)
        self.controls.open_requested.connect(lambda: self.data.ask_for_file())
        self.controls.columns_requested.connect(lambda: self.data.ask_again())
        self.controls.restart_requested.connect(self._clearing(self.session.plan.start_again))
        self.controls.compare_requested.connect(lambda: self.docks.toggle_maximised(LABORATORY))
        self.verdict_bar.panel_requested.connect(lambda key: self.panel_links.show_panel(key))
        self.exports.saved.connect(self._on_saved)
        self.exports.refused.connect(self.messages.show_message)

    def _connect_actions(self) -> None:
        actions, session = self.actions_by_key, self.session
        slots: dict[str, Any] = {
            "open_data": lambda: self.data.ask_for_file(),
            "quit": self.close,
            "undo": self._clearing(session.plan.undo),
            "redo": self._clearing(session.plan.redo),
            "play": self._clearing(session.toggle),
            "step_1": self._clearing(lambda: session.step(1)),
            "step_10": self._clearing(lambda: session.step(10)),
            "step_100": self._clearing(lambda: session.step(100)),
            "reset": self._clearing(session.reset),
            "laboratory": lambda: self.docks.toggle_maximised(LABORATORY),
            "custom_activation": lambda: self.controls.activation.edit_custom(),
        }
        slots |= self.exports.actions
        for key, slot in slots.items():
            actions.connect(key, slot)

    def show_term(self, key: str) -> None:
        """Open the handbook at a term of the glossary."""
        self.help.show_term(key)

    def _clearing(self, slot: Callable[[], object]) -> Callable[[], None]:
        """Return the slot, preceded by a dismissal of the message, which may no longer be true."""

        def run() -> None:
            self.messages.dismiss()
            slot()

        return run

    # From the session

    @Slot()
    def _on_config_changed(self) -> None:
        self.frames.show_numbers()
        self.controls.show_data(self.session.plan.data, self.session.plan.config)
        plan = self.session.plan
        for key, change, text in (("undo", plan.undo_text, undo_text), ("redo", plan.redo_text, redo_text)):
            self.actions_by_key[key].setEnabled(change is not None)
            self.actions_by_key[key].setText(without_mnemonic(text(change)))

    @Slot()
    def _on_updated(self) -> None:
        lanes = self.session.lanes
        if lanes:
            lane = lanes[min(self.session.plan.current, len(lanes) - 1)]
            self.controls.show_lane(lane)

    @Slot(str)
    def _on_saved(self, sentence: str) -> None:
        self.messages.dismiss()
        self.status.show_saved(sentence, self.exports.folder)

    @Slot()
    def _show_playing(self) -> None:
        """Let the big button say what it does: for the training, or for a replay while there is one."""
        replay, view = self.session.replay, self.session.view
        playing = replay.playing if replay.active else self.session.playing
        self.top_bar.show_playing(playing)
        self.actions_by_key["play"].setText(tr("Pause") if playing else tr("Play"))
        if replay.active:
            set_tip(self.top_bar.play_button, replay_tip(playing))
        elif view.cursor is not None:
            set_tip(self.top_bar.play_button, return_tip(view.newest))

    # From the user

    @Slot(dict)
    def _apply(self, changes: dict[str, Any]) -> None:
        self.messages.dismiss()
        self.past.apply(changes)

    @Slot(str)
    def _use_dataset(self, key: str) -> None:
        self.messages.dismiss()
        self.past.apply({"dataset": key, "data_path": None})

    # Coming and going

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape, where nothing else handles it, leave presenting, past, large panel, scene, lesson, in turn."""
        large = self.docks.maximised
        if event.key() == Qt.Key.Key_Escape and (self.presenting.leave() or self.past.escape()):
            return
        if event.key() == Qt.Key.Key_Escape and large is None and self.scenes.scene is not None:
            self.scenes.end()
        elif event.key() == Qt.Key.Key_Escape and large is None and self.lessons.lesson is not None:
            self.lessons.leave()
        elif event.key() != Qt.Key.Key_Escape or large is None:
            super().keyPressEvent(event)
        else:
            self.docks.toggle_maximised(large)

    def focusNextPrevChild(self, forth: bool) -> bool:
        """Let Tab go round through what can be seen."""
        parts = (
            self.menuBar(),
            self.top_bar,
            self.verdict_bar,
            self.controls,
            self.messages,
            self.question,
            self.scene_strip,
            self.docks,
            self.timeline,
        )
        return go_on(self, parts, forth)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything, stop the training thread and close; a part that fails stops none of the others."""
        for part in (
            self.frames.timer.stop,
            self._settle_controls,
            self._garbage.stop,
            self.exports.close,
            self.gradient_check.finish,
            self.rate_finder.finish,
            self.help.proofs.finish,
            self.own_files.handout.finish,
            lambda: close_all(self),
            self.session.close,
            self.memory.remember,
            self.memory.save,
        ):
            attempt(part)
        super().closeEvent(event)

    def _settle_controls(self) -> None:
        """Apply the value of a field or a slider that was edited a moment ago and is still pending."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        for slider in self.findChildren(LogSlider):
            slider.settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Let no button have the focus at first, so that Space plays; keep the frame on the screen."""
        super().showEvent(event)
        self.docks.setFocus()
        handle = self.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self.appearance.follow_screen, Qt.ConnectionType.UniqueConnection)
        QTimer.singleShot(FRAME_KNOWN_MS, self, self.memory.keep_on_screen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the menus their room beside the buttons of scenes, and the panels theirs in a low window."""
        super().resizeEvent(event)
        self.scene_buttons.restyle()
        self.low_window.restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Draw and measure again when the window is no longer minimised."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.frames.timer.isActive():
            self.presenting.follow_state()
            self.panel_links.on_seen_changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a single local file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the file is taken as, or continue the session."""
        event.acceptProposedAction()
        self.data.ask_about(event.mimeData().urls()[0].toLocalFile())
