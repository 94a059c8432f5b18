"""Find where values that are not finite occur first: in the parameters, the forward or the backward pass."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.nn.network import Network
from actviz.nn.norms import parts
from actviz.nn.propagation import Propagation
from actviz.training.measure.probes import results
from actviz.translation import mark

Fault = tuple[int, str]  # layer (1 … L, or 0 for none) and quantity, in English and marked


def training_fault(network: Network, train: tuple[Floats, Floats]) -> Fault | None:
    """Return layer and quantity that are not finite with the present parameters; None when the loss is finite.

    `train` is (x (n_0, N), target (n_L, N)).
    """
    found = non_finite_parameters(network)
    if found is not None:
        return found
    nothing = (train[0][:, :0], train[1][:, :0])
    if abs(results(network, train, nothing).loss) <= float(np.finfo(network.dtype).max):
        return None
    for _, passes in network.forward_chunks(train[0]):
        layer, quantity = first_non_finite(passes, forward_only=True)
        if layer:
            return layer, quantity
    return 0, mark("loss")


def first_non_finite(passes: Propagation, forward_only: bool = False) -> Fault:
    """Return the layer (1 … L) and quantity that is not finite, in the order of computing; (0, "loss") if none is."""
    for i, z in enumerate(passes.z, 1):
        if not np.isfinite(z).all():
            return i, mark("pre-activation")
    if forward_only:
        return 0, mark("loss")
    gradients = passes.weight_gradients()
    for i in range(len(passes.delta), 0, -1):
        if not (np.isfinite(passes.delta[i - 1]).all() and np.isfinite(gradients[i - 1]).all()):
            return i, mark("gradient")
    return 0, mark("loss")


def non_finite_parameters(network: Network) -> Fault | None:
    """Return "weights" and the first layer with a weight, bias or α that is not finite; None when all are."""
    if all(np.isfinite(part).all() for part in parts(network.parameters)):
        return None
    for i, matrix in enumerate(network.matrices):
        alpha = network.alphas[i] if i < len(network.alphas) else None
        if not np.isfinite(matrix).all() or not (alpha is None or np.isfinite(alpha).all()):
            return i + 1, mark("weights")
    for i, spans in enumerate(zip(network.layout.gammas, network.layout.betas, strict=True)):
        if not all(np.isfinite(network.parameters[span]).all() for span in spans):
            return i + 1, mark("weights")
    for block, scale in zip(network.layout.residual_blocks, network.layout.scales, strict=True):
        if not np.isfinite(network.parameters[scale]).all():
            return block.last, mark("weights")
    return 0, mark("weights")
