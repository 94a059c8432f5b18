"""How fast sweeps are: cells a second on each executor, what a cell costs besides its training, and a large one's time.

`python tests/benchmarks/sweeps.py [cells]` prints

- the scaling table: cells a second of `(32, 32, 32)` ReLU on circle, 500 steps, on 1 and 2 processes and, where Dask is
  installed, on a `LocalCluster` of 1 and 2 workers, after each has run its first cell;
- how long a sweep takes to its first cell, and Diagnosis › Map this from its beginning to its end;
- the scheduler's rate: cells that do nothing, on each executor, and this process's time for each;
- the size of a cell in the file and in the memory;
- a model of what 10⁶ cells take on N machines, checked against cells that only sleep.

The first number is of wall-clock time: it needs a machine that does nothing else.
"""

import os

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
for name in THREADS:
    os.environ[name] = "1"

import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import Any

from actviz.sweeps.around import around
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import MEASURED, Cell, Job, trained_cells
from actviz.sweeps.driver import MOST_IN_TASK, TASK_S, Driver
from actviz.sweeps.map_file import MapFile
from actviz.sweeps.results import SweepMap
from actviz.sweeps.sweep import STANDARD, Sweep
from actviz.sweeps.workers import LocalWorkers, dask_workers
from actviz.training import RunConfig

BASE = RunConfig(hidden=(32, 32, 32), dataset="circle", activation="relu")
UNTRAINED_STEPS = 10_000_000  # of cells that nobody trains: too many for the driver to train one by itself
IDLE_CELLS = 4096
SLEEP_S, SLEEPERS, SLEPT_S = 0.03, (16, 64, 256), 4.0
MACHINES, CORES, MANY = (1, 10, 100, 1000), 2, 10**6
VALUES = dict.fromkeys(STANDARD, 0.123456789)


def grid(n: int, steps: int, seeds: int = 1) -> Sweep:
    """Return a map of about n cells of the benchmark's network, learning rate by weight scale."""
    side = max(2, round((n / seeds) ** 0.5))
    axes = Axis.log("learning_rate", 0.01, 30, side), Axis.log("init_scale", 0.1, 10, side)
    return Sweep(BASE, axes, seeds, steps)


def nothing(jobs: Sequence[Job]) -> list[Cell]:
    """Return cells that nobody has trained."""
    return [Cell(job.place, MEASURED, job.steps, "healthy", VALUES, 1e-4) for job in jobs]


def asleep(jobs: Sequence[Job]) -> list[Cell]:
    """Return cells after the time that they would have taken."""
    sleep(SLEEP_S * len(jobs))
    return [Cell(job.place, MEASURED, job.steps, "healthy", VALUES, SLEEP_S) for job in jobs]


class Instead(Executor):
    """Runs another function on an executor than it is told."""

    def __init__(self, inner: Executor, work: Callable[[Sequence[Job]], list[Cell]]) -> None:
        self._inner, self._work = inner, work

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit the other function with the same arguments."""
        del fn, kwargs
        return self._inner.submit(self._work, *args)


class AtOnce(Executor):
    """Runs what it is told while it is told, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it and return its result."""
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def dask(n: int) -> Iterator[Executor]:
    """Start a cluster on this machine and yield its executor."""
    from distributed import LocalCluster

    cluster = LocalCluster(n_workers=n, threads_per_worker=1, dashboard_address=None, silence_logs=50)
    with cluster, dask_workers(cluster.scheduler_address) as (executor, _):
        yield executor


@contextmanager
def processes(n: int) -> Iterator[Executor]:
    """Start processes of this machine, and end them."""
    workers = LocalWorkers(n)
    try:
        yield workers
    finally:
        workers.stop()


def executors() -> Iterator[tuple[str, int, Callable[[], Any]]]:
    """Yield the name, the number of workers and the maker of each executor that is there."""
    for n in (1, 2):
        yield f"{n} process{'es' if n > 1 else ''}", n, lambda n=n: processes(n)
    try:
        import distributed  # noqa: F401
    except ImportError:
        print("Dask is not installed: its rows are missing")
        return
    for n in (1, 2):
        yield f"Dask, {n} worker{'s' if n > 1 else ''}", n, lambda n=n: dask(n)


def run(what: Sweep, executor: Executor, n_workers: int) -> tuple[list[Cell], float, float]:
    """Run a sweep into a file; return its cells, the wall-clock seconds and this process's own."""
    began, own, found = perf_counter(), process_time(), []
    with tempfile.TemporaryDirectory() as place, MapFile(Path(place) / "map.sqlite", what) as file:
        for cells in Driver(what, lambda: executor, n_workers).cells():
            file.add(cells)
            found += cells
    return found, perf_counter() - began, process_time() - own


