"""A Recording holds a session's lanes, each a RecordedLane; a Summary holds the line that a list shows of it.

The writer stores these objects and the reader returns them. A trainer rebuilt from them continues bit for bit: the
state at step 0 follows from the configuration and from given weights, every later step from a recorded state and the
changes after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any

import numpy as np

from actviz.data import Data
from actviz.frozen import dataclass
from actviz.joined_text import listed
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.layout import ParameterLayout
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, LIVE_FIELDS, SHARED_FIELDS, RunConfig
from actviz.training.config.network_shape import check_network_size
from actviz.training.config.run_name import run_name
from actviz.training.config.seeds import seeds
from actviz.training.examples import Examples, configured_examples, examples_of, unsplit_examples
from actviz.training.history.notes import NamedNote, Note, named
from actviz.training.results import Results
from actviz.training.run.run_record import RunRecord
from actviz.training.steps.checkpoints import Checkpoint
from actviz.training.tasks import task_at, task_examples
from actviz.training.trainer import Trainer
from actviz.training.units.cost_model import CostModel
from actviz.translation import tr

CURVE_POINTS = 64
LEAST_REPLAY_S, MOST_REPLAY_S = 5.0, 60.0  # of arithmetic, about, from the newest state to the lane's step
STATE_BYTES_PER_S = 2.5e6  # a larger state allows a longer replay: it is written more rarely
LANE_NAMES = "ABCD"  # default names
GIVEN = "arrays"  # the source of examples that came as arrays


@dataclass(frozen=True)
class Origin:
    """Where a lane branched off: from which lane, after which step; None for where that lane stood."""

    key: int
    step: int | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class RecordedLane(RunRecord):
    """The run of one lane with the lane's name and colour."""

    key: int
    index: int  # of its colour
    name: str
    origin: Origin | None = None  # of a lane that branched off another one
    results: Results | None = None  # at its step, for the summary; None means those of the record's last row
    run: int = 0  # tells runs apart while they are recorded; not in the file
    rewinds: int = 0  # likewise: how often this run went back

    @classmethod
    def of(cls, trainer: Trainer, key: int, index: int, name: str, checkpoint: bool = True) -> RecordedLane:
        """Copy a trainer's record; without `checkpoint`, leave out the newest one, which is as large as the network."""
        return cls(
            key=key,
            index=index,
            name=name,
            initial_config=trainer.initial_config,
            config=trainer.config,
            step=trainer.step,
            checkpoint=trainer.recent_checkpoint() if checkpoint else None,
            checkpoints=tuple(each for each in trainer.checkpoints.states if each.step > 0),
            stride=trainer.checkpoints.stride,
            history=trainer.history.copy(),
            activity=trainer.activity.copy(),
            divergence=trainer.divergence,
            dtype=str(trainer.network.dtype),
            given=trainer.given,
            results=trainer.results(),
            run=trainer.run,
            rewinds=trainer.checkpoints.rewinds,
        )

    def trainer(self, examples: Examples, run: int = 0) -> Trainer:
        """Return a trainer at this lane's step that continues bit for bit.

        Raises:
            BadInput: a state does not fit the network.
        """
        near = self.within_reach(examples)
        if near is not self:
            return near.trainer(examples, run)
        sizes = self._sizes(examples)
        for config in {self.initial_config, self.config, *(change.after for change in self.changes)}:
            check_network_size(sizes, min(config.batch_size, len(examples.train_x)))
        for state in self.all_checkpoints:
            task = task_at(self.initial_config, state.step)
            self._check(state, sizes, len(task_examples(self.initial_config, examples, task).train_x))
        return Trainer.from_record(self, examples, run)

    def _sizes(self, examples: Examples) -> tuple[int, ...]:
        return (examples.train_x.shape[1], *self.initial_config.hidden, examples.data.n_outputs)

    def within_reach(self, examples: Examples) -> RecordedLane:
        """Return this lane, or, if replaying from its newest state would take too long, the lane as it was there.

        A lane that the program recorded is always within reach; only a file made or damaged otherwise is not.
        """
        start = self.newest_checkpoint
        begin, n_bytes = (0, 0) if start is None else (start.step, start.n_bytes)
        sizes = self._sizes(examples)
        configs = self.config, *(change.after for change in self.changes if change.step >= begin)
        batches = [config.batch_size for config in configs]
        if start is None:
            batches.append(self.initial_config.batch_size)
            n_bytes = 4 * parameter_count(sizes, self.initial_config)
        price_s = 1e-6 * CostModel(sizes, min(max(batches), len(examples.train_x))).step_us
        most_s = min(MOST_REPLAY_S, LEAST_REPLAY_S + n_bytes / STATE_BYTES_PER_S)
        return self if (self.step - begin) * price_s <= most_s else self._cut_at(start)

    def _cut_at(self, state: Checkpoint | None) -> RecordedLane:
        """Return this lane as it was at that state; None means step 0."""
        step, n = (0, 0) if state is None else (state.step, state.n_changes)
        history, activity = self.history.copy(), self.activity.copy()
        history.rewind(step)
        activity.rewind(step)
        del history.changes[n:]
        return replace(
            self,
            step=step,
            checkpoint=state,
            checkpoints=tuple(each for each in self.checkpoints if each.step <= step),
            history=history,
            activity=activity,
            config=self.initial_config if state is None else state.config,
            divergence=None,
        )

    def with_settings(self, settings: Mapping[str, Any]) -> RecordedLane:
        """Return this lane with other settings throughout; they must not change its computation."""
        history = self.history.copy()
        history.changes = [change.with_settings(settings) for change in history.changes]
        if history.start is not None:
            history.start = replace(history.start, config=history.start.config.replace(**settings))
        return replace(
            self,
            initial_config=self.initial_config.replace(**settings),
            config=self.config.replace(**settings),
            checkpoint=None if self.checkpoint is None else _with_settings(self.checkpoint, settings),
            checkpoints=tuple(_with_settings(state, settings) for state in self.checkpoints),
            history=history,
        )

    def _check(self, state: Checkpoint, sizes: Sequence[int], n_examples: int) -> None:
        where = tr("lane {name}'s state of step {step}", name=self.name, step=whole(state.step))
        if not set(self.initial_config.differences(state.config)) <= LIVE_FIELDS:
            raise BadInput(tr("{where} is of another network", where=where))
        check_network_size(sizes, min(state.config.batch_size, n_examples))
        size, dtype = parameter_count(sizes, state.config), np.dtype(self.dtype)
        slots = optimizer_slots(state.config.optimizer)
        vectors = (state.parameters, *state.optimizer_state.values())
        if set(state.optimizer_state) != slots or any(v.shape != (size,) or v.dtype != dtype for v in vectors):
            raise BadInput(tr("{where} does not fit its network of {size} parameters", where=where, size=whole(size)))
        order, n = state.batches.order, n_examples
        seen = np.zeros(n, bool)
        if order.shape == (n,) and order.min() >= 0 and order.max() < n:
            seen[order] = True
        if not seen.all() or not 0 <= state.batches.position <= n or state.batches.examples_seen < 0:
            raise BadInput(tr("{where} does not fit its {n} training examples", where=where, n=whole(n)))
        generator: Any = np.random.PCG64()
        try:
            generator.state = state.batches.rng_state
        except (KeyError, OverflowError, TypeError, ValueError):
            raise BadInput(tr("{where} has no usable state of the random numbers", where=where)) from None


