"""`read_text` makes a Table of the bytes of a text file.

Parts of a megabyte that are plain numbers are read by NumPy, the others by Python's csv module.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from actviz.arrays import Floats
from actviz.data.limits import MAX_CELLS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.columns import MOSTLY_TEXT, TableColumns, TextsFound, free_columns
from actviz.data.reading.progress import Progress
from actviz.data.reading.table import Table, Texts
from actviz.data.reading.text.decoding import Content, decoded
from actviz.data.reading.text.header import Header, header_of, need_rows
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import BLANKS, Row, rows_of
from actviz.data.reading.text.sniffing import Sample, sample_of
from actviz.registry import BadInput

PART_BYTES = 1 << 20
ROWS_AT_ONCE = 4_096
MOST_FAILURES = 2  # parts that NumPy could not read before it is no longer tried


def read_text(name: str, raw: bytes, choices: DataChoices, progress: Progress) -> Table:
    """Return the table in a text file's bytes.

    Raises:
        BadInput: the first fault of the file.
    """
    content = decoded(name, raw)
    del raw
    sample = sample_of(name, content.raw, choices)
    rules = NumberRules(sample.dialect.decimal, choices.missing_values)
    header = header_of(sample, rules, choices.header)
    examples = sample.rows[header.first :]
    need_rows(name, len(examples), header)
    _check_cells(name, content, header)
    texts = _texts(examples, header, rules)
    file = _TextFile(name, content, sample, header, rules, choices)
    try:
        return file.read(texts, progress)
    except TextsFound as found:
        return file.read(found.columns, progress)


def _check_cells(name: str, content: Content, header: Header) -> None:
    n_cells = content.n_lines * header.width
    if n_cells > MAX_CELLS:
        raise BadInput(
            f"{name} has {content.n_lines:,} lines of {header.width:,} cells,"
            f" and at most {MAX_CELLS:,} cells can be read"
        )


def _texts(examples: tuple[Row, ...], header: Header, rules: NumberRules) -> frozenset[int]:
    """Return the columns that the first rows show to be of texts."""
    found = []
    for i in range(header.width):
        cells = [cells[i] for _, cells in examples if i < len(cells) and cells[i] not in rules.missing_numbers]
        n_texts = sum(rules.number(cell) is None for cell in cells)
        if n_texts > 1 and n_texts > MOSTLY_TEXT * len(cells):
            found.append(i)
    return frozenset(found)


class _TextFile:
    """A text file of which the layout is known."""

    def __init__(
        self, name: str, content: Content, sample: Sample, header: Header, rules: NumberRules, choices: DataChoices
    ) -> None:
        self._name, self._content, self._sample, self._header, self._rules = name, content, sample, header, rules
        self._first_line = sample.rows[header.first][0]
        self._any_text = free_columns(header.names, choices)
        self._empty_rows = 0

    def read(self, texts: frozenset[int], progress: Progress) -> Table:
        """Read the rows below the header, of which the columns `texts` are known to be texts."""
        raw, header = self._content.raw, self._header
        line, start = self._first_line, 0
        for _ in range(line - 1):
            start = raw.index(b"\n", start) + 1
        n_lines = self._content.n_lines - line + 1
        columns = TableColumns(self._name, header.names, self._rules, n_lines, texts, self._any_text)
        failures, self._empty_rows = 0, 0
        while start < len(raw):
            progress(start / len(raw))
            end = _part_end(raw, start)
            part = raw[start:end]
            matrix = None
            if columns.only_numbers and failures < MOST_FAILURES:
                matrix = self._plain(part)
                failures = 0 if matrix is not None else failures + 1
            if matrix is not None:
                columns.add_matrix(matrix, line)
            else:
                self._add_rows(columns, part, line)
            line += part.count(b"\n")
            start = end
        need_rows(self._name, columns.n_rows, header)
        return self._table(columns)

    def _plain(self, part: bytes) -> Floats | None:
        """Return a part's numbers (lines, columns), or None if it has anything but them."""
        dialect = self._sample.dialect
        if b"_" in part or not part.isascii():
            return None
        if dialect.decimal == ",":
            if b"." in part:
                return None
            part = part.replace(b",", b".")
        blanks = dialect.delimiter == BLANKS
        try:
            matrix = np.loadtxt(
                io.BytesIO(part), delimiter=None if blanks else dialect.delimiter, comments=None, quotechar='"',
                ndmin=2, encoding="ascii",
            )  # fmt: skip
        except ValueError:
            return None
        n_lines = part.count(b"\n") + (not part.endswith(b"\n"))
        return matrix if matrix.shape == (n_lines, self._header.width) else None

    def _add_rows(self, columns: TableColumns, part: bytes, line: int) -> None:
        text = io.TextIOWrapper(io.BytesIO(part), encoding="utf-8", newline="\n")
        rows = self._full_rows(rows_of(self._name, text, self._sample.dialect, line))
        while some := list(islice(rows, ROWS_AT_ONCE)):
            lines, cells, fault = [line for line, _ in some], [cells for _, cells in some], None
            if len(cells[-1]) != self._header.width:
                fault = self._uneven(lines.pop(), cells.pop())
            if cells:
                columns.add_rows(lines, cells)
            if fault is not None:
                raise columns.first_stray() or fault

    def _full_rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows that have a cell that is not empty, cut to the table's width where the rest is empty.

        A row of another width ends them.
        """
        width = self._header.width
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

    def _uneven(self, line: int, cells: list[str]) -> BadInput:
        count = "1 value" if len(cells) == 1 else f"{len(cells):,} values"
        return BadInput(
            f"{self._name}, line {line} has {count}, and the first row has {self._header.width:,}"
            " (all rows must be of one length)"
        )

    def _table(self, columns: TableColumns) -> Table:
        block, block_at, texts, lines = columns.finish()
        header, others = self._header, dict[int, Floats | Texts](texts)
        last = header.width - 1
        targets: tuple[int, ...] = ()
        if header.classes and last in block_at:
            others[last], targets = _named(block[:, -1], header.classes), (last,)
            block, block_at = block[:, :-1], block_at[:-1]
        table = Table(
            self._name, header.names, block, block_at, others, lines, header.has_names, targets,
            notes=(*header.notes, *self._notes(columns)),
            unsure=(*self._content.unsure, *self._sample.unsure, *header.unsure),
        )  # fmt: skip
        return without_empty_columns(table)

    def _notes(self, columns: TableColumns) -> Iterator[str]:
        if self._empty_rows:
            one = self._empty_rows == 1
            yield f"{self._empty_rows:,} row{'s' * (not one)} without any value {'was' if one else 'were'} left out"
        if columns.grouped:
            i, cell = next(iter(columns.grouped.items()))
            yield f"{self._header.names[i]} has numbers whose thousands are set apart, such as {cell}"


def _named(codes: Floats, classes: tuple[str, ...]) -> Texts:
    """Return the names of the classes 0, 1, …; a number without a name stays a number."""
    names = {float(code): name for code, name in enumerate(classes)}
    return np.array([names.get(code, "" if code != code else f"{code:g}") for code in codes.tolist()], dtype=object)


def without_empty_columns(table: Table) -> Table:
    """Return the table without the columns that have neither a name nor a value."""
    unnamed = [i for i, name in enumerate(table.columns) if name == f"column {i + 1}" and i in table.block_at]
    empty = {i for i in unnamed if np.isnan(table.values(i)).all()}
    if not empty or len(empty) == len(table.columns):
        return table
    kept = [i for i in range(len(table.columns)) if i not in empty]
    at = {old: new for new, old in enumerate(kept)}
    block = [i not in empty for i in table.block_at]
    n = len(empty)
    note = f"{n:,} column{'s' * (n > 1)} without name and values {'were' if n > 1 else 'was'} left out"
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        block=table.block[:, block],
        block_at=tuple(at[i] for i in table.block_at if i not in empty),
        others={at[i]: values for i, values in table.others.items()},
        targets=tuple(at[i] for i in table.targets),
        notes=(*table.notes, note),
    )


def _part_end(raw: bytes, start: int) -> int:
    """Return where a part ends: behind a line of which no quoted cell goes on."""
    end, quotes, counted = start + PART_BYTES, 0, start
    while True:
        end = raw.find(b"\n", end) + 1
        if end == 0:
            return len(raw)
        quotes += raw.count(b'"', counted, end)
        counted = end
        if quotes % 2 == 0:
            return end
