"""When the lanes are measured, and how: without a thread, and with the moment given."""

from time import perf_counter

import numpy as np
import pytest

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import single
from actviz.app.mailbox import Mailbox
from actviz.app.publisher import DRAWING_SHARE, FRAME_S, FULL_S, LEAST_OFTEN_S, Publisher, Wanted
from actviz.training import RunConfig, Trainer

SMALL = RunConfig(hidden=(4,), n_examples=40)


class Stage:
    """A publisher of one lane, which the window sees at a time of its own."""

    def __init__(self):
        self.mailbox, self.runs = Mailbox(), LaneRuns()
        self.publisher = Publisher(self.mailbox, self.runs)
        self.runs.apply(single(SMALL))
        self.publisher.request_other_lanes()
        self.begin = perf_counter()

    def train(self, n):
        self.runs.advance(n)
        self.publisher.request_glance()

    def publish(self, after_s=0.0, cursor=None, drawing_s=0.0):
        """Return the snapshot that is published so long after the beginning; None if there is none.

        The window has used `drawing_s` of the processor by then.
        """
        self.mailbox.drawing_s = drawing_s
        self.publisher.publish_if_due(self.begin + after_s, cursor, moving=True, limited=False)
        lanes = self.mailbox.collect().lanes
        self.mailbox.taken_at = self.begin + after_s
        return lanes[0].snapshot if lanes else None


@pytest.fixture
def stage():
    stage = Stage()
    assert stage.publish() is not None
    return stage


def test_nothing_is_published_before_there_is_something_to_show():
    publisher = Publisher(Mailbox(), LaneRuns())
    publisher.request_full()
    assert not publisher.is_stale


def test_what_has_not_changed_is_not_published_again(stage):
    assert stage.publish(10.0) is None


def test_new_steps_are_glanced_at_until_a_full_measurement_is_due(stage):
    stage.train(5)
    glance = stage.publish(2 * FRAME_S)
    assert (glance.step, glance.units_step) == (5, 0)
    assert stage.publisher.is_stale  # the window is still to get a full one
    assert stage.publish(60.0).units_step == 5
    assert not stage.publisher.is_stale


def test_a_change_is_measured_in_full_at_once(stage):
    stage.train(5)
    stage.publisher.measure(Wanted(frozenset({"weights"})))
    snapshot = stage.publish(FRAME_S / 10)
    assert snapshot.units_step == 5
    assert snapshot.weights is not None


def test_what_is_not_wanted_any_more_asks_for_no_measurement(stage):
    stage.publisher.measure(Wanted(frozenset({"weights"})))
    assert stage.publish(FRAME_S).weights is not None
    stage.publisher.measure(Wanted())
    assert stage.publish(10.0) is None
    stage.train(5)
    stage.publisher.measure(Wanted())
    assert stage.publish(20.0).weights is None


def test_what_is_wanted_every_second_comes_with_the_measurement_that_is_due(stage):
    stage.train(5)
    stage.publisher.measure(Wanted(frozenset({"wasted"})))
    assert stage.publish(2 * FRAME_S).units_step == 0  # a glance
    measured = stage.publish(60.0)
    assert measured.units_step == 5
    assert measured.wasted is not None


def test_what_is_wanted_while_nothing_is_trained_is_measured_at_once(stage):
    stage.publisher.measure(Wanted(frozenset({"wasted"})))
    assert stage.publish(FRAME_S / 10).wasted is not None


def test_nothing_is_measured_for_a_window_that_has_not_taken_the_last(stage):
    stage.mailbox.put(())
    stage.train(5)
    before = stage.publisher.measuring_s
    stage.publisher.publish_if_due(stage.begin + 10.0, None, moving=True, limited=False)
    assert stage.mailbox.collect().lanes == ()
    assert stage.publisher.measuring_s == before


def test_lanes_are_shown_as_they_were_at_the_step_gone_back_to(stage):
    stage.train(20)
    stage.publisher.request_full()
    assert stage.publish(1.0, cursor=7).step == 7


@pytest.mark.parametrize(
    ("drawing_s", "too_early_s", "due_s"),
    [(0.01, FULL_S - 0.01, FULL_S + 0.01), (0.06, 0.06 / DRAWING_SHARE - 0.01, 0.06 / DRAWING_SHARE + 0.01),
     (9.0, LEAST_OFTEN_S - 0.01, LEAST_OFTEN_S + 0.01)],
    ids=["cheap", "dear", "dearest"],
)  # fmt: skip
def test_what_takes_long_to_draw_is_measured_in_full_less_often(stage, drawing_s, too_early_s, due_s):
    stage.mailbox.collect(5.0)  # the window has used this much before
    stage.train(1)
    assert stage.publish(100.0, drawing_s=5.0).units_step == 1
    stage.train(1)
    assert stage.publish(200.0, drawing_s=5.0 + drawing_s).units_step == 2
    stage.train(1)
    assert stage.publish(200.0 + too_early_s, drawing_s=5.0 + drawing_s).units_step == 2
    assert stage.publish(200.0 + due_s, drawing_s=5.0 + drawing_s).units_step == 3


class LongStage(Stage):
    """A publisher of a network that takes long to measure, of which every call of it does the least it can."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr("actviz.training.run.measurement.LARGE_NETWORK", 0)
        monkeypatch.setattr("actviz.app.publisher.AT_ONCE_S", 0.0)
        super().__init__()

    def publish_all(self, after_s, trains=0, most=1000):
        """Return the number of pieces and the snapshot, when so many steps are taken between one piece and the next."""
        for i in range(most):
            snapshot = self.publish(after_s + i)
            if snapshot is not None and snapshot.step == snapshot.units_step:
                return i, snapshot
            if trains:
                self.train(trains)
        raise AssertionError("the measurement never ends")


def test_what_takes_long_is_measured_in_pieces_and_is_the_same(monkeypatch):
    stage = LongStage(monkeypatch)
    pieces, snapshot = stage.publish_all(0.0)
    assert pieces > 1
    assert not stage.publisher.is_stale
    whole = Trainer(SMALL).measure()
    for name in ("loss", "accuracy", "test_loss", "gradient_norms", "gains", "alike"):
        assert np.array_equal(getattr(snapshot, name), getattr(whole, name)), name
    for ours, theirs in zip(snapshot.units, whole.units, strict=True):
        assert np.array_equal(ours.active_fraction, theirs.active_fraction)


def test_a_measurement_in_pieces_is_of_one_step_though_training_goes_on_and_another_follows(monkeypatch):
    stage = LongStage(monkeypatch)
    stage.publish_all(0.0)
    stage.train(5)
    trainer = stage.runs.lanes[0].trainer
    alone = Trainer(SMALL)
    alone.advance(5)
    expected = alone.measure()
    _, snapshot = stage.publish_all(100.0, trains=3)
    assert snapshot.step == 5 < trainer.step
    assert snapshot.loss == expected.loss
    assert np.array_equal(snapshot.gradient_norms, expected.gradient_norms)
    assert stage.publisher.is_stale
    assert not [e for e in trainer.history.events if e.step == 5 and e.seen > 5]


def test_a_change_begins_a_long_measurement_again(monkeypatch):
    stage = LongStage(monkeypatch)
    assert stage.publish() is None
    stage.publisher.measure(Wanted(frozenset({"histograms"})))
    _, snapshot = stage.publish_all(1.0)
    assert snapshot.histograms is not None
