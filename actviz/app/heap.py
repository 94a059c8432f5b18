"""The C library's heap: one pool of memory for all threads, from which what is free goes back to the system.

glibc gives each thread a pool of its own, and what one thread frees no other takes. The pools of the window, the
training and the recorder come to their largest sizes one after the other, so that the program seems to grow for
minutes. In Python the threads take turns, and none waits for another in a shared pool. And a pool only ever shrinks
at its end: under something small that stays, all that was ever free at once would be kept.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # glibc's malloc.h
LARGE_BYTES = 1 << 19  # arrays from here on are no part of the pool; left to itself, glibc takes in ever larger ones


@cache
def _function(name: str) -> Any:
    """Return a function of the C library, None where it has no such one."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None


def share_heap() -> bool:
    """Let the threads that begin from now on share one pool; False where the C library knows no such thing."""
    mallopt = _function("mallopt")
    return mallopt is not None and bool(mallopt(M_ARENA_MAX, 1)) and bool(mallopt(M_MMAP_THRESHOLD, LARGE_BYTES))


def tidy_heap() -> None:
    """Give what is free in the pool back to the system, as far as the C library can; takes a few milliseconds."""
    malloc_trim = _function("malloc_trim")
    if malloc_trim is not None:
        malloc_trim(0)
