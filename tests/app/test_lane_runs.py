"""Lanes share their data and weights' draw, keep in step, branch, go away and come back."""

import numpy as np
import pytest

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import LaneSpec
from actviz.recording.recorded import Origin
from actviz.training import ConfigError, RunConfig, Trainer
from actviz.training.config.change import Change
from actviz.training.replay import fork

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
A = LaneSpec(1, 0, "A", SMALL)
B = LaneSpec(2, 1, "B", SMALL.replace(activation="sigmoid"))


def changed(spec, **changes):
    return LaneSpec(spec.key, spec.index, spec.name, spec.config.replace(**changes))


@pytest.fixture
def runs():
    runs = LaneRuns()
    runs.apply((A, B))
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
    runs.apply((A, changed(LaneSpec(2, 1, "B", SMALL), initializer="lecun_normal")))
    he, lecun = (run.trainer.network.weights[0] for run in runs.lanes)
    np.testing.assert_allclose(he, lecun * np.sqrt(2.0), rtol=1e-6)


def test_lanes_advance_together(runs):
    assert runs.advance(25) == 25
    assert steps(runs) == [25, 25]


def test_each_lane_runs_as_it_would_alone(runs):
    runs.advance(50)
    alone = LaneRuns()
    alone.apply((B,))
    alone.advance(50)
    assert np.array_equal(alone.lanes[0].trainer.network.parameters, runs.lanes[1].trainer.network.parameters)


def test_a_live_change_in_one_lane_leaves_the_other_alone(runs):
    runs.advance(10)
    assert not runs.apply((A, changed(B, learning_rate=0.5)))
    assert steps(runs) == [10, 10]
    assert [spec.config.learning_rate for spec in runs.setup] == [0.1, 0.5]
    assert runs.lanes[0].trainer.changes == []


def test_a_change_of_the_initializer_starts_all_lanes_again(runs):
    runs.advance(10)
    assert runs.apply((A, changed(B, initializer="zeros")))
    assert steps(runs) == [0, 0]


def test_a_new_lane_branches_off_where_its_origin_stands(runs):
    runs.advance(30)
    branch = LaneSpec(3, 2, "C", SMALL.replace(learning_rate=0.01), Origin(1))
    runs.apply((A, B, branch))
    assert steps(runs) == [30, 30, 30]
    assert runs.lanes[2].trainer.changes == [Change(30, SMALL, branch.config)]
    assert np.array_equal(runs.lanes[2].trainer.network.parameters, runs.lanes[0].trainer.network.parameters)


def test_a_branch_from_an_earlier_step_catches_up_before_the_others_go_on(runs):
    runs.advance(100)
    before = runs.lanes[0].at(40).network.parameters.copy()
    runs.apply((A, B, LaneSpec(3, 2, "C", SMALL.replace(activation="elu"), Origin(1, 40))))
    assert steps(runs) == [100, 100, 40]
    assert np.array_equal(runs.lanes[2].trainer.network.parameters, before)
    assert runs.advance(1000) == 60
    assert steps(runs) == [100, 100, 100]
    assert runs.advance(5) == 5


def test_a_lane_that_was_taken_away_comes_back_as_it_was(runs):
    runs.advance(20)
    trainer = runs.lanes[1].trainer
    runs.apply((A,))
    assert steps(runs) == [20]
    runs.advance(5)
    runs.apply((A, B))
    assert runs.lanes[1].trainer is trainer
    assert steps(runs) == [25, 20]


def test_a_diverged_lane_stands_still_and_the_others_go_on():
    plane = RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=0.001)
    runs = LaneRuns()
    runs.apply((LaneSpec(1, 0, "A", plane), LaneSpec(2, 1, "B", plane.replace(learning_rate=3.0))))
    for _ in range(20):
        runs.advance(20)
    assert runs.lanes[1].trainer.divergence is not None
    assert len(runs.going) == 1
    assert steps(runs)[0] > steps(runs)[1]


def test_a_refused_setup_changes_nothing(runs):
    runs.advance(10)
    with pytest.raises(ConfigError, match="loss"):
        runs.apply((A, changed(B, loss="squared_error")))
    assert steps(runs) == [10, 10]
    assert runs.setup == (A, B)


# What lanes share


def batch_sizes(runs):
    return [run.trainer.config.batch_size for run in runs.lanes]


def straight(run, step):
    """Return a fresh trainer that took a lane's changes at their steps, one after the other."""
    trainer = Trainer(run.trainer.initial_config, examples=run.trainer.examples)
    trainer.replay(step, [change for change in run.trainer.changes if change.step < step])
    return trainer


def assert_the_same_batches(runs):
    """All lanes have been given the same examples in the same order: their feeds stand alike."""
    first, *others = (run.trainer.checkpoint().batches for run in runs.lanes)
    for other in others:
        assert (other.position, other.examples_seen) == (first.position, first.examples_seen)
        assert np.array_equal(other.order, first.order)


