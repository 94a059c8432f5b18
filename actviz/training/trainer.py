"""Trainer: one run. It trains, measures and records; its settings can be changed between two steps.

No Qt and no threads; the clock is read only to report what observing the units took. The same configuration, seed and
changes give the same bits on the same machine.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.data import Data
from actviz.nn.losses import Loss
from actviz.nn.network import Network
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.config.change import Change
from actviz.training.config.config import LIVE_FIELDS, RunConfig
from actviz.training.config.field import ConfigError
from actviz.training.examples import Examples, examples_of, given_examples, own_examples
from actviz.training.history.history import History, StepColumns
from actviz.training.history.record import Record
from actviz.training.history.unit_activity import Activity
from actviz.training.measure.gradient_reading import whole_gradient
from actviz.training.measure.probes import results
from actviz.training.pieces import Pieces, finished
from actviz.training.results import Results
from actviz.training.run.blocks import Blocks
from actviz.training.run.measurement import Measurement
from actviz.training.run.rollback import Rollback
from actviz.training.run.run_record import RunRecord
from actviz.training.run.train_state import TrainState
from actviz.training.run.turns import Turns
from actviz.training.snapshot import Divergence, RunFacts, Snapshot, Start
from actviz.training.steps.checkpoints import Checkpoint, Checkpoints
from actviz.training.units.observer import Observer, steps_to_block_end
from actviz.translation import tr
from actviz.weights.given import GivenWeights


class Trainer:
    """One run of a configuration.

    The class is long because it is the public object of a run: its parts do the work (see `run`), and most of its lines
    are the documented methods and properties that lead to them.

    Args:
        config: what to run; the default one is the program's own example.
        data: what to train on instead of the configuration's data. A `Data`, such as `load_data` returns, is split
            and standardised as configured; `(x, y)` are taken as they are: x (N, n_0); integer y (N,) are classes,
            float y (N,) or (N, n_L) a regression.
        dtype: "float32", or "float64" for checks.
        run: a number that its snapshots carry, to tell them from those of other runs.
        examples: those of another trainer, to share them; None makes them.
        given: the weights that a file held when another trainer of this run began; None reads the configuration's file.
        causes: whether to find out what killed a unit; a sweep of many runs does without.

    Raises:
        BadInput: data that cannot be read or does not fit the loss, or a network too large for the memory.
        ValueError: another dtype.
    """

    def __init__(
        self,
        config: RunConfig | None = None,
        data: Data | tuple[Any, Any] | None = None,
        dtype: str = "float32",
        run: int = 0,
        examples: Examples | None = None,
        given: GivenWeights | None = None,
        causes: bool = True,
    ) -> None:
        if dtype not in ("float32", "float64"):
            raise ValueError(f"dtype must be 'float32' or 'float64', got {dtype!r}")
        self.initial_config = config or RunConfig()
        if isinstance(data, Data):
            examples = examples_of(self.initial_config, data)
        elif data is not None:
            examples = given_examples(*data)
        elif examples is None:
            examples = own_examples(self.initial_config)
        self.examples, self.data = examples, examples.data
        state = self._state = TrainState(self.initial_config, examples, dtype, given)
        self._record = Record.empty(self.network.n_layers, self.config.hidden)
        self._observer = Observer(state.stepper, state.train, state.test, self._record, state.reserve)
        self._observer.death_causes.are_wanted = causes
        self._rollback = Rollback(state, self._observer, self._record, Checkpoints())
        self._measurement = Measurement(run, state, self._observer, self._record, self._rollback)
        self._turns = Turns(state, self._observer, self._record, self._rollback)
        self._blocks = Blocks(state, self._observer, self._record, self._rollback, self._turns)
        self._turns.follow(None)

    @classmethod
    def from_record(cls, record: RunRecord, examples: Examples, run: int = 0) -> Trainer:
        """Return a trainer at the step of a recorded run, which continues it with the same bits.

        Raises:
            BadInput: a record that does not lead to its own last step, or is of other examples.
        """
        trainer = cls(record.initial_config, dtype=record.dtype, run=run, examples=examples, given=record.given)
        first = trainer.checkpoint()
        trainer.restore(record.newest_checkpoint or first, record.changes)
        trainer.replay(record.step, record.changes)
        if trainer.step != record.step or trainer.config != record.config:
            raise BadInput(tr("the run cannot be brought to its step {step}", step=whole(record.step)))
        trainer.replace_record(record.history.copy(), record.activity.copy(), record.divergence)
        trainer.checkpoints.fill((first, *record.checkpoints), record.stride)
        return trainer

    @property
    def run(self) -> int:
        """The number that the snapshots of this run carry."""
        return self._measurement.run

    @run.setter
    def run(self, number: int) -> None:
        self._measurement.run = number

    @property
    def train_x(self) -> Floats:
        """The training inputs of the present task, (N, n_0)."""
        return self._state.examples.train_x

    @property
    def train_y(self) -> NDArray[Any]:
        """The training targets of the present task, (N,) classes or (N, n_L)."""
        return self._state.examples.train_y

    @property
    def test_x(self) -> Floats:
        """The test inputs of the present task, (N, n_0)."""
        return self._state.examples.test_x

    @property
    def test_y(self) -> NDArray[Any]:
        """The test targets of the present task."""
        return self._state.examples.test_y

    @property
    def step(self) -> int:
        """How many optimizer steps were taken."""
        return self._state.step

    @property
    def config(self) -> RunConfig:
        """The present configuration; `initial_config` is that of step 0."""
        return self._state.config

    @property
    def rate(self) -> float:
        """The present learning rate: that of the next step."""
        return self.config.rate_at(self.step)

    @property
    def network(self) -> Network:
        """The network; a change of the activation puts another one in its place."""
        return self._state.network

    @property
    def loss(self) -> Loss:
        """The loss that is trained on."""
        return self._state.loss

    @property
    def given(self) -> GivenWeights | None:
        """The weights that the run started from, where they came from a file; None where they were drawn."""
        return self._state.given

    @property
    def divergence(self) -> Divergence | None:
        """Why the run stopped; None while it can go on."""
        return self._record.divergence

    @property
    def checkpoints(self) -> Checkpoints:
        """The states to travel back to, see `replay`."""
        return self._rollback.checkpoints

    @checkpoints.setter
    def checkpoints(self, checkpoints: Checkpoints) -> None:
        self._rollback.checkpoints = checkpoints

    # Training

    def advance(self, n: int) -> int:
        """Take n optimizer steps; return how many were taken (fewer when the run diverges)."""
        start, goal = self.step, self.step + n
        if n > 0 and not self._observer.pauses:
            self._begin_record()
        with np.errstate(all="ignore"):  # non-finite values are found by `Blocks`, not by warnings
            while self.step < goal and self.divergence is None:
                self._blocks.take(goal)
                if self.divergence is not None or self._rollback.stop_if_unsound():
                    self.gather_losses()
        return self.step - start

    # The record

    @property
    def history(self) -> History:
        """The run's history: steps, results, events and their causes.

        The run writes it at steps that depend on configuration, seed and changes alone. Measuring the run, however
        often, does not change it.
        """
        self._begin_record()
        return self._record.history

    @property
    def activity(self) -> Activity:
        """How often each unit was active, at the steps of the record at which all units were measured."""
        self._begin_record()
        return self._record.activity

    @property
    def changes(self) -> Sequence[Change]:
        """What was changed while training, in the order of the steps."""
        return self._record.history.changes

    def _begin_record(self) -> None:
        """Record step 0, once: before the record is read, and before the first step.

        Where going through all examples takes long, units and results are recorded later, and the gradient of the
        first batch is recorded in place of that over all examples.
        """
        if self._record.has_begun or self.step:
            return
        self._record.has_begun = True
        if self._observer.takes_long:
            return
        with np.errstate(all="ignore"):  # values that are not finite are recorded as they are
            reading = finished(whole_gradient(self.network, *self._state.train))
            self._observer.begin_record(reading)
            rms, factors = np.array(reading.norms) * self._state.per_root_size, np.array(reading.factors()[:2])
            self._record.history.start = Start(self.config, rms, factors)

    # Changing, saving, restoring

    def apply(self, settings: Mapping[str, Any]) -> None:
        """Change settings between two steps; the weights stay.

        Raises:
            ConfigError: a value out of range, or a field that only a new run can take on.
        """
        fixed = [name for name in settings if name not in LIVE_FIELDS]
        before, new = self.config, self.config.replace(**settings)
        if any(getattr(new, name) != getattr(self.config, name) for name in fixed):
            raise ConfigError(tr("{name} cannot change while training: start a new run", name=fixed[0]))
        if new == before:
            return
        self._state.check_size(new)
        if not self.checkpoints.states:
            self.checkpoints.add(self.checkpoint())  # step 0 as it was before it was changed
        self._observer.examine()
        self._adopt(new)
        if self.step == 0:
            self._record.forget_step_0()
            self._observer.forget(-1)  # to be recorded again, as that of the changed configuration
        self._record.divergence = None
        self._record.history.changes.append(Change(self.step, before, new))
        self._observer.resume(self.step)

    def checkpoint(self) -> Checkpoint:
        """Return a copy of all that the next steps depend on."""
        return self._state.checkpoint(len(self.changes))

    def recent_checkpoint(self) -> Checkpoint:
        """Return a state at most one block of steps old, from which the latest step can be taken again."""
        return self._rollback.recent()

    def steps_to_block_end(self, n: int) -> int:
        """Return about n steps, twice as many at most, after which a block ends: blocks cut into pieces cost more."""
        return steps_to_block_end(self.step, n, self._observer.block_steps)

    @property
    def checkpoint_bytes(self) -> int:
        """The size of a state's parameters and optimizer vectors."""
        return self._state.n_bytes

    def gather_losses(self) -> None:
        """Complete the last row of the loss curve after a return to an earlier step.

        A row holds several steps once the curve is thinned. Those before the present step are trained again, by another
        trainer.
        """
        columns = self._record.history.step_columns
        start = self.checkpoints.latest(columns.last)
        if columns.last >= self.step or start is None:
            return
        again = self.at_start()
        again.restore(start, self.changes)
        again.replay(columns.last, [change for change in self.changes if change.step < columns.last])
        gathering = again._record.history.step_columns = StepColumns(self.network.n_layers)
        gathering.stride = columns.stride
        again.replay(self.step, [change for change in self.changes if change.step < self.step])
        columns.begin_row(gathering.gathered)

    def at_start(self, run: int = 0) -> Trainer:
        """Return another trainer of this run at step 0, which shares its examples."""
        dtype = str(self.network.dtype)
        return Trainer(self.initial_config, dtype=dtype, run=run, examples=self.examples, given=self.given)

    def replace_record(self, history: History, activity: Activity, divergence: Divergence | None) -> None:
        """Replace the record by another one of this run; the list of changes stays."""
        self._record.take_over(history, activity, divergence)

    def restore(self, state: Checkpoint, changes: Sequence[Change] | None = None) -> None:
        """Return to a checkpoint of this run; the history stays as it is.

        `changes` are those of the whole run, where this trainer has not made them all; None takes its own.
        """
        self._rollback.return_to(state, self.changes if changes is None else changes)
        self._observer.death_causes.forget(self.step)

    def replay(self, step: int, changes: Sequence[Change]) -> None:
        """Train up to `step`, with those of the run's changes that this trainer has not made; observe no units."""
        for change in changes[len(self.changes) :]:
            self._advance_unwatched(change.step)
            self._adopt(change.after)
            self._record.history.changes.append(change)
        self._advance_unwatched(step)

    def _advance_unwatched(self, step: int) -> None:
        self._observer.pause()
        self.advance(step - self.step)
        self._observer.resume(self.step)

    def _adopt(self, new: RunConfig) -> None:
        self._turns.follow(self._state.adopt(new))
        self._observer.follow(self._state.stepper)

    # Measuring

    @property
    def facts(self) -> RunFacts:
        """The facts of this run that do not change while its present task lasts."""
        return self._measurement.facts(self.initial_config, self._state.task, self._state.examples)

    @property
    def first_facts(self) -> RunFacts:
        """The facts of this run in its first task."""
        return self._measurement.facts(self.initial_config, 0, self.examples)

    def share_facts(self, other: Trainer) -> None:
        """Have the facts of another trainer of the same run, so that they are the same objects."""
        self._measurement.share_facts(other._measurement)

    @property
    def epoch(self) -> float:
        """How often the training set has been gone through."""
        return self._state.epoch

    def measure(
        self,
        extras: Collection[str] = (),
        unit: tuple[int, int] | None = None,
    ) -> Snapshot:
        """Measure the network as it stands; see `probes` for the extras and their price.

        `unit` is the layer (1-based) and unit (0-based) that the extra "unit" is about.
        """
        return finished(self.measuring(extras, unit))

    def measuring(
        self,
        extras: Collection[str] = (),
        unit: tuple[int, int] | None = None,
    ) -> Pieces[Snapshot]:
        """Do the same in pieces. Between two of them the caller may do anything, even train."""
        return (yield from self._measurement.measuring(extras, unit))

    def glance(self, before: Snapshot) -> Snapshot:
        """Measure only the gradient, its factors and the updates, and copy the rest from `before`.

        `before` is a measurement of the same run.
        """
        return self._measurement.glance(before)

    @property
    def observing_s(self) -> float:
        """Processor time spent on observing the units, in seconds."""
        return self._observer.observing_s

    def results(self) -> Results | None:
        """Return loss and accuracy over all examples, now; None where going through them takes long."""
        return None if self._observer.takes_long else results(self.network, self._state.train, self._state.test)

    def complete_record(self) -> None:
        """Record all deaths and revivals up to the present step, and all causes, whatever that costs.

        This is for the end of a run, and for copies: a run that continues records some of them later, with the exact
        step.
        """
        self._begin_record()
        self._observer.complete_record(self.step)
        self.find_causes()

    def find_causes(self) -> None:
        """Find the cause of every death that has none yet, whatever it costs; training finds what it can afford."""
        self._observer.death_causes.settle()
