"""Lanes and time travel in the session: what runs side by side, is branched off, gone back to and undone."""

import numpy as np
import pytest
from test_session import SMALL, Driver

from actviz.app.session import Session
from actviz.diagnosis.findings import Suggestion
from actviz.training.config.text_format import NamedConfig


@pytest.fixture
def drive(qtbot):
    session = Session(SMALL)
    yield Driver(qtbot, session)
    assert session.close()


def configs(drive):
    return [spec.config for spec in drive.session.plan.setup]


def steps(drive):
    return [lane.snapshot.step for lane in drive.session.lanes]


def trained(drive, n):
    drive.session.step(n)
    drive.until(lambda: drive.session.lanes and all(lane.newest >= n for lane in drive.session.lanes))
    drive.until(lambda: drive.session.view.shows(frozenset()))


def test_a_lane_is_added_where_the_present_one_stands_and_edited_from_then_on(drive):
    trained(drive, 20)
    assert drive.session.plan.add_lane(activation="sigmoid")
    drive.until(lambda: len(drive.session.lanes) == 2)
    assert [lane.name for lane in drive.session.lanes] == ["A", "B"]
    assert [lane.index for lane in drive.session.lanes] == [0, 1]
    assert steps(drive) == [20, 20]
    assert drive.session.plan.config.activation == "sigmoid"
    drive.session.plan.set(learning_rate=0.5)
    assert [c.learning_rate for c in configs(drive)] == [0.1, 0.5]


