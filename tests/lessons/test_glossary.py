"""The glossary: every term of the definitions has an entry, every link leads somewhere, and faults are told."""

import pytest

from actviz.lessons.glossary import MOST_SENTENCES, PANEL, glossary, n_sentences, read_glossary
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
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
