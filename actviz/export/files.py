"""Where exports go: a file is written beside its place and put there in one move, so that half of one is never left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from actviz.disk import replacing
from actviz.registry import BadInput


@contextmanager
def in_place(target: Path) -> Iterator[IO[bytes]]:
    """Lend a file to write to, which takes the target's place at the end; at a fault the old one stays.

    Raises:
        BadInput: a place that cannot be written to.
    """
    if target.is_dir():
        raise BadInput(f"{target} cannot be written: it is a folder.")
    try:
        with replacing(target) as fresh, fresh.open("wb") as file:
            yield file
    except OSError as error:
        raise BadInput(f"{target.name} cannot be written in {target.parent}: {error.strerror or error}.") from None
