"""Texts for other processes and files: in English, with what they are made of, so that any language can tell them.

with translation.parts_kept():
    text = tr("{name} cannot be read", name="a.csv")
message, packed = english(text), pack(text)  # what a file keeps
retold(packed)  # in the language in use then
"""

from __future__ import annotations

import json
from string import Formatter
from typing import Any

from actviz.translation import Told, tr, tr_count

MOST_CHARACTERS, DEEPEST = 4_000, 4  # of a packed text, and texts within texts
Parts = dict[str, Any]


def reason(fault: BaseException) -> str:
    """Return why something failed, with the text's parts if they were kept."""
    first = fault.args[0] if len(fault.args) == 1 else None
    return first if isinstance(first, Told) else str(fault)


def english(text: str) -> str:
    """Return the text in English; one whose parts were not kept stays as it is."""
    if not isinstance(text, Told):
        return text
    values = {name: english(value) if isinstance(value, str) else value for name, value in text.values.items()}
    if text.number is None:
        return text.source.format(**values) if values else text.source
    return (text.source if text.number == 1 else text.many).format(n=f"{text.number:,}", **values)


def pack(text: str) -> str:
    """Return the text's parts as JSON; "" where there are none, or more than a file should keep."""
    if not isinstance(text, Told):
        return ""
    packed = json.dumps(_parts(text), ensure_ascii=False)
    return packed if len(packed) <= MOST_CHARACTERS else ""


def retold(packed: str) -> str:
    """Return a packed text in the language in use; "" if it is damaged: it may come from anybody's file."""
    try:
        return _retold(json.loads(packed), DEEPEST) if len(packed) <= MOST_CHARACTERS else ""
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ""


def english_of(packed: str) -> str:
    """Return a packed text in English; "" if it is damaged."""
    try:
        return english(_told(json.loads(packed), DEEPEST)) if len(packed) <= MOST_CHARACTERS else ""
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return ""


def _parts(text: Told) -> Parts:
    values = {name: _parts(value) if isinstance(value, Told) else str(value) for name, value in text.values.items()}
    found: Parts = {"text": text.source, "values": values}
    return found if text.number is None else {**found, "many": text.many, "n": text.number}


def _told(parts: Any, depth: int) -> Told:
    """Return a text from its parts.

    Raises:
        ValueError, TypeError, LookupError: they are not of the form that `pack` gives them.
    """
    if depth == 0:
        raise ValueError("texts within too many texts")
    source, many, count, given = parts["text"], parts.get("many", ""), parts.get("n"), dict(parts["values"])
    for form in (source, many):
        for _, name, spec, conversion in Formatter().parse(form):  # no width of a million, and no attribute
            if name is not None and (name not in {*given, "n"} or spec not in ("", ",") or conversion):
                raise ValueError(f"{name} is no name of a value")
    values = {
        str(name): _told(value, depth - 1) if isinstance(value, dict) else str(value) for name, value in given.items()
    }
    return Told.of(source, source, values, many, None if count is None else int(count))


def _retold(parts: Any, depth: int) -> str:
    found = _told(parts, depth)
    values = {
        name: _retold(parts["values"][name], depth - 1) if isinstance(value, Told) else value
        for name, value in found.values.items()
    }
    if found.number is None:
        return tr(found.source, **values)
    return tr_count(found.source, found.many, found.number, **values)
