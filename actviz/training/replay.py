"""Replay: goes back to any step of a run, by a checkpoint and the same steps again; the run itself is not touched."""

from __future__ import annotations

from actviz.training.config.change import Change
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
            self._double = self._run.fork()
        double, changes = self._double, self._changes_before(step)
        start = self._run.kept.latest(max(0, step - 1))  # the last step is always taken, for its gradient
        if start is None:
            start = self._run.state()  # nothing was trained yet
        on_course = list(double.changes) == self._changes_before(double.step)
        if not (on_course and start.step <= double.step < step):
            double.restore(start, changes)
        double.replay(step, changes)
        double.remember(self._run)
        return double

    def _changes_before(self, step: int) -> list[Change]:
        """Return the run's changes up to `step`, without those made at that step itself."""
        return [change for change in self._run.changes if change.step < step]
