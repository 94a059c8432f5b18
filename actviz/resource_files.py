"""Where the files under `resources` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import importlib.resources
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(name: str) -> Traversable:
    """Return the resource with this name, such as `datasets/digits.npz`, whether or not it exists."""
    return _folder().joinpath(*name.split("/"))


@cache  # some forty are read at every start
def _folder() -> Traversable:
    folder: Traversable = importlib.resources.files("actviz") / "resources"
    return folder if folder.is_dir() else Path(__file__).resolve().parents[1] / "resources"
