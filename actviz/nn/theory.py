"""Mean-field theory predicts how signals and gradients change from layer to layer in a wide network of random weights.

In a wide layer whose weights have mean 0 and variance σ_w²/fan_in, the pre-activations of one example are
normal: Z ~ N(m, q), with m the mean of the biases and

    q_l = σ_w² E[h_{l-1}²] + σ_b²,    E[h_l²] = E[φ(Z)²],    χ_l = σ_w² E[φ′(Z)²]

with the σ_w² of the layer above in χ (Poole et al. 2016, Schoenholz et al. 2017). Going back through hidden layer l,
the sum of the squares of ∂J/∂z is multiplied by χ_l; χ = 1 is the edge of chaos, at which gradients neither vanish
nor explode. The theory holds for independent weights, one example at a time, in the limit of wide layers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from actviz.arrays import Floats
from actviz.nn.activation import Activation
from actviz.nn.quantiles import distinct

REACH = 9.0  # deviations to both sides: beyond them lies 2e-19 of a normal distribution
EVEN_EDGES = np.linspace(-REACH, REACH, 37)
# Gauss-Legendre on -1 … 1 by Golub and Welsch's eigenvectors: importing numpy.polynomial would delay every start
_BESIDE = np.arange(1, 12) / np.sqrt(4.0 * np.arange(1, 12) ** 2 - 1.0)
GAUSS_NODES, _VECTORS = np.linalg.eigh(np.diag(_BESIDE, 1) + np.diag(_BESIDE, -1))
GAUSS_WEIGHTS = 2.0 * _VECTORS[0] ** 2
AROUND_CORNERS = np.concatenate([[0.0], *([-d, d] for d in 0.25 * 2.0 ** np.arange(8))])  # in z: ±¼ … ±32


@dataclass(frozen=True)
class LayerPrior:
    """The distribution from which one layer's weights and biases are drawn."""

    fan_in: int
    fan_out: int
    weight_variance: float
    bias_variance: float = 0.0
    bias_mean: float = 0.0

    @property
    def gain(self) -> float:
        """σ_w²: the variance of a weight times fan_in."""
        return self.fan_in * self.weight_variance


@dataclass(frozen=True, eq=False)
class MeanField:
    """The prediction of mean-field theory for a network of L layers, the last one without an activation."""

    q: Floats  # (L,) variance of the pre-activations, over the draw of the weights
    squares: Floats  # (L,) mean square of each layer's inputs: of h_0 … h_{L-1}
    chi: Floats  # (L-1,) of the hidden layers
    log10_gradient: Floats  # (L,) log10 of the RMS of ∂J/∂W, relative to the output layer's: its last value is 0


def normal_nodes(mean: float, deviation: float, corners: Sequence[float] = ()) -> tuple[Floats, Floats]:
    """Return z and weights w such that Σ w f(z) = E f(Z) for Z ~ N(mean, deviation²).

    The rule is Gauss-Legendre on short intervals that end at the corners of f, where its slope may jump, and are
    shorter near them. Gauss-Hermite nodes would lose four digits at a corner, and miss the values near 0 if Z is wide.
    """
    if deviation == 0.0:
        return np.array([mean]), np.ones(1)
    near = np.concatenate([corner + AROUND_CORNERS for corner in (0.0, *corners)])
    near = (near - mean) / deviation
    edges = distinct(np.concatenate([EVEN_EDGES, near[np.abs(near) < REACH]]))
    middle, half = (edges[1:] + edges[:-1]) / 2.0, (edges[1:] - edges[:-1]) / 2.0
    t = middle[:, None] + half[:, None] * GAUSS_NODES
    weights = half[:, None] * GAUSS_WEIGHTS * np.exp(-0.5 * t * t) / np.sqrt(2.0 * np.pi)
    return mean + deviation * t.ravel(), weights.ravel()