def test_lanes_keep_in_step_while_they_train(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    drive.session.plan.add_lane(activation="elu")
    trained(drive, 100)
    assert steps(drive) == [100, 100, 100]


def test_what_lanes_share_is_changed_in_all_of_them(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    drive.session.plan.set(batch_size=5)
    drive.session.plan.set(hidden=(5, 5, 5))
    assert [(c.batch_size, c.hidden, c.activation) for c in configs(drive)] == [
        (5, (5, 5, 5), "relu"),
        (5, (5, 5, 5), "sigmoid"),
    ]


def test_all_lanes_can_be_edited_at_once(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    drive.session.plan.edit_all(True)
    drive.session.plan.set(learning_rate=0.03)
    assert [c.learning_rate for c in configs(drive)] == [0.03, 0.03]
    drive.session.plan.edit_all(False)
    drive.session.plan.edit_lane(0)
    drive.session.plan.set(learning_rate=0.07)
    assert [c.learning_rate for c in configs(drive)] == [0.07, 0.03]


def test_there_are_four_lanes_at_most_and_one_at_least(drive):
    assert all(drive.session.plan.add_lane() for _ in range(3))
    assert not drive.session.plan.add_lane()
    assert drive.failures == ["There can be at most 4 lanes: remove one first."]
    for _ in range(5):
        drive.session.plan.remove_lane(0)
    assert [spec.name for spec in drive.session.plan.setup] == ["D"]


def test_a_removed_lane_leaves_its_letter_to_the_next(drive):
    drive.session.plan.add_lane()
    drive.session.plan.remove_lane(0)
    drive.session.plan.add_lane()
    assert [(spec.name, spec.index) for spec in drive.session.plan.setup] == [("B", 1), ("A", 0)]
    drive.until(lambda: [lane.name for lane in drive.session.lanes] == ["B", "A"])


def test_lanes_are_renamed(drive):
    drive.session.plan.rename_lane(0, "  He,  deep ")
    drive.until(lambda: drive.session.lanes and drive.session.lanes[0].name == "He, deep")
    drive.session.plan.rename_lane(0, "")
    assert drive.session.plan.setup[0].name == "A"


def test_adding_and_removing_a_lane_is_undone_with_its_training(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    trained(drive, 30)
    before = drive.session._worker._training.runs.lanes[1].trainer
    drive.session.plan.remove_lane(1)
    drive.until(lambda: len(drive.session.lanes) == 1)
    assert drive.session.plan.undo_text == "removing lane B"
    drive.session.plan.undo()
    drive.until(lambda: len(drive.session.lanes) == 2)
    assert drive.session._worker._training.runs.lanes[1].trainer is before
    drive.session.plan.undo()
    drive.until(lambda: len(drive.session.lanes) == 1)
    drive.session.plan.redo()
    drive.until(lambda: len(drive.session.lanes) == 2)
    assert configs(drive)[1].activation == "sigmoid"


def test_going_back_shows_every_lane_as_it_was_and_the_newest_again(drive):
    drive.session.plan.add_lane(activation="tanh")
    trained(drive, 50)
    early = [lane.snapshot for lane in drive.session.lanes]
    drive.session.step(200)
    drive.until(lambda: steps(drive) == [250, 250])
    drive.session.travel(50)
    drive.until(lambda: steps(drive) == [50, 50])
    for lane, before in zip(drive.session.lanes, early, strict=True):
        assert lane.at == 50
        assert lane.newest == 250
        assert lane.snapshot.loss == before.loss
        assert np.array_equal(lane.snapshot.gradient_rms, before.gradient_rms)
    drive.session.travel(None)
    drive.until(lambda: steps(drive) == [250, 250])
    assert [lane.at for lane in drive.session.lanes] == [None, None]


def test_a_step_gone_back_to_is_awaited_until_every_lane_shows_it(drive):
    drive.session.plan.add_lane(activation="tanh")
    trained(drive, 50)
    assert not drive.session.view.awaits_cursor
    drive.session.travel(20)
    assert drive.session.view.awaits_cursor
    drive.until(lambda: steps(drive) == [20, 20])
    assert not drive.session.view.awaits_cursor
    drive.session.travel(None)
    assert drive.session.view.awaits_cursor
    drive.until(lambda: steps(drive) == [50, 50])
    assert not drive.session.view.awaits_cursor


def test_going_back_pauses_and_playing_goes_on_from_the_newest_step(drive):
    drive.session.play()
    drive.until(lambda: (drive.step or 0) > 100)
    cursors = []
    drive.session.view.cursor_changed.connect(lambda: cursors.append(drive.session.view.cursor))
    drive.session.travel(7)
    assert not drive.session.playing
    drive.until(lambda: drive.step == 7)
    newest = drive.session.lanes[0].newest
    drive.session.play()
    drive.until(lambda: drive.step > newest)
    assert cursors == [7, None]


def test_a_run_that_cannot_be_replaced_is_shown_where_the_user_stood(drive):
    trained(drive, 50)
    drive.session.travel(20)
    drive.until(lambda: steps(drive) == [20])
    failures = []
    drive.session.failed.connect(failures.append)
    drive.session.plan.run_instead([NamedConfig("", SMALL.replace(data_path="no such file.csv"))], "other lanes")
    drive.until(lambda: failures)
    drive.until(lambda: drive.session.view.cursor == 20)
    assert not drive.session.view.awaits_cursor
    assert drive.session.plan.setup[0].config == SMALL


def test_playing_a_run_that_diverged_leaves_the_user_in_the_past(drive):
    drive.session.plan.set(learning_rate=1000.0, activation="identity")
    failures = []
    drive.session.failed.connect(failures.append)
    drive.session.play()
    drive.until(lambda: failures and not drive.session.playing)
    drive.session.travel(1)
    drive.until(lambda: steps(drive) == [1])
    drive.session.play()
    drive.until(lambda: len(failures) > 1 and not drive.session.playing)
    drive.until(lambda: drive.session.view.cursor == 1)
    assert not drive.session.view.awaits_cursor


def test_a_branch_goes_on_from_an_earlier_step_with_one_thing_changed(drive):
    trained(drive, 80)
    drive.session.travel(30)
    drive.until(lambda: drive.step == 30)
    assert drive.session.plan.add_lane(step=30, learning_rate=0.01)
    drive.until(lambda: steps(drive) == [80, 30])
    assert drive.session.view.cursor is None
    assert drive.session.lanes[1].snapshot.config == SMALL.replace(learning_rate=0.01)
    drive.session.step(50)
    drive.until(lambda: steps(drive) == [80, 80])


def test_one_lane_that_diverges_leaves_the_other_training(drive):
    plane = SMALL.replace(hidden=(32,) * 4, dataset="plane", learning_rate=0.001)
    drive.session.plan.set(**SMALL.differences(plane))
    drive.session.plan.add_lane(learning_rate=3.0)
    drive.session.play()
    drive.until(lambda: drive.failures)
    assert drive.failures[0].startswith("Lane B: Training diverged")
    before = drive.step
    drive.until(lambda: drive.step > before + 100)
    assert drive.session.playing


# Trials and adoption


def tried(drive, suggestion):
    drive.session.try_suggestion(suggestion)
    drive.until(lambda: drive.session.trials.view.running is None)
    return [config for config, of in drive.session.trials.view.results if of == suggestion][-1]


TANH = Suggestion("tanh", (("activation", "tanh"), ("alpha", None)))


def test_a_suggestion_is_tried_on_the_chosen_lane(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    drive.until(lambda: len(drive.session.lanes) == 2)
    assert tried(drive, TANH).activation == "sigmoid"
    drive.session.plan.edit_lane(0)
    assert tried(drive, TANH).activation == "relu"


def test_a_suggestion_is_adopted_in_the_chosen_lane_alone_and_all_start_again(drive):
    drive.session.plan.add_lane(activation="sigmoid")
    trained(drive, 30)
    assert drive.session.adopt({"activation": "tanh", "alpha": None})
    assert [c.activation for c in configs(drive)] == ["relu", "tanh"]
    drive.until(lambda: steps(drive) == [0, 0])


def test_what_is_tried_and_adopted_in_the_past_are_the_settings_of_then(drive):
    trained(drive, 30)
    drive.session.plan.set(activation="sigmoid", learning_rate=0.7)
    trained(drive, 30)
    drive.session.travel(10)
    drive.until(lambda: steps(drive) == [10])
    faster = Suggestion("faster", (("learning_rate", 0.2),))
    assert (tried(drive, faster).activation, tried(drive, faster).learning_rate) == ("relu", 0.1)
    assert drive.session.adopt(faster.changes)
    assert drive.session.view.cursor is None
    assert (drive.session.plan.config.activation, drive.session.plan.config.learning_rate) == ("relu", 0.2)
    drive.until(lambda: steps(drive) == [0])


def test_a_given_configuration_is_run_from_step_0_and_can_be_undone(drive):
    trained(drive, 10)
    before = drive.session.plan.setup
    lanes = [NamedConfig("one", SMALL.replace(activation="tanh")), NamedConfig("", SMALL.replace(momentum=0.5))]
    assert drive.session.plan.run_instead(lanes, "two lanes")
    drive.until(lambda: len(drive.session.lanes) == 2)
    assert steps(drive) == [0, 0]
    assert [lane.name for lane in drive.session.lanes] == ["one", "ReLU"]
    assert drive.session.plan.undo_text == "two lanes"
    drive.session.plan.undo()
    assert drive.session.plan.setup == before


def test_a_given_configuration_on_other_data_gets_the_other_data(drive):
    trained(drive, 10)
    drive.session.plan.run_instead([NamedConfig("", SMALL.replace(dataset="plane"))], "other lanes")
    drive.until(lambda: drive.session.lanes[0].facts.source == "plane")
    assert drive.session.lanes[0].facts.task == "regression"


def test_more_lanes_than_there_can_be_are_refused(drive):
    said = []
    drive.session.failed.connect(said.append)
    setup = drive.session.plan.setup
    assert not drive.session.plan.run_instead([NamedConfig("", SMALL)] * 5, "too many")
    assert said == ["There can be at most 4 lanes, and the configuration has 5."]
    assert drive.session.plan.setup == setup


def test_copies_of_the_lanes_go_their_own_way(drive):
    trained(drive, 12)
    (lane,) = drive.session.copies().result(timeout=10.0)
    lane.trainer.advance(30)
    assert (lane.name, lane.index, lane.trainer.step) == ("A", 0, 42)
    drive.session.collect()
    assert steps(drive) == [12]


def test_a_change_of_settings_in_the_past_shows_the_newest_step_which_it_changes(drive):
    trained(drive, 30)
    drive.session.travel(10)
    drive.until(lambda: steps(drive) == [10])
    drive.session.plan.set(learning_rate=0.02)
    assert drive.session.view.cursor is None
    drive.until(lambda: steps(drive) == [30])
    assert drive.session.lanes[0].snapshot.config.learning_rate == 0.02
