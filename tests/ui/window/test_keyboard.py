"""The keyboard: Space, Step and Reset from everywhere, and a Tab round that is short and always seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from window_states import states

from actviz.training import RunConfig
from actviz.ui.theme import theme
from actviz.ui.window.main_window import MainWindow

SMALL = RunConfig(hidden=(4, 4), n_examples=60, batch_size=16)  # what the window trains
MOST_STOPS = 40


def tab_round(qtbot: QtBot, window: MainWindow) -> list[QWidget]:
    """Return what Tab reaches, until it comes to the first again; a text of links is one stop."""
    window.docks.setFocus()
    stops: list[QWidget] = []
    for _ in range(200):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None, stops[-1:]
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


def test_the_tab_round_of_every_layout_and_scene_is_short_and_each_stop_is_seen(
    qtbot: QtBot, window: MainWindow
) -> None:
    seen: set[QWidget] = set()
    for state in states(qtbot, window):
        assert window.isActiveWindow(), f"{state} has shown another window"
        stops = tab_round(qtbot, window)
        assert len(stops) <= MOST_STOPS, (state, [f"{type(s).__name__} {s.accessibleName()}" for s in stops])
        new, seen = [stop for stop in stops if stop not in seen], seen | set(stops)
        for stop in new:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            for area in window.findChildren(QScrollArea):
                if area.widget().isAncestorOf(stop):
                    area.ensureWidgetVisible(stop)
            assert not stop.visibleRegion().isEmpty() or hasattr(stop, "viewport"), stop.accessibleName()
            assert is_ring_seen(window, stop), f"{state}: {type(stop).__name__} {stop.accessibleName()}"


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


def test_down_in_the_head_of_a_panel_leads_to_its_plot_and_tab_goes_on_from_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    button = window.panels["loss"].help_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    plot = QApplication.focusWidget()
    assert plot is not None
    assert window.panels["loss"].isAncestorOf(plot)
    assert is_ring_seen(window, plot)
    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    assert window.panels["loss"].loss_plot.zoom.is_zoomed
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert window.session.view.newest == 0  # the arrow took no step
    qtbot.keyClick(plot, Qt.Key.Key_Tab)
    forth = QApplication.focusWidget()
    qtbot.keyClick(forth, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is button
