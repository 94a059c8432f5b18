"""SceneShow: opens a scene in the window, keeps its captions true while it runs, and ends it."""

from __future__ import annotations

from functools import partial
from operator import is_

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QMenuBar, QStyle, QToolButton, QWidget

from actviz.app.session import Session
from actviz.diagnosis.findings import Diagnosis
from actviz.lessons.measures import Seen
from actviz.lessons.own_files import scene_of
from actviz.lessons.scene import FIRST, Caption, Scene, scenes
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import RunFacts
from actviz.translation import mark, tr
from actviz.ui.actions.commands import Actions
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.buttons import tool_button
from actviz.ui.widgets.message_strip import MessageStrip
from actviz.ui.widgets.roving_focus import RovingFocus
from actviz.ui.widgets.text import set_tip, without_mnemonic
from actviz.ui.window.arrangement_before import ArrangementBefore
from actviz.ui.window.dock_area import DockArea
from actviz.ui.window.frames import Frames
from actviz.ui.window.lesson_course import LessonCourse
from actviz.ui.window.scene_action import SceneAction, is_seen
from actviz.ui.window.scene_badges import PANELS_OF, SceneBadges
from actviz.ui.window.scene_state import state_of
from actviz.ui.window.scene_strip import SceneStrip
from actviz.ui.window.speed_limit import SpeedLimit

REST_PX = 16  # between the menus and the buttons of scenes
BESIDE_PX = 12  # a button is wider than its text
COMPARISON = "compare"  # the preset that needs several lanes
CAPTIONS_EVERY_MS = 250  # numbers that change faster cannot be read


