"""Workbooks of Excel (.xlsx) are read by python-calamine, an extra: the first sheet that holds a table.

A workbook is a zip archive of XML. It is measured before the library sees it: how much it unpacks to, and up to which
cell its sheets go, since the library takes memory for every cell of that rectangle.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from actviz.data.limits import MAX_SHEET_CELLS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.extra_library import library
from actviz.data.reading.progress import Progress
from actviz.data.reading.rows_table import Layout, RowsTable, gathered
from actviz.data.reading.source import Source, unpacked_pieces
from actviz.data.reading.table import Table
from actviz.data.reading.text.footer import Footer, footer_of
from actviz.data.reading.text.header import header_of
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import Row
from actviz.data.reading.text.sniffing import MOST_ROWS
from actviz.joined_text import items
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr

LAST_ROWS = 8  # in which a footer is looked for
LEAST_SIDE = 2  # rows and columns of a table
_CELL = re.compile(rb"""\sr=["']([A-Z]{1,4})[0-9]""")
_ROW = re.compile(rb"""<row\b[^>]*\sr=["']([0-9]{1,9})["']""")
_OVERLAP = 512  # bytes in which a tag that two pieces share is found


def read_xlsx(source: Source, choices: DataChoices, progress: Progress) -> Table:
    """Return the table in the first sheet of a workbook that has one.

    Raises:
        BadInput: the library is not installed, or the workbook is damaged, too large or without a table.
    """
    calamine = library("python_calamine", "excel", source.name)
    _measure(source, progress)
    try:
        with source.open() as file:
            workbook = calamine.CalamineWorkbook.from_filelike(file)
            sheets = list(workbook.sheet_names)
            for name in sheets:
                sheet = workbook.get_sheet_by_name(name)
                if sheet.height >= LEAST_SIDE and sheet.width >= LEAST_SIDE:
                    return _table(source.name, sheet, sheets, choices, progress)
    except calamine.PasswordError:
        raise BadInput(tr("{name} is protected by a password (save it without)", name=source.name)) from None
    except calamine.CalamineError as problem:
        raise BadInput(
            tr("{name} is damaged, or no workbook: {problem}", name=source.name, problem=one_line(str(problem)))
        ) from None
    raise BadInput(
        tr(
            "{name} has no sheet with a table of at least {least} rows and {least} columns",
            name=source.name,
            least=LEAST_SIDE,
        )
    )


def _table(name: str, sheet: Any, sheets: list[str], choices: DataChoices, progress: Progress) -> Table:
    rows = [row for row in islice(_rows(sheet), MOST_ROWS) if any(row[1])]
    rules = NumberRules(choices.decimal or ".", choices.missing_values)
    footer = _footer(sheet, rows, rules)
    end = _n_lines(sheet) + 1 if footer is None else footer.line
    notes: tuple[str, ...] = () if footer is None else (footer.note,)
    rows = [row for row in rows if row[0] < end]
    header = header_of(rows, rules, choices.header)
    examples = rows[header.first :]
    if len(sheets) > 1:
        told = mark("the sheet “{name}” was read; the workbook also has {others}")
        others = items(tr("“{word}”", word=one_line(other, 30)) for other in sheets[:6] if other != sheet.name)
        notes = (*notes, tr(told, name=one_line(sheet.name, 30), others=others))

    start = examples[0][0] if examples else end

    def read_into(table: RowsTable) -> None:
        below = (row for row in _rows(sheet) if start <= row[0] < end)
        while some := list(islice(below, MOST_ROWS)):
            progress(some[0][0] / _n_lines(sheet))
            table.add(iter(some))

    return gathered(Layout(name, header, rules, choices, notes=notes), _n_lines(sheet), examples, read_into)


def _footer(sheet: Any, rows: list[Row], rules: NumberRules) -> Footer | None:
    """Return what stands below a sheet's table, if there is anything."""
    skipped = max(0, _n_lines(sheet) - LAST_ROWS)
    last = [
        (line, [_text(cell) for cell in cells])
        for line, cells in enumerate(islice(sheet.iter_rows(), skipped, None), start=1 + skipped)
        if line > rows[0][0]
    ]
    return footer_of(
        [row for row in last if any(row[1])], rows, {line for line, cells in last if not any(cells)}, rules
    )


def _n_lines(sheet: Any) -> int:
    """Return the number of a sheet's last line."""
    return int(sheet.end[0]) + 1


def _rows(sheet: Any) -> Iterator[Row]:
    """Yield the rows of a sheet from its first line, be it empty."""
    for line, cells in enumerate(sheet.iter_rows(), start=1):
        yield line, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """Return a cell as the text of a CSV file; a decimal comma in a text stays one."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return str(cell)


def _measure(source: Source, progress: Progress) -> None:
    """Check that a workbook unpacks to what can be read.

    Raises:
        BadInput: it does not, or it is damaged.
    """
    for member in source.members():
        is_sheet = member.startswith("xl/worksheets/")
        columns, last_row, end = set[bytes](), 0, b""
        for piece in unpacked_pieces(source, member, progress):
            if is_sheet:
                text = end + piece
                columns.update(_CELL.findall(text))
                last_row = max(last_row, *map(int, _ROW.findall(text)), 0)
                end = text[-_OVERLAP:]
        last_column = max((_number(letters) for letters in columns), default=0)
        if last_row * last_column > MAX_SHEET_CELLS:
            raise BadInput(
                tr(
                    "{name} has a sheet of {last_row} rows and {last_column} columns, and at most {most} cells can be "
                    "read (save it as CSV)",
                    name=source.name,
                    last_row=whole(last_row),
                    last_column=whole(last_column),
                    most=whole(MAX_SHEET_CELLS),
                )
            )


def _number(letters: bytes) -> int:
    """Return the number of a column from 1: 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
