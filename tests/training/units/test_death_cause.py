"""Causes of deaths against brute force: both parameter sets on every training example, in float64."""

from itertools import pairwise

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.history.history import History
from actviz.training.snapshot import Cause

RUNS = {
    "learning rate 1": RunConfig(hidden=(12,) * 6, learning_rate=1.0),
    "layers below": RunConfig(hidden=(12,) * 8, learning_rate=0.3, seed=2),
    "momentum": RunConfig(hidden=(12,) * 8, learning_rate=0.1, momentum=0.9),
    "adam": RunConfig(hidden=(12,) * 6, optimizer="adam", learning_rate=0.05),
    "clipped": RunConfig(hidden=(20, 20, 20), dataset="digits", learning_rate=2.0, clip_norm=3.0),
    "mixed": RunConfig(
        hidden=(12, 12, 12), activation=("relu6", "hard_tanh", "relu"), init_scale=2.0, learning_rate=0.5
    ),
}


@pytest.fixture
def no_credit(monkeypatch):
    """Leave training no time for causes, from the first step on."""
    monkeypatch.setattr("actviz.training.units.death_cause.SHARE", 0.0)
    monkeypatch.setattr("actviz.training.units.cost_model.CREDIT_US", -1.0)
    monkeypatch.setattr("actviz.training.units.cost_model.LEAST_CREDIT", -1.0)


def pre_activations(trainer, parameters):
    """Return inputs h (units, N) and z (units, N) of every hidden layer in float64, written out again."""
    h, found, start = trainer.train_x.astype(np.float32).astype(float).T, [], 0
    for fan_in, fan_out, key in zip(
        trainer.network.sizes, trainer.network.sizes[1:], trainer.config.activations, strict=False
    ):
        m = parameters[start : start + (fan_in + 1) * fan_out].reshape(fan_in + 1, fan_out).astype(float)
        start += m.size
        z = m[:-1].T @ h + m[-1][:, None]
        found.append((h, z, m))
        h = ACTIVATIONS[key].value(z)
    return found


def recorded(config, steps=400, changes=()):
    """Train; return the trainer, and the parameters at every step."""
    trainer, parameters = Trainer(config), {}
    for step in range(steps):
        parameters[step] = trainer.network.parameters.copy()
        if step in dict(changes):
            trainer.apply(dict(changes)[step])
        trainer.advance(1)
    trainer.find_causes()
    return trainer, parameters


def explained(trainer):
    return [e for e in trainer.history.events if e.cause is not None]


def assert_exact(trainer, parameters, event):
    cause = event.cause
    assert cause.step_before < cause.step == event.step
    earlier = pre_activations(trainer, parameters[cause.step_before])[event.layer - 1]
    later = pre_activations(trainer, parameters[cause.step])[event.layer - 1]
    h, z, m = earlier[0][:, cause.example], earlier[1][event.unit], earlier[2][:, event.unit]
    h_after, z_after, m_after = later[0][:, cause.example], later[1][event.unit], later[2][:, event.unit]
    size = np.abs(z).max() + np.abs(z_after).max() + np.abs(h).sum() * np.abs(m).max()
    exact = {"rel": 1e-12, "abs": 1e-12 * size}
    assert cause.z_before == pytest.approx(z[cause.example], **exact)
    assert cause.z_after == pytest.approx(z_after[cause.example], **exact)
    assert cause.own == pytest.approx(h @ (m_after - m)[:-1] + (m_after - m)[-1], **exact)
    assert cause.own_bias == pytest.approx((m_after - m)[-1], rel=1e-12)
    assert cause.inputs == pytest.approx((h_after - h) @ m_after[:-1], **exact)
    assert cause.own + cause.inputs == pytest.approx(cause.z_after - cause.z_before, **exact)
    if trainer.network.activations[event.layer - 1].off_below_zero:
        assert cause.z_before == pytest.approx(z.max(), abs=1e-5 * size)


@pytest.mark.parametrize("name", RUNS)
def test_every_cause_is_what_brute_force_finds_and_adds_up_exactly(name):
    trainer, parameters = recorded(RUNS[name])
    assert len(explained(trainer)) > 3
    for event in explained(trainer):
        assert_exact(trainer, parameters, event)


