"""A WeightFile holds the arrays of a file of weights by name; the limits bound what is read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import tr

MAX_FILE_BYTES = 500_000_000
MAX_VALUES = 60_000_000  # of all arrays together: a network has at most 50 million weights
MAX_ARRAYS = 5_000
MAX_DIMENSIONS = 8
MOST_PACKED = 50  # times its size that a file may unpack to …
ALWAYS_UNPACKED = 100_000_000  # … beyond so many bytes


@dataclass(frozen=True, eq=False)
class WeightFile:
    """The arrays of numbers in a file, as float32 or float64, in the file's order.

    `others` are the names of what is in it besides, which was not read. `is_ordered` says whether the order of the
    arrays is that in which somebody saved them.
    """

    name: str
    arrays: Mapping[str, Floats]
    others: tuple[str, ...] = ()
    is_ordered: bool = True


class Budget:
    """Counts what a file says that it holds, before it is read."""

    def __init__(self, name: str, n_bytes: int) -> None:
        self._name, self._n_bytes = name, n_bytes
        self._arrays = self._values = self._unpacked = 0

    def check_count(self, n: int) -> None:
        """Refuse more arrays than are read.

        Raises:
            BadInput: naming the limit.
        """
        if n > MAX_ARRAYS:
            raise BadInput(
                tr(
                    "{name} holds {n} arrays, and at most {most} can be read",
                    name=self._name,
                    n=whole(n),
                    most=whole(MAX_ARRAYS),
                )
            )

    def add(self, array: str, shape: tuple[int, ...], itemsize: int) -> None:
        """Count an array.

        Raises:
            BadInput: there are too many, or too many numbers in them.
        """
        self._arrays += 1
        self.check_count(self._arrays)
        if len(shape) > MAX_DIMENSIONS:
            raise BadInput(
                tr(
                    "{name}, array {array}, has {n} dimensions, and at most {most} can be read",
                    name=self._name,
                    array=quoted(array),
                    n=len(shape),
                    most=MAX_DIMENSIONS,
                )
            )
        self._values += math.prod(shape)
        if self._values > MAX_VALUES:
            raise BadInput(
                tr(
                    "{name} holds more than {most} numbers, the most that can be read (array {array} has the shape "
                    "{shape})",
                    name=self._name,
                    most=whole(MAX_VALUES),
                    array=quoted(array),
                    shape=quoted(shape),
                )
            )
        self._unpacked += math.prod(shape) * itemsize
        most = max(ALWAYS_UNPACKED, MOST_PACKED * self._n_bytes)
        if self._unpacked > most:
            raise BadInput(
                tr(
                    "{name} unpacks to more than {most} bytes, the most that is read of a file of its size",
                    name=self._name,
                    most=whole(most),
                )
            )


def as_floats(values: npt.NDArray[Any]) -> Floats:
    """Return numbers as float32, where nothing is lost by it, or as float64."""
    exact = np.can_cast(values.dtype, np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        floats: Floats = np.array(values, np.float32 if exact else np.float64, order="C")
    return floats
