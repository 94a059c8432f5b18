import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from actviz.app.lanes import LaneView, Selection
from actviz.number_text import fraction_text
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.why.factor_bars import NAME_PX, factor_ticks, product_ticks
from actviz.ui.panels.why.panel import Why
from actviz.ui.plots.legend import ROW_PX
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.theme import theme


def make_lane(steps=0, index=0, name="A", **settings):
    trainer = Trainer(RunConfig(**{"hidden": (8,) * 5, "activation": "tanh", **settings}))
    trainer.advance(steps)
    return LaneView(index, name, trainer.facts, trainer.measure(), trainer.history.view())


def with_factors(lane, weights, slopes):
    weights, slopes = np.array(weights), np.array(slopes)
    snapshot = dataclasses.replace(
        lane.snapshot, weight_factors=weights, slope_factors=slopes, gains=weights * slopes, units=lane.snapshot.units
    )
    return dataclasses.replace(lane, snapshot=snapshot)


@pytest.fixture
def panel(show_panel):
    return show_panel(Why, 420, 260)


def bar_ends(item):
    return np.asarray(item.opts["y0"]) + np.asarray(item.opts["height"])


def test_the_two_bars_of_a_layer_add_up_to_its_gain(panel):
    lane = make_lane(20, activation="sigmoid")
    panel.draw([lane], Selection())
    marks, s = panel.bars.marks[0], lane.snapshot
    assert bar_ends(marks.slopes) == pytest.approx(np.log10(s.slope_factors))
    assert np.asarray(marks.weights.opts["height"]) == pytest.approx(np.log10(s.weight_factors))
    together = np.asarray(marks.slopes.opts["height"]) + np.asarray(marks.weights.opts["height"])
    assert together == pytest.approx(np.log10(s.gains))


def test_bars_of_one_sign_are_stacked_and_those_of_two_stand_on_both_sides_of_the_line(panel):
    panel.draw([with_factors(make_lane(hidden=(4, 4)), [0.5, 2.0], [0.5, 0.5])], Selection())
    weights = panel.bars.marks[0].weights.opts
    assert np.asarray(weights["y0"]) == pytest.approx([np.log10(0.5), 0.0])
    assert bar_ends(panel.bars.marks[0].weights) == pytest.approx([np.log10(0.25), np.log10(2.0)])


def test_the_line_is_the_running_product_on_the_right_axis(panel):
    lane = make_lane(0, hidden=(8,) * 12, activation="sigmoid")
    panel.draw([lane], Selection())
    x, y = panel.bars.marks[0].product.getData()
    product = np.cumprod(lane.snapshot.gains[::-1])[::-1]
    assert y[:-1] * panel.bars.coarseness == pytest.approx(np.log10(product))
    assert (x[-1], y[-1]) == (12.5, 0.0), "it begins with 1 at the last layer"
    low, high = panel.bars.range.range
    assert low < y.min() <= y.max() < high


def test_the_dotted_line_is_the_largest_slope_of_each_layers_activation(panel):
    panel.draw([make_lane(hidden=(4, 4), activation=("sigmoid", "relu"))], Selection())
    assert panel.bars.marks[0].largest.getData()[1] == pytest.approx(np.log10([0.25, 0.25, 1.0, 1.0]))


def test_a_factor_of_zero_is_marked_and_leaves_no_bar(panel):
    panel.draw([with_factors(make_lane(hidden=(4, 4, 4)), [0.0, 2.0, 1.5], [0.0, 0.0, 0.5])], Selection())
    assert panel.bars.edge_marks.zeros.getData()[0].tolist() == [1.0, 2.0]
    assert bar_ends(panel.bars.marks[0].slopes)[:2].tolist() == [0.0, 0.0]
    assert "all slopes of layer 2 are 0" in panel.headline.text()


def test_a_factor_that_overflowed_is_marked(panel):
    panel.draw([with_factors(make_lane(hidden=(4, 4)), [np.inf, 1.0], [np.nan, 1.0])], Selection())
    assert panel.bars.edge_marks.overflows.getData()[0].tolist() == [1.0]
    assert "overflows" in panel.headline.text()


