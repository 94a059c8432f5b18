"""The batched forward pass computes chosen units for several states of the parameters at once.

A state is a row of all parameters; a layer's matrices of all states form one three-dimensional array, and one call
multiplies them all. Otherwise it makes the same calls as the forward pass of `propagation`.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

import numpy as np
from numpy import matmul

from actviz.arrays import Floats, Ints
from actviz.nn.activation import Value
from actviz.nn.evaluation import Evaluation
from actviz.nn.network import Network

KEPT_SIZES = 8


class Units(Protocol):
    """Computes hidden units, numbered from 0 through all hidden layers, for several states of the parameters."""

    def depth(self, units: Ints) -> int:
        """Return the number of hidden layers to compute for these units, which are in ascending order."""

    def evidence(self, rows: slice, x: Floats, units: Ints) -> Floats:
        """Return, per state, unit and example, a value > 0 if and only if φ′(z) ≠ 0; see `StackedUnits.evidence`."""


def stacked_units(network: Network, states: Floats) -> Units:
    """Return what computes the units of a network for the states, (rows, parameters)."""
    return StackedUnits(network, states) if network.architecture.is_plain else EvaluatedUnits(network, states)


class EvaluatedUnits:
    """Does the same as `StackedUnits` for a network that is not plain, state by state, as an evaluation does."""

    def __init__(self, network: Network, states: Floats) -> None:
        self._network, self._states = network, states
        self._ends = list(accumulate(network.sizes[1:-1], initial=0))

    def depth(self, units: Ints) -> int:
        """Return the number of hidden layers to compute for these units, which are in ascending order."""
        return bisect_right(self._ends, int(units[-1]))

    def evidence(self, rows: slice, x: Floats, units: Ints) -> Floats:
        """Return the evidence; the arguments are those of `StackedUnits.evidence`."""
        depth = self.depth(units)
        with np.errstate(all="ignore"):
            return np.stack([self._of_state(state, x[:-1], units, depth) for state in self._states[rows]])

    def _of_state(self, state: Floats, x: Floats, units: Ints, depth: int) -> Floats:
        found = []
        for i, layer in enumerate(Evaluation(self._network, state).layers(x, depth)):
            first, end = self._ends[i : i + 2]
            own = units[slice(*units.searchsorted((first, end)).tolist())] - first
            alpha, activation = layer.alpha, self._network.activations[i]
            if isinstance(alpha, np.ndarray) and len(alpha) > 1:
                alpha = alpha[own]
            z = layer.z[own]
            found.append(z if activation.off_below_zero else activation.steepness(z, alpha))
        return np.concatenate(found)


class StackedUnits:
    """Computes hidden units, numbered from 0 through all hidden layers, for several states of the parameters.

    `states` is (rows, parameters); it is read whenever it is asked for and may change in between.
    """

    def __init__(self, network: Network, states: Floats) -> None:
        self._activations, self._fixed, self._dtype = network.activations, network.fixed_alphas, network.dtype
        self._ends = list(accumulate(network.sizes[1:-1], initial=0))
        self._spans = [slice(*span) for span in pairwise(self._ends)]
        self._turned = [m.transpose(0, 2, 1) for m in network.layout.matrices(states)]  # (rows, fan_out, fan_in + 1)
        self._alphas = network.layout.alphas(states)
        self._arrays: dict[tuple[int, int], tuple[Floats, list[_Layer]]] = {}

    def depth(self, units: Ints) -> int:
        """Return the number of hidden layers to compute for these units, which are in ascending order."""
        return bisect_right(self._ends, int(units[-1]))

    def evidence(self, rows: slice, x: Floats, units: Ints) -> Floats:
        """Return, per state, unit and example, a value > 0 if and only if φ′(z) ≠ 0.

        Args:
            rows: of the states, one at least.
            x: (n_0 + 1, examples), the last row ones.
            units: at least one, in ascending order.

        Returns:
            (states, units, examples): z for activations whose slope is zero exactly where z <= 0, else `steepness`.
        """
        all_z, layers = self._made(rows.stop - rows.start, x.shape[1])
        alphas = [fixed if a is None else a[rows] for a, fixed in zip(self._alphas, self._fixed, strict=True)]
        depth, h = self.depth(units), x
        with np.errstate(all="ignore"):
            for i, (z, value, of_layer, h_and_ones) in enumerate(layers[:depth], 1):
                matmul(self._turned[i - 1][rows], h, out=z)
                if i < depth:  # z alone tells of the last layer
                    if self._alphas[i - 1] is not None:
                        value = self._activations[i - 1].make(z.shape, self._dtype, alphas[i - 1])[0]
                    value(z, of_layer)
                    h = h_and_ones
            found = all_z[:, units]
            for activation, alpha, span in zip(self._activations[:depth], alphas, self._spans, strict=False):
                if not activation.off_below_zero:
                    part = slice(*units.searchsorted((span.start, span.stop)).tolist())
                    if isinstance(alpha, np.ndarray) and alpha.shape[1] > 1:
                        alpha = alpha[:, units[part] - span.start]
                    found[:, part] = activation.steepness(found[:, part], alpha)
        return np.asarray(found)

    def _made(self, n_states: int, n_examples: int) -> tuple[Floats, list[_Layer]]:
        """Return the arrays for so many states and examples; those of the last KEPT_SIZES sizes are reused."""
        made = self._arrays.get((n_states, n_examples))
        if made is None:
            while len(self._arrays) >= KEPT_SIZES:
                self._arrays.pop(next(iter(self._arrays)))
            all_z = np.empty((n_states, self._ends[-1], n_examples), self._dtype)
            made = self._arrays[n_states, n_examples] = all_z, []
            for activation, alpha, span in zip(self._activations, self._fixed, self._spans, strict=True):
                z = all_z[:, span]
                h = np.ones((n_states, z.shape[1] + 1, n_examples), self._dtype)
                made[1].append(_Layer(z, activation.make(z.shape, self._dtype, alpha)[0], h[:, :-1], h))
        return made


class _Layer(NamedTuple):
    """A layer's output arrays, (states, units, examples), and its value kernel."""

    z: Floats
    value: Value
    h: Floats
    h_and_ones: Floats
