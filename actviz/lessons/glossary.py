"""The glossary: what each word on screen means, in `resources/glossary/*.toml`.

To add a term, write a table `[key]` into one of these files; nothing else is to be edited. Its fields:

    title               the word
    text                what it means, in two sentences at most
    formula             one line of plain text
    picture             what the program draws: PICTURES says which there are
    also                other words that it is found by; labels of these words lead to it
    see                 where to read on: keys of terms, or "panel:KEY"
    settings, panels    the settings and panels whose names lead to it

A table that is wrong costs that term only, and a sentence with the file, the line and the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.alphabet import place_of
from actviz.lessons.tables import Fault, check_names, did_you_mean, line_of, names_of
from actviz.lessons.translated import Texts, Translated, translated
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.schedules import SCHEDULES
from actviz.outside_text import toml_table
from actviz.registry import BadInput, Registry, quoted
from actviz.resource_files import resource
from actviz.training.config.config import FIELDS
from actviz.translation import language, mark, tr

FOLDER, SUFFIX = "glossary", ".toml"
TEXTS = Texts(("*.title", "*.text"), may=("*.formula",), added={"*.also": "title"})
MOST_SENTENCES = 2
MOST_CHARACTERS = 500  # of a text
PANEL = "panel:"  # begins a link to a panel
WARM_UP = "warm-up"
TILES = ("dead", "linear", "dormant", "dropped")
LARGEST_BASE = 10.0
PICTURES: Mapping[str, Callable[[str], bool]] = {  # a picture is "KIND WHAT": whether there is one of WHAT
    "curve": ACTIVATIONS.__contains__,  # φ and φ′ of an activation function
    "tile": TILES.__contains__,  # a unit's tile with a mark
    "powers": lambda base: _is_base(base),  # a number multiplied by itself, layer by layer
    "schedule": lambda key: key == WARM_UP or key in SCHEDULES,  # the factor of the learning rate over the steps
}


@dataclass(frozen=True)
class Term:
    """One entry; `english` is its English title where it is shown in another language: students know both."""

    key: str
    title: str
    text: str
    formula: str = ""
    picture: str = ""
    also: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    english: str = ""

    @property
    def name(self) -> str:
        """The title, and the English one beside it."""
        return tr("{title} ({english})", title=self.title, english=self.english) if self.english else self.title

    @property
    def words(self) -> tuple[str, ...]:
        """The title and the other words that the term is found by."""
        return self.title, *self.also


class Glossary:
    """The terms in the order of the alphabet, and a sentence for each that could not be read."""

    def __init__(self, terms: Mapping[str, Term], faults: tuple[str, ...] = ()) -> None:
        self.terms: Registry[Term] = Registry(mark("term"))
        self.faults = faults
        for term in sorted(terms.values(), key=lambda term: place_of(term.title)):
            self.terms.add(term)
        self._of_word = {word.casefold(): term for term in terms.values() for word in term.words}
        self._of_setting = {name: term for term in terms.values() for name in term.settings}
        self._of_panel = {key: term for term in terms.values() for key in term.panels}

    def of_word(self, word: str) -> Term | None:
        """Return the term that a label of these words speaks of."""
        return self._of_word.get(word.casefold())

    def of_setting(self, name: str) -> Term | None:
        """Return the term of a field of the configuration."""
        return self._of_setting.get(name)

    def of_panel(self, key: str) -> Term | None:
        """Return the term of a panel's title."""
        return self._of_panel.get(key)


def glossary() -> Glossary:
    """Read all terms, in the language in use."""
    return _read_all(language())


@cache
def _read_all(_language: str) -> Glossary:
    files = {
        file.name: file.read_text(encoding="utf-8") for file in resource(FOLDER).iterdir() if file.name.endswith(SUFFIX)
    }
    return read_glossary(files, {name: translated(FOLDER, name, TEXTS) for name in files})


