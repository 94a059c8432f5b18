"""What is to run is edited and undone, without anything that runs."""

import pytest

from actviz.app.lanes import LaneSpec
from actviz.app.plan import Plan
from actviz.recording.recorded import Origin
from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4, 3), n_examples=40)


@pytest.fixture
def plan():
    return Plan(SMALL)


def names(plan):
    return [spec.name for spec in plan.setup]


def test_a_refused_value_is_told_and_what_is_shown_is_shown_again(plan):
    said, shown = [], []
    plan.failed.connect(said.append)
    plan.config_changed.connect(lambda: shown.append(plan.config))
    assert not plan.set(learning_rate=-1.0)
    assert "learning_rate" in said[0]
    assert shown == [SMALL]
    assert plan.undo_text is None


def test_a_change_that_changes_nothing_is_not_told_and_cannot_be_undone(plan):
    shown = []
    plan.config_changed.connect(lambda: shown.append(plan.config))
    assert plan.set(learning_rate=SMALL.learning_rate)
    plan.rename_lane(0, "A")
    assert shown == []
    assert plan.undo_text is None


def test_a_number_that_moves_on_is_one_change_to_undo_and_another_setting_is_another(plan):
    for rate in (0.2, 0.3, 0.4):
        plan.set(learning_rate=rate)
    plan.set(activation="tanh")
    assert plan.undo_text == "activation"
    plan.undo()
    assert plan.undo_text == "learning rate"
    plan.undo()
    assert plan.config == SMALL
    assert (plan.undo_text, plan.redo_text) == (None, "learning rate")


def test_the_lane_that_the_controls_show_is_the_added_one_and_stays_it_while_others_go(plan):
    plan.add_lane()
    plan.add_lane()
    plan.edit_lane(1)
    plan.remove_lane(0)
    assert (names(plan), plan.current) == (["B", "C"], 0)
    plan.edit_lane(1)
    plan.remove_lane(1)
    assert (names(plan), plan.current) == (["B"], 0)


def test_a_place_without_a_lane_is_not_edited(plan):
    plan.edit_lane(1)
    plan.edit_lane(-1)
    assert plan.current == 0


def test_the_key_of_a_lane_is_never_anothers(plan):
    plan.follow((LaneSpec(7, 0, "A", SMALL),), 0, None)
    plan.add_lane()
    plan.remove_lane(1)
    plan.add_lane()
    assert [spec.key for spec in plan.setup] == [7, 9]


def test_a_lane_has_its_origin_until_all_lanes_start_again(plan):
    plan.follow((LaneSpec(1, 0, "A", SMALL),), 0, None)
    plan.add_lane(step=40)
    plan.set(learning_rate=0.3)
    assert [spec.origin for spec in plan.setup] == [None, Origin(1, 40)]
    plan.start_again()
    plan.undo()
    assert [spec.origin for spec in plan.setup] == [None, None]


def test_a_lane_that_was_added_is_taken_back_with_the_controls_on_one_that_is_there(plan):
    plan.add_lane(activation="tanh")
    plan.undo()
    assert (names(plan), plan.current, plan.redo_text) == (["A"], 0, "lane B")
    plan.redo()
    assert names(plan) == ["A", "B"]
