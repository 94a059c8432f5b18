"""A session in one file: everything comes back, and the run goes on with the same bits."""

import sqlite3
from collections import deque
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from actviz.diagnosis.diagnosis import diagnose
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.recording import (
    RecordedLane,
    RecordingWriter,
    read_recording,
    read_summary,
    recording_of,
    recover,
)
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note
from actviz.training.replay import Replay
from actviz.training.snapshot import Cause

SMALL = RunConfig(hidden=(6, 6), n_examples=60)
DYING = RunConfig(hidden=(12,) * 8, learning_rate=0.35)


def recorded(path, *trainers, **rest):
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of(trainers, **rest))
    return read_recording(path)


def same_columns(a, b):
    views = a.history.view(), b.history.view()
    return all(
        np.array_equal(*(getattr(view, name) for view in views), equal_nan=True)
        for name in ("stride", "steps", "loss", "loss_low", "loss_high", "rms", "census_steps", "dead", "train_loss")
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.actviz"


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_run_goes_on_from_its_file_with_the_same_bits(path, optimizer):
    rest = {"momentum": 0.9} if OPTIMIZERS[optimizer].uses_momentum else {"learning_rate": 0.01}
    trainer = Trainer(SMALL.replace(optimizer=optimizer, **rest))
    trainer.advance(333)
    (again,) = recorded(path, trainer).trainers()
    assert again.step == 333
    assert same_columns(again, trainer)
    for each in (trainer, again):
        each.advance(500)
    assert np.array_equal(again.network.parameters, trainer.network.parameters)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_goes_on_in_its_file_where_it_was(path, schedule):
    trainer = Trainer(SMALL.replace(schedule=schedule, schedule_steps=700, warmup_steps=20, optimizer="adamw"))
    trainer.advance(333)
    trainer.apply({"learning_rate": 0.02, "schedule_steps": 600})
    trainer.advance(20)
    (again,) = recorded(path, trainer).trainers()
    assert again.rate == trainer.rate
    for each in (trainer, again):
        each.advance(400)
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert [change.after for change in again.changes] == [change.after for change in trainer.changes]


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_comes_back(path, activation):
    trainer = Trainer(SMALL.replace(activation=activation))
    trainer.advance(20)
    (again,) = recorded(path, trainer).trainers()
    assert again.measure().loss == trainer.measure().loss


@pytest.mark.parametrize("change", [{}, {"learning_rate": 0.02}, {"batch_size": 50}, {"activation": "elu"}])
@pytest.mark.parametrize("n_steps", [1, 40, 128, 333])
def test_an_opened_run_shows_what_it_showed_when_it_was_closed(path, n_steps, change):
    trainer = Trainer(DYING)
    trainer.advance(n_steps)
    trainer.apply(change)
    (again,) = recorded(path, trainer).trainers()
    before, after = trainer.measure(), again.measure()
    assert after.whole_gradient == before.whole_gradient == ("activation" in change)
    for name in ("gradient_rms", "gains", "signal", "backward", "update_ratios"):
        assert np.array_equal(getattr(after, name), getattr(before, name)), name
    told = [diagnose(each) for each in (trainer, again)]
    assert told[0].readings == told[1].readings
    assert told[0].verdict == told[1].verdict
    assert [finding.evidence for finding in told[0].findings] == [finding.evidence for finding in told[1].findings]


def test_changes_while_training_come_back_with_their_steps(path):
    trainer = Trainer(SMALL)
    for change in ({"activation": "prelu"}, {"batch_size": 50}, {"prelu_per_unit": True}, {"optimizer": "adam"}):
        trainer.advance(100)
        trainer.apply(change)
    (again,) = recorded(path, trainer).trainers()  # the last change was made at the very last step
    assert again.changes == trainer.changes
    assert again.history.changes == trainer.history.changes
    assert [again.advance(50), trainer.advance(50)] == [50, 50]
    assert np.array_equal(again.network.parameters, trainer.network.parameters)


def test_a_state_older_than_the_newest_step_is_replayed_up_to_it(path):
    trainer = Trainer(SMALL)
    trainer.advance(100)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
        trainer.apply({"learning_rate": 0.5})
        trainer.advance(70)
        trainer.apply({"learning_rate": 0.01})
        lane = RecordedLane.of(trainer, 1, 0, "A", checkpoint=False)
        writer.write(replace(recording_of([trainer]), lanes=(lane,)))
    recording = read_recording(path)
    assert recording.lanes[0].checkpoint.step <= 100
    (again,) = recording.trainers()
    assert np.array_equal(again.network.parameters, trainer.network.parameters)
    assert again.config.learning_rate == 0.01


def test_lanes_come_back_with_their_names_and_places(path):
    one = Trainer(SMALL)
    other = Trainer(SMALL.replace(activation="sigmoid"), examples=one.examples)
    one.advance(30)
    lanes = [RecordedLane.of(one, 7, 2, "one"), RecordedLane.of(other, 3, 0, "other")]
    with closing(RecordingWriter(path)) as writer:
        session = recording_of([one], name="two", current=1, cursor=12, layer=2, unit=5)
        writer.write(replace(session, lanes=tuple(lanes)))
    found = read_recording(path)
    assert [(lane.key, lane.index, lane.name) for lane in found.lanes] == [(7, 2, "one"), (3, 0, "other")]
    assert (found.name, found.current, found.cursor, found.layer, found.unit) == ("two", 1, 12, 2, 5)
    a, b = found.trainers()
    assert a.examples is b.examples


def test_notes_at_steps_come_back_by_steps_in_the_recording_and_its_summary(path):
    trainer = Trainer(SMALL)
    trainer.advance(30)
    notes = (Note(3, "first"), Note(20, "one line\nand another: ∂L, “<b>”", 1))
    assert recorded(path, trainer, step_notes=notes).step_notes == notes
    assert read_summary(path).step_notes == notes


def test_of_notes_the_file_holds_those_of_the_last_write(path):
    trainer = Trainer(SMALL)
    with closing(RecordingWriter(path)) as writer:
        for notes in ((Note(0, "a"), Note(5, "b")), (), (Note(7, "c"),)):
            writer.write(recording_of([trainer], step_notes=notes))
            assert read_recording(path).step_notes == notes


def test_births_deaths_and_revivals_come_back(path):
    trainer = Trainer(DYING)
    trainer.advance(400)
    trainer.measure()
    (again,) = recorded(path, trainer).trainers()
    assert len(again.history.events) > 3
    assert again.history.events == trainer.history.events
    assert again.history.counts == trainer.history.counts
    assert all(map(np.array_equal, again.history.dead_since, trainer.history.dead_since))


def test_a_cause_found_after_its_death_was_written_is_written_too(path):
    trainer = Trainer(DYING)
    trainer.advance(400)
    cause = Cause(3, 4, 5, 0.5, -0.25, -0.5, -0.125, -0.25, 0.8, 0.01)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
        trainer.history.events[2] = replace(trainer.history.events[2], cause=cause)
        writer.write(recording_of([trainer]))
    events = read_recording(path).lanes[0].history.events
    assert [event.cause for event in list(events)[:4]] == [None, None, cause, None]


def test_events_beyond_those_remembered_are_counted_and_the_rest_keep_their_places(path):
    trainer = Trainer(DYING)
    trainer.advance(400)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
        trainer.history.events = deque(list(trainer.history.events)[-3:], maxlen=3)
        writer.write(recording_of([trainer]))
    found = read_recording(path).lanes[0].history
    assert list(found.events) == list(trainer.history.events)
    assert found.counts == trainer.history.counts


def test_a_diverged_run_comes_back_as_it_stood(path):
    trainer = Trainer(RunConfig(hidden=(8,) * 6, learning_rate=50.0))
    trainer.advance(5000)
    assert trainer.divergence is not None
    (again,) = recorded(path, trainer).trainers()
    assert (again.step, again.divergence) == (trainer.step, trainer.divergence)


def test_checkpoints_bring_back_the_same_past(path):
    trainer = Trainer(SMALL)
    trainer.advance(3000)
    (again,) = recorded(path, trainer).trainers()
    assert len(again.checkpoints.states) > 20
    for step in (0, 1, 64, 1999, 3000):
        then, now = (Replay(each).go_to(step).network.parameters for each in (trainer, again))
        assert np.array_equal(then, now)


def test_states_of_what_was_undone_leave_the_file(path):
    trainer = Trainer(SMALL)
    with closing(RecordingWriter(path)) as writer:
        trainer.advance(1000)
        state = trainer.checkpoints.states[4]
        writer.write(recording_of([trainer]))
        trainer.restore(state)
        trainer.history.rewind(state.step)
        trainer.checkpoints.rewind(state.step)
        trainer.apply({"learning_rate": 0.5})
        trainer.advance(1000)
        writer.write(recording_of([trainer]))
    kept = read_recording(path).lanes[0].checkpoints
    assert [k.step for k in kept] == [k.step for k in trainer.checkpoints.states[1:]]
    assert all(
        np.array_equal(a.parameters, b.parameters) for a, b in zip(kept, trainer.checkpoints.states[1:], strict=True)
    )


def test_a_lane_taken_away_leaves_the_file(path):
    one = Trainer(SMALL)
    other = Trainer(SMALL, examples=one.examples, run=1)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([one, other]))
        writer.write(recording_of([one]))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT DISTINCT lane FROM columns").fetchall() == [(1,)]


