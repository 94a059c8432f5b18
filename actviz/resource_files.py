"""Where the files under `resources` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import importlib.resources
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from actviz.translation import ENGLISH, language

LANGUAGES = "languages"  # holds a folder for each language, with files in the place of English ones


def resource(name: str) -> Traversable:
    """Return the resource with this name, such as `datasets/digits.npz`, whether or not it exists."""
    return _folder().joinpath(*name.split("/"))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages: English, then each folder under `languages`, such as zh_CN."""
    folder = resource(LANGUAGES)
    others = sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    return ENGLISH, *others


def resource_in_language(name: str) -> Traversable:
    """Return the resource with this name in the language in use, or the English one where there is no other."""
    own = resource(f"{LANGUAGES}/{language()}/{name}")
    return own if language() != ENGLISH and own.is_file() else resource(name)


@cache  # some forty are read at every start
def _folder() -> Traversable:
    folder: Traversable = importlib.resources.files("actviz") / "resources"
    return folder if folder.is_dir() else Path(__file__).resolve().parents[1] / "resources"
