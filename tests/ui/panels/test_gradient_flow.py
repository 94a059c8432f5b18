import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import plain
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.gradient_flow.heatmap import to_bytes
from actviz.ui.panels.gradient_flow.magnitudes import over_time
from actviz.ui.panels.gradient_flow.panel import GradientFlow
from actviz.ui.plots.layer_heat import NON_FINITE, ZERO, step_ticks
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.widgets.text import PlainLabel


def make_lane(steps=0, index=0, name="A", **settings):
    trainer = Trainer(RunConfig(**settings))
    trainer.advance(steps)
    return LaneView(index, name, trainer.facts, trainer.measure(), trainer.history.view())


def with_rms(lane, rms):
    return dataclasses.replace(lane, snapshot=dataclasses.replace(lane.snapshot, gradient_rms=np.array(rms)))


@pytest.fixture
def panel(show_panel):
    return show_panel(GradientFlow, 264, 220)


def tops(panel, key="weight gradient"):
    bars = panel.charts[key].bars.bars.opts
    return np.asarray(bars["y0"]) + np.asarray(bars["height"])


def note(panel):
    return panel.header.told


def test_bars_are_the_measured_rms_on_a_log_axis(panel):
    lane = make_lane(50, hidden=(12,) * 5)
    panel.draw([lane], Selection())
    assert tops(panel) == pytest.approx(np.log10(lane.snapshot.gradient_rms))
    assert note(panel) == "step 50"


def test_step_0_shows_bars_of_the_whole_set(panel):
    lane = make_lane(0, hidden=(4, 4))
    panel.draw([lane], Selection())
    assert tops(panel) == pytest.approx(np.log10(lane.snapshot.gradient_rms))
    assert "whole training set" in panel._describe(1.0, 0.0)


def test_the_norm_can_be_shown_and_the_label_says_so(panel):
    lane = make_lane(10, hidden=(4, 4))
    panel.draw([lane], Selection())
    panel.quantity_actions["norm"].trigger()
    assert tops(panel) == pytest.approx(np.log10(lane.snapshot.gradient_norms))
    assert panel.gradient.bars.plot.widget.accessibleName().startswith("gradient (norm)")


def test_zero_and_non_finite_layers_are_marked(panel):
    lane = with_rms(make_lane(5, hidden=(4, 4, 4)), [0.0, 1e-3, np.inf, np.nan])
    panel.draw([lane], Selection())
    low, high = panel.range.range
    x, y = panel.gradient.marks.zeros.getData()
    assert x.tolist() == [1.0]
    assert low < y[0] < (low + high) / 2
    assert panel.gradient.marks.overflows.getData()[0].tolist() == [3.0, 4.0]


def test_a_network_without_any_gradient_shows_a_zero_for_every_layer(panel):
    lane = make_lane(3, hidden=(4, 4), bias_init=-100.0)
    panel.draw([lane], Selection())
    assert panel.gradient.marks.zeros.getData()[0].tolist() == [1.0, 2.0, 3.0]


def test_the_axis_stands_still_until_values_have_left_it_for_good(qtbot, panel):
    lane = make_lane(5, hidden=(4, 4))
    panel.draw([with_rms(lane, [1e-3, 1e-2, 1e-1])], Selection())
    before = panel.range.range
    far = [with_rms(lane, [1e-30, 1e-2, 1e-1])]
    panel.draw(far, Selection())
    assert panel.range.range == before
    assert panel.gradient.marks.beyond.getData()[0].tolist() == [1.0], "a value beyond the axis is marked"
    panel.range.follow(-30.0, -1.0, patience_ms=1)
    qtbot.waitUntil(lambda: panel.range.range[0] <= -30)
    assert len(panel.gradient.marks.beyond.getData()[0]) == 0, "the axis is redrawn without another measurement"


def test_the_axis_follows_soon_when_many_layers_are_off_it_and_nothing_is_drawn_any_more(qtbot, panel):
    lane = make_lane(5, hidden=(4, 4))
    panel.draw([with_rms(lane, [1e-3, 1e-2, 1e-1])], Selection())
    panel.draw([with_rms(lane, [1e-30, 1e-20, 1e-1])], Selection())
    qtbot.waitUntil(lambda: panel.range.range[0] <= -30, timeout=1500)
    assert tops(panel) == pytest.approx([-30.0, -20.0, -1.0])


