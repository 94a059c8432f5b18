"""Dropout sets a random share of a layer's outputs to 0 in each training step (Srivastava et al. 2014).

What is left is divided by the share that is kept (*inverted* dropout), so that an evaluation, in which nothing is
dropped, needs no other weights. Which outputs are dropped depends on a key and the number of the step alone, so a step
that is taken again drops the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import numpy as np
from numpy import copyto, multiply
from numpy.typing import DTypeLike, NDArray

from actviz.arrays import Bools, Floats
from actviz.nn.compiled_calls import Operation
from actviz.nn.normalization import Values

HALVES = 1 << 16  # an output is dropped by 16 random bits


class Masks:
    """For each hidden layer the factors of its outputs, (units, batch): 0 where they are dropped; at first all 1."""

    def __init__(self, widths: Sequence[int], batch: int, dtype: DTypeLike, share: float) -> None:
        n = sum(widths)
        self._flat: Floats = np.ones((n, batch), dtype)
        self._least = np.uint16(round(share * HALVES))
        self._kept = np.array(HALVES / (HALVES - int(self._least)), dtype)
        self.layers = [self._flat[a:b] for a, b in pairwise(accumulate(widths, initial=0))]

    def draw(self, key: NDArray[np.uint64], step: int) -> None:
        """Draw the masks of a step; `key` are two numbers of 64 bits."""
        n = self._flat.size
        bits = np.random.Philox(key=key, counter=np.array([0, 0, step, 0], np.uint64)).random_raw(-(-n // 4))
        kept = np.asarray(bits).astype("<u8", copy=False).view("<u2")[:n].reshape(self._flat.shape) >= self._least
        multiply(kept, self._kept, out=self._flat)

    def copy(self, other: Masks) -> None:
        """Take the masks of another network of the same shape."""
        copyto(self._flat, other._flat)

    @property
    def dropped(self) -> list[Bools]:
        """Which outputs the masks drop, (units, batch) for each hidden layer."""
        return [layer == 0.0 for layer in self.layers]


class Dropping:
    """Drops a hidden layer's outputs (0-based) in training."""

    def __init__(self, masks: Masks, i: int, values: Values) -> None:
        self._mask, self._values = masks.layers[i], values

    def training(self) -> Iterator[Operation]:
        """Multiply by the mask."""
        x, out, *_ = self._values
        yield multiply, (x, self._mask), out

    def evaluating(self) -> Iterator[Operation]:
        """Leave all outputs as they are."""
        x, out, *_ = self._values
        yield copyto, (out, x), None

    def backward(self) -> Iterator[Operation]:
        """Multiply the gradient by the mask."""
        _, _, dx, dout = self._values
        yield multiply, (dout, self._mask), dx

    def statistics(self) -> Iterator[Operation]:
        """There are none."""
        yield from ()
