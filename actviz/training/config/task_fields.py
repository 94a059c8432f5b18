"""The fields of a configuration that change the task while a run trains, and recycle units that do little; see `tasks`
and `recycling`.
"""

from __future__ import annotations

from collections.abc import Sequence

from actviz.data import DATASETS
from actviz.data.task_changes import TASK_CHANGES
from actviz.training.config.field import LAST_STEP, Field
from actviz.translation import mark

TASK_FIELDS = (
    Field("task_change", mark("Change of task"),
          mark("What changes at every change of the task, while the network goes on: its labels, the order of its "
               "inputs, or the data set."), "key", shared=True, registry=TASK_CHANGES),
    Field("task_every", mark("Steps of a task"), mark("After so many steps the next task begins."), "int", shared=True,
          low=10, high=LAST_STEP, logarithmic=True),
    Field("task_dataset", mark("Other data set"), mark("The data set that takes turns with the run's own."), "key",
          shared=True, nullable=True, registry=DATASETS),
)  # fmt: skip
RECYCLE_FIELDS = (
    Field("recycle_every", mark("Recycle every"),
          mark("After every so many steps, dead and nearly silent units are recycled: weights in drawn again, "
               "weights out 0. 0 is never."), "int", live=True, low=0, high=LAST_STEP, logarithmic=True,
          zero_text=mark("never")),
    Field("recycle_at", mark("Recycle at steps"),
          mark("Steps at which dead and nearly silent units are recycled, such as 500,1200. One that is past when "
               "it is added means now."), "steps", live=True),
)  # fmt: skip


def steps_text(steps: Sequence[int]) -> str:
    """Return steps as a user types them: "500,1200"."""
    return ",".join(map(str, steps))
