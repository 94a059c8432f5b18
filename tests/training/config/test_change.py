"""A change is told with its field's label and both values, and layer by layer where they differ."""

import pytest

from actviz.training import RunConfig
from actviz.training.config.change import Change, value_text
from actviz.training.config.config import FIELDS

BEFORE = RunConfig(hidden=(8, 8, 8, 8))


def changed(**settings):
    return Change(40, BEFORE, BEFORE.replace(**settings))


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"learning_rate": 0.02}, "learning rate 0.1 → 0.02"),
        ({"clip_norm": 1.0, "optimizer": "adam"}, "optimizer SGD → Adam, clip gradient at off → 1"),
        ({"activation": "tanh"}, "activation ReLU → tanh"),
        ({"activation": ("relu", "tanh", "relu", "elu")}, "activation of layer 2 ReLU → tanh, of layer 4 ReLU → ELU"),
        ({"activation": ("tanh", "tanh", "tanh", "relu")}, "activation of layers 1–3 ReLU → tanh"),
        ({"prelu_per_unit": True}, "α for each unit no → yes"),
    ],
)
def test_a_change_is_told_with_both_values(settings, text):
    assert changed(**settings).text == text


def test_a_change_knows_which_fields_have_another_value():
    change = changed(learning_rate=0.5)
    assert change.changes("activation", "learning_rate")
    assert not change.changes("activation", "alpha")


def test_settings_are_put_in_both_configurations():
    change = changed(learning_rate=0.5).with_settings({"dataset": "xor"})
    assert (change.before.dataset, change.after.dataset) == ("xor", "xor")
    assert change.text == changed(learning_rate=0.5).text


@pytest.mark.parametrize("name", FIELDS)
def test_every_fields_value_has_a_text(name):
    assert value_text(name, BEFORE)
