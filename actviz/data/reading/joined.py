"""A table and a second one of the same columns, whose rows are its test set, become one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.column_names import column_in_sentence, column_text
from actviz.data.reading.contents import value_text
from actviz.data.reading.table import Table, Texts
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import tr


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
    own = (tr("its own test set is part of the training set"),) if train.n_test else ()
    rows = tr("the {n} rows of {name} are the test set", n=whole(test.n_rows), name=test.name)
    return replace(
        train,
        block=np.concatenate((train.block, more.astype(train.block.dtype, copy=False))),
        others=others,
        lines=lines,
        n_test=test.n_rows,
        test_name=test.name,
        notes=(*train.notes, *own, rows),
    )


def _places(train: Table, test: Table) -> list[int]:
    """Return where each column of the first table is in the second."""
    if train.has_names and test.has_names:
        lacking = [name for name in train.columns if name not in test.columns]
        if not lacking:
            return [test.columns.index(name) for name in train.columns]
        raise BadInput(
            tr(
                "{name} has no column {column}, as {other} has",
                name=test.name,
                column=quoted(column_text(lacking[0])),
                other=train.name,
            )
        )
    if len(train.columns) != len(test.columns):
        raise BadInput(
            tr(
                "{name} has {n} columns, and {other} has {others}: a test set has the same",
                name=test.name,
                n=whole(len(test.columns)),
                other=train.name,
                others=whole(len(train.columns)),
            )
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
            tr(
                "{place}: {value} is not a number, and column {column} of {name} has numbers",
                place=test.place(int(known[0]), its),
                value=quoted(values[known[0]]),
                column=column_in_sentence(train.columns[mine]),
                name=train.name,
            )
        )
    return np.full(len(values), np.nan)
