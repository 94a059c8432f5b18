import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.data import DATASETS, Data, split
from actviz.registry import BadInput


def drawn(key, n=100):
    return DATASETS[key].generate(n, 0.1, np.random.default_rng(0))


def classified(x, y):
    x, y = np.asarray(x, float), np.asarray(y, np.int64)
    names = tuple(f"x{i}" for i in range(x.shape[1]))
    return Data(x, y, "classification", names, tuple(map(str, range(y.max() + 1))), "test")


def parts(data, test_fraction=0.25, standardize=True, seed=0):
    return split(data, test_fraction, standardize, np.random.default_rng(seed))


@pytest.mark.parametrize("key", DATASETS)
def test_every_example_is_in_one_of_the_two_parts_with_its_target(key):
    data = drawn(key)
    s = parts(data, standardize=False)
    assert (len(s.train_x), len(s.train_y), len(s.test_x), len(s.test_y)) == (75, 75, 25, 25)
    y = data.y.reshape(100, -1)
    both = np.r_[np.c_[s.train_x, s.train_y.reshape(75, -1)], np.c_[s.test_x, s.test_y.reshape(25, -1)]]
    np.testing.assert_array_equal(sorted(both.tolist()), sorted(np.c_[data.x, y].tolist()))
    assert s.data is data


@pytest.mark.parametrize("key", DATASETS)
def test_inputs_are_standardised_by_the_training_part_alone(key):
    s, raw = parts(drawn(key)), parts(drawn(key), standardize=False)
    deviation = s.train_x.std(axis=0)
    np.testing.assert_allclose(s.train_x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(deviation[deviation > 0], 1)
    np.testing.assert_allclose(s.test_x * s.scale + s.mean, raw.test_x, atol=1e-12)
    np.testing.assert_array_equal(s.train_y, raw.train_y)


def test_without_standardisation_mean_is_zero_and_scale_one():
    s = parts(drawn("moons"), standardize=False)
    np.testing.assert_array_equal((s.mean, s.scale), ((0, 0), (1, 1)))


@pytest.mark.parametrize("constant", [0.0, 0.1, 1e30, -7.7e-200])
def test_a_constant_input_keeps_scale_one(constant):
    rng = np.random.default_rng(0)
    x = np.c_[np.full(1000, constant), rng.normal(size=1000)]
    s = parts(classified(x, np.arange(1000) % 2))
    assert s.scale[0] == 1
    np.testing.assert_allclose(s.train_x[:, 0], 0, atol=1e-9 * max(1, abs(constant)))


def test_a_test_fraction_of_zero_leaves_the_test_empty():
    for key in ("circle", "plane"):
        s = parts(drawn(key), test_fraction=0)
        assert s.test_x.shape == (0, 2)
        assert s.test_y.shape == ((0,) if key == "circle" else (0, 1))
        assert len(s.train_x) == 100


@given(
    n=st.integers(1, 30),
    n_classes=st.integers(1, 5),
    fraction=st.floats(0, 1, exclude_max=True),
    seed=st.integers(0, 9),
)
@settings(max_examples=100, deadline=None)
def test_every_class_trains_as_long_as_the_training_examples_suffice(n, n_classes, fraction, seed):
    y = np.minimum(np.arange(n), n_classes - 1)  # rare classes: one example each but for the last
    s = parts(classified(np.arange(n)[:, np.newaxis], y), fraction, seed=seed)
    assert len(s.train_y) >= 1
    assert len(s.train_y) + len(s.test_y) == n
    assert len(set(s.train_y)) == min(len(set(y)), len(s.train_y))
    assert np.isfinite(s.train_x).all()


def test_the_same_seed_splits_alike_and_another_one_differently():
    data = drawn("waves")
    np.testing.assert_array_equal(parts(data).train_x, parts(data).train_x)
    assert not np.array_equal(parts(data).test_y, parts(data, seed=1).test_y)


def test_the_data_is_left_as_it_was():
    data = drawn("digits")
    x = data.x.copy()
    s = parts(data, test_fraction=0)
    np.testing.assert_array_equal(data.x, x)
    assert not np.shares_memory(s.train_x, data.x)


@pytest.mark.parametrize("fraction", [-0.1, 1.0, float("nan")])
def test_a_test_fraction_out_of_range_is_refused(fraction):
    with pytest.raises(BadInput, match="test_fraction must be >= 0 and < 1, got"):
        parts(drawn("xor"), fraction)


@pytest.mark.parametrize("far", [1.0, -1e30])
def test_a_test_value_far_from_an_all_but_constant_input_stays_within_the_floats_of_training(far):
    x = np.arange(100.0).reshape(100, 1) * 1e-145
    odd = np.random.default_rng(0).permutation(100)[-1]  # an example that the test gets, as `parts` draws
    x[odd] = far
    s = split(Data(x, np.zeros((100, 1)), "regression", ("x",), (), "test"), 0.25, True, np.random.default_rng(0))
    assert far in s.test_x * s.scale + s.mean
    assert np.abs(s.test_x).max() <= 2e30


@pytest.mark.parametrize("fraction", [0.0, 0.5])
def test_a_test_set_of_their_own_takes_the_place_of_the_share(fraction):
    x, y = np.arange(10.0).reshape(10, 1), np.arange(10) % 2
    data = Data(x, y, "classification", ("x",), ("0", "1"), "test", n_test=3)
    s = split(data, fraction, False, np.random.default_rng(0))
    np.testing.assert_array_equal(s.test_x, x[7:])
    assert sorted(s.train_x[:, 0].tolist()) == list(range(7))
    assert s.train_x[:, 0].tolist() != list(range(7))


def test_float32_inputs_stay_so_and_are_standardised_as_exactly_as_float64_ones():
    x = (np.random.default_rng(0).random((500, 70)) + 1000.0).astype(np.float32)
    y = np.zeros((500, 1))
    names = tuple(map(str, range(70)))
    one, other = (
        split(Data(values, y, "regression", names, (), "test"), 0.2, True, np.random.default_rng(1))
        for values in (x, x.astype(np.float64))
    )
    assert one.train_x.dtype == np.float32
    np.testing.assert_allclose(one.mean, other.mean, rtol=1e-12)
    np.testing.assert_allclose(one.scale, other.scale, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("d", [1, 2, 33, 100])
def test_inputs_are_standardised_to_the_last_bit_as_in_one_piece(d, dtype):
    x = np.random.default_rng(d).normal(5, 3, (1500, d)).astype(dtype)  # more examples than are computed at once
    data = Data(x, np.zeros((1500, 1)), "regression", ("x",) * d, (), "test")
    whole, s = parts(data, 0, standardize=False).train_x.astype(np.float64), parts(data, 0)
    np.testing.assert_array_equal((s.mean, s.scale), (whole.mean(axis=0), whole.std(axis=0)))
    expected = ((whole - s.mean).astype(dtype) / s.scale).astype(dtype)
    np.testing.assert_array_equal(s.train_x, expected)


def test_the_rows_of_training_inputs_end_with_a_one():
    s = parts(drawn("circle"))
    np.testing.assert_array_equal(s.train_rows, np.c_[s.train_x, np.ones(75)])
