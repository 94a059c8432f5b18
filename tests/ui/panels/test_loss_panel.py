import dataclasses
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from trained_lanes import make_lane

from actviz.app.lanes import Selection
from actviz.training import RunConfig
from actviz.training.config.change import Change
from actviz.ui.panels.loss.curves import smoothed
from actviz.ui.panels.loss.panel import Loss


@pytest.fixture
def panel(show_panel):
    return show_panel(Loss, 300, 240)


def test_train_and_test_are_drawn_as_measured(panel):
    lane = make_lane(200)
    panel.draw([lane], Selection())
    steps, loss = panel.curves[0].train.getData()
    assert steps.tolist() == lane.history.census_steps.tolist()
    assert loss == pytest.approx(lane.history.train_loss)
    assert panel.curves[0].test.getData()[1] == pytest.approx(lane.history.test_loss)
    assert panel.curves[0].test.opts["pen"].style() == Qt.PenStyle.DashLine


def test_measurements_far_apart_are_dots_without_a_line_between_them(panel):
    lane = make_lane(400)
    steps = lane.history.census_steps.tolist()
    panel.draw([lane], Selection())
    curves = panel.curves[0]
    for curve in (curves.train, curves.test, curves.train_accuracy, curves.test_accuracy):
        path = curve.getPath()
        joined = [path.elementAt(i).isLineTo() for i in range(path.elementCount())]
        assert joined == [False, *(b - a <= 24 * panel.loss_plot.x_per_px for a, b in pairwise(steps))]
        assert joined[1]
        assert not joined[-1]
    assert curves.dots[0].getData()[0].tolist() == steps


def test_accuracy_is_in_per_cent(panel):
    lane = make_lane(100)
    panel.draw([lane], Selection())
    assert panel.curves[0].train_accuracy.getData()[1] == pytest.approx(100 * lane.history.train_accuracy)
    assert panel.accuracy_plot.widget.isVisible()


def test_a_regression_has_no_accuracy(panel):
    panel.draw([make_lane(100, dataset="plane")], Selection())
    assert not panel.accuracy_plot.widget.isVisible()


def test_batch_losses_are_a_band_from_the_least_to_the_greatest(panel):
    lane = make_lane(3000, every=500)
    panel.draw([lane], Selection())
    _, y = panel.curves[0].band.getData()
    assert y.max() == pytest.approx(lane.history.loss_high.max())
    assert y.min() == pytest.approx(lane.history.loss_low.min())
    assert len(y) <= 600


def test_step_0_shows_the_loss_as_a_point(panel):
    lane = make_lane(0)
    panel.draw([lane], Selection())
    x, y = panel.curves[0].now.getData()
    assert (x[0], y[0]) == (0.0, pytest.approx(lane.snapshot.loss))
    low, high = panel.range.range
    assert low <= y[0] <= high


def test_the_log_axis_is_in_the_menu(panel):
    lane = make_lane(100)
    panel.draw([lane], Selection())
    assert panel.log_action in panel.menu.actions()
    panel.log_action.trigger()
    assert panel.curves[0].train.getData()[1] == pytest.approx(np.log10(lane.history.train_loss))
    assert "log axis" in panel.loss_plot.widget.accessibleName()
    panel.log_action.trigger()
    assert panel.curves[0].train.getData()[1] == pytest.approx(lane.history.train_loss)


def test_changes_are_marked_and_named_under_the_mouse(panel):
    lane = make_lane(200)
    history = dataclasses.replace(lane.history, changes=(Change(100, RunConfig(), RunConfig(learning_rate=0.01)),))
    panel.draw([dataclasses.replace(lane, history=history)], Selection())
    assert panel.change_marks[0].getData()[0].tolist() == [100.0, 100.0]
    assert "changed at step 100: learning rate 0.1 → 0.01" in panel._describe(100.0, 0.5)
    assert "changed" not in panel._describe(10.0, 0.5)


def test_the_readout_shows_under_the_mouse(qtbot, panel):
    panel.draw([make_lane(200)], Selection())
    qtbot.waitExposed(panel)
    crosshair = panel.crosshairs[0]
    qtbot.mouseMove(panel.loss_plot.widget.viewport(), QPoint(100, 40))
    qtbot.mouseMove(panel.loss_plot.widget.viewport(), QPoint(120, 45))
    qtbot.waitUntil(crosshair.readout.isVisible)
    assert "train" in crosshair.readout.text()


def test_a_diverged_run_is_drawn_without_a_warning(panel):
    panel.draw([make_lane(100, learning_rate=1000.0)], Selection())
    panel.log_action.trigger()
    panel.grab()


def test_lanes_have_their_own_curves_and_a_lane_that_goes_takes_them_along(panel):
    lanes = [make_lane(40, 0, "A"), make_lane(40, 1, "B", activation="tanh")]
    panel.draw(lanes, Selection())
    assert panel.legend.toolTip().startswith("A, B")
    assert len(panel.curves[1].train.getData()[0]) == len(lanes[1].history.census_steps)
    panel.draw(lanes[:1], Selection())
    assert len(panel.curves[1].train.getData()[0] if panel.curves[1].train.getData()[0] is not None else []) == 0
    assert panel.legend.toolTip() == "train, test, batches"


