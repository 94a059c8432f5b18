import threading
from concurrent.futures import Future

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.rate_finder import SweepStart, find_learning_rate
from actviz.ui.actions.rate_finder_dialog import RateFinderDialog
from actviz.ui.theme import theme

SMALL = RunConfig(hidden=(6,) * 3, n_examples=100)  # what the window trains
NO_LEARNING = RunConfig(hidden=(6,) * 8, n_examples=100, activation="sigmoid", initializer="xavier_normal")
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def sweeps_running():
    return [t for t in threading.enumerate() if t.name == "actviz-rate-finder"]


def answering(config=SMALL):
    def ask():
        future = Future()
        future.set_result(SweepStart.of(Trainer(config)))
        return future

    return ask


@pytest.fixture
def taken():
    return []


@pytest.fixture
def opened(qtbot, taken):
    def opened(ask):
        dialog = RateFinderDialog(ask, lambda rate: taken.append(rate) or "Taken.")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.start()
        dialog.show()
        return dialog

    return opened


def swept(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.running, timeout=30_000)
    return dialog


def place(plot, rate):
    """Return where a rate is in a plot, half way up."""
    y = sum(plot.y_range) / 2
    point = plot.box.mapViewToScene(QPointF(float(np.log10(rate)), y))
    return plot.widget.mapFromScene(point)


def test_what_is_found_stands_in_the_window(qtbot, opened):
    dialog = swept(qtbot, opened(answering()))
    found = find_learning_rate(Trainer(SMALL))
    assert dialog.finding.to_dict() == found.to_dict()
    assert dialog.verdict.text() == found.sentence
    assert {name: label.text() for name, label in dialog.facts.items()} == dict(found.rows)
    assert dialog.take_button.text() == f"Take {found.suggested:g}"
    assert dialog.charts.accessibleDescription() == found.sentence


def test_the_button_takes_the_suggested_rate(qtbot, opened, taken):
    dialog = swept(qtbot, opened(answering()))
    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    assert taken == [dialog.finding.suggested]
    assert "Taken" in dialog.remark.text()


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_click_in_a_chart_takes_the_rate_there(qtbot, opened, taken, which):
    dialog = swept(qtbot, opened(answering()))
    plot = dialog.charts.plots[which]
    qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=place(plot, 0.01))
    qtbot.waitUntil(lambda: bool(taken), timeout=2000)
    assert taken[0] == pytest.approx(0.01, rel=0.1)
    assert taken[0] == float(f"{taken[0]:.2g}")


def test_a_click_before_anything_was_measured_takes_nothing(qtbot, opened, taken):
    dialog = opened(Future)
    plot = dialog.charts.loss
    qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 40))
    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    assert taken == []


def test_the_mouse_reads_the_values_of_all_three_charts(qtbot, opened):
    dialog = swept(qtbot, opened(answering()))
    plot = dialog.charts.ratio
    qtbot.mouseMove(plot.widget.viewport(), place(plot, 0.02))
    qtbot.waitUntil(lambda: "Rate 0.0" in dialog.readout.text(), timeout=2000)
    assert all(word in dialog.readout.text() for word in ("loss", "update : weight", "death"))


