"""The Unit panel: what it says, what it draws, and what fits."""

from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from actviz.app.lanes import LaneView, Selection
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.unit_state import LayerHistogram
from actviz.training.units.structure_text import formula_of_z
from actviz.ui.panels.unit.layout import PARTS, WIDE_PX, arrange
from actviz.ui.panels.unit.map import contour, hinges
from actviz.ui.panels.unit.panel import NO_UNIT, Unit
from actviz.ui.panels.unit.weight_bars import SignedBar, SignedBars

RED = QColor("red")
DYING = RunConfig(hidden=(12,) * 8, learning_rate=0.3, seed=2)


@cache
def lane(pick="dead", config=DYING, steps=300, index=0):
    """Return a lane and the unit that is followed in it: a unit that died and stayed dead, or the given one."""
    trainer = Trainer(config)
    trainer.advance(steps)
    trainer.measure()
    if pick == "dead":
        stays = [e for e in trainer.history.events if e.cause is not None and trainer.history.stands(e)]
        pick = stays[0].layer, stays[0].unit
    snapshot = trainer.measure({"unit"}, unit=pick)
    return LaneView(index, "ABCD"[index], trainer.facts, snapshot, trainer.history.view()), Selection(*pick)


@pytest.fixture
def panel(show_panel):
    return show_panel(Unit, 270, 680)


def draw(panel, *which, **changes):
    view, selection = lane(*which, **changes)
    panel.draw([view], selection)
    return view, selection.pair


def test_without_a_unit_it_says_how_to_pick_one(panel):
    panel.draw([lane()[0]], Selection())
    assert panel._empty.text() == NO_UNIT
    assert not panel.head.isVisible()


def test_a_dead_unit_shows_since_when_why_and_whether_it_can_come_back(panel):
    view, (layer, unit) = draw(panel)
    death = next(e for e in reversed(view.history.events) if (e.layer, e.unit, e.kind) == (layer, unit, "death"))
    assert panel.head.name.text().startswith(f"Layer {layer}, unit {unit + 1}")
    assert panel.head.state.text() == f"Dead since step {death.step}"
    assert "come back" in panel.reason.text() or "For ever" in panel.reason.text()
    own_weights, own_bias, earlier = (bar.value for bar in panel.cause.bars.bars)
    total = death.cause.z_after - death.cause.z_before
    assert own_weights + own_bias + earlier == pytest.approx(total, rel=1e-9, abs=1e-9)
    assert ("earlier layers" in panel.cause.answer.text()) == death.cause.by_inputs
    assert f"between steps {death.cause.step_before:,} and {death.cause.step:,}" in panel.cause.story.text()
    assert "example" in panel.parts["cause"].toolTip()


def test_a_living_unit_shows_no_cause(panel):
    config = RunConfig(hidden=(4, 4), learning_rate=1e-4)
    view, (layer, unit) = draw(panel, (1, 0), config, 10)
    assert not view.snapshot.units[layer - 1].dead[unit]
    assert panel.head.state.text() in ("Linear: never switches", "Nearly silent") or panel.head.state.text().startswith(
        "On for "
    )
    assert not panel.parts["cause"].isVisible()


def test_a_unit_that_cannot_die_tells_how_saturated_it_is(panel):
    draw(panel, (1, 0), RunConfig(hidden=(4, 4), activation="tanh"), 10)
    assert "aturated" in panel.head.state.text()


def test_a_unit_born_dead_says_so(panel):
    config = RunConfig(hidden=(6, 6), bias_init=-50.0)
    draw(panel, (1, 2), config, 0)
    assert panel.head.state.text() == "Dead from the start"
    assert "initial weights" in panel.cause.story.text()
    assert not panel.cause.bars.bars
    assert "For ever" in panel.reason.text()


def test_its_events_are_marked_on_its_activity(panel):
    view, (layer, unit) = draw(panel)
    mine = [e for e in view.history.events if (e.layer, e.unit) == (layer, unit)]
    died = [e.step for e in mine if e.kind != "revival"]
    assert panel.activity.deaths.getData()[0].tolist() == died
    x, y = panel.activity.curve.getData()
    assert x[-1] == view.snapshot.step
    assert y[-1] == 0.0


def test_the_histogram_adds_up_to_all_examples_and_the_flat_region_is_tinted(panel):
    draw(panel)
    _, percent = panel.histogram.bars.getData()
    assert percent.sum() == pytest.approx(100.0)
    assert panel.histogram.regions[0].isVisible()
    assert panel.histogram.regions[0].getRegion()[1] == 0.0


