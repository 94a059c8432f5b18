"""Files of lessons and scenes are read as tables, and what is wrong in them is told with file, line and rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from string import Formatter
from typing import Any, TypeVar

from actviz.lessons.measures import MEASURES, Seen
from actviz.number_text import whole
from actviz.outside_text import toml_table
from actviz.registry import BadInput, quoted
from actviz.translation import tr

Made = TypeVar("Made")
MOST_LANES = 4  # side by side
MOST_TEXT = 5000  # characters of a step's text
MOST_TITLE, MOST_CLAIM = 100, 600
MOST_FAULTS = 20  # of one file that are told


class BadFile(BadInput):
    """A file that breaks rules; its text tells the first fault, `sentences` all that were found."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences[:MOST_FAULTS])


class Fault(Exception):
    """What is wrong with a field of a table, which is the `place`-th of its name."""

    def __init__(self, text: str, table: str = "", place: int = 0, field: str = "") -> None:
        super().__init__(text)
        self.table, self.place, self.field = table, place, field


class Faults(Exception):
    """Several faults of one file."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(str(faults[0]))
        self.faults = tuple(faults)


class Collector:
    """Reads on after a fault, so that all faults of a file are told at once."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def each(
        self, tables: Sequence[Mapping[str, Any]], make: Callable[[Mapping[str, Any], int], Made]
    ) -> tuple[Made, ...]:
        """Return what `make` makes of each table and its place; those with a fault are left out."""
        made = []
        for place, table in enumerate(tables):
            try:
                made.append(make(table, place))
            except Fault as fault:
                self._faults.append(fault)
        return tuple(made)

    def raise_faults(self) -> None:
        """Raise all faults, if there are any.

        Raises:
            Faults: there are.
        """
        if self._faults:
            raise Faults(self._faults)


def read_file(text: str, name: str, make: Callable[[Mapping[str, Any]], Made]) -> Made:
    """Return what `make` makes of a file of this name.

    Raises:
        BadFile: one sentence for each fault, with the file, the line and the rule.
    """
    try:
        values = toml_table(text)
    except BadInput as fault:
        raise BadFile([tr("{name} cannot be read: {fault}", name=name, fault=fault)]) from None
    try:
        return make(values)
    except (Fault, Faults) as found:
        faults = found.faults if isinstance(found, Faults) else (found,)
        lines = [line_of(text, fault.table, fault.place, fault.field) for fault in faults]
        raise BadFile(
            [
                tr("{name}, line {line}: {fault}", name=name, line=line, fault=fault)
                for line, fault in zip(lines, faults, strict=True)
            ]
        ) from None


def config_fault(fault: BadInput, values: Mapping[str, Any], table: str, place: int = 0, field: str = "") -> Fault:
    """Return the fault of a configuration in a table, at the setting that its sentence names, a lane's own first."""
    text = str(fault).rstrip(".。")
    begin, end = tr("Lane {number} of the configuration: {fault}", number="#", fault="").split("#")
    lane = re.match(rf"{re.escape(begin)}(\d+){re.escape(end)}", text)
    lanes = values.get("lane")
    own = lanes[int(lane[1]) - 1] if lane and isinstance(lanes, list) and int(lane[1]) <= len(lanes) else {}
    for name in (*own, *(name for name in values if name != "lane")):
        if re.search(rf"\b{re.escape(name)}\b", text):
            if name in own and lane is not None and not field:
                return Fault(text, f"{table}.lane", int(lane[1]) - 1, name)
            return Fault(text, table, place, f"{field}.{name}" if field else name)
    return Fault(text, table, place, field)


