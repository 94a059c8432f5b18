"""Text as spreadsheets keep it: a cell that came from a name is never taken for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# A spreadsheet computes what begins with one of these, spaces before it or not; the full-width ones in some languages.
# Where it parts cells at semicolons, one begins after each.
_FORMULA = re.compile(r"(?:(?<=;)|^)(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def cell_text(text: str) -> str:
    """Return text, in one line, that a spreadsheet shows as text: an apostrophe is put before what begins a formula."""
    line = re.sub(r"[\t\r\n]", " ", text)
    return line if _NUMBER.fullmatch(line) else _FORMULA.sub("'", line)


def tab_separated(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows of cells as a table to paste: a line for each row, tabs between the cells."""
    return "\n".join("\t".join(cell_text(c) if isinstance(c, str) else str(c) for c in row) for row in rows)
