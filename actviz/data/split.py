"""A Split divides a data set into training and test examples and standardises their inputs and targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.data.datasets import Data, Targets
from actviz.data.limits import MAX_MAGNITUDE
from actviz.registry import BadInput

COLUMNS_AT_ONCE = 32


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

    `target_units` is None where the targets are those of the data.
    """

    train_x: Floats
    train_y: Targets
    test_x: Floats
    test_y: Targets
    mean: Floats
    scale: Floats
    data: Data
    target_units: Units | None = None

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
        raise BadInput(f"test_fraction must be >= 0 and < 1, got {test_fraction}")
    n_train = n_training(data.n_examples, test_fraction, data.n_test)
    if data.n_test:
        train, test = _shuffled(data, n_train, rng), np.arange(n_train, data.n_examples)
    else:
        order = _shuffled(data, data.n_examples, rng)
        train, test = order[:n_train], order[n_train:]
    train_x, test_x = data.x[train], data.x[test]
    train_y, test_y = data.y[train], data.y[test]
    mean: Floats = np.zeros(data.n_inputs)
    scale: Floats = np.ones(data.n_inputs)
    if standardize:
        mean, scale = _standardize(train_x, test_x, data.x)
    units = None
    if standardize_targets and data.task == "regression":
        units = Units(*_standardize(train_y, test_y, data.y))
    return Split(train_x, train_y, test_x, test_y, mean, scale, data, units)


def _standardize(train: NDArray[Any], test: NDArray[Any], whole: NDArray[Any]) -> tuple[Floats, Floats]:
    """Standardise both parts of a table in place, which saves memory; return mean and scale of the training part."""
    mean, deviation = _moments(train)
    scale = _scale(train, deviation)
    farthest = np.maximum(whole.max(axis=0) - mean, mean - whole.min(axis=0))
    scale = np.where(farthest > MAX_MAGNITUDE * scale, 1.0, scale)  # nearly constant, but not in the test
    for part in (train, test):
        part -= mean
        part /= scale
    return mean, scale


def _shuffled(data: Data, n: int, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the first n examples' indices in random order, except that one of every class comes first."""
    order = rng.permutation(n)
    if data.task == "regression":
        return order
    _, firsts = np.unique(data.y[order], return_index=True)
    firsts.sort()
    return np.concatenate((order[firsts], np.delete(order, firsts)))


def _moments(x: Floats) -> tuple[Floats, Floats]:
    """Return mean and deviation of each column, in float64; of float32 a few columns at a time, which saves memory."""
    if x.dtype == np.float64:
        return x.mean(axis=0), x.std(axis=0)
    means, deviations = [], []
    for start in range(0, x.shape[1], COLUMNS_AT_ONCE):
        part = x[:, start : start + COLUMNS_AT_ONCE].astype(np.float64)
        means.append(part.mean(axis=0))
        deviations.append(part.std(axis=0))
    return np.concatenate(means), np.concatenate(deviations)


def _scale(x: Floats, deviation: Floats) -> Floats:
    # by rounding a constant column may have a deviation of 1e-17; one below 1e-150 has underflowed
    constant = (x.min(axis=0) == x.max(axis=0)) | (deviation < 1e-150)
    return np.where(constant, 1.0, deviation)
