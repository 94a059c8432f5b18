"""Trainer: one run. It trains, measures, remembers, and can be changed, saved and restored between steps.

No Qt and no threads; the clock is read only to tell what looking at the units took. The same configuration, seed and
changes give the same bits on the same machine.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from math import isfinite, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.network import Network
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.propagation import Propagation
from actviz.training.config.change import Change
from actviz.training.config.config import LIVE_FIELDS, ConfigError, RunConfig, check_network_size
from actviz.training.config.seeds import seeds
from actviz.training.examples import Examples, configured_examples, fitting_loss, given_examples, map_extent
from actviz.training.history.history import History, StepColumns
from actviz.training.history.unit_activity import Activity
from actviz.training.measure.non_finite import Fault, first_non_finite, training_fault
from actviz.training.measure.probes import Results, results, whole_gradient
from actviz.training.measurement import Measurement, Standing, glance, run_facts
from actviz.training.pieces import Pieces, finished
from actviz.training.snapshot import Divergence, RunFacts, Snapshot, Start
from actviz.training.steps.batches import Batches
from actviz.training.steps.checkpoints import Checkpoint, Checkpoints
from actviz.training.steps.last_step import LastStep
from actviz.training.steps.reserve import LONG, Reserve
from actviz.training.steps.stepper import Stepper
from actviz.training.units.observer import BLOCK_STEPS, Observer, steps_of_a_block

Array = NDArray[np.floating[Any]]
LARGE = 1 << 17  # parameters; beyond, keeping a state costs as much as part of a step
READY, READY_AFTER = 2, 48  # copies of a large network that are ready at first; steps until a state's are
MOST_PROOF = 256  # examples that the divergence is looked for on where all would take long


class Trainer:
    """One run of a configuration.

    Args:
        config: what to run; the default one is the program's own example.
        data: `(x, y)` to train on as they are, without split or standardisation: x (N, n_0); integer y (N,)
            are classes, float y (N,) or (N, n_L) a regression. None takes the configuration's data.
        dtype: "float32", or "float64" for checks.
        run: a number that tells this run's snapshots from another's.
        examples: those of another trainer, to share them; None makes them.

    Raises:
        BadInput: data that cannot be read or does not fit the loss, or a network too large for the memory.
        ValueError: another dtype.
    """

    def __init__(
        self,
        config: RunConfig | None = None,
        data: tuple[Any, Any] | None = None,
        dtype: str = "float32",
        run: int = 0,
        examples: Examples | None = None,
    ) -> None:
        if dtype not in ("float32", "float64"):
            raise ValueError(f"dtype must be 'float32' or 'float64', got {dtype!r}")
        self.config = config or RunConfig()
        self.initial_config = self.config
        self.run = run
        self.step = 0
        self.divergence: Divergence | None = None
        drawn = seeds(self.config)
        if data is not None:
            examples = given_examples(*data)
        elif examples is None:
            rngs = np.random.default_rng(drawn.data), np.random.default_rng(drawn.split)
            examples = configured_examples(self.config, *rngs)
        self.examples = examples
        self.train_x, self.train_y = examples.train_x, examples.train_y
        self.test_x, self.test_y, self.data = examples.test_x, examples.test_y, examples.data
        self.loss = fitting_loss(self.config, self.data)
        self.check_size(self.config)
        self.network = self._new_network(dtype)
        self.network.initialize(
            INITIALIZERS[self.config.initializer],
            np.random.default_rng(drawn.weights),
            self.config.init_scale,
            self.config.bias_init,
        )
        self._train = self._features_first(self.train_x, self.train_y)
        self._test = self._features_first(self.test_x, self.test_y)
        ones = np.ones((1, len(self.train_x)), self.network.dtype)
        with_ones = np.concatenate([self._train[0], ones])
        batches = Batches(with_ones, self._train[1], self.config.batch_size, np.random.default_rng(drawn.batches))
        self._history, self._activity = History(self.network.n_layers, self.config.hidden), Activity(self.config.hidden)
        self._has_begun = False  # whether step 0 is in the record
        self._kept: list[Checkpoint] = []  # the last two blocks' first states, to return to at a divergence
        self.kept = Checkpoints()  # to travel back to, see `replay`
        self._stepper = self._new_stepper(batches)
        self._per_root_size = np.array([1.0 / sqrt(w.size) for w in self.network.weights])
        self._latest = LastStep(self._stepper, self._train, self._per_root_size)
        self._reserve = self._new_reserve()
        record = self._history, self._activity
        self._observer = Observer(
            self._stepper, self._train, self._test, record, self.config.learning_rate, self._reserve
        )
        self._sound_size = 0.0  # the parameters' squared norm when the loss was last seen to be finite
        self._measurement = Measurement(self._train, self._test, map_extent(self.train_x))

    # Training

    def advance(self, n: int) -> int:
        """Take n optimizer steps; return how many were taken (fewer when the run diverges)."""
        start, goal = self.step, self.step + n
        if n > 0 and not self._observer.pauses:
            self._begin_record()
        with np.errstate(all="ignore"):  # non-finite values are found by `_take_steps`, not by warnings
            while self.step < goal and self.divergence is None:
                self._take_steps(goal)
                self._stop_if_unsound()
        return self.step - start

    def _take_steps(self, goal: int) -> None:
        """Take steps up to a block's end, or up to `goal`."""
        self._keep_state()
        observer, stepper, first = self._observer, self._stepper, self.step
        at, losses = observer.begin(first, self._kept[-1]), list[float]()
        if observer.is_due(first):
            (note,) = observer.notes(first, at, 1)
            losses = stepper.take([partial(observer.look, first, note)])
        done, n = len(losses), min(goal, observer.block_end(first)) - first
        losses += stepper.take(observer.notes(first + done, at + done, n - done))
        self.step = first + n
        if self._reserve is not None:
            self._reserve.prepare(n * self.network.parameters.size * (1 + len(stepper.optimizer.state)) // READY_AFTER)
        self._latest.forget()
        norms = stepper.log.norms(at, n)
        sound = np.isfinite(losses) & np.isfinite(norms).all(axis=1)
        n_sound = n if sound.all() else int(sound.argmin())
        if n_sound:
            self._history.add_steps(first + 1, np.array(losses[:n_sound]), norms[:n_sound] * self._per_root_size)
            if first == 0 and self._history.start is None:
                self._history.start = Start(self.config, norms[0] * self._per_root_size)
            observer.take(first, n_sound, n)
        if n_sound < n:
            self._stand_before(first + 1 + n_sound)
            self._stop_at_divergence()
        else:
            self._latest.note(norms[-1].tolist())

    # The record

    @property
    def history(self) -> History:
        """What is remembered of the run: steps, events and their causes, results.

        It is written by the run alone, at steps that follow from the configuration, the seed and the changes: who
        measures, and how often, makes no difference to it.
        """
        self._begin_record()
        return self._history

    @property
    def activity(self) -> Activity:
        """How often each unit was active, at the steps of the record at which all units were measured."""
        self._begin_record()
        return self._activity

    @property
    def changes(self) -> Sequence[Change]:
        """What was changed while training, in the order of the steps."""
        return self._history.changes

    def _begin_record(self) -> None:
        """Record step 0, once, before anybody asks for the record and before the first step is taken.

        Where going through all examples takes long, its units and results are found later, and the first batch's
        gradient stands for that over all examples.
        """
        if self._has_begun or self.step:
            return
        self._has_begun = True
        if self._observer.takes_long:
            return
        with np.errstate(all="ignore"):  # values that are not finite are recorded as they are
            self._observer.begin_record()
            reading = finished(whole_gradient(self.network, *self._train))
            self._history.start = Start(self.config, np.array(reading.norms) * self._per_root_size)

    # Divergence

    @cached_property
    def _proof(self) -> tuple[Array, Array]:
        """The examples on which the loss must be finite: all, or, where that takes long, those that are farthest out.

        Those are the first to overflow as a rule, not by necessity: where others are, the first batch that holds one
        of them stops the run, and a measurement before that may show a loss that is not finite.
        """
        x, y = self._train
        most = min(MOST_PROOF, self._observer.examples_at_once)
        if not self._observer.takes_long or x.shape[1] <= most:
            return self._train
        farthest = np.argsort(np.square(x, dtype=np.float64).sum(axis=0), kind="stable")[-most:]
        return np.ascontiguousarray(x[:, farthest]), np.ascontiguousarray(y[:, farthest])

    def _stop_if_unsound(self) -> None:
        """Stop where the parameters have grown so that the loss on the training set is not finite any more.

        It is computed only when the parameters' norm has grown well beyond that of the last look.
        """
        if self.divergence is not None:
            return
        size = float(self.network.parameters.dot(self.network.parameters))
        if size <= 2.0 * self._sound_size < np.inf:
            return
        fault = training_fault(self.network, self._proof)
        if fault is None:
            self._sound_size = size
        else:
            self._go_back(fault)

    def _stop_at_divergence(self) -> None:
        """Note where non-finite values come first in the next step; stand at the last state with a finite loss."""
        batches = self._stepper.batches.state()
        loss = self._stepper.propagate()
        self._stepper.batches.restore(batches)  # a step that was not taken has used no batch
        fault = training_fault(self.network, self._proof)
        if fault is None:
            fault = first_non_finite(self._stepper.passes)
            if isfinite(loss):  # the backward pass alone overflowed: the parameters are fine
                self._latest.note(self._stepper.norms(), moved=False)  # shows which layers' gradient overflowed
                self.divergence = Divergence(self.step + 1, *fault, self.config.learning_rate, self.step)
                return
        self._go_back(fault)

    def _go_back(self, fault: Fault) -> None:
        """Return to the last state with a finite loss; `fault` is what is wrong with the present one."""
        latest: Fault | None = fault
        config, changes = self.config, self._history.changes
        while latest is not None:
            fault = latest
            if not self._go_back_one_step():
                break  # the first state itself is not finite
            latest = training_fault(self.network, self._proof)
        for change in changes[len(self.changes) :]:
            self._adopt(change.after)  # one after the other: each may begin an epoch
        self._history.changes = [replace(c, step=min(c.step, self.step)) for c in changes]  # they hold from here on
        self._gather_losses()
        self.divergence = Divergence(self.step + 1, *fault, config.learning_rate, self.step, latest is None)

    def _go_back_one_step(self) -> bool:
        return self._stand_before(self.step)

    def _stand_before(self, step: int) -> bool:
        """Return to the state before that step, from a kept one; False when none is old enough."""
        goal = step - 1
        self._observer.examine()
        kept = [state for state in self._kept if state.step <= goal]
        if not kept:
            return False
        self._observer.death_causes.settle_now()  # while what waits can be told from what comes again
        self._take_up(kept[-1], self.changes)
        self._kept = kept
        self.kept.rewind(goal)
        if self.step < goal:
            self._stepper.take([self._note_norms] * (goal - self.step))
            self.step = goal
        self._history.rewind(goal)
        self._activity.rewind(goal)
        self._observer.death_causes.forget(goal)
        return True

    def _note_norms(self) -> None:
        self._latest.note(self._stepper.norms())

    def _keep_state(self) -> None:
        """Keep the present state, to return to; a large network's not at every call."""
        since = self.step - self._kept[-1].step if self._kept else BLOCK_STEPS
        small, travels = self.network.parameters.size <= LARGE, self.step >= self.kept.next_step
        if small or travels or since >= BLOCK_STEPS or len(self.changes) != self._kept[-1].n_changes:
            self._kept = [*self._kept[-1:], self._state(self._reserve)]
            self.kept.add(self._kept[-1])

    # Changing, saving, restoring

    def apply(self, settings: Mapping[str, Any]) -> None:
        """Change settings between two steps; the weights stay.

        Raises:
            ConfigError: a value out of range, or a field that only a new run can take on.
        """
        fixed = [name for name in settings if name not in LIVE_FIELDS]
        before, new = self.config, self.config.replace(**settings)
        if any(getattr(new, name) != getattr(self.config, name) for name in fixed):
            raise ConfigError(f"{fixed[0]} cannot change while training: start a new run")
        if new == before:
            return
        self.check_size(new)
        if not self.kept.states:
            self.kept.add(self.state())  # step 0 as it was before it was changed
        self._observer.examine()
        self._adopt(new)
        if self.step == 0:
            self._forget_step_0()
        self.divergence = None
        self._history.changes.append(Change(self.step, before, new))
        self._observer.resume(self.step)

    def _forget_step_0(self) -> None:
        """Let step 0 be recorded again: it is that of the changed configuration."""
        self._history.rewind(-1)
        self._activity.rewind(-1)
        self._history.start = None
        self._has_begun = False
        self._observer.forget(-1)

    def state(self) -> Checkpoint:
        """Return a copy of all that the coming steps depend on."""
        return self._state(None)

    def recent_state(self) -> Checkpoint:
        """Return a state at most a block of steps old: of a large network the kept one, of others the present one."""
        if self._reserve is not None and self._kept:
            return self._kept[-1]
        return self.state()

    def _state(self, reserve: Reserve | None) -> Checkpoint:
        optimizer, copied = self._stepper.optimizer, np.copy if reserve is None else reserve.copy
        zero = reserve is not None and not optimizer.count  # nothing was gathered yet: memory of zeros takes no time
        return Checkpoint(
            self.step,
            self.config,
            copied(self.network.parameters),
            {name: np.zeros(v.shape, v.dtype) if zero else copied(v) for name, v in optimizer.state.items()},
            optimizer.count,
            self._stepper.batches.state(),
            len(self.changes),
        )

    def to_a_blocks_end(self, n: int) -> int:
        """Return about n steps, twice as many at most, after which a block ends: blocks cut into pieces cost more."""
        size = self._observer.block_steps
        beyond = (self.step + n) % size
        if 2 * beyond <= size and beyond < n:
            return n - beyond
        return n + size - beyond if size - beyond <= n else n

    @property
    def state_bytes(self) -> int:
        """The size of a state's parameters and optimizer vectors."""
        return self.network.parameters.nbytes * (1 + len(self._stepper.optimizer.state))

    def fork(self, run: int | None = None) -> Trainer:
        """Return a second trainer that stands where this one stands, its history included; they go on apart."""
        dtype = str(self.network.dtype)
        other = Trainer(self.initial_config, dtype=dtype, run=self.run if run is None else run, examples=self.examples)
        other.restore(self.state(), self.changes)
        other.remember(self)
        other._gather_losses()
        other.divergence = self.divergence
        return other

    def remember(self, other: Trainer) -> None:
        """Take over copies of what another trainer of this run remembers, up to the step that this one stands at."""
        n_changes = len(self.changes)
        self.take_history(other.history.copy(), other.activity.copy())
        del self._history.changes[n_changes:]
        self.kept = other.kept.copy()
        if self.step < other.step:
            for memory in (self._history, self._activity, self.kept):
                memory.rewind(self.step)

    def _gather_losses(self) -> None:
        """Gather the losses that the row begins with in whose middle this run stands, if going back has dropped them.

        Their steps are taken again, by a trainer of their own.
        """
        columns = self._history.step_columns
        start = self.kept.latest(columns.last)
        if columns.last >= self.step or start is None:
            return
        again = Trainer(self.initial_config, dtype=str(self.network.dtype), examples=self.examples)
        again.restore(start, self.changes)
        again.replay(columns.last, [change for change in self.changes if change.step < columns.last])
        again._history.step_columns = StepColumns(self.network.n_layers)
        again._history.step_columns.stride = columns.stride
        again.replay(self.step, [change for change in self.changes if change.step < self.step])
        columns.begin_row(again._history.step_columns.gathered)

    def take_history(self, history: History, activity: Activity) -> None:
        """Go on with these memories instead of its own."""
        self._history, self._activity, self._has_begun = history, activity, True
        self._observer.serve(history, activity)

    def restore(self, state: Checkpoint, changes: Sequence[Change] | None = None) -> None:
        """Stand at a state of this run; the history is left as it is.

        `changes` are those of the whole run, for a trainer that may not have been through them all; None for its own.
        """
        self._take_up(state, self.changes if changes is None else changes)
        self._observer.death_causes.forget(self.step)

    def replay(self, step: int, changes: Sequence[Change]) -> None:
        """Go on to `step` with the run's changes up to there, those already made left out; nothing is looked at."""
        for change in changes[len(self.changes) :]:
            self._advance_unwatched(change.step)
            self._adopt(change.after)
            self._history.changes.append(change)
        self._advance_unwatched(step)

    def _advance_unwatched(self, step: int) -> None:
        self._observer.pause()
        self.advance(step - self.step)
        self._observer.resume(self.step)

    def _take_up(self, state: Checkpoint, changes: Sequence[Change]) -> None:
        self._history.changes = list(changes[: state.n_changes])
        if state.config != self.config:
            self._adopt(state.config)
        self.step = state.step
        self._stepper.set_back(state)
        self.divergence = None
        self._latest.forget()
        self._kept = []
        self._observer.forget(self.step)
        self._sound_size = 0.0

    def _adopt(self, new: RunConfig) -> None:
        """Take on `new`, keeping weights, learned slopes and the optimizer's state where they still mean the same."""
        old, old_network, old_stepper = self.config, self.network, self._stepper
        self.config = new
        other_network = (old.activation, old.alpha, old.prelu_per_unit) != (
            new.activation,
            new.alpha,
            new.prelu_per_unit,
        )
        if other_network:
            self.network = self._new_network(str(old_network.dtype))
            n = self.network.layout.n_matrix_values
            self.network.parameters[:n] = old_network.parameters[:n]
            if old.alpha == new.alpha:
                self.network.take_alphas(old_network)
        batches, passes = old_stepper.batches, None if other_network else old_stepper.passes
        if old.batch_size != new.batch_size:
            batches, passes = batches.resized(new.batch_size), None
        self._stepper = self._new_stepper(batches, passes)
        momentum_ended = OPTIMIZERS[new.optimizer].uses_momentum and not new.momentum
        self._stepper.go_on_from(old_stepper, not momentum_ended)
        self._latest.follow(self._stepper)
        self._observer.follow(self._stepper, new.learning_rate)

    def _new_reserve(self) -> Reserve | None:
        """Return memory for copies of a large network: for a state of it, and what the observer copies."""
        if self.network.parameters.size <= LONG:
            return None
        return Reserve(self.network.parameters, 2 + len(self._stepper.optimizer.state), READY)

    def _new_stepper(self, batches: Batches, passes: Propagation | None = None) -> Stepper:
        return Stepper(self.network, batches, self.config, steps_of_a_block(self.network, batches.batch), passes)

    def check_size(self, config: RunConfig) -> None:
        """Refuse what would not fit the memory.

        Raises:
            ConfigError: naming the limit.
        """
        n_examples, n_inputs = self.train_x.shape
        check_network_size((n_inputs, *config.hidden, self.data.n_outputs), min(config.batch_size, n_examples))

    def _new_network(self, dtype: str) -> Network:
        sizes = (self.train_x.shape[1], *self.config.hidden, self.data.n_outputs)
        activations = [ACTIVATIONS[key] for key in self.config.activations]
        alphas = [self.config.alpha if a.alpha is not None else None for a in activations]
        return Network(sizes, activations, self.loss, dtype, alphas, self.config.prelu_per_unit)

    def _features_first(self, x: Array, y: NDArray[Any]) -> tuple[Array, Array]:
        return (
            np.ascontiguousarray(x.T, self.network.dtype),
            np.ascontiguousarray(self.network.encode(y)),
        )

    # Measuring

    @cached_property
    def facts(self) -> RunFacts:
        """What stays the same through this run."""
        return run_facts(self.run, self.initial_config, self.network, self.examples)

    @property
    def epoch(self) -> float:
        """How often the training set has been gone through."""
        return float(self._stepper.batches.examples_seen / len(self.train_x))

    def measure(
        self,
        extras: Collection[str] = (),
        histogram_layers: Collection[int] | None = None,
        unit: tuple[int, int] | None = None,
    ) -> Snapshot:
        """Measure the network as it stands; see `probes` for the extras and their price.

        `unit` is the layer (1-based) and unit (0-based) that the extra "unit" is about.
        """
        return finished(self.measuring(extras, histogram_layers, unit))

    def measuring(
        self,
        extras: Collection[str] = (),
        histogram_layers: Collection[int] | None = None,
        unit: tuple[int, int] | None = None,
    ) -> Pieces[Snapshot]:
        """Do the same in pieces, between which all may be done, even steps."""
        return (yield from self._measurement.measuring(lambda: self._standing, extras, histogram_layers, unit))

    def glance(self, before: Snapshot) -> Snapshot:
        """Measure what costs little, the gradient, its factors and the updates, and take over the rest of `before`.

        `before` is a measurement of the same run.
        """
        return glance(self._standing, before)

    @property
    def _standing(self) -> Standing:
        return Standing(
            run=self.run,
            step=self.step,
            epoch=self.epoch,
            config=self.config,
            divergence=self.divergence,
            network=self.network,
            optimizer=self._stepper.optimizer,
            latest=self._latest,
            observer=self._observer,
            history=self.history,
            activity=self.activity,
        )

    @property
    def looking_s(self) -> float:
        """Processor time that went into looking at the units, in seconds."""
        return self._observer.looking_s

    def results(self) -> Results | None:
        """Return loss and accuracy over all examples, now; None where going through them takes long."""
        return None if self._observer.takes_long else results(self.network, self._train, self._test)

    def complete_record(self) -> None:
        """Record the units that died or revived since the record's last census, and all causes, whatever that costs.

        This is for the end of a run, and for copies: a run that goes on would have recorded some of it later, at the
        exact step.
        """
        self._begin_record()
        self._observer.complete_record(self.step)
        self.find_causes()

    def find_causes(self) -> None:
        """Find the causes of all deaths that wait for it, whatever it costs; training finds what it can afford."""
        self._observer.death_causes.settle()
