import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.units.unit_facts import MAP_PX

UNIT = frozenset({"unit"})


def pre_activation(trainer, x, layer, unit):
    h = np.asarray(x, float).T
    for m, a in zip(trainer.network.matrices[: layer - 1], trainer.network.activations, strict=False):
        h = a.value(m[:-1].T.astype(float) @ h + m[-1][:, None])
    m = trainer.network.matrices[layer - 1]
    return m[:-1, unit].astype(float) @ h + m[-1, unit]


@pytest.mark.parametrize("key", ["relu", "tanh", "hard_tanh"])
def test_the_histogram_holds_the_units_z_on_every_training_example(key):
    trainer = Trainer(RunConfig(hidden=(8, 8, 8), activation=key))
    trainer.advance(50)
    snapshot = trainer.measure(UNIT, unit=(3, 5))
    z = pre_activation(trainer, trainer.train_x, 3, 5)
    found = snapshot.unit.histogram
    assert found.counts.sum() == len(trainer.train_x)
    assert (found.low, found.high) == pytest.approx((z.min(), z.max()), abs=1e-4)
    assert found.flat_fraction == pytest.approx(1.0 - snapshot.units[2].active_fraction[5])
    assert found.saturated_fraction == pytest.approx(snapshot.units[2].saturated_fraction[5])


def test_weights_and_bias_are_copies_of_the_units_own():
    trainer = Trainer(RunConfig(hidden=(8, 6)))
    facts = trainer.measure(UNIT, unit=(1, 4)).unit
    assert np.array_equal(facts.weights_in, trainer.network.weights[0][:, 4])
    assert np.array_equal(facts.weights_out, trainer.network.weights[1][4])
    assert facts.bias == trainer.network.biases[0][4]
    trainer.network.parameters[...] = 7.0
    assert not (facts.weights_in == 7.0).any()


def test_the_map_is_the_units_z_and_output_over_the_plane():
    trainer = Trainer(RunConfig(hidden=(8, 8)))
    trainer.advance(20)
    facts = trainer.measure(UNIT, unit=(2, 1)).unit
    x0, x1, y0, y1 = trainer.facts.map_extent
    at = np.array([[x0 + (x1 - x0) * (10 + 0.5) / MAP_PX, y0 + (y1 - y0) * (40 + 0.5) / MAP_PX]])
    z = pre_activation(trainer, at, 2, 1)
    assert facts.z_map[40, 10] == pytest.approx(z[0], abs=1e-4)
    assert np.array_equal(facts.h_map, np.maximum(facts.z_map, 0))


def test_data_that_is_not_two_dimensional_has_no_map():
    facts = Trainer(RunConfig(dataset="digits", hidden=(5,))).measure(UNIT, unit=(1, 0)).unit
    assert facts.z_map is None
    assert len(facts.weights_in) == 64


@pytest.mark.parametrize("unit", [(3, 0), (1, 5), (0, 0), None])
def test_a_unit_that_is_not_there_is_not_measured(unit):
    assert Trainer(RunConfig(hidden=(5, 5))).measure(UNIT, unit=unit).unit is None


@pytest.mark.parametrize("per_unit", [False, True])
@pytest.mark.parametrize("key", ACTIVATIONS)
def test_every_activation_can_be_followed(key, per_unit):
    trainer = Trainer(RunConfig(hidden=(5, 5), activation=key, prelu_per_unit=per_unit))
    trainer.advance(5)
    assert np.isfinite(trainer.measure(UNIT, unit=(2, 3)).unit.h_map).all()
