"""Fields of a lesson's steps that are tables or texts with a form of their own: formulas, anchors, goals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actviz.lessons.lesson import CLAIM_SEEDS, SYMBOL, Goal, Symbol, values_in
from actviz.lessons.measures import MEASURES
from actviz.lessons.scene import ANCHORS
from actviz.lessons.tables import Fault, check_names, did_you_mean, names_of, sentence, tables_of
from actviz.registry import quoted
from actviz.translation import tr

MOST_FORMULA = 400  # characters


def formula_of(table: Mapping[str, Any], place: int, n_lanes: int) -> dict[str, Any]:
    """Return the formula of a step and its symbols, as fields of a step.

    Raises:
        Fault: what is wrong with them, and where.
    """
    formula = table.get("formula", "")
    if not isinstance(formula, str) or len(formula) > MOST_FORMULA:
        raise Fault(
            tr("formula must be a text of at most {most} characters", most=MOST_FORMULA), "step", place, "formula"
        )
    for name in values_in(formula):
        sentence(f"{{{name}}}", "formula", n_lanes, "step", place)
    symbols = []
    for each in tables_of(table, "symbols"):
        check_names(each, names_of(Symbol), tr("a symbol"), "step", place)
        if not all(isinstance(each.get(field), str) for field in ("name", "text")):
            raise Fault(tr("a symbol needs a name and a text"), "step", place, "symbols")
        if "anchor" in each:
            check_anchor(each["anchor"], place, "symbols")
        symbols.append(Symbol(**each))
    for name in re.findall(SYMBOL, formula):
        if name not in [symbol.name for symbol in symbols]:
            raise Fault(tr("there is no symbol {name} among the symbols", name=quoted(name)), "step", place, "formula")
    return {"formula": formula.strip(), "symbols": tuple(symbols)}


def check_anchor(anchor: object, place: int, field: str) -> None:
    """Refuse a place to point at that there is not.

    Raises:
        Fault: there is none of this name.
    """
    if anchor not in ANCHORS:
        near = did_you_mean(str(anchor), ANCHORS)
        raise Fault(tr("there is no anchor {anchor}", anchor=quoted(anchor)) + near, "step", place, field)


def goal_of(values: object, field: str, table: str, place: int, n_lanes: int) -> Goal:
    """Return a measure of one of so many lanes with its bounds: the `place`-th `table`'s field.

    Raises:
        Fault: what is wrong with it, and where.
    """
    at = "" if table == "step.claim" else field
    if not isinstance(values, dict):
        raise Fault(tr("{field} must be a table with a measure and bounds", field=field), table, place, at)
    check_names(values, names_of(Goal), tr("a {field}", field=field), table, place)
    measure = values.get("measure")
    if measure not in MEASURES:
        near = did_you_mean(str(measure), MEASURES)
        raise Fault(tr("there is no measure {name}", name=quoted(measure)) + near, table, place, at or "measure")
    bounds = [values[name] for name in ("above", "below") if name in values]
    if not bounds or not all(isinstance(bound, (int, float)) for bound in bounds):
        raise Fault(tr("a {field} needs above or below, or both, and they are numbers", field=field), table, place, at)
    for name in ("lane", "divided_by"):
        if values.get(name) is not None and values[name] not in range(1, n_lanes + 1):
            raise Fault(
                tr("{name} must be a lane from 1 to {n_lanes}", name=name, n_lanes=n_lanes),
                table,
                place,
                at or name,
            )
    least = values.get("least", CLAIM_SEEDS)
    if type(least) is not int or not 1 <= least <= CLAIM_SEEDS:
        raise Fault(
            tr("least must be from 1 to {most}, got {least}", most=CLAIM_SEEDS, least=quoted(least)),
            table,
            place,
            at or "least",
        )
    return Goal(**values)
