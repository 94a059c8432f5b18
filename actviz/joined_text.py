"""Texts joined to longer ones, as a language joins them: sentences, clauses, lists, "3 of 96"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from actviz.translation import mark, tr


def sentences(parts: Iterable[str]) -> str:
    """Return whole sentences one after the other; empty ones are left out."""
    return _joined(mark("{before} {next}"), parts)


def clauses(parts: Iterable[str]) -> str:
    """Return parts with commas between them, without an "and": "slopes 0.1, weights 0.3"."""
    return _joined(mark("{before}, {next}"), parts)


def parted(parts: Iterable[str]) -> str:
    """Return parts with semicolons between them: "3 inputs; Id left out: it only counts"."""
    return _joined(mark("{before}; {next}"), parts)


def listed(parts: Iterable[str]) -> str:
    """Return a list in a sentence: "3, 5 to 7 and 9"."""
    *first, last = parts
    return tr("{before} and {last}", before=items(first), last=last) if first else last


def items(parts: Iterable[str]) -> str:
    """Return a list without an "and" in it: "a, b, c"."""
    return _joined(mark("{list}, {next}"), parts)


def of_total(n: int, total: int) -> str:
    """Return a part of a number of things: "3 of 96"."""
    return tr("{n} of {total}", n=n, total=total)


def _joined(pattern: str, parts: Iterable[str]) -> str:
    told = [part for part in parts if part]
    return reduce(lambda before, after: tr(pattern, before=before, list=before, next=after), told) if told else ""
