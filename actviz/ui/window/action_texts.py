"""The texts of commands and of the play button that change with what they would do now."""

from __future__ import annotations

from actviz.number_text import whole
from actviz.translation import tr


def undo_text(change: str | None) -> str:
    """Return what Undo would do; `change` is None for nothing."""
    return tr("Undo {change}", change=change) if change else tr("Undo change")


def redo_text(change: str | None) -> str:
    """Return what Redo would do; `change` is None for nothing."""
    return tr("Redo {change}", change=change) if change else tr("Redo change")


def replay_tip(playing: bool) -> str:
    """Return what the play button does to a replay."""
    return tr("Pause the replay (Space)") if playing else tr("Go on with the replay (Space)")


def return_tip(newest: int) -> str:
    """Return what the play button does in the past."""
    return tr("Return to step {step} and train on from there (Space)", step=whole(newest))
