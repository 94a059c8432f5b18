"""Evaluation: what a trained network computes, layer by layer, with any parameters, written as in a textbook.

Normalisation is by the running statistics, and nothing is dropped. It allocates as it goes: the passes of training and
of large measurements are in `propagation`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activation import Alpha
from actviz.nn.network import Network
from actviz.nn.normalization import EPSILON


class LayerValues(NamedTuple):
    """A hidden layer's values, (units, examples), and its α."""

    z: Floats
    h: Floats
    alpha: Alpha


class Evaluation:
    """Evaluates hidden layers of a network with given parameters; layers are counted from 1.

    `dtype` is that of the results; sums are formed in it.
    """

    def __init__(self, network: Network, parameters: Floats) -> None:
        self._network, self._parameters, layout = network, parameters, network.layout
        self._matrices = layout.matrices(parameters)
        self._alphas = layout.alphas(parameters)
        self._ends = {block.last: (k, block) for k, block in enumerate(layout.residual_blocks)}

    def layers(self, x: Floats, depth: int) -> Iterator[LayerValues]:
        """Yield the values of the first `depth` hidden layers for the inputs x, (n_0, examples)."""
        outputs = [x]
        for layer in range(1, depth + 1):
            found = self.layer(layer, outputs)
            outputs.append(found.h)
            yield found

    def layer(self, layer: int, outputs: list[Floats]) -> LayerValues:
        """Return the values of a layer, given the outputs h_0 … of the layers below it."""
        network, architecture = self._network, self._network.architecture
        alpha, activation = self.alpha(layer), network.activations[layer - 1]
        z = self.pre_activation(layer, outputs)
        h = activation.value(z, alpha)
        if architecture.normalization != "none" and not architecture.normalizes_before:
            h = self._normalized(layer, h)
        if architecture.residual_place == "after":
            h = self._joined(layer, h, outputs)
        return LayerValues(z, h, alpha)

    def pre_activation(self, layer: int, outputs: list[Floats]) -> Floats:
        """Return z of a layer, given the outputs h_0 … of the layers below it."""
        matrix, below = self._matrices[layer - 1], outputs[layer - 1]
        ones = np.ones((1, below.shape[1]), below.dtype)
        z = matrix.T.dot(np.concatenate([below, ones]))
        if self._network.architecture.normalizes_before:
            z = self._normalized(layer, z)
        if self._network.architecture.residual_place == "before":
            z = self._joined(layer, z, outputs)
        return np.asarray(z)

    def scaled(self, layer: int, shift: Floats) -> Floats:
        """Return what a shift of a layer's values before its activation adds to z, where a skip may be added there."""
        if self._network.architecture.residual_place == "after" or layer not in self._ends:
            return shift
        return np.asarray(self._scale(layer) * shift)

    def alpha(self, layer: int) -> Alpha:
        """Return a layer's α: a number, or where it is learned an array."""
        learned = self._alphas[layer - 1]
        return self._network.fixed_alphas[layer - 1] if learned is None else learned

    def _normalized(self, layer: int, x: Floats) -> Floats:
        """Return a layer's values normalised."""
        layout, p, kind = self._network.layout, self._parameters, self._network.architecture.normalization
        gamma = p[layout.gammas[layer - 1], None]
        if kind == "batch":
            mean, variance = p[layout.means[layer - 1], None], p[layout.variances[layer - 1], None]
            return np.asarray((x - mean) / np.sqrt(variance + EPSILON) * gamma + p[layout.betas[layer - 1], None])
        if kind == "layer":
            beta = p[layout.betas[layer - 1], None]
            return np.asarray((x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + EPSILON) * gamma + beta)
        epsilon = np.finfo(self._network.dtype).eps
        return np.asarray(x / np.sqrt(np.mean(x * x, axis=0) + epsilon) * gamma)

    def _joined(self, layer: int, x: Floats, outputs: list[Floats]) -> Floats:
        """Return a layer's values with what a skip carries, if one ends there."""
        if layer not in self._ends:
            return x
        (k, block), layout = self._ends[layer], self._network.layout
        skip, matrix = outputs[block.source], layout.matrix_of(k, self._parameters)
        if matrix is not None:
            skip = matrix.T.dot(skip)
        return np.asarray(self._scale(layer) * x + skip, x.dtype)

    def _scale(self, layer: int) -> Floats | float:
        """Return the factor of the branch that ends at a layer."""
        scale = self._parameters[self._network.layout.scales[self._ends[layer][0]]]
        return scale if scale.size else self._network.architecture.branch_scale(len(self._ends))