def caught_up(runs):
    while len({*steps(runs)}) > 1:
        assert runs.advance(1000)


def test_a_lane_that_begins_late_goes_through_every_change_of_what_is_shared_at_its_step(runs):
    for at, batch in ((40, 7), (40, 50), (100, 16)):
        runs.advance(at - runs.step)
        runs.apply(tuple(changed(spec, batch_size=batch) for spec in runs.setup))
    runs.advance(60)
    own = LaneSpec(3, 2, "C", runs.setup[0].config.replace(weights_draw=1), Origin(1))
    assert not runs.apply((*runs.setup, own))
    assert (steps(runs), batch_sizes(runs)) == ([160, 160, 0], [16, 16, 32])
    assert [spec.config.batch_size for spec in runs.setup] == [16, 16, 16]
    caught_up(runs)
    runs.advance(30)
    assert [[(c.step, c.after.batch_size) for c in run.trainer.changes] for run in runs.lanes] == [
        [(40, 7), (40, 50), (100, 16)]
    ] * 3
    assert_the_same_batches(runs)


def test_a_change_of_what_is_shared_reaches_a_lane_that_is_behind_at_the_step_of_the_others(runs):
    runs.advance(100)
    runs.apply((*runs.setup, LaneSpec(3, 2, "C", SMALL.replace(activation="elu"), Origin(1, 40))))
    runs.apply(tuple(changed(spec, batch_size=9) for spec in runs.setup))
    assert batch_sizes(runs) == [9, 9, 32]
    assert [spec.config.batch_size for spec in runs.setup] == [9, 9, 9]
    caught_up(runs)
    assert (runs.step, batch_sizes(runs)) == (100, [9, 9, 9])
    runs.advance(20)
    assert_the_same_batches(runs)


def test_a_lane_that_was_taken_away_takes_on_what_was_shared_meanwhile_at_its_step(runs):
    runs.advance(20)
    runs.apply((A,))
    runs.advance(30)
    runs.apply((changed(A, batch_size=9),))
    runs.advance(30)
    runs.apply((changed(A, batch_size=9), changed(B, batch_size=9)))
    caught_up(runs)
    runs.advance(20)
    assert [[change.step for change in run.trainer.changes] for run in runs.lanes] == [[50], [50]]
    assert_the_same_batches(runs)


def test_what_is_changed_while_the_first_lanes_are_away_waits_for_their_step(runs):
    runs.advance(100)
    runs.apply((*runs.setup, LaneSpec(3, 2, "C", SMALL, Origin(1, 40))))
    (*_, behind) = runs.setup
    runs.apply((changed(behind, batch_size=9),))
    assert (steps(runs), batch_sizes(runs), runs.setup[0].config.batch_size) == ([40], [32], 9)
    runs.apply(tuple(changed(spec, batch_size=9) for spec in (A, B, behind)))
    caught_up(runs)
    assert [[change.step for change in run.trainer.changes] for run in runs.lanes] == [[100]] * 3
    assert_the_same_batches(runs)


def test_a_lane_of_its_own_weights_has_the_data_and_the_shape_of_what_runs_whatever_it_asks_for(runs):
    other = SMALL.replace(weights_draw=1, hidden=(3, 3, 3), dataset="spiral", seed=5, noise=0.3)
    runs.apply((A, B, LaneSpec(3, 2, "C", other, Origin(1))))
    a, _, c = (run.trainer for run in runs.lanes)
    assert c.initial_config == SMALL.replace(weights_draw=1)
    assert c.examples is a.examples


def test_lanes_that_go_on_from_a_file_have_what_was_shared_before(runs):
    runs.advance(40)
    runs.apply(tuple(changed(spec, batch_size=7) for spec in runs.setup))
    runs.advance(60)
    runs.apply((*runs.setup, LaneSpec(3, 2, "C", changed(A, batch_size=7).config, Origin(1, 20))))
    trainers = [fork(run.trainer) for run in runs.lanes]
    again = LaneRuns()
    again.continue_with(runs.setup, trainers)
    assert again.setup == runs.setup
    for each in (runs, again):
        caught_up(each)
        each.advance(50)
        assert_the_same_batches(each)
    a, b = (runs.lanes[2].trainer, again.lanes[2].trainer)
    assert np.array_equal(a.network.parameters, b.network.parameters)
    assert np.array_equal(a.network.parameters, straight(runs.lanes[2], a.step).network.parameters)


def test_a_batch_size_that_does_not_fit_is_refused_and_no_lane_is_changed():
    wide = RunConfig(hidden=(4096,) * 3, n_examples=20_000)
    runs = LaneRuns()
    runs.apply((LaneSpec(1, 0, "A", wide),))
    with pytest.raises(ConfigError, match="batch_size"):
        runs.apply((LaneSpec(1, 0, "A", wide.replace(batch_size=65_536)),))
    assert batch_sizes(runs) == [32]