def table_of(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the table of this name; an empty one where there is none."""
    table = values.get(name, {})
    if not isinstance(table, dict):
        raise Fault(tr("{name} must be a table, under a line [{name}]", name=name), field=name)
    return table


def tables_of(values: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """Return all tables of this name."""
    tables = values.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise Fault(tr("{name} must be tables, each under a line [[{name}]]", name=name), field=name)
    return tables


def sentence(text: object, field: str, n_lanes: int, table: str = "", place: int = 0) -> str:
    """Return a text in which measures of so many lanes may be named in braces."""
    if not isinstance(text, str) or not text.strip():
        raise Fault(tr("{field} must be a sentence, got {text}", field=field, text=quoted(text)), table, place, field)
    if len(text) > MOST_TEXT:
        raise Fault(
            tr(
                "{field} must have at most {most} characters, not {n}",
                field=field,
                most=whole(MOST_TEXT),
                n=whole(len(text)),
            ),
            table,
            place,
            field,
        )
    try:
        names = measures_in(text)
    except ValueError:
        raise Fault(tr("{field} must have a measure between {{ and }}", field=field), table, place, field) from None
    for name in names:
        key, lane = measure_and_lane(name)
        if key not in MEASURES:
            raise Fault(
                tr("there is no measure {name}", name=quoted(key)) + did_you_mean(key, MEASURES), table, place, field
            )
        if lane is not None and not 1 <= lane <= n_lanes:
            raise Fault(
                tr("{name} must have a lane from 1 to {n_lanes}", name=quoted(name), n_lanes=n_lanes),
                table,
                place,
                field,
            )
    return text


def title_of(values: Mapping[str, Any], field: str, most: int, table: str = "", place: int = 0) -> str:
    """Return a text of one line, which must be there, with at most so many characters."""
    text = values.get(field)
    if not isinstance(text, str) or not text.strip():
        raise Fault(tr("{field} must be a text, got {text}", field=field, text=quoted(text)), table, place, field)
    if len(text) > most:
        raise Fault(
            tr(
                "{field} must have at most {most} characters, not {n}",
                field=field,
                most=whole(most),
                n=whole(len(text)),
            ),
            table,
            place,
            field,
        )
    if not all(sign.isprintable() or sign in "\n\t" for sign in text):
        raise Fault(
            tr("{field} must have no control characters, got {text}", field=field, text=quoted(text)),
            table,
            place,
            field,
        )
    return " ".join(text.split())


def values_of(names: Sequence[str], lanes: Sequence[Seen], lane: int = 1) -> dict[str, str]:
    """Return the present value of each measure "dead 2", as text; one without a lane is that of `lane`."""
    values = {}
    for name in names:
        key, own = measure_and_lane(name)
        measure = MEASURES[key]
        values[name] = measure.text(measure.of(lanes[(lane if own is None else own) - 1]))
    return values


def lane_of(values: Mapping[str, Any], table: str, place: int, n_lanes: int, field: str = "lane") -> int | None:
    """Return the lane that a field names, from 1; None where it is not there."""
    lane = values.get(field)
    if lane is None or (type(lane) is int and 1 <= lane <= n_lanes):
        return lane
    raise Fault(
        tr("{field} must be a lane from 1 to {n_lanes}, got {lane}", field=field, n_lanes=n_lanes, lane=quoted(lane)),
        table,
        place,
        field,
    )


def check_names(values: Mapping[str, Any], known: Sequence[str], what: str, table: str = "", place: int = 0) -> None:
    """Refuse a field that is not known."""
    for name in values:
        if name not in known:
            near = did_you_mean(name, known) or tr("; its fields are {names}", names=", ".join(known))
            raise Fault(tr("{what} has no field {name}", what=what, name=quoted(name)) + near, table, place, name)


def names_of(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def did_you_mean(word: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    """Return ": did you mean …?" where a known word is close, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return tr(": did you mean {near}?", near=repr(close[0])) if close else ""


def measures_in(text: str) -> list[str]:
    """Return the names in braces in a caption.

    Raises:
        ValueError: a brace is not closed, or empty, or has more than a name in it.
    """
    parts = [part for part in Formatter().parse(text) if part[1] is not None]
    if any(not name or form or conversion for _, name, form, conversion in parts):
        raise ValueError("empty braces, or more than a name in them")
    return [str(name) for _, name, _, _ in parts]


def measure_and_lane(name: str) -> tuple[str, int | None]:
    """Return the key of the measure in "dead 2", and the lane, None for the caption's own; 0 is no lane's number."""
    key, _, lane = name.partition(" ")
    return key, None if not lane else int(lane) if lane.isascii() and lane.isdigit() else 0


def line_of(text: str, table: str, place: int, field: str) -> int:
    """Return the line of a field of a table, or of the table's heading where it is not found; 1 for neither.

    A field of a table inside the table is written with a dot: "config.seed" under [step.config] or in config = {…}.
    """
    outer, _, inner = field.partition(".")
    at, seen, inside, under = 1, -1, not table, False
    for i, line in enumerate(text.splitlines(), 1):
        heading = re.match(r"\s*\[+\s*([\w.]+)\s*\]+", line)
        if heading:
            if heading[1] == table:
                seen += 1
                inside = seen == place
                at = i if inside else at
            elif outer and inside and heading[1] == (f"{table}.{outer}" if table else outer):
                at, under = i, True
                if not inner:
                    return i
                continue
            elif not (table and heading[1].startswith(f"{table}.")):
                inside = False
            under = False
        elif outer and inside and _assigns(line, inner if under else outer):
            return i
    return at


def _assigns(line: str, name: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=", line) is not None
