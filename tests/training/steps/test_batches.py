import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.training.steps.batches import Batches


def batches_of(n, batch, seed=0):
    x = np.arange(n, dtype=np.float64)[None, :]
    return Batches(x, -x, batch, np.random.default_rng(seed))


def take(batches):
    ((inputs, target),) = batches.next(1)
    assert inputs.shape == target.shape == (1, batches.batch)
    assert np.array_equal(target, -inputs)
    assert all(a is b for a, b in zip(batches.latest, (inputs, target), strict=True))
    return inputs[0].astype(int).tolist()


@settings(deadline=None)
@given(n=st.integers(1, 40), batch=st.integers(1, 50))
def test_no_example_comes_twice_in_an_epoch(n, batch):
    batches = batches_of(n, batch)
    for _ in range(3):
        epoch = [example for _ in range(n // batches.batch) for example in take(batches)]
        assert len(set(epoch)) == len(epoch) == n - n % batches.batch


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_every_example_comes_in_the_long_run(batch):
    batches = batches_of(10, batch)
    assert {example for _ in range(60) for example in take(batches)} == set(range(10))


def test_a_batch_larger_than_the_data_is_the_whole_data():
    batches = batches_of(5, 100)
    assert sorted(take(batches)) == sorted(take(batches)) == list(range(5))
    assert batches.examples_seen == 10


def test_blocks_make_no_difference_to_the_order(monkeypatch):
    whole = batches_of(50, 4)
    monkeypatch.setattr("actviz.training.steps.batches.BLOCK_VALUES", 1)
    pieces = batches_of(50, 4)
    assert [take(whole) for _ in range(40)] == [take(pieces) for _ in range(40)]


@pytest.mark.parametrize("n_before", [0, 1, 7, 12, 13])
def test_a_feed_goes_on_from_a_kept_state(n_before):
    batches = batches_of(50, 4)
    for _ in range(n_before):
        take(batches)
    state = batches.state()
    expected = [take(batches) for _ in range(30)]
    other = batches_of(50, 4, seed=9)
    for f in (batches, other):
        f.restore(state)
        assert [take(f) for _ in range(30)] == expected


def test_another_batch_size_counts_the_examples_on():
    batches = batches_of(50, 4)
    take(batches)
    batches = batches.resized(10)
    assert len(take(batches)) == 10
    assert batches.examples_seen == 14
