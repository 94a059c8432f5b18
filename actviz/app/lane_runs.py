"""LaneRuns: the trainers of all lanes. They share their examples and keep in step; no threads here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actviz.app.lanes import LaneSpec, Marks, Origin, Setup
from actviz.app.setup_changes import begins_anew, is_live
from actviz.export.exported_run import Lane
from actviz.training.config import RunConfig
from actviz.training.diagnosis import Diagnostician
from actviz.training.examples import Examples
from actviz.training.notes import Note, named
from actviz.training.recording import RecordedLane, Recording, recording_of_lanes
from actviz.training.replay import Replay
from actviz.training.trainer import Trainer

MOST_PARKED = 4  # lanes taken away that can come back as they were


@dataclass
class LaneRun:
    """One lane's trainer, and what goes back in its steps."""

    spec: LaneSpec
    trainer: Trainer
    replay: Replay
    diagnostician: Diagnostician = field(default_factory=Diagnostician)

    @classmethod
    def of(cls, spec: LaneSpec, trainer: Trainer) -> LaneRun:
        """Begin a lane."""
        return cls(spec, trainer, Replay(trainer))

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
        self._count = 0  # runs begun: tells the snapshots of one from another's
        self.generation = 0  # how often all lanes began anew, or others took their place

    @property
    def lanes(self) -> tuple[LaneRun, ...]:
        """The lanes, in the setup's order."""
        return tuple(self._runs.values())

    @property
    def setup(self) -> Setup:
        """What is running."""
        return tuple(replace(run.spec, config=run.trainer.config) for run in self.lanes)

    @property
    def going(self) -> list[LaneRun]:
        """The lanes that can take a step: those that have not diverged."""
        return [run for run in self.lanes if run.trainer.divergence is None]

    def take_on(self, setup: Setup, anew: bool = False) -> bool:
        """Make the lanes be those of the setup; return whether all began anew, at step 0.

        Settings that can change while training are changed in the running networks; any other change begins all
        lanes anew, so that they stay comparable. A new lane branches off its origin, and one that was taken away
        comes back as it was.

        Raises:
            BadInput: a configuration that cannot be run; where it would begin a run, nothing has changed.
            MemoryError: likewise.
        """
        if anew or not self._runs or begins_anew(self.setup, setup):
            self._runs = self._begin_all(setup)
            self._parked.clear()
            self.generation += 1
            return True
        found = {spec.key: self._existing(spec) or self._begin(spec) for spec in setup}
        gone = {key: run for key, run in self._runs.items() if key not in found}
        self._parked = {k: run for k, run in (self._parked | gone).items() if k not in found}
        for key in list(self._parked)[:-MOST_PARKED]:
            del self._parked[key]
        self._runs = found
        for spec in setup:
            run = found[spec.key]
            run.spec = spec
            _change(run.trainer, spec.config)
        return False

    def take_over(self, setup: Setup, trainers: Sequence[Trainer]) -> None:
        """Go on with these trainers, one a lane, which share their examples, instead of the present ones."""
        for trainer in trainers:
            self._count += 1
            trainer.run = self._count
        self._runs = {spec.key: LaneRun.of(spec, trainer) for spec, trainer in zip(setup, trainers, strict=True)}
        self._parked.clear()
        self.generation += 1

    @property
    def step(self) -> int:
        """The newest step of any lane."""
        return max((run.trainer.step for run in self.lanes), default=0)

    @property
    def state_bytes(self) -> int:
        """About the size of all lanes' states."""
        return sum(run.trainer.state_bytes for run in self.lanes)

    def recording(self, marks: Marks, states: bool = True) -> Recording:
        """Return copies of all that a recording holds; without the newest states, which may be large, if so wanted."""
        lanes = [
            RecordedLane.of(run.trainer, run.spec.key, run.spec.index, run.spec.name, states) for run in self.lanes
        ]
        chosen = {"layer": marks.selection.layer, "unit": marks.selection.unit, "cursor": marks.cursor}
        texts = {"name": marks.name, "notes": marks.notes, "created": marks.created}
        notes = tuple(note for note in marks.step_notes if note.lane is None or note.lane in self._runs)
        current = min(marks.current, len(lanes) - 1)
        return recording_of_lanes(lanes, self.lanes[0].trainer, current=current, step_notes=notes, **chosen, **texts)

    def copies(self, step_notes: Sequence[Note]) -> tuple[Lane, ...]:
        """Return copies of all lanes as they are now, each with the notes that are about it."""
        names = {run.spec.key: run.spec.name for run in self.lanes}
        copies = []
        for run in self.lanes:
            about = [note for note in step_notes if note.lane in (None, run.spec.key)]
            copies.append(Lane(run.trainer.fork(), run.spec.name, run.spec.index, named(about, names)))
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
        n = min([n, *(step - behind for step in ahead)])
        return max(run.trainer.advance(n) for run in going if run.trainer.step == behind)

    # Beginning

    def _begin_all(self, setup: Setup) -> dict[int, LaneRun]:
        runs: dict[int, LaneRun] = {}
        examples: Examples | None = None
        for spec in setup:
            trainer = self._new_trainer(spec.config, examples)
            examples = trainer.examples
            runs[spec.key] = LaneRun.of(spec, trainer)
        return runs

    def _new_trainer(self, config: RunConfig, examples: Examples | None) -> Trainer:
        trainer = Trainer(config, run=self._count + 1, examples=examples)
        self._count += 1
        return trainer

    def _existing(self, spec: LaneSpec) -> LaneRun | None:
        return self._runs.get(spec.key) or self._parked.get(spec.key)

    def _begin(self, spec: LaneSpec) -> LaneRun:
        branched = self._branch(spec, spec.origin) if spec.origin is not None else None
        if branched is not None:
            return branched
        return LaneRun.of(spec, self._new_trainer(spec.config, self.lanes[0].trainer.examples if self._runs else None))

    def _branch(self, spec: LaneSpec, origin: Origin) -> LaneRun | None:
        source = self._runs.get(origin.key) or self._parked.get(origin.key)
        if source is None or not is_live(source.trainer.config, spec.config):
            return None
        self._count += 1
        trainer = source.at(origin.step).fork(run=self._count)
        _change(trainer, spec.config)
        turns = tuple(turn for turn in source.diagnostician.turns if turn.step <= trainer.step)
        return LaneRun(spec, trainer, Replay(trainer), Diagnostician(turns))


def _change(trainer: Trainer, config: RunConfig) -> None:
    differences = trainer.config.differences(config)
    if differences:
        trainer.apply(differences)
