"""Feed: the endless stream of shuffled mini-batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import copyto
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
BLOCK_VALUES = 1 << 18  # examples are gathered in blocks of about this many values


@dataclass(frozen=True, eq=False)
class FeedState:
    """Where a feed stands: enough to go on from there."""

    order: NDArray[np.int64]
    position: int
    examples_seen: int
    rng_state: dict[str, Any]


class Feed:
    """Batches in a new random order each epoch; examples left over at an epoch's end wait for the next one.

    `x` is (rows, N) and `target` (n_L, N), features first. They are kept example by example, which makes
    gathering a batch out of wide data several times faster.
    """

    def __init__(self, x: Array, target: Array, batch: int, rng: np.random.Generator) -> None:
        self._x, self._target, self._rng = np.ascontiguousarray(x.T), np.ascontiguousarray(target.T), rng
        self.n_examples = x.shape[1]
        self.batch = min(batch, self.n_examples)
        self.examples_seen = 0
        self._order = rng.permutation(self.n_examples)
        self._position = 0
        per_batch = self.batch * (x.shape[0] + target.shape[0])
        self._block = self.batch * max(1, BLOCK_VALUES // per_batch)
        self._ready: list[tuple[Array, Array]] = []  # gathered batches, the next one last

    def next_into(self, inputs: Array, target: Array) -> None:
        """Write the next batch, (rows, batch) and (n_L, batch)."""
        if not self._ready:
            self._gather()
        x, y = self._ready.pop()
        copyto(inputs, x)
        copyto(target, y)
        self._position += self.batch
        self.examples_seen += self.batch

    def resized(self, batch: int) -> Feed:
        """Return a feed with another batch size that goes on with a new epoch."""
        feed = Feed(self._x.T, self._target.T, batch, self._rng)
        feed.examples_seen = self.examples_seen
        return feed

    def state(self) -> FeedState:
        """Return where this feed stands."""
        return FeedState(self._order, self._position, self.examples_seen, dict(self._rng.bit_generator.state))

    def restore(self, state: FeedState) -> None:
        """Go on from where `state` was taken."""
        self._order, self._position = state.order, state.position
        self.examples_seen = state.examples_seen
        self._rng.bit_generator.state = state.rng_state
        self._ready = []

    def _gather(self) -> None:
        if self._position + self.batch > self.n_examples:
            self._order = self._rng.permutation(self.n_examples)
            self._position = 0
        chosen = self._order[self._position : self._position + self._block]
        x, y = self._x[chosen].T, self._target[chosen].T
        stops = range(self.batch, len(chosen) + 1, self.batch)
        self._ready = [(x[:, i - self.batch : i], y[:, i - self.batch : i]) for i in reversed(stops)]
