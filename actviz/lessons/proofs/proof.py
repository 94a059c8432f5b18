"""A proof: one published experiment, its published numbers, and what counts as agreement."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.joined_text import listed
from actviz.lessons.proofs.measures import measure_of, needs_run
from actviz.lessons.proofs.subjects import DrawnNetwork
from actviz.lessons.tables import MOST_LANES
from actviz.nn.quantiles import median, quantile
from actviz.number_text import compact, percent, plain
from actviz.registry import BadInput
from actviz.training.config.config import SHARED_FIELDS, RunConfig
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr

SEEDS = 20
MOST_SEEDS = 1000
BAND = (0.05, 0.95)  # of the seeds: what is shown beside the median
LEAST_FOR_BAND = 10  # seeds: with fewer, a share of them is no band
MOST_SHARE = 0.9  # of the seeds that must keep an inequality, where nothing else is said

COMBINED: dict[str, Callable[[Floats], float]] = {
    "mean": lambda draws: float(np.mean(draws)),
    "deviation": lambda draws: float(np.std(draws, ddof=1)) if len(draws) > 1 else math.nan,
}


@dataclass(frozen=True)
class PublishedNumber:
    """What was published of one measure, and how the measured values must agree with it.

    Exactly one rule holds: `within`, the median's distance from each published value relative to it; `plus_minus`, the
    same as a difference; `percentiles`, between which of the measured seeds each published value lies, for a single
    published draw; or `above` and `below`, bounds for what is published in kind, kept by `least` of the seeds.

    `of` names a lane or network, `step` a step of a run, `divided_by` another lane or network whose values the measured
    ones are divided by, `layers` those of the values that were published (from 1), `combine` what becomes of a seed's
    draws: their mean or their deviation.
    """

    what: str
    measure: str
    of: str
    published: tuple[float, ...] = ()
    in_kind: str = ""  # what was published, where it is no number
    where: str = ""  # page or section of the source
    step: int = 0
    divided_by: str | None = None
    layers: tuple[int, ...] = ()
    combine: str = "mean"
    within: float | None = None
    plus_minus: float | None = None
    percentiles: tuple[float, float] | None = None
    above: float | None = None
    below: float | None = None
    least: float = MOST_SHARE

    def __post_init__(self) -> None:
        bounded = self.above is not None or self.below is not None
        rules = [self.within is not None, self.plus_minus is not None, self.percentiles is not None, bounded]
        if sum(rules) != 1:
            raise BadInput(tr("a number needs one rule: within, plus_minus, percentiles, or above and below"))
        if not bounded and not self.published:
            raise BadInput(tr("a number without published values needs above or below"))
        if bounded and not self.published and not self.in_kind:
            raise BadInput(tr("a number needs published values, or in_kind, a text"))
        if self.percentiles is not None and not 0 <= self.percentiles[0] < self.percentiles[1] <= 100:
            raise BadInput(tr("percentiles must be two numbers, such as [5, 95]"))
        if self.combine not in COMBINED:
            raise BadInput(tr("combine must be one of {names}", names=", ".join(COMBINED)))
        if self.step < 0 or not 0 < self.least <= 1 or any(layer < 1 for layer in self.layers):
            raise BadInput(tr("step must be >= 0, least from 0 to 1, and layers are counted from 1"))
        if self.layers and not measure_of(self.measure).by_layer:
            raise BadInput(tr("{measure} is one number, so layers says nothing", measure=self.measure))

    @property
    def rule(self) -> str:
        """The rule in words."""
        if self.within is not None:
            return tr("median within {share} %", share=compact(100 * self.within))
        if self.plus_minus is not None:
            return tr("median within ±{value}", value=compact(self.plus_minus))
        if self.percentiles is not None:
            low, high = map(compact, self.percentiles)
            return tr("published between percentiles {low} and {high} of the seeds", low=low, high=high)
        bounds = [tr("above {low}", low=plain(self.above))] if self.above is not None else []
        bounds += [tr("below {high}", high=plain(self.below))] if self.below is not None else []
        return tr("{bounds} for {share} of the seeds", bounds=listed(bounds), share=percent(self.least))

    def chosen(self, values: Sequence[float]) -> list[float]:
        """Return those of a measure's values that were published; NaN for a layer that there is not."""
        if not self.layers:
            return list(values)
        return [values[layer - 1] if layer <= len(values) else math.nan for layer in self.layers]


