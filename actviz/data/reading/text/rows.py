"""The lines of a text become rows of cells, each with the number of its first line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr

BLANKS = " "  # as a delimiter: any number of blanks and tabs
COMMENT_MARKS = ("#", "%", "//")
_QUOTED_OR_WORD = {
    '"': re.compile(r'"((?:[^"]|"")*)"(?=\s|$)|(\S+)'),
    "'": re.compile(r"'((?:[^']|'')*)'(?=\s|$)|(\S+)"),
}
_ERROR = re.compile(r"#(?:N/A|NV|NA|DIV/0!|WERT!|VALUE!|REF!|NUM!|NAME\?|NULL!)")

Row = tuple[int, list[str]]  # line, from 1, and cells


@dataclass(frozen=True)
class Dialect:
    """How the cells of a text stand beside each other, and how its numbers are written."""

    delimiter: str = ","
    decimal: str = "."
    comments: tuple[str, ...] = ()  # marks at the start of a line that is no row
    quote: str = '"'  # around cells that may have delimiters in them


def rows_of(name: str, text: io.TextIOBase, dialect: Dialect, first_line: int = 1) -> Iterator[Row]:
    """Yield the rows of a text that are neither blank nor a comment.

    Raises:
        BadInput: naming the line that is not a row.
    """
    lines = _without_comments(text, dialect.comments) if dialect.comments else iter(text)
    if dialect.delimiter == BLANKS:
        yield from _blank_separated(lines, first_line, dialect.quote)
        return
    reader = csv.reader(lines, delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True, strict=True)
    start = first_line
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                yield start, cells
            start = first_line + reader.line_num
    except csv.Error as problem:
        reason = one_line(str(problem).replace("\t", "tab"))  # it names the delimiter
        if "field limit" in reason:
            told = mark("a quote is not closed, or a cell has more than {n} characters")
            reason = tr(told, n=whole(csv.field_size_limit()))
        told = mark("{name}, line {line} is not a row of a CSV file: {reason}")
        raise BadInput(tr(told, name=name, line=start, reason=reason)) from None


def _without_comments(lines: io.TextIOBase, marks: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines, comments as blank ones, which keep the lines' numbers."""
    for line in lines:
        yield "\n" if is_comment(line.lstrip(), marks) else line


def is_comment(line: str, marks: tuple[str, ...]) -> bool:
    """Whether a line without blanks in front is a comment, not a cell with a spreadsheet's error such as #N/A."""
    return line.startswith(marks) and not _ERROR.match(line)


def _blank_separated(lines: Iterator[str], first_line: int, quote: str) -> Iterator[Row]:
    for number, line in enumerate(lines, start=first_line):
        if quote in line:
            found = _QUOTED_OR_WORD[quote].finditer(line)
            cells = [match[2] or match[1].replace(2 * quote, quote) for match in found]
        else:
            cells = line.split()
        if cells:
            yield number, cells
