"""Shares: what the program's processor time goes into while it trains."""

from __future__ import annotations

from typing import NamedTuple

EVERY_S = 1.0


class Shares(NamedTuple):
    """What the program's processor time goes into while it trains; they add up to 1."""

    training: float
    measuring: float
    drawing: float


class ShareClock:
    """Tells once a second what the processor time since then went into."""

    def __init__(self) -> None:
        self.shares: Shares | None = None  # None while nothing is trained
        self._spent_s = (0.0, 0.0, 0.0)
        self._due_s = 0.0

    def add(self, now_s: float, spent_s: tuple[float, float, float], playing: bool) -> None:
        """Use the processor time that training, measuring and drawing have taken from the start on until now."""
        if now_s < self._due_s:
            return
        self._due_s = now_s + EVERY_S
        new = [max(0.0, now - before) for now, before in zip(spent_s, self._spent_s, strict=True)]
        self._spent_s = spent_s
        total = sum(new)
        self.shares = Shares(*(part / total for part in new)) if playing and new[0] > 0.0 else None
