"""A report in another language: its texts are translated, its numbers are those of the one in English."""

import re
from html import unescape

import pytest
from PySide6.QtCore import QLocale

from actviz import RunConfig, Trainer
from actviz.export.exported_run import exported
from actviz.export.report import report_html
from actviz.nn.activations import ACTIVATIONS
from actviz.resource_files import languages
from actviz.training.history.notes import NamedNote
from actviz.training.snapshot import Cause, UnitEvent
from actviz.translation import ENGLISH
from actviz.ui.startup import language
from actviz.ui.startup.language import Language

OTHERS = [code for code in languages() if code != ENGLISH]
WORD = re.compile(r"[A-Za-z]{2,}")
NAMES = {"actviz", "Python", "NumPy", "RMS", "SGD", "Adam", "Nesterov", "He", "Xavier", "LeCun"}
NAMES |= {word for entry in ACTIVATIONS.values() for word in WORD.findall(f"{entry.key} {entry.label}")}
DEEP = RunConfig(hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal")
TASKS = RunConfig(hidden=(12, 6), task_change="labels", task_every=20, test_fraction=0.0)
BATCHES = RunConfig(hidden=(5, 4), learning_rate=1.0, normalization="batch", bias_init=-2.0)
TARGETS = RunConfig(dataset="plane", hidden=(4,), standardize_targets=True)


@pytest.fixture
def put_in_use(qapp, monkeypatch):
    """Return a function that puts a language in use."""
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), []
    yield lambda code: chosen.append(Language(qapp, code))
    for each in chosen:
        each.remove()
    QLocale.setDefault(before)


def stepped(config, steps):
    trainer = Trainer(config)
    trainer.advance(steps)
    return trainer


def killed(trainer):
    """Return the trainer with a death in its record whose step is known in part only."""
    cause = Cause(40, 41, 7, 0.5, -0.25, -0.6, -0.1, -0.15, 0.5, 0.02)
    trainer.history.events.append(UnitEvent(41, 2, 3, "death", 30, 41, cause))
    return trainer


def words_of(html):
    """Return the words that a reader sees, but for the lines to paste, which are for the program."""
    shown = re.sub(r"<style>.*?</style>|<pre>.*?</pre>", "", html, flags=re.DOTALL)
    shown += " ".join(re.findall(r'aria-label="([^"]*)"', html))
    return set(WORD.findall(unescape(re.sub(r"<[^>]*>", " ", shown))))


def figures_of(html):
    """Return the numbers of the tables' cells."""
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", html)
    return [cell for cell in cells if re.fullmatch(r"[+−]?[\d.,]+(·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", cell)]


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize(
    ("config", "steps"),
    [
        (DEEP, 300),
        (TASKS, 50),
        (BATCHES, 30),
        (TARGETS, 20),
        (RunConfig(hidden=(32,) * 6, learning_rate=1000.0, init_scale=10.0), 200),
        (RunConfig(hidden=(4, 4), bias_init=-90.0), 10),
        (RunConfig(hidden=(3,)), 0),
    ],
)
def test_a_report_has_no_english_words_but_names(config, steps, code, put_in_use):
    trainer = stepped(config, steps)
    put_in_use(code)
    html = report_html([exported(trainer)], "2030-01-01")
    assert f'lang="{code.replace("_", "-")}"' in html
    assert not words_of(html) - NAMES


@pytest.mark.parametrize("code", OTHERS)
def test_a_report_of_lanes_with_deaths_changes_and_notes_has_none_either(trainer, code, put_in_use):
    put_in_use(code)
    notes = (NamedNote(20, None, "1"), NamedNote(3, "A", "2"))
    other = Trainer(trainer.config.replace(activation="sigmoid"), examples=trainer.examples)
    runs = [exported(killed(trainer), "A", 0, notes), exported(other, "B", 1)]
    assert not words_of(report_html(runs)) - NAMES


@pytest.mark.parametrize("code", OTHERS)
def test_a_report_has_the_same_numbers_in_every_language(pair, code, put_in_use):
    english = figures_of(report_html(pair))
    put_in_use(code)
    assert english
    assert figures_of(report_html(pair)) == english


def test_a_report_says_that_it_is_in_english(pair):
    assert 'lang="en"' in report_html(pair)
    assert words_of(report_html(pair)) - NAMES > {"Layers", "Deaths", "Configuration", "setting"}
