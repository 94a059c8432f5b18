import numpy as np
import pytest

from actviz.training import RunConfig, Trainer
from actviz.training.units.permanence import drifting_units, permanence, permanence_in

SGD = RunConfig(hidden=(2, 2, 2))
PRELU = RunConfig(hidden=(2, 2, 2), activation="prelu", alpha=0.0)
MIXED = RunConfig(hidden=(2, 2, 2), activation=("relu", "prelu", "relu"), alpha=0.0)


def units(*rows):
    return [np.array(row, bool) for row in rows]


NONE = units((0, 0), (0, 0), (0, 0))


@pytest.mark.parametrize(
    ("config", "dead", "drifting", "layer", "for_ever", "words"),
    [
        (SGD, units((1, 0), (0, 0), (0, 0)), NONE, 1, True, "inputs never change"),
        (SGD, units((0, 0), (1, 0), (0, 0)), NONE, 2, False, "layer 1 still changes"),
        (SGD, units((0, 0), (0, 0), (1, 0)), NONE, 3, False, "layers 1 to 2 still change"),
        (SGD, units((1, 0), (1, 0), (1, 1)), NONE, 1, True, "its inputs never change"),
        (SGD, units((0, 0), (1, 0), (1, 1)), NONE, 2, True, "layer 3 is dead as a whole"),
        (SGD, units((0, 0), (1, 1), (1, 0)), NONE, 3, True, "inputs come from layer 2"),
        (SGD, units((1, 1), (0, 0), (1, 0)), NONE, 3, False, "layer 2 still changes"),
        (SGD, units((1, 0), (0, 0), (0, 0)), units((1, 0), (0, 0), (0, 0)), 1, False, "momentum left over"),
        (SGD, units((0, 0), (1, 0), (1, 1)), units((0, 1), (0, 0), (0, 0)), 2, False, "still moves layer 1"),
        (PRELU, units((1, 0), (0, 0), (0, 0)), NONE, 1, False, "α, is still learned"),
        (MIXED, units((1, 0), (1, 1), (0, 0)), NONE, 1, True, "its inputs never change"),
        (MIXED, units((1, 0), (1, 1), (1, 0)), NONE, 3, False, "layer 2 is dead as a whole, but"),
        (MIXED, units((1, 0), (1, 1), (1, 1)), NONE, 1, True, "its inputs never change"),
        (PRELU.replace(residual=1), units((1, 0), (0, 0), (0, 0)), NONE, 1, False, "α, is still learned"),
        (SGD.replace(weight_decay=0.1), units((1, 0), (0, 0), (0, 0)), NONE, 1, False, "weight decay"),
        (
            SGD.replace(optimizer="adam"),
            units((1, 0), (0, 0), (0, 0)),
            units((1, 0), (0, 0), (0, 0)),
            1,
            False,
            "what Adam carries over",
        ),
    ],
)
def test_it_is_for_ever_only_where_nothing_can_move_the_unit(config, dead, drifting, layer, for_ever, words):
    found = permanence(config, dead, drifting, layer, 0)
    assert found.for_ever == for_ever
    assert words in found.reason
    assert ("For ever" in found.reason) == for_ever


def test_units_of_a_learned_slope_that_are_dead_for_now_come_back_and_nobody_says_for_ever():
    trainer = Trainer(RunConfig(hidden=(8, 8), activation="prelu", alpha=0.0, bias_init=-20.0, learning_rate=0.01))
    before = trainer.measure()
    assert all(units.dead.all() for units in before.units)
    assert not any(permanence_in(before, layer, unit).for_ever for layer in (1, 2) for unit in range(8))
    trainer.advance(20)
    assert trainer.measure().n_dead == 0


def test_a_living_unit_has_no_permanence():
    assert permanence(SGD, units((1, 0), (0, 0), (0, 0)), NONE, 1, 1) is None


@pytest.mark.parametrize(
    "config",
    [
        RunConfig(hidden=(8,) * 4, learning_rate=0.5),
        RunConfig(hidden=(8,) * 4, learning_rate=0.1, momentum=0.9),
        RunConfig(hidden=(8,) * 4, learning_rate=0.1, momentum=0.9, nesterov=True),
        RunConfig(hidden=(8,) * 4, optimizer="adam", learning_rate=0.05),
        RunConfig(hidden=(8,) * 4, optimizer="rmsprop", learning_rate=0.02),
        RunConfig(hidden=(6,) * 6, bias_init=-1.0, learning_rate=0.1, momentum=0.5),
    ],
    ids=str,
)
def test_no_unit_that_was_called_dead_for_ever_comes_back_or_moves(config):
    trainer, said = Trainer(config), 0
    trainer.network.biases[0][:3] = -20.0
    for _ in range(6):
        trainer.advance(300)
        snapshot = trainer.measure()
        lasting = [
            (layer, unit)
            for layer, found in enumerate(snapshot.units, 1)
            for unit in np.flatnonzero(found.dead).tolist()
            if permanence_in(snapshot, layer, unit).for_ever
        ]
        before = [m.copy() for m in trainer.network.matrices]
        trainer.advance(200)
        now = trainer.measure()
        for layer, unit in lasting:
            assert now.units[layer - 1].dead[unit]
            assert np.array_equal(before[layer - 1][:, unit], trainer.network.matrices[layer - 1][:, unit])
        said += len(lasting)
    assert said


def test_momentum_carries_a_unit_on_after_its_death_until_its_steps_are_too_small_for_a_float():
    trainer = Trainer(RunConfig(hidden=(6, 6), momentum=0.9, learning_rate=0.1))
    trainer.advance(50)
    trainer.network.biases[0][2] = -100.0
    assert drifting_units(trainer.network, trainer._state.stepper.optimizer, trainer.rate)[0][2]
    trainer.advance(1000)
    assert not drifting_units(trainer.network, trainer._state.stepper.optimizer, trainer.rate)[0][2]


def test_momentum_carries_a_learned_slope_on_though_no_gradient_reaches_it():
    config = RunConfig(hidden=(6, 6), activation=("prelu", "relu"), momentum=0.9, prelu_per_unit=True)
    trainer = Trainer(config)
    trainer.advance(50)
    trainer.network.biases[1][...] = -1000.0  # layer 2 is dead as a whole
    optimizer, alphas = trainer._state.stepper.optimizer, trainer.network.alphas[0]
    for state in optimizer.state.values():
        state[: trainer.network.layout.n_matrix_values] = 0.0
    moving = drifting_units(trainer.network, optimizer, trainer.rate)[0]
    before = alphas.copy()
    trainer.advance(1)
    assert moving.any()
    assert np.array_equal(moving, (alphas != before)[:, 0])


@pytest.mark.parametrize(
    "change",
    [{"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"optimizer": "adam"}, {"optimizer": "rmsprop"}, {}],
)
def test_the_drift_is_what_a_step_without_a_gradient_adds(change):
    trainer = Trainer(RunConfig(hidden=(6, 6)).replace(**change), dtype="float64")
    trainer.advance(20)
    optimizer, parameters = trainer._state.stepper.optimizer, trainer.network.parameters
    drift, before = optimizer.drift(slice(3, 40)), parameters.copy()
    trainer.network.gradient[...] = 0.0
    optimizer.step()
    assert drift == pytest.approx((parameters - before)[3:40], rel=1e-9, abs=1e-15)
