"""Lessons, scenes and proofs in files of one's own are read, told apart and checked; what is wrong is told."""

import os
import re

import pytest

from actviz.lessons.claim_check import broken_claims
from actviz.lessons.lesson import Lesson
from actviz.lessons.lesson_file import KINDS, read_lesson
from actviz.lessons.own_files import MOST_BYTES, key_or_file, own_text, read_own
from actviz.lessons.proofs.proof import Proof
from actviz.lessons.scene import Scene, scenes
from actviz.lessons.walk import walk
from actviz.registry import BadInput
from actviz.resource_files import languages, resource
from actviz.translation import ENGLISH

RARE = ("config", "speed", "again")  # fields that the handbook's page leaves to the program's own files
LESSON = """\
title = "Mine"
summary = "A lesson of my own."

[[step]]
kind = "set up"
text = "Layer 1 gets {gradient}."
config = { hidden = "4x2", n_examples = 60 }

[[step.claim]]
measure = "loss"
above = 0

[[step]]
kind = "run"
text = "Run."
to = 5
"""
SCENE = """\
title = "Mine"
claim = "It learns."

[config]
hidden = "4x2"
n_examples = 60

[[number]]
measure = "loss"
step = 1
above = 0
"""


def write(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_is_told_by_what_stands_in_it(tmp_path):
    lesson = read_own(write(tmp_path, "a.toml", LESSON))
    scene = read_own(write(tmp_path, "b.toml", SCENE))
    proof = read_own(write(tmp_path, "c.toml", resource("proofs/mean-field.toml").read_text(encoding="utf-8")))
    assert (type(lesson), type(scene), type(proof)) == (Lesson, Scene, Proof)
    assert lesson.key == str(tmp_path / "a.toml")
    assert lesson.minutes
    assert scene.key == str(tmp_path / "b.toml")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ("mine.toml", "neither a lesson")),
        (b"\xff\xfe\x00", ("mine.toml", "line 1", "UTF-8")),
        (b'title = "A"\nclaim = "\xe4"\n', ("mine.toml", "line 2", "UTF-8")),
        (b"x" * (MOST_BYTES + 1), ("mine.toml", "bytes")),
        (b"title = = 3", ("mine.toml", "line 1")),
        (b"a = " + b"[" * 5000, ("mine.toml", "deep")),
        (b"seed = " + b"9" * 9000, ("mine.toml", "digits")),
        (b'activation = "relu"\nseed = 3\n', ("mine.toml", "configuration", "Paste")),
        (b"# nothing but a remark\n", ("mine.toml", "neither a lesson")),
        (SCENE.replace("Mine", "M" * 200).encode(), ("mine.toml, line 1", "100 characters")),
        (SCENE.replace("Mine", "a\\u001bb").encode(), ("mine.toml, line 1", "control characters")),
        (LESSON.replace("{gradient}", "{gradient:>999999999}").encode(), ("mine.toml, line 6", "measure")),
        (LESSON.replace("{gradient}", "{gradient!r}").encode(), ("mine.toml, line 6", "measure")),
        (LESSON.replace("{gradient}", "{loss.__class__}").encode(), ("mine.toml, line 6", "loss.__class__")),
        (LESSON.replace("Run.", "x" * 6000).encode(), ("mine.toml, line 15", "5,000")),
        ((LESSON + '[[step]]\nkind = "say"\ntext = "x"\n' * 300).encode(), ("mine.toml", "200 steps")),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, content, words):
    with pytest.raises(BadInput) as refused:
        read_own(write(tmp_path, "mine.toml", content))
    said = str(refused.value)
    assert all(word in said for word in words), said
    assert "\n" not in said
    assert len(said) < 400


def test_a_pipe_a_folder_and_nothing_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    for name in ("pipe.toml", "folder.toml", "none.toml", "a\0b.toml"):
        with pytest.raises(BadInput):
            own_text(tmp_path / name)


def test_windows_files_are_read_too(tmp_path):
    found = read_own(write(tmp_path, "mine.toml", b"\xef\xbb\xbf" + SCENE.replace("\n", "\r\n").encode()))
    assert found.title == "Mine"


def test_data_beside_the_file_is_found_there(tmp_path):
    text = SCENE.replace("n_examples = 60", 'data_path = "mine.csv"')
    assert read_own(write(tmp_path, "mine.toml", text)).lanes[0].config.data_path == str(tmp_path / "mine.csv")
    text = LESSON.replace("n_examples = 60", 'data_path = "/else/mine.csv"')
    assert read_own(write(tmp_path, "mine.toml", text)).steps[0].lanes[0].config.data_path == "/else/mine.csv"


def test_a_key_or_a_file_is_asked_for(tmp_path, monkeypatch):
    known = scenes().entries
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, "mine.toml", SCENE)
    assert key_or_file("cures", "scene", known) == "cures"
    assert key_or_file("mine.toml", "scene", known) == str(path)
    for asked, words in (("cure", "cures"), ("none.toml", "none.toml"), ("mine.toml/x", "mine")):
        with pytest.raises(BadInput, match=words):
            key_or_file(asked, "scene", known)
    with pytest.raises(BadInput, match="line"):
        key_or_file("mine.toml", "lesson", known)


def test_claims_that_do_not_hold_are_told(tmp_path):
    text = LESSON.replace("above = 0", "above = 1000") + '[[step.claim]]\nmeasure = "loss"\nabove = 0\n'
    broken = broken_claims(read_own(write(tmp_path, "mine.toml", text)))
    assert [(each.table, each.place) for each in broken] == [("step.claim", 0)]
    assert "1,000" in broken[0].text
    broken = broken_claims(read_own(write(tmp_path, "mine.toml", SCENE.replace("above = 0", "below = 0"))))
    assert [(each.table, each.place) for each in broken] == [("number", 0)]
    assert broken_claims(read_own(write(tmp_path, "mine.toml", SCENE))) == []


def test_a_run_that_diverges_and_a_task_that_is_none_are_told(tmp_path):
    task = (
        '[[step]]\nkind = "task"\ntext = "Do."\ngoal = { measure = "loss", below = 1e9 }\n'
        "solution = { learning_rate = 0.5 }\n"
    )
    text = LESSON.replace("n_examples", 'activation = "leaky_relu", learning_rate = 1000, n_examples')
    text = text.replace("to = 5", "to = 90")
    broken = broken_claims(read_own(write(tmp_path, "mine.toml", text)))
    assert any("diverges" in each.text for each in broken)
    broken = broken_claims(read_own(write(tmp_path, "mine.toml", LESSON + task)))
    assert [(each.table, each.place) for each in broken] == [("step", 2)]
    assert "before it is set" in broken[0].text


@pytest.mark.parametrize("code", languages())
def test_the_lesson_in_the_handbook_can_be_walked(code):
    folder = "help" if code == ENGLISH else f"languages/{code}/help"
    page = resource(f"{folder}/own-files.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert examples
    for text in examples:
        lesson = read_lesson(text, "mine.toml")
        assert [stop.place for stop in walk(lesson)] == list(range(len(lesson.steps)))
    assert [
        name
        for name in (*KINDS, *(field for fields in KINDS.values() for field in fields if field not in RARE))
        if f"`{name}`" not in page
    ] == []
