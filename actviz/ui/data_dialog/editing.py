"""What a user may make of a column, and what that changes in the choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from actviz.app.data_look import Look
from actviz.data.reading.choices import DataChoices

ROLES = {"target": "target", "input": "input", "ignored": "left out"}  # as they are shown


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
        return "class" if look.understanding.task == "classification" else "target"
    return ROLES[found.role]


def kind_text(look: Look, column: int) -> str:
    """Return what a column holds, in a word or two."""
    found = look.understanding.columns[column]
    if found.role == "target":
        return "classes" if look.understanding.task == "classification" else "number"
    return {"date": "date as number", "text": "text"}.get(found.kind, found.kind)


def role_edits(look: Look, column: int) -> list[Edit]:
    """Return what a column can be used for."""
    choices, now = look.choices, look.understanding.columns[column].role
    name = look.table.columns[column]
    edits = [
        Edit("Target: what the network predicts", _as_target(choices, name), now == "target"),
        Edit("Input: what it learns from", _as_input(look, name), now == "input"),
        Edit("Left out", _left_out(look, name), now == "ignored"),
    ]
    targets = [look.table.columns[place] for place in look.understanding.targets]
    if now != "target" and targets and look.understanding.task == "regression":
        both = replace(_as_target(choices, name), target=(*targets, name))
        edits.insert(1, Edit("One more target, beside " + _short(targets), both, False))
    return edits


def kind_edits(look: Look, column: int) -> list[Edit]:
    """Return what a column can be taken for; one line where its content leaves no choice."""
    found, name, choices = look.understanding.columns[column], look.table.columns[column], look.choices
    if found.role == "target":
        if look.table.is_text(column) and found.kind not in ("yes/no", "date"):
            return [Edit("Classes: its cells are texts", choices, True)]
        is_class = look.understanding.task == "classification"
        return [
            Edit("Classes", replace(choices, task="classification"), is_class),
            Edit("A number: a regression", replace(choices, task="regression"), not is_class),
        ]
    if found.kind in ("category", "text") and name not in choices.categorical:
        return [Edit("Category: its cells are texts", choices, True)]
    rest = _without(choices.categorical, name)
    own = {"yes/no": "Yes or no: 1 or 0", "date": "Date: a number of days"}.get(found.kind, "Number")
    is_category = name in choices.categorical
    return [
        Edit("By its content" if is_category else own, replace(choices, categorical=rest), not is_category),
        Edit("Category: an input for each value", replace(choices, categorical=(*rest, name)), is_category),
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
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


Edits = Callable[[Look, int], list[Edit]]
