"""An exported file is written beside its target and moved there when complete, so that half a file never remains."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from actviz.disk import replacing
from actviz.registry import BadInput
from actviz.translation import tr


@contextmanager
def in_place(target: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to, which replaces the target at the end; if the block raises, the old one stays.

    Raises:
        BadInput: the target cannot be written.
    """
    if target.is_dir():
        raise BadInput(tr("{target} cannot be written: it is a folder.", target=target))
    try:
        with replacing(target) as fresh, fresh.open("wb") as file:
            yield file
    except OSError as error:
        raise BadInput(
            tr(
                "{name} cannot be written in {folder}: {why}.",
                name=target.name,
                folder=target.parent,
                why=error.strerror or error,
            )
        ) from None
