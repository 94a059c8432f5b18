"""What the first lines of a text show: the delimiter, the decimal sign, the marks of comments and a first `sep=` line.

The delimiter is the one that cuts the lines into equally many cells, most of which are numbers. Where a decimal sign
may as well set thousands apart, the likelier is taken, and said.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import field, replace

from actviz.data.limits import MAX_COLUMNS
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.text.numbers import MINUS, NumberRules
from actviz.data.reading.text.rows import BLANKS, COMMENT_MARKS, Dialect, Row, is_comment, rows_of
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.translation import mark, tr

DELIMITERS = ("\t", ";", ",", "|", BLANKS)  # at a tie the earlier one: in 1,5;2,5 the comma is a decimal one
NAMES = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "vertical bar", BLANKS: "blanks"}
SAMPLE_BYTES = 1 << 18
LEAST_LINES, MOST_ROWS = 3, 1_000
EQUAL_ENOUGH = 0.9  # share of the rows with the same number of cells

_SEP_LINE = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t| ])'[^']*'\s*(?:$|[,;\t| ])")
_POINT = re.compile(r"[+-]?(?:\d*\.\d+|\d+\.)(?:[eE][+-]?\d+)?$")
_COMMA = re.compile(r"[+-]?(?:\d*,\d+|\d+,)(?:[eE][+-]?\d+)?$")
_POINT_OR_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}$")
_COMMA_OR_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}$")
_POINT_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$")  # 1.250,5 and 1.250.000
_COMMA_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$")


@dataclass(frozen=True)
class Sample:
    """The first rows of a text, and what they show of its dialect."""

    dialect: Dialect
    rows: tuple[Row, ...]  # cells without blanks around them; no comment, no `sep=` line
    head: tuple[Row, ...] = ()  # the comments above the first row, cut into cells without their mark
    skipped: int = 0  # lines before the first that may be a row
    unsure: tuple[str, ...] = field(default=())


def sample_of(name: str, raw: bytes, choices: DataChoices) -> Sample:
    """Return the first rows of a text and its dialect; what the user has chosen is taken as it is.

    Raises:
        BadInput: there are no rows, or the first cannot be cut into cells.
    """
    text, is_whole = _beginning(raw)
    skipped, delimiter = 0, choices.delimiter
    first, _, rest = text.partition("\n")
    if said := _SEP_LINE.match(first):
        text, skipped = rest, 1
        delimiter = delimiter or (BLANKS if said[1] == " " else said[1])
    comments, head = _comments(text)
    dialect = Dialect(delimiter or ",", ".", comments, _quote(text))
    if delimiter is None:
        dialect = _best(name, text, dialect, is_whole, skipped)
    rows = _rows(name, text, dialect, is_whole, skipped)
    if not rows:
        raise BadInput(tr("{name} is empty, and a header or a row of numbers is needed", name=name))
    width = max(len(cells) for _, cells in rows)
    if width > MAX_COLUMNS:
        raise BadInput(
            tr(
                "{name} has {width} columns, and at most {most} can be read",
                name=name,
                width=whole(width),
                most=whole(MAX_COLUMNS),
            )
        )
    decimal, unsure = (choices.decimal, ()) if choices.decimal else _decimal(dialect.delimiter, rows)
    dialect = replace(dialect, decimal=decimal)
    cut = tuple((line, _cells(name, comment, dialect)) for line, comment in head)
    head_rows = tuple((line + skipped, cells) for line, cells in cut)
    return Sample(dialect, tuple(rows), head_rows, skipped, unsure)


def _beginning(raw: bytes) -> tuple[str, bool]:
    """Return the first lines, and whether they are all."""
    end = raw.rfind(b"\n", 0, SAMPLE_BYTES) if len(raw) > SAMPLE_BYTES else len(raw)
    if raw.count(b"\n", 0, max(0, end)) < LEAST_LINES and end < len(raw):
        end = -1
        for _ in range(LEAST_LINES):
            end = raw.find(b"\n", end + 1)
            if end < 0:
                end = len(raw)
                break
    return raw[:end].decode(errors="replace"), end >= len(raw) - 1


def _comments(text: str) -> tuple[tuple[str, ...], list[tuple[int, str]]]:
    """Return the marks that begin comments, and the comments (line, text) above the first row."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    marks = []
    for sign in COMMENT_MARKS:
        n = sum(is_comment(line, (sign,)) for _, line in lines)
        if n > 0 and 2 * n <= len(lines) + 1:  # more are cells that begin so, such as colours
            marks.append(sign)
    head = []
    for number, line in lines:
        found = next((sign for sign in marks if is_comment(line, (sign,))), None)
        if found is None:
            break
        head.append((number, line[len(found) :].strip()))
    return tuple(marks), head


