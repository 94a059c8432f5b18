"""What the first rows of a text say of its columns: names, a row of units, or scikit-learn's counts and class names.

The first row is a header if it has text where the rows below have numbers, or numbers that only count, or texts that
do not come again below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from actviz.data.column_names import unnamed_column
from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import Row
from actviz.data.reading.text.sniffing import used_length
from actviz.frozen import dataclass
from actviz.joined_text import items, listed
from actviz.number_text import whole
from actviz.translation import mark, tr

MOST_TITLE_ROWS = 5
LEAST_BELOW = 2  # rows under a row of units


@dataclass(frozen=True)
class Header:
    """The columns of a text, and at which of the sample's rows its examples begin."""

    names: tuple[str, ...]  # unique
    first: int  # of the sample's rows, the first that is an example
    has_names: bool
    classes: tuple[str, ...] = ()  # that the first row names for the numbers 0, 1, … of the last column
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.names)


def header_of(
    rows: Sequence[Row], rules: NumberRules, header: bool | None = None, comments: Sequence[Row] = ()
) -> Header:
    """Return the columns of a table from its first rows, and the comments above them."""
    if title := _title_rows(rows):
        found = header_of(rows[title:], rules, header)
        told = mark("{lines} were left out: above the table stands “{text}”")
        if title == 1:
            told = mark("{lines} was left out: above the table stands “{text}”")
        lines = listed(tr("line {line}", line=line) for line, _ in rows[:title])
        note = tr(told, lines=lines, text=rows[0][1][0][:40])
        return replace(found, first=found.first + title, notes=(note, *found.notes))
    first = rows[0][1]
    known = None if header is not None else _scikit_learn(rows, rules) or _named_by_comment(rows, comments, rules)
    if known is not None:
        return known
    is_header, unsure = (header, ()) if header is not None else _is_header(rows, rules)
    if not is_header:
        width = len(first)
        while width > 1 and _are_empty_at(width - 1, rows):
            width -= 1
        return Header(unique_names([""] * width)[0], 0, False, unsure=unsure)
    cells, notes = list(first), list[str]()
    if _usual_width(rows[1:]) == len(cells) + 1:
        cells.insert(0, "")
        notes.append(tr("the header has one name less than the rows have cells, so the first column has none"))
    units = 1 if _are_units(rows, rules) else 0
    if units:
        shown = items(tr("“{word}”", word=cell) for cell in rows[1][1] if cell)
        notes.append(tr("line {line} was left out: it holds units ({units})", line=rows[1][0], units=shown[:80]))
    while len(cells) > 1 and not cells[-1] and _are_empty_at(len(cells) - 1, rows):
        cells.pop()
    names, renamed = unique_names(cells)
    return Header(names, 1 + units, True, notes=(*notes, *renamed), unsure=unsure)


