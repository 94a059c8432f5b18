"""A program locks the recording that it writes, so that no other program writes, replaces or deletes it."""

from __future__ import annotations

from pathlib import Path

from actviz.disk import FileLock, is_locked
from actviz.recording.schema import SUFFIX
from actviz.registry import BadInput
from actviz.translation import tr


def lock_of(path: Path) -> FileLock:
    """Return the lock of the recording at a path; all paths to one folder give the same lock."""
    return FileLock(_lock_file(path))


def locked(path: Path) -> FileLock:
    """Acquire and return the lock of a recording.

    Raises:
        BadInput: another program, or this one, holds it, or its folder cannot be written to.
    """
    lock = lock_of(path)
    if not _acquired(lock, path):
        raise BadInput(
            tr("{name} is being recorded: it can be written, renamed or deleted when that has ended", name=path.name)
        )
    return lock


def locked_new(folder: Path, stem: str) -> tuple[Path, FileLock]:
    """Return a free path in the folder, named `stem` or `stem` with a number, and its lock.

    Raises:
        BadInput: the folder cannot be written to.
    """
    number = 1
    while True:
        path = folder / f"{stem}{'' if number == 1 else f' {number}'}{SUFFIX}"
        number += 1
        if path.exists() or is_in_use(path):
            continue
        lock = lock_of(path)
        if _acquired(lock, path):  # else another program was quicker
            if not path.exists():
                return path, lock
            lock.release()


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one place, which has one lock."""
    return _lock_file(one) == _lock_file(other)


def is_in_use(path: Path) -> bool:
    """Whether a program, this one included, is writing the recording."""
    return is_locked(_lock_file(path))


def clear_locks(folder: Path) -> None:
    """Remove the lock files that killed programs left in a folder."""
    for file in list(folder.glob(f".*{SUFFIX}.lock")):
        is_locked(file)


def _lock_file(path: Path) -> Path:
    return path.parent.resolve() / f".{path.name}.lock"


def _acquired(lock: FileLock, path: Path) -> bool:
    try:
        return lock.acquire()
    except OSError as problem:
        raise BadInput(tr("{path} cannot be written: {why}", path=path, why=problem.strerror or problem)) from None
