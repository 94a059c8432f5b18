"""The sweep in the window: Diagnosis maps a run's surroundings, and cells open as runs while all else goes on."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from actviz.lessons.measures import MEASURES
from actviz.sweeps.axis import Axis
from actviz.sweeps.cell import Cell
from actviz.sweeps.map_file import MapFile
from actviz.sweeps.sweep import Sweep
from actviz.training import RunConfig
from actviz.training.config.run_name import names_apart
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
RATES = Sweep(SMALL, (Axis("learning_rate", (0.1, 1.0)), Axis("init_scale", (0.5, 1.0))), 1, 10, ("loss",))


@pytest.fixture
def mapped(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with a finished map of four runs."""
    with MapFile(tmp_path / "a.sqlite", RATES) as file:
        file.add(Cell(place, "measured", 10, "healthy", {"loss": 1.0 + place.first}) for place in RATES.places())
    window.session.sweeping.open(tmp_path / "a.sqlite")
    window.docks.set_shown("sweep_map", True)
    return window


def test_map_this_maps_the_surroundings_and_the_training_goes_on(qtbot: QtBot, window: MainWindow) -> None:
    diagnosis, sweeping = window.panels["diagnosis"], window.session.sweeping
    qtbot.waitUntil(lambda: bool(window.session.lanes) and window.session.lanes[0].diagnosis is not None)
    window.session.play()
    qtbot.mouseClick(diagnosis.map_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sweeping.view.map is not None and sweeping.view.map.n_done > 0, timeout=30_000)
    assert window.docks.docks["sweep_map"].in_view
    assert window.session.playing
    before = window.session.view.newest
    qtbot.waitUntil(lambda: window.session.view.newest > before, timeout=10_000)
    panel = window.panels["sweep_map"]
    qtbot.mouseClick(panel.strip.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not sweeping.view.is_running and panel.is_up_to_date, timeout=30_000)


def test_a_cell_becomes_a_lane_and_the_next_one_takes_its_place(qtbot: QtBot, mapped: MainWindow) -> None:
    plan, panel = mapped.session.plan, mapped.panels["sweep_map"]
    for rate in RATES.axes[0].values:
        panel.sweep_asked.emit("lane", SMALL.replace(learning_rate=rate, init_scale=0.5))
        assert [lane.config.learning_rate for lane in plan.setup] == [SMALL.learning_rate, rate]
        assert [lane.name for lane in plan.setup] == names_apart([lane.config for lane in plan.setup])
        qtbot.waitUntil(lambda: len(mapped.session.lanes) == 2, timeout=10_000)


def test_a_lane_that_somebody_has_named_keeps_its_name_beside_a_cell(mapped: MainWindow) -> None:
    plan, panel = mapped.session.plan, mapped.panels["sweep_map"]
    plan.rename_lane(0, "mine")
    panel.sweep_asked.emit("lane", SMALL.replace(learning_rate=0.7))
    assert plan.setup[0].name == "mine"
    assert "0.7" in plan.setup[1].name


def test_a_cell_with_the_settings_of_the_run_opens_no_second_lane_and_says_why(mapped: MainWindow) -> None:
    plan, panel = mapped.session.plan, mapped.panels["sweep_map"]
    panel.sweep_asked.emit("lane", SMALL.replace(seed=9))  # it would train with the seed of the run in the window
    assert [lane.config for lane in plan.setup] == [SMALL]
    assert mapped.messages.text


def test_a_cell_becomes_the_run_and_undo_goes_back(qtbot: QtBot, mapped: MainWindow) -> None:
    plan, panel = mapped.session.plan, mapped.panels["sweep_map"]
    config = SMALL.replace(learning_rate=1.0, seed=5)
    panel.sweep_asked.emit("run", config)
    assert [lane.config for lane in plan.setup] == [config]
    plan.undo()
    assert [lane.config for lane in plan.setup] == [SMALL]
    qtbot.waitUntil(lambda: bool(mapped.session.lanes), timeout=10_000)


def test_a_file_that_is_no_map_is_told(qtbot: QtBot, mapped: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "b.sqlite").write_bytes(b"hello" * 1000)
    mapped.session.sweeping.open(tmp_path / "b.sqlite")
    qtbot.waitUntil(lambda: "b.sqlite" in mapped.messages.text)


def test_the_report_has_the_map_that_is_on_show(
    qtbot: QtBot, mapped: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = mapped.panels["sweep_map"]
    qtbot.waitUntil(lambda: panel.isVisible() and panel.is_up_to_date and panel.heat.plot.widget.isVisible())
    sections = [each.report_section() for each in mapped.docks.seen_panels]
    (section,) = filter(None, sections)
    for text in (RATES.axes[0].label, RATES.axes[1].label, MEASURES["loss"].text(2.0), "<svg"):
        assert text in section
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.html"), ""))
    mapped.actions_by_key["export.report"].trigger()
    qtbot.waitUntil(lambda: not mapped.exports.busy, timeout=30_000)
    assert section in (tmp_path / "r.html").read_text(encoding="utf-8")
    mapped.docks.set_shown("sweep_map", False)
    assert not any(each.report_section() for each in mapped.docks.seen_panels)
