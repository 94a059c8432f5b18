"""All about one hidden unit: its pre-activations on the training set, its weights, its own map."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.nn.network import Network
from actviz.training.census import SATURATED_BELOW, histogram
from actviz.training.probes import grid
from actviz.training.snapshot import Floats, Ints, UnitFacts
from actviz.training.unit_watch import CHUNK

Array = NDArray[np.floating[Any]]
MAP_PX = 48  # pixels a side: 64 took twice as long, and lines drawn between pixels look the same


@np.errstate(all="ignore")
def unit_facts(
    network: Network,
    x: Array,
    extent: tuple[float, float, float, float] | None,
    layer: int,
    unit: int,
    activity_steps: Ints,
    activity: Floats,
) -> UnitFacts:
    """Measure one unit (layer 1-based) over the training inputs x (n_0, N), and over the input plane `extent`."""
    z = pre_activations(network, x, layer, unit)
    slope = np.absolute(_slope(network, layer, unit, z))
    steepest = network.activations[layer - 1].max_slope(_alpha(network, layer, unit))
    z_map = h_map = None
    if extent is not None:
        z_map = pre_activations(network, grid(extent, MAP_PX).astype(network.dtype), layer, unit)
        z_map = z_map.reshape(MAP_PX, MAP_PX)
        h_map = network.activations[layer - 1].value(z_map, _alpha(network, layer, unit))
    return UnitFacts(
        layer=layer,
        unit=unit,
        histogram=histogram(z, float(np.mean(slope == 0.0)), float(np.mean(slope < SATURATED_BELOW * steepest))),
        weights_in=network.weights[layer - 1][:, unit].copy(),
        bias=float(network.biases[layer - 1][unit]),
        weights_out=network.weights[layer][unit].copy(),
        activity_steps=activity_steps,
        activity=activity,
        z_map=z_map,
        h_map=h_map,
    )


def pre_activations(network: Network, x: Array, layer: int, unit: int) -> Array:
    """Return a unit's z for all inputs x (n_0, N), (N,); the layers above it are not computed."""
    n = x.shape[1]
    chunk = min(n, CHUNK)
    passes, z = network.propagation(chunk), np.empty(n, network.dtype)
    for start in range(0, n, chunk):
        k = min(n, start + chunk) - start
        passes.inputs[:, :k] = x[:, start : start + k]
        passes.forward(layer)
        z[start : start + k] = passes.z[layer - 1][unit, :k]
    return z


def _alpha(network: Network, layer: int, unit: int) -> float | None:
    learned = network.alphas[layer - 1]
    if learned is None:
        return network.fixed_alphas[layer - 1]
    return float(learned[unit if len(learned) > 1 else 0, 0])


def _slope(network: Network, layer: int, unit: int, z: Array) -> Array:
    return network.activations[layer - 1].slope(z, _alpha(network, layer, unit))
