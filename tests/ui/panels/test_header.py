"""A panel's header: title, choices and two buttons; the step only of a panel that lags behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from actviz.ui.panels.base import header as header_module
from actviz.ui.panels.base.header import PanelHeader


@pytest.fixture
def header(qtbot: QtBot) -> PanelHeader:
    made = PanelHeader("Gradient flow", QMenu())
    qtbot.addWidget(made)
    made.set_note("latest batch", "step 1,234")
    made.resize(500, 31)
    made.show()
    return made


def is_helped(header: PanelHeader, width: int) -> bool:
    header.resize(width, 31)
    return not header.help_button.isHidden()


def test_it_tells_what_is_measured_and_leaves_the_step_to_the_top_bar(header: PanelHeader) -> None:
    assert header.note.text() == "latest batch"
    assert header.told == "latest batch · step 1,234"


def test_a_panel_that_lags_for_long_tells_its_step(header: PanelHeader, monkeypatch: pytest.MonkeyPatch) -> None:
    header.compare([1_300])
    assert not header.lags, "it may be drawn in the next frame"
    monkeypatch.setattr(header_module, "PATIENCE_S", -1.0)
    header.compare([1_300])
    assert header.lags
    assert header.note.text() == "step 1,234"
    header.set_note("latest batch", "step 1,300")
    header.compare([1_300])
    assert header.note.text() == "latest batch"


def test_a_picture_of_it_tells_the_step(header: PanelHeader) -> None:
    with header.without_buttons():
        assert header.note.text() == "latest batch · step 1,234"
    assert header.note.text() == "latest batch"


def test_a_narrow_header_leaves_the_help_button_out_and_keeps_its_title(header: PanelHeader) -> None:
    helped = [is_helped(header, width) for width in range(400, 120, -2)]
    assert helped == sorted(helped, reverse=True)
    assert True in helped
    assert False in helped
    width = next(w for w in range(400, 100, -1) if not is_helped(header, w))
    is_helped(header, width - 10)
    assert header.title.width() >= header.title.sizeHint().width()


def test_a_control_in_the_header_is_reckoned_in(header: PanelHeader) -> None:
    width = next(w for w in range(500, 100, -1) if not is_helped(header, w))
    control = QWidget()
    control.setFixedSize(60, 20)
    header.add_widget(control)
    control.show()
    assert not is_helped(header, width + 50)


def test_tab_stops_at_one_button_and_the_arrows_reach_the_others(qtbot: QtBot, header: PanelHeader) -> None:
    choice = QToolButton()
    header.add_widget(choice)
    choice.show()
    stops = [b for b in (choice, header.help_button, header.menu_button) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    header.activateWindow()
    stops[0].setFocus()
    qtbot.waitUntil(stops[0].hasFocus)
    qtbot.keyClick(stops[0], Qt.Key.Key_Home)
    assert choice.hasFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Right)
    assert header.help_button.hasFocus()
    qtbot.keyClick(header.help_button, Qt.Key.Key_End)
    assert header.menu_button.hasFocus()
    assert header.menu_button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not choice.focusPolicy() & Qt.FocusPolicy.TabFocus