@dataclass(frozen=True, eq=False)
class Recording:
    """A session at one moment: lanes that share their examples, and the user's selection.

    `data` are the user's own examples, before the split; None for a built-in data set, which follows from the
    configuration, and for data too large for the file, which are read again from their path and compared by `digest`.
    """

    lanes: tuple[RecordedLane, ...]
    source: str  # of the examples, as shown
    data: Data | None = None
    digest: str | None = None  # of the user's own examples
    name: str = ""
    notes: str = ""
    created: str = ""  # ISO 8601, UTC
    saved: str = ""
    app_version: str = ""
    verdict: str = ""  # of the diagnosis of the first lane, as it was told last; kept in the summary alone, as the next
    verdict_key: str = ""
    language: str = ""  # the code of the one that the verdict is told in
    current: int = 0  # position of the lane that the controls show
    cursor: int | None = None  # the past step that the panels showed
    layer: int | None = None  # selected, 1-based
    unit: int | None = None  # 0-based
    step_notes: tuple[Note, ...] = ()  # by steps
    remarks: tuple[str, ...] = ()  # corrections and omissions of the reader, one sentence each

    @property
    def step(self) -> int:
        """The newest step of any lane."""
        return max(lane.step for lane in self.lanes)

    @property
    def named_notes(self) -> tuple[NamedNote, ...]:
        """The notes at steps, with the names of their lanes."""
        return named(self.step_notes, {lane.key: lane.name for lane in self.lanes})

    def notes_about(self, lane: RecordedLane) -> tuple[NamedNote, ...]:
        """Return the notes about all lanes and about this one, as `named_notes` does."""
        about = [note for note in self.step_notes if note.lane in (None, lane.key)]
        return named(about, {each.key: each.name for each in self.lanes})

    def examples(self) -> Examples:
        """Generate the lanes' examples again, or read them again from their file.

        Raises:
            BadInput: the file is gone, cannot be read, or has changed.
        """
        config = self.lanes[0].initial_config
        rngs = [np.random.default_rng(seed) for seed in seeds(config)[:2]]
        if self.digest is None:
            return configured_examples(config, *rngs)
        data = self.data
        if data is None:
            if config.data_path is None:
                raise BadInput(tr("the examples are too large for the file, and came from no other"))
            from actviz.data.reading.loading import load_chosen  # not every run has a file

            data = load_chosen(config.data_path, config.choices, config.seed)
            if digest(data) != self.digest:
                raise BadInput(
                    tr(
                        "{name} has changed since, or another version read it, and the run needs the former examples",
                        name=config.data_path,
                    )
                )
        if self.source == GIVEN:
            return unsplit_examples(data)
        return examples_of(config, data)

    def trainers(self) -> tuple[Trainer, ...]:
        """Return one trainer per lane, at the lane's step; they share their examples.

        Raises:
            BadInput: the examples are no longer available, or a state does not fit.
        """
        examples = self.examples()
        return tuple(lane.trainer(examples) for lane in self.lanes)


