"""Initializers draw a layer's weights and biases; the registry holds one entry each.

An initializer gets the rng, fan_in, fan_out and the activation's slope below zero (used by He's rule) and returns
float64 weights (fan_in, fan_out) and biases (fan_out,). For the theory, its entry also gives the variances of a weight
and of a bias, whose means are 0.

To add an initializer, write its drawing function and an entry in INITIALIZERS.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, sqrt

import numpy as np
from numpy.typing import NDArray

from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import looked_up, mark

Draw = tuple[NDArray[np.float64], NDArray[np.float64]]
Rng = np.random.Generator
Variances = Callable[[int, int, float], tuple[float, float]]  # fan_in, fan_out, slope: of a weight, of a bias


@looked_up("label", "story")
@dataclass(frozen=True)
class Initializer:
    """One way to draw a layer's initial weights and biases.

    `variances` is None if the weights do not all have one distribution of mean 0, as mean-field theory requires.
    """

    key: str
    label: str
    story: str
    draw: Callable[[Rng, int, int, float], Draw]
    variances: Variances | None
    independent: bool = True  # whether the weights are drawn independently


Rule = tuple[Callable[[Rng, int, int, float], Draw], Variances]


def _normal(deviation: Callable[[int, int, float], float]) -> Rule:
    def draw(rng: Rng, fan_in: int, fan_out: int, slope: float) -> Draw:
        return rng.normal(0.0, deviation(fan_in, fan_out, slope), (fan_in, fan_out)), np.zeros(fan_out)

    return draw, lambda *shape: (deviation(*shape) ** 2, 0.0)


def _uniform(bound: Callable[[int, int, float], float]) -> Rule:
    def draw(rng: Rng, fan_in: int, fan_out: int, slope: float) -> Draw:
        limit = bound(fan_in, fan_out, slope)
        return rng.uniform(-limit, limit, (fan_in, fan_out)), np.zeros(fan_out)

    return draw, lambda *shape: (bound(*shape) ** 2 / 3.0, 0.0)


def _zeros(_rng: Rng, fan_in: int, fan_out: int, _slope: float) -> Draw:
    return np.zeros((fan_in, fan_out)), np.zeros(fan_out)


def _orthogonal(rng: Rng, fan_in: int, fan_out: int, _slope: float) -> Draw:
    tall = (max(fan_in, fan_out), min(fan_in, fan_out))
    q, r = np.linalg.qr(rng.normal(size=tall))
    q *= np.sign(np.diag(r))  # makes the draw uniform over orthogonal matrices (Mezzadri 2007)
    return (q if fan_in >= fan_out else q.T).copy(), np.zeros(fan_out)


def _pytorch(rng: Rng, fan_in: int, fan_out: int, _slope: float) -> Draw:
    limit = 1.0 / sqrt(fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out)), rng.uniform(-limit, limit, fan_out)


def _rai(rng: Rng, fan_in: int, fan_out: int, _slope: float) -> Draw:
    rows = rng.normal(0.0, 0.6007 / sqrt(fan_in), (fan_out, fan_in + 1))  # each unit's weights, then its bias
    rows[np.arange(fan_out), rng.integers(0, fan_in + 1, fan_out)] = rng.beta(2.0, 1.0, fan_out)
    return rows[:, :-1].T.copy(), rows[:, -1].copy()


def _random_walk(fan_in: int, _fan_out: int, _slope: float) -> float:
    """Return g/√fan_in with g = √2·exp(1.2/(max(N, 6) - 2.4)), the mean of whose walk is 0 for ReLU, in N = fan_in."""
    return sqrt(2.0 / fan_in) * exp(1.2 / (max(fan_in, 6) - 2.4))


INITIALIZERS: Registry[Initializer] = Registry(mark("initializer"))
for _entry in (
    Initializer(
        "zeros", mark("Zeros"), mark("Every weight 0: all units of a layer stay alike."), _zeros, lambda *_: (0.0, 0.0)
    ),
    Initializer(
        "normal",
        mark("Normal 0.05"),
        mark("Normal with deviation 0.05, whatever the width."),
        *_normal(lambda *_: 0.05),
    ),
    Initializer(
        "uniform", mark("Uniform ±0.05"), mark("Uniform on ±0.05, whatever the width."), *_uniform(lambda *_: 0.05)
    ),
    Initializer(
        "xavier_normal",
        mark("Xavier normal"),
        mark("Variance 2/(fan_in + fan_out): keeps tanh-like signals in range (Glorot and Bengio 2010)."),
        *_normal(lambda fan_in, fan_out, _: sqrt(2.0 / (fan_in + fan_out))),
    ),
    Initializer(
        "xavier_uniform",
        mark("Xavier uniform"),
        mark("Uniform with variance 2/(fan_in + fan_out) (Glorot and Bengio 2010)."),
        *_uniform(lambda fan_in, fan_out, _: sqrt(6.0 / (fan_in + fan_out))),
    ),
    Initializer(
        "he_normal",
        mark("He normal"),
        mark("Variance 2/((1 + α²) fan_in): makes up for the half that ReLU switches off (He et al. 2015)."),
        *_normal(lambda fan_in, _, slope: sqrt(2.0 / ((1.0 + slope**2) * fan_in))),
    ),
    Initializer(
        "he_uniform",
        mark("He uniform"),
        mark("Uniform with variance 2/((1 + α²) fan_in) (He et al. 2015)."),
        *_uniform(lambda fan_in, _, slope: sqrt(6.0 / ((1.0 + slope**2) * fan_in))),
    ),
    Initializer(
        "random_walk",
        mark("Random walk"),
        mark(
            "He's rule with a little more for narrow layers, whose gradients it keeps in ReLU networks "
            "(Sussillo and Abbott 2014)."
        ),
        *_normal(_random_walk),
    ),
    Initializer(
        "lecun_normal",
        mark("LeCun normal"),
        mark("Variance 1/fan_in: keeps the variance of a linear layer (LeCun et al. 1998); the partner of SELU."),
        *_normal(lambda fan_in, *_: sqrt(1.0 / fan_in)),
    ),
    Initializer(
        "orthogonal",
        mark("Orthogonal"),
        mark("A random rotation: keeps lengths exactly (Saxe et al. 2014)."),
        _orthogonal,
        lambda fan_in, fan_out, _: (1.0 / max(fan_in, fan_out), 0.0),
        independent=False,
    ),
    Initializer(
        "pytorch",
        mark("PyTorch default"),
        mark("Weights and biases uniform on ±1/√fan_in, as torch.nn.Linear draws them."),
        _pytorch,
        lambda fan_in, *_: (1.0 / (3.0 * fan_in), 1.0 / (3.0 * fan_in)),
    ),
    Initializer(
        "rai",
        mark("RAI"),
        mark(
            "Randomized asymmetric: one positive entry a unit, so fewer ReLUs are dead from the start (Lu et al. 2019)."
        ),
        _rai,
        None,
    ),
):
    INITIALIZERS.add(_entry)
