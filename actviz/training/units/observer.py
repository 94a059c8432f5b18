"""Observer: what is looked at while a run trains, its units and its results, each on a share of the time.

Units that can die are followed by a census of every step where that is affordable, else by looks that the watch asks
for; loss and accuracy over all examples are taken ever so often. What is due is done at the first step of a block, or
when a block is complete: at the same steps however a run is sliced. Where going through all examples takes long, that
is done in *rounds*, chunk by chunk at later steps, with a copy of the parameters: what a round finds is exact for the
step at which it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from time import thread_time
from typing import Any

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.nn.network import Network
from actviz.nn.propagation import Note
from actviz.training.history.record import Record
from actviz.training.measure.probes import Results, Survey, results, survey
from actviz.training.pieces import Pieces, Work, finished
from actviz.training.steps.checkpoints import Checkpoint
from actviz.training.steps.reserve import Reserve
from actviz.training.steps.stepper import Stepper
from actviz.training.units.cost_model import COLD, CostModel
from actviz.training.units.death_cause import DeathCauses
from actviz.training.units.death_step import DeathSteps, affordable, block_size
from actviz.training.units.liveness import UnitLiveness

Array = NDArray[np.floating[Any]]
NEVER = 1 << 60  # a step
BLOCK_STEPS = 64
LONG_BLOCK_US = 6000.0  # a block may be longer than 64 steps up to this: what is done once a block is cold code
MOST_BLOCK_STEPS, MOST_MORTAL_BLOCK_STEPS = 256, 128
RARELY = 1024  # steps between two looks at units that cannot die
SHORT = 0.5  # of a piece of work: what going through all examples may take at one go
ROUND_SHARE = 0.03  # of the training's arithmetic, about, that goes into rounds
RESULTS_SHARE = 0.01  # of the training's arithmetic, about, that goes into loss and accuracy over all examples
SURVEY_RESULTS = 4  # to measure every unit on all examples costs about three times as much; so often it is done
EARLY_RESULTS, EARLY_SURVEYS = 2, 1  # so many records while the steps double, at the beginning of a run


def steps_of_a_block(network: Network, batch: int) -> int:
    """Return how many steps are looked at together."""
    steps, most = BLOCK_STEPS, MOST_MORTAL_BLOCK_STEPS if network.mortal else MOST_BLOCK_STEPS
    while 2 * steps <= min(most, LONG_BLOCK_US / CostModel(network.sizes, batch).step_us):
        steps *= 2
    return block_size(network, steps) if network.mortal and affordable(network) else steps


@dataclass(frozen=True, eq=False)
class _Round:
    """A survey of all examples that is under way."""

    step: int  # whose parameters it takes
    work: Work[Survey]
    seen_alive: NDArray[np.int64]  # the last step before at which each unit was seen alive
    rate: float


@dataclass(frozen=True, eq=False)
class _Found:
    """What a round found of the units; arrays are (units,) over all hidden layers."""

    dead: NDArray[np.bool_]
    seen_alive: NDArray[np.int64]
    seen_dead: NDArray[np.int64]
    changed: bool = True


class Observer:
    """Follows the units of a run, and its results, into its history.

    `train` and `test` are (x (n_0, N), target (n_L, N)), features first. `reserve` is for copies of a large network.
    """

    def __init__(
        self,
        stepper: Stepper,
        train: tuple[Array, Array],
        test: tuple[Array, Array],
        record: Record,
        rate: float,
        reserve: Reserve | None = None,
    ) -> None:
        network, batch = stepper.network, stepper.batches.batch
        self._train, self._test = train, test
        self._record = record
        self.watch = UnitLiveness(network, train[0], batch)
        self.death_causes = DeathCauses(network, train[0], batch, record, reserve)
        self.next_look = self.next_results = self._next_survey = 0
        self.observing_s = 0.0  # processor time that went into looking, for whoever shows it
        self._model: tuple[Network, Network] | None = None  # a network, and one to stand as it stood at an earlier step
        self._kept: Checkpoint | None = None  # the latest
        self._block_start: Checkpoint | None = None  # of the steps that the census has noted
        self._prepare(stepper, rate)
        if reserve is not None and self.takes_long:
            self._model_of(network).parameters.fill(0.0)  # its memory is touched now, not at a step

    def _prepare(self, stepper: Stepper, rate: float) -> None:
        self._stepper, self._rate = stepper, rate  # the learning rate, for the causes of deaths
        network = stepper.network
        self._costs = CostModel(network.sizes, stepper.batches.batch)
        self.mortal = network.mortal
        n_examples = self._train[0].shape[1] + self._test[0].shape[1]
        self.takes_long = self._costs.forward(n_examples, network.n_layers) > SHORT * self._costs.piece
        self.block_steps = steps_of_a_block(network, stepper.batches.batch)
        self.census: DeathSteps | None = None
        self.watch.searches = not self.takes_long
        self._round: _Round | None = None
        if self.mortal and affordable(network) and not self.takes_long:
            self.census = DeathSteps(network, self._train[0], self.watch, self._costs, self.block_steps, stepper.log)

    def follow(self, stepper: Stepper, rate: float) -> None:
        """Go on with another network of the same sizes, another batch size or other settings."""
        network, batch = stepper.network, stepper.batches.batch
        self.watch.follow(network, batch)
        self.death_causes.follow(network, batch)
        self._prepare(stepper, rate)

    # When

    @property
    def examples_at_once(self) -> int:
        """How many examples a network goes through in a time that is short."""
        return max(1, int(SHORT * self._costs.piece / self._costs.forward(1, self._stepper.network.n_layers)))

    @property
    def pauses(self) -> bool:
        """Whether nothing is looked at."""
        return self.next_look >= NEVER

    def pause(self) -> None:
        """Look at nothing until `resume`."""
        self.next_look = self.next_results = NEVER
        self._round = None
        if self.census is not None:
            self.census.forget()

    def resume(self, step: int) -> None:
        """Look at everything at this step."""
        self.next_look = self.next_results = self._next_survey = step

    def forget(self, step: int) -> None:
        """Drop what was seen after `step`: the run goes on from there."""
        self.watch.forget(step)
        self._round = self._kept = None
        if self.census is not None:
            self.census.forget()
        self.resume(step)

    def steps_to_block_end(self, step: int, n: int) -> int:
        """Return about n steps, twice as many at most, after which a block ends: blocks cut into pieces cost more."""
        size = self.block_steps
        beyond = (step + n) % size
        if 2 * beyond <= size and beyond < n:
            return n - beyond
        return n + size - beyond if size - beyond <= n else n

    def is_due(self, step: int) -> bool:
        """Whether something is to be looked at at this step."""
        return step >= min(self.next_look, self.next_results)

    def block_end(self, step: int) -> int:
        """Return the step before which the block must end that goes on at `step`."""
        end = (step // self.block_steps + 1) * self.block_steps
        return min([end, *(at for at in (self.next_look, self.next_results) if at > step)])

    def _with_a_block(self, now: int, step: int) -> int:
        """Return the step, or the first of a block soon after it: a block that is cut costs nearly as much as two."""
        return step + -step % self.block_steps if self.block_steps <= step - now and step < NEVER // 2 else step

    def _plan(self, now: int, next_look: int) -> None:
        """Set the step of the next look at the units, which the watch would like at `next_look`."""
        if self.census is not None:  # it misses no death; a look finds who has revived unseen
            next_look = max(self.watch.next_thorough, now + BLOCK_STEPS) if self.watch.dead.any() else NEVER - 1
        elif not self.mortal:
            next_look = max(next_look, now + RARELY)
        self.next_look = self._with_a_block(now, next_look)

    # Looking

    def begin(self, step: int, state: Checkpoint) -> int:
        """Get ready for steps from `step` on, where the run stands as in `state`; return their place in the block."""
        if step >= self.next_look:
            self.examine()
        self._kept = state
        if self.census is None or self.pauses:
            return 0
        if not self.census.n:
            self._block_start = state
        return self.census.n

    def notes(self, step: int, at: int, n: int) -> Sequence[Note]:
        """Return what to note at each of n steps, the block's from `at` on, when the gradient is there."""
        notes = self._stepper.log.notes(at, n)
        if self.pauses or not self.mortal:
            return notes
        return self.census.notes(at, notes) if self.census is not None else self.watch.notes(step, notes)

    def look(self, step: int, note: Note) -> None:
        """Take note of a step whose gradient is there, and look at what is due."""
        note()
        if not np.isfinite(self._stepper.passes.z[-1]).all():
            return  # the parameters that led here are not to be looked at
        start = thread_time()
        if step >= self.next_look:
            if not self.watch.noted(step):
                self.watch.note(step)
            self._plan(step, self.watch.look(step))
            self._note_units(step)
        if step >= self.next_results and self.takes_long:
            self._go_round(step)
        elif step >= self.next_results:
            self._record_results(step)
        self.observing_s += thread_time() - start

    def _record_results(self, step: int) -> None:
        """Record loss and accuracy over all examples and, more rarely, how often each unit is active on them."""
        n_examples = self._train[0].shape[1] + self._test[0].shape[1]
        price = self._costs.results + COLD * n_examples / (2.0 * self._stepper.batches.batch)  # in training steps
        if step >= self._next_survey:
            whole = finished(survey(self._stepper.network, self._train, self._test))
            found = whole.results
            self._record.activity.append(step, [units.active_fraction for units in whole.units])
            self._next_survey = step + _until_next(step, EARLY_SURVEYS, SURVEY_RESULTS * price / RESULTS_SHARE)
        else:
            found = results(self._stepper.network, self._train, self._test)
        if isfinite(found.loss):
            self._note_results(step, found)
        self.next_results = self._with_a_block(step, step + _until_next(step, EARLY_RESULTS, price / RESULTS_SHARE))

    def begin_record(self) -> None:
        """Record the units and results of step 0."""
        whole = finished(survey(self._stepper.network, self._train, self._test))
        self.watch.learn(0, [units.dead for units in whole.units])
        self._note_units(0)
        self._record.activity.append(0, [units.active_fraction for units in whole.units])
        self._note_results(0, whole.results)
        self.next_results = self._next_survey = 1

    def complete_record(self, step: int) -> None:
        """Record which units are dead now, with the parameters of `step`."""
        self.examine()
        whole = finished(survey(self._stepper.network, self._train, self._test))
        self.watch.learn(step, [units.dead for units in whole.units])
        self._note_units(step)

    def _go_round(self, step: int) -> None:
        """Go through some more of all examples with the parameters of an earlier step, or begin with those of this one.

        Meanwhile no look is taken: what happens to units is told in order.
        """
        network, found = self._stepper.network, self._round
        price = self._costs.forward(network.chunk_size(self._train[0].shape[1]), network.n_layers)
        if found is None:
            model = self._model_of(network)
            copyto(model.parameters, network.parameters)
            work = Work(_later(survey(model, self._train, self._test)))
            found = self._round = _Round(step, work, self.watch.seen_alive.copy(), self._rate)
            self.next_look, price = NEVER - 1, price + self._costs.copy
        else:
            found.work.go_on()
        if found.work.is_done and self._model is not None:
            self._conclude(found, self._model[1])
            self._round, self.next_look = None, step + 1
        self.next_results = self._with_a_block(step, step + max(1, round(price / ROUND_SHARE)))

    def _model_of(self, network: Network) -> Network:
        if self._model is None or self._model[0] is not network:
            self._model = network, network.twin()
        return self._model[1]

    def _conclude(self, found: _Round, model: Network) -> None:
        """Take over what was found with the parameters of an earlier step, which `model` has."""
        whole = found.work.result
        dead = np.concatenate([*(units.dead for units in whole.units), np.zeros(0, bool)])
        self.watch.learn_of(found.step, dead)
        units = _Found(dead, found.seen_alive, self.watch.seen_dead)
        deaths = self._record.history.add_units(found.step, units)
        self._record.activity.append(found.step, [units.active_fraction for units in whole.units])
        if isfinite(whole.results.loss):
            self._note_results(found.step, whole.results)
        self.death_causes.census(found.step, deaths, True, found.rate, after=model.parameters)

    def take(self, first: int, n: int, noted: int) -> None:
        """Take in the first n of the steps just noted, which began with the parameters of step `first`."""
        if self.census is None or self.pauses:
            return
        self.census.take(first, n, noted)
        if n < noted or (first + n) % self.census.capacity == 0:
            self.examine()

    def examine(self) -> None:
        """Take over what the census finds in the steps that it has noted."""
        census = self.census
        if census is None or not census.n:
            return
        start = thread_time()
        for change in census.examine(self._take_again):
            self.watch.take_change(change.step, change.died, change.seen, change.revived)
            deaths = self._record.history.add_units(change.step, self.watch)
            fresh = [death for death in deaths if change.before is not None and death[1].seen == change.step - 1]
            if fresh and change.before is not None:
                before = change.step - 1, change.before
                self.death_causes.census(change.step, fresh, True, self._rate, before, change.after)
            elif deaths:
                self.death_causes.census(change.step, deaths, True, self._rate, after=change.after)
        step, parameters = census.conclude()
        self.death_causes.census(step, (), self.watch.decided, self._rate, after=parameters)
        if self.next_look > step + 1:
            self._plan(step + 1, step + 1)
        self.observing_s += thread_time() - start

    def _take_again(self) -> None:
        """Take the census's block once more; the same bits come of it, and the census keeps the parameters."""
        if self.census is not None and self._block_start is not None:
            self._stepper.set_back(self._block_start)
            self._stepper.take(self.census.keeps[: self.census.n])

    def _note_results(self, step: int, found: Results) -> None:
        self._record.history.add_results(step, tuple(float("nan") if value is None else value for value in found))

    def _note_units(self, step: int) -> None:
        deaths = self._record.history.add_units(step, self.watch)
        kept = self._kept.parameters if self._kept is not None and self._kept.step == step else None
        self.death_causes.census(step, deaths, self.watch.decided, self._rate, kept=kept)


def _until_next(step: int, early: int, affordable: float) -> int:
    """Return the number of steps to the next record: early in a run it comes sooner, which costs little in all."""
    return max(1, min(round(affordable), step // early))


def _later(pieces: Pieces[Survey]) -> Pieces[Survey]:
    """Do nothing in the first piece."""
    yield
    return (yield from pieces)
