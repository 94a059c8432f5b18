"""DeathSteps: which units died, and at which step exactly.

At the last step of every block the units are looked at: most have shown in the training itself that they live, for
their bias gradient was not zero; for the others the examples that showed them alive before, their *witnesses*, are
asked, and then all examples. Whoever is dead there is followed back through the parameters of the block's steps, by
its evidence of life, its witnesses and at last by halving, to a step at which it died: at the step before some example
gives it a slope, at that step none does; and then forward, whether it lived again before the block's end. A small
network's parameters are copied at every step; a larger one takes the block's steps a second time, which gives the
same bits. Only when deaths come so thick that this has used up its share of the time is a death told between two
steps that lie apart; `UnitEvent.seen` says which.

A dead unit revives at the first step whose batch gives it a gradient again, or that the watch's own looks find. A
unit that dies and revives within a block, without a sign, is not noticed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy import copyto, not_equal
from numpy.typing import NDArray

from actviz.nn.batched_forward import StackedUnits
from actviz.nn.gradient_log import GradientLog
from actviz.nn.network import Network
from actviz.nn.propagation import Note
from actviz.nn.quantiles import distinct
from actviz.training.snapshot import Bools
from actviz.training.units.cost_model import CostModel
from actviz.training.units.evidence_of_life import EvidenceOfLife
from actviz.training.units.liveness import CHUNK, FEW, MANY, UnitLiveness, both

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
ROW_BYTES, LEAST_ROWS = 16 << 20, 8  # of copied parameters
ROWS_AT_ONCE = 8  # of which all examples are asked together
COPY_SHARE = 0.03  # of the training, that copies may take
MOST_UNITS = 512
MOST_PARAMETERS = 1 << 17  # beyond, steps cannot be taken a second time, because states are kept too seldom


@dataclass(frozen=True, eq=False)
class Change:
    """What happened to units between the step before and this one."""

    step: int
    died: Ints
    seen: Ints  # when those that died were proved alive last
    revived: Ints
    before: Array | None  # all parameters at the step before, where they are known, and at this one
    after: Array


def block_size(network: Network, most: int) -> int:
    """Return how many steps are examined together, of `most` at most."""
    return min(most, max(LEAST_ROWS, ROW_BYTES // network.parameters.nbytes))


def affordable(network: Network) -> bool:
    """Whether blocks can be looked at for a few percent of the training; a larger network is left to the watch."""
    return sum(network.sizes[1:-1]) <= MOST_UNITS and network.parameters.size <= MOST_PARAMETERS


class DeathSteps:
    """Looks at the hidden units at each block's end, and back through it; the watch holds what is known of them.

    x is (n_0, N), features first; `capacity` is how many steps a block can have at most, and the log's notes are those
    of the block's steps.
    """

    def __init__(
        self, network: Network, x: Array, watch: UnitLiveness, costs: CostModel, capacity: int, log: GradientLog
    ) -> None:
        parameters = network.parameters
        self.capacity = capacity
        self._watch, self._costs = watch, costs
        self._stack = StackedUnits(network)
        self._x = np.concatenate([x, np.ones((1, x.shape[1]), x.dtype)])  # the ones that biases are multiplied with
        self._model = network.twin()  # to stand as the network stood at a step of the block
        self._model_signs = EvidenceOfLife(self._model, x)
        self._gradients = log.gradients
        kept = log.parameters
        self._rows: Array = np.zeros((capacity, parameters.size), parameters.dtype) if kept is None else kept
        self._before = np.zeros_like(parameters)  # at the step before the block
        self.n, self._first = 0, 0  # how many steps the block has as yet, and the step that its first starts from
        self._copied = False  # whether the parameters of all of them are at hand
        self._end_is_known = True  # whether those of the last are
        self._last_seen: Ints = np.zeros(0, np.int64)  # alive, each unit, in the block examined last
        self._has_before = False  # whether that step is known
        ends = np.cumsum([0, *network.sizes[1:-1]]).tolist()
        self._biases = [  # where each hidden layer's are in a gradient, and its units among all
            (bias, slice(*span)) for bias, span in zip(network.layout.biases[:-1], pairwise(ends), strict=True)
        ]
        self._signs = np.zeros((capacity, ends[-1]), bool)  # of life, from the gradient of each step
        self.copies = costs.copy <= COPY_SHARE  # the parameters, at every step
        self.keeps = [partial(copyto, row, parameters) for row in self._rows]  # a call for each step of a block
        self._sign = [watch.note_into(row) for row in self._signs]
        self._sign_and_keep = [watch.note_into(row, keep) for keep, row in zip(self.keeps, self._signs, strict=True)]

    def notes(self, start: int, calls: Sequence[Note]) -> Sequence[Note]:
        """Return calls for the steps of the block from `start` on, which make the given ones and keep the units' signs.

        Each is to be made when its step's gradient is there and no parameter has moved. Where the log keeps all, there
        is nothing to add.
        """
        if self._gradients is not None or not calls:
            return calls
        stop = start + len(calls)
        signs = self._sign_and_keep if self.copies else self._sign
        own = [*signs[start : stop - 1], self._sign_and_keep[stop - 1]]
        return [partial(both, *pair) for pair in zip(calls, own, strict=True)]

    def forget(self) -> None:
        """Take it that what comes next follows nothing that was noted."""
        self.n, self._has_before = 0, False

    def take(self, first: int, n: int, noted: int) -> None:
        """Take in the first n of the steps just noted, which began with the parameters of step `first`."""
        if not self.n:
            self._first = first
        start, self.n = self.n, self.n + n
        if self._gradients is not None:
            gradients, signs = self._gradients[start : self.n], self._signs[start : self.n]
            for place, units in self._biases:
                not_equal(gradients[:, place], 0.0, out=signs[:, units])
        self._copied = self.copies or self._gradients is not None
        self._end_is_known = self._copied or n == noted

    @np.errstate(all="ignore")
    def examine(self, again: Callable[[], object]) -> list[Change]:
        """Return what happened, in order, in the block: the steps noted since the last one was concluded.

        `again` takes the block's steps once more, from the first, and calls `keeps` where it would call the notes.
        """
        watch, first, n, signs = self._watch, self._first, self.n, self._signs[: self.n]
        if not self._end_is_known:
            again()
            self._copied = True
        lives = signs.any(axis=0)
        revived = _first_signs(signs, np.flatnonzero(watch.dead & lives))
        alive = ~watch.dead | lives
        units = np.flatnonzero(alive & ~signs[-1])
        watch.decided = True
        died: dict[int, list[tuple[int, int]]] = {}  # at each row, the units and the rows that showed them alive last
        dead = self._dead_at_the_end(first + n - 1, n, units)
        if dead.size and not self._copied and watch.may_search(first + n - 1):
            again()
            watch.spend(n)
            self._copied = True
        for unit, row, shown in self._last_deaths(dead, first, signs):
            died.setdefault(row, []).append((unit, shown))
        self._last_seen = np.where(alive, first + n - 1, -1)
        if not watch.decided:  # whoever was not shown alive at the end may have waited for a search
            self._last_seen[units] = -1
        for found in died.values():
            self._last_seen[[unit for unit, _ in found]] = -1
        return [self._change(first, row, died.get(row, []), revived) for row in sorted({*died, *revived})]

    def conclude(self) -> tuple[int, Array]:
        """End the block, when the watch has taken over the changes; return its last step and parameters."""
        self._watch.take_proofs(self._last_seen)
        copyto(self._before, self._rows[self.n - 1])
        step, self.n, self._has_before = self._first + self.n - 1, 0, True
        return step, self._before

    def _change(self, first: int, row: int, died: list[tuple[int, int]], revived: dict[int, list[int]]) -> Change:
        units = np.array([unit for unit, _ in died], np.int64)
        seen_before = self._watch.seen_alive[units]
        seen = np.array([first + shown if shown >= 0 else -1 for _, shown in died], np.int64)
        before, is_known = (self._rows[row - 1], self._copied) if row else (self._before, self._has_before)
        back = np.array(revived.get(row, []), np.int64)
        return Change(
            first + row, units, np.maximum(seen, seen_before), back, before if is_known else None, self._rows[row]
        )

    def _dead_at_the_end(self, step: int, n: int, units: Ints) -> Ints:
        """Return which of the units no example shows alive at the block's last step."""
        witnesses = distinct(self._watch.witness[units])
        witnesses = witnesses[witnesses >= 0][:MANY]
        if witnesses.size:
            more = max(FEW, _rounded(witnesses.size)) - witnesses.size  # few sizes, whose arrays are at hand
            units = self._ask(n - 1, units, np.concatenate([witnesses, witnesses[-1:].repeat(more)]))
        if not units.size:
            return units
        if not self._watch.may_search(step):
            self._watch.decided = False
            return units[:0]
        return self._search(n - 1, units)

    def _ask(self, row: int, units: Ints, examples: Ints) -> Ints:
        """Return the units that none of the examples, in ascending order, shows alive at a row."""
        copyto(self._model.parameters, self._rows[row])
        speaks = self._model_signs.of(units, examples, len(examples))
        shows = speaks > 0
        alive = shows.any(axis=1)
        witness = self._watch.witness[units]
        own = np.minimum(examples.searchsorted(witness), len(examples) - 1)
        silent = (examples[own] != witness) | ~shows[np.arange(len(units)), own]
        helpless = alive & silent  # these need another witness: as few as will do are quickly asked
        if helpless.any():
            few = _few_for_all(shows[helpless])
            self._watch.witness[units[helpless]] = examples[few[speaks[helpless][:, few].argmax(axis=1)]]
        return np.asarray(units[~alive])

    def _search(self, row: int, units: Ints) -> Ints:
        """Return the units that no example at all shows alive at a row."""
        n = self._x.shape[1]
        for start in range(0, n, CHUNK):
            self._watch.spend(self._costs.forward(min(CHUNK, n), self._stack.depth(units)))
            units = self._ask(row, units, np.arange(start, min(n, start + CHUNK)))
            if not units.size:
                break
        return units

    def _last_deaths(self, units: Ints, first: int, signs: Bools) -> list[tuple[int, int, int]]:
        """Return each of the units dead at the last row with the row at which it died, and its last row alive.

        A unit may die, revive and die again: whether it lived after the death that was found, all examples are asked
        at every row, from the end back, while there is time.
        """
        found = [self._followed_back(int(unit), first, signs[:, unit]) for unit in units]
        stop = len(signs) - 1
        while self._copied and self._watch.may_search(first + len(signs) - 1):
            left = [i for i, (row, _) in enumerate(found) if row < stop]
            if not left:
                break
            start = max(0, stop - ROWS_AT_ONCE)
            for i, alive in zip(left, self._alive(start, stop, units[left]).T, strict=True):
                last = start + int(np.flatnonzero(alive)[-1]) if alive.any() else -1
                if last >= found[i][0]:
                    found[i] = last + 1, last
            stop = start
        return [(unit, *edge) for unit, edge in zip(units.tolist(), found, strict=True)]

    def _followed_back(self, unit: int, first: int, signs: Bools) -> tuple[int, int]:
        """Return a row at which a unit that is dead at the last row died, and one before that shows it alive.

        Row -1 is the step before the block, at which it counts as alive. Where the steps were not copied, or there is
        no time left to search, the rows lie further apart than one.
        """
        dead, units = len(signs) - 1, np.array([unit])
        shown = int(np.flatnonzero(signs)[-1]) if signs.any() else -1
        while self._copied and dead - shown > 1 and self._watch.may_search(first + len(signs) - 1):
            shown = max(shown, self._last_shown(shown + 1, dead, units))
            if dead - shown <= 1:
                break
            middle = (shown + dead) // 2 if dead - shown > 3 else shown + 1  # most die where the witness falls silent
            if self._search(middle, units).size:
                dead = middle
            else:
                shown = middle
        return dead, shown

    def _alive(self, start: int, stop: int, units: Ints) -> Bools:
        """Return which of the units some example shows alive, (rows, units), at the rows from `start` to `stop`."""
        low = min(start, self.capacity - ROWS_AT_ONCE)  # always as many rows, whose arrays are at hand
        rows = self._rows[low : low + ROWS_AT_ONCE]
        alive = np.zeros((len(rows), len(units)), bool)
        for at in range(0, self._x.shape[1], CHUNK):
            x = self._x[:, at : at + CHUNK]
            self._watch.spend(self._costs.forward(x.shape[1], self._stack.depth(units), len(rows)))
            alive |= (self._stack.signs(rows, x, units) > 0).any(axis=2)
        return alive[start - low : stop - low]

    def _last_shown(self, start: int, stop: int, units: Ints) -> int:
        """Return the last of these rows at which the unit's witness shows it alive; -1 for none."""
        witness = self._watch.witness[units]
        if witness[0] < 0:
            return -1
        n = min(_rounded(stop - start), self.capacity)  # few sizes, whose arrays are at hand
        low = max(0, min(start, self.capacity - n))
        self._watch.spend(self._costs.forward(1, self._stack.depth(units), n))
        signs = self._stack.signs(self._rows[low : low + n], self._x[:, witness], units)[:, 0, 0]
        rows = low + np.flatnonzero(signs > 0)
        rows = rows[(start <= rows) & (rows < stop)]
        return int(rows[-1]) if rows.size else -1


def _first_signs(signs: Bools, units: Ints) -> dict[int, list[int]]:
    """Return these units, which all show evidence of life, by the row of the first."""
    found: dict[int, list[int]] = {}
    for unit in units.tolist():
        found.setdefault(int(signs[:, unit].argmax()), []).append(unit)
    return found


def _few_for_all(alive: Bools) -> Ints:
    """Return a few examples that show all units alive, of (units, examples): each the one that shows most others."""
    chosen: list[int] = []
    left = alive
    while len(left):
        best = int(left.sum(axis=0).argmax())
        chosen.append(best)
        left = left[~left[:, best]]
    return np.sort(np.array(chosen, np.int64))


def _rounded(n: int) -> int:
    """Return n, or a little more: sizes are 1, 2, 3, 4, 6, 8, 12, 16, 24, …"""
    power = 1 << (n - 1).bit_length()
    return power * 3 // 4 if n <= power * 3 // 4 and power >= 4 else power
