"""DataChoices: what a user says about a file, where the guess is not to stand."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.registry import BadInput, quoted

TASKS = ("classification", "regression")


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
        """Check what can be checked without the file.

        Raises:
            BadInput: a choice that no file can have.
        """
        for name, words in (("missing", ("drop", "median")), ("decimal", (".", ",")), ("task", TASKS)):
            value = getattr(self, name)
            if value is not None and value not in words:
                raise BadInput(f"{name} must be {words[0]!r} or {words[1]!r}, got {quoted(value)}")
        if self.delimiter is not None and (len(self.delimiter) != 1 or self.delimiter in '"\r\n'):
            raise BadInput(f"delimiter must be one character, such as ; or a tab, got {quoted(self.delimiter)}")
        if self.delimiter is not None and self.delimiter == self.decimal:
            raise BadInput(f"delimiter and decimal must differ, and both are {quoted(self.delimiter)}")
        if self.rows is not None and self.rows < 2:
            raise BadInput(f"rows must be at least 2, got {self.rows}")
