"""The same configuration, seed and changes give the same bits; states are kept and taken up again."""

import gc
import tracemalloc
import weakref

import numpy as np
import pytest

from actviz.data import Data
from actviz.nn.optimizers import OPTIMIZERS
from actviz.training import ConfigError, RunConfig, Trainer
from actviz.training.config.change import Change

CHANGES = [
    {"learning_rate": 0.02},
    {"activation": "prelu"},
    {"batch_size": 50, "weight_decay": 0.01},
    {"prelu_per_unit": True},
    {"clip_norm": 0.1, "schedule": "cosine", "schedule_steps": 250, "warmup_steps": 130},
    {"activation": ("tanh", "prelu", "relu"), "alpha": 0.1},
    {"optimizer": "adam", "learning_rate": 0.005},
    {"batch_size": 1, "schedule": "step", "schedule_every": 7, "schedule_factor": 0.9},
]


def config_of(optimizer):
    rest = {"momentum": 0.9, "nesterov": True} if OPTIMIZERS[optimizer].uses_momentum else {"learning_rate": 0.01}
    return RunConfig(hidden=(10, 10, 10), optimizer=optimizer, n_examples=120, **rest)


def with_changes(config, slices=(7,)):
    trainer = Trainer(config)
    for change in CHANGES:
        left = 40
        while left:
            for n in slices:
                left -= trainer.advance(min(n, left))
        trainer.apply(change)
    trainer.advance(40)
    return trainer


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_same_changes_at_the_same_steps_give_the_same_bits(optimizer):
    one, other = with_changes(config_of(optimizer)), with_changes(config_of(optimizer))
    assert np.array_equal(one.network.parameters, other.network.parameters)
    assert one.measure().loss == other.measure().loss


def test_how_the_steps_are_sliced_and_when_it_is_measured_makes_no_difference():
    one, other = with_changes(config_of("adam"), slices=(40,)), Trainer(config_of("adam"))
    for change in CHANGES:
        for _ in range(40):
            other.advance(1)
            other.measure({"histograms", "unit_maps", "output_map"})
            other.network.loss_and_gradients(other.train_x[:5], other.train_y[:5])
        other.apply(change)
    other.advance(40)
    assert np.array_equal(one.network.parameters, other.network.parameters)


def test_another_seed_gives_other_data_weights_and_results():
    one, other = Trainer(RunConfig(seed=0)), Trainer(RunConfig(seed=1))
    assert not np.array_equal(one.train_x, other.train_x)
    assert not np.array_equal(one.network.weights[0], other.network.weights[0])


def test_the_data_does_not_depend_on_the_network_nor_the_weights_on_the_data():
    one, other = Trainer(RunConfig(hidden=(8,))), Trainer(RunConfig(hidden=(9, 9), initializer="rai", noise=0.1))
    assert np.array_equal(one.train_x, other.train_x)
    assert np.array_equal(Trainer(RunConfig(dataset="xor")).network.parameters, Trainer(RunConfig()).network.parameters)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_restored_state_goes_on_with_the_same_bits(optimizer):
    trainer = Trainer(config_of(optimizer))
    trainer.advance(33)
    state = trainer.checkpoint()
    trainer.advance(100)
    expected = trainer.network.parameters.copy()
    trainer.restore(state)
    assert trainer.step == 33
    trainer.advance(100)
    assert np.array_equal(trainer.network.parameters, expected)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_states_from_before_and_after_each_change_can_be_replayed_in_any_order(optimizer):
    trainer = Trainer(config_of(optimizer))
    kept = []
    for change in CHANGES:
        trainer.advance(21)
        kept.append((trainer.checkpoint(), change))
        trainer.apply(change)
    expected = [state.parameters for state, _ in kept[1:]]
    for i in (3, 0, len(expected) - 1, 5):
        state, change = kept[i]
        trainer.restore(state)
        trainer.apply(change)
        trainer.advance(21)
        assert np.array_equal(trainer.network.parameters, expected[i])


def test_a_state_can_be_taken_up_by_another_trainer_of_the_same_run():
    one, other = Trainer(config_of("adam")), Trainer(config_of("adam"))
    one.advance(50)
    other.restore(one.checkpoint())
    one.advance(50)
    other.advance(50)
    assert np.array_equal(one.network.parameters, other.network.parameters)


def test_a_kept_state_does_not_change_while_training_goes_on():
    trainer = Trainer(config_of("sgd"))
    trainer.advance(5)
    state = trainer.checkpoint()
    parameters, velocity = state.parameters.copy(), state.optimizer_state["velocity"].copy()
    trainer.advance(50)
    assert np.array_equal(state.parameters, parameters)
    assert np.array_equal(state.optimizer_state["velocity"], velocity)


def test_a_snapshot_does_not_change_while_training_goes_on():
    trainer = Trainer(RunConfig(hidden=(8, 8), activation="prelu"))
    trainer.advance(10)
    s = trainer.measure({"weights"})
    copies = [w.copy() for w in (*s.weights, *s.weight_gradients, *s.prelu_alphas, *s.dead_since)]
    trainer.advance(50)
    arrays = (*s.weights, *s.weight_gradients, *s.prelu_alphas, *s.dead_since)
    assert all(np.array_equal(a, b) for a, b in zip(arrays, copies, strict=True))


