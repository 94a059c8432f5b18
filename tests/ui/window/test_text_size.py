"""The size of text: chosen in the menu, stored, and all of the window follows it at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.theme import text_size
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json", theme="light")


def fonts(parts: list[QWidget]) -> list[float]:
    return [part.font().pointSizeF() for part in parts]


def test_text_is_13_px_high_on_a_small_screen(window: MainWindow) -> None:
    assert text_size.text_px(100, window.screen()) == pytest.approx(13.0)
    assert window.top_bar.fontInfo().pixelSize() == 13


def test_all_text_grows_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    parts = [window, *(part for part in window.findChildren(QWidget) if part.isVisible())]
    before, height = fonts(parts), window.top_bar.height()
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.settings.text_percent == 110
    for _ in range(2):
        window.actions_by_key["text_larger"].trigger()
    assert fonts(parts) == pytest.approx([1.5 * points for points in before], rel=0.01)
    assert window.top_bar.height() == pytest.approx(1.5 * height, abs=1)
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert fonts(parts) == pytest.approx(before, rel=0.01)
    assert window.top_bar.height() == height


def test_the_size_is_stored(open_window: Callable[..., MainWindow], settings: Settings) -> None:
    window = open_window(settings)
    window.appearance.set_text(150)
    window.close()
    stored = Settings.load(settings.path)
    assert stored.text_percent == 150
    again = open_window(stored)
    assert again.top_bar.fontInfo().pixelSize() == round(1.5 * 13)


def test_the_largest_and_the_usual_size_end_the_choice(window: MainWindow) -> None:
    actions = window.actions_by_key
    assert not actions["text_smaller"].isEnabled()
    assert not actions["text_usual"].isEnabled()
    window.appearance.set_text(text_size.PERCENTS[-1])
    assert not actions["text_larger"].isEnabled()
    assert actions["text_usual"].isEnabled()


def test_what_changes_its_look_keeps_the_size_of_its_text(qtbot: QtBot, window: MainWindow) -> None:
    button, verdict = window.controls.activation.layers_button, window.panels["diagnosis"].verdict
    parts: list[QWidget] = [button, verdict]
    before, words, state = fonts(parts), button.text(), verdict.property("state")
    window.appearance.set_text(150)
    window.controls.changed.emit({"activation": ("relu", "tanh"), "bias_init": -9.0})
    qtbot.waitUntil(lambda: button.text() != words and verdict.property("state") != state, timeout=10_000)
    assert fonts(parts) == pytest.approx([1.5 * points for points in before], rel=0.01)
