import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt
from trained_lanes import make_lane

from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.theory_at_step_0 import expectation
from actviz.training import RunConfig, Trainer
from actviz.training.snapshot import EventCounts, UnitEvent
from actviz.ui.panels.dead_units.dead_counts import grouped
from actviz.ui.panels.dead_units.panel import DeadUnits
from actviz.ui.panels.dead_units.summary import TIED
from actviz.ui.startup.pyqtgraph_import import pg


@pytest.fixture
def panel(show_panel):
    return show_panel(DeadUnits, 500, 240)


def dying(steps=200, **settings):
    return make_lane(steps, learning_rate=0.35, momentum=0.5, **settings)


def test_the_total_is_the_sum_over_layers(panel):
    lane = dying()
    panel.draw([lane], Selection())
    steps, total = panel.counts.totals[0].getData()
    assert steps[-1] == lane.history.census_steps[-1]
    assert total[-1] == lane.history.dead[-1].sum()
    assert total.max() > total.min()


def test_units_that_died_between_two_measurements_are_counted_from_the_step_of_their_death(panel):
    lane = make_lane(400)
    alive = np.zeros_like(lane.history.dead)
    alive[-1, 0] = 2
    events = tuple(UnitEvent(200, 1, unit, "death", 199, 200) for unit in range(2))
    history = dataclasses.replace(lane.history, dead=alive, events=events, first_event=0)
    panel.draw([dataclasses.replace(lane, history=history)], Selection())
    steps, total = panel.counts.totals[0].getData()
    assert set(total[steps < 200]) == {0.0}
    assert set(total[steps >= 200]) == {2.0}
    assert "step 199: 0 of" in panel.counts.describe(199.0, 0.0)
    assert "step 200: 2 of" in panel.counts.describe(200.0, 0.0)


def test_the_areas_are_stacked_up_to_the_total(panel):
    lane = dying()
    panel.draw([lane], Selection())
    total = panel.counts.totals[0].getData()[1]
    assert panel.counts.areas[lane.facts.n_hidden - 1].getData()[1][: len(total)] == pytest.approx(total)
    assert not panel.counts.areas[lane.facts.n_hidden].isVisible()


def with_dead(lane, counts):
    """Return the lane with these dead units in its censuses: (rows, layers)."""
    dead = np.asarray(counts)
    history = dataclasses.replace(lane.history, dead=dead, census_steps=np.arange(len(dead)) * 10)
    return dataclasses.replace(lane, history=history)


def top_of(panel):
    return panel.counts.plot.y_range[1]


def test_few_dead_units_have_an_axis_of_their_own_size_and_many_one_that_holds_them(panel):
    lane = make_lane(hidden=(40, 40), activation="leaky_relu")
    panel.draw([with_dead(lane, [[0, 0], [1, 0]])], Selection())
    assert top_of(panel) == pytest.approx(1.02 * 10)
    panel.draw([with_dead(lane, [[0, 0], [1, 0], [9, 30]])], Selection())
    assert top_of(panel) == pytest.approx(1.02 * 50)
    panel.draw([with_dead(lane, [[0, 0], [1, 0], [9, 30], [40, 40]])], Selection())
    assert top_of(panel) == pytest.approx(1.02 * 80), "never beyond all units"


def test_the_axis_of_dead_units_does_not_move_back_by_itself(panel):
    lane = make_lane(hidden=(40, 40), activation="leaky_relu")
    panel.draw([with_dead(lane, [[9, 30]])], Selection())
    panel.draw([with_dead(lane, [[0, 1]])], Selection())
    assert top_of(panel) == pytest.approx(1.02 * 50)
    panel.fit()
    assert top_of(panel) == pytest.approx(1.02 * 10)


def test_the_summary_counts_what_happened(panel):
    lane = dying()
    counts = EventCounts(born_dead=9, deaths=30, revivals=2)
    panel.draw([dataclasses.replace(lane, snapshot=dataclasses.replace(lane.snapshot, counts=counts))], Selection())
    text = panel.summary.text().replace(TIED, " ")
    for part in (f"{lane.snapshot.n_dead} of 96 ", "× 30 died", "▲ 2 came back", "9 dead from the start"):
        assert part in text


