"""Standard input, output and error accept any text, and report each fault in one sentence.

A stream that was closed before the program started is None in `sys`.
"""

from __future__ import annotations

import codecs
import io
import os
import re
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
_POWERS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_IN_PLAIN = str.maketrans(_POWERS, "-0123456789")
_ERRORS = "actviz.in_ascii"


class OutputFault(BadInput):
    """Standard output cannot be written to."""


def accept_any_text() -> None:
    """Make standard output and error replace signs that their encoding lacks: by ASCII, or \\u and the code point."""
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
    """Print to standard output; 10⁻⁵ as 10^-5 where the encoding lacks some of these signs.

    Raises:
        OutputFault: it cannot be written to.
        BrokenPipeError: its reader has closed it.
    """
    if sys.stdout is None:
        raise OutputFault("standard output cannot be written: it is closed")
    try:
        _POWERS.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = re.sub(f"(?<=10)[{_POWERS}]+", lambda found: "^" + found[0].translate(_IN_PLAIN), text)
    try:
        print(text, end=end)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputFault(f"standard output cannot be written: {error.strerror}") from None


def complain(text: str, by: str = "actviz") -> None:
    """Print a sentence to standard error, and who says so; a fault of that stream itself is ignored."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"{by}: {text}", file=sys.stderr, flush=True)


def finished(status: int) -> int:
    """Flush the output; return the status, or 2 if flushing fails for another reason than a reader that has gone."""
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
    """Discard the unwritten output, so that the interpreter does not try again at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_input(most_bytes: int) -> bytes:
    """Return the content of standard input.

    Raises:
        BadInput: it cannot be read, or has more than `most_bytes`.
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
