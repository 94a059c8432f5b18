"""Finite width: networks of one shape are drawn at random, to measure how far their gradients differ.

Mean-field theory is about infinitely wide layers. In layers of N units the gradient's log-magnitude is random from draw
to draw, and its mean is below what theory predicts: for ReLU with He's rule, ln‖δ‖² of a layer varies by about
5/(max(N, 6) - 4) (Sussillo and Abbott 2014, arXiv 1412.6558).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.initializers import Initializer
from actviz.nn.network import Network
from actviz.nn.norms import norm
from actviz.nn.propagation import Propagation


def drawn_networks(
    network: Network,
    initializer: Initializer,
    scale: float,
    bias: float,
    x: Floats,
    y: NDArray[Any],
    rng: np.random.Generator,
    slopes: Sequence[float] | None = None,
    bias_spread: float = 0.0,
) -> Iterator[Propagation]:
    """Draw the network's weights again and again; yield the passes over the examples each time.

    Args:
        network: its parameters are overwritten, and its gradients hold those of the latest draw.
        initializer: draws the weights and biases.
        scale: all weights are multiplied by it.
        bias: is added to the hidden layers' biases.
        x: inputs, (examples, n_0).
        y: classes (examples,) or targets (examples, n_L).
        rng: draws all numbers.
        slopes: of each hidden layer below zero, for He's rule, if they are not those of the network's activations.
        bias_spread: deviation of a normal number that is added to every bias.
    """
    passes = network.propagation(len(x))
    while True:
        network.initialize(initializer, rng, scale, bias, slopes, bias_spread)
        network.loss_and_gradients(x, y)
        yield passes


def log10_gradient(network: Network) -> Floats:
    """Return log10 of the RMS of each layer's weight gradient, (L,), relative to the output layer's.

    NaN where the output layer's is 0 or not finite; -inf where a layer's own is 0.
    """
    with np.errstate(all="ignore"):
        logs = np.log10([norm(g) / g.size**0.5 for g in network.weight_gradients])
        return np.asarray(logs - logs[-1])
