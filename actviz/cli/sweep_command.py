"""`sweep` trains a run for each of many settings into a file, and shows such a file as a map in the terminal."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from actviz.cli.config_options import whole_number
from actviz.cli.json_target import add_json_option, check_target, finite, write_json
from actviz.cli.streams import complain, say
from actviz.number_text import count, duration
from actviz.registry import BadInput, quoted
from actviz.sweeps.cell import Cell, job_of, trained_cell
from actviz.sweeps.driver import Driver
from actviz.sweeps.map_file import MapFile, read_map
from actviz.sweeps.map_text import map_text
from actviz.sweeps.results import SweepMap
from actviz.sweeps.running import GUESSED_WORKERS, with_settings
from actviz.sweeps.sweep import Place, Sweep
from actviz.sweeps.sweep_file import read_sweep
from actviz.sweeps.workers import LocalWorkers, cores, dask_workers

LONG_S = 600  # a sweep that will take longer is asked about
MOST_WORKERS = 512


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="what is swept, as TOML")
    parser.add_argument("--out", metavar="MAP", help="the file of results; one that is there is continued")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=whole_number, metavar="N", help=f"how many processes ({cores()})")
    where.add_argument("--scheduler", metavar="ADDRESS", help="run on a Dask cluster, such as tcp://host:8786")
    parser.add_argument("--show", metavar="MAP", help="show a file of results instead, as a map in the terminal")
    parser.add_argument("--measure", metavar="NAME", help="which measure to show; without it, the file's first")
    parser.add_argument("--yes", action="store_true", help="do not ask before a sweep that takes long")
    add_json_option(parser)


def run(options: argparse.Namespace) -> int:
    """Train a run for each of many settings, on all processors or a cluster; or show what came of it.

    Ctrl+C stops a sweep; the same command continues it, on another executor too.
    """
    check_target(options.json)
    if options.show is not None:
        if options.file is not None or options.out is not None:
            raise BadInput("--show reads a file of results, and goes with neither FILE nor --out")
        return _show(options)
    if options.file is None or options.out is None:
        raise BadInput("sweep needs FILE, what is swept, and --out MAP, the file of results; or --show MAP")
    if options.workers is not None and not 1 <= options.workers <= MOST_WORKERS:
        raise BadInput(f"--workers must be from 1 to {MOST_WORKERS:,}, got {options.workers:,}")
    sweep = read_sweep(Path(options.file))
    with MapFile(Path(options.out), sweep) as file:
        known = file.cells()
        if len(known) < sweep.n_runs and not (options.yes or _may_take_its_time(sweep, len(known), options)):
            return 1
        with _workers(options) as (make, n_workers):
            driver = Driver(sweep, make, n_workers, known)
            _run(driver, file)
    done = driver.map
    if options.json is not None:
        write_json(options.json, _values(done))
    else:
        say(map_text(done, _measure(sweep, options.measure)))
    return 0


def _show(options: argparse.Namespace) -> int:
    sweep, cells = read_map(Path(options.show))
    found = SweepMap(sweep, cells)
    if options.json is not None:
        write_json(options.json, _values(found))
    else:
        say(map_text(found, _measure(sweep, options.measure)))
    return 0


def _measure(sweep: Sweep, wanted: str | None) -> str:
    if wanted is None:
        return sweep.measures[0]
    if wanted not in (*sweep.measures, "verdict"):
        raise BadInput(f"this sweep has not measured {quoted(wanted)}: it has {', '.join(sweep.measures)} and verdict")
    return wanted


@contextmanager
def _workers(options: argparse.Namespace) -> Iterator[tuple[Callable[[], Executor], int]]:
    if options.scheduler is None:
        n = options.workers or cores()
        yield (lambda: LocalWorkers(n)), n
        return
    with dask_workers(options.scheduler) as (executor, n_threads):
        yield (lambda: executor), n_threads or GUESSED_WORKERS


def _may_take_its_time(sweep: Sweep, n_known: int, options: argparse.Namespace) -> bool:
    """Say how long a large sweep will take, and ask; a small one is not asked about."""
    if sweep.n_runs - n_known < LONG_S * 2:  # some 0.5 s each at most, or it is seen in the progress
        return True
    began = time.perf_counter()
    middle = Place(sweep.shape[0] // 2, sweep.shape[1] // 2, 0)
    trained_cell(job_of(sweep, middle))
    seconds = (time.perf_counter() - began) * (sweep.n_runs - n_known)
    n = options.workers or (GUESSED_WORKERS if options.scheduler else cores())
    if seconds / n < LONG_S:
        return True
    complain(f"{count(sweep.n_runs - n_known, 'run')} will take about {duration(seconds / n)} on {count(n, 'worker')}.")
    if not sys.stdin.isatty():
        complain("With --yes they are run without asking.")
        return False
    return input("Run them? [y/N] ").strip().lower() in ("y", "yes")


def _run(driver: Driver, file: MapFile) -> None:
    from tqdm import tqdm

    n_known = driver.map.n_done
    total = driver.map.sweep.n_runs
    with tqdm(total=total, initial=n_known, unit=" runs", file=sys.stderr, disable=None, smoothing=0.05) as bar:
        running = driver.cells()
        try:
            for cells in running:
                file.add(cells)
                bar.update(len(cells))
                if driver.map.n_failed or driver.map.n_diverged:
                    bar.set_postfix(diverged=driver.map.n_diverged, failed=driver.map.n_failed, refresh=False)
        finally:
            running.close()


def _values(found: SweepMap) -> dict[str, Any]:
    sweep = found.sweep
    return {"sweep": sweep.to_dict(), "cells": [_cell(with_settings(sweep, cell)) for cell in found.cells.values()]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "settings": dict(cell.settings),
        "seed": cell.place.seed,
        "state": cell.state,
        "step": cell.step,
        "verdict": cell.verdict or None,
        "values": {name: finite(value) for name, value in cell.values.items()},
        "message": cell.message or None,
    }
