"""Recycling: units that are dead or nearly silent begin again (ReDo, Sokar et al. 2023, arXiv 2302.12902).

Of a unit with normalisation, γ, β and the running statistics begin again, too. A skip that is the identity goes on
passing the unit's output: only learned weights out of it become 0.

A unit is nearly silent (τ-dormant) if its mean |h| over the training set is at most τ = 0.025 of its layer's mean. It
gets new weights and a new bias from the initializer; its weights out become 0, so that the network's output does not
jump by them; and the optimizer forgets what it gathered for all of these. The draw follows from the run's seed and
the step alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.arrays import Bools, Floats, Ints
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.network import Network
from actviz.nn.optimizers import Optimizer
from actviz.training.config.config import RunConfig
from actviz.training.config.seeds import recycling_seed
from actviz.training.turn_facts import Recycled
from actviz.training.unit_state import UnitCensus

NEVER = 1 << 60  # a step


def recycles_at(config: RunConfig, step: int) -> bool:
    """Whether units are recycled when the run arrives at this step."""
    return step in config.recycle_at or bool(config.recycle_every and step and step % config.recycle_every == 0)


def next_recycling(config: RunConfig, step: int) -> int:
    """Return the first step after this one at which units are recycled."""
    every = config.recycle_every
    coming = [at for at in config.recycle_at if at > step]
    return min([NEVER, *coming[:1], *([(step // every + 1) * every] if every else [])])


def recyclable(census: UnitCensus) -> Bools:
    """Return which units of a layer are dead or nearly silent, (units,)."""
    return census.dead | census.dormant


def recycle(
    network: Network, optimizer: Optimizer, config: RunConfig, step: int, censuses: Sequence[UnitCensus]
) -> Recycled:
    """Recycle the dead and nearly silent units of a network at a step; `censuses` are those of its hidden layers."""
    chosen = [np.flatnonzero(recyclable(census)) for census in censuses]
    vectors = [network.parameters, *optimizer.state.values()]
    # all weights in first: between two units that are both recycled the weight becomes 0
    for i, units in enumerate(chosen):
        if units.size:
            _draw_again(network, config, np.random.default_rng(recycling_seed(config, step, i + 1)), i, units)
            for vector in vectors[1:]:
                network.layout.matrices(vector)[i][:, units] = 0.0
                _set_own(network, vector, i, units, 0.0, 0.0, 0.0)
                for projection in _projections(network, vector, last=i + 1):
                    projection[:, units] = 0.0
    for i, units in enumerate(chosen):
        for vector in vectors:
            network.layout.matrices(vector)[i + 1][units, :] = 0.0
            for projection in _projections(network, vector, source=i + 1):
                projection[units, :] = 0.0
    n_dead = np.array([np.count_nonzero(census.dead) for census in censuses], np.int64)
    return Recycled(step, n_dead, np.array([len(units) for units in chosen], np.int64) - n_dead)


def _draw_again(network: Network, config: RunConfig, rng: np.random.Generator, i: int, units: Ints) -> None:
    """Draw the weights and biases of some units of hidden layer i (from 0) again, as at the start."""
    activation, alpha = network.activations[i], network.fixed_alphas[i]
    fan_in, fan_out = network.sizes[i : i + 2]
    weights, biases = INITIALIZERS[config.initializer].draw(rng, fan_in, fan_out, activation.negative_slope(alpha))
    matrix = network.layout.matrices(network.parameters)[i]
    matrix[:-1, units] = weights[:, units] * config.init_scale
    _set_own(network, network.parameters, i, units, 0.0 if alpha is None else alpha, 1.0, 1.0)
    for projection in _projections(network, network.parameters, last=i + 1):
        projection[:, units] = INITIALIZERS[config.initializer].draw(
            rng, projection.shape[0], projection.shape[1], 1.0
        )[0][:, units]
    if config.bias_spread:
        biases = biases + rng.normal(0.0, config.bias_spread, fan_out)
    matrix[-1, units] = biases[units] + config.bias_init


def _set_own(
    network: Network, vector: Floats, i: int, units: Ints, alpha: float, gamma: float, variance: float
) -> None:
    """Set the numbers that some units of hidden layer i have of their own: α, γ and variance; β and mean to 0."""
    layout = network.layout
    slopes = layout.alphas(vector)[i]
    if slopes is not None and len(slopes) > 1:
        slopes[units] = alpha
    of_layer = ((layout.gammas, gamma), (layout.betas, 0.0), (layout.means, 0.0), (layout.variances, variance))
    for spans, value in of_layer:
        span = spans[i]
        if span.start < span.stop <= len(vector):  # an optimizer has no state of running means
            vector[span][units] = value


def _projections(network: Network, vector: Floats, source: int = 0, last: int = 0) -> list[Floats]:
    """Return the projections of the skips that leave hidden layer `source`, or end in `last` (1-based)."""
    blocks = enumerate(network.layout.residual_blocks)
    found = [network.layout.matrix_of(k, vector) for k, block in blocks if source == block.source or last == block.last]
    return [projection for projection in found if projection is not None]
