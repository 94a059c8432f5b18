"""Lanes share their data and weights' draw, keep in step, branch, go away and come back."""

import numpy as np
import pytest

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import LaneSpec, Origin
from actviz.training import ConfigError, RunConfig

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
A = LaneSpec(1, 0, "A", SMALL)
B = LaneSpec(2, 1, "B", SMALL.replace(activation="sigmoid"))


def changed(spec, **changes):
    return LaneSpec(spec.key, spec.index, spec.name, spec.config.replace(**changes))


@pytest.fixture
def runs():
    runs = LaneRuns()
    runs.take_on((A, B))
    return runs


def steps(runs):
    return [run.trainer.step for run in runs.lanes]


def test_lanes_have_the_same_examples_and_first_weights(runs):
    a, b = (run.trainer for run in runs.lanes)
    assert a.examples is b.examples
    assert np.array_equal(a.network.parameters, b.network.parameters)
    assert a.run != b.run


def test_weights_of_another_scale_are_the_same_draw():
    runs = LaneRuns()
    runs.take_on((A, changed(LaneSpec(2, 1, "B", SMALL), initializer="lecun_normal")))
    he, lecun = (run.trainer.network.weights[0] for run in runs.lanes)
    np.testing.assert_allclose(he, lecun * np.sqrt(2.0), rtol=1e-6)


def test_lanes_advance_together(runs):
    assert runs.advance(25) == 25
    assert steps(runs) == [25, 25]


def test_each_lane_runs_as_it_would_alone(runs):
    runs.advance(50)
    alone = LaneRuns()
    alone.take_on((B,))
    alone.advance(50)
    assert np.array_equal(alone.lanes[0].trainer.network.parameters, runs.lanes[1].trainer.network.parameters)


def test_a_live_change_in_one_lane_leaves_the_other_alone(runs):
    runs.advance(10)
    assert not runs.take_on((A, changed(B, learning_rate=0.5)))
    assert steps(runs) == [10, 10]
    assert [spec.config.learning_rate for spec in runs.setup] == [0.1, 0.5]
    assert runs.lanes[0].trainer.changes == []


def test_a_change_of_the_initializer_begins_all_lanes_anew(runs):
    runs.advance(10)
    assert runs.take_on((A, changed(B, initializer="zeros")))
    assert steps(runs) == [0, 0]


def test_a_new_lane_branches_off_where_its_origin_stands(runs):
    runs.advance(30)
    branch = LaneSpec(3, 2, "C", SMALL.replace(learning_rate=0.01), Origin(1))
    runs.take_on((A, B, branch))
    assert steps(runs) == [30, 30, 30]
    assert runs.lanes[2].trainer.changes == [(30, branch.config)]
    assert np.array_equal(runs.lanes[2].trainer.network.parameters, runs.lanes[0].trainer.network.parameters)


def test_a_branch_from_an_earlier_step_catches_up_before_the_others_go_on(runs):
    runs.advance(100)
    before = runs.lanes[0].at(40).network.parameters.copy()
    runs.take_on((A, B, LaneSpec(3, 2, "C", SMALL.replace(activation="elu"), Origin(1, 40))))
    assert steps(runs) == [100, 100, 40]
    assert np.array_equal(runs.lanes[2].trainer.network.parameters, before)
    assert runs.advance(1000) == 60
    assert steps(runs) == [100, 100, 100]
    assert runs.advance(5) == 5


def test_a_lane_that_was_taken_away_comes_back_as_it_was(runs):
    runs.advance(20)
    trainer = runs.lanes[1].trainer
    runs.take_on((A,))
    assert steps(runs) == [20]
    runs.advance(5)
    runs.take_on((A, B))
    assert runs.lanes[1].trainer is trainer
    assert steps(runs) == [25, 20]


def test_a_diverged_lane_stands_still_and_the_others_go_on():
    plane = RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=0.001)
    runs = LaneRuns()
    runs.take_on((LaneSpec(1, 0, "A", plane), LaneSpec(2, 1, "B", plane.replace(learning_rate=3.0))))
    for _ in range(20):
        runs.advance(20)
    assert runs.lanes[1].trainer.divergence is not None
    assert len(runs.going) == 1
    assert steps(runs)[0] > steps(runs)[1]


def test_a_refused_setup_changes_nothing(runs):
    runs.advance(10)
    with pytest.raises(ConfigError, match="loss"):
        runs.take_on((A, changed(B, loss="squared_error")))
    assert steps(runs) == [10, 10]
    assert runs.setup == (A, B)
