"""What a recording holds: its lanes (RecordedLane), all of it (Recording), and what a list shows of it (Summary).

The same facts are handed to the writer and come back from the reader, and a trainer is rebuilt from them that goes
on with the same bits: the state at step 0 follows from the configuration, every other step from a recorded state and
the changes after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np

from actviz.data import Data, load_file, split
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters
from actviz.registry import BadInput
from actviz.training.activity import Activity
from actviz.training.config import LIVE_FIELDS, SHARED_FIELDS, RunConfig, check_network_size
from actviz.training.examples import Examples, configured_examples
from actviz.training.history import History
from actviz.training.kept_states import TrainerState
from actviz.training.notes import NamedNote, Note, named
from actviz.training.snapshot import Divergence
from actviz.training.trainer import Trainer

CURVE_POINTS = 64
MOST_REPLAYED = 1_000_000  # steps after the newest state; a file that claims more is opened at that state
GIVEN = "arrays"  # the source of examples that were handed over as they are


@dataclass(frozen=True, eq=False)
class RecordedLane:
    """One lane as it stood after `step` steps; nothing in it is written to any more.

    `state` is the newest one there is, at `step` or before; None where the one written before is still wanted.
    `changes` holds what was changed while training, with the step and the configuration from there.
    """

    key: int
    index: int
    name: str
    initial_config: RunConfig
    config: RunConfig
    changes: tuple[tuple[int, RunConfig], ...]
    step: int
    state: TrainerState | None
    kept: tuple[TrainerState, ...]  # to travel back to; without that of step 0
    stride: int  # of the kept states, in steps
    history: History
    activity: Activity
    divergence: Divergence | None = None
    dtype: str = "float32"
    run: int = 0  # tells runs apart while they are recorded; not in the file
    rewinds: int = 0  # likewise: how often this run went back

    @classmethod
    def of(cls, trainer: Trainer, key: int, index: int, name: str, state: bool = True) -> RecordedLane:
        """Take a copy of what a trainer is now; without its state, which is as large as the network, if so wanted."""
        return cls(
            key=key,
            index=index,
            name=name,
            initial_config=trainer.initial_config,
            config=trainer.config,
            changes=tuple(trainer.changes),
            step=trainer.step,
            state=trainer.state() if state else None,
            kept=tuple(kept for kept in trainer.kept.states if kept.step > 0),
            stride=trainer.kept.stride,
            history=trainer.history.copy(),
            activity=trainer.activity.copy(),
            divergence=trainer.divergence,
            dtype=str(trainer.network.dtype),
            run=trainer.run,
            rewinds=trainer.kept.rewinds,
        )

    def trainer(self, examples: Examples, run: int = 0) -> Trainer:
        """Return a trainer that stands where this lane stood, and goes on with the same bits.

        Raises:
            BadInput: a state that does not fit the network.
        """
        trainer = Trainer(self.initial_config, dtype=self.dtype, run=run, examples=examples)
        first = trainer.state()
        for config in {self.config, *(new for _, new in self.changes)}:
            check_network_size(trainer.network.sizes, min(config.batch_size, len(trainer.train_x)))
        for state in (*self.kept, *([] if self.state is None else [self.state])):
            self._check(state, first, trainer)
        start = self.state or first
        if self.step - start.step > MOST_REPLAYED:
            return replace(self, **self._cut_at(start)).trainer(examples, run)
        trainer.changes = list(self.changes)
        trainer.restore(start)
        trainer.replay(self.step, self.changes)
        for _, config in self.changes[len(trainer.changes) :]:  # made at this very step
            trainer.apply(trainer.config.differences(config))
        if trainer.step != self.step or trainer.config != self.config:
            raise BadInput(f"lane {self.name} cannot be brought to its step {self.step:,}")
        trainer.changes = list(self.changes)
        trainer.take_history(self.history.copy(), self.activity.copy())
        trainer.kept.fill((first, *self.kept), self.stride)
        trainer.divergence = self.divergence
        return trainer

    def _cut_at(self, state: TrainerState) -> dict[str, Any]:
        """Return what this lane was at that state."""
        history, activity = self.history.copy(), self.activity.copy()
        history.rewind(state.step)
        activity.rewind(state.step)
        history.changes = [change for change in history.changes if change[0] < state.step]
        kept = tuple(each for each in self.kept if each.step <= state.step)
        rest = {"changes": self.changes[: state.n_changes], "config": state.config, "divergence": None}
        return {"step": state.step, "state": state, "kept": kept, "history": history, "activity": activity, **rest}

    def _check(self, state: TrainerState, first: TrainerState, trainer: Trainer) -> None:
        where = f"lane {self.name}'s state of step {state.step:,}"
        if not set(self.initial_config.differences(state.config)) <= LIVE_FIELDS:
            raise BadInput(f"{where} is of another network")
        check_network_size(trainer.network.sizes, min(state.config.batch_size, len(trainer.train_x)))
        size, dtype = parameter_count(trainer.network.sizes, state.config), trainer.network.dtype
        slots = optimizer_slots(state.config.optimizer)
        vectors = (state.parameters, *state.optimizer_state.values())
        if set(state.optimizer_state) != slots or any(v.shape != (size,) or v.dtype != dtype for v in vectors):
            raise BadInput(f"{where} does not fit its network of {size:,} parameters")
        order, n = state.feed.order, len(first.feed.order)
        seen = np.zeros(n, bool)
        if order.shape == (n,) and order.min() >= 0 and order.max() < n:
            seen[order] = True
        if not seen.all() or not 0 <= state.feed.position <= n or state.feed.examples_seen < 0:
            raise BadInput(f"{where} does not fit its {n:,} training examples")
        generator: Any = np.random.PCG64()
        try:
            generator.state = state.feed.rng_state
        except (KeyError, OverflowError, TypeError, ValueError):
            raise BadInput(f"{where} has no usable state of the random numbers") from None


@dataclass(frozen=True, eq=False)
class Recording:
    """A session at one moment: lanes that share their examples, and where the user was looking.

    `data` are the user's own examples, before the split; None for a built-in data set, which follows from the
    configuration, and for what is too large for the file, which is read again from its place and compared by `digest`.
    """

    lanes: tuple[RecordedLane, ...]
    source: str  # of the examples, for the eyes
    data: Data | None = None
    digest: str | None = None  # of the user's own examples
    name: str = ""
    notes: str = ""
    created: str = ""  # ISO 8601, UTC
    saved: str = ""
    app_version: str = ""
    current: int = 0  # the place of the lane that the controls show
    cursor: int | None = None  # the step that the user had gone back to
    layer: int | None = None  # selected, 1-based
    unit: int | None = None  # 0-based
    step_notes: tuple[Note, ...] = ()  # by steps

    @property
    def step(self) -> int:
        """The newest step of any lane."""
        return max(lane.step for lane in self.lanes)

    @property
    def named_notes(self) -> tuple[NamedNote, ...]:
        """The notes at steps, with the names of the lanes that they are about."""
        return named(self.step_notes, {lane.key: lane.name for lane in self.lanes})

    def notes_about(self, lane: RecordedLane) -> tuple[NamedNote, ...]:
        """Return the notes about all lanes and about this one, as `named_notes` does."""
        about = [note for note in self.step_notes if note.lane in (None, lane.key)]
        return named(about, {each.key: each.name for each in self.lanes})

    def examples(self) -> Examples:
        """Return what the lanes train on, made or read anew.

        Raises:
            BadInput: a file that is gone, cannot be read, or holds other examples by now.
        """
        config = self.lanes[0].initial_config
        rngs = [np.random.default_rng(seed) for seed in np.random.SeedSequence(config.seed).spawn(4)[:2]]
        if self.digest is None:
            return configured_examples(config, *rngs)
        data = self.data
        if data is None:
            if config.data_path is None:
                raise BadInput("the examples are too large for the file, and came from no other")
            data = load_file(config.data_path)
            if digest(data) != self.digest:
                raise BadInput(f"{config.data_path} has changed since, and the run can only go on with what it was")
        if self.source == GIVEN:
            return Examples(data.x, data.y, data.x[:0], data.y[:0], data)
        parts = split(data, config.test_fraction, config.standardize, rngs[1])
        return Examples(parts.train_x, parts.train_y, parts.test_x, parts.test_y, data)

    def trainers(self) -> tuple[Trainer, ...]:
        """Return one trainer a lane, standing where it stood; they share their examples.

        Raises:
            BadInput: examples that are not to be had any more, or a state that does not fit.
        """
        examples = self.examples()
        return tuple(lane.trainer(examples) for lane in self.lanes)


@dataclass(frozen=True)
class Summary:
    """What a list shows of a recording; results are those of the first lane, on the training set."""

    name: str = ""
    notes: str = ""
    created: str = ""
    saved: str = ""
    source: str = ""
    activations: tuple[str, ...] = ()  # every one that is in use in any lane
    depth: int = 0  # hidden layers
    width: int = 0  # units of the widest
    n_lanes: int = 0
    step: int = 0
    loss: float | None = None
    accuracy: float | None = None
    dead: int = 0
    units: int = 0
    diverged: bool = False
    curve: tuple[float, ...] = field(default=())  # of the training loss, evenly thinned
    step_notes: tuple[Note, ...] = ()  # by steps


def summary(recording: Recording) -> Summary:
    """Return what a list shows of the recording."""
    lane = recording.lanes[0]
    census, steps = lane.history.census_columns, lane.history.step_columns
    loss, accuracy = (float(v) for v in census.results[census.n - 1, :2]) if census.n else (float("nan"),) * 2
    every = max(1, -(-steps.n // CURVE_POINTS))
    keys = [key for each in recording.lanes for key in each.config.activations]
    return Summary(
        name=recording.name,
        notes=recording.notes,
        created=recording.created,
        saved=recording.saved,
        source=recording.source,
        activations=tuple(dict.fromkeys(keys)),
        depth=len(lane.config.hidden),
        width=max(lane.config.hidden),
        n_lanes=len(recording.lanes),
        step=recording.step,
        loss=loss if np.isfinite(loss) else None,
        accuracy=accuracy if np.isfinite(accuracy) else None,
        dead=sum(int((since >= 0).sum()) for since in lane.history.dead_since),
        units=sum(lane.config.hidden),
        diverged=any(each.divergence is not None for each in recording.lanes),
        curve=tuple(float(f"{v:.4g}") for v in steps.loss[: steps.n : every, 0]),
        step_notes=recording.step_notes,
    )


def check_comparable(configs: Sequence[RunConfig]) -> None:
    """Refuse configurations that cannot run side by side.

    Raises:
        BadInput: naming the first setting in which they differ though lanes share it.
    """
    for config in configs[1:]:
        for name, value in configs[0].differences(config).items():
            if name in SHARED_FIELDS:
                first = getattr(configs[0], name)
                raise BadInput(f"lanes share their {name}, and these runs have {first!r} and {value!r}")


def digest(data: Data) -> str:
    """Return what tells these examples from any others."""
    found = hashlib.blake2b(repr((data.task, data.x.shape, data.y.shape, data.class_names)).encode(), digest_size=16)
    found.update(np.ascontiguousarray(data.x).data)
    found.update(np.ascontiguousarray(data.y).data)
    return found.hexdigest()


def parameter_count(sizes: Sequence[int], config: RunConfig) -> int:
    """Return how many parameters a network n_0 … n_L has, learned slopes included."""
    n = sum((a + 1) * b for a, b in pairwise(sizes))
    for key, units in zip(config.activations, config.hidden, strict=True):
        if ACTIVATIONS[key].learns_alpha:
            n += units if config.prelu_per_unit else 1
    return n


def optimizer_slots(key: str) -> set[str]:
    """Return the names of an optimizer's state vectors."""
    nothing = np.zeros(0, np.float32)
    return set(OPTIMIZERS[key].make(nothing, nothing, nothing, Hyperparameters(1.0, 0.0, False, 0.0)).state)