@pytest.mark.parametrize("n_lanes", [1, 2, 4])
@pytest.mark.parametrize("width", [220, 250, 400])
def test_a_narrow_legend_names_every_lane_by_a_name_of_its_own_and_its_tip_every_line(panel, n_lanes, width):
    panel.resize(width, 240)
    names = ("biases 0", "biases −1", "biases −2", "Leaky ReLU")[:n_lanes]
    panel.draw([make_lane(0, i, name) for i, name in enumerate(names)], Selection())
    assert panel.legend.fits(panel.legend.entries)
    texts = [entry.text for entry in panel.legend.entries]
    assert len(set(texts[:n_lanes])) == n_lanes
    assert panel.legend.toolTip().endswith("train, test, batches")


def test_a_loss_that_leaves_the_axis_is_marked_at_its_edge(panel):
    lane = make_lane(200)
    panel.draw([lane], Selection())
    assert not panel.curves[0].beyond.isVisible()
    loss = lane.history.train_loss.copy()
    loss[5] = 1e6
    panel.draw([dataclasses.replace(lane, history=dataclasses.replace(lane.history, train_loss=loss))], Selection())
    x, y = panel.curves[0].beyond.getData()
    assert x.tolist() == [lane.history.census_steps[5]]
    assert 0.9 * panel.range.range[1] < y[0] < panel.range.range[1]


def test_the_step_axis_grows_in_jumps(panel):
    panel.draw([make_lane(60)], Selection())
    assert panel.loss_plot.x_range == (0, 60)
    panel.draw([make_lane(620)], Selection())
    assert panel.loss_plot.x_range == (0, 800)


def test_smoothing_keeps_a_constant_and_passes_over_what_is_not_finite():
    values = np.array([2.0] * 10 + [np.nan] + [2.0] * 10)
    assert smoothed(values, 5) == pytest.approx(np.full(21, 2.0))


def test_the_table_has_a_row_for_every_census(panel):
    lane = make_lane(40)
    panel.draw([lane], Selection())
    assert len(panel.table()) == 1 + len(lane.history.census_steps)


def test_a_low_panel_shows_the_loss_alone(qtbot, panel):
    panel.draw([make_lane(40)], Selection())
    panel.resize(300, 120)
    qtbot.waitUntil(lambda: not panel.accuracy_plot.widget.isVisible())


def rates_of(panel):
    return panel.rate.past[0].getData(), panel.rate.coming[0].getData()


def test_without_a_schedule_there_is_no_strip_of_the_rate(panel):
    panel.resize(400, 400)
    panel.draw([make_lane(40)], Selection())
    assert not panel.rate.plot.widget.isVisible()


def test_the_rate_is_drawn_as_it_was_and_as_its_schedule_goes_on(panel):
    panel.resize(400, 400)
    lane = make_lane(100, schedule="cosine", schedule_steps=110, warmup_steps=10)
    panel.draw([lane], Selection())
    assert panel.rate.plot.widget.isVisible()
    assert panel.rate.plot.x_range == panel.loss_plot.x_range
    assert panel.rate.plot.x_range[1] >= 110
    past, coming = rates_of(panel)
    for steps, rates in (past, coming):
        assert rates == pytest.approx([lane.facts.config.rate_at(int(step)) for step in steps])
    assert past[0].max() == coming[0].min() == 100
    low, high = panel.rate.plot.y_range
    assert low <= 0.0 < past[1].max() < high


def test_a_change_of_the_rate_changes_what_comes_and_not_what_was(panel):
    panel.resize(400, 400)
    config = RunConfig(schedule="cosine", schedule_steps=200)
    lane = make_lane(100, schedule="cosine", schedule_steps=200)
    change = Change(60, config, config.replace(learning_rate=0.5, schedule="constant"))
    panel.draw([lane], Selection())
    panel.draw([dataclasses.replace(lane, history=dataclasses.replace(lane.history, changes=(change,)))], Selection())
    steps, rates = rates_of(panel)[0]
    assert rates[steps >= 60] == pytest.approx(0.5)
    assert rates[steps < 60] == pytest.approx([config.rate_at(int(step)) for step in steps[steps < 60]])
    assert panel.rate.plot.y_range[1] > 0.5


def test_the_text_at_the_mouse_tells_the_rate_and_what_is_still_to_come(panel):
    panel.resize(400, 400)
    lane = make_lane(100, schedule="step", schedule_steps=150, schedule_every=40)
    panel.draw([lane], Selection())
    assert "0.01" in panel.rate.describe(50.2)
    assert "to come" not in panel.rate.describe(50.2)
    assert "to come" in panel.rate.describe(130.0)
    assert "learning rate 0.01" in panel._describe(60.0, 0.0)


def test_a_low_panel_has_no_strip_of_the_rate(qtbot, panel):
    panel.draw([make_lane(40, schedule="cosine")], Selection())
    assert panel.rate.plot.widget.isVisible()
    panel.resize(300, 120)
    qtbot.waitUntil(lambda: not panel.rate.plot.widget.isVisible())


def test_lanes_have_their_own_rates_and_one_without_a_schedule_a_level_line(panel):
    panel.resize(400, 400)
    lanes = [make_lane(40, 0, "A", schedule="one_cycle", schedule_steps=60), make_lane(40, 1, "B", learning_rate=0.02)]
    panel.draw(lanes, Selection())
    assert panel.rate.past[1].getData()[1] == pytest.approx(0.02)
    assert "B: learning rate 0.02" in panel.rate.describe(10)
    panel.draw([make_lane(40)], Selection())
    assert not panel.rate.plot.widget.isVisible()
    assert not len(panel.rate.past[1].getData()[0])
