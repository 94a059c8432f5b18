"""Going back to a step: by a click in a plot, with the panels' menus, and what the window shows of the past."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4, 4), n_examples=40)  # what the window trains


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
    window.past.branch()
    qtbot.waitUntil(lambda: [lane.snapshot.step for lane in window.session.lanes] == [300, 100])
    qtbot.waitUntil(lambda: len(panel.heat.pictures) == 2)
    first, second = (picture.plot.x_range for picture in panel.heat.pictures)
    assert first == second
    assert panel.header.told.endswith("step 300 · 100")


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


def test_the_past_is_framed_and_its_settings_are_shown(qtbot, window):
    trained(qtbot, window, 40)
    window.session.plan.set(activation="sigmoid")
    window.session.step(20)
    qtbot.waitUntil(lambda: window.session.view.newest == 60)
    assert not window.centre.is_framed
    window.session.travel(10)
    assert window.centre.is_framed
    assert window.timeline.where.text() == "Step 10 of 60: the past"
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 10)
    gallery = window.controls.activation
    qtbot.waitUntil(lambda: chosen_activation(gallery) == "relu")
    qtbot.mouseClick(window.timeline.newest, Qt.MouseButton.LeftButton)
    assert not window.centre.is_framed
    assert "left the past" in window.statusBar().currentMessage()
    assert chosen_activation(gallery) == "sigmoid"


def test_the_mark_of_past_settings_goes_where_then_and_now_have_the_same(qtbot, window):
    trained(qtbot, window, 40)
    window.session.travel(10)
    data = window.controls.data
    qtbot.waitUntil(lambda: data.past_label.isVisible() and not data.open_button.isVisible())
    qtbot.mouseClick(window.timeline.newest, Qt.MouseButton.LeftButton)
    assert data.open_button.isVisible()
    assert not data.past_label.isVisible()


def chosen_activation(group):
    return next(card.key for card in group.gallery.cards.values() if card.isChecked())


def in_the_past(qtbot, window):
    """Train 60 steps, with another rate from step 40 on, and go back to step 20."""
    trained(qtbot, window, 40)
    window.session.plan.set(learning_rate=0.5)
    window.session.step(20)
    qtbot.waitUntil(lambda: window.session.view.newest == 60)
    window.session.travel(20)
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == 20)


def answer(qtbot, window, word):
    button = next(each for each in window.question.buttons if each.text() == word and each.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_change_in_the_past_asks_and_can_be_a_branch_with_the_settings_of_then(qtbot, window):
    in_the_past(qtbot, window)
    window.controls.changed.emit({"activation": "tanh"})
    assert window.question.isVisible()
    assert len(window.session.plan.setup) == 1
    answer(qtbot, window, "Branch here")
    qtbot.waitUntil(lambda: [lane.snapshot.step for lane in window.session.lanes] == [60, 20])
    branch = window.session.plan.setup[1].config
    assert (branch.activation, branch.learning_rate) == ("tanh", SMALL.learning_rate)
    assert window.session.plan.setup[0].config.activation == "relu"
    assert not window.question.isVisible()


def test_a_change_in_the_past_can_be_made_now(qtbot, window):
    in_the_past(qtbot, window)
    window.controls.changed.emit({"activation": "tanh"})
    answer(qtbot, window, "Change now")
    assert window.session.view.cursor is None
    assert [spec.config.activation for spec in window.session.plan.setup] == ["tanh"]
    assert window.session.plan.config.learning_rate == 0.5


def test_a_change_in_the_past_is_taken_back(qtbot, window):
    in_the_past(qtbot, window)
    before = window.session.plan.setup
    window.controls.changed.emit({"activation": "tanh"})
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.question.isVisible()
    assert window.session.view.cursor == 20
    assert window.session.plan.setup == before
    assert chosen_activation(window.controls.activation) == "relu"


def test_what_lanes_share_is_not_offered_for_a_branch_and_a_new_run_says_so(qtbot, window):
    in_the_past(qtbot, window)
    for change, words in (
        ({"batch_size": 7}, ["Change now", "Cancel"]),
        ({"hidden": (3, 3)}, ["Start again", "Cancel"]),
    ):
        window.controls.changed.emit(change)
        assert [button.text() for button in window.question.buttons if button.isVisible()] == words
    answer(qtbot, window, "Start again")
    qtbot.waitUntil(lambda: window.session.lanes[0].facts.sizes[1:-1] == (3, 3))


def test_a_replay_is_begun_paused_and_left_with_keys(qtbot, window):
    trained(qtbot, window, 500)
    window.session.travel(100)
    qtbot.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert window.top_bar.play_button.text() == "Pause"
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step > 105)
    qtbot.keyClick(window, Qt.Key.Key_Space)
    step = window.session.view.step
    assert window.top_bar.play_button.text() == "Play"
    qtbot.waitUntil(lambda: window.session.lanes[0].snapshot.step == step)
    qtbot.waitUntil(lambda: window.panels["loss"].header.told == f"step {step}")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (window.session.replay.active, window.session.view.cursor) == (False, 100)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.session.view.cursor is None


def test_the_timelines_buttons_replay_at_a_chosen_speed(qtbot, window):
    trained(qtbot, window, 200)
    timeline = window.timeline
    assert not timeline.stop.isEnabled()
    qtbot.mouseClick(timeline.replay, Qt.MouseButton.LeftButton)
    timeline.speed.setCurrentIndex(timeline.speed.count() - 1)
    timeline.speed.activated.emit(timeline.speed.count() - 1)
    assert window.session.replay.speed == 1000
    assert timeline.stop.isEnabled()
    qtbot.waitUntil(lambda: not window.session.replay.active)
    assert window.session.view.cursor is None
    assert not timeline.stop.isEnabled()


def test_the_lanes_tab_says_the_settings_of_then(qtbot, window):
    in_the_past(qtbot, window)
    tab = window.controls.lanes.tabs[0]
    qtbot.waitUntil(lambda: "0.1" in tab.accessibleName())
    window.session.travel(None)
    assert "0.5" in tab.accessibleName()


def test_a_saved_picture_of_a_zoomed_plot_has_no_button(qtbot, window):
    trained(qtbot, window, 80)
    panel = large(qtbot, window, "loss")
    panel.loss_plot.zoom.zoom(0, 0.3, 20.0)
    button = panel.loss_plot.zoom.fit_button
    assert button.isVisible()
    with panel.without_buttons():
        assert not button.isVisible()
    assert button.isVisible()


def test_tab_reaches_the_answers(qtbot, window):
    in_the_past(qtbot, window)
    window.controls.changed.emit({"activation": "tanh"})
    reached = set()
    for _ in range(60):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert {button for button in window.question.buttons if button.isVisible()} <= reached
    assert window.timeline.track in reached
