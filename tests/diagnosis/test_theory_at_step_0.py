import dataclasses

import numpy as np
import pytest

from actviz.diagnosis.theory_at_step_0 import expectation, input_likeness, priors
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.training import RunConfig, Trainer

NO_EDGE = {"initializer": "lecun_normal", "hidden": (300,) * 19}


def wide(seed, **settings):
    """Twenty layers of 300 units on normal inputs, as in the published simulations."""
    rng = np.random.default_rng(seed)
    data = rng.normal(size=(32, 300)), rng.integers(0, 300, 32)
    data[1][-1] = 299  # as many outputs as units
    return Trainer(RunConfig(**NO_EDGE, seed=seed, batch_size=32, **settings), data=data)


def expected(trainer):
    return expectation(trainer.facts, trainer.config)


@pytest.mark.parametrize("key", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("gain", [0.5, 1, 2, 3, 16])
def test_theory_is_within_a_tenth_of_a_decade_of_what_is_measured(key, gain):
    measured = []
    for seed in range(8):
        trainer = wide(seed, activation=key, init_scale=gain**0.5)
        scale = 1e-3 / abs(trainer.network.outputs(trainer.train_x)).max()
        trainer.network.weights[-1][...] *= scale  # even outputs: else the loss's gradient depends on the weights
        measured.append(2.0 * np.log10(trainer.measure().gains).sum() - 2.0 * np.log10(scale))
    theory = np.log10(expected(trainer).field.chi).sum()
    assert theory == pytest.approx(np.mean(measured), abs=0.1)


@pytest.mark.parametrize("key", ["tanh", "sigmoid"])
def test_the_layers_gradients_lie_on_the_predicted_line(key):
    trainers = [wide(seed, activation=key) for seed in range(3)]
    logs = np.mean([np.log10(t.measure().gradient_rms) for t in trainers], axis=0)
    assert expected(trainers[0]).field.log10_gradient == pytest.approx(logs - logs[-1], abs=0.1)


@pytest.mark.parametrize("biases", [{"bias_init": 0.7}, {"bias_spread": 0.7}, {"bias_init": 0.3, "bias_spread": 1.5}])
def test_shifted_and_random_biases_are_part_of_the_theory(biases):
    trainers = [wide(seed, activation="tanh", **biases) for seed in range(3)]
    measured = np.mean([2.0 * np.log10(t.measure().gains).sum() for t in trainers])
    assert np.log10(expected(trainers[0]).field.chi).sum() == pytest.approx(measured, abs=0.1)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"activation": "=0*z"}, "its slope is zero"),
        ({"activation": "=where(z>0, 1, 0)"}, "its slope is zero"),
        ({"activation": "=z**9", "init_scale": 100.0, "hidden": (8,) * 20}, "leave the range of numbers"),
        ({"initializer": "zeros"}, "all weights start at 0"),
    ],
)
def test_where_no_course_is_predicted_the_reason_is_the_true_one(settings, reason):
    assert reason in expected(Trainer(RunConfig(**settings))).reason


@pytest.mark.parametrize("key", [k for k, entry in INITIALIZERS.items() if entry.variances is not None])
def test_the_weights_have_the_variance_that_theory_takes(key):
    settings = {"hidden": (200, 300, 200), "activation": ("leaky_relu", "tanh", "relu"), "alpha": 0.5}
    trainer = Trainer(RunConfig(initializer=key, init_scale=1.5, bias_init=0.5, **settings))
    layers = priors(trainer.facts)
    for weights, biases, prior in zip(trainer.network.weights[:3], trainer.network.biases[:3], layers, strict=False):
        assert (prior.fan_in, prior.fan_out) == weights.shape
        assert (weights**2).mean() == pytest.approx(prior.weight_variance, rel=0.1)
        assert biases.mean() == pytest.approx(prior.bias_mean, abs=0.15)
    assert layers[-1].bias_mean == 0.0


def test_for_rai_there_is_no_prediction_and_words_say_why():
    found = expected(Trainer(RunConfig(initializer="rai")))
    assert found.field is None
    assert "RAI" in found.reason


def test_weights_of_zero_leave_nothing_to_predict():
    assert expected(Trainer(RunConfig(initializer="zeros"))).reason == "all weights start at 0"
    assert expected(Trainer(RunConfig(init_scale=0.0))).reason == "all weights start at 0"


def test_it_is_worked_out_once_for_a_run():
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    first = expected(trainer)
    assert expectation(trainer.facts, trainer.config.replace(learning_rate=0.3)) is first
    other = expectation(trainer.facts, trainer.config.replace(activation="tanh"))
    assert other.field.chi[0] != first.field.chi[0]


def test_the_start_is_the_whole_sets_gradient():
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    snapshot = trainer.measure()
    trainer.advance(30)
    start = trainer.history.view().start
    assert start.rms.tolist() == snapshot.gradient_rms.tolist()
    assert start.config == trainer.config


