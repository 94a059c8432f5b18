"""`actviz.sweep`: a sweep from Python, whose cells come as they are measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import Cell
from actviz.sweeps.driver import Control, Driver
from actviz.sweeps.map_file import MapFile
from actviz.sweeps.sweep import ALL, STANDARD, Stop, Sweep, axes_from
from actviz.sweeps.workers import LocalWorkers, cores
from actviz.training.config.config import RunConfig

GUESSED_WORKERS = 8  # of an executor that does not say how many it has: enough tasks to keep some machines busy


def sweep(
    base: RunConfig | None = None,
    axes: Mapping[str, Sequence[Any] | Axis] | None = None,
    seeds: int = 4,
    steps: int = 500,
    executor: Executor | None = None,
    *,
    measures: Sequence[str] = STANDARD,
    stop: str | None = None,
    refine: str = ALL,
    out: str | Path | None = None,
    control: Control | None = None,
) -> Iterator[Cell]:
    """Train a run for each combination of the axes' values and each seed, and yield each one when it was measured.

    The coarse map comes first. Closing the iterator stops the sweep.

    Args:
        base: the configuration that all runs share.
        axes: one or two names of settings, or `depth` or `width`, each with its values.
        seeds: how many runs each point has; seed k is the base's own plus k.
        steps: how many optimizer steps a run takes.
        executor: what the runs are trained on, such as a Dask client's `get_executor()`; None takes a process for each
            of this machine's processors. A script that is started as a file then needs `if __name__ == "__main__":`.
        measures: names from `actviz list measures`; the first decides where the map is refined first.
        stop: a rule that ends a run early, such as "accuracy above 0.99".
        refine: "all", or "changing" to leave out points between measured ones that agree.
        out: a file that keeps the results; what it already holds is not run again, and comes first.
        control: to stop or pause it from another thread.

    Raises:
        BadInput: an axis, a measure, a rule or a file that cannot be; one sentence.
    """
    rule = None if stop is None else Stop.read(stop)
    what = Sweep(base or RunConfig(), axes_from(axes or {}), seeds, steps, tuple(measures), rule, refine)
    return _cells(what, executor, None if out is None else Path(out), control)


def _cells(what: Sweep, executor: Executor | None, out: Path | None, control: Control | None) -> Iterator[Cell]:
    with nullcontext() if out is None else MapFile(out, what) as file:
        known = [] if file is None else file.cells()
        n_workers = cores() if executor is None else getattr(executor, "_max_workers", GUESSED_WORKERS)
        make = (lambda: LocalWorkers(n_workers)) if executor is None else (lambda: executor)
        driver = Driver(what, make, n_workers, known, control)
        yield from (with_settings(what, cell) for cell in driver.map.cells.values())
        running = driver.cells()
        try:
            for cells in running:
                if file is not None:
                    file.add(cells)
                yield from (with_settings(what, cell) for cell in cells)
        finally:
            running.close()


def with_settings(what: Sweep, cell: Cell) -> Cell:
    """Return the cell with the axes' values of its place."""
    return replace(
        cell, settings={axis.field: axis.values[at] for axis, at in zip(what.axes, cell.place, strict=False)}
    )