def test_many_writes_leave_the_same_as_one(path, tmp_path):
    trainer = Trainer(DYING)
    with closing(RecordingWriter(path)) as writer:
        for n in (0, 1, 63, 200, 700, 5000, 9000):
            trainer.advance(n)
            trainer.measure()
            writer.write(recording_of([trainer]))
    (often,), (once,) = read_recording(path).trainers(), recorded(tmp_path / "b.actviz", trainer).trainers()
    assert same_columns(often, once)
    assert often.history.events == once.history.events
    assert np.array_equal(often.network.parameters, once.network.parameters)


def test_own_examples_are_in_the_file_and_their_own_may_go(path, tmp_path):
    csv = tmp_path / "points.csv"
    rng = np.random.default_rng(0)
    csv.write_text("a,b,label\n" + "".join(f"{x},{y},{x > y}\n" for x, y in rng.normal(size=(40, 2))))
    trainer = Trainer(RunConfig(data_path=str(csv), hidden=(4,)))
    trainer.advance(50)
    found = recorded(path, trainer)
    csv.unlink()
    (again,) = found.trainers()
    assert np.array_equal(again.train_x, trainer.train_x)
    assert again.data.class_names == trainer.data.class_names
    assert again.measure().test_loss == trainer.measure().test_loss


def test_large_examples_stay_in_their_own_file_which_must_not_change(path, tmp_path, monkeypatch):
    monkeypatch.setattr("actviz.recording.tables.data.MOST_DATA_BYTES", 100)
    npz = tmp_path / "points.npz"
    x = np.random.default_rng(0).normal(size=(40, 2))
    np.savez(npz, x=x, y=(x[:, 0] > 0).astype(int))
    trainer = Trainer(RunConfig(data_path=str(npz), hidden=(4,)))
    assert recorded(path, trainer).data is None
    assert np.array_equal(read_recording(path).trainers()[0].train_x, trainer.train_x)
    np.savez(npz, x=x + 1.0, y=(x[:, 0] > 0).astype(int))
    with pytest.raises(BadInput, match="has changed since"):
        read_recording(path).trainers()