def test_the_headline_says_that_the_slopes_shrink_the_gradient(panel):
    panel.draw([make_lane(hidden=(8,) * 12, activation="sigmoid")], Selection())
    lane = panel._lanes[0].snapshot
    assert fraction_text(float(np.prod(lane.slope_factors))) in panel.headline.text()


@pytest.mark.parametrize("n_lanes", [1, 2, 4])
@pytest.mark.parametrize("size", [(175, 170), (240, 240), (480, 300)])
def test_neither_a_sentence_nor_an_axis_name_is_cut_or_overprinted(panel, size, n_lanes):
    panel.resize(*size)
    keys = ("sigmoid", "relu", "tanh", "gelu")
    lanes = [make_lane(5, i, "ABCD"[i], hidden=(8,) * 10, activation=keys[i]) for i in range(n_lanes)]
    panel.draw(lanes, Selection())
    panel.grab()
    metrics, room = panel.headline.fontMetrics(), panel.headline.contentsRect().width()
    if n_lanes > 1:
        assert all(metrics.horizontalAdvance(line) <= room for line in panel.headline.text().split("\n"))
    left, right = (
        each.mapToScene(each.boundingRect()).boundingRect()
        for each in (panel.bars.plot.frame.title.item, panel.bars.right_name.item)
    )
    assert left.right() <= right.left()


def test_the_axes_stand_still_until_values_have_left_them_and_mark_what_is_beyond(qtbot, panel):
    lane = make_lane(hidden=(4, 4))
    panel.draw([with_factors(lane, [1.0, 1.0], [0.5, 0.5])], Selection())
    before = panel.bars.range.range
    panel.draw([with_factors(lane, [1e-6, 1.0], [0.5, 0.5])], Selection())
    assert panel.bars.range.range == before
    assert panel.bars.edge_marks.beyond.getData()[0].tolist() == [1.0]
    qtbot.waitUntil(lambda: panel.bars.range.range[0] <= -6.3)
    assert len(panel.bars.edge_marks.beyond.getData()[0]) == 0


def test_pointing_at_a_layer_tells_it_in_a_sentence(panel):
    panel.draw([with_factors(make_lane(hidden=(4, 4)), [0.5, 0.22], [0.5, 0.19])], Selection())
    text = panel._describe(2.2, 0.0)
    assert text.startswith("layer 2 passes on 4.2 % of the gradient: slopes 0.19, weights 0.22")
    assert "0.01 of the output layer's gradient is left" in panel._describe(1.0, 0.0)
    assert panel._describe(7.0, 0.0) == ""


def test_a_click_on_a_column_selects_its_layer(qtbot, panel):
    panel.draw([make_lane(5)], Selection())
    qtbot.waitExposed(panel)
    plot = panel.bars.plot
    where = plot.widget.mapFromScene(plot.box.mapViewToScene(pg.Point(3.0, 0.1)))
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [3, -1]


def test_several_lanes_are_grouped_in_their_own_colours(panel):
    lanes = [make_lane(5, 0, "A"), make_lane(5, 1, "B", hidden=(4,) * 3, activation="sigmoid")]
    panel.draw(lanes, Selection(layer=2))
    assert panel.headline.text().count("\n") == 1
    slopes, weights = (panel.bars.marks[1].slopes.opts, panel.bars.marks[1].weights.opts)
    line = panel.bars.marks[1].product.opts["pen"].color()
    assert line == slopes["pen"].color() == weights["pen"].color() == theme.current().lane(1)
    assert len(slopes["x"]) == 3
    panel.draw(lanes[:1], Selection())
    assert not panel.bars.marks[1].slopes.isVisible()
    assert len(panel.table()) == 1 + 5


def test_slopes_and_weights_are_told_apart_by_a_pattern_not_by_a_hue(panel):
    panel.draw([make_lane(5)], Selection())
    slopes, weights = (pg.mkBrush(m.opts["brush"]) for m in (panel.bars.marks[0].slopes, panel.bars.marks[0].weights))
    assert slopes.color() == weights.color()
    assert slopes.style() != weights.style()


