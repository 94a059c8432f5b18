"""InputCounts: how often the values of one input occur, in each class."""

from __future__ import annotations

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.training.snapshot import RunFacts

BINS = 24
MOST_EXAMPLES = 5_000  # that two inputs are picked by
TAIL = 0.005  # share of the examples on either side that the axis may leave out: they count in the outermost bins


@dataclass(frozen=True, eq=False)
class InputCounts:
    """The training examples' values of one input, in the data's own units."""

    least: float
    largest: float
    mean: float
    deviation: float
    axis: tuple[float, float]  # of the bins: nearly all values; those beyond are in the outermost bins
    shares: Floats  # (classes, BINS): of each class's examples; (1, BINS) for a regression
    targets: Floats | None  # (BINS,) mean target of a regression in each bin, NaN where there is no example


def input_counts(facts: RunFacts, which: int) -> InputCounts:
    """Count the values of an input, from 0."""
    values = facts.own_x(facts.train_x, (which,))[:, 0].astype(np.float64)
    low, high = np.quantile(values, (TAIL, 1.0 - TAIL))
    least, largest = float(values.min()), float(values.max())
    if high <= low:  # nearly all are one value
        low, high = least, largest
    if high <= low:
        low, high = low - 0.5, low + 0.5
    bins = np.clip(((values - low) / (high - low) * BINS).astype(np.int64), 0, BINS - 1)
    targets = None
    if facts.task == "classification":
        n = len(facts.class_names)
        counts = np.bincount(facts.train_y.astype(np.int64) * BINS + bins, minlength=n * BINS).reshape(n, BINS)
    else:
        counts = np.bincount(bins, minlength=BINS)[np.newaxis]
        with np.errstate(invalid="ignore"):
            targets = np.bincount(bins, facts.own_train_y[:, 0].astype(np.float64), BINS) / counts[0]
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    return InputCounts(
        least, largest, float(values.mean()), float(values.std()), (float(low), float(high)), shares, targets
    )


def telling_pair(facts: RunFacts) -> tuple[int, int]:
    """Return the two inputs that tell most of the target each on its own, in their order; (0, 0) where there is one.

    By the share of an input's variance that lies between the classes, or by its squared correlation with the target.
    """
    every = -(-len(facts.train_x) // MOST_EXAMPLES)
    x, y = facts.train_x[::every].astype(np.float64), facts.train_y[::every]
    x = x - x.mean(axis=0)
    total = np.maximum((x**2).sum(axis=0), np.finfo(np.float64).tiny)
    if facts.task == "classification":
        groups = [x[y == which] for which in np.unique(y)]
        told = sum(len(group) * group.mean(axis=0) ** 2 for group in groups) / total
    else:
        target = y[:, 0].astype(np.float64) - y[:, 0].mean()
        told = (target @ x) ** 2 / (total * max(float(target @ target), np.finfo(np.float64).tiny))
    best = np.argsort(-told, kind="stable")[:2]
    return int(best.min()), int(best.max())
