"""Where the files under `resources` are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import importlib.resources
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(name: str) -> Traversable:
    """Return the resource with this name, such as `datasets/digits.npz`, whether or not it exists."""
    folder: Traversable = importlib.resources.files("actviz") / "resources"
    if not folder.is_dir():
        folder = Path(__file__).resolve().parents[1] / "resources"
    return folder.joinpath(*name.split("/"))