def test_a_double_click_fits_the_axis(qtbot, panel):
    lane = make_lane(5, hidden=(4, 4))
    panel.draw([lane], Selection())
    panel.draw([with_rms(lane, [1e-30, 1e-2, 1e-1])], Selection())
    qtbot.waitExposed(panel)
    view = panel.gradient.bars.plot.widget.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert panel.range.range[0] <= -30


def test_clicking_a_bar_selects_its_layer(qtbot, panel):
    panel.draw([make_lane(5, hidden=(4, 4, 4))], Selection())
    qtbot.waitExposed(panel)
    plot = panel.gradient.bars.plot
    where = plot.widget.mapFromScene(plot.box.mapViewToScene(pg.Point(3.0, sum(panel.range.range) / 2)))
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [3, -1]


def test_the_selected_layer_is_highlighted_in_both_parts(panel):
    panel.draw([make_lane(5, hidden=(4, 4, 4))], Selection(layer=2))
    assert list(panel.gradient.bars._highlight.opts["x"]) == [2]
    assert panel.heat.pictures[0].outline.getData()[1].min() == 1.5
    panel.draw(panel._lanes, Selection())
    assert not panel.gradient.bars._highlight.isVisible()


def test_several_lanes_are_grouped_bars_and_small_multiples(panel):
    lanes = [make_lane(20, 0, "A", hidden=(4, 4)), make_lane(20, 1, "B", hidden=(4, 4, 4), activation="tanh")]
    panel.draw(lanes, Selection())
    assert len(tops(panel)) == 3 + 4
    assert len(panel.heat.pictures) == 2
    panel.draw(lanes[:1], Selection())
    assert len(tops(panel)) == 3
    assert not panel.heat.pictures[1].plot.widget.isVisible()


def test_the_heatmap_covers_the_whole_run(panel):
    lane = make_lane(1000, hidden=(4, 4))
    panel.draw([lane], Selection())
    picture = panel.heat.pictures[0]
    assert picture.image.image.dtype == np.uint8
    assert picture.image.image.shape[0] == 3
    right = picture.columns.start + picture.columns.width * len(picture.columns.values)
    assert picture.columns.start == 0.0
    assert 1000 - picture.columns.width < right <= 1000
    assert picture.plot.x_range == pytest.approx((0, 1000))
    assert "gradient RMS" in picture.describe(500.0, 2.0)


def test_zero_and_overflow_have_colours_of_their_own():
    assert to_bytes(np.array([0.0, np.inf, np.nan, 1e-9, 1.0]), -8.0, 0.0).tolist() == [
        ZERO,
        NON_FINITE,
        NON_FINITE,
        1,
        254,
    ]


def test_the_table_has_a_row_for_every_layer(panel):
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    head = ["lane", "step", "layer", "gradient RMS", "gradient norm"]
    assert panel.table()[0] == [
        *head,
        "mean-field prediction of the RMS at step 0",
        "underflow",
        "backward signal",
        "signal",
        "band at step 0, 5 % of draws are below",
        "and 5 % above",
    ]
    assert [row[5] for row in panel.table()[1:]] == pytest.approx(
        (10 ** panel.prediction.lines[0].getData()[1]).tolist()
    )
    assert [row[:3] for row in panel.table()[1:]] == [["A", 5, 1], ["A", 5, 2], ["A", 5, 3]]


def test_a_diverged_run_is_drawn(panel):
    panel.draw([make_lane(300, learning_rate=1000.0)], Selection())
    panel.grab()


def test_without_lanes_a_sentence_says_what_would_fill_it(panel):
    panel.draw([], Selection())
    assert not panel.body.isVisible()


def test_a_low_panel_shows_the_bars_alone(qtbot, panel):
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    assert panel.heat.isVisible()
    panel.resize(220, 126)
    qtbot.waitUntil(lambda: not panel.heat.isVisible())


def line(panel, place=0):
    return panel.prediction.lines[place].getData()[1]


def test_the_prediction_begins_at_the_output_layers_measured_value(panel):
    lane = make_lane(0, hidden=(64,) * 6, activation="tanh", initializer="xavier_normal", dataset="digits")
    panel.draw([lane], Selection())
    measured = np.log10(lane.snapshot.gradient_rms)
    assert line(panel)[-1] == pytest.approx(measured[-1])
    assert line(panel) == pytest.approx(measured, abs=0.3)
    assert panel.prediction.lines[0].getData()[0].tolist() == [1, 2, 3, 4, 5, 6, 7]