def scaling(n_cells: int) -> float:
    """Print the table of cells a second; return the processor time of one cell in seconds."""
    what, seconds, one = grid(n_cells, 500), 0.0, 0.0
    print(f"\n{what.n_runs} cells: executor   cells/s  of one process  overhead per cell, own process's part")
    for name, n, make in executors():
        with make() as executor:
            kept = Instead(executor, trained_cells)  # which the driver does not end
            run(grid(4, 20), kept, n)  # the workers have started
            cells, wall, own = run(what, kept, n)
        rate, trained = len(cells) / wall, sum(cell.seconds for cell in cells)
        one, seconds = one or rate, seconds or trained / len(cells)
        overhead = (wall * n - trained) / len(cells)
        print(f"{name:>22} {rate:10.1f} {rate / one:10.2f} {1e3 * overhead:14.2f} ms {1e3 * own / len(cells):14.2f} ms")
    return seconds


def beginnings() -> None:
    """Print when the first cells come, and how long Map this takes."""
    for title, what in (
        ("the 32×32 map", grid(4096, 500, 4)),
        ("Map this, 9×9×2", around(BASE.replace(learning_rate=3.0), "rate_too_large", 500)),
    ):
        workers, began, first = LocalWorkers(2), perf_counter(), 0.0
        driver = Driver(what, lambda workers=workers: workers, 2)
        for cells in driver.cells():
            first = first or perf_counter() - began
            if driver.map.n_done > 200 or not cells:
                break
        workers.stop()
        n, wall = driver.map.n_done, perf_counter() - began
        print(f"{title}: the first cell after {first:.2f} s, {n} of {what.n_runs} cells after {wall:.1f} s")


def scheduler() -> tuple[float, float]:
    """Print the rates of cells that do nothing; return this process's seconds for a cell alone, and with the last one.

    The last executor is the Dask cluster, where it is there; its scheduler is a part of this process.
    """
    what = grid(IDLE_CELLS, UNTRAINED_STEPS)
    _, wall, least = run(what, Instead(AtOnce(), nothing), 1)
    print(f"\ncells that do nothing, {what.n_runs}: executor   cells/s  own process's time")
    print(f"{'in this process':>22} {what.n_runs / wall:10.0f} {1e3 * least / what.n_runs:10.2f} ms")
    for name, n, make in executors():
        with make() as executor:
            run(grid(4, UNTRAINED_STEPS), Instead(executor, nothing), n)
            _, wall, own = run(what, Instead(executor, nothing), n)
        print(f"{name:>22} {what.n_runs / wall:10.0f} {1e3 * own / what.n_runs:10.2f} ms")
    return least / what.n_runs, own / what.n_runs


def sizes() -> None:
    """Print how much room a cell takes."""
    what = grid(IDLE_CELLS, UNTRAINED_STEPS)
    values = [dict.fromkeys(STANDARD, 0.1 / (i + 3)) for i in range(what.n_runs)]
    cells = [Cell(each, MEASURED, 500, "healthy", row) for each, row in zip(what.places(), values, strict=True)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "map.sqlite"
        with MapFile(path, what) as file:
            file.add(cells)
        size = path.stat().st_size / len(cells)
    tracemalloc.start()
    found = SweepMap(what, (Cell(*c.__reduce__()[1]) for c in cells))
    held = tracemalloc.get_traced_memory()[0] / found.n_done
    tracemalloc.stop()
    print(f"\na cell with {len(STANDARD)} measures: {size:.0f} bytes in the file, {held:.0f} in the memory")


def predicted_s(n: int, cell_s: float, workers: int, own_s: float) -> float:
    """Return what n cells take: as long as the workers need, or the scheduler if it is slower, and the last tasks."""
    in_task = max(1, min(MOST_IN_TASK, int(TASK_S / cell_s)))
    return n * max(cell_s / workers, own_s) + in_task * cell_s / 2


def model(cell_s: float, own_s: float, cluster_s: float) -> None:
    """Print the model beside what sleeping cells take, and then what 10⁶ cells of this network would.

    The sleeping cells need `own_s` of this process, those on machines `cluster_s`.
    """
    print(f"\nsleeping cells of {1e3 * SLEEP_S:.0f} ms: workers   cells   model   took   ratio  own process's time")
    for n in SLEEPERS:
        what = grid(min(40_000, int(SLEPT_S * n / SLEEP_S)), UNTRAINED_STEPS)
        with ThreadPoolExecutor(n) as threads:
            _, wall, own = run(what, Instead(threads, asleep), n)
        least = predicted_s(what.n_runs, SLEEP_S, n, own_s)
        ratio, own_ms = wall / least, 1e3 * own / what.n_runs
        print(f"{n:31} {what.n_runs:7} {least:6.1f} s {wall:5.1f} s {ratio:6.2f} {own_ms:8.2f} ms")
    print(f"\n{MANY:,} cells of {1e3 * cell_s:.0f} ms, machines of {CORES} cores:")
    for n in MACHINES:
        hours = predicted_s(MANY, cell_s, n * CORES, cluster_s) / 3600
        print(f"{n:6} machines: {hours:8.2f} h")
    print(f"from {cell_s / cluster_s:.0f} processors on, the process that hands out the cells is the slowest part")


def main() -> None:
    """Print all tables."""
    cell_s = scaling(int(sys.argv[1]) if len(sys.argv) > 1 else 256)
    beginnings()
    own_s, cluster_s = scheduler()
    sizes()
    model(cell_s, own_s, cluster_s)


if __name__ == "__main__":
    main()
