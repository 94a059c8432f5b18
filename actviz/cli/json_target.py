"""The option `--json` writes a command's result as JSON, to standard output or to a file."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from actviz.cli.streams import say
from actviz.registry import BadInput, quoted


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Give the parser `--json`."""
    parser.add_argument("--json", nargs="?", const="-", metavar="FILE", help="as JSON, to FILE or standard output")


def check_target(target: str | None) -> None:
    """Check that the JSON can be written, before any training.

    Raises:
        BadInput: the folder does not exist, or the target is a folder.
    """
    if target is None or target == "-":
        return
    if not target or Path(target).is_dir() or not Path(target).parent.is_dir():
        raise BadInput(f"{quoted(target)} cannot be written: --json must name a file in a folder that exists, or be -")


def write_json(target: str, value: Any) -> None:
    """Write the value as JSON, to standard output (in ASCII, which every encoding has) or to a file.

    Raises:
        BadInput: the file or standard output cannot be written.
    """
    if target == "-":
        say(json.dumps(value, allow_nan=False))
        return
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        Path(target).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{target} cannot be written: {error.strerror}") from None


def finite(value: Any) -> float | None:
    """Return the number as a float for JSON; None if it is not finite."""
    return None if value is None or not math.isfinite(value) else float(value)
