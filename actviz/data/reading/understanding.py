"""Understanding: what the columns of a table are taken as, by one set of rules for all formats of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

import numpy as np

from actviz.data.datasets import Task
from actviz.data.limits import MAX_EXAMPLES, MAX_OUTPUTS, MAX_VALUES, MIN_EXAMPLES, check_size
from actviz.data.reading import left_out
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.contents import Contents, Kind
from actviz.data.reading.table import Table
from actviz.data.reading.target import Target, find_target, is_one_hot
from actviz.outside_text import one_line
from actviz.registry import MOST_QUOTED, BadInput, quoted

Role: TypeAlias = Literal["target", "input", "ignored"]
FEW_ROWS = 0.05  # the share of rows with an empty cell up to which these rows are left out
MANY_CLASSES = 6  # whole numbers from here on may as well be the targets of a regression
MOST_NAMED = 3  # columns in one sentence
ASKED, NOT_ASKED = "as chosen", "it is none of the chosen inputs"


@dataclass(frozen=True)
class Column:
    """One column of a table: what it holds and what it is used for."""

    name: str
    kind: Kind
    role: Role
    reason: str = ""  # why it is left out
    missing: float = 0.0  # share of its cells
    range: tuple[float, float] | None = None  # least and largest number
    values: tuple[str, ...] = ()  # the categories, or the classes of a target, in order

    @property
    def width(self) -> int:
        """How many inputs it becomes: one, or one for each category where there are more than two."""
        return len(self.values) if self.kind == "category" and len(self.values) > 2 else 1


@dataclass(frozen=True)
class Understanding:
    """What a table is taken as; `notes` and `unsure` are sentences, `sentence` is the one that says it all."""

    columns: tuple[Column, ...]
    targets: tuple[int, ...]  # places of the target's columns
    task: Task
    is_one_hot: bool  # whether the targets are one class each
    fills: bool  # whether empty cells of inputs are filled; else rows that have one are left out
    n_rows: int  # to use: of more, a random sample
    sentence: str
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def inputs(self) -> tuple[int, ...]:
        """Places of the columns that are inputs."""
        return tuple(place for place, column in enumerate(self.columns) if column.role == "input")


def understand(table: Table, choices: DataChoices | None = None) -> Understanding:
    """Say what the columns of a table are, as chosen, and as its content suggests where nothing was chosen.

    Raises:
        BadInput: a choice that does not fit the table, or a table without a target or inputs.
    """
    choices = choices or DataChoices()
    check_size(table.name, min(table.n_rows, MIN_EXAMPLES), 1)
    contents = Contents(table, find_columns(table, choices.categorical, "categorical"))
    ignored, chosen = _chosen_out(table, choices)
    guessed = {c: left_out.useless(contents, c) for c in range(len(table.columns)) if c not in ignored}
    target = _target(contents, choices, ignored, guessed)
    reasons = dict.fromkeys(guessed, NOT_ASKED) if chosen else guessed  # what was asked for is taken, whatever it holds
    taken = chosen | set(target.columns)
    out = ignored | {c: reason for c, reason in reasons.items() if reason and c not in taken}
    task, one_hot, doubt = _task(contents, choices, target.columns)
    inputs = [c for c in range(len(table.columns)) if c not in out and c not in target.columns]
    unsure = [*table.unsure, *filter(None, (target.doubt, doubt))]
    leaks = left_out.leaks(contents, inputs, target.columns, task == "classification") if not one_hot else {}
    for column, is_copy in leaks.items():
        name, goal = one_line(table.columns[column]), _listed(table, target.columns)
        if column not in chosen and is_copy and len(inputs) > 1:
            inputs.remove(column)
            out[column] = f"it tells {goal} exactly"
            unsure.append(f"{name} was left out because it tells {goal} exactly; --inputs takes it")
        elif not chosen:
            unsure.append(f"{name} tells {goal} exactly; --ignore leaves it out")
    inputs = _some_input(table, inputs, out, unsure)
    unsure += _doubtful_counts(table, out)
    columns = _columns(contents, inputs, target.columns, out, task)
    fills, n_complete, missing_notes = _missing(contents, choices, inputs, target.columns)
    n_rows, sample_notes = _rows(table, choices, n_complete, sum(columns[c].width for c in inputs))
    return Understanding(
        columns,
        target.columns,
        task,
        one_hot,
        fills,
        n_rows,
        _sentence(table, columns, target.columns, task, one_hot),
        (*table.notes, *_turned(contents, columns), *missing_notes, *sample_notes),
        (*unsure, *_unsure_dates(contents, columns)),
    )


def find_columns(table: Table, names: Iterable[str], option: str) -> tuple[int, ...]:
    """Return the places of the columns of these names, or numbers from 1.

    Raises:
        BadInput: there is no such column; the nearest name is named.
    """
    return tuple(dict.fromkeys(_find_column(table, name, option) for name in names))


def _find_column(table: Table, name: str, option: str) -> int:
    if name in table.columns:
        return table.columns.index(name)
    alike = [place for place, column in enumerate(table.columns) if column.lower() == name.strip().lower()]
    if len(alike) == 1:
        return alike[0]
    if name.isascii() and name.isdecimal() and len(name) < 9 and 1 <= int(name) <= len(table.columns):
        return int(name) - 1
    near = get_close_matches(name, table.columns, n=1) if len(name) <= MOST_QUOTED else []
    known = ", ".join(one_line(column) for column in table.columns[:10]) + ", …" * (len(table.columns) > 10)
    hint = f": did you mean {near[0]!r}?" if near else f": it has {known} (--{option} takes names, or numbers from 1)"
    raise BadInput(f"{table.name} has no column {quoted(name)}{hint}")


def _chosen_out(table: Table, choices: DataChoices) -> tuple[dict[int, str], frozenset[int]]:
    """Return what the user leaves out, with the reason, and the inputs that the user names."""
    ignored = dict.fromkeys(find_columns(table, choices.ignore, "ignore"), ASKED)
    inputs = frozenset(find_columns(table, choices.inputs, "inputs"))
    targets = find_columns(table, choices.target, "target") or table.targets
    for column in inputs & ignored.keys():
        raise BadInput(f"{table.name}: column {quoted(table.columns[column])} is both an input and ignored")
    for column in set(targets) & ignored.keys():
        raise BadInput(f"{table.name}: the target {quoted(table.columns[column])} is ignored ({_OTHER_TARGET})")
    for column in set(targets) & inputs:
        raise BadInput(f"{table.name}: column {quoted(table.columns[column])} is both the target and an input")
    return ignored, inputs


_OTHER_TARGET = "choose another with --target"


def _target(contents: Contents, choices: DataChoices, ignored: dict[int, str], guessed: dict[int, str]) -> Target:
    table = contents.table
    chosen = find_columns(table, choices.target, "target") or table.targets
    inputs = set(find_columns(table, choices.inputs, "inputs"))
    rest = [c for c in range(len(table.columns)) if c not in ignored and c not in inputs]
    usable = [c for c in rest if not guessed[c]]
    if len(usable) < 2:  # the target and an input
        usable = [c for c in rest if guessed[c] != left_out.EMPTY]
    if chosen:
        target = Target(chosen)
    elif usable:
        target = find_target(contents, usable)
    else:
        raise BadInput(f"{table.name} has no column that can be the target (choose one with --target)")
    for column in target.columns:
        if contents.is_empty(column):
            raise BadInput(f"{table.name}: the target {quoted(table.columns[column])} is empty ({_OTHER_TARGET})")
    return target


def _task(contents: Contents, choices: DataChoices, targets: Sequence[int]) -> tuple[Task, bool, str]:
    """Return the task, whether the targets are the columns of one class, and what is unsure about it."""
    table = contents.table
    kinds = [contents.kind(column) for column in targets]
    if len(targets) > 1:
        if choices.task != "regression" and is_one_hot(contents, targets):
            return "classification", True, ""
        for column, kind in zip(targets, kinds, strict=True):
            if kind in ("category", "text"):
                raise BadInput(f"{table.name}: {_text_target(table, column)} (choose one target with --target)")
        if choices.task == "classification":
            raise BadInput(f"{table.name}: classes are one column, or 0/1 columns of which one is 1 in each row")
        return "regression", False, ""
    column, kind = targets[0], kinds[0]
    name = one_line(table.columns[column])
    if choices.task == "regression":
        if kind in ("category", "text") and table.is_text(column):
            raise BadInput(f"{table.name}: {_text_target(table, column)} (--task classification takes its classes)")
        return "regression", False, ""
    if kind in ("category", "yes/no", "text") or choices.task == "classification":
        return "classification", False, ""
    if kind == "date":
        return "regression", False, ""
    whole = contents.few_whole(column)
    if whole is None and table.targets and table.values(column).dtype.kind == "i":  # an array of labels
        labels = contents.whole_classes(column)
        if labels is None:
            return "regression", False, ""
        doubt = f"the {len(labels):,} whole numbers of {name} were taken as classes; {_AS_NUMBERS}"
        return "classification", False, "" if table.is_image else doubt
    if whole is None:
        known = contents.whole_classes(column)
        if known is None or not contents.is_whole(column):
            return "regression", False, ""
        text = f"the {len(known)} whole numbers of {name} were taken as numbers; --task classification takes classes"
        return "regression", False, text
    doubt = f"the {len(whole)} whole numbers of {name} were taken as classes; {_AS_NUMBERS}"
    return "classification", False, doubt if len(whole) >= MANY_CLASSES and not table.targets else ""


_AS_NUMBERS = "--task regression takes them as numbers"


def _text_target(table: Table, column: int) -> str:
    return f"the target {quoted(table.columns[column])} is text, and a regression needs numbers"


def _some_input(table: Table, inputs: list[int], out: dict[int, str], unsure: list[str]) -> list[int]:
    """Return the inputs; where none is left, those that were left out for the weakest reason.

    Raises:
        BadInput: there is none.
    """
    if inputs:
        return inputs
    for reason in (left_out.COUNTS, left_out.CONSTANT):
        back = [column for column, why in out.items() if why == reason]
        if back:
            for column in back:
                del out[column]
            unsure.append(f"{_listed(table, back)} was taken though {reason}, as there is no other input")
            return back
    reasons = "; ".join(f"{one_line(table.columns[c])}: {why}" for c, why in list(out.items())[:MOST_NAMED])
    if len(table.columns) == 1:
        only = quoted(table.columns[0])
        raise BadInput(f"{table.name} has only one column, {only}, and at least 2 are needed (inputs, and a target)")
    raise BadInput(f"{table.name} has no inputs left ({reasons}): name some with --inputs")


def _doubtful_counts(table: Table, out: dict[int, str]) -> list[str]:
    """Return a sentence for each column that was left out as a count though its name does not say so."""
    doubtful = [c for c, why in out.items() if why == left_out.COUNTS and not left_out.has_id_name(table, c)]
    return [f"{one_line(table.columns[c])} was left out because it only counts; --inputs takes it" for c in doubtful]


def _columns(
    contents: Contents, inputs: Sequence[int], targets: Sequence[int], out: dict[int, str], task: Task
) -> tuple[Column, ...]:
    found = []
    for place, name in enumerate(contents.table.columns):
        kind = contents.kind(place)
        role: Role = "input" if place in inputs else "target" if place in targets else "ignored"
        if kind == "text" and role == "input":  # asked for by name
            kind = "category"
        names_classes = role == "target" and task == "classification" and len(targets) == 1
        has_values = names_classes or kind in ("category", "yes/no")
        values = contents.texts(place, MAX_OUTPUTS) or () if has_values else ()
        if role == "input" and kind == "category" and not values:
            raise BadInput(
                f"{contents.table.name}: {quoted(name)} has more than {MAX_OUTPUTS:,} different values,"
                " too many for categories (--ignore leaves it out)"
            )
        share = contents.missing_share(place)
        found.append(Column(name, kind, role, out.get(place, ""), share, contents.range(place), values))
    return tuple(found)


def _missing(
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
    notes = [f"{n_lost:,} of {n:,} rows have no target and are left out"] if n_lost else []
    fills = choices.missing == "median" or (choices.missing is None and n_incomplete > FEW_ROWS * n)
    if not n_incomplete:
        return fills, n - n_lost, notes
    if not fills:
        where = _listed(table, [c for c in masks if c not in targets])
        notes.append(
            f"{n_incomplete:,} of {n:,} rows have an empty cell ({where}) and are left out; --missing=median keeps them"
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


def _rows(table: Table, choices: DataChoices, n: int, n_inputs: int) -> tuple[int, list[str]]:
    """Return how many rows to use, and what to say where that is not all."""
    limit = max(2, min(MAX_EXAMPLES, MAX_VALUES // max(1, n_inputs)))
    n_test = min(table.n_test, n)
    wanted = n if choices.rows is None else min(n, choices.rows + n_test)
    used = min(wanted, limit)
    if used == n:
        return n, []
    why = "" if used == wanted else f", as at most {limit:,} rows of {n_inputs:,} inputs can be used"
    return used, [f"a random sample of {used:,} of {n:,} rows is used{why}; --rows chooses how many"]


def _turned(contents: Contents, columns: Sequence[Column]) -> list[str]:
    """Return sentences on the columns that become other numbers than they hold."""
    notes = []
    inputs = {place: column for place, column in enumerate(columns) if column.role != "ignored"}
    hot = [c for c, column in inputs.items() if column.role == "input" and column.width > 1]
    if hot:
        n = sum(columns[c].width for c in hot)
        notes.append(f"{_listed(contents.table, hot)} became {n:,} inputs of 0 or 1, one for each category")
    days = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) != "time"]
    hours = [c for c, column in inputs.items() if column.kind == "date" and _order(contents, c) == "time"]
    if days:
        notes.append(f"{_listed(contents.table, days)} became days since the first date")
    if hours:
        notes.append(f"{_listed(contents.table, hours)} became hours since midnight")
    return notes


def _order(contents: Contents, column: int) -> str:
    form = contents.date_form(column)
    return "" if form is None else form.order


def _unsure_dates(contents: Contents, columns: Sequence[Column]) -> list[str]:
    unsure = []
    for place, column in enumerate(columns):
        form = contents.date_form(place) if column.kind == "date" and column.role != "ignored" else None
        if form is not None and not form.is_sure:
            order = "day before month" if form.order == "day first" else "month before day"
            unsure.append(f"{one_line(column.name)} was read with the {order}; --ignore leaves it out")
    return unsure


def _sentence(table: Table, columns: Sequence[Column], targets: Sequence[int], task: Task, one_hot: bool) -> str:
    if one_hot:
        text = f"class: one of {_listed(table, targets)}, {len(targets)} classes"
    elif task == "classification":
        n = len(columns[targets[0]].values)
        text = f"class: {_listed(table, targets)}, " + (f"{n:,} classes" if n else "classes")
    else:
        text = f"target{'s' * (len(targets) > 1)}: {_listed(table, targets)}, " + (
            "a number" if len(targets) == 1 else f"{len(targets):,} numbers"
        )
    n_inputs = sum(column.role == "input" for column in columns)
    parts = [text, f"{n_inputs:,} input{'s' * (n_inputs != 1)}"]
    by_reason: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if column.role == "ignored":
            by_reason.setdefault(column.reason, []).append(place)
    parts += [f"{_listed(table, places)} left out: {reason}" for reason, places in by_reason.items()]
    return "; ".join(parts)


def _listed(table: Table, places: Sequence[int]) -> str:
    """Return the names of some columns: a, b and 3 more."""
    names = [one_line(table.columns[place]) for place in places]
    if len(names) <= MOST_NAMED + 1:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED:,} more"
