"""A Look at a file of data: its table and what it is taken as, before anything is trained on it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from actviz.app.task import Task
from actviz.data.columns import CODED, ColumnFacts, column_facts, with_known_codes
from actviz.data.reading.choices import DataChoices
from actviz.export.exported_run import Progress
from actviz.frozen import dataclass

if TYPE_CHECKING:
    from actviz.data.reading.table import Table
    from actviz.data.reading.understanding import Understanding

MOST_ROWS, MOST_COLUMNS = 20_000, 60  # that are searched for codes of missing values
OF_THE_TEXT = ("delimiter", "decimal", "header", "missing_values", "test_file")  # a change of these reads it again


class Stamp(NamedTuple):
    """Tells a file from what it was before it was changed."""

    changed_ns: int
    size: int


Stamps = tuple[Stamp | None, ...]


def stamps_of(path: str, choices: DataChoices) -> Stamps:
    """Return the stamps of a file and of its test set's file; None for one that cannot be looked at."""
    return tuple(_stamp(each) for each in (path, choices.test_file) if each is not None)


def _stamp(path: str) -> Stamp | None:
    with suppress(OSError, ValueError):  # what is wrong with it, reading tells
        found = Path(path).stat()
        return Stamp(found.st_mtime_ns, found.st_size)
    return None


@dataclass(frozen=True, eq=False)
class Look:
    """A file's table, what was said about it, and what it is taken as."""

    path: str
    choices: DataChoices
    stamps: Stamps  # before the table was read
    table: Table
    understanding: Understanding
    codes: tuple[tuple[float, tuple[str, ...]], ...] = ()  # values that may mean "missing", and their columns


def look(path: str, choices: DataChoices, before: Look | None = None) -> Task[Look]:
    """Read a file, and say what its columns are, on a thread; it is not read again where `before` has its table.

    The task fails with BadInput where the file has a fault, or the choices do not fit it.
    """

    is_known = before is not None and before.path == path and _reading(before.choices) == _reading(choices)

    def work(progress: Progress) -> Look:
        from actviz.data.reading.loading import table_of_files  # not every start opens a file
        from actviz.data.reading.understanding import understand

        stamps = stamps_of(path, choices)  # first: what is written from now on may not be read
        if before is not None and is_known:
            return replace(before, choices=choices, understanding=understand(before.table, choices))
        table = table_of_files(path, choices, progress)
        return Look(path, choices, stamps, table, understand(table, choices), _codes(table))

    return Task(work, "data")


def _reading(choices: DataChoices) -> DataChoices:
    """Return the part of the choices that the table depends on."""
    return replace(DataChoices(), **{name: getattr(choices, name) for name in OF_THE_TEXT})


def _codes(table: Table) -> tuple[tuple[float, tuple[str, ...]], ...]:
    """Return values far outside the rest of their columns which are repeated, such as -200 or 9999."""
    if table.is_image:
        return ()
    facts: list[ColumnFacts] = []
    for place, column in enumerate(table.block_at[:MOST_COLUMNS]):
        values = table.block[:: -(-table.n_rows // MOST_ROWS) or 1, place]
        known = values[np.isfinite(values)].astype(np.float64)
        if len(known) == 0:
            continue
        facts += column_facts(known[:, np.newaxis], (table.columns[column],))
    found: dict[float, list[str]] = {}
    for each in with_known_codes(facts, min(MOST_ROWS, table.n_rows)):
        if each.oddity == CODED:
            found.setdefault(each.odd_value, []).append(each.name)
    return tuple((value, tuple(names)) for value, names in found.items())
