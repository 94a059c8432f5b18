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

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.activation import Activation
from actviz.nn.normal_expectation import (
    AROUND_CORNERS,
    GAUSS_NODES,
    GAUSS_WEIGHTS,
    REACH,
    NotConverged,
    normal_expectation,
)
from actviz.nn.quantiles import distinct
from actviz.translation import mark, tr


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
    fault: str = ""  # why the values are NaN from some layer on, as a clause: an integral did not converge


def moments(activation: Activation, q: float, mean: float = 0.0, alpha: float | None = None) -> tuple[float, float]:
    """Return E[φ(Z)²] and E[φ′(Z)²] for Z ~ N(mean, q).

    Raises:
        NotConverged: φ oscillates too fast for the quadrature.
    """

    def squares(z: Floats) -> Floats:
        return np.stack([activation.value(z, alpha), activation.slope(z, alpha)]) ** 2

    corners, widest = activation.corners(alpha), activation.feature_width
    (square, slope), converged = normal_expectation(squares, mean, float(np.sqrt(q)), corners, widest)
    if not converged:
        raise NotConverged(
            tr(
                "{activation} oscillates too fast for the integrals over a variance of {q}",
                activation=activation.label,
                q=f"{q:.3g}",
            )
        )
    return float(square), float(slope)


class SpreadMoments:
    """E[φ(Z)²] and E[φ′(Z)²] for Z ~ N(0, q) at any q from 1e-4 to `largest_q`; φ and φ′ are evaluated once.

    The rule is Gauss-Legendre on intervals that grow by octaves on both sides of 0 and end at the corners of φ. It
    is too coarse for a function that oscillates, for which each q is integrated by itself.
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
        self._activation, self._alpha = activation, alpha
        self.fault = ""  # why values are NaN, as a clause: an integral did not converge
        probes = np.geomspace(1e-4, largest_q, 6)
        exact, sums = self._one_by_one(probes), self._sums(probes)
        known = np.isfinite(exact)
        self._is_fine = not self.fault and np.allclose(sums[known], exact[known], rtol=1e-6, atol=0.0)

    def at(self, q: Floats) -> tuple[Floats, Floats]:
        """Return both moments at each of these variances, (n,), ascending; NaN where no quadrature converges."""
        square, slope = self._sums(q) if self._is_fine else self._one_by_one(q)
        return square, slope

    @np.errstate(all="ignore")
    def _sums(self, variances: Floats) -> Floats:
        q = np.asarray(variances)[:, None]
        density = self._weights * np.exp(-self._z_squared / (2.0 * q)) / np.sqrt(2.0 * np.pi * q)
        seen = self._z_squared <= REACH**2 * q  # beyond, φ may be infinite, and 0 · inf would be NaN
        return np.stack([np.where(seen, density * values, 0.0).sum(axis=1) for values in self._squares])

    def _one_by_one(self, variances: Floats) -> Floats:
        found = np.full((2, len(variances)), np.nan)
        for i, q in enumerate(variances.tolist()):
            try:
                found[:, i] = moments(self._activation, q, 0.0, self._alpha)
            except NotConverged as caught:
                self.fault = str(caught)
                break  # variances ascend, and at a larger one φ oscillates over more of the range
        return found


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
    squares, slopes, q, fault = [input_square], [], [], ""
    with np.errstate(all="ignore"):
        for prior, activation, alpha in zip(layers, activations, given, strict=False):
            q.append(prior.gain * squares[-1] + prior.bias_variance)
            try:
                square, slope = moments(activation, q[-1], prior.bias_mean, alpha)
            except NotConverged as caught:
                square, slope, fault = np.nan, np.nan, str(caught)
            squares.append(square)
            slopes.append(slope)
        q.append(layers[-1].gain * squares[-1] + layers[-1].bias_variance)
        chi = np.array([above.gain * slope for above, slope in zip(layers[1:], slopes, strict=True)])
        # sum of the squares of ∂J/∂z, relative to that of the output layer: the product of the χ above
        sums = np.concatenate([np.cumsum(np.log10(chi)[::-1])[::-1], [0.0]])
        widths = np.array([prior.fan_out for prior in layers])
        logs = 0.5 * (sums - np.log10(widths) + np.log10(squares))
        return MeanField(np.array(q), np.array(squares), chi, np.asarray(logs - logs[-1]), fault)


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
    try:
        return _edge(activation, sigma_b, alpha)
    except NotConverged as caught:
        return Edge(None, None, str(caught))


def _edge(activation: Activation, sigma_b: float, alpha: float | None) -> Edge:
    floor = sigma_b**2
    if _is_rays(activation, alpha):
        slope = moments(activation, 1.0, 0.0, alpha)[1]
        if slope == 0.0:
            return Edge(None, None, tr("its slope is zero everywhere"))
        told = mark("χ is the same for every variance q of z")
        if floor != 0.0:
            told = mark("χ is the same for every variance q of z; q then grows by σ_b² from layer to layer")
        return Edge(float(1.0 / np.sqrt(slope)), None, tr(told))

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
            return Edge(edge, 0.0, tr("q sinks to 0 there"))
        repelled = True
    spread = SpreadMoments(activation, floor + SEARCHED_Q[-1], alpha)
    grid = floor + SEARCHED_Q
    values = excess(grid)
    for low, high, before, after in zip(grid[:-1], grid[1:], values[:-1], values[1:], strict=True):
        if before * after > 0.0 or not np.isfinite(before * after) or before == 0.0:
            continue
        root = _halve(lambda q: float(excess(np.array([q]))[0]), float(low), float(high))
        if _attracts(activation, root, sigma_w(root), alpha):
            return Edge(sigma_w(root), root, tr("q settles at {q} there", q=f"{root:.3g}"))
        repelled = True
    if repelled:
        return Edge(None, None, tr("where χ is 1, q does not settle: it moves away from its fixed point"))
    return Edge(None, None, spread.fault or tr("χ is 1 at no fixed point of q"))


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
