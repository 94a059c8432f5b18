"""Presenting fills the screen with what a class is to see; Escape brings the window back as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabBar

from actviz.app.settings import Settings
from actviz.training.config.config import RunConfig
from actviz.ui.window.presenting import POINTER_PX, presented_percent
from tests.ui.window.test_lesson_show import panel, ready

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains


@pytest.fixture
def window(open_window):
    """A window of each test's own: presenting arranges it."""
    opened = open_window()
    yield opened
    opened.presenting.leave()


def sizes(window):
    """Return the width and the height of each panel that is in view."""
    return {key: dock.size().toTuple() for key, dock in window.docks.docks.items() if dock.in_view}


def shown(window):
    """Return the panels in view, and those behind them as tabs."""
    return {key for key, dock in window.docks.docks.items() if dock.isVisible()}


def is_like(now, before):
    """Whether the same panels are in view, and as large, but for what Qt rounds."""
    return now.keys() == before.keys() and all(now[key] == pytest.approx(before[key], abs=2) for key in now)


def present(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(window.isFullScreen)


def test_nothing_but_what_is_to_be_seen_stays_and_all_of_it_comes_back(qtbot, window):
    qtbot.waitUntil(lambda: window.docks.placement.settled)
    before, panels, height = sizes(window), shown(window), window.top_bar.fontInfo().pixelSize()
    present(qtbot, window)
    assert window.actions_by_key["present"].isChecked()
    assert not any(part.isVisible() for part in (window.menuBar(), window.controls, window.status))
    assert shown(window) == panels
    assert window.top_bar.fontInfo().pixelSize() > height
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.pixmap().deviceIndependentSize().width() == POINTER_PX
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isFullScreen() and is_like(sizes(window), before))
    assert all(part.isVisible() for part in (window.menuBar(), window.controls, window.status))
    assert window.top_bar.fontInfo().pixelSize() == height
    assert window.settings.text_percent == 100
    assert QGuiApplication.overrideCursor() is None
    assert not window.actions_by_key["present"].isChecked()


def test_a_lesson_is_presented_and_goes_on_afterwards(qtbot, window):
    window.lessons.open("vanishing")
    ready(qtbot, window)
    present(qtbot, window)
    assert panel(window) in window.docks.seen_panels
    qtbot.mouseClick(panel(window).main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.lessons.place == 1)
    ready(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.presenting.is_on
    assert window.lessons.place == 1
    assert panel(window) in window.docks.seen_panels


def test_a_lesson_that_was_opened_meanwhile_keeps_its_arrangement(qtbot, window):
    present(qtbot, window)
    window.lessons.open("vanishing")
    ready(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert panel(window) in window.docks.seen_panels


def test_keys_work_without_the_menus(qtbot, window):
    present(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 1)


def test_a_window_that_is_closed_while_presenting_starts_as_it_was(qtbot, window, tmp_path):
    window.settings.path = tmp_path / "settings.json"
    layout, geometry = window.docks.layout_state(), bytes(window.saveGeometry().data())
    present(qtbot, window)
    window.memory.remember()
    window.memory.save()
    kept = Settings.load(window.settings.path)
    assert kept.layout == layout
    assert kept.text_percent == 100
    assert kept.geometry == geometry


def test_a_higher_screen_is_presented_with_larger_type():
    assert presented_percent(400) == 100
    assert 100 < presented_percent(800) < presented_percent(1080) <= presented_percent(2160)


def test_no_tabs_are_left_where_panels_were(qtbot, window):
    qtbot.waitUntil(lambda: window.docks.placement.settled)
    window.lessons.open("vanishing")  # which places the panels again
    ready(qtbot, window)
    present(qtbot, window)
    area = window.docks.rect()

    def shown():
        bars = [
            bar for bar in window.docks.findChildren(QTabBar) if bar.isVisible() and area.intersects(bar.geometry())
        ]
        return [{bar.tabText(place) for place in range(bar.count())} for bar in bars]

    titles = {dock.windowTitle() for dock in window.docks.docks.values() if not dock.isHidden()}
    qtbot.waitUntil(lambda: shown() != [] and all(tabs <= titles for tabs in shown()))
    assert len({frozenset(tabs) for tabs in shown()}) == len(shown())
