"""Distributions against NumPy's own histogram of the values themselves."""

import numpy as np
import pytest

from actviz.training import RunConfig, Trainer
from actviz.training.measure.distributions import ValueCounts
from actviz.training.replay import Replay

LEAST_NORMAL = np.finfo(np.float32).tiny
EXTREMES = np.array(
    [0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, -1e-40, LEAST_NORMAL, 1.0, -1.0, 3.4e38, -3.4e38], np.float32
)


def counted(values, factor=1.0):
    counts = ValueCounts()
    for part in np.array_split(np.atleast_2d(values), 3, axis=1):
        counts.add(part, factor)
    return counts


def numpy_counts(values, found):
    """Return the counts in the found bins; a value on an edge belongs to the bin farther from zero."""
    values = np.asarray(values, np.float64).ravel()
    values = values[np.isfinite(values) & (values != 0.0)]
    if found.is_logarithmic:
        sizes = np.maximum(np.abs(values), LEAST_NORMAL)
        places = found.first + np.arange(len(found.counts) + 1)
        edges = 2.0 ** (places // 2) * np.where(places % 2, 1.40625, 1.0)
        return np.histogram(sizes, edges)[0]
    above = np.histogram(values[values > 0], np.append(found.edges, np.inf))[0][:-1]
    below = np.histogram(-values[values < 0], np.append(-found.edges[::-1], np.inf))[0][:-1]
    return above + below[::-1]


SAMPLES = {
    "normal": np.random.default_rng(1).normal(size=5000).astype(np.float32),
    "far from zero": np.random.default_rng(2).normal(1000.0, 0.1, 5000).astype(np.float32),
    "rectified": np.maximum(np.random.default_rng(3).normal(size=5000), 0.0).astype(np.float32),
    "many decades": 10.0 ** np.random.default_rng(4).uniform(-38, 38, 5000).astype(np.float32),
    "one value": np.full(100, 0.3, np.float32),
    "extremes": EXTREMES,
    "zeros": np.zeros(50, np.float32),
    "nothing": np.zeros(0, np.float32),
    "saturated": np.tanh(np.random.default_rng(5).normal(0.0, 9.0, 5000)).astype(np.float32),
    "float64": np.array([1e-300, 1e300, -1e300, np.inf, np.nan, 0.0, 2.0]),
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("axis", ["linear", "logarithmic"])
def test_bins_hold_what_numpy_counts_in_them(name, axis):
    values = SAMPLES[name]
    found = getattr(counted(values), axis)()
    with np.errstate(over="ignore"):
        as_counted = np.clip(values, -3.4028235e38, 3.4028235e38) if name == "float64" else values
    expected = numpy_counts(np.where(np.isfinite(values), as_counted, np.nan), found)
    assert found.counts.tolist() == expected.tolist()
    assert found.n == values.size
    assert found.zeros == np.count_nonzero(values == 0.0)
    assert found.non_finite == np.count_nonzero(~np.isfinite(values))
    assert found.counts.sum() + found.zeros + found.non_finite == found.n
    assert len(found.counts) <= (128 if axis == "linear" else 512)


@pytest.mark.parametrize("name", ["normal", "far from zero", "rectified", "many decades", "one value", "saturated"])
def test_quantiles_are_those_of_the_values_and_at_most_three_percent_too_near_to_zero(name):
    values = SAMPLES[name]
    exact = np.quantile(values.astype(np.float64), (0.05, 0.5, 0.95), method="inverted_cdf")
    for found, value in zip(counted(values).linear().quantiles, exact, strict=True):
        assert 0.969 * abs(value) <= abs(found) <= abs(value)
        assert found * value >= 0.0
    of_sizes = np.quantile(np.abs(values[values != 0.0].astype(np.float64)), (0.05, 0.5, 0.95), method="inverted_cdf")
    assert counted(values).logarithmic().quantiles == pytest.approx(of_sizes, rel=0.031)


def test_a_distribution_without_finite_values_has_no_quantiles():
    found = counted(np.array([np.nan, np.inf], np.float32)).linear()
    assert np.isnan(found.quantiles).all()
    assert found.non_finite_share == 1.0
    assert not len(found.counts)


def test_a_factor_that_overflows_leaves_a_finite_value_in_the_last_bin():
    found = counted(np.array([1e38, 1.0, np.inf, 0.0], np.float32), 100.0).logarithmic()
    assert (found.n, found.zeros, found.non_finite) == (4, 1, 1)
    assert found.counts.tolist()[0] == found.counts.tolist()[-1] == 1
    assert found.edges[-1] == pytest.approx(128 * np.log10(2.0))


def test_shares_between_other_edges_add_up_to_those_of_the_bins():
    found = counted(SAMPLES["rectified"]).linear()
    shares = found.shares(np.linspace(-10.0, 10.0, 37))
    assert shares.sum() == pytest.approx(1.0 - found.zero_share)
    assert found.shares(found.edges) == pytest.approx(found.counts / found.n)


@pytest.mark.parametrize("axis", ["linear", "logarithmic"])
def test_merged_bins_are_wider_ones_of_the_same_kind(axis):
    found = getattr(counted(SAMPLES["normal"]), axis)()
    edges, counts = found.merged(11)
    assert 5 <= len(counts) <= 11
    assert counts.sum() == found.counts.sum()
    assert edges[0] <= found.edges[0] < edges[1]
    inner = [e for e in edges[1:-1] if found.edges[0] < e < found.edges[-1]]
    assert all(np.isclose(found.edges, e).any() for e in inner)
    below = np.cumsum(found.counts)[np.searchsorted(found.edges[1:], edges[1:-1] - 1e-9)]
    assert np.cumsum(counts)[:-1].tolist() == below.tolist()
    (one_bin,) = counted(np.full(9, 1e-12, np.float32)).linear().merged(100, 1e6)[1]
    assert one_bin == 9
    assert found.merged(500)[1].tolist() == found.counts.tolist()


def same(found, values):
    assert found.n == values.size
    assert found.zeros == np.count_nonzero(values == 0.0)
    # another order of summation may move a value by a rounding, over an edge
    assert np.abs(found.counts - numpy_counts(values, found)).sum() <= 2 + 0.002 * found.n


def passes_of(trainer, x, y):
    network = trainer.network
    network.loss_and_gradients(x, y)
    return network.propagation(len(x))


@pytest.mark.parametrize("settings", [{}, {"activation": "relu", "hidden": (9, 3, 7)}, {"dataset": "plane"}])
def test_all_quantities_of_step_0_are_those_of_the_whole_training_set(settings):
    trainer = Trainer(RunConfig(**{"hidden": (6, 5), **settings}))
    weights = [w.copy() for w in trainer.network.weights]
    found = trainer.measure({"distributions"}).distributions
    passes = passes_of(trainer, trainer.train_x, trainer.train_y)
    for i, w in enumerate(weights):
        same(found.z[i], passes.z[i])
        same(found.backward[i], passes.delta[i] * len(trainer.train_x))
        same(found.gradients[i], trainer.network.weight_gradients[i])
        same(found.weights[i], w)
        same(found.first_weights[i], w)
    for of_h, h in zip(found.activations, passes.h, strict=True):
        same(of_h, h)


def test_after_a_step_gradient_and_backward_signal_are_those_of_the_batch():
    trainer = Trainer(RunConfig(hidden=(6, 5), batch_size=16))
    first = [w.copy() for w in trainer.network.weights]
    trainer.advance(30)
    snapshot = trainer.measure({"distributions"})
    found = snapshot.distributions
    assert [d.n for d in found.backward] == [6 * 16, 5 * 16, trainer.network.sizes[-1] * 16]
    rms = np.array([d.quantiles[2] for d in found.gradients])
    assert (rms > snapshot.gradient_rms * 0.5).all()
    for i, w in enumerate(first):
        same(found.first_weights[i], w)
        same(found.weights[i], trainer.network.weights[i])
        assert found.gradients[i].n == w.size


def test_the_first_weights_are_those_of_step_0_after_a_change_of_the_activation():
    trainer = Trainer(RunConfig(hidden=(6, 5), activation="relu"))
    first = [w.copy() for w in trainer.network.weights]
    trainer.advance(20)
    trainer.apply({"activation": "prelu"})
    trainer.advance(20)
    for found, w in zip(trainer.measure({"distributions"}).distributions.first_weights, first, strict=True):
        same(found, w)


def test_a_network_measured_in_pieces_has_the_same_distributions(monkeypatch):
    trainer = Trainer(RunConfig(hidden=(6, 5)))
    trainer.advance(70)
    at_once = trainer.measure({"distributions"}).distributions
    monkeypatch.setattr("actviz.training.run.measurement.LARGE_NETWORK", 1)
    monkeypatch.setattr("actviz.training.measure.distributions.PART", 7)
    in_pieces = trainer.measure({"distributions"}).distributions
    for (name, one), (_, other) in zip(at_once.named(), in_pieces.named(), strict=True):
        for a, b in zip(one, other, strict=True):
            assert (a.first, a.width, a.n, a.zeros) == (b.first, b.width, b.n, b.zeros), name
            assert a.counts.tolist() == b.counts.tolist()


def test_a_replayed_step_has_the_distributions_of_the_first_time():
    trainer = Trainer(RunConfig(hidden=(6, 5)))
    trainer.advance(100)
    then = trainer.measure({"distributions"}).distributions
    trainer.advance(100)
    again = Replay(trainer).go_to(100).measure({"distributions"}).distributions
    for (_, one), (_, other) in zip(then.named(), again.named(), strict=True):
        assert [d.counts.tolist() for d in one] == [d.counts.tolist() for d in other]


def test_what_was_not_asked_for_is_not_measured():
    assert Trainer(RunConfig(hidden=(4,))).measure().distributions is None
