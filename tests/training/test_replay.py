"""Any step of a run can be gone back to, with the same bits as the first time."""

import itertools
from contextlib import closing

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.recording import RecordingWriter, read_recording, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.replay import Replay, fork

SMALL = RunConfig(hidden=(6, 6), n_examples=60)


def assert_the_same_as_the_first_time(config, changes, steps):
    """Train with `changes` {step: change}, noting parameters and measurements at `steps`; then go back to each."""
    run, noted = Trainer(config), {}
    for at in sorted({*changes, *steps}):
        run.advance(at - run.step)
        if at in steps:
            noted[at] = run.network.parameters.copy(), run.measure()
        if at in changes:
            run.apply(changes[at])
    run.advance(150)
    replay = Replay(run)
    for step in (*steps, *reversed(steps)):
        double = replay.go_to(step)
        parameters, before = noted[step]
        after = double.measure()
        assert np.array_equal(double.network.parameters, parameters), step
        assert after.loss == before.loss
        assert after.step == before.step == step
        assert np.array_equal(after.gradient_norms, before.gradient_norms)
        assert [u.dead.tolist() for u in after.units] == [u.dead.tolist() for u in before.units]
    return run


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_gives_the_same_bits_again(activation):
    assert_the_same_as_the_first_time(SMALL.replace(activation=activation), {}, (0, 1, 64, 130, 200))


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_gives_the_same_bits_again_with_changes_on_the_way(optimizer):
    momentum = 0.9 if OPTIMIZERS[optimizer].uses_momentum else 0.0
    config = SMALL.replace(optimizer=optimizer, momentum=momentum, learning_rate=0.02)
    changes = {
        0: {"clip_norm": 1.0},
        40: {"activation": "prelu"},
        64: {"batch_size": 7, "weight_decay": 0.01},
        90: {"learning_rate": 0.05},
        128: {"activation": ("tanh", "relu"), "optimizer": "adam"},
    }
    run = assert_the_same_as_the_first_time(config, changes, (0, 1, 39, 41, 64, 65, 100, 128, 129, 170))
    assert [change.step for change in run.changes] == sorted(changes)


def test_the_run_itself_is_not_touched():
    run, other = Trainer(SMALL), Trainer(SMALL)
    run.advance(300)
    Replay(run).go_to(123)
    run.advance(50)
    other.advance(350)
    assert np.array_equal(run.network.parameters, other.network.parameters)
    assert run.history.view().loss.tolist() == other.history.view().loss.tolist()


def test_the_double_has_the_history_up_to_its_step():
    run = Trainer(RunConfig(hidden=(12,) * 6, learning_rate=0.35, seed=3))
    run.advance(100)
    run.apply({"learning_rate": 0.3})
    run.advance(300)
    double = Replay(run).go_to(200)
    view, whole = double.history.view(), run.history.view()
    assert view.steps[-1] <= 200 < whole.steps[-1]
    assert view.changes == whole.changes
    assert all(event.step <= 200 for event in view.events)
    assert Replay(run).go_to(90).history.view().changes == ()


def test_a_step_that_has_not_come_is_refused():
    run = Trainer(SMALL)
    run.advance(10)
    with pytest.raises(ValueError, match="step must be between 0 and 10, got 11"):
        Replay(run).go_to(11)


def test_a_fork_goes_on_as_the_run_would_have_gone_on():
    run = Trainer(SMALL.replace(optimizer="adam", learning_rate=0.01))
    run.advance(130)
    other_run = fork(run, run=7)
    other_run.advance(70)
    run.advance(70)
    assert np.array_equal(run.network.parameters, other_run.network.parameters)
    assert other_run.facts.run == 7
    assert other_run.history.view().steps.tolist() == run.history.view().steps.tolist()


def test_a_fork_that_is_changed_leaves_the_run_alone():
    run, alone = Trainer(SMALL), Trainer(SMALL)
    run.advance(100)
    other_run = fork(run)
    other_run.apply({"activation": "tanh", "learning_rate": 1.0})
    other_run.advance(100)
    run.advance(100)
    alone.advance(200)
    assert np.array_equal(run.network.parameters, alone.network.parameters)
    assert run.changes == []
    assert run.history.view().steps[-1] == 200


def test_what_was_taken_back_at_a_divergence_is_not_gone_back_to():
    run = Trainer(RunConfig(hidden=(32,) * 4, dataset="plane", learning_rate=0.01))
    run.advance(70)
    run.apply({"learning_rate": 30.0})
    run.advance(200)
    assert run.divergence is not None
    stand = run.step
    parameters = run.network.parameters.copy()
    run.apply({"learning_rate": 0.001})
    run.advance(30)
    assert np.array_equal(Replay(run).go_to(stand).network.parameters, parameters)
    assert all(change.step <= run.step for change in run.changes)
    latest = run.network.parameters.copy()
    assert np.array_equal(Replay(run).go_to(run.step).network.parameters, latest)


