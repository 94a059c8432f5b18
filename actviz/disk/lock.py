"""A FileLock is held by one program at a time; the system frees it when the process ends, however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType

PATIENCE_S, RETRY_S = 0.2, 0.01  # a program that only tests the lock holds it for a moment
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte beyond the file's content, which others may read

    def _lock(file: int) -> bool:
        os.lseek(file, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(file, 0, os.SEEK_SET)
        return True

    def _lock_to_test(file: int) -> bool:
        return _lock(file)

else:
    import fcntl

    def _lock(file: int, how: int = fcntl.LOCK_EX) -> bool:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _lock_to_test(file: int) -> bool:
        """Take a shared lock, which other programs that only test can hold too."""
        return _lock(file, fcntl.LOCK_SH)


class FileLock:
    """A lock file, which exists while the lock is held; a second FileLock in the same process is refused too.

    As a context manager it is released at the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self, patience_s: float = PATIENCE_S) -> bool:
        """Acquire the lock; return False if another FileLock holds it, in this process or another.

        Raises:
            OSError: the file cannot be made.
        """
        end = monotonic() + patience_s
        while True:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
            locked = False
            try:
                # between open and lock the holder may have removed the file, and another program made a new one
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

    def release(self) -> None:
        """Release the lock and remove its file; do nothing if it is not held."""
        if self._file is None:
            return
        file, self._file = self._file, None
        _remove(self.path, file)

    def __enter__(self) -> FileLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_locked(path: Path) -> bool:
    """Whether a program, this one included, holds the lock; a file left by a killed program is removed."""
    try:
        file = os.open(path, os.O_RDONLY | _FLAGS)
    except FileNotFoundError:
        return False
    except OSError:  # another user's lock
        return True
    try:
        free = _lock_to_test(file)
    except OSError:
        free = False
    if free and _lock(file) and _is_at(path, file):  # only the sole holder may remove the file
        _remove(path, file)
    else:
        os.close(file)
    return not free


def _is_at(path: Path, file: int) -> bool:
    """Whether the open file is still at that path: another program may have removed it in between."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _remove(path: Path, file: int) -> None:
    """Remove a lock's file while it is locked, then close it; on Windows, which forbids that, in reverse order."""
    if sys.platform == "win32":
        os.close(file)
    with suppress(OSError):
        path.unlink()
    if sys.platform != "win32":
        os.close(file)
