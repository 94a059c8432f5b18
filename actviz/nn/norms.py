"""Euclidean norms that stay accurate where squares leave the float range.

A sum of squares in float32 gives 0 for entries below 1e-23 and inf above 1e19, both ordinary sizes for the
gradient of a deep network. So the sum is computed plainly first, and only if it is tiny or huge is it computed
again on entries scaled by a power of two (which costs no digits).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt

import numpy as np
from numpy import multiply, vecdot

from actviz.arrays import Floats

PART = 1 << 16  # entries converted to float64 at a time, so that they stay in the processor's cache


class SegmentNorms:
    """Measures the norms of several segments of one flat vector at each call.

    Squares that overflow on the way would warn: call it under `np.errstate(over="ignore", invalid="ignore")`.

    `flat` is the vector; `segments` are slices of it, in order. Adjacent segments of one size and spacing (a network's
    equally wide layers) are measured in one call.
    """

    def __init__(self, flat: Floats, segments: Sequence[slice]) -> None:
        self._flat = flat
        self._scaled = np.empty_like(flat)
        self._spans = [(s.start, s.stop - s.start) for s in segments]
        self._sums = np.empty(len(segments), flat.dtype)
        self._by_segments = self._squares_of(flat, 0, len(segments))
        self._scaled_by_segments = self._squares_of(self._scaled, 0, len(segments))
        wide = flat.dtype == np.float64
        self._tiny, self._huge = (1e-280, 1e280) if wide else (1e-30, 1e30)
        self._power = 500 if wide else 100
        # segments switch at a norm that both ways measure accurately, so a changing gradient rarely switches
        self._largest = 1e300 if wide else 1e36
        self._middle = sqrt(sqrt(self._largest * self._tiny)) * 2.0 ** -(self._power / 2)
        self._n_tiny = 0  # leading segments that were tiny at the last call, and likely are at the next
        self._plans: dict[int, Callable[[], None]] = {}

    def __call__(self) -> list[float]:
        """Return each segment's norm; inf or NaN where an entry is not finite."""
        sums, exact = self.measure()
        return exact or [sqrt(s) for s in sums]

    def measure(self) -> tuple[list[float], list[float] | None]:
        """Return each segment's sum of squares and, if one of them left the float range, the accurate norms."""
        if self._n_tiny:
            found = self._with_scaled_beginning(self._n_tiny)
            if found is not None:
                return found
        self._by_segments()
        squares: list[float] = self._sums.tolist()
        if min(squares) >= self._tiny and max(squares) < self._huge:
            return squares, None
        norms = [sqrt(s) for s in squares]
        # `not … >=` instead of `<`: NaN, too, is out of range
        if not min(squares) >= self._tiny:
            tiny = [s < self._tiny for s in squares]
            self._again(norms, self._power, tiny)
            small = [x < self._middle for x in norms]
            self._n_tiny = sum(small) if all(small[: sum(small)]) else 0
        if not max(squares) < self._huge:
            self._again(norms, -self._power, [not s < self._huge for s in squares])
        return squares, norms

    def _again(self, norms: list[float], power: int, out_of_range: list[bool]) -> None:
        np.multiply(self._flat, 2.0**power, out=self._scaled)
        self._scaled_by_segments()
        for i, square in enumerate(self._sums.tolist()):
            if out_of_range[i]:
                norms[i] = sqrt(square) * 2.0**-power

    def _with_scaled_beginning(self, n: int) -> tuple[list[float], list[float]] | None:
        """Measure with the first n segments scaled up; return None if they have become too large for that.

        A vanishing gradient is tiny in the first layers, step after step. Squaring it unscaled would also be slow,
        because the squares are subnormal floats.
        """
        plan = self._plans.get(n)
        if plan is None:
            plan = self._plans[n] = self._scaling_plan(n)
        plan()
        squares: list[float] = self._sums.tolist()
        back = 2.0**-self._power
        norms = [sqrt(s) for s in squares]
        norms[:n] = [back * x for x in norms[:n]]
        rest = squares[n:]
        if max(squares[:n]) < self._largest and (not rest or (min(rest) >= self._tiny and max(rest) < self._huge)):
            return squares, norms
        self._n_tiny = 0
        return None

    def _scaling_plan(self, n: int) -> Callable[[], None]:
        stop = sum(self._spans[n - 1])
        source, scaled, factor = self._flat[:stop], self._scaled[:stop], self._flat.dtype.type(2.0**self._power)
        beginning = self._squares_of(self._scaled, 0, n)
        rest = self._squares_of(self._flat, n, len(self._spans))

        def measure() -> None:
            multiply(source, factor, out=scaled)
            beginning()
            rest()

        return measure

    def _squares_of(self, flat: Floats, first: int, stop: int) -> Callable[[], None]:
        return _squares(flat, self._spans[first:stop], self._sums[first:stop])