@pytest.mark.parametrize(
    "change",
    [
        {"hidden": (4, 4)},
        {"seed": 5},
        {"dataset": "xor"},
        {"initializer": "rai"},
        {"noise": 0.3},
        {"learning_rate": 0.5, "bias_init": -1.0},
        {"learning_rate": -1.0},
        {"no_such_field": 1},
        {"nesterov": True},
        {"activation": ("relu",)},
    ],
    ids=str,
)
def test_a_refused_change_leaves_everything_as_it_was(change):
    trainer, untouched = Trainer(RunConfig(hidden=(8, 8))), Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(20)
    with pytest.raises(ConfigError):
        trainer.apply(change)
    assert trainer.config == untouched.config
    assert trainer.history.changes == []
    trainer.advance(20)
    untouched.advance(40)
    assert np.array_equal(trainer.network.parameters, untouched.network.parameters)


def test_a_batch_that_would_not_fit_the_memory_is_refused_and_the_run_stays():
    trainer = Trainer(RunConfig(hidden=(4096,), n_examples=20_000, batch_size=8))
    before = trainer.network
    with pytest.raises(ConfigError, match=r"batch_size must be <= \d.*units, got 16,000"):
        trainer.apply({"batch_size": 65_536})
    assert trainer.config.batch_size == 8
    assert trainer.network is before


@pytest.mark.parametrize("change", [{"activation": "tanh"}, {"batch_size": 7}, {"optimizer": "adam"}])
def test_a_change_keeps_weights_and_biases_and_is_recorded_with_its_step(change):
    trainer = Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(20)
    before = trainer.network.parameters.copy()
    trainer.apply(change)
    assert np.array_equal(trainer.network.parameters, before)
    assert trainer.history.changes == [Change(20, RunConfig(hidden=(8, 8)), RunConfig(hidden=(8, 8), **change))]
    assert trainer.measure().config == trainer.config == RunConfig(hidden=(8, 8), **change)


def test_a_learned_slope_outlives_a_change_of_another_layers_activation():
    trainer = Trainer(RunConfig(hidden=(8, 8), activation="prelu"))
    trainer.advance(200)
    learned = float(trainer.network.alphas[0][0, 0])
    assert learned != 0.25
    trainer.apply({"activation": ("prelu", "tanh")})
    assert trainer.network.alphas[0][0, 0] == np.float32(learned)
    trainer.apply({"prelu_per_unit": True})
    assert (trainer.network.alphas[0] == np.float32(learned)).all()
    trainer.apply({"alpha": 0.1})
    assert (trainer.network.alphas[0] == np.float32(0.1)).all()


def test_momentum_that_was_switched_off_is_not_taken_up_again_later():
    plain, switched = (Trainer(RunConfig(hidden=(8,), momentum=0.9)) for _ in range(2))
    for trainer in (plain, switched):
        trainer.advance(30)
        trainer.apply({"momentum": 0.0})
    assert not switched._state.stepper.optimizer.state["velocity"].any()


def test_clipping_bounds_the_length_of_a_step_over_weights_and_biases_together():
    x, y = np.zeros((20, 2)), np.r_[np.zeros(18), np.ones(2)].astype(int)  # only biases get a gradient
    trainer = Trainer(RunConfig(hidden=(4,), clip_norm=0.01, learning_rate=1.0, batch_size=20), data=(x, y))
    before = trainer.network.parameters.copy()
    trainer.advance(1)
    assert np.linalg.norm(trainer.network.parameters - before) == pytest.approx(0.01, rel=1e-4)


@pytest.mark.parametrize("changes", [{}, {"optimizer": "adam", "clip_norm": 1.0}, {"hidden": (32,) * 20}])
def test_a_run_that_nobody_holds_is_let_go_at_once(changes):
    assert not gc.isenabled()
    trainer = Trainer(RunConfig(hidden=(12,) * 4).replace(**changes))
    trainer.advance(100)
    trainer.measure()
    trainer.apply({"activation": "tanh"})
    trainer.apply({"batch_size": 7})
    trainer.advance(100)
    stepper = trainer._state.stepper
    held = [
        weakref.ref(x)
        for x in (trainer, trainer.network, trainer._observer, stepper, stepper.optimizer, stepper.passes)
    ]
    del trainer, stepper
    assert [x() for x in held] == [None] * 6


def test_trainers_of_the_same_examples_hold_their_inputs_once_in_memory():
    n, d = 16_000, 256
    x, y = np.random.default_rng(0).random((n, d), np.float32), np.arange(n) % 2
    images = Data(x, y, "classification", ("p",) * d, ("0", "1"), "images")
    first = Trainer(RunConfig(hidden=(5,)), data=images)
    tracemalloc.start()
    second = Trainer(RunConfig(hidden=(6,)), examples=first.examples)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < second.train_x.nbytes / 2
    assert np.shares_memory(first.train_x, second.train_x)
