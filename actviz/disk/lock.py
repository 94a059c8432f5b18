"""FileLock: what one program has, no other takes; the system frees it when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

PATIENCE_S, RETRY_S = 0.2, 0.01  # a program that only asks may be in the way for a moment
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond what is in the file, which others may read

    def _lock(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

    def _lock_for_a_look(file: int) -> bool:
        return _lock(file)

else:
    import fcntl

    def _lock(file: int, how: int = fcntl.LOCK_EX) -> bool:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _lock_for_a_look(file: int) -> bool:
        """Take a lock that is not in the way of others who only ask."""
        return _lock(file, fcntl.LOCK_SH)


class FileLock:
    """A lock in the form of a file, which is there while somebody holds it; also held against this process itself.

    As a context manager it frees itself at the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def take(self, patience_s: float = PATIENCE_S) -> bool:
        """Take the lock; False when another has it, this process included.

        Raises:
            OSError: the file cannot be made.
        """
        end = monotonic() + patience_s
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
            locked = False
            try:
                locked = _lock(file) and _is_at(self.path, file)
            finally:
                if not locked:
                    os.close(file)
            if locked:
                self._file = file
                return True
            if monotonic() >= end:
                return False
            sleep(RETRY_S)

    @property
    def file(self) -> int:
        """The descriptor of the open file, while the lock is held."""
        assert self._file is not None, "the lock is not held"
        return self._file

    def free(self) -> None:
        """Let the lock go and remove its file; nothing happens when it is not held."""
        if self._file is None:
            return
        file, self._file = self._file, None
        _remove(self.path, file)

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.free()


def is_locked(path: Path) -> bool:
    """Say whether a program, this one included, holds the lock; what a killed one left of it is removed."""
    try:
        file = os.open(path, os.O_RDONLY | _FLAGS)
    except FileNotFoundError:
        return False
    except OSError:  # whoever made it keeps it to himself
        return True
    try:
        free = _lock_for_a_look(file)
    except OSError:
        free = False
    if free and _lock(file) and _is_at(path, file):  # only who has it alone may remove it
        _remove(path, file)
    else:
        os.close(file)
    return not free


def _is_at(path: Path, file: int) -> bool:
    """Say whether the open file still has that name: another may have freed and removed it in between."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path, file: int) -> None:
    """Remove a lock's file while it is locked, and close it; Windows wants it the other way round."""
    if sys.platform == "win32":
        os.close(file)
    with suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(file)
