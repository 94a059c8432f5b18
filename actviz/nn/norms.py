"""Euclidean norms that stay true where squares leave the float range.

A sum of squares in float32 reads 0 for entries below 1e-23 and inf above 1e19, both ordinary sizes for the
gradient of a deep network. So the sum is taken as it is first, and only where it comes out tiny or huge is it
taken again on entries scaled by a power of two (which costs no digits).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


class SegmentNorms:
    """The norms of several segments of one flat vector, measured again at each call.

    A square that overflows on the way would warn: call it under `np.errstate(over="ignore")`.

    `flat` is the vector; `segments` are contiguous one-dimensional views of it.
    """

    def __init__(self, flat: Array, segments: Sequence[Array]) -> None:
        self._flat = flat
        self._scaled = np.empty_like(flat)
        base = flat.__array_interface__["data"][0]
        starts = [(s.__array_interface__["data"][0] - base) // flat.itemsize for s in segments]
        self._segments = [(s.dot, s) for s in segments]
        self._scaled_segments = [self._scaled[a : a + s.size] for a, s in zip(starts, segments, strict=True)]
        wide = flat.dtype == np.float64
        self._tiny, self._huge = (1e-280, 1e280) if wide else (1e-30, 1e30)
        self._power = 500 if wide else 100

    def __call__(self) -> list[float]:
        """Return each segment's norm; inf or NaN where an entry is not finite."""
        sums = [float(dot(segment)) for dot, segment in self._segments]
        norms = [sqrt(s) for s in sums]
        if min(sums) < self._tiny:
            self._again(norms, self._power, [s < self._tiny for s in sums])
        if not max(sums) < self._huge:
            self._again(norms, -self._power, [not s < self._huge for s in sums])
        return norms

    def _again(self, norms: list[float], power: int, out_of_range: list[bool]) -> None:
        np.multiply(self._flat, 2.0**power, out=self._scaled)
        for i, segment in enumerate(self._scaled_segments):
            if out_of_range[i]:
                norms[i] = sqrt(float(segment.dot(segment))) * 2.0**-power


def norm(x: Array) -> float:
    """Return the Euclidean norm of all entries of x, summed in float64."""
    flat = np.ascontiguousarray(x, dtype=np.float64).ravel()
    return sqrt(float(flat.dot(flat)))
