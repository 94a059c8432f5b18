"""A small file that the user names is read only if it is a regular file within a limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from actviz.number_text import whole
from actviz.registry import BadInput
from actviz.translation import mark, tr

_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def kind_of(path: Path) -> str:
    """Return the kind of a path: "file", "folder", "pipe or device", or "" if there is nothing readable."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # also: no access to its folder, or an invalid name
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "pipe or device"


def of_kind(path: Path) -> str:
    """Return what a path is that is no file, for a message: "a folder", "a pipe or a device"."""
    return tr("a folder") if path.is_dir() else tr("a pipe or a device")


def read_file(path: Path, most_bytes: int) -> bytes:
    """Return the content of a file.

    Raises:
        BadInput: it is not a regular file, or has more than `most_bytes`.
        OSError: it does not exist, or cannot be read.
    """
    opened = os.open(path, os.O_RDONLY | _FLAGS)  # O_NONBLOCK: opening a pipe without a writer does not block
    try:
        mode = os.fstat(opened).st_mode
        if not stat.S_ISREG(mode):
            told = mark("{path} is not a regular file: it is a pipe or a device")
            if stat.S_ISDIR(mode):
                told = mark("{path} is not a regular file: it is a folder")
            raise BadInput(tr(told, path=path))
        with os.fdopen(opened, "rb", closefd=False) as file:
            content = file.read(most_bytes + 1)
    finally:
        os.close(opened)
    if len(content) > most_bytes:
        raise BadInput(
            tr(
                "{path} has more than {most_bytes} bytes, the most that is read",
                path=path,
                most_bytes=whole(most_bytes),
            )
        )
    return content