def test_the_start_is_the_first_batchs_gradient_where_going_through_all_examples_takes_long(monkeypatch):
    monkeypatch.setattr("actviz.training.units.observer.SHORT", 0.0)
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    trainer.advance(30)
    assert trainer.history.view().start.rms.tolist() == trainer.history.view().rms[0].tolist()


def test_another_activation_before_the_first_step_begins_anew():
    trainer = Trainer(RunConfig(hidden=(4, 4)))
    trainer.measure()
    trainer.apply({"activation": "tanh"})
    trainer.advance(30)
    trainer.apply({"activation": "sigmoid"})
    trainer.measure()
    start = trainer.history.view().start
    assert start.config.activation == "tanh"
    alone = Trainer(RunConfig(hidden=(4, 4), activation="tanh")).measure()
    assert start.rms.tolist() == alone.gradient_rms.tolist()


def test_the_cosine_of_inputs_is_the_mean_over_pairs():
    x = np.random.default_rng(0).normal(size=(50, 3)) + 1.0
    directions = x / np.linalg.norm(x, axis=1)[:, None]
    pairs = [directions[i] @ directions[j] for i in range(50) for j in range(50) if i != j]
    assert input_likeness(x) == pytest.approx(((x**2).mean(), np.mean(pairs)))
    assert input_likeness(np.ones((1, 2))) == (1.0, 1.0)
    assert np.isfinite(input_likeness(np.zeros((4, 2)))).all()


def test_dead_shares_are_expected_of_relu_alone():
    assert len(expected(Trainer(RunConfig(hidden=(8,) * 5))).dead_shares) == 5
    assert expected(Trainer(RunConfig(activation="relu6"))).dead_shares is None
    assert expected(Trainer(RunConfig(hidden=(8, 8), activation=("relu", "tanh")))).dead_shares is None


def test_the_expected_share_of_dead_units_is_about_what_is_measured_where_inputs_are_many():
    """The approximation is within half and twice the measured share of eight wide networks on the digits."""
    config = RunConfig(dataset="digits", hidden=(128,) * 12)
    trainers = [Trainer(config.replace(seed=seed)) for seed in range(4)]
    measured = np.mean([[u.dead.mean() for u in t.measure().units] for t in trainers], axis=0)
    shares = np.array(expected(trainers[0]).dead_shares)
    assert 0.5 < shares[5:].mean() / measured[5:].mean() < 2.0


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"bias_init": -0.5},
        {"bias_init": -2.0},
        {"bias_init": 1.0},
        {"bias_spread": 0.7},
        {"initializer": "pytorch"},
        {"initializer": "orthogonal", "init_scale": 2.0},
        {"hidden": (40, 20, 10), "bias_init": -1.0},
        {"dataset": "digits", "hidden": (32, 32, 32), "bias_init": -1.0},
        {"activation": "leaky_relu", "alpha": 0.0, "bias_init": -0.5},
    ],
    ids=str,
)
def test_the_expected_shares_of_dead_units_are_those_that_are_measured(settings):
    trainers = [Trainer(RunConfig(**settings, weights_draw=i)) for i in range(48)]
    measured = np.array([[u.dead.mean() for u in t.measure().units] for t in trainers])
    error = 4.0 * measured.std(axis=0) / 48**0.5 + 0.02
    assert (np.abs(expected(trainers[0]).dead_shares - measured.mean(axis=0)) < error).all()


def test_biases_below_zero_of_a_network_too_large_to_be_drawn_leave_nothing_to_expect(monkeypatch):
    monkeypatch.setattr("actviz.nn.born_dead.MOST_PRODUCTS", 1000)
    assert len(expected(Trainer(RunConfig(hidden=(8, 8)))).dead_shares) == 2
    assert expected(Trainer(RunConfig(hidden=(8, 8), bias_init=-1.0))).dead_shares is None


def test_bounds_for_the_whole_network_need_one_input_one_width_and_no_biases():
    config = RunConfig(dataset="waves", hidden=(3,) * 9)
    x = np.linspace(-1, 1, 40)[:, None]

    def bounds(n_inputs=1, **settings):
        data = np.repeat(x, n_inputs, axis=1), x[:, 0]
        return expected(Trainer(dataclasses.replace(config, **settings), data=data)).born_dead

    assert bounds() == pytest.approx((0.5134, 0.6993), abs=1e-4)
    assert bounds(n_inputs=2) is None
    assert bounds(initializer="pytorch") is None
    assert bounds(initializer="orthogonal") is None
    assert bounds(bias_init=-1.0) is None
    assert bounds(hidden=(3, 4)) is None
    assert bounds(activation="tanh") is None


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_activation_has_a_prediction(key):
    assert np.isfinite(expected(Trainer(RunConfig(activation=key))).field.log10_gradient).all()