def test_the_prediction_stays_while_the_network_trains(panel):
    trainer = Trainer(RunConfig(hidden=(8, 8), learning_rate=0.5))
    lanes = []
    for steps in (0, 200):
        trainer.advance(steps)
        lanes.append(LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view()))
    panel.draw(lanes[:1], Selection())
    before = line(panel).tolist()
    panel.draw(lanes[1:], Selection())
    assert line(panel).tolist() == before
    assert "mean-field prediction at step 0: " in panel._describe(1.0, 0.0)


def test_the_norm_has_a_prediction_of_its_own(panel):
    lane = make_lane(0, hidden=(4, 16))
    panel.draw([lane], Selection())
    rms = line(panel).copy()
    panel.quantity_actions["norm"].trigger()
    assert line(panel) - rms == pytest.approx(0.5 * np.log10([2 * 4, 4 * 16, 16 * 2]))
    assert plain(10 ** line(panel)[1]) in panel._describe(2.0, 0.0)


def test_the_prediction_can_be_hidden(panel):
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    assert panel.prediction.lines[0].isVisible()
    panel.prediction_action.trigger()
    assert not panel.prediction.lines[0].isVisible()
    assert "mean-field" not in panel._describe(1.0, 0.0)


def test_without_a_prediction_the_crosshair_says_why(panel):
    panel.draw([make_lane(5, hidden=(4, 4), initializer="rai")], Selection())
    assert not panel.prediction.lines[0].isVisible()
    assert "no mean-field prediction: RAI does not draw" in panel._describe(1.0, 0.0)
    assert panel.table()[1][5] == ""


def test_the_prediction_names_the_functions_of_step_0_when_others_run_now(panel):
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    trainer.measure()
    trainer.advance(5)
    trainer.apply({"activation": "tanh"})
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())], Selection())
    assert "at step 0 with ReLU: " in panel._describe(1.0, 0.0)


def test_each_lane_has_a_line_in_its_colour(panel):
    lanes = [make_lane(5, 0, "A", hidden=(4, 4)), make_lane(5, 1, "B", hidden=(4, 4, 4), activation="tanh")]
    panel.draw(lanes, Selection())
    assert [len(line(panel, place)) for place in (0, 1)] == [3, 4]
    colours = [panel.prediction.lines[place].opts["pen"].color().name() for place in (0, 1)]
    assert colours[0] != colours[1]
    panel.draw(lanes[:1], Selection())
    assert not panel.prediction.lines[1].isVisible()


def test_the_axis_makes_room_for_the_prediction_but_not_without_end(panel):
    lane = make_lane(0, hidden=(4,) * 8, activation="sigmoid", init_scale=0.1)
    panel.draw([with_rms(lane, [1e-2] * 9)], Selection())
    assert line(panel)[0] < -10
    assert -9 <= panel.range.range[0] <= -6


def test_a_wide_panel_says_what_the_dashes_are(qtbot, panel):
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    panel.resize(420, 240)
    qtbot.waitUntil(lambda: "dashed: expected at the start" in panel.gradient.bars.plot.widget.accessibleName())


def test_after_a_change_of_activation_there_is_no_line_and_no_name_speaks_of_one(panel):
    panel.resize(800, 300)
    trainer = Trainer(RunConfig(hidden=(4, 4), activation="relu"))
    trainer.measure()
    trainer.advance(5)
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())], Selection())
    assert panel.prediction.lines[0].isVisible()
    trainer.apply({"activation": "tanh"})
    trainer.advance(5)
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())], Selection())
    assert not panel.prediction.lines[0].isVisible()
    assert "dashed" not in panel.gradient.bars.plot.widget.accessibleName()


def test_bars_and_heatmap_have_one_scale_that_a_reset_leaves_where_it_is(panel):
    panel.draw([make_lane(5, hidden=(4,) * 4)], Selection())
    before = panel.range.range
    assert before[0] <= -8.0 <= 0.0 <= before[1]
    panel.draw([make_lane(0, hidden=(4,) * 4)], Selection())
    assert panel.range.range == before
    assert panel.gradient.plot.y_range == pytest.approx(before)


