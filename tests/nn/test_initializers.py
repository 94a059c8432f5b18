import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network

FAN_IN, FAN_OUT = 300, 200
SYMMETRIC = [key for key, entry in INITIALIZERS.items() if entry.variances is not None]
VARIANCE = {  # as published
    "zeros": 0.0,
    "normal": 0.05**2,
    "uniform": 0.05**2 / 3,
    "xavier_normal": 2 / (FAN_IN + FAN_OUT),
    "xavier_uniform": 2 / (FAN_IN + FAN_OUT),
    "he_normal": 2 / FAN_IN,
    "he_uniform": 2 / FAN_IN,
    "lecun_normal": 1 / FAN_IN,
    "random_walk": 2 / FAN_IN * np.exp(2.4 / (FAN_IN - 2.4)),
    "orthogonal": 1 / FAN_IN,
    "pytorch": 1 / (3 * FAN_IN),
}


def draw(key, slope=0.0, fan_in=FAN_IN, fan_out=FAN_OUT):
    return INITIALIZERS[key].draw(np.random.default_rng(0), fan_in, fan_out, slope)


@pytest.mark.parametrize("key", VARIANCE)
def test_weights_have_mean_zero_and_the_rules_variance(key):
    weights, _ = draw(key)
    assert weights.shape == (FAN_IN, FAN_OUT)
    assert weights.mean() == pytest.approx(0, abs=4 * np.sqrt(VARIANCE[key] / weights.size) + 1e-12)
    assert weights.var() == pytest.approx(VARIANCE[key], rel=0.03)


@pytest.mark.parametrize("key", INITIALIZERS)
@pytest.mark.parametrize(("fan_in", "fan_out"), [(1, 1), (3, 7), (300, 200)])
def test_a_draw_has_the_layers_shape_is_finite_and_is_repeated_by_its_seed(key, fan_in, fan_out):
    (weights, biases), again = draw(key, 0.5, fan_in, fan_out), draw(key, 0.5, fan_in, fan_out)
    assert (weights.shape, biases.shape) == ((fan_in, fan_out), (fan_out,))
    assert weights.dtype == biases.dtype == np.float64
    assert np.isfinite(weights).all()
    assert np.isfinite(biases).all()
    assert np.array_equal(weights, again[0])
    assert np.array_equal(biases, again[1])


@pytest.mark.parametrize("key", SYMMETRIC)
@pytest.mark.parametrize(("fan_in", "fan_out", "slope"), [(300, 200, 0.0), (200, 300, 0.5)])
def test_the_variances_that_theory_is_told_are_those_of_the_draws(key, fan_in, fan_out, slope):
    weights, biases = draw(key, slope, fan_in, fan_out)
    of_weight, of_bias = INITIALIZERS[key].variances(fan_in, fan_out, slope)
    assert weights.mean() == pytest.approx(0, abs=5 * np.sqrt(of_weight / weights.size) + 1e-12)
    assert (weights**2).mean() == pytest.approx(of_weight, rel=0.03)
    assert (biases**2).mean() == pytest.approx(of_bias, rel=0.25)  # some hundred numbers only; 0 is exact


@pytest.mark.parametrize("key", ["he_normal", "he_uniform"])
def test_hes_rule_counts_in_the_slope_below_zero(key):
    assert draw(key, slope=1.0)[0].var() == pytest.approx(1 / FAN_IN, rel=0.03)


@pytest.mark.parametrize("key", ["uniform", "xavier_uniform", "he_uniform", "pytorch"])
def test_a_uniform_draw_fills_its_interval_and_stays_inside(key):
    limit = np.sqrt(3 * VARIANCE[key])
    assert 0.99 * limit < np.abs(draw(key)[0]).max() <= limit


def test_pytorchs_biases_are_uniform_like_its_weights():
    biases = draw("pytorch", fan_out=20_000)[1]
    assert biases.var() == pytest.approx(1 / (3 * FAN_IN), rel=0.03)
    assert np.abs(biases).max() <= 1 / np.sqrt(FAN_IN)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(20, 20), (50, 8), (8, 50)])
