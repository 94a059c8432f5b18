"""How a cell is read as a number, and which cells mean that a value is missing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.outside_text import read_number

Float64s = npt.NDArray[np.float64]

MISSING = frozenset(["", *"?-.–—"]) | {
    "--", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "null", "NULL", "Null", "None",
}  # fmt: skip
MISSING_NUMBERS = MISSING | {"na", "none", "NONE", "#NV", "#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "missing"}
MINUS = "\u2212"  # the sign of typesetting, which word processors write
_UNIT = re.compile(r"^[$€£¥]\s?(?=[\d.,+-])|(?<=[\d.,])\s?[%$€£¥]$")
_GROUPED = {  # by the decimal sign: a number of which thousands are set apart
    ".": re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)(?:\.\d*)?$"),
    ",": re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u202f'’]\d{3})+)(?:,\d*)?$"),
}
_GROUP_SIGNS = {sign: re.compile(f"[{re.escape(other)} \u00a0\u202f'’]") for sign, other in ((".", ","), (",", "."))}


@dataclass(frozen=True)
class NumberRules:
    """The decimal sign of a file, and the cells that the user says are missing."""

    decimal: str = "."
    missing_values: tuple[str, ...] = ()
    usual: frozenset[str] = MISSING  # cells among texts that mean a missing value in files of this kind

    @cached_property
    def missing_numbers(self) -> frozenset[str]:
        """The cells of a column of numbers that mean a missing value."""
        return MISSING_NUMBERS | set(self.missing_values)

    @cached_property
    def missing_texts(self) -> frozenset[str]:
        """The cells of a column of texts that mean a missing value."""
        return self.usual | set(self.missing_values)

    @cached_property
    def codes(self) -> Float64s:
        """The numbers that mean a missing value, such as -200."""
        plain = (NumberRules(), NumberRules(self.decimal))
        found = {rules.number(text.strip()) for text in self.missing_values for rules in plain}
        return np.array([value for value in found if value is not None and not math.isnan(value)])

    def number(self, cell: str) -> float | None:
        """Return the number in a cell without blanks around it, NaN if it is missing; None if it is neither."""
        if cell in self.missing_numbers:
            return math.nan
        plain = cell = _UNIT.sub("", cell.replace(MINUS, "-"))
        if _GROUPED[self.decimal].match(cell):
            plain = _GROUP_SIGNS[self.decimal].sub("", cell)
        if self.decimal == ",":
            if "." in plain:
                return None
            plain = plain.replace(",", ".")
        try:
            return read_number(plain)
        except ValueError:
            return None

    def is_dressed(self, cell: str) -> bool:
        """Whether the cell is a number with more than digits: thousands set apart as in 1,250, or a unit as in 5 %."""
        cell = cell.replace(MINUS, "-")
        return bool(_UNIT.search(cell) or _GROUPED[self.decimal].match(cell))

    def plain_numbers(self, cells: Sequence[str]) -> Float64s | None:
        """Return the numbers in the cells if all are plainly written ones; else None."""
        together = "".join(cells)
        if "_" in together or not together.isascii() or (self.decimal == "," and "." in together):
            return None
        if self.decimal == "," and "," in together:
            cells = [cell.replace(",", ".") for cell in cells]
        try:
            return np.fromiter(map(float, cells), np.float64, len(cells))
        except ValueError:
            return None

    def without_codes(self, values: Floats) -> Floats:
        """Put NaN in place of the numbers that mean a missing value, in the array itself."""
        for code in self.codes:
            values[values == code] = np.nan
        return values