def test_the_menu_fits_the_scale_to_the_values(panel):
    panel.draw([with_rms(make_lane(0, hidden=(4, 4)), [1e-3, 1e-3, 1e-3])], Selection())
    wide = panel.range.range
    panel.fit()
    assert panel.range.range[1] - panel.range.range[0] < wide[1] - wide[0]


@pytest.mark.parametrize("high", [50.0, 60.0, 80.0, 100.0, 150.0, 200.0, 400.0, 2000.0, 3000.0, 5000.0])
def test_a_narrow_heatmap_has_one_step_written_under_it_clear_of_its_ends(high):
    ((value, _text),) = step_ticks(0.0, high, 2)
    assert 0.2 * high <= value <= 0.8 * high


def bottom_ticks(panel):
    return [text for _, text in panel.gradient.bars.plot.bottom._tickLevels[0]]


def test_the_output_layers_bar_is_called_so(qtbot, panel):
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    qtbot.waitUntil(lambda: bottom_ticks(panel) == ["1", "2", "out"])
    assert panel._describe(3.0, 0.0).startswith("layer 3 of 3, the output")


def test_lanes_of_other_depths_have_numbers_alone(qtbot, panel):
    panel.draw([make_lane(5, hidden=(4, 4)), make_lane(5, 1, "B", hidden=(4, 4, 4))], Selection())
    qtbot.waitUntil(lambda: bottom_ticks(panel) == ["1", "2", "3", "4"])


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        (28, "gradient (RMS); - - expected"),
        (45, "gradient (RMS); dashed: expected at the start"),
        (60, "size of the gradient (RMS); dashed: expected at the start"),
    ],
)
def test_a_narrow_panel_names_the_dashed_line_in_short(panel, monkeypatch, characters, expected):
    monkeypatch.setattr(panel.gradient.bars.plot, "y_label_fits", lambda text: len(text) <= characters)
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    assert panel.gradient.bars.plot.widget.accessibleName() == f"{expected} by layer"


VALUES = {"weight gradient": "gradient_rms", "backward signal": "backward", "signal": "signal"}
DEEP_TANH = {"hidden": (16,) * 8, "activation": "tanh", "initializer": "xavier_normal", "init_scale": 0.5}


def shown_charts(panel):
    return [key for key, chart in panel.charts.items() if chart.plot.widget.isVisible()]


def name_of(panel, key):
    return panel.charts[key].plot.widget.accessibleName()


@pytest.mark.parametrize("key", VALUES)
def test_each_magnitude_can_be_chosen_and_its_bars_and_heatmap_are_its_values(panel, key):
    lane = make_lane(300, **DEEP_TANH)
    panel.draw([lane], Selection())
    panel.switch.entries[key].trigger()
    assert shown_charts(panel) == [key]
    assert tops(panel, key) == pytest.approx(np.log10(getattr(lane.snapshot, VALUES[key])))
    picture = panel.heat.pictures[0]
    assert picture.image.image.tolist() == to_bytes(picture.columns.values.T, *panel.range.range).tolist()
    recorded = lane.history.rms if key == "weight gradient" else getattr(lane.history, VALUES[key])
    assert picture.columns.values[-1].tolist() in recorded.tolist()
    assert panel.prediction.lines[0].isVisible() == (key == "weight gradient")
    assert panel.quantity_actions["norm"].isEnabled() == (key == "weight gradient")


@pytest.mark.parametrize("width", [203, 268, 640])
def test_all_magnitudes_stand_side_by_side_on_one_scale(panel, width):
    lane = make_lane(60, **DEEP_TANH)
    panel.resize(width, 260)
    panel.draw([lane], Selection())
    panel.switch.entries["all"].trigger()
    assert shown_charts(panel) == list(VALUES)
    assert len({chart.plot.y_range for chart in panel.charts.values()}) == 1
    for key, field in VALUES.items():
        assert tops(panel, key) == pytest.approx(np.log10(getattr(lane.snapshot, field)))
        assert panel.charts[key].plot.widget.geometry().right() <= panel.body.width()
    assert [picture.magnitude for picture in panel.heat.pictures] == list(VALUES)
    assert "latest batch" in note(panel)


