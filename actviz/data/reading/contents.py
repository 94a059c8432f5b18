"""Contents: what the columns of a table hold, each question answered when it is first asked.

A sample of the rows answers where it suffices for a "no"; what decides a "yes" is computed on all rows, so that a table
of a million rows is understood in well under a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from actviz.data.limits import MAX_OUTPUTS
from actviz.data.reading.dates import DateForm, date_form
from actviz.data.reading.table import Table
from actviz.number_text import compact

Kind: TypeAlias = Literal["number", "category", "yes/no", "date", "text"]

MOST_CATEGORIES = 20  # of a column of texts that is an input; with more it is left out
MOST_CLASSES = 20  # of whole numbers that are taken as classes
SAMPLE = 1000  # rows
LEAST_PIXELS = 64
WHITE = 15  # the largest value of a pixel, at least
YES_NO = ({"no", "yes"}, {"n", "y"}, {"false", "true"}, {"f", "t"}, {"off", "on"})


class Contents:
    """What the columns of a table hold."""

    def __init__(self, table: Table, categorical: Iterable[int] = ()) -> None:
        self.table = table
        self.rows = range(table.n_rows)
        self.n_train = table.n_rows - table.n_test
        self._categorical = frozenset(categorical)
        self._kinds: dict[int, Kind] = {}
        self._values: dict[int, tuple[str, ...] | None] = {}
        self._whole: dict[int, tuple[int, ...] | None] = {}
        self._at = {column: place for place, column in enumerate(table.block_at)}

    def values(self, column: int) -> npt.NDArray[Any]:
        """Return the values (N,) of a column."""
        return self.table.values(column)

    def sample(self, column: int) -> npt.NDArray[Any]:
        """Return some values of a column, from all over the file."""
        return self.values(column)[:: -(-self.table.n_rows // SAMPLE) or 1]

    @cached_property
    def _block_range(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Least and largest number of each of the block's columns; NaN where a cell is missing."""
        block = self.table.block
        if 0 in block.shape:
            return (np.full(block.shape[1], np.nan),) * 2
        return block.min(axis=0), block.max(axis=0)

    @cached_property
    def are_pixels(self) -> bool:
        """Whether the table's rows are images of bytes, with or without a label among them."""
        table, (low, high) = self.table, self._block_range
        if table.others or table.n_rows == 0 or len(table.columns) < LEAST_PIXELS:
            return False
        if not (low.min() >= 0 and WHITE <= high.max() <= 255):  # False for NaN too
            return False
        some = table.block[:: -(-table.n_rows // 100)]
        return bool((some == np.rint(some)).all())

    def missing(self, column: int) -> npt.NDArray[np.bool_] | None:
        """Return which rows (N,) lack a value in this column; None where none does."""
        if column in self._at and not np.isnan(self._block_range[0][self._at[column]]):
            return None
        values = self.values(column)
        if values.dtype == object:
            found = values == ""
        elif values.dtype.kind == "f":
            found = np.isnan(values)
        else:
            return None
        return found if found.any() else None

    def missing_share(self, column: int) -> float:
        """Return the share of rows that lack a value in this column."""
        found = self.missing(column)
        return 0.0 if found is None else float(found.mean())

    def range(self, column: int) -> tuple[float, float] | None:
        """Return the least and the largest number of a column of numbers; None where it has none."""
        if self.table.is_text(column):
            return None
        if column in self._at:
            low, high = (float(ends[self._at[column]]) for ends in self._block_range)
            if not np.isnan(low):
                return low, high
        values = self.known(column)
        return (float(values.min()), float(values.max())) if len(values) else None

    def known(self, column: int) -> npt.NDArray[Any]:
        """Return the values that are not missing."""
        missing = self.missing(column)
        return self.values(column) if missing is None else self.values(column)[~missing]

    def is_empty(self, column: int) -> bool:
        """Whether no row has a value in this column."""
        return self.missing_share(column) == 1.0 or self.table.n_rows == 0

    def is_constant(self, column: int) -> bool:
        """Whether all rows that have a value have the same."""
        if self.table.is_text(column):
            return self.texts(column, 1) is not None
        ends = self.range(column)
        return ends is not None and ends[0] == ends[1]

    def kind(self, column: int) -> Kind:
        """Return what a column's values are; "text" are too many different ones for categories."""
        if column not in self._kinds:
            self._kinds[column] = self._kind(column)
        return self._kinds[column]

    def _kind(self, column: int) -> Kind:
        if column in self._categorical:
            return "category"
        if not self.table.is_text(column):
            return "number"
        if self.date_form(column) is not None:
            return "date"
        found = self.texts(column, MOST_CATEGORIES)
        if found is None:
            return "text"
        return "yes/no" if {text.lower() for text in found} in YES_NO else "category"

    def date_form(self, column: int) -> DateForm | None:
        """Return how a column of texts writes dates or times; None where it writes something else."""
        return date_form([text for text in self.sample(column) if text]) if self.table.is_text(column) else None

    def texts(self, column: int, most: int) -> tuple[str, ...] | None:
        """Return the different values of a column as sorted texts; None where there are more than `most`."""
        if column not in self._values:
            if len(set(self.sample(column).tolist())) > most + 1:  # one may be a missing value
                return None
            self._values[column] = self._different(column)
        found = self._values[column]
        return None if found is None or len(found) > most else found

    def _different(self, column: int) -> tuple[str, ...] | None:
        found = set(self.known(column).tolist())
        if self.table.is_text(column):
            return tuple(sorted(found))
        return tuple(value_text(value) for value in sorted(found))

    def n_texts(self, column: int) -> int:
        """Return the number of different values of a column."""
        if self.table.is_text(column) or column in self._values:
            return len(self.texts(column, self.table.n_rows) or ())
        return len(np.unique(self.known(column)))

    def few_whole(self, column: int) -> tuple[int, ...] | None:
        """Return the different values of a column of few whole numbers that repeat, as classes do; else None."""
        if column not in self._whole:
            self._whole[column] = None if self.table.is_text(column) else self._few_whole(column, MOST_CLASSES)
        return self._whole[column]

    def whole_classes(self, column: int) -> tuple[int, ...] | None:
        """Return the different values of a column of whole numbers, as many as there may be classes; else None."""
        return None if self.table.is_text(column) else self._few_whole(column, MAX_OUTPUTS)

    def _few_whole(self, column: int, most: int) -> tuple[int, ...] | None:
        for values in (self.sample(column), self.values(column)):
            if values.dtype.kind == "f":
                values = values[~np.isnan(values)]
                if not len(values) or np.abs(values).max() >= 2**53 or (values != np.rint(values)).any():
                    return None
            different = np.unique(values)
            if len(different) > most:
                return None
        if len(different) > max(2, len(values) // 2):
            return None
        return tuple(int(value) for value in different)

    def is_whole(self, column: int) -> bool:
        """Whether a column has whole numbers only."""
        if self.table.is_text(column):
            return False
        for values in (self.sample(column), self.known(column)):
            if values.dtype.kind == "f" and not bool((values == np.rint(values)).all()):
                return False  # NaN of the sample is no whole number either: an id is never missing
        return True

    def counts(self, column: int) -> bool:
        """Whether a column counts the rows, from 0 or from 1."""
        if self.table.is_text(column) or self.n_train < 2:
            return False
        values = self.values(column)[: self.n_train]
        start = values[0]
        if start not in (0, 1) or values[1] != start + 1 or values[-1] != start + len(values) - 1:
            return False
        return bool((np.diff(values) == 1).all())

    def share_of_different(self, column: int) -> float:
        """Return the number of different values for each row."""
        values = self.values(column)
        n = len(set(values.tolist())) if values.dtype == object else len(np.unique(values))
        return n / max(1, len(values))

    def one_to_one(self, one: int, other: int) -> bool:
        """Whether each value of one column stands beside one and the same value of the other, and the other way."""
        for step in (-(-self.table.n_rows // SAMPLE) or 1, 1):
            mine, others = self.values(one)[::step].tolist(), self.values(other)[::step].tolist()
            n = len(set(zip(mine, others, strict=True)))
            if n != len(set(mine)) or n != len(set(others)):
                return False
        return True

    def same(self, one: int, other: int) -> bool:
        """Whether two columns are equal in every row."""
        return bool(np.array_equal(self.sample(one), self.sample(other))) and bool(
            np.array_equal(self.values(one), self.values(other))
        )


def value_text(value: float | int | str) -> str:
    """Return a value of a column as the name of a class or a category."""
    if isinstance(value, str):
        return value
    return str(int(value)) if value == int(value) and abs(value) < 2**53 else compact(value)
