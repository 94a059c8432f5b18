"""The update ratio of a layer: how far a step moved its weights, as a share of their size."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import numpy as np

from actviz.arrays import Floats
from actviz.nn.network import Network
from actviz.nn.norms import norm


def update_ratios(network: Network, update: Iterable[Floats]) -> Floats:
    """Return ‖ΔW_l‖ / ‖W_l‖ per layer (L,); 0 where the weights are all zero.

    `update` is that of all parameters, in successive parts of any length.
    """
    squares, start = [0.0] * network.n_layers, 0
    for part in update:
        for i, span in enumerate(network.layout.weights):
            moved = part[max(0, span.start - start) : max(0, span.stop - start)]
            if moved.size:
                squares[i] += norm(moved) ** 2
        start += part.size
    sizes = [norm(w) for w in network.weights]
    return np.array([sqrt(square) / size if size > 0 else 0.0 for square, size in zip(squares, sizes, strict=True)])
