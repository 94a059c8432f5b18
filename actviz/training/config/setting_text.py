"""A setting's value as the text that a user types, and back: in a pasted line and in an option of the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import Any

from actviz.outside_text import json_value, read_number
from actviz.registry import BadInput, quoted
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.field import ConfigError
from actviz.training.config.layer_widths import format_hidden, parse_hidden
from actviz.training.config.task_fields import steps_text
from actviz.translation import mark, tr

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


def differing_fields(configs: Sequence[RunConfig]) -> list[str]:
    """Return the names of the fields in which the configurations are not all the same, in the order of FIELDS."""
    return [name for name in FIELDS if len({getattr(config, name) for config in configs}) > 1]


def typed_text(name: str, value: Any) -> str:
    """Return the text that a user types for this value; `read_value` reads it."""
    if name == "hidden":
        return format_hidden(value)
    if FIELDS[name].kind == "names":
        return ",".join(map(_quoted_name, value))
    if FIELDS[name].kind == "steps":
        return steps_text(value)
    if isinstance(value, tuple):
        return ",".join(value) if all(_is_plain(key) for key in value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value).removesuffix(".0") if isinstance(value, (int, float)) else str(value)


def _is_plain(key: str) -> bool:
    return "," not in key and not key.startswith(("[", "="))


def _quoted_name(name: str) -> str:
    """Return a column's name as in a row of a CSV file: in quotes where it has a comma, a quote or outer blanks."""
    plain = name and name == name.strip() and not any(sign in name for sign in ',"\r\n')
    return name if plain else '"' + name.replace('"', '""') + '"'


def read_value(name: str, text: str) -> Any:
    """Return the value of the field that the text names; RunConfig checks its range.

    Raises:
        BadInput: text that names no value of the field's kind.
    """
    kind = FIELDS[name].kind
    if name == "hidden":
        return parse_hidden(text)
    if name == "activation":
        return _read_activation(text)
    if kind == "bool":
        if text.lower() not in (*_TRUE, *_FALSE):
            raise BadInput(tr("{name} must be yes or no, got {text}", name=name, text=quoted(text)))
        return text.lower() in _TRUE
    if kind == "names":
        return _read_names(name, text)
    if kind == "steps":
        return tuple(int(parse_number(name, "int", part)) for part in text.split(",")) if text.strip() else ()
    if kind in ("int", "float"):
        return parse_number(name, kind, text)
    return text


def _read_names(name: str, text: str) -> tuple[str, ...]:
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), skipinitialspace=True, strict=True))
    except csv.Error:
        rows = [[], []]
    if len(rows) > 1:
        raise BadInput(tr("{name} must be names with commas between them, got {text}", name=name, text=quoted(text)))
    return tuple(rows[0]) if rows else ()


def _read_activation(text: str) -> str | tuple[str, ...]:
    if text.startswith("["):
        try:
            return tuple(json_value(text))
        except BadInput:
            raise BadInput(
                tr('activation must be a name, or names in ["…", "…"], got {text}', text=quoted(text))
            ) from None
    keys = _split_outside_brackets(text)
    return keys[0] if len(keys) == 1 else keys


def _split_outside_brackets(text: str) -> tuple[str, ...]:
    """Split at the commas outside brackets: an activation may be an expression such as =max(0, x)."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(part.strip() for part in parts)


def parse_number(name: str, kind: str, text: str) -> int | float:
    """Return the number that the text is; `kind` is "int" or "float".

    Raises:
        ConfigError: text that is none.
    """
    try:
        return read_number(text, whole=kind == "int")
    except ValueError:
        told = mark("{name} must be a number, got {value}")
        if kind == "int":
            told = mark("{name} must be a whole number, got {value}")
        raise ConfigError(tr(told, name=name, value=quoted(text))) from None
