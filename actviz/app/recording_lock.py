"""The lock that a program holds on the recording it writes, so that no other one takes or deletes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile


def lock_of(path: Path) -> QLockFile:
    """Return the lock that a program holds on the recording it writes."""
    lock = QLockFile(str(path.with_name(f".{path.name}.lock")))
    lock.setStaleLockTime(0)  # it is stale when its program has ended, and never before
    return lock


def is_in_use(path: Path) -> bool:
    """Say whether a program, this one included, is writing the recording."""
    lock = lock_of(path)
    if not path.with_name(f".{path.name}.lock").exists():
        return False
    if lock.tryLock(0):
        lock.unlock()
        return False
    return True