def moments(activation: Activation, q: float, mean: float = 0.0, alpha: float | None = None) -> tuple[float, float]:
    """Return E[φ(Z)²] and E[φ′(Z)²] for Z ~ N(mean, q)."""
    z, weights = normal_nodes(mean, float(np.sqrt(q)), activation.corners(alpha))
    with np.errstate(all="ignore"):  # a variance beyond the float range gives inf or NaN
        return float(weights @ activation.value(z, alpha) ** 2), float(weights @ activation.slope(z, alpha) ** 2)


class SpreadMoments:
    """E[φ(Z)²] and E[φ′(Z)²] for Z ~ N(0, q) at any q from 1e-4 to `largest_q`; φ and φ′ are evaluated once.

    The rule is Gauss-Legendre on intervals that grow by octaves on both sides of 0 and end at the corners of φ.
    """

    def __init__(self, activation: Activation, largest_q: float, alpha: float | None = None) -> None:
        octaves = 1e-3 * 2.0 ** np.arange(np.ceil(np.log2(REACH * np.sqrt(largest_q) / 1e-3)) + 1.0)
        around = [corner + AROUND_CORNERS for corner in activation.corners(alpha)]
        edges = distinct(np.concatenate([-octaves, [0.0], octaves, *around]))
        middle, half = (edges[1:] + edges[:-1]) / 2.0, (edges[1:] - edges[:-1]) / 2.0
        z = (middle[:, None] + half[:, None] * GAUSS_NODES).ravel()
        self._weights = (half[:, None] * GAUSS_WEIGHTS).ravel()
        self._z_squared = z * z
        with np.errstate(all="ignore"):
            self._squares = np.stack([activation.value(z, alpha) ** 2, activation.slope(z, alpha) ** 2])

    @np.errstate(all="ignore")
    def at(self, q: Floats) -> tuple[Floats, Floats]:
        """Return both moments at each of these variances, (n,)."""
        q = np.asarray(q)[:, None]
        density = self._weights * np.exp(-self._z_squared / (2.0 * q)) / np.sqrt(2.0 * np.pi * q)
        seen = self._z_squared <= REACH**2 * q  # beyond, φ may be infinite, and 0 · inf would be NaN
        square, slope = (np.where(seen, density * values, 0.0).sum(axis=1) for values in self._squares)
        return square, slope


def mean_field(
    input_square: float,
    layers: Sequence[LayerPrior],
    activations: Sequence[Activation],
    alphas: Sequence[float | None] | None = None,
) -> MeanField:
    """Compute the prediction layer by layer, first layer first.

    Args:
        input_square: mean square of the network's inputs.
        layers: L of them, the output layer last.
        activations: one for each of the L - 1 hidden layers.
        alphas: each hidden layer's α; None means the default.

    Where values leave the float range, or no gradient passes, log10_gradient holds infinities or NaN.
    """
    given = alphas or [None] * len(activations)
    squares, slopes, q = [input_square], [], []
    with np.errstate(all="ignore"):
        for prior, activation, alpha in zip(layers, activations, given, strict=False):
            q.append(prior.gain * squares[-1] + prior.bias_variance)
            square, slope = moments(activation, q[-1], prior.bias_mean, alpha)
            squares.append(square)
            slopes.append(slope)
        q.append(layers[-1].gain * squares[-1] + layers[-1].bias_variance)
        chi = np.array([above.gain * slope for above, slope in zip(layers[1:], slopes, strict=True)])
        # sum of the squares of ∂J/∂z, relative to that of the output layer: the product of the χ above
        sums = np.concatenate([np.cumsum(np.log10(chi)[::-1])[::-1], [0.0]])
        widths = np.array([prior.fan_out for prior in layers])
        logs = 0.5 * (sums - np.log10(widths) + np.log10(squares))
        return MeanField(np.array(q), np.array(squares), chi, np.asarray(logs - logs[-1]))


# The edge of chaos


@dataclass(frozen=True)
class Edge:
    """The edge of chaos of an activation at a given σ_b: the critical σ_w, for which χ = 1, and its fixed point q."""

    sigma_w: float | None  # None if there is no edge
    q: float | None  # None: at any q, as for ReLU
    reason: str  # a clause: a property of the edge, or why there is none


SEARCHED_Q = np.geomspace(1e-4, 1e6, 61)
VANISHING_Q = 1e-28


