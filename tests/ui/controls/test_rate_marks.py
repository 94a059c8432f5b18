"""The marks of the learning rate: where they are, that they hold, and that they do not flicker."""

import dataclasses
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from actviz.app.lanes import LaneView
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.number_text import plain
from actviz.training import RunConfig, Trainer
from actviz.ui.controls.column import ControlColumn
from actviz.ui.controls.rate_marks import RateMarks, rate_marks

START = RunConfig(n_examples=300, activation="relu", initializer="he_normal", learning_rate=0.1)


def lane_of(trainer: Trainer) -> LaneView:
    return LaneView(0, "A", trainer.facts, trainer.measure(), trainer.history.view())


def trained(config: RunConfig, n_steps: int) -> Trainer:
    trainer = Trainer(config)
    trainer.advance(n_steps)
    return trainer


def test_there_is_no_mark_before_a_measurement() -> None:
    assert rate_marks(lane_of(Trainer(START))) is None


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("momentum", [0.0, 0.9])
def test_only_where_a_step_is_the_rate_times_the_gradient_are_there_marks(key: str, momentum: float) -> None:
    marks = rate_marks(lane_of(trained(START.replace(optimizer=key, momentum=momentum, learning_rate=0.01), 200)))
    assert (marks is not None) == (key == "sgd" and not momentum)


def test_a_step_at_the_marks_moves_the_weights_as_the_marks_say() -> None:
    trainer = trained(START, 256)
    marks = rate_marks(lane_of(trainer))
    assert marks is not None
    assert marks.kills is not None
    ratios = []
    for rate in (marks.risky, marks.kills):
        copy = trained(START, 256)
        copy.apply({"learning_rate": rate})
        copy.advance(1)
        found = copy.measure().update_ratios
        assert found is not None
        ratios.append(float(found.max()))
    assert ratios[1] / ratios[0] == pytest.approx(10, rel=0.05), "a step is proportional to the rate"
    assert 0.001 < ratios[0] < 0.1, "one batch's gradient, beside the median over several"


def test_below_the_first_mark_no_unit_dies_and_beyond_the_second_many_do() -> None:
    deaths = {"risky": [], "kills": []}
    for seed in range(4):
        marks = rate_marks(lane_of(trained(START.replace(seed=seed), 128)))
        assert marks is not None
        for name, found in deaths.items():
            trainer = trained(START.replace(seed=seed), 128)
            before = trainer.measure().n_dead
            trainer.apply({"learning_rate": getattr(marks, name)})
            trainer.advance(200)
            found.append((trainer.measure().n_dead - before) / sum(START.hidden))
    assert np.mean(deaths["risky"]) < 0.03
    assert np.mean(deaths["kills"]) > 0.15


def test_only_units_that_can_die_are_killed() -> None:
    marks = rate_marks(lane_of(trained(START.replace(activation="tanh"), 128)))
    assert marks is not None
    assert marks.kills is None


def test_measurements_at_another_rate_count_at_theirs_and_those_of_another_network_not_at_all() -> None:
    trainer = trained(START, 256)
    before = rate_marks(lane_of(trainer))
    trainer.apply({"learning_rate": 1e-4})
    trainer.advance(64)
    after = rate_marks(lane_of(trainer))
    assert before is not None
    assert after is not None
    assert 0.2 < after.risky / before.risky < 5.0, "the rate itself moves no mark"
    trainer.apply({"activation": "tanh"})
    assert rate_marks(lane_of(trainer)) is None


def test_a_mark_moves_part_of_the_way_and_stands_still_for_a_small_change() -> None:
    before = RateMarks(0.1, 1.0, "layer 3", 9)
    assert RateMarks(0.103, 1.03, "layer 3", 9).near(before) is before
    moved = RateMarks(0.4, 4.0, "layer 3", 9).near(before)
    assert moved.risky == pytest.approx(0.2)
    assert moved.kills == pytest.approx(2.0)


def test_marks_move_at_most_once_a_second(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    trainer = trained(START, 256)
    lane = lane_of(trainer)
    column.show_lane(lane)
    first = column.rate.scale.marks
    assert first is not None
    history = replace(lane.history, update_ratio=lane.history.update_ratio * 100)
    column.show_lane(dataclasses.replace(lane, history=history))
    assert column.rate.scale.marks is first
    again = dataclasses.replace(lane.facts, run=lane.facts.run + 1)
    column.show_lane(dataclasses.replace(lane, facts=again, history=history))
    assert column.rate.scale.marks is not first, "another run has marks of its own at once"
    assert "risky" in column.rate.scale.accessibleDescription()


def test_a_schedule_moves_the_marks_as_it_shortens_the_steps() -> None:
    constant = rate_marks(lane_of(trained(START, 256)))
    trainer = trained(START, 256)
    trainer.apply({"schedule": "exponential", "schedule_steps": 257, "schedule_factor": 0.1})
    scheduled = rate_marks(lane_of(trainer))
    assert constant is not None
    assert scheduled is not None
    assert scheduled.risky == pytest.approx(10 * constant.risky, rel=0.02)


def test_beside_the_slider_stands_what_a_schedule_makes_of_the_rate(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    column.show_lane(lane_of(trained(START, 20)))
    label = column.rate.scheduled
    assert label.isHidden()
    trainer = trained(START.replace(schedule="cosine", schedule_steps=100, warmup_steps=10), 5)
    for steps, word in ((0, "warm-up"), (45, "Cosine"), (60, "over")):
        trainer.advance(steps)
        column.show_lane(lane_of(trainer))
        assert not label.isHidden()
        assert word in label.text()
        assert plain(trainer.rate) in label.text()


def test_only_the_settings_that_a_schedule_reads_have_rows(qtbot: QtBot) -> None:
    column = ControlColumn()
    qtbot.addWidget(column)
    column.more.expand(True)
    for key, entry in SCHEDULES.items():
        column.refresh(START.replace(schedule=key))
        shown = {name for name, row in column.more.body.schedule_rows.items() if not row.isHidden()}
        assert shown == set(entry.uses)
