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
from actviz.translation import ENGLISH
from actviz.ui.startup import language
from actviz.ui.startup.language import Language
from tests.ui.window.test_lesson_show import do_step, panel, ready

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)  # what the window trains
OTHERS = [code for code in languages() if code != ENGLISH]


@pytest.fixture(params=OTHERS)
def window(request, qapp, monkeypatch, open_window):
    """A window in another language."""
    monkeypatch.setattr(language, "can_write", lambda _text: True)  # whatever fonts this computer has
    before, chosen = QLocale(), Language(qapp, request.param)
    assert chosen.code == request.param
    yield open_window()
    chosen.remove()
    QLocale.setDefault(before)


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
