"""Liveness: which hidden units are dead, exactly, and checked as often as it can be afforded.

A unit lives as long as one training example gives it a slope φ′(z) ≠ 0. For most living units such an example is at
hand: the unit's bias gradient on the latest batch is not zero, or the example that showed it alive before (its
*witness*) still does. Only units that neither shows alive are searched for in the whole training set, in chunks, and
no deeper than the deepest of them. So the first check after a death finds it, unless so many searches were needed
lately that this unit has to wait; `seen_alive` says how long.

To prove again that a dead unit is dead takes all examples, which costs as much as several training steps. That is
done in every so many checks, the *thorough* ones; in between, a dead unit counts as dead until a batch shows it alive.
(Bounds on how far units can have moved since the last proof, from the norms of their weights' changes, were tried:
already after one ordinary step they exceed the margin of nearly every dead unit.)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy import copyto, not_equal

from actviz.arrays import Bools, Floats, Ints
from actviz.nn.batched_forward import Units, stacked_units
from actviz.nn.network import Network
from actviz.nn.propagation import Hook
from actviz.nn.quantiles import distinct
from actviz.training.units.cost_model import CostModel

FEW, MANY, CHUNK = 8, 32, 256  # examples evaluated together: witnesses, then all
CHECK_SHARE, SEARCH_SHARE, THOROUGH_SHARE = 0.005, 0.01, 0.005  # of the training; thorough searches are searches
RECORD_EVERY = 8  # steps; at each it would cost up to 4 % of the training, and checks lie much further apart


class Liveness:
    """The life of every hidden unit of a network over the examples x, (n_0, N), features first.

    Units are counted through all hidden layers; arrays are (units,). After a check, `dead` says which units are dead
    with the parameters as they stand, `seen_alive` and `seen_dead` when each was last proved to be so (-1: never),
    and `decided` whether no unit had to wait for a search.
    """

    def __init__(self, network: Network, x: Floats, batch: int) -> None:
        self._x, self.n_examples = x, x.shape[1]
        n = sum(network.sizes[1:-1])
        self.dead: Bools = np.zeros(n, bool)
        self.searches = True  # whether all examples may be searched
        self.decided = False
        self.seen_alive: Ints = np.full(n, -1, np.int64)
        self.seen_dead: Ints = np.full(n, -1, np.int64)
        self.witness: Ints = np.full(n, -1, np.int64)  # an example that showed each unit alive
        self._shown: Bools = np.zeros(n, bool)  # alive, by the latest gradient recorded
        self.follow(network, batch)

    def follow(self, network: Network, batch: int) -> None:
        """Go on with another network of the same sizes, or another batch size."""
        self._network = network
        # scratch of all hooks, which are called one at a time
        self._biases, self._zeros = np.zeros((2, len(network.layout.signs_of_life)), network.dtype)
        self._costs = CostModel(network.sizes, batch)
        self._now = stacked_units(network, network.parameters[None])
        self._show = self.hook_into(self._shown)
        self.forget(int(self.seen_alive.max(initial=-1)))

    def face(self, x: Floats) -> None:
        """Go on with other examples: none of them has shown a unit alive yet."""
        self._x, self.n_examples = x, x.shape[1]
        self.witness[:] = -1

    def forget(self, step: int) -> None:
        """Drop what was seen after `step`: the run goes on from there."""
        np.minimum(self.seen_alive, step, out=self.seen_alive)
        np.minimum(self.seen_dead, step, out=self.seen_dead)
        self.next_thorough = step  # from then on it is time to prove again that dead units are dead
        self._credit, self._credited = self._costs.search_credit, step

    @property
    def states(self) -> tuple[Bools, Ints, Ints]:
        """Which units are dead, and the last steps at which each was proved alive, and dead."""
        return self.dead, self.seen_alive, self.seen_dead

    # What the gradient of a step shows

    def hook_into(self, row: Bools, before: Hook | None = None) -> Hook:
        """Return a hook that calls `before`, then writes into `row`, (units,), whom the gradient shows alive.

        Where a training step computes other values than an evaluation, it shows nobody: what is dead is told by the
        evaluation.
        """
        if self._network.architecture.differs_in_training:
            return before or _do_nothing
        gradient, places = self._network.gradient, self._network.layout.signs_of_life
        biases, zeros = self._biases, self._zeros

        def hook() -> None:
            if before is not None:
                before()
            gradient.take(places, out=biases, mode="clip")  # which needs no buffer
            not_equal(biases, zeros, out=row)

        return hook

    def hooks(self, step: int, hooks: Sequence[Hook]) -> Sequence[Hook]:
        """Return one hook per step from `step` on; every 8th also records which units its gradient shows alive."""
        found = list(hooks)
        for i in range(-step % RECORD_EVERY, len(hooks), RECORD_EVERY):
            found[i] = partial(both, hooks[i], partial(self._record, step + i))
        return found

    def _record(self, step: int) -> None:
        self._show()
        copyto(self.seen_alive, step, where=self._shown)

    # Checks

    def check(self, step: int) -> int:
        """Find out which units are dead with the present parameters and gradient; return the step of the next check.

        A unit that no witness shows alive keeps its state while the searches have used up their share of the time.
        """
        self._record(step)
        # the common case by far: every unit has a gradient, and nothing else is to be asked
        if self._shown.all() and not self.dead.any():
            self.decided = True
            return step + max(1, round(self._costs.glance / CHECK_SHARE))
        may_search = self.may_search(step)
        thorough = may_search and step >= self.next_thorough
        dead = np.zeros(len(self.dead), bool) if thorough else self.dead & ~self._shown
        waiting, price = self.ask_witnesses(self._now, 0, np.flatnonzero(~(self._shown | dead)))
        if may_search:
            credit = self._credit
            dead[self.search(self._now, 0, waiting)] = True
            waiting = waiting[:0]
            if thorough:
                self.next_thorough = step + round((credit - self._credit) / THOROUGH_SHARE)
        # a search that cannot be paid now is put off; to guess would write a false death into the record
        alive = ~dead
        alive[waiting] = False  # they keep their state, but nothing is proved of them
        self.decided = not waiting.size
        self._conclude(step, dead, alive, thorough)
        return step + max(1, round((price + self._costs.check) / CHECK_SHARE))

    def may_search(self, step: int, price: float = 0.0) -> bool:
        """Whether there is time left for a search of this price, in training steps."""
        self._credit = min(self._costs.search_credit, self._credit + SEARCH_SHARE * (step - self._credited))
        self._credited = step
        return self.searches and bool(self._credit > price)

    def spend(self, price: float) -> None:
        """Take the price of a search, in training steps, off the credit."""
        self._credit -= price

    def chunks(self) -> list[Ints]:
        """Return all examples in parts that are evaluated together."""
        n = self.n_examples
        return [np.arange(start, min(n, start + CHUNK)) for start in range(0, n, CHUNK)]

    def evidence(self, stack: Units, rows: slice, examples: Ints, units: Ints) -> Floats:
        """Return the evidence of life that examples give, (states, units, examples): see `StackedUnits`."""
        x = self._x[:, examples]
        return stack.evidence(rows, np.concatenate([x, np.ones((1, x.shape[1]), x.dtype)]), units)

    def ask_witnesses(self, stack: Units, row: int, units: Ints) -> tuple[Ints, float]:
        """Return the units that no unit's witness shows alive in a row of states, and the price in training steps."""
        witnesses = distinct(self.witness[units[~self.dead[units]]])
        # one unit's witness often shows others alive, too
        witnesses = witnesses[witnesses >= 0][:MANY]
        if not witnesses.size:
            return units, 0.0
        columns = FEW if witnesses.size <= FEW else MANY  # two sizes only, whose arrays are at hand
        examples = np.concatenate([witnesses, witnesses[-1:].repeat(columns - witnesses.size)])
        return self._ask(stack, row, units, examples), self._costs.forward(columns, stack.depth(units))

    def search(self, stack: Units, row: int, units: Ints) -> Ints:
        """Return the units that no example at all shows alive in a row of states."""
        for examples in self.chunks():
            if not units.size:
                break
            self.spend(self._costs.forward(min(CHUNK, self.n_examples), stack.depth(units)))
            units = self._ask(stack, row, units, examples)
        return units

    def _ask(self, stack: Units, row: int, units: Ints, examples: Ints) -> Ints:
        """Return the units that none of the examples shows alive in a row of states."""
        evidence = self.evidence(stack, slice(row, row + 1), examples, units)[0]
        alive = (evidence > 0).any(axis=1)
        self.witness[units[alive]] = examples[evidence[alive].argmax(axis=1)]
        return np.asarray(units[~alive])

    # Results of others

    def learn(self, step: int, dead_units: Sequence[Bools]) -> None:
        """Apply which units of each hidden layer, (n,), were dead with the parameters of a step, from all examples."""
        dead = np.concatenate([*dead_units, np.zeros(0, bool)])
        self.decided = True
        self._conclude(step, dead, ~dead, thorough=True)

    def _conclude(self, step: int, dead: Bools, alive: Bools, thorough: bool) -> None:
        self.seen_dead[dead if thorough else dead & ~self.dead] = step
        self.seen_alive[alive] = np.maximum(self.seen_alive[alive], step)
        self.dead = dead

    def apply(self, step: int, died: Ints, seen: Ints, revived: Ints) -> None:
        """Apply who died at this step, each seen alive last at its step of `seen`, and who revived."""
        self.dead = self.dead.copy()
        self.dead[died], self.dead[revived] = True, False
        self.seen_alive[died], self.seen_dead[died] = seen, step

    def prove(self, alive: Ints) -> None:
        """Apply the last step at which each unit was proved alive; -1 where it was not."""
        np.maximum(self.seen_alive, alive, out=self.seen_alive)


def both(first: Hook, second: Hook) -> None:
    """Call one hook after the other."""
    first()
    second()


def _do_nothing() -> None:
    """Stand in for a hook where there is nothing to record."""
