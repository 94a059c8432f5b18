"""Where exports go: a file is written beside its place and put there in one move, so that half of one is never left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

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
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:40]}.", delete=False) as file:
            part = Path(file.name)
            try:
                yield file
            except BaseException:
                file.close()
                part.unlink()
                raise
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError as error:
        raise BadInput(f"{target.name} cannot be written in {target.parent}: {error.strerror or error}.") from None


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
