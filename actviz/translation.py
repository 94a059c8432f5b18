"""Texts in the language in use: they stand in the code in English, and `tr` looks up what they are in another.

    tr("Layer {layer} gets {share} of the last layer's gradient", layer=3, share=percent(0.01))

The window gives `use` the function that looks texts up (Qt's); without one, as on the command line, everything stays
English. A text is looked up when it is shown, never when a module is imported: a constant is marked with `mark` where
it is written, and `tr` gets it where it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

ENGLISH = "en"
T = TypeVar("T")
Find = Callable[[str, str, int], str]  # (the English text, what tells it apart, a count or -1) -> the translated text


def _english(text: str, _comment: str, _count: int) -> str:
    return text


class Told(str):
    """A text that knows what it is made of: `told_text` takes it to other processes, files and languages."""

    source: str  # in English
    values: Mapping[str, object]
    many: str  # the English text for several things, "" for a text without a count
    number: int | None

    @classmethod
    def of(
        cls, shown: str, source: str, values: Mapping[str, object], many: str = "", number: int | None = None
    ) -> Told:
        """Return the text that is shown, with its parts."""
        found = cls(shown)
        found.source, found.values, found.many, found.number = source, values, many, number
        return found


_keeps_parts: ContextVar[bool] = ContextVar("keeps_parts", default=False)


@contextmanager
def parts_kept() -> Iterator[None]:
    """Let the texts that this thread makes meanwhile know their parts."""
    token = _keeps_parts.set(True)
    try:
        yield
    finally:
        _keeps_parts.reset(token)


class _Count(int):
    """A number of things, which is written with the separators in use, whatever format a text asks for."""

    def __format__(self, _spec: str) -> str:
        return _write(f"{int(self):,}")


def _as_in_english(number: str) -> str:
    return number


_code = ENGLISH
_find: Find = _english
_write: Callable[[str], str] = _as_in_english
_forgetting: list[Callable[[], None]] = []


def use(code: str, find: Find = _english) -> None:
    """Make a language the one in use: its code, such as zh_CN, and the function that looks texts up in it."""
    global _code, _find
    _code, _find = code, find
    for forget in _forgetting:
        forget()


def kept_in_one_language(forget: Callable[[], None]) -> None:
    """Call `forget` whenever a language is put in use: texts that were kept are in the one before."""
    _forgetting.append(forget)


def write_counts(write: Callable[[str], str]) -> None:
    """Give the function that writes a count in Python's notation, such as 12,000, with the separators in use."""
    global _write
    _write = write


def language() -> str:
    """Return the code of the language in use."""
    return _code


def tr(text: str, /, **values: object) -> str:
    """Return a text in the language in use, with its {names} filled in; values are written as text beforehand.

    A text that nobody has translated stays English. A translation may put the values into another order.
    """
    found = _find(text, "", -1)
    shown = found.format(**values) if values else found
    return Told.of(shown, text, values) if _keeps_parts.get() else shown


def tr_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the text for one thing or for several, with {n} for their number: ("{n} unit", "{n} units", 3).

    A language has as many forms as it needs: Qt's translation files know which count takes which.
    """
    found = _find(one, many, count)
    if found == one:  # English
        found = one if count == 1 else many
    shown = found.format(n=_Count(count), **values)
    return Told.of(shown, one, values, many, count) if _keeps_parts.get() else shown


def looked_up(*names: str) -> Callable[[type[T]], type[T]]:
    """Return a decorator of a dataclass whose fields of these names are marked texts: they are looked up when read.

    @looked_up("label")
    @dataclass(frozen=True)
    class Entry:
        key: str
        label: str
    """

    def decorate(entry_class: type[T]) -> type[T]:
        for name in names:
            setattr(entry_class, name, _LookedUp(name))
        return entry_class

    return decorate


class _LookedUp:
    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, entry: object, _owner: type | None = None) -> str:
        text = english(entry, self._name)
        return tr(text) if text else ""

    def __set__(self, entry: object, text: str) -> None:
        entry.__dict__[self._name] = text


def english(entry: object, name: str) -> str:
    """Return the English text of such a field, for files that are in English whatever the language."""
    text: str = entry.__dict__[name]
    return text


def mark(text: str) -> str:
    """Return the text as it is; the mark tells the collector of texts that `tr` will be asked for it."""
    return text
