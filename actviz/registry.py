"""A Registry holds ordered entries by key: activations, data sets, panels and the like."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from numbers import Real
from typing import Protocol, TypeVar

from actviz.translation import mark, tr

MOST_QUOTED = 60  # characters of a value in a message


class Entry(Protocol):
    """Any object with a key can be an entry."""

    @property
    def key(self) -> str:
        """The entry's name in the registry."""


E = TypeVar("E", bound=Entry)


class BadInput(ValueError):
    """Input from outside that breaks a rule; its text is one sentence for the user."""


class UnknownKey(BadInput, KeyError):
    """A key without an entry; the text suggests the nearest key."""

    __str__ = ValueError.__str__  # KeyError would print the repr, quotes and all


def quoted(value: object, most: int = MOST_QUOTED) -> str:
    """Return a value as text for a message: in one line, text in quotes, cut at `most` characters."""
    if isinstance(value, (str, bytes)):
        value = value[: most + 1]
    try:
        text = str(value) if isinstance(value, Real) else repr(value)
    except ValueError:  # an int of more digits than Python prints
        return tr("a number of thousands of digits")
    except RecursionError:
        return tr("a value nested too deep to be shown")
    return text if len(text) <= most else text[: most - 1] + "…"


class Registry(Mapping[str, E]):
    """Entries by key, in the order in which they were added.

    Raises:
        UnknownKey: a key is looked up that has no entry.
        ValueError: a key is added twice.
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
        """Remove an entry; tests need it for the entries that they add.

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
        told = (
            mark("unknown {noun} {key}: did you mean {near}?")
            if close
            else mark("unknown {noun} {key}: known are {keys}")
        )
        values = {"near": repr(close[0]) if close else "", "keys": ", ".join(self._entries)}
        return tr(told, noun=tr(self.noun), key=quoted(key), **values)
