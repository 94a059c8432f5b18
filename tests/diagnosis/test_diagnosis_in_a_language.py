"""A diagnosis in another language: its texts are translated, and all else is what it is in English."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

import actviz.diagnosis
from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.diagnosis import diagnose
from actviz.diagnosis.remedies import suggestions
from actviz.resource_files import languages
from actviz.training import RunConfig, Trainer
from actviz.translation import ENGLISH
from actviz.ui.startup import language
from actviz.ui.startup.language import Language

OTHERS = [code for code in languages() if code != ENGLISH]
DEEP = {"hidden": (12,) * 8}
RUNS = {
    "vanishing": ({**DEEP, "activation": "sigmoid", "initializer": "xavier_normal"}, 100),
    "dying": ({**DEEP, "learning_rate": 1.0}, 200),
    "born dead": ({**DEEP, "bias_init": -2.0}, 1),
    "diverging": ({**DEEP, "learning_rate": 10.0}, 100),
    "decaying": ({**DEEP, "weight_decay": 1.0}, 300),
    "large weights": ({**DEEP, "init_scale": 3.0, "activation": "tanh"}, 100),
    "learning": ({"hidden": (12, 12)}, 400),
}
ENGLISH_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")


@pytest.fixture
def put_in_use(qapp, monkeypatch):
    """Return a function that puts a language in use."""
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), []
    yield lambda code: chosen.append(Language(qapp, code))
    for each in chosen:
        each.remove()
    QLocale.setDefault(before)


def texts_of(finding):
    told = [finding.title, finding.explanation, finding.fact, *(each.label for each in finding.evidence)]
    return [text for text in (*told, *map(str, finding.suggestions)) if text]


def without_texts(finding):
    bare = tuple(replace(each, label="", detail="") for each in finding.suggestions)
    return replace(finding, title="", explanation="", fact="", evidence=(), suggestions=bare)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("name", RUNS)
def test_a_diagnosis_has_the_same_findings_in_other_words(name, code, put_in_use):
    changes, steps = RUNS[name]
    trainer = Trainer(RunConfig(**changes))
    trainer.advance(steps)
    english = diagnose(trainer).findings
    put_in_use(code)
    other = diagnose(trainer).findings
    assert [without_texts(each) for each in other] == [without_texts(each) for each in english]
    told = [text for each in other for text in texts_of(each)]
    assert not [text for text in told if ENGLISH_WORDS.search(text)]
    assert not {each.title for each in other} & {each.title for each in english}


@pytest.mark.parametrize("code", OTHERS)
def test_every_remedy_and_cause_has_words_of_the_language(code, put_in_use):
    put_in_use(code)
    config = RunConfig(hidden=(12,) * 20, init_scale=2.0, weight_decay=0.2, dropout=0.5, clip_norm=0.01, noise=0.6)
    for cause in CAUSES.values():
        assert not ENGLISH_WORDS.search(cause.text)
        assert not [each.label for each in suggestions(config, cause.key) if ENGLISH_WORDS.search(each.label)]


@pytest.mark.parametrize("code", OTHERS)
def test_suggestions_change_their_words_with_the_language(code, put_in_use):
    config = RunConfig(learning_rate=3.0)
    in_english = suggestions(config, "long_steps")
    put_in_use(code)
    in_other = suggestions(config, "long_steps")
    assert [each.change for each in in_other] == [each.change for each in in_english]
    assert [each.label for each in in_other] != [each.label for each in in_english]


def texts_without_a_look_up(tree):
    """Return the literals of several words that are no docstrings, errors, arguments of tr, or keys to compare with."""
    set_aside = set()
    for node in ast.walk(tree):
        looked_up = isinstance(node, ast.Call) and ast.unparse(node.func) in ("tr", "mark", "tr_count")
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if looked_up or docstring or isinstance(node, ast.Raise | ast.Compare):
            set_aside |= {id(part) for part in ast.walk(node)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in set_aside]
    return [node.value for node in literals if isinstance(node.value, str) and ENGLISH_WORDS.search(node.value)]


def test_no_text_of_the_diagnosis_stands_in_the_code_without_being_looked_up():
    assert texts_without_a_look_up(ast.parse('title = f"{n} units die"')) == [" units die"]
    for file in Path(actviz.diagnosis.__file__).parent.rglob("*.py"):
        texts = texts_without_a_look_up(ast.parse(file.read_text(encoding="utf-8")))
        assert not [text for text in texts if not CAUSES.keys() >= set(text.split())], file.name
