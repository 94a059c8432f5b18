"""TableColumns gathers the rows of a file into columns of numbers and of texts, a part at a time.

A column is of numbers if all its cells that are there are numbers. Where the others are one or two words that come
again, such as "unknown", they are taken as missing values, and that is said. Where a few are not numbers, at most 1 %,
that is a fault of the file, and its place is told; where more are not, the column is of texts, and the file is read
again with that known: `TextsFound`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.column_names import column_in_sentence
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.table import Texts
from actviz.data.reading.text.numbers import NumberRules
from actviz.joined_text import clauses, listed
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

LEAST_PIXELS = 64  # columns of a table that may be of images
FEW_STRAYS = 0.01  # share of a column's cells that are texts among numbers by mistake
MOST_WORDS = 2  # that mean a missing value in one column
LEAST_NUMBERS = 20  # different ones, if all are whole: with fewer a word may be one more category
MOST_TYPED = 40  # characters of an option in a message
MOSTLY_TEXT = 0.5  # of the first rows' cells: the column is surely of texts


class TextsFound(Exception):
    """Columns that looked like numbers hold texts; `columns` are all that do."""

    def __init__(self, columns: frozenset[int]) -> None:
        super().__init__(columns)
        self.columns = columns


@dataclass
class _Strays:
    """The cells of a column of numbers that are none."""

    line: int  # of the first
    cell: str
    count: int = 0
    words: set[str] = field(default_factory=set)  # the different ones, of which a few suffice


class TableColumns:
    """Columns that grow with the rows.

    `texts` are known to be of texts; `any_text` may become so without a fault, and `no_text` may not. In `signs` the
    text - is a value, as + is.
    """

    def __init__(
        self, name: str, columns: Sequence[str], rules: NumberRules, most_rows: int, texts: Collection[int] = (),
        any_text: Collection[int] = (), no_text: Collection[int] = (), signs: Collection[int] = (),
    ) -> None:  # fmt: skip
        self.n_rows = 0
        self.dressed: dict[int, str] = {}  # columns with numbers such as 1,250 or $5: the first of them
        self._name, self._columns, self._rules = name, columns, rules
        self._any_text, self._no_text, self._signs = frozenset(any_text), frozenset(no_text), frozenset(signs)
        self._number_at = [i for i in range(len(columns)) if i not in texts]
        self._texts: dict[int, list[str]] = {i: [] for i in texts}
        self._same: dict[str, str] = {}  # one object for equal texts
        # memory is taken as rows are written, and half of it suffices for the whole numbers of an image's pixels
        kind = np.float32 if len(self._number_at) >= LEAST_PIXELS else np.float64
        self._block: Floats = np.empty((most_rows, len(self._number_at)), kind)
        self._lines = np.empty(most_rows, np.int64)
        self._n_numbers = np.zeros(len(columns), np.int64)
        self._strays: dict[int, _Strays] = {}

    @property
    def texts(self) -> list[int]:
        """The columns that are known to be of texts."""
        return list(self._texts)

    def add_columns(self, numbers: Floats, texts: Mapping[int, Sequence[str]], first_line: int) -> None:
        """Add rows, of lines that follow each other, by their columns of numbers (n, k) and those of texts."""
        end = self.n_rows + len(numbers)
        self._write(end, slice(None), numbers)
        self._rules.without_codes(self._block[self.n_rows : end])
        self._lines[self.n_rows : end] = np.arange(first_line, first_line + len(numbers))
        self._n_numbers[self._number_at] += len(numbers)
        for i, cells in texts.items():
            self._add_texts(i, cells)
        self.n_rows = end

    def add_rows(self, lines: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """Add rows of cells, all as wide as the table."""
        end = self.n_rows + len(rows)
        columns = list(zip(*rows, strict=True))
        for at, i in enumerate(self._number_at):
            self._write(end, at, self._numbers(i, lines, columns[i]))
        self._rules.without_codes(self._block[self.n_rows : end])
        for i in self._texts:
            self._add_texts(i, columns[i])
        self._lines[self.n_rows : end] = lines
        self.n_rows = end

    def _write(self, end: int, at: int | slice, values: Floats) -> None:
        """Write values below the rows that are there; the block becomes float64 if they are not exact in float32."""
        if self._block.dtype == np.float32:
            with np.errstate(over="ignore"):
                narrow = values.astype(np.float32)
            if not np.array_equal(narrow, values, equal_nan=True):
                narrower, self._block = self._block, np.empty(self._block.shape)
                self._block[:end] = narrower[:end]
        self._block[self.n_rows : end, at] = values

    def _add_texts(self, i: int, cells: Sequence[str]) -> None:
        same = self._same
        missing = self._rules.missing_texts - ({"-"} if i in self._signs else set())
        self._texts[i].extend("" if cell in missing else same.setdefault(cell, cell) for cell in map(str.strip, cells))

    def first_stray(self) -> BadInput | None:
        """Return the fault of the first cell that is a text among numbers by mistake, if there is one."""
        mistakes = [(strays.line, i) for i, strays in self._strays.items() if self._is_mistake(i)]
        if not mistakes:
            return None
        line, i = min(mistakes)
        cell, column = quoted(self._strays[i].cell), quoted(self._columns[i])
        other = "," if self._rules.decimal == "." else "."
        decimal = NumberRules(other).number(self._strays[i].cell) is not None
        effect = (
            tr("takes its comma as the decimal sign") if other == "," else tr("takes its point as the decimal sign")
        )
        ways = (
            f"--decimal {other} {effect}" if decimal else "",
            option("missing-values", self._strays[i].cell, tr("takes it as missing")),
            option("ignore", self._columns[i], tr("leaves the column out"), i),
        )
        told = mark("{name}, line {line}, column {column}: {cell} is not a number, as the others are ({ways})")
        return BadInput(tr(told, name=self._name, line=line, column=column, cell=cell, ways=clauses(ways)))

    def finish(self) -> tuple[Floats, tuple[int, ...], dict[int, Texts], npt.NDArray[np.int64]]:
        """Return the block, which columns it holds, the columns of texts, and the rows' lines.

        Raises:
            BadInput: a cell is a text among numbers by mistake.
            TextsFound: a column that was taken for numbers is of texts.
        """
        if fault := self.first_stray():
            raise fault
        if texts_found := [i for i in self._strays if not self._are_missing(i)]:
            raise TextsFound(frozenset(self._texts) | frozenset(texts_found))
        texts = {i: np.array(cells, dtype=object) for i, cells in self._texts.items()}
        return self._block[: self.n_rows], tuple(self._number_at), texts, self._lines[: self.n_rows]

    def taken_as_missing(self) -> Iterator[str]:
        """Yield a sentence for each column with words that were taken as missing values."""
        for i, strays in self._strays.items():
            told = mark("{words} in {n} cells of {name} were taken as missing; {way}")
            if len(strays.words) == 1:
                told = mark("{words} in {n} cells of {name} was taken as missing; {way}")
            yield tr(
                told,
                words=listed(tr("“{word}”", word=one_line(word)) for word in sorted(strays.words)),
                n=whole(strays.count),
                name=column_in_sentence(self._columns[i]),
                way=option("categorical", self._columns[i], tr("takes the column as texts"), i),
            )

    def _numbers(self, i: int, lines: Sequence[int], cells: Sequence[str]) -> Floats:
        plain = self._rules.plain_numbers(cells)
        if plain is not None:
            self._n_numbers[i] += len(plain)
            return plain
        values = np.empty(len(cells))
        read, n_missing, n_strays = self._rules.number, 0, 0
        for row, cell in enumerate(map(str.strip, cells)):
            value = read(cell)
            if value is None:
                strays = self._strays.setdefault(i, _Strays(lines[row], cell))
                strays.count += 1
                if len(strays.words) <= MOST_WORDS:
                    strays.words.add(cell)
                n_strays += 1
                value = math.nan
            elif value != value:
                n_missing += 1
            elif i not in self.dressed and self._rules.is_dressed(cell):
                self.dressed[i] = cell
            values[row] = value
        self._n_numbers[i] += len(cells) - n_missing - n_strays
        return values

    def _is_mistake(self, i: int) -> bool:
        """Whether the texts among a column's numbers are so few that they are mistakes."""
        if i in self._any_text or i in self._no_text:
            return i in self._no_text
        count, numbers = self._strays[i].count, int(self._n_numbers[i])
        other = NumberRules("," if self._rules.decimal == "." else ".")
        if numbers > 0 and all(other.number(word) is not None for word in self._strays[i].words):
            return True  # decimal points and commas in one column
        return not self._are_missing(i) and numbers > 0 and count <= max(1, FEW_STRAYS * (numbers + count))

    def _are_missing(self, i: int) -> bool:
        """Whether the texts among a column's numbers are one or two words that mean a missing value."""
        strays = self._strays[i]
        if i in self._any_text or i in self._no_text or strays.count < 2 or strays.count > self._n_numbers[i]:
            return False
        if len(strays.words) > min(MOST_WORDS, strays.count - 1) or any(map(str.isdigit, "".join(strays.words))):
            return False
        column = self._block[: self.n_rows, self._number_at.index(i)]
        numbers = column[~np.isnan(column)]
        return bool((numbers != np.rint(numbers)).any()) or len(np.unique(numbers)) >= LEAST_NUMBERS


def free_columns(names: Sequence[str], choices: DataChoices) -> frozenset[int]:
    """Return the columns that may have any texts among their numbers, as the user leaves them out or calls them so."""

    def among(chosen: Sequence[str]) -> set[int]:
        return {
            i for i, name in enumerate(names) if name in chosen or (str(i + 1) in chosen and str(i + 1) not in names)
        }

    free = among((*choices.ignore, *choices.categorical))
    if choices.inputs:
        free |= set(range(len(names))) - among((*choices.inputs, *choices.target))
    return frozenset(free)


def option(name: str, text: str, effect: str, column: int | None = None) -> str:
    """Return an option with a text as its value, and what it does.

    A text that is too long or too odd to be typed makes none; a column is called by its number then.
    """
    if len(text) > MOST_TYPED or not text.isprintable() or set(text) & set('"\\$`'):
        if column is None:
            return ""
        text = str(column + 1)
    argument = text if text.isalnum() else f'"{text}"'
    return f"--{name} {argument} {effect}"
