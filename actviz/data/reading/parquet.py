"""Parquet files are read by pyarrow, an extra: numbers, texts, yes/no and dates, a row group at a time."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from actviz.arrays import Floats
from actviz.data.limits import MAX_CELLS, MAX_COLUMNS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.columns import free_columns
from actviz.data.reading.extra_library import library
from actviz.data.reading.progress import Progress
from actviz.data.reading.source import Source
from actviz.data.reading.table import Table, Texts
from actviz.data.reading.text.header import unique_names
from actviz.data.reading.text.numbers import NumberRules
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput, quoted
from actviz.translation import tr

ROWS_AT_ONCE = 65_536


def read_parquet(source: Source, choices: DataChoices, progress: Progress) -> Table:
    """Return the table in a Parquet file.

    Raises:
        BadInput: the library is not installed, or the file is damaged, too large or holds lists.
    """
    arrow = library("pyarrow", "parquet", source.name)
    parquet = library("pyarrow.parquet", "parquet", source.name)
    try:
        with source.open() as stream:
            return _table(source.name, arrow, parquet.ParquetFile(stream), choices, progress)
    except (arrow.ArrowException, OSError) as problem:
        if isinstance(problem, OSError) and problem.errno is not None:
            raise
        raise BadInput(
            tr(
                "{name} is damaged, or no Parquet file: {problem}",
                name=source.name,
                problem=one_line(str(problem), 100),
            )
        ) from None


def _table(name: str, arrow: Any, file: Any, choices: DataChoices, progress: Progress) -> Table:
    schema, n = file.schema_arrow, file.metadata.num_rows
    if len(schema.names) > MAX_COLUMNS:
        raise BadInput(
            tr(
                "{name} has {n} columns, and at most {most} can be read",
                name=name,
                n=whole(len(schema.names)),
                most=whole(MAX_COLUMNS),
            )
        )
    names, renamed = unique_names(schema.names)
    if not names or n * len(names) > MAX_CELLS:
        raise BadInput(
            tr(
                "{name} has {n} rows of {width} columns, and at most {most} cells can be read, of one column at least",
                name=name,
                n=whole(n),
                width=whole(len(names)),
                most=whole(MAX_CELLS),
            )
        )
    rules = NumberRules(".", choices.missing_values, frozenset([""]))
    numbers, kinds = [], arrow.types
    for i, field in enumerate(schema):
        if kinds.is_nested(field.type) and i not in free_columns(names, choices):
            raise BadInput(
                tr(
                    "{name}, column {column} holds {type}, and numbers or texts are needed (--ignore {option} leaves "
                    "it out)",
                    name=name,
                    column=quoted(names[i]),
                    type=str(field.type)[:40],
                    option=names[i],
                )
            )
        if kinds.is_integer(field.type) or kinds.is_floating(field.type) or kinds.is_decimal(field.type):
            numbers.append(i)
    texts: dict[int, Any] = {i: np.empty(n, dtype=object) for i in range(len(names)) if i not in numbers}
    block, start = np.empty((n, len(numbers))), 0
    for batch in file.iter_batches(ROWS_AT_ONCE):
        progress(start / max(1, n))
        rows = slice(start, start + batch.num_rows)
        for at, i in enumerate(numbers):
            block[rows, at] = _numbers(arrow, batch.column(i))
        for i, column in texts.items():
            column[rows] = _texts(batch.column(i), rules)
        start += batch.num_rows
    rules.without_codes(block)
    others: dict[int, Floats | Texts] = texts
    return Table(name, names, block, tuple(numbers), others, notes=tuple(renamed))


def _numbers(arrow: Any, column: Any) -> Floats:
    values: Floats = column.cast(arrow.float64(), safe=False).fill_null(math.nan).to_numpy(zero_copy_only=False)
    return values


def _texts(column: Any, rules: NumberRules) -> list[str]:
    """Return texts, yes/no as True and False, and dates as 2024-05-31 13:00:00; a text that means missing is empty."""
    known: dict[Any, str] = {None: ""}
    found = []
    for value in column.to_pylist():
        if isinstance(value, (list, dict)):
            found.append("")
            continue
        if value not in known:
            text = value.decode(errors="replace") if isinstance(value, bytes) else str(value).strip()
            known[value] = "" if text in rules.missing_texts else text
        found.append(known[value])
    return found
