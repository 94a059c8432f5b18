"""The unit census against brute force: x @ W + b, layer by layer, and what the definitions say of it."""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.layer_row import layer_means
from actviz.training.measure.probes import short_survey, survey
from actviz.training.pieces import finished

SMALL = {"hidden": (12,) * 8}
CASES = {
    "learning rate 1": RunConfig(**SMALL, learning_rate=1.0, initializer="he_normal"),
    "biases at -2": RunConfig(**SMALL, bias_init=-2.0),
    "relu6": RunConfig(**SMALL, activation="relu6", init_scale=2.0, learning_rate=0.3),
    "hard tanh": RunConfig(**SMALL, activation="hard_tanh", init_scale=4.0),
    "hard sigmoid": RunConfig(**SMALL, activation="hard_sigmoid", init_scale=8.0),
    "leaky": RunConfig(**SMALL, activation="leaky_relu"),
    "prelu per unit": RunConfig(**SMALL, activation="prelu", prelu_per_unit=True),
    "mixed": RunConfig(hidden=(12, 12, 12), activation=("relu", "tanh", "hard_tanh"), init_scale=3.0),
    "sigmoid": RunConfig(hidden=(12, 12), activation="sigmoid", init_scale=20.0),
    "own, flat in the middle": RunConfig(**SMALL, activation="=where(abs(z) < 0.4, 0, z)", init_scale=0.7),
    "own, with alpha": RunConfig(**SMALL, activation="=clip(z, -a, 1)", alpha=0.3, init_scale=3.0, learning_rate=0.3),
    "own, curved": RunConfig(hidden=(20, 20), activation="=z*relu(z+1)/2", bias_init=-2.0),
    "digits": RunConfig(hidden=(40, 30), dataset="digits", learning_rate=1.0),
    "20 x 32": RunConfig(hidden=(32,) * 20, learning_rate=1.0),
}


SMOOTH = ("sigmoid", "tanh")  # of the cases: their slope is 0 in a float only


def slope_of(key, z, alpha):
    """Where a unit is on, by hand for the piecewise-linear functions."""
    by_hand = {
        "relu": lambda: (z > 0).astype(float),
        "relu6": lambda: ((z > 0) & (z < 6)).astype(float),
        "hard_tanh": lambda: ((z > -1) & (z < 1)).astype(float),
        "hard_sigmoid": lambda: ((z > -3) & (z < 3)) / 6.0,
        "leaky_relu": lambda: np.where(z > 0, 1.0, 0.01),
        "prelu": lambda: np.where(z > 0, 1.0, alpha),
        "sigmoid": lambda: np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))) ** 2,  # 0 in float32 beyond z = 104
        "=where(abs(z)<0.4, 0, z)": lambda: (np.abs(z) >= np.float32(0.4)).astype(float),
        "=clip(z, -a, 1)": lambda: ((z > np.float32(-0.3)) & (z < 1)).astype(float),
        "=z*relu(z+1)/2": lambda: np.where(z + np.float32(1) > 0, np.float32(z + 0.5), 0.0),
        "tanh": lambda: 4 * np.exp(-2 * np.abs(z)) / (1 + np.exp(-2 * np.abs(z))) ** 2,
    }
    return by_hand[key]()


def layers_by_hand(trainer):
    """Yield (key, z, slope, h) of each hidden layer over the training set, all in float32 as the network is."""
    net, h = trainer.network, trainer.train_x.astype(np.float32)
    for i, key in enumerate(trainer.config.activations):
        z = h @ net.weights[i] + net.biases[i]
        learned = net.alphas[i]
        alpha = net.fixed_alphas[i] if learned is None else learned[:, 0]
        h = ACTIVATIONS[key].value(z, alpha)
        yield key, z, slope_of(key, z, alpha), h


@pytest.fixture(params=CASES.values(), ids=CASES.keys(), scope="module")
def trained(request):
    trainer = Trainer(request.param)
    trainer.advance(150)
    return trainer


def test_active_fraction_and_death_are_those_of_brute_force(trained):
    for units, (key, _, slope, _) in zip(trained.measure().units, layers_by_hand(trained), strict=True):
        active = (slope != 0) | (key in SMOOTH)
        assert np.array_equal(units.dead, ~active.any(axis=0))
        assert np.array_equal(units.active_fraction, active.mean(axis=0))


@pytest.mark.parametrize(
    ("key", "bias"),
    [
        ("sigmoid", 100.0), ("sigmoid", -100.0), ("tanh", 60.0), ("tanh", -60.0), ("gelu", -30.0), ("gelu_tanh", -60.0),
        ("silu", -100.0), ("mish", -100.0), ("elu", -100.0), ("selu", -100.0), ("softplus", -100.0),
        ("=exp(-z*z)", -30.0), ("=exp(-z*z)", 100.0), ("=where(z>0, z, exp(2*z))", -90.0),
    ],
)  # fmt: skip
def test_a_smooth_slope_that_a_float_cannot_hold_is_saturated_and_never_dead(key, bias):
    trainer = Trainer(RunConfig(hidden=(16,) * 3, activation=key, bias_init=bias))
    first = trainer.measure()
    assert first.units[0].saturated_fraction.min() == 1.0
    trainer.advance(1100)
    for snapshot in (first, trainer.measure()):
        assert snapshot.n_dead == 0
        assert all((units.active_fraction == 1.0).all() for units in snapshot.units)
    assert not trainer.history.events


