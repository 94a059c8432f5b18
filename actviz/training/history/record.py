"""Record: a run's history and activity, in one place for the parts of the trainer that write and read them."""

from __future__ import annotations

from dataclasses import dataclass

from actviz.training.history.history import History
from actviz.training.history.unit_activity import Activity
from actviz.training.snapshot import Divergence


@dataclass
class Record:
    """What is recorded of a run; `divergence` says why it stopped, `has_begun` whether step 0 is recorded."""

    history: History
    activity: Activity
    divergence: Divergence | None = None
    has_begun: bool = False

    @classmethod
    def empty(cls, n_layers: int, widths: tuple[int, ...]) -> Record:
        """Return the record of a run that has not begun; `widths` are those of the hidden layers."""
        return cls(History(n_layers, widths), Activity(widths))

    def take_over(self, history: History, activity: Activity, divergence: Divergence | None) -> None:
        """Replace the record by another one of this run; the list of changes stays."""
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
