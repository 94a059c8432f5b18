"""`load_data` reads a file, understands it and makes examples of it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from actviz.data.datasets import Data
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.examples import to_data
from actviz.data.reading.formats import read_table
from actviz.data.reading.joined import joined
from actviz.data.reading.progress import Progress, untold
from actviz.data.reading.table import Table
from actviz.data.reading.understanding import understand
from actviz.registry import BadInput
from actviz.translation import tr


def load_data(path: str | os.PathLike[str], *, seed: int = 0, **choices: Any) -> Data:
    """Load a file of data: CSV and its kin, NPZ, IDX and others; what is not said is found by the file's content.

    The result's `notes` say what was taken for what, and `unsure` what may as well be otherwise.

    Args:
        path: the file.
        seed: of the sample that is drawn of too many rows; a run of this seed draws the same.
        choices: what is said about the file; see `DataChoices`: target, inputs, ignore, categorical (each a column or
            several, by name or by number from 1), missing, missing_values, delimiter, decimal, header, task, rows,
            test_file.

    Raises:
        BadInput: the file has a fault, or a choice does not fit it; one sentence names the place and the rule.
        TypeError: a choice that does not exist.
    """
    return load_chosen(path, DataChoices(**choices), seed)


def load_chosen(path: str | os.PathLike[str], choices: DataChoices, seed: int = 0, progress: Progress = untold) -> Data:
    """Load a file as `load_data` does; `progress` may raise to end the reading.

    Raises:
        BadInput: as `load_data`.
    """
    table = table_of_files(path, choices, progress)
    try:
        return to_data(table, understand(table, choices), seed)
    except MemoryError:
        raise BadInput(tr("{name} does not fit into memory", name=table.name)) from None


def table_of_files(path: str | os.PathLike[str], choices: DataChoices, progress: Progress = untold) -> Table:
    """Return the table in a file, and in the file of its test set if there is one.

    Raises:
        BadInput: as `load_data`.
    """
    table = read_table(path, choices, progress)
    if choices.test_file is None:
        return table
    return joined(table, read_table(choices.test_file, replace(choices, test_file=None), progress))
