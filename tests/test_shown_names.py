"""Names that a panel shows in the language in use, while files and keys keep them in English."""

import pytest

from actviz import translation
from actviz.data.datasets import DATASETS
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer


@pytest.fixture
def capitals():
    """Put a language in use whose texts are the English ones in capitals, but for those with values."""
    translation.use("xx", lambda text, _comment, _count: text if "{" in text else text.upper())
    yield
    translation.use(translation.ENGLISH)


@pytest.mark.usefixtures("capitals")
def test_a_data_sets_classes_are_shown_in_the_language_and_keep_their_names():
    names = DATASETS["fashion"].class_names
    facts = Trainer(RunConfig(dataset="fashion", n_examples=40, hidden=(3,))).facts
    assert facts.class_names == names
    assert facts.class_texts == tuple(name.upper() for name in names)
    assert facts.source == "fashion"
    assert facts.source_text == DATASETS["fashion"].label


@pytest.mark.usefixtures("capitals")
def test_the_classes_of_ones_own_data_are_shown_as_they_are(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("a,kind\n" + "".join(f"{i},{'coat' if i % 2 else 'bag'}\n" for i in range(20)))
    facts = Trainer(RunConfig(data_path=str(file), hidden=(3,))).facts
    assert set(facts.class_texts) == {"coat", "bag"}
    assert facts.source_text == "own.csv"


@pytest.mark.usefixtures("capitals")
def test_an_activations_label_is_shown_in_the_language():
    assert ACTIVATIONS["identity"].label == "IDENTITY"


@pytest.fixture
def another_language():
    """Put a language in use that words a column without a name in its own way."""
    translation.use("xx", lambda text, _comment, _count: "Spalte {n}" if text == "column {n}" else text)
    yield
    translation.use(translation.ENGLISH)


@pytest.mark.usefixtures("another_language")
def test_a_column_without_a_name_is_shown_in_the_language_and_keeps_its_key(tmp_path):
    file = tmp_path / "own.csv"
    colours = ("red", "green", "blue")
    file.write_text("a,,,kind\n" + "".join(f"{i * i % 11},{i % 7},{colours[i % 3]},{i % 2}\n" for i in range(40)))
    config = RunConfig(data_path=str(file), target=("kind",), hidden=(3,))
    facts = Trainer(config).facts
    assert facts.input_names[:3] == ("a", "column 2", "column 3 = blue")
    assert facts.input_texts[:3] == ("a", "Spalte 2", "Spalte 3 = blue")
    assert facts.columns[1].text == "Spalte 2"
    assert not any("column" in note for note in facts.data_notes)
