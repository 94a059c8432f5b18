"""The distributions over a run are measured in the background, on copies of the lanes."""

import dataclasses
import threading
from concurrent.futures import Future

import pytest

from actviz.app.courses import COLUMNS, FEWEST_COLUMNS, Course, Courses, course_of, course_steps
from actviz.app.lanes import LaneView
from actviz.export.exported_run import Lane, no_progress
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(6, 6), n_examples=60)


def trained(n=100, run=7, **settings):
    trainer = Trainer(SMALL.replace(**settings), run=run)
    trainer.advance(n)
    return trainer


def lane_of(trainer):
    return LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view(), newest=trainer.step)


def promised(*trainers):
    promise = Future()
    promise.set_result(tuple(Lane(trainer, name) for trainer, name in zip(trainers, "ABCD", strict=False)))
    return promise


@pytest.fixture
def courses(qapp):
    assert qapp
    made = Courses()
    yield made
    assert made.close()
    assert not [t for t in threading.enumerate() if t.name == "actviz-course"]


def until(qtbot, courses, condition):
    def held():
        courses.collect()
        return bool(condition())

    qtbot.waitUntil(held, timeout=10_000)


def test_a_course_goes_evenly_from_step_0_to_the_newest():
    assert course_steps(470, 5) == list(range(0, 471, 10))
    assert course_steps(5, 5) == [0, 1, 2, 3, 4, 5]
    assert course_steps(0, 5) == [0]
    assert len(course_steps(100_000, 10)) == COLUMNS
    assert len(course_steps(100_000, 201)) == max(FEWEST_COLUMNS, 3000 // 201)


def test_a_course_holds_what_was_measured_at_each_step():
    trainer = Trainer(SMALL)
    then = {}
    for step in range(0, 95, 2):
        trainer.advance(step - trainer.step)
        then[step] = trainer.measure({"distributions"}).distributions
    found = course_of(trainer, no_progress)
    assert found.steps == tuple(then)
    assert trainer.step == 94
    for step, measured in zip(found.steps, found.distributions, strict=True):
        for (_, one), (_, other) in zip(measured.named(), then[step].named(), strict=True):
            assert [d.counts.tolist() for d in one] == [d.counts.tolist() for d in other]


def test_measuring_a_course_changes_nothing_in_the_run():
    measured, left = trained(100), trained(100)
    course_of(measured, no_progress)
    for trainer in (measured, left):
        trainer.advance(50)
    assert measured.network.parameters.tobytes() == left.network.parameters.tobytes()
    assert measured.history.view().loss.tolist() == left.history.view().loss.tolist()


def test_all_lanes_are_measured_in_the_background(qtbot, courses):
    courses.start(promised(trained(run=3), trained(30, run=4)))
    assert courses.view.is_running
    until(qtbot, courses, lambda: not courses.view.is_running)
    assert set(courses.view.of_runs) == {3, 4}
    assert courses.view.of_runs[4].steps[-1] == 30


def test_a_cancelled_course_leaves_the_one_before(qtbot, courses):
    courses.start(promised(trained(run=3)))
    until(qtbot, courses, lambda: not courses.view.is_running)
    before = courses.view.of_runs
    courses.start(promised(trained(3000, run=4, hidden=(64,) * 8)))
    until(qtbot, courses, lambda: courses.view.progress > 0.0)
    courses.cancel()
    assert (courses.view.is_running, courses.view.of_runs) == (False, before)


def test_promised_copies_that_never_come_can_be_given_up(courses):
    courses.start(Future())
    courses.cancel()
    assert courses.close()


def test_a_course_holds_up_to_where_the_run_has_gone_another_way():
    trainer = trained(100)
    found = course_of(trainer, no_progress)
    assert found.n_valid(lane_of(trainer)) == len(found.steps) == COLUMNS
    shorter = dataclasses.replace(lane_of(trained(40)), newest=40)
    assert found.steps[found.n_valid(shorter) - 1] <= 40
    changed = trained(60)
    changed.apply({"learning_rate": 0.001})
    changed.advance(60)
    assert found.steps[found.n_valid(lane_of(changed)) - 1] <= 60
    assert Course((), ()).n_valid(lane_of(trainer)) == 0
