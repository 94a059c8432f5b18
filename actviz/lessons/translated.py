"""The texts of a file of lessons, scenes, proofs or terms in another language: the same file with its texts alone.

`resources/languages/zh_CN/lessons/why.toml` lies over `resources/lessons/why.toml`: it has the same keys, and lists of
the same length, but only what `Texts` calls texts. All else, what runs and what is claimed, is in the English file
alone. A text that is missing or wrong is shown in English, and a sentence tells of it, with file, line and rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from actviz.lessons.tables import Fault, did_you_mean, line_of, read_file
from actviz.outside_text import toml_table
from actviz.registry import BadInput, quoted
from actviz.resource_files import resource, resource_in_language
from actviz.translation import language

Made = TypeVar("Made")


@dataclass(frozen=True)
class Texts:
    """Which values of a kind of file are texts: their keys from the top, joined by points; `*` is any key.

    `may` be translated is what need not be. `added` are lists of words, which come before the English words and the
    English text of a key beside them. `names` are places that refer to a text by its English words, and that text's.
    """

    places: tuple[str, ...]
    may: tuple[str, ...] = ()
    added: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def are_at(self, place: str) -> bool:
        """Whether there are texts at a place, or below it."""
        return any(_is_in(place, known) for known in (*self.places, *self.may, *self.added))


@dataclass(eq=False)
class Translated:
    """A file's texts in another language, and sentences on what is wrong with them."""

    name: str
    content: bytes
    texts: Texts
    faults: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The file as text."""
        return self.content.decode(errors="replace")

    def over(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values of the English file with these texts in place of its own."""
        try:
            mine = toml_table(self.content.decode())
        except BadInput as fault:
            self.faults.append(f"{self.name} cannot be read: {fault}")
            return values
        except UnicodeDecodeError:
            self.faults.append(f"{self.name} cannot be read: this is not UTF-8 text")
            return values
        return _Laying(self).all_over(values, mine)

    def tell(self, fault: Fault) -> None:
        """Add a sentence on what is wrong."""
        line = line_of(self.text, fault.table, fault.place, fault.field)
        self.faults.append(f"{self.name}, line {line}: {fault}")


def translated(folder: str, name: str, texts: Texts) -> Translated | None:
    """Return the texts of a resource in the language in use; None where it has only the English ones."""
    path = f"{folder}/{name}"
    file = resource_in_language(path)
    return None if file == resource(path) else Translated(f"{language()}/{path}", file.read_bytes(), texts)


def read_translated(
    text: str, name: str, make: Callable[[Mapping[str, Any]], Made], translation: Translated | None
) -> Made:
    """Return what `make` makes of a file with translated texts; of the English ones where it refuses these.

    Raises:
        BadInput: one sentence with the English file, the line and the rule.
    """
    if translation is None:
        return read_file(text, name, make)
    try:
        return read_file(text, name, lambda values: make(translation.over(values)))
    except BadInput as refused:
        found = read_file(text, name, make)
        if not translation.faults:
            translation.faults.append(f"{translation.name} is shown in English: {refused}")
        return found


