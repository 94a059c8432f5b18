"""Reserve: memory for copies of long vectors, touched beforehand, a little at a time.

The first touch of new memory takes up to twenty times as long as writing there again: a quarter of a second for the
parameters of a network that is 4,096 units wide.
"""

from __future__ import annotations

import numpy as np
from numpy import copyto

from actviz.arrays import Floats
from actviz.training.pieces import Pieces

PAGE_BYTES = 4096
LONG = 1 << 22  # values; the first touch of fewer takes no time to speak of


class Reserve:
    """Copies vectors as long as `like`; memory for up to `most` copies is ready, for `ready` from the start."""

    def __init__(self, like: Floats, most: int, ready: int) -> None:
        self._like, self._most = like, most
        self._ready: list[Floats] = []
        self._begin_next()
        self.prepare(ready * like.size)

    def _begin_next(self) -> None:
        self._next, self._touched = np.empty_like(self._like), 0

    def prepare(self, values: int) -> None:
        """Touch memory for so many values, as long as some is missing."""
        while values > 0 and len(self._ready) < self._most:
            stop = min(self._touched + values, self._next.size)
            self._next[self._touched : stop : PAGE_BYTES // self._next.itemsize] = 0.0
            values -= stop - self._touched
            self._touched = stop
            if stop == self._next.size:
                self._ready.append(self._next)
                self._begin_next()

    def copy(self, vector: Floats) -> Floats:
        """Return a copy that the caller keeps, in memory that is ready if there is some."""
        if not self._ready or vector.size != self._like.size:
            return vector.copy()
        found = self._ready.pop()
        copyto(found, vector)
        return found


def touch(vector: Floats) -> Pieces[None]:
    """Touch the memory of a new vector of zeros in pieces."""
    for start in range(0, vector.size, LONG):
        vector[start : start + LONG].fill(0.0)
        yield
