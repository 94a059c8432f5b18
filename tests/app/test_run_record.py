"""What is handed over to the recorder, and when; what the recorder makes of it is not looked at."""

import pytest

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import Selection, WindowState, single
from actviz.app.mailbox import Mailbox
from actviz.app.notebook import Texts
from actviz.app.recorder import Recorder
from actviz.app.run_record import RunRecord
from actviz.training import RunConfig
from actviz.training.history.notes import Note

SMALL = RunConfig(hidden=(4,), n_examples=40)


class Hand(Recorder):
    """Takes whatever it is handed, at once, and never wants large states."""

    def __init__(self, mailbox, folder):
        super().__init__(mailbox, folder)
        self.taken = []

    def wants_states(self, *_):
        return False

    def hand_over(self, handed, *_):
        self.taken.append(handed)


class Stage:
    def __init__(self, folder):
        mailbox = Mailbox()
        self.runs, self.hand = LaneRuns(), Hand(mailbox, folder)
        self.record = RunRecord(mailbox, self.runs, self.hand)
        self.runs.apply(single(SMALL))

    def train(self, n):
        self.runs.advance(n)
        self.record.request_hand_over()


@pytest.fixture
def stage(tmp_path):
    return Stage(tmp_path)


def test_a_run_that_has_taken_no_step_is_not_handed_over_until_there_is_a_note(stage):
    stage.record.request_hand_over()
    stage.record.hand_over_if_due()
    assert not stage.record.awaits_recorder
    assert stage.hand.taken == []
    stage.record.set_window(WindowState(step_notes=(Note(0, "before anything is learned"),)))
    assert stage.record.awaits_recorder


def test_what_was_done_is_handed_over_once(stage):
    stage.train(5)
    stage.record.hand_over_if_due()
    stage.record.hand_over_if_due()
    assert [handed.recording.step for handed in stage.hand.taken] == [5]


def test_texts_are_handed_over_though_nothing_is_trained_and_where_the_user_looks_is_not(stage):
    stage.train(5)
    stage.record.hand_over_if_due()
    stage.record.set_window(WindowState(cursor=3, selection=Selection(1)))
    assert not stage.record.awaits_recorder
    stage.record.set_window(WindowState(name="mine"))
    assert stage.record.awaits_recorder


def test_the_last_hand_over_makes_up_for_newest_states_that_were_left_out(stage):
    stage.train(5)
    stage.record.hand_over_if_due()
    stage.record.seal()
    stage.record.seal()
    assert [handed.has_states for handed in stage.hand.taken] == [False, True]


def test_what_the_user_saves_is_whole_even_without_a_step(stage, tmp_path):
    stage.record.hand_over(tmp_path / "mine.actviz")
    (handed,) = stage.hand.taken
    assert (handed.target, handed.has_states) == (tmp_path / "mine.actviz", True)


def test_lanes_from_a_file_are_not_written_again_for_what_stands_in_it(stage):
    stage.train(5)
    stage.record.continue_with(Texts("mine"))
    stage.record.set_window(WindowState("mine"))
    stage.record.seal()
    assert stage.hand.taken == []


def test_nothing_is_written_about_lanes_that_started_again(stage):
    stage.record.set_window(WindowState("mine", cursor=3))
    stage.record.start_again()
    stage.train(5)
    stage.record.hand_over_if_due()
    (handed,) = stage.hand.taken
    assert (handed.recording.name, handed.recording.cursor) == ("", 3)
