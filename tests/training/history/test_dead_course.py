"""Dead units between two censuses are counted from the events, and end with the latest measurement."""

import dataclasses

import numpy as np

from actviz.training import RunConfig, Trainer
from actviz.training.history.dead_course import DeadCourse, grid

DYING = RunConfig(hidden=(12,) * 4, learning_rate=0.35, momentum=0.5)


RUN = object()


def view_of(n_steps):
    trainer = Trainer(DYING)
    trainer.advance(n_steps)
    return trainer.history.view().with_now(trainer.measure())


def test_the_counts_change_at_the_steps_of_the_events_and_end_with_what_was_measured():
    history = view_of(300)
    assert {event.kind for event in history.events} == {"born dead", "death", "revival"}
    steps = np.arange(int(history.census_steps[-1]) + 1)
    found = DeadCourse().at(RUN, history, steps)
    dead = [{(e.layer, e.unit) for e in history.events if e.step == 0}]
    for step in steps[1:-1].tolist():
        now = [event for event in history.events if event.step == step]
        gone = {(e.layer, e.unit) for e in now if e.kind == "revival"}
        dead.append((dead[-1] - gone) | {(e.layer, e.unit) for e in now if e.kind == "death"})
    recorded = max(event.step for event in history.events if not event.pending)
    assert found[: recorded + 1].sum(axis=1).tolist() == list(map(len, dead[: recorded + 1]))
    assert (found[-1] == history.dead[-1]).all()


def test_where_the_oldest_events_are_forgotten_the_later_ones_still_give_the_counts():
    history = view_of(300)
    kept = history.events[len(history.events) // 2 :]
    short = dataclasses.replace(history, events=kept, first_event=len(history.events) - len(kept))
    steps = np.arange(kept[0].step, int(history.census_steps[-1]) + 1)
    assert (DeadCourse().at(RUN, short, steps) == DeadCourse().at(RUN, history, steps)).all()


def test_what_the_record_does_not_hold_yet_was_measured_meanwhile():
    trainer, course, measured = Trainer(DYING), DeadCourse(), {}
    for step in range(10, 101, 10):
        trainer.advance(step - trainer.step)
        snapshot = trainer.measure()
        history = trainer.history.view().with_now(snapshot)
        measured[step] = [units.n_dead for units in snapshot.units]
        course.at(RUN, history, np.array([step]))
    recorded = max(event.step for event in history.events if not event.pending)
    steps = [step for step in measured if step > recorded]
    assert len(steps) > 1
    assert course.at(RUN, history, np.array(steps)).tolist() == [measured[step] for step in steps]
    trainer.advance(300)
    history = trainer.history.view().with_now(trainer.measure())
    steps = np.arange(250)
    assert (course.at(RUN, history, steps) == DeadCourse().at(RUN, history, steps)).all()
    assert (course.at(object(), view_of(0), np.array([0])) == view_of(0).dead).all()


def test_one_course_follows_a_run_that_goes_on_and_another_run():
    course, early, later = DeadCourse(), view_of(64), view_of(300)
    steps = np.arange(60)
    for history in (early, later, early):
        assert (course.at(history, history, steps) == DeadCourse().at(RUN, history, steps)).all()


def test_a_grid_has_whole_steps_in_view_and_ends_with_the_latest():
    assert grid(0.0, 50.0, 3, 300).tolist() == [0, 1, 2, 3]
    assert grid(0.0, 1000.0, 1000, 4).tolist() == [0, 250, 500, 750, 1000]
    assert grid(99.5, 120.2, 1000, 300).tolist() == list(range(99, 122))
    assert grid(0.0, 50.0, 0, 300).tolist() == [0]