def _quote(text: str) -> str:
    """Return the sign that stands around cells: ' where it opens most of the lines, and there is no other."""
    lines = [line for line in text.split("\n")[:MOST_ROWS] if line.strip()]
    singles = sum(bool(_SINGLE_QUOTED.search(line)) for line in lines)
    return "'" if '"' not in text and 2 * singles > len(lines) else '"'


def _rows(name: str, text: str, dialect: Dialect, is_whole: bool, skipped: int) -> list[Row]:
    rows: list[Row] = []
    try:
        for line, cells in rows_of(name, io.StringIO(text), dialect, 1 + skipped):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((line, stripped))
            if len(rows) == MOST_ROWS:
                break
    except BadInput:  # in a part of a text the last quote may be open, and a later fault is told when it is reached
        if len(rows) < 2 and is_whole:
            raise
    return rows


def _cells(name: str, line: str, dialect: Dialect) -> list[str]:
    try:
        return [cell.strip() for _, cells in rows_of(name, io.StringIO(line), dialect) for cell in cells]
    except BadInput:  # a comment with a quote in it
        return [line]


def _best(name: str, text: str, dialect: Dialect, is_whole: bool, skipped: int) -> Dialect:
    best, best_score = None, (False, False, 0.0, 0.0)
    fault: BadInput | None = None
    for delimiter in DELIMITERS:
        candidate = replace(dialect, delimiter=delimiter)
        try:
            rows = _rows(name, text, candidate, is_whole, skipped)
        except BadInput as problem:  # the quotes may fit another delimiter
            fault = fault or problem
            continue
        score = _score(rows)
        if score > best_score:
            best, best_score = candidate, score
    if best is None and fault is not None:
        raise fault
    return best or dialect


def _score(rows: list[Row]) -> tuple[bool, bool, float, float]:
    """Return how well the rows are cut.

    That is whether nearly all have equally many cells, two at least, and the first as many, or without a name for the
    numbers of rows one less; and the shares of numbers and of such rows.
    """
    if not rows:
        return False, False, 0.0, 0.0
    # cells at the end may be missing values, or those of a delimiter too many
    counts = (Counter(len(cells) for _, cells in rows), Counter(used_length(cells) for _, cells in rows))
    width, n = max((count.most_common(1)[0] for count in counts), key=lambda found: found[1])
    if width < 2:
        return False, False, 0.0, 0.0
    point, comma = NumberRules("."), NumberRules(",")
    below = rows[1:101] or rows  # the first may be a header
    cells = [cell for _, row in below for cell in row if cell]
    numbers = sum(point.number(cell) is not None or comma.number(cell) is not None for cell in cells)
    equal = n / len(rows)
    first = rows[0][1]
    has_header = len(first) > 1 and {len(first), used_length(first)} & {width, width - 1} != set()
    return equal >= EQUAL_ENOUGH or len(rows) <= 2, has_header, numbers / max(1, len(cells)), equal


def used_length(cells: list[str]) -> int:
    """Return the number of cells without the empty ones at the end."""
    n = len(cells)
    while n and not cells[n - 1]:
        n -= 1
    return n


def _decimal(delimiter: str, rows: list[Row]) -> tuple[str, tuple[str, ...]]:
    cells = [cell.replace(MINUS, "-") for _, row in rows for cell in row]
    commas = [cell for cell in cells if "," in cell and (_COMMA.match(cell) or _POINT_GROUPS.match(cell))]
    points = [cell for cell in cells if "." in cell and (_POINT.match(cell) or _COMMA_GROUPS.match(cell))]
    sure_commas = [cell for cell in commas if not _COMMA_OR_THOUSANDS.match(cell)]
    sure_points = [cell for cell in points if not _POINT_OR_THOUSANDS.match(cell)]
    if sure_commas and len(sure_commas) > len(sure_points):
        return ",", ()
    if sure_points or sure_commas:
        return ".", ()
    if commas and not points:
        if delimiter == ";":
            told = mark("“{cell}” was taken to have a decimal comma; --decimal . if it sets thousands apart")
            return ",", (tr(told, cell=commas[0]),)
        told = mark("“{cell}” was taken to set thousands apart; --decimal , if it is a decimal comma")
        return ".", (tr(told, cell=commas[0]),)
    if points and delimiter == ";":
        told = mark("“{cell}” was taken to have a decimal point; --decimal , if it sets thousands apart")
        return ".", (tr(told, cell=points[0]),)
    return ".", ()