def test_arrays_handed_over_come_back(path):
    x = np.random.default_rng(0).normal(size=(30, 3))
    trainer = Trainer(SMALL, data=(x, x[:, :2]))
    trainer.advance(30)
    (again,) = recorded(path, trainer).trainers()
    assert np.array_equal(again.train_y, trainer.train_y)
    assert again.measure().loss == trainer.measure().loss


def test_the_summary_says_what_the_run_came_to(path):
    trainer = Trainer(DYING)
    trainer.advance(200)
    snapshot = trainer.measure()
    recorded(path, trainer, name="dying", notes="42?")
    found = read_summary(path)
    assert (found.name, found.notes, found.source, found.step) == ("dying", "42?", "circle", 200)
    assert (found.dead, found.units, found.loss) == (snapshot.n_dead, 96, pytest.approx(snapshot.loss))
    assert 32 <= len(found.curve) <= 64


def test_a_closed_recording_is_one_file(path, tmp_path):
    recorded(path, Trainer(SMALL))
    read_recording(path)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["run.actviz"]


def test_an_open_recording_can_be_read_by_others(path):
    trainer = Trainer(SMALL)
    with closing(RecordingWriter(path)) as writer:
        writer.write(recording_of([trainer]))
        trainer.advance(70)
        writer.write(recording_of([trainer]))
        assert path.with_name("run.actviz-wal").exists()
        assert read_recording(path).step == 70


