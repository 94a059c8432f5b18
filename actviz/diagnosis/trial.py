"""A trial tests a suggestion: it trains the present configuration and the changed one side by side.

Both start from step 0 with the same seed and train the same number of steps by the code of every run. A trial
advances in slices of a few milliseconds, so that its caller can stop it between two slices; it reads no clock.
"""

from __future__ import annotations

import math

from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.findings import Diagnosis, Suggestion
from actviz.frozen import dataclass
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.measure.underflow_text import ratio_text
from actviz.training.trainer import Trainer
from actviz.training.units.cost_model import CostModel

LEAST_STEPS = 500  # even when the user's own run has fewer
BUDGET_US = 1e6  # of arithmetic for both trainers, about
SLICE_US = 4e3
LEARNED = 0.5  # of guessing's loss
LOWER = 0.9  # of another loss: clearly lower
LITTLE = 0.01  # of guessing's loss: below it there is little left to learn
SAME_ACCURACY = 0.02  # test accuracies that differ by less are equal: on so few examples it is chance


@dataclass(frozen=True)
class Outcome:
    """The result of one of the two networks; a regression has no accuracies."""

    config: RunConfig
    loss: float
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None
    first_last_ratio: float
    ratio_text: str  # the same as text: a bound where the gradient underflows
    n_dead: int
    n_units: int
    diverged_at: int | None  # the step that failed
    diagnosis: Diagnosis
    guessing_loss: float  # of the best constant output

    @property
    def relative_loss(self) -> float:
        """The loss in units of guessing's, which do not depend on the targets' scale; inf if the network diverged."""
        return self._relative(self.loss)

    @property
    def relative_test_loss(self) -> float:
        """The test loss in the same units; inf without a test set."""
        return self._relative(self.test_loss)

    def _relative(self, loss: float | None) -> float:
        if self.diverged_at is not None or loss is None or math.isnan(loss):
            return math.inf
        return loss / max(self.guessing_loss, 1e-12)


@dataclass(frozen=True)
class TrialResult:
    """The outcomes of the present configuration and of the changed one, after equally many steps from one seed."""

    suggestion: Suggestion
    steps: int
    before: Outcome
    after: Outcome

    @property
    def helped(self) -> bool:
        """Whether the fault of the present network is gone with the change, by the loss and not by a verdict alone.

        The verdict's finding must no longer be a fault, and the loss must be clearly lower than both the present one
        and guessing's, or below half of guessing's. A fault that the test set shows is a matter of degree: the test
        loss must be clearly lower at no loss of test accuracy, and the network must still have learned something.
        With other training examples the losses cannot be compared: the changed network must have learned.
        A note is on a network that learns: its finding must be gone, and the loss clearly higher only if it is small.
        """
        before, after, fault = self.before, self.after, self.before.diagnosis.verdict
        now, then = after.relative_loss, before.relative_loss
        left = [found for found in after.diagnosis.findings if found.key == fault.key]
        gone = not any(found.sick or not fault.sick for found in left)
        if self._other_examples:
            return gone and now < LEARNED
        if fault.on_test_set:
            kept = after.test_accuracy is None or after.test_accuracy > (before.test_accuracy or 0.0) - SAME_ACCURACY
            return kept and after.relative_test_loss < LOWER * before.relative_test_loss and now < LOWER
        if not fault.sick:
            return gone and now < max(then / LOWER, LITTLE)
        return gone and (now < LOWER * min(1.0, then) or now < min(LEARNED, then))

    @property
    def harmed(self) -> bool:
        """Whether the network ends clearly worse with the change: it diverges, or its loss is clearly higher."""
        if self._other_examples:
            return self.after.relative_loss > 1.0
        if self.before.diagnosis.verdict.on_test_set:
            return LOWER * self.after.relative_test_loss > self.before.relative_test_loss
        return LOWER * self.after.relative_loss > self.before.relative_loss

    @property
    def _other_examples(self) -> bool:
        return self.before.config.test_fraction != self.after.config.test_fraction


class Trial:
    """Two trainers that advance in turn.

        trial = Trial(config, diagnose(trainer).verdict.suggestions[0], 1000)
        while trial.advance():
            ...
        print(trial.result().before.loss, trial.result().after.loss)

    Args:
        present: the configuration as it is, changes made while training included.
        suggestion: the change to test.
        steps: optimizer steps of each of the two.

    Raises:
        BadInput: the change breaks a rule, the data cannot be read, or steps < 0.
    """

    def __init__(self, present: RunConfig, suggestion: Suggestion, steps: int) -> None:
        if steps < 0:
            raise BadInput(f"steps must be >= 0, got {steps:,}")
        self.suggestion, self.steps = suggestion, steps
        self._trainers = (Trainer(present), Trainer(present.replace(**suggestion.changes)))
        self._prices_us = [_step_us(trainer) for trainer in self._trainers]
        self._slices = [max(1, int(SLICE_US / price)) for price in self._prices_us]
        self._left = [steps, steps]

    @classmethod
    def affordable(cls, present: RunConfig, suggestion: Suggestion, steps_seen: int) -> Trial:
        """Return a trial of about `steps_seen` steps, of fewer where a step is expensive."""
        trial = cls(present, suggestion, 0)
        trial.steps = affordable_steps(max(LEAST_STEPS, steps_seen), sum(trial._prices_us))
        trial._left = [trial.steps, trial.steps]
        return trial

    @property
    def progress(self) -> float:
        """Share of the steps that are done, 0 to 1."""
        return 1.0 - sum(self._left) / (2.0 * max(1, self.steps))

    def advance(self) -> bool:
        """Train one slice of the network that is behind; return False when both are done."""
        # in turn, so that a trial stopped early has trained both about equally long
        which = self._left.index(max(self._left))
        if not self._left[which]:
            return False
        n = min(self._slices[which], self._left[which])
        advanced = self._trainers[which].advance(n)
        self._left[which] = self._left[which] - n if advanced == n else 0  # a diverged network cannot go on
        return any(self._left)

    def result(self) -> TrialResult:
        """Measure both networks."""
        before, after = (outcome_of(trainer) for trainer in self._trainers)
        return TrialResult(self.suggestion, self.steps, before, after)


def outcome_of(trainer: Trainer) -> Outcome:
    """Measure and diagnose a network as a trial does."""
    snapshot = trainer.measure()
    diverged = snapshot.divergence
    return Outcome(
        trainer.initial_config,
        snapshot.loss,
        snapshot.accuracy,
        snapshot.test_loss,
        snapshot.test_accuracy,
        snapshot.first_last_ratio,
        ratio_text(snapshot),
        snapshot.n_dead,
        trainer.facts.n_hidden_units,
        None if diverged is None else diverged.step,
        diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot)),
        trainer.facts.chance_loss,
    )


def _step_us(trainer: Trainer) -> float:
    """Estimate a step's cost from the sizes alone, so that a trial has the same length on every machine."""
    return CostModel(trainer.network.sizes, min(trainer.config.batch_size, len(trainer.train_x))).step_us


def affordable_steps(wanted: int, price_us: float) -> int:
    """Return the number of steps, rounded down to two significant figures: at most `wanted`, within BUDGET_US."""
    steps = max(1, min(wanted, int(BUDGET_US / price_us)))
    unit = int(10 ** max(0, len(str(steps)) - 2))
    return steps // unit * unit
