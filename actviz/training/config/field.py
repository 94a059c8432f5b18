"""Field: one field of a configuration, with its words and its range."""

from __future__ import annotations

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

from actviz.frozen import dataclass
from actviz.number_text import compact, whole
from actviz.number_text import whole as whole_text
from actviz.registry import BadInput, Registry, quoted
from actviz.translation import looked_up, mark, tr

LAST_STEP, MOST_STEPS = 10**9, 1000  # that a field can name, and how many of them


class ConfigError(BadInput):
    """A configuration field that breaks its rule."""


@looked_up("label", "tip", "zero_text")
@dataclass(frozen=True)
class Field:
    """One field of RunConfig: its words, its range and what a change of it means.

    `kind` is "float", "int", "bool", "key" (of `registry`), "text" or "names" (several texts; both checked by
    `DataChoices`), "steps" (several whole numbers), or "special" (checked by a function of its own);
    `live` fields can change while training, and those of them that only `judges` change nothing in the network;
    `shared` fields are the same in all lanes that run side by side;
    `low_open` excludes the lower bound itself; `logarithmic` asks for a log slider; `nullable` allows None.
    """

    name: str
    label: str
    tip: str
    kind: str
    live: bool = False
    judges: bool = False
    shared: bool = False
    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    logarithmic: bool = False
    nullable: bool = False
    zero_text: str = ""  # what 0 is called, where it means that there is none
    registry: Registry[Any] | None = None

    def check(self, value: Any) -> Any:
        """Return the value in the field's own type; what has a check of its own is returned as it is.

        Raises:
            ConfigError: when the value breaks the rule; the text names field, rule and value.
        """
        if self.kind in ("text", "names", "special") or (value is None and self.nullable):
            return value
        if self.kind == "bool":
            if not isinstance(value, bool):
                raise ConfigError(tr("{name} must be true or false, got {value}", name=self.name, value=quoted(value)))
            return value
        if self.kind == "steps":
            return _checked_steps(self.name, value)
        if self.kind == "key":
            assert self.registry is not None
            return self.registry[value].key
        return self._check_number(value)

    def _check_number(self, value: Any) -> float | int:
        whole = self.kind == "int"
        is_number = isinstance(value, Real) and not isinstance(value, bool)  # NumPy's numbers are welcome too
        # an int is compared as it is: it may be too large to be a float
        if not is_number or not (isinstance(value, Integral) or math.isfinite(value)):
            told = (
                mark("{name} must be a whole number, got {value}")
                if whole
                else mark("{name} must be a number, got {value}")
            )
            raise ConfigError(tr(told, name=self.name, value=quoted(value)))
        if whole and value != int(value):
            raise ConfigError(tr("{name} must be a whole number, got {value}", name=self.name, value=quoted(value)))
        if value < self.low or value > self.high or (self.low_open and value == self.low):
            raise ConfigError(
                tr("{name} must be {rule}, got {value}", name=self.name, rule=self.rule, value=quoted(value))
            )
        return int(value) if whole else float(value)

    @property
    def effect(self) -> str:
        """What a change does: "live" keeps the weights, "restart" starts again, "words" changes only words."""
        return "words" if self.judges else "live" if self.live else "restart"

    @property
    def rule(self) -> str:
        """The range in words, such as "above 0" or "between 0 and 1"."""
        if math.isinf(self.high):
            return (
                tr("above {low}", low=compact(self.low))
                if self.low_open
                else tr("at least {low}", low=compact(self.low))
            )
        low, high = compact(self.low), compact(self.high)
        if self.low_open:
            return tr("above {low} and at most {high}", low=low, high=high)
        if self.kind == "int":
            low, high = whole_text(int(self.low)), whole_text(int(self.high))
        return tr("between {low} and {high}", low=low, high=high)


def _checked_steps(name: str, steps: Any) -> tuple[int, ...]:
    """Return steps in order, each once.

    Raises:
        ConfigError: something else than whole numbers from 0 on, or too many.
    """
    if isinstance(steps, (str, bytes)) or not isinstance(steps, Iterable):
        raise ConfigError(
            tr("{name} must be a list of steps such as [500, 1200], got {steps}", name=name, steps=quoted(steps))
        )
    found = tuple(steps)
    if len(found) > MOST_STEPS:
        raise ConfigError(
            tr("{name} must be at most {most} steps, got {n}", name=name, most=whole(MOST_STEPS), n=whole(len(found)))
        )
    for step in found:
        if isinstance(step, bool) or not isinstance(step, Integral) or not 0 <= int(step) <= LAST_STEP:
            raise ConfigError(
                tr(
                    "{name} must be whole numbers between 0 and {last_step}, got {step}",
                    name=name,
                    last_step=whole(LAST_STEP),
                    step=quoted(step),
                )
            )
    return tuple(sorted({int(step) for step in found}))
