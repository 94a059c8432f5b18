"""Every lesson's cards are walked with clicks in each language; its long runs are those of `test_lesson_show`."""

import re
from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QLocale

from actviz.lessons.lesson import RUN, TASK, Goal, Lesson
from actviz.lessons.lesson_file import lessons
from actviz.lessons.scene import scenes
from actviz.resource_files import languages
from actviz.training.config.config import RunConfig
from actviz.translation import ENGLISH, tr
from actviz.ui.startup import language
from actviz.ui.startup.language import Language
from tests.ui.window.test_lesson_show import do_step, panel, ready

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains
OTHERS = [code for code in languages() if code != ENGLISH]


NAMES = ("More settings", "Cures", "Initializer", "Weight scale", "Starting bias", "Draw of weights",
         "Clip gradient at", "Slope calculator", "Gradient flow", "Diagnosis")  # fmt: skip
ENGLISH_ONES = lessons().entries


@pytest.fixture(params=OTHERS)
def in_language(request, qapp, monkeypatch):
    """Another language in use."""
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), Language(qapp, request.param)
    assert chosen.code == request.param
    yield
    chosen.remove()
    QLocale.setDefault(before)


@pytest.fixture
def window(in_language, open_window):  # noqa: ARG001 - in use before the window is made
    """A window in another language."""
    return open_window()


def shortened(lesson: Lesson) -> Lesson:
    """Return the lesson with runs of one step each, and tasks that anything solves."""
    steps, n = [], 0
    for step in lesson.steps:
        if step.kind == RUN:
            n += 1
            step = replace(step, to=n, until=None, speed=None)
        elif step.kind == TASK:
            step = replace(step, goal=Goal(step.goal.measure, lane=step.goal.lane))
        steps.append(step)
    return replace(lesson, steps=tuple(steps))


def words_of(text: str) -> str:
    """Return a pattern of a text, with anything in the places of its measures."""
    return ".+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", text))


def test_the_cards_of_every_lesson_are_walked_to_their_end(qtbot, window):
    for key, lesson in lessons().entries.items():
        window.lessons.chance = Random(2)
        window.lessons.begin(shortened(lesson))
        ready(qtbot, window)
        drawn = window.lessons.lesson
        assert drawn.title == lesson.title
        for place, step in enumerate(drawn.steps):
            assert window.lessons.place == place
            card = panel(window).card
            assert re.fullmatch(words_of(step.text), card.text), (key, place)
            assert [button.label.text() for button in panel(window).choice_buttons] == [
                each.text for each in step.choices
            ]
            do_step(qtbot, window)
        assert window.lessons.lesson is None


def test_scenes_are_listed_and_shown_in_its_words(qtbot, window):
    menu = window.actions_by_key.menu("Scenes")
    menu.aboutToShow.emit()
    listed = [action.text() for action in menu.actions()]
    entries = scenes().entries
    assert [each.title for each in entries.values() if each.title not in listed] == []
    window.scenes.open("fifty-layers")
    qtbot.waitUntil(lambda: len(window.session.lanes) == 2, timeout=10_000)
    scene = entries["fifty-layers"]
    assert window.scene_strip.title.text() == scene.title
    assert [lane.name for lane in window.session.lanes] == [name for name, _ in scene.lanes]


def test_a_share_stays_beside_its_percent_sign(qtbot, window):
    window.lessons.open("vanishing")
    ready(qtbot, window)
    card = replace(panel(window).card, text="准确率是 72 %。")
    panel(window).show_card(card)
    assert "72\N{NO-BREAK SPACE}%" in panel(window).text.text()


@pytest.mark.usefixtures("in_language")
@pytest.mark.parametrize("name", NAMES)
def test_a_text_calls_a_setting_or_a_command_as_the_window_does(name):
    own = tr(name)
    if own == name:
        pytest.skip("the window has no translation of it")
    asked = [(key, place) for key, lesson in ENGLISH_ONES.items() for place, step in enumerate(lesson.steps)
             if name in step.text]  # fmt: skip
    assert asked
    steps = [lessons().entries[key].steps[place].text for key, place in asked]
    assert [text for text in steps if own not in text] == []