def test_weights_are_named_and_the_largest_come_first(panel):
    view, _ = draw(panel, (1, 3), RunConfig(hidden=(6, 6)), 5)
    names = [bar.name for bar in panel.incoming.bars]
    assert names[0] == "bias"
    assert set(names[1:]) == set(view.facts.input_names)
    sizes = [abs(bar.value) for bar in panel.outgoing.bars]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == pytest.approx(np.abs(view.snapshot.unit.weights_out).max())


def test_data_without_a_plane_has_no_map(panel):
    draw(panel, (1, 3), RunConfig(dataset="digits", hidden=(6, 6)), 5)
    assert not panel.map.isVisible()
    assert panel.incoming.isVisible()


def test_another_lanes_state_is_named(panel):
    view, selection = lane()
    other = lane(selection.pair, RunConfig(hidden=(12,) * 8, activation="tanh"), 50, 1)[0]
    panel.draw([view, other], selection)
    assert panel.head.name.text().startswith("A: ")
    assert "B: " in panel.reason.text()


def test_a_unit_that_the_network_no_longer_has_is_not_shown(panel):
    view, _ = lane((1, 3), RunConfig(hidden=(6, 6)), 5)
    panel.draw([view], Selection(7, 0))
    assert "no such unit" in panel._empty.text()


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_activation_can_be_drawn(panel, key):
    draw(panel, (2, 1), RunConfig(hidden=(4, 4), activation=key), 3)
    assert not panel.grab().isNull()


def test_arrow_keys_move_on_to_the_next_unit_and_layer(qtbot, panel):
    draw(panel, (1, 3), RunConfig(hidden=(6, 6)), 5)
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.keyClick(panel, Qt.Key.Key_Down)
    assert caught.args == [1, 4]
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.keyClick(panel, Qt.Key.Key_Right)
    assert caught.args == [2, 3]


def test_units_count_from_1_in_the_name_the_weights_and_the_table(panel):
    _, (layer, unit) = draw(panel, (2, 0), RunConfig(hidden=(6, 6, 4)), 5)
    assert (layer, unit) == (2, 0)
    assert panel.head.name.text().startswith("Layer 2, unit 1")
    assert {bar.name for bar in panel.incoming.bars} == {"bias", *(f"unit {number}" for number in range(1, 7))}
    assert {bar.name for bar in panel.outgoing.bars} == {f"unit {number}" for number in range(1, 5)}
    rows = panel.table()[1:]
    assert {row[3] for row in rows} == {1}
    assert [row[5] for row in rows if row[4] == "outgoing weight"] == [1, 2, 3, 4]


def test_the_table_holds_state_events_bins_and_weights(panel):
    view, _ = draw(panel)
    quantities = [row[4] for row in panel.table()[1:]]
    assert quantities.count("incoming weight") == len(view.snapshot.unit.weights_in)
    assert quantities.count("examples with z from") == len(view.snapshot.unit.histogram.counts)
    assert {"state", "death", "bias"} <= set(quantities)


def texts(_width):
    """Return the heights of the texts in a column: the least and the most."""
    return {"head": (38, 38), "cause": (84, 140), "reason": (26, 52)}


@pytest.mark.parametrize(
    ("width", "height"),
    [(206, 150), (230, 350), (280, 700), (250, 500), (660, 290), (900, 300), (1200, 700), (140, 90)],
)
def test_no_part_overlaps_another_or_leaves_the_panel(width, height):
    places = arrange(width, height, PARTS, texts)
    boxes = [(p.x, p.y, p.x + p.width, p.y + p.height) for p in places.values()]
    assert {"head", "cause"} <= places.keys()
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        assert x0 >= 0
        assert y0 >= 0
        assert x1 <= width
        assert y1 <= height
        for a0, b0, a1, b1 in boxes[:i]:
            assert min(x1, a1) - max(x0, a0) <= 0 or min(y1, b1) - max(y0, b0) <= 0


def test_a_high_narrow_panel_shows_everything_and_a_low_one_what_matters_most():
    assert set(arrange(270, 760, PARTS, texts)) == set(PARTS)
    assert set(arrange(206, 150, PARTS, texts)) == {"head", "cause"}
    assert set(arrange(250, 350, PARTS, texts)) == {"head", "cause", "reason", "histogram", "activity"}
    assert "histogram" in arrange(WIDE_PX, 260, PARTS, texts)


@pytest.mark.parametrize("size", [(206, 150), (245, 214), (245, 700), (700, 300), (1030, 640)])
def test_what_killed_the_unit_is_on_show_in_a_panel_of_any_size(panel, size):
    panel.resize(*size)
    view, (layer, unit) = draw(panel)
    assert view.snapshot.units[layer - 1].dead[unit]
    assert panel.cause.isVisible()
    assert panel.cause.bars.n_shown == len(panel.cause.bars.bars) == 3


