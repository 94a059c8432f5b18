"""The panel Updates: its bars and pictures show what the record and the measurements hold."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from actviz.app.lanes import LaneView, Selection
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.updates import Updates
from actviz.ui.panels.updates.quantities import ALPHA, MEAN, QUANTITIES, UPDATE
from actviz.ui.theme import theme
from actviz.ui.widgets.text import PlainLabel

LAYERS = (6, 5, 4)


def make_lane(steps=0, index=0, name="A", **settings):
    trainer = Trainer(RunConfig(**{"hidden": LAYERS, "n_examples": 80} | settings))
    trainer.advance(steps)
    snapshot = trainer.measure()
    view = trainer.history.view().with_now(snapshot)
    return LaneView(index, name, trainer.facts, snapshot, view, newest=trainer.step)


@pytest.fixture
def panel(show_panel):
    return show_panel(Updates, 420, 320)


def choose(panel, key):
    panel.switch.entries[key].trigger()


def tops(panel):
    bars = panel.chart.bars.bars.opts
    return np.asarray(bars["y0"]) + np.asarray(bars["height"])


def note(panel):
    return panel.header.told


def sentence(panel):
    return next(
        label.text() for label in panel.findChildren(PlainLabel) if label.isVisible() and len(label.text()) > 30
    )


def test_the_bars_are_the_latest_update_ratios_on_a_log_axis_around_the_usual_one(panel):
    lane = make_lane(50)
    panel.draw([lane], Selection())
    assert tops(panel) == pytest.approx(np.log10(lane.snapshot.update_ratios), abs=0.1)
    assert set(np.asarray(panel.chart.bars.bars.opts["y0"])) == {-3.0}
    low, high = panel.range.range
    assert low <= -4.0 < -2.0 <= high
    assert panel.chart.band.getRegion() == pytest.approx((-4.0, -2.0))
    assert any("0.001" in entry.text for entry in panel.legend.entries)
    assert note(panel) == "step 50"


def test_before_the_first_step_a_sentence_says_what_will_fill_the_panel(panel):
    panel.draw([make_lane(0)], Selection())
    assert "Play" in sentence(panel)
    panel.draw([make_lane(3)], Selection())
    assert panel.chart.plot.widget.isVisible()


def test_at_step_0_the_colours_already_reach_to_the_present_values(panel):
    lane = make_lane(0)
    choose(panel, MEAN)
    panel.draw([lane], Selection())
    assert panel.heat_range.range[1] >= lane.snapshot.mean_activation.max()


def test_the_mean_activations_are_bars_from_0_and_can_be_negative(panel):
    lane = make_lane(80, activation="elu", bias_init=-2.0)
    panel.draw([lane], Selection())
    choose(panel, MEAN)
    means = [units.mean_activation.mean() for units in lane.snapshot.units]
    assert tops(panel) == pytest.approx(means)
    assert min(means) < 0.0
    low, high = panel.range.range
    assert low < min(means) < 0.0 < high
    assert panel.chart.line.value() == 0.0
    assert not panel.chart.band.isVisible()


def test_where_no_slope_is_learned_a_sentence_says_so_and_the_choice_stays(panel):
    panel.draw([make_lane(10)], Selection())
    choose(panel, ALPHA)
    assert "PReLU" in sentence(panel)
    choose(panel, UPDATE)
    assert panel.chart.plot.widget.isVisible()


@pytest.mark.parametrize("per_unit", [False, True])
def test_learned_slopes_are_shown_with_where_they_started_and_how_far_apart_units_are(panel, per_unit):
    lane = make_lane(100, activation="prelu", prelu_per_unit=per_unit, alpha=0.3, learning_rate=0.1)
    panel.draw([lane], Selection())
    choose(panel, ALPHA)
    assert tops(panel) == pytest.approx([alphas.mean() for alphas in lane.snapshot.prelu_alphas])
    assert [line.value() for line in panel.chart.starts if line.isVisible()] == [0.3]
    y = panel.chart.spans.getData()[1]
    ends = [(a.min(), a.max()) for a in lane.snapshot.prelu_alphas] if per_unit else []
    assert np.reshape([] if y is None else y, (-1, 2)) == pytest.approx(np.reshape(ends, (-1, 2)))


@pytest.mark.parametrize("key", QUANTITIES)
def test_the_picture_has_the_record_in_its_columns_and_tips_give_the_values(panel, key):
    lane = make_lane(300, activation="prelu")
    panel.draw([lane], Selection())
    choose(panel, key)
    (picture,) = panel.heat.pictures
    columns = picture.columns
    rows = QUANTITIES[key].recorded(lane.history)
    for values, at in zip(columns.values, columns.at, strict=True):
        assert np.array_equal(values, rows[list(lane.history.census_steps).index(at)])
    assert columns.at[-1] == 300
    text = picture.describe(columns.start + columns.width * (len(columns.values) - 0.5), 2)
    assert QUANTITIES[key].text(rows[-1, 1]) in text
    assert "step 300" in text
    bar = panel._describe(2.0, 0.0)
    assert QUANTITIES[key].text(rows[-1, 1]) in bar
    assert "layer 2" in bar


def test_several_lanes_have_bars_side_by_side_and_a_picture_each(panel):
    lanes = [make_lane(60), make_lane(60, 1, "B: tanh", activation="tanh")]
    panel.draw(lanes, Selection())
    n = len(LAYERS) + 1
    values = np.concatenate([lane.snapshot.update_ratios for lane in lanes])
    assert tops(panel) == pytest.approx(np.log10(values), abs=0.1)
    x = np.asarray(panel.chart.bars.bars.opts["x"])
    assert (x[:n] < x[n:]).all()
    assert [p.lane.name for p in panel.heat.pictures] == ["A", "B: tanh"]
    assert {"A", "B: tanh"} <= {entry.text for entry in panel.legend.entries}
    panel.draw(lanes[:1], Selection())
    assert not panel.heat.pictures[1].plot.widget.isVisible()


def test_of_several_lanes_only_those_that_learn_slopes_show_them(panel):
    panel.draw([make_lane(20), make_lane(20, 1, "B", activation="prelu")], Selection())
    choose(panel, ALPHA)
    assert len(tops(panel)) == len(LAYERS)
    assert panel.heat.pictures[0].lane.name == "B"


def test_in_the_past_the_panel_shows_that_steps_values_under_the_whole_run(panel):
    newest, past = make_lane(300), make_lane(100)
    lane = dataclasses.replace(newest, snapshot=past.snapshot, at=100)
    panel.draw([newest], Selection())
    panel.draw([lane], Selection())
    assert tops(panel) == pytest.approx(np.log10(past.snapshot.update_ratios), abs=0.1)
    assert note(panel) == "step 100"
    cursor = panel.heat.pictures[0].cursor.line
    assert cursor.isVisible()
    assert cursor.value() == 100


def test_a_state_that_no_step_led_to_shows_the_records_latest_update_and_its_step(panel):
    lane = make_lane(300)
    known = lane.history.census_steps[-2]
    at = dataclasses.replace(lane.snapshot, step=int(known) + 1, update_ratios=None)
    panel.draw([dataclasses.replace(lane, snapshot=at, at=at.step)], Selection())
    assert tops(panel) == pytest.approx(np.log10(lane.history.update_ratio[-2]), abs=0.1)
    assert note(panel) == f"step {known:,}"


def test_layers_that_do_not_move_have_a_zero_and_overflows_a_cross(panel):
    lane = make_lane(5)
    odd = dataclasses.replace(lane.snapshot, update_ratios=np.array([0.0, 1e-3, np.inf, 1e-2]))
    panel.draw([dataclasses.replace(lane, snapshot=odd)], Selection())
    assert panel.chart.marks.zeros.getData()[0].tolist() == [1.0]
    assert panel.chart.marks.overflows.getData()[0].tolist() == [3.0]


def test_a_layer_that_explodes_does_not_press_the_others_flat(panel):
    lane = make_lane(5)
    units = [dataclasses.replace(u, mean_activation=u.mean_activation * 0 + m) for u, m in
             zip(lane.snapshot.units, (0.5, 0.6, 1e30), strict=True)]  # fmt: skip
    lane = dataclasses.replace(lane, snapshot=dataclasses.replace(lane.snapshot, units=tuple(units)))
    panel.draw([lane], Selection())
    choose(panel, MEAN)
    assert panel.range.range[1] < 100.0
    assert panel.chart.marks.beyond.getData()[0].tolist() == [3.0]
    choose(panel, UPDATE)
    assert len(tops(panel)) == len(LAYERS) + 1


def test_the_axis_stands_still_while_values_stay_within_and_a_double_click_fits_it(qtbot, panel):
    lane = make_lane(20)
    panel.draw([lane], Selection())
    before = panel.range.range
    far = dataclasses.replace(lane.snapshot, update_ratios=np.array([1e-15, 1e-3, 1e-3, 1e-3]))
    panel.draw([dataclasses.replace(lane, snapshot=far)], Selection())
    assert panel.range.range == before
    assert panel.chart.marks.beyond.getData()[0].tolist() == [1.0]
    qtbot.waitExposed(panel)
    view = panel.chart.plot.widget.viewport()
    for click in (qtbot.mouseClick, qtbot.mouseDClick, qtbot.mouseRelease):
        click(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert panel.range.range[0] <= -15


def test_a_click_selects_the_layer_and_the_selection_is_marked(qtbot, panel):
    panel.draw([make_lane(20)], Selection())
    qtbot.waitExposed(panel)
    plot = panel.chart.plot
    place = plot.widget.mapFromScene(plot.box.mapViewToScene(plot.box.viewRect().center()))
    with qtbot.waitSignal(panel.selected) as picked:
        qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x() + 10, place.y()))
    assert picked.args == [3, -1]
    panel.draw(panel._lanes, Selection(3))
    assert panel.heat.pictures[0].outline.getData()[1].min() == 2.5


def test_the_table_has_every_quantity_of_every_layer(panel):
    lane = make_lane(40, activation=("relu", "prelu", "relu"), prelu_per_unit=True)
    panel.draw([lane], Selection())
    head, *rows = panel.table()
    assert len(rows) == len(LAYERS) + 1
    second = dict(zip(head, rows[1], strict=True))
    assert second["update : weight"] == lane.snapshot.update_ratios[1]
    assert second["mean activation"] == lane.snapshot.mean_activation[1]
    alphas = lane.snapshot.prelu_alphas[1]
    found = [second[name] for name in ("PReLU α", "least α", "largest α")]
    assert found == pytest.approx([alphas.mean(), alphas.min(), alphas.max()])
    assert rows[0][-1] == rows[-1][-1] == ""


def test_an_older_recording_without_these_columns_says_so(panel):
    lane = make_lane(100)
    h = lane.history
    empty = {name: np.full_like(getattr(h, name), np.nan) for name in ("update_ratio", "mean_activation", "alpha")}
    panel.draw([dataclasses.replace(lane, history=dataclasses.replace(h, **empty))], Selection())
    assert any("recording" in label.text() for label in panel.heat.findChildren(PlainLabel))
    assert np.isfinite(tops(panel)).all()


@pytest.mark.parametrize("size", [(220, 120), (300, 230), (900, 700)])
def test_at_every_size_something_is_shown(qapp, show_panel, size):
    panel = show_panel(Updates, *size)
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        panel.restyle()
        for key in QUANTITIES:
            panel.draw([make_lane(30, activation="prelu")], Selection())
            choose(panel, key)
            assert panel.chart.plot.widget.isVisible()
            assert len(tops(panel)) >= len(LAYERS)
