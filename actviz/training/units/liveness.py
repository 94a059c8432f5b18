"""UnitLiveness: which hidden units are dead, exactly, and asked as often as it can be afforded.

A unit lives as long as one training example has a slope there that is not zero. A living unit needs only one such
example, and mostly one is at hand: its bias gradient of the latest batch is not zero, or the example that showed it
alive before (its *witness*) still does. Only units that neither shows alive are searched for in the whole training
set, in chunks, and no deeper than the deepest of them. So a death is found by the first look after it, unless so
many searches were needed lately that this one has to wait; `seen_alive` tells how long.

To prove again that a dead unit is dead takes all examples, which costs as much as several training steps. That is
done in every so many looks, the *thorough* ones; in between, a dead unit counts as dead until a batch shows it alive.
Only a dead unit of layer 1 needs no proof as long as its own weights have not moved, because its inputs never change.
(Bounds on how far deeper layers can have moved since the last proof, from the norms of their weights' changes,
were tried: already after one ordinary step they exceed the margin of nearly every dead unit.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from numpy import not_equal
from numpy.typing import NDArray

from actviz.nn.network import Network
from actviz.nn.propagation import Note
from actviz.training.snapshot import Bools
from actviz.training.units.cost_model import CostModel
from actviz.training.units.evidence_of_life import EvidenceOfLife

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
FEW, MANY, CHUNK = 8, 32, 256  # examples looked at together: witnesses, then all
GLANCE_SHARE, SEARCH_SHARE, THOROUGH_SHARE = 0.005, 0.01, 0.005  # of the training; thorough searches are searches
NOTE_EVERY = 8  # steps; at each it would cost up to 4 % of the training, and looks lie much further apart
ROWS = 64  # notes of whom the gradient shows alive, between two looks: a block's at least


class UnitLiveness:
    """Follows every hidden unit of a network over the examples x, (n_0, N), features first.

    Units are counted through all hidden layers; arrays are (units,). After a look, `dead` says which units are dead
    with the parameters as they stand, `seen_alive` and `seen_dead` when each was last proved to be so (-1: never),
    `changed` whether `dead` may be another than after the look before, and `decided` whether no unit had to wait.
    """

    def __init__(self, network: Network, x: Array, batch: int) -> None:
        widths = network.sizes[1:-1]
        self._x = x
        self._ends = np.cumsum([0, *widths])
        n = int(self._ends[-1])
        self.dead: Bools = np.zeros(n, bool)
        self.changed, self._any_dead = True, False
        self.searches = True  # whether looks may go through all examples
        self.decided = False  # whether the last look told of every unit: none had to wait
        self._seen_alive: Ints = np.full(n, -1, np.int64)
        self._all_alive = -1
        self.seen_dead: Ints = np.full(n, -1, np.int64)
        self.witness: Ints = np.full(n, -1, np.int64)  # an example that showed each unit alive
        self._steps: list[int] = []
        self.follow(network, batch)

    def follow(self, network: Network, batch: int) -> None:
        """Go on with another network of the same sizes, or another batch size."""
        self._network = network
        self._signs_of = EvidenceOfLife(network, self._x)
        self._costs = CostModel(network.sizes, batch)
        self.forget(int(max(self._all_alive, self._seen_alive.max(initial=-1))))
        none = np.zeros(0, np.int64)
        self._dead_first = none, network.matrices[0][:, none]  # layer 1's dead units, and their weights and biases
        self._rows = np.zeros((ROWS, len(self.dead)), bool)
        self._notes = [self.note_into(row) for row in self._rows]

    def note_into(self, row: Bools, before: Note | None = None) -> Note:
        """Return a call that writes which units the gradient shows alive into a row, (units,), after doing `before`."""
        runs = [
            (b, np.zeros_like(b), row[self._ends[i] : self._ends[i + len(b)]].reshape(b.shape))
            for i, b in _bias_gradients(self._network)
        ]

        def note() -> None:
            if before is not None:
                before()
            for gradient, zeros, alive in runs:
                not_equal(gradient, zeros, out=alive)

        return note

    def notes(self, step: int, calls: Sequence[Note]) -> list[Note]:
        """Return the calls of the steps from `step` on, of which every few keep, too, whom the gradient shows alive.

        Each is to be made while the gradient, taken with the parameters of its step, is there; and none left out.
        """
        at = range(-step % NOTE_EVERY, len(calls), NOTE_EVERY)
        rows, found = self._next_rows([step + i for i in at]), list(calls)
        for i, keep in zip(at, self._notes[rows], strict=True):
            found[i] = partial(both, calls[i], keep)
        return found

    def note(self, step: int) -> None:
        """Keep what the latest batch's gradient, taken with the parameters of `step`, shows alive."""
        for note in self._notes[self._next_rows([step])]:
            note()

    def _next_rows(self, steps: list[int]) -> slice:
        """Return which rows are to be filled at these steps."""
        if len(self._steps) + len(steps) > ROWS:
            self._fold()
        start = len(self._steps)
        self._steps += steps
        return slice(start, start + len(steps))

    def noted(self, step: int) -> bool:
        """Whether the latest note is of this step."""
        return bool(self._steps) and self._steps[-1] == step

    @property
    def next_thorough(self) -> int:
        """The step from which on it is time to prove again that dead units are dead."""
        return self._next_thorough

    def forget(self, step: int) -> None:
        """Drop what was noted since the last look, and what was seen after `step`: the run goes on from there."""
        self._steps.clear()
        np.minimum(self._seen_alive, step, out=self._seen_alive)
        np.minimum(self.seen_dead, step, out=self.seen_dead)
        self._all_alive = min(self._all_alive, step)
        self._any_dead, self._next_thorough = True, step  # nobody knows
        self._credit, self._credited = self._costs.search_credit, step

    def look(self, step: int) -> int:
        """Find out which units are dead with the present parameters; return the step at which to look again.

        A unit that no witness shows alive keeps its state while the searches have used up their share of the time.
        """
        noted = self.noted(step)
        if noted and not self._any_dead and np.count_nonzero(self._rows[len(self._steps) - 1]) == len(self.dead):
            self._steps.clear()  # all were alive at the last look, and are now
            self._all_alive, self.changed, self.decided = step, False, True
            return step + max(1, round(self._costs.glance / GLANCE_SHARE))
        shown = self._fold() if self._steps else None
        alive = shown if noted and shown is not None else np.zeros(len(self.dead), bool)
        may_search = self.may_search(step)
        thorough = may_search and step >= self._next_thorough
        unknown = np.flatnonzero(~(alive | self._still_dead()) if thorough else ~(alive | self.dead))
        unknown, price = self._search(self._witnesses(unknown), unknown, alive)
        if may_search:
            unknown, spent = self._search(self._chunks(), unknown, alive)
            self.spend(spent)
            if thorough:
                self._next_thorough = step + round(spent / THOROUGH_SHARE)
        dead = ~alive
        if not may_search:
            dead[unknown] = False
        self.decided = may_search or not unknown.size
        self._conclude(step, dead, alive, thorough)
        return step + max(1, round((price + self._costs.look) / GLANCE_SHARE))

    def may_search(self, step: int) -> bool:
        """Whether searches have not used up their share of the time."""
        self._credit = min(self._costs.search_credit, self._credit + SEARCH_SHARE * (step - self._credited))
        self._credited = step
        return self.searches and bool(self._credit > 0)

    def spend(self, price: float) -> None:
        """Note the price of a search, in training steps."""
        self._credit -= price

    def _search(self, parts: Iterable[tuple[int, Ints]], unknown: Ints, alive: Bools) -> tuple[Ints, float]:
        """Mark in `alive` which of the unknown units these examples show alive; return the others, and the price."""
        price = 0.0
        for columns, examples in parts:
            if not unknown.size:
                break
            price += self._costs.forward(columns, self._signs_of.depth(unknown))
            signs = self._signs_of.of(unknown, examples, columns)
            best = signs.argmax(axis=1)
            living = signs[np.arange(len(unknown)), best] > 0
            self.witness[unknown[living]] = examples[best[living]]
            alive[unknown[living]] = True
            unknown = unknown[~living]
        return unknown, price

    def _witnesses(self, unknown: Ints) -> Iterator[tuple[int, Ints]]:
        """Yield the unknown units' witnesses, and how many columns to compute for them."""
        witnesses = set(self.witness[unknown[~self.dead[unknown]]].tolist()) - {-1}
        if 0 < len(witnesses) < self._x.shape[1]:
            yield FEW if len(witnesses) <= FEW else MANY, np.array(sorted(witnesses)[:MANY])

    def _chunks(self) -> Iterator[tuple[int, Ints]]:
        """Yield all examples chunk by chunk, and how many columns to compute for each."""
        n = self._x.shape[1]
        chunk = min(n, CHUNK)
        for start in range(0, n, chunk):
            yield chunk, np.arange(start, min(n, start + chunk))

    def learn(self, step: int, dead: Sequence[Bools]) -> None:
        """Take over which units are dead, (n,) for each hidden layer, from a full survey."""
        if self._steps:
            self._fold()
        found = np.concatenate([*dead, np.zeros(0, bool)])
        self.decided = True
        self._conclude(step, found, ~found, thorough=True)

    def learn_of(self, step: int, dead: Bools) -> None:
        """Take over which units were dead, (units,), with the parameters of an earlier step."""
        self._conclude(step, dead, ~dead, thorough=True)
        self.decided, self._dead_first = True, (self._dead_first[0][:0], self._dead_first[1][:, :0])

    @property
    def seen_alive(self) -> Ints:
        """The last step at which each unit was seen alive; -1 for never."""
        return np.maximum(self._seen_alive, self._all_alive)

    def _conclude(self, step: int, dead: Bools, alive: Bools, thorough: bool) -> None:
        self.seen_dead[dead if thorough else dead & ~self.dead] = step
        self._seen_alive[alive] = np.maximum(self._seen_alive[alive], step)
        self.dead, self.changed = dead, True
        self._any_dead = bool(dead.any())
        if thorough:
            first = np.flatnonzero(dead[: self._ends[1]])
            self._dead_first = first, self._network.matrices[0][:, first]

    def take_change(self, step: int, died: Ints, seen: Ints, revived: Ints) -> None:
        """Take over who died at this step, each seen alive last at its step of `seen`, and who revived."""
        self.dead = self.dead.copy()
        self.dead[died], self.dead[revived] = True, False
        self._seen_alive[died], self.seen_dead[died] = seen, step
        self._any_dead, self.changed = bool(self.dead.any()), True

    def take_proofs(self, alive: Ints) -> None:
        """Take over the last step at which each unit was proved alive; -1 where it was not."""
        np.maximum(self._seen_alive, alive, out=self._seen_alive)
        self.changed = False

    def _fold(self) -> Bools:
        """Take over what was noted; return what the latest note shows alive."""
        steps = np.array(self._steps)
        latest: Bools = self._rows[len(steps) - 1].copy()
        self._seen_alive[latest] = steps[-1]
        others = np.flatnonzero(~latest)
        if len(steps) > 1 and others.size:  # when were those shown last that the latest note does not show?
            newest_first = self._rows[len(steps) - 2 :: -1][:, others]
            at = newest_first.argmax(axis=0)
            shown = newest_first[at, np.arange(len(others))]
            self._seen_alive[others[shown]] = steps[len(steps) - 2 - at[shown]]
        self._steps.clear()
        return latest

    def _still_dead(self) -> Bools:
        """Return the dead units of layer 1 that have not moved since they were found dead."""
        certain = np.zeros(len(self.dead), bool)
        units, before = self._dead_first
        if len(units):
            certain[units] = (self._network.matrices[0][:, units] == before).all(axis=0)
        return certain


def both(first: Note, second: Note) -> None:
    """Make one call after the other."""
    first()
    second()


def _bias_gradients(network: Network) -> Iterator[tuple[int, Array]]:
    """Yield, for each run of equally wide hidden layers, its first (0-based) and its bias gradients (layers, width).

    Between two of them stands the latter layer's matrix, always of the same size: so one view holds them all.
    """
    first = 0
    for width, run in groupby(network.sizes[1:-1]):
        shape, bias = (len(list(run)), width), network.bias_gradients[first]
        strides = ((width + 1) * width * bias.itemsize, bias.itemsize)
        yield first, np.lib.stride_tricks.as_strided(bias, shape, strides, writeable=False)
        first += shape[0]