def test_the_deaths_of_a_fork_and_their_causes_are_its_own():
    run = Trainer(RunConfig(hidden=(12,) * 6, learning_rate=0.35, seed=3))
    run.advance(60)
    other_run = fork(run)
    before = len(run.history.events)
    other_run.advance(300)
    other_run.find_causes()
    assert len(run.history.events) == before
    found = [event for event in list(other_run.history.events)[before:] if event.cause is not None]
    assert found
    assert all(event.cause.step > 60 for event in found)


CHANGED = {
    "activation": "tanh",
    "learning_rate": 0.05,
    "optimizer": "adam",
    "momentum": 0.9,
    "batch_size": 7,
    "clip_norm": 0.5,
    "weight_decay": 0.01,
}


def straight(config, changes, step):
    """Return a trainer that went to a step without a stop but for its changes, [(step, change)], up to there."""
    trainer = Trainer(config)
    for at, change in changes:
        if at < step:
            trainer.advance(at - trainer.step)
            trainer.apply(change)
    trainer.advance(step - trainer.step)
    return trainer


def changed_run(config, changes, steps):
    run = Trainer(config)
    for at, change in changes:
        run.advance(at - run.step)
        run.apply(change)
    run.advance(steps - run.step)
    return run


def assert_every_way_is_the_straight_one(run, config, changes, visits):
    replay = Replay(run)
    for step in visits:
        double, other = replay.go_to(step), straight(config, changes, step)
        assert double.config == other.config, (visits, step)
        assert np.array_equal(double.network.parameters, other.network.parameters), (visits, step)
        other_run = fork(double)
        other_run.advance(20)
        other.advance(20)
        assert np.array_equal(other_run.network.parameters, other.network.parameters), (visits, step)


@pytest.mark.parametrize(("first", "second"), [*itertools.permutations(CHANGED, 2)])
def test_back_before_two_changes_and_forward_again_is_the_run_as_it_was(first, second):
    config = RunConfig(hidden=(8, 8))
    changes = [(100, {first: CHANGED[first]}), (200, {second: CHANGED[second]})]
    run = changed_run(config, changes, 600)
    assert_every_way_is_the_straight_one(run, config, changes, (10, 500, 150, 260))


def test_changes_at_one_step_and_back_again_are_all_made_again():
    batches = [{"batch_size": 7}, {"batch_size": 32}, {"optimizer": "adam"}, {"optimizer": "sgd"}]
    changes = [*((0, change) for change in batches), *((70, change) for change in batches)]
    run = changed_run(SMALL, changes, 200)
    assert_every_way_is_the_straight_one(run, SMALL, changes, (0, 70, 71, 0, 150, 64, 200, 1))


def test_step_0_is_what_was_before_it_was_changed_in_the_run_and_from_its_file(tmp_path):
    changes = [(0, {"activation": "prelu"}), (0, {"batch_size": 9}), (40, {"alpha": 0.1})]
    run = changed_run(SMALL, changes, 100)
    with closing(RecordingWriter(tmp_path / "run.actviz")) as writer:
        writer.write(recording_of([run]))
    (again,) = read_recording(tmp_path / "run.actviz").trainers()
    for each in (run, again):
        assert_every_way_is_the_straight_one(each, SMALL, changes, (50, 0, 100, 0, 1))
        assert Replay(each).go_to(0).config == SMALL


def test_changes_that_were_moved_back_by_a_divergence_are_made_again_one_after_the_other():
    run = Trainer(SMALL)
    run.advance(65)
    run.network.weights[0][...] = np.nan
    for change in ({"batch_size": 7}, {"batch_size": 32}, {"optimizer": "adam"}, {"optimizer": "sgd"}):
        run.apply(change)
    run.advance(1)
    assert run.divergence is not None
    run.apply({"learning_rate": 0.01})
    stood_at = run.step
    assert stood_at < 65
    run.advance(100)
    changes = [(change.step, change.after.to_dict()) for change in run.changes]
    assert {at for at, _ in changes} == {stood_at}
    assert_every_way_is_the_straight_one(run, SMALL, changes, (10, run.step, stood_at, stood_at + 1, 0))


def test_the_double_does_not_go_on_from_a_step_that_the_run_has_gone_back_from():
    run = Trainer(SMALL)
    run.advance(65)
    replay = Replay(run)
    replay.go_to(64)
    run.network.weights[0][...] = np.nan
    run.advance(1)
    state = run.checkpoints.latest(run.step)
    run.restore(state)
    run.checkpoints.rewind(run.step)
    run.apply({"learning_rate": 0.01, "batch_size": 5})
    run.advance(100)
    changes = [(change.step, change.after.to_dict()) for change in run.changes]
    step = run.step
    assert np.array_equal(replay.go_to(step).network.parameters, straight(SMALL, changes, step).network.parameters)


def test_a_step_that_overflowed_backward_has_used_no_batch():
    run = Trainer(SMALL.replace(hidden=(4, 4, 4), activation="identity"))
    for w, size in zip(run.network.weights, (1e-30, 1e-20, 1e25, 1e25), strict=True):
        w[...] = size * np.resize([1.0, -1.0], w.shape)
    before = run.checkpoint()
    run.advance(3)
    assert (run.step, run.divergence is not None) == (0, True)
    assert run.checkpoint().batches.examples_seen == before.batches.examples_seen == 0
