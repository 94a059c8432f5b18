"""A sweep on executors: the same results on each, retries, failures that are told, stopping and pausing."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

import actviz
from actviz.lessons.measures import seen_of
from actviz.registry import BadInput
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import DIVERGED, FAILED, MEASURED, Cell
from actviz.sweeps.driver import Control, Driver
from actviz.sweeps.sweep import Sweep
from actviz.sweeps.workers import LocalWorkers, dask_workers
from actviz.training import RunConfig, Trainer

BASE = RunConfig(hidden=(5, 5), n_examples=80, batch_size=16)
RATES = {"learning_rate": (0.1, 1.0, 1e3), "init_scale": (0.5, 2.0)}


def small(seeds: int = 1, steps: int = 30, **changes: object) -> Sweep:
    axes = tuple(Axis(name, values) for name, values in RATES.items())
    return Sweep(BASE, axes, seeds, steps, **changes)  # type: ignore[arg-type]


def told(cells: list[Cell]) -> dict[tuple[int, int, int], object]:
    """Return what came of each run but the time that it took; NaN is not equal to itself, its text is."""
    return {c.place: (c.state, c.step, c.verdict, str(dict(c.values)), c.message) for c in cells}


def run(what: Sweep, make: Callable[[], Executor], n: int = 2, control: Control | None = None) -> list[Cell]:
    return [cell for cells in Driver(what, make, n, control=control).cells() for cell in cells]


@pytest.fixture(scope="module")
def alone() -> list[Cell]:
    """What each run gives when it is trained alone, in this process."""
    from actviz.sweeps.cell import job_of, trained_cell

    what = small(seeds=2)
    return [trained_cell(job_of(what, place)) for place in what.places()]


def test_a_cell_is_what_a_trainer_measures(alone: list[Cell]) -> None:
    cell = next(cell for cell in alone if cell.place == (1, 0, 1))
    trainer = Trainer(BASE.replace(learning_rate=1.0, init_scale=0.5, seed=1))
    trainer.advance(30)
    snapshot, diagnosis = trainer.measure(), actviz.diagnose(trainer)
    assert cell.state == MEASURED
    assert cell.step == 30
    assert cell.verdict == diagnosis.verdict.key
    assert cell.values["loss"] == snapshot.loss
    assert cell.values["dead_share"] == snapshot.n_dead / 10
    assert {cell.state for cell in alone if cell.place.first == 2} <= {MEASURED, DIVERGED}


def test_processes_give_the_same_bits_and_end(alone: list[Cell]) -> None:
    workers: list[LocalWorkers] = []

    def make() -> LocalWorkers:
        workers.append(LocalWorkers(2))
        return workers[-1]

    assert told(run(small(seeds=2), make)) == told(alone)
    assert len(workers) == 1
    with pytest.raises(RuntimeError):
        workers[0].submit(os.getpid)


def test_a_dask_cluster_gives_the_same_bits(alone: list[Cell]) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        dask_workers(cluster.scheduler_address) as (executor, n),
    ):
        assert n == 1
        assert told(run(small(seeds=2), lambda: executor, n)) == told(alone)


def test_dask_takes_a_job_that_is_tried_again_for_another_task() -> None:
    tokenize = pytest.importorskip("dask.tokenize").tokenize
    from actviz.sweeps.cell import job_of

    job = job_of(small(), next(iter(small().places())))
    assert tokenize([job]) != tokenize([job])


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere", "tcp://"])
def test_a_scheduler_that_is_not_there_is_told_with_the_local_way(address: str, monkeypatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("actviz.sweeps.workers.CONNECT_S", 0.5)
    with pytest.raises(BadInput) as fault, dask_workers(address):
        pass
    assert address in str(fault.value)
    assert "--scheduler" in str(fault.value)
    assert "\n" not in str(fault.value)


class Deadly(Executor):
    """Runs a task at once; one with a certain run breaks it, as a process that is killed does."""

    def __init__(self, deadly: set[tuple[int, int, int]], times: list[int]) -> None:
        self.deadly, self.times, self.broken = deadly, times, False

    def submit(self, fn, /, *args, **kwargs):
        if self.broken:
            raise BrokenProcessPool("it is broken")
        future: Future = Future()
        if self.deadly & {job.place for job in args[0]} and self.times[0]:
            self.times[0] -= 1
            self.broken = True
            future.set_exception(BrokenProcessPool("a process was terminated abruptly"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_worker_that_dies_costs_a_retry() -> None:
    times = [2]
    cells = run(small(), lambda: Deadly({(1, 1, 0)}, times))
    assert times == [0]
    assert len(cells) == len({cell.place for cell in cells}) == 6
    assert FAILED not in {cell.state for cell in cells}


def test_a_run_that_always_kills_its_worker_fails_and_the_others_do_not() -> None:
    cells = run(small(seeds=2), lambda: Deadly({(1, 1, 0)}, [10**6]))
    assert len(cells) == len({cell.place for cell in cells}) == 12
    assert [cell.place for cell in cells if cell.state == FAILED] == [(1, 1, 0)]
    assert "died" in next(cell.message for cell in cells if cell.state == FAILED)


def test_settings_that_cannot_be_together_are_a_failed_cell_that_says_why() -> None:
    what = Sweep(BASE, (Axis("width", (4, 4096)), Axis("depth", (2, 200))), 1, 1)
    cells = run(what, lambda: ThreadPoolExecutor(1), 1)
    failed = [cell for cell in cells if cell.state == FAILED]
    assert [cell.place[:2] for cell in failed] == [(1, 1)]
    assert failed[0].why == failed[0].message
    assert failed[0].packed


def test_a_diverged_run_is_told_apart_from_a_failed_one() -> None:
    wild = BASE.replace(activation="identity", dataset="plane", learning_rate=1e3)
    cells = run(
        Sweep(wild, (Axis("init_scale", (1.0, 5.0)),), 1, 200, ("loss", "diverged_at")), lambda: ThreadPoolExecutor(1)
    )
    assert {cell.state for cell in cells} == {DIVERGED}
    assert all(cell.values["diverged_at"] >= cell.step and cell.message for cell in cells)


def test_a_rule_ends_a_run_early() -> None:
    what = small(steps=5_000, stop=actviz_stop("loss below 0.3"))
    cells = run(what, lambda: ThreadPoolExecutor(2))
    learned = [cell for cell in cells if cell.values["loss"] < 0.3]
    assert learned
    assert all(cell.step < 5_000 and cell.step % 50 == 0 for cell in learned)


def actviz_stop(text: str):
    from actviz.sweeps.sweep import Stop

    return Stop.read(text)


def test_a_sweep_is_stopped_between_two_runs() -> None:
    control = Control()
    driver = Driver(small(seeds=50), lambda: ThreadPoolExecutor(1), 1, control=control)
    n = 0
    for cells in driver.cells():
        n += len(cells)
        control.cancelled.set()
    assert 0 < n < 300


def test_a_paused_sweep_waits_and_goes_on() -> None:
    control = Control()
    control.paused.set()
    found: list[Cell] = []
    thread = threading.Thread(target=lambda: found.extend(run(small(), lambda: ThreadPoolExecutor(1), 1, control)))
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    assert not found
    control.paused.clear()
    thread.join(30)
    assert len(found) == 6


def test_what_is_known_is_not_run_again_but_what_failed_is(alone: list[Cell]) -> None:
    known = [*alone[:5], Cell(alone[5].place, FAILED, message="no memory")]
    driver = Driver(small(seeds=2), lambda: ThreadPoolExecutor(1), 1, known)
    fresh = {cell.place for cells in driver.cells() for cell in cells}
    assert fresh == {cell.place for cell in alone[5:]}
    assert told(list(driver.map.cells.values())) == told(alone)


def test_points_between_others_that_agree_may_be_left_out_and_are_known_to_be() -> None:
    what = Sweep(BASE, (Axis.log("learning_rate", 0.01, 0.011, 33),), 1, 0, ("loss",), refine="changing")
    driver = Driver(what, lambda: ThreadPoolExecutor(1), 1)
    n = sum(len(cells) for cells in driver.cells())
    assert n < 33
    assert len(driver.map.left_out) == 33 - n
    assert not {(place.first, place.second) for place in driver.map.cells} & driver.map.left_out


def test_the_public_function_yields_cells_with_their_settings(alone: list[Cell]) -> None:
    cells = list(actviz.sweep(BASE, RATES, seeds=2, steps=30, executor=ThreadPoolExecutor(1)))
    assert told(cells) == told(alone)
    cell = next(cell for cell in cells if cell.place == (2, 1, 0))
    assert dict(cell.settings) == {"learning_rate": 1e3, "init_scale": 2.0}


@pytest.fixture(autouse=True)
def no_process_left() -> Iterator[None]:
    yield
    import multiprocessing

    assert not multiprocessing.active_children()


def test_a_cell_has_the_verdict_and_measures_of_a_run_that_knows_what_killed_its_units() -> None:
    from actviz.lessons.measures import MEASURES
    from actviz.sweeps.cell import job_of, trained_cell

    axes = (Axis.log("learning_rate", 0.05, 20, 6), Axis.log("init_scale", 0.2, 8, 5))
    what = Sweep(BASE.replace(hidden=(8, 8, 8)), axes, 1, 150)
    n_dead = 0
    for place in what.places():
        cell = trained_cell(job_of(what, place))
        trainer = Trainer(what.config(place))
        trainer.advance(what.steps)
        seen, diagnosis = seen_of(trainer)
        n_dead += seen.snapshot.n_dead
        assert cell.verdict == diagnosis.verdict.key
        assert str(dict(cell.values)) == str({name: float(MEASURES[name].of(seen)) for name in what.measures})
    assert n_dead > 20


def test_a_verdict_needs_no_suggestions() -> None:
    trainer = Trainer(BASE.replace(activation="sigmoid", hidden=(5,) * 8))
    trainer.advance(30)
    (_, whole), (_, short) = seen_of(trainer), seen_of(trainer, with_suggestions=False)
    assert whole.verdict.suggestions
    assert not short.verdict.suggestions
    assert short.verdict.key == whole.verdict.key
    assert short.verdict.explanation == whole.verdict.explanation
