"""Batches: the endless stream of shuffled mini-batches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass

BLOCK_VALUES = 1 << 18  # examples are gathered in blocks of about this many values


@dataclass(frozen=True, eq=False)
class BatchesState:
    """The position of a stream of batches: all that it needs to go on from there."""

    order: NDArray[np.int64]
    position: int
    examples_seen: int
    rng_state: dict[str, Any]


class Batches:
    """Batches in a new random order each epoch; examples left over at an epoch's end are skipped until the next.

    `x` is (rows, N) and `target` (n_L, N), features first. They are stored example by example, which makes
    gathering a batch out of wide data several times faster.
    """

    def __init__(self, x: Floats, target: Floats, batch: int, rng: np.random.Generator) -> None:
        self._x, self._target, self._rng = np.ascontiguousarray(x.T), np.ascontiguousarray(target.T), rng
        self.n_examples = x.shape[1]
        self.batch = min(batch, self.n_examples)
        most = max(1, min(self.n_examples, BLOCK_VALUES // (x.shape[0] + target.shape[0])) // self.batch)  # at once
        self._rows = tuple(np.empty((most * self.batch, v.shape[1]), v.dtype) for v in (self._x, self._target))
        self._targets = np.empty((most, target.shape[0], self.batch), target.dtype)
        self._batches = list(zip(self._by_batch(self._rows[0]), self._targets, strict=True))
        self._ready = self._gathered = 0  # the next batch among those gathered, and their number
        self.examples_seen = 0
        self._order = rng.permutation(self.n_examples)
        self._rng_state: dict[str, Any] | None = None  # as it is after this permutation; asking for it is slow
        self._position = 0

    def next(self, n: int) -> Iterator[tuple[Floats, Floats]]:
        """Yield the next n batches, (rows, batch) and contiguous (n_L, batch); all must be consumed.

        A batch is valid until the next one is asked for.
        """
        while n:
            if self._ready == self._gathered:
                self._gather()
            part = self._batches[self._ready : min(self._ready + n, self._gathered)]
            n -= len(part)
            self._ready += len(part)
            self._position += len(part) * self.batch
            self.examples_seen += len(part) * self.batch
            yield from part

    @property
    def latest(self) -> tuple[Floats, Floats]:
        """The batch that was yielded last."""
        return self._batches[self._ready - 1]

    def resized(self, batch: int) -> Batches:
        """Return a stream with another batch size, which begins with a new epoch."""
        return self.of_others(self._x.T, self._target.T, batch)

    def of_others(self, x: Floats, target: Floats, batch: int) -> Batches:
        """Return a stream of other examples, which begins with a new epoch and goes on with the same generator."""
        batches = Batches(x, target, batch, self._rng)
        batches.examples_seen = self.examples_seen
        return batches

    def state(self) -> BatchesState:
        """Return the position of this stream."""
        if self._rng_state is None:
            self._rng_state = dict(self._rng.bit_generator.state)
        return BatchesState(self._order, self._position, self.examples_seen, self._rng_state)

    def restore(self, state: BatchesState) -> None:
        """Go on from an earlier position."""
        self._order, self._position = state.order, state.position
        self.examples_seen = state.examples_seen
        self._rng.bit_generator.state = self._rng_state = state.rng_state
        self._ready = self._gathered = 0

    def _gather(self) -> None:
        if self._position + self.batch > self.n_examples:
            self._order, self._rng_state = self._rng.permutation(self.n_examples), None
            self._position = 0
        # many batches in one call of take: one by one, the calls would cost more than small steps
        n = min(len(self._batches), (self.n_examples - self._position) // self.batch)  # an epoch's last examples wait
        chosen = self._order[self._position : self._position + n * self.batch]
        for values, rows in zip((self._x, self._target), self._rows, strict=True):
            values.take(chosen, axis=0, out=rows[: len(chosen)], mode="clip")  # which needs no buffer
        copyto(self._targets[:n], self._by_batch(self._rows[1])[:n])
        self._ready, self._gathered = 0, n

    def _by_batch(self, rows: Floats) -> Floats:
        """Return rows, one an example, as (batches, values, batch)."""
        return rows.reshape(-1, self.batch, rows.shape[1]).transpose(0, 2, 1)