def test_a_maximised_panel_uses_its_room(panel):
    panel.resize(1030, 640)
    draw(panel)
    used = sum(part.width() * part.height() for part in panel.parts.values() if part.isVisible())
    assert used > 0.85 * panel.body.width() * panel.body.height()
    assert panel.map.square.width() > 300


def test_a_contour_lies_where_the_values_are_the_level():
    y, x = np.mgrid[0:20, 0:20].astype(float)
    lines = contour(np.hypot(x - 9.3, y - 8.7), 5.0)
    assert len(lines) > 20
    for ends in (lines[:, :2], lines[:, 2:]):
        assert np.hypot(ends[:, 0] - 9.3, ends[:, 1] - 8.7) == pytest.approx(5.0, abs=0.06)


def test_a_plane_is_cut_in_one_straight_line():
    y, x = np.mgrid[0:10, 0:10].astype(float)
    lines = contour(x - 0.5 * y - 2.2, 0.0)
    assert lines[:, 0] - 0.5 * lines[:, 1] == pytest.approx(2.2)
    assert len(contour(np.ones((5, 5)), 0.0)) == 0


@pytest.mark.parametrize(("alpha", "shown"), [(0.0, True), (0.01, False)])
def test_the_shaded_region_is_that_of_the_units_own_alpha(panel, alpha, shown):
    draw(panel, (1, 0), RunConfig(hidden=(4, 4), activation="leaky_relu", alpha=alpha), 5)
    assert panel.histogram.regions[0].isVisible() is shown


def test_the_hinges_are_the_ends_of_the_flat_regions():
    assert hinges(ACTIVATIONS["relu"]) == (0.0,)
    assert hinges(ACTIVATIONS["relu6"]) == (0.0, 6.0)
    assert hinges(ACTIVATIONS["tanh"]) == (0.0,)


def test_the_map_tells_inputs_and_output_under_the_pointer(panel):
    draw(panel, (2, 1), RunConfig(hidden=(6, 6)), 5)
    assert "output" in panel.map.tip_at(QPointF(panel.map.square.center()))
    assert len(panel.map.segments) == 1


def test_bars_tell_their_numbers_and_show_what_fits(qtbot):
    bars = SignedBars("weights")
    qtbot.addWidget(bars)
    bars.resize(200, 18 + 2 * 16)
    bars.set_bars([SignedBar(f"unit {i}", i - 2.0, f"{i - 2}") for i in range(5)])
    assert bars.n_shown == 2
    assert bars.tip_at(QPoint(50, 20)) == "unit 0: -2"
    assert not bars.grab().isNull()


def alike(panel):
    """Draw a unit whose pre-activations are nearly the same, and far from zero; return how many they are."""
    draw(panel, (1, 0), RunConfig(hidden=(4, 4), activation="sigmoid"), 10)
    counts = np.full(60, 7)
    panel.histogram.reset()
    panel.histogram.show_histogram(LayerHistogram(counts, -0.7124, -0.7120, 0.0, 0.0), (), RED)
    return counts.sum()


def test_pre_activations_that_are_all_but_equal_make_a_bar_that_can_be_seen(panel):
    alike(panel)
    (left, right), percent = panel.histogram.bars.getData()
    (low, high), (_, top) = panel.histogram.plot.x_range, panel.histogram.plot.y_range
    assert percent.tolist() == [100.0]
    assert top >= 100.0
    assert low <= left < -0.7122 < right < 0.0 <= high
    assert right - left >= 2.0 * panel.histogram.plot.x_per_px


def test_the_crosshair_tells_where_such_a_bar_is_and_what_it_counts(panel):
    n = alike(panel)
    three_px = 3.0 * panel.histogram.plot.x_per_px
    text = panel.histogram._describe(-0.7122 + three_px, 0.0)
    assert text == f"z −0.7124 to −0.712\n{n:,} examples, 100.0 %"
    assert "0 examples" in panel.histogram._describe(-0.3, 0.0)


def test_the_percent_axis_comes_back_once_the_pre_activations_have_spread(panel):
    alike(panel)
    panel.histogram.show_histogram(LayerHistogram(np.ones(60, int), -2.0, 2.0, 0.0, 0.0), (), RED)
    percent, (_, top) = panel.histogram.bars.getData()[1], panel.histogram.plot.y_range
    assert percent.max() <= top <= 2.0 * percent.max()


def below_zero(panel, activation, others=()):
    """Draw a unit that is below 0 on every example, beside other lanes."""
    config = RunConfig(hidden=(6, 6), activation=activation, bias_init=-50.0)
    view, selection = lane((1, 2), config, 0)
    panel.draw([view, *others], selection)


