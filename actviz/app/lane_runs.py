"""LaneRuns: the trainers of all lanes. They share their examples and keep in step; no threads here.

Lanes share some settings (`SHARED_FIELDS`), and have them by construction. Those that cannot change while training are
the same in all lanes, or all begin again. A change of one that can (the batch size) is a change of the run, made at
the newest step that any of its lanes has come to, removed lanes included: lanes that stand there make it at
once, a lane that is behind when it comes there. So all lanes have the same batches at every step, whenever they began:
a lane that begins late, or branches off an early step, begins with the shared settings of then and goes through every
change since. A recording holds what ran: a change that still waits for all lanes that are left is not in it. Only
lanes of recordings in which that was not so (see `recovery`) keep what they have of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from actviz.app.lanes import LaneSpec, Setup, WindowState
from actviz.app.setup_changes import Effect, effect, effect_on_lanes
from actviz.data import Data
from actviz.diagnosis.diagnosis import Diagnostician
from actviz.disk import kind_of
from actviz.export.exported_run import Lane
from actviz.recording import RecordedLane, Recording, recording_of_lanes
from actviz.recording.recorded import Origin
from actviz.training.config.config import LIVE_FIELDS, SHARED_FIELDS, RunConfig
from actviz.training.examples import Examples, examples_of
from actviz.training.history.notes import Note, named
from actviz.training.replay import Replay, fork
from actviz.training.trainer import Trainer
from actviz.translation import language
from actviz.weights.given import GivenWeights

MOST_PARKED = 4  # removed lanes that can come back as they were
OWN_FIELDS = LIVE_FIELDS - SHARED_FIELDS  # what a lane that runs can have for itself


class SharedChange(NamedTuple):
    """A change of shared settings: the step at which every lane makes it, and their values from there."""

    step: int
    values: dict[str, Any]


@dataclass
class LaneRun:
    """One lane: its trainer, and the replay of its earlier steps."""

    spec: LaneSpec
    trainer: Trainer
    replay: Replay
    n_shared: int = 0  # how many of the run's changes of shared settings it has made
    diagnostician: Diagnostician = field(default_factory=Diagnostician)

    @classmethod
    def of(cls, spec: LaneSpec, trainer: Trainer, n_shared: int = 0) -> LaneRun:
        """Begin a lane."""
        return cls(spec, trainer, Replay(trainer), n_shared)

    def at(self, step: int | None) -> Trainer:
        """Return the trainer, or its double at an earlier step (at its last one, when it has not come so far)."""
        if step is None or step >= self.trainer.step:
            return self.trainer
        return self.replay.go_to(step)


class LaneRuns:
    """Makes the lanes be what a setup says, and advances them together."""

    def __init__(self) -> None:
        self._runs: dict[int, LaneRun] = {}
        self._parked: dict[int, LaneRun] = {}
        self._shared: list[SharedChange] = []  # all of this run, in the order in which they were made
        self._count = 0  # runs begun: tells the snapshots of one from another's
        self.generation = 0  # how often all lanes started again, or others took their place

    @property
    def lanes(self) -> tuple[LaneRun, ...]:
        """The lanes, in the setup's order."""
        return tuple(self._runs.values())

    @property
    def setup(self) -> Setup:
        """What is running; a lane that is behind has the shared settings that it will have once it has caught up."""
        return tuple(replace(run.spec, config=self._caught_up(run)) for run in self.lanes)

    @property
    def going(self) -> list[LaneRun]:
        """The lanes that can take a step: those that have not diverged."""
        return [run for run in self.lanes if run.trainer.divergence is None]

    @property
    def data(self) -> Data | None:
        """What the lanes train on; None without lanes."""
        return self.lanes[0].trainer.data if self._runs else None

    def starts_again(self, setup: Setup) -> bool:
        """Say whether all lanes start at step 0 for this setup."""
        return not self._runs or effect_on_lanes(self.setup, setup) is Effect.NEW_RUN

    def apply(self, setup: Setup, data: Data | None = None, again: bool = False) -> bool:
        """Make the lanes be those of the setup; return whether all started again, at step 0.

        Settings that can change while training are changed in the running networks; any other change starts all
        lanes again, so that they stay comparable, and so does `again`. A new lane branches off its origin, and one
        that was removed comes back as it was. `data` is what the setup's file contains.

        Raises:
            BadInput: a configuration that cannot be run; where it would begin a run, nothing has changed.
            MemoryError: likewise.
        """
        if again or self.starts_again(setup):
            self._runs = self._begin_all(setup, data)
            self._parked.clear()
            self._shared = []
            self.generation += 1
            return True
        found = {spec.key: self._existing(spec) or self._begin(spec) for spec in setup}
        gone = {key: run for key, run in self._runs.items() if key not in found}
        self._parked = {k: run for k, run in (self._parked | gone).items() if k not in found}
        for key in list(self._parked)[:-MOST_PARKED]:
            del self._parked[key]
        self._runs = found
        self._share(setup[0].config)
        for spec in setup:
            run = found[spec.key]
            run.spec = spec
            _change(run.trainer, {name: getattr(spec.config, name) for name in OWN_FIELDS})
        return False

    def continue_with(self, setup: Setup, trainers: Sequence[Trainer]) -> None:
        """Go on with these trainers, one a lane, which share their examples, instead of the present ones.

        The changes of shared settings that the run has been through are those of the lane that has made the most.
        """
        for trainer in trainers:
            self._count += 1
            trainer.run = self._count
        self._shared = max(map(_shared_changes, trainers), key=len)
        self._runs = {
            spec.key: LaneRun.of(spec, trainer, self._n_shared_by(trainer))
            for spec, trainer in zip(setup, trainers, strict=True)
        }
        self._parked.clear()
        self.generation += 1

    @property
    def step(self) -> int:
        """The newest step of any lane."""
        return max((run.trainer.step for run in self.lanes), default=0)

    @property
    def checkpoint_bytes(self) -> int:
        """About the size of all lanes' states."""
        return sum(run.trainer.checkpoint_bytes for run in self.lanes)

    def recording(self, window: WindowState, states: bool = True) -> Recording:
        """Return copies of all that a recording holds; without the newest states, which may be large, if so wanted."""
        lanes = [
            replace(
                RecordedLane.of(run.trainer, run.spec.key, run.spec.index, run.spec.name, states),
                origin=run.spec.origin,
            )
            for run in self.lanes
        ]
        chosen = {"layer": window.selection.layer, "unit": window.selection.unit, "cursor": window.cursor}
        texts = {"name": window.name, "notes": window.notes, "created": window.created}
        told = self.lanes[0].diagnostician
        texts |= {"verdict": told.verdict, "verdict_key": told.shown, "language": language()}
        notes = tuple(note for note in window.step_notes if note.lane is None or note.lane in self._runs)
        current = min(window.current, len(lanes) - 1)
        return recording_of_lanes(lanes, self.lanes[0].trainer, current=current, step_notes=notes, **chosen, **texts)

    def copies(self, step_notes: Sequence[Note]) -> tuple[Lane, ...]:
        """Return copies of all lanes as they are now, each with the notes that are about it."""
        names = {run.spec.key: run.spec.name for run in self.lanes}
        copies = []
        for run in self.lanes:
            about = [note for note in step_notes if note.lane in (None, run.spec.key)]
            shown = run.diagnostician.shown
            copies.append(Lane(fork(run.trainer), run.spec.name, run.spec.index, named(about, names), shown))
        return tuple(copies)

    def advance(self, n: int) -> int:
        """Take up to n steps in every lane that has not diverged; one that is behind catches up first.

        Returns the number of steps taken.
        """
        going = self.going
        if not going:
            return 0
        behind = min(run.trainer.step for run in going)
        ahead = [run.trainer.step for run in going if run.trainer.step > behind]
        run_on = [run for run in going if run.trainer.step == behind]
        ahead += [change.step for run in run_on for change in self._shared[run.n_shared : run.n_shared + 1]]
        n = min([n, *(step - behind for step in ahead)])
        taken = max(run.trainer.advance(n) for run in run_on)
        for run in run_on:
            self._make_shared_changes(run)
        return taken

    # What lanes share

    def _share(self, config: RunConfig) -> None:
        """Make a change of the shared settings that all lanes are to have from now on, if it is one."""
        values = _live_shared(config)
        if values != _live_shared(self._caught_up(self.lanes[0])):
            front = max(run.trainer.step for run in (*self.lanes, *self._parked.values()))
            self._shared.append(SharedChange(max([front, *(c.step for c in self._shared[-1:])]), values))
        for run in self.lanes:
            self._make_shared_changes(run)

    def _make_shared_changes(self, run: LaneRun) -> None:
        """Make a lane's changes of shared settings that are due at the step where it stands."""
        while run.n_shared < len(self._shared) and self._shared[run.n_shared].step <= run.trainer.step:
            _change(run.trainer, self._shared[run.n_shared].values)
            run.n_shared += 1

    def _caught_up(self, run: LaneRun) -> RunConfig:
        to_come = self._shared[run.n_shared :]
        return run.trainer.config.replace(**to_come[-1].values) if to_come else run.trainer.config

    def _n_shared_by(self, trainer: Trainer) -> int:
        """Return how many of the run's changes of shared settings a trainer has been through."""
        own = _shared_changes(trainer)
        if own == self._shared[: len(own)]:
            return len(own)
        return sum(change.step <= trainer.step for change in self._shared)

    # Beginning

    def _begin_all(self, setup: Setup, data: Data | None) -> dict[int, LaneRun]:
        runs: dict[int, LaneRun] = {}
        examples = None if data is None else examples_of(setup[0].config, data)
        for spec in setup:
            trainer = self._new_trainer(spec.config, examples)
            examples = trainer.examples
            runs[spec.key] = LaneRun.of(spec, trainer)
        return runs

    def _new_trainer(self, config: RunConfig, examples: Examples | None) -> Trainer:
        trainer = Trainer(config, run=self._count + 1, examples=examples, given=self._given(config))
        self._count += 1
        return trainer

    def _given(self, config: RunConfig) -> GivenWeights | None:
        """Return the weights of a file that is gone, if a lane started from them; others are read again."""
        path = config.weights_file
        if path is None or kind_of(Path(path)) == "file":
            return None
        trainers = [run.trainer for run in (*self.lanes, *self._parked.values())]
        return next((each.given for each in trainers if each.initial_config.weights_file == path), None)

    def _existing(self, spec: LaneSpec) -> LaneRun | None:
        return self._runs.get(spec.key) or self._parked.get(spec.key)

    def _begin(self, spec: LaneSpec) -> LaneRun:
        """Begin a lane: a branch of its origin, or, where that cannot be, at step 0, with what was shared then."""
        source = None if spec.origin is None else self._runs.get(spec.origin.key) or self._parked.get(spec.origin.key)
        if (
            source is not None
            and spec.origin is not None
            and effect(self._caught_up(source), spec.config) < Effect.NEW_RUN
        ):
            return self._branch(spec, source, spec.origin)
        first = (source or self.lanes[0]).trainer
        return LaneRun.of(spec, self._new_trainer(_sharing(spec.config, first.initial_config), first.examples))

    def _branch(self, spec: LaneSpec, source: LaneRun, origin: Origin) -> LaneRun:
        self._count += 1
        double = source.at(origin.step)
        trainer = fork(double, run=self._count)
        n_shared = source.n_shared if double is source.trainer else self._n_shared_by(trainer)
        verdicts = tuple(each for each in source.diagnostician.verdict_changes if each.step <= trainer.step)
        return LaneRun(spec, trainer, Replay(trainer), n_shared, Diagnostician(verdicts))


def _change(trainer: Trainer, settings: dict[str, Any]) -> None:
    differences = trainer.config.differences(trainer.config.replace(**settings))
    if differences:
        trainer.apply(differences)


def _sharing(config: RunConfig, other: RunConfig) -> RunConfig:
    """Return a configuration with what lanes share as it is in the other one."""
    return config.replace(**{name: getattr(other, name) for name in SHARED_FIELDS})


def _live_shared(config: RunConfig) -> dict[str, Any]:
    return {name: getattr(config, name) for name in sorted(SHARED_FIELDS & LIVE_FIELDS)}


def _shared_changes(trainer: Trainer) -> list[SharedChange]:
    """Return the changes of shared settings that a trainer has been through."""
    found: list[SharedChange] = []
    before = _live_shared(trainer.initial_config)
    for change in trainer.changes:
        now = _live_shared(change.after)
        if now != before:
            found.append(SharedChange(change.step, now))
        before = now
    return found