def test_keys_move_the_line_and_return_takes_its_rate(qtbot, opened, taken):
    dialog = swept(qtbot, opened(answering()))
    charts, suggested = dialog.charts, dialog.finding.suggested
    charts.setFocus()
    qtbot.keyClick(charts, Qt.Key.Key_Left)
    assert charts.pointed_rate == pytest.approx(suggested, rel=0.05)
    qtbot.keyClick(charts, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    lower = charts.pointed_rate
    assert lower < suggested
    qtbot.keyClick(charts, Qt.Key.Key_Right)
    assert charts.pointed_rate > lower
    qtbot.keyClick(charts, Qt.Key.Key_Return)
    assert taken == [charts.pointed_rate]
    assert dialog.isVisible()
    qtbot.keyClick(charts, Qt.Key.Key_Home)
    assert charts.pointed_rate == pytest.approx(dialog.finding.sweep.rates[0], rel=0.05)


def test_where_no_rate_learns_it_says_so_and_offers_none(qtbot, opened):
    dialog = swept(qtbot, opened(answering(NO_LEARNING)))
    assert "No rate learns" in dialog.verdict.text()
    assert not dialog.take_button.isEnabled()
    assert dialog.facts["First rate that kills"].text() == "no unit can die"


def test_a_sweep_that_diverges_at_its_first_rate_is_drawn_and_told(qtbot, opened):
    dialog = swept(qtbot, opened(answering(SMALL.replace(init_scale=100.0, dataset="plane"))))
    assert len(dialog.finding.sweep.rates) == 1
    assert dialog.verdict.text() == dialog.finding.sentence
    assert not dialog.take_button.isEnabled()


def test_cancel_stops_the_sweep_and_leaves_the_window_open(qtbot, opened):
    waiting = Future()
    dialog = opened(lambda: waiting)
    qtbot.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert not dialog.running
    assert waiting.cancelled()
    assert not sweeps_running()
    assert dialog.isVisible()
    assert dialog.again_button.isEnabled()


@pytest.mark.parametrize("how", ["close", "escape"])
def test_closing_stops_the_sweep(qtbot, opened, how):
    dialog = opened(Future)
    if how == "close":
        dialog.close()
    else:
        qtbot.keyClick(dialog.charts, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not sweeps_running(), timeout=5000)


def test_what_cannot_be_swept_is_told(qtbot, opened):
    refused = Future()
    refused.set_exception(BadInput("There is no network yet."))
    dialog = swept(qtbot, opened(lambda: refused))
    assert dialog.verdict.text() == "There is no network yet."
    assert dialog.again_button.isEnabled()


def test_another_theme_changes_every_colour(qtbot, qapp, opened):
    dialog = swept(qtbot, opened(answering()))
    before = dialog.charts.grab().toImage()
    try:
        theme.apply(qapp, "dark")
        dialog.restyle()
        assert dialog.charts.grab().toImage() != before
    finally:
        theme.apply(qapp, "light")


# In the window


def found_in(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_R, CTRL_SHIFT)
    return swept(qtbot, window.rate_finder.dialog)


def test_a_rate_that_is_taken_is_a_change_that_can_be_undone(qtbot, window):
    session = window.session
    session.step(20)
    qtbot.waitUntil(lambda: session.view.newest == 20, timeout=10_000)
    dialog = found_in(qtbot, window)
    assert dialog.finding.sweep.step == 20
    dialog.take(0.012)
    assert session.plan.config.learning_rate == 0.012
    qtbot.waitUntil(lambda: bool(session.lanes[0].history.changes), timeout=10_000)
    change = session.lanes[0].history.changes[-1]
    assert (change.step, change.after.learning_rate) == (20, 0.012)
    assert "Taken" in dialog.remark.text()
    session.plan.undo()
    assert session.plan.config.learning_rate == SMALL.learning_rate


def test_training_goes_on_while_the_rate_is_swept(qtbot, window):
    window.session.play()
    dialog = found_in(qtbot, window)
    assert window.session.playing
    assert dialog.finding is not None
    step = dialog.finding.sweep.step
    qtbot.waitUntil(lambda: window.session.view.newest > step, timeout=10_000)
    assert found_in(qtbot, window) is dialog, "one window serves every sweep"


def test_the_rate_goes_to_the_lane_that_was_swept(qtbot, window):
    session = window.session
    session.plan.add_lane(activation="tanh")
    qtbot.waitUntil(lambda: len(session.lanes) == 2, timeout=10_000)
    dialog = found_in(qtbot, window)
    assert dialog.windowTitle().endswith(session.plan.setup[1].name)
    session.plan.edit_lane(0)
    dialog.take(0.02)
    assert [spec.config.learning_rate for spec in session.plan.setup] == [SMALL.learning_rate, 0.02]
    session.plan.remove_lane(1)
    dialog.take(0.03)
    assert [spec.config.learning_rate for spec in session.plan.setup] == [SMALL.learning_rate]
    assert "no longer there" in dialog.remark.text()


def test_in_the_past_the_window_asks_what_a_rate_is_to_change(qtbot, window):
    session = window.session
    session.step(40)
    qtbot.waitUntil(lambda: session.view.newest == 40, timeout=10_000)
    session.travel(10)
    qtbot.waitUntil(lambda: session.lanes[0].at == 10, timeout=10_000)
    dialog = found_in(qtbot, window)
    assert dialog.finding.sweep.step == 10
    dialog.take(0.02)
    assert session.plan.config.learning_rate == SMALL.learning_rate
    assert window.question.isVisible()


def test_closing_the_main_window_stops_a_sweep(open_window):
    window = open_window()
    window.session.plan.set(hidden=(300,) * 8)
    window.rate_finder.start()
    window.close()
    assert not sweeps_running()
