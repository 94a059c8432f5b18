"""UndoHistory: the setups that the user has been through, to go back and forth between.

Notes at steps are not among what is undone (2026-11): they end with their run, while undo goes back across runs, and
would put the notes of one run on the steps of another.
"""

from __future__ import annotations

from time import monotonic

from actviz.app.lanes import Setup

KEPT = 200
SAME_CHANGE_S = 1.0  # a number that moves on within this time, as a slider does, is one change to undo
Entry = tuple[Setup, str]  # what was running, and what was then done


class UndoHistory:
    """What was done, newest last, and what was taken back; it changes nothing itself."""

    def __init__(self) -> None:
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._last: tuple[str, float] | None = None  # the number that was changed last, and when

    @property
    def undo_text(self) -> str | None:
        """What would be taken back; None for nothing."""
        return self._done[-1][1] if self._done else None

    @property
    def redo_text(self) -> str | None:
        """What would be made again; None for nothing."""
        return self._undone[-1][1] if self._undone else None

    def note(self, before: Setup, after: Setup, text: str, merges: bool = False) -> None:
        """Note a change; one that `merges` goes on with the last if that has the same text and is not long past."""
        now = monotonic()
        goes_on = (
            merges
            and bool(self._done)
            and self._last is not None
            and self._last[0] == text
            and now - self._last[1] < SAME_CHANGE_S
        )
        self._last = (text, now) if merges else None
        if not goes_on:
            self._done = [*self._done[-KEPT:], (before, text)]
        elif self._done[-1][0] == after:
            self._done.pop()  # back where it began
        self._undone.clear()

    def undo(self, present: Setup) -> Setup | None:
        """Return the setup of before the last change; None when there is none."""
        self._last = None
        if not self._done:
            return None
        setup, text = self._done.pop()
        self._undone.append((present, text))
        return setup

    def redo(self, present: Setup) -> Setup | None:
        """Return the setup that was taken back last; None when there is none."""
        self._last = None
        if not self._undone:
            return None
        setup, text = self._undone.pop()
        self._done.append((present, text))
        return setup

    def forget(self, running: Setup) -> None:
        """Drop the latest changes from `running` on: what they led to could not be run."""
        for stack in (self._done, self._undone):
            while stack and stack[-1][0] == running:
                stack.pop()
