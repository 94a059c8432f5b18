"""The quick way for parts of a text whose cells are plainly written: NumPy reads the numbers, a split the texts.

What is written in any other way gives None, and the csv module then reads the part, cell by cell.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np

from actviz.arrays import Floats
from actviz.data.reading.text.rows import BLANKS, Dialect

MOST_DIGITS = 7
_MISSING = (b"", b"?", b"NA", b"N/A", b"null", b"NULL", b"None")  # the usual ones; nan is a number for NumPy
_DIGITS_AND_LINES = b"0123456789\n"

QuickPart = tuple[Floats, dict[int, list[str]]]  # the columns of numbers (lines, k), and those of texts


class QuickReader:
    """Reads the parts of one text."""

    def __init__(self, dialect: Dialect, width: int, texts: Sequence[int]) -> None:
        self._dialect, self._width, self._texts = dialect, width, texts
        self._numbers_at = [i for i in range(width) if i not in texts]
        self._fills = False  # whether a part before had cells without a value, and the next will have some too

    def read(self, part: bytes) -> QuickPart | None:
        """Return a part's cells, or None where a line is not so plain."""
        if not part.endswith(b"\n"):
            part += b"\n"
        if not part.isascii() or self._has_comments(part):  # other scripts' digits are numbers for Python
            return None
        if part.isspace():
            return None
        columns: dict[int, list[str]] = {}
        if self._texts:
            if self._dialect.quote.encode() in part or self._dialect.delimiter == BLANKS:
                return None
            cells = [line.split(self._dialect.delimiter) for line in part[:-1].decode("ascii").split("\n")]
            if set(map(len, cells)) != {self._width}:
                return None
            columns = {i: [row[i] for row in cells] for i in self._texts}
        if b"_" in part and part.count(b"_") != sum("".join(column).count("_") for column in columns.values()):
            return None  # 1_0 is a number for Python alone
        matrix = None if columns else _whole_numbers(part, self._dialect.delimiter, self._width)
        if matrix is None:
            matrix = self._numbers(part)
        if matrix is None or matrix.shape != (part.count(b"\n"), len(self._numbers_at)):
            return None
        if self._fills and np.isnan(matrix).all(axis=1).any():  # a row without any value is none
            return None
        return matrix, columns

    def _has_comments(self, part: bytes) -> bool:
        return any(b"\n" + mark.encode() in b"\n" + part for mark in self._dialect.comments)

    def _numbers(self, part: bytes) -> Floats | None:
        if not self._numbers_at:
            return np.empty((part.count(b"\n"), 0))
        if self._dialect.decimal == ",":
            if b"." in part:
                return None
            part = part.replace(b",", b".")
        if self._dialect.delimiter == BLANKS:
            return self._loaded(part)
        loaded = None if self._fills else self._loaded(part)
        if loaded is None:
            loaded = self._loaded(_filled(part, self._dialect.delimiter.encode()))
            self._fills = loaded is not None
        return loaded

    def _loaded(self, part: bytes) -> Floats | None:
        delimiter = None if self._dialect.delimiter == BLANKS else self._dialect.delimiter
        columns = self._numbers_at if self._texts else None  # naming all of them would be slower
        try:
            return np.loadtxt(
                io.BytesIO(part),
                delimiter=delimiter,
                comments=None,
                quotechar=self._dialect.quote,
                ndmin=2,
                encoding="ascii",
                usecols=columns,
            )
        except ValueError:
            return None


def _filled(part: bytes, delimiter: bytes) -> bytes:
    """Return a part with nan in the cells that are empty or say that a value is missing."""
    part = b"\n" + part
    for cell in _MISSING:
        if cell and cell not in part:
            continue
        for before in (delimiter, b"\n"):
            for after in (delimiter, b"\n"):
                if before == after == b"\n":  # a line without any cell
                    continue
                found = before + cell + after
                while found in part:  # again, since neighbours share a delimiter
                    part = part.replace(found, before + b"nan" + after)
    return part[1:]


def _whole_numbers(part: bytes, sign: str, width: int) -> Floats | None:
    """Return the numbers of a part that has digits alone, as the pixels of images are written."""
    delimiter = sign.encode()
    if delimiter > b"0" or part.translate(None, _DIGITS_AND_LINES + delimiter):
        return None
    signs = np.frombuffer(part, np.uint8)
    ends = np.flatnonzero(signs < ord("0"))
    n_digits = np.diff(ends, prepend=-1) - 1
    most = int(n_digits.max())
    if len(ends) % width or n_digits.min() < 1 or most > MOST_DIGITS:
        return None
    last = signs[ends].reshape(-1, width) == ord("\n")
    if not last[:, -1].all() or last[:, :-1].any():
        return None
    values = signs[ends - 1].astype(np.float64) - ord("0")
    for power in range(1, most):
        longer = np.flatnonzero(n_digits > power)
        values[longer] += (signs[ends[longer] - 1 - power].astype(np.float64) - ord("0")) * 10.0**power
    return values.reshape(-1, width)
