"""RateSweep: some hundred training steps on a copy of a run, each at a slightly higher learning rate than the last.

This is the learning-rate range test of L. N. Smith, "Cyclical Learning Rates for Training Neural Networks" (2017,
arXiv:1506.01186, section 3.3), with rates that grow by a constant factor. What follows from it: `finding`.
"""

from __future__ import annotations

from math import ceil, isfinite

import numpy as np
from numpy import copyto

from actviz.arrays import Bools, Floats, Ints
from actviz.frozen import dataclass
from actviz.nn.propagation import Propagation
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.examples import Examples
from actviz.training.measure.probes import short_survey
from actviz.training.measure.update_ratios import update_ratios
from actviz.training.run.train_state import TrainState
from actviz.training.steps.checkpoints import Checkpoint
from actviz.training.trainer import Trainer
from actviz.training.units.cost_model import CostModel
from actviz.translation import tr

STEPS, FEWEST_STEPS, MOST_STEPS = 400, 50, 10_000
TOO_SMALL = 1e-6  # the update ratio of the layer that moves most, at the lowest rate
DECADES = 7.0  # from there to the highest rate
LOWEST, HIGHEST = 1e-12, 1000.0
WITHOUT_GRADIENT = 1e-5  # the lowest rate where no layer has a gradient
MOST_EXAMPLES = 1000  # that the loss is measured on; fewer where more than so many values would have to be held
MOST_VALUES = 5_000_000
EXPLODED = 10.0  # times the greater of the first loss and guessing's: beyond, nothing is to be learned
CENSUS_PRICE = 4.0  # training steps: what going through all examples, to see who is dead, may cost at a step


@dataclass(frozen=True, eq=False)
class SweepStart:
    """A copy of what a run's next steps depend on. It takes little time to make, so it is made between two steps."""

    checkpoint: Checkpoint
    examples: Examples
    dtype: str

    @classmethod
    def of(cls, trainer: Trainer) -> SweepStart:
        """Copy the present state of a run."""
        return cls(trainer.checkpoint(), trainer.examples, str(trainer.network.dtype))


@dataclass(frozen=True, eq=False)
class Sweep:
    """What was measured; row i is about the i-th step, which had the learning rate `rates[i]`."""

    config: RunConfig  # of the run, with its own learning rate and schedule
    step: int  # of the run, at which the copy was made
    n_steps: int  # that were to be taken; fewer were if the loss exploded
    n_examples: int  # that the losses are means over
    guessing_loss: float  # of the best constant output for these examples
    first_loss: float  # before the first step
    last_rate: float  # of the sweep, if the loss does not explode before
    rates: Floats
    losses: Floats  # after the step; not finite where it broke the network
    update_ratios: Floats  # (steps, layers) ‖ΔW‖/‖W‖ of the step
    deaths: Ints  # units that lived before the first step and are dead after this one, on all training examples
    n_alive_before: int
    n_dead_before: int
    can_die: bool

    @property
    def largest_ratios(self) -> Floats:
        """The update ratio of the layer that moves most, at each step."""
        return np.asarray(self.update_ratios.max(axis=1))


def check_sweep(steps: int, low: float | None, high: float | None) -> None:
    """Refuse what no sweep can be made with.

    Raises:
        BadInput: a number of steps or a rate out of its range, or rates out of order.
    """
    if not FEWEST_STEPS <= steps <= MOST_STEPS:
        raise BadInput(
            tr(
                "a sweep must take {least} to {most} steps, got {steps}",
                least=FEWEST_STEPS,
                most=whole(MOST_STEPS),
                steps=whole(steps),
            )
        )
    for rate in (low, high):
        if rate is not None:
            FIELDS["learning_rate"].check(rate)
    if low is not None and high is not None:
        _check_order(low, high)


def _check_order(low: float, high: float) -> None:
    if low >= high:
        raise BadInput(
            tr(
                "a sweep must end at a higher learning rate than it begins at, {low}, got {high}",
                low=f"{low:g}",
                high=f"{high:g}",
            )
        )


