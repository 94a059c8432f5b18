import math

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.normal_expectation import NotConverged, normal_expectation
from actviz.nn.output_moments import output_moments
from actviz.nn.theory import LayerPrior, SpreadMoments, critical_sigma_w, mean_field, moments

LAYERS = 20  # hidden layers of a deep network, the first of which the gradient need not go back through


def field(key, gain, bias_variance=0.0, depth=LAYERS - 1, input_square=1.0, alpha=None):
    layers = [LayerPrior(300, 300, gain / 300, bias_variance)] * (depth + 1)
    return mean_field(input_square, layers, [ACTIVATIONS[key]] * depth, [alpha] * depth)


@pytest.mark.parametrize(
    ("key", "gain", "predicted", "simulated"),
    [
        ("relu", 1, -5.72, -5.78),
        ("relu", 3, 3.35, 3.33),
        ("tanh", 0.5, -6.12, -6.11),
        ("tanh", 1, -1.42, -1.39),
        ("tanh", 2, 0.46, 0.51),
        ("sigmoid", 1, -23.92, -23.89),
        ("sigmoid", 16, -7.80, -7.86),
    ],
)
def test_the_products_of_chi_are_those_published_for_twenty_layers(key, gain, predicted, simulated):
    total = np.log10(field(key, gain).chi).sum()
    assert total == pytest.approx(predicted, abs=0.006)
    assert total == pytest.approx(simulated, abs=0.1)


@pytest.mark.parametrize("q", [1e-12, 1e-3, 1.0, 7.0, 1e9])
@pytest.mark.parametrize("mean", [0.0, -2.0, 0.3])
def test_relus_moments_are_exact_in_spite_of_its_corner(q, mean):
    ratio = mean / math.sqrt(q)
    on = 0.5 * math.erfc(-ratio / math.sqrt(2))
    bell = math.exp(-0.5 * ratio**2) / math.sqrt(2 * math.pi)
    square, slope = moments(ACTIVATIONS["relu"], q, mean)
    assert slope == pytest.approx(on, abs=1e-12)
    assert square == pytest.approx((mean**2 + q) * on + mean * math.sqrt(q) * bell, abs=1e-12 * (q + mean**2))


@pytest.mark.parametrize("key", ACTIVATIONS)
@pytest.mark.parametrize("q", [0.01, 1.0, 50.0])
def test_moments_agree_with_a_fine_sum_for_every_activation(key, q):
    t = (np.arange(400_000) + 0.5) / 400_000 * 16 - 8  # midpoints: no corner at a node
    weights = np.exp(-0.5 * t * t) * 16 / 400_000 / math.sqrt(2 * math.pi)
    z, activation = math.sqrt(q) * t, ACTIVATIONS[key]
    expected = weights @ activation.value(z) ** 2, weights @ activation.slope(z) ** 2
    assert moments(activation, q) == pytest.approx(expected, rel=3e-4)  # the sum is no finer at a corner


def test_powers_of_a_normal_variable_are_integrated_exactly():
    found, converged = normal_expectation(lambda z: np.stack([z**k for k in range(5)]), 1.0, 2.0)
    assert converged
    assert found == pytest.approx([1, 1, 5, 13, 73], rel=1e-12)


OSCILLATING = [
    "=z+sin(5*z)",
    "=sin(30*z)",
    "=relu(sin(3*z))",
    "=abs(cos(7*z))*z",
    "=sign(sin(2*z))+z",
    "=sin(z*z)",
    "=z*sin(20*z)",
]


@pytest.mark.parametrize("text", OSCILLATING)
@pytest.mark.parametrize("q", [1e-4, 1e-2, 1.0, 30.0, 1e3, 1e4])
def test_moments_of_an_oscillating_function_are_those_of_brute_force(text, q):
    activation, n = ACTIVATIONS[text], 1_000_000
    t = (np.arange(n) + 0.5) / n * 18 - 9
    weights = np.exp(-0.5 * t * t) * 18 / n / math.sqrt(2 * math.pi)
    z = math.sqrt(q) * t
    expected = weights @ activation.value(z) ** 2, weights @ activation.slope(z) ** 2
    try:
        found = moments(activation, q)
    except NotConverged:
        assert (text, q) in [("=sin(z*z)", 1e4)]
        return
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-12)


