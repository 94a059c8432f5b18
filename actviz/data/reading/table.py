"""A Table is what every reader makes of a file: named columns of numbers or texts, and how they were found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.registry import quoted
from actviz.translation import mark, tr

Texts = npt.NDArray[np.object_]  # of str, stripped; "" where a cell is empty


@dataclass(frozen=True, eq=False)
class Table:
    """The columns of a file, before anybody has said which of them is the target.

    Most columns are numbers and stand side by side in one matrix, which is never copied to look at them; the others
    have an array each.
    """

    name: str  # of the file, as shown
    columns: tuple[str, ...]  # names, unique
    block: Floats  # (N, k) float64 or float32: k of the columns; NaN where a cell is empty
    block_at: tuple[int, ...]  # which columns the block's are, ascending
    others: Mapping[int, Floats | Texts]  # (N,) each: texts, or numbers of another origin (labels of images)
    lines: npt.NDArray[np.int64] | None = None  # (N,): each row's line in a text file, from 1
    has_names: bool = True  # whether the file itself names its columns
    targets: tuple[int, ...] = ()  # the columns that the file itself says are the targets
    n_test: int = 0  # the last rows, which the file itself keeps as a test set
    is_image: bool = False  # the block's rows are pixels
    test_name: str = ""  # of the file that the test set is from, where that is another one
    notes: tuple[str, ...] = ()  # what a user should know of how it was read, one sentence each
    unsure: tuple[str, ...] = ()  # what may as well be otherwise, with the option that changes it

    @property
    def n_rows(self) -> int:
        """Number of rows, N."""
        return len(self.block)

    def values(self, column: int) -> npt.NDArray[Any]:
        """Return the values (N,) of a column: numbers, NaN where missing, or texts, "" where missing."""
        if column in self.others:
            return self.others[column]
        return self.block[:, bisect_left(self.block_at, column)]  # a file may have thousands of columns

    def is_text(self, column: int) -> bool:
        """Whether a column has cells that are not numbers."""
        return column in self.others and self.others[column].dtype == object

    def place(self, row: int, column: int) -> str:
        """Return where a cell is, for a message: file, line (or example) and column."""
        is_test = row >= self.n_rows - self.n_test
        name = self.test_name if is_test and self.test_name else self.name
        told, number = mark("{name}, line {n}, column {column}"), row + 1
        if self.lines is None:
            told = mark("{name}, example {n}, column {column}")
        else:
            number = int(self.lines[row])
        return tr(told, name=name, n=number, column=quoted(self.columns[column]))
