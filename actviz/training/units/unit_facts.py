"""All about one hidden unit: its pre-activations on the training set, its weights, its own map."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats, Ints
from actviz.nn.activation import SATURATED_BELOW
from actviz.nn.network import Network
from actviz.training.measure.histograms import histogram
from actviz.training.measure.probes import grid
from actviz.training.pieces import Pieces
from actviz.training.unit_state import UnitFacts

MAP_PX = 48  # pixels a side: 64 took twice as long, and lines drawn between pixels look the same


def unit_facts(
    network: Network,
    x: Floats,
    extent: tuple[float, float, float, float] | None,
    layer: int,
    unit: int,
    activity_steps: Ints,
    activity: Floats,
) -> Pieces[UnitFacts]:
    """Measure one unit (layer 1-based) over the training inputs x (n_0, N), and over the input plane `extent`."""
    activation, alpha = network.activations[layer - 1], _alpha(network, layer, unit)
    z = yield from pre_activations(network, x, layer, unit)
    slope = activation.slope(z, alpha)
    flat, saturated = (
        activation.is_flat(z, alpha, slope),
        np.absolute(slope) < SATURATED_BELOW * activation.max_slope(alpha),
    )
    z_map = h_map = None
    if extent is not None:
        z_map = yield from pre_activations(network, grid(extent, MAP_PX).astype(network.dtype), layer, unit)
        z_map = z_map.reshape(MAP_PX, MAP_PX)
        h_map = activation.value(z_map, alpha)
    return UnitFacts(
        layer=layer,
        unit=unit,
        histogram=histogram(z, float(np.mean(flat)), float(np.mean(saturated))),
        weights_in=network.weights[layer - 1][:, unit].copy(),
        bias=float(network.biases[layer - 1][unit]),
        weights_out=network.weights[layer][unit].copy(),
        activity_steps=activity_steps,
        activity=activity,
        z_map=z_map,
        h_map=h_map,
    )


def pre_activations(network: Network, x: Floats, layer: int, unit: int) -> Pieces[Floats]:
    """Compute a unit's z for all inputs x (n_0, N), (N,); the layers above it are not computed."""
    z = np.empty(x.shape[1], network.dtype)
    for part, passes in network.forward_chunks(x, layer):
        z[part] = passes.z[layer - 1][unit, : part.stop - part.start]
        yield
    return z


def _alpha(network: Network, layer: int, unit: int) -> float | None:
    learned = network.alphas[layer - 1]
    if learned is None:
        return network.fixed_alphas[layer - 1]
    return float(learned[unit if len(learned) > 1 else 0, 0])
