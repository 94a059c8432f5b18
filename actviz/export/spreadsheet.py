"""Text for spreadsheets is written so that a cell with a user's text never becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

# A spreadsheet computes a cell that begins with one of these, after spaces or not; in some languages also full-width.
# Where semicolons separate cells, a cell begins after each.
_FORMULA = re.compile(r"(?:(?<=;)|^)(?=\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def cell_text(text: str) -> str:
    """Return the text in one line, with an apostrophe before each beginning of a formula."""
    line = re.sub(r"[\t\r\n]", " ", text)
    return line if _NUMBER.fullmatch(line) else _FORMULA.sub("'", line)


def tab_separated(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows of cells as text to paste: one line per row, tabs between the cells."""
    return "\n".join("\t".join(cell_text(c) if isinstance(c, str) else str(c) for c in row) for row in rows)
