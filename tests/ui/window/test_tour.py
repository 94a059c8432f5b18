"""Ctrl+Shift+F1 shows the window's own picture, with six marks and a line on each."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from actviz.training import RunConfig
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains


def test_the_keys_show_the_window_with_a_mark_at_each_part(qtbot: QtBot, window: MainWindow) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_F1, keys)
    tour = window.help.tour.dialog
    assert tour is not None
    assert len(tour.sights) == 6
    assert {sight.text for sight in tour.sights} <= {label.text() for label in tour.findChildren(PlainLabel)}
    picture = tour.picture.pixmap().toImage()
    scale = picture.width() / window.width()
    for sight in tour.sights:
        assert sight.part.isVisible()
        middle = sight.part.mapTo(window, sight.part.rect().center()) * scale
        beside = picture.pixelColor(middle.x() - 8, middle.y())  # the number itself is in the middle
        assert beside.name() == theme.current().accent.lower(), sight.text


def test_the_picture_leads_to_the_handbook(window: MainWindow) -> None:
    window.actions_by_key["tour"].trigger()
    tour = window.help.tour.dialog
    assert tour is not None
    tour.handbook_requested.emit()
    assert window.help.handbook.dialog is not None


def test_no_line_covers_the_picture(qtbot: QtBot, window: MainWindow) -> None:
    before = window.size()
    window.resize(1024, 640)
    window.actions_by_key["tour"].trigger()
    tour = window.help.tour.dialog
    assert tour is not None
    qtbot.waitExposed(tour)
    lines = [label for label in tour.findChildren(PlainLabel) if label is not tour.picture]
    assert len(lines) >= 6
    assert [line.text() for line in lines if line.geometry().top() <= tour.picture.geometry().bottom()] == []
    assert [line.text() for line in lines if line.height() < line.heightForWidth(line.width())] == []
    window.resize(before)
