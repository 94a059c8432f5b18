"""The band around the mean-field line: how the gradients at step 0 of networks like the run's differ from draw to draw.

It is measured by drawing networks of the run's shape, activations and initializer on its data, and it is cached.
"""

from __future__ import annotations

import zlib
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.diagnosis.theory_at_step_0 import GIVEN, below_zero_slopes
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.finite_width import drawn_networks, log10_gradient
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import loss_for
from actviz.nn.network import Network
from actviz.training.config.config import RunConfig
from actviz.training.pieces import Pieces
from actviz.training.snapshot import RunFacts, Start
from actviz.translation import kept_in_one_language, tr

OUTSIDE = 0.05  # of the draws, below the band, and as many above
MOST_DRAWS = 400  # the shares of networks below and above the band are then known to about 0.01
LEAST_DRAWS = 40  # and to 0.035
MOST_EXAMPLES, LEAST_EXAMPLES = 256, 64  # with fewer, their mean gradient is another than the whole training set's
MOST_PRODUCTS = 10_000_000_000  # of numbers, in all these networks: some seconds
DRAWING = 100  # products take as long as to draw one weight
KEPT_BANDS = 32


@dataclass(frozen=True, eq=False)
class Band:
    """90 % of networks drawn like a run's: log10 of their gradient RMS, relative to the output layer's."""

    edges: Floats | None  # (2, L) the lower and the upper edge; None where there is no band
    n_draws: int = 0
    reason: str = ""  # why there is no band, as a clause

    def around(self, start: Start) -> Floats | None:
        """Return the band in log10 of the gradient RMS, (2, L), from the output layer's measured value on."""
        anchor = float(start.rms[-1])
        usable = np.isfinite(anchor) and anchor > 0.0
        return self.edges + np.log10(anchor) if self.edges is not None and usable else None


_known: dict[tuple[object, ...], Band] = {}  # the latest KEPT_BANDS
kept_in_one_language(_known.clear)


def known_band(facts: RunFacts, config: RunConfig) -> Band | None:
    """Return the band of a run that started with `config`'s activations, if it has been measured."""
    return _known.get(_key(facts, config, *_sample(facts)))


def measured_band(facts: RunFacts, config: RunConfig) -> Pieces[Band]:
    """Measure the band of a run that started with `config`'s activations; a band that is cached is returned at once."""
    x, y = _sample(facts)
    key = _key(facts, config, x, y)
    if key not in _known:
        rng = np.random.default_rng(zlib.crc32(repr(key).encode()))  # the same draws whenever the same is asked for
        band = yield from _measured(facts, config, x, y, rng)
        for old in list(_known)[: 1 - KEPT_BANDS]:
            _known.pop(old, None)
        _known[key] = band
    return _known[key]


def _measured(facts: RunFacts, config: RunConfig, x: Floats, y: NDArray[Any], rng: np.random.Generator) -> Pieces[Band]:
    if not facts.config.draws_weights:
        return Band(None, reason=tr(GIVEN))
    n_draws = affordable_draws(facts)
    if n_draws < LEAST_DRAWS:
        return Band(None, reason=tr("the network is too large to be drawn many times"))
    activations = [ACTIVATIONS[key] for key in config.activations]
    alphas = [config.alpha if a.alpha is not None else None for a in activations]
    loss = loss_for(facts.task, config.loss)
    network = Network(facts.sizes, activations, loss, "float64", alphas, architecture=config.architecture)
    initializer, first = INITIALIZERS[facts.config.initializer], facts.config
    slopes, scale, bias = below_zero_slopes(first), first.init_scale, first.bias_init
    draws = drawn_networks(network, initializer, scale, bias, x, y, rng, slopes, first.bias_spread)
    found = []
    for _ in islice(draws, n_draws):
        found.append(log10_gradient(network))
        yield
    logs = np.array(found)
    heard = logs[~np.isnan(logs).any(axis=1)]
    if len(heard) < LEAST_DRAWS:
        return Band(None, n_draws, tr("most networks drawn like this give their output layer no finite gradient"))
    return Band(middle_of(heard), n_draws)


def affordable_draws(facts: RunFacts) -> int:
    """Return how many networks like the run's may be drawn."""
    price = facts.n_weights * (3 * len(_sample(facts)[0]) + DRAWING)
    return min(MOST_DRAWS, MOST_PRODUCTS // price)


def middle_of(draws: Floats) -> Floats:
    """Return the values, (2, …), that OUTSIDE of the draws (n, …) are below, and as many above."""
    ordered, n = np.sort(draws, axis=0), len(draws)
    beyond = max(0, round(OUTSIDE * (n + 1)) - 1)
    return np.stack([ordered[beyond], ordered[n - 1 - beyond]])


def _sample(facts: RunFacts) -> tuple[Floats, NDArray[Any]]:
    """Return evenly spaced training examples, as many as the work allows in MOST_DRAWS networks."""
    affordable = MOST_PRODUCTS // (MOST_DRAWS * 3 * facts.n_weights)
    n = max(LEAST_EXAMPLES, min(MOST_EXAMPLES, affordable))
    every = -(-len(facts.train_x) // n)
    return facts.train_x[::every], facts.train_y[::every]


def _key(facts: RunFacts, config: RunConfig, x: Floats, y: NDArray[Any]) -> tuple[object, ...]:
    first = facts.config
    of_data = tuple(zlib.crc32(np.ascontiguousarray(values).tobytes()) for values in (x, y))
    of_biases = first.bias_init, first.bias_spread
    of_draw = first.draws_weights, first.initializer, first.init_scale, *of_biases, tuple(below_zero_slopes(first))
    of_network = facts.sizes, config.activations, config.alpha, config.architecture
    return *of_network, facts.task, config.loss, *of_draw, *of_data