def test_a_recording_is_gone_on_with_in_its_own_file(path):
    trainer = Trainer(SMALL)
    trainer.advance(70)
    recorded(path, trainer, name="mine", created="2026-01-01T00:00:00+00:00")
    (again,) = read_recording(path).trainers()
    again.advance(30)
    with closing(RecordingWriter(path, go_on=True)) as writer:
        assert read_recording(path).step == 70
        writer.write(recording_of([again], name="mine", created="2026-01-01T00:00:00+00:00"))
    found = read_recording(path)
    assert (found.step, found.created) == (100, "2026-01-01T00:00:00+00:00")


def test_the_file_stays_bounded_however_long_the_run(path, monkeypatch):
    monkeypatch.setattr("actviz.recording.tables.states.MOST_STATES", 8)
    trainer = Trainer(SMALL)
    with closing(RecordingWriter(path)) as writer:
        for _ in range(12):
            trainer.advance(2500)
            writer.write(recording_of([trainer]))
    assert len(read_recording(path).lanes[0].checkpoints) <= 8
    assert path.stat().st_size < 700_000
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_quick_writes_leave_out_checkpoints_and_a_whole_one_brings_them_all(path):
    trainer = Trainer(SMALL)
    with closing(RecordingWriter(path)) as writer:
        for n in (2000, 3000):
            trainer.advance(n)
            writer.write(recording_of([trainer]), whole=False)
        few = [state.step for state in read_recording(path).lanes[0].checkpoints]
        writer.write(recording_of([trainer]))
    assert 2 <= len(few) <= 32
    kept = read_recording(path).lanes[0].checkpoints
    assert [state.step for state in kept] == [state.step for state in trainer.checkpoints.states[1:]]


def test_of_a_large_network_only_the_newest_state_is_in_the_file(path, monkeypatch):
    monkeypatch.setattr("actviz.recording.tables.states.MOST_STATE_BYTES", 1000)
    trainer = Trainer(SMALL)
    trainer.advance(200)
    (lane,) = recorded(path, trainer).lanes
    assert not lane.checkpoints
    assert 0 < lane.checkpoint.step <= 200
    (again,) = read_recording(path).trainers()
    assert np.array_equal(Replay(again).go_to(100).network.parameters, Replay(trainer).go_to(100).network.parameters)


@pytest.mark.parametrize("hidden", [(10,), (1024,) * 3])
def test_a_file_that_claims_more_steps_than_can_be_computed_again_opens_at_its_newest_state(path, hidden):
    trainer = Trainer(RunConfig(hidden=hidden, n_examples=20, batch_size=1))
    with closing(RecordingWriter(path)) as writer:
        trainer.advance(3)
        first = recording_of([trainer])
        writer.write(first)
        trainer.apply({"learning_rate": 0.5})
        trainer.advance(1)
        lane = replace(RecordedLane.of(trainer, 1, 0, "A", checkpoint=False), step=1_000_000)
        writer.write(replace(recording_of([trainer]), lanes=(lane,)))
    recording, (again,) = recover(read_recording(path))
    newest = first.lanes[0].checkpoint.step
    assert (again.step, again.config.learning_rate, again.history.changes) == (newest, 0.1, [])
    assert (again.history.view().steps <= newest).all()
    assert recording.step == newest
    assert ["1,000,000" in remark for remark in recording.remarks] == [True]
    assert again.advance(2) == 2


def test_a_file_without_any_state_that_claims_too_many_steps_opens_at_step_0(path):
    trainer = Trainer(SMALL)
    trainer.advance(3)
    lane = replace(RecordedLane.of(trainer, 1, 0, "A", checkpoint=False), step=100_000_000)
    with closing(RecordingWriter(path)) as writer:
        writer.write(replace(recording_of([trainer]), lanes=(lane,)))
    (again,) = read_recording(path).trainers()
    assert (again.step, again.divergence, len(again.history.view().steps)) == (0, None, 0)
