"""Standard input, output and error: any text can be printed, and what cannot be read or written is one sentence.

A stream that was closed before the program began is None in `sys`.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from actviz.registry import BadInput

IN_ASCII: Mapping[str, str] = {
    "α": "alpha", "σ": "sigma", "φ": "phi", "χ": "chi", "δ": "delta", "π": "pi", "√": "sqrt ", "²": "^2", "′": "'",
    "–": "-", "—": "-", "−": "-", "…": "...", "×": "x", "·": "*", "±": "+-", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~",
    "→": "->", "←": "<-", "›": ">", "‘": "'", "’": "'", "“": '"', "”": '"', "∞": "inf", "\u00a0": " ", "\u2009": " ",
}  # fmt: skip
_ERRORS = "actviz.in_ascii"


class OutputFault(BadInput):
    """Standard output cannot be written to."""


def accept_any_text() -> None:
    """Let standard output and error take signs that their encoding lacks: in ASCII, or as \\u and their number."""
    codecs.register_error(_ERRORS, _in_ascii)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERRORS)


def _in_ascii(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(IN_ASCII.get(sign) or f"\\u{ord(sign):04x}" for sign in text), error.end


def say(text: str, end: str = "\n") -> None:
    """Print to standard output.

    Raises:
        OutputFault: it cannot be written to.
        BrokenPipeError: nobody reads it any more.
    """
    if sys.stdout is None:
        raise OutputFault("standard output cannot be written: it is closed")
    try:
        print(text, end=end)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFault(f"standard output cannot be written: {error.strerror}") from None


def complain(text: str) -> None:
    """Print a sentence to standard error; where that cannot be written to, there is nobody left to be told."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"actviz: {text}", file=sys.stderr, flush=True)


def finished(status: int) -> int:
    """Write out what was printed; return the status: 2 where that fails, but not where nobody reads it any more."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        complain(f"standard output cannot be written: {error.strerror}")
        _discard(sys.stdout)
        status = 2
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)
    return status


def _discard(stream: Any) -> None:
    """Drop what could not be written, so that the interpreter does not try it again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_input(most_bytes: int) -> bytes:
    """Return what standard input holds.

    Raises:
        BadInput: it cannot be read, or holds more than that.
    """
    if sys.stdin is None:
        raise BadInput("standard input cannot be read: it is closed")
    try:
        content = sys.stdin.buffer.read(most_bytes + 1)
    except OSError as error:
        raise BadInput(f"standard input cannot be read: {error.strerror}") from None
    if len(content) > most_bytes:
        raise BadInput(f"standard input has more than {most_bytes:,} bytes, the most that is read")
    return content
