"""DataChoices: what a user says about a file, where the guess is not to stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Real
from os import PathLike
from typing import Any

from actviz.frozen import dataclass
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr

_WORDS = {"missing": ("drop", "median"), "decimal": (".", ","), "task": (mark("classification"), mark("regression"))}


@dataclass(frozen=True)
class DataChoices:
    """What is said about a file; each field that is None or empty is guessed from the content.

    Columns are named as in the file, or by their number from 1.
    """

    target: tuple[str, ...] = ()  # one column, or several of a regression, or the columns of a one-hot target
    inputs: tuple[str, ...] = ()  # only these; all others are left out
    ignore: tuple[str, ...] = ()  # left out
    categorical: tuple[str, ...] = ()  # taken as categories though they look like numbers, yes/no or dates
    missing: str | None = None  # "drop" leaves out rows with an empty cell, "median" fills it with the column's median
    missing_values: tuple[str, ...] = ()  # cells that mean that the value is missing, such as -200 or ?
    delimiter: str | None = None  # one character
    decimal: str | None = None  # "." or ","
    header: bool | None = None  # whether the first row holds names
    task: str | None = None  # "classification" or "regression"
    rows: int | None = None  # a random sample of so many rows, balanced over classes, drawn with the run's seed
    test_file: str | None = None  # a second file of the same columns: its rows are the test set

    def __post_init__(self) -> None:
        """Check what can be checked without the file; a single name or number stands for a list of one.

        Raises:
            BadInput: a choice that no file can have.
        """
        for name in ("target", "inputs", "ignore", "categorical", "missing_values"):
            object.__setattr__(self, name, _texts(name, getattr(self, name)))
        for name, words in _WORDS.items():
            value = getattr(self, name)
            if value is not None and value not in words:
                raise BadInput(
                    tr(
                        "{name} must be {one} or {other}, got {value}",
                        name=name,
                        one=repr(words[0]),
                        other=repr(words[1]),
                        value=quoted(value),
                    )
                )
        if self.delimiter is not None:
            if not isinstance(self.delimiter, str) or len(self.delimiter) != 1 or self.delimiter in '"\r\n':
                raise BadInput(
                    tr(
                        "delimiter must be one character, such as ; or a tab, got {delimiter}",
                        delimiter=quoted(self.delimiter),
                    )
                )
            if self.delimiter == self.decimal:
                raise BadInput(
                    tr("delimiter and decimal must differ, and both are {delimiter}", delimiter=quoted(self.delimiter))
                )
        if self.header is not None and not isinstance(self.header, bool):
            raise BadInput(tr("header must be true or false, got {header}", header=quoted(self.header)))
        if self.rows is not None and (isinstance(self.rows, bool) or not isinstance(self.rows, int) or self.rows < 2):
            raise BadInput(tr("rows must be a whole number of at least 2, got {rows}", rows=quoted(self.rows)))
        if self.test_file is not None:
            if not isinstance(self.test_file, (str, PathLike)) or not str(self.test_file):
                raise BadInput(
                    tr("test_file must be the name of a file, got {test_file}", test_file=quoted(self.test_file))
                )
            object.__setattr__(self, "test_file", str(self.test_file))


def _texts(name: str, value: Any) -> tuple[str, ...]:
    """Return the texts of a choice that has several; a number is a column's, or a value of a cell."""
    several = () if value is None else (value,) if isinstance(value, (str, Real)) else value
    if not isinstance(several, Iterable) or isinstance(several, (bytes, Mapping)):
        raise BadInput(tr("{name} must be texts, got {value}", name=name, value=quoted(value)))
    texts = tuple(several)
    for text in texts:
        if isinstance(text, bool) or not isinstance(text, (str, Real)):
            raise BadInput(tr("{name} must be texts, got {text} in it", name=name, text=quoted(text)))
    try:
        return tuple(str(text) for text in texts)
    except ValueError:  # a whole number of thousands of digits
        raise BadInput(tr("{name} must be texts, or numbers of fewer digits", name=name)) from None
