"""A Look at a file of data: its table and what it is taken as, before anything is trained on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actviz.app.task import Task
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.formats import read_table
from actviz.data.reading.table import Table
from actviz.data.reading.understanding import Understanding, understand
from actviz.export.exported_run import Progress

OF_THE_TEXT = ("delimiter", "decimal", "header", "missing_values", "test_file")  # a change of these reads it again


@dataclass(frozen=True, eq=False)
class Look:
    """A file's table, what was said about it, and what it is taken as."""

    path: str
    choices: DataChoices
    table: Table
    understanding: Understanding


def look(path: str, choices: DataChoices, before: Look | None = None) -> Task[Look]:
    """Read a file, and say what its columns are, on a thread; it is not read again where `before` has its table.

    The task fails with BadInput where the file has a fault, or the choices do not fit it.
    """

    is_known = before is not None and before.path == path and _reading(before.choices) == _reading(choices)

    def work(progress: Progress) -> Look:
        table = before.table if before is not None and is_known else read_table(path, choices, progress)
        return Look(path, choices, table, understand(table, choices))

    return Task(work, "data")


def _reading(choices: DataChoices) -> DataChoices:
    """Return the part of the choices that the table depends on."""
    return replace(DataChoices(), **{name: getattr(choices, name) for name in OF_THE_TEXT})
