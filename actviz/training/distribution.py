"""Distributions: the histograms of everything that flows through a network, layer by layer, at one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Ints

HALF_OCTAVE = 1.40625  # the edge between the two bins of an octave: √2 to the five binary digits that are counted


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
    quantiles: tuple[float, float, float]  # 5 %, 50 %, 95 % of the finite values (of their sizes), to 2 %; NaN if none

    @property
    def is_logarithmic(self) -> bool:
        """Whether the bins divide the sizes' logarithms."""
        return self.width == 0.0

    @cached_property
    def edges(self) -> NDArray[np.float64]:
        """The bins' ends (bins + 1,): values, or log₁₀ of sizes."""
        places = self.first + np.arange(len(self.counts) + 1)
        if not self.is_logarithmic:
            return np.asarray(places * self.width, np.float64)
        decades = (places // 2) * np.log10(2.0) + np.where(places % 2, np.log10(HALF_OCTAVE), 0.0)
        return np.asarray(decades, np.float64)

    @property
    def zero_share(self) -> float:
        """The share of values that are exactly 0; NaN without any values."""
        return self.zeros / self.n if self.n else float("nan")

    @property
    def non_finite_share(self) -> float:
        """The share of values that are infinite or not a number; NaN without any values."""
        return self.non_finite / self.n if self.n else float("nan")

    @cached_property
    def densities(self) -> NDArray[np.float64]:
        """The share of all values per unit of the axis, in each bin (bins,)."""
        return self.counts / (max(1, self.n) * np.diff(self.edges))

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
