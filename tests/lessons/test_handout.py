"""A hand-out has every text and number of its lesson, its answers at the end, and nothing that is followed."""

import html
import re

import pytest

from actviz.lessons.handout import answer_text, handout_html, sheet_of, write_handout
from actviz.lessons.lesson import EXPLAIN, PREDICT, TASK
from actviz.lessons.lesson_file import lessons, read_lesson
from actviz.lessons.walk import walk
from actviz.registry import BadInput
from tests.lessons.test_lessons import SOUND


def sheets(lesson):
    return [sheet_of(lesson, stop) for stop in walk(lesson)]


def words(text):
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def test_every_step_stands_in_it_with_its_numbers():
    lesson = lessons().entries["why"]
    made = sheets(lesson)
    text = words(handout_html(lesson, made))
    for sheet in made:
        assert "{" not in sheet.text
        for part in re.split(r"\n\s*\n", sheet.text):
            assert " ".join(part.replace("*", "").split()) in text
        for choice in sheet.step.choices:
            assert choice.text in text
        assert sheet.step.title in text


def test_what_answers_a_question_stands_after_all_questions():
    lesson = read_lesson(SOUND, "mine.toml")
    made = sheets(lesson)
    text = words(handout_html(lesson, made))
    asked, explained = (next(sheet for sheet in made if sheet.step.kind == kind) for kind in (PREDICT, EXPLAIN))
    assert explained.asked is asked.step
    task = next(sheet.step for sheet in made if sheet.step.kind == TASK)
    assert text.index(asked.text) < text.index(task.text) < text.index(explained.text)
    assert text.index(task.text) < text.index(answer_text(asked.step, explained.measured))


def test_nothing_in_it_is_followed_and_texts_are_shown_to_the_letter():
    bad = "<script src=\"http://x.example/a.js\">go</script> <a href='file:///x'>a</a> & [b](http://y.example)"
    lesson = read_lesson(SOUND.replace("Run.", bad.replace('"', '\\"')), "mine.toml")
    text = handout_html(lesson, sheets(lesson))
    assert html.escape(bad) in text
    assert not re.findall(r"<(?:script|a|link|iframe|object|form)\b|\son\w+=|@import|url\(", text)
    assert [each for each in re.findall(r'(?:src|href)="([^"]*)"', text) if not each.startswith("data:")] == []


def test_a_file_is_written_as_a_page_or_refused(tmp_path):
    lesson = read_lesson(SOUND, "mine.toml")
    made = sheets(lesson)
    written = write_handout(lesson, made, tmp_path / "page")
    assert written == tmp_path / "page.html"
    assert written.read_text(encoding="utf-8") == handout_html(lesson, made)
    (tmp_path / "folder.html").mkdir()
    for refused in (tmp_path / "page.pdf", tmp_path / "none" / "page.html", tmp_path / "folder.html"):
        with pytest.raises(BadInput, match=r"page|none|folder|\.html"):
            write_handout(lesson, made, refused)
    assert {each.name for each in tmp_path.iterdir()} == {"page.html", "folder.html"}
