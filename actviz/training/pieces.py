"""Work in pieces: a generator that yields whenever it can be interrupted, and returns its result.

The training thread measures a large network piece by piece between its steps, so that it never stops for long.
NumPy's warnings are off meanwhile: the caller checks the result for values that are not finite.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Generic, TypeVar

import numpy as np

Result = TypeVar("Result")
Pieces = Generator[None, None, Result]


class Work(Generic[Result]):
    """Work that is under way; its first piece is done at once."""

    def __init__(self, pieces: Pieces[Result]) -> None:
        self._pieces = pieces
        self._results: list[Result] = []
        self.go_on()

    @property
    def is_done(self) -> bool:
        """Whether there is a result."""
        return bool(self._results)

    @property
    def result(self) -> Result:
        """The result, once the work is done."""
        return self._results[0]

    def go_on(self) -> None:
        """Do another piece."""
        if self.is_done:
            return
        with np.errstate(all="ignore"):
            try:
                next(self._pieces)
            except StopIteration as end:
                self._results.append(end.value)


def finished(pieces: Pieces[Result]) -> Result:
    """Do all of the work and return its result."""
    work = Work(pieces)
    while not work.is_done:
        work.go_on()
    return work.result