def test_a_narrow_feature_far_from_0_is_not_missed():
    q, between = 1e3, [0.5 * math.erf(z / math.sqrt(2e3)) for z in (36.9, 37.1)]
    assert moments(ACTIVATIONS["=where(abs(z-37)<0.1, 1, 0)"], q)[0] == pytest.approx(between[1] - between[0], rel=1e-6)
    share = math.acos(0.99) / math.pi
    assert moments(ACTIVATIONS["=where(sin(z)>0.99, 1, 0)"], 1e4)[0] == pytest.approx(share, rel=1e-4)


def test_an_oscillating_function_has_the_moments_of_the_closed_form():
    square, slope = moments(ACTIVATIONS["=z+sin(5*z)"], 1000.0)
    assert square == pytest.approx(1000.5, rel=1e-6)
    assert slope == pytest.approx(13.5, rel=1e-6)
    spread = SpreadMoments(ACTIVATIONS["=z+sin(5*z)"], 1e6)
    np.testing.assert_allclose(spread.at(np.array([1000.0]))[1], [13.5], rtol=1e-6)


def test_a_function_that_oscillates_too_fast_has_no_moments_and_the_reason_is_told():
    wild = ACTIVATIONS["=sin(100000*z)"]
    with pytest.raises(NotConverged):
        moments(wild, 1e4)
    prediction = mean_field(1e4, [LayerPrior(9, 9, 1 / 9)] * 3, [wild] * 2)
    assert "oscillates" in prediction.fault
    assert np.isnan(prediction.chi).all()
    assert "oscillates" in critical_sigma_w(ACTIVATIONS["=cos(100000*z)"]).reason
    assert np.isnan(output_moments(wild)).all()


def test_he_keeps_relus_signals_and_gradients():
    he = field("relu", 2.0)
    assert he.chi == pytest.approx(np.ones(19), abs=1e-6)
    assert he.q == pytest.approx(2 * np.ones(20), abs=1e-6)
    assert he.log10_gradient == pytest.approx(np.zeros(20), abs=1e-6)


def test_widths_activations_and_variances_may_differ_from_layer_to_layer():
    layers = [LayerPrior(2, 50, 0.5), LayerPrior(50, 10, 0.1, 0.25), LayerPrior(10, 3, 0.2)]
    mixed = mean_field(4.0, layers, [ACTIVATIONS["identity"], ACTIVATIONS["relu"]])
    assert mixed.q == pytest.approx([4.0, 50 * 0.1 * 4.0 + 0.25, 10 * 0.2 * 20.25 / 2])
    assert mixed.chi == pytest.approx([50 * 0.1, 10 * 0.2 / 2])
    # RMS² of a layer's gradient: mean square of its inputs times that of dJ/dz, of which fan_out units share the sum
    squares = np.array([4.0 * 5.0 * 1.0 / 50, 4.0 * 1.0 / 10, 20.25 / 2 / 3])
    assert 10 ** (2 * mixed.log10_gradient) == pytest.approx(squares / squares[-1])


def test_the_prediction_is_what_random_linear_networks_do():
    """An outside truth without quadrature: averages over draws of three small matrices."""
    rng = np.random.default_rng(0)
    layers = [LayerPrior(3, 4, 0.3), LayerPrior(4, 5, 0.4), LayerPrior(5, 2, 0.7)]
    x, n = np.array([1.0, -2.0, 0.5]), 20_000
    w1, w2, w3 = (rng.normal(0, math.sqrt(p.weight_variance), (n, p.fan_in, p.fan_out)) for p in layers)
    h1 = np.einsum("i,nij->nj", x, w1)
    h2 = np.einsum("ni,nij->nj", h1, w2)
    d2 = np.einsum("nij,j->ni", w3, np.array([1.0, -1.0]))
    d1 = np.einsum("nij,nj->ni", w2, d2)
    measured = [(x**2).mean() * (d1**2).mean(), (h1**2).mean() * (d2**2).mean(), (h2**2).mean()]
    theory = mean_field(float((x**2).mean()), layers, [ACTIVATIONS["identity"]] * 2)
    assert 10 ** (2 * theory.log10_gradient) == pytest.approx(np.array(measured) / measured[-1], rel=0.05)


