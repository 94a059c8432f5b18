"""Understanding: what the columns of a table are taken as, by one set of rules for all formats of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from actviz.data.column_names import column_in_sentence, column_text
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
from actviz.frozen import dataclass
from actviz.joined_text import parted
from actviz.number_text import whole
from actviz.registry import MOST_QUOTED, BadInput, quoted
from actviz.translation import mark, tr

ASKED, NOT_ASKED = mark("as chosen"), mark("not among the chosen inputs")


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
        name, goal = column_in_sentence(table.columns[column]), listed(table, target.columns)
        if column not in chosen and is_copy and len(inputs) > 1:
            inputs.remove(column)
            out[column] = tr("it tells {target} exactly", target=goal)
            told = mark("{name} was left out because it tells {target} exactly; --inputs takes it")
            unsure.append(tr(told, name=name, target=goal))
        elif not chosen:
            unsure.append(tr("{name} tells {target} exactly; --ignore leaves it out", name=name, target=goal))
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
    known = ", ".join(column_in_sentence(column) for column in table.columns[:10]) + ", …" * (len(table.columns) > 10)
    told = mark("{name} has no column {column}: it has {known} (--{option} takes names, or numbers from 1)")
    if near:
        told = mark("{name} has no column {column}: did you mean {near}?")
    near_name = repr(near[0]) if near else ""
    raise BadInput(tr(told, name=table.name, column=quoted(name), near=near_name, known=known, option=option))


def _chosen_out(table: Table, choices: DataChoices) -> tuple[dict[int, str], frozenset[int]]:
    """Return what the user leaves out, with the reason, and the inputs that the user names."""
    ignored = dict.fromkeys(find_columns(table, choices.ignore, "ignore"), ASKED)
    inputs = frozenset(find_columns(table, choices.inputs, "inputs"))
    targets = find_columns(table, choices.target, "target") or table.targets
    for column in inputs & ignored.keys():
        raise BadInput(
            tr(
                "{name}: column {column} is both an input and ignored",
                name=table.name,
                column=quoted(column_text(table.columns[column])),
            )
        )
    for column in set(targets) & ignored.keys():
        raise BadInput(
            tr(
                "{name}: the target {column} is ignored (choose another with --target)",
                name=table.name,
                column=quoted(column_text(table.columns[column])),
            )
        )
    for column in set(targets) & inputs:
        raise BadInput(
            tr(
                "{name}: column {column} is both the target and an input",
                name=table.name,
                column=quoted(column_text(table.columns[column])),
            )
        )
    return ignored, inputs


def _target(contents: Contents, choices: DataChoices, ignored: dict[int, str], guessed: dict[int, str]) -> Target:
    table = contents.table
    chosen = find_columns(table, choices.target, "target") or table.targets
    inputs = set(find_columns(table, choices.inputs, "inputs"))
    rest = [c for c in range(len(table.columns)) if c not in ignored and c not in inputs]
    usable = [c for c in rest if guessed[c] in ("", left_out.many())]
    if len(usable) < 2:  # the target and an input
        usable = [c for c in rest if guessed[c] != left_out.EMPTY]
    if chosen:
        target = Target(chosen)
    elif usable:
        target = find_target(contents, usable)
    else:
        raise BadInput(tr("{name} has no column that can be the target (choose one with --target)", name=table.name))
    for column in target.columns:
        if contents.is_empty(column):
            raise BadInput(
                tr(
                    "{name}: the target {column} is empty (choose another with --target)",
                    name=table.name,
                    column=quoted(column_text(table.columns[column])),
                )
            )
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
                raise BadInput(
                    tr(
                        "{name}: the target {column} is text, and a regression needs numbers (choose one target with "
                        "--target)",
                        name=table.name,
                        column=quoted(column_text(table.columns[column])),
                    )
                )
        if choices.task == "classification":
            raise BadInput(
                tr("{name}: classes are one column, or 0/1 columns of which one is 1 in each row", name=table.name)
            )
        return "regression", False, ""
    column, kind = targets[0], kinds[0]
    name = column_in_sentence(table.columns[column])
    if choices.task == "regression":
        if kind in ("category", "text") and table.is_text(column):
            raise BadInput(
                tr(
                    "{name}: the target {column} is text, and a regression needs numbers (--task classification takes "
                    "its classes)",
                    name=table.name,
                    column=quoted(column_text(table.columns[column])),
                )
            )
        return "regression", False, ""
    if kind in ("category", "yes/no", "text") or choices.task == "classification":
        return "classification", False, ""
    if kind == "date":
        return "regression", False, ""
    few = contents.few_whole(column)
    if few is None and table.targets and table.values(column).dtype.kind == "i":  # an array of labels
        labels = contents.whole_classes(column)
        if labels is None:
            return "regression", False, ""
        doubt = tr(_AS_CLASSES, n=whole(len(labels)), name=name)
        return "classification", False, "" if table.is_image else doubt
    if few is None:
        known = contents.whole_classes(column)
        if known is None or not contents.is_whole(column):
            return "regression", False, ""
        if plain(name) in CLASS_NAMES and look_like_codes(known):
            return "classification", False, tr(_AS_CLASSES, n=whole(len(known)), name=name)
        told = mark("the {n} whole numbers of {name} were taken as numbers; --task classification takes classes")
        return "regression", False, tr(told, n=whole(len(known)), name=name)
    doubt = tr(_AS_CLASSES, n=len(few), name=name)
    is_sure = len(few) <= FEW_CLASSES or table.targets or contents.are_pixels or plain(name) in TARGET_NAMES
    return "classification", False, "" if is_sure else doubt


_AS_CLASSES = mark("the {n} whole numbers of {name} were taken as classes; --task regression takes them as numbers")


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
            told = mark("{columns} was taken though {reason}, as there is no other input")
            unsure.append(tr(told, columns=listed(table, back), reason=tr(reason)))
            return back
    told = mark("{name}: {reason}")
    reasons = parted(
        tr(told, name=column_in_sentence(table.columns[c]), reason=tr(why)) for c, why in list(out.items())[:MOST_NAMED]
    )
    if len(table.columns) == 1:
        only = quoted(column_text(table.columns[0]))
        told = mark("{name} has only one column, {column}, and at least 2 are needed (inputs, and a target)")
        if table.lines is not None:
            told = mark(
                "{name} has only one column, {column}, and at least 2 are needed (inputs, and a target; --delimiter "
                "says what stands between cells)"
            )
        raise BadInput(tr(told, name=table.name, column=only))
    usable = [c for c, why in out.items() if why not in (left_out.EMPTY, ASKED)]
    told = mark("{name} has no inputs left ({reasons}), and one of numbers or of few texts is needed")
    if not usable:
        raise BadInput(tr(told, name=table.name, reasons=reasons))
    told = mark("{name} has no inputs left ({reasons}), and one of numbers or of few texts is needed ({way})")
    way = option("inputs", table.columns[usable[0]], tr("takes it all the same"), usable[0])
    raise BadInput(tr(told, name=table.name, reasons=reasons, way=way))


def _doubtful(contents: Contents, out: dict[int, str]) -> list[str]:
    """Return a sentence for each column that was left out and may be an input.

    It looks like a number of rows without a name that says so, or would be of numbers without some texts.
    """
    unsure = []
    for column, why in out.items():
        told = mark("{name} was left out because {reason}; {way}")
        name = column_in_sentence(contents.table.columns[column])
        stray = left_out.stray(contents, column) if contents.kind(column) == "text" else ""
        if stray and why == left_out.with_strays(stray):
            way = option("missing-values", stray, tr("takes it as missing"))
            unsure.append(tr(told, name=name, reason=why, way=way or tr("--inputs takes it")))
        elif why in (left_out.COUNTS, left_out.NUMBERS) and not left_out.has_id_name(contents.table, column):
            unsure.append(tr(told, name=name, reason=tr(why), way=tr("--inputs takes it")))
    return unsure


def _columns(
    contents: Contents, inputs: Sequence[int], targets: Sequence[int], out: dict[int, str], task: Task
) -> tuple[Column, ...]:
    found, are_inputs = [], frozenset(inputs)
    for place, name in enumerate(contents.table.columns):
        kind = contents.kind(place)
        role: Role = "input" if place in are_inputs else "target" if place in targets else "ignored"
        if kind == "text" and role == "input":  # asked for by name
            kind = "category"
        names_classes = role == "target" and task == "classification" and len(targets) == 1
        has_values = names_classes or kind in ("category", "yes/no")
        values = contents.texts(place, MAX_OUTPUTS) or () if has_values else ()
        if role == "input" and kind == "category" and not values:
            raise BadInput(
                tr(
                    "{name}: {column} has more than {most} different values, too many for categories (--ignore leaves "
                    "it out)",
                    name=contents.table.name,
                    column=quoted(name),
                    most=whole(MAX_OUTPUTS),
                )
            )
        share = contents.missing_share(place)
        found.append(
            Column(name, kind, role, tr(out[place]) if place in out else "", share, contents.range(place), values)
        )
    return tuple(found)
