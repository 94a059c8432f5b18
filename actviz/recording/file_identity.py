"""FileIdentity tells whether the database being written is still the file at its path.

SQLite goes on writing into a file that was deleted, renamed or replaced, and reports nothing.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

SAMPLE_BYTES = 8192  # at either end: two recordings differ there
LOG, MEMORY = "-wal", "-shm"


class FileIdentity:
    """The identity of the file at a path and of its log; `renew` stores their present content as the expected one.

    Call `close` only after SQLite has closed the file: a process that closes a file loses its locks on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.renew()

    def renew(self) -> None:
        """Store the file's present identity and content as the expected ones."""
        self._places = {suffix: self._place(suffix) for suffix in ("", LOG, MEMORY)}
        self._content = self._sample()

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    @property
    def is_in_place(self) -> bool:
        """Whether the file and its log are still at their paths; their content may have changed."""
        return all(self._places[suffix] in (None, self._place(suffix)) for suffix in ("", LOG))

    @property
    def is_unchanged(self) -> bool:
        """Whether the file is still at its path with the same content."""
        return self.is_in_place and self._sample() == self._content

    @property
    def was_changed_in_place(self) -> bool:
        """Whether it is the same file with other content."""
        return self._places[""] == self._place("") and self._sample()[:2] != self._content[:2]

    def empty_log(self) -> None:
        """Empty the log, if it is this file's."""
        if self._places[LOG] is not None and self._places[LOG] == self._place(LOG):
            os.truncate(self._beside(LOG), 0)

    def remove_siblings(self) -> None:
        """Remove this file's log, which SQLite would otherwise apply to another file at the path."""
        for suffix in (LOG, MEMORY):
            if self._places[suffix] is not None and self._places[suffix] == self._place(suffix):
                with suppress(OSError):
                    self._beside(suffix).unlink()

    def _beside(self, suffix: str) -> Path:
        return self._path.with_name(self._path.name + suffix)

    def _place(self, suffix: str) -> tuple[int, int] | None:
        """Return the device and inode numbers of the file, which are unique; None if there is no file."""
        try:
            found = self._beside(suffix).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _sample(self) -> tuple[int, int, int]:
        """Return the file's size, a CRC-32 of its two ends, and the size of its log."""
        size = os.fstat(self._file).st_size
        crc = 0
        for start in (0, max(0, size - SAMPLE_BYTES)):
            os.lseek(self._file, start, os.SEEK_SET)
            crc = zlib.crc32(os.read(self._file, SAMPLE_BYTES), crc)
        try:
            return size, crc, self._beside(LOG).stat().st_size
        except OSError:
            return size, crc, 0
