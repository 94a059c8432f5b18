"""Distributions: the histograms of everything that flows through a network, layer by layer, at one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats, Ints
from actviz.frozen import dataclass

HALF_OCTAVE = 1.40625  # the edge between the two bins of an octave: √2 to the five binary digits that are counted

FARTHEST = 1 << 20  # more than any bin's number


@dataclass(frozen=True, eq=False)
class Distribution:
    """The histogram of one quantity in one layer, over `n` values.

    The bins hold the finite values other than zero; zeros and non-finite values are counted apart. Linear bins are all
    `width` wide, in units of the quantity, and bin i begins at (first + i) · width. On a logarithmic axis only sizes
    are told apart: there are two bins an octave, numbered from 1.0 on, and the bin of the least normal float32,
    1.2e-38, holds all smaller sizes too. A value on an edge belongs to the bin farther from zero.
    """

    counts: Ints  # (bins,)
    first: int  # number of the first bin; on a linear axis bin 0 is [0, width), on a logarithmic one [1, 1.41)
    width: float  # of a linear bin; 0 on a logarithmic axis
    n: int
    zeros: int
    non_finite: int
    # 5 %, 50 %, 95 % of the finite values; on a logarithmic axis of the sizes other than zero. At most 3 % too near to
    # zero; NaN if there are none
    quantiles: tuple[float, float, float]

    @property
    def is_logarithmic(self) -> bool:
        """Whether the bins divide the sizes' logarithms."""
        return self.width == 0.0

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """The bins' ends (bins + 1,): values, or log₁₀ of sizes."""
        return self._edges(self.first + np.arange(len(self.counts) + 1))

    def _edges(self, places: Ints | Floats) -> NDArray[np.float64]:
        """Return where the bins of these numbers begin."""
        if not self.is_logarithmic:
            return np.asarray(places * self.width, np.float64)
        decades = (places // 2) * np.log10(2.0) + np.where(places % 2, np.log10(HALF_OCTAVE), 0.0)
        return np.asarray(decades, np.float64)

    def merged(self, most: int, least_width: float = 0.0) -> tuple[NDArray[np.float64], Ints]:
        """Return the edges and counts of bins that consist of 1, 2, 4 … neighbours.

        They are at most `most`, which must be 2 or more, and about `least_width` wide at least, in units of the axis.
        """
        each, first, n = 1, self.first, len(self.counts)
        width = self.width or np.log10(2.0) / 2.0
        while len(self.counts) and (n > most or width * each < 0.75 * least_width):
            each *= 2
            first = self.first // each
            n = (self.first + len(self.counts) - 1) // each - first + 1
        counts = np.zeros(n, np.int64)
        places = self.first + np.arange(len(self.counts))
        np.add.at(counts, places // min(each, FARTHEST) - first, self.counts)
        return self._edges((first + np.arange(n + 1)) * float(each)), counts

    @property
    def zero_share(self) -> float:
        """The share of values that are exactly 0; NaN without any values."""
        return self.zeros / self.n if self.n else float("nan")

    @property
    def non_finite_share(self) -> float:
        """The share of values that are infinite or not a number; NaN without any values."""
        return self.non_finite / self.n if self.n else float("nan")

    def shares(self, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the shares of all values between other edges (k + 1,), as if each bin's were spread evenly: (k,)."""
        if not len(self.counts):
            return np.zeros(len(edges) - 1)
        below = np.concatenate([[0.0], np.cumsum(self.counts)]) / max(1, self.n)
        return np.diff(np.interp(edges, self.edges, below))


@dataclass(frozen=True, eq=False)
class Distributions:
    """The distributions of six quantities, one per layer of L (`activations`: one per hidden layer).

    Pre-activations and activations are those of the whole training set. Backward signals and weight gradients are those
    of the examples that the snapshot's gradient is of: the latest batch, or the whole training set.
    """

    z: tuple[Distribution, ...]  # pre-activations, linear
    activations: tuple[Distribution, ...]  # h, linear
    backward: tuple[Distribution, ...]  # ∂J_x/∂z of each example's own loss J_x, logarithmic
    gradients: tuple[Distribution, ...]  # ∂J/∂W, logarithmic
    weights: tuple[Distribution, ...]  # linear
    first_weights: tuple[Distribution, ...]  # at step 0, linear

    def named(self) -> Iterator[tuple[str, tuple[Distribution, ...]]]:
        """Yield each quantity's name and its distributions."""
        for field in fields(self):
            yield field.name, getattr(self, field.name)
