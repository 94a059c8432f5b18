"""A sweep in the window's background: cells come while it runs, it pauses, stops, goes on, and is kept in a file."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from actviz.app.sweeping import Sweeping, map_path
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import Cell
from actviz.sweeps.map_file import MapFile, read_map
from actviz.sweeps.sweep import Place, Sweep
from actviz.training import RunConfig

BASE = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
SMALL = Sweep(BASE, (Axis("learning_rate", (0.1, 1.0, 10.0)),), 2, 20, ("loss",), title="Three rates")
LONG = Sweep(BASE, (Axis.log("learning_rate", 0.01, 10, 60),), 5, 3_000, ("loss",))


@pytest.fixture
def sweeping(qtbot: QtBot):
    assert qtbot
    found = Sweeping()
    yield found
    assert found.close()


def collected(sweeping: Sweeping) -> bool:
    sweeping.collect()
    return not sweeping.view.is_running


def test_cells_come_and_are_kept(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.start(SMALL)
    assert sweeping.view.is_running
    qtbot.waitUntil(lambda: collected(sweeping), timeout=30_000)
    found = sweeping.view.map
    assert found is not None
    assert found.n_done == 6
    assert sweeping.view.file == map_path(SMALL)
    assert len(read_map(map_path(SMALL))[1]) == 6


def test_a_stopped_sweep_keeps_what_it_has_and_goes_on(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.start(LONG)
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None and sweeping.view.map.n_done > 2,
                    timeout=30_000)  # fmt: skip
    sweeping.cancel()
    qtbot.waitUntil(lambda: collected(sweeping), timeout=30_000)
    found = sweeping.view.map
    assert found is not None
    n = found.n_done
    assert 2 < n < LONG.n_runs
    sweeping.go_on()
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None and sweeping.view.map.n_done > n,
                    timeout=30_000)  # fmt: skip


def test_a_paused_sweep_measures_nothing_more(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.start(LONG)
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None and sweeping.view.map.n_done > 0,
                    timeout=30_000)  # fmt: skip
    sweeping.pause(True)
    assert sweeping.view.is_paused

    def rests() -> bool:
        before = sweeping.view.map.n_done if sweeping.view.map else 0
        qtbot.wait(400)
        sweeping.collect()
        return sweeping.view.map is not None and sweeping.view.map.n_done == before

    qtbot.waitUntil(rests, timeout=30_000)
    sweeping.pause(False)
    assert not sweeping.view.is_paused


def test_the_surroundings_of_a_run_are_mapped_with_the_run_in_them(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.map_around(BASE, "killed")
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None, timeout=30_000)
    found = sweeping.view.map
    assert found is not None
    assert found.sweep.shape == (9, 9)
    assert [axis.field for axis in found.sweep.axes] == ["learning_rate", "init_scale"]
    assert BASE.learning_rate in found.sweep.axes[0].values
    assert BASE.init_scale in found.sweep.axes[1].values


def test_a_file_that_cannot_be_used_is_told_and_the_map_on_show_stays(
    qtbot: QtBot, sweeping: Sweeping, tmp_path: Path
) -> None:
    with MapFile(tmp_path / "a.sqlite", SMALL) as file:
        file.add([Cell(Place(0, 0, 0), "measured", 20, "healthy", {"loss": 1.0})])
    sweeping.open(tmp_path / "a.sqlite")
    shown = sweeping.view.map
    assert shown is not None
    assert shown.n_done == 1
    (tmp_path / "b.sqlite").write_text("no map")
    for use in (sweeping.open, sweeping.compare):
        with qtbot.waitSignal(sweeping.failed) as told:
            use(tmp_path / "b.sqlite")
        assert "b.sqlite" in told.args[0]
    assert sweeping.view.map is shown
    sweeping.compare(tmp_path / "a.sqlite")
    assert sweeping.view.other is not None
    sweeping.compare(None)
    assert sweeping.view.other is None


def test_a_file_of_another_sweep_is_refused_by_the_thread_too(qtbot: QtBot, sweeping: Sweeping, tmp_path: Path) -> None:
    with MapFile(tmp_path / "a.sqlite", SMALL):
        pass
    with qtbot.waitSignal(sweeping.failed, timeout=30_000) as told:
        sweeping.start(LONG, tmp_path / "a.sqlite")
        qtbot.waitUntil(lambda: collected(sweeping), timeout=30_000)
    assert "a.sqlite" in told.args[0]


def n_threads() -> int:
    return sum(thread.name == "actviz-sweep" for thread in threading.enumerate())


def test_a_sweep_in_the_place_of_another_begins_when_that_has_ended(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.start(LONG)
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None, timeout=30_000)
    for sweep in (LONG, SMALL, LONG, SMALL):
        sweeping.start(sweep)
        assert n_threads() == 1
        assert sweeping.view.is_running
    qtbot.waitUntil(lambda: collected(sweeping), timeout=30_000)
    found = sweeping.view.map
    assert found is not None
    assert found.sweep == SMALL
    assert found.n_done == 6


def test_a_sweep_that_waits_for_another_can_be_cancelled(qtbot: QtBot, sweeping: Sweeping) -> None:
    sweeping.start(LONG)
    qtbot.waitUntil(lambda: not collected(sweeping) and sweeping.view.map is not None, timeout=30_000)
    sweeping.start(SMALL)
    sweeping.cancel()
    qtbot.waitUntil(lambda: collected(sweeping), timeout=30_000)
    assert sweeping.view.map is None
    assert not map_path(SMALL).exists()