def test_the_first_death_is_that_of_the_run_and_does_not_move(panel):
    panel.resize(900, 300)
    lane = dying()
    events = (UnitEvent(65, 1, 1, "death", 64, 65), UnitEvent(70, 1, 1, "revival", 69, 65))
    for later in ((), (UnitEvent(5197, 2, 2, "death", 5196, 5197),)):
        history = dataclasses.replace(lane.history, events=events + later)
        panel.draw([dataclasses.replace(lane, history=history)], Selection())
        assert panel.summary.text().replace(TIED, " ").endswith("first death at step 65")


def test_the_summary_breaks_into_two_lines_where_it_must(qtbot, panel):
    panel.draw([dying()], Selection())
    panel.resize(264, 240)
    qtbot.waitUntil(lambda: len(panel.summary.lines()) == 2)


def test_deaths_and_revivals_are_marked_at_their_steps(panel):
    lane = dying()
    events = (
        UnitEvent(0, 1, 0, "born dead", 0, 0),
        UnitEvent(50, 1, 1, "death", 49, 50),
        UnitEvent(75, 1, 0, "revival", 74, 0),
    )
    history = dataclasses.replace(lane.history, events=events)
    panel.draw([dataclasses.replace(lane, history=history)], Selection())
    assert panel.counts.marks.deaths.getData()[0].tolist() == [50.0]
    assert panel.counts.marks.revivals.getData()[0].tolist() == [75.0]


def test_deaths_of_the_whole_run_are_marked_without_overprinting(panel):
    lane = dying()
    events = [UnitEvent(i, 1, i % 12, "death", i - 1, i) for i in range(1, 200)]
    history = dataclasses.replace(lane.history, events=tuple(events))
    panel.draw([dataclasses.replace(lane, history=history)], Selection())
    steps, _ = panel.counts.marks.deaths.getData()
    px = steps / panel.counts.plot.x_per_px
    assert px[0] < 10.0
    assert steps[-1] > 190
    assert np.diff(px).min() > 4.0
    assert "died" in panel.counts.describe(100.0, 1.0)


def test_it_says_so_when_the_oldest_marks_are_gone(panel):
    lane = dying()
    history = dataclasses.replace(lane.history, events=(UnitEvent(150, 1, 1, "death", 149, 150),), first_event=4)
    panel.draw([dataclasses.replace(lane, history=history)], Selection())
    assert "from step 150" in panel.counts.plot.widget.accessibleName()
    assert "marks begin at step 150" in panel.counts.describe(50.0, 1.0)


def test_an_activation_that_cannot_die_is_named_and_its_curve_still_drawn(panel):
    panel.draw([make_lane(50, activation="leaky_relu")], Selection())
    assert panel.summary.text() == "Leaky ReLU has no region of zero slope, so no unit can be dead."
    assert panel.counts.totals[0].getData()[1].tolist() == [0.0] * len(panel.counts.totals[0].getData()[0])


def test_step_0_shows_the_units_born_dead(panel):
    lane = make_lane(0, hidden=(8,) * 4, bias_init=-3.0)
    assert lane.snapshot.n_dead > 0
    panel.draw([lane], Selection())
    assert panel.counts.now.getData()[1].tolist() == [lane.snapshot.n_dead]


def test_the_saturated_fraction_is_in_the_menu(panel):
    lane = make_lane(100, hidden=(8, 8), activation="tanh", init_scale=5.0)
    panel.draw([lane], Selection())
    panel.saturated_action.trigger()
    assert panel.saturation.plot.widget.isVisible()
    heights = np.asarray(panel.saturation.bars.bars.opts["height"])
    assert heights == pytest.approx([100 * u.saturated_fraction.mean() for u in lane.snapshot.units], abs=1.0)
    panel.saturated_action.trigger()
    assert panel.counts.plot.widget.isVisible()


