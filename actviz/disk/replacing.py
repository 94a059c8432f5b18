"""A file is written under a temporary name beside its target and replaces the target when it is complete.

The temporary name contains the computer and the process, so that files of killed processes can be told from files that
are being written; it contains nothing of the target's name, which may be as long as the file system allows.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_UNFINISHED = re.compile(r"\.actviz-([0-9a-f]{8})-(\d{1,9})-[0-9a-f]{8}\.tmp(-journal|-wal|-shm)?")
_cleared: set[Path] = set()  # folders that this process has cleared


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield the path of an empty file, which replaces the target at the end; if the block raises, the target stays.

    The file must be closed when the block ends. A symbolic link is replaced, never followed.

    Raises:
        OSError: the folder cannot be written to, or the target is a folder.
    """
    if target.parent not in _cleared:
        _cleared.add(target.parent)
        clear_unfinished(target.parent)
    fresh = target.with_name(f".actviz-{_computer()}-{os.getpid()}-{os.urandom(4).hex()}.tmp")
    os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        yield fresh
        fresh.replace(target)
    except BaseException:
        for suffix in ("", "-journal", "-wal", "-shm"):  # the file may be a database
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink()
        raise


def clear_unfinished(folder: Path) -> None:
    """Remove from a folder the unfinished files of processes of this computer that were killed."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = _UNFINISHED.fullmatch(path.name)
            if found is not None and found[1] == _computer() and not _is_running(int(found[2])):
                with suppress(OSError):
                    path.unlink()


def _computer() -> str:
    """Return a hash of this computer's name: computers may share a folder but not process numbers."""
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{zlib.crc32(name.encode('utf-8', 'surrogateescape')):08x}"


if sys.platform == "win32":

    def _is_running(process: int) -> bool:
        import ctypes

        query_limited_information = 0x1000
        handle = ctypes.windll.kernel32.OpenProcess(query_limited_information, False, process)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)

else:

    def _is_running(process: int) -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:  # another user's process
            return True
        return True
