"""UnitWatch: which hidden units are dead, exactly, and asked as often as it can be afforded.

A unit lives as long as one training example has a slope there that is not zero. A living unit needs only one such
example, and mostly one is at hand: its bias gradient of the latest batch is not zero, or the example that showed it
alive before (its *witness*) still does. Only units that neither shows alive are looked for in the whole training set,
in chunks, and no deeper than the deepest of them. A dead unit of layer 1 is dead as long as its own weights
have not moved, because its inputs never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.nn.network import Network
from actviz.nn.propagation import equal_runs
from actviz.training.snapshot import Bools

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
FEW, MANY, CHUNK = 8, 32, 512  # examples looked at together: witnesses, then all
ROWS = 64  # steps whose bias gradients are kept between two looks
CALL_US, FLOPS_PER_US, VALUES_PER_US = 0.4, 1e5, 2e3  # about what arithmetic costs; sets the schedule, nothing else


class UnitWatch:
    """Follows every hidden unit of a network over the examples x, (n_0, N), features first.

    Units are counted through all hidden layers; arrays are (units,). After a look, `dead` says which units were
    dead with the parameters as they stood, and `lived` the last step at which each was seen alive (-1: never).
    """

    def __init__(self, network: Network, x: Array, batch: int) -> None:
        widths = network.sizes[1:-1]
        self._x = x
        self._ends = np.cumsum([0, *widths])
        n = int(self._ends[-1])
        self.dead: Bools = np.zeros(n, bool)
        self.lived: Ints = np.full(n, -1, np.int64)
        self._witness: Ints = np.full(n, -1, np.int64)
        self._layer = np.repeat(np.arange(len(widths)), widths)
        self._row = np.arange(n) + self._layer  # in the passes' arrays each layer has a row of ones more
        self._steps: list[int] = []
        self.follow(network, batch)

    def follow(self, network: Network, batch: int) -> None:
        """Go on with another network of the same sizes, or another batch size."""
        self.forget()
        self._network = network
        self._kinds = _kinds(network)
        self._pricing = _Pricing(network.sizes, batch)
        self._dead_first: tuple[Ints, Array] | None = None  # layer 1's dead units, and their weights and biases
        self._rows = np.zeros((ROWS, len(self.dead)), network.dtype)
        biases = list(_bias_gradients(network))
        self._copies = [
            [(row[self._ends[i] : self._ends[i + len(b)]].reshape(b.shape), b) for i, b in biases] for row in self._rows
        ]

    def note(self, step: int) -> None:
        """Keep what the latest batch's gradient, taken with the parameters of `step`, shows alive."""
        if len(self._steps) == ROWS:
            self._fold()
        for row, gradient in self._copies[len(self._steps)]:
            copyto(row, gradient)
        self._steps.append(step)

    def forget(self) -> None:
        """Drop what was noted since the last look."""
        self._steps.clear()

    def look(self, step: int) -> float:
        """Find out which units are dead with the present parameters; return its price in training steps, about."""
        noted = bool(self._steps) and self._steps[-1] == step
        shown = self._fold() if self._steps else None
        alive = shown if noted and shown is not None else np.zeros(len(self.dead), bool)
        price = self._pricing.bare_look
        unknown = np.flatnonzero(~(alive | self._still_dead()))
        for columns, examples in self._passes_for(unknown):
            if not unknown.size:
                break
            depth = int(self._layer[unknown[-1]]) + 1
            price += self._pricing.forward(columns, depth)
            best, living = self._ask(unknown, columns, examples, depth)
            self._witness[unknown[living]] = examples[best[living]]
            alive[unknown[living]] = True
            unknown = unknown[~living]
        self._conclude(step, ~alive)
        return price

    def learn(self, step: int, dead: Bools) -> None:
        """Take over which units are dead, found elsewhere."""
        if self._steps:
            self._fold()
        self._conclude(step, dead)

    def _conclude(self, step: int, dead: Bools) -> None:
        self.dead[...] = dead
        self.lived[~dead] = step
        first = np.flatnonzero(dead[: self._ends[1]])
        self._dead_first = (first, self._network.matrices[0][:, first]) if first.size else None

    def _fold(self) -> Bools:
        """Move what was noted into `lived`; return what the latest note shows alive."""
        shown = self._rows[: len(self._steps)] != 0
        for step, alive in zip(self._steps, shown, strict=True):
            self.lived[alive] = step
        self._steps.clear()
        return np.asarray(shown[-1])

    def _still_dead(self) -> Bools:
        certain = np.zeros(len(self.dead), bool)
        if self._dead_first is not None:
            units, before = self._dead_first
            certain[units] = (self._network.matrices[0][:, units] == before).all(axis=0)
        return certain

    def _passes_for(self, unknown: Ints) -> Iterator[tuple[int, Ints]]:
        """Yield how many columns to compute and the examples in them: first the witnesses, then chunk by chunk."""
        witnesses = np.unique(self._witness[unknown[~self.dead[unknown]]])
        witnesses = witnesses[witnesses >= 0][:MANY]
        n = self._x.shape[1]
        if 0 < len(witnesses) < n:
            yield FEW if len(witnesses) <= FEW else MANY, witnesses
        chunk = min(n, CHUNK)
        for start in range(0, n, chunk):
            yield chunk, np.arange(start, min(n, start + chunk))

    def _ask(self, units: Ints, columns: int, examples: Ints, depth: int) -> tuple[Ints, Bools]:
        """Return which of the examples speaks most for each unit's life, and whether it proves it."""
        passes = self._network.propagation(columns)
        passes.inputs[:, : len(examples)] = self._x[:, examples]
        passes.forward(depth)
        best, living = np.zeros(len(units), np.int64), np.zeros(len(units), bool)
        for kind in self._kinds:
            mine = slice(*np.searchsorted(units, (self._ends[kind.start], self._ends[kind.stop])))
            if mine.start == mine.stop:
                continue
            z = passes.hidden_z[self._row[units[mine]], : len(examples)]
            activation = self._network.activations[kind.start]
            if not activation.off_below_zero:
                z = np.absolute(activation.slope(z, self._alpha(kind.start, units[mine])))
            best[mine] = z.argmax(axis=1)
            living[mine] = z[np.arange(len(z)), best[mine]] > 0
        return best, living

    def _alpha(self, layer: int, units: Ints) -> Any:
        learned = self._network.alphas[layer]
        if learned is None:
            return self._network.fixed_alphas[layer]
        return learned if len(learned) == 1 else learned[units - self._ends[layer]]


