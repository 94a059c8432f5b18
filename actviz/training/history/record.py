"""Record: what is remembered of a run, in one place for all that write it and read it."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.training.history.history import History
from actviz.training.history.unit_activity import Activity
from actviz.training.snapshot import Divergence


@dataclass
class Record:
    """A run's history, how active its units were, and why it stopped, if it did; `has_begun`: step 0 is in it."""

    history: History
    activity: Activity
    divergence: Divergence | None = None
    has_begun: bool = False

    @classmethod
    def empty(cls, n_layers: int, widths: tuple[int, ...]) -> Record:
        """Return the record of a run that has not begun; `widths` are those of the hidden layers."""
        return cls(History(n_layers, widths), Activity(widths))

    def take_over(self, history: History, activity: Activity, divergence: Divergence | None) -> None:
        """Go on with these instead; the changes made so far stay."""
        history.changes = self.history.changes
        self.history, self.activity, self.divergence, self.has_begun = history, activity, divergence, True

    def rewind(self, step: int) -> None:
        """Drop what was recorded after `step`, because the run went back to it."""
        self.history.rewind(step)
        self.activity.rewind(step)

    def forget_step_0(self) -> None:
        """Let step 0 be recorded again, because the configuration was changed there."""
        self.rewind(-1)
        self.history.start = None
        self.has_begun = False
