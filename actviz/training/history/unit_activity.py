"""Activity: every hidden unit's active fraction at some of a run's steps, in bounded memory.

The observer chooses the steps. When the table is full, every other row is dropped and from then on every other is
kept.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats, Ints

BYTES, MOST_ROWS, FEWEST_ROWS = 1 << 19, 512, 32
FULL = 254  # the byte that stands for 1; only a unit off on every example is 0, and only one on on all is FULL


class Activity:
    """Active fractions, a byte each, of all units of hidden layers of these widths."""

    def __init__(self, widths: Sequence[int]) -> None:
        self._ends = np.cumsum([0, *widths])
        n_units = int(self._ends[-1])
        rows = min(MOST_ROWS, max(FEWEST_ROWS, BYTES // max(1, n_units) // 2 * 2))
        self.steps = np.zeros(rows, np.int64)
        self.values = np.zeros((rows, n_units), np.uint8)
        self.n = 0
        self._skip, self._every = 0, 1

    def append(self, step: int, fractions: Sequence[Floats]) -> None:
        """Take in a measurement, (n,) for each hidden layer, unless the table has become coarser than that."""
        before = self.n
        self.rewind(step - 1)  # a later measurement of the same step counts, and one after the run went back
        if self.n == before and self._skip:
            self._skip -= 1
            return
        self._skip = self._every - 1
        self.steps[self.n] = step
        self.values[self.n] = _bytes(np.concatenate([*fractions, np.zeros(0)]))
        self.n += 1
        if self.n == len(self.steps):
            self.n //= 2
            for column in (self.steps, self.values):
                column[: self.n] = column[0::2].copy()  # the first stays: it shows who was born dead
            self._skip = self._every - 1
            self._every *= 2

    def rewind(self, step: int) -> None:
        """Drop the measurements after `step`."""
        while self.n and self.steps[self.n - 1] > step:
            self.n -= 1

    @property
    def thinning(self) -> tuple[int, int]:
        """Every how many measurements one is kept, and how many are passed over before the next."""
        return self._every, self._skip

    def fill(self, steps: Ints, values: NDArray[np.uint8], thinning: tuple[int, int]) -> None:
        """Hold these rows, fewer than there is room for."""
        n = self.n = len(steps)
        self.steps[:n], self.values[:n] = steps, values
        self._every, self._skip = thinning

    def copy(self) -> Activity:
        """Return a table of its own with the same contents."""
        other = copy.copy(self)
        other.steps, other.values = self.steps.copy(), self.values.copy()
        return other

    def of(self, layer: int, unit: int) -> tuple[Ints, Floats]:
        """Return the steps and one unit's active fraction at each; layer is 1-based."""
        column = self.values[: self.n, self._ends[layer - 1] + unit]
        return self.steps[: self.n].copy(), column.astype(np.float64) / FULL


def _bytes(fractions: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    whole = np.clip(np.rint(fractions * FULL), 1, FULL - 1)
    return np.where(fractions <= 0.0, 0, np.where(fractions >= 1.0, FULL, whole)).astype(np.uint8)
