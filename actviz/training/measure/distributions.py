"""Distributions of a network's values, counted in one pass and in bounded memory.

A value is counted by the first bits of its float32: sign, exponent and five digits of the mantissa, 32 bins an octave.
Linear bins whose width is a power of two, and half octaves, consist of whole bins of that kind: nothing is
interpolated, and no range has to be known beforehand. The price: one pass over the values, and of a small network some
ten passes over 16,384 counts for each layer and quantity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.network import Network
from actviz.nn.propagation import Propagation
from actviz.training.distribution import HALF_OCTAVE, Distribution
from actviz.training.pieces import Pieces

MANTISSA_BITS = 5
PER_OCTAVE = 1 << MANTISSA_BITS
SHIFT = 23 - MANTISSA_BITS
SIZES = 256 * PER_OCTAVE  # of a float32: 256 exponents
FINITE = 255 * PER_OCTAVE  # the last exponent is that of infinity and NaN
MOST_BINS = 64  # linear ones on each side of zero
PART = 1 << 18  # values at a time
LARGEST = float(np.finfo(np.float32).max)
EDGES = (np.arange(FINITE + 1, dtype=np.uint32) << np.uint32(SHIFT)).view(np.float32).astype(np.float64)
EDGES[-1] = 2.0**128
QUANTILES = (0.05, 0.5, 0.95)


class ValueCounts:
    """Counts values that come a few at a time."""

    def __init__(self) -> None:
        self._counts = np.zeros(2 * SIZES, np.int64)  # of values from 0 up, then of those with a minus sign
        self._n = self._zeros = self._non_finite = 0

    def add(self, values: Floats, factor: float = 1.0) -> None:
        """Count some values (rows, …), times a factor."""
        rows = max(1, PART // max(1, values[:1].size))
        for start in range(0, len(values), rows):
            self._add(values[start : start + rows], factor)

    def _add(self, values: Floats, factor: float) -> None:
        self._n += values.size
        self._zeros += values.size - int(np.count_nonzero(values))
        finite = np.isfinite(values)
        self._non_finite += values.size - int(np.count_nonzero(finite))
        if factor != 1.0 or values.dtype != np.float32:
            with np.errstate(all="ignore"):
                scaled = np.clip(values * factor, -LARGEST, LARGEST)  # a finite value stays one
                values = np.where(finite, scaled, np.nan).astype(np.float32)
        without_minus_zero = np.add(values, np.float32(0.0), order="C")
        keys = without_minus_zero.view(np.uint32) >> np.uint32(SHIFT)
        self._counts += np.bincount(keys.ravel(), minlength=2 * SIZES)

    def linear(self) -> Distribution:
        """Return the histogram on a linear axis: at most 64 bins on each side of zero."""
        positive, negative = self._finite()
        sizes = np.flatnonzero(positive + negative)
        if not len(sizes):
            return self._distribution(np.zeros(0, np.int64), 0, 1.0)
        width = 2.0 ** np.ceil(np.log2(EDGES[sizes[-1] + 1] / MOST_BINS))
        bins = np.zeros(2 * MOST_BINS, np.int64)
        places = (EDGES[sizes] / width).astype(np.int64)
        np.add.at(bins, MOST_BINS + places, positive[sizes])
        np.add.at(bins, MOST_BINS - 1 - places, negative[sizes])
        return self._trimmed(bins, -MOST_BINS, width)

    def logarithmic(self) -> Distribution:
        """Return the histogram of the sizes on a logarithmic axis: two bins an octave."""
        positive, negative = self._finite()
        sizes = (positive + negative).reshape(255, PER_OCTAVE)
        middle = round((HALF_OCTAVE - 1.0) * PER_OCTAVE)
        halves = np.stack([sizes[:, :middle].sum(axis=1), sizes[:, middle:].sum(axis=1)], axis=1)
        halves[1, 0] += halves[0].sum()  # what is below the least normal float32
        halves[0] = 0
        return self._trimmed(halves.ravel(), -2 * 127, 0.0)

    def _finite(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the counts of finite values above and below zero, (FINITE,) each."""
        positive, negative = self._counts[:FINITE].copy(), self._counts[SIZES : SIZES + FINITE].copy()
        positive[0] -= self._zeros
        return positive, negative

    def _trimmed(self, bins: NDArray[np.int64], first: int, width: float) -> Distribution:
        """Leave out the empty bins at both ends."""
        filled = np.flatnonzero(bins)
        if not len(filled):
            return self._distribution(np.zeros(0, np.int64), 0, width)
        return self._distribution(bins[filled[0] : filled[-1] + 1].copy(), first + int(filled[0]), width)

    def _distribution(self, counts: NDArray[np.int64], first: int, width: float) -> Distribution:
        quantiles = self._quantiles(of_sizes=width == 0.0)
        return Distribution(counts, first, float(width), self._n, self._zeros, self._non_finite, quantiles)

    def _quantiles(self, of_sizes: bool) -> tuple[float, float, float]:
        positive, negative = self._finite()
        inner = EDGES[:-1]  # the ends nearer to zero: 1.0 is a frequent value, and the end of a bin
        if of_sizes:
            counts, values = positive + negative, inner
        else:
            counts = np.concatenate([negative[::-1], [self._zeros], positive])
            values = np.concatenate([-inner[::-1], [0.0], inner])
        below = np.cumsum(counts)
        if not below[-1]:
            return (np.nan, np.nan, np.nan)
        low, middle, high = values[np.searchsorted(below, np.array(QUANTILES) * below[-1])].tolist()
        return low, middle, high


class ForwardCounts:
    """Counts pre-activations and activations of all layers while the examples go through the network."""

    def __init__(self, network: Network) -> None:
        self._z = [ValueCounts() for _ in range(network.n_layers)]
        self._h = [ValueCounts() for _ in range(network.n_layers - 1)]

    def add(self, passes: Propagation, n: int) -> None:
        """Count the first n examples of a chunk."""
        for counts, values in (*zip(self._z, passes.z, strict=True), *zip(self._h, passes.u, strict=True)):
            counts.add(values[:, :n])

    def distributions(self) -> tuple[tuple[Distribution, ...], tuple[Distribution, ...]]:
        """Return those of the pre-activations, per layer, and of the activations, per hidden layer."""
        return tuple(c.linear() for c in self._z), tuple(c.linear() for c in self._h)


def of_matrices(matrices: Iterable[Floats]) -> Pieces[tuple[Distribution, ...]]:
    """Return the linear distribution of each matrix."""
    found = []
    for matrix in matrices:
        counts = ValueCounts()
        counts.add(matrix)
        found.append(counts.linear())
        yield
    return tuple(found)


def of_products(factors: Sequence[tuple[Floats, Floats]]) -> Pieces[tuple[Distribution, ...]]:
    """Return the logarithmic distribution of each layer's ∂J/∂W = h δᵀ, from ([h; 1], δ): see `gradient_factors`."""
    found = []
    for h, delta in factors:
        counts, rows = ValueCounts(), max(1, PART // len(delta))
        for start in range(0, len(h) - 1, rows):
            counts.add(h[start : min(start + rows, len(h) - 1)].dot(delta.T))
            yield
        found.append(counts.logarithmic())
    return tuple(found)


def of_sizes(arrays: Iterable[Floats], factor: float = 1.0) -> Pieces[tuple[Distribution, ...]]:
    """Return the logarithmic distribution of each array's values, times a factor."""
    found = []
    for values in arrays:
        counts = ValueCounts()
        counts.add(values, factor)
        found.append(counts.logarithmic())
        yield
    return tuple(found)
