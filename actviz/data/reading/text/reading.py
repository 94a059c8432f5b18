"""`read_text` makes a Table of the bytes of a text file.

Parts of a megabyte that are plain numbers are read by NumPy, the others by Python's csv module.
"""

from __future__ import annotations

import io

import numpy as np

from actviz.arrays import Floats
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.rows_table import Layout, RowsTable, gathered
from actviz.data.reading.table import Table
from actviz.data.reading.text.decoding import Content, decoded
from actviz.data.reading.text.header import header_of
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import BLANKS, Dialect, rows_of
from actviz.data.reading.text.sniffing import sample_of

PART_BYTES = 1 << 20
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
    header = header_of(sample.rows, rules, choices.header, sample.head)
    examples = sample.rows[header.first :]
    first_line = examples[0][0] if examples else content.n_lines + 1
    file = _TextFile(content, sample.dialect, first_line, progress)
    layout = Layout(name, header, rules, choices, unsure=(*content.unsure, *sample.unsure))
    return gathered(layout, file.n_lines, examples, file.read_into)


class _TextFile:
    """The lines of a text below its header."""

    def __init__(self, content: Content, dialect: Dialect, first_line: int, progress: Progress) -> None:
        self._raw, self._dialect, self._progress = content.raw, dialect, progress
        self._first_line = first_line
        self.n_lines = content.n_lines - first_line + 1

    def read_into(self, rows: RowsTable) -> None:
        """Add all rows."""
        raw, line, start, failures = self._raw, self._first_line, 0, 0
        for _ in range(line - 1):
            start = raw.index(b"\n", start) + 1
        while start < len(raw):
            self._progress(start / len(raw))
            end = _part_end(raw, start)
            part = raw[start:end]
            matrix = None
            if rows.columns.only_numbers and failures < MOST_FAILURES:
                matrix = self._plain(part, rows.width)
                failures = 0 if matrix is not None else failures + 1
            if matrix is not None:
                rows.columns.add_matrix(matrix, line)
            else:
                text = io.TextIOWrapper(io.BytesIO(part), encoding="utf-8", newline="\n")
                rows.add(rows_of(rows.name, text, self._dialect, line))
            line += part.count(b"\n")
            start = end

    def _plain(self, part: bytes, width: int) -> Floats | None:
        """Return a part's numbers (lines, columns), or None if it has anything but them."""
        if b"_" in part or not part.isascii():  # 1_0 is a number for Python alone
            return None
        if self._dialect.decimal == ",":
            if b"." in part:
                return None
            part = part.replace(b",", b".")
        delimiter = None if self._dialect.delimiter == BLANKS else self._dialect.delimiter
        try:
            matrix = np.loadtxt(
                io.BytesIO(part), delimiter=delimiter, comments=None, quotechar='"', ndmin=2, encoding="ascii"
            )
        except ValueError:
            return None
        n_lines = part.count(b"\n") + (not part.endswith(b"\n"))
        return matrix if matrix.shape == (n_lines, width) else None


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