class SceneShow(QObject):
    """The scene on show, if any: `scene`."""

    def __init__(
        self,
        session: Session,
        docks: DockArea,
        frames: Frames,
        speed_limit: SpeedLimit,
        strip: SceneStrip,
        messages: MessageStrip,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._docks, self._frames, self._speed_limit = session, docks, frames, speed_limit
        self.strip, self._messages = strip, messages
        self.scene: Scene | None = None
        self._badges = SceneBadges(docks)
        self._before: list[RunConfig] = []  # what ran before the scene
        self._old: list[RunFacts] = []  # the runs before it, which may be on show a moment longer
        self._told: list[Diagnosis | None] = []  # those whose numbers the captions have
        self._arrangement = ArrangementBefore(docks)
        self._action = SceneAction(session, self)
        self._course = LessonCourse(session, frames, self)  # to the state that a scene shows
        self._course.arrived.connect(self._on_arrived)
        self._course.stopped.connect(self._on_stopped)
        self._rest = QTimer(self, singleShot=True, interval=CAPTIONS_EVERY_MS)  # between two writings of captions
        self._rest.timeout.connect(self._write_captions)
        self._is_silent = False  # the settings on show are not the scene's
        self._are_newer = False  # than the captions: the numbers on show
        self._listed: list[QAction] = []  # in the menu
        strip.acted.connect(self._action.act)
        strip.moved.connect(self.move)
        strip.ended.connect(self.end)
        session.updated.connect(self._on_updated)
        session.opened.connect(self._on_opened)
        session.plan.config_changed.connect(self._on_config_changed)
        frames.picture.released.connect(self._on_updated)  # the panels have drawn the scene's run just before
        docks.seen_changed.connect(self.place_badges)

    def connect_actions(self, actions: Actions) -> None:
        """Let the commands of scenes, and the menu that lists them, do what they say."""
        actions.connect("new", self.open_first)
        actions.connect("next_scene", partial(self.move, 1))
        actions.connect("previous_scene", partial(self.move, -1))
        actions.connect("end_scene", self.end)
        menu = actions.menu("Scenes")
        menu.aboutToShow.connect(partial(self.fill, menu))

    def fill(self, menu: QMenu) -> None:
        """List all scenes in a menu; a file that could not be read is told of."""
        for action in self._listed:
            menu.removeAction(action)
        self._listed = [menu.addSeparator()]
        for key, each in scenes().entries.items():
            action = menu.addAction(without_mnemonic(each.title))
            set_tip(action, each.claim)
            action.setCheckable(True)
            action.setChecked(self.scene is each)
            action.triggered.connect(partial(self.open, key))
            self._listed.append(action)
        if scenes().faults:
            self._messages.show_message(scenes().faults[0])

    @Slot()
    def open(self, key: str, *_: object) -> None:
        """Run a scene from step 0 in place of what runs, which Undo brings back; a file that is wrong is told of."""
        try:
            wanted = scene_of(key)
        except BadInput as fault:
            self._messages.show_message(str(fault))
            return
        self.show(wanted)

    def show(self, wanted: Scene) -> None:
        """Run a scene from step 0 in place of what runs; one that shows a later state, up to that."""
        plan = self._session.plan
        if wanted.to is not None and not self._session.lanes:  # the program has just been started
            self._session.updated.connect(partial(self.show, wanted), Qt.ConnectionType.SingleShotConnection)
            return
        self._messages.dismiss()
        self._leave()  # what the plan says of its changes is no business of the scene before
        as_it_is = tuple(lane.config for lane in plan.setup) == tuple(lane.config for lane in wanted.lanes)
        is_new = not as_it_is or self._session.view.newest > 0  # else it is there, and has not begun
        self._before, self._old = [lane.config for lane in plan.setup], []
        was_playing, replaces = self._session.playing, is_new and bool(self._session.lanes)
        if replaces:
            self._old = [lane.facts for lane in self._session.lanes]
            self._frames.await_run()
            self._session.rest()  # what runs would only delay what is to run
        self._arrange(wanted)
        self._speed_limit.set(wanted.speed)
        if wanted.to is not None:
            self._course.go(state_of(wanted), tr("scene: {title}", title=wanted.title))
        elif is_new and not (
            plan.start_again() if as_it_is else plan.run_instead(wanted.lanes, tr("scene: {title}", title=wanted.title))
        ):
            self.end()
            self._frames.picture.release()
            self._session.play() if was_playing else self._session.pause()
            return
        plan.edit_lane(wanted.lane - 1)
        if not replaces and wanted.to is None:
            self._session.play()
        self._session.view.select(wanted.layer, wanted.unit)
        self.scene, self._is_silent = wanted, False
        self._action.follow(wanted)
        self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_updated()
        self.place_badges()

    def _arrange(self, wanted: Scene) -> None:
        """Show the strip, and the panels that the captions speak of, before the run: it is measured for all of them."""
        self._arrangement.keep(wanted.layout)
        with self._docks.at_once():
            self.strip.show_scene(wanted)
            if self._session.lanes or self._docks.preset != wanted.layout:  # else the window has just been arranged so
                self._docks.apply_preset(wanted.layout)
        for caption in wanted.captions:
            key = PANELS_OF.get(caption.anchor, caption.anchor)
            self._docks.set_shown(key, True)
            self._docks.panels[key].turn_to(caption.anchor)
        self._session.view.set_needs(self._frames.needs)

    @Slot()
    def open_first(self) -> None:
        """Begin again with what a first start shows."""
        self.open(FIRST)

    @Slot(int)
    def move(self, places: int) -> None:
        """Open another scene, so many places further; after the last comes the first."""
        keys = list(scenes().entries)
        here = None if self.scene is None else self.scene.key
        at = keys.index(here) if here in keys else min(0, -places)  # beside one of one's own is the first, or the last
        self.open(keys[(at + places) % len(keys)])

    @Slot()
    def end(self) -> None:
        """Take captions and strip away; the run goes on."""
        self._leave()
        self.strip.hide()

    def _leave(self) -> None:
        self._course.give_up()
        self.scene = None
        self._action.follow(None)
        self._rest.stop()  # the next scene's captions wait for none of this one's
        self._badges.drop()

    @Slot()
    def _on_arrived(self) -> None:
        """Train on as fast as the scene says; what is on show is followed as it was."""
        if self.scene is not None:
            self._session.limit_speed(self.scene.speed)
            self._session.plan.edit_lane(self.scene.lane - 1)
            self._session.view.select(self.scene.layer, self.scene.unit)

    @Slot()
    def _on_stopped(self) -> None:
        if self.scene is not None:
            self._session.limit_speed(self.scene.speed)

    @Slot(bool)
    def _on_opened(self, is_open: bool) -> None:
        if is_open:  # another session has taken its place
            self.end()

    @Slot()
    def _on_config_changed(self) -> None:
        """End the scene when other lanes, other data or what ran before have taken its place."""
        now = [lane.config for lane in self._session.plan.setup]
        if self.scene is not None:
            self._follow_setup(self.scene, now)
        if self.scene is None and len(now) == 1 and self._docks.preset == COMPARISON:
            self._arrangement.come_back()  # there is nothing left to compare

    def _follow_setup(self, scene: Scene, now: list[RunConfig]) -> None:
        lanes = [lane.config for lane in scene.lanes]
        is_other = [(c.dataset, c.data_path) for c in now] != [(c.dataset, c.data_path) for c in lanes]
        is_undone = now == self._before and now not in (lanes, list(scene.after_action()))
        if is_undone:
            self._arrangement.come_back()
        if is_other or is_undone:
            self.end()
        elif scene.action is not None:
            self.strip.show_action(scene, done=self._action.is_done)

    @Slot()
    def _on_updated(self) -> None:
        self._are_newer = True
        if self._frames.picture.is_held:
            return
        diagnoses = [lane.diagnosis for lane in self._session.lanes]
        same = len(diagnoses) == len(self._told) and all(map(is_, diagnoses, self._told))
        if not self._rest.isActive() or not same:  # else the verdict bar would say another number for a moment
            self._write_captions()

    @Slot()
    def _write_captions(self) -> None:
        """Write what is on show into the captions, unless they say it, or the scene's run is not on show yet."""
        lanes, scene = self._session.lanes, self.scene
        if scene is None or not self._are_newer or len(lanes) < len(scene.lanes):
            return
        if any(lane.facts is old for lane in lanes for old in self._old):
            return
        self._are_newer = False
        self._told = [lane.diagnosis for lane in lanes]
        self._rest.start()
        seen = [
            Seen(lane.snapshot, lane.diagnosis.readings if lane.diagnosis else None, lane.history) for lane in lanes
        ]
        self._is_silent = not scene.is_shown_by([lane.snapshot.config for lane in lanes])
        if self._is_silent:  # what a caption says besides its number may be wrong with other settings
            self.strip.show_silence()
            self._badges.drop()
            return
        self.strip.show_captions([caption.filled(seen, is_seen(scene, lanes)) for caption in scene.captions])
        self.place_badges()

    @Slot()
    def place_badges(self) -> None:
        """Put each caption's number at the place that it speaks of."""
        # panels that draw another run have other places
        if self.scene is not None and not self._is_silent and not self._frames.picture.is_held:
            self._badges.place(self.scene.captions)

    def place_of(self, caption: Caption) -> tuple[QWidget, QPoint]:
        """Return the widget that a caption's number belongs into, and the place in it; beside a title it is (0, 0)."""
        return self._badges.place_of(caption)


class SceneButtons(QWidget):
    """A button for each of the first scenes, and one for the list of all, beside the menus."""

    FIRST = (  # one or more for each claim; the last ones are shown where the window is wide enough
        ("vanishing-sigmoid", mark("Vanishing")),
        ("rate-kills", mark("Dying ReLU")),
        ("tanh-saturates", mark("Saturation")),
        ("bad-start", mark("Bad start")),
        ("cures", mark("Cures")),
        ("slope-quarter", mark("Slope ≤ ¼")),
        ("early-layers", mark("Slow layers")),
        ("dead-is-wasted", mark("Wasted")),
        ("one-step-kills", mark("Large steps")),
        ("relu-keeps", "ReLU"),
        ("elu-mean", "ELU"),
        ("prelu-learns", "PReLU"),
    )

    def __init__(self, show: SceneShow, menu: QMenu, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._first: list[QToolButton] = []
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(0)
        for key, text in self.FIRST:
            button = tool_button("preset", tr(text), tr("Watch the scene: {title}", title=tr(text)))
            button.clicked.connect(partial(show.open, key))
            row.addWidget(button)
            self._first.append(button)
        more = self._more = tool_button("preset", tr("All…"), tr("All scenes"), tr("All scenes"))
        more.setMenu(menu)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(more)
        RovingFocus(self).set_widgets([*self._first, more])

    def restyle(self) -> None:
        """Show as many buttons as the menus leave room for, the first ones; the list of all has every scene."""
        bar = self._bar
        metrics, first = bar.fontMetrics(), bar.actions()[0]
        place = bar.actionGeometry(first)
        beside = place.width() - metrics.horizontalAdvance(first.text().replace("&", ""))
        beside += bar.style().pixelMetric(QStyle.PixelMetric.PM_MenuBarItemSpacing, None, bar)
        menus = sum(metrics.horizontalAdvance(menu.text().replace("&", "")) + beside for menu in bar.actions())
        room = bar.width() - menus - 2 * place.x() - REST_PX
        for button in (*self._first, self._more):
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(button.text()) + px(BESIDE_PX))
        for button in self._first:
            button.show()
        for button in reversed(self._first):
            if self.sizeHint().width() <= room:
                break
            button.hide()
        self._row.activate()
        QApplication.sendEvent(bar, QResizeEvent(bar.size(), bar.size()))  # it gives a corner no other width by itself
