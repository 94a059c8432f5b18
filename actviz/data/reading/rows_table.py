"""Rows of cells with a known header become a Table, whatever kind of file they come from.

A row is as wide as the header; cells beyond it, and whole rows, may be empty and are left out then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

import numpy as np

from actviz.arrays import Floats
from actviz.data.column_names import column_in_sentence, unnamed_column
from actviz.data.limits import MAX_CELLS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.columns import MOSTLY_TEXT, TableColumns, TextsFound, free_columns
from actviz.data.reading.table import Table, Texts
from actviz.data.reading.text.header import Header
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import Row
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.translation import mark, tr, tr_count

ROWS_AT_ONCE = 4_096
MOST_NAMED = 3  # columns in sentences of one kind


@dataclass(frozen=True)
class Layout:
    """What is known of a file of rows before its examples are read."""

    name: str  # of the file
    header: Header
    rules: NumberRules
    choices: DataChoices
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    texts: frozenset[int] = frozenset()  # columns that the file itself says are of texts
    numbers: frozenset[int] = frozenset()  # … and of numbers, so that each text in them is a fault
    targets: tuple[int, ...] = ()  # … and are the targets

    @cached_property
    def free(self) -> frozenset[int]:
        """Columns that may have any texts."""
        return free_columns(self.header.names, self.choices)


def gathered(layout: Layout, most_rows: int, examples: Sequence[Row], read_into: Callable[[RowsTable], None]) -> Table:
    """Return the table of the rows that `read_into` adds; it is called again if columns turn out to be of texts.

    `examples` are the first of the rows.

    Raises:
        BadInput: there are no rows, or too many cells, or a row has a fault.
    """
    header = layout.header
    if most_rows * header.width > MAX_CELLS:
        raise BadInput(
            tr(
                "{name} has {most_rows} lines of {width} cells, and at most {most} cells can be read",
                name=layout.name,
                most_rows=whole(most_rows),
                width=whole(header.width),
                most=whole(MAX_CELLS),
            )
        )
    texts = layout.texts | (_texts(examples, layout) - layout.numbers)
    signs = frozenset(i for _, cells in examples for i, cell in enumerate(cells) if cell == "+")

    def read(texts: frozenset[int]) -> Table:
        rows = RowsTable(layout, most_rows, texts, signs)
        read_into(rows)
        if not rows.columns.n_rows:
            told = mark("{name} has no rows, and at least 2 are needed")
            if header.has_names:
                told = mark("{name} has a header and no rows, and at least 2 are needed")
            raise BadInput(tr(told, name=layout.name))
        return rows.table()

    try:
        return read(texts)
    except TextsFound as found:
        return read(texts | found.columns)


def _texts(examples: Sequence[Row], layout: Layout) -> frozenset[int]:
    """Return the columns that the first rows show to be of texts."""
    found, rules = [], layout.rules
    for i in range(layout.header.width):
        cells = [cells[i] for _, cells in examples if i < len(cells) and cells[i] not in rules.missing_numbers]
        n_texts = sum(rules.number(cell) is None for cell in cells)
        if n_texts > 1 and n_texts > MOSTLY_TEXT * len(cells):
            found.append(i)
    return frozenset(found)


class RowsTable:
    """A table that grows by rows of cells; rows that are known by their columns are added to its `columns`."""

    def __init__(self, layout: Layout, most_rows: int, texts: frozenset[int], signs: frozenset[int]) -> None:
        self.name, self.width = layout.name, layout.header.width
        self.columns = TableColumns(
            layout.name, layout.header.names, layout.rules, most_rows, texts, layout.free, layout.numbers, signs
        )
        self._layout = layout
        self._empty_rows = 0

    def add(self, rows: Iterator[Row]) -> None:
        """Add rows.

        Raises:
            BadInput: the first fault in them, or before.
        """
        full = self._full_rows(rows)
        while some := list(islice(full, ROWS_AT_ONCE)):
            lines, cells, fault = [line for line, _ in some], [cells for _, cells in some], None
            if len(cells[-1]) != self.width:
                fault = self._uneven(lines.pop(), cells.pop())
            if cells:
                self.columns.add_rows(lines, cells)
            if fault is not None:
                raise self.columns.first_stray() or fault

    def _full_rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows that have a cell that is not empty, cut to the table's width where the rest is empty.

        A row of another width ends them.
        """
        width = self.width
        for line, cells in rows:
            if len(cells) != width or not cells[0]:
                if not any(cell.strip() for cell in cells):
                    self._empty_rows += 1
                    continue
                if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                    del cells[width:]
            yield line, cells
            if len(cells) != width:
                return

    def _uneven(self, line: int, cells: Sequence[str]) -> BadInput:
        told = tr_count(
            "{name}, line {line} has {n:,} value, and the first row has {width} (all rows must be of one length)",
            "{name}, line {line} has {n:,} values, and the first row has {width} (all rows must be of one length)",
            len(cells),
            name=self.name,
            line=line,
            width=whole(self.width),
        )
        return BadInput(told)

    def table(self) -> Table:
        """Return the table of all rows.

        Raises:
            BadInput: a cell is a text among numbers by mistake.
            TextsFound: a column that was taken for numbers is of texts.
        """
        block, block_at, texts, lines = self.columns.finish()
        layout, header = self._layout, self._layout.header
        others, targets, last = dict[int, Floats | Texts](texts), layout.targets, header.width - 1
        if header.classes and last in block_at:
            others[last], targets = _named(block[:, -1], header.classes), (last,)
            block, block_at = block[:, :-1], block_at[:-1]
        table = Table(
            self.name, header.names, block, block_at, others, lines, header.has_names, targets,
            notes=(*layout.notes, *header.notes, *self._notes()),
            unsure=(*layout.unsure, *header.unsure, *self.columns.taken_as_missing()),
        )  # fmt: skip
        return _without_empty_columns(table)

    def _notes(self) -> Iterator[str]:
        if self._empty_rows:
            yield tr_count(
                "{n:,} row without any value was left out",
                "{n:,} rows without any value were left out",
                self._empty_rows,
            )
        names = self._layout.header.names
        for i, cell in islice(self.columns.dressed.items(), MOST_NAMED):
            value = self._layout.rules.number(cell)
            told = mark("{name} has numbers with a unit or with thousands set apart: {cell} was read as {value}")
            yield tr(told, name=column_in_sentence(names[i]), cell=cell, value=f"{value:.12g}")


def _named(codes: Floats, classes: tuple[str, ...]) -> Texts:
    """Return the names of the classes 0, 1, …; a number without a name stays a number."""
    names = {float(code): name for code, name in enumerate(classes)}
    return np.array([names.get(code, "" if code != code else f"{code:g}") for code in codes.tolist()], dtype=object)


def _without_empty_columns(table: Table) -> Table:
    """Return the table without the columns that have neither a name nor a value."""
    unnamed = [i for i in table.block_at if table.columns[i] == unnamed_column(i + 1)]
    empty = {i for i in unnamed if np.isnan(table.values(i)).all()}
    if not empty or len(empty) == len(table.columns):
        return table
    kept = [i for i in range(len(table.columns)) if i not in empty]
    at = {old: new for new, old in enumerate(kept)}
    block = [i not in empty for i in table.block_at]
    n = len(empty)
    note = tr_count(
        "{n:,} column without name and values was left out", "{n:,} columns without name and values were left out", n
    )
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        block=table.block[:, block],
        block_at=tuple(at[i] for i in table.block_at if i not in empty),
        others={at[i]: values for i, values in table.others.items()},
        targets=tuple(at[i] for i in table.targets),
        notes=(*table.notes, note),
    )