class _Pricing:
    """What a look costs, in training steps: from the sizes alone, so that the schedule is the same on every machine."""

    def __init__(self, sizes: tuple[int, ...], batch: int) -> None:
        products = np.array([(a + 1) * b for a, b in pairwise(sizes)], float)
        n_layers = len(products)
        step = CALL_US * (7 * n_layers + 12) + 6 * batch * products.sum() / FLOPS_PER_US
        self.bare_look = float(8 * CALL_US / step)
        self._call = 3 * CALL_US / step
        each = 2 * products / FLOPS_PER_US + np.array(sizes[1:]) / VALUES_PER_US
        self._column = np.cumsum(each) / step

    def forward(self, columns: int, depth: int) -> float:
        """Return the price of a forward pass through the first `depth` layers."""
        return float(depth * self._call + columns * self._column[depth - 1])


def _kinds(network: Network) -> list[range]:
    """Split the hidden layers into runs that share activation and α; a layer that learns its α is a run of its own."""
    runs: list[range] = []
    for i, (activation, alpha) in enumerate(zip(network.activations, network.fixed_alphas, strict=True)):
        before = runs[-1].start if runs else -1
        if (
            runs
            and network.alphas[i] is None is network.alphas[before]
            and (activation.key, alpha) == (network.activations[before].key, network.fixed_alphas[before])
        ):
            runs[-1] = range(before, i + 1)
        else:
            runs.append(range(i, i + 1))
    return runs


def _bias_gradients(network: Network) -> Iterator[tuple[int, Array]]:
    """Yield the first layer (0-based) and the (layers, width) view of the bias gradients of each run of equal layers."""
    for run in equal_runs(network.sizes):
        if run.stop == network.n_layers:
            return  # the output layer
        first, matrix = network.bias_gradients[run.start], network.matrix_gradients[run.start]
        strides = (matrix.size * first.itemsize, first.itemsize)
        yield run.start, np.lib.stride_tricks.as_strided(first, (len(run), len(first)), strides, writeable=False)
