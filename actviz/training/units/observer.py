"""Observer: what is measured while a run trains, its units and its results, each on a share of the time.

Units that can die are examined at every step where that is affordable (`death_step`), else checked every so often
(`liveness`); so are loss and accuracy over all examples, which also tells exactly who is dead at that step: the block
ends before it, so that events and counts agree at every census. What is due is measured at the first step of a block,
or when a block is complete: at the same steps however a run is sliced. Where going through all examples takes long,
that is done in *rounds*, chunk by chunk at later steps, with a copy of the parameters: what a round finds is exact for
the step at which it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from time import thread_time

import numpy as np
from numpy import copyto

from actviz.arrays import Floats, Ints
from actviz.nn.network import Network
from actviz.nn.propagation import Hook
from actviz.training.history.history import History
from actviz.training.history.record import Record
from actviz.training.layer_row import LayerRow, alpha_spans, layer_means
from actviz.training.measure.gradient_reading import GradientReading, signals
from actviz.training.measure.probes import Survey, short_survey, survey
from actviz.training.measure.update_ratios import update_ratios
from actviz.training.pieces import Pieces, Work, finished
from actviz.training.results import Results
from actviz.training.steps.checkpoints import Checkpoint
from actviz.training.steps.reserve import Reserve
from actviz.training.steps.stepper import Stepper
from actviz.training.units.cost_model import COLD, CostModel
from actviz.training.units.death_cause import DeathCauses
from actviz.training.units.death_step import DeathSteps, affordable, block_size
from actviz.training.units.liveness import Liveness

NEVER = 1 << 60  # a step
BLOCK_STEPS = 64
LONG_BLOCK_US = 6000.0  # a block may be longer than 64 steps up to this: what is done once a block is cold code
MOST_BLOCK_STEPS, MOST_MORTAL_BLOCK_STEPS = 256, 128
RARELY = 1024  # steps between two checks of units that cannot die
SHORT = 0.5  # of a piece of work: what going through all examples may take at one go
ROUND_SHARE = 0.03  # of the training's arithmetic, about, that goes into rounds
RESULTS_SHARE = 0.01  # of the training's arithmetic, about, that goes into loss and accuracy over all examples
SURVEY_RESULTS = 4  # to measure every unit on all examples costs about three times as much; so often it is done
EARLY_RESULTS, EARLY_SURVEYS = 1, 1 / 3  # so many records while the steps double, at the beginning of a run


def steps_of_a_block(network: Network, batch: int) -> int:
    """Return how many steps a block has: they are examined together."""
    steps, most = BLOCK_STEPS, MOST_MORTAL_BLOCK_STEPS if network.mortal else MOST_BLOCK_STEPS
    while 2 * steps <= min(most, LONG_BLOCK_US / CostModel(network.sizes, batch).step_us):
        steps *= 2
    return block_size(network, steps) if network.mortal and affordable(network) else steps


def steps_to_block_end(step: int, n: int, size: int) -> int:
    """Return about n steps, 2 n at most, after which a block of `size` steps ends: blocks cut into pieces cost more."""
    beyond = (step + n) % size
    if 2 * beyond <= size and beyond < n:
        return n - beyond
    return n + size - beyond if size - beyond <= n else n


@dataclass(eq=False)
class _Round:
    """A survey of all examples that is under way."""

    step: int  # whose parameters it takes
    work: Work[Survey]
    seen_alive: Ints  # the last step before at which each unit was seen alive
    signals: Floats  # (2, L) at that step
    updates: Floats  # (L,) update ratios of the step that followed; NaN until it is taken


class Observer:
    """Records the units of a run, and its results, in its history.

    It is longer than other classes, because what is measured at one step shares one plan of when to measure next.

    `train` and `test` are (x (n_0, N), target (n_L, N)), features first. `reserve` is for copies of a large network.
    """

    def __init__(
        self,
        stepper: Stepper,
        train: tuple[Floats, Floats],
        test: tuple[Floats, Floats],
        record: Record,
        reserve: Reserve | None = None,
    ) -> None:
        network, batch = stepper.network, stepper.batches.batch
        self._train, self._test = train, test
        self._begun = 0  # the step at which the present task began: its first steps are recorded more often
        self._record = record
        self.liveness = Liveness(network, train[0], batch)
        self.death_causes = DeathCauses(network, train[0], batch, record, reserve)
        self.next_check = self.next_results = self._next_survey = 0
        self.observing_s = 0.0  # processor time that measuring took, to be shown
        self._model: tuple[Network, Network] | None = None  # a network, and one to stand as it stood at an earlier step
        self._kept: Checkpoint | None = None  # the latest checkpoint
        self._block_start: Checkpoint | None = None  # the state before its first step
        self._prepare(stepper)
        if reserve is not None and self.takes_long:
            self._model_of(network).parameters.fill(0.0)  # its memory is touched now, not at a step

    def _prepare(self, stepper: Stepper) -> None:
        self._stepper = stepper
        network = stepper.network
        self._costs = CostModel(network.sizes, stepper.batches.batch)
        self.mortal = network.mortal
        n_examples = self._train[0].shape[1] + self._test[0].shape[1]
        self.takes_long = self._costs.forward(n_examples, network.n_layers) > SHORT * self._costs.piece
        self.block_steps = steps_of_a_block(network, stepper.batches.batch)
        self.death_steps: DeathSteps | None = None
        # where going through all examples takes long, only a round in pieces may do it
        self.liveness.searches = not self.takes_long
        self._round: _Round | None = None
        # else units are checked now and then, and a death lies between two steps
        if self.mortal and affordable(network) and not self.takes_long:
            self.death_steps = DeathSteps(network, self.liveness, self._costs, self.block_steps, stepper.log)

    def follow(self, stepper: Stepper) -> None:
        """Go on with another network of the same sizes, another batch size or other settings."""
        network, batch = stepper.network, stepper.batches.batch
        self.liveness.follow(network, batch)
        self.death_causes.follow(network, batch)
        self._prepare(stepper)

    def face(
        self, stepper: Stepper, train: tuple[Floats, Floats], test: tuple[Floats, Floats], step: int, begun: int
    ) -> None:
        """Go on at a step with the examples of another task, which has `begun` at that step or before it."""
        self._train, self._test, self._begun = train, test, begun
        self.liveness.face(train[0])
        self.death_causes.face(train[0])
        self.follow(stepper)
        self.liveness.forget(step - 1)

    # When

    @property
    def examples_at_once(self) -> int:
        """How many examples a network goes through in a time that is short."""
        return max(1, int(SHORT * self._costs.piece / self._costs.forward(1, self._stepper.network.n_layers)))

    @property
    def pauses(self) -> bool:
        """Whether nothing is measured."""
        return self.next_check >= NEVER

    def pause(self) -> None:
        """Measure nothing until `resume`."""
        self.next_check = self.next_results = NEVER
        self._round = None
        if self.death_steps is not None:
            self.death_steps.discard()

    def resume(self, step: int) -> None:
        """Measure everything at this step."""
        self.next_check = self.next_results = self._next_survey = step

    def forget(self, step: int) -> None:
        """Drop what was seen after `step`: the run goes on from there."""
        self.liveness.forget(step)
        self._kept = None
        self.pause()  # which discards what is under way
        self.resume(step)

    def is_due(self, step: int) -> bool:
        """Whether something is to be measured at this step."""
        return step >= min(self.next_check, self.next_results)

    def block_end(self, step: int) -> int:
        """Return the step before which the block must end that goes on at `step`."""
        end = (step // self.block_steps + 1) * self.block_steps
        return min([end, *(at for at in (self.next_check, self.next_results) if at > step)])

    def _with_a_block(self, now: int, step: int) -> int:
        """Return the step, or the first of a block soon after it: a block that is cut costs nearly as much as two."""
        return step + -step % self.block_steps if self.block_steps <= step - now and step < NEVER // 2 else step

    def _plan(self, now: int, next_check: int) -> None:
        """Set the step of the next check of the units; where every step is examined `next_check` does not count."""
        if self.death_steps is not None:  # it misses no death; a check finds who has revived unseen
            next_check = max(self.liveness.next_thorough, now + BLOCK_STEPS) if self.liveness.dead.any() else NEVER - 1
        elif not self.mortal:
            next_check = max(next_check, now + RARELY)
        self.next_check = self._with_a_block(now, next_check)

    # Measuring

    def begin(self, step: int, state: Checkpoint) -> int:
        """Get ready for steps from `step` on, where the run stands as in `state`; return their place in the block."""
        if self.is_due(step):
            self.examine()
        self._kept = state
        if self.death_steps is None or self.pauses:
            return 0
        if not self.death_steps.n:
            self._block_start = state
        return self.death_steps.n

    def hooks(self, step: int, at: int, n: int) -> Sequence[Hook]:
        """Return one hook for each of n steps, the block's from `at` on, to be called when its gradient is there."""
        hooks = self._stepper.log.hooks(at, n)
        if self.pauses or not self.mortal:
            return hooks
        return self.death_steps.hooks(at, hooks) if self.death_steps is not None else self.liveness.hooks(step, hooks)

    def check(self, step: int, hook: Hook) -> None:
        """Call the hook of a step whose gradient is there, and measure what is due."""
        hook()
        # before anything is recorded: the run goes back, and the record must not hold what it has never been
        if not np.isfinite(self._stepper.passes.z[-1]).all():
            return  # the parameters that led here are of no use
        start = thread_time()
        if step >= self.next_check:
            self._plan(step, self.liveness.check(step))
            self._record_units(step)
        if step >= self.next_results:
            (self._go_round if self.takes_long else self._record_results)(step)
        self.observing_s += thread_time() - start

    def record_update(self, step: int) -> None:
        """Record the update ratios of the step just taken from `step` on, if something was measured there."""
        columns, begun = self._record.history.census_columns, self._round
        begun = begun if begun is not None and begun.step == step else None
        if not self.pauses and (begun is not None or columns.has_latest(step)):
            ratios = update_ratios(self._stepper.network, self._stepper.optimizer.last_update_in_parts())
            columns.set_updates(step, ratios)
            if begun is not None:
                begun.updates = ratios

    def _record_results(self, step: int) -> None:
        """Record loss and accuracy over all examples and, more rarely, how often each unit is active on them."""
        n_examples = self._train[0].shape[1] + self._test[0].shape[1]
        price = self._costs.results + COLD * n_examples / (2.0 * self._stepper.batches.batch)  # in training steps
        of_task = step - self._begun
        if step >= self._next_survey:
            whole = finished(survey(self._stepper.network, self._train, self._test))
            found, means, dead = whole.results, _means(whole), [units.dead for units in whole.units]
            self._record.activity.append(step, [units.active_fraction for units in whole.units])
            self._next_survey = step + _until_next(of_task, EARLY_SURVEYS, SURVEY_RESULTS * price / RESULTS_SHARE)
        else:
            found, means, dead = short_survey(self._stepper.network, self._train, self._test)
        if isfinite(found.loss):
            if self.mortal or self.liveness.dead.any():
                self.liveness.learn(step, dead)
                self._record_units(step)
            of_batch = signals(self._stepper.passes)
            _append_results(self._record.history, step, found, self._stepper.network, means, of_batch)
        self.next_results = self._with_a_block(step, step + _until_next(of_task, EARLY_RESULTS, price / RESULTS_SHARE))

    def begin_record(self, gradient: GradientReading) -> None:
        """Record the units and results of step 0, and the signals, which the gradient over all examples has."""
        whole = self._survey_units(0)
        self._record.activity.append(0, [units.active_fraction for units in whole.units])
        network = self._stepper.network
        both = np.stack([gradient.signals, gradient.backward(network.sizes[1:])])
        _append_results(self._record.history, 0, whole.results, network, _means(whole), both)
        self.next_results = self._next_survey = 1

    def survey_at_end(self, step: int) -> Survey:
        """Measure and record every unit with the parameters of `step`, which no step will follow as they are."""
        self.examine()
        return self._survey_units(step)

    def complete_record(self, step: int) -> None:
        """Record which units are dead now, with the parameters of `step`."""
        self.survey_at_end(step)

    def _survey_units(self, step: int) -> Survey:
        whole = finished(survey(self._stepper.network, self._train, self._test))
        self.liveness.learn(step, [units.dead for units in whole.units])
        self._record_units(step)
        return whole

    def _go_round(self, step: int) -> None:
        """Go through some more of all examples with the parameters of an earlier step, or begin with those of this one.

        Meanwhile no unit is checked: what happens to units is recorded in order.
        """
        network, found = self._stepper.network, self._round
        price = self._costs.forward(network.chunk_size(self._train[0].shape[1]), network.n_layers)
        if found is None:
            model = self._model_of(network)
            copyto(model.parameters, network.parameters)
            work = Work(_later(survey(model, self._train, self._test)))
            updates = np.full(network.n_layers, np.nan)
            seen_alive = self.liveness.seen_alive.copy()
            found = self._round = _Round(step, work, seen_alive, signals(self._stepper.passes), updates)
            # not NEVER, which means that everything pauses
            self.next_check, price = NEVER - 1, price + self._costs.copy
        else:
            found.work.go_on()
        if found.work.is_done and self._model is not None:
            self._conclude(found, self._model[1])
            self._round, self.next_check = None, step + 1
        self.next_results = self._with_a_block(step, step + max(1, round(price / ROUND_SHARE)))

    def _model_of(self, network: Network) -> Network:
        if self._model is None or self._model[0] is not network:
            self._model = network, network.twin()
        return self._model[1]

    def _conclude(self, found: _Round, model: Network) -> None:
        """Record what was found with the parameters of an earlier step, which `model` has."""
        whole = found.work.result
        self.liveness.learn(found.step, [units.dead for units in whole.units])
        units = self.liveness.dead, found.seen_alive, self.liveness.seen_dead
        deaths = self._record.history.add_units(found.step, *units)
        self._record.activity.append(found.step, [units.active_fraction for units in whole.units])
        if isfinite(whole.results.loss):
            history = self._record.history
            _append_results(history, found.step, whole.results, model, _means(whole), found.signals)
            history.census_columns.set_updates(found.step, found.updates)
        self.death_causes.update(found.step, deaths, True, self._stepper.rate_at, after=model.parameters)

    def add(self, first: int, n: int, recorded: int) -> None:
        """Add the first n of the steps just recorded, which began with the parameters of step `first`."""
        if self.death_steps is None or self.pauses:
            return
        self.death_steps.add(first, n, recorded)
        if n < recorded or (first + n) % self.death_steps.capacity == 0:
            self.examine()

    def examine(self) -> None:
        """Record who died and who revived in the steps of the block so far, and begin another."""
        block = self.death_steps
        if block is None or not block.n:
            return
        start = thread_time()
        rate_at = self._stepper.rate_at
        # in the order of the steps, for a unit may die and revive in one block
        for change in block.examine(self._repeat_block):
            self.liveness.apply(change.step, change.died, change.seen, change.revived)
            deaths = self._record.history.add_units(change.step, *self.liveness.states)
            before = None if change.before is None else (change.step - 1, change.before)
            exact = [death for death in deaths if before is not None and death[1].exact]
            if deaths:
                before = before if exact else None
                self.death_causes.update(change.step, exact or deaths, True, rate_at, before, change.after)
        step, parameters = block.conclude()
        self.death_causes.update(step, (), self.liveness.decided, rate_at, after=parameters)
        if self.next_check > step + 1:
            self._plan(step + 1, step + 1)
        self.observing_s += thread_time() - start

    def _repeat_block(self) -> None:
        """Take the block's steps once more, with the same bits, and copy the parameters of each."""
        if self.death_steps is not None and self._block_start is not None:
            self._stepper.set_back(self._block_start)
            self._stepper.advance(self.death_steps.copy_hooks[: self.death_steps.n])

    def _record_units(self, step: int) -> None:
        deaths = self._record.history.add_units(step, *self.liveness.states)
        lent = self._kept.parameters if self._kept is not None and self._kept.step == step else None
        self.death_causes.update(step, deaths, self.liveness.decided, self._stepper.rate_at, lent=lent)


def _append_results(
    history: History, step: int, found: Results, network: Network, means: Floats, signals: Floats
) -> None:
    """Record what was found with the parameters of `step`, which `network` has."""
    values = tuple(float("nan") if value is None else value for value in found)
    row = replace(LayerRow.unknown(network.n_layers, signals), means=means, alphas=alpha_spans(network.alphas))
    history.add_results(step, values, row)


def _means(whole: Survey) -> Floats:
    return layer_means(units.mean_activation for units in whole.units)


def _until_next(step: int, early: float, affordable: float) -> int:
    """Return the number of steps to the next record: early in a task it comes sooner, which costs little in all."""
    return max(1, min(round(affordable), round(step / early)))


def _later(pieces: Pieces[Survey]) -> Pieces[Survey]:
    """Do nothing in the first piece."""
    yield
    return (yield from pieces)
