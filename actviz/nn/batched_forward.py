"""The batched forward pass computes chosen units for several states of the parameters at once.

A state is a row of all parameters; a layer's matrices of all states form one three-dimensional array, and one call
multiplies them all. Otherwise it makes the same calls as the forward pass of `propagation`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

import numpy as np
from numpy import matmul
from numpy.typing import NDArray

from actviz.nn.activation import Value
from actviz.nn.network import Network

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
KEPT_SIZES = 8


class StackedUnits:
    """Computes hidden units, numbered from 0 through all hidden layers, for several states of the parameters."""

    def __init__(self, network: Network) -> None:
        self._layout, self._activations, self._fixed = network.layout, network.activations, network.fixed_alphas
        self._widths, self._dtype = network.sizes[1:-1], network.dtype
        self._ends = np.cumsum([0, *self._widths]).tolist()
        self.width = max(self._widths)  # of the widest layer
        self._arrays: dict[tuple[int, int], list[_Layer]] = {}

    def depth(self, units: Ints) -> int:
        """Return the number of hidden layers to compute for these units, which are in ascending order."""
        return bisect_right(self._ends, int(units[-1]))

    def signs(self, states: Array, x: Array, units: Ints) -> Array:
        """Return, per state, unit and example, a value > 0 if and only if φ′(z) ≠ 0.

        Args:
            states: (states, parameters).
            x: (n_0 + 1, examples), the last row ones.
            units: at least one, in ascending order.

        Returns:
            (states, units, examples): z for activations whose slope is zero exactly where z <= 0, else `steepness`.
        """
        n_states, n_examples = len(states), x.shape[1]
        matrices, alphas = self._layout.matrices(states), self._layout.alphas(states)
        found = np.empty((n_states, len(units), n_examples), x.dtype)
        ends = np.searchsorted(units, self._ends).tolist()
        depth = self.depth(units)
        h = x
        for i, layer in enumerate(self._layers(n_states, n_examples)[:depth]):
            activation, learned = self._activations[i], alphas[i]
            matmul(matrices[i].transpose(0, 2, 1), h, out=layer.z)
            start, stop = ends[i : i + 2]
            if start < stop:
                mine = units[start:stop] - self._ends[i]
                of_mine = layer.z[:, mine]
                if not activation.off_below_zero:
                    alpha: Any = self._fixed[i] if learned is None else learned
                    alpha = alpha[:, mine] if learned is not None and learned.shape[1] > 1 else alpha
                    of_mine = activation.steepness(of_mine, alpha)
                found[:, start:stop] = of_mine
            value = layer.value
            if learned is not None:
                value = activation.make(layer.z.shape, self._dtype, learned)[0]
            if i + 1 < depth:
                value(layer.z, layer.h)
            h = layer.h_and_ones
        return found

    def _layers(self, n_states: int, n_examples: int) -> list[_Layer]:
        """Return the arrays for so many states and examples; those of the last KEPT_SIZES sizes are reused."""
        found = self._arrays.get((n_states, n_examples))
        if found is None:
            while len(self._arrays) >= KEPT_SIZES:
                self._arrays.pop(next(iter(self._arrays)))
            found = self._arrays[n_states, n_examples] = []
            z: dict[int, Array] = {}  # layers of one width share their pre-activations
            for activation, alpha, n in zip(self._activations, self._fixed, self._widths, strict=True):
                shape = n_states, n, n_examples
                z.setdefault(n, np.empty(shape, self._dtype))
                h = np.ones((n_states, n + 1, n_examples), self._dtype)
                value = activation.make(shape, self._dtype, alpha)[0]
                found.append(_Layer(z[n], h, h[:, :-1], value))
        return found


class _Layer(NamedTuple):
    """A layer's output arrays, (states, units, examples), and its value kernel."""

    z: Array
    h_and_ones: Array
    h: Array
    value: Value
