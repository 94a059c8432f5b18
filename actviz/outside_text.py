"""Text from outside the program: read within bounds, and quoted in messages so that they stay one short line."""

from __future__ import annotations

import json
import tomllib
from os import PathLike
from pathlib import Path
from typing import Any

from actviz.registry import BadInput

MOST_NESTED = 20  # brackets or dotted names within each other; what the program writes needs 3


def one_line(text: str, most: int = 60) -> str:
    """Return text as messages show it: what cannot be printed is a "?", and of a long one the middle is left out."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= most else f"{plain[: most - 20]}…{plain[-19:]}"


def file_name(path: PathLike[str] | str) -> str:
    """Return the last part of a path as messages show it."""
    return one_line(Path(path).name or str(path))


def read_number(text: str, *, whole: bool = False) -> float | int:
    """Return the number that the text is, written in ASCII and without `_`; inf and nan are floats.

    Raises:
        ValueError: text that is none, or a whole number of thousands of digits.
    """
    stripped = text.strip()
    if "_" in stripped or not stripped.isascii():  # Python takes 1_000 and the digits of every script
        raise ValueError("not a number")
    return int(stripped) if whole else float(stripped)


def json_value(text: str | bytes) -> Any:
    """Return what JSON says.

    Raises:
        BadInput: no JSON, or values too deep in each other or too long to be read.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(f"this is not JSON: {_lowered(str(error))}") from None
    except (RecursionError, ValueError) as error:
        raise _beyond_bounds(error) from None
    return _of_bounded_depth(value)


def toml_table(text: str) -> dict[str, Any]:
    """Return what TOML says, a byte order mark before it, as Windows' editors write one, left out.

    Raises:
        BadInput: no TOML, with line and column, or values too deep in each other or too long to be read.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"this is not TOML: {_lowered(str(error))}") from None
    except (RecursionError, ValueError) as error:
        raise _beyond_bounds(error) from None
    _of_bounded_depth(table)
    return table


def _beyond_bounds(error: Exception) -> BadInput:
    if isinstance(error, RecursionError):
        return BadInput(f"values are nested too deep: at most {MOST_NESTED} may be in each other")
    if isinstance(error, UnicodeDecodeError):
        return BadInput("this is not UTF-8 text")
    return BadInput("a number has thousands of digits, which is too many")  # the parsers' only other ValueError


def _of_bounded_depth(value: Any) -> Any:
    level = [value]
    for _ in range(MOST_NESTED):
        values = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, (dict, list))]
        level = [inner for each in values for inner in each]
        if not level:
            return value
    raise _beyond_bounds(RecursionError())


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