@dataclass(frozen=True)
class Proof:
    """One entry: a published experiment."""

    key: str
    title: str
    order: int
    claim: str
    source: str
    setting: str  # the published one
    differs: str  # in what ours is another one
    runs: tuple[NamedConfig, ...]
    networks: tuple[DrawnNetwork, ...]
    numbers: tuple[PublishedNumber, ...]

    @property
    def label(self) -> str:
        """The title, as lists of entries want it."""
        return self.title

    @property
    def story(self) -> str:
        """The source, as lists of entries want it."""
        return self.source

    @property
    def lanes(self) -> tuple[tuple[NamedConfig, ...], ...]:
        """The runs in groups that can train side by side: on the same data, with layers of the same widths."""
        groups: list[list[NamedConfig]] = []
        for run in self.runs:
            group = next((g for g in groups if len(g) < MOST_LANES and _fit(g[0].config, run.config)), None)
            if group is None:
                groups.append([run])
            else:
                group.append(run)
        return tuple(tuple(group) for group in groups)

    @property
    def needs_band(self) -> bool:
        """Whether a number is compared with percentiles, for which few seeds are too few."""
        return any(number.percentiles is not None for number in self.numbers)


def _fit(one: RunConfig, other: RunConfig) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in SHARED_FIELDS)


@dataclass(frozen=True, eq=False)
class Compared:
    """A published number beside what was measured, (seeds, values)."""

    number: PublishedNumber
    values: Floats

    @property
    def n_values(self) -> int:
        """How many values the measure has."""
        return int(self.values.shape[1])

    @cached_property
    def medians(self) -> list[float]:
        """The median over the seeds, of each value."""
        return [median(column) for column in self.values.T]

    @cached_property
    def bands(self) -> list[tuple[float, float]]:
        """The shares BAND of the seeds, of each value."""
        return [self._between(column, BAND) for column in self.values.T]

    @cached_property
    def agreeing(self) -> list[bool]:
        """Whether each value agrees."""
        number = self.number
        published = number.published or (math.nan,) * self.n_values
        if len(published) not in (1, self.n_values):
            return [False] * self.n_values
        if len(published) != self.n_values:
            published *= self.n_values
        return [self._agrees(*pair) for pair in zip(published, self.values.T, strict=True)]

    @property
    def agrees(self) -> bool:
        """Whether all values do."""
        return all(self.agreeing)

    def _agrees(self, published: float, values: Floats) -> bool:
        number = self.number
        if number.above is not None or number.below is not None:
            low = -math.inf if number.above is None else number.above
            high = math.inf if number.below is None else number.below
            return float(np.mean((low < values) & (values < high))) >= number.least
        if number.percentiles is not None:
            low, high = self._between(values, (number.percentiles[0] / 100, number.percentiles[1] / 100))
            return low <= published <= high
        distance = abs(median(values) - published)
        allowed = number.plus_minus if number.within is None else number.within * abs(published)
        return allowed is not None and distance <= allowed  # NaN is not

    @staticmethod
    def _between(values: Floats, shares: tuple[float, float]) -> tuple[float, float]:
        return quantile(values, shares[0]), quantile(values, shares[1])


@dataclass(frozen=True, eq=False)
class Outcome:
    """What has come of a proof."""

    proof: Proof
    n_seeds: int
    compared: tuple[Compared, ...]
    cpu_s: float

    @property
    def agrees(self) -> bool:
        """Whether all of its numbers agree."""
        return all(each.agrees for each in self.compared)


def is_about_run(number: PublishedNumber) -> bool:
    """Whether only a run can be measured so."""
    return needs_run(number.measure) or number.step > 0
