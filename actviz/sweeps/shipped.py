"""The sweeps that come with the program: one TOML file each under `resources/sweeps`."""

from __future__ import annotations

from functools import cache

from actviz.resource_files import resource
from actviz.sweeps.sweep import Sweep
from actviz.sweeps.sweep_file import sweep_from


@cache
def shipped_sweeps() -> dict[str, Sweep]:
    """Return the shipped sweeps by key, in the order of their files' names."""
    found = {}
    for file in sorted(resource("sweeps").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            found[file.name.removesuffix(".toml")] = sweep_from(file.read_text(encoding="utf-8"), file.name)
    return found
