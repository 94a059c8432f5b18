"""What a user may make of a column, and what that changes in the choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from actviz.app.data_look import Look
from actviz.data.column_names import column_text
from actviz.data.reading.choices import DataChoices
from actviz.frozen import dataclass
from actviz.translation import mark, tr

ROLES = {"target": mark("target"), "input": mark("input"), "ignored": mark("left out")}  # as they are shown
KINDS = {
    "date": mark("date as number"),
    "text": mark("text"),
    "number": mark("number"),
    "category": mark("category"),
    "yes/no": mark("yes/no"),
}
OWN_KINDS = {"yes/no": mark("Yes or no: 1 or 0"), "date": mark("Date: a number of days")}


@dataclass(frozen=True)
class Edit:
    """One line of a menu: its words, and the choices that it leads to."""

    text: str
    choices: DataChoices
    is_now: bool


def role_text(look: Look, column: int) -> str:
    """Return what a column is used for, in a word or two."""
    found = look.understanding.columns[column]
    if found.role == "target":
        return tr("class") if look.understanding.task == "classification" else tr("target")
    return tr(ROLES[found.role])


def kind_text(look: Look, column: int) -> str:
    """Return what a column holds, in a word or two."""
    found = look.understanding.columns[column]
    if found.role == "target":
        return tr("classes") if look.understanding.task == "classification" else tr("number")
    return tr(KINDS.get(found.kind, found.kind))


def role_edits(look: Look, column: int) -> list[Edit]:
    """Return what a column can be used for."""
    choices, now = look.choices, look.understanding.columns[column].role
    name = look.table.columns[column]
    edits = [
        Edit(tr("Target: what the network predicts"), _as_target(choices, name), now == "target"),
        Edit(tr("Input: what it learns from"), _as_input(look, name), now == "input"),
        Edit(tr("Left out"), _left_out(look, name), now == "ignored"),
    ]
    targets = [look.table.columns[place] for place in look.understanding.targets]
    if now != "target" and targets and look.understanding.task == "regression":
        both = replace(_as_target(choices, name), target=(*targets, name))
        edits.insert(1, Edit(tr("One more target, beside {names}", names=_short(targets)), both, False))
    return edits


def kind_edits(look: Look, column: int) -> list[Edit]:
    """Return what a column can be taken for; one line where its content leaves no choice."""
    found, name, choices = look.understanding.columns[column], look.table.columns[column], look.choices
    if found.role == "target":
        if look.table.is_text(column) and found.kind not in ("yes/no", "date"):
            return [Edit(tr("Classes: its cells are texts"), choices, True)]
        is_class = look.understanding.task == "classification"
        return [
            Edit(tr("Classes"), replace(choices, task="classification"), is_class),
            Edit(tr("A number: a regression"), replace(choices, task="regression"), not is_class),
        ]
    if found.kind in ("category", "text") and name not in choices.categorical:
        return [Edit(tr("Category: its cells are texts"), choices, True)]
    rest = _without(choices.categorical, name)
    own = tr("Number")
    if found.kind in OWN_KINDS:
        own = tr(OWN_KINDS[found.kind])
    is_category = name in choices.categorical
    return [
        Edit(tr("By its content") if is_category else own, replace(choices, categorical=rest), not is_category),
        Edit(tr("Category: an input for each value"), replace(choices, categorical=(*rest, name)), is_category),
    ]


def _as_target(choices: DataChoices, name: str) -> DataChoices:
    """Make a column the only target; the former one is what its content suggests."""
    return replace(
        choices, target=(name,), task=None, ignore=_without(choices.ignore, name), inputs=_without(choices.inputs, name)
    )


def _as_input(look: Look, name: str) -> DataChoices:
    """Make a column an input, by name where its content alone would leave it out."""
    choices = look.choices
    targets = _without(choices.target, name)
    freed = replace(choices, target=targets, ignore=_without(choices.ignore, name))
    if not choices.inputs and name in (*choices.ignore, *choices.target):
        return freed
    names = [look.table.columns[place] for place in look.understanding.inputs]
    return replace(freed, inputs=tuple(each for each in look.table.columns if each in (*names, name)))


def _left_out(look: Look, name: str) -> DataChoices:
    choices = replace(look.choices, target=_without(look.choices.target, name))
    if name in choices.inputs and len(choices.inputs) > 1:
        return replace(choices, inputs=_without(choices.inputs, name))
    return replace(choices, inputs=_without(choices.inputs, name), ignore=(*_without(choices.ignore, name), name))


def _without(names: Iterable[str], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _short(names: list[str]) -> str:
    first = column_text(names[0])
    return first if len(names) == 1 else tr("{names} and {n} more", names=first, n=len(names) - 1)


Edits = Callable[[Look, int], list[Edit]]
