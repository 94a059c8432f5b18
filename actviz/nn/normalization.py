"""Normalisation of one layer's values: by the batch's statistics, or by each example's own.

Values are (units, batch). With x̂ the normalised values and g = ∂J/∂out, in both kinds

    out = γ x̂ + β,    ∂J/∂γ = Σ g x̂,    ∂J/∂β = Σ g    (sums over the batch)

Batch normalisation (Ioffe and Szegedy 2015) takes mean μ and variance σ² of each unit over the batch; layer
normalisation (Ba et al. 2016) takes them of each example over the units; RMS normalisation (Zhang and Sennrich 2019)
takes no mean, the mean square for σ², and no β. Then x̂ = (x - μ)/√(σ² + ε), and with ĝ = γ g and means over the same
values as μ:

    ∂J/∂x = (ĝ - mean(ĝ) - x̂ mean(ĝ x̂)) / √(σ² + ε)    (without mean(ĝ) for RMS)

ε and the momentum of the running statistics are those of PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np
from numpy import add, divide, multiply, sqrt, subtract

from actviz.arrays import Floats
from actviz.nn.architecture import MOMENTUM
from actviz.nn.compiled_calls import Operation
from actviz.nn.layers import Layers

EPSILON = 1e-5  # of batch and layer normalisation; that of RMS is the machine epsilon


class Values(NamedTuple):
    """The arrays of a stage, (units, batch) each: what goes in and out, and the loss's gradients with respect to it."""

    x: Floats
    out: Floats
    dx: Floats
    dout: Floats


class Stage(Protocol):
    """One step within a layer, between its weighted sum and its output, beside the activation."""

    def training(self) -> Iterator[Operation]:
        """Yield the calls that compute `out` from `x` in a training step."""

    def evaluating(self) -> Iterator[Operation]:
        """Yield the calls that compute it for a finished network."""

    def backward(self) -> Iterator[Operation]:
        """Yield the calls that compute `dx` from `dout`, and the gradients of what the stage learns."""

    def statistics(self) -> Iterator[Operation]:
        """Yield the calls that bring running statistics up to those of the batch."""


class _Learned(NamedTuple):
    """A layer's γ and β, (units,), and their gradients; β is None for RMS."""

    gamma: Floats
    gamma_gradient: Floats
    beta: Floats | None
    beta_gradient: Floats | None


def normalization(network: Layers, i: int, values: Values) -> Stage:
    """Return the network's normalisation of hidden layer i (0-based)."""
    p, g, layout = network.parameters, network.gradient, network.layout
    gamma, beta = layout.gammas[i], layout.betas[i]
    shifts = beta.stop > beta.start
    learned = _Learned(p[gamma], g[gamma], p[beta] if shifts else None, g[beta] if shifts else None)
    if network.architecture.normalization == "batch":
        return BatchNormalization(values, learned, p[layout.means[i]], p[layout.variances[i]])
    return ExampleNormalization(values, learned)


class BatchNormalization:
    """Normalises each unit over the batch; `mean` and `variance` are the running ones, (units,)."""

    def __init__(self, values: Values, learned: _Learned, mean: Floats, variance: Floats) -> None:
        self._values, self._learned, self._running = values, learned, (mean, variance)
        n, batch = values.x.shape
        dtype = values.x.dtype
        self._normalized, self._product = np.zeros((n, batch), dtype), np.zeros((n, batch), dtype)
        self._mean, self._variance, self._inverse, self._u, self._v = (np.zeros(n, dtype) for _ in range(5))
        self._ones, self._shares = np.ones(batch, dtype), np.full(batch, 1.0 / batch, dtype)
        self._batch = batch

    @property
    def of_batch(self) -> tuple[Floats, Floats]:
        """Mean and variance of each unit over the latest batch, (units,) each."""
        return self._mean, self._variance

    def training(self) -> Iterator[Operation]:
        """Compute `out` with the batch's own mean and variance."""
        x, out, *_ = self._values
        normalized, mean, variance, inverse = self._normalized, self._mean, self._variance, self._inverse
        yield x.dot, (self._shares, mean), None
        yield subtract, (x, mean[:, None]), normalized
        yield multiply, (normalized, normalized), self._product
        yield self._product.dot, (self._shares, variance), None
        yield from _inverse_root(variance, EPSILON, inverse)
        yield multiply, (normalized, inverse[:, None]), normalized
        yield from _scale_and_shift(normalized, self._learned, out)

    def evaluating(self) -> Iterator[Operation]:
        """Compute `out` with the running mean and variance."""
        (x, out, *_), (mean, variance), factor = self._values, self._running, self._u
        yield from _inverse_root(variance, EPSILON, factor)
        yield subtract, (x, mean[:, None]), out
        yield multiply, (out, factor[:, None]), out
        yield from _scale_and_shift(out, self._learned, out)

    def backward(self) -> Iterator[Operation]:
        """Compute the gradients; γ is one number for a unit, so it can be multiplied last."""
        (_, _, dx, dout), learned = self._values, self._learned
        yield from _learn(dout, self._normalized, learned, self._ones, self._product)
        share = _constant(1.0 / self._batch, dx)
        yield multiply, (learned.gamma_gradient, share), self._u
        yield multiply, (self._normalized, self._u[:, None]), self._product
        yield subtract, (dout, self._product), dx
        yield multiply, (learned.beta_gradient, share), self._u
        yield subtract, (dx, self._u[:, None]), dx
        yield multiply, (learned.gamma, self._inverse), self._u
        yield multiply, (dx, self._u[:, None]), dx

    def statistics(self) -> Iterator[Operation]:
        """Move the running statistics a tenth of the way; the variance is the unbiased one, as in PyTorch."""
        unbiased = self._batch / max(1, self._batch - 1)
        for running, now, factor in zip(self._running, (self._mean, self._variance), (1.0, unbiased), strict=True):
            yield multiply, (running, _constant(1.0 - MOMENTUM, running)), running
            yield multiply, (now, _constant(MOMENTUM * factor, running)), self._v
            yield add, (running, self._v), running


