"""Wasted capacity: which units do nothing, counted by hand, and the results without them, measured."""

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.losses import loss_for
from actviz.nn.network import Network
from actviz.training import RunConfig, Trainer
from actviz.training.measure.probes import results, survey
from actviz.training.measure.wasted_capacity import measure_waste, without
from actviz.training.pieces import finished
from actviz.training.results import Part


def small(activation, weights, biases, sizes=(1, 4, 2, 2)):
    """Return a network with these weights, (fan_in, fan_out) each, and biases."""
    network = Network(sizes, [ACTIVATIONS[activation]] * (len(sizes) - 2), loss_for("classification", None), "float64")
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        network.weights[i][...] = w
        network.biases[i][...] = b
    return network


X = np.linspace(-1.0, 1.0, 9)[np.newaxis]
TARGET = np.stack([X[0] > 0, X[0] <= 0]).astype(float)
NOTHING = np.zeros((1, 0)), np.zeros((2, 0))


def outputs(network, x):
    return np.concatenate([p.z[-1][:, : s.stop - s.start].copy() for s, p in network.forward_chunks(x)], axis=1)


def test_the_kinds_and_their_weights_on_a_network_that_can_be_counted_by_hand():
    # layer 1: a live unit, a dead one, one always on, one that is next to silent; layer 2: a live and a dead one
    network = small(
        "relu",
        [[[1.0, 1.0, 1.0, 0.001]], [[1.0, 0.0], [5.0, 0.0], [0.5, 0.0], [1.0, 0.0]], [[1.0, -1.0], [7.0, 7.0]]],
        [[0.0, -2.0, 3.0, 0.0], [-2.0, -1.0], [0.0, 0.0]],
    )
    found = measure_waste(network, (X, TARGET), NOTHING)
    assert (found.n_units, found.n_weights) == (6, 4 + 8 + 4)
    # in layer 1 a unit has 1 weight in and 2 out; in layer 2 it has 4 in and 2 out, one of them of the other dead unit
    assert found.dead == Part(2, (1 + 2) + (4 + 2) - 1)
    assert found.silent == Part(1, 1 + 2)
    assert found.linear == Part(1, 1 + 2)
    assert found.removed == Part(3, 16 - (1 * 2 + 2 * 1 + 1 * 2))
    assert found.without_dead == found.whole
    assert found.without.loss == pytest.approx(found.whole.loss, abs=1e-3)
    assert found.without.loss != found.whole.loss


def test_a_silent_unit_is_replaced_by_its_mean_over_the_training_set():
    network = small("relu", [[[2.0, 0.01]], [[1.0, -1.0], [3.0, 4.0]]], [[0.0, 0.0], [0.1, 0.2]], (1, 2, 2))
    found = measure_waste(network, (X, TARGET), NOTHING)
    assert found.silent.units == 1
    h = np.maximum(0.0, 2.0 * X[0])
    mean = np.maximum(0.0, 0.01 * X[0]).mean()
    z = np.stack([h + 3.0 * mean + 0.1, -h + 4.0 * mean + 0.2])
    shares = np.exp(z) / np.exp(z).sum(axis=0)
    assert found.without.loss == pytest.approx(-np.log((shares * TARGET).sum(axis=0)).mean(), rel=1e-6)


def test_a_unit_that_is_flat_on_both_sides_is_dead_but_has_no_constant_output_and_stays():
    network = small("hard_tanh", [[[50.0, 1.0]], [[1.0, -1.0], [1.0, 1.0]]], [[25.0, 9.0], [0.0, 0.0]], (1, 2, 2))
    x = np.array([[-1.0, -0.8, 0.0, 0.5]])
    target = np.array([[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]])
    found = measure_waste(network, (x, target), NOTHING)
    assert found.dead.units == 2
    assert found.removed.units == 1
    assert found.without_dead.loss == pytest.approx(found.whole.loss, rel=1e-12)


@pytest.mark.parametrize("activation", ["relu", "relu6", "hard_tanh", "hard_sigmoid"])
def test_without_the_dead_units_every_output_is_the_same(activation):
    trainer = Trainer(RunConfig(hidden=(16,) * 4, activation=activation, seed=2))
    trainer.advance(20)
    network = trainer.network
    for biases in network.biases[:-1]:
        biases[:3], biases[3:6] = -40.0, 40.0 * (activation != "relu")
    train, nothing = trainer._state.train, (trainer._state.test[0][:, :0], trainer._state.test[1][:, :0])
    units = finished(survey(network, train, nothing)).units
    h = next(p.h for _, p in network.forward_chunks(train[0]))
    constant = [u.dead & (a.max(axis=1) == a.min(axis=1)) for u, a in zip(units, h, strict=True)]
    assert sum(int(c.sum()) for c in constant) > 3
    values = [a[:, 0].copy() for a in h]
    before = outputs(network, train[0])
    other = without(network, constant, values)
    for i, gone in enumerate(constant):
        assert not other.weights[i][:, gone].any()
        assert not other.weights[i + 1][gone].any()
    np.testing.assert_allclose(outputs(other, train[0]), before, rtol=1e-4, atol=1e-5)
    found = measure_waste(network, train, nothing)
    assert found.without_dead.loss == pytest.approx(found.whole.loss, rel=1e-5)
    assert found.without_dead.accuracy == found.whole.accuracy


def test_a_measurement_has_it_when_asked_and_the_network_stays_as_it_is():
    trainer = Trainer(RunConfig(hidden=(12,) * 8, learning_rate=0.1, seed=3))
    trainer.advance(400)
    before = trainer.network.parameters.copy()
    assert trainer.measure().wasted is None
    snapshot = trainer.measure({"wasted"})
    assert np.array_equal(trainer.network.parameters, before)
    assert snapshot.wasted.dead.units == snapshot.n_dead > 0
    assert snapshot.wasted.whole == results(trainer.network, trainer._state.train, trainer._state.test)
    assert snapshot.wasted.without_dead.accuracy == pytest.approx(snapshot.accuracy)


def test_where_nothing_can_be_removed_the_results_are_those_of_the_network():
    trainer = Trainer(RunConfig(hidden=(8, 8), activation="tanh"))
    trainer.advance(50)
    found = trainer.measure({"wasted"}).wasted
    assert found.removed == Part(0, 0)
    assert found.without == found.without_dead == found.whole


def test_a_network_whose_units_are_all_dead_has_the_same_outputs_without_any():
    trainer = Trainer(RunConfig(hidden=(6, 6), bias_init=-100.0))
    found = trainer.measure({"wasted"}).wasted
    assert found.removed == found.dead == Part(12, found.n_weights)
    assert found.without == found.whole