class _Laying:
    """Lays the texts of one file over the values of the English one."""

    def __init__(self, mine: Translated) -> None:
        self._mine, self._texts = mine, mine.texts
        self._renamed: dict[str, dict[str, str]] = {}  # by place: an English text, and the one in its place
        self._seen: dict[str, int] = {}  # by heading: how many tables under it were laid

    def all_over(self, values: Mapping[str, Any], mine: Mapping[str, Any]) -> Mapping[str, Any]:
        laid: Mapping[str, Any] = self._with_names(self._tables(values, mine, "", ("", 0)), "")
        return laid

    def _tables(self, values: Mapping[str, Any], mine: Mapping[str, Any], place: str, at: tuple[str, int]) -> Any:
        for key in mine:
            if not self._texts.are_at(_joined(place, key)):
                near = did_you_mean(key, [known for known in values if self._texts.are_at(_joined(place, known))])
                self._tell(f"a translation has texts alone, so {quoted(key)} has no place here{near}", at, key)
            elif key not in values and not self._is_added(_joined(place, key)):
                near = did_you_mean(key, [known for known in values if known not in mine])
                self._tell(f"the English file has no {quoted(key)} here{near}", at, key)
        laid = {key: self._one(value, mine.get(key), _joined(place, key), at, key) for key, value in values.items()}
        return laid | self._added(values, mine, place, at)

    def _added(self, values: Mapping[str, Any], mine: Mapping[str, Any], place: str, at: tuple[str, int]) -> Any:
        """Return the lists of words of this table, the translated ones first."""
        lists = {}
        for known, beside in self._texts.added.items():
            key = known.rpartition(".")[2]
            if _matches(_joined(place, key), known) and beside in values:
                own, english = mine.get(key, []), values.get(key, [])
                if not isinstance(own, list) or not isinstance(english, list):
                    self._tell(f"{key} must be a list of words", at, key)
                    continue
                words = [*own, *([values[beside]] if beside in mine else []), *english]
                lists[key] = list(dict.fromkeys(words))
        return lists

    def _one(self, value: Any, mine: Any, place: str, at: tuple[str, int], key: str) -> Any:
        """Return one value with the texts laid over it; `at` is the heading under which it stands in the file."""
        if not self._texts.are_at(place) or self._is_added(place):
            return value
        if mine is None:
            if any(True for _ in self._needed(value, place)):
                self._tell(f"{key} is missing, so it is shown in English", at, "" if isinstance(value, dict) else key)
            return value
        if type(mine) is not type(value):
            kind = "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"
            self._tell(f"{key} must be {kind}, as it is in English", at, key)
            return value
        if isinstance(value, dict):
            return self._tables(value, mine, place, self._heading(place, at))
        if isinstance(value, list):
            return self._list(value, mine, place, at, key)
        return self._text(value, mine, place, at, key)

    def _list(self, value: list[Any], mine: list[Any], place: str, at: tuple[str, int], key: str) -> list[Any]:
        if len(mine) != len(value):
            self._tell(f"{key} must have {len(value)} entries, as it has in English, not {len(mine)}", at, key)
            return value
        return [self._one(each, other, place, at, key) for each, other in zip(value, mine, strict=True)]

    def _text(self, value: str, mine: str, place: str, at: tuple[str, int], key: str) -> str:
        if not mine.strip():
            self._tell(f"{key} is missing, so it is shown in English", at, key)
            return value
        differing = _fixed(value) ^ _fixed(mine)
        if differing:
            self._tell(f"{key} must have the same {min(differing)} as the English text", at, key)
            return value
        self._renamed.setdefault(place, {})[value] = mine
        return mine

    def _is_added(self, place: str) -> bool:
        return any(_matches(place, known) for known in self._texts.added)

    def _needed(self, value: Any, place: str) -> Iterator[str]:
        """Yield the places of texts in a value that has no translation at all."""
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from self._needed(inner, _joined(place, key))
        elif isinstance(value, list):
            for inner in value:
                yield from self._needed(inner, place)
        elif value and any(_matches(place, known) for known in self._texts.places):
            yield place

    def _heading(self, place: str, at: tuple[str, int]) -> tuple[str, int]:
        """Return the heading of a table and its place among those of its name, or `at` if it is written in a line."""
        if not re.search(rf"^\s*\[+\s*{re.escape(place)}\s*\]", self._mine.text, re.MULTILINE):
            return at
        n = self._seen[place] = self._seen.get(place, -1) + 1
        return place, n

    def _with_names(self, values: Any, place: str) -> Any:
        """Return the values with the translated texts where they are referred to by the English ones."""
        if isinstance(values, dict):
            return {key: self._with_names(value, _joined(place, key)) for key, value in values.items()}
        if isinstance(values, list):
            return [self._with_names(value, place) for value in values]
        for source in self._texts.names.get(place, ()):
            if values in self._renamed.get(source, {}):
                return self._renamed[source][values]
        return values

    def _tell(self, rule: str, at: tuple[str, int], key: str) -> None:
        self._mine.tell(Fault(rule, *at, key))


def _joined(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _matches(place: str, known: str) -> bool:
    return _is_in(place, known) and place.count(".") == known.count(".")


def _is_in(place: str, known: str) -> bool:
    parts, all_parts = place.split("."), known.split(".")
    return len(parts) <= len(all_parts) and all(
        other in ("*", part) for part, other in zip(parts, all_parts, strict=False)
    )


def _fixed(text: str) -> set[str]:
    """Return what a translation leaves as it is: measures in braces, and formulas; of TeX, what the program fills."""
    if "\\" in text:
        return set(re.findall(r"\\(?:value|symbol)\{[^{}]*\}", text))
    return set(re.findall(r"\{[^{}]*\}|\$[^$]+\$", text))
