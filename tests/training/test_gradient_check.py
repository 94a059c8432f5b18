import dataclasses

import numpy as np
import pytest

from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.gradient_check import TOLERANCE, check_gradients, standing


def trained(n_steps=20, **settings):
    trainer = Trainer(RunConfig(**{"hidden": (6,) * 4, "learning_rate": 0.01, **settings}))
    trainer.advance(n_steps)
    return trainer


def falsified(stand, key="tanh", factor=1.0 + 1e-4):
    """Replace the first layer's activation by one whose slope is wrong by a factor."""
    right = ACTIVATIONS[key]

    def make(shape, dtype, alpha):
        value, slope = right.make(shape, dtype, alpha)

        def wrong(z, h, d):
            slope(z, h, d)
            d *= factor

        return value, wrong

    wrong = dataclasses.replace(right, key="wrong", make=make)  # its key keeps it apart from the others
    return dataclasses.replace(stand, activations=(wrong, *stand.activations[1:]))


@pytest.mark.parametrize("key", ACTIVATIONS)
def test_back_propagation_is_right_for_every_activation(key):
    check = check_gradients(standing(trained(activation=key)))
    assert check.right, str(check)
    assert [layer.layer for layer in check.layers] == [1, 2, 3, 4, 5]
    assert all(layer.n_checked >= 1 and layer.largest_error <= TOLERANCE for layer in check.layers)


@pytest.mark.parametrize("dataset", ["plane", "digits"])
def test_it_serves_regressions_and_many_classes(dataset):
    check = check_gradients(standing(trained(dataset=dataset)), most_entries=10)
    assert check.right, str(check)


def test_a_slope_that_is_wrong_by_a_ten_thousandth_is_caught_in_its_layer():
    check = check_gradients(falsified(standing(trained(activation="tanh"))))
    assert not check.right
    assert [layer.layer for layer in check.layers if not layer.right] == [1]
    assert "disagrees" in str(check)
    assert check.worst.layer == 1
    assert check.worst.largest_error == pytest.approx(1e-4, rel=0.5)


def test_a_wrong_slope_of_a_piecewise_linear_activation_is_not_excused_as_a_kink():
    check = check_gradients(falsified(standing(trained(activation="relu")), "relu", 1.01))
    assert not check.layers[0].right
    assert check.layers[0].n_at_kink == 0


def test_a_vanishing_gradient_is_checked_in_full_precision():
    trainer = Trainer(RunConfig(hidden=(8,) * 30, activation="sigmoid", initializer="xavier_normal"))
    assert trainer.measure().gradient_norms[0] < 1e-18
    check = check_gradients(standing(trainer), most_entries=6)
    assert check.right, str(check)
    assert check.layers[-1].through == 0, "the last layers against the loss"
    assert check.layers[0].through > 1, "the first ones against a layer above"


def test_a_falsified_vanishing_gradient_is_caught_too():
    trainer = Trainer(RunConfig(hidden=(8,) * 30, activation="sigmoid", initializer="xavier_normal"))
    check = check_gradients(falsified(standing(trainer), "sigmoid", 1.001), most_entries=6)
    assert [layer.layer for layer in check.layers if not layer.right] == [1]


def test_an_exploding_gradient_is_right_as_well():
    trainer = Trainer(RunConfig(hidden=(12,) * 12, activation="relu", init_scale=6.0))
    assert trainer.measure().gradient_norms.max() > 1e4
    check = check_gradients(standing(trainer), most_entries=10)
    assert check.right, str(check)


def test_entries_that_stand_at_a_kink_are_counted_apart():
    trainer = Trainer(RunConfig(hidden=(4, 4), activation="relu"))
    trainer.network.weights[0][:, 0], trainer.network.biases[0][0] = 0, 0  # z of unit 1 is 0 on every example
    check = check_gradients(standing(trainer), most_entries=1000)
    assert check.right, str(check)
    first = check.layers[0]
    assert first.n_at_kink == 3, "two weights and the bias of unit 1"
    assert first.n_checked + first.n_at_kink == first.n_entries


def test_an_output_layer_whose_gradient_is_lost_in_rounding_is_not_called_wrong():
    trainer = Trainer(RunConfig(hidden=(8,) * 20, activation="gelu", init_scale=0.1, n_examples=40))
    check = check_gradients(standing(trainer), most_entries=6)
    assert check.right, str(check)
    assert check.layers[-1].n_lost > 0, "activations as small as these move the loss by less than its last digit"


@pytest.mark.parametrize("key", ["mish", "selu", "elu", "prelu", "softplus"])
@pytest.mark.parametrize("scale", [0.5, 3.0])
def test_extreme_weights_raise_no_false_alarm(key, scale):
    trainer = Trainer(RunConfig(hidden=(8,) * 30, activation=key, init_scale=scale))
    check = check_gradients(standing(trainer), most_entries=6)
    assert check.right, str(check)


def test_a_dead_network_has_no_gradient_and_that_is_right():
    check = check_gradients(standing(trained(0, bias_init=-100.0)))
    assert check.right, str(check)
    assert check.layers[0].largest_error == 0.0


def test_learned_slopes_are_checked_with_their_layer():
    stand = standing(trained(activation="prelu", prelu_per_unit=True))
    check = check_gradients(stand, most_entries=1000)
    assert [layer.n_entries for layer in check.layers] == [3 * 6 + 6, *[7 * 6 + 6] * 3, 7 * 2]
    assert check.right, str(check)


def test_a_layer_with_few_entries_is_checked_whole_and_a_large_one_by_a_sample_that_repeats():
    stand = standing(trained())
    check = check_gradients(stand, most_entries=20)
    assert [layer.n_checked + layer.n_at_kink for layer in check.layers] == [18, 20, 20, 20, 14]
    assert check == check_gradients(stand, most_entries=20)


def test_a_large_network_gets_fewer_entries_and_examples():
    trainer = Trainer(RunConfig(hidden=(600,) * 4))
    stand = standing(trainer)
    check = check_gradients(stand)
    assert check.n_examples < 64
    assert check.right, str(check)
    assert check.layers[1].n_checked < 48


def test_it_stops_when_it_is_told_to():
    seen = []

    def progress(done, total):
        seen.append((done, total))
        return done < 3

    assert check_gradients(standing(trained()), progress) is None
    assert [done for done, _ in seen] == [0, 1, 2, 3]


def test_what_stands_is_a_copy_that_training_does_not_move():
    trainer = trained()
    stand = standing(trainer)
    before = stand.parameters.copy()
    trainer.advance(5)
    assert np.array_equal(stand.parameters, before)
    assert stand.step == 20
    assert stand.network().dtype == np.float64