def test_clicking_a_saturation_bar_selects_the_layer(qtbot, panel):
    panel.draw([make_lane(25, hidden=(8, 8), activation="tanh")], Selection())
    panel.saturated_action.trigger()
    plot = panel.saturation.plot
    qtbot.waitExposed(panel)
    where = plot.widget.mapFromScene(plot.box.mapViewToScene(pg.Point(2.0, 50.0)))
    with qtbot.waitSignal(panel.selected) as caught:
        qtbot.mouseClick(plot.widget.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert caught.args == [2, -1]


def test_several_lanes_are_lines_in_their_colours(panel):
    lanes = [dying(), make_lane(200, 1, "B", activation="sigmoid")]
    panel.draw(lanes, Selection())
    assert "B: 0 of 96 (cannot die)" in panel.summary.text().replace(TIED, " ")
    assert not any(area.isVisible() for area in panel.counts.areas)
    panel.draw(lanes[:1], Selection())
    assert not panel.counts.totals[1].isVisible()


def test_many_layers_are_stacked_in_groups():
    dead = np.ones((3, 100))
    assert grouped(dead, 16).shape == (3, 16)
    assert grouped(dead, 16).sum() == 300


def test_a_hundred_layers_are_drawn(panel):
    panel.draw([make_lane(25, hidden=(4,) * 100)], Selection(layer=3))
    panel.grab()


def test_the_table_has_a_column_for_every_layer(panel):
    panel.draw([dying(50, hidden=(4, 4, 4))], Selection())
    assert panel.table()[0] == ["lane", "step", "dead in layer 1", "dead in layer 2", "dead in layer 3"]


def test_a_low_panel_keeps_the_counts_and_leaves_the_marks_out(qtbot, panel):
    panel.draw([dying()], Selection())
    assert panel.counts.marks.deaths.isVisible()
    panel.resize(220, 126)
    qtbot.waitUntil(lambda: not panel.counts.marks.deaths.isVisible())
    assert panel.counts.plot.y_range[0] == 0.0


def test_the_expected_number_of_units_born_dead_is_a_dashed_reference(panel):
    lane = dying(hidden=(10,) * 8)
    panel.draw([lane], Selection())
    shares = expectation(lane.facts, lane.facts.config).dead_shares
    assert panel.counts.expected_line.isVisible()
    assert panel.counts.expected_line.value() == pytest.approx(10 * sum(shares))
    assert "approx. expected at step 0" in panel.counts.plot.widget.accessibleName()
    assert f"expected at step 0, approx.: {10 * sum(shares):.1f} of 80 dead" in panel.counts.describe(0.0, 0.0)


@pytest.mark.parametrize("settings", [{"activation": "relu6"}, {"activation": "tanh"}, {"initializer": "rai"}])
def test_where_no_such_figure_holds_there_is_no_reference(panel, settings):
    panel.draw([make_lane(25, **settings)], Selection())
    assert not panel.counts.expected_line.isVisible()
    assert "expected" not in panel.counts.describe(0.0, 0.0) + panel.counts.plot.widget.accessibleName()


def test_several_lanes_have_no_common_reference(panel):
    panel.draw([dying(50), make_lane(50, 1, "B")], Selection())
    assert not panel.counts.expected_line.isVisible()


def test_a_narrow_network_of_one_input_is_told_how_often_it_is_born_dead(panel):
    x = np.linspace(-1.0, 1.0, 30)[:, None]
    trainer = Trainer(RunConfig(hidden=(3,) * 9), data=(x, x[:, 0]))
    panel.draw([LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())], Selection())
    assert "whole network dead from the start: 51.3% to 69.9% of all draws" in panel.counts.describe(0.0, 0.0)


def test_a_narrow_panel_names_the_dashed_line_and_the_marks(qtbot, panel):
    panel.resize(260, 260)
    panel.draw([dying()], Selection())
    qtbot.waitUntil(lambda: "; - - expected" in panel.counts.plot.widget.accessibleName())
    assert f"×{TIED}" in panel.summary.text()
    assert f"▲{TIED}" in panel.summary.text()


