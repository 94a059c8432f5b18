"""Values of a few examples in the layers below a unit, with the parameters of one moment: for the cause of a death."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.nn.evaluation import Evaluation
from actviz.nn.network import Network
from actviz.nn.norms import product_64


class PlainEvaluation:
    """Some examples' outputs of the layers before `depth`, in float64, with given parameters."""

    def __init__(self, network: Network, parameters: Floats, x: Floats, depth: int) -> None:
        self.matrices, alphas = network.layout.matrices(parameters), network.layout.alphas(parameters)
        self._functions = [
            (activation, fixed if learned is None else learned.astype(np.float64))
            for activation, learned, fixed in zip(network.activations, alphas, network.fixed_alphas, strict=True)
        ]
        self.h = [x]  # h_0 … h_{depth-1}, (units, examples) each
        for layer in range(1, depth):
            self.h.append(self.after(self.h[-1], layer))

    def after(self, h: Floats, layer: int) -> Floats:
        """Return the outputs of a layer (1-based) for these outputs of the layer before it."""
        matrix, (activation, alpha) = self.matrices[layer - 1], self._functions[layer - 1]
        return activation.value(product_64(matrix[:-1], h) + matrix[-1][:, None], alpha)

    def units(self, layer: int, units: list[int]) -> Floats:
        """Return these units' weights and, last, biases, (units, fan_in + 1)."""
        return np.ascontiguousarray(self.matrices[layer - 1][:, units].T, np.float64)


class StructuredEvaluation:
    """Some examples' values of the first `depth` hidden layers of a network that is not plain, with given parameters.

    `z` are the layers' pre-activations and `outputs` h_0 …, (units, examples) each.
    """

    def __init__(self, network: Network, parameters: Floats, x: Floats, depth: int) -> None:
        self._network, self._parameters = network, parameters
        self.matrices = network.layout.matrices(parameters)
        self.evaluation = Evaluation(network, parameters)
        layers = list(self.evaluation.layers(x, depth))
        self.z = [layer.z for layer in layers]
        self.outputs = [x, *(layer.h for layer in layers)]

    def shifts(self, layer: int) -> Floats:
        """Return what is added to each pre-activation of a layer, (units,): β, or the bias.

        RMS normalisation before the activation divides the bias with the rest: it has no part of its own.
        """
        if not self._network.architecture.normalizes_before:
            return self.evaluation.scaled(layer, self.matrices[layer - 1][-1])
        betas = self._parameters[self._network.layout.betas[layer - 1]]
        return self.evaluation.scaled(layer, betas) if betas.size else np.zeros(self.matrices[layer - 1].shape[1])
