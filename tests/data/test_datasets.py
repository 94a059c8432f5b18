import numpy as np
import pytest

from actviz.data import DATASETS
from actviz.registry import BadInput
from actviz.resource_files import resource

SHIFTED = [key for key, dataset in DATASETS.items() if dataset.has_noise and key != "spiral3"]
CLASSIFIED = [key for key, dataset in DATASETS.items() if dataset.task == "classification"]


def drawn(key, n=200, noise=0.0, seed=0):
    return DATASETS[key].generate(n, noise, np.random.default_rng(seed))


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize("n", [2, 3, 200, 1001])
def test_a_data_set_has_the_promised_shape_and_types(key, n):
    data = drawn(key, n)
    assert data.x.shape == (n, data.n_inputs) == (n, DATASETS[key].n_inputs)
    assert data.x.dtype == np.float64
    assert len(data.input_names) == data.n_inputs
    assert (data.n_examples, data.task, data.source) == (n, DATASETS[key].task, key)
    if data.task == "classification":
        assert (data.y.shape, data.y.dtype, data.n_outputs) == ((n,), np.int64, len(data.class_names))
    else:
        assert (data.y.shape, data.y.dtype, data.n_outputs) == ((n, 1), np.float64, 1)


@pytest.mark.parametrize("key", CLASSIFIED)
@pytest.mark.parametrize("n", [2, 7, 100, 501])
def test_classes_are_equal_in_number_to_within_one(key, n):
    data = drawn(key, n)
    counts = np.bincount(data.y, minlength=data.n_outputs)
    assert len(counts) == data.n_outputs
    assert np.ptp(counts) <= 1


@pytest.mark.parametrize("key", DATASETS)
def test_the_same_seed_draws_the_same_arrays_and_another_one_others(key):
    one, same, other = drawn(key, noise=0.2), drawn(key, noise=0.2), drawn(key, noise=0.2, seed=1)
    np.testing.assert_array_equal(one.x, same.x)
    np.testing.assert_array_equal(one.y, same.y)
    assert not np.array_equal(one.x, other.x)


@pytest.mark.parametrize("key", SHIFTED)
def test_noise_is_the_standard_deviation_of_the_jitter(key):
    clean, noisy = drawn(key, 5000), drawn(key, 5000, noise=0.3)
    jitter = noisy.y - clean.y if clean.task == "regression" else noisy.x - clean.x
    assert jitter.std() == pytest.approx(0.3, rel=0.05)


@pytest.mark.parametrize("key", DATASETS)
def test_values_lie_within_about_one(key):
    data = drawn(key, 2000)
    assert 0.9 < np.abs(data.x).max() < 1.3
    assert np.abs(data.y).max() <= (1 if data.task == "regression" else data.n_outputs - 1)


@pytest.mark.parametrize("key", DATASETS)
def test_every_entry_has_its_words(key):
    dataset = DATASETS[key]
    assert dataset.label
    assert dataset.story.endswith(".")
    assert "\n" not in dataset.story


@pytest.mark.parametrize("key", DATASETS)
@pytest.mark.parametrize(("n", "noise"), [(1, 0.0), (10**9, 0.0), (10, -0.1), (10, 1.5), (10, float("nan"))])
def test_a_number_or_noise_out_of_range_is_refused(key, n, noise):
    with pytest.raises(BadInput, match="must be"):
        drawn(key, n, noise)


def test_a_gap_parts_the_disc_from_the_ring():
    data = drawn("circle", 2000)
    radius = np.linalg.norm(data.x, axis=1)
    assert radius[data.y == 0].max() <= 0.5
    assert radius[data.y == 1].min() >= 0.7


def test_a_class_of_xor_is_two_opposite_quadrants_with_a_margin():
    data = drawn("xor", 2000)
    np.testing.assert_array_equal(data.x.prod(axis=1) < 0, data.y == 1)
    assert np.abs(data.x).min() >= 0.1


def test_the_arms_of_the_spiral_are_each_other_turned_by_half_a_turn():
    data = drawn("spiral", 4000)
    arm, other = data.x[data.y == 0], -data.x[data.y == 1]
    gaps = np.linalg.norm(arm[:, np.newaxis] - other, axis=2).min(axis=1)
    assert gaps.max() < 0.05


def test_the_three_arms_are_those_of_the_case_study():
    # numbers of the source: radius from 0 to 1, angle from 4 j to 4 (j + 1), each of 100 points in even steps
    data = drawn("spiral3", 300)
    for arm in range(3):
        radius, angle = np.linspace(0, 1, 100), np.linspace(4 * arm, 4 * (arm + 1), 100)
        expected = np.stack((radius * np.sin(angle), radius * np.cos(angle)), axis=1)
        np.testing.assert_allclose(data.x[data.y == arm], expected, atol=1e-12)


def test_the_noise_of_the_three_arms_turns_their_points():
    clean, noisy = drawn("spiral3", 9000), drawn("spiral3", 9000, noise=0.1)
    np.testing.assert_allclose(np.linalg.norm(noisy.x, axis=1), np.linalg.norm(clean.x, axis=1), atol=1e-12)
    turn = (np.arctan2(*noisy.x.T) - np.arctan2(*clean.x.T))[3:]  # the first point of each arm is the origin
    turn = (turn + np.pi) % (2 * np.pi) - np.pi
    assert turn.std() == pytest.approx(0.2, rel=0.05)


def test_the_clothes_are_all_there_scaled_and_told_apart_by_their_nearest_neighbour():
    data = drawn("fashion", 5000)
    assert data.x.shape == (3000, 784)
    assert (data.x.min(), data.x.max()) == (0, 1)
    np.testing.assert_array_equal(np.bincount(data.y), [300] * 10)
    train, test = data.x[:2500], data.x[2500:]
    squares = (train**2).sum(axis=1) - 2.0 * test @ train.T
    assert np.mean(data.y[squares.argmin(axis=1)] == data.y[2500:]) > 0.75  # 85 % is published for all 60,000


def test_the_digits_are_all_there_and_scaled():
    data = drawn("digits", 5000)
    assert data.x.shape == (1797, 64)
    assert (data.x.min(), data.x.max()) == (0, 1)
    # the counts of the source's test set
    np.testing.assert_array_equal(np.bincount(data.y), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])


def test_the_digits_are_told_apart_by_their_nearest_neighbour():
    data = drawn("digits", 1700)
    train, test = data.x[:1500], data.x[1500:]
    nearest = ((test[:, np.newaxis] - train) ** 2).sum(axis=2).argmin(axis=1)
    assert np.mean(data.y[nearest] == data.y[1500:]) > 0.95


def test_a_resource_is_found_by_its_name():
    assert resource("datasets/README.md").is_file()
    assert not resource("datasets/no such file").is_file()
