"""A table and a second one of the same columns, whose rows are its test set, become one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.reading.contents import value_text
from actviz.data.reading.table import Table, Texts
from actviz.outside_text import one_line
from actviz.registry import BadInput, quoted


def joined(train: Table, test: Table) -> Table:
    """Return the table whose last rows are those of `test`; its columns are found by name, or by place.

    Raises:
        BadInput: the second table lacks a column, or has texts where the first has numbers.
    """
    places = _places(train, test)
    others: dict[int, Any] = {c: np.concatenate(_alike(train, test, c, places[c])) for c in train.others}
    numbers = [_numbers(train, test, c, places[c]) for c in train.block_at]
    more = np.stack(numbers, axis=1) if numbers else np.empty((test.n_rows, 0))
    lines = None
    if train.lines is not None and test.lines is not None:
        lines = np.concatenate((train.lines, test.lines))
    own = ("its own test set is part of the training set",) if train.n_test else ()
    return replace(
        train,
        block=np.concatenate((train.block, more.astype(train.block.dtype, copy=False))),
        others=others,
        lines=lines,
        n_test=test.n_rows,
        test_name=test.name,
        notes=(*train.notes, *own, f"the {test.n_rows:,} rows of {test.name} are the test set"),
    )


def _places(train: Table, test: Table) -> list[int]:
    """Return where each column of the first table is in the second."""
    if train.has_names and test.has_names:
        lacking = [name for name in train.columns if name not in test.columns]
        if not lacking:
            return [test.columns.index(name) for name in train.columns]
        raise BadInput(f"{test.name} has no column {quoted(lacking[0])}, as {train.name} has")
    if len(train.columns) != len(test.columns):
        raise BadInput(
            f"{test.name} has {len(test.columns):,} columns, and {train.name} has {len(train.columns):,}:"
            " a test set has the same"
        )
    return list(range(len(train.columns)))


def _alike(train: Table, test: Table, mine: int, its: int) -> tuple[Floats | Texts, Floats | Texts]:
    values, more = train.others[mine], test.values(its)
    if values.dtype == object and more.dtype != object:
        return values, np.array(["" if v != v else value_text(v) for v in more.tolist()], dtype=object)
    if values.dtype != object:
        return values, _numbers(train, test, mine, its)
    return values, more


def _numbers(train: Table, test: Table, mine: int, its: int) -> npt.NDArray[Any]:
    values = test.values(its)
    if values.dtype != object:
        return values
    known = np.flatnonzero(values != "")
    if len(known):
        raise BadInput(
            f"{test.place(int(known[0]), its)}: {quoted(values[known[0]])} is not a number,"
            f" and column {one_line(train.columns[mine])} of {train.name} has numbers"
        )
    return np.full(len(values), np.nan)