def shown_in_legend(panel):
    rows = [(entry.text, row) for entry, _, row in panel.legend._places()]
    return [text for text, row in rows if row < panel.legend.height() // ROW_PX]


@pytest.mark.parametrize("n_lanes", [1, 4])
def test_a_narrow_panels_legend_names_both_bars_and_the_line(panel, n_lanes):
    panel.resize(240, 320)
    panel.draw([make_lane(2, i, "ABCD"[i], hidden=(4,) * 3) for i in range(n_lanes)], Selection())
    shown = shown_in_legend(panel)
    assert {"slopes", "weights", "product"} <= set(shown)
    assert n_lanes == 1 or shown[:4] == list("ABCD")


def test_the_right_axis_is_named_and_no_brighter_than_the_left(panel):
    panel.draw([make_lane(2)], Selection())
    left, right = panel.bars.plot.left, panel.bars.right
    assert panel.bars.right_name.text == "product"
    assert right.textPen().color() == left.textPen().color()
    box, name = panel.bars.plot.box.sceneBoundingRect(), panel.bars.right_name.sceneBoundingRect()
    assert name.left() >= box.right() - 1.0
    assert name.right() <= panel.bars.plot.widget.width()


def test_no_tick_of_the_right_axis_runs_into_its_name(panel):
    panel.draw([with_factors(make_lane(), [1.0] * 5, [0.1] * 5)], Selection())
    (low, high), height = panel.bars.plot.y_range, panel.bars.plot.box.height()
    (ticks,) = panel.bars.right._tickLevels
    assert len(ticks) > 1
    assert max(value for value, _ in ticks) <= high - NAME_PX / height * (high - low)


def test_the_table_has_both_factors_and_the_running_product(panel):
    lane = make_lane(5)
    panel.draw([lane], Selection())
    head, *rows = panel.table()
    assert head[2:7] == ["layer", "weight factor", "slope factor", "normalisation factor", "gain"]
    assert [row[3] * row[4] for row in rows] == pytest.approx(lane.snapshot.gains.tolist())
    assert rows[0][7] == pytest.approx(np.log10(np.prod(lane.snapshot.gains)))


def test_the_calculator_stands_beside_the_bars_in_a_wide_panel_and_in_their_place_in_a_narrow_one(qtbot, panel):
    panel.draw([make_lane(5)], Selection())
    assert not panel.calculator.isVisible()
    switch = panel.header.findChild(QToolButton, "preset")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert panel.calculator.isVisible()
    assert not panel.measured.isVisible()
    panel.resize(900, 300)
    qtbot.waitUntil(lambda: panel.measured.isVisible() and panel.calculator.isVisible())
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert panel.measured.isVisible()
    assert not panel.calculator.isVisible()


def test_both_themes_and_a_diverged_run_are_drawn(qapp, panel):
    panel.draw([make_lane(300, learning_rate=1000.0, activation="relu", dataset="plane")], Selection())
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        panel.restyle()
        assert not panel.grab_image().isNull()


def test_without_lanes_a_sentence_says_what_would_fill_it(panel):
    panel.draw([], Selection())
    assert not panel.body.isVisible()


@pytest.mark.parametrize(("low", "high", "count"), [(-1.0, 0.5, 12), (-3.0, 2.0, 6), (-40.0, 10.0, 5), (-1.0, 1.0, 2)])
def test_ticks_never_overprint_and_have_the_factor_1_among_them(low, high, count):
    for ticks in (factor_ticks(low, high, count), product_ticks(low, high, count)):
        assert 1 <= len(ticks) <= max(count, 3)
        assert all(low - 1e-9 <= place <= high + 1e-9 for place, _ in ticks)
    assert (0.0, "1") in product_ticks(low, high, count)


def test_the_bars_of_a_normalised_network_add_up_to_its_gains_too(panel):
    lane = make_lane(20, normalization="layer", residual=2)
    panel.draw([lane], Selection())
    marks = panel.bars.marks[0]
    assert marks.normalization.isVisible()
    together = sum(np.asarray(bar.opts["height"]) for bar in (marks.slopes, marks.weights, marks.normalization))
    assert together == pytest.approx(np.log10(lane.snapshot.gains), abs=1e-6)
    panel.draw([make_lane(5)], Selection())
    assert not marks.normalization.isVisible()
