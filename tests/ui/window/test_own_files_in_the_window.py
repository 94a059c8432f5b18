"""Lessons and scenes in files of one's own are dropped, picked, listed and found; a wrong one disturbs nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from actviz.app.settings import OwnFile, Settings
from actviz.training.config.config import RunConfig

SMALL = RunConfig(hidden=(5,) * 3, n_examples=60, batch_size=16)
PATIENCE_MS = 30_000
LESSON = """\
title = "My lesson & more"
summary = "A lesson of my own."

[[step]]
kind = "set up"
title = "Begin"
text = "Layer 1 gets {gradient}. <b>x</b>"
anchor = "river"
config = { hidden = "4x2", n_examples = 60 }

[[step]]
kind = "run"
text = "Run."
to = 5
"""
SCENE = """\
title = "My scene"
claim = "It learns."

[config]
hidden = "4x2"
n_examples = 60

[[caption]]
anchor = "river"
text = "Layer 1 gets {gradient}."
"""


@pytest.fixture
def window(open_window):
    return open_window()


def write(folder, name, text):
    path = folder / name
    path.write_text(text)
    return str(path)


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def on_show(qtbot, window, title):
    qtbot.waitUntil(lambda: window.lessons.lesson is not None and window.lessons.visit.is_ready, timeout=PATIENCE_MS)
    assert window.lessons.lesson.title == title


def test_a_lesson_that_is_dropped_begins_and_is_listed(qtbot, window, tmp_path):
    path = write(tmp_path, "mine.toml", LESSON)
    drop(window, path)
    on_show(qtbot, window, "My lesson & more")
    panel = window.docks.panels["lesson"]
    assert panel.heading.text() == "Begin"
    assert "&lt;b&gt;x" in panel.text.text()
    qtbot.mouseClick(panel.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.lessons.place == 1 and window.lessons.visit.is_ready, timeout=PATIENCE_MS)
    window.lessons.leave()
    window.lessons.show_list()
    assert "My lesson & more" in panel.list_buttons[-1].accessibleName()
    assert "step 2" in panel.list_buttons[-1].accessibleName()
    qtbot.mouseClick(panel.list_buttons[-1], Qt.MouseButton.LeftButton)
    on_show(qtbot, window, "My lesson & more")
    menu = window.actions_by_key.menu("Help/Lessons")
    menu.aboutToShow.emit()
    assert len([a for a in menu.actions() if a.text().startswith("My lesson && more (")]) == 1
    found = [each for each in window.search.open().groups if each.title == "Lessons"]
    assert path in [entry.key for entry in found[0].entries]


def test_a_scene_is_picked_and_listed(qtbot, window, tmp_path, monkeypatch):
    path = write(tmp_path, "mine.toml", SCENE)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    window.actions_by_key["open_lesson"].trigger()
    qtbot.waitUntil(lambda: window.scenes.scene is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.session.view.config.hidden == (4, 4), timeout=PATIENCE_MS)
    assert window.scene_strip.title.text() == "My scene"
    menu = window.actions_by_key.menu("Scenes")
    for _ in range(2):  # a second time lists none twice
        menu.aboutToShow.emit()
    listed = [action for action in menu.actions() if action.text() == "My scene"]
    assert [action.isChecked() for action in listed] == [True]
    found = [entry for group in window.search.open().groups for entry in group.entries if entry.title == "My scene"]
    assert found
    window.scenes.move(1)
    assert window.scenes.scene.title != "My scene"
    listed[0].trigger()
    assert window.scenes.scene.title == "My scene"
    window.scenes.move(-1)
    assert window.scenes.scene.title != "My scene"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ("bad.toml", "neither")),
        (SCENE.replace("river", "rivr"), ("bad.toml, line 9", "river")),
        (LESSON.replace("to = 5", "to = -5"), ("bad.toml, line 14", "-5")),
        ("title = 'a'\nsource = 'b'\n", ("bad.toml", "claim")),
        ("x" * 500_000, ("bad.toml", "bytes")),
    ],
)
def test_a_wrong_file_is_told_and_disturbs_nothing(qtbot, window, tmp_path, text, words):
    window.scenes.open("bad-start")
    qtbot.waitUntil(lambda: window.session.playing, timeout=PATIENCE_MS)
    before, setup, layout = window.scenes.scene, window.session.plan.setup, window.docks.preset
    drop(window, write(tmp_path, "bad.toml", text))
    assert all(word in window.messages.text for word in words), window.messages.text
    assert window.scenes.scene is before
    assert window.session.plan.setup is setup
    assert window.session.playing
    assert window.docks.preset == layout
    assert window.settings.own_files == ()


def test_a_file_that_has_gone_is_told_and_listed_no_more(window, tmp_path):
    path = write(tmp_path, "mine.toml", SCENE)
    assert window.own_files.open(path)
    Path(path).unlink()
    assert not window.own_files.open(path)
    assert "mine.toml" in window.messages.text
    assert window.settings.own_files == ()


def test_a_scene_whose_data_is_missing_leaves_what_runs(qtbot, window, tmp_path):
    path = write(tmp_path, "mine.toml", SCENE.replace("n_examples = 60", 'data_path = "none.csv"'))
    config = window.session.plan.config
    window.own_files.open(path)
    qtbot.waitUntil(lambda: "none.csv" in window.messages.text, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.session.plan.config == config, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.frames.picture.is_held, timeout=PATIENCE_MS)
    assert window.scenes.scene is None
    assert not window.scene_strip.isVisible()


def test_the_list_is_kept_short_and_over_a_restart(window, tmp_path):
    for i in range(12):
        window.own_files.open(write(tmp_path, f"{i}.toml", SCENE.replace("My scene", f"Scene {i}")))
    settings = window.settings
    assert [each.title for each in settings.own_files[:2]] == ["Scene 11", "Scene 10"]
    assert len(settings.own_files) < 12
    settings.path = tmp_path / "settings.json"
    assert settings.save() is None
    assert Settings.load(settings.path).own_files == settings.own_files
    assert settings.own_files[0] == OwnFile("scene", str(tmp_path / "11.toml"), "Scene 11")


@pytest.mark.parametrize("value", [3, ["x"], [["a", "b"]], [["a", "b", 3]], [[1, 2, 3]]])
def test_a_list_that_cannot_be_used_costs_a_warning(value, tmp_path):
    import json

    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"own_files": value}))
    settings = Settings.load(path)
    assert len(settings.warnings) == 1
    assert settings.own_files == ()
