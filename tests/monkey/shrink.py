"""Shrinks a failing list of actions to a short one that still fails (delta debugging).

The window trains in a thread, so a repetition is never quite the same: every candidate has several tries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def shrunk(things: Sequence[Thing], fails: Callable[[list[Thing]], bool], goes_on: Callable[[], bool]) -> list[Thing]:
    """Return a part of the list, in its order, that still fails and of which nothing more can be left out.

    `fails` runs one candidate. Once `goes_on` says no, what was found so far is returned.
    """
    present, size = list(things), max(1, len(things) // 2)
    while goes_on():
        before = len(present)
        start = 0
        while start < len(present) and goes_on():
            candidate = present[:start] + present[start + size :]
            if candidate and fails(candidate):
                present = candidate
            else:
                start += size
        if size == 1 and len(present) == before:
            break
        size = max(1, min(size // 2, len(present) // 2) if len(present) == before or size > 1 else 1)
    return present
