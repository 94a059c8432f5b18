"""Going back to a step: by a click in a plot, with the panels' menus, and what the window shows of the past."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window

SMALL = RunConfig(hidden=(4, 4), n_examples=40)


@pytest.fixture
def window(qtbot):
    session = Session(SMALL)
    window = make_window(session, Settings(theme="light"))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(session.lanes))
    yield window
    window.close()


def trained(qtbot, window, n):
    window.session.step(n)
    qtbot.waitUntil(lambda: all(lane.newest == n for lane in window.session.lanes))
    qtbot.waitUntil(lambda: window.session.view.shows(window.frames.needs))


def large(qtbot, window, key):
    """Show a panel large, and return it when it is drawn."""
    window.docks.set_shown(key, True)
    window.docks.toggle_maximised(key)
    panel = window.panels[key]
    qtbot.waitUntil(lambda: panel.isVisible() and panel.width() > 600)
    window.frames.draw()
    return panel


def place(plot, x, y):
    return plot.widget.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))


def click(qtbot, plot, x, y):
    qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=place(plot, x, y))


def test_a_click_in_the_loss_goes_to_that_step(qtbot, window):
    trained(qtbot, window, 80)
    panel = large(qtbot, window, "loss")
    click(qtbot, panel.loss_plot, 30, sum(panel.loss_plot.y_range) / 2)
    assert abs(window.session.view.cursor - 30) <= 1
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == window.session.view.cursor)


@pytest.mark.parametrize("key", ["gradient_flow", "updates"])
def test_a_click_in_a_heatmap_goes_to_its_step_and_selects_its_layer(qtbot, window, key):
    trained(qtbot, window, 80)
    picture = large(qtbot, window, key).heat.pictures[0]
    click(qtbot, picture.plot, 50, 2)
    assert abs(window.session.view.cursor - 50) <= 1
    assert window.session.view.selection.layer == 2


def test_a_click_in_dead_units_goes_to_that_step_and_beyond_the_newest_to_it(qtbot, window):
    trained(qtbot, window, 90)
    plot = large(qtbot, window, "dead_units").counts.plot
    click(qtbot, plot, 20, 1)
    assert abs(window.session.view.cursor - 20) <= 1
    click(qtbot, plot, plot.x_range[1] * 0.98, 1)
    assert window.session.view.cursor is None


def test_a_double_click_fits_and_leaves_the_step_on_show(qtbot, window):
    window.session.play()
    qtbot.waitUntil(lambda: window.session.view.newest > 60)
    panel = large(qtbot, window, "loss")
    viewport, at = panel.loss_plot.widget.viewport(), place(panel.loss_plot, 30, sum(panel.loss_plot.y_range) / 2)
    seen: list[int | None] = []
    window.session.view.cursor_changed.connect(lambda: seen.append(window.session.view.cursor))
    for act in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        act(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert seen == [pytest.approx(30, abs=1), None]  # the first of the two clicks goes to its step
    assert window.session.playing


def test_after_a_branch_the_heatmaps_of_both_lanes_have_one_axis_of_steps(qtbot, window):
    trained(qtbot, window, 300)
    panel = large(qtbot, window, "gradient_flow")
    window.session.travel(100)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 100)
    window.side_by_side.branch()
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2 and len(panel.heat.pictures) == 2)
    first, second = (picture.plot.x_range for picture in panel.heat.pictures)
    assert first == second
    assert [lane.snapshot.step for lane in window.session.lanes] == [300, 100]
    assert panel.header.note.text().endswith("step 300 · 100")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_right_click_offers_the_menu_of_the_panel(qtbot, window):
    trained(qtbot, window, 80)
    panel = large(qtbot, window, "loss")
    viewport = panel.loss_plot.widget.viewport()
    at = place(panel.loss_plot, 30, 0.3)
    for widget in (viewport, panel.header):
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
        assert panel.menu.isVisible()
        assert any(action.text() == "Fit axes" and action.isVisible() for action in panel.menu.actions())
        panel.menu.close()


def test_fit_in_the_menu_shows_all_again(qtbot, window):
    trained(qtbot, window, 80)
    panel = large(qtbot, window, "loss")
    panel.loss_plot.zoom.zoom(0, 0.3, 20.0)
    window.session.step(10)
    qtbot.waitUntil(lambda: window.session.view.newest == 90)
    assert panel.loss_plot.x_range[1] < 80
    next(action for action in panel.menu.actions() if action.text() == "Fit axes").trigger()
    assert panel.loss_plot.x_range == (0.0, 100.0)
