"""Panels come to the front, go back, float in a frame; and a new window suits its screen."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.ui.theme import theme
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.window_memory import first_size

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


def seen(window: MainWindow) -> set[str]:
    return {panel.key for panel in window.docks.seen_panels}


def test_a_panel_behind_a_tab_comes_to_the_front_and_closes_only_there(qtbot: QtBot, window: MainWindow) -> None:
    action = window.actions_by_key["panel.unit"]
    assert not action.isChecked(), "nobody can see it"
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "unit" in seen(window))
    assert action.isChecked()
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "unit" not in seen(window))
    assert window.docks.docks["unit"].isHidden()
    assert not action.isChecked()


@pytest.mark.parametrize("key", ["network", "laboratory"])
def test_a_large_panel_offers_the_way_back(qtbot: QtBot, window: MainWindow, key: str) -> None:
    before = seen(window)
    window.docks.toggle_maximised(key)
    qtbot.waitUntil(lambda: seen(window) == {key})
    back = window.panels[key].header.back_button
    assert back.isVisible()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: seen(window) == before)
    assert not back.isVisible()


def test_a_floating_panel_has_a_frame_and_a_title_bar_and_lies_aside(qtbot: QtBot, window: MainWindow) -> None:
    dock, panel = window.docks.docks["loss"], window.panels["loss"]
    place = dock.mapToGlobal(dock.rect().topLeft())
    float_it = next(action for action in panel.menu.actions() if action.text() == "Float")
    float_it.trigger()
    qtbot.waitUntil(dock.isFloating)
    assert dock.mapToGlobal(dock.rect().topLeft()) != place
    picture = dock.grab().toImage()
    for x, y in ((0, picture.height() // 2), (picture.width() - 1, picture.height() // 2)):
        assert picture.pixelColor(x, y).name() == theme.current().strong_border.lower()
    qtbot.mouseClick(panel.header.back_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dock.isFloating())


def test_a_button_whose_menu_was_closed_elsewhere_does_not_stay_lit(window: MainWindow) -> None:
    button = window.panels["network"].header.menu_button
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as Qt leaves it when a menu has opened under the mouse
    button.menu().aboutToHide.emit()
    assert not button.underMouse()


@pytest.mark.parametrize(
    ("room", "size"),
    [
        ((1920, 1080), (1632, 918)),
        ((2560, 1440), (2176, 1224)),
        ((1366, 768), (1280, 768)),
        ((1024, 640), (1024, 640)),
    ],
)
def test_a_new_window_suits_its_screen(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(room) == size
