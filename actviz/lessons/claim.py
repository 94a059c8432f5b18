"""A claim in numbers: a measure of a lane, at a step, that lies within bounds for several seeds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES, Seen, seen_of
from actviz.registry import BadInput
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.trainer import Trainer
from actviz.translation import tr

SEEDS = 10


@dataclass(frozen=True)
class Number:
    """One number of a claim: `measure` of `lane` after `step` steps is above and below bounds, for so many seeds.

    `divided_by` is another lane whose value it is divided by. With `after_action` the lanes have the action's settings:
    from the start, or from step `changed_at` on, for `changed_for` steps if that is given; where the action
    happens by itself at a step, both are the action's. `least` of the seeds have to hold, for what happens by chance.

    Raises:
        BadInput: there are no bounds, or a step or a count is out of range.
    """

    measure: str
    step: int
    lane: int = 1
    above: float | None = None
    below: float | None = None
    divided_by: int | None = None
    after_action: bool = False
    changed_at: int | None = None
    changed_for: int | None = None
    least: int = SEEDS

    def __post_init__(self) -> None:
        if self.above is None and self.below is None:
            raise BadInput(tr("a number needs `above` or `below`, or both"))
        if self.step < 0 or (self.changed_at is not None and not 0 <= self.changed_at <= self.step):
            raise BadInput(tr("step and changed_at must be >= 0, and changed_at at most step"))
        if not 1 <= self.least <= SEEDS:
            raise BadInput(tr("least must be from 1 to {most}", most=SEEDS))

    def holds(self, value: float) -> bool:
        """Whether a value lies within the bounds; one that is not a number does not."""
        low = -math.inf if self.above is None else self.above
        high = math.inf if self.below is None else self.below
        return low < value < high


def measured(number: Number, before: Sequence[RunConfig], after: Sequence[RunConfig], seed: int) -> float:
    """Train the lanes that a number speaks of from one seed, and return its value.

    Args:
        number: what is measured, and when.
        before: the lanes' configurations as the scene begins.
        after: the same with the settings of the scene's action.
        seed: added to the configurations' own.
    """
    value = _of_lane(number, before, after, seed, number.lane)
    if number.divided_by is None:
        return value
    other = _of_lane(number, before, after, seed, number.divided_by)
    return value / other if other else math.nan


def _changes(first: RunConfig, then: RunConfig) -> dict[str, Any]:
    return {name: getattr(then, name) for name in FIELDS if getattr(then, name) != getattr(first, name)}


def _of_lane(number: Number, before: Sequence[RunConfig], after: Sequence[RunConfig], seed: int, lane: int) -> float:
    first, then = (config.replace(seed=config.seed + seed) for config in (before[lane - 1], after[lane - 1]))
    changes: tuple[tuple[int, RunConfig], ...] = ()
    if number.after_action and number.changed_at is None:
        first = then
    elif number.after_action and number.changed_at is not None:
        changes = ((number.changed_at, then),)
        if number.changed_for is not None:
            changes += ((number.changed_at + number.changed_for, first),)
    measure = MEASURES[number.measure]
    return measure.of(_trained(first, changes, number.step, measure.needs))


@lru_cache(maxsize=8 * SEEDS)  # several numbers of a claim speak of the same runs
def _trained(first: RunConfig, changes: tuple[tuple[int, RunConfig], ...], step: int, needs: frozenset[str]) -> Seen:
    """Return what is seen of a run at a step, with other settings from the steps of these changes on."""
    trainer = Trainer(first)
    for changed_at, then in changes:
        if changed_at <= step:
            trainer.advance(changed_at - trainer.step)
            trainer.apply(_changes(trainer.config, then))
    trainer.advance(step - trainer.step)
    return seen_of(trainer, needs)[0]
