"""A measured run is one run at one step, with the numbers that several rules of diagnosis use.

A number that varies from batch to batch is the median, or the mean, over the newest rows of the history since the
last change of settings; a single batch would raise false alarms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from math import inf, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Bools, Floats
from actviz.frozen import dataclass
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.losses import loss_for
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.quantiles import median
from actviz.number_text import figure
from actviz.training.config.config import RunConfig
from actviz.training.snapshot import HistoryView, RunFacts, Snapshot, UnitEvent
from actviz.translation import tr

RECENT_CENSUSES = 5  # rows of the censuses that count as "now"
RECENT_SHARE = 0.25  # of the steps since a change of settings: older censuses, mostly at powers of two, are not "now"
RECENT = 40  # rows of the history that count as "now"
LEARNED_BELOW = 0.5  # of the loss of guessing
OVERFLOWING = 20.0  # times the error of guessing
AMPLIFYING = 10.0  # outputs' differences over the inputs'
SAMPLE = 1000  # examples that tell what all inputs are like
FEW_UNITS = 2  # a layer
SOME = 200  # steps that tell the rates of all
SPIKE_ABOVE = 4.0  # times the error of guessing, and that of the start: a step was far too long


def all_rows_alike(rows: NDArray[Any]) -> bool:
    """Return whether all rows are the same; mostly some of them tell."""
    return all(bool((some == rows[:1]).all()) for some in (rows[:SAMPLE], rows))


@dataclass(frozen=True, eq=False)
class MeasuredRun:
    """A run: its facts, the latest full measurement and the recorded columns."""

    facts: RunFacts
    snapshot: Snapshot
    history: HistoryView
    with_suggestions: bool = True  # whether the rules' findings suggest changes, which takes half of a diagnosis's time
    found: dict[Callable[..., object], object] = field(default_factory=dict, repr=False)  # by `measured_once`

    @property
    def config(self) -> RunConfig:
        """The configuration at this step."""
        return self.snapshot.config

    @property
    def rate(self) -> float:
        """The present learning rate: the setting, times its schedule's factor."""
        return self.snapshot.rate

    @property
    def rate_name(self) -> str:
        """What the present rate is called: not the learning rate alone, where a schedule makes it another."""
        return tr("learning rate") if self.rate == self.config.learning_rate else tr("present learning rate")

    @property
    def rate_of_last_step(self) -> float:
        """The learning rate of the step that came last, which the update ratios are of; the present one before it."""
        return self.config.rate_at(self.snapshot.step - 1) if self.steps_since_change else self.rate

    @cached_property
    def rates(self) -> list[float]:
        """The learning rates of the steps since the latest change, or of some of them at equal distances."""
        if not self.config.rate_schedule.varies:
            return [self.config.learning_rate]
        last = self.changed_at + max(0, self.steps_since_change - 1)
        steps = np.unique(np.linspace(self.changed_at, last, SOME).astype(int)).tolist()
        return [self.config.rate_at(step) for step in steps]

    @property
    def summed_rates(self) -> float:
        """The learning rates of all steps since the latest change, added up; of many steps, estimated from some."""
        return self.steps_since_change * sum(self.rates) / len(self.rates)

    @cached_property
    def changed_at(self) -> int:
        """The step of the latest change of settings while training; 0 without any."""
        return self.history.changes[-1].step if self.history.changes else 0

    @cached_property
    def switched_at(self) -> frozenset[int]:
        """The steps at which the activation was changed while training."""
        return frozenset(change.step for change in self.history.changes if change.changes("activation"))

    @property
    def steps_since_change(self) -> int:
        """Steps since the run began, or since the latest change of settings."""
        return self.snapshot.step - self.changed_at

    @cached_property
    def _recent(self) -> slice:
        first = int(np.searchsorted(self.history.steps, self.changed_at, side="right"))
        n = len(self.history.steps)
        return slice(max(first, n - RECENT), n)

    @cached_property
    def _recent_ends(self) -> tuple[Floats, Floats]:
        """Gradient RMS of the first and of the last layer over the newest rows."""
        rms = self.history.rms[self._recent]
        if self.snapshot.whole_gradient or not len(rms):
            rms = self.snapshot.gradient_rms[np.newaxis]
        return rms[:, 0], rms[:, -1]

    @cached_property
    def ratio(self) -> float:
        """First/last ratio of the gradient's RMS, median over the latest steps; NaN where there is no gradient."""
        first, last = self._recent_ends
        usable = (first > 0.0) | (last > 0.0)
        if not usable.any():
            return float("nan")
        with np.errstate(all="ignore"):
            return median(first[usable] / last[usable])

    @cached_property
    def backward_ratio(self) -> float:
        """Backward signal of layer 1 over that of layer L, median over the latest censuses; NaN where it is 0."""
        return self._signal_ratio(self.history.backward, 0, -1, self.snapshot.backward_ratio)

    @cached_property
    def forward_ratio(self) -> float:
        """Signal of layer L-1 over that of layer 1, median over the latest censuses; NaN where it is 0."""
        return self._signal_ratio(self.history.signal, -2, 0, self.snapshot.forward_ratio)

    def _signal_ratio(self, rows: Floats, upper: int, lower: int, now: float) -> float:
        steps, s = self.history.census_steps, self.snapshot
        recent = (steps > s.step - RECENT_SHARE * self.steps_since_change) & (steps < s.step)
        rows = rows[recent][-RECENT_CENSUSES:]
        with np.errstate(all="ignore"):
            ratios = np.append(rows[:, upper] / rows[:, lower], now)
        usable = ratios[np.isfinite(ratios)]
        return median(usable) if len(usable) else float("nan")

    @cached_property
    def start_gain(self) -> float:
        """Median gain of a hidden layer at the start; NaN where the start's factors were not recorded.

        NaN, too, where normalisation, skips or dropout had a part in it: only slopes and weights are recorded.
        """
        start = self.history.start
        if start is None or start.factors is None or not start.config.architecture.is_plain:
            return float("nan")
        return median(start.factors.prod(axis=0))

    @property
    def start_weight_factor(self) -> float:
        """Median weight factor of a hidden layer at the start; NaN where the start's factors were not recorded."""
        start = self.history.start
        return float("nan") if start is None or start.factors is None else median(start.factors[0])

    @cached_property
    def first_ratio(self) -> float:
        """First/last ratio at the first recorded step."""
        if not len(self.history.rms):
            return self.snapshot.first_last_ratio
        first, last = float(self.history.rms[0, 0]), float(self.history.rms[0, -1])
        return first / last if last > 0.0 else float("nan")

    @cached_property
    def first_norm(self) -> float:
        """Norm of layer 1's weight gradient, median over the latest steps."""
        return median(self._recent_ends[0]) * sqrt(self.facts.sizes[0] * self.facts.sizes[1])

    @property
    def some_arrives(self) -> bool:
        """Whether layer 1's weights got a gradient in any of the latest steps."""
        return bool(self._recent_ends[0].any())

    @property
    def largest_norm(self) -> float:
        """Norm of the largest layer's weight gradient; infinite where one is not finite."""
        norms = self.snapshot.gradient_norms
        return float(norms.max()) if np.isfinite(norms).all() else inf

    @cached_property
    def nothing_to_learn(self) -> bool:
        """Whether all training examples have the same class or target, so that a constant output is right."""
        return all_rows_alike(self.facts.train_y)

    @cached_property
    def chance(self) -> float:
        """The loss of the best constant prediction; where that is 0, of a network that knows nothing of the targets."""
        if not self.nothing_to_learn:
            return self.facts.chance_loss
        if self.facts.task == "classification":
            return log(max(2, self.facts.sizes[-1]))
        return 0.5 * float(np.square(self.facts.train_y[:1], dtype=np.float64).sum()) or 0.5

    @cached_property
    def first_loss(self) -> float:
        """The loss on the training set at the first recorded step.

        Under batch normalisation that would be by running statistics which no batch had moved: there it is the first
        batches' loss.
        """
        if self.facts.config.normalization == "batch" and len(self.history.loss):
            return float(self.history.loss[0])
        return float(self.history.train_loss[0]) if len(self.history.train_loss) else self.snapshot.loss

    @cached_property
    def recent_loss(self) -> float:
        """The batches' loss, mean over the newest rows."""
        rows = self.history.loss[self._recent]
        return float(rows.mean()) if len(rows) else self.snapshot.loss

    @property
    def recent_steps(self) -> int:
        """How many steps the newest rows cover."""
        return len(self.history.steps[self._recent]) * self.history.stride

    @property
    def losses(self) -> str:
        """The first and the present loss on the training set as text, such as "0.69 → 0.08"."""
        return f"{figure(self.first_loss)} → {figure(self.snapshot.loss)}"

    @property
    def learned(self) -> bool:
        """Whether the loss is less than LEARNED_BELOW times that of guessing."""
        return self.snapshot.loss < LEARNED_BELOW * self.chance

    def error(self, loss: float) -> float:
        """Return the error of the outputs in units of guessing's; of a squared loss, the root."""
        squared = loss_for(self.facts.task, self.facts.config.loss).squared
        return sqrt(max(0.0, loss) / self.chance) if squared else loss / self.chance

    @property
    def is_mostly_right(self) -> bool:
        """Whether the training accuracy is nearer to 100 % than to the share of the most frequent class."""
        accuracy = self.snapshot.accuracy
        if accuracy is None:
            return False
        most = float(np.bincount(self.facts.train_y).max() / len(self.facts.train_y))
        return 2.0 * accuracy > 1.0 + most

    @cached_property
    def input_size(self) -> float:
        """RMS of the inputs."""
        return sqrt(float(np.square(self.facts.train_x[:SAMPLE], dtype=np.float64).mean()))

    @cached_property
    def amplification(self) -> float:
        """How many times as much the first outputs differed from example to example as the inputs."""
        rows, x = self.history.signal, self.facts.train_x[:SAMPLE]
        first = float(rows[0, -1] if len(rows) else self.snapshot.signal[-1])
        spread = sqrt(float(x.var(axis=0, dtype=np.float64).mean()))
        return first / spread if spread > 0.0 else float("nan")

    @property
    def overflowing(self) -> bool:
        """Whether the initial weights enlarged the signal so much that the first outputs' error was > OVERFLOWING."""
        return self.error(self.first_loss) > OVERFLOWING and not self.amplification < AMPLIFYING

    @cached_property
    def loss_spike(self) -> tuple[int, float] | None:
        """The recorded step with the highest batch loss, and that loss; None if it is not far above guessing's.

        Nor is it one under dropout that is not far above the first batches', which had as much dropout.
        """
        high = self.history.loss_high
        if not len(high):
            return None
        worst = int(high.argmax())
        first = max(self.first_loss, float(self.history.loss[0])) if self.config.dropout else self.first_loss
        bar = SPIKE_ABOVE * max(1.0, self.error(first))
        if self.error(float(high[worst])) <= bar:
            return None
        return int(self.history.steps[worst]), float(high[worst])

    @property
    def spike_is_older(self) -> bool:
        """Whether the loss's spike, if any, came from steps before the latest change of settings.

        A batch's loss is that before its own step.
        """
        return self.loss_spike is not None and 0 < self.loss_spike[0] <= self.changed_at + self.history.stride

    @cached_property
    def update_ratio(self) -> float:
        """Median over the layers of the last step's update ratio; NaN before the first step.

        Layers of branches that began with a factor of 0, and so get little gradient at first, do not count.
        """
        ratios = self.snapshot.update_ratios
        if ratios is None:
            return float("nan")
        if self.config.residual and self.config.residual_scale == "learned":
            ratios = np.delete(ratios, [layer - 1 for layer in self.branch_layers])
        return median(ratios)

    @cached_property
    def branch_layers(self) -> frozenset[int]:
        """The hidden layers (1-based) on a branch of a residual block."""
        blocks = self.config.architecture.blocks(self.facts.sizes)
        return frozenset(layer for block in blocks for layer in range(block.source + 1, block.last + 1))

    @cached_property
    def passed_layers(self) -> frozenset[int]:
        """Those whose activations a skip leads past; one added before a block's last activation goes through that."""
        before = self.config.residual_place == "before"
        ends = {block.last for block in self.config.architecture.blocks(self.facts.sizes)} if before else set[int]()
        return self.branch_layers - ends

    @property
    def largest_update(self) -> float:
        """The largest layer's update ratio in the last step; NaN before the first step."""
        ratios = self.snapshot.update_ratios
        return float("nan") if ratios is None else float(ratios.max())

    @cached_property
    def typical_update(self) -> float:
        """The largest layer's update ratio in a typical one of the latest steps; NaN before the first step.

        Where steps are as long as the gradient, the last one's is scaled by the median gradient over its own.
        """
        ratios, rms, last = self.snapshot.update_ratios, self.history.rms[self._recent], self.snapshot.gradient_rms
        if ratios is None or not OPTIMIZERS[self.config.optimizer].uses_momentum or not len(rms):
            return self.largest_update
        with np.errstate(all="ignore"):
            scaled = ratios * np.median(rms, axis=0) / last
        return float(np.where(np.isfinite(scaled), scaled, ratios).max())

    # Units

    @cached_property
    def dead(self) -> tuple[Bools, ...]:
        """Which units of each hidden layer are dead in training, too, as far as is known.

        A census is an evaluation. Under batch normalisation or dropout a unit that is dead in it may have had a slope
        on the latest batch; and while no batch has moved the running statistics, those of a census are nobody's. No
        unit is dead in a layer whose outputs are not finite: they tell nothing of slopes.
        """
        units, facts = self.snapshot.units, self.snapshot.structure
        dead = [u.dead & bool(np.isfinite(u.mean_magnitude).all()) for u in units]
        if facts is not None and facts.dead_in_batch:
            return tuple(each & too for each, too in zip(dead, facts.dead_in_batch, strict=True))
        if not self.statistics_are_unmoved:
            return tuple(dead)
        first = 0 if self.config.normalization_place == "before" else 1  # the first layer that depends on them
        return tuple(each & (i < first) for i, each in enumerate(dead))

    @cached_property
    def statistics_are_unmoved(self) -> bool:
        """Whether the network is batch-normalised by running statistics that no batch has moved yet."""
        if self.config.normalization != "batch":
            return False
        since = self.changed_at if self.history.changes and self.history.changes[-1].changes("normalization") else 0
        return self.snapshot.step == since

    @cached_property
    def dead_shares(self) -> Floats:
        """Share of dead units in each hidden layer; see `dead`."""
        return np.array([float(each.mean()) for each in self.dead])

    @cached_property
    def n_dead_by_statistics(self) -> int:
        """How many units are dead in the census, and not, as far as is known, in training."""
        return sum(u.n_dead for u in self.snapshot.units) - self.n_dead if self.config.normalization == "batch" else 0

    @cached_property
    def lasting_deaths(self) -> list[UnitEvent]:
        """The recorded deaths of units that have been dead ever since."""
        since = [steps.tolist() for steps in self.snapshot.dead_since]
        return [
            event
            for event in self.history.events
            if event.kind == "death" and since[event.layer - 1][event.unit] == event.step
        ]

    @cached_property
    def n_dead(self) -> int:
        """The number of dead units; see `dead`."""
        return sum(int(each.sum()) for each in self.dead)

    @property
    def n_units(self) -> int:
        """The number of hidden units."""
        return self.facts.n_hidden_units

    @cached_property
    def saturated(self) -> Floats:
        """Mean saturated fraction of each hidden layer whose activation saturates; 0 in the others."""
        pairs = zip(self.config.activations, self.snapshot.units, strict=True)
        return np.array([float(u.saturated_fraction.mean()) if ACTIVATIONS[a].saturates else 0.0 for a, u in pairs])


def has_few_units(run: MeasuredRun) -> bool:
    """Return whether a hidden layer has at most FEW_UNITS units, so that the network may be too small for the data."""
    return min(run.facts.sizes[1:-1]) <= FEW_UNITS
