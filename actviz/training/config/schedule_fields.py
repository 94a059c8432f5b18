"""The fields of a configuration that are about the learning rate's schedule, and what they must be together."""

from __future__ import annotations

from actviz.nn.schedules import LEAST_FACTOR, SCHEDULES, Schedule
from actviz.number_text import compact, whole
from actviz.training.config.field import ConfigError, Field
from actviz.translation import mark, tr

MOST_STEPS = 1_000_000
LEAST_STEPS = 2  # of a schedule, without its warm-up

SCHEDULE_FIELDS = (
    Field("schedule", mark("Schedule"),
          mark("How the learning rate changes from step to step: each step multiplies it by a factor of at most 1."),
          "key", live=True, registry=SCHEDULES),
    Field("schedule_steps", mark("Schedule steps"),
          mark("How many steps the schedule takes from the run's first on, those of the warm-up among them. After "
               "them its last factor holds."), "int", live=True, low=LEAST_STEPS, high=MOST_STEPS, logarithmic=True),
    Field("schedule_every", mark("Drop every"),
          mark("Step decay: after every so many steps the rate is multiplied by the schedule factor."), "int",
          live=True, low=1, high=MOST_STEPS, logarithmic=True),
    Field("schedule_factor", mark("Schedule factor"),
          mark("Step decay: what each drop multiplies the rate by. Exponential: what is left of it at the end."),
          "float", live=True, low=0, low_open=True, high=1, logarithmic=True),
    Field("warmup_steps", mark("Warm-up steps"),
          mark("So many steps first, over which the rate grows in equal parts to where the schedule begins."), "int",
          live=True, low=0, high=MOST_STEPS, logarithmic=True, zero_text=mark("off")),
)  # fmt: skip


def check_schedule(schedule: Schedule) -> None:
    """Refuse settings of a schedule that do not fit together.

    Raises:
        ConfigError: naming setting, rule and value.
    """
    entry = schedule.entry
    if not entry.code:
        return
    left = schedule.steps - schedule.warmup
    if left < LEAST_STEPS:
        raise ConfigError(
            tr(
                "warmup_steps must leave at least {least} of the {steps} schedule_steps, got {warmup}",
                least=LEAST_STEPS,
                steps=whole(schedule.steps),
                warmup=whole(schedule.warmup),
            )
        )
    if "schedule_every" in entry.uses and schedule.every >= left:
        raise ConfigError(
            tr(
                "schedule_every must be below {left}, the schedule_steps after the warm-up, got {every}",
                left=whole(left),
                every=whole(schedule.every),
            )
        )
    if schedule.at(schedule.steps) < LEAST_FACTOR:
        raise ConfigError(
            tr(
                "schedule_factor must leave at least {least} of the learning rate after {steps} schedule_steps, got "
                "{factor}",
                least=LEAST_FACTOR,
                steps=whole(schedule.steps),
                factor=compact(schedule.factor),
            )
        )
