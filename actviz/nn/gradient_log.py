"""GradientLog: the norms of successive gradients, every layer's at every step, for next to nothing.

Measuring a small network's gradient costs several calls, each as long as a good part of the step. So its gradients
are only copied, one call a step, and the norms of a whole block of steps are computed together, in float64, where no
square of a float32 leaves the range. A large network's are measured at each step, while the gradient is in the
processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.nn.norms import SegmentNorms

Array = NDArray[np.floating[Any]]
Measure = Callable[[], tuple[list[float], list[float] | None]]
SMALL = 2048  # entries of a gradient that is copied


class GradientLog(Protocol):
    """Takes note of one gradient after the other, and tells their segments' norms."""

    rows: Array | None  # copies of the gradients noted, (capacity, entries), where they are kept

    def notes(self) -> Sequence[Callable[[], object]]:
        """Return a call for each step of a block: it takes note of the gradient as it stands."""

    def norms(self, n: int) -> NDArray[np.float64]:
        """Return the Euclidean norms of the block's first n gradients, (n, segments)."""


def gradient_log(flat: Array, segments: Sequence[Array], capacity: int) -> GradientLog:
    """Return the quicker log for this gradient; `segments` are contiguous views of `flat`, in order."""
    small = flat.size <= SMALL and flat.dtype == np.float32
    return CopiedGradients(flat, segments, capacity) if small else MeasuredGradients(flat, segments, capacity)


class CopiedGradients:
    """Keeps the gradients, and measures them when asked."""

    def __init__(self, flat: Array, segments: Sequence[Array], capacity: int) -> None:
        self.rows: Array | None = np.zeros((capacity, flat.size), flat.dtype)
        self._rows = self.rows
        base = flat.__array_interface__["data"][0]
        self._members = np.zeros((flat.size, len(segments)))  # which entry belongs to which segment
        for i, segment in enumerate(segments):
            start = (segment.__array_interface__["data"][0] - base) // flat.itemsize
            self._members[start : start + segment.size, i] = 1.0
        self._notes = [partial(copyto, row, flat) for row in self._rows]

    def notes(self) -> Sequence[Callable[[], object]]:
        """Return a copying call for each row."""
        return self._notes

    @np.errstate(all="ignore")
    def norms(self, n: int) -> NDArray[np.float64]:
        """Return the norms of the first n; all rows are gone through, so that n changes no bit of them."""
        squares = self._rows.astype(np.float64)
        np.multiply(squares, squares, out=squares)
        sums = squares.dot(self._members)[:n]
        for row in np.flatnonzero(~np.isfinite(sums).all(axis=1)):  # what is not finite was spread over all segments
            sums[row] = [squares[row, column > 0].sum() for column in self._members.T]
        return np.asarray(np.sqrt(sums))


class MeasuredGradients:
    """Measures each gradient at once."""

    def __init__(self, flat: Array, segments: Sequence[Array], capacity: int) -> None:
        self.rows: Array | None = None
        self._squares = np.zeros((capacity, len(segments)))
        self._true: dict[int, list[float]] = {}  # of the steps whose squares left the float range
        measure = SegmentNorms(flat, segments).measure
        self._notes = [_measured(measure, i, row, self._true) for i, row in enumerate(self._squares)]

    def notes(self) -> Sequence[Callable[[], object]]:
        """Return a measuring call for each step."""
        self._true.clear()
        return self._notes

    def norms(self, n: int) -> NDArray[np.float64]:
        """Return the norms of the first n."""
        found = np.sqrt(self._squares[:n])
        for i, true in self._true.items():
            if i < n:
                found[i] = true
        return found


def _measured(measure: Measure, i: int, row: Array, true_norms: dict[int, list[float]]) -> Callable[[], object]:
    def note() -> None:
        row[:], true = measure()
        if true is not None:
            true_norms[i] = true

    return note
