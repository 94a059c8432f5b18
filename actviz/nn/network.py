"""The multilayer perceptron has one flat parameter vector and one flat gradient vector, with a view of each per layer.

Layer l = 1 … L has a matrix M_l (n_{l-1} + 1, n_l): its weights, and below them its biases as one more row.
With a row of ones under the outputs of the layer before, one product applies weights and biases together:
z_l = M_lᵀ [h_{l-1}; 1]. Activations are features-first, (units, batch), so that a layer without its row of ones is
still one contiguous block. The passes are in `propagation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actviz.arrays import Floats
from actviz.nn.initializers import Initializer
from actviz.nn.layers import Layers
from actviz.nn.propagation import Propagation
from actviz.nn.structured_propagation import StructuredPropagation
from actviz.registry import BadInput

CHUNK_VALUES = 1 << 21  # the buffers of an evaluation hold about this many values
CHUNK_PRODUCTS = 1 << 30  # multiplications of a chunk, some 30 ms, after which an evaluation can be interrupted
LEAST_CHUNK = 16


class Network(Layers):
    """A multilayer perceptron with learnable weights, biases and, for PReLU, slopes α.

    Args:
        sizes: n_0 … n_L, inputs first.
        activations: one per hidden layer (L - 1 of them).
        loss: the loss of `loss_and_gradients`.
        alphas: each hidden layer's α (its initial value where α is learned); None means the default.
        alpha_per_unit: whether each unit learns its own α instead of one per layer.
        architecture: normalisation, residual connections and dropout; None for a plain network.
    """

    @cached_property
    def _propagations(self) -> dict[int, Propagation]:
        """The prepared passes, by batch size."""
        return {}

    def twin(self, dtype: str | None = None) -> Network:
        """Return a network of the same shape, activations and loss, whose parameters are not initialized."""
        alphas, dtype = self.fixed_alphas, dtype or str(self.dtype)
        return Network(self.sizes, self.activations, self.loss, dtype, alphas, self.alpha_per_unit, self.architecture)

    def initialize(
        self,
        initializer: Initializer,
        rng: np.random.Generator,
        scale: float,
        bias: float,
        slopes: Sequence[float] | None = None,
        bias_spread: float = 0.0,
    ) -> None:
        """Draw all weights (times `scale`) and biases (plus `bias` in the hidden layers).

        A normal number of deviation `bias_spread` is added to every bias, drawn last: the weights do not depend on it.

        `slopes` are those of the hidden layers below zero, for He's rule; without them they are the activations' own.
        """
        if slopes is None:
            pairs = zip(self.activations, self.fixed_alphas, strict=True)
            slopes = [activation.negative_slope(alpha) for activation, alpha in pairs]
        for i, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            hidden = i < len(slopes)
            slope = slopes[i] if hidden else 0.0
            drawn_weights, drawn_biases = initializer.draw(rng, weights.shape[0], weights.shape[1], slope)
            weights[...] = drawn_weights * scale
            biases[...] = drawn_biases + (bias if hidden else 0.0)
        self.draw_projections(initializer, rng)
        if bias_spread:
            for biases in self.biases:
                biases += rng.normal(0.0, bias_spread, len(biases)).astype(self.dtype)

    def draw_projections(self, initializer: Initializer, rng: np.random.Generator) -> None:
        """Draw the projections of the residual blocks as weights of a linear layer."""
        for block in range(len(self.layout.residual_blocks)):
            matrix = self.layout.matrix_of(block, self.parameters)
            if matrix is not None:
                matrix[...] = initializer.draw(rng, matrix.shape[0], matrix.shape[1], 1.0)[0]

    def copy_alphas(self, other: Network) -> None:
        """Copy the slopes α that both networks learn; from one per unit to one per layer, the mean is copied."""
        for before, now in zip(other.alphas, self.alphas, strict=True):
            if before is not None and now is not None:
                now[...] = before if len(before) in (1, len(now)) else before.mean()

    def copy_structure(self, other: Network) -> None:
        """Copy γ, β, running statistics, branch scales and projections that both networks have."""
        for name in ("gammas", "betas", "means", "variances", "scales", "projections"):
            for before, now in zip(getattr(other.layout, name), getattr(self.layout, name), strict=False):
                if before.stop - before.start == now.stop - now.start:
                    self.parameters[now] = other.parameters[before]

    def new_propagation(self, batch: int) -> Propagation:
        """Return new passes for this batch size, whose arrays nobody else uses."""
        return Propagation(self, batch) if self.architecture.is_plain else StructuredPropagation(self, batch)

    def propagation(self, batch: int) -> Propagation:
        """Return the passes for this batch size; those of the last six sizes are reused."""
        found = self._propagations.get(batch)
        if found is None:
            while len(self._propagations) >= 6:
                self._propagations.pop(next(iter(self._propagations)))
            found = self._propagations[batch] = self.new_propagation(batch)
        return found

    def loss_and_gradients(self, x: ArrayLike, y: ArrayLike) -> float:
        """Return the mean loss of the batch and write dJ/dW and dJ/db into the gradient views.

        Args:
            x: inputs, (batch, n_0).
            y: class indices (batch,), or targets (batch, n_L) for a regression.

        Raises:
            BadInput: the shapes do not fit the network or each other, or a class has no output.
        """
        inputs, target = np.asarray(x, self.dtype), np.asarray(y)
        self._check(inputs, target)
        passes = self.propagation(len(inputs))
        passes.inputs[...] = inputs.T
        passes.target[...] = self.encode(target)
        with np.errstate(all="ignore"):  # the measurement reports non-finite values, so no warning is needed
            return passes.run()

    def _check(self, x: Floats, y: NDArray[Any]) -> None:
        n_in, n_out = self.sizes[0], self.sizes[-1]
        if x.ndim != 2 or len(x) == 0 or x.shape[1] != n_in:
            raise BadInput(f"x must be (examples, {n_in}) with at least one example, got shape {x.shape}")
        if self.loss.task == "regression":
            if y.ndim == 0 or len(y) != len(x) or y.size != len(x) * n_out:
                raise BadInput(
                    f"y must be ({len(x)}, {n_out}), one row of targets for each example, got shape {y.shape}"
                )
        elif y.shape != (len(x),) or y.dtype.kind not in "iub":
            raise BadInput(f"y must be ({len(x)},) integers, one class index each, got {y.dtype} of shape {y.shape}")
        elif y.min() < 0 or y.max() >= n_out:
            raise BadInput(
                f"y must be class indices between 0 and {n_out - 1}, got {y.min() if y.min() < 0 else y.max()}"
            )

    def encode(self, y: NDArray[Any]) -> Floats:
        """Return targets in the form of the loss: (n_L, batch), one-hot for classes."""
        if self.loss.task == "classification":
            return np.asarray(np.arange(self.sizes[-1])[:, None] == y[None, :], self.dtype)
        return np.asarray(y, self.dtype).reshape(len(y), self.sizes[-1]).T

    def chunk_size(self, most: int) -> int:
        """Return the number of examples per chunk, at most `most`."""
        by_values, by_products = (
            CHUNK_VALUES // (sum(self.sizes) + len(self.sizes)),
            CHUNK_PRODUCTS // self.layout.n_matrix_values,
        )
        return min(most, max(LEAST_CHUNK, min(max(32, by_values), by_products)))

    def forward_chunks(self, x: Floats, depth: int | None = None) -> Iterator[tuple[slice, Propagation]]:
        """Run the forward pass over x (n_0, N), features first, in chunks; through `depth` hidden layers, or all.

        Yields the slice of the examples and the passes whose buffers hold their results: in the first
        `slice.stop - slice.start` columns, until the next chunk overwrites them.
        """
        n = x.shape[1]
        size = self.chunk_size(n)
        for start in range(0, n, size):
            stop = min(n, start + size)
            passes = self.propagation(size)
            passes.inputs[:, : stop - start] = x[:, start:stop]
            with np.errstate(all="ignore"):
                passes.forward(depth)
            yield slice(start, stop), passes

    def outputs(self, x: ArrayLike) -> Floats:
        """Return the last layer's outputs, (n_L, N), for x (N, n_0)."""
        inputs = np.ascontiguousarray(np.asarray(x, self.dtype).T)
        out = np.empty((self.sizes[-1], inputs.shape[1]), self.dtype)
        for part, passes in self.forward_chunks(inputs):
            out[:, part] = passes.z[-1][:, : part.stop - part.start]
        return out
