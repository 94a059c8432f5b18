"""Past: what the window does while it shows a past step: frame, settings of then, replay, and changes there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMainWindow

from actviz.app.lanes import Setup
from actviz.app.session import Session
from actviz.app.setup_changes import Effect, effect, with_changes
from actviz.joined_text import clauses
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, LIVE_FIELDS, SHARED_FIELDS
from actviz.translation import tr
from actviz.ui.actions.commands import Actions
from actviz.ui.controls.column import ControlColumn
from actviz.ui.timeline.timeline import Timeline
from actviz.ui.widgets.framed import Framed
from actviz.ui.widgets.question_strip import Answer, QuestionStrip

LEFT_MS = 4000  # so long the status line says that the past was left
OWN_FIELDS = LIVE_FIELDS - SHARED_FIELDS  # what a branch can have other than the lane that it leaves


class Past(QObject):
    """Shows that a past step is on show, and asks what a change of a setting there is to mean."""

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        controls: ControlColumn,
        frame: Framed,
        question: QuestionStrip,
        actions: Actions,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._status = window.statusBar()
        self._session, self._view, self._plan = session, session.view, session.plan
        self._timeline, self._controls, self._frame, self._actions = timeline, controls, frame, actions
        self.question = question
        self._shown: Setup = ()  # by the controls
        timeline.branch_requested.connect(self.branch)
        actions.connect("branch", self.branch)
        timeline.replay_toggled.connect(session.replay.toggle)
        timeline.replay_stopped.connect(session.replay.stop)
        timeline.replay_speed_picked.connect(session.replay.set_speed)
        actions.connect("replay", session.replay.toggle)
        session.replay.changed.connect(self._show_replay)
        session.view.cursor_changed.connect(self._on_cursor_changed)
        session.updated.connect(self._on_updated)
        session.plan.config_changed.connect(self.show_settings)
        self._show_replay()
        self.show_settings()

    @property
    def is_shown(self) -> bool:
        """Whether a past step is on show."""
        return self._view.cursor is not None

    def escape(self) -> bool:
        """Take back the question, or stop the replay, or return to the newest step; False in the present."""
        if self.question.isVisible():
            self._cancel()
        elif self._session.replay.active:
            self._session.replay.stop()
        elif self.is_shown:
            self._session.travel(None)
        else:
            return False
        return True

    @Slot()
    def branch(self, changes: dict[str, Any] | None = None) -> None:
        """Add a lane that goes on from the step on show with the settings of then, and some changes."""
        then = {name: value for name, value in self._view.settings_of_then.items() if name in OWN_FIELDS}
        self._plan.add_lane(step=self._view.cursor, **(then | (changes or {})))

    def apply(self, changes: dict[str, Any]) -> None:
        """Make a change of settings; in the past ask first whether there, in a branch, or now."""
        if not self.is_shown:
            self._plan.set(**changes)
            return
        try:
            before, after = self._view.config, with_changes(self._view.config, changes)
        except BadInput as error:
            self._plan.failed.emit(str(error))
            self.show_settings()
            return
        differing = [name for name in before.differences(after) if name != "alpha" or "alpha" in changes]
        if not differing:
            self.show_settings()
            return
        text = clauses(
            tr("{setting} {value}", setting=tr(FIELDS[name].label), value=value_text(name, after)) for name in differing
        )
        newest, step = whole(self._view.newest), whole(self._view.step)
        cancel = Answer(tr("Cancel"), tr("Leave everything as it is (Escape)"), self._cancel)
        change = Answer(
            tr("Change now"),
            tr("Return to step {step} and change it there.", step=newest),
            lambda: self._plan.set(**changes),
        )
        branch = Answer(
            tr("Branch here"),
            tr("Add a lane that goes on from step {step} with this change.", step=step),
            lambda: self.branch(changes),
        )
        if effect(before, after) is Effect.NEW_RUN:
            again = Answer(tr("Start again"), tr("Start a new run from step 0 with this change."), change.slot)
            self.question.ask(tr("{change}? This starts the run again from step 0.", change=text), (again, cancel))
        elif changes.keys() <= OWN_FIELDS:
            self.question.ask(
                tr("{change}? You are looking at step {step}, the past.", change=text, step=step),
                (branch, change, cancel),
            )
        else:  # what all lanes share cannot be another in a branch
            self.question.ask(
                tr(
                    "{change}? You are looking at step {step}, the past. All lanes share this setting.",
                    change=text, step=step,
                ),
                (change, cancel),
            )  # fmt: skip

    def _cancel(self) -> None:
        self.question.dismiss()
        self.show_settings()

    @Slot()
    def show_settings(self) -> None:
        """Let the controls show the settings at the step on show."""
        self._shown = self._view.setup
        self._controls.refresh(self._view.config, self._view.cursor)
        self._controls.lanes.show_setup(self._shown, self._plan.current, self._plan.edits_all)

    @Slot()
    def _on_updated(self) -> None:
        if self.is_shown and not self._view.awaits_cursor and self._view.setup != self._shown:
            self.show_settings()
        elif self.is_shown:
            self._controls.data.show_past(self._view.cursor)

    @Slot()
    def _on_cursor_changed(self) -> None:
        self.question.dismiss()
        if self._frame.is_framed and not self.is_shown:  # Play, for one, leads out of the past
            self._status.showMessage(tr("You have left the past: the newest step is on show."), LEFT_MS)
        self._frame.set_framed(self.is_shown)
        if not self.is_shown:  # also where the settings of then are those of now: they are marked as past
            self.show_settings()

    @Slot()
    def _show_replay(self) -> None:
        replay = self._session.replay
        self._timeline.show_replay(replay.active, replay.playing, replay.speed)
        self._actions["replay"].setText(self._timeline.replay.text())
