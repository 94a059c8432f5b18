"""The sweeps that come with the program: one TOML file each under `resources/sweeps`.

Their titles are in English, whatever the language: the file of a map is named and known by them. `words_of` has the
words to show; those of another language are in `resources/languages/zh_CN/sweeps`, say, under the same names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from actviz.lessons.translated import Texts, translated
from actviz.outside_text import toml_table
from actviz.resource_files import resource
from actviz.sweeps.sweep import Sweep
from actviz.sweeps.sweep_file import sweep_from
from actviz.translation import language, tr

FOLDER, SUFFIX = "sweeps", ".toml"
TEXTS = Texts(("title", "says"))


class Words(NamedTuple):
    """What a sweep is called, and what its map shows, in a sentence."""

    title: str
    says: str


@cache
def shipped_sweeps() -> dict[str, Sweep]:
    """Return the shipped sweeps by key, in the order of their files' names."""
    return {
        file.name.removesuffix(SUFFIX): sweep_from(file.read_text(encoding="utf-8"), file.name) for file in _files()
    }


def words_of(sweep: Sweep) -> Words:
    """Return a sweep's words in the language in use; a sweep of one's own has those that it has."""
    own = Words(sweep.title, sweep.says)
    return _shipped_words(language())[0].get(own, own._replace(title=tr(own.title) if own.title else ""))


def faults() -> tuple[str, ...]:
    """Return one sentence for each text that is wrong in the language in use, and shown in English."""
    return _shipped_words(language())[1]


@cache
def _shipped_words(_language: str) -> tuple[dict[Words, Words], tuple[str, ...]]:
    """Return the words in the language by the English ones, and what is wrong with them."""
    found, wrong = {}, list[str]()
    for file in _files():
        translation = translated(FOLDER, file.name, TEXTS)
        if translation is not None:
            english = toml_table(file.read_text(encoding="utf-8"))
            found[_words(english)] = _words(translation.over(english))
            wrong += translation.faults
    return found, tuple(wrong)


def _words(values: Mapping[str, Any]) -> Words:
    return Words(values["title"], values["says"])


def _files() -> Iterator[Traversable]:
    folder = resource(FOLDER).iterdir()
    return (file for file in sorted(folder, key=lambda file: file.name) if file.name.endswith(SUFFIX))
