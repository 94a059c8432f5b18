"""In another language a panel writes nothing in English: its texts, tips, menus, and what it draws, are looked up."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMenu, QWidget

from actviz import translation
from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.diagnosis import diagnose
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.measure.probes import EXTRAS
from actviz.ui.images.files import svg_of
from actviz.ui.panels import PANELS
from actviz.ui.panels.base.panel import Panel
from actviz.ui.widgets.fast_label import FastLabel

SIZES = (420, 330), (760, 520)
CONFIG = RunConfig(hidden=(6, 5, 4), n_examples=120, activation="relu", learning_rate=0.5, test_fraction=0.25)
UNIT = (1, 0)
NAMES = {"relu", "rms", "circle", "ctrl", "sgd"}  # the same in every language
NAMES |= {word.lower() for each in ACTIVATIONS.values() for word in re.findall("[A-Za-z]+", each.label)}
# of sentences made outside of the window: on wasted units, "from the start", why an edge of chaos is where it is
NAMES |= {"from", "the", "start", "units", "wasted", "without", "them", "training", "accuracy", "same"}
NAMES |= {"max", "for", "every", "variance"}


def foreign(text: str, _comment: str = "", _count: int = -1) -> str:
    """Return a text with other letters in the place of its own, but for the names in braces."""
    parts = re.split(r"(\{[^}]*\})", text)
    return "".join(part if part.startswith("{") else re.sub("[A-Za-z]", _letter, part) for part in parts)


def _letter(found: re.Match[str]) -> str:
    return chr(0x0430 + ord(found[0].lower()) - ord("a"))  # Cyrillic, which fonts have


@pytest.fixture
def in_another_language() -> Iterator[None]:
    translation.use("xx", foreign)
    yield
    translation.use(translation.ENGLISH)


@pytest.fixture(scope="module")
def trainer() -> Trainer:
    trainer = Trainer(CONFIG)
    for _ in range(4):
        trainer.measure()
        trainer.advance(20)
    return trainer


def lanes_of(trainer: Trainer, n: int) -> list[LaneView]:
    snapshot = trainer.measure(EXTRAS, unit=UNIT)
    view = trainer.history.view().with_now(snapshot)
    lane = LaneView(0, "A", trainer.facts, snapshot, view, newest=trainer.step)
    lane = replace(lane, diagnosis=diagnose(trainer))
    return [replace(lane, index=i, name="AB"[i]) for i in range(n)]


def texts_of(shown: QWidget) -> set[str]:
    """Return every text of the widgets in this one, what a screen reader says of them, and what is drawn."""
    widgets = [shown, *shown.findChildren(QWidget)]
    found = {text for each in widgets for text in (each.toolTip(), each.accessibleName(), each.accessibleDescription())}
    found |= {each.text() for each in widgets if isinstance(each, (QLabel, QAbstractButton, FastLabel))}
    found |= {box.itemText(i) for box in widgets if isinstance(box, QComboBox) for i in range(box.count())}
    menus = [shown.menu] if isinstance(shown, Panel) else []
    actions = [action for menu in menus for action in _entries(menu)]
    found |= {text for action in actions for text in (action.text(), action.toolTip())}
    return found | set(re.findall(r"<text [^>]*>([^<]*)</text>", svg_of(shown).decode()))


def _entries(menu: QMenu) -> list[QAction]:
    own = menu.actions()
    return own + [each for entry in own if entry.menu() is not None for each in _entries(entry.menu())]


def english_in(texts: set[str]) -> set[str]:
    """Return the texts that have English words in them."""
    plain = {re.sub(r"<[^>]*>|&\w+;", " ", text) for text in texts}
    return {text for text in plain if {w.lower() for w in re.findall(r"[A-Za-z]{3,}", text)} - NAMES}


@pytest.mark.usefixtures("in_another_language")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("n_lanes", [1, 2])
@pytest.mark.parametrize("key", [key for key in PANELS if key != "lesson"])
def test_a_panel_writes_nothing_in_english(key, n_lanes, size, show_panel, trainer):
    panel = show_panel(PANELS[key].load(), *size)
    lanes = lanes_of(trainer, n_lanes)
    for _ in range(2):
        panel.draw(lanes, Selection(layer=UNIT[0], unit=UNIT[1]))
    panel.describe(lanes, Selection())
    assert english_in(texts_of(panel) | texts_of(panel.header) | {panel.sentence(lanes[0])}) == set()