class ExampleNormalization:
    """Normalises each example over the layer's units: layer normalisation, or without β that by the RMS."""

    def __init__(self, values: Values, learned: _Learned) -> None:
        self._values, self._learned = values, learned
        n, batch = values.x.shape
        dtype = values.x.dtype
        self._centres = learned.beta is not None
        self._epsilon = EPSILON if self._centres else float(np.finfo(dtype).eps)
        self._normalized, self._product = np.zeros((n, batch), dtype), np.zeros((n, batch), dtype)
        self._mean, self._square, self._inverse = (np.zeros(batch, dtype) for _ in range(3))
        self._ones, self._shares = np.ones(batch, dtype), np.full(n, 1.0 / n, dtype)

    def training(self) -> Iterator[Operation]:
        """Compute `out` from each example's own statistics."""
        (x, out, *_), normalized = self._values, self._normalized
        centred = x
        if self._centres:
            yield self._shares.dot, (x, self._mean), None
            yield subtract, (x, self._mean), normalized
            centred = normalized
        yield multiply, (centred, centred), self._product
        yield self._shares.dot, (self._product, self._square), None
        yield from _inverse_root(self._square, self._epsilon, self._inverse)
        yield multiply, (centred, self._inverse), normalized
        yield from _scale_and_shift(normalized, self._learned, out)

    def evaluating(self) -> Iterator[Operation]:
        """Do the same: an example's statistics are its own."""
        yield from self.training()

    def backward(self) -> Iterator[Operation]:
        """Compute the gradients."""
        (_, _, dx, dout), learned = self._values, self._learned
        yield from _learn(dout, self._normalized, learned, self._ones, self._product)
        yield multiply, (dout, learned.gamma[:, None]), dx
        yield multiply, (dx, self._normalized), self._product
        yield self._shares.dot, (self._product, self._square), None
        if self._centres:
            yield self._shares.dot, (dx, self._mean), None
            yield subtract, (dx, self._mean), dx
        yield multiply, (self._normalized, self._square), self._product
        yield subtract, (dx, self._product), dx
        yield multiply, (dx, self._inverse), dx

    def statistics(self) -> Iterator[Operation]:
        """There are no running ones."""
        yield from ()


def _constant(value: float, like: Floats) -> Floats:
    """Return the number as a 0-dimensional array: ufuncs are twice as fast with it as with a Python float."""
    return np.array(value, like.dtype)


def _inverse_root(variance: Floats, epsilon: float, out: Floats) -> Iterator[Operation]:
    yield add, (variance, _constant(epsilon, out)), out
    yield sqrt, (out,), out
    yield divide, (_constant(1.0, out), out), out


def _scale_and_shift(normalized: Floats, learned: _Learned, out: Floats) -> Iterator[Operation]:
    yield multiply, (normalized, learned.gamma[:, None]), out
    if learned.beta is not None:
        yield add, (out, learned.beta[:, None]), out


def _learn(dout: Floats, normalized: Floats, learned: _Learned, ones: Floats, product: Floats) -> Iterator[Operation]:
    """Yield the calls for the gradients of γ and β: sums over the batch, which a product with ones does quickest."""
    yield multiply, (dout, normalized), product
    yield product.dot, (ones, learned.gamma_gradient), None
    if learned.beta_gradient is not None:
        yield dout.dot, (ones, learned.beta_gradient), None