def test_all_magnitudes_of_several_lanes_have_a_row_of_heatmaps_each(qtbot, panel):
    lanes = [make_lane(20, 0, "A", hidden=(4, 4)), make_lane(20, 1, "B", hidden=(4, 4, 4), activation="tanh")]
    panel.resize(300, 400)
    panel.switch.entries["all"].trigger()
    panel.draw(lanes, Selection())
    assert [(p.lane.name, p.magnitude) for p in panel.heat.pictures] == [(n, key) for n in "AB" for key in VALUES]
    pictures = panel.heat.pictures
    qtbot.waitUntil(lambda: pictures[0].plot.widget.y() == pictures[2].plot.widget.y() < pictures[3].plot.widget.y())
    panel.draw(lanes[:1], Selection())
    assert sum(p.plot.widget.isVisible() for p in panel.heat.pictures) == 3


def test_the_choice_lasts_while_lanes_come_and_go(panel):
    panel.switch.entries["signal"].trigger()
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    panel.draw([], Selection())
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    assert shown_charts(panel) == ["signal"]


@pytest.mark.parametrize(
    ("steps", "of", "at_length"), [(0, "whole set", "whole training set"), (5, *["latest batch"] * 2)]
)
@pytest.mark.parametrize("key", ["backward signal", "signal"])
def test_labels_and_readouts_name_the_magnitude_its_examples_and_step(panel, key, steps, of, at_length):
    panel.resize(420, 240)
    panel.draw([make_lane(steps, hidden=(4, 4))], Selection())
    panel.switch.entries[key].trigger()
    assert name_of(panel, key) == f"{key}, {of} by layer"
    text = panel._describe(2.0, 0.0, key)
    assert key in text
    assert text.endswith(f"{at_length}, step {steps}")


def test_a_narrow_panel_still_names_each_magnitude(panel):
    panel.resize(212, 200)
    panel.draw([make_lane(5, hidden=(4, 4))], Selection())
    panel.switch.entries["all"].trigger()
    for key in VALUES:
        word = panel.charts[key].plot.y_label.rstrip(".")
        assert word in key
        assert panel.charts[key].plot.y_label_fits(word)


def test_the_heatmap_of_a_signal_shows_the_latest_census_up_to_each_column():
    lane = make_lane(900, hidden=(4, 4))
    columns = over_time(lane, "signal", 50)
    ends = columns.start + columns.width * np.arange(1, len(columns.values) + 1)
    assert len(columns.values) <= 50
    assert (columns.at <= ends).all()
    for row, step in zip(columns.values, columns.at, strict=True):
        place = lane.history.census_steps.tolist().index(step)
        assert row.tolist() == lane.history.signal[place].tolist()


@pytest.mark.parametrize("key", ["backward signal", "signal"])
def test_an_older_recording_without_signals_has_an_empty_heatmap_and_says_so(panel, key):
    lane = make_lane(300, hidden=(4, 4))
    none = np.full_like(lane.history.signal, np.nan)
    lane = dataclasses.replace(lane, history=dataclasses.replace(lane.history, signal=none, backward=none))
    panel.resize(640, 300)
    panel.draw([lane], Selection())
    panel.switch.entries[key].trigger()
    assert not panel.heat.pictures[0].image.isVisible()
    assert any(key in label.text() and "recording" in label.text() for label in panel.heat.findChildren(PlainLabel))
    panel.switch.entries["all"].trigger()
    assert [p.image.isVisible() for p in panel.heat.pictures] == [True, False, False]


def test_a_recording_that_goes_on_shows_the_signals_from_there():
    lane = make_lane(300, hidden=(4, 4))
    signal = lane.history.signal.copy()
    signal[:3] = np.nan
    columns = over_time(
        dataclasses.replace(lane, history=dataclasses.replace(lane.history, signal=signal)), "signal", 100
    )
    assert columns.start == lane.history.census_steps[3]
    assert np.isfinite(columns.values).all()


def test_only_the_weight_gradients_zeros_are_marked(panel):
    lane = make_lane(3, hidden=(4, 4), bias_init=-100.0)
    panel.draw([lane], Selection())
    panel.switch.entries["all"].trigger()
    assert len(panel.charts["weight gradient"].marks.zeros.getData()[0]) == 3
    assert len(panel.charts["backward signal"].marks.zeros.getData()[0]) == 0
