"""The keyboard: Space, Step and Reset from everywhere, and a Tab round that is short and always seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.theme import theme
from actviz.ui.window.main_window import MainWindow
from actviz.ui.window.presets import PRESETS

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)
MOST_STOPS = 40


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = make_window(Session(SMALL), Settings(theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.session.lanes), timeout=10_000)
    yield window
    window.close()


def tab_round(qtbot: QtBot, window: MainWindow) -> list[QWidget]:
    """Return what Tab reaches, until it comes to the first again; a text of links is one stop."""
    window.docks.setFocus()
    stops: list[QWidget] = []
    for _ in range(200):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        if stops and focus is stops[0]:
            return stops
        if not stops or focus is not stops[-1]:
            stops.append(focus)
    raise AssertionError("Tab never comes round")


def is_ring_seen(window: MainWindow, stop: QWidget) -> bool:
    """Whether the pixels at a widget's edge are the accent's."""
    ring = window.focus_ring
    if ring.target is not stop or not ring.isVisible():
        return False
    picture = window.grab(ring.rect().translated(ring.mapTo(window, ring.rect().topLeft()))).toImage()
    middle = picture.pixelColor(picture.width() // 2, 0), picture.pixelColor(0, picture.height() // 2)
    return theme.current().accent.lower() in {colour.name() for colour in middle}


@pytest.mark.parametrize("preset", PRESETS)
def test_the_tab_round_is_short_and_each_stop_is_seen(qtbot: QtBot, window: MainWindow, preset: str) -> None:
    window.docks.apply_preset(preset)
    qtbot.waitUntil(lambda: window.docks.placement.settled)
    stops = tab_round(qtbot, window)
    assert len(stops) <= MOST_STOPS, [f"{type(stop).__name__} {stop.accessibleName()}" for stop in stops]
    for stop in stops:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        window.controls.ensureWidgetVisible(stop)
        assert not stop.visibleRegion().isEmpty() or hasattr(stop, "viewport"), stop.accessibleName()
        assert is_ring_seen(window, stop), f"{type(stop).__name__} {stop.accessibleName()}"


def test_back_tab_goes_the_same_way_back(qtbot: QtBot, window: MainWindow) -> None:
    forth = tab_round(qtbot, window)
    forth[0].setFocus()
    qtbot.keyClick(forth[0], Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is forth[-1]


def test_space_plays_whatever_has_the_focus_but_a_text_field(qtbot: QtBot, window: MainWindow) -> None:
    for stop in tab_round(qtbot, window):
        if isinstance(stop, QLineEdit) or stop.property("typesWords"):
            continue
        stop.setFocus()
        before = window.session.playing
        qtbot.keyClick(stop, Qt.Key.Key_Space)
        assert window.session.playing is not before, f"{type(stop).__name__} {stop.accessibleName()}"


def test_step_and_reset_work_from_every_list_and_button(qtbot: QtBot, window: MainWindow) -> None:
    for stop in tab_round(qtbot, window):
        if isinstance(stop, (QLineEdit, QAbstractSpinBox)):
            continue
        stop.setFocus()
        qtbot.keyClick(stop, Qt.Key.Key_S)
        qtbot.waitUntil(lambda: window.session.view.newest == 1, timeout=10_000)
        qtbot.keyClick(stop, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: window.session.view.newest == 0, timeout=10_000)


def test_a_list_with_the_focus_keeps_no_key_when_it_is_hidden(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.set_shown("deaths", True)
    view = window.panels["deaths"].findChild(QAbstractItemView)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert window.session.playing
    window.session.pause()
    window.docks.apply_preset("overview")
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert window.session.playing


def test_return_presses_what_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    button = window.top_bar.play_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert window.session.playing
