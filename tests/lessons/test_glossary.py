"""The glossary: every term of the definitions has an entry, every link leads somewhere, and faults are told."""

import re
from collections.abc import Iterator

import numpy as np
import pytest

from actviz.diagnosis.rules.not_learning import GUESSING
from actviz.lessons.glossary import MOST_SENTENCES, PANEL, glossary, n_sentences, read_glossary
from actviz.nn.activation import SATURATED_BELOW
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.architecture import MOMENTUM
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.training import RunConfig
from actviz.training.measure.unit_census import DORMANT_BELOW
from actviz.ui.controls.rate_marks import KILLS, RISKY
from actviz.ui.panels import PANELS

DEFINED = (  # the terms of the project's definitions, and those on screen
    "layer", "unit", "batch", "weight", "bias", "pre-activation", "activation function", "logits", "loss",
    "softmax cross-entropy", "squared error", "δ", "norm", "RMS", "first/last ratio", "update ratio", "weight factor",
    "slope factor", "gain", "signal", "backward signal", "weight gradient", "backward ratio", "forward ratio",
    "vanishing", "exploding", "not learning", "guessing's loss", "verdict", "finite width", "band", "active fraction",
    "dead", "linear", "always on", "born dead", "saturated", "saturated fraction", "τ-dormant", "nearly silent",
    "dead layer", "died at a step", "revived", "permanent", "cause of death", "slope", "mean-field theory", "q", "χ",
    "σ_w", "σ_b", "Glorot", "LeCun", "He", "born-dead network", "RAI", "edge of chaos",
    "rate", "learning rate", "step", "epoch", "gradient", "skip", "BatchNorm", "running statistics", "LayerNorm",
    "RMSNorm", "dropout", "warm-up", "schedule", "dormant", "momentum", "weight decay", "seed", "accuracy",
    "training set", "test set", "lane", "scene", "task", "recycling", "trial", "remedy", "evidence", "snapshot",
    "census", "river", "timeline", "event", "checkpoint",
)  # fmt: skip


def faults_of(text: str) -> tuple[str, ...]:
    return read_glossary({"words.toml": text}).faults


def test_every_defined_term_has_an_entry() -> None:
    assert [word for word in DEFINED if glossary().of_word(word) is None] == []


def test_every_choice_of_a_list_has_an_entry() -> None:
    entries = [*ACTIVATIONS.values(), *OPTIMIZERS.values(), *INITIALIZERS.values()]
    own = {"Normal 0.05", "Uniform ±0.05", "PyTorch default"}  # drawn as their names say: no word to explain
    assert [e.label for e in entries if e.label not in own and glossary().of_word(e.label) is None] == []


def test_every_panel_has_an_entry() -> None:
    assert [key for key in PANELS if glossary().of_panel(key) is None] == []


def numbers_said() -> Iterator[tuple[str, float]]:
    """Yield a term that says a number, and what the program computes with."""
    peaks = {"gelu": 2**0.5, "silu": 2.4, "mish": 1.5, "selu": -1e-9, "sigmoid": 0.0}
    for key, z in peaks.items():
        activation = ACTIVATIONS[key]
        yield key, activation.max_slope()
        assert activation.slope(np.array([z]))[0] == pytest.approx(activation.max_slope(), abs=3e-4)
    yield "leaky_relu", ACTIVATIONS["leaky_relu"].alpha or 0.0
    yield "prelu", ACTIVATIONS["prelu"].alpha or 0.0
    yield "tanh", round(float(ACTIVATIONS["tanh"].slope(np.array([3.0]))[0]), 2)
    yield "softplus", float(ACTIVATIONS["softplus"].slope(np.array([0.0]))[0])
    yield "saturated", 100 * SATURATED_BELOW
    yield "nearly_silent", DORMANT_BELOW
    yield "vanishing", RunConfig().vanishing_below
    yield "exploding", RunConfig().exploding_above
    yield "guessing", 100 * GUESSING
    yield "running_statistics", MOMENTUM
    yield "update_ratio", RISKY
    yield "update_ratio", KILLS
    yield "slope_calculator", 0.25


def test_the_numbers_in_the_texts_are_those_of_the_program() -> None:
    for key, number in numbers_said():
        term = glossary().terms[key]
        said = [float(word) for word in re.findall(r"\d+(?:\.\d+)?", f"{term.text} {term.formula}".replace("½", "0.5"))]
        assert any(each == pytest.approx(number, rel=2e-3) for each in said), (key, number, said)


def test_no_file_has_a_fault_and_every_link_leads_somewhere() -> None:
    found = glossary()
    assert found.faults == ()
    for term in found.terms.values():
        assert 1 <= n_sentences(term.text) <= MOST_SENTENCES, term.key
        for target in term.see:
            key = target.removeprefix(PANEL)
            assert key in (PANELS if target.startswith(PANEL) else found.terms), (term.key, target)
            assert target != term.key
        assert set(term.panels) <= set(PANELS), term.key
        assert term.see, term.key


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a]\ntitle = 'A'\ntext = 'One. Two. Three.'", "line 3: text must have one or two sentences, got 3"),
        ("[a]\ntitle = 'A'\ntext = 'One.'\nformular = 'x'", "line 4: a term has no field 'formular'"),
        ("[a]\ntitle = 'A'\ntext = 'One.'\nsee = ['b']", "line 4: there is no term 'b'"),
        ("[a]\ntitle = 'A'\ntext = 'One.'\nsettings = ['momentun']", "line 4: there is no setting 'momentun'"),
        ("[a]\ntitle = 'A'\ntext = 'One.'\npicture = 'curve rely'", "line 4: there is no picture 'curve rely'"),
        ("[a]\ntitle = 7\ntext = 'One.'", "line 2: title must be one line of text, got 7"),
        ("[a]\ntext = 'One.'", "line 1: title must be one line of text"),
        ("a = 5", "line 1: a must be a table, under a line [a]"),
        ("[a]\ntitle = 'A'\ntext = 'One.\n", "words.toml cannot be read: "),
        ("[a]\ntitle = 'A'\ntext = 'One.'\n\n[b]\ntitle = 'B'\nalso = ['a']\ntext = 'One.'",
         "line 7: 'a' leads to the term 'a' already"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_line_and_rule(text: str, told: str) -> None:
    (fault,) = faults_of(text)
    assert fault.removeprefix("words.toml, ").startswith(told)


def test_a_term_that_is_wrong_costs_no_other_one() -> None:
    found = read_glossary({
        "a.toml": "[a]\ntitle = 'A'\ntext = 'One.'\n[b]\ntitle = 'B'\ntext = ''",
        "b.toml": "[c]\ntitle = 'C'\ntext = 'One.'",
        "c.toml": "this is no TOML",
    })  # fmt: skip
    assert list(found.terms) == ["a", "c"]
    assert len(found.faults) == 2
