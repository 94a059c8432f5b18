"""Understanding: what the columns of a table are taken as, by one set of rules for all formats of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from actviz.data.datasets import Task
from actviz.data.limits import MAX_OUTPUTS, MIN_EXAMPLES, check_size
from actviz.data.reading import left_out
from actviz.data.reading.choices import DataChoices
from actviz.data.reading.column import Column, Role
from actviz.data.reading.columns import option
from actviz.data.reading.contents import Contents
from actviz.data.reading.sentences import (
    MOST_NAMED,
    alike,
    empty_cells,
    listed,
    rows_to_use,
    sentence,
    turned,
    unsure_dates,
)
from actviz.data.reading.table import Table
from actviz.data.reading.target import (
    CLASS_NAMES,
    FEW_CLASSES,
    TARGET_NAMES,
    Target,
    find_target,
    is_one_hot,
    look_like_codes,
    plain,
)
from actviz.outside_text import one_line
from actviz.registry import MOST_QUOTED, BadInput, quoted

ASKED, NOT_ASKED = "as chosen", "not among the chosen inputs"


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
        name, goal = one_line(table.columns[column]), listed(table, target.columns)
        if column not in chosen and is_copy and len(inputs) > 1:
            inputs.remove(column)
            out[column] = f"it tells {goal} exactly"
            unsure.append(f"{name} was left out because it tells {goal} exactly; --inputs takes it")
        elif not chosen:
            unsure.append(f"{name} tells {goal} exactly; --ignore leaves it out")
    inputs = _some_input(table, inputs, out, unsure)
    unsure += _doubtful(contents, out)
    columns = _columns(contents, inputs, target.columns, out, task)
    fills, n_complete, missing_notes = empty_cells(contents, choices, inputs, target.columns)
    n_rows, sample_notes = rows_to_use(table, choices, n_complete, sum(columns[c].width for c in inputs))
    return Understanding(
        columns,
        target.columns,
        task,
        one_hot,
        fills,
        n_rows,
        sentence(table, columns, target.columns, task, one_hot),
        (*table.notes, *turned(contents, columns, fills), *missing_notes, *sample_notes),
        (*unsure, *unsure_dates(contents, columns), *alike(columns)),
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
    usable = [c for c in rest if guessed[c] in ("", left_out.MANY)]
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
        if plain(name) in CLASS_NAMES and look_like_codes(known):
            text = f"the {len(known)} whole numbers of {name} were taken as classes; {_AS_NUMBERS}"
            return "classification", False, text
        text = f"the {len(known)} whole numbers of {name} were taken as numbers; --task classification takes classes"
        return "regression", False, text
    doubt = f"the {len(whole)} whole numbers of {name} were taken as classes; {_AS_NUMBERS}"
    is_sure = len(whole) <= FEW_CLASSES or table.targets or contents.are_pixels or plain(name) in TARGET_NAMES
    return "classification", False, "" if is_sure else doubt


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
    for reason in (left_out.COUNTS, left_out.NUMBERS, left_out.CONSTANT):
        back = [column for column, why in out.items() if why == reason]
        if back:
            for column in back:
                del out[column]
            unsure.append(f"{listed(table, back)} was taken though {reason}, as there is no other input")
            return back
    reasons = "; ".join(f"{one_line(table.columns[c])}: {why}" for c, why in list(out.items())[:MOST_NAMED])
    if len(table.columns) == 1:
        only = quoted(table.columns[0])
        cut = "" if table.lines is None else "; --delimiter says what stands between cells"
        raise BadInput(
            f"{table.name} has only one column, {only}, and at least 2 are needed (inputs, and a target{cut})"
        )
    usable = [c for c, why in out.items() if why not in (left_out.EMPTY, ASKED)]
    effect = "takes it all the same"
    way = f" ({option('inputs', table.columns[usable[0]], effect, usable[0])})" if usable else ""
    raise BadInput(f"{table.name} has no inputs left ({reasons}), and one of numbers or of few texts is needed{way}")


def _doubtful(contents: Contents, out: dict[int, str]) -> list[str]:
    """Return a sentence for each column that was left out and may be an input.

    It looks like a number of rows without a name that says so, or would be of numbers without some texts.
    """
    unsure = []
    for column, why in out.items():
        text = f"{one_line(contents.table.columns[column])} was left out because {why}; "
        if why.startswith(left_out.STRAYS):
            way = option("missing-values", left_out.stray(contents, column), "takes it as missing")
            unsure.append(text + (way or "--inputs takes it"))
        elif why in (left_out.COUNTS, left_out.NUMBERS) and not left_out.has_id_name(contents.table, column):
            unsure.append(f"{text}--inputs takes it")
    return unsure


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
