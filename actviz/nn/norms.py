"""Euclidean norms that stay true where squares leave the float range.

A sum of squares in float32 reads 0 for entries below 1e-23 and inf above 1e19, both ordinary sizes for the
gradient of a deep network. So the sum is taken as it is first, and only where it comes out tiny or huge is it
taken again on entries scaled by a power of two (which costs no digits).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import Any

import numpy as np
from numpy import multiply, vecdot
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
SMALL = 8192  # entries times segments, up to which one product with a matrix is quicker than a call a segment


class SegmentNorms:
    """The norms of several segments of one flat vector, measured again at each call.

    Squares that overflow on the way would warn: call it under `np.errstate(over="ignore", invalid="ignore")`.

    `flat` is the vector; `segments` are contiguous one-dimensional views of it, in order. Neighbouring segments of
    one size and spacing (a network's equally wide layers) are measured in one call.
    """

    def __init__(self, flat: Array, segments: Sequence[Array]) -> None:
        self._flat = flat
        self._scaled = np.empty_like(flat)
        base = flat.__array_interface__["data"][0]
        starts = [(s.__array_interface__["data"][0] - base) // flat.itemsize for s in segments]
        runs = _even_runs(starts, [s.size for s in segments])
        self._sums = np.empty(len(segments), flat.dtype)
        self._by_segments = _squares(flat, runs, self._sums)
        self._scaled_by_segments = _squares(self._scaled, runs, self._sums)
        small = flat.size * len(segments) <= SMALL
        self._measure = _squares_by_one_product(flat, runs, self._sums) if small else self._by_segments
        wide = flat.dtype == np.float64
        self._tiny, self._huge = (1e-280, 1e280) if wide else (1e-30, 1e30)
        self._power = 500 if wide else 100

    def __call__(self) -> list[float]:
        """Return each segment's norm; inf or NaN where an entry is not finite."""
        sums, exact = self.measure()
        return exact or [sqrt(s) for s in sums]

    def measure(self) -> tuple[list[float], list[float] | None]:
        """Return each segment's sum of squares and, where one of those left the float range, the true norms."""
        self._measure()
        squares: list[float] = self._sums.tolist()
        if min(squares) >= self._tiny and max(squares) < self._huge:
            return squares, None
        self._by_segments()  # one product spreads what is not finite over all segments
        squares = self._sums.tolist()
        norms = [sqrt(s) for s in squares]
        if not min(squares) >= self._tiny:
            self._again(norms, self._power, [s < self._tiny for s in squares])
        if not max(squares) < self._huge:
            self._again(norms, -self._power, [not s < self._huge for s in squares])
        return squares, norms

    def _again(self, norms: list[float], power: int, out_of_range: list[bool]) -> None:
        np.multiply(self._flat, 2.0**power, out=self._scaled)
        self._scaled_by_segments()
        for i, square in enumerate(self._sums.tolist()):
            if out_of_range[i]:
                norms[i] = sqrt(square) * 2.0**-power


Run = tuple[int, int, int, int]  # start, count, spacing, size


def _squares(flat: Array, runs: Sequence[tuple[Run, slice]], sums: Array) -> Callable[[], None]:
    """Return a function that writes every segment's sum of squares into `sums`."""
    stacks = [(_rows(flat, *run), sums[part]) for run, part in runs if run[1] > 1]
    singles = [(flat[run[0] : run[0] + run[3]], part.start) for run, part in runs if run[1] == 1]
    products = [(segment.dot, segment, i) for segment, i in singles]

    def measure() -> None:
        for rows, out in stacks:
            vecdot(rows, rows, out=out)
        for dot, segment, i in products:
            sums[i] = dot(segment)

    return measure


def _squares_by_one_product(flat: Array, runs: Sequence[tuple[Run, slice]], sums: Array) -> Callable[[], None]:
    """Do the same with one product of the squares and a matrix of zeros and ones: quicker for a small vector."""
    squares, members = np.empty_like(flat), np.zeros((flat.size, len(sums)), flat.dtype)
    for (start, count, spacing, size), part in runs:
        for k in range(count):
            members[start + k * spacing : start + k * spacing + size, part.start + k] = 1.0

    def measure() -> None:
        multiply(flat, flat, out=squares)
        squares.dot(members, sums)

    return measure


def _even_runs(starts: Sequence[int], sizes: Sequence[int]) -> list[tuple[Run, slice]]:
    """Group segments into runs of one size and spacing: (start, count, spacing, size), and which segments they are."""
    runs: list[tuple[Run, slice]] = []
    for i, (start, size) in enumerate(zip(starts, sizes, strict=True)):
        if runs:
            (first, count, spacing, run_size), part = runs[-1]
            step = start - first if count == 1 else spacing
            if size == run_size and start == first + count * step:
                runs[-1] = (first, count + 1, step, size), slice(part.start, i + 1)
                continue
        runs.append(((start, 1, size, size), slice(i, i + 1)))
    return runs


def _rows(flat: Array, start: int, count: int, spacing: int, size: int) -> Array:
    item = flat.itemsize
    return np.lib.stride_tricks.as_strided(flat[start:], (count, size), (spacing * item, item), writeable=False)


def norm(x: Array) -> float:
    """Return the Euclidean norm of all entries of x, summed in float64."""
    flat = np.ascontiguousarray(x, dtype=np.float64).ravel()
    return sqrt(float(flat.dot(flat)))
