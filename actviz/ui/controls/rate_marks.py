"""The learning rates at which the steps of a network become risky, and at which they kill units: measured now.

A step of SGD is proportional to the learning rate. So the update ratios ‖ΔW‖/‖W‖ measured at the present rate say
what they would be at another, with the present gradients. In trials with networks of five activations, 200 steps
at a rate that moves the fastest layer by 1 % a step did no harm; at ten times that rate a quarter of the ReLUs died.
With momentum, RMSprop or Adam the ratio is proportional to the rate as well, but already at 1 % units died or the loss
doubled: their steps carry more than the present gradient. So there are no marks for these.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, isfinite, log

import numpy as np

from actviz.app.lanes import LaneView
from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.training.config.change import Change
from actviz.training.config.config import RunConfig
from actviz.training.config.schedule_fields import SCHEDULE_FIELDS
from actviz.translation import tr

OF_THE_RATE = {"learning_rate", *(field.name for field in SCHEDULE_FIELDS)}  # settings that change nothing else
RISKY, KILLS = 1e-2, 1e-1  # update ratios of the layer that moves most
RECENT = 9  # measurements
SMOOTHING, LEAST_MOVE = 0.5, 0.06  # of the way to a new value; and the least change of its log that moves a mark


@dataclass(frozen=True)
class RateMarks:
    """The learning rates whose largest update ratio is `RISKY` and `KILLS`; the latter None where no unit can die.

    They are settings: a schedule's factor makes steps shorter, and so its marks larger.
    """

    risky: float
    kills: float | None
    layer: str  # the one that moves most, as text
    n_measured: int

    def near(self, before: RateMarks | None) -> RateMarks:
        """Return these marks, moved from those before only part of the way, and not at all for a small change."""
        if before is None or (before.kills is None) != (self.kills is None):
            return self
        change = log(self.risky / before.risky)
        if abs(change) < LEAST_MOVE:
            return before
        factor = exp(SMOOTHING * change) * before.risky / self.risky
        kills = None if self.kills is None else self.kills * factor
        return RateMarks(self.risky * factor, kills, self.layer, self.n_measured)


def is_proportional(config: RunConfig) -> bool:
    """Whether a larger learning rate does no more than make the present step longer."""
    return config.optimizer == "sgd" and not config.momentum


def rate_marks(lane: LaneView) -> RateMarks | None:
    """Return the marks at the step on show; None where nothing was measured or they would be false."""
    config, history, step = lane.snapshot.config, lane.history, lane.snapshot.step
    if not is_proportional(config) or lane.snapshot.divergence is not None:
        return None
    changes = [change for change in history.changes if change.step <= step]
    since = 0
    for change in changes:
        if not set(change.before.differences(change.after)) <= OF_THE_RATE:
            since = change.step
    ratios: list[Floats] = []
    for i in range(len(history.census_steps) - 1, -1, -1):
        at = int(history.census_steps[i])
        if at < since or len(ratios) == RECENT:
            break
        if at <= step and np.isfinite(history.update_ratio[i]).all():
            ratios.append(history.update_ratio[i] / _rate_at(at, lane.facts.config, changes))
    if not ratios:
        return None
    by_layer = np.median(ratios, axis=0)
    # a mark is a setting, which a schedule multiplies by its present factor
    largest = float(by_layer.max()) * config.rate_schedule.at(step)
    if not isfinite(largest) or largest <= 0:
        return None
    kills = KILLS / largest if any(config.can_die) else None
    layer = int(by_layer.argmax()) + 1
    name = tr("the output layer") if layer == len(by_layer) else tr("layer {layer}", layer=layer)
    return RateMarks(RISKY / largest, kills, name, len(ratios))


def _rate_at(step: int, start: RunConfig, changes: Sequence[Change]) -> float:
    """Return the learning rate of the step from `step` on."""
    configs = [start, *(change.after for change in changes if change.step <= step)]
    return configs[-1].rate_at(step)