def test_without_marks_in_view_the_summary_names_none(panel):
    panel.resize(260, 150)
    panel.draw([dying()], Selection())
    assert "×" not in panel.summary.text()


def measured_waste(steps=200, index=0, name="A", **settings):
    trainer = Trainer(RunConfig(hidden=(12,) * 4, learning_rate=0.35, momentum=0.5, **settings))
    trainer.advance(steps)
    snapshot = trainer.measure(DeadUnits.needs)
    return LaneView(index, name, trainer.facts, snapshot, trainer.history.view())


def test_a_line_says_how_much_of_the_network_is_wasted_and_what_it_does_without(panel):
    lane = measured_waste()
    wasted = lane.snapshot.wasted
    panel.draw([lane], Selection())
    assert wasted.removed.units > 0
    panel.resize(700, 300)
    assert panel.wasted.text().startswith(wasted.sentence)
    share = 100 * wasted.removed.units / 48
    assert f"{wasted.removed.units} of 48 units ({share:.0f} %)" in panel.wasted.text()
    panel.resize(900, 300)
    for text in (f"{wasted.dead.units} dead", f"{wasted.silent.units} silent"):
        assert text in panel.wasted.text()
    for kind in ("dead", "silent", "linear"):
        assert kind in panel.wasted.toolTip()
    assert f"{100 * wasted.without_dead.accuracy:.1f} %" in panel.wasted.toolTip()


def test_lanes_side_by_side_are_told_apart_in_that_line(panel):
    lanes = [measured_waste(), measured_waste(index=1, name="B", activation="tanh")]
    panel.draw(lanes, Selection())
    for lane in lanes:
        share = lane.snapshot.wasted.removed.units / lane.snapshot.wasted.n_units
        assert f"{lane.name}: {100 * share:.0f} %" in panel.wasted.text().replace(TIED, " ")


@pytest.mark.parametrize("width", [140, 196, 270, 480])
def test_every_lane_of_four_is_named_and_no_line_is_cut(qtbot, panel, width):
    keys = ("relu", "gelu", "leaky_relu", "elu")
    lanes = [make_lane(40, i, "ABCD"[i], activation=key, hidden=(12,) * 8) for i, key in enumerate(keys)]
    panel.resize(width, 190)
    panel.draw(lanes, Selection())
    qtbot.waitUntil(lambda: 0 < panel.summary.width() <= width and len(panel.summary.lines()) <= 2)
    shown = " ".join(panel.summary.lines())
    assert not shown.endswith("…")
    for lane in lanes:
        assert f"{lane.name}:{TIED}{lane.snapshot.n_dead}" in shown
    low, _ = panel.counts.plot.y_range
    assert low < 0.0  # the line of a lane without dead units is not cut in half


@pytest.mark.parametrize("width", [196, 270, 330])
def test_the_line_of_waste_of_four_lanes_is_not_cut(qtbot, panel, width):
    names = ("ReLU", "Leaky ReLU", "ELU", "GELU")
    lanes = [measured_waste(index=i, name=name) for i, name in enumerate(names)]
    panel.resize(width, 225)
    panel.draw(lanes, Selection())
    qtbot.waitUntil(lambda: 0 < panel.wasted.width() <= width and panel.wasted.isVisible())
    assert panel.wasted.lines()
    assert not panel.wasted.lines()[-1].endswith("…")


def test_the_menu_turns_that_measurement_off(panel):
    panel.draw([measured_waste()], Selection())
    assert panel.needs
    panel.wasted_action.trigger()
    assert not panel.needs
    assert not panel.wasted.isVisible()
    panel.wasted_action.trigger()
    assert panel.needs
    assert panel.wasted.isVisible()


def test_a_low_panel_and_one_not_measured_yet_do_without_the_line(qtbot, panel):
    panel.draw([dying()], Selection())
    assert not panel.wasted.text().strip()
    panel.resize(500, 120)
    qtbot.waitUntil(lambda: not panel.wasted.isVisible())
