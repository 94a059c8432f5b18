"""ParameterLayout gives the positions of each layer's weights, biases and other numbers in the parameter vector.

First comes, layer by layer, the matrix [W; b], (fan_in + 1, fan_out), row by row with the biases last; then, layer by
layer, the learned slopes α. After them comes what normalisation and residual connections need: all γ, all β, the
branches' learned scales, the projections, row by row, and last, with a gradient of 0, the running means and variances.
A gradient and an optimizer's state have the same layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activation import Activation
from actviz.nn.architecture import PLAIN, Architecture, Block
from actviz.translation import mark, tr


@dataclass(frozen=True)
class ParameterLayout:
    """The layout of a network n_0 … n_L.

    `n_alphas` is the number of learned slopes of each hidden layer: none, one, or one per unit.
    """

    sizes: tuple[int, ...]
    n_alphas: tuple[int, ...]
    architecture: Architecture = PLAIN

    @classmethod
    def of(
        cls,
        sizes: Sequence[int],
        activations: Sequence[Activation],
        alpha_per_unit: bool,
        architecture: Architecture | None = None,
    ) -> ParameterLayout:
        """Return the layout for these activations, one per hidden layer."""
        learned = [
            (n if alpha_per_unit else 1) if a.learns_alpha else 0 for a, n in zip(activations, sizes[1:-1], strict=True)
        ]
        return cls(tuple(sizes), tuple(learned), architecture or PLAIN)

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
    def signs_of_life(self) -> NDArray[np.int64]:
        """The places of one number of each hidden unit whose gradient is 0 on examples that give the unit no slope.

        (units,) over all hidden layers: its bias, or γ where the activation's input is normalised, for the statistics
        of a layer pass gradients on to the weighted sums of all its units.
        """
        if not self.architecture.normalizes_before:
            return self.hidden_biases
        return np.concatenate([*(np.arange(g.start, g.stop) for g in self.gammas), np.zeros(0, np.int64)])

    @cached_property
    def learned_alphas(self) -> tuple[slice, ...]:
        """Each hidden layer's learned slopes; empty where there are none."""
        return _spans(self.n_matrix_values, self.n_alphas)

    @property
    def n_matrix_values(self) -> int:
        """The number of weights and biases; the slopes come after them."""
        return int(self.blocks[-1].stop)

    @cached_property
    def residual_blocks(self) -> tuple[Block, ...]:
        """The residual blocks, first layer first."""
        return self.architecture.blocks(self.sizes)

    @cached_property
    def gammas(self) -> tuple[slice, ...]:
        """Each hidden layer's γ, one for each unit; empty without normalisation."""
        return _spans(self.learned_alphas[-1].stop if self.n_alphas else self.n_matrix_values, self._normalized)

    @cached_property
    def betas(self) -> tuple[slice, ...]:
        """Each hidden layer's β, one for each unit; empty without normalisation, and with that by the RMS."""
        shifts = self._normalized if self.architecture.normalization != "rms" else (0,) * len(self._normalized)
        return _spans(self._end(self.gammas), shifts)

    @cached_property
    def scales(self) -> tuple[slice, ...]:
        """Each residual block's learned scale; empty where the scales are fixed."""
        learned = int(self.architecture.residual_scale == "learned")
        return _spans(self._end(self.betas), [learned] * len(self.residual_blocks))

    @cached_property
    def projections(self) -> tuple[slice, ...]:
        """Each residual block's projection; empty where the skip is the identity."""
        shapes = [(self.sizes[b.source], self.sizes[b.last]) if b.projected else (0, 0) for b in self.residual_blocks]
        start = self.scales[-1].stop if self.scales else self._end(self.betas)
        return _spans(start, [a * b for a, b in shapes])

    @cached_property
    def means(self) -> tuple[slice, ...]:
        """Each hidden layer's running means; empty without batch normalisation."""
        return _spans(self.n_learned, self._running)

    @cached_property
    def variances(self) -> tuple[slice, ...]:
        """Each hidden layer's running variances; empty without batch normalisation."""
        return _spans(self._end(self.means), self._running)

    @property
    def _normalized(self) -> tuple[int, ...]:
        hidden = self.sizes[1:-1]
        return hidden if self.architecture.normalization != "none" else (0,) * len(hidden)

    @property
    def _running(self) -> tuple[int, ...]:
        hidden = self.sizes[1:-1]
        return hidden if self.architecture.normalization == "batch" else (0,) * len(hidden)

    def _end(self, spans: tuple[slice, ...]) -> int:
        return spans[-1].stop if spans else self.n_matrix_values

    @property
    def n_learned(self) -> int:
        """The number of all numbers that are learned; the running means and variances come after them."""
        return self.projections[-1].stop if self.projections else self._end(self.betas)

    @property
    def size(self) -> int:
        """The number of all parameters, with the running means and variances."""
        return self._end(self.variances)

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

    def matrix_of(self, block: int, vector: Floats) -> Floats | None:
        """Return a view of a residual block's projection, (units of the source, units of the last layer), or None."""
        span, (source, last, _) = self.projections[block], self.residual_blocks[block]
        if span.start == span.stop:
            return None
        return vector[span].reshape(self.sizes[source], self.sizes[last])

    def _spans_of(self, layer: int) -> dict[str, slice]:
        """Return the spans of a layer's (1-based) own numbers beside its matrix, by name."""
        if layer == len(self.blocks):
            return {}
        found = {"α": self.learned_alphas[layer - 1], "γ": self.gammas[layer - 1], "β": self.betas[layer - 1]}
        for block, scale, projection in zip(self.residual_blocks, self.scales, self.projections, strict=True):
            if block.last == layer:
                found |= {mark("branch scale"): scale, mark("projection"): projection}
        return found

    def entries(self, layer: int) -> NDArray[np.int64]:
        """Return the indices of all that a layer (1-based) learns: weights, biases, slopes, γ and β.

        A residual block's scale and projection belong to its last layer.
        """
        spans = [self.blocks[layer - 1], *self._spans_of(layer).values()]
        return np.concatenate([np.arange(span.start, span.stop) for span in spans])

    def name(self, layer: int, entry: int) -> str:
        """Return the name of a parameter of a layer, such as "weight 3 → 1", "bias 2" or "γ"; units count from 1."""
        for name, span in self._spans_of(layer).items():
            if span.start <= entry < span.stop:
                return tr(name)
        fan_in, fan_out = self.sizes[layer - 1 : layer + 1]
        row, unit = divmod(entry - self.blocks[layer - 1].start, fan_out)
        if row == fan_in:
            return tr("bias {number}", number=unit + 1)
        return tr("weight {source} → {unit}", source=row + 1, unit=unit + 1)


def _spans(start: int, sizes: Sequence[int]) -> tuple[slice, ...]:
    return tuple(slice(a, b) for a, b in pairwise(accumulate(sizes, initial=start)))
