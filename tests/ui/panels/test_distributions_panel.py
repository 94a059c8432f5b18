"""The ridges show the distributions of all layers; the heat map, one layer's over the run."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt

from actviz.app.courses import Course, CoursesView, course_of
from actviz.app.lanes import LaneView, Selection
from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.export.exported_run import no_progress
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_window
from actviz.ui.panels.distributions.heat import quantile_lines, row_edges
from actviz.ui.panels.distributions.panel import DistributionsPanel
from actviz.ui.panels.distributions.quantities import QUANTITIES, span_of, value_span
from actviz.ui.panels.distributions.ridges import (
    frequency_polygon,
    inner_decades,
    layer_stride,
    ridge_rows,
    value_ticks,
)
from actviz.ui.theme import theme

SMALL = RunConfig(hidden=(6, 5, 4), activation="relu", n_examples=80)
NOWHERE = Selection()


def make_trainer(n=30, run=1, **settings):
    trainer = Trainer(SMALL.replace(**settings), run=run)
    trainer.advance(n)
    return trainer


def lane_of(trainer, index=0):
    snapshot = trainer.measure(DistributionsPanel.needs)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view(), newest=trainer.step)


def make_lane(n=30, index=0, **settings):
    return lane_of(make_trainer(n, run=index + 1, **settings), index)


@pytest.fixture
def panel(show_panel):
    return show_panel(DistributionsPanel, 520, 460)


def shown_ridges(panel, place=0):
    plot = panel.plots[place]
    return [ridge for ridge in plot.ridges if ridge.isVisible()]


def note(panel):
    return panel.header.told


def choose(panel, key):
    panel.switch.entries[key].trigger()


def click(qtbot, panel, layer, place=0, double=False):
    plot = panel.plots[place].plot
    x = sum(plot.x_range) / 2
    scene = plot.box.mapViewToScene(QPointF(x, layer - 0.3))
    at = plot.widget.mapFromScene(scene)
    view = plot.widget.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    if double:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize("key", QUANTITIES)
def test_every_layer_has_a_ridge_as_high_as_the_others_above_its_own_baseline(panel, key):
    panel.draw([make_lane()], NOWHERE)
    choose(panel, key)
    n = 3 if key == "h" else 4
    ridges = shown_ridges(panel)
    assert len(ridges) == n
    heights = [i - ridge.getData()[1].min() for i, ridge in enumerate(ridges, 1)]
    assert max(heights) == pytest.approx(ridge_rows(panel.plots[0].plot.box.height(), n))
    if key != "weights":  # which share their height with those of step 0
        assert min(heights) == pytest.approx(max(heights))
    assert [ridge.getData()[1].max() for ridge in ridges] == [pytest.approx(i) for i in range(1, n + 1)]
    assert panel.plots[0].plot.x_label == QUANTITIES[key].axis[0]


def test_a_ridge_begins_and_ends_at_the_edges_of_its_bins():
    found = make_lane().snapshot.distributions.activations[0]
    x, y = frequency_polygon(found)
    assert x[0] == 0.0  # a ReLU gives nothing below
    assert (y[0], y[-1]) == (0.0, 0.0)
    assert x[-1] >= found.edges[-1]
    assert len(frequency_polygon(found, 1e9)[0]) == 3


def test_zeros_are_an_upright_line_and_a_number_beside_the_layer(panel):
    lane = make_lane(bias_init=-50.0)
    panel.draw([lane], NOWHERE)
    choose(panel, "h")
    x, y = panel.plots[0].needles.getData()
    assert x.tolist() == [0.0] * 6
    assert (y[::2] - y[1::2]).tolist() == pytest.approx([0.86] * 3)
    assert not shown_ridges(panel)
    texts = [text for _, text in panel.plots[0].column._tickLevels[0]]
    assert texts == ["100 %", "100 %", "100 %", "zeros"]


def test_weights_have_an_outline_of_step_0_and_the_others_none(panel):
    panel.draw([make_lane()], NOWHERE)
    assert not any(outline.isVisible() for outline in panel.plots[0].outlines)
    choose(panel, "weights")
    assert all(outline.isVisible() for outline in panel.plots[0].outlines)


def test_the_note_says_on_which_examples_and_at_which_step(panel):
    panel.draw([make_lane()], NOWHERE)
    assert note(panel) == "whole training set · step 30"
    choose(panel, "backward")
    assert note(panel) == "latest batch · step 30"
    choose(panel, "weights")
    assert note(panel) == "step 30"
    panel.draw([make_lane(0)], NOWHERE)
    choose(panel, "gradient")
    assert note(panel) == "whole training set · step 0"


def test_up_to_four_lanes_share_one_axis(panel):
    lanes = [make_lane(index=i, activation=key) for i, key in enumerate(("relu", "tanh", "sigmoid", "selu"))]
    panel.draw(lanes, NOWHERE)
    assert [plot.plot.widget.isVisible() for plot in panel.plots] == [True] * 4
    assert len({plot.plot.x_range for plot in panel.plots}) == 1
    assert "tanh" in panel.plots[1].plot.y_label
    panel.draw(lanes[:2], NOWHERE)
    assert [plot.plot.widget.isVisible() for plot in panel.plots] == [True, True, False, False]


def test_a_lane_that_was_not_measured_for_this_is_waited_for(panel):
    lane = make_lane()
    bare = dataclasses.replace(lane, snapshot=dataclasses.replace(lane.snapshot, distributions=None))
    panel.draw([bare], NOWHERE)
    assert not panel.body.isVisible()
    assert len(panel.table()) == 1
    panel.draw([lane], NOWHERE)
    assert panel.body.isVisible()


def test_the_axis_stands_still_while_values_stay_within_it_and_a_double_click_fits_it(qtbot, panel):
    trainer = make_trainer()
    panel.draw([lane_of(trainer)], NOWHERE)
    before = panel.plots[0].plot.x_range
    trainer.network.parameters *= np.float32(0.01)
    panel.draw([lane_of(trainer)], NOWHERE)
    assert panel.plots[0].plot.x_range == before
    click(qtbot, panel, 2, double=True)
    assert panel.plots[0].plot.x_range[1] < before[1]


def test_a_click_selects_the_layer_and_the_output_is_shown_here_alone(qtbot, panel):
    panel.draw([make_lane()], NOWHERE)
    with qtbot.waitSignal(panel.selected) as caught:
        click(qtbot, panel, 2)
    assert caught.args == [2, -1]
    panel.draw([make_lane()], Selection(2))
    assert panel.layer == 2
    click(qtbot, panel, 4)
    assert panel.layer == 4
    panel.draw([make_lane()], Selection(3))
    assert panel.layer == 3


def test_the_tip_gives_the_numbers_of_the_layer_at_the_mouse(panel):
    lane = make_lane()
    panel.draw([lane], NOWHERE)
    choose(panel, "h")
    found = lane.snapshot.distributions.activations[1]
    text = panel.plots[0]._describe(1.6)
    assert text.startswith("layer 2 of 3, step 30\n")
    assert f"{found.n:,} values" in text
    assert "median" in text
    assert panel.plots[0]._describe(9.0) == ""


def test_the_table_has_every_bin_of_every_layer(panel):
    lane = make_lane()
    panel.draw([lane], NOWHERE)
    choose(panel, "h")
    head, *rows = panel.table()
    assert head[:4] == ["lane", "step", "layer", "quantity"]
    assert len({len(row) for row in (head, *rows)}) == 1
    for i, found in enumerate(lane.snapshot.distributions.activations, 1):
        mine = [row for row in rows if row[2] == i]
        assert sum(row[6] for row in mine) == found.counts.sum()
        assert {tuple(row[7:]) for row in mine} == {(found.n, found.zeros, found.non_finite)}
    choose(panel, "weights")
    assert {row[1] for row in panel.table()[1:]} == {0, 30}


def courses_of(*trainers):
    return CoursesView(of_runs={trainer.run: course_of(trainer, no_progress) for trainer in trainers})


def test_the_run_is_measured_when_the_user_asks_for_it(qtbot, panel):
    trainer = make_trainer()
    panel.draw([lane_of(trainer)], NOWHERE)
    assert not panel.heat.is_measured
    with qtbot.waitSignal(panel.course_requested):
        qtbot.mouseClick(panel.heat.button, Qt.MouseButton.LeftButton)
    panel.show_courses(CoursesView(is_running=True, progress=0.3))
    assert "30%" in panel.heat.button.text()
    with qtbot.waitSignal(panel.course_cancelled):
        qtbot.mouseClick(panel.heat.button, Qt.MouseButton.LeftButton)
    panel.show_courses(courses_of(trainer))
    assert panel.heat.is_measured
    assert panel.heat.heats[0].plot.widget.isVisible()
    assert panel.heat.heats[0].image.image.shape[1] == 31
    assert "step 30" in panel.heat.caption.text()


@pytest.mark.parametrize("key", QUANTITIES)
def test_the_brightest_row_of_a_column_has_the_most_values(panel, key):
    trainer = make_trainer(activation="tanh")
    panel.show_courses(courses_of(trainer))
    panel.draw([lane_of(trainer)], Selection(2))
    choose(panel, key)
    heat = panel.heat.heats[0]
    edges = row_edges(heat.layers, *heat.plot.y_range)
    for column, found in zip(heat.image.image.T, heat.layers, strict=True):
        assert column.max() == 255
        assert found.shares(edges)[column.argmax()] == pytest.approx(found.shares(edges).max(), rel=0.02)
    values = quantile_lines(heat.layers)[1]
    assert np.array_equal(heat.lines[1].getData()[1], values, equal_nan=True)


def test_the_heat_map_ends_where_the_run_has_gone_another_way(panel):
    trainer = make_trainer(40)
    courses = courses_of(trainer)
    panel.show_courses(courses)
    panel.draw([dataclasses.replace(lane_of(make_trainer(12)), newest=12)], NOWHERE)
    assert panel.heat.heats[0].image.image.shape[1] == 13
    other = make_trainer(12, run=5)
    panel.draw([lane_of(other)], NOWHERE)
    assert not panel.heat.is_measured


def test_a_layer_without_any_gradient_has_a_sentence_in_place_of_a_picture(panel):
    trainer = make_trainer(bias_init=-50.0)
    panel.show_courses(courses_of(trainer))
    panel.draw([lane_of(trainer)], NOWHERE)
    choose(panel, "gradient")
    assert "no value but 0" in panel.heat.caption.toolTip()
    assert not panel.heat.heats[0].image.isVisible()


def test_a_low_panel_shows_the_ridges_alone(panel):
    panel.draw([make_lane()], NOWHERE)
    panel.resize(300, 150)
    assert not panel.heat.isVisible()
    assert shown_ridges(panel)


def test_a_low_panel_offers_the_run_in_place_of_the_ridges(qtbot, panel):
    panel.draw([make_lane()], NOWHERE)
    panel.resize(300, 150)
    assert not panel.instead.isHidden()
    qtbot.keyClick(panel.instead, Qt.Key.Key_Space)
    assert panel.heat.isVisible()
    assert not panel.plots[0].plot.widget.isVisible()
    panel.resize(300, 500)
    assert panel.instead.isHidden()
    assert panel.heat.isVisible()
    assert panel.plots[0].plot.widget.isVisible()


@pytest.mark.parametrize(("width", "told"), [(300, False), (900, True)])
def test_four_lanes_in_a_small_panel_have_room_for_their_ridges(panel, width, told):
    panel.resize(width, 400)
    panel.draw([make_lane(index=i, activation="relu") for i in range(4)], NOWHERE)
    choose(panel, "h")
    panel.grab()
    for plot in panel.plots:
        assert plot.plot.box.width() >= 0.3 * width / 4
        assert any(text == "zeros" for _, text in plot.column._tickLevels[0]) == told


def test_values_that_are_not_finite_are_counted_and_the_rest_is_drawn(panel):
    trainer = make_trainer()
    trainer.network.weights[1][0, 0] = np.inf
    panel.draw([lane_of(trainer)], NOWHERE)
    choose(panel, "weights")
    assert len(shown_ridges(panel)) == 4
    assert any("∞" in text for _, text in panel.plots[0].column._tickLevels[0])


def test_many_layers_stay_apart_or_are_left_out(panel):
    panel.draw([make_lane(2, hidden=(3,) * 60, activation="tanh")], NOWHERE)
    assert len(shown_ridges(panel)) == 61
    panel.resize(520, 200)
    height = panel.plots[0].plot.box.height()
    assert layer_stride(height, 61) > 1
    assert len(shown_ridges(panel)) < 61
    assert shown_ridges(panel)[-1] is panel.plots[0].ridges[60]


def test_an_axis_holds_nearly_all_values_and_zero():
    assert value_span(0.0, 1.0) == pytest.approx((-0.06, 1.06))
    assert value_span(-1.0, 0.3) == pytest.approx((-1.06, 1.06))
    assert value_span(-3.0, -1.0) == pytest.approx((-3.18, 0.18))
    assert span_of([]) is None
    low, high = span_of(make_lane(activation="tanh").snapshot.distributions.activations)
    assert -1.0 <= low < high <= 1.0


def test_narrow_axes_have_two_labels_or_more():
    assert len(value_ticks(-8.5, 8.5, 2)) >= 2
    assert [text for _, text in inner_decades(-16.0, 2.0, 2)] == ["10⁻⁹", "10⁰"]
    assert len(inner_decades(-16.0, 0.0, 2)) >= 2


def test_both_themes_can_be_shown(qapp, panel):
    panel.draw([make_lane()], Selection(1))
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        panel.restyle()
        brush = panel.plots[0].ridges[0].opts["brush"].color()
        assert (brush.lightness() < 128) == (name == "dark")


def test_a_window_shows_the_panel_of_a_past_step_and_measures_the_run(qtbot):
    window = make_window(Session(SMALL.replace(hidden=(4, 4))), Settings(theme="light"))
    qtbot.addWidget(window)
    window.show()
    session = window.session
    qtbot.waitUntil(lambda: bool(session.lanes), timeout=10_000)
    session.step(40)
    window.docks.set_shown("distributions", True)
    window.docks.toggle_maximised("distributions")
    panel = window.panels["distributions"]
    qtbot.waitUntil(lambda: bool(panel.plots) and "step 40" in note(panel), timeout=10_000)
    panel.course_requested.emit()
    qtbot.waitUntil(lambda: bool(session.courses.view.of_runs), timeout=20_000)
    assert panel.heat.is_measured
    session.travel(10)
    qtbot.waitUntil(lambda: "step 10" in note(panel), timeout=10_000)
    assert panel.heat.heats[0].cursor.line.value() == 10
    window.close()


def test_an_empty_course_draws_nothing(panel):
    panel.show_courses(CoursesView(of_runs={1: Course((), ())}))
    panel.draw([make_lane()], NOWHERE)
    assert not panel.heat.is_measured