@np.errstate(all="ignore")  # a function of the user's own may leave the float range on the way
def critical_sigma_w(activation: Activation, sigma_b: float = 0.0, alpha: float | None = None) -> Edge:
    """Find the σ_w at which χ = 1 at the fixed point q* = σ_w² E[φ²] + σ_b², which must attract q.

    Every q above σ_b² is the fixed point of one σ_w, given by σ_w² = (q - σ_b²) / E[φ²]. So the search is for q, on a
    grid from 1e-4 (beyond σ_b²) to 1e6 and then by bisection. For a function made of two rays from 0, χ does not
    depend on q.
    """
    floor = sigma_b**2
    if _is_rays(activation, alpha):
        slope = moments(activation, 1.0, 0.0, alpha)[1]
        if slope == 0.0:
            return Edge(None, None, "its slope is zero everywhere")
        settles = "" if floor == 0.0 else "; q then grows by σ_b² from layer to layer"
        return Edge(float(1.0 / np.sqrt(slope)), None, f"χ is the same for every variance q of z{settles}")

    spread = SpreadMoments(activation, floor + SEARCHED_Q[-1], alpha)

    def excess(q: Floats) -> Floats:  # χ - 1 of the σ_w whose fixed point q is
        square, slope = spread.at(q)
        return np.where((square > 0.0) & (square < np.inf), (q - floor) * slope / square - 1.0, np.nan)

    def sigma_w(q: float) -> float:
        return float(np.sqrt((q - floor) / moments(activation, q, 0.0, alpha)[0]))

    repelled = False
    square, slope = moments(activation, VANISHING_Q, 0.0, alpha)
    if floor == 0.0 and square > 0.0 and abs(VANISHING_Q * slope / square - 1.0) < 1e-6:
        edge = sigma_w(VANISHING_Q)
        if all(edge**2 * moments(activation, q, 0.0, alpha)[0] <= q * (1.0 + 1e-7) for q in (1e-6, 1e-4, 1e-2)):
            return Edge(edge, 0.0, "q sinks to 0 there")
        repelled = True
    grid = floor + SEARCHED_Q
    values = excess(grid)
    for low, high, before, after in zip(grid[:-1], grid[1:], values[:-1], values[1:], strict=True):
        if before * after > 0.0 or not np.isfinite(before * after) or before == 0.0:
            continue
        root = _halve(lambda q: float(excess(np.array([q]))[0]), float(low), float(high))
        if _attracts(activation, root, sigma_w(root), alpha):
            return Edge(sigma_w(root), root, f"q settles at {root:.3g} there")
        repelled = True
    if repelled:
        return Edge(None, None, "where χ is 1, q does not settle: it moves away from its fixed point")
    return Edge(None, None, "χ is 1 at no fixed point of q")


def _is_rays(activation: Activation, alpha: float | None) -> bool:
    """Whether φ(k z) = k φ(z) for every k > 0, as for ReLU: then E[φ′²] is the same at every q."""
    z = np.array([-1.0, 1.0])
    ends = activation.value(z, alpha)
    return all(np.allclose(activation.value(k * z, alpha), k * ends, rtol=1e-12, atol=0.0) for k in (1e-3, 7.0, 1e4))


def _halve(f: Callable[[float], float], low: float, high: float) -> float:
    """Return the root of f between two points at which its signs differ."""
    negative_low = f(low) < 0.0
    for _ in range(50):
        middle = float(np.sqrt(low * high))
        if (f(middle) < 0.0) == negative_low:
            low = middle
        else:
            high = middle
    return float(np.sqrt(low * high))


def _attracts(activation: Activation, q: float, sigma_w: float, alpha: float | None) -> bool:
    """Whether q comes back to this fixed point, from one side at least: the map's slope there is at most 1."""
    up, down = (moments(activation, q * k, 0.0, alpha)[0] for k in (1.0 + 1e-4, 1.0 - 1e-4))
    return bool(sigma_w**2 * (up - down) / (2e-4 * q) < 1.0 + 1e-3)
