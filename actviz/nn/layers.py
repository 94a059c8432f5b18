"""Layers holds a network's parameters and their gradient, each as one vector with a view per layer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activation import Activation
from actviz.nn.architecture import PLAIN, Architecture
from actviz.nn.layout import ParameterLayout
from actviz.nn.losses import Loss
from actviz.nn.named_parameter import NamedParameter


class Layers:
    """The parameters of a multilayer perceptron and their gradient, with a view of each per layer.

    The arguments are those of `Network`.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Sequence[Activation],
        loss: Loss,
        dtype: str = "float32",
        alphas: Sequence[float | None] | None = None,
        alpha_per_unit: bool = False,
        architecture: Architecture | None = None,
    ) -> None:
        if len(activations) != len(sizes) - 2:
            raise ValueError(f"{len(sizes) - 2} hidden layers need as many activations, got {len(activations)}")
        self.sizes = tuple(sizes)
        self.activations = tuple(activations)
        self.loss = loss
        self.dtype = np.dtype(dtype)
        self.alpha_per_unit = alpha_per_unit
        given = alphas or [None] * len(activations)
        self.fixed_alphas = [a.alpha if v is None else v for a, v in zip(activations, given, strict=True)]
        self.architecture = architecture or PLAIN
        self.layout = layout = ParameterLayout.of(sizes, activations, alpha_per_unit, self.architecture)
        # both in one array, so that one call copies them in a small network
        self.parameters_and_gradient: Floats = np.zeros((2, layout.size), self.dtype)
        self.parameters: Floats = self.parameters_and_gradient[0]
        self.gradient: Floats = self.parameters_and_gradient[1]
        self.matrices = layout.matrices(self.parameters)
        self.matrix_gradients = layout.matrices(self.gradient)
        self.weights = [m[:-1] for m in self.matrices]  # (fan_in, fan_out)
        self.biases = [m[-1] for m in self.matrices]  # (fan_out,)
        self.weight_gradients = [m[:-1] for m in self.matrix_gradients]
        self.bias_gradients = [m[-1] for m in self.matrix_gradients]
        self.alphas = layout.alphas(self.parameters)
        self.alpha_gradients = layout.alphas(self.gradient)
        for view, start in zip(self.alphas, self.fixed_alphas, strict=True):
            if view is not None:
                view[...] = start
        for span in (*layout.gammas, *layout.variances):
            self.parameters[span] = 1.0

    @property
    def n_layers(self) -> int:
        """L: the hidden layers and the output layer."""
        return len(self.matrices)

    def named_parameters(self) -> list[NamedParameter]:
        """Return all that a file of weights holds of the network, layer by layer, as views with names of their own.

        What is added to a network is added here, and is then saved, read and matched too (see `actviz.weights`).
        """
        found: list[NamedParameter] = []
        layout, vector = self.layout, self.parameters
        normalization = {
            "gamma": layout.gammas, "beta": layout.betas,
            "running_mean": layout.means, "running_var": layout.variances,
        }  # fmt: skip
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True), 1):
            found.append(NamedParameter(f"weights_{layer}", layer, "weights", weights))
            found.append(NamedParameter(f"biases_{layer}", layer, "biases", biases))
            if layer < self.n_layers:
                own = {"alpha": layout.learned_alphas} | normalization
                spans = [(kind, of_layers[layer - 1]) for kind, of_layers in own.items()]
                found += [
                    NamedParameter(f"{kind}_{layer}", layer, kind, vector[s]) for kind, s in spans if s.stop > s.start
                ]
        for place, block in enumerate(layout.residual_blocks):
            scale, projection = layout.scales[place], layout.matrix_of(place, vector)
            if scale.stop > scale.start:
                found.append(NamedParameter(f"branch_scale_{block.last}", block.last, "branch_scale", vector[scale]))
            if projection is not None:
                found.append(NamedParameter(f"projection_{block.last}", block.last, "projection", projection))
        return found

    @cached_property
    def decays(self) -> Floats:
        """1 for each weight, to which weight decay applies; 0 for all other parameters. Projections are weights."""
        found = np.zeros_like(self.parameters)
        for span in (*self.layout.weights, *self.layout.projections):
            found[span] = 1.0
        return found

    @property
    def mortal(self) -> bool:
        """Whether units of any layer can die, with the layers' fixed or initial α."""
        return any(a.can_die(alpha) for a, alpha in zip(self.activations, self.fixed_alphas, strict=True))
