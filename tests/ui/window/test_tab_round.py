"""The Tab round is found without a change to who owns the widgets."""

from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from actviz.ui.window.tab_round import tab_round


def test_a_widget_that_is_deleted_after_the_round_takes_no_other_with_it(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    goes = QLabel("goes", window)
    menus = window.menuBar()  # next in the chain of focus, and made by Qt
    menu = menus.addMenu("Scenes")
    tab_round(window, ())
    goes.deleteLater()
    qtbot.waitUntil(lambda: not isValid(goes))
    menu.addAction("First scene")
    assert [action.text() for action in menu.actions()] == ["First scene"]
