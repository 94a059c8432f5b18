"""TrainState: the network, its optimizer and its batches; all that the next steps of a run depend on."""

from __future__ import annotations

from math import sqrt

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.network import Network
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.propagation import Propagation
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.config.field import ConfigError
from actviz.training.config.network_shape import check_network_size
from actviz.training.config.seeds import seeds
from actviz.training.examples import Examples, check_task, fitting_loss
from actviz.training.given_weights import given_weights
from actviz.training.measure.probes import survey
from actviz.training.pieces import finished
from actviz.training.recycling import next_recycling, recycle
from actviz.training.steps.batches import Batches
from actviz.training.steps.checkpoints import Checkpoint
from actviz.training.steps.last_step import LastStep
from actviz.training.steps.reserve import LONG, Reserve
from actviz.training.steps.stepper import Stepper
from actviz.training.tasks import next_task_step, task_at, task_examples
from actviz.training.turn_facts import Recycled
from actviz.training.units.observer import steps_of_a_block
from actviz.weights.given import GivenWeights

READY = 2  # copies of a large network that there is memory for from the start


class TrainState:
    """The state of a run between two steps.

    `train` and `test` are (x (n_0, N), target (n_L, N)), features first, in the network's dtype;
    x is a view of memory in which the examples follow each other. They are `examples`, those of the present `task`
    (see `tasks`); `first_examples` are those of task 0. `given` are the weights that the run starts from, where they
    are not drawn; without them, the configuration's file is read. `last_step` holds the gradient and the update of the
    latest step, `reserve` memory for copies of a large network (None for a small one).

    Raises:
        BadInput: data that do not fit the loss, a network too large for the memory, or weights that do not fit it.
    """

    def __init__(self, config: RunConfig, examples: Examples, dtype: str, given: GivenWeights | None = None) -> None:
        drawn = seeds(config)
        self.config, self.first_examples = config, examples
        self.step = self.task = 0
        self.loss = fitting_loss(config, examples.data)
        self.examples = examples
        self.check_size(config)
        data = examples.data
        check_task(config, data.task, data.source, data.n_inputs, data.n_outputs)
        self.network = self._new_network(dtype)
        self.network.initialize(
            INITIALIZERS[config.initializer],
            np.random.default_rng(drawn.weights),
            config.init_scale,
            config.bias_init,
            bias_spread=config.bias_spread,
        )
        self.given: GivenWeights | None = None  # what the run started from, where that was not drawn
        if config.weights_file is not None:
            self.given = given or given_weights(config.weights_file, self.network)
            self.given.put(self.network.named_parameters())
        rows = self._have(examples)
        batches = Batches(rows.T, self.train[1], config.batch_size, np.random.default_rng(drawn.batches))
        self.stepper = self._new_stepper(batches)
        self.per_root_size = np.array([1.0 / sqrt(w.size) for w in self.network.weights])  # turns a norm into an RMS
        self.last_step = LastStep(self.stepper, self.train, self.per_root_size)
        self.reserve: Reserve | None = None
        if self.network.parameters.size > LONG:
            self.reserve = Reserve(self.network.parameters, 2 + len(self.stepper.optimizer.state), READY)

    @property
    def n_bytes(self) -> int:
        """The size of a checkpoint's parameters and optimizer vectors."""
        return self.network.parameters.nbytes * (1 + len(self.stepper.optimizer.state))

    @property
    def epoch(self) -> float:
        """How often the training set has been gone through."""
        return float(self.stepper.batches.examples_seen / len(self.examples.train_x))

    def checkpoint(self, n_changes: int, reserve: Reserve | None = None) -> Checkpoint:
        """Return a copy of the state after `n_changes` changes of settings, in the reserve's memory if there is one."""
        optimizer, copied = self.stepper.optimizer, np.copy if reserve is None else reserve.copy
        zero = reserve is not None and not optimizer.count  # nothing was gathered yet: memory of zeros takes no time
        return Checkpoint(
            self.step,
            self.config,
            copied(self.network.parameters),
            {name: np.zeros(v.shape, v.dtype) if zero else copied(v) for name, v in optimizer.state.items()},
            optimizer.count,
            self.stepper.batches.state(),
            n_changes,
        )

    def restore(self, checkpoint: Checkpoint) -> bool:
        """Return to a checkpoint of this run that has the present configuration; say whether its task is another."""
        self.step = checkpoint.step
        self.last_step.forget()
        others = self.begin_task()
        self.stepper.set_back(checkpoint)
        return others

    # Tasks and recycling

    @property
    def next_turn(self) -> int:
        """The next step at which something happens to the run by its configuration; never while all of that is off."""
        return min(next_task_step(self.config, self.step), next_recycling(self.config, self.step))

    @property
    def task_began(self) -> int:
        """The step at which the present task began."""
        return self.task * self.config.task_every

    def begin_task(self) -> bool:
        """Have the examples of the task of the present step; return whether they are others than before."""
        task = task_at(self.config, self.step)
        if task == self.task:
            return False
        self.task = task
        before, batch = self.stepper, self.config.batch_size
        rows = self._have(task_examples(self.config, self.first_examples, task))
        batches = before.batches.of_others(rows.T, self.train[1], batch)
        if batches.batch == before.batches.batch:
            before.batches = batches
        else:
            self.stepper = self._new_stepper(batches)
            self.stepper.go_on_from(before, momentum_goes_on=True, slopes_go_on=True)
        self.last_step.follow(self.stepper, self.train)
        return True

    def recycles_now(self, before: RunConfig | None) -> bool:
        """Whether the present settings, unlike those before, tell to recycle units at a step that has come."""
        known = () if before is None else before.recycle_at
        return any(step <= self.step for step in set(self.config.recycle_at).difference(known))

    def recycle(self) -> Recycled:
        """Recycle the units that are dead or nearly silent now."""
        self.last_step.follow(self.stepper)
        found = finished(survey(self.network, self.train, self.test))
        return recycle(self.network, self.stepper.optimizer, self.config, self.step, found.units)

    def _have(self, examples: Examples) -> Floats:
        """Have these examples for training and test; return the rows of the former, not copied, examples first."""
        self.examples = examples
        rows, test_x = examples.inputs(self.network.dtype)
        self.train = rows[:, :-1].T, np.ascontiguousarray(self.network.encode(examples.train_y))
        self.test = test_x.T, np.ascontiguousarray(self.network.encode(examples.test_y))
        return rows

    def adopt(self, new: RunConfig) -> RunConfig:
        """Apply settings that can change while training; return those before.

        The weights stay. Learned slopes and the optimizer's vectors stay where the new settings use them the same way.
        """
        old, old_network, old_stepper = self.config, self.network, self.stepper
        self.config = new
        other_network = (old.activation, old.alpha, old.prelu_per_unit, old.architecture) != (
            new.activation,
            new.alpha,
            new.prelu_per_unit,
            new.architecture,
        )
        if other_network:
            self.network = self._new_network(str(old_network.dtype))
            n = self.network.layout.n_matrix_values
            self.network.parameters[:n] = old_network.parameters[:n]
            self.network.draw_projections(INITIALIZERS[new.initializer], np.random.default_rng(seeds(new).weights))
            self.network.copy_structure(old_network)
            if old.alpha == new.alpha:
                self.network.copy_alphas(old_network)
        batches, passes = old_stepper.batches, None if other_network else old_stepper.passes
        if old.batch_size != new.batch_size:
            batches, passes = batches.resized(new.batch_size), None
        self.stepper = self._new_stepper(batches, passes)
        momentum_ended = OPTIMIZERS[new.optimizer].uses_momentum and not new.momentum
        self.stepper.go_on_from(old_stepper, not momentum_ended)
        self.last_step.follow(self.stepper)
        return old

    def check_size(self, config: RunConfig) -> None:
        """Refuse what would not fit the memory.

        Raises:
            ConfigError: naming the limit.
        """
        n_examples, n_inputs = self.examples.train_x.shape
        batch = min(config.batch_size, n_examples)
        check_network_size((n_inputs, *config.hidden, self.examples.data.n_outputs), batch)
        try:
            config.architecture.check(config.hidden, batch)
        except BadInput as error:
            raise ConfigError(str(error)) from None

    def _new_stepper(self, batches: Batches, passes: Propagation | None = None) -> Stepper:
        n = steps_of_a_block(self.network, batches.batch)
        return Stepper(self.network, batches, self.config, n, passes, seeds(self.config).dropout)

    def _new_network(self, dtype: str) -> Network:
        sizes = (self.examples.train_x.shape[1], *self.config.hidden, self.examples.data.n_outputs)
        activations = [ACTIVATIONS[key] for key in self.config.activations]
        alphas = [self.config.alpha if a.alpha is not None else None for a in activations]
        return Network(
            sizes, activations, self.loss, dtype, alphas, self.config.prelu_per_unit, self.config.architecture
        )
