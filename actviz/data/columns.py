"""Facts of a table's columns in the data's own units, and hints on values that are probably not what they look like."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from actviz.arrays import Floats
from actviz.data.column_names import column_text
from actviz.frozen import dataclass
from actviz.joined_text import clauses, items
from actviz.number_text import compact, percent, whole
from actviz.registry import quoted
from actviz.translation import mark, tr

MOST_EXAMPLES = 10_000  # that the median and the quartiles are taken of
CODES = tuple(sign * code for code in (9, 99, 999, 9999, 99_999, 999_999, 32_767, 32_768) for sign in (-1.0, 1.0))
# times the range of the rest: the gap below which a repeated extreme value is no code; one of the others' sign may be
# one more level of a coarse scale, such as 24 beside 1 to 8
APART, APART_SAME_SIGN, APART_CODE = 1.0, 3.0, 0.5
LEAST_REST = 3  # examples besides a far-off value
FAR, ALONE = 20.0, 3.0  # times the robust deviation, and the distance of the next value: a single far-off value
HUGE = 1e12
MOST_NAMED = 3  # columns in one hint
COLUMNS_AT_ONCE, ROWS_AT_ONCE = 32, 512
CONSTANT, CODED, FAR_OFF, LARGE = "one value", "coded", "far off", "huge"


@dataclass(frozen=True)
class ColumnFacts:
    """One column of the data: an input, or a target of a regression."""

    name: str
    mean: float
    deviation: float
    least: float
    largest: float
    extreme: float  # the least or the largest value, whichever is more frequent
    extreme_share: float  # share of the examples that have it
    oddity: str = ""  # CONSTANT, CODED, FAR_OFF, LARGE, or "" where nothing strikes
    odd_value: float = 0.0
    odd_share: float = 0.0

    @property
    def text(self) -> str:
        """The column's name as it is shown."""
        return column_text(self.name)

    @property
    def rest_mean(self) -> float:
        """The mean of the other values than the odd one."""
        share = self.odd_share
        return (self.mean - share * self.odd_value) / (1.0 - share) if 0.0 < share < 1.0 else self.mean

    @property
    def rest_deviation(self) -> float:
        """The deviation of the other values than the odd one."""
        share, value = self.odd_share, self.odd_value
        if not 0.0 < share < 1.0:
            return self.deviation
        away = (value - self.mean) / (1.0 - share)  # of the odd value from the others' mean
        return math.sqrt(max(0.0, self.deviation**2 / (1.0 - share) - share * away * away))


def column_facts(table: Floats, names: Sequence[str]) -> tuple[ColumnFacts, ...]:
    """Return the facts of the columns of a table (N, d)."""
    found: list[ColumnFacts] = []
    for start in range(0, table.shape[1], COLUMNS_AT_ONCE):  # a few at a time, which saves memory
        columns = _contiguous(table[:, start : start + COLUMNS_AT_ONCE])
        low, high = columns.min(axis=1), columns.max(axis=1)
        with np.errstate(all="ignore"):
            mean, deviation = columns.mean(axis=1, dtype=np.float64), columns.std(axis=1, dtype=np.float64)
        ends = zip(mean.tolist(), deviation.tolist(), low.tolist(), high.tolist(), strict=True)
        found += map(_column, names[start : start + COLUMNS_AT_ONCE], columns, ends)
    return with_known_codes(found, len(table))


def with_known_codes(columns: Sequence[ColumnFacts], n: int) -> tuple[ColumnFacts, ...]:
    """Return the facts of columns of n examples, also coded where a code of another column is their least value.

    That is so for negative codes, which the least value of a column hardly is by chance, and twice.
    """
    codes = {column.odd_value for column in columns if column.oddity == CODED and column.odd_value < 0.0}

    def known(column: ColumnFacts) -> ColumnFacts:
        value, share = column.extreme, column.extreme_share
        if column.oddity or value not in codes or share < 1.5 / n:
            return column
        return replace(column, oddity=CODED, odd_value=value, odd_share=share)

    return tuple(map(known, columns))


def _contiguous(table: Floats) -> Floats:
    """Return the columns of a table (N, k), each of them in one piece of memory: (k, N)."""
    columns = np.empty(table.shape[::-1], table.dtype)
    for start in range(0, len(table), ROWS_AT_ONCE):  # which the processor's cache holds: twice as fast
        columns[:, start : start + ROWS_AT_ONCE] = table[start : start + ROWS_AT_ONCE].T
    return columns


