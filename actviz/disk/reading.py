"""Reading a small file that somebody names: it must be a regular one, and the limit holds while it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from actviz.registry import BadInput

_FLAGS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def kind_of(path: Path) -> str:
    """Return what is at a path: "file", "folder", "pipe or device", or "" for nothing that can be reached."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # also: no right to its folder, a name too long, or one that no file can have
        return ""
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "pipe or device"


def read_file(path: Path, most_bytes: int) -> bytes:
    """Return what is in a file.

    Raises:
        BadInput: it is not a regular file, or has more bytes than that.
        OSError: it is not there, or cannot be read.
    """
    opened = os.open(path, os.O_RDONLY | _FLAGS)  # a pipe that nobody writes to opens at once
    try:
        mode = os.fstat(opened).st_mode
        if not stat.S_ISREG(mode):
            kind = "it is a folder" if stat.S_ISDIR(mode) else "it is a pipe or a device"
            raise BadInput(f"{path} is not a regular file: {kind}")
        with os.fdopen(opened, "rb", closefd=False) as file:
            content = file.read(most_bytes + 1)
    finally:
        os.close(opened)
    if len(content) > most_bytes:
        raise BadInput(f"{path} has more than {most_bytes:,} bytes, the most that is read")
    return content
