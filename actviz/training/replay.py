"""Replay: goes back to any step of a run, from a checkpoint and by the same steps again, on a second trainer."""

from __future__ import annotations

from actviz.training.config.change import Change
from actviz.training.snapshot import Divergence
from actviz.training.trainer import Trainer


class Replay:
    """A second trainer of one run, its *double*, that goes to any of the run's steps. The run itself is not touched.

    The double trains from a checkpoint with the same batches and changes, so it arrives at the same bits. The one
    exception: a caller wrote into the network's weights between two steps, which no record holds.
    """

    def __init__(self, run: Trainer) -> None:
        self._run = run
        self._double: Trainer | None = None

    def go_to(self, step: int) -> Trainer:
        """Return the double after `step` steps, with the run's history up to there. The next call moves it.

        It holds the gradient of that step's batch, as the run itself did.

        Raises:
            ValueError: a step that the run has not come to.
        """
        if not 0 <= step <= self._run.step:
            raise ValueError(f"step must be between 0 and {self._run.step:,}, got {step:,}")
        if self._double is None:
            self._double = fork(self._run)
            self._double.share_facts(self._run)
        double, changes = self._double, self._changes_before(step)
        start = self._run.checkpoints.latest(max(0, step - 1))  # the last step is always taken, for its gradient
        if start is None:
            start = self._run.checkpoint()  # nothing was trained yet
        # the double may stand on a course that the run has left since, by going back
        on_course = list(double.changes) == self._changes_before(double.step)
        if not (on_course and start.step <= double.step < step):
            double.restore(start, changes)
        double.replay(step, changes)
        _remember(double, self._run, double.divergence)
        return double

    def _changes_before(self, step: int) -> list[Change]:
        """Return the run's changes up to `step`, without those made at that step itself."""
        return [change for change in self._run.changes if change.step < step]


def fork(trainer: Trainer, run: int | None = None) -> Trainer:
    """Return a copy of a trainer at the same step, with a copy of its record.

    `run` is the number that its snapshots carry; None takes that of the original.
    """
    other = trainer.at_start(trainer.run if run is None else run)
    other.restore(trainer.checkpoint(), trainer.changes)
    _remember(other, trainer, trainer.divergence)
    other.gather_losses()
    return other


def _remember(trainer: Trainer, other: Trainer, divergence: Divergence | None) -> None:
    """Copy the record and checkpoints of another trainer of the same run, up to the step of this one."""
    history, activity, kept = other.history.copy(), other.activity.copy(), other.checkpoints.copy()
    if trainer.step < other.step:
        for memory in (history, activity, kept):
            memory.rewind(trainer.step)
    trainer.replace_record(history, activity, divergence)
    trainer.checkpoints = kept
