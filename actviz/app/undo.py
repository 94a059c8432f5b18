"""UndoHistory: the setups that the user has been through, to go back and forth between.

Notes at steps are not among what is undone (2026-11): they end with their run, while undo goes back across runs, and
would put the notes of one run on the steps of another.
"""

from __future__ import annotations

from time import monotonic

from actviz.app.lanes import Setup

KEPT = 200
SAME_CHANGE_S = 1.0  # a number that moves on within this time, as a slider does, is one change to undo
Entry = tuple[Setup, str]  # a setup to go to, and what the change between it and the next one is called


class UndoHistory:
    """What was done and what was undone, each with the newest last; it changes nothing itself."""

    def __init__(self) -> None:
        self.done: list[Entry] = []
        self.undone: list[Entry] = []
        self._last: tuple[str, float] | None = None  # the number that was changed last, and when

    def record(self, before: Setup, after: Setup, text: str, merges: bool = False) -> None:
        """Record a change; one that `merges` continues the last if that has the same text and was a moment ago."""
        now = monotonic()
        continues = (
            merges
            and bool(self.done)
            and self._last is not None
            and self._last[0] == text
            and now - self._last[1] < SAME_CHANGE_S
        )
        self._last = (text, now) if merges else None
        if not continues:
            self.done = [*self.done[-KEPT:], (before, text)]
        elif self.done[-1][0] == after:
            self.done.pop()  # back where it began
        self.undone.clear()

    def end_change(self) -> None:
        """Let no later change continue the last one."""
        self._last = None

    def forget(self, running: Setup) -> None:
        """Drop the latest changes from `running` on: what they led to could not be run."""
        for entries in (self.done, self.undone):
            while entries and entries[-1][0] == running:
                entries.pop()
