"""Writing a whole file: under a name of its own beside the target, whose place it takes when it is complete.

The name holds the computer and the process and nothing of the target's, so that a target's name may be as long as the
file system allows, and so that what a killed process left can be told from what a living one is still writing.
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
_cleared: set[Path] = set()  # folders that this process has been through


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Lend an empty file beside the target, which takes its place at the end; at a fault the target stays as it is.

    What is written to the lent path must be closed when the block ends. A symbolic link is replaced, never followed.

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
        for suffix in ("", "-journal", "-wal", "-shm"):  # a database may have been written
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink()
        raise


def clear_unfinished(folder: Path) -> None:
    """Remove from a folder what processes of this computer had begun to write there when they were killed."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = _UNFINISHED.fullmatch(path.name)
            if found is not None and found[1] == _computer() and not _is_running(int(found[2])):
                with suppress(OSError):
                    path.unlink()


def _computer() -> str:
    """Return eight digits for this computer's name: a folder may be shared, and process numbers are not."""
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
        except PermissionError:  # it is somebody else's
            return True
        return True
