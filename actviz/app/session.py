"""Session: the only owner of the application's state: configuration, lanes, selection, what is running."""

from __future__ import annotations

from time import monotonic, thread_time
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from actviz.app.lanes import LaneView, Selection
from actviz.app.mailbox import Mailbox, Report
from actviz.app.trials import Trials
from actviz.app.worker import Worker
from actviz.registry import BadInput
from actviz.training.config import FIELDS, LIVE_FIELDS, RunConfig
from actviz.training.findings import Suggestion

KEPT_UNDOS = 200
SAME_CHANGE_S = 1.0  # a number that moves on within this time, as a slider does, is one change to undo


class Shares(NamedTuple):
    """What the program's processor time goes into while it trains; they add up to 1."""

    training: float
    measuring: float
    drawing: float


class Session(QObject):
    """The running application, without widgets; lives in the GUI thread.

    Signals:
        updated(): lanes hold newer measurements.
        config_changed(): `config` changed, whoever changed it.
        playing_changed(bool): training started or stopped.
        failed(str): one sentence about what could not be done; what was running is as it was.
        selection_changed(): another layer or unit is followed.
    """

    updated = Signal()
    config_changed = Signal()
    playing_changed = Signal(bool)
    failed = Signal(str)
    selection_changed = Signal()

    def __init__(self, config: RunConfig | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.config = config or RunConfig()
        self.lanes: tuple[LaneView, ...] = ()
        self.playing = False
        self.speed: float | None = None
        self.selection = Selection()
        self.steps_per_second = 0.0
        self.shares: Shares | None = None  # of the processor time of the last second
        self._seen_s = (0.0, 0.0, 0.0)
        self._shares_due_s = 0.0
        self._needs: frozenset[str] = frozenset()
        self._undo: list[RunConfig] = []
        self._redo: list[RunConfig] = []
        self._last_change: tuple[str, float] = ("", 0.0)  # the number that was changed, and when
        self._mailbox = Mailbox()
        self._worker = Worker(self._mailbox)
        self._worker.start()
        self._worker.restart(self.config)
        self.trials = Trials(self)
        self.trials.failed.connect(self.failed)

    # Running

    def play(self) -> None:
        """Train until paused."""
        self._worker.play(True)
        self._set_playing(True)

    def pause(self) -> None:
        """Stop training after the present slice."""
        self._worker.play(False)
        self._set_playing(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def step(self, n: int) -> None:
        """Pause, and take n steps."""
        self._set_playing(False)
        self._worker.step(n)

    def reset(self) -> None:
        """Go back to step 0 of the same configuration and seed, paused."""
        self.pause()
        self._worker.restart(self.config)

    def limit_speed(self, steps_per_second: float | None) -> None:
        """Train at most so many steps a second; None is unlimited."""
        self.speed = steps_per_second
        self._worker.limit_speed(steps_per_second)

    def close(self) -> bool:
        """Stop the training thread and a trial's; True when they ended within a second or a few."""
        tried = self.trials.close()
        return self._worker.close() and tried

    # Trying suggestions

    def try_suggestion(self, suggestion: Suggestion) -> None:
        """Measure a suggestion in the background, beside the present configuration: see `trials`."""
        steps_seen = self.lanes[0].snapshot.step if self.lanes else 0
        self.trials.start(self.config, suggestion, steps_seen)

    def adopt(self, changes: dict[str, Any]) -> bool:
        """Make a change and start the run anew with it, as a trial does; what was playing plays on.

        Returns False, and emits `failed`, when a value is refused; nothing has changed then.
        """
        playing, before = self.playing, self.config
        if not self.set(**changes):
            return False
        if set(before.differences(self.config)) <= LIVE_FIELDS:
            self._worker.restart(self.config)
        if playing:
            self._worker.play(True)
        return True

    # Settings

    def set(self, **changes: Any) -> bool:
        """Change settings: live ones in the running network, others by a new run.

        Returns False, and emits `failed`, when a value is refused; nothing has changed then.
        """
        try:
            new = self._with(changes)
        except BadInput as error:
            self.failed.emit(str(error))
            self.config_changed.emit()  # controls go back to what is running
            return False
        if new != self.config:
            if not self._goes_on(new):
                self._undo = [*self._undo[-KEPT_UNDOS:], self.config]
            elif self._undo[-1] == new:
                self._undo.pop()
            self._redo.clear()
            self._adopt(new)
        return True

    def _goes_on(self, new: RunConfig) -> bool:
        """Say whether this is the same change as the last, a number still on its way; note it for the next."""
        fields, now = list(self.config.differences(new)), monotonic()
        name = fields[0] if len(fields) == 1 and FIELDS[fields[0]].kind in ("int", "float") else ""
        before, self._last_change = self._last_change, (name, now)
        return bool(name) and name == before[0] and now - before[1] < SAME_CHANGE_S and self.can_undo

    def open_data(self, path: str) -> bool:
        """Train on the user's own file; the file is read in the training thread, a fault comes as `failed`.

        The file in use is read anew: it may have been edited.
        """
        if path == self.config.data_path:
            self._worker.restart(self.config)
            return True
        return self.set(data_path=path)

    def use_dataset(self, key: str) -> bool:
        """Train on one of the built-in data sets."""
        return self.set(dataset=key, data_path=None)

    @property
    def can_undo(self) -> bool:
        """Whether a change of settings can be taken back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a change that was taken back can be made again."""
        return bool(self._redo)

    def undo(self) -> None:
        """Take back the last change of settings."""
        self._last_change = ("", 0.0)
        if self._undo:
            self._redo.append(self.config)
            self._adopt(self._undo.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._last_change = ("", 0.0)
        if self._redo:
            self._undo.append(self.config)
            self._adopt(self._redo.pop())

    def _with(self, changes: dict[str, Any]) -> RunConfig:
        changes = dict(changes)
        if "activation" in changes and "alpha" not in changes:
            changes["alpha"] = None  # another function's α means something else
        if "hidden" in changes and "activation" not in changes and not isinstance(self.config.activation, str):
            keys, n = self.config.activations, len(RunConfig(hidden=changes["hidden"]).hidden)
            changes["activation"] = (*keys[:n], *keys[-1:] * max(0, n - len(keys)))
        if changes.get("momentum") == 0.0 and self.config.nesterov:
            changes.setdefault("nesterov", False)
        return self.config.replace(**changes)

    def _adopt(self, new: RunConfig) -> None:
        old, self.config = self.config, new
        changed = old.differences(new)
        if set(changed) <= LIVE_FIELDS:
            self._worker.apply(changed)
        else:
            self._worker.restart(new)
            layers = len(new.hidden)
            if self.selection.layer is not None and (
                self.selection.layer > layers or (self.selection.unit or 0) >= new.hidden[self.selection.layer - 1]
            ):
                self.select(None, None)
        self.config_changed.emit()

    # Looking

    def select(self, layer: int | None, unit: int | None) -> None:
        """Follow a layer (1-based), and a unit of it or None for the layer as a whole."""
        if layer is not None and not 1 <= layer <= len(self.config.hidden):
            layer, unit = None, None
        if unit is not None and (layer is None or not 0 <= unit < self.config.hidden[layer - 1]):
            unit = None
        chosen = Selection(layer, unit)
        if chosen != self.selection:
            self.selection = chosen
            self._worker.look_at(self._needs, self._focus)
            self.selection_changed.emit()

    def set_needs(self, needs: frozenset[str]) -> None:
        """Say which extra measurements the visible panels want."""
        if needs != self._needs:
            self._needs = needs
            self._worker.look_at(needs, self._focus)

    def shows(self, needs: frozenset[str]) -> bool:
        """Whether the lanes hold a full measurement, these extras included, of the step they stand at."""
        snapshots = [lane.snapshot for lane in self.lanes]
        return bool(snapshots) and all(s.units_step == s.step and needs <= s.extras for s in snapshots)

    @property
    def _focus(self) -> int:
        return self.selection.layer or 1

    def collect(self) -> None:
        """Take what the worker and a trial have delivered; called once a frame."""
        self.trials.collect()
        delivery = self._mailbox.collect()
        report = delivery.report
        self.steps_per_second = report.steps_per_second
        self._note_shares(report)
        if report.handled in (None, self._worker.posted):  # no command is on its way: what runs is the truth
            self._set_playing(report.playing)
            if report.running is not None and report.running != self.config:
                self._take_back(report.running)
        for failure in delivery.failures:
            self.failed.emit(failure.sentence)
        if delivery.lanes is not None:
            self.lanes = delivery.lanes
            self.updated.emit()

    def _note_shares(self, report: Report) -> None:
        if monotonic() < self._shares_due_s:
            return
        self._shares_due_s = monotonic() + 1.0
        spent = report.training_s, report.measuring_s, thread_time()  # this thread draws, and does nothing else
        new = [max(0.0, now - before) for now, before in zip(spent, self._seen_s, strict=True)]
        self._seen_s = spent
        total = sum(new)
        self.shares = Shares(*(part / total for part in new)) if self.playing and new[0] > 0.0 else None

    def _take_back(self, running: RunConfig) -> None:
        """Show the configuration that is running, because the worker could not take on a newer one."""
        self.config = running
        for stack in (self._undo, self._redo):
            while stack and stack[-1] == running:
                stack.pop()
        self.config_changed.emit()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)