Span = tuple[int, int]  # start, size


def _squares(flat: Floats, spans: Sequence[Span], sums: Floats) -> Callable[[], None]:
    """Return a function that writes every span's sum of squares into `sums`."""
    runs = _even_runs(spans)
    stacks = [
        (
            _rows(flat, spans[run.start], len(run), spans[run.start + 1][0] - spans[run.start][0]),
            sums[run.start : run.stop],
        )
        for run in runs
        if len(run) > 1
    ]
    singles = [(flat[start : start + size], i) for i, (start, size) in enumerate(spans) if range(i, i + 1) in runs]
    products = [(segment.dot, segment, i) for segment, i in singles]

    def measure() -> None:
        for rows, out in stacks:
            vecdot(rows, rows, out=out)
        for dot, segment, i in products:
            sums[i] = dot(segment)

    return measure


def _even_runs(spans: Sequence[Span]) -> list[range]:
    """Group adjacent spans of one size at even distances; each run is a range of indices into the list."""
    runs: list[range] = []
    for i, (start, size) in enumerate(spans):
        run = runs[-1] if runs else range(0)
        if run and spans[i - 1][1] == size:
            distance = start - spans[i - 1][0]
            if len(run) == 1 or distance == spans[run.start + 1][0] - spans[run.start][0]:
                runs[-1] = range(run.start, i + 1)
                continue
        runs.append(range(i, i + 1))
    return runs


def _rows(flat: Floats, span: Span, count: int, spacing: int) -> Floats:
    (start, size), item = span, flat.itemsize
    return np.lib.stride_tricks.as_strided(flat[start:], (count, size), (spacing * item, item), writeable=False)


def clipping(gradient: Floats, longest: float) -> Callable[[], None]:
    """Return a function that scales the gradient vector down to this Euclidean norm if it is longer."""
    norm_of_all = SegmentNorms(gradient, [slice(0, gradient.size)])

    def clip() -> None:
        (total,) = norm_of_all()
        if total > longest:
            multiply(gradient, longest / total, out=gradient)

    return clip


def norm(x: Floats) -> float:
    """Return the Euclidean norm of all entries of x, summed in float64."""
    if x.size <= PART:
        return _norm_64(x)
    return sqrt(sum(_norm_64(part) ** 2 for part in parts(x)))


def norm_of_difference(x: Floats, y: Floats) -> float:
    """Return the Euclidean norm of x - y, two arrays of one shape, summed in float64."""
    if x.size <= PART:
        return _norm_64(x - y)
    return sqrt(sum(_norm_64(a - b) ** 2 for a, b in zip(parts(x), parts(y), strict=True)))


def product_64(weights: Floats, h: Floats) -> Floats:
    """Return weightsᵀ h in float64, (fan_out, columns); weights (fan_in, fan_out) may be of any float type."""
    if weights.size <= PART:
        return np.asarray(weights.astype(np.float64).T.dot(h))
    rows = max(1, PART // weights.shape[1])
    z = np.zeros((weights.shape[1], h.shape[1]))
    for start in range(0, len(weights), rows):
        z += weights[start : start + rows].astype(np.float64).T.dot(h[start : start + rows])
    return z


def _norm_64(x: Floats) -> float:
    flat = np.ascontiguousarray(x, dtype=np.float64).ravel()
    return sqrt(float(flat.dot(flat)))


def parts(x: Floats) -> Iterator[Floats]:
    """Yield views of x in groups of rows, few enough for the processor's cache."""
    rows = max(1, PART // max(1, x[0].size))
    for start in range(0, len(x), rows):
        yield x[start : start + rows]