def test_the_shares_of_the_earlier_layers_are_those_of_networks_between_the_two_and_add_up():
    trainer, parameters = recorded(RUNS["layers below"])
    shared = [e for e in explained(trainer) if e.layer > 2]
    assert shared
    for event in shared:
        cause, sizes = event.cause, trainer.network.sizes
        before, after = parameters[cause.step_before], parameters[cause.step]
        ends = np.cumsum([(a + 1) * b for a, b in pairwise(sizes)])
        weights = pre_activations(trainer, after)[event.layer - 1][2][:-1, event.unit]
        z = []
        for end in [0, *ends[: event.layer - 1]]:  # the first layers have taken their steps, the others not
            h = pre_activations(trainer, np.concatenate([after[:end], before[end:]]))[event.layer - 1][0]
            z.append(h[:, cause.example] @ weights)
        size = np.abs(z).max()
        assert cause.by_layer == pytest.approx(np.diff(z), rel=1e-9, abs=1e-9 * size)
        assert sum(cause.by_layer) == pytest.approx(cause.inputs, rel=1e-9, abs=1e-9 * size)


def test_changes_while_training_leave_the_causes_exact():
    changes = {60: {"learning_rate": 0.6}, 120: {"batch_size": 7}, 180: {"optimizer": "adam"}}
    trainer, parameters = recorded(RUNS["layers below"], 300, changes.items())
    assert any(e.step > 180 for e in explained(trainer))
    for event in explained(trainer):
        assert_exact(trainer, parameters, event)
        assert event.cause.learning_rate == (0.3 if event.step <= 60 else 0.6)


def test_a_unit_whose_own_bias_falls_dies_by_its_own_step():
    trainer = Trainer(RunConfig(hidden=(6, 6), learning_rate=1e-6))
    trainer.advance(100)
    trainer.complete_record()
    trainer.network.biases[1][2] -= 50.0
    trainer.complete_record()
    (death,) = [e for e in trainer.history.events if e.kind == "death" and e.layer == 2 and e.unit == 2]
    assert not death.cause.by_inputs
    assert death.cause.own == pytest.approx(-50.0, abs=1e-3)
    assert death.cause.own_bias == pytest.approx(-50.0, abs=1e-3)
    assert death.cause.inputs == 0.0


def test_a_unit_whose_inputs_are_moved_dies_by_the_layers_below():
    trainer = Trainer(RunConfig(hidden=(6, 6), learning_rate=1e-6))
    trainer.network.weights[1][:, 2] = -1.0
    trainer.network.biases[1][2] = 30.0
    trainer.advance(1)
    trainer.complete_record()
    trainer.network.biases[0][:] += 50.0
    trainer.complete_record()
    (death,) = [e for e in trainer.history.events if e.kind == "death" and e.layer == 2 and e.unit == 2]
    assert death.cause.by_inputs
    assert death.cause.own == 0.0
    assert death.cause.inputs == pytest.approx(death.cause.z_after - death.cause.z_before)


def test_a_unit_that_dies_upwards_is_told_by_the_way_z_went():
    up = Cause(0, 1, 0, z_before=5.0, z_after=9.0, own=1.0, own_bias=0.0, inputs=3.0, learning_rate=1, update_ratio=0)
    assert up.by_inputs


def test_of_one_step_the_update_ratio_is_that_of_the_layer():
    trainer = Trainer(RunConfig(hidden=(8,) * 3, learning_rate=1.0))
    ratios = {}
    while trainer.step < 200:
        trainer.advance(1)
        ratios[trainer.step] = trainer.measure().update_ratios
    deaths = [e for e in explained(trainer) if e.cause.step_before == e.step - 1]
    assert deaths
    for event in deaths:
        assert event.cause.update_ratio == pytest.approx(ratios[event.step][event.layer - 1], rel=1e-4)


def test_finding_causes_leaves_no_trace_in_the_training_and_repeats():
    runs = [Trainer(RUNS["layers below"]) for _ in range(3)]
    runs[0].replay(300, [])
    for trainer in runs[1:]:
        trainer.advance(300)
    assert all(np.array_equal(runs[0].network.parameters, t.network.parameters) for t in runs[1:])
    assert list(runs[1].history.events) == list(runs[2].history.events)


