"""Stepper: training steps. A network, the optimizer that moves it and its batches, compiled into one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy import copyto

from actviz.arrays import Floats
from actviz.nn.gradient_log import gradient_log
from actviz.nn.network import Network
from actviz.nn.norms import SegmentNorms, clipping
from actviz.nn.optimizers import OPTIMIZERS, Hyperparameters
from actviz.nn.propagation import Hook, Propagation
from actviz.training.config.config import RunConfig
from actviz.training.steps.batches import Batches
from actviz.training.steps.checkpoints import Checkpoint

Batch = tuple[Floats, Floats]


class Stepper:
    """Takes the steps of one configuration, each at the learning rate that its schedule gives it.

    After a step the passes hold its batch, the activations and the deltas, and the network its gradient. `log` keeps
    the norms of the gradients recorded in a block of at most `capacity` steps. `step` is how many steps the run has
    taken, and `rate_at` returns the learning rate of the step after so many.
    """

    def __init__(
        self,
        network: Network,
        batches: Batches,
        config: RunConfig,
        capacity: int,
        passes: Propagation | None = None,
        dropout: np.random.SeedSequence | None = None,
    ) -> None:
        """Prepare; `passes` are those of another stepper with this network and batch size, which hold its last step.

        `dropout` is the seed of what is dropped.
        """
        self.network, self.batches, self.step = network, batches, 0
        self.rate_at, self._rate_varies = config.rate_at, config.rate_schedule.varies
        self.passes = passes or network.new_propagation(batches.batch)
        weights = network.layout.weights
        self.log = gradient_log(network.parameters_and_gradient, weights, capacity, with_parameters=network.mortal)
        self.norms = SegmentNorms(network.gradient, weights)  # of the present gradient, layer by layer
        hyper = Hyperparameters(config.learning_rate, config.momentum, config.nesterov, config.weight_decay)
        self.optimizer = OPTIMIZERS[config.optimizer].make(network.parameters, network.gradient, network.decays, hyper)
        clip = [(clipping(network.gradient, config.clip_norm), (), None)] if config.clip_norm else []
        self._taken = 0  # steps within a call of `advance`
        self._drop_key = (dropout or np.random.SeedSequence(0)).generate_state(2, np.uint64).astype(np.uint64)
        before = [(self._drop, (), None)] if network.architecture.dropout else []
        self._step = self.passes.step(clip, self.optimizer.operations(), before)

    def advance(self, hooks: Sequence[Hook]) -> list[float]:
        """Take one step per hook, which is called when the step's gradient is there; return the batches' mean losses.

        The calls in this loop are all that a step costs.
        """
        self._taken = 0
        step, given = self._step, zip(hooks, self.batches.next(len(hooks)), strict=True)
        losses = [step(x, y, hook) for hook, (x, y) in (self._at_their_rates(given) if self._rate_varies else given)]
        if hooks:
            self.step += len(hooks)
            self._hold(*self.batches.latest)
        return losses

    def _at_their_rates(self, given: Iterable[tuple[Hook, Batch]]) -> Iterator[tuple[Hook, Batch]]:
        """Yield the same; before each step its learning rate is set."""
        for step, one in enumerate(given, self.step):
            self.optimizer.set_rate(self.rate_at(step))
            yield one

    def propagate(self) -> float:
        """Run both passes on the next batch, and move nothing; return its mean loss."""
        for x, y in self.batches.next(1):
            self._hold(x, y)
        if self.network.architecture.dropout:
            self._taken = 0
            self._drop()
        return self.passes.run()

    def _drop(self) -> None:
        """Choose the outputs that the next step drops."""
        self.passes.draw_masks(self._drop_key, self.step + self._taken)
        self._taken += 1

    def _hold(self, x: Floats, y: Floats) -> None:
        copyto(self.passes.inputs_and_ones, x)
        copyto(self.passes.target, y)

    def set_back(self, state: Checkpoint) -> None:
        """Return network, optimizer and batches to an earlier state."""
        self.network.parameters[...] = state.parameters
        for name, vector in state.optimizer_state.items():
            self.optimizer.state[name][...] = vector
        self.optimizer.count = state.optimizer_count
        self.step = state.step
        self.batches.restore(state.batches)

    def go_on_from(self, other: Stepper, momentum_goes_on: bool, slopes_go_on: bool = False) -> None:
        """Go on at the step of another stepper, with what an optimizer of the same kind has gathered there.

        What it gathered for learned slopes begins again, unless they go on, too.
        """
        self.step = other.step
        if type(other.optimizer) is not type(self.optimizer):
            return
        if momentum_goes_on:
            layout = self.network.layout
            n = None if slopes_go_on else layout.n_matrix_values
            # of the numbers of normalisation and skips, those that are the same ones
            same = other.network.layout == layout
            rest = slice(layout.gammas[0].start, None) if same and layout.gammas else slice(0, 0)
            for name, vector in other.optimizer.state.items():
                self.optimizer.state[name][:n] = vector[:n]
                self.optimizer.state[name][rest] = vector[rest]
        self.optimizer.count = other.optimizer.count
