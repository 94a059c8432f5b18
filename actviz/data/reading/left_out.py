"""Which columns tell a network nothing, or tell it the answer, so that they are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actviz.data.column_names import unnamed_column
from actviz.data.reading.contents import MOST_CATEGORIES, Contents
from actviz.data.reading.table import Table
from actviz.data.reading.target import plain
from actviz.data.reading.text.numbers import NumberRules
from actviz.number_text import percent
from actviz.outside_text import one_line
from actviz.translation import mark, tr

MOST_MISSING = 0.6  # share of rows
LEAST_ROWS = 10  # in fewer, a column may count, or tell the classes exactly, by chance
NEARLY_ALL = 0.9  # of the rows have a number of their own: 699 tumours, some of which were seen twice
IDS = {
    "", "id", "ids", "index", "idx", "no", "nr", "num", "number", "row", "rowid", "rownames", "rownum", "rownumber",
    "record", "serial", "sno", "srno", "key", "obs", "instance", "instant", "samplecodenumber", "level0", "phone",
    "phonenumber", "telephone", "ssn", "isbn", "ean", "barcode", "uuid", "guid",
}  # fmt: skip
_ENDS_AS_ID = re.compile(r"[a-z0-9](Id|ID|No|Number)$|[_\-. ](id|ID|no|No|nr|number)$|^[Uu]nnamed")

COUNTS = mark("it only counts")
NUMBERS = mark("nearly every row has a number of its own")
UNIQUE = mark("nearly every row has a text of its own")
CONSTANT = mark("it has one value only")
EMPTY = mark("it is empty")
MOST_STRAYS = 0.1  # share of the cells of a column that would else be one of numbers
_WITH_UNIT = re.compile(r"[+-]?\d[\d.,]*\s?([^\d\s.,]\D{0,7})", re.ASCII)


def has_id_name(table: Table, column: int) -> bool:
    """Whether a column has a name that numbers of rows have, or alone has none."""
    name = table.columns[column]
    is_unnamed = name == unnamed_column(column + 1)
    return table.has_names and (is_unnamed or plain(name) in IDS or _ENDS_AS_ID.search(name) is not None)


def useless(contents: Contents, column: int) -> str:
    """Return why a column that is not the target tells a network nothing; "" where it may tell something.

    The constants are in English and marked: `tr` gets them where they are shown.
    """
    table = contents.table
    if contents.is_empty(column):
        return EMPTY
    missing = contents.missing_share(column)
    if missing > MOST_MISSING:
        return tr("{share} of its cells are empty", share=percent(missing))
    if is_number_of_rows(contents, column):
        return COUNTS if contents.counts(column) else NUMBERS
    are_arrays = bool(table.targets) and not table.has_names  # inputs that were put together as one array
    if not (table.is_image or are_arrays or contents.are_pixels) and contents.is_constant(column):
        return CONSTANT
    if contents.kind(column) == "text":
        if reason := _nearly_numbers(contents, column):
            return reason
        return UNIQUE if contents.share_of_different(column) > 0.5 else many()
    return ""


def _nearly_numbers(contents: Contents, column: int) -> str:
    """Return why a column of texts that are nearly numbers is left out; "" where they are not."""
    if word := stray(contents, column):
        return with_strays(word)
    cells = [text for text in contents.sample(column).tolist() if text]
    units = {found[1] if (found := _WITH_UNIT.fullmatch(text)) else None for text in cells}
    has_unit = len(units) == 1 and None not in units
    return tr("its numbers have a unit, as in “{cell}”", cell=one_line(cells[0])) if has_unit else ""


def many() -> str:
    """Return the reason to leave out a column of many different texts."""
    return tr("it has more than {most} different texts", most=MOST_CATEGORIES)


def with_strays(text: str) -> str:
    """Return the reason to leave out a column of numbers that has such a text among them."""
    return tr("it has texts among its numbers, such as “{text}”", text=one_line(text, 20))


def stray(contents: Contents, column: int) -> str:
    """Return the first of a few texts among a column's numbers; "" where there are none or many."""
    cells = [text for text in contents.sample(column).tolist() if text]
    rules = (NumberRules("."), NumberRules(","))
    others = [text for text in cells if all(each.number(text) is None for each in rules)]
    return others[0] if 0 < len(others) <= MOST_STRAYS * len(cells) else ""


def is_number_of_rows(contents: Contents, column: int) -> bool:
    """Whether a column counts the rows or is the number under which each is known."""
    table = contents.table
    if table.is_image or table.is_text(column):
        return False
    named_so = has_id_name(table, column)
    if contents.counts(column) and (named_so or table.n_rows >= LEAST_ROWS):
        return True
    nameless = not table.has_names and column == 0 and table.n_rows >= LEAST_ROWS
    if not (named_so or nameless) or not contents.is_whole(column):
        return False
    if contents.share_of_different(column) < NEARLY_ALL:
        return False
    low, high = contents.range(column) or (0.0, 0.0)
    return named_so or high - low > 3 * table.n_rows  # a number of a register, not a measurement


def leaks(contents: Contents, inputs: Iterable[int], targets: Sequence[int], is_classes: bool) -> dict[int, bool]:
    """Return the inputs that tell the target exactly; the value says whether that is sure to be the target's copy."""
    found: dict[int, bool] = {}
    table = contents.table
    if table.is_image or table.n_rows < LEAST_ROWS:
        return found
    for column in inputs:
        for target in targets:
            if not is_classes:
                if table.is_text(column) == table.is_text(target) and contents.same(column, target):
                    found[column] = True
            elif contents.kind(column) in ("number", "category", "yes/no") and contents.one_to_one(column, target):
                numbers_of_two = not table.is_text(column) and len(set(contents.sample(column).tolist())) < 3
                found[column] = table.is_text(column) or table.is_text(target) or not numbers_of_two
    return found