@pytest.mark.parametrize(
    ("key", "alpha", "bias"),
    [
        ("leaky_relu", 0.0, -30.0), ("elu", 0.0, -30.0), ("prelu", 0.0, -30.0), ("=max(z, a*z)", 0.0, -30.0),
        ("=where(z>0, exp(-z), 0)", None, -30.0), ("=where(z>0, tanh(z), a*z)", 0.0, -30.0),
        ("=relu(sin(z))", None, -45.0),
    ],
)  # fmt: skip
def test_a_slope_that_is_zero_by_construction_makes_units_that_are_born_dead(key, alpha, bias):
    config = RunConfig(
        hidden=(16, 16), activation=key, alpha=alpha, bias_init=bias, init_scale=0.01, learning_rate=1e-6
    )
    assert key == "=relu(sin(z))" or all(config.can_die)
    trainer = Trainer(config)
    trainer.advance(1)
    assert {(e.kind, e.step) for e in trainer.history.events} == {("born dead", 0)}
    assert len(trainer.history.events) == trainer.history.counts.born_dead == 32
    assert ACTIVATIONS[key].learns_alpha or trainer.measure().n_dead == 32


def test_saturated_fraction_counts_slopes_below_a_twentieth_of_the_largest(trained):
    layers = zip(trained.measure().units, layers_by_hand(trained), trained.network.alphas, strict=True)
    for units, (key, _, slope, _), learned in layers:
        largest = ACTIVATIONS[key].max_slope(trained.config.alpha)
        if learned is not None:
            largest = np.maximum(1.0, np.abs(learned[:, 0]))
        np.testing.assert_allclose(units.saturated_fraction, (np.abs(slope) < 0.05 * largest).mean(axis=0), atol=1e-12)


def test_a_unit_is_dormant_when_its_mean_size_is_a_fortieth_of_its_layers(trained):
    for units, (_, _, _, h) in zip(trained.measure().units, layers_by_hand(trained), strict=True):
        size = np.abs(h.astype(np.float64)).mean(axis=0)
        rounding = 1e-6 * size.max()  # sums of inputs of about that size: a unit that is nearly off has few digits
        np.testing.assert_allclose(units.mean_magnitude, size, rtol=1e-5, atol=rounding)
        np.testing.assert_allclose(units.mean_activation, h.astype(np.float64).mean(axis=0), rtol=1e-4, atol=1e-6)
        assert np.array_equal(units.dormant, size <= 0.025 * size.mean())


def test_a_unit_is_always_on_when_it_has_one_slope_on_every_example(trained):
    for units, (key, _, slope, _) in zip(trained.measure().units, layers_by_hand(trained), strict=True):
        linear = (slope != 0).all(axis=0) & (np.ptp(slope, axis=0) == 0)
        expected = linear if ACTIVATIONS[key].piecewise_linear else np.zeros(len(linear), bool)
        assert np.array_equal(units.always_on, expected)


def test_the_side_of_a_linear_unit_is_that_of_all_its_pre_activations(trained):
    for units, (_, z, _, _) in zip(trained.measure().units, layers_by_hand(trained), strict=True):
        side = np.where((z > 0).all(axis=0), 1, np.where((z <= 0).all(axis=0), -1, 0))
        assert np.array_equal(units.linear_side, np.where(units.always_on, side, 0))


@pytest.mark.parametrize(
    ("key", "bias", "side"),
    [("relu", 50.0, 1), ("leaky_relu", 50.0, 1), ("leaky_relu", -50.0, -1), ("=max(z, a*z)", -50.0, -1),
     ("prelu", -50.0, -1), ("identity", 50.0, 1), ("identity", 0.0, 0), ("tanh", 50.0, 0), ("relu", -50.0, 0)],
)  # fmt: skip
def test_linear_units_lie_above_or_below_zero_or_on_both_sides(key, bias, side):
    units = Trainer(RunConfig(hidden=(6,), activation=key, bias_init=bias)).measure().units[0]
    assert (units.linear_side == side).all()


def test_a_relu_is_always_on_exactly_when_its_active_fraction_is_one():
    trainer = Trainer(RunConfig(hidden=(30, 30), bias_init=1.0))
    for units in trainer.measure().units:
        assert np.array_equal(units.always_on, units.active_fraction == 1.0)
        assert units.always_on.any()


