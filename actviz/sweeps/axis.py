"""Axis: the values that a sweep gives to one setting."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from actviz.frozen import dataclass
from actviz.number_text import compact, whole
from actviz.registry import BadInput, quoted
from actviz.training.config.change import value_text
from actviz.training.config.config import FIELDS, RunConfig
from actviz.training.config.layer_widths import parse_hidden
from actviz.training.config.setting_text import typed_text
from actviz.translation import mark, tr

MOST_VALUES = 4096  # of one axis
LINEAR, LOGARITHMIC, LIST = "linear", "log", "list"
SCALES = (LINEAR, LOGARITHMIC, LIST)
FIXED = ("seed", "vanishing_below", "exploding_above")  # each point has seeds of its own; the bounds only judge


def _deep(config: RunConfig, depth: Any) -> RunConfig:
    return config.replace(hidden=(_one_width(config),) * _whole("depth", depth))


def _wide(config: RunConfig, width: Any) -> RunConfig:
    return config.replace(hidden=(_whole("width", width),) * len(config.hidden))


# What is no field of its own: the name, its words, and the configuration with this value.
VIEWS: Mapping[str, tuple[str, Callable[[RunConfig, Any], RunConfig]]] = {
    "depth": (mark("Hidden layers"), _deep),
    "width": (mark("Units of each layer"), _wide),
}


def _one_width(config: RunConfig) -> int:
    if len(set(config.hidden)) > 1:
        raise BadInput(tr("depth needs a configuration whose layers all have one width"))
    return config.hidden[0]


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or value != int(value):
        raise BadInput(tr("{name} must be a whole number, got {value}", name=name, value=quoted(value)))
    return int(value)


@dataclass(frozen=True)
class Axis:
    """One axis: the name of a field of RunConfig, or `depth` or `width`, and its values in order.

    Raises:
        BadInput: a field that does not exist, fewer than two values, too many, or one that stands there twice.
    """

    field: str
    values: tuple[Any, ...]
    scale: str = LIST  # how the values lie: "linear", "log", or a "list"

    def __post_init__(self) -> None:
        known = [*VIEWS, *(name for name in FIELDS if name not in FIXED)]
        if self.field not in known:
            close = get_close_matches(str(self.field), known, n=1, cutoff=0.6)
            told = mark("there is no axis {field}; it is a setting of a run, or depth or width")
            if close:
                told = mark("there is no axis {field}: did you mean {near}?")
            raise BadInput(tr(told, field=quoted(self.field), near=repr(close[0]) if close else ""))
        if self.scale not in SCALES:
            raise BadInput(
                tr(
                    "the scale of the axis {field} must be linear, log or list, got {scale}",
                    field=self.field,
                    scale=quoted(self.scale),
                )
            )
        values = tuple(map(self._read, self.values))
        if len(values) > MOST_VALUES:
            raise BadInput(
                tr(
                    "the axis {field} may have at most {most} values, got {n}",
                    field=self.field,
                    most=whole(MOST_VALUES),
                    n=whole(len(values)),
                )
            )
        if len(values) < 2:
            raise BadInput(tr("the axis {field} needs at least two values, got {n}", field=self.field, n=len(values)))
        for place, value in enumerate(values):
            if value in values[:place]:
                raise BadInput(
                    tr("the axis {field} has the value {value} twice", field=self.field, value=quoted(value))
                )
        object.__setattr__(self, "values", values)

    def _read(self, value: Any) -> Any:
        if self.field == "hidden" and isinstance(value, str):
            return parse_hidden(value)
        return tuple(value) if isinstance(value, list) else value

    @classmethod
    def linear(cls, field: str, low: float, high: float, count: int) -> Axis:
        """Return an axis of evenly spaced values; of whole ones where the field takes those.

        Raises:
            BadInput: the same as for an axis, or bounds that are no numbers.
        """
        return cls(field, _spaced(field, low, high, count, logarithmic=False), LINEAR)

    @classmethod
    def log(cls, field: str, low: float, high: float, count: int) -> Axis:
        """Return an axis on which each value is the same multiple of the one before.

        Raises:
            BadInput: the same as for an axis, or bounds that are not above 0.
        """
        return cls(field, _spaced(field, low, high, count, logarithmic=True), LOGARITHMIC)

    @property
    def label(self) -> str:
        """What the axis is called on a map."""
        return tr(VIEWS[self.field][0]) if self.field in VIEWS else FIELDS[self.field].label

    @property
    def is_ordered(self) -> bool:
        """Whether the values are numbers that rise or fall, so that something can lie between two of them."""
        numbers = all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in self.values)
        return numbers and list(self.values) in (sorted(self.values), sorted(self.values, reverse=True))

    def set(self, config: RunConfig, place: int) -> RunConfig:
        """Return the configuration with the value at this place, counted from 0.

        Raises:
            BadInput: a value that breaks the field's rule.
        """
        value = self.values[place]
        return VIEWS[self.field][1](config, value) if self.field in VIEWS else config.replace(**{self.field: value})

    def text(self, place: int) -> str:
        """Return the value at this place as a person reads it: "0.1", "Leaky ReLU", "32x20"."""
        value = self.values[place]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return compact(value, 3)
        try:
            return value_text(self.field, RunConfig(**{self.field: value}))
        except BadInput:  # it needs other settings beside it: an activation for each of so many layers
            return typed_text(self.field, value)


def _spaced(field: str, low: float, high: float, count: int, *, logarithmic: bool) -> tuple[float | int, ...]:
    for name, bound in (("from", low), ("to", high)):
        if isinstance(bound, bool) or not isinstance(bound, (int, float)) or not math.isfinite(bound):
            raise BadInput(
                tr("the axis {field} must go {name} a number, got {bound}", field=field, name=name, bound=quoted(bound))
            )
        if logarithmic and bound <= 0:
            raise BadInput(
                tr(
                    "the axis {field} must go {name} a number above 0 on a log scale, got {bound}",
                    field=field,
                    name=name,
                    bound=quoted(bound),
                )
            )
    if isinstance(count, bool) or not isinstance(count, int) or not 2 <= count <= MOST_VALUES:
        raise BadInput(
            tr(
                "the axis {field} must have a count from 2 to {most}, got {count}",
                field=field,
                most=whole(MOST_VALUES),
                count=quoted(count),
            )
        )
    values = np.geomspace(low, high, count) if logarithmic else np.linspace(low, high, count)
    if field in VIEWS or (field in FIELDS and FIELDS[field].kind == "int"):
        rounded: Sequence[int] = [round(float(value)) for value in values]
        return tuple(dict.fromkeys(rounded))  # steps below 1 would name a value twice
    return tuple(float(f"{value:.6g}") for value in values)  # as it is written is as it is run
