"""Ordered entries by key: the one place where an activation, dataset, panel or the like is looked up."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Protocol, TypeVar


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
        close = difflib.get_close_matches(str(key).lower(), self._entries, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(self._entries)}"
        return f"unknown {self.noun} {key!r}: {hint}"
