"""The panel Comparison: a row for each lane, the best of each column marked, and whole at every size."""

from dataclasses import replace

import pytest

from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.training import RunConfig, Trainer
from actviz.ui.panels.compare import ComparePanel
from actviz.ui.panels.compare.rows import SAME_SETTINGS, lane_rows, measures
from actviz.ui.panels.compare.table import LaneTable


def lane(place: int, name: str = "", steps: int = 200, **settings) -> LaneView:
    trainer = Trainer(RunConfig(**settings))
    trainer.measure()
    trainer.advance(steps)
    seen, history = trainer.measure(frozenset({"wasted"})), trainer.history.view()
    found = diagnosis_of(trainer.facts, seen, history)
    return LaneView(place, name or "ABCD"[place], trainer.facts, seen, history, place + 1, steps, diagnosis=found)


@pytest.fixture(scope="module")
def lanes():
    return (
        lane(0, activation="sigmoid", initializer="xavier_normal"),
        lane(1, activation="relu", learning_rate=0.3, bias_init=-0.5),
        lane(2, activation="leaky_relu"),
        lane(3, "My tanh", activation="tanh"),
    )


def cells(lanes, name):
    place = next(i for i, measure in enumerate(measures(lanes)) if name in measure.heads)
    return [row.cells[place] for row in lane_rows(lanes)]


def test_each_row_says_what_only_its_lane_has_and_its_verdict(lanes):
    rows = lane_rows(lanes)
    assert [row.name for row in rows] == ["A", "B", "C", "My tanh"]
    assert "Sigmoid" in rows[0].differs
    assert "rate 0.3" in rows[1].differs
    assert [row.verdict for row in rows] == [each.diagnosis.verdict.title for each in lanes]
    assert [row.sick for row in rows] == [each.diagnosis.verdict.sick for each in lanes]


def test_lanes_of_the_same_settings_are_said_to_be_so(lanes):
    assert [row.differs for row in lane_rows((lanes[0], lanes[0]))] == [(SAME_SETTINGS,)] * 2


def test_the_best_of_a_column_is_marked_and_none_where_all_read_the_same(lanes):
    losses = [each.snapshot.loss for each in lanes]
    marked = [cell.is_best for cell in cells(lanes, "Train loss")]
    assert marked[losses.index(min(losses))]
    accuracies = [each.snapshot.test_accuracy for each in lanes]
    marked = [cell.is_best for cell in cells(lanes, "Test accuracy")]
    assert all(is_best == (accuracy == max(accuracies)) for is_best, accuracy in zip(marked, accuracies, strict=True))
    assert not any(cell.is_best for row in lane_rows((lanes[0], lanes[0])) for cell in row.cells)


def test_faults_are_those_of_the_diagnosis_and_the_gradient_is_its_reading(lanes):
    gradient, dead = cells(lanes, "Gradient"), cells(lanes, "Dead units")
    assert [cell.text for cell in gradient] == [each.diagnosis.readings.text for each in lanes]
    assert [cell.is_fault for cell in gradient] == [each.diagnosis.tells_of_the_gradient for each in lanes]
    assert [cell.is_fault for cell in dead] == [each.diagnosis.tells_of_dead_units for each in lanes]
    assert gradient[0].is_fault


def test_without_a_test_set_the_accuracy_is_said_to_be_the_training_sets():
    made = [lane(place, steps=5, test_fraction=0.0) for place in (0, 1)]
    assert "Train accuracy" in [measure.heads[0] for measure in measures(made)]


def test_a_lane_that_is_not_diagnosed_yet_has_no_numbers_of_a_diagnosis(lanes):
    row = lane_rows((lanes[0], replace(lanes[1], diagnosis=None)))[1]
    assert not row.verdict
    assert [cell.text for cell in row.cells[2:4]] == ["–", "–"]


def test_with_one_lane_nothing_is_compared_or_measured_for_it(qtbot, lanes):
    panel = ComparePanel()
    qtbot.addWidget(panel)
    assert panel.needs == frozenset()
    panel.draw(lanes, Selection())
    assert panel.needs == {"wasted"}
    assert len(panel.lane_table.rows) == 4
    panel.draw(lanes[:1], Selection())
    assert panel.needs == frozenset()
    assert len(panel.table()) == 2


@pytest.mark.parametrize("width", [310, 420, 560, 1100])
def test_four_lanes_have_all_their_numbers_at_every_width(qtbot, lanes, width):
    table = LaneTable()
    qtbot.addWidget(table)
    table.show_rows(measures(lanes), lane_rows(lanes), 0)
    assert table.minimumSizeHint().height() <= 160
    table.resize(width, table.minimumSizeHint().height())
    assert table.n_columns == 5
    assert table.row_box(3).bottom() <= table.height()
    assert all(table.row_box(i).bottom() < table.row_box(i + 1).top() for i in range(3))
    assert table.is_wide == (width > 500)
    for row in table.rows:
        assert row.name in table.accessibleName()
        assert all(cell.text in table.accessibleName() for cell in row.cells)


def test_the_row_of_the_chosen_lane_is_told_to_a_screen_reader(qtbot, lanes):
    panel = ComparePanel()
    qtbot.addWidget(panel)
    panel.draw(lanes, Selection(lane=3))
    told = panel.sentence(lanes[3])
    assert told.startswith("My tanh")
    assert f"{lanes[3].diagnosis.readings.n_dead}/96" in told
