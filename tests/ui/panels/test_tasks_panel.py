"""The panel Tasks draws the result and the dead and nearly silent units at the end of each task."""

from dataclasses import replace

import pytest
from trained_lanes import make_lane

from actviz.app.lanes import Selection
from actviz.ui.panels.tasks import Tasks
from actviz.ui.widgets.text import PlainLabel


@pytest.fixture(scope="module")
def lane():
    return make_lane(130, every=10, hidden=(8, 8), bias_init=-0.5, task_change="labels", task_every=40, n_examples=80)


@pytest.fixture
def panel(qtbot, lane):
    panel = Tasks()
    qtbot.addWidget(panel)
    panel.resize(500, 320)
    panel.draw([lane], Selection())
    panel.show()
    return panel


def said(panel):
    return next(label.text() for label in panel.findChildren(PlainLabel) if label.isVisible() and label.wordWrap())


def test_each_task_that_has_ended_has_a_point(panel, lane):
    ends = lane.history.tasks
    assert [end.step for end in ends] == [40, 80, 120]
    tasks, accuracy = panel.results[0].getData()
    assert tasks.tolist() == [1, 2, 3]
    assert accuracy.tolist() == [100 * end.results.accuracy for end in ends]
    assert panel.dead[0].getData()[1].tolist() == [end.dead.sum() for end in ends]
    assert panel.dormant[0].getData()[1].tolist() == [end.dormant.sum() for end in ends]
    assert [row[2] for row in panel.table()[1:]] == [40, 80, 120]
    assert "Task 3" in panel.sentence(lane)


def test_two_lanes_have_their_own_colours_and_one_that_goes_leaves_nothing(panel, lane):
    other = make_lane(90, 1, "B", every=10, hidden=(8, 8), task_change="labels", task_every=40, n_examples=80)
    panel.draw([lane, other], Selection())
    assert panel.results[1].getData()[0].tolist() == [1, 2]
    panel.restyle()
    panel.draw([lane], Selection())
    assert panel.results[1].getData()[0] is None or len(panel.results[1].getData()[0]) == 0


def test_a_click_goes_to_the_last_step_of_the_task(panel):
    gone = []
    panel.step_requested.connect(gone.append)
    panel.go_to(2.2)
    assert gone == [79]
    panel.go_to(9.0)
    assert gone == [79]


def test_without_an_end_it_says_what_is_missing(panel, lane):
    panel.draw([replace(lane, history=replace(lane.history, tasks=()))], Selection())
    assert "step 40" in said(panel)
    panel.draw([make_lane(0)], Selection())
    assert "one task" in said(panel)


def test_a_regression_shows_the_loss(panel):
    lane = make_lane(50, every=10, dataset="waves", hidden=(6,), task_change="labels", task_every=20, n_examples=60)
    panel.draw([lane], Selection())
    assert panel.results[0].getData()[1].tolist() == [end.results.loss for end in lane.history.tasks]
