"""A replay of past steps in a session, without widgets."""

import time

import pytest

from actviz.app.session import Session
from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4, 4), n_examples=40)


@pytest.fixture
def session():
    session = Session(SMALL)
    yield session
    session.close()


def collect_until(session, done, seconds=10.0):
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        session.collect()
        time.sleep(0.002)


def trained(session, n):
    session.step(n)
    collect_until(session, lambda: session.view.newest == n)


def test_a_replay_shows_the_past_step_by_step_and_ends_at_the_newest(session):
    trained(session, 60)
    session.travel(20)
    shown = []
    session.updated.connect(lambda: shown.append(session.lanes[0].snapshot.step))
    session.replay.set_speed(200)
    session.replay.toggle()
    assert session.replay.playing
    collect_until(session, lambda: not session.replay.active)
    assert session.view.cursor is None
    assert not session.playing
    past = [step for step in shown if step < 60]
    assert past == sorted(past)
    assert past[0] >= 20
    assert len(set(past)) > 3


def test_what_a_replay_shows_is_what_was_measured_then(session):
    losses = {}
    for step in range(1, 13):
        session.step(1)
        collect_until(session, lambda step=step: session.lanes and session.lanes[0].snapshot.units_step == step)
        losses[step] = session.lanes[0].snapshot.loss
    session.travel(2)
    replayed = {}
    session.updated.connect(
        lambda: replayed.__setitem__(session.lanes[0].snapshot.step, session.lanes[0].snapshot.loss)
    )
    session.replay.set_speed(50)
    session.replay.toggle()
    collect_until(session, lambda: not session.replay.active)
    assert {step: losses[step] for step in replayed if step in losses} == {
        step: loss for step, loss in replayed.items() if step in losses
    }
    assert len(replayed) > 3


def test_it_is_paused_goes_on_and_stops_where_it_began(session):
    trained(session, 400)
    session.travel(100)
    session.replay.toggle()
    collect_until(session, lambda: session.view.step > 104)
    session.toggle()  # what Space does
    assert session.replay.active
    assert not session.replay.playing
    at = session.view.step
    for _ in range(20):
        session.collect()
    assert session.view.step == at
    session.toggle()
    collect_until(session, lambda: session.view.step > at)
    session.replay.stop()
    assert not session.replay.active
    assert session.view.cursor == 100


def test_training_on_ends_a_replay(session):
    trained(session, 50)
    session.travel(10)
    session.replay.toggle()
    session.play()
    assert not session.replay.active
    assert session.view.cursor is None
    collect_until(session, lambda: session.view.newest > 60)


def test_in_the_present_a_replay_begins_at_the_start(session):
    session.replay.toggle()
    assert not session.replay.active  # nothing has been trained
    trained(session, 50)
    session.play()
    session.replay.toggle()
    assert session.replay.begun_at == 0
    assert not session.playing


def test_the_settings_on_show_are_those_of_then(session):
    trained(session, 30)
    session.plan.set(activation="sigmoid", learning_rate=0.5)
    session.step(10)
    collect_until(session, lambda: session.view.newest == 40)
    assert session.view.config.activation == "sigmoid"
    assert session.view.settings_of_then == {}
    session.travel(12)
    collect_until(session, lambda: session.lanes[0].snapshot.step == 12)
    assert session.view.config.activation == "relu"
    assert session.view.settings_of_then["learning_rate"] == SMALL.learning_rate
    session.travel(None)
    assert session.view.config.activation == "sigmoid"
