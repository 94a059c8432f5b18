import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.training.steps.batches import Feed


def feed_of(n, batch, seed=0):
    x = np.arange(n, dtype=np.float64)[None, :]
    return Feed(x, -x, batch, np.random.default_rng(seed))


def take(feed):
    ((inputs, target),) = feed.batches(1)
    assert inputs.shape == target.shape == (1, feed.batch)
    assert np.array_equal(target, -inputs)
    assert all(a is b for a, b in zip(feed.latest, (inputs, target), strict=True))
    return inputs[0].astype(int).tolist()


@settings(deadline=None)
@given(n=st.integers(1, 40), batch=st.integers(1, 50))
def test_no_example_comes_twice_in_an_epoch(n, batch):
    feed = feed_of(n, batch)
    for _ in range(3):
        epoch = [example for _ in range(n // feed.batch) for example in take(feed)]
        assert len(set(epoch)) == len(epoch) == n - n % feed.batch


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_every_example_comes_in_the_long_run(batch):
    feed = feed_of(10, batch)
    assert {example for _ in range(60) for example in take(feed)} == set(range(10))


def test_a_batch_larger_than_the_data_is_the_whole_data():
    feed = feed_of(5, 100)
    assert sorted(take(feed)) == sorted(take(feed)) == list(range(5))
    assert feed.examples_seen == 10


def test_blocks_make_no_difference_to_the_order(monkeypatch):
    whole = feed_of(50, 4)
    monkeypatch.setattr("actviz.training.steps.batches.BLOCK_VALUES", 1)
    pieces = feed_of(50, 4)
    assert [take(whole) for _ in range(40)] == [take(pieces) for _ in range(40)]


@pytest.mark.parametrize("n_before", [0, 1, 7, 12, 13])
def test_a_feed_goes_on_from_a_kept_state(n_before):
    feed = feed_of(50, 4)
    for _ in range(n_before):
        take(feed)
    state = feed.state()
    expected = [take(feed) for _ in range(30)]
    other = feed_of(50, 4, seed=9)
    for f in (feed, other):
        f.restore(state)
        assert [take(f) for _ in range(30)] == expected


def test_another_batch_size_counts_the_examples_on():
    feed = feed_of(50, 4)
    take(feed)
    feed = feed.resized(10)
    assert len(take(feed)) == 10
    assert feed.examples_seen == 14