@dataclass(frozen=True)
class Summary:
    """The line that a list shows of a recording; results are those of the first lane, on the training set."""

    name: str = ""
    notes: str = ""
    created: str = ""
    saved: str = ""
    source: str = ""
    activations: tuple[str, ...] = ()  # of all lanes
    depth: int = 0  # hidden layers
    width: int = 0  # units of the widest layer
    n_lanes: int = 0
    step: int = 0
    loss: float | None = None
    accuracy: float | None = None
    dead: int = 0
    units: int = 0
    diverged: bool = False
    verdict: str = ""  # of the diagnosis; "" where it was not recorded, as with the next two
    verdict_key: str = ""
    language: str = ""  # the code of the one that the verdict is told in
    title: str = ""  # what ran: "ReLU 8×12 · circle · rate 0.3"; "" where it was not recorded
    curve: tuple[float, ...] = field(default=())  # of the training loss, evenly thinned
    step_notes: tuple[Note, ...] = ()  # by steps


def summary(recording: Recording) -> Summary:
    """Return the line that a list shows of the recording."""
    lane = recording.lanes[0]
    census, steps = lane.history.census_columns, lane.history.step_columns
    loss, accuracy = (float(v) for v in census.results[census.n - 1, :2]) if census.n else (float("nan"),) * 2
    if lane.results is not None:
        loss, accuracy = lane.results.loss, float("nan") if lane.results.accuracy is None else lane.results.accuracy
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
        verdict=recording.verdict,
        verdict_key=recording.verdict_key,
        language=recording.language,
        title=run_name([each.config for each in recording.lanes], recording.source),
        curve=tuple(float(f"{v:.4g}") for v in steps.loss[: steps.n : every, 0]),
        step_notes=recording.step_notes,
    )


def check_comparable(configs: Sequence[RunConfig]) -> None:
    """Check that configurations can run side by side.

    Raises:
        BadInput: they differ in a setting that lanes share; the message names the first.
    """
    for config in configs[1:]:
        for name in configs[0].differences(config):
            if name in SHARED_FIELDS:
                values = listed(value_text(name, each) for each in (configs[0], config))
                raise BadInput(
                    tr(
                        "lanes share their {setting}, and these runs have {values}",
                        setting=FIELDS[name].label.lower(),
                        values=values,
                    )
                )


def _with_settings(state: Checkpoint, settings: Mapping[str, Any]) -> Checkpoint:
    return replace(state, config=state.config.replace(**settings))


def digest(data: Data) -> str:
    """Return a hash of the examples."""
    found = hashlib.blake2b(repr((data.task, data.x.shape, data.y.shape, data.class_names)).encode(), digest_size=16)
    found.update(np.ascontiguousarray(data.x).data)
    found.update(np.ascontiguousarray(data.y).data)
    return found.hexdigest()


def parameter_count(sizes: Sequence[int], config: RunConfig) -> int:
    """Return the number of parameters of a network n_0 … n_L, with all that is learned and running statistics."""
    activations = [ACTIVATIONS[key] for key in config.activations]
    return ParameterLayout.of(sizes, activations, config.prelu_per_unit, config.architecture).size


def optimizer_slots(key: str) -> set[str]:
    """Return the names of an optimizer's state vectors."""
    nothing = np.zeros(0, np.float32)
    return set(OPTIMIZERS[key].make(nothing, nothing, nothing, Hyperparameters(1.0, 0.0, False, 0.0)).state)
