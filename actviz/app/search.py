"""Search: which entries of the program fit some words, the best first.

Each word must begin a word of an entry, or be inside one; the title counts most, then the entry's other words, then its
description. Where nothing fits, words that are spelt nearly so are taken. Qt's own ways to filter a list, a
QSortFilterProxyModel or a QCompleter, know neither several words nor which of two matches is the better one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from difflib import SequenceMatcher

from actviz.frozen import dataclass
from actviz.translation import mark

MOST_RECENT = 6
MOST_OF_A_KIND = 8  # where something is searched for
RECENT = mark("Recent")
ALIKE, LEAST_LETTERS = 0.75, 4  # of words that may be misspelt
_EXACT, _BEGINS, _INSIDE = 0.0, 1.0, 3.0  # how good a match is: 0 is the best
_ALSO, _DETAIL, _MISSPELT = 1.5, 4.0, 8.0  # what is added
_OLDER = 1.0  # what is added for an entry that was not used lately


@dataclass(frozen=True)
class Entry:
    """Something that can be found, and what it does; `kind` is the name of its group."""

    kind: str
    key: str
    title: str
    run: Callable[[], object] = field(compare=False)
    also: tuple[str, ...] = ()  # other words that it is found by
    detail: str = ""
    keys: str = ""  # its shortcut

    @property
    def name(self) -> str:
        """What it is remembered by."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Group:
    """Entries of one kind, or those used lately."""

    title: str
    entries: tuple[Entry, ...]


def found(text: str, entries: Iterable[Entry], recent: Sequence[str] = ()) -> list[Group]:
    """Return the entries that fit, in groups; `recent` has the names of those used lately, the latest first.

    Without words all are returned, those used lately first.
    """
    entries, words = list(entries), _words(text)
    if not words:
        named = {entry.name: entry for entry in entries}
        lately = tuple(named[name] for name in recent if name in named)[:MOST_RECENT]
        return [*([Group(RECENT, lately)] if lately else []), *_by_kind(entries, None)]
    scores = [(_score(words, entry, misspelt=False), entry) for entry in entries]
    if all(score is None for score, _ in scores):
        scores = [(_score(words, entry, misspelt=True), entry) for entry in entries]
    ranked = [(s + _OLDER * (e.name not in recent), i, e) for i, (s, e) in enumerate(scores) if s is not None]
    return _by_kind([entry for *_, entry in sorted(ranked, key=lambda each: each[:2])], MOST_OF_A_KIND)


def used(entry: Entry, recent: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the entries used lately, once this one has been."""
    return (entry.name, *(name for name in recent if name != entry.name))[: 2 * MOST_RECENT]


def _by_kind(entries: Iterable[Entry], most: int | None) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    return [Group(kind, tuple(some[:most])) for kind, some in groups.items()]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _score(words: Sequence[str], entry: Entry, *, misspelt: bool) -> float | None:
    """Return how well an entry fits, 0 for its whole title; None if one of the words is not in it."""
    title, also, detail = _words(entry.title), _words(" ".join(entry.also)), _words(entry.detail)
    total = 0.0
    for word in words:
        fits = [_match(word, title, misspelt), _match(word, also, misspelt), _match(word, detail, False)]
        scores = [fit + more for fit, more in zip(fits, (0.0, _ALSO, _DETAIL), strict=True) if fit is not None]
        if not scores:
            return None
        total += min(scores)
    whole = " ".join(words)
    names = [" ".join(_words(name)) for name in (entry.title, *entry.also)]
    return total + (0.0 if names[0] == whole else 0.5 if whole in names else 1.0) + len(title) / 20


def _match(word: str, words: Iterable[str], misspelt: bool) -> float | None:
    best = None
    for other in words:
        if other == word:
            return _EXACT
        if other.startswith(word):
            best = _BEGINS
        elif word in other and (len(word) > 1 or not word.isascii()):  # one Chinese character is a word
            best = _INSIDE if best is None else best
        elif misspelt and best is None and _alike(word, other):
            best = _MISSPELT
    return best


def _alike(word: str, other: str) -> bool:
    long = min(len(word), len(other)) >= LEAST_LETTERS
    return long and SequenceMatcher(None, word, other).ratio() >= ALIKE