def _title_rows(rows: Sequence[Row]) -> int:
    """Return how many rows at the start have one cell, while the others have three at least."""
    below = [used_length(cells) for _, cells in rows[MOST_TITLE_ROWS:]] or [used_length(rows[-1][1])]
    if sorted(below)[len(below) // 2] < 3:
        return 0
    first = rows[0][1]
    if used_length(first) == 2 and first[1] == str(len(rows[-1][1]) - 1) and first[0].isdecimal():
        return 1  # scikit-learn's counts of rows and inputs
    return next((i for i, (_, cells) in enumerate(rows[:MOST_TITLE_ROWS]) if used_length(cells) != 1), 0)


def _usual_width(rows: Sequence[Row]) -> int:
    """Return the number of cells that most rows have, without last ones that are empty in all rows."""
    widths = Counter(len(cells) for _, cells in rows)
    width = widths.most_common(1)[0][0] if widths else 0
    while width > 1 and _are_empty_at(width - 1, rows):
        width -= 1
    return width


def _are_empty_at(column: int, rows: Sequence[Row]) -> bool:
    return not any(len(cells) > column and cells[column] for _, cells in rows)


def unique_names(cells: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return names for all columns, no two alike, and a sentence if some were alike."""
    names: list[str] = []
    taken, again = set[str](), list[str]()
    for i, cell in enumerate(cells, start=1):
        wanted = cell or unnamed_column(i)
        found, n = wanted, 1
        while found in taken:
            n += 1
            found = f"{wanted} ({n})"
        if n > 1:
            again.append(found)
        names.append(found)
        taken.add(found)
    if not again:
        return tuple(names), []
    shown = items(tr("“{word}”", word=each) for each in again[:3])
    if len(again) > 3:
        shown = tr("{names} and {n} more", names=shown, n=whole(len(again) - 3))
    return tuple(names), [tr("several columns have the same name; the later ones are called {names}", names=shown)]


def _is_header(rows: Sequence[Row], rules: NumberRules) -> tuple[bool, tuple[str, ...]]:
    first, below = rows[0][1], [cells for _, cells in rows[1:]]
    numbers = [bool(cell) and rules.number(cell) is not None and cell not in rules.missing_numbers for cell in first]
    columns = [[cells[i] for cells in below if i < len(cells) and cells[i]] for i in range(len(first))]
    counts = _count([cell for cell, number in zip(first, numbers, strict=True) if number], rules)
    if not any(numbers):
        return _texts_are_header(first, columns, rules)
    named = sum(
        bool(cell) and not numbers[i] and cell not in rules.missing_numbers and _are_numbers(columns[i], rules)
        for i, cell in enumerate(first)
    )
    if named:
        if named < sum(numbers) and not counts:
            told = mark(
                "the first row was taken as the header, though it has numbers too; --header yes or --header no chooses"
            )
            return True, (tr(told),)
        return True, ()
    if not counts or len(first) < 3:
        return False, ()
    shown = ", ".join(first[:4]) + ", …" * (len(first) > 4)
    if _differ_in_kind(first, columns, rules):
        told = mark("the first row, {cells}, was taken as the header; --header yes or --header no chooses")
        return True, (tr(told, cells=shown),)
    told = mark(
        "the first row, {cells}, was taken as an example, not as the columns' numbers; --header yes or --header no "
        "chooses"
    )
    return False, (tr(told, cells=shown),)


def _texts_are_header(
    first: Sequence[str], columns: Sequence[list[str]], rules: NumberRules
) -> tuple[bool, tuple[str, ...]]:
    """Whether a first row without any number is a header."""
    if not any(columns) or any(_are_numbers(column, rules) for column in columns if column):
        return True, ()
    again = sum(cell in column for cell, column in zip(first, columns, strict=True) if cell)
    if again:  # a name of a column does not come again in it
        return False, ()
    told = mark("all cells are texts: the first row was taken as the header; --header yes or --header no chooses")
    return True, (tr(told),)


def _are_numbers(column: Sequence[str], rules: NumberRules) -> bool:
    """Whether nearly all cells of a column that are there are numbers."""
    there = [cell for cell in column if cell not in rules.missing_numbers]
    strays = sum(rules.number(cell) is None for cell in there)
    return bool(there) and strays <= len(there) // 10


def _count(cells: Sequence[str], rules: NumberRules) -> bool:
    """Whether the cells are 0, 1, 2, … or 1, 2, 3, …, or go up in equal steps of whole numbers, as years do."""
    values = [rules.number(cell) for cell in cells]
    cells = [cell.removesuffix(".0") for cell in cells]
    if len(values) < 2 or None in values or not all(cell.isdecimal() for cell in cells):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(cells)}
    return len(steps) == 1 and steps.pop() > 0


def _differ_in_kind(first: Sequence[str], columns: Sequence[list[str]], rules: NumberRules) -> bool:
    """Whether whole numbers of the first row are above numbers with fractions, or above texts."""
    for cell, column in zip(first, columns, strict=True):
        there = [other for other in column if other not in rules.missing_numbers]
        if there and cell.isdecimal() and all(not other.lstrip("+-").isdecimal() for other in there):
            return True
    return False


def _are_units(rows: Sequence[Row], rules: NumberRules) -> bool:
    """Whether the second row is one of units: text above numbers in one column at least, and no number at all."""
    if len(rows) < 2 + LEAST_BELOW:
        return False
    second, below = rows[1][1], [cells for _, cells in rows[2:]]
    if any(cell and rules.number(cell) is not None for cell in second):
        return False
    columns = [[cells[i] for cells in below if i < len(cells)] for i in range(len(second))]
    above = [bool(cell) and _are_numbers(column, rules) for cell, column in zip(second, columns, strict=True)]
    return 0 < sum(bool(cell) for cell in second) <= 2 * sum(above)


def _named_by_comment(rows: Sequence[Row], comments: Sequence[Row], rules: NumberRules) -> Header | None:
    """Return the columns named by the last comment above the first row, if it has a name for each of them."""
    if not comments or _is_header(rows, rules)[0]:
        return None
    line, cells = comments[-1]
    width = len(rows[0][1])
    if len(cells) != width or width < 2 or any(cell and rules.number(cell) is not None for cell in cells):
        return None
    names, renamed = unique_names(["#" if i == 0 and not cell else cell for i, cell in enumerate(cells)])
    shown = items([*(tr("“{word}”", word=cell) for cell in names[:4]), *["…"] * (len(names) > 4)])
    told = mark("line {line}, a comment, was taken as the header ({cells}); --header no takes it as a comment alone")
    taken = tr(told, line=line, cells=shown)
    return Header(names, 0, True, notes=tuple(renamed), unsure=(taken,))


def _scikit_learn(rows: Sequence[Row], rules: NumberRules) -> Header | None:
    """Return the columns of scikit-learn's own files: the first row counts rows and inputs and names the classes."""
    first = rows[0][1]
    if len(rows) < 2 or len(first) < 4 or not (first[0].isdecimal() and first[1].isdecimal()):
        return None
    classes, width = first[2:], len(rows[1][1])
    while classes and not classes[-1]:
        classes.pop()
    if int(first[1]) != width - 1 or any(not cell or rules.number(cell) is not None for cell in classes):
        return None
    codes = {cells[-1] for _, cells in rows[1:] if len(cells) == width}
    if not codes <= {str(i) for i in range(len(classes))}:
        return None
    shown = ", ".join(classes[:4]) + ", …" * (len(classes) > 4)
    note = tr(
        "line {line} counts the rows ({n}) and the inputs ({n_inputs}) and names the classes of the last column "
        "({names})",
        line=rows[0][0],
        n=whole(int(first[0])),
        n_inputs=whole(width - 1),
        names=shown,
    )
    return Header(unique_names([""] * width)[0], 1, False, tuple(classes), (note,))
