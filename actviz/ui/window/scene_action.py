"""SceneAction: the change that makes a scene's point, asked for by its button or made by itself at a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, Slot

from actviz.app.lanes import LaneView
from actviz.app.session import Session
from actviz.lessons.scene import Action, Scene
from actviz.training.config.config import RunConfig


class _State(Enum):
    IDLE = 0  # nothing is going to happen by itself
    AWAITED = 1  # the lanes wait at the action's step, if it was not asked for before
    LASTING = 2  # its settings are on, and will be taken back


class SceneAction(QObject):
    """Makes the change of the scene on show. Nothing happens by itself while the settings are the user's own.

    The lanes are held at the step of a change, so that it is made after exactly so many steps at any speed.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._scene: Scene | None = None
        self._state = _State.IDLE
        self._is_own = False  # the change of settings that is just being made
        self._is_over = False  # it was made in this run and taken back
        session.holds.dropped.connect(self._begin)
        session.holds.reached.connect(self._on_held)
        session.plan.config_changed.connect(self._on_config_changed)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing left that the button could do."""
        action = self._action
        if action is None or action.lasts is None:
            return action is not None and action.is_done(self._configs)
        return self._is_over or self._state is _State.LASTING

    def follow(self, scene: Scene | None) -> None:
        """Take the action of this scene, which begins now; None for none."""
        self._scene = scene
        self._begin()

    def act(self) -> None:
        """Make the change, and let the lanes train."""
        if self._action is not None and not self.is_done and self._make(self._action):
            self._session.play()

    @property
    def _action(self) -> Action | None:
        return None if self._scene is None else self._scene.action

    @property
    def _configs(self) -> list[RunConfig]:
        return [lane.config for lane in self._session.plan.setup]

    @property
    def _are_settings_the_scenes(self) -> bool:
        return self._scene is not None and self._configs == [lane.config for lane in self._scene.lanes]

    @Slot()
    def _begin(self) -> None:
        self._is_over = False
        self._await()

    def _await(self) -> None:
        action = self._action
        if action is not None and action.at is not None and self._are_settings_the_scenes and not self._is_over:
            self._state = _State.AWAITED
            self._session.holds.at(action.at)
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._state is not _State.IDLE:
            self._state = _State.IDLE
            self._session.holds.at(None)

    def _make(self, action: Action) -> bool:
        plan = self._session.plan
        if action.lane is not None:
            plan.edit_lane(action.lane - 1)
        if action.from_start:
            return plan.start_again(dict(action.set))
        if action.lasts is None:
            self._let_go()
            return plan.set(**action.set)
        self._session.holds.after(0)  # else a step could come before its steps are counted
        self._state = _State.LASTING
        self._set(action.set)
        self._session.holds.after(action.lasts)
        return True

    def _take_back(self, action: Action, scene: Scene) -> None:
        before = scene.lanes[(action.lane or 1) - 1].config
        self._is_over = True
        self._set({name: getattr(before, name) for name in action.set})
        self._let_go()

    def _set(self, settings: Mapping[str, Any]) -> None:
        self._is_own = True
        self._session.plan.set(**settings)
        self._is_own = False

    @Slot()
    def _on_held(self) -> None:
        scene, action = self._scene, self._action
        if scene is None or action is None:
            return
        if self._state is _State.AWAITED:
            self._make(action)
        elif self._state is _State.LASTING:
            self._take_back(action, scene)

    @Slot()
    def _on_config_changed(self) -> None:
        """Leave all to users who have changed settings themselves; once they are the scene's again, go on."""
        if self._is_own:
            return
        if self._state is _State.LASTING:
            self._is_over = True
            self._let_go()
        elif not self._are_settings_the_scenes:
            self._let_go()
        elif self._state is _State.IDLE:
            self._await()


def is_seen(scene: Scene, lanes: Sequence[LaneView]) -> bool:
    """Whether what is on show is the run after the scene's action, and after the end of one that does not stay."""
    acted, action = scene.after_action(), scene.action
    if action is None or action.lasts is None:
        return tuple(lane.snapshot.config for lane in lanes) == acted
    return any(
        change.after == config and change.step + action.lasts <= lane.snapshot.step
        for lane, config in zip(lanes, acted, strict=False)
        for change in lane.history.changes
    )
