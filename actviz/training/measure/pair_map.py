"""Measures a map over two of a network's inputs: one pass over 4,096 points."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.data.split import Units
from actviz.nn.network import Network
from actviz.training.measure.probes import plane_outputs
from actviz.training.pair_map import PairMap
from actviz.training.pieces import Pieces

PX = 64  # pixels a side
MARGIN = 0.06  # of the range, beyond the outermost examples on either side
MOST_EXAMPLES = 20_000  # that the medians are taken of
COLUMNS_AT_ONCE = 32


def medians(x: Floats) -> Floats:
    """Return the median of each input over examples (N, n_0): where the other inputs stand."""
    some = x[:: -(-len(x) // MOST_EXAMPLES)]
    starts = range(0, x.shape[1], COLUMNS_AT_ONCE)  # a few at a time, which takes little memory
    return np.concatenate([np.median(some[:, start : start + COLUMNS_AT_ONCE], axis=0) for start in starts])


def pair_map(
    network: Network, x: Floats, middle: Floats, pair: tuple[int, int], own_x: Units | None, own_y: Units | None
) -> Pieces[PairMap]:
    """Measure the map over the range of the examples x, (N, n_0) as the network sees them.

    `middle`, (n_0,), is where the other inputs stand; `own_x` and `own_y` are the units of standardised inputs and
    targets.
    """
    columns = list(pair)
    low, high = x[:, columns].min(axis=0).astype(np.float64), x[:, columns].max(axis=0).astype(np.float64)
    room = np.where(high > low, MARGIN * (high - low), 1.0)
    low, high = low - room, high + room
    across, up = (np.linspace(low[i], high[i], 2 * PX + 1)[1::2] for i in (0, 1))  # the pixels' centres
    points = np.repeat(middle[:, np.newaxis].astype(network.dtype), PX * PX, axis=1)
    points[pair[0]], points[pair[1]] = np.tile(across, PX), np.repeat(up, PX)
    values = yield from plane_outputs(network, points)
    if own_y is not None:
        values = np.asarray(own_y.own(values.T).T)
    if own_x is not None:
        units = Units(own_x.mean[columns], own_x.deviation[columns])
        low, high = units.own(low), units.own(high)
    extent = (float(low[0]), float(high[0]), float(low[1]), float(high[1]))
    return PairMap(pair, extent, values.reshape(-1, PX, PX))
