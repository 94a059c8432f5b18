"""Text from outside the program is read within bounds, and quoted in messages as one short line."""

from __future__ import annotations

import json
import tomllib
from os import PathLike
from pathlib import Path
from typing import Any

from actviz.registry import BadInput
from actviz.translation import tr

MOST_NESTED = 20  # nested brackets or dotted names; the program's own files need 3


def one_line(text: str, most: int = 60) -> str:
    """Return the text for a message: unprintable characters become "?", and a long text loses its middle."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return plain if len(plain) <= most else f"{plain[: most - 20]}…{plain[-19:]}"


def file_name(path: PathLike[str] | str) -> str:
    """Return the last part of a path, for a message."""
    return one_line(Path(path).name or str(path))


def read_number(text: str, *, whole: bool = False) -> float | int:
    """Return the number in the text, written in ASCII without `_`; inf and nan are floats.

    Raises:
        ValueError: the text is no number, or a whole number of thousands of digits.
    """
    stripped = text.strip()
    if "_" in stripped or not stripped.isascii():  # Python accepts 1_000 and the digits of every script
        raise ValueError("not a number")
    return int(stripped) if whole else float(stripped)


def json_value(text: str | bytes) -> Any:
    """Return the value of a JSON text.

    Raises:
        BadInput: the text is not JSON, is nested too deep, or has a number that is too long.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(tr("this is not JSON: {fault}", fault=_lowered(str(error)))) from None
    except (RecursionError, ValueError) as error:
        raise _beyond_bounds(error) from None
    return _of_bounded_depth(value)


def toml_table(text: str) -> dict[str, Any]:
    """Return the table of a TOML text; a byte order mark, as Windows' editors write it, is ignored.

    Raises:
        BadInput: the text is not TOML (with line and column), is nested too deep, or has a number that is too long.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(tr("this is not TOML: {fault}", fault=_lowered(str(error)))) from None
    except (RecursionError, ValueError) as error:
        raise _beyond_bounds(error) from None
    _of_bounded_depth(table)
    return table


def _beyond_bounds(error: Exception) -> BadInput:
    if isinstance(error, RecursionError):
        return BadInput(tr("values are nested too deep: at most {most} levels are allowed", most=MOST_NESTED))
    if isinstance(error, UnicodeDecodeError):
        return BadInput(tr("this is not UTF-8 text"))
    return BadInput(tr("a number has thousands of digits, which is too many"))  # the parsers' only other ValueError


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