def test_a_diverged_run_keeps_the_causes_of_the_steps_that_stand_and_no_others():
    for seed in range(4):
        trainer = Trainer(RunConfig(hidden=(8,) * 4, learning_rate=0.3, seed=seed))
        trainer.advance(100)
        trainer.network.weights[1][...] = np.nan
        trainer.advance(5)
        trainer.find_causes()
        assert trainer.divergence is not None
        events = explained(trainer)
        assert all(e.cause.step <= trainer.step for e in events)
        trainer.apply({"learning_rate": 0.2})
        trainer.advance(100)
        assert all(e.cause.step == e.step for e in explained(trainer))


@pytest.mark.usefixtures("no_credit")
def test_a_state_restored_drops_the_deaths_that_still_wait():
    trainer = Trainer(RUNS["layers below"])
    trainer.advance(trainer._observer.block_steps)  # a block, which is examined
    trainer.find_causes()
    state = trainer.checkpoint()
    trainer.advance(200)
    assert trainer._observer.death_causes.waiting
    trainer.restore(state)
    assert not trainer._observer.death_causes.waiting
    before = len(explained(trainer))
    trainer.find_causes()
    assert len(explained(trainer)) == before


def test_deaths_by_another_activation_have_no_cause():
    trainer = Trainer(RunConfig(hidden=(8,) * 3, activation="leaky_relu", bias_init=-0.5))
    trainer.advance(50)
    trainer.apply({"activation": "relu"})
    trainer.complete_record()
    deaths = [e for e in trainer.history.events if e.kind == "death"]
    assert deaths
    assert not explained(trainer)


@pytest.mark.usefixtures("no_credit")
def test_what_waits_is_bounded_and_the_dead_come_before_those_who_have_revived(monkeypatch):
    config = RunConfig(hidden=(16,) * 6, learning_rate=0.2)
    size = Trainer(config).network.parameters.nbytes
    monkeypatch.setattr("actviz.training.units.death_cause.KEPT_BYTES", 40 * size)
    trainer = Trainer(config)
    for _ in range(150):
        trainer.advance(4)
        assert trainer._observer.death_causes.waiting <= 20
    assert trainer._observer.death_causes.waiting
    assert not explained(trainer)
    trainer.find_causes()
    standing = [e for e in trainer.history.events if e.kind == "death" and trainer.history.stands(e)]
    assert any(e.cause is not None for e in standing)


def test_a_network_too_large_to_keep_finds_its_causes_at_once_or_not_at_all(monkeypatch):
    monkeypatch.setattr("actviz.training.units.death_cause.KEPT_BYTES", 0)
    trainer = Trainer(RUNS["layers below"])
    for _ in range(100):
        trainer.advance(4)
        assert not trainer._observer.death_causes.waiting
    found = len(explained(trainer))
    monkeypatch.setattr("actviz.training.units.death_cause.SHARE", -1e9)
    trainer.network.biases[2][:] -= 50.0
    trainer.advance(50)
    assert len(explained(trainer)) == found > 0
    assert not trainer._observer.death_causes.waiting


def test_a_cause_for_an_event_that_is_forgotten_is_let_go():
    history = History(2, (1,))
    history.add_cause(0, Cause(0, 1, 0, 1.0, -1.0, -2.0, 0.0, 0.0, 0.1, 0.0))
    assert not history.events


def test_many_deaths_of_one_census_are_explained_in_goes_of_a_limited_price_with_the_same_causes(monkeypatch):
    config = RunConfig(hidden=(300, 300), learning_rate=3.0, n_examples=40)

    def after(goes):
        trainer = Trainer(config)
        trainer.advance(3)
        trainer._observer.complete_record(3)
        for _ in range(goes):
            trainer._observer.death_causes.find(100.0)
        return trainer

    at_once = after(0)
    at_once.find_causes()
    monkeypatch.setattr("actviz.training.units.cost_model.PIECE_US", 700.0)
    first, later = after(0), after(10)
    assert 0 < len(explained(first)) < len(explained(later))
    for a, b in zip(later.history.events, at_once.history.events, strict=True):
        assert (a.step, a.layer, a.unit) == (b.step, b.layer, b.unit)
        assert a.cause == b.cause or not at_once.history.stands(b)  # who has revived by its turn is passed over
