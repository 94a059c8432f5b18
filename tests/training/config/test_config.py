import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actviz.data.reading.choices import DataChoices
from actviz.nn.activations import ACTIVATIONS
from actviz.registry import BadInput, UnknownKey
from actviz.training import FIELDS, LIVE_FIELDS, ConfigError, RunConfig
from actviz.training.config.data_fields import CHOICE_FIELDS

NUMBERS = [name for name, f in FIELDS.items() if f.kind in ("float", "int")]
KEYS = [name for name, f in FIELDS.items() if f.kind == "key"]
BOOLS = [name for name, f in FIELDS.items() if f.kind == "bool" and not f.nullable]


def test_the_table_of_fields_and_the_configuration_name_the_same_fields():
    assert list(FIELDS) == list(RunConfig().to_dict())
    assert all(f.name == name and f.label and f.tip for name, f in FIELDS.items())


def test_every_field_has_a_default_that_passes_its_own_check():
    for name, field in FIELDS.items():
        if field.kind != "special":
            assert field.check(getattr(RunConfig(), name)) == getattr(RunConfig(), name)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", [math.nan, math.inf, "0.1", [1], True, 1j, np.nan])
def test_what_is_not_a_number_is_refused_by_name_rule_and_value(name, value):
    with pytest.raises(ConfigError) as caught:
        RunConfig(**{name: value})
    assert str(caught.value).startswith(f"{name} must be a ")
    assert "number, got " in str(caught.value)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_out_of_range_is_refused_by_name_rule_and_value(name):
    field = FIELDS[name]
    beyond = [field.low - 1, field.high * 2 + 1] + ([field.low] if field.low_open else [])
    for value in beyond:
        if math.isfinite(value):
            value = int(value) if field.kind == "int" else value
            with pytest.raises(ConfigError) as caught:
                RunConfig(**{name: value})
            assert str(caught.value) == f"{name} must be {field.rule}, got {value}"


@pytest.mark.parametrize("name", [n for n in NUMBERS if FIELDS[n].kind == "int"])
def test_a_fraction_is_refused_where_a_whole_number_is_wanted(name):
    with pytest.raises(ConfigError, match=f"{name} must be a whole number, got 11.5"):
        RunConfig(**{name: 11.5})


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_of_a_thousand_digits_is_refused_in_a_short_sentence(name):
    for huge in (10**400, 10**10_000):
        with pytest.raises(ConfigError) as caught:
            RunConfig(**{name: huge})
        assert len(str(caught.value)) < 160


@pytest.mark.parametrize("name", KEYS)
def test_an_unknown_key_is_refused_and_the_nearest_is_suggested(name):
    known = next(iter(FIELDS[name].registry))
    with pytest.raises(UnknownKey, match=f"did you mean '{known}'"):
        RunConfig(**{name: known[:-1] + "_"})
    with pytest.raises(UnknownKey, match="known are"):
        RunConfig(**{name: "qqqq"})


@pytest.mark.parametrize("name", BOOLS)
@pytest.mark.parametrize("value", ["yes", 1, None])
def test_a_switch_is_true_or_false(name, value):
    with pytest.raises(ConfigError, match=f"{name} must be true or false, got "):
        RunConfig(**{name: value})


@pytest.mark.parametrize("name", [n for n, f in FIELDS.items() if f.kind != "special" and not f.nullable])
def test_only_some_fields_may_be_none(name):
    with pytest.raises(BadInput):
        RunConfig(**{name: None})


@pytest.mark.parametrize(
    ("hidden", "words"),
    [
        ((), "between 1 and 200 layers, got 0"),
        ((8,) * 201, "between 1 and 200 layers, got 201"),
        ((8, 0), "hidden layer 2 must have between 1 and 4,096 units, got 0"),
        ((5000,), "hidden layer 1 must have between 1 and 4,096 units, got 5000"),
        ((8.0,), "hidden layer 1 must have .* got 8.0"),
        ((True,), "hidden layer 1 must have .* got True"),
        (32, "hidden must be a list of layer sizes .* got 32"),
        ("32", "hidden must be a list of layer sizes .* got '32'"),
        (None, "hidden must be a list .* got None"),
        ((4096,) * 5, "hidden must need at most 50,000,000 weights, got 67,108,864"),
    ],
)
def test_hidden_layers_out_of_range_are_refused(hidden, words):
    with pytest.raises(ConfigError, match=words):
        RunConfig(hidden=hidden)


@pytest.mark.parametrize(
    ("activation", "words"),
    [
        ("rleu", "unknown activation 'rleu': did you mean 'relu'"),
        (("relu", "tanh"), "one function for each of 3 hidden layers, got 2"),
        (("relu", "tanh", "gelo"), "did you mean 'gelu'"),
        (("relu", "tanh", 5), "unknown activation 5"),
        (None, "activation must be a name or a list of names, got None"),
        (7, "activation must be a name or a list of names, got 7"),
    ],
)
def test_activations_that_do_not_exist_or_do_not_fit_are_refused(activation, words):
    with pytest.raises(BadInput, match=words):
        RunConfig(hidden=(4, 4, 4), activation=activation)


@pytest.mark.parametrize("path", [5, "", b"x.csv", ["x.csv"]])
def test_a_data_path_is_the_name_of_a_file(path):
    with pytest.raises(ConfigError, match="data_path must be the name of a file, got "):
        RunConfig(data_path=path)


def test_a_data_path_may_be_a_path_object():
    assert RunConfig(data_path=Path("a") / "b.csv").data_path == str(Path("a") / "b.csv")