def test_weights_of_zero_pass_no_gradient():
    silent = field("tanh", 0.0, depth=3)
    assert silent.q.tolist() == [0, 0, 0, 0]
    assert silent.chi.tolist() == [0, 0, 0]
    assert not np.isfinite(silent.log10_gradient).all()


def test_values_beyond_the_float_range_are_not_taken_for_a_prediction():
    assert not np.isfinite(field("relu", 1e8, depth=60).log10_gradient).all()


@pytest.mark.parametrize(
    ("key", "alpha", "expected"),
    [
        ("relu", None, math.sqrt(2)),
        ("leaky_relu", 0.5, math.sqrt(2 / 1.25)),
        ("identity", None, 1.0),
        ("tanh", None, 1.0),
        ("hard_tanh", None, 1.0),
        ("relu6", None, math.sqrt(2)),
    ],
)
def test_the_edge_of_chaos_without_biases_is_where_it_is_known_to_be(key, alpha, expected):
    assert critical_sigma_w(ACTIVATIONS[key], 0.0, alpha).sigma_w == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("key", [*ACTIVATIONS, "=where(z>1, z, 0)", "=abs(z-3)"])
def test_moments_at_many_variances_are_those_at_each(key):
    spread, variances = SpreadMoments(ACTIVATIONS[key], 1e6), np.geomspace(1e-4, 1e6, 11)
    each = [moments(ACTIVATIONS[key], q) for q in variances]
    np.testing.assert_allclose(np.stack(spread.at(variances), axis=1), each, rtol=1e-6)


def test_moments_of_a_function_that_overflows_are_infinite_only_where_the_variable_comes():
    square, _ = SpreadMoments(ACTIVATIONS["=exp(z)"], 1e6).at(np.array([1.0, 1e6]))
    assert square[0] == pytest.approx(math.exp(2.0))
    assert not np.isfinite(square[1])


def test_silu_has_its_edge_where_it_was_published():
    """Roberts, Yaida and Hanin, The Principles of Deep Learning Theory, section 5.3: a half-stable fixed point."""
    edge = critical_sigma_w(ACTIVATIONS["silu"], math.sqrt(0.55514317))
    assert edge.sigma_w**2 == pytest.approx(1.98800468, rel=1e-5)
    assert edge.q == pytest.approx(14.32017362, rel=1e-3)


@pytest.mark.parametrize("key", ACTIVATIONS)
@pytest.mark.parametrize("sigma_b", [0.0, 0.3])
def test_at_the_edge_chi_is_one_and_the_variance_settles(key, sigma_b):
    edge = critical_sigma_w(ACTIVATIONS[key], sigma_b)
    assert edge.reason
    if edge.sigma_w is None:
        assert edge.q is None
        return
    start = 1e-9 if edge.q == 0.0 else edge.q or 1.0
    settled = field(key, edge.sigma_w**2, sigma_b**2, 60, input_square=start)
    assert settled.chi[0 if edge.q is None else -1] == pytest.approx(1.0, abs=2e-3)
    if edge.q:
        assert settled.q[-1] == pytest.approx(edge.q, rel=1e-2)


@pytest.mark.parametrize("key", ["gelu", "silu", "softplus"])
def test_without_biases_some_have_no_edge_and_words_say_why(key):
    edge = critical_sigma_w(ACTIVATIONS[key])
    assert edge.sigma_w is None
    assert "fixed point" in edge.reason


@pytest.mark.parametrize("text", ["where(z>0,1,0)", "exp(z)", "1/(z*z+1)", "z**3", "z*z", "1e30*z", "where(z>1,z,0)"])
def test_a_function_of_the_users_own_has_an_edge_or_a_reason(text):
    edge = critical_sigma_w(ACTIVATIONS[f"={text}"])
    assert edge.reason
    assert edge.sigma_w is None or (np.isfinite(edge.sigma_w) and edge.sigma_w > 0.0)


def test_the_edge_of_a_typed_leaky_relu_is_that_of_the_built_in_one():
    typed = critical_sigma_w(ACTIVATIONS["=max(z, 0.1*z)"])
    assert typed.sigma_w == pytest.approx(critical_sigma_w(ACTIVATIONS["leaky_relu"], alpha=0.1).sigma_w, rel=1e-9)
