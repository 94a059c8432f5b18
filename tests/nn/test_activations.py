import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.nn.activations import ACTIVATIONS

NEAR = np.linspace(-30, 30, 4001)
FAR = np.geomspace(1e-30, 1e4, 500)
Z = np.unique(np.concatenate([NEAR, FAR, -FAR, [0.0]])).astype(np.float32)


def logistic(z):
    return 1.0 / (1.0 + math.exp(-z)) if z >= 0 else math.exp(z) / (1.0 + math.exp(z))


def softplus(z):
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def normal_cdf(z):
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_pdf(z):
    return math.exp(-z * z / 2.0) / math.sqrt(2.0 * math.pi)


def elu(z, depth=1.0, scale=1.0):
    return scale * z if z > 0 else depth * math.expm1(z)


def gelu_tanh_slope(z):
    c = math.sqrt(2 / math.pi)
    y = c * (z + 0.044715 * z**3)
    gate = logistic(2 * y)  # ½(1 + tanh y)
    return gate + z * 2 * gate * logistic(-2 * y) * c * (1 + 3 * 0.044715 * z * z)


def mish_slope(z):
    t = math.tanh(softplus(z))
    return t + z * (1 - t) * (1 + t) * logistic(z)


LAMBDA, ALPHA = 1.0507009873554805, 1.6732632423543772
VALUE = {
    "sigmoid": logistic,
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0.0),
    "leaky_relu": lambda z: max(z, 0.01 * z),
    "prelu": lambda z: max(z, 0.25 * z),
    "elu": elu,
    "selu": lambda z: elu(z, LAMBDA * ALPHA, LAMBDA),
    "gelu": lambda z: z * normal_cdf(z),
    "gelu_tanh": lambda z: z * logistic(2 * math.sqrt(2 / math.pi) * (z + 0.044715 * z**3)),
    "silu": lambda z: z * logistic(z),
    "mish": lambda z: z * math.tanh(softplus(z)),
    "softplus": softplus,
    "softsign": lambda z: z / (1 + abs(z)),
    "relu6": lambda z: min(max(z, 0.0), 6.0),
    "hard_tanh": lambda z: min(max(z, -1.0), 1.0),
    "hard_sigmoid": lambda z: min(max(z / 6 + 0.5, 0.0), 1.0),
    "identity": lambda z: z,
}
SLOPE = {
    "sigmoid": lambda z: logistic(z) * logistic(-z),
    "tanh": lambda z: 4 * logistic(2 * z) * logistic(-2 * z),
    "relu": lambda z: float(z > 0),
    "leaky_relu": lambda z: 1.0 if z > 0 else 0.01,
    "prelu": lambda z: 1.0 if z > 0 else 0.25,
    "elu": lambda z: 1.0 if z > 0 else math.exp(z),
    "selu": lambda z: LAMBDA if z > 0 else LAMBDA * ALPHA * math.exp(z),
    "gelu": lambda z: normal_cdf(z) + z * normal_pdf(z),
    "gelu_tanh": gelu_tanh_slope,
    "silu": lambda z: logistic(z) * (1 + z * logistic(-z)),
    "mish": mish_slope,
    "softplus": logistic,
    "softsign": lambda z: 1 / (1 + abs(z)) ** 2,
    "relu6": lambda z: float(0 < z < 6),
    "hard_tanh": lambda z: float(-1 < z < 1),
    "hard_sigmoid": lambda z: 1 / 6 if -3 < z < 3 else 0.0,
    "identity": lambda _: 1.0,
}


def by_hand(functions, key, z):
    """Evaluate with Python's math, an element at a time; e^-z is capped where it would overflow."""

    def at(v):
        try:
            return functions[key](v)
        except OverflowError:
            return functions[key](math.copysign(350.0, v))  # z³ of the GELU's gate, e^1e4: long since 0 or 1

    return np.array([at(float(v)) for v in z])


