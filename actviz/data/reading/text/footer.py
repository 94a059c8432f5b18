"""What stands below a table: a row of sums, or a line of text such as the source, neither of which is an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from actviz.data.reading.text.numbers import NumberRules
from actviz.data.reading.text.rows import Row
from actviz.data.reading.text.sniffing import used_length
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.translation import mark, tr

SUMS = {
    "total", "totals", "grand total", "sum", "sums", "summe", "gesamt", "insgesamt", "somme", "totale", "mean",
    "average", "avg", "mittelwert", "durchschnitt", "median", "min", "max", "std", "sd", "standard deviation", "count",
}  # fmt: skip
LEAST_WIDTH = 3  # columns of a table above a line that is known by its one cell
MOST_ROWS = 5  # below a table


class Footer(NamedTuple):
    """The line at which the table has ended, and the sentence that says so."""

    line: int
    note: str


def footer_of(last: Sequence[Row], above: Sequence[Row], blank: Collection[int], rules: NumberRules) -> Footer | None:
    """Return where a table's footer begins, if it has one.

    Args:
        last: the last rows of the file.
        above: its first rows, which show how wide the table is, and which texts come again in it.
        blank: the lines among the last that are blank.
        rules: how numbers are written.
    """
    width = Counter(len(cells) for _, cells in above).most_common(1)[0][0]
    found = None
    for line, cells in reversed(last[-MOST_ROWS:]):
        first = next((at for at, cell in enumerate(cells) if cell), None)
        if first is None or rules.number(cells[first]) is not None:
            break
        others = (row[first] for at, row in above if at != line and first < len(row))
        is_sum = cells[first].rstrip(": ").casefold() in SUMS and cells[first] not in others
        is_below = line - 1 in blank
        is_text = used_length(cells) < width if is_below else len(cells) < width and used_length(cells) == 1
        if not is_sum and (width < LEAST_WIDTH or not is_text):
            break
        told = mark("the table ends above line {line}: “{cell}” is no example")
        found = Footer(line, tr(told, line=whole(line), cell=one_line(cells[first], 40)))
    return found
