"""DeathSteps: which units died, and at which step exactly.

A block ends with its last step or before a census. There it is checked which units are dead, as `liveness` does: by the
step's bias gradient, the units' witnesses, and at last all examples. For units that are dead there, all examples are
evaluated with the parameters of the block's steps, from the end back, to the step before their death: there some
example still gives them a slope. A small network's parameters are copied at every step; a larger one takes the block's
steps a second time, which gives the same bits. Where there is no time for the whole block, a death is found by halving;
only when deaths come so thick that this, too, has used up its share of the time is a death told between two steps that
lie apart. `UnitEvent.seen` says which.

A dead unit revives at the first step whose batch gives it a gradient again, at a census, or at a thorough check by
`liveness`. A unit that is dead for some steps within a block and lives at its end has no event: events lead from the
units' states at one check to those at the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial

import numpy as np
from numpy import copyto, not_equal

from actviz.arrays import Bools, Floats, Ints
from actviz.frozen import dataclass
from actviz.nn.batched_forward import stacked_units
from actviz.nn.gradient_log import GradientLog
from actviz.nn.network import Network
from actviz.nn.propagation import Hook
from actviz.training.units.cost_model import CostModel
from actviz.training.units.liveness import Liveness, both

ROW_BYTES, LEAST_ROWS = 16 << 20, 8  # of copied parameters
ROWS_AT_ONCE = 8  # that are evaluated together
COPY_SHARE = 0.03  # of the training, that copies may take
COPIED_AFTER = 8  # blocks whose steps are copied after one was taken a second time: deaths come together
MOST_UNITS = 512
MOST_PARAMETERS = 1 << 17  # beyond, steps cannot be repeated, because checkpoints are too far apart


@dataclass(frozen=True, eq=False)
class Change:
    """What happened to units between the step before and this one."""

    step: int
    died: Ints
    seen: Ints  # when those that died were proved alive last
    revived: Ints
    before: Floats | None  # all parameters at the step before, where they are known, and at this one
    after: Floats


def block_size(network: Network, most: int) -> int:
    """Return how many steps are examined together, of `most` at most."""
    return min(most, max(LEAST_ROWS, ROW_BYTES // network.parameters.nbytes))


def affordable(network: Network) -> bool:
    """Whether every step can be examined for a few percent of the training; else units are checked now and then."""
    return sum(network.sizes[1:-1]) <= MOST_UNITS and network.parameters.size <= MOST_PARAMETERS


class DeathSteps:
    """Finds who died and who revived in each block of steps, and when; `liveness` holds what is known of the units.

    `capacity` is how many steps a block can have at most; the log's hooks are those of the block's steps. A row is a
    step of the block.
    """

    def __init__(self, network: Network, liveness: Liveness, costs: CostModel, capacity: int, log: GradientLog) -> None:
        parameters = network.parameters
        self.capacity = capacity
        self._liveness, self._costs = liveness, costs
        self._gradients, copies = log.gradients, log.parameters
        self._rows: Floats = np.zeros((capacity, parameters.size), parameters.dtype) if copies is None else copies
        self._stack = stacked_units(network, self._rows)
        self._before = np.zeros_like(parameters)  # at the step before the block
        self._has_before = False  # whether that step is known
        self.n, self._first = 0, 0  # how many steps the block has as yet, and the step that its first starts from
        self._copied = False  # whether the parameters of all of them are at hand
        self._keeps_rows = False  # whether they are copied as the steps are taken, so that none is taken twice
        self._to_copy = 0  # blocks that will be, though copies take more than their share
        self._end_is_known = True  # whether those of the last are
        self._last_seen: Ints = np.zeros(0, np.int64)  # alive, each unit, in the block examined last
        self._signs = network.layout.signs_of_life
        self._gradient_tells = not network.architecture.differs_in_training  # see `Liveness.hook_into`
        self._shown: Bools = np.zeros((capacity, len(self._signs)), bool)  # alive, by the gradient of each step
        self.copies = log.parameters is not None or costs.copy <= COPY_SHARE  # the parameters, at every step
        self.copy_hooks = [partial(copyto, row, parameters) for row in self._rows]  # one for each step of a block

    @cached_property
    def _hooks(self) -> list[Hook]:
        """One for each step of a block, which stores which units the step's gradient shows alive."""
        return [self._liveness.hook_into(row) for row in self._shown]

    @cached_property
    def _copying_hooks(self) -> list[Hook]:
        """The same, and each copies the parameters."""
        return [self._liveness.hook_into(*pair) for pair in zip(self._shown, self.copy_hooks, strict=True)]

    def hooks(self, start: int, hooks: Sequence[Hook]) -> Sequence[Hook]:
        """Return one hook per step of the block from `start` on; each also stores which units its gradient shows alive.

        Each is to be called when its step's gradient is there and no parameter has moved. Where the log keeps all,
        there is nothing to add.
        """
        if self._gradients is not None or not hooks:
            return hooks
        stop = start + len(hooks)
        if not start:
            self._keeps_rows = self.copies or self._to_copy > 0
        own = self._copying_hooks if self._keeps_rows else self._hooks
        last = self._copying_hooks[stop - 1]
        return [partial(both, *pair) for pair in zip(hooks, [*own[start : stop - 1], last], strict=True)]

    def discard(self) -> None:
        """Discard the block: the next step does not continue it."""
        self.n, self._has_before = 0, False

    def add(self, first: int, n: int, recorded: int) -> None:
        """Add the first n of the steps just recorded, which began with the parameters of step `first`."""
        if not self.n:
            self._first = first
        start, self.n = self.n, self.n + n
        if self._gradients is not None and self._gradient_tells:
            not_equal(self._gradients[start : self.n, self._signs], 0.0, out=self._shown[start : self.n])
        self._copied = self.copies
        self._end_is_known = self._copied or n == recorded

    @np.errstate(all="ignore")
    def examine(self, again: Callable[[], object]) -> list[Change]:
        """Return what happened, in order, in the block: the steps added since the last one was concluded.

        `again` takes the block's steps once more, from the first, with `copy_hooks`.
        """
        liveness, last = self._liveness, self._first + self.n - 1
        shown = self._shown[: self.n]
        if not self._end_is_known:
            again()
            self._copied = True
        # a unit that any step's gradient has shown alive was alive there, whatever it is at the end
        lives = shown.any(axis=0)
        alive = ~liveness.dead | lives
        unproved = np.flatnonzero(alive & ~shown[-1])
        # cheap evidence first, all examples last: most units never need them
        died, _ = liveness.ask_witnesses(self._stack, self.n - 1, unproved)
        liveness.decided = not died.size or liveness.may_search(last)
        died = liveness.search(self._stack, self.n - 1, died) if liveness.decided else died[:0]
        # only the last row counts as known: the steps are taken again, which gives every row's parameters
        if died.size and not self._copied and liveness.may_search(last):
            if not self._keeps_rows:  # else that saves the time, but not the price: what is found must not depend on it
                again()
            self._to_copy = COPIED_AFTER + 1
            liveness.spend(self.n)
            self._copied = True
        died_at, seen_at = self._last_deaths(died, shown)
        revived = np.flatnonzero(liveness.dead & lives)
        revived_at = shown[:, revived].argmax(axis=0)
        self._last_seen = np.where(alive, last, -1)
        self._last_seen[died if liveness.decided else unproved] = -1  # some of these may have waited for a search
        return [
            self._change(row, died[died_at == row], seen_at[died_at == row], revived[revived_at == row])
            for row in sorted({*died_at.tolist(), *revived_at.tolist()})
        ]

    def conclude(self) -> tuple[int, Floats]:
        """End the block, once the changes are applied to `liveness`; return its last step and parameters."""
        self._liveness.prove(self._last_seen)
        copyto(self._before, self._rows[self.n - 1])
        step, self.n, self._has_before = self._first + self.n - 1, 0, True
        self._to_copy = max(0, self._to_copy - 1)
        return step, self._before

    def _change(self, row: int, died: Ints, seen_at: Ints, revived: Ints) -> Change:
        seen = np.maximum(np.where(seen_at >= 0, self._first + seen_at, -1), self._liveness.seen_alive[died])
        before, is_known = (self._rows[row - 1], self._copied) if row else (self._before, self._has_before)
        return Change(self._first + row, died, seen, revived, before if is_known else None, self._rows[row])

    def _last_deaths(self, units: Ints, shown: Bools) -> tuple[Ints, Ints]:
        """Return, for units dead at the last row, the rows of their deaths and the last rows known to show them alive.

        Row -1 is the step before the block, at which they count as alive. Where the steps were not copied, or there is
        no time left to search, the two lie further apart than one.
        """
        last, liveness = self.n - 1, self._liveness
        dead = np.full(len(units), last)
        alive = np.where(shown.any(axis=0), last - shown[::-1].argmax(axis=0), -1)[units]
        if not (self._copied and units.size):
            return dead, alive
        price = self.n * self._costs.forward(liveness.n_examples, self._stack.depth(units))
        if liveness.may_search(self._first + last, price):
            self._scan(units, dead, alive)
            return dead, alive
        for i in range(len(units)):
            # halving finds a death, though not for certain the unit's last in this block
            while dead[i] - alive[i] > 1 and liveness.may_search(self._first + last):
                # where the time is short, log₂ of the rows are looked at instead of all
                middle = (dead[i] + alive[i]) // 2
                left, _ = liveness.ask_witnesses(self._stack, middle, units[i : i + 1])
                (dead if liveness.search(self._stack, middle, left).size else alive)[i] = middle
        return dead, alive

    def _scan(self, units: Ints, dead: Ints, alive: Ints) -> None:
        """Evaluate all examples at every row, from the end back, until each unit's last row alive is found."""
        stop = self.n - 1
        while (left := np.flatnonzero(alive < dead - 1)).size:
            start = max(0, stop - ROWS_AT_ONCE)
            # whoever is left is dead at every row from `stop` on
            found = self._alive(start, stop, units[left])
            latest = np.where(found.any(axis=0), stop - 1 - found[::-1].argmax(axis=0), -1)
            alive[left] = np.maximum(alive[left], latest)
            dead[left] = np.maximum(alive[left] + 1, start)
            stop = start

    def _alive(self, start: int, stop: int, units: Ints) -> Bools:
        """Return which of the units some example shows alive, (rows, units), at the rows from `start` to `stop`."""
        low = min(start, self.capacity - ROWS_AT_ONCE)  # always as many rows, whose arrays are at hand
        rows = slice(low, low + ROWS_AT_ONCE)
        alive = np.zeros((ROWS_AT_ONCE, len(units)), bool)
        for examples in self._liveness.chunks():
            self._liveness.spend(self._costs.forward(len(examples), self._stack.depth(units), ROWS_AT_ONCE))
            alive |= (self._liveness.evidence(self._stack, rows, examples, units) > 0).any(axis=2)
        return alive[start - low : stop - low]
