"""Schedules of the learning rate: a factor of it for every step of a run; the registry has one entry each.

To add a schedule, add an entry to SCHEDULES. The controls, the command line, the curve in the window and the scripts
read it from there; its code is the only place where its formula stands: the program runs it, and scripts repeat it.

The formulas are those of torch.optim.lr_scheduler. A schedule's time t is the number of steps that the run has taken,
so that the first step has t = 0. Factors are above 0 and at most 1: no step is longer than the learning rate makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from math import cos, pi
from textwrap import indent
from typing import Any

from actviz.frozen import dataclass
from actviz.registry import Registry
from actviz.translation import english, looked_up, mark

LEAST_FACTOR = 1e-12  # a schedule that leaves less of the learning rate is refused

FACTOR_CODE = '''
def factor(t):
    """Return what the learning rate is multiplied by in the step after t steps, by the schedule {label}."""
    if t < WARMUP_STEPS:
        return factor(WARMUP_STEPS) * (t + 1) / (WARMUP_STEPS + 1)
    n = SCHEDULE_STEPS - WARMUP_STEPS
    t = min(t - WARMUP_STEPS, n - 1)  # after the last step its factor holds
{code}
'''
CONSTANT_CODE = '''
def factor(t):
    """Return what the learning rate is multiplied by in the step after t steps: 1, after a warm-up."""
    return min(1.0, (t + 1) / (WARMUP_STEPS + 1))
'''
ONE_CYCLE = """\
peak = 0.3 * n - 1
if t <= peak:
    return 1 - (1 - 1 / 25) * (1 + cos(pi * t / peak)) / 2
return 4e-6 + (1 - 4e-6) * (1 + cos(pi * (t - peak) / (0.7 * n))) / 2"""


@looked_up("label", "story")
@dataclass(frozen=True)
class ScheduleEntry:
    """A schedule in the registry.

    `code` returns the factor at step t (the first is 0) of n ≥ 2 steps, and may use SCHEDULE_EVERY, SCHEDULE_FACTOR,
    cos and pi; it is empty where the learning rate stays as it is. `uses` names the settings that it reads, and
    `peak` is the share of its steps after which the factor only falls. `torch` makes PyTorch's schedule of `n` steps.
    """

    key: str
    label: str
    story: str
    code: str
    torch: str
    uses: tuple[str, ...] = ()
    peak: float = 0.0


SCHEDULES: Registry[ScheduleEntry] = Registry(mark("schedule"))
for _entry in (
    ScheduleEntry("constant", mark("Constant"), mark("The learning rate stays as it is set."), "", ""),
    ScheduleEntry(
        "step",
        mark("Step decay"),
        mark("Every so many steps the rate is multiplied by the schedule factor."),
        "return SCHEDULE_FACTOR ** (t // SCHEDULE_EVERY)",
        "torch.optim.lr_scheduler.StepLR(optimizer, SCHEDULE_EVERY, gamma=SCHEDULE_FACTOR)",
        ("schedule_steps", "schedule_every", "schedule_factor"),
    ),
    ScheduleEntry(
        "cosine",
        mark("Cosine"),
        mark("The rate falls along half a cosine, slowly at first and at the end (Loshchilov and Hutter 2017)."),
        "return (1 + cos(pi * t / n)) / 2",
        "torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n)",
        ("schedule_steps",),
    ),
    ScheduleEntry(
        "one_cycle",
        mark("1-cycle"),
        mark(
            "The rate grows from 1/25 of its value to all of it over 30 % of the steps, then falls to "
            "1/10,000 of where it began (Smith and Topin 2019)."
        ),
        ONE_CYCLE,
        "torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, n, cycle_momentum=False)",
        ("schedule_steps",),
        peak=0.3,
    ),
    ScheduleEntry(
        "exponential",
        mark("Exponential"),
        mark("Every step multiplies the rate by the same number, until the schedule factor is left of it at the end."),
        "return SCHEDULE_FACTOR ** (t / (n - 1))",
        "torch.optim.lr_scheduler.ExponentialLR(optimizer, SCHEDULE_FACTOR ** (1 / (n - 1)))",
        ("schedule_steps", "schedule_factor"),
    ),
):
    SCHEDULES.add(_entry)


@dataclass(frozen=True)
class Schedule:
    """A schedule with its settings; `steps` are all of its steps, those of the warm-up among them."""

    key: str = "constant"
    steps: int = 1000
    every: int = 250
    factor: float = 0.1
    warmup: int = 0

    @property
    def entry(self) -> ScheduleEntry:
        """The registry's entry."""
        return SCHEDULES[self.key]

    @property
    def varies(self) -> bool:
        """Whether the rate of some step is not the learning rate."""
        return bool(self.entry.code or self.warmup)

    @property
    def end(self) -> int:
        """The number of steps after which the factor stays the same."""
        return self.steps if self.entry.code else self.warmup

    @property
    def values(self) -> dict[str, int | float]:
        """The values of the names that a schedule's code reads, beside cos and pi."""
        return {
            "SCHEDULE_STEPS": self.steps,
            "SCHEDULE_EVERY": self.every,
            "SCHEDULE_FACTOR": self.factor,
            "WARMUP_STEPS": self.warmup,
        }

    @property
    def code(self) -> str:
        """The code of a function `factor(t)`."""
        if not self.entry.code:
            return CONSTANT_CODE
        return FACTOR_CODE.format(label=english(self.entry, "label"), code=indent(self.entry.code, "    "))

    @cached_property
    def at(self) -> Callable[[int], float]:
        """The function from the number of steps taken to the factor of the next step."""
        names: dict[str, Any] = {**self.values, "cos": cos, "pi": pi}
        exec(self.code, names)
        found: Callable[[int], float] = names["factor"]
        return found

    def largest_from(self, step: int) -> float:
        """Return the largest factor of any step after the first `step` ones."""
        peak = self.warmup + int(self.entry.peak * (self.steps - self.warmup)) if self.entry.code else self.warmup
        return max(self.at(step), *(self.at(t) for t in range(peak - 1, peak + 2) if t >= step), 0.0)
