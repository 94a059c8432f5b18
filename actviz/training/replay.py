"""Replay: goes back to any step of a run, by a checkpoint and the same steps again; the run itself is not touched."""

from __future__ import annotations

from actviz.training.config.change import Change
from actviz.training.snapshot import Divergence
from actviz.training.trainer import Trainer


class Replay:
    """A second trainer of one run, its *double*, that can be sent to any of the run's steps.

    Every step is taken again with the same batches and changes, so it gives the same bits as the first time (unless
    somebody wrote into the network's weights between two steps, which nobody records).
    """

    def __init__(self, run: Trainer) -> None:
        self._run = run
        self._double: Trainer | None = None

    def go_to(self, step: int) -> Trainer:
        """Return the double, standing after `step` steps, with the run's history up to there.

        It holds the gradient of that step's batch, as the run itself did; it is good until the next call.

        Raises:
            ValueError: a step that the run has not come to.
        """
        if not 0 <= step <= self._run.step:
            raise ValueError(f"step must be between 0 and {self._run.step:,}, got {step:,}")
        if self._double is None:
            self._double = fork(self._run)
        double, changes = self._double, self._changes_before(step)
        start = self._run.kept.latest(max(0, step - 1))  # the last step is always taken, for its gradient
        if start is None:
            start = self._run.state()  # nothing was trained yet
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
    """Return a second trainer that stands where this one stands, its record included; they go on apart.

    `run` tells its snapshots from others; None takes the number of this one.
    """
    dtype, number = str(trainer.network.dtype), trainer.run if run is None else run
    other = Trainer(trainer.initial_config, dtype=dtype, run=number, examples=trainer.examples)
    other.restore(trainer.state(), trainer.changes)
    _remember(other, trainer, trainer.divergence)
    other.gather_losses()
    return other


def _remember(trainer: Trainer, other: Trainer, divergence: Divergence | None) -> None:
    """Take over copies of what another trainer of this run remembers, up to the step that this one stands at."""
    history, activity, kept = other.history.copy(), other.activity.copy(), other.kept.copy()
    if trainer.step < other.step:
        for memory in (history, activity, kept):
            memory.rewind(trainer.step)
    trainer.take_record(history, activity, divergence)
    trainer.kept = kept
