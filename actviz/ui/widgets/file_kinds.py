"""The kinds of files in a file dialog, by their names in the language in use."""

from __future__ import annotations

from actviz.translation import tr


def named_kind(name: str, kind: str) -> str:
    """Return a kind of files, such as "Weights (*.npz)", under another name."""
    return f"{name} ({kind.partition('(')[2]}"


def all_files() -> str:
    """Return the kind that has every file."""
    return named_kind(tr("All files"), "(*)")
