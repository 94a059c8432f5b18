"""EvidenceOfLife: which examples show which hidden units alive, with a network's parameters as they stand."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.nn.network import Network

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]


class EvidenceOfLife:
    """Asks examples of x, (n_0, N), features first; units are counted through all hidden layers of the network."""

    def __init__(self, network: Network, x: Array) -> None:
        widths = network.sizes[1:-1]
        self._network, self._x = network, x
        self._kinds = _kinds(network)
        self._ends = np.cumsum([0, *widths])
        self._layer = np.repeat(np.arange(len(widths)), widths)
        self._row = np.arange(len(self._layer)) + self._layer  # in the passes' arrays each layer has a row of ones more

    def depth(self, units: Ints) -> int:
        """Return how many hidden layers must be gone through for these units, in ascending order, one at least."""
        return int(self._layer[units[-1]]) + 1

    @np.errstate(all="ignore")
    def of(self, units: Ints, examples: Ints, columns: int) -> Array:
        """Return what is above zero where an example's z is in no flat region of a unit's function, (units, examples).

        It is z itself for units that are off below zero, like ReLU's, else `Activation.steepness`. `units` are in
        ascending order, one at least; `columns` is how many examples the passes are made for, at least as many as are
        asked: only the last few numbers of columns are kept ready.
        """
        k, network = len(examples), self._network
        passes = network.propagation(columns)
        passes.inputs[:, :k] = self._x[:, examples]
        passes.forward(self.depth(units))
        found = passes.hidden_z[self._row[units], :k]
        for kind in self._kinds:
            activation = network.activations[kind.start]
            if activation.off_below_zero:
                continue
            mine = slice(*np.searchsorted(units, (self._ends[kind.start], self._ends[kind.stop])))
            if mine.start < mine.stop:
                alpha = self._alpha(kind.start, units[mine])
                found[mine] = activation.steepness(found[mine], alpha)
        return np.asarray(found)

    def _alpha(self, layer: int, units: Ints) -> Any:
        learned = self._network.alphas[layer]
        if learned is None:
            return self._network.fixed_alphas[layer]
        return learned if len(learned) == 1 else learned[units - self._ends[layer]]


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
