"""`read_text` makes a Table of the bytes of a text file.

Parts of a megabyte that are plainly written are read the quick way, the others by Python's csv module.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import reduce

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.progress import Progress
from actviz.data.reading.rows_table import Layout, RowsTable, gathered
from actviz.data.reading.table import Table
from actviz.data.reading.text.decoding import Content, decoded
from actviz.data.reading.text.footer import Footer, footer_of
from actviz.data.reading.text.header import header_of
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.quick import QuickReader
from actviz.data.reading.text.rows import Dialect, is_comment, rows_of
from actviz.data.reading.text.sniffing import Sample, sample_of
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.translation import mark, tr

PART_BYTES = 1 << 20
LAST_LINES, LAST_BYTES = 8, 1 << 16  # in which a footer is looked for
MOST_FAILURES = 2  # parts in a row that are not plain, before the quick way is no longer tried


def read_text(name: str, raw: bytes, choices: DataChoices, progress: Progress) -> Table:
    """Return the table in a text file's bytes.

    Raises:
        BadInput: the first fault of the file.
    """
    content = decoded(name, raw)
    del raw
    sample = sample_of(name, content.raw, choices)
    rules = NumberRules(sample.dialect.decimal, choices.missing_values)
    footer = _footer(content, sample, rules)
    rows = sample.rows
    if footer is not None:
        content = _without_lines(content, footer.line)
        rows = tuple(row for row in rows if row[0] < footer.line)
    header = header_of(rows, rules, choices.header, sample.head)
    examples = rows[header.first :]
    first_line = examples[0][0] if examples else rows[-1][0] + 1
    file = _TextFile(content, sample.dialect, first_line, progress)
    below = () if footer is None else (footer.note,)
    notes = (*below, *_comments_below(content, sample.dialect, first_line))
    layout = Layout(name, header, rules, choices, notes, unsure=(*content.unsure, *sample.unsure))
    return gathered(layout, file.n_lines, examples, file.read_into)


def _footer(content: Content, sample: Sample, rules: NumberRules) -> Footer | None:
    """Return what stands below the table, if there is anything."""
    n_lines = content.n_lines
    tail = content.raw[-LAST_BYTES:].split(b"\n")[-LAST_LINES - 1 :]
    if not tail[-1]:  # behind the end of the last line
        tail.pop()
    lines = [line.decode(errors="replace") for line in tail[-LAST_LINES:]]
    start = n_lines - len(lines) + 1
    blank = {number for number, line in enumerate(lines, start) if not line.strip()}
    try:
        cut = list(rows_of("", io.StringIO("\n".join(lines)), sample.dialect, start))
    except BadInput:  # a fault of the file, or a cell that began above: told when it is reached
        return None
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in cut if line > sample.rows[0][0]]
    return footer_of(rows, sample.rows, blank, rules)


def _without_lines(content: Content, first: int) -> Content:
    """Return the content above a line."""
    end = len(content.raw)
    for _ in range(content.n_lines - first + 1):
        end = content.raw.rfind(b"\n", 0, end - 1) + 1
    return replace(content, raw=content.raw[:end])


def _comments_below(content: Content, dialect: Dialect, first_line: int) -> tuple[str, ...]:
    """Return a sentence if comments are left out among the rows."""
    if not dialect.comments:
        return ()
    text = io.TextIOWrapper(io.BytesIO(content.raw), encoding="utf-8", newline="\n")
    numbers = [n for n, line in enumerate(text, start=1) if is_comment(line.lstrip(), dialect.comments)]
    below = [number for number in numbers if number > first_line]
    if not below:
        return ()
    if len(below) == 1:
        return (tr("line {line} was left out as comment", line=whole(below[0])),)
    marks = reduce(lambda one, other: tr("{one} or {other}", one=one, other=other), dialect.comments)
    told = mark("{n} lines that begin with {marks} were left out as comments")
    return (tr(told, n=whole(len(below)), marks=marks),)


class _TextFile:
    """The lines of a text below its header."""

    def __init__(self, content: Content, dialect: Dialect, first_line: int, progress: Progress) -> None:
        self._raw, self._dialect, self._progress = content.raw, dialect, progress
        self._first_line = first_line
        self.n_lines = max(0, content.n_lines - first_line + 1)

    def read_into(self, rows: RowsTable) -> None:
        """Add all rows."""
        raw, line, start, failures = self._raw, self._first_line, 0, 0
        for _ in range(line - 1):
            start = raw.find(b"\n", start) + 1 or len(raw)
        reader = QuickReader(self._dialect, rows.width, rows.columns.texts)
        while start < len(raw):
            self._progress(start / len(raw))
            end = _part_end(raw, start, self._dialect.quote.encode())
            part = raw[start:end]
            quick = None
            if failures < MOST_FAILURES:
                quick = reader.read(part)
                failures = 0 if quick is not None else failures + 1
            if quick is not None:
                rows.columns.add_columns(*quick, line)
            else:
                text = io.TextIOWrapper(io.BytesIO(part), encoding="utf-8", newline="\n")
                rows.add(rows_of(rows.name, text, self._dialect, line))
            line += part.count(b"\n")
            start = end


def _part_end(raw: bytes, start: int, quote: bytes) -> int:
    """Return where a part ends: behind a line of which no quoted cell goes on."""
    end, quotes, counted = start + PART_BYTES, 0, start
    while True:
        end = raw.find(b"\n", end) + 1
        if end == 0:
            return len(raw)
        quotes += raw.count(quote, counted, end)
        counted = end
        if quotes % 2 == 0:
            return end
