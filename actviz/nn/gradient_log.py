"""GradientLog: the norms of successive gradients, every layer's at every step, for next to nothing.

Measuring a small network's gradient costs several calls, each as long as a good part of the step. So it is only
copied, one call a step, together with the parameters where units can die, and the norms of a whole block of
steps are computed together, in float64, where no square of a float32 leaves the range. A large network's are measured
at each step, while the gradient is in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import numpy as np
from numpy import add, copyto, multiply
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.nn.norms import SegmentNorms

Hook = Callable[[], object]
Measure = Callable[[], tuple[list[float], list[float] | None]]
SMALL = 2560  # entries of a gradient that is copied; beyond, both ways take as long, then copies longer
CACHED = 8192  # entries whose squares are taken at a time, while they are in the processor's cache


class GradientLog(Protocol):
    """Records one gradient after the other, and returns their segments' norms."""

    parameters: Floats | None  # copies at each step of the block, (capacity, entries), where they are made
    gradients: Floats | None

    def hooks(self, start: int, n: int) -> Sequence[Hook]:
        """Return one hook per step, for n steps of a block from its `start` on: it records the present gradient."""

    def norms(self, start: int, n: int) -> NDArray[np.float64]:
        """Return the Euclidean norms of the gradients recorded at these steps, (n, segments)."""


def gradient_log(
    parameters_and_gradient: Floats, segments: Sequence[slice], capacity: int, *, with_parameters: bool
) -> GradientLog:
    """Return the quicker log for blocks of so many steps.

    `parameters_and_gradient` is (2, entries); `segments` say where they stand in its second row, in order. A log that
    copies gradients copies the parameters, too, if asked.
    """
    small = parameters_and_gradient[0].size <= SMALL and parameters_and_gradient.dtype == np.float32
    if small:
        return CopiedGradients(parameters_and_gradient, segments, capacity, with_parameters=with_parameters)
    return MeasuredGradients(parameters_and_gradient, segments, capacity)


class CopiedGradients:
    """Copies the gradients, and measures them when asked."""

    def __init__(
        self,
        parameters_and_gradient: Floats,
        segments: Sequence[slice],
        capacity: int,
        *,
        with_parameters: bool = True,
    ) -> None:
        flat = parameters_and_gradient[1]
        copied = parameters_and_gradient if with_parameters else parameters_and_gradient[1:]
        rows = np.zeros((capacity, *copied.shape), flat.dtype)
        self.parameters: Floats | None = rows[:, 0] if with_parameters else None
        self.gradients: Floats | None = rows[:, -1]
        self._gradients = rows[:, -1]
        starts, ends = [s.start for s in segments], [s.stop for s in segments]
        self._limits = sorted({*starts, *(end for end in ends if end < flat.size)})  # between them stand the biases
        self._places = np.searchsorted(self._limits, starts)
        self._squares = np.zeros((max(1, CACHED // flat.size), flat.size))
        self._sums = np.zeros((capacity, len(self._limits)))
        self._hooks = [partial(copyto, row, copied) for row in rows]

    def hooks(self, start: int, n: int) -> Sequence[Hook]:
        """Return a copying hook for each of these steps."""
        return self._hooks[start : start + n]

    @np.errstate(all="ignore")
    def norms(self, start: int, n: int) -> NDArray[np.float64]:
        """Return the norms at these steps."""
        for i in range(start, start + n, len(self._squares)):
            j = min(i + len(self._squares), start + n)
            squares = self._squares[: j - i]
            copyto(squares, self._gradients[i:j])
            multiply(squares, squares, out=squares)
            add.reduceat(squares, self._limits, axis=1, out=self._sums[i:j])
        return np.asarray(np.sqrt(self._sums[start : start + n, self._places]))


class MeasuredGradients:
    """Measures each gradient at once."""

    def __init__(self, parameters_and_gradient: Floats, segments: Sequence[slice], capacity: int) -> None:
        self.parameters: Floats | None = None
        self.gradients: Floats | None = None
        self._squares = np.zeros((capacity, len(segments)))
        self._true: dict[int, list[float]] = {}  # of the steps whose squares left the float range
        measure = SegmentNorms(parameters_and_gradient[1], segments).measure
        self._hooks = [_measured(measure, i, row, self._true) for i, row in enumerate(self._squares)]

    def hooks(self, start: int, n: int) -> Sequence[Hook]:
        """Return a measuring hook for each of these steps."""
        for i in [i for i in self._true if i >= start]:
            del self._true[i]
        return self._hooks[start : start + n]

    def norms(self, start: int, n: int) -> NDArray[np.float64]:
        """Return the norms at these steps."""
        found = np.sqrt(self._squares[start : start + n])
        for i, true in self._true.items():
            if start <= i < start + n:
                found[i - start] = true
        return found


def _measured(measure: Measure, i: int, row: Floats, true_norms: dict[int, list[float]]) -> Hook:
    def hook() -> None:
        row[:], true = measure()
        if true is not None:
            true_norms[i] = true

    return hook
