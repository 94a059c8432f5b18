"""`measured_once`: what several rules and sentences ask of a run is measured for the first of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from actviz.diagnosis.measured_run import MeasuredRun

T = TypeVar("T")


def measured_once(measure: Callable[[MeasuredRun], T]) -> Callable[[MeasuredRun], T]:
    """Return a function that measures each run once, since several sentences ask; what it returns must not be changed.

    That may be None, too.
    """

    @wraps(measure)
    def found(run: MeasuredRun) -> T:
        if measure not in run.found:
            run.found[measure] = measure(run)
        return cast(T, run.found[measure])

    return found
