"""A Split divides a data set into training and test examples and standardises their inputs and targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.data.datasets import Data, Targets
from actviz.data.limits import MAX_MAGNITUDE
from actviz.frozen import dataclass
from actviz.registry import BadInput
from actviz.translation import tr

Indices = np.ndarray[tuple[int], np.dtype[np.int64]]

ROWS_AT_ONCE = 512  # which the processor's cache holds


@dataclass(frozen=True, eq=False)
class Units:
    """Mean and deviation, (k,) each, of columns that were standardised: own = standardised · deviation + mean."""

    mean: Floats
    deviation: Floats

    def own(self, values: Floats) -> Floats:
        """Return standardised values (..., k) in the data's own units, in float64."""
        return np.asarray(values * self.deviation + self.mean)

    def standardized(self, values: Floats) -> Floats:
        """Return values (..., k) in the data's own units as standardised ones."""
        return np.asarray((values - self.mean) / self.deviation)


@dataclass(frozen=True, eq=False)
class Split:
    """Training and test examples; inputs are (raw - mean) / scale, each (d,), which are 0 and 1 if that is off.

    `train_rows` (n, d + 1) are the training inputs, and a 1 after each example, as batches are gathered from them.
    `target_units` is None where the targets are those of the data.
    """

    train_rows: Floats
    train_y: Targets
    test_x: Floats
    test_y: Targets
    mean: Floats
    scale: Floats
    data: Data
    target_units: Units | None = None

    @property
    def train_x(self) -> Floats:
        """The training inputs, (n, d)."""
        return self.train_rows[:, :-1]

    @property
    def input_units(self) -> Units | None:
        """The units of standardised inputs; None where the inputs are those of the data."""
        as_they_are = bool((self.mean == 0.0).all() and (self.scale == 1.0).all())
        return None if as_they_are else Units(self.mean, self.scale)


def n_training(n_examples: int, test_fraction: float, n_test: int = 0) -> int:
    """Return how many of the examples train: all but `test_fraction` of them, one at least.

    Where the data have a test set of their own, of `n_test` examples, all others train.
    """
    return max(1, n_examples - (n_test or round(test_fraction * n_examples)))


def split(
    data: Data, test_fraction: float, standardize: bool, rng: np.random.Generator, standardize_targets: bool = False
) -> Split:
    """Shuffle the examples and set the share `test_fraction` of them, in [0, 1), aside for the test.

    A test set that the data have of their own, the last `n_test` examples, takes the place of that share.
    At least one example is for training, and if possible one of every class. Mean and standard deviation are those of
    the training examples; a column that is constant there keeps scale 1. Classes are never standardised.

    Raises:
        BadInput: test_fraction is out of range.
    """
    if not 0 <= test_fraction < 1:
        raise BadInput(tr("test_fraction must be >= 0 and < 1, got {test_fraction}", test_fraction=test_fraction))
    n_train = n_training(data.n_examples, test_fraction, data.n_test)
    if data.n_test:
        train, test = _shuffled(data, n_train, rng), np.arange(n_train, data.n_examples)
    else:
        order = _shuffled(data, data.n_examples, rng)
        train, test = order[:n_train], order[n_train:]
    rows, test_x = rows_with_ones(data.x, train), data.x[test]
    train_y, test_y = data.y[train], data.y[test]
    mean: Floats = np.zeros(data.n_inputs)
    scale: Floats = np.ones(data.n_inputs)
    if standardize:
        mean, scale = _standardize(rows[:, :-1], test_x)
    units = None
    if standardize_targets and data.task == "regression":
        units = Units(*_standardize(train_y, test_y))
    return Split(rows, train_y, test_x, test_y, mean, scale, data, units)


def rows_with_ones(x: Floats, chosen: Indices | None = None) -> Floats:
    """Return the examples of x (N, d), or the chosen ones, with a 1 after each: (n, d + 1)."""
    rows: Floats = np.ones((len(x) if chosen is None else len(chosen), x.shape[1] + 1), x.dtype)
    for part in _parts(rows):
        rows[part, :-1] = x[part if chosen is None else chosen[part]]
    return rows


def _parts(rows: NDArray[Any]) -> Iterator[slice]:
    """Yield slices of some rows each: what is computed of them needs little memory, and stays in the cache."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield slice(start, start + ROWS_AT_ONCE)


def _standardize(train: NDArray[Any], test: NDArray[Any]) -> tuple[Floats, Floats]:
    """Standardise both parts of a table in place, which saves memory; return mean and scale of the training part."""
    mean, deviation = moments(train)
    low, high = train.min(axis=0), train.max(axis=0)
    # by rounding a constant column may have a deviation of 1e-17; one below 1e-150 has underflowed
    scale = np.where((low == high) | (deviation < 1e-150), 1.0, deviation)
    if len(test):
        low, high = np.minimum(low, test.min(axis=0)), np.maximum(high, test.max(axis=0))
    farthest = np.maximum(high - mean, mean - low)
    scale = np.where(farthest > MAX_MAGNITUDE * scale, 1.0, scale)  # nearly constant, but not in the test
    for values in (train, test):
        for part in _parts(values):
            values[part] -= mean
            values[part] /= scale
    return mean, scale


def _shuffled(data: Data, n: int, rng: np.random.Generator) -> Indices:
    """Return the first n examples' indices in random order, except that one of every class comes first."""
    order = rng.permutation(n)
    if data.task == "regression":
        return order
    _, firsts = np.unique(data.y[order], return_index=True)
    firsts.sort()
    return np.concatenate((order[firsts], np.delete(order, firsts)))


def moments(x: NDArray[Any]) -> tuple[Floats, Floats]:
    """Return mean and deviation of each column, in float64, with the bits of `x.astype(float64)`'s own."""
    n, d = x.shape
    if d == 1:  # of which NumPy adds up the values pairwise
        column = x.astype(np.float64)
        return column.mean(axis=0), column.std(axis=0)
    mean = _sum(x, lambda part: part) / n
    return mean, np.sqrt(_sum(x, lambda part: np.square(part - mean)) / n)


def _sum(x: NDArray[Any], of: Callable[[NDArray[Any]], NDArray[Any]]) -> Floats:
    """Return the sum over the rows of a function of x; added up row by row, whatever the size of the parts."""
    total: Floats = np.zeros(x.shape[1])
    some = np.empty((ROWS_AT_ONCE + 1, x.shape[1]))
    for part in _parts(x):
        added = of(x[part])
        some[0] = total
        some[1 : len(added) + 1] = added
        total = some[: len(added) + 1].sum(axis=0)
    return total