def test_a_leaky_unit_that_is_never_above_0_is_not_called_on(panel):
    below_zero(panel, "leaky_relu")
    assert panel.head.state.text().startswith("Linear")
    assert panel.reason.text().startswith("Its slope is the same, 0.01, on every training example: z is always below 0")
    assert "saturated" in panel.reason.text()
    assert panel.activity.plot.widget.accessibleName().startswith("slope not 0 on")
    assert panel.activity._describe(0.0, 0.0).endswith("slope not 0 on 100.0 %")


def test_a_learned_slope_is_the_one_that_is_told(panel):
    below_zero(panel, "prelu")
    assert "0.25, on every training example: z is always below 0" in panel.reason.text()


def test_there_is_room_for_the_states_in_four_lanes(panel):
    panel.resize(375, 360)
    others = [lane((1, 2), DYING, 1, i)[0] for i in (1, 2, 3)]
    below_zero(panel, "leaky_relu")
    alone = panel.reason.height()
    below_zero(panel, "leaky_relu", others)
    assert panel.reason.height() > alone
    assert panel.reason.lines()[-1].endswith(".")


def test_the_states_in_other_lanes_take_no_plots_place(panel):
    panel.resize(245, 220)
    below_zero(panel, "leaky_relu")
    assert panel.histogram.plot.widget.isVisible()
    below_zero(panel, "leaky_relu", [lane((1, 2), DYING, 1, i)[0] for i in (1, 2, 3)])
    assert panel.histogram.plot.widget.isVisible()


def test_the_round_corners_of_the_card_stay_free(panel):
    draw(panel)
    lowest = max(part.geometry().bottom() for part in panel.parts.values() if part.isVisible())
    assert lowest < panel.body.height() - 3


@pytest.mark.parametrize("settings", [{"normalization": "batch"}, {"residual": 1, "residual_place": "before"}])
def test_weights_that_do_not_add_up_to_z_say_what_they_add_up_to(panel, settings):
    config = RunConfig(hidden=(4, 4), learning_rate=0.01, **settings)
    view, (layer, unit) = draw(panel, (2, 1), config, 10)
    formula = formula_of_z(view.snapshot, layer, unit)
    assert panel.histogram.plot.x_label == formula != "z"
    assert panel.incoming.title.endswith(" a")
    assert formula in panel.incoming.tip_at(QPoint(5, 2))
    draw(panel, (2, 1), RunConfig(hidden=(4, 4), learning_rate=0.01), 10)
    assert panel.histogram.plot.x_label == "z"
    assert panel.incoming.title == panel.incoming.tip_at(QPoint(5, 2)) == "weights in"


def test_weights_out_act_on_what_the_next_layer_receives(panel):
    config = RunConfig(hidden=(4, 4), normalization="layer", normalization_place="after")
    draw(panel, (1, 0), config, 10)
    assert panel.outgoing.title.endswith(" h")
    assert "normalised" in panel.outgoing.tip_at(QPoint(5, 2))


def test_a_death_with_normalisation_counts_its_gamma_beta_and_statistics(panel):
    config = RunConfig(hidden=(8,) * 4, normalization="batch", learning_rate=3.0)
    view, (layer, unit) = draw(panel, "dead", config, 100)
    cause = next(e.cause for e in reversed(view.history.events) if (e.layer, e.unit) == (layer, unit) and e.cause)
    bars = {bar.name: bar.value for bar in panel.cause.bars.bars}
    assert bars["own β"] == cause.own_bias
    assert sum(bars.values()) == pytest.approx(cause.z_after - cause.z_before)
    assert any("γ" in name for name in bars)
    assert "statistics" in panel.parts["cause"].toolTip()
    assert "For ever" not in panel.reason.text()


def test_a_unit_dead_by_the_running_statistics_alone_says_so(panel):
    trainer = Trainer(RunConfig(hidden=(4, 4), normalization="batch"))
    trainer.advance(5)
    trainer.network.parameters[trainer.network.layout.means[1]][2] += 1000.0
    snapshot = trainer.measure({"unit"}, unit=(2, 2))
    panel.draw([LaneView(0, "A", trainer.facts, snapshot, trainer.history.view())], Selection(2, 2))
    assert "Dead by the running statistics only" in panel.reason.text()


def test_what_a_living_unit_is_measured_by_is_said_where_training_computes_otherwise(panel):
    draw(panel, (2, 1), RunConfig(hidden=(4, 4), learning_rate=0.01, normalization="batch", batch_size=16), 10)
    assert "by the running statistics" in panel.reason.text()
    draw(panel, (2, 1), RunConfig(hidden=(4, 4), learning_rate=0.01), 10)
    assert "statistics" not in panel.reason.text()
