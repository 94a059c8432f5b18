"""Training without a window, measured along the way, so that the verdict at its end is as steady as the window's."""

from __future__ import annotations

from actviz.diagnosis.diagnosis import Diagnostician
from actviz.training.trainer import Trainer

MEASUREMENTS = 12  # evenly spaced
SHARE, FREE = 0.25, 20_000  # measured examples over trained ones, and how many are measured in any case


class MeasuredTraining:
    """Trains for so many steps, from where the trainer is, and updates `diagnostician` at evenly spaced steps.

    Where the training set is so large that measuring would take long, it does so at fewer steps, or at none.
    """

    def __init__(self, trainer: Trainer, steps: int) -> None:
        self.trainer, self.diagnostician = trainer, Diagnostician()
        self._end = trainer.step + steps
        n_train = len(trainer.train_x)
        trained = steps * min(trainer.config.batch_size, n_train)
        n = min(MEASUREMENTS, steps, int((SHARE * trained + FREE) / n_train))
        self._stops = [trainer.step + steps * i // n for i in range(1, n)]

    def advance(self, most: int | None = None) -> bool:
        """Take at most so many steps, up to the next measurement; return whether there are more to take."""
        goal = self._stops[0] if self._stops else self._end
        wanted = goal - self.trainer.step if most is None else min(most, goal - self.trainer.step)
        if self.trainer.advance(wanted) < wanted:  # it diverged
            return False
        if self._stops and self.trainer.step == self._stops[0]:
            self._stops.pop(0)
            snapshot = self.trainer.measure()
            history = self.trainer.history.view().with_now(snapshot)
            self.diagnostician.update(self.trainer.facts, snapshot, history, moving=True)
        return self.trainer.step < self._end

    def finish(self) -> None:
        """Take all steps that are left."""
        while self.advance():
            pass