def test_orthogonal_weights_keep_lengths_along_their_short_side(fan_in, fan_out):
    w, _ = draw("orthogonal", fan_in=fan_in, fan_out=fan_out)
    product = w.T @ w if fan_in >= fan_out else w @ w.T
    np.testing.assert_allclose(product, np.eye(min(fan_in, fan_out)), atol=1e-12)


def test_rai_gives_each_unit_one_entry_between_zero_and_one_and_the_rest_the_published_spread():
    weights, biases = draw("rai", fan_out=20_000, fan_in=9)
    rows = np.vstack([weights, biases])  # (fan_in + 1, fan_out): a unit's column holds its weights and bias
    beta_share = 1 / 10
    # second moment: 9 of 10 entries N(0, 0.6007²/9), one Beta(2, 1), whose mean is 2/3 and mean square 1/2
    assert rows.mean() == pytest.approx(beta_share * 2 / 3, rel=0.02)  # not 0: mean-field theory does not hold
    assert INITIALIZERS["rai"].variances is None
    assert (rows**2).mean() == pytest.approx(0.9 * 0.6007**2 / 9 + beta_share / 2, rel=0.02)


def born_dead_share(initializer, width, n_networks=1500, layers=10, bias_free=True):
    """Return the share of networks of input dimension 1 whose output is the same everywhere."""
    relu, loss = ACTIVATIONS["relu"], LOSSES["squared_error"]
    net = Network((1, *[width] * (layers - 1), 1), [relu] * (layers - 1), loss)
    x = np.linspace(-np.sqrt(3), np.sqrt(3), 40)[:, None]
    rng, dead = np.random.default_rng(5), 0
    for _ in range(n_networks):
        net.initialize(INITIALIZERS[initializer], rng, 1.0, 0.0)
        if bias_free:
            for b in net.biases:
                b[...] = 0
        dead += np.ptp(net.outputs(x)) == 0
    return dead / n_networks


@pytest.mark.parametrize(("width", "simulated"), [(2, 0.873), (3, 0.579)])
def test_networks_are_born_dead_as_often_as_the_published_simulation_says(width, simulated):
    share = born_dead_share("he_normal", width)
    assert share == pytest.approx(simulated, abs=4 * np.sqrt(simulated * (1 - simulated) / 1500))


@pytest.mark.parametrize(("width", "published"), [(2, 0.257), (3, 0.058)])
def test_rai_lets_far_fewer_networks_be_born_dead_about_as_published(width, published):
    # the paper does not name its inputs: a share, not a figure to the last digit
    assert born_dead_share("rai", width, bias_free=False) == pytest.approx(published, abs=0.06)


def test_scale_and_bias_act_on_every_layer_but_the_outputs_bias():
    relu = ACTIVATIONS["relu"]
    plain, changed = (Network((2, 5, 4, 3), [relu, relu], LOSSES["cross_entropy"]) for _ in range(2))
    plain.initialize(INITIALIZERS["he_normal"], np.random.default_rng(0), 1.0, 0.0)
    changed.initialize(INITIALIZERS["he_normal"], np.random.default_rng(0), 3.0, -2.0)
    for before, after in zip(plain.weights, changed.weights, strict=True):
        np.testing.assert_allclose(after, 3.0 * before, rtol=1e-6)
    assert [set(b.tolist()) for b in changed.biases] == [{-2.0}, {-2.0}, {0.0}]


def test_a_spread_of_biases_reaches_every_bias_and_leaves_the_weights_as_they_were():
    relu = ACTIVATIONS["relu"]
    plain, spread = (Network((2, 400, 300, 200), [relu, relu], LOSSES["cross_entropy"]) for _ in range(2))
    plain.initialize(INITIALIZERS["he_normal"], np.random.default_rng(0), 1.0, -2.0)
    spread.initialize(INITIALIZERS["he_normal"], np.random.default_rng(0), 1.0, -2.0, bias_spread=0.5)
    for before, after in zip(plain.weights, spread.weights, strict=True):
        assert np.array_equal(before, after)
    for before, after in zip(plain.biases, spread.biases, strict=True):
        added = after - before
        assert added.std() == pytest.approx(0.5, rel=0.15)
        assert added.mean() == pytest.approx(0.0, abs=0.12)
