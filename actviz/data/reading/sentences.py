"""What is said of how a table was taken: one sentence for all of it, and one for each thing that was done to it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from actviz import joined_text
from actviz.data.column_names import column_in_sentence
from actviz.data.datasets import Task
from actviz.data.limits import MAX_EXAMPLES, MAX_VALUES
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.column import Column
from actviz.data.reading.contents import Contents
from actviz.data.reading.table import Table
from actviz.joined_text import items, parted
from actviz.number_text import whole
from actviz.outside_text import one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr, tr_count

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
    notes = []
    if n_lost:
        notes.append(
            tr_count(
                "{n:,} of {all} rows has no target: left out",
                "{n:,} of {all} rows have no target: left out",
                n_lost,
                all=whole(n),
            )
        )
    fills = choices.missing == "median" or (choices.missing is None and n_incomplete > FEW_ROWS * n)
    if not n_incomplete:
        return fills, n - n_lost, notes
    if not fills:
        where = listed(table, [c for c in masks if c not in targets])
        notes.append(
            tr_count(
                "{n:,} of {all} rows has an empty cell ({where}): left out; --missing=median keeps them",
                "{n:,} of {all} rows have an empty cell ({where}): left out; --missing=median keeps them",
                n_incomplete,
                all=whole(n),
                where=where,
            )
        )
        if n - n_lost - n_incomplete < 1:
            raise BadInput(tr("{name}: every row has an empty cell (--missing=median fills them)", name=table.name))
        return False, n - n_lost - n_incomplete, notes
    filled = [c for c in masks if c not in targets]
    numbers = [c for c in filled if contents.kind(c) in ("number", "date")]
    words = [c for c in filled if c not in numbers]
    if numbers:
        told = mark(
            "empty cells of {columns} are filled with the column's median; --missing=drop leaves these rows out"
        )
        notes.append(tr(told, columns=_shares(contents, numbers)))
    if words:
        told = mark("empty cells of {columns} are a category of their own; --missing=drop leaves these rows out")
        notes.append(tr(told, columns=_shares(contents, words)))
    return True, n - n_lost, notes


def _shares(contents: Contents, columns: Sequence[int]) -> str:
    named = []
    for column in columns[:MOST_NAMED]:
        mask = contents.missing(column)
        n = 0 if mask is None else int(mask.sum())
        named.append(tr("{name} ({n})", name=column_in_sentence(contents.table.columns[column]), n=whole(n)))
    if len(columns) <= MOST_NAMED:
        return items(named)
    return tr("{names} and {n} more", names=items(named), n=whole(len(columns) - MOST_NAMED))


def rows_to_use(table: Table, choices: DataChoices, n: int, n_inputs: int) -> tuple[int, list[str]]:
    """Return how many rows to use, and what to say where that is not all."""
    limit = max(2, min(MAX_EXAMPLES, MAX_VALUES // max(1, n_inputs)))
    n_test = min(table.n_test, n)
    wanted = n if choices.rows is None else min(n, choices.rows + n_test)
    used = min(wanted, limit)
    if used == n:
        return n, []
    told = mark("a random sample of {n} of {all} rows is used; --rows chooses how many")
    if used < wanted:
        told = mark(
            "a random sample of {n} of {all} rows is used, as at most {most} rows of {n_inputs} inputs can be used; "
            "--rows chooses how many"
        )
    return used, [tr(told, n=whole(used), all=whole(n), most=whole(limit), n_inputs=whole(n_inputs))]


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
                tr(
                    "“{one}” and “{other}” of {name} differ in capital letters only and were taken as two: if they are "
                    "one, write them alike in the file",
                    one=one,
                    other=other,
                    name=column_in_sentence(column.name),
                )
            )
    return unsure


def turned(contents: Contents, columns: Sequence[Column], fills: bool) -> list[str]:
    """Return sentences on the columns that become other numbers than they hold; empty cells may be filled."""
    notes = []
    inputs = {place: column for place, column in enumerate(columns) if column.role != "ignored"}
    hot = [c for c, column in inputs.items() if column.role == "input" and column.width > 1]
    if hot:
        n = sum(columns[c].width + (fills and contents.missing(c) is not None) for c in hot)
        told = mark("{columns} became {n} inputs of 0 or 1, one for each category")
        notes.append(tr(told, columns=listed(contents.table, hot), n=whole(n)))
    days = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) != "time"]
    hours = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) == "time"]
    if days:
        notes.append(tr("{columns} became days since the first date", columns=listed(contents.table, days)))
    if hours:
        notes.append(tr("{columns} became hours since midnight", columns=listed(contents.table, hours)))
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
            told = mark("{name} was read with the month before day; --ignore leaves it out")
            if form.order == "day first":
                told = mark("{name} was read with the day before month; --ignore leaves it out")
            unsure.append(tr(told, name=column_in_sentence(column.name)))
    return unsure


def sentence(table: Table, columns: Sequence[Column], targets: Sequence[int], task: Task, one_hot: bool) -> str:
    """Return what the table was taken as: its target, the number of inputs, and what was left out for which reason."""
    n = len(targets)
    if one_hot:
        told = mark("class: one of {columns}, {n} classes")
    elif task == "classification":
        n = len(columns[targets[0]].values)
        told = mark("class: {columns}, {n} classes") if n else mark("class: {columns}, classes")
    else:
        told = mark("target: {columns}, a number") if n == 1 else mark("targets: {columns}, {n} numbers")
    text = tr(told, columns=listed(table, targets), n=whole(n))
    n_inputs = sum(column.role == "input" for column in columns)
    parts = [text, tr_count("{n:,} input", "{n:,} inputs", n_inputs)]
    by_reason: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role == "ignored":
            by_reason.setdefault(column.reason, []).append(place)
    for reason, places in by_reason.items():
        because = f"each {reason[3:]}" if len(places) > 1 and reason.startswith("it ") else reason  # in English
        parts.append(tr("{columns} left out: {reason}", columns=listed(table, places), reason=because))
    return parted(parts)


def listed(table: Table, places: Sequence[int]) -> str:
    """Return the names of some columns: a, b and 3 more."""
    names = [column_in_sentence(table.columns[place]) for place in places]
    if len(names) <= MOST_NAMED + 1:
        return joined_text.listed(names)
    names, n = names[:MOST_NAMED], len(names) - MOST_NAMED
    return tr("{names} and {n} more", names=items(names), n=whole(n))
