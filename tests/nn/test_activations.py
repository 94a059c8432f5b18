import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textbook import value_and_slope

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig

NEAR = np.linspace(-30, 30, 4001)
FAR = np.geomspace(1e-30, 1e4, 500)
Z = np.unique(np.concatenate([NEAR, FAR, -FAR, [0.0]])).astype(np.float32)


LAMBDA, ALPHA = 1.0507009873554805, 1.6732632423543772


def logistic(z):
    return 1.0 / (1.0 + math.exp(-z))


def value_of(key, z):
    return value_and_slope(key, z)[0]


def slope_of(key, z):
    return value_and_slope(key, z)[1]


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float32_value_is_finite_and_accurate_from_minus_to_plus_ten_thousand(key):
    got = ACTIVATIONS[key].value(Z)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, value_of(key, Z), rtol=3e-6, atol=1e-7)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float32_slope_is_finite_and_accurate_from_minus_to_plus_ten_thousand(key):
    got = ACTIVATIONS[key].slope(Z)
    assert got.dtype == np.float32
    np.testing.assert_allclose(got, slope_of(key, Z), rtol=3e-6, atol=5e-7)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_a_float64_value_and_slope_agree_with_the_reference_to_twelve_digits(key):
    z = np.unique(np.concatenate([NEAR, FAR, -FAR]))
    np.testing.assert_allclose(ACTIVATIONS[key].value(z), value_of(key, z), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(ACTIVATIONS[key].slope(z), slope_of(key, z), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("key", [key for key, entry in ACTIVATIONS.items() if entry.at_rest == 0.0])
def test_no_digits_of_the_value_are_lost_near_zero(key):
    z = np.concatenate([np.geomspace(1e-30, 1e-2, 200), -np.geomspace(1e-30, 1e-2, 200)]).astype(np.float32)
    np.testing.assert_allclose(ACTIVATIONS[key].value(z), value_of(key, z), rtol=2e-6, atol=0)


@pytest.mark.parametrize(
    ("key", "slope"),
    [
        ("sigmoid", lambda z: logistic(z) * logistic(-z)),
        ("tanh", lambda z: 4 * logistic(2 * z) * logistic(-2 * z)),
        ("softplus", logistic),
        ("elu", math.exp),
    ],
)
def test_the_slope_keeps_its_digits_in_the_saturated_tail(key, slope):
    z = -np.linspace(1, 40, 200, dtype=np.float32)
    np.testing.assert_allclose(ACTIVATIONS[key].slope(z), [slope(float(v)) for v in z], rtol=5e-6)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_largest_float32_numbers_give_finite_values_and_slopes(key):
    big = np.finfo(np.float32).max
    z = np.array([-big, -1e30, -1e20, 1e20, 1e30, big], np.float32)
    fits = np.abs(value_of(key, z)) <= big  # SELU's is 1.05 times the largest number
    assert fits[:-1].all()
    assert np.isfinite(ACTIVATIONS[key].value(z)[fits]).all()
    assert np.isfinite(ACTIVATIONS[key].slope(z)).all()


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_the_slope_at_zero_is_exact(key):
    assert ACTIVATIONS[key].slope(np.zeros(1)) == pytest.approx(slope_of(key, np.zeros(1)), abs=1e-15)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sigmoid", 0.7310585786300049),
        ("tanh", 0.7615941559557649),
        ("selu", LAMBDA),
        ("gelu", 0.8413447460685429),  # the normal distribution at 1
        ("gelu_tanh", 0.8411919906082768),
        ("silu", 0.7310585786300049),
        ("mish", 0.8650983882673103),
        ("softplus", 1.3132616875182228),
        ("softsign", 0.5),
        ("hard_sigmoid", 2 / 3),
    ],
)
def test_the_value_at_one_is_the_published_one(key, value):
    assert ACTIVATIONS[key].value(1.0) == pytest.approx(value, rel=1e-13)


@pytest.mark.parametrize(
    ("key", "value"), [("elu", 1 / math.e - 1), ("selu", LAMBDA * ALPHA * (1 / math.e - 1)), ("leaky_relu", -0.01)]
)
def test_the_value_at_minus_one_is_the_published_one(key, value):
    assert ACTIVATIONS[key].value(-1.0) == pytest.approx(value, rel=1e-13)


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


@pytest.mark.parametrize("key", [key for key, entry in ACTIVATIONS.items() if entry.alpha is not None])
@pytest.mark.parametrize("alpha", [0.0, 0.3, 1.0, 2.5])
def test_alpha_changes_value_slope_and_largest_slope(key, alpha):
    a = ACTIVATIONS[key]
    z = np.linspace(-8, 8, 640) + 0.0037
    value, slope = value_and_slope(key, z, alpha)
    np.testing.assert_allclose(a.value(z, alpha), value, rtol=1e-13)
    np.testing.assert_allclose(a.slope(z, alpha), slope, rtol=1e-13)
    assert np.abs(slope).max() == pytest.approx(a.max_slope(alpha), rel=1e-2)


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
    assert float(ACTIVATIONS[key].value(2)) == pytest.approx(value_of(key, 2.0), rel=1e-12)


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_entry_says_what_it_is(key):
    entry = ACTIVATIONS[key]
    assert entry.key == key
    assert entry.label
    assert entry.formula
    assert entry.story.endswith(".")


@pytest.mark.parametrize("key", [key for key, entry in ACTIVATIONS.items() if entry.alpha is None])
def test_an_alpha_changes_nothing_for_a_function_without_one(key):
    entry = ACTIVATIONS[key]
    for alpha in (0.0, 0.3, 5.0):
        assert entry.flat_regions(alpha) == entry.flat_regions()
        assert entry.max_slope(alpha) == entry.max_slope()
        assert entry.negative_slope(alpha) == entry.negative_slope()


def test_an_alpha_of_zero_makes_units_mortal_and_a_mortal_neighbour_stays_mortal():
    for key in ("leaky_relu", "prelu", "elu", "=max(z, a*z)"):
        assert RunConfig(hidden=(4, 4), activation=("relu", key), alpha=0.0).can_die == (True, True)
        assert RunConfig(hidden=(4, 4), activation=("relu", key), alpha=0.1).can_die == (True, False)
