"""ParameterLayout gives the positions of each layer's weights, biases and learned slopes α in the parameter vector.

First comes, layer by layer, the matrix [W; b], (fan_in + 1, fan_out), row by row with the biases last; then, layer by
layer, the learned slopes. A gradient and an optimizer's state have the same layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.activation import Activation


@dataclass(frozen=True)
class ParameterLayout:
    """The layout of a network n_0 … n_L.

    `n_alphas` is the number of learned slopes of each hidden layer: none, one, or one per unit.
    """

    sizes: tuple[int, ...]
    n_alphas: tuple[int, ...]

    @classmethod
    def of(cls, sizes: Sequence[int], activations: Sequence[Activation], alpha_per_unit: bool) -> ParameterLayout:
        """Return the layout for these activations, one per hidden layer."""
        learned = [
            (n if alpha_per_unit else 1) if a.learns_alpha else 0 for a, n in zip(activations, sizes[1:-1], strict=True)
        ]
        return cls(tuple(sizes), tuple(learned))

    @cached_property
    def blocks(self) -> tuple[slice, ...]:
        """Each layer's weights and biases."""
        return _spans(0, [(fan_in + 1) * fan_out for fan_in, fan_out in pairwise(self.sizes)])

    @cached_property
    def weights(self) -> tuple[slice, ...]:
        """Each layer's weights."""
        return tuple(slice(b.start, b.stop - n) for b, n in zip(self.blocks, self.sizes[1:], strict=True))

    @cached_property
    def biases(self) -> tuple[slice, ...]:
        """Each layer's biases."""
        return tuple(slice(b.stop - n, b.stop) for b, n in zip(self.blocks, self.sizes[1:], strict=True))

    @cached_property
    def hidden_biases(self) -> NDArray[np.int64]:
        """The places of the hidden units' biases, (units,) over all hidden layers."""
        return np.concatenate([*(np.arange(b.start, b.stop) for b in self.biases[:-1]), np.zeros(0, np.int64)])

    @cached_property
    def learned_alphas(self) -> tuple[slice, ...]:
        """Each hidden layer's learned slopes; empty where there are none."""
        return _spans(self.n_matrix_values, self.n_alphas)

    @property
    def n_matrix_values(self) -> int:
        """The number of weights and biases; the slopes come after them."""
        return int(self.blocks[-1].stop)

    @property
    def size(self) -> int:
        """The number of all parameters."""
        return self.n_matrix_values + sum(self.n_alphas)

    def matrices(self, vector: Floats) -> list[Floats]:
        """Return views of each layer's [W; b] in a vector of this layout, (fan_in + 1, fan_out).

        Several vectors in rows, (…, parameters), give (…, fan_in + 1, fan_out).
        """
        shapes = [(fan_in + 1, fan_out) for fan_in, fan_out in pairwise(self.sizes)]
        blocks = zip(self.blocks, shapes, strict=True)
        return [vector[..., block].reshape(*vector.shape[:-1], *shape) for block, shape in blocks]

    def weight_matrices(self, vector: Floats) -> tuple[Floats, ...]:
        """Return views of each layer's weights in a vector of this layout, (fan_in, fan_out)."""
        return tuple(matrix[:-1] for matrix in self.matrices(vector))

    def alphas(self, vector: Floats) -> list[Floats | None]:
        """Return views of each hidden layer's learned slopes, (…, units or 1, 1); None for a layer without any."""
        return [vector[..., span, None] if span.stop > span.start else None for span in self.learned_alphas]

    def entries(self, layer: int) -> NDArray[np.int64]:
        """Return the indices of all parameters of a layer (1-based): weights, biases and learned slopes."""
        block = self.blocks[layer - 1]
        places = np.arange(block.start, block.stop)
        if layer == len(self.blocks):
            return places
        learned = self.learned_alphas[layer - 1]
        return np.concatenate([places, np.arange(learned.start, learned.stop)])

    def name(self, layer: int, entry: int) -> str:
        """Return the name of a parameter of a layer, such as "weight 3 → 1", "bias 2" or "α"; units count from 1."""
        if entry >= self.n_matrix_values:
            return "α"
        fan_in, fan_out = self.sizes[layer - 1 : layer + 1]
        row, unit = divmod(entry - self.blocks[layer - 1].start, fan_out)
        return f"bias {unit + 1}" if row == fan_in else f"weight {row + 1} → {unit + 1}"


def _spans(start: int, sizes: Sequence[int]) -> tuple[slice, ...]:
    return tuple(slice(a, b) for a, b in pairwise(accumulate(sizes, initial=start)))
