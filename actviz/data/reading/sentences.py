"""What is said of how a table was taken: one sentence for all of it, and one for each thing that was done to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz.data.datasets import Task
from actviz.data.limits import MAX_EXAMPLES, MAX_VALUES
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.column import Column
from actviz.data.reading.contents import Contents
from actviz.data.reading.table import Table
from actviz.outside_text import one_line
from actviz.registry import BadInput

FEW_ROWS = 0.05  # the share of rows with an empty cell up to which these rows are left out
MOST_NAMED = 3  # columns in one sentence


def empty_cells(
    contents: Contents, choices: DataChoices, inputs: Sequence[int], targets: Sequence[int]
) -> tuple[bool, int, list[str]]:
    """Return whether empty cells of inputs are filled, how many rows can be used, and what to say about it."""
    table, n = contents.table, contents.table.n_rows
    masks = {column: mask for column in (*inputs, *targets) if (mask := contents.missing(column)) is not None}
    if not masks:
        return False, n, []
    lost, incomplete = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    for column, mask in masks.items():
        target = column in targets
        np.logical_or(lost if target else incomplete, mask, out=lost if target else incomplete)
    incomplete &= ~lost
    n_lost, n_incomplete = int(lost.sum()), int(incomplete.sum())
    notes = [f"{n_lost:,} of {n:,} rows {'has' if n_lost == 1 else 'have'} no target: left out"] if n_lost else []
    fills = choices.missing == "median" or (choices.missing is None and n_incomplete > FEW_ROWS * n)
    if not n_incomplete:
        return fills, n - n_lost, notes
    if not fills:
        where = listed(table, [c for c in masks if c not in targets])
        have = "has" if n_incomplete == 1 else "have"
        notes.append(
            f"{n_incomplete:,} of {n:,} rows {have} an empty cell ({where}): left out; --missing=median keeps them"
        )
        if n - n_lost - n_incomplete < 1:
            raise BadInput(f"{table.name}: every row has an empty cell (--missing=median fills them)")
        return False, n - n_lost - n_incomplete, notes
    filled = [c for c in masks if c not in targets]
    numbers = [c for c in filled if contents.kind(c) in ("number", "date")]
    words = [c for c in filled if c not in numbers]
    drop = "--missing=drop leaves these rows out"
    if numbers:
        notes.append(f"empty cells of {_shares(contents, numbers)} are filled with the column's median; {drop}")
    if words:
        notes.append(f"empty cells of {_shares(contents, words)} are a category of their own; {drop}")
    return True, n - n_lost, notes


def _shares(contents: Contents, columns: Sequence[int]) -> str:
    named = []
    for column in columns[:MOST_NAMED]:
        mask = contents.missing(column)
        named.append(f"{one_line(contents.table.columns[column])} ({0 if mask is None else int(mask.sum()):,})")
    return ", ".join(named) + (f" and {len(columns) - MOST_NAMED:,} more" if len(columns) > MOST_NAMED else "")


def rows_to_use(table: Table, choices: DataChoices, n: int, n_inputs: int) -> tuple[int, list[str]]:
    """Return how many rows to use, and what to say where that is not all."""
    limit = max(2, min(MAX_EXAMPLES, MAX_VALUES // max(1, n_inputs)))
    n_test = min(table.n_test, n)
    wanted = n if choices.rows is None else min(n, choices.rows + n_test)
    used = min(wanted, limit)
    if used == n:
        return n, []
    why = "" if used == wanted else f", as at most {limit:,} rows of {n_inputs:,} inputs can be used"
    return used, [f"a random sample of {used:,} of {n:,} rows is used{why}; --rows chooses how many"]


def alike(columns: Sequence[Column]) -> list[str]:
    """Return a sentence for each column of which categories differ in capital letters only."""
    unsure = []
    for column in columns:
        known: dict[str, str] = {}
        pairs = [(known.setdefault(value.casefold(), value), value) for value in column.values]
        differ = [pair for pair in pairs if pair[0] != pair[1]]
        if differ and column.role != "ignored":
            one, other = map(one_line, differ[0])
            unsure.append(
                f"“{one}” and “{other}” of {one_line(column.name)} differ in capital letters only and were taken as"
                " two: if they are one, write them alike in the file"
            )
    return unsure


def turned(contents: Contents, columns: Sequence[Column], fills: bool) -> list[str]:
    """Return sentences on the columns that become other numbers than they hold; empty cells may be filled."""
    notes = []
    inputs = {place: column for place, column in enumerate(columns) if column.role != "ignored"}
    hot = [c for c, column in inputs.items() if column.role == "input" and column.width > 1]
    if hot:
        n = sum(columns[c].width + (fills and contents.missing(c) is not None) for c in hot)
        notes.append(f"{listed(contents.table, hot)} became {n:,} inputs of 0 or 1, one for each category")
    days = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) != "time"]
    hours = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) == "time"]
    if days:
        notes.append(f"{listed(contents.table, days)} became days since the first date")
    if hours:
        notes.append(f"{listed(contents.table, hours)} became hours since midnight")
    return notes


def _order(contents: Contents, column: int) -> str:
    form = contents.date_form(column)
    return "" if form is None else form.order


def unsure_dates(contents: Contents, columns: Sequence[Column]) -> list[str]:
    """Return a sentence for each column of dates in which no value tells the day from the month."""
    unsure = []
    for place, column in enumerate(columns):
        form = contents.date_form(place) if column.kind == "date" and column.role != "ignored" else None
        if form is not None and not form.is_sure:
            order = "day before month" if form.order == "day first" else "month before day"
            unsure.append(f"{one_line(column.name)} was read with the {order}; --ignore leaves it out")
    return unsure


def sentence(table: Table, columns: Sequence[Column], targets: Sequence[int], task: Task, one_hot: bool) -> str:
    """Return what the table was taken as: its target, the number of inputs, and what was left out for which reason."""
    if one_hot:
        text = f"class: one of {listed(table, targets)}, {len(targets)} classes"
    elif task == "classification":
        n = len(columns[targets[0]].values)
        text = f"class: {listed(table, targets)}, " + (f"{n:,} classes" if n else "classes")
    else:
        text = f"target{'s' * (len(targets) > 1)}: {listed(table, targets)}, " + (
            "a number" if len(targets) == 1 else f"{len(targets):,} numbers"
        )
    n_inputs = sum(column.role == "input" for column in columns)
    parts = [text, f"{n_inputs:,} input{'s' * (n_inputs != 1)}"]
    by_reason: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role == "ignored":
            by_reason.setdefault(column.reason, []).append(place)
    for reason, places in by_reason.items():
        because = f"each {reason[3:]}" if len(places) > 1 and reason.startswith("it ") else reason
        parts.append(f"{listed(table, places)} left out: {because}")
    return "; ".join(parts)


def listed(table: Table, places: Sequence[int]) -> str:
    """Return the names of some columns: a, b and 3 more."""
    names = [one_line(table.columns[place]) for place in places]
    if len(names) <= MOST_NAMED + 1:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED:,} more"