def test_every_activation_of_the_contract_has_a_reference_here():
    assert set(VALUE) == set(SLOPE) == set(ACTIVATIONS)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float32_value_is_finite_and_accurate_from_minus_to_plus_ten_thousand(key):
    got = ACTIVATIONS[key].value(Z)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, by_hand(VALUE, key, Z), rtol=3e-6, atol=1e-7)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float32_slope_is_finite_and_accurate_from_minus_to_plus_ten_thousand(key):
    got = ACTIVATIONS[key].slope(Z)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, by_hand(SLOPE, key, Z), rtol=3e-6, atol=5e-7)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float64_value_and_slope_agree_with_the_reference_to_twelve_digits(key):
    z = np.unique(np.concatenate([NEAR, FAR, -FAR]))
    np.testing.assert_allclose(ACTIVATIONS[key].value(z), by_hand(VALUE, key, z), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(ACTIVATIONS[key].slope(z), by_hand(SLOPE, key, z), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("key", [k for k in ACTIVATIONS if VALUE[k](0.0) == 0.0])
def test_no_digits_of_the_value_are_lost_near_zero(key):
    z = np.concatenate([np.geomspace(1e-30, 1e-2, 200), -np.geomspace(1e-30, 1e-2, 200)]).astype(np.float32)
    np.testing.assert_allclose(ACTIVATIONS[key].value(z), by_hand(VALUE, key, z), rtol=2e-6, atol=0)


@pytest.mark.parametrize("key", ["sigmoid", "tanh", "softplus", "elu"])
def test_the_slope_keeps_its_digits_in_the_saturated_tail(key):
    z = -np.linspace(1, 40, 200, dtype=np.float32)
    np.testing.assert_allclose(ACTIVATIONS[key].slope(z), by_hand(SLOPE, key, z), rtol=5e-6)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_largest_float32_numbers_give_finite_values_and_slopes(key):
    big = np.finfo(np.float32).max
    z = np.array([-big, -1e30, -1e20, 1e20, 1e30, big], np.float32)
    got = ACTIVATIONS[key].value(z)
    assert np.isfinite(ACTIVATIONS[key].slope(z)).all()
    assert np.isfinite(got[:-1]).all()
    assert np.isfinite(got[-1]) or key == "selu"  # 1.05 times the largest number


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_slope_at_zero_is_exact(key):
    expected = {"relu": 0, "relu6": 0, "leaky_relu": 0.01, "prelu": 0.25, "selu": LAMBDA * ALPHA, "elu": 1.0}
    at_zero = float(ACTIVATIONS[key].slope(np.zeros(1))[0])
    assert at_zero == pytest.approx(expected.get(key, SLOPE[key](0.0)), abs=1e-15)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_slope_is_the_derivative_of_the_value(key):
    a, h = ACTIVATIONS[key], 1e-5
    z = np.linspace(-8, 8, 640) + 0.0037  # off the kinks
    central = (a.value(z + h) - a.value(z - h)) / (2 * h)
    np.testing.assert_allclose(a.slope(z), central, atol=1e-9)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_largest_slope_is_reached_and_never_exceeded(key):
    slopes = np.abs(ACTIVATIONS[key].slope(np.linspace(-20, 20, 400_001)))
    assert slopes.max() == pytest.approx(ACTIVATIONS[key].max_slope(), rel=1e-6)


@pytest.mark.parametrize(
    ("key", "z", "largest"),
    [
        ("gelu", math.sqrt(2), 1.1289),
        ("silu", 2.3994, 1.0998),
        ("mish", 1.4906, 1.0885),
        ("sigmoid", 0.0, 0.25),
        ("tanh", 0.0, 1.0),
    ],
)
def test_the_published_largest_slope_is_at_its_published_place(key, z, largest):
    a = ACTIVATIONS[key]
    assert float(a.slope(np.array([z]))[0]) == pytest.approx(largest, abs=5e-5)
    assert a.max_slope() == pytest.approx(largest, abs=5e-5)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_slope_is_exactly_zero_in_the_flat_regions_and_nowhere_near_them(key):
    z = np.linspace(-8, 8, 1601).astype(np.float32)
    inside = np.zeros(z.shape, bool)
    for low, high in ACTIVATIONS[key].flat:
        inside |= (z >= low) & (z <= high)
    assert np.array_equal(ACTIVATIONS[key].slope(z) == 0, inside)
    assert ACTIVATIONS[key].can_die() == bool(inside.any())


@pytest.mark.parametrize("key", ["leaky_relu", "prelu", "elu"])
@pytest.mark.parametrize("alpha", [0.0, 0.3, 1.0, 2.5])
def test_alpha_changes_value_slope_and_largest_slope(key, alpha):
    a = ACTIVATIONS[key]
    z = np.array([-2.0, -0.5, 0.5, 2.0])
    below = alpha * (np.expm1(z) if key == "elu" else z)
    slope_below = alpha * (np.exp(z) if key == "elu" else np.ones(4))
    np.testing.assert_allclose(a.value(z, alpha), np.where(z > 0, z, below), rtol=1e-14)
    np.testing.assert_allclose(a.slope(z, alpha), np.where(z > 0, 1.0, slope_below), rtol=1e-14)
    assert a.max_slope(alpha) == max(1.0, alpha)


def test_selu_keeps_mean_zero_and_variance_one_of_a_standard_normal_input():
    nodes, weights = np.polynomial.hermite_e.hermegauss(201)
    weights = weights / weights.sum()
    h = ACTIVATIONS["selu"].value(nodes)
    assert float(weights @ h) == pytest.approx(0, abs=2e-3)
    assert float(weights @ h**2) == pytest.approx(1, abs=2e-3)


@pytest.mark.parametrize("key", ACTIVATIONS)
@given(z=st.floats(-1e4, 1e4, width=32))
def test_any_pre_activation_gives_a_finite_value_between_its_neighbours_slopes(key, z):
    a = ACTIVATIONS[key]
    assert np.isfinite(a.value(np.float32(z))).all()
    assert abs(float(a.slope(np.float32(z)))) <= a.max_slope() * (1 + 1e-6)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_integers_and_plain_numbers_are_taken_as_float64(key):
    assert ACTIVATIONS[key].value(2).dtype == np.float64
    assert float(ACTIVATIONS[key].value(2)) == pytest.approx(VALUE[key](2.0), rel=1e-12)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_entry_says_what_it_is(key):
    entry = ACTIVATIONS[key]
    assert entry.key == key
    assert entry.label
    assert entry.formula
    assert entry.story.endswith(".")
