import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.registry import BadInput
from actviz.training import RunConfig
from actviz.training.config.text_format import NamedConfig, read_text, to_line, to_toml

UNUSUAL = RunConfig(
    dataset="spiral", data_path="my data/it's \"one\" | name=x\\é.csv", target=("a, b", "c"), inputs=("it's \"", "=d|"),
    ignore=("",), categorical=(" e",), missing="median", missing_values=("-200", "?"), delimiter="\t", decimal=",",
    header=False, task="regression", rows=70, test_file="t.csv", n_examples=777, noise=0.0, test_fraction=0.35,
    standardize=False, hidden=(7, 7, 7, 3), activation=("relu", "tanh", "elu", "relu"), alpha=0.3, prelu_per_unit=True,
    initializer="rai", init_scale=1e-05, bias_init=-2.0, bias_spread=0.25, optimizer="adamw", learning_rate=1e-300,
    momentum=0.9, nesterov=True, weight_decay=0.01, clip_norm=5.0, batch_size=9, loss="cross_entropy",
    vanishing_below=0.0, exploding_above=1e12, seed=2**32 - 1, weights_draw=4,
)  # fmt: skip
ONE = [NamedConfig("", RunConfig(learning_rate=0.3, seed=3))]
TWO = [NamedConfig("A", UNUSUAL), NamedConfig("my | 'B'", UNUSUAL.replace(activation="selu", alpha=None))]

configs = st.builds(
    RunConfig,
    hidden=st.lists(st.integers(1, 64), min_size=1, max_size=9).map(tuple),
    activation=st.sampled_from(list(ACTIVATIONS)),
    initializer=st.sampled_from(list(INITIALIZERS)),
    optimizer=st.sampled_from(list(OPTIMIZERS)),
    learning_rate=st.floats(0, 1000, exclude_min=True),
    alpha=st.none() | st.floats(0, 10),
    data_path=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    standardize=st.booleans(),
    seed=st.integers(0, 2**32 - 1),
)


def test_the_line_is_short_enough_for_a_chat():
    assert to_line(ONE) == "actviz: relu 12x8 he_normal sgd lr=0.3 data=circle seed=3"


def test_toml_names_only_what_differs_from_the_defaults():
    assert tomllib.loads(to_toml(ONE)) == {"learning_rate": 0.3, "seed": 3}
    assert to_toml(ONE).startswith("# A configuration of actviz")


def test_several_lanes_share_what_is_the_same():
    values = tomllib.loads(to_toml(TWO))
    assert values["dataset"] == "spiral"
    assert values["lane"][1] == {"name": "my | 'B'", "activation": "selu"}


@pytest.mark.parametrize("write", [to_line, to_toml])
@pytest.mark.parametrize("lanes", [ONE, TWO], ids=["one", "two"])
def test_what_was_written_is_read_back(write, lanes):
    assert read_text(write(lanes)) == tuple(lanes)


@settings(max_examples=150, deadline=None)
@given(configs, configs)
def test_every_configuration_comes_back_from_both_forms(one, other):
    lanes = (NamedConfig("", one),)
    pair = (NamedConfig("A", one), NamedConfig("B", one.replace(activation=other.activation, alpha=other.alpha)))
    for write in (to_line, to_toml):
        assert read_text(write(lanes)) == lanes
        assert read_text(write(pair)) == pair


def test_words_come_in_any_order_and_under_long_names_too():
    line = "  ACTVIZ: adam 4,3 learning_rate=1 tanh nesterov=no orthogonal batch=8 standardize=off "
    assert read_text(line)[0].config == RunConfig(
        optimizer="adam", hidden=(4, 3), learning_rate=1, activation="tanh", initializer="orthogonal", batch_size=8,
        standardize=False,
    )  # fmt: skip


