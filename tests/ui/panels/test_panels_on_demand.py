"""Panels are built when they first come into view, or at leisure."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

import actviz.ui.panels
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.panels import PANELS
from actviz.ui.window import dock_area, presets
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
NEVER_MS = 1_000_000
TURNS = 20  # of the event loop in which nothing moves any more after a resize


@pytest.fixture(autouse=True)
def no_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dock_area, "IDLE_MS", NEVER_MS)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = open_window(qtbot, Settings(theme="light"))
    yield window
    window.close()


def open_window(qtbot: QtBot, settings: Settings) -> MainWindow:
    window = make_window(Session(SMALL), settings)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.session.lanes) and bool(window.docks.seen_panels), timeout=10_000)
    return window


def built(window: MainWindow) -> set[str]:
    return {panel.key for panel in window.docks.built_panels}


def click_on_tab(qtbot: QtBot, window: MainWindow, text: str) -> None:
    for bar in window.docks.findChildren(QTabBar):
        for i in range(bar.count()):
            if bar.tabText(i) == text:
                qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(i).center())


@pytest.mark.parametrize("key", PANELS)
def test_every_panel_of_the_list_can_be_loaded(key: str) -> None:
    assert PANELS[key].load().key == key


def test_every_file_beside_the_list_is_in_it() -> None:
    folder = Path(actviz.ui.panels.__file__).parent
    assert {path.stem for path in folder.iterdir() if not path.name.startswith("_")} == {*PANELS, "base"}


@pytest.mark.parametrize("preset", presets.PRESETS)
def test_at_first_only_the_panels_on_screen_are_built(qtbot: QtBot, preset: str) -> None:
    window = open_window(qtbot, Settings(theme="light", preset=preset))
    assert built(window) == {panel.key for panel in window.docks.seen_panels}
    assert len(built(window)) < len(PANELS)
    window.close()


def test_a_stored_arrangement_builds_what_it_shows_and_no_more(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.set_shown("unit", True)
    window.docks.set_shown("loss", False)
    qtbot.waitUntil(lambda: window.docks.docks["unit"].seen)
    seen = {panel.key for panel in window.docks.seen_panels}
    window.close()
    again = open_window(qtbot, window.settings)
    qtbot.waitUntil(lambda: {panel.key for panel in again.docks.seen_panels} == seen)
    assert built(again) == seen
    again.close()


def test_a_panel_that_floated_floats_again(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.set_shown("why", True)
    window.docks.docks["why"].setFloating(True)
    qtbot.waitUntil(lambda: window.docks.docks["why"].seen)
    window.close()
    again = open_window(qtbot, window.settings)
    dock = again.docks.docks["why"]
    qtbot.waitUntil(lambda: dock.seen and dock.isFloating() and dock.windowTitle() == "Why")
    assert dock.titleBarWidget() is again.panels["why"].header
    dock.setFloating(False)
    again.close()


def test_a_panel_is_built_and_drawn_at_once_when_its_tab_is_raised(qtbot: QtBot, window: MainWindow) -> None:
    assert "dead_units" not in built(window)
    click_on_tab(qtbot, window, "Dead units")
    assert "dead_units" in built(window)
    assert len(window.panels["dead_units"].table()) > 1  # without another turn of the event loop


def test_a_panel_that_is_looked_up_is_built_without_being_shown(window: MainWindow) -> None:
    assert "why" not in built(window)
    assert window.panels["why"].title == "Why"
    assert window.docks.docks["why"].isHidden()


def test_the_rest_is_built_at_leisure_and_moves_nothing(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.resize(1000, 560)
    qtbot.waitUntil(lambda: window.docks.placement.settled)
    readings: list[dict[str, QRect]] = []

    def rests() -> bool:
        readings.append({panel.key: window.docks.docks[panel.key].geometry() for panel in window.docks.seen_panels})
        return len(readings) > TURNS and all(each == readings[-1] for each in readings[-TURNS:])

    qtbot.waitUntil(rests)
    places = readings[-1]
    monkeypatch.setattr(dock_area, "REST_MS", 0)
    with qtbot.waitSignal(window.docks.all_built, timeout=10_000):
        window.docks.idle_timer.start(0)
    assert built(window) == set(PANELS)
    assert {key: window.docks.docks[key].geometry() for key in places} == places


def test_a_panel_begins_with_the_theme_of_its_time(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_key["theme.dark"].trigger()
    click_on_tab(qtbot, window, "Dead units")
    panel = window.panels["dead_units"]
    assert panel.grab().toImage().pixelColor(panel.rect().center()).lightness() < 80
    window.actions_by_key["theme.light"].trigger()


def test_a_panel_that_comes_late_answers_to_its_header_and_its_menu(qtbot: QtBot, window: MainWindow) -> None:
    click_on_tab(qtbot, window, "Unit")
    qtbot.mouseDClick(window.panels["unit"].header, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert window.docks.maximised == "unit"
    texts = [action.text() for action in window.panels["unit"].menu.actions()]
    assert texts[-3:] == ["Restore", "Float", "Close"]


def test_a_panel_that_comes_late_can_select(window: MainWindow) -> None:
    window.panels["deaths"].selected.emit(2, 1)
    assert (window.session.view.selection.layer, window.session.view.selection.unit) == (2, 1)


def test_a_closed_window_builds_nothing_more(window: MainWindow) -> None:
    window.docks.idle_timer.start(NEVER_MS)
    window.close()
    assert not window.docks.idle_timer.isActive()
