"""Ordered entries by key: the one place where an activation, dataset, panel or the like is looked up."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from numbers import Real
from typing import Protocol, TypeVar

MOST_QUOTED = 60  # characters of a value in a message


class Entry(Protocol):
    """Anything with a key can be registered."""

    @property
    def key(self) -> str:
        """The entry's name in the registry."""


E = TypeVar("E", bound=Entry)


class BadInput(ValueError):
    """Input from outside that breaks a rule; its text is one sentence fit for the user's eyes."""


class UnknownKey(BadInput, KeyError):
    """A key that no entry has; the text suggests the nearest one."""

    __str__ = ValueError.__str__  # KeyError would print the repr, quotes and all


def quoted(value: object, most: int = MOST_QUOTED) -> str:
    """Return a value as a message shows it: in one line, text in quotes, and cut where it is long."""
    if isinstance(value, (str, bytes)):
        value = value[: most + 1]
    try:
        text = str(value) if isinstance(value, Real) else repr(value)
    except ValueError:  # an int of more digits than Python prints
        return "a number of thousands of digits"
    except RecursionError:
        return "a value nested too deep to be shown"
    return text if len(text) <= most else text[: most - 1] + "…"


class Registry(Mapping[str, E]):
    """Entries by key, in the order in which they were added.

    Raises:
        UnknownKey: on look-up of a key that is not there.
        ValueError: when a key is added twice.
    """

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self._entries: dict[str, E] = {}

    def add(self, entry: E) -> E:
        """Register the entry and return it."""
        if entry.key in self._entries:
            raise ValueError(f"{self.noun} {entry.key!r} is registered twice")
        self._entries[entry.key] = entry
        return entry

    def remove(self, key: str) -> None:
        """Take the entry out again; tests add entries of their own.

        Raises:
            UnknownKey: there is none.
        """
        del self._entries[self[key].key]

    def __getitem__(self, key: str) -> E:
        try:
            return self._entries[key]
        except (KeyError, TypeError):
            raise UnknownKey(self._complaint(key)) from None

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def _complaint(self, key: object) -> str:
        word = key.lower() if isinstance(key, str) and len(key) <= MOST_QUOTED else ""
        close = difflib.get_close_matches(word, self._entries, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(self._entries)}"
        return f"unknown {self.noun} {quoted(key)}: {hint}"
