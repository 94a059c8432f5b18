"""A lesson: its steps, what they ask, and what makes an answer right. `lesson_file` says how one is written."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from actviz.frozen import dataclass
from actviz.lessons.measures import MEASURES, Seen
from actviz.lessons.tables import measures_in, values_of
from actviz.training.config.text_format import NamedConfig
from actviz.translation import tr

SAY, PREDICT, SET_UP, RUN, POINT, TASK, EXPLAIN = "say", "predict", "set up", "run", "point", "task", "explain"
CLAIM_SEEDS = 5
MARK_LENGTH = 16  # characters
CHECKED_EVERY = 20  # steps, where a run ends with a condition
VALUE, SYMBOL = r"\\value\{([\w ]+)\}", r"\\symbol\{([\w ]+)\}"  # in a formula


@dataclass(frozen=True)
class Goal:
    """A measure of a lane that is to lie within bounds; `least` of the seeds keep them, where it is a claim."""

    measure: str
    above: float = -math.inf
    below: float = math.inf
    lane: int = 1
    divided_by: int | None = None  # another lane, whose value it is divided by
    least: int = CLAIM_SEEDS

    def value(self, lanes: Sequence[Seen]) -> float:
        """Return the measure's value, or its ratio to another lane's."""
        value = MEASURES[self.measure].of(lanes[self.lane - 1])
        if self.divided_by is None:
            return value
        other = MEASURES[self.measure].of(lanes[self.divided_by - 1])
        return value / other if other else math.nan

    def is_kept(self, lanes: Sequence[Seen]) -> bool:
        """Whether the value lies within the bounds; one that is not a number does not."""
        return self.above < self.value(lanes) < self.below

    @property
    def text(self) -> str:
        """The bounds in words."""
        measure = MEASURES[self.measure]
        label, above, below = tr(measure.label), measure.text(self.above), measure.text(self.below)
        if self.above == -math.inf:
            return tr("Goal: {measure} below {below}.", measure=label, below=below)
        if self.below == math.inf:
            return tr("Goal: {measure} above {above}.", measure=label, above=above)
        return tr("Goal: {measure} above {above} and below {below}.", measure=label, above=above, below=below)


@dataclass(frozen=True)
class Choice:
    """One of the answers to choose from."""

    text: str
    above: float = -math.inf
    below: float = math.inf
    right: bool = False  # where no measure decides


@dataclass(frozen=True)
class Symbol:
    """A part of a formula, and what it is; `anchor` and `layer` say where it is seen."""

    name: str
    text: str
    anchor: str = ""
    layer: int | None = None
    lane: int = 1


@dataclass(frozen=True)
class Step:
    """One step of a lesson; what its kind does not have is at its default."""

    kind: str
    text: str
    title: str = ""
    formula: str = ""
    symbols: tuple[Symbol, ...] = ()
    anchor: str = ""
    lane: int = 1
    layer: int | None = None
    unit: int | None = None
    claims: tuple[Goal, ...] = ()
    measure: str = ""
    choices: tuple[Choice, ...] = ()
    factor: float = 2.0
    lanes: tuple[NamedConfig, ...] = ()
    change: Mapping[str, Any] | None = None
    to: int | None = None
    until: Goal | None = None
    at_most: int = 2000
    speed: float | None = None
    goal: Goal | None = None
    keep: tuple[str, ...] = ()
    solution: Mapping[str, Any] | None = None
    again: bool = False  # the solution starts from step 0
    hint: str = ""
    group: str = ""  # steps that are drawn together

    @property
    def names(self) -> list[str]:
        """The measures that its text and its formula name."""
        return measures_in(self.text) + values_in(self.formula)

    @property
    def needs(self) -> frozenset[str]:
        """The extra measurements that its numbers need."""
        keys = [name.partition(" ")[0] for name in self.names] + ([self.measure] if self.measure else [])
        keys += [goal.measure for goal in (self.goal, self.until) if goal is not None]
        return frozenset(extra for key in keys for extra in MEASURES[key].needs)

    def values(self, lanes: Sequence[Seen]) -> dict[str, str]:
        """Return the value of each measure that it names, as text."""
        return values_of(self.names, lanes, self.lane)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the text with these values."""
        return self.text.format(**values)

    def filled_formula(self, values: Mapping[str, str]) -> str:
        """Return the formula with these values, in TeX."""
        return re.sub(VALUE, lambda found: tex_number(values[found[1]]), self.formula)

    def right_choice(self, value: float) -> int | None:
        """Return the place of the choice that a measured value makes right; None where there is none."""
        if not self.measure:
            return next((i for i, choice in enumerate(self.choices) if choice.right), None)
        return next((i for i, choice in enumerate(self.choices) if choice.above <= value < choice.below), None)

    def is_close(self, said: float, value: float) -> bool:
        """Whether a number that was said is the measured one, within the factor."""
        if said == value:
            return True
        return said * value > 0 and 1 / self.factor <= said / value <= self.factor


@dataclass(frozen=True)
class Lesson:
    """One entry: a title, and the steps."""

    key: str
    title: str
    summary: str
    order: int
    minutes: int
    layout: str
    steps: tuple[Step, ...]
    draws: int = 0  # how many groups of steps are drawn by chance; 0: none

    def drawn(self, chance: Random) -> Lesson:
        """Return the lesson with so many of its groups, in an order by chance, between its other steps."""
        return self.with_groups(chance.sample(self.groups, self.draws)) if self.draws else self

    @property
    def groups(self) -> list[str]:
        """The names of its groups of steps, in their order."""
        return list(dict.fromkeys(step.group for step in self.steps if step.group))

    def with_groups(self, chosen: Sequence[str]) -> Lesson:
        """Return the lesson with these of its groups, in this order, between its other steps."""
        places = [i for i, step in enumerate(self.steps) if step.group]
        middle = [step for group in chosen for step in self.steps if step.group == group]
        return replace(self, steps=(*self.steps[: places[0]], *middle, *self.steps[places[-1] + 1 :]))

    @property
    def mark(self) -> str:
        """A text that is another one where other runs or answers belong to the steps; the words have no part in it."""
        facts = [
            (s.kind, s.lanes, s.change, s.to, s.until, s.goal, [(c.above, c.below, c.right) for c in s.choices])
            for s in self.steps
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:MARK_LENGTH]

    @property
    def label(self) -> str:
        """The title, as lists of entries want it."""
        return self.title

    @property
    def story(self) -> str:
        """The summary, as lists of entries want it."""
        return self.summary

    def prediction_before(self, place: int) -> int | None:
        """Return the place of the latest prediction before a step; None without one."""
        return next((i for i in range(place - 1, -1, -1) if self.steps[i].kind == PREDICT), None)

    def beginning_before(self, place: int) -> int:
        """Return the place of the latest step, up to this one, at which lanes begin at step 0; 0 without one."""
        return next((i for i in range(place, -1, -1) if self.steps[i].lanes), 0)


def values_in(formula: str) -> list[str]:
    """Return the measures that a formula names."""
    return re.findall(VALUE, formula)


def tex_number(text: str) -> str:
    """Return a number that was written for a person, "1/190,000" or "9.5·10⁻⁷", in TeX."""
    digits = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    text = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"^{{{found[0].translate(digits)}}}", text)
    text = re.sub(r"^1/([\d,]+)$", r"\\frac{1}{\1}", text)
    return text.replace("·", r"\cdot ").replace(",", "{,}").replace("−", "-").replace("%", r"\%").replace("–", "?")
