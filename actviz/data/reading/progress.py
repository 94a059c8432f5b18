"""Progress: what a reader tells while it reads."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]  # gets the share done (0..1); may raise to end the reading


def untold(_done: float) -> None:
    """Ignore the progress."""