def column_hints(facts: Sequence[ColumnFacts]) -> tuple[str, ...]:
    """Return one sentence for each kind of oddity, which names the columns."""
    hints = []
    for oddity, sentence in _SENTENCES.items():
        odd = [column for column in facts if column.oddity == oddity]
        if odd:
            hints.append(sentence(odd))
    return tuple(hints)


def _column(name: str, values: Floats, ends: tuple[float, float, float, float]) -> ColumnFacts:
    """Return the facts of one column; `ends` are mean, deviation, least and largest of its values (N,)."""
    n, (mean, deviation, low, high) = len(values), ends
    at_low, at_high = (np.count_nonzero(values == end) / n for end in (low, high))
    extreme, share = (low, at_low) if at_low >= at_high else (high, at_high)

    def facts(oddity: str = "", value: float = 0.0, of: float = 0.0) -> ColumnFacts:
        return ColumnFacts(name, mean, deviation, low, high, extreme, share, oddity, value, of)

    if low == high:
        return facts(CONSTANT, low, 1.0)
    for value, far_end, of in ((low, high, at_low), (high, low, at_high)):
        is_coded = 1.5 / n < of < 0.5 and value != 0.0
        is_alone = of < 1.5 / n and n > LEAST_REST
        if not (is_coded or is_alone):
            continue
        next_one = float(values[values > low].min() if value == low else values[values < high].max())
        gap, rest = abs(next_one - value), abs(far_end - next_one)
        apart = APART_SAME_SIGN if value * next_one > 0.0 else APART
        needed = (APART_CODE if value in CODES else apart) * rest
        if is_coded and rest > 0.0 and gap > needed:
            return facts(CODED, value, of)
        if is_alone and _is_far_off(values, value, next_one):
            return facts(FAR_OFF, value, of)
    if max(abs(low), abs(high)) >= HUGE:
        return facts(LARGE, max(low, high, key=abs), 0.0)
    return facts()


def _is_far_off(values: Floats, value: float, next_one: float) -> bool:
    """Whether a single value is far from the middle of the others, as median and quartiles give it."""
    some = values[:: -(-len(values) // MOST_EXAMPLES)].astype(np.float64)
    lower, middle, upper = np.quantile(some, (0.25, 0.5, 0.75)).tolist()
    spread, distance = (upper - lower) / 1.349, abs(value - middle)
    return bool(distance > ALONE * abs(next_one - middle) and distance > FAR * spread > 0.0)


def _named(columns: Sequence[ColumnFacts]) -> str:
    names = items(quoted(column.text) for column in columns[:MOST_NAMED])
    if len(columns) == 1:
        return tr("Column {name}", name=names)
    if len(columns) <= MOST_NAMED:
        return tr("Columns {names}", names=names)
    return tr("Columns {names} and {n} more", names=names, n=whole(len(columns) - MOST_NAMED))


def _constant(columns: Sequence[ColumnFacts]) -> str:
    if len(columns) > 1:
        return tr("{columns} have one value only and tell no examples apart.", columns=_named(columns))
    told = mark("{column} has one value only, {value}, and tells no examples apart.")
    return tr(told, column=_named(columns), value=compact(columns[0].least))


def _coded(columns: Sequence[ColumnFacts]) -> str:
    told = mark("{value} in {share} of the examples")
    values = [
        tr(told, value=compact(column.odd_value), share=percent(column.odd_share)) for column in columns[:MOST_NAMED]
    ]
    return tr(
        "{columns}: {values}, far outside the rest. Is that a code for a missing value?",
        columns=_named(columns),
        values=clauses([*values, *["…"] * (len(columns) > MOST_NAMED)]),
    )


def _far_off(columns: Sequence[ColumnFacts]) -> str:
    values = items(compact(column.odd_value) for column in columns[:MOST_NAMED])
    told = mark("{columns}: one value, {values}, is far outside the rest. Is it a mistake?")
    if len(columns) > 1:
        told = mark("{columns}: one value in each is far outside the rest, {values}. Are they mistakes?")
    return tr(told, columns=_named(columns), values=values)


def _large(columns: Sequence[ColumnFacts]) -> str:
    told = mark("{columns}: values up to {value}. Is the unit right?")
    return tr(told, columns=_named(columns), value=compact(columns[0].odd_value))


_SENTENCES: dict[str, Callable[[Sequence[ColumnFacts]], str]] = {
    CODED: _coded,
    FAR_OFF: _far_off,
    LARGE: _large,
    CONSTANT: _constant,
}
