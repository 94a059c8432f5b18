"""Sweep: what is swept, with how many seeds, for how long, and what is measured."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES
from actviz.lessons.tables import did_you_mean
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.sweeps.axis import LIST, VIEWS, Axis
from actviz.training.config.config import RunConfig
from actviz.translation import tr

MOST_SEEDS, MOST_STEPS, MOST_RUNS = 1000, 10_000_000, 100_000_000
STANDARD = (
    "dead_share", "born_dead", "gradient", "backward", "signal", "loss", "accuracy", "test_loss", "test_accuracy",
    "diverged_at", "first_death",
)  # fmt: skip
ALL, CHANGING = "all", "changing"


class Place(NamedTuple):
    """One run of a sweep: its places on the first and the second axis (0 without one), and its seed, from 0."""

    first: int
    second: int
    seed: int


@dataclass(frozen=True)
class Stop:
    """A rule that ends a run before its last step: a measure is above or below a bound.

    Raises:
        BadInput: a measure that does not exist, another word than above and below, or a bound that is no number.
    """

    measure: str
    side: str  # "above" or "below"
    bound: float

    def __post_init__(self) -> None:
        check_measure(self.measure)
        if self.side not in ("above", "below") or not math.isfinite(self.bound):
            raise BadInput(tr("a stopping rule must be like 'accuracy above 0.99', got {text}", text=quoted(self.text)))

    @classmethod
    def read(cls, text: str) -> Stop:
        """Return the rule that a text such as `accuracy above 0.99` says.

        Raises:
            BadInput: another text.
        """
        words = text.split() if isinstance(text, str) else []
        try:
            measure, side, bound = words
            return cls(measure, side, float(bound))
        except BadInput:
            raise
        except ValueError:
            raise BadInput(
                tr("a stopping rule must be like 'accuracy above 0.99', got {text}", text=quoted(text))
            ) from None

    @property
    def text(self) -> str:
        """The rule as it is written."""
        return f"{self.measure} {self.side} {self.bound:g}"

    def holds(self, value: float) -> bool:
        """Whether a run with this value has come to its end."""
        return value > self.bound if self.side == "above" else value < self.bound


@dataclass(frozen=True)
class Sweep:
    """A base configuration, one or two axes, seeds, steps and measures.

    Seed k of a point is the base's own plus k. With `refine` "changing", points between measured ones that agree are
    left out, and a map says that they are; with "all" every point is measured.

    Raises:
        BadInput: one sentence about what breaks which rule.
    """

    base: RunConfig
    axes: tuple[Axis, ...]
    seeds: int = 4
    steps: int = 500
    measures: tuple[str, ...] = STANDARD  # the first is the one that a map shows
    stop: Stop | None = None
    refine: str = ALL
    title: str = ""
    says: str = ""  # what the map shows, in a sentence

    def __post_init__(self) -> None:
        if len(self.axes) not in (1, 2):
            raise BadInput(tr("a sweep has one or two axes, got {n}", n=len(self.axes)))
        if len({axis.field for axis in self.axes}) < len(self.axes):
            raise BadInput(tr("a sweep has the axis {field} twice", field=self.axes[0].field))
        _check_count("seeds", self.seeds, 1, MOST_SEEDS)
        _check_count("steps", self.steps, 0, MOST_STEPS)
        if not self.measures:
            raise BadInput(tr("a sweep needs at least one measure"))
        for name in self.measures:
            check_measure(name)
        if len(set(self.measures)) < len(self.measures):
            raise BadInput(tr("a sweep names a measure twice"))
        if self.refine not in (ALL, CHANGING):
            raise BadInput(
                tr(
                    "refine must be {all} or {changing}, got {refine}",
                    all=ALL,
                    changing=CHANGING,
                    refine=quoted(self.refine),
                )
            )
        if self.n_runs > MOST_RUNS:
            raise BadInput(
                tr("a sweep may have at most {most} runs, got {n}", most=whole(MOST_RUNS), n=whole(self.n_runs))
            )
        for axis in self.axes:  # each value is checked with the base's other settings
            for place in range(len(axis.values)):
                axis.set(self.base, place)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of values on the first and on the second axis; 1 without a second."""
        return len(self.axes[0].values), len(self.axes[1].values) if len(self.axes) > 1 else 1

    @property
    def n_runs(self) -> int:
        """The number of points times that of seeds."""
        return self.shape[0] * self.shape[1] * self.seeds

    @property
    def needs(self) -> frozenset[str]:
        """What the measures need to be measured besides a snapshot's own."""
        names = [*self.measures, *([self.stop.measure] if self.stop else [])]
        return frozenset(need for name in names for need in MEASURES[name].needs)

    def config(self, place: Place) -> RunConfig:
        """Return the configuration of one run.

        Raises:
            BadInput: values that each hold, but not together.
        """
        values = {axis.field: axis.values[at] for axis, at in zip(self.axes, place, strict=False)}
        if not VIEWS.keys() & values.keys():  # to check a configuration takes as long as ten of its steps
            return self.base.replace(**values, seed=self.base.seed + place.seed)
        config = self.base
        for axis, at in zip(self.axes, place, strict=False):
            config = axis.set(config, at)
        return config.replace(seed=config.seed + place.seed)

    def places(self) -> Iterable[Place]:
        """Yield all runs, point by point."""
        n_first, n_second = self.shape
        for first in range(n_first):
            for second in range(n_second):
                for seed in range(self.seeds):
                    yield Place(first, second, seed)

    def to_dict(self) -> dict[str, Any]:
        """Return the sweep as JSON's values."""
        return {
            "config": self.base.to_dict(),
            "axes": [{"field": a.field, "values": list(a.values), "scale": a.scale} for a in self.axes],
            "seeds": self.seeds,
            "steps": self.steps,
            "measures": list(self.measures),
            "stop": self.stop.text if self.stop else None,
            "refine": self.refine,
            "title": self.title,
            "says": self.says,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Sweep:
        """Return the sweep that `to_dict` wrote.

        Raises:
            BadInput: something that no sweep is.
        """
        try:
            return cls(
                base=RunConfig.from_dict(values["config"]),
                axes=tuple(Axis(a["field"], tuple(a["values"]), a.get("scale", LIST)) for a in values["axes"]),
                seeds=values["seeds"],
                steps=values["steps"],
                measures=tuple(values["measures"]),
                stop=None if values.get("stop") is None else Stop.read(values["stop"]),
                refine=values.get("refine", ALL),
                title=_text(values.get("title", "")),
                says=_text(values.get("says", "")),
            )
        except (KeyError, TypeError, AttributeError):
            raise BadInput(tr("this does not describe a sweep")) from None


def check_measure(name: str) -> None:
    """Check that there is a measure of this name.

    Raises:
        BadInput: there is none.
    """
    if name not in MEASURES:
        raise BadInput(tr("there is no measure {name}", name=quoted(name)) + did_you_mean(str(name), MEASURES))


def _check_count(name: str, value: object, low: int, high: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadInput(
            tr(
                "{name} must be a whole number from {low} to {high}, got {value}",
                name=name,
                low=whole(low),
                high=whole(high),
                value=quoted(value),
            )
        )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(tr("a title must be text, got {value}", value=quoted(value)))
    return value


def axes_from(axes: Mapping[str, Any]) -> tuple[Axis, ...]:
    """Return axes from names with their values, such as {"learning_rate": [0.1, 1], "depth": [2, 5, 10]}.

    An Axis may stand in place of the values.

    Raises:
        BadInput: an axis that cannot be.
    """
    made = []
    for name, values in axes.items():
        if isinstance(values, Axis):
            made.append(values)
        elif isinstance(values, Sequence) and not isinstance(values, (str, bytes)):
            made.append(Axis(name, tuple(values)))
        else:
            try:
                made.append(Axis(name, tuple(value.item() for value in values)))  # an array of NumPy's
            except (TypeError, AttributeError):
                raise BadInput(
                    tr("the axis {name} needs a list of values, got {values}", name=name, values=quoted(values))
                ) from None
    return tuple(made)
