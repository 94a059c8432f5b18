"""Names of columns that have none in the file: a key in English, "column 3", and how it is shown.

The key stands in settings, files and exports, so that they are the same in every language.
"""

from __future__ import annotations

import re

from actviz.outside_text import one_line
from actviz.translation import tr

_UNNAMED = re.compile(r"column (\d+)(?= = |$)")  # alone, or before one of its categories


def unnamed_column(number: int) -> str:
    """Return the key of a column without a name; `number` is counted from 1."""
    return f"column {number}"


def column_text(name: str) -> str:
    """Return a column's name as it is shown, or an input's that was made of one: "column 3" in the language in use."""
    found = _UNNAMED.match(name)
    return name if found is None else tr("column {n}", n=found[1]) + name[found.end() :]


def column_in_sentence(name: str) -> str:
    """Return the name as it is shown, short and on one line."""
    return one_line(column_text(name))