def test_layers_may_be_listed_in_toml():
    text = 'hidden = [8, 4]\nactivation = ["relu", "tanh"]'
    assert read_text(text)[0].config == RunConfig(hidden=(8, 4), activation=("relu", "tanh"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no text"),
        ("hello there", "is no configuration: it must begin with 'actviz:'"),
        ("x" * 300_000, "has at most 200,000 characters"),
        ("actviz: relu rleu", "Word 2 of the configuration, 'rleu'"),
        ("actviz: sgd\tlr=fast", "learning_rate must be a number, got 'fast'"),
        ("actviz: relu tanh", "Word 2 of the configuration, 'tanh': activation is given twice."),
        ("actviz: moment=0.9", "there is no setting 'moment': did you mean 'momentum'?"),
        ("actviz: 12y8", "hidden layers must be widths"),
        ("actviz: nesterov=perhaps", "nesterov must be yes or no, got 'perhaps'"),
        ("actviz: lr=-1", "The configuration: learning_rate must be above 0"),
        ("actviz: file='a", "a ' or \" is not closed"),
        ("actviz: name=A", "lanes come after a |"),
        ("actviz: sgd | name=A 4x4 | name=B 5x5", "lanes differ in hidden"),
        ("actviz: 'activation=[\"relu\",'", "activation must be a name"),
        ("seed = 3\nnoise = ", "(at end of document)"),
        ("seed = 3\nseed = = 4", "(at line 2, column 8)"),
        ("learning_rte = 3", "no setting 'learning_rte': did you mean 'learning_rate'?"),
        ("lane = 3", "must be tables"),
        ("[[lane]]\n[[lane]]\nmomentum = 2", "Lane 2 of the configuration: momentum must be between 0 and 0.9999"),
        ("[[lane]]\nname = 3", "The name of lane 1 must be text"),
        ("hidden = [[1]]", "hidden layer 1 must have"),
        ("noise = 2020-01-01", "noise must be a number"),
        ("standardize = 'yes'", "standardize must be true or false"),
        ("data_path = 5", "data_path must be the name of a file"),
    ],
)
def test_a_fault_is_one_sentence_with_its_place(text, words):
    with pytest.raises(BadInput) as refusal:
        read_text(text)
    sentence = str(refusal.value)
    assert words in sentence
    assert sentence[0].isupper()
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence


@pytest.mark.parametrize("text", [
    "a = " + "[" * 5_000,
    "a = " + "[" * 5_000 + "]" * 5_000,
    "a = " + "{b=" * 3_000,
    "seed = " + "9" * 5_000,
    "a" + ".a" * 3_000 + " = 1",
    "hidden" + ".a" * 50 + " = 1",
    "actviz: activation=" + "[" * 5_000,
    "actviz: seed=" + "9" * 5_000,
    "actviz: activation=[" + "9" * 5_000 + "]",
    "actviz: " + "x" * 5_000,
    "actviz: data=" + "x" * 5_000,
    "actviz: hidden=" + "x" * 5_000,
    "actviz: lr=" + "x" * 5_000,
    "actviz: " + "x" * 5_000 + "=1",
    "x" * 5_000 + " = 1",
    "optimizer = '" + "x" * 5_000 + "'",
    "hidden = [" + "9" * 4_000 + "]",
    "[[lane]]\nname = [" + "1," * 4_000 + "]",
], ids=lambda text: text[:24])  # fmt: skip
def test_what_is_too_deep_or_too_long_is_one_short_sentence(text):
    with pytest.raises(BadInput) as caught:
        read_text(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) <= 400


@pytest.mark.parametrize("word", ["seed=1_000", "lr=1_0", "seed=١٢", "examples=１００"])
def test_a_number_is_written_with_the_ten_digits_alone(word):
    with pytest.raises(BadInput, match=r"must be a (whole )?number"):
        read_text(f"actviz: {word}")


def test_a_byte_order_mark_before_toml_is_left_out():
    assert read_text("\ufeff" + to_toml(ONE)) == read_text(to_toml(ONE))
