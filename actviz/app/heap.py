"""The C library's heap: one pool of memory for all threads.

glibc gives each thread a pool of its own, and what one thread frees no other takes. The pools of the window, the
training and the recorder come to their largest sizes one after the other, so that the program seems to grow for
minutes. In Python the threads take turns, and none waits for another in a shared pool.
"""

from __future__ import annotations

import ctypes
import sys

M_ARENA_MAX = -8  # glibc's malloc.h


def share_heap() -> bool:
    """Let the threads that begin from now on share one pool; False where the C library knows no such thing."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(M_ARENA_MAX, 1))