class RateSweep:
    """Takes the steps, one after the other; whoever calls `advance` may stop between two of them.

    The run that `start` was copied from is not touched, and its schedule does not count. The same start, rates and
    number of steps give the same bits. The loss is measured on up to a thousand training examples, the same ones after
    each step: a batch's loss differs from the next one's by more than a step changes it.

    Args:
        start: the state to begin from.
        low, high: the first and the last rate; those left out follow from the first gradient: see `_lowest`.
        steps: how many to take.

    Raises:
        BadInput: rates out of order or out of their range, or a number of steps out of its range.
    """

    def __init__(
        self, start: SweepStart, low: float | None = None, high: float | None = None, steps: int = STEPS
    ) -> None:
        check_sweep(steps, low, high)
        self._start, self.n_steps = start, steps
        self._config = start.checkpoint.config
        state = self._state = TrainState(self._config.replace(weights_file=None), start.examples, start.dtype)
        state.restore(start.checkpoint)
        lowest = self._lowest() if low is None else low
        highest = min(HIGHEST, lowest * 10.0**DECADES) if high is None else high
        _check_order(lowest, highest)
        self._rates = np.geomspace(lowest, highest, steps)
        self._sweep_rates()
        self._choose_examples()
        self._dead = self._dead_before = np.zeros(0, bool)
        self._losses: list[float] = []  # before the first step, and after each
        self._ratios: list[Floats] = []
        self._deaths: list[int] = []
        self._measure(True)
        self._dead_before = self._dead
        self._most = EXPLODED * max(self._losses[0], self._guessing_loss, 1e-12)
        self._is_done = False

    def _choose_examples(self) -> None:
        """Choose those that the loss is measured on, and how often all of them are gone through."""
        state = self._state
        x, target = self._all = state.train
        n = x.shape[1]
        most = min(MOST_EXAMPLES, max(2, MOST_VALUES // sum(state.network.sizes)))
        chosen = np.sort(np.random.default_rng(0).permutation(n)[:most])
        self._sample = np.ascontiguousarray(x.T[chosen]).T, np.ascontiguousarray(target[:, chosen])
        self._guessing_loss = state.loss.chance(self._start.examples.train_y[chosen])
        costs = CostModel(state.network.sizes, state.stepper.batches.batch)
        self._every = ceil(costs.forward(n, state.network.n_layers) / CENSUS_PRICE)  # steps
        self._is_whole = len(chosen) == n
        self._passes: Propagation | None = None
        if state.network.architecture.normalization == "batch":
            self._passes = state.network.new_propagation(len(chosen))
            self._passes.inputs[...], self._passes.target[...] = self._sample

    @property
    def progress(self) -> float:
        """Share of the steps that are taken, 0 to 1."""
        return 1.0 if self._is_done else len(self._ratios) / self.n_steps

    @np.errstate(all="ignore")
    def advance(self) -> bool:
        """Take one step; return False when none is left, or the loss has exploded."""
        if self._is_done:
            return False
        i = len(self._ratios)
        stepper = self._state.stepper
        stepper.optimizer.set_rate(float(self._rates[i]))
        stepper.advance([_nothing])
        self._ratios.append(update_ratios(self._state.network, stepper.optimizer.last_update_in_parts()))
        is_last = i + 1 == self.n_steps
        self._measure(is_last or (i + 1) % self._every == 0)
        self._deaths.append(int((self._dead & ~self._dead_before).sum()))
        self._is_done = is_last or not self._losses[-1] <= self._most
        return not self._is_done

    def result(self) -> Sweep:
        """Return what was measured so far."""
        n = len(self._ratios)
        return Sweep(
            self._config,
            self._start.checkpoint.step,
            self.n_steps,
            self._sample[0].shape[1],
            self._guessing_loss,
            self._losses[0],
            float(self._rates[-1]),
            self._rates[:n],
            np.array(self._losses[1:]),
            np.array(self._ratios).reshape(n, -1),
            np.array(self._deaths, np.int64),
            int((~self._dead_before).sum()),
            int(self._dead_before.sum()),
            self._state.network.mortal,
        )

    def _sweep_rates(self) -> None:
        """Let the steps have no schedule of their own, and nothing else be other than before."""
        before, highest = self._state.stepper.optimizer, float(self._rates[-1])
        self._state.adopt(self._state.config.replace(learning_rate=highest, schedule="constant", warmup_steps=0))
        for name, vector in self._state.stepper.optimizer.state.items():
            copyto(vector, before.state[name])  # also of learned slopes, which begin again after other changes

    def _measure(self, thoroughly: bool) -> None:
        """Measure the loss, and who is dead: a unit that lives on the sample lives, others if need be on all.

        With batch normalisation the loss is that by the sample's own statistics: the running ones come up to those of
        the batches in the first steps, at whatever rate, and later lag behind.
        """
        loss, dead = self._survey(*self._sample)
        self._losses.append(loss if self._passes is None else self._passes.loss())
        if not self._is_whole and dead.any():
            dead = self._survey(*self._all)[1] if thoroughly else dead & self._dead
        self._dead = dead

    def _survey(self, x: Floats, target: Floats) -> tuple[float, Bools]:
        """Return the loss on these examples, and which units none of them gives a slope."""
        found, _, dead = short_survey(self._state.network, (x, target), (x[:, :0], target[:, :0]))
        return found.loss, np.concatenate([*dead, np.zeros(0, bool)])

    def _lowest(self) -> float:
        """Return the rate at which the first step moves no layer's weights by more than a millionth.

        The steps of every optimizer here are proportional to the rate, weight decay apart.
        """
        state, start = self._state, self._start.checkpoint
        with np.errstate(all="ignore"):
            state.stepper.advance([_nothing])
            ratios = update_ratios(state.network, state.stepper.optimizer.last_update_in_parts())
        state.restore(start)
        largest = float(ratios.max()) / start.config.rate_at(start.step)
        if not isfinite(largest) or largest <= 0:
            return WITHOUT_GRADIENT
        return float(max(LOWEST, min(TOO_SMALL / largest, HIGHEST / 10.0**DECADES)))


def _nothing() -> None:
    """Do nothing when a step's gradient is there."""
