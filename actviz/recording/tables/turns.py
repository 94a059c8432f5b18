"""The columns that hold the ends of a lane's tasks, and when its units were recycled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.recording.tables.values import count_of
from actviz.registry import BadInput
from actviz.training.history.history import KEPT_TURNS, History
from actviz.training.results import Results
from actviz.training.turn_facts import Recycled, TaskEnd
from actviz.translation import tr


def turn_columns(history: History) -> Iterator[tuple[str, NDArray[Any], str]]:
    """Yield the name of each column, its rows and their kind."""
    tasks, recycled, width = history.tasks, history.recycled, len(history.dead_since)
    if tasks:
        results = [[np.nan if value is None else value for value in end.results] for end in tasks]
        yield "tasks", np.array([(end.task, end.step) for end in tasks]), "<i8"
        yield "task_results", np.array(results), "<f8"
        yield "task_units", np.array([(end.dead, end.dormant) for end in tasks]).reshape(-1, 2, width), "<i8"
    if recycled:
        yield "recycled", np.array([each.step for each in recycled]), "<i8"
        yield "recycled_units", np.array([(r.dead, r.dormant) for r in recycled]).reshape(-1, 2, width), "<i8"


def turn_facts(history: History) -> dict[str, Any]:
    """Return the part of a lane's row that describes these columns."""
    return {"tasks": len(history.tasks), "recycled": len(history.recycled)}


def fill_turns(history: History, column: Callable[..., NDArray[Any]], facts: dict[str, Any], step: int) -> None:
    """Put the rows into a history; an older version recorded none.

    Raises:
        BadInput: columns are damaged, or hold impossible values.
    """
    widths = np.array([len(since) for since in history.dead_since])
    n = count_of({"tasks": 0} | facts, "tasks", KEPT_TURNS)
    m = count_of({"recycled": 0} | facts, "recycled", KEPT_TURNS)
    if n:
        ends, results = column("tasks", "<i8", (n, 2)), column("task_results", "<f8", (n, 4))
        units = _units(column("task_units", "<i8", (n, 2, len(widths))), widths)
        if (np.diff(ends, axis=0) <= 0).any() or ends.min() < 0 or ends[-1, 1] > step:
            raise BadInput(tr("the tasks are out of order"))
        for (task, at), row, (dead, dormant) in zip(ends.tolist(), results.tolist(), units, strict=True):
            found = Results(row[0], *(None if np.isnan(value) else value for value in row[1:]))
            history.tasks.append(TaskEnd(task, at, found, dead, dormant))
    if m:
        steps = column("recycled", "<i8", (m,))
        units = _units(column("recycled_units", "<i8", (m, 2, len(widths))), widths)
        if (np.diff(steps) < 0).any() or steps[0] < 0 or steps[-1] > step:
            raise BadInput(tr("the steps at which units were recycled are out of order"))
        history.recycled.extend(Recycled(at, *pair) for at, pair in zip(steps.tolist(), units, strict=True))


def _units(counts: NDArray[Any], widths: NDArray[Any]) -> NDArray[Any]:
    if (counts < 0).any() or (counts.sum(axis=1) > widths).any():
        raise BadInput(tr("a hidden layer has more dead and nearly silent units than units"))
    return counts