def read_glossary(files: Mapping[str, str], translations: Mapping[str, Translated | None] | None = None) -> Glossary:
    """Return the terms of some files, by name, in the words of their translations, where there are such.

    What is wrong is in `faults`, and the rest is there.
    """
    terms: dict[str, Term] = {}
    taken: dict[tuple[str, str], str] = {}  # words, settings and panels, and the term that has each
    faults, places = [], {}
    for name, text in sorted(files.items()):
        try:
            tables = toml_table(text)
        except BadInput as fault:
            faults.append(f"{name} cannot be read: {fault}")
            continue
        translation = (translations or {}).get(name)
        in_language = tables if translation is None else translation.over(tables)
        for key, values in tables.items():
            try:
                if key in terms:
                    raise Fault(f"there is a term {quoted(key)} already")
                try:
                    term = _taken(_named(_term(key, in_language[key]), values), taken)
                except Fault as fault:
                    if translation is None or in_language[key] == values:
                        raise
                    term = _taken(_term(key, values), taken)  # in English
                    translation.tell(Fault(str(fault), key, 0, fault.field))
            except Fault as fault:
                table = key if isinstance(values, dict) else ""
                faults.append(f"{name}, line {line_of(text, table, 0, fault.field)}: {fault}")
            else:
                terms[key], places[key] = term, (name, text)
        faults += [] if translation is None else translation.faults
    for key, term in terms.items():
        for target in term.see:
            if not target.startswith(PANEL) and target not in terms:
                name, text = places[key]
                told = f"there is no term {quoted(target)}{did_you_mean(target, terms)}"
                faults.append(f"{name}, line {line_of(text, key, 0, 'see')}: {told}")
    return Glossary(terms, tuple(faults))


def n_sentences(text: str) -> int:
    """Return how many sentences a text has."""
    return len(re.findall(r"[.!?](?=\s|$)|[。！？]", text))


def _named(term: Term, english: object) -> Term:
    """Return a term with its title in the English file."""
    title = english.get("title") if isinstance(english, dict) else None
    return term if title in (None, term.title) else replace(term, english=title)


def _term(key: str, values: object) -> Term:
    known = [name for name in names_of(Term) if name not in ("key", "english")]
    if not isinstance(values, dict):
        raise Fault(f"{key} must be a table, under a line [{key}]", field=key)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise Fault(f"a term's key must be small letters, figures and _, got {quoted(key)}")
    check_names(values, known, "a term")
    texts: dict[str, Any] = {
        name: _text(values, name, name in ("title", "text")) for name in ("title", "text", "formula", "picture")
    }
    lists = {name: _texts(values, name) for name in ("also", "see", "settings", "panels")}
    if not 1 <= n_sentences(texts["text"]) <= MOST_SENTENCES:
        raise Fault(f"text must have one or two sentences, got {n_sentences(texts['text'])}", field="text")
    kind, _, what = texts["picture"].partition(" ")
    if kind and (kind not in PICTURES or not PICTURES[kind](what)):
        raise Fault(f"there is no picture {quoted(texts['picture'])}{did_you_mean(kind, PICTURES)}", field="picture")
    for name in lists["settings"]:
        if name not in FIELDS:
            raise Fault(f"there is no setting {quoted(name)}{did_you_mean(name, FIELDS)}", field="settings")
    return Term(key, **(texts | lists))


def _text(values: Mapping[str, Any], name: str, needed: bool) -> str:
    text = values.get(name, "")
    if not isinstance(text, str) or "\n" in text or (needed and not text.strip()):
        raise Fault(f"{name} must be one line of text, got {quoted(text)}", field=name)
    if len(text) > MOST_CHARACTERS:
        raise Fault(f"{name} must have at most {MOST_CHARACTERS} characters, got {len(text):,}", field=name)
    return text.strip()


def _texts(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    texts = values.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) and each for each in texts):
        raise Fault(f"{name} must be a list of texts, got {quoted(texts)}", field=name)
    return tuple(texts)


def _taken(term: Term, taken: dict[tuple[str, str], str]) -> Term:
    """Note which labels lead to the term, and return it; no label leads to two."""
    words = {("word", word.casefold()): field for field, some in (("title", term.words[:1]), ("also", term.also))
             for word in some}  # fmt: skip
    names = {(field, name): field for field in ("settings", "panels") for name in getattr(term, field)}
    for label, field in (words | names).items():
        if label in taken:
            raise Fault(f"{quoted(label[1])} leads to the term {quoted(taken[label])} already", field=field)
    taken.update(dict.fromkeys(words | names, term.key))
    return term


def _is_base(text: str) -> bool:
    try:
        return 0.0 < float(text) <= LARGEST_BASE
    except ValueError:
        return False