CHOICES = {
    "target": ("kind",), "inputs": ("a", "b, c"), "ignore": ("Id",), "categorical": ("3",), "missing": "drop",
    "missing_values": ("-200", "?"), "delimiter": ";", "decimal": ",", "header": False, "task": "regression",
    "rows": 100, "test_file": "test.csv",
}  # fmt: skip


def test_every_choice_of_a_file_has_an_example_here():
    assert list(CHOICES) == [field.name for field in CHOICE_FIELDS] == list(vars(DataChoices()))


@pytest.mark.parametrize("name", CHOICES)
def test_what_is_said_about_a_file_needs_one_and_is_not_said_about_another(name):
    with pytest.raises(ConfigError, match=f"^{name} says how a file of data is read, and there is none"):
        RunConfig(**{name: CHOICES[name]})
    config = RunConfig(data_path="a.csv", **{name: CHOICES[name]})
    assert getattr(config.choices, name) == CHOICES[name]
    assert getattr(config.replace(seed=3), name) == CHOICES[name]
    assert config.replace(data_path="b.csv") == RunConfig(data_path="b.csv")
    assert config.replace(data_path=None) == RunConfig()


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("value", [3.5j, b"x", {"a": 1}, [True]])
def test_a_choice_of_another_kind_is_refused_by_name(name, value):
    with pytest.raises(ConfigError, match=name):
        RunConfig(data_path="a.csv", **{name: value})


def test_one_name_or_number_stands_for_a_list_of_one():
    config = RunConfig(data_path="a.csv", target="kind", ignore=1, missing_values=[-200])
    assert (config.target, config.ignore, config.missing_values) == (("kind",), ("1",), ("-200",))


def test_nesterov_without_momentum_is_refused():
    with pytest.raises(ConfigError, match="nesterov needs momentum > 0"):
        RunConfig(nesterov=True)


def test_numpys_numbers_and_lists_are_taken_as_pythons():
    config = RunConfig(hidden=list(np.array([4, 5])), learning_rate=np.float32(0.5), batch_size=np.int64(8), seed=3.0)
    assert config == RunConfig(hidden=(4, 5), learning_rate=0.5, batch_size=8, seed=3)
    assert type(config.learning_rate) is float
    assert {type(n) for n in (*config.hidden, config.batch_size, config.seed)} == {int}


def test_a_configuration_cannot_be_changed_after_its_check():
    with pytest.raises(AttributeError):
        RunConfig().learning_rate = -1


def test_unknown_settings_are_refused_by_name():
    with pytest.raises(ConfigError, match="unknown setting 'lerning_rate'"):
        RunConfig().replace(lerning_rate=1)
    with pytest.raises(ConfigError, match="unknown setting 'colour'"):
        RunConfig.from_dict({"colour": 1})


@given(st.data())
def test_any_configuration_survives_json(data):
    hidden = data.draw(st.lists(st.integers(1, 60), min_size=1, max_size=5))
    one = st.sampled_from([*ACTIVATIONS, "=max(z, a*z)", "= z*sigmoid( 2*z )"])
    config = RunConfig(
        hidden=hidden,
        activation=data.draw(st.one_of(one, st.lists(one, min_size=len(hidden), max_size=len(hidden)))),
        alpha=data.draw(st.one_of(st.none(), st.floats(0, 10))),
        learning_rate=data.draw(st.floats(1e-6, 1000)),
        noise=data.draw(st.floats(0, 1)),
        standardize=data.draw(st.booleans()),
        seed=data.draw(st.integers(0, 2**32 - 1)),
    )
    assert RunConfig.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_missing_fields_take_their_defaults():
    assert RunConfig.from_dict({"seed": 4}) == RunConfig(seed=4)


def test_differences_are_the_others_values():
    one, other = RunConfig(), RunConfig(seed=1, noise=0.2)
    assert one.differences(other) == {"seed": 1, "noise": 0.2}
    assert one.replace(**one.differences(other)) == other


def test_shape_data_initializer_and_seed_start_anew_and_all_else_is_live():
    anew = {
        "dataset", "data_path", *(field.name for field in CHOICE_FIELDS),
        "n_examples", "noise", "test_fraction", "standardize", "standardize_targets",
        "task_change", "task_every", "task_dataset",
        "hidden", "initializer", "init_scale", "bias_init", "bias_spread", "loss", "seed", "weights_draw",
        "weights_file",
    }  # fmt: skip
    assert set(FIELDS) - LIVE_FIELDS == anew


def test_one_activation_stands_for_every_layer():
    assert RunConfig(hidden=(4, 4), activation="gelu").activations == ("gelu", "gelu")
    assert RunConfig(hidden=(4, 4), activation=["gelu", "relu"]).activations == ("gelu", "relu")


def test_an_expression_is_an_activation_and_equal_ones_are_equal():
    one, other = RunConfig(activation="=max(z,a*z)"), RunConfig(activation="= max( z, a * z )")
    assert one == other
    assert one.activation == "=max(z, a*z)"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"activation": "=z.real"}, "column 2: a dot is only allowed within a number"),
        ({"activation": ("relu", "=z+")}, "column 3: something is missing at the end"),
        ({"activation": "=z/a", "alpha": 0.0}, "column 1: division by zero for every z, with a = 0"),
    ],
)
def test_an_expression_with_a_fault_is_refused_with_its_column(changes, words):
    with pytest.raises(BadInput, match=re.escape(words)):
        RunConfig(hidden=(4, 4), **changes)
