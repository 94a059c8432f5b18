"""Theory of born-dead units: the expected shares of dead ReLUs and of dead networks before the first step."""

from __future__ import annotations

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activation import INF, Activation
from actviz.nn.initializers import Initializer
from actviz.nn.normal_tail import upper_tail
from actviz.nn.theory import LayerPrior

LARGE = 1e60
MOST_DRAWS = 256  # networks; their mean share is then known to about 0.01
MOST_PRODUCTS = 400_000_000  # of numbers, in all these networks: about 50 ms
DRAWING = 100  # products take as long as to draw one weight
STEPS = np.linspace(-9.0, 9.0, 1001)  # t of ∫Dt, in deviations
SHARES = np.exp(-0.5 * STEPS**2) * (STEPS[1] - STEPS[0]) / sqrt(2.0 * pi)


def born_dead_bounds(width: int, n_layers: int) -> tuple[float, float]:
    """Return a lower and an upper bound on the probability that a whole ReLU network is born dead (constant).

    They hold for a network without biases, with one input, `n_layers` layers of weights (the output's included) and
    hidden layers all of this width, weights drawn independently from a distribution that is symmetric about 0
    (Lu, Shin, Su and Karniadakis 2019, arXiv 1903.06733, theorem 3 and its corollary).
    """
    if n_layers < 2:
        return 0.0, 0.0
    n = width
    all_off = 2.0**-n
    a1, a2 = 1.0 - all_off, 1.0 - 2.0 * all_off - (n - 1) * all_off**2
    upper = 1.0 - a1 ** (n_layers - 1)
    factor = (1.0 - 2.0 * all_off) * (1.0 - all_off) / (1.0 + (n - 1) * all_off)
    lower = 1.0 - a1 ** (n_layers - 2) + factor * (a2 ** (n_layers - 2) - a1 ** (n_layers - 2))
    return min(lower, upper), upper


def is_relu(activation: Activation, alpha: float | None = None) -> bool:
    """Whether the function is max(0, z), as leaky ReLU is with α = 0: the shares of dead units are for it alone."""
    above = np.linspace(0.0, 64.0, 200)
    return activation.flat_regions(alpha) == ((-INF, 0.0),) and bool((activation.value(above, alpha) == above).all())


def expected_dead_shares(
    input_square: float, input_cosine: float, n_examples: int, layers: Sequence[LayerPrior]
) -> list[float]:
    """Return the approximate expected share of dead units in each hidden layer of a ReLU network at step 0.

    In a wide layer a unit's pre-activations on the examples are jointly normal. We assume one correlation c for all
    pairs of examples, so that z = √c t + √(1-c) e with a common t, and

        share = ∫Dt Φ(-(m/√q + √c t) / √(1-c))^n

    c starts as the inputs' mean cosine and follows E[h h′] = ∫Dt E[h | t]² from layer to layer. This is an
    approximation: examples differ in length and pairs in c, and in a narrow layer c varies around its mean. With
    biases whose mean is negative the signal fades so fast that the longest examples decide, and it breaks down.

    Args:
        input_square: mean square of the inputs.
        input_cosine: mean cosine between two different examples; below 0 it counts as 0.
        n_examples: number of examples; a unit is dead if it is off on all of them.
        layers: the hidden layers.
    """
    shares = []
    square, product = input_square, input_square * max(0.0, min(1.0, input_cosine))
    unit = 1.0  # squares are in this unit: ReLU is scale-free, and deep networks would leave the float range
    for prior in layers:
        q = prior.gain * square + prior.bias_variance / unit
        shared = prior.gain * product + prior.bias_variance / unit
        mean = prior.bias_mean / sqrt(unit)
        if q == 0.0:
            shares.append(1.0 if mean <= 0.0 else 0.0)
            square = product = max(0.0, mean) ** 2
            continue
        c = min(1.0, shared / q)
        off, on = _rectified(mean + sqrt(q * c) * STEPS, sqrt(q * (1.0 - c)))  # given t
        alike = c == 1.0  # then all examples give one value
        shares.append(float(_rectified(np.array([mean]), sqrt(q))[0][0] if alike else SHARES @ off**n_examples))
        square = float(SHARES @ np.maximum(mean + sqrt(q) * STEPS, 0.0) ** 2) if mean else 0.5 * q
        product = min(square, float(SHARES @ on**2))
        if square > LARGE:
            unit, product, square = unit * square, product / square, 1.0
    return shares


def simulated_dead_shares(
    x: Floats,
    layers: Sequence[LayerPrior],
    initializer: Initializer,
    scale: float,
    slopes: Sequence[float],
    bias_spread: float = 0.0,
) -> list[float] | None:
    """Return the mean share of dead units in each hidden layer of ReLU networks drawn at random.

    As many are drawn as MOST_PRODUCTS allow, up to MOST_DRAWS; always the same ones. Returns None if not even one is.

    Args:
        x: all training inputs, (N, n_0).
        layers: the hidden layers; of each only the sizes and the mean of the biases are used.
        initializer: draws the weights and biases.
        scale: all weights are multiplied by it.
        slopes: each hidden layer's slope below zero, for He's rule.
        bias_spread: deviation of a normal number that is added to every bias.
    """
    products = (len(x) + DRAWING) * sum(prior.fan_in * prior.fan_out for prior in layers)
    n_draws = min(MOST_DRAWS, MOST_PRODUCTS // max(1, products))
    if not n_draws:
        return None
    rng, inputs = np.random.default_rng(0), np.asarray(x, np.float32).T
    dead = np.zeros(len(layers))
    with np.errstate(all="ignore"):  # signals that leave the range of numbers are infinite
        for _ in range(n_draws):
            h = inputs
            for i, (prior, slope) in enumerate(zip(layers, slopes, strict=True)):
                weights, biases = initializer.draw(rng, prior.fan_in, prior.fan_out, slope)
                if bias_spread:
                    biases = biases + rng.normal(0.0, bias_spread, len(biases))
                z = (weights * scale).astype(np.float32).T.dot(h)
                z += (biases + prior.bias_mean).astype(np.float32)[:, None]
                dead[i] += np.count_nonzero(z.max(axis=1) <= 0.0) / prior.fan_out
                h = np.maximum(z, 0.0, out=z)
    return [float(share) for share in dead / n_draws]


def _rectified(mean: Floats, deviation: float) -> tuple[Floats, Floats]:
    """Return P(Z <= 0) and E[max(0, Z)] for Z ~ N(mean, deviation²)."""
    if deviation == 0.0:
        return np.asarray(mean <= 0.0, np.float64), np.maximum(mean, 0.0)
    x = mean / deviation
    tail, bell, scratch = (np.empty_like(x) for _ in range(3))
    with np.errstate(under="ignore"):
        upper_tail(x, tail, bell, scratch)  # P(Z > |x|)
    off = np.where(mean > 0.0, tail, 1.0 - tail)
    return off, mean * (1.0 - off) + deviation * bell / sqrt(2.0 * pi)