def test_a_dead_unit_gets_no_gradient_at_all():
    trainer = Trainer(CASES["learning rate 1"])
    trainer.advance(150)
    net, units = trainer.network, trainer.measure().units
    assert sum(u.n_dead for u in units) > 0
    net.loss_and_gradients(trainer.train_x, trainer.train_y)
    for i, u in enumerate(units):
        assert not net.weight_gradients[i][:, u.dead].any()
        assert not net.bias_gradients[i][u.dead].any()


def test_a_high_learning_rate_and_low_biases_do_kill_units():
    for case in ("learning rate 1", "biases at -2", "20 x 32"):
        trainer = Trainer(CASES[case])
        trainer.advance(150)
        assert trainer.measure().n_dead > 10


def test_a_dead_layer_is_named_and_cuts_off_every_gradient_up_to_it():
    trainer = Trainer(RunConfig(hidden=(6, 6, 6)))
    trainer.network.weights[1][...] = 0
    trainer.network.biases[1][...] = -1
    snapshot = trainer.measure()
    assert snapshot.dead_layers[0] == 2
    assert not snapshot.gradient_norms[:2].any()
    outputs = trainer.network.outputs(trainer.train_x)
    assert (outputs == outputs[:, :1]).all()


def test_a_change_through_the_views_counts_at_once():
    trainer = Trainer(RunConfig(hidden=(6, 6)))
    trainer.advance(20)
    trainer.network.biases[0][2] = -1e3
    trainer.network.weights[0][:, 2] = 0
    units = trainer.measure().units[0]
    assert units.dead[2]
    assert units.active_fraction[2] == 0
    assert trainer.measure().dead_since[0][2] == 20


def test_the_census_looks_at_the_whole_training_set_in_chunks_too(monkeypatch):
    monkeypatch.setattr("actviz.nn.network.CHUNK_VALUES", 5000)
    chunked, whole = Trainer(CASES["biases at -2"]), Trainer(CASES["biases at -2"])
    in_chunks = chunked.measure()
    monkeypatch.undo()
    for a, b in zip(in_chunks.units, whole.measure().units, strict=True):
        assert np.array_equal(a.active_fraction, b.active_fraction)
    assert in_chunks.loss == pytest.approx(whole.measure().loss, rel=1e-6)


@pytest.mark.parametrize("case", ["learning rate 1", "biases at -2"])
def test_births_deaths_and_revivals_are_the_differences_of_successive_censuses(case):
    trainer = Trainer(CASES[case])
    dead = {}
    for _ in range(60):
        trainer.complete_record()
        snapshot = trainer.measure()
        now = {(i + 1, int(k)) for i, u in enumerate(snapshot.units) for k in np.flatnonzero(u.dead)}
        dead[snapshot.step] = now
        trainer.advance(1)
    steps, expected = sorted(dead), []
    for before, step in zip([None, *steps], steps, strict=False):
        was = dead[before] if before is not None else set()
        kind = "born dead" if step == 0 else "death"
        expected += [(step, unit, kind) for unit in dead[step] - was]
        expected += [(step, unit, "revival") for unit in was - dead[step]]
    events = trainer.history.events
    assert sorted((e.step, (e.layer, e.unit), e.kind) for e in events if e.step <= steps[-1]) == sorted(expected)
    assert {kind for _, _, kind in expected} >= {"death", "revival"} or case == "biases at -2"


def test_the_counts_are_those_of_the_events_and_dead_since_names_the_step():
    trainer = Trainer(CASES["biases at -2"])
    trainer.measure()
    born = trainer.measure().counts
    assert born.born_dead == trainer.measure().n_dead > 0
    trainer.advance(200)
    snapshot = trainer.measure()
    kinds = [e.kind for e in trainer.history.events]
    counts = (snapshot.counts.born_dead, snapshot.counts.deaths, snapshot.counts.revivals)
    assert counts == tuple(map(kinds.count, ("born dead", "death", "revival")))
    for units, since in zip(snapshot.units, snapshot.dead_since, strict=True):
        assert np.array_equal(since >= 0, units.dead)


def test_a_regression_has_a_census_too():
    trainer = Trainer(RunConfig(hidden=(12,) * 3, dataset="plane", bias_init=-2.0))
    for units, (_, _, slope, _) in zip(trainer.measure().units, layers_by_hand(trainer), strict=True):
        assert np.array_equal(units.dead, (slope == 0).all(axis=0))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("n_steps", [0, 30])
def test_a_short_survey_finds_what_a_whole_one_does(name, n_steps):
    trainer = Trainer(CASES[name])
    trainer.advance(n_steps)
    x, y, test = trainer._state.train[0], trainer._state.train[1], trainer._state.test
    whole = finished(survey(trainer.network, (x, y), test))
    found, means, dead = short_survey(trainer.network, (x, y), test)
    assert found == whole.results
    assert np.array_equal(means, layer_means(units.mean_activation for units in whole.units))
    assert [units.tolist() for units in dead] == [units.dead.tolist() for units in whole.units]
